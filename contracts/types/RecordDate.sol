// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate, JstDates } from "./JstDate.sol";

/// One record date (基準日) of a class, in one storage word. Declared it has its last second and that of
/// the next one, so that taking it reads nothing else; taken, at the class's first change after it, also
/// what the class was then.
///
///   255    152 151          120 119        88 87      64 63     0
///  +----------+----------------+-------------+----------+--------+
///  |   free   | next one's     | last second | holders  | supply |
///  |          | last second    |             |          |        |
///  +----------+----------------+-------------+----------+--------+
type RecordDate is uint256;

using RecordDates for RecordDate global;

library RecordDates {
    uint256 private constant FIGURES = (1 << 88) - 1;

    /// A record date that is declared and not taken.
    /// @param next Last second of the next one, or 0.
    function declared(uint32 lastSecond_, uint32 next) internal pure returns (RecordDate) {
        return RecordDate.wrap((uint256(lastSecond_) << 88) | (uint256(next) << 120));
    }

    /// The record date with what the class was when it ended.
    function taken(
        RecordDate record,
        uint256 supply_,
        uint256 holders_
    ) internal pure returns (RecordDate) {
        return RecordDate.wrap((RecordDate.unwrap(record) & ~FIGURES) | (holders_ << 64) | supply_);
    }

    function isDeclared(RecordDate record) internal pure returns (bool) {
        return RecordDate.unwrap(record) != 0;
    }

    /// Unix seconds; 0 when there is no such record date.
    function lastSecond(RecordDate record) internal pure returns (uint32) {
        return uint32(RecordDate.unwrap(record) >> 88);
    }

    /// Unix seconds; 0 when it is the last one.
    function nextLastSecond(RecordDate record) internal pure returns (uint32) {
        return uint32(RecordDate.unwrap(record) >> 120);
    }

    function date(RecordDate record) internal pure returns (JstDate) {
        return JstDates.dateAt(lastSecond(record));
    }

    function supply(RecordDate record) internal pure returns (uint256) {
        return uint64(RecordDate.unwrap(record));
    }

    function holders(RecordDate record) internal pure returns (uint256) {
        return uint24(RecordDate.unwrap(record) >> 64);
    }
}
