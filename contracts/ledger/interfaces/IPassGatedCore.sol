// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Metadata } from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { ClassWord } from "../../types/ClassWord.sol";
import { HolderWord } from "../../types/HolderWord.sol";
import { Will } from "../../types/Will.sol";

/// @title The part of {IPassGatedToken} that moves units, beside what the pass calls
interface IPassGatedCore is IERC20Metadata {
    /// @notice Transfers to many, all or none: `units[i]` to `to[i]`, as many {transfer} of the caller.
    function batchTransfer(address[] calldata to, uint256[] calldata units) external;

    /// @notice The gate, for the second half of the token's own code.
    /// @param by Whose call it is.
    /// @dev The token itself.
    function moveFor(address by, address from, address to, uint256 units, Will will) external;

    /// @notice The pass that it asks.
    function pass() external view returns (IKycPass);

    /// @notice The wallet's word as it is stored.
    function wordOf(address wallet) external view returns (HolderWord);

    /// @notice The token's own word as it is stored.
    function classWord() external view returns (ClassWord);

    /// @notice This token's number at KycPass.
    function classNumber() external view returns (uint16);
}
