// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title ERC-7943 (final), for fungible tokens; its ERC-165 id is 0x3edbb4c4
/// @notice Refusals have this suite's errors, which say more than the standard's four: those are not
/// declared.
interface IERC7943Fungible {
    /// @notice Units were moved against the holder's will.
    event ForcedTransfer(address indexed from, address indexed to, uint256 amount);
    /// @notice So many units of the account cannot be moved by its key from now on.
    event Frozen(address indexed account, uint256 amount);

    function forcedTransfer(address from, address to, uint256 amount) external returns (bool);

    function setFrozenTokens(address account, uint256 amount) external returns (bool);

    /// @notice Whether the account may send at all: its pass works and no order stops it.
    function canSend(address account) external view returns (bool);

    /// @notice Whether the account may receive at all.
    function canReceive(address account) external view returns (bool);

    function getFrozenTokens(address account) external view returns (uint256);

    /// @notice True if and only if `transfer` by `from` would succeed (TRUTH-1), balance included.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool);
}
