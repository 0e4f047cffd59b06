// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import { Roles } from "../governance/Roles.sol";
import { JstDate } from "../types/JstDate.sol";
import { Signatures } from "../types/Signatures.sol";
import { IFixing } from "./interfaces/IFixing.sol";

/// @dev Specification: {IFixing}.
contract Fixing is IFixing, AccessManaged, EIP712 {
    struct Reported {
        address reporter;
        int64 rate;
    }

    struct Fixed {
        bool is_;
        int64 rate;
    }

    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "Report(bytes32 index,uint16 date,int64 rate,bytes32 source)"
    );
    uint256 private constant MOST_REPORTS = 16;
    uint256 private constant MOST_AGE = 31;

    mapping(bytes32 index => IndexTerms) private _terms;
    mapping(bytes32 index => mapping(JstDate date => Reported[])) private _reports;
    mapping(bytes32 index => mapping(JstDate date => Fixed)) private _fixings;

    constructor(address authority_) AccessManaged(authority_) EIP712("Kessai Fixing", "1") {}

    /// @inheritdoc IFixing
    function report(
        bytes32 index,
        JstDate date,
        int64 rate,
        bytes32 source,
        address reporter,
        bytes calldata signature
    ) external {
        uint256 closes = _closes(index, date);
        uint256 opens = uint256(date.lastSecond()) + 1 - 1 days;
        if (block.timestamp < opens || block.timestamp > closes) {
            revert OutsideTheWindow(opens, closes, block.timestamp);
        }
        if (!_isReporter(reporter)) revert NotAReporter(reporter);
        Reported[] storage reports = _reports[index][date];
        if (reports.length == MOST_REPORTS) revert TooManyReports(index, date);
        for (uint256 i = 0; i < reports.length; ++i) {
            if (reports[i].reporter == reporter) revert ReportedBefore(reporter, index, date);
        }
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(REPORT_TYPEHASH, index, date, rate, source))
        );
        if (!Signatures.isValid(reporter, digest, signature)) {
            revert ReportInvalid(reporter, index, date);
        }

        reports.push(Reported(reporter, rate));
        emit RateReported(index, date, reporter, rate, source);
    }

    /// @inheritdoc IFixing
    function fix(bytes32 index, JstDate date) external returns (int64 rate) {
        uint256 closes = _closes(index, date);
        if (block.timestamp <= closes) revert WindowStillOpen(closes);
        if (_fixings[index][date].is_) revert FixedBefore(index, date);
        (int64[] memory rates, uint256 count) = _sorted(_reports[index][date]);
        uint8 quorum = _terms[index].quorum;
        if (count < quorum) revert TooFewReports(index, date, count, quorum);
        rate = rates[(count - 1) / 2];

        _fixings[index][date] = Fixed(true, rate);
        emit RateFixed(index, date, rate, count);
    }

    /// @inheritdoc IFixing
    function setIndex(bytes32 index, IndexTerms calldata terms) external restricted {
        // One reporter alone is no fixing; more than 16 reports are never taken.
        if (terms.quorum < 2 || terms.quorum > MOST_REPORTS || terms.mostAge > MOST_AGE) {
            revert IndexTermsOutOfRange(terms);
        }

        _terms[index] = terms;
        emit IndexChanged(index, terms);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IFixing
    function rateOf(bytes32 index, JstDate date) external view returns (int64) {
        Fixed memory fixing = _fixings[index][date];
        if (!fixing.is_) revert NoFixing(index, date);
        return fixing.rate;
    }

    /// @inheritdoc IFixing
    function rateOrPrevious(
        bytes32 index,
        JstDate date
    ) external view returns (int64 rate, JstDate of_) {
        uint256 last = JstDate.unwrap(date);
        uint256 first = last - _min(last, _terms[index].mostAge);
        for (uint256 day = last + 1; day > first; --day) {
            of_ = JstDate.wrap(uint16(day - 1));
            Fixed memory fixing = _fixings[index][of_];
            if (fixing.is_) return (fixing.rate, of_);
        }
        revert NoFixing(index, date);
    }

    /// @inheritdoc IFixing
    function termsOf(bytes32 index) external view returns (IndexTerms memory) {
        return _terms[index];
    }

    /// @inheritdoc IFixing
    function reportsOf(bytes32 index, JstDate date) external view returns (uint256) {
        return _reports[index][date].length;
    }

    // ------------------------------------------------------------------ internals

    /// Last second at which reports of the date are taken.
    function _closes(bytes32 index, JstDate date) private view returns (uint256) {
        IndexTerms memory terms = _terms[index];
        if (terms.quorum == 0) revert IndexUnknown(index);
        return uint256(date.lastSecond()) + terms.window;
    }

    /// A key whose actions must be announced does not act by a signature.
    function _isReporter(address key) private view returns (bool) {
        (bool isMember, uint32 delay) = IAccessManager(authority()).hasRole(
            Roles.RATE_REPORTER,
            key
        );
        return isMember && delay == 0;
    }

    /// The rates of those who are reporters still, ascending, and how many they are.
    function _sorted(
        Reported[] storage reports
    ) private view returns (int64[] memory rates, uint256 count) {
        rates = new int64[](reports.length);
        for (uint256 i = 0; i < reports.length; ++i) {
            Reported memory reported = reports[i];
            if (!_isReporter(reported.reporter)) continue;
            uint256 place = count++;
            while (place > 0 && rates[place - 1] > reported.rate) {
                rates[place] = rates[place - 1];
                --place;
            }
            rates[place] = reported.rate;
        }
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
