// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PolicyWord, PolicyWords } from "../types/PolicyWord.sol";
import { IRegistrarDesk } from "./interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {IRegistrarDesk}.
contract RegistrarDesk is IRegistrarDesk, AccessManaged {
    IKycPass public immutable pass;

    constructor(address authority_, IKycPass pass_) AccessManaged(authority_) {
        pass = pass_;
    }

    /// @inheritdoc IRegistrarDesk
    function issue(
        ISecurityToken token,
        address to,
        uint256 units,
        bytes32 issueReference
    ) external {
        _requireRegistrar(token);
        if (units == 0) revert NothingToIssue(to);
        emit UnitsIssued(address(token), to, units, issueReference, msg.sender);
        token.mint(to, units);
    }

    /// @inheritdoc IRegistrarDesk
    function freezeUnits(
        ISecurityToken token,
        address wallet,
        uint256 units,
        bytes32 reason,
        bytes32 document
    ) external {
        _requireRegistrar(token);
        if (units == 0) revert NothingToFreeze(wallet);
        emit UnitsFrozen(address(token), wallet, units, reason, document, msg.sender);
        token.setFrozenUnits(wallet, Math.saturatingAdd(token.frozenOf(wallet), units));
    }

    /// @inheritdoc IRegistrarDesk
    function freezeWallet(
        ISecurityToken token,
        address wallet,
        bytes32 reason,
        bytes32 document
    ) external {
        _requireRegistrar(token);
        if (token.isFrozen(wallet)) revert NothingToFreeze(wallet);
        emit WalletStopped(address(token), wallet, reason, document, msg.sender);
        token.setFrozen(wallet, true);
    }

    /// @inheritdoc IRegistrarDesk
    function pause(ISecurityToken token) external restricted {
        _requireClass(token);
        token.setPaused(true);
    }

    /// @inheritdoc IRegistrarDesk
    function unpause(ISecurityToken token) external restricted {
        _requireClass(token);
        token.setPaused(false);
    }

    /// @inheritdoc IRegistrarDesk
    function setPolicy(
        ISecurityToken token,
        uint8 admitted,
        uint16[] calldata residences
    ) external restricted {
        _requireRegistrar(token);
        PolicyWord policy = PolicyWords.pack(admitted, residences);
        emit PolicySet(address(token), policy, msg.sender);
        token.setPolicy(policy);
    }

    /// @inheritdoc IRegistrarDesk
    function close(ISecurityToken token, bytes32 document) external restricted {
        _requireRegistrar(token);
        emit ClassEndOrdered(address(token), document, msg.sender);
        token.close();
    }

    /// A stranger's contract could answer any role; only classes of the platform are asked.
    function _requireClass(ISecurityToken token) private view {
        uint16 number = token.classNumber();
        // Number 0 is yen, which has no registrar.
        if (number == 0 || pass.classAt(number) != address(token)) {
            revert NotAClassOfThePlatform(address(token));
        }
    }

    function _requireRegistrar(ISecurityToken token) private view {
        _requireClass(token);
        uint64 role = token.registrarRole();
        (bool isMember, uint32 delay) = IAccessManager(authority()).hasRole(role, msg.sender);
        if (!isMember || delay != 0) revert NotTheRegistrar(msg.sender, role);
    }
}
