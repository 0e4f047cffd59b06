// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A share that a part must reach of a whole, as a fraction, since a third of something is no number of
/// millionths: 1 / 2 and `more` is a majority (過半数), 2 / 3 without it two thirds or more (三分の二以上).
/// 0 / 1 asks for nothing.
struct Share {
    uint32 numerator;
    uint32 denominator;
    bool more;
}

using Shares for Share global;

library Shares {
    /// True when some part can reach it: a denominator, and no more than the whole.
    function isWellFormed(Share memory share) internal pure returns (bool) {
        return
            share.denominator != 0 &&
            (
                share.more
                    ? share.numerator < share.denominator
                    : share.numerator <= share.denominator
            );
    }

    /// @param part, whole At most 64 bits each.
    function isReached(
        Share memory share,
        uint256 part,
        uint256 whole
    ) internal pure returns (bool) {
        uint256 reached = part * share.denominator;
        uint256 asked = whole * share.numerator;
        return share.more ? reached > asked : reached >= asked;
    }
}
