// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate, JstDates } from "./JstDate.sol";

/// The last date of each of the four investor categories, 16 bits each in the order of {Categories};
/// 0 is "not in that category".
type CategoryEnds is uint64;

using CategoryEndsMath for CategoryEnds global;

library CategoryEndsMath {
    uint256 private constant COUNT = 4;

    function pack(
        JstDate specified,
        JstDate qii,
        JstDate specialBusiness,
        JstDate brokerDealer
    ) internal pure returns (CategoryEnds) {
        return
            CategoryEnds.wrap(
                uint64(JstDate.unwrap(specified)) |
                    (uint64(JstDate.unwrap(qii)) << 16) |
                    (uint64(JstDate.unwrap(specialBusiness)) << 32) |
                    (uint64(JstDate.unwrap(brokerDealer)) << 48)
            );
    }

    /// The same last date for every category of the set.
    function same(uint8 categories, JstDate until) internal pure returns (CategoryEnds ends) {
        if (categories == 0) return ends;
        uint256 raw = 0;
        for (uint256 i = 0; i < COUNT; ++i) {
            if (categories & (1 << i) != 0) raw |= uint256(JstDate.unwrap(until)) << (16 * i);
        }
        ends = CategoryEnds.wrap(uint64(raw));
    }

    function endOf(CategoryEnds ends, uint256 index) internal pure returns (JstDate) {
        return JstDate.wrap(uint16(CategoryEnds.unwrap(ends) >> (16 * index)));
    }

    /// The categories in force at `timestamp`, and the earliest of their ends (0 if there is none).
    function live(
        CategoryEnds ends,
        uint256 timestamp
    ) internal pure returns (uint8 categories, JstDate earliest) {
        if (CategoryEnds.unwrap(ends) == 0) return (0, JstDate.wrap(0));
        JstDate today = JstDates.dateAt(timestamp);
        for (uint256 i = 0; i < COUNT; ++i) {
            JstDate end = endOf(ends, i);
            if (end.isNone() || end.isBefore(today)) continue;
            categories |= uint8(1 << i);
            if (earliest.isNone() || end.isBefore(earliest)) earliest = end;
        }
    }

    /// The set with a last date, past or not; that date; and whether the dates differ.
    function summary(
        CategoryEnds ends
    ) internal pure returns (uint8 categories, JstDate until, bool differ) {
        if (CategoryEnds.unwrap(ends) == 0) return (0, JstDate.wrap(0), false);
        for (uint256 i = 0; i < COUNT; ++i) {
            JstDate end = endOf(ends, i);
            if (end.isNone()) continue;
            differ = differ || (categories != 0 && JstDate.unwrap(end) != JstDate.unwrap(until));
            categories |= uint8(1 << i);
            until = end;
        }
    }

    /// Of each category the earlier end: what both agree on.
    function lower(CategoryEnds a, CategoryEnds b) internal pure returns (CategoryEnds) {
        uint256 raw = 0;
        for (uint256 i = 0; i < COUNT; ++i) {
            raw |= uint256(JstDate.unwrap(endOf(a, i).earlier(endOf(b, i)))) << (16 * i);
        }
        return CategoryEnds.wrap(uint64(raw));
    }

    function equals(CategoryEnds a, CategoryEnds b) internal pure returns (bool) {
        return CategoryEnds.unwrap(a) == CategoryEnds.unwrap(b);
    }
}
