// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The places that the holder word and the class word share.
library WordLayout {
    /// Record id and epoch: equal in both words when the holder word is current.
    uint256 internal constant CURRENT = uint256(type(uint32).max) << 192;
    /// Flags that send a transfer down the slow path, whichever word has them.
    uint256 internal constant SLOW = uint256(type(uint16).max) << 240;
}
