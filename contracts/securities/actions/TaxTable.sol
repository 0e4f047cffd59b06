// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { Amounts } from "../../types/Amounts.sol";
import { JstDate } from "../../types/JstDate.sol";
import { PaymentKind } from "../../types/PaymentKind.sol";
import { ITaxTable } from "./interfaces/ITaxTable.sol";

/// @dev Specification: {ITaxTable}.
contract TaxTable is ITaxTable, AccessManaged {
    /// One slot.
    struct Rates {
        JstDate from;
        JstDate until;
        uint24 national;
        uint24 local;
    }

    uint256 private constant TAX_CLASSES = 16;

    mapping(PaymentKind kind => mapping(bool listed => mapping(uint8 taxClass => Rates[])))
        private _rates;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc ITaxTable
    function setRates(Row[] calldata rows) external restricted {
        for (uint256 i = 0; i < rows.length; ++i) _setRates(i, rows[i]);
    }

    /// @inheritdoc ITaxTable
    function ratesOf(
        PaymentKind kind,
        bool listed,
        uint8 taxClass,
        JstDate date
    ) external view returns (uint256 national, uint256 local) {
        Rates[] storage rates = _rates[kind][listed][taxClass];
        for (uint256 i = rates.length; i != 0; --i) {
            Rates memory found = rates[i - 1];
            if (date.isBefore(found.from)) continue;
            if (found.until.isBefore(date)) break;
            return (found.national, found.local);
        }
        revert NoRates(kind, listed, taxClass, date);
    }

    function _setRates(uint256 place, Row calldata row) private {
        if (row.taxClass >= TAX_CLASSES || row.until.isBefore(row.from)) {
            revert RatesOutOfRange(place);
        }
        if (uint256(row.national) + row.local > Amounts.TAX_ONE) revert RatesOutOfRange(place);
        Rates[] storage rates = _rates[row.kind][row.listed][row.taxClass];
        uint256 count = rates.length;
        bool isSame = false;
        if (count != 0) {
            JstDate last = rates[count - 1].from;
            if (row.from.isBefore(last)) revert RowOutOfOrder(place);
            isSame = JstDate.unwrap(row.from) == JstDate.unwrap(last);
        }

        Rates memory rate = Rates(row.from, row.until, row.national, row.local);
        if (isSame) rates[count - 1] = rate;
        else rates.push(rate);
        emit RatesSet(
            row.kind,
            row.listed,
            row.taxClass,
            row.from,
            row.until,
            row.national,
            row.local
        );
    }
}
