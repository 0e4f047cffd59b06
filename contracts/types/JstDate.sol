// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A calendar date in Japan Standard Time (UTC+9, no summer time): days since 1970-01-01.
/// Zero is "no date". A date means the end of that day, 24:00 JST.
type JstDate is uint16;

using JstDates for JstDate global;

library JstDates {
    uint256 private constant DAY = 86_400;
    uint256 private constant JST_OFFSET = 9 hours;

    /// The date at a moment.
    /// @param timestamp Unix seconds, at most the end of the year 2148.
    function dateAt(uint256 timestamp) internal pure returns (JstDate) {
        unchecked {
            // No time is within nine hours of the last that 256 bits can say.
            return JstDate.wrap(uint16((timestamp + JST_OFFSET) / DAY));
        }
    }

    /// The last second of the date, in Unix seconds: 23:59:59 JST.
    /// A date after 2106-02-07 answers the last second that 32 bits can say.
    function lastSecond(JstDate date) internal pure returns (uint32) {
        uint256 second;
        unchecked {
            // A date has 16 bits, and one day is more than the offset.
            second = (uint256(JstDate.unwrap(date)) + 1) * DAY - JST_OFFSET - 1;
        }
        return second > type(uint32).max ? type(uint32).max : uint32(second);
    }

    /// True when the date's last second is behind `timestamp`. No date has always passed.
    function isPast(JstDate date, uint256 timestamp) internal pure returns (bool) {
        return isNone(date) || isBefore(date, dateAt(timestamp));
    }

    function isNone(JstDate date) internal pure returns (bool) {
        return JstDate.unwrap(date) == 0;
    }

    function earlier(JstDate a, JstDate b) internal pure returns (JstDate) {
        return JstDate.unwrap(a) < JstDate.unwrap(b) ? a : b;
    }

    function isBefore(JstDate a, JstDate b) internal pure returns (bool) {
        return JstDate.unwrap(a) < JstDate.unwrap(b);
    }
}
