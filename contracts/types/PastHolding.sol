// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What a wallet had at one or more record dates on end, in one storage word.
///
///   255   208 207   192 191    128 127     64 63      0
///  +---------+---------+----------+----------+---------+
///  |  free   |  since  |  frozen  |   held   | balance |
///  +---------+---------+----------+----------+---------+
///
/// since: the first record date that it is for; the last is where it is kept. frozen: the amount stopped
/// by order, at most what 64 bits can say.
type PastHolding is uint256;

using PastHoldings for PastHolding global;

library PastHoldings {
    function pack(
        uint256 balance_,
        uint256 held_,
        uint256 frozen_,
        uint256 since_
    ) internal pure returns (PastHolding) {
        if (frozen_ > type(uint64).max) frozen_ = type(uint64).max;
        return PastHolding.wrap(balance_ | (held_ << 64) | (frozen_ << 128) | (since_ << 192));
    }

    function isKept(PastHolding past) internal pure returns (bool) {
        return PastHolding.unwrap(past) != 0;
    }

    function balance(PastHolding past) internal pure returns (uint256) {
        return uint64(PastHolding.unwrap(past));
    }

    function held(PastHolding past) internal pure returns (uint256) {
        return uint64(PastHolding.unwrap(past) >> 64);
    }

    function frozen(PastHolding past) internal pure returns (uint256) {
        return uint64(PastHolding.unwrap(past) >> 128);
    }

    function since(PastHolding past) internal pure returns (uint256) {
        return uint16(PastHolding.unwrap(past) >> 192);
    }
}
