// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title ERC-5192, Minimal Soulbound NFTs (Final). Interface id 0xb45a3c0e.
interface IERC5192 {
    /// @notice The token cannot move from now on.
    event Locked(uint256 tokenId);
    /// @notice The token can move from now on. Never emitted here.
    event Unlocked(uint256 tokenId);

    /// @notice True for every token there is; refuses for one that is not.
    function locked(uint256 tokenId) external view returns (bool);
}
