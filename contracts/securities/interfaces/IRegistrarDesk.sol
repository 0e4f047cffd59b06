// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { PolicyWord } from "../../types/PolicyWord.sol";
import { ISecurityToken } from "./ISecurityToken.sol";

/// @title The registrar's verbs, for every class of the platform
/// @notice One desk holds what a bond-ledger manager, trust bank or issuer may order. Each verb asks
/// for the class's registrar role; what changes rules waits its delay at the platform's AccessManager
/// besides. Every order names a reference or a reason and a document.
interface IRegistrarDesk {
    /// @param issueReference The issue's own reference, such as a resolution's hash.
    event UnitsIssued(
        address indexed token,
        address indexed to,
        uint256 units,
        bytes32 indexed issueReference,
        address by
    );
    event UnitsFrozen(
        address indexed token,
        address indexed wallet,
        uint256 units,
        bytes32 reason,
        bytes32 document,
        address by
    );
    event WalletStopped(
        address indexed token,
        address indexed wallet,
        bytes32 reason,
        bytes32 document,
        address by
    );
    event PolicySet(address indexed token, PolicyWord policy, address by);
    event ClassEndOrdered(address indexed token, bytes32 document, address by);

    error NotAClassOfThePlatform(address token);
    error NotTheRegistrar(address caller, uint64 role);
    error NothingToIssue(address to);
    error NothingToFreeze(address wallet);

    /// @notice Issues units to an account, never above the class file's cap.
    /// @dev Registrar, at once. Emits {UnitsIssued} and the token's `Transfer`.
    function issue(
        ISecurityToken token,
        address to,
        uint256 units,
        bytes32 issueReference
    ) external;

    /// @notice Adds to the units that the wallet cannot move.
    /// @dev Registrar, at once.
    function freezeUnits(
        ISecurityToken token,
        address wallet,
        uint256 units,
        bytes32 reason,
        bytes32 document
    ) external;

    /// @notice Stops the wallet: it neither sends nor receives this class.
    /// @dev Registrar, at once.
    function freezeWallet(
        ISecurityToken token,
        address wallet,
        bytes32 reason,
        bytes32 document
    ) external;

    /// @notice Stops the class at once.
    /// @dev Pauser.
    function pause(ISecurityToken token) external;

    /// @notice Lets the class move again.
    /// @dev Unpauser, after its delay.
    function unpause(ISecurityToken token) external;

    /// @notice Changes who may hold the class.
    /// @param admitted Categories as in {Categories}, at least one.
    /// @param residences ISO 3166-1 numeric, at most 15; none means that residence does not matter.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function setPolicy(ISecurityToken token, uint8 admitted, uint16[] calldata residences) external;

    /// @notice Ends the class for good.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function close(ISecurityToken token, bytes32 document) external;
}
