// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The officers who attested a pass beside the two in its claims word, at most six: each with the time of
/// the block in which its attestation was mined.
///
///   255      240 239        208 207    200  ...   39      8 7        0
///  +------------+--------------+----------+-----+----------+----------+
///  |    free    |  mined at    | officer  | ... | mined at | officer  |
///  +------------+--------------+----------+-----+----------+----------+
type FurtherOfficers is uint256;

using FurtherOfficersMath for FurtherOfficers global;

library FurtherOfficersMath {
    uint256 internal constant MOST = 6;
    uint256 private constant BITS = 40;

    /// All mined in one block.
    /// @param officers Their numbers, one byte each.
    function made(uint256 officers, uint256 minedAt_) internal pure returns (FurtherOfficers list) {
        for (uint256 i = 0; officers != 0; (++i, officers >>= 8)) {
            list = put(list, i, uint8(officers), minedAt_);
        }
    }

    /// 0 behind the last one.
    function officer(FurtherOfficers list, uint256 index) internal pure returns (uint8) {
        return uint8(FurtherOfficers.unwrap(list) >> (BITS * index));
    }

    /// True when the officer is one of them.
    function names(FurtherOfficers list, uint8 officer_) internal pure returns (bool) {
        for (uint256 i = 0; officer(list, i) != 0; ++i)
            if (officer(list, i) == officer_) return true;
        return false;
    }

    function minedAt(FurtherOfficers list, uint256 index) internal pure returns (uint32) {
        return uint32(FurtherOfficers.unwrap(list) >> (BITS * index + 8));
    }

    /// @param index At most one behind the last.
    function put(
        FurtherOfficers list,
        uint256 index,
        uint8 officer_,
        uint256 minedAt_
    ) internal pure returns (FurtherOfficers) {
        uint256 place = BITS * index;
        uint256 cleared = FurtherOfficers.unwrap(list) & ~(((1 << BITS) - 1) << place);
        return FurtherOfficers.wrap(cleared | ((uint256(officer_) | (minedAt_ << 8)) << place));
    }
}
