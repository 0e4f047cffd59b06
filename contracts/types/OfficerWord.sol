// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "./JstDate.sol";

/// An officer: the key, while active its seat in the roster's daily counts, since when it is disowned,
/// and what it spent of its list quota.
///
///   255   229 228    213 212 197 196          165 164  161   160   159        0
///  +---------+----------+-------+----------------+------+--------+------------+
///  |  free   |  listed  |  day  | disowned since | seat | active |    key     |
///  +---------+----------+-------+----------------+------+--------+------------+
///
/// disowned since: Unix seconds, 0 when it is not. What the officer attested in a block of that time or
/// later is worth nothing; what was mined before stays. listed: passes that it suspended or attested
/// anew by lists on `day`.
type OfficerWord is uint256;

using OfficerWords for OfficerWord global;

library OfficerWords {
    uint256 private constant ACTIVE = 1 << 160;
    uint256 private constant DISOWNED = uint256(type(uint32).max) << 165;
    uint256 private constant DAY_AND_LISTED = uint256(type(uint32).max) << 197;

    function make(address key_, uint256 seat_) internal pure returns (OfficerWord) {
        return OfficerWord.wrap(uint160(key_) | ACTIVE | (seat_ << 161));
    }

    function key(OfficerWord word) internal pure returns (address) {
        return address(uint160(OfficerWord.unwrap(word)));
    }

    /// True when the officer may attest now.
    function isActive(OfficerWord word) internal pure returns (bool) {
        return OfficerWord.unwrap(word) & (ACTIVE | DISOWNED) == ACTIVE;
    }

    /// True while the officer has its seat, disowned or not.
    function isSeated(OfficerWord word) internal pure returns (bool) {
        return OfficerWord.unwrap(word) & ACTIVE != 0;
    }

    function seat(OfficerWord word) internal pure returns (uint256) {
        return (OfficerWord.unwrap(word) >> 161) & 0x0f;
    }

    function disownedSince(OfficerWord word) internal pure returns (uint32) {
        return uint32(OfficerWord.unwrap(word) >> 165);
    }

    /// True for what the officer attested in a block of this time.
    function isGoodAt(OfficerWord word, uint256 minedAt) internal pure returns (bool) {
        uint256 since = disownedSince(word);
        return since == 0 || minedAt < since;
    }

    /// Passes that the officer listed on `today`.
    function listedOn(OfficerWord word, JstDate today) internal pure returns (uint256) {
        uint256 raw = OfficerWord.unwrap(word);
        return uint16(raw >> 197) == JstDate.unwrap(today) ? uint16(raw >> 213) : 0;
    }

    function withListed(
        OfficerWord word,
        JstDate today,
        uint16 count
    ) internal pure returns (OfficerWord) {
        return
            OfficerWord.wrap(
                (OfficerWord.unwrap(word) & ~DAY_AND_LISTED) |
                    (uint256(JstDate.unwrap(today)) << 197) |
                    (uint256(count) << 213)
            );
    }

    function removed(OfficerWord word) internal pure returns (OfficerWord) {
        return OfficerWord.wrap(OfficerWord.unwrap(word) & ~ACTIVE);
    }

    /// @param since Unix seconds; 0 takes a disowning back.
    function withDisowned(OfficerWord word, uint32 since) internal pure returns (OfficerWord) {
        return OfficerWord.wrap((OfficerWord.unwrap(word) & ~DISOWNED) | (uint256(since) << 165));
    }
}
