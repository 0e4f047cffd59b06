// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { Roles } from "../governance/Roles.sol";
import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { ClassTerms } from "../types/ClassTerms.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { ISecurityFactory } from "./interfaces/ISecurityFactory.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityFactory}.
contract SecurityFactory is ISecurityFactory, AccessManaged {
    struct Issuer {
        uint16 opened;
        uint16 most;
    }

    IKycPass public immutable pass;
    /// The authority, which is fixed for good, without its cold read.
    IAccessManager private immutable _manager;

    mapping(address implementation => bool) private _implementations;
    mapping(uint64 registrarRole => Issuer) private _issuers;

    constructor(address authority_, IKycPass pass_) AccessManaged(authority_) {
        pass = pass_;
        _manager = IAccessManager(authority_);
    }

    /// @inheritdoc ISecurityFactory
    function open(
        address implementation,
        bytes32 code,
        ClassTerms calldata terms
    ) external returns (address token) {
        _requireRegistrar(terms.registrarRole);
        Issuer memory issuer = _issuers[terms.registrarRole];
        if (issuer.opened >= issuer.most) revert NoClassLeft(terms.registrarRole, issuer.most);
        if (!_implementations[implementation]) revert NotAnImplementation(implementation);
        if (code == 0) revert CodeMissing();
        if (bytes(terms.name).length == 0 || bytes(terms.symbol).length == 0) revert NameMissing();
        if (terms.cap == 0 || terms.lot == 0 || terms.cap % terms.lot != 0) {
            revert CapOutOfRange(terms.cap, terms.lot);
        }
        if (terms.maxInvestors == 0) revert NoInvestorAllowed();
        if (!terms.policy.isWellFormed()) revert PolicyMalformed(terms.policy);
        if (!terms.rules.isForTerms()) revert ISecurityToken.RulesMalformed(terms.rules);

        _issuers[terms.registrarRole].opened = issuer.opened + 1;
        token = Clones.cloneDeterministicWithImmutableArgs(
            implementation,
            CloneArguments.encode(terms),
            code
        );

        (uint16 number, bool doubted) = pass.registerClass(token);
        ISecurityToken(token).initialize(number, doubted);
        // Only now is the number known.
        emit ClassOpened(token, number, terms.registrarRole, code);
    }

    // ------------------------------------------------------------------ admin, after its delay

    /// @inheritdoc ISecurityFactory
    function setImplementation(address implementation, bool registered) external restricted {
        if (registered && implementation.code.length == 0) {
            revert NotAnImplementation(implementation);
        }

        _implementations[implementation] = registered;
        emit ImplementationChanged(implementation, registered);
    }

    /// @inheritdoc ISecurityFactory
    function registerIssuer(uint64 registrarRole, uint16 most) external restricted {
        if (!Roles.isRegistrar(registrarRole)) revert NotARegistrarRole(registrarRole);

        _issuers[registrarRole].most = most;
        emit IssuerRegistered(registrarRole, most);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ISecurityFactory
    function addressOf(
        address implementation,
        bytes32 code,
        ClassTerms calldata terms
    ) external view returns (address) {
        return
            Clones.predictDeterministicAddressWithImmutableArgs(
                implementation,
                CloneArguments.encode(terms),
                code
            );
    }

    /// @inheritdoc ISecurityFactory
    function isImplementation(address implementation) external view returns (bool) {
        return _implementations[implementation];
    }

    /// @inheritdoc ISecurityFactory
    function issuerOf(uint64 registrarRole) external view returns (uint16 opened, uint16 most) {
        Issuer memory issuer = _issuers[registrarRole];
        return (issuer.opened, issuer.most);
    }

    function _requireRegistrar(uint64 role) private view {
        if (!Roles.isRegistrar(role)) revert NotARegistrarRole(role);
        (bool isMember, uint32 delay) = _manager.hasRole(role, msg.sender);
        if (!isMember || delay != 0) revert NotTheRegistrar(msg.sender, role);
    }
}
