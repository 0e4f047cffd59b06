// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What the proofs say of packed words.
library Fields {
    /// True when no bit but those of the field differs.
    function differOnlyIn(
        uint256 a,
        uint256 b,
        uint256 place,
        uint256 bits
    ) internal pure returns (bool) {
        return (a ^ b) & ~(((1 << bits) - 1) << place) == 0;
    }

    function field(uint256 word, uint256 place, uint256 bits) internal pure returns (uint256) {
        return (word >> place) & ((1 << bits) - 1);
    }
}
