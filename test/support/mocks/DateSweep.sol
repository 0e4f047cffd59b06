// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate, JstDates } from "../../../contracts/types/JstDate.sol";

/// Every date there is, against days counted one by one.
contract DateSweep {
    uint256 private constant LAST_SECOND = type(uint32).max;

    error WrongDate(uint256 day);

    /// @param first, last Dates, both included.
    function sweep(uint256 first, uint256 last) external pure returns (uint256 done) {
        // Midnight in Tokyo is nine hours before midnight in Greenwich.
        uint256 end = first * 1 days + 15 hours - 1;
        for (uint256 day = first; day <= last; ++day) {
            JstDate date = JstDate.wrap(uint16(day));
            bool isKept = end <= LAST_SECOND;
            if (
                date.lastSecond() != (isKept ? end : LAST_SECOND) ||
                JstDate.unwrap(JstDates.dateAt(end)) != day ||
                (end >= 1 days && JstDate.unwrap(JstDates.dateAt(end - 1 days + 1)) != day) ||
                (day != 0 && date.isPast(end)) ||
                (day != type(uint16).max && !date.isPast(end + 1)) ||
                date.isNone() != (day == 0)
            ) revert WrongDate(day);
            end += 1 days;
            ++done;
        }
    }
}
