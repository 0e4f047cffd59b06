// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Where a netting cycle stands. Settled and void are final.
enum CyclePhase {
    None,
    Open,
    Settled,
    Void
}

/// What the registry keeps of a netting cycle: one word stands for all its trades.
///
///   255    216 215       56 55           8 7       0
///  +----------+------------+--------------+---------+
///  |   free   |   opener   |   deadline   |  phase  |
///  +----------+------------+--------------+---------+
///
/// opener: whose cycle it is. deadline: last Unix second at which it settles; after it anyone makes it void.
type CycleWord is uint256;

using CycleWords for CycleWord global;

library CycleWords {
    function open(address opener_, uint48 deadline_) internal pure returns (CycleWord) {
        return
            CycleWord.wrap(
                (uint256(uint160(opener_)) << 56) |
                    (uint256(deadline_) << 8) |
                    uint256(CyclePhase.Open)
            );
    }

    function opener(CycleWord word) internal pure returns (address) {
        return address(uint160(CycleWord.unwrap(word) >> 56));
    }

    function phase(CycleWord word) internal pure returns (CyclePhase) {
        return CyclePhase(uint8(CycleWord.unwrap(word)));
    }

    function deadline(CycleWord word) internal pure returns (uint48) {
        return uint48(CycleWord.unwrap(word) >> 8);
    }

    function withPhase(CycleWord word, CyclePhase next) internal pure returns (CycleWord) {
        return CycleWord.wrap((CycleWord.unwrap(word) & ~uint256(type(uint8).max)) | uint256(next));
    }
}
