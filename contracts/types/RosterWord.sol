// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "./JstDate.sol";

/// What every grant reads and raises, in one slot, so that the daily quota costs no slot of its own.
///
///   255     112 111  96  95   94     80 79      72 71     68 67    56 55        32 31              0
///  +-----------+-------+-----+---------+----------+---------+--------+------------+----------------+
///  | 12 seats  |  day  | dis-| classes | officers | quorum  | quota  | vetoWindow | lastInvestorId |
///  | of 12 bits|       |owned|         |          |         |        |  (seconds) |                |
///  +-----------+-------+-----+---------+----------+---------+--------+------------+----------------+
///
/// officers, classes: numbers given so far. seats: grants attested on `day` by the officer who has
/// the seat. Twelve officers can be active at once. disowned: an officer was, at any time.
type RosterWord is uint256;

using RosterWords for RosterWord global;

library RosterWords {
    uint256 internal constant SEATS = 12;
    uint256 internal constant MOST_QUOTA = 0xfff;
    uint256 internal constant MOST_QUORUM = 8;
    uint256 internal constant MOST_VETO_WINDOW = 180 days;

    uint256 private constant INVESTOR = type(uint32).max;
    uint256 private constant SETTINGS =
        (uint256(type(uint24).max) << 32) | (MOST_QUOTA << 56) | (uint256(0xf) << 68);
    uint256 private constant DISOWNED = 1 << 95;
    uint256 private constant DAY_AND_SEATS = type(uint256).max << 96;
    uint256 private constant SEATS_AT = 112;

    error InvestorNumbersSpent();

    function lastInvestorId(RosterWord word) internal pure returns (uint32) {
        return uint32(RosterWord.unwrap(word));
    }

    function vetoWindow(RosterWord word) internal pure returns (uint32) {
        return uint24(RosterWord.unwrap(word) >> 32);
    }

    function quota(RosterWord word) internal pure returns (uint16) {
        return uint16((RosterWord.unwrap(word) >> 56) & MOST_QUOTA);
    }

    function quorum(RosterWord word) internal pure returns (uint8) {
        return uint8((RosterWord.unwrap(word) >> 68) & 0xf);
    }

    function officers(RosterWord word) internal pure returns (uint8) {
        return uint8(RosterWord.unwrap(word) >> 72);
    }

    function classes(RosterWord word) internal pure returns (uint16) {
        return uint16(RosterWord.unwrap(word) >> 80) & 0x7fff;
    }

    /// True once an officer was disowned: from then on a pass's attestations are looked at.
    function knowsDisowning(RosterWord word) internal pure returns (bool) {
        return RosterWord.unwrap(word) & DISOWNED != 0;
    }

    function withDisowning(RosterWord word) internal pure returns (RosterWord) {
        return RosterWord.wrap(RosterWord.unwrap(word) | DISOWNED);
    }

    /// Grants attested on `today` from a seat.
    function grantsOn(
        RosterWord word,
        JstDate today,
        uint256 seat
    ) internal pure returns (uint256) {
        uint256 raw = RosterWord.unwrap(word);
        if (uint16(raw >> 96) != JstDate.unwrap(today)) return 0;
        return (raw >> _placeOf(seat)) & MOST_QUOTA;
    }

    /// One more grant from a seat on `today`; a new day starts all seats at zero.
    /// The caller has checked that the seat is below its quota, which fits the field.
    function withGrant(
        RosterWord word,
        JstDate today,
        uint256 seat
    ) internal pure returns (RosterWord) {
        uint256 raw = RosterWord.unwrap(word);
        if (uint16(raw >> 96) != JstDate.unwrap(today)) {
            raw = (raw & ~DAY_AND_SEATS) | (uint256(JstDate.unwrap(today)) << 96);
        }
        return RosterWord.wrap(raw + (1 << _placeOf(seat)));
    }

    /// Forgets what a seat has spent, for the officer who takes it over.
    function withSeatCleared(RosterWord word, uint256 seat) internal pure returns (RosterWord) {
        return RosterWord.wrap(RosterWord.unwrap(word) & ~(MOST_QUOTA << _placeOf(seat)));
    }

    function _placeOf(uint256 seat) private pure returns (uint256) {
        unchecked {
            // A seat is one of twelve.
            return SEATS_AT + 12 * seat;
        }
    }

    function withNextInvestor(RosterWord word) internal pure returns (RosterWord) {
        uint256 raw = RosterWord.unwrap(word);
        // The highest number is that of the system passes.
        if (raw & INVESTOR == INVESTOR - 1) revert InvestorNumbersSpent();
        return RosterWord.wrap(raw + 1);
    }

    function withSettings(
        RosterWord word,
        uint8 quorum_,
        uint32 vetoWindow_,
        uint16 quota_
    ) internal pure returns (RosterWord) {
        return
            RosterWord.wrap(
                (RosterWord.unwrap(word) & ~SETTINGS) |
                    (uint256(vetoWindow_) << 32) |
                    (uint256(quota_) << 56) |
                    (uint256(quorum_) << 68)
            );
    }

    /// The caller has checked that there is a number left.
    function withNextOfficer(RosterWord word) internal pure returns (RosterWord) {
        return RosterWord.wrap(RosterWord.unwrap(word) + (1 << 72));
    }

    /// The caller has checked that there is a number left.
    function withNextClass(RosterWord word) internal pure returns (RosterWord) {
        return RosterWord.wrap(RosterWord.unwrap(word) + (1 << 80));
    }
}
