// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "./IPassGatedToken.sol";

/// @title What a token asks to answer beforehand whether a transfer would succeed
interface ITransferRules {
    /// @notice True exactly when `transfer` by `from` would succeed now (TRUTH-1).
    function canTransfer(
        IPassGatedToken token,
        address from,
        address to,
        uint256 units
    ) external view returns (bool);
}
