// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { Roles } from "../governance/Roles.sol";
import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { ClassTerms } from "../types/ClassTerms.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { ISecurityFactory } from "./interfaces/ISecurityFactory.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityFactory}.
contract SecurityFactory is ISecurityFactory {
    IAccessManager public immutable authority;
    IKycPass public immutable pass;
    address public immutable implementation;

    constructor(IAccessManager authority_, IKycPass pass_, address implementation_) {
        authority = authority_;
        pass = pass_;
        implementation = implementation_;
    }

    /// @inheritdoc ISecurityFactory
    function open(ClassTerms calldata terms) external returns (address token) {
        _requireRegistrar(terms.registrarRole);
        if (bytes(terms.name).length == 0 || bytes(terms.symbol).length == 0) revert NameMissing();
        if (terms.cap == 0 || terms.lot == 0 || terms.cap % terms.lot != 0) {
            revert CapOutOfRange(terms.cap, terms.lot);
        }
        if (terms.maxInvestors == 0) revert NoInvestorAllowed();
        if (!terms.policy.isWellFormed()) revert PolicyMalformed(terms.policy);
        uint16 number = nextNumber();

        token = Clones.cloneWithImmutableArgs(implementation, CloneArguments.encode(terms, number));
        emit ClassOpened(token, number, terms.registrarRole);

        ISecurityToken(token).initialize();
        pass.registerClass(token);
    }

    /// @inheritdoc ISecurityFactory
    function nextNumber() public view returns (uint16) {
        return pass.classCount() + 1;
    }

    function _requireRegistrar(uint64 role) private view {
        if (!Roles.isRegistrar(role)) revert NotARegistrarRole(role);
        (bool isMember, uint32 delay) = authority.hasRole(role, msg.sender);
        if (!isMember || delay != 0) revert NotTheRegistrar(msg.sender, role);
    }
}
