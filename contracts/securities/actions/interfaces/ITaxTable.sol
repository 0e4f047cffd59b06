// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../../types/JstDate.sol";
import { PaymentKind } from "../../../types/PaymentKind.sol";

/// @title What is withheld (源泉徴収) from a payment, by its kind, whether the class is listed, the payee's tax class
/// and the date
/// @notice Data of the law, set by the admin after its delay. Income tax and the special income tax for
/// reconstruction (復興特別所得税) are one rate, as they are withheld together; the inhabitant tax (住民税) is the other.
interface ITaxTable {
    /// @param from First date of the rates; they end where the next row of the same key begins.
    /// @param until Last date for which the law has them.
    /// @param national, local In parts of 100,000.
    struct Row {
        PaymentKind kind;
        bool listed;
        uint8 taxClass;
        JstDate from;
        JstDate until;
        uint24 national;
        uint24 local;
    }

    event RatesSet(
        PaymentKind indexed kind,
        bool indexed listed,
        uint8 indexed taxClass,
        JstDate from,
        JstDate until,
        uint24 national,
        uint24 local
    );

    /// @notice Nothing is known of such a payment; nothing is paid before it is.
    error NoRates(PaymentKind kind, bool listed, uint8 taxClass, JstDate date);
    /// @notice More than the whole would be withheld, the tax class has more than four bits, or the row ends before
    /// it begins.
    error RatesOutOfRange(uint256 row);
    /// @notice Rows of one key follow each other; the last one can be set anew, none before it.
    error RowOutOfOrder(uint256 row);

    /// @notice Adds rows, or sets the last of a key anew.
    /// @dev Admin, after its delay. Emits {RatesSet} for each.
    function setRates(Row[] calldata rows) external;

    /// @dev Errors: {NoRates}.
    function ratesOf(
        PaymentKind kind,
        bool listed,
        uint8 taxClass,
        JstDate date
    ) external view returns (uint256 national, uint256 local);
}
