// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import { Roles } from "./Roles.sol";

/// The platform's one AccessManager: who holds which role, after which delay. Narrower than the
/// library's in five places, so that a leaked admin key can be stopped and cannot break the platform:
/// by a pass guardian, and by another admin where the guardian himself is to be put out. A platform
/// therefore has two admins at least. And a target always sees the key that acts, never the authority.
contract Authority is AccessManager {
    error AdminCannotRenounce(address admin);
    error AuthorityIsFixed(address target);
    /// A key acts at `target` itself; only what the authority does is executed through it.
    error CallTargetItself(address target);

    constructor(address initialAdmin) AccessManager(initialAdmin) {}

    /// An admin leaves by being revoked, after the delay; else one call could leave nobody.
    function renounceRole(uint64 roleId, address callerConfirmation) public override {
        if (roleId == ADMIN_ROLE) revert AdminCannotRenounce(callerConfirmation);
        super.renounceRole(roleId, callerConfirmation);
    }

    /// Contracts keep their authority for good.
    function updateAuthority(address target, address) public pure override {
        revert AuthorityIsFixed(target);
    }

    /// Nor does a plan at the contract itself change it, which the library lets an admin make.
    function canCall(
        address caller,
        address target,
        bytes4 selector
    ) public view override returns (bool immediate, uint32 delay) {
        if (selector == IAccessManaged.setAuthority.selector) return (false, 0);
        return super.canCall(caller, target, selector);
    }

    /// Executes what is announced at the authority itself, and nothing elsewhere: another target would see
    /// the authority as its caller, so that a rule between two keys of a role would not hold, and its events
    /// would not name the key. An announcement for another target is used up by calling that target.
    function execute(
        address target,
        bytes calldata data
    ) public payable override returns (uint32 nonce) {
        if (target != address(this)) revert CallTargetItself(target);
        return super.execute(target, data);
    }

    /// A pass guardian can call off whatever waits, the admin's own plans included, except the end of a
    /// guardian's role. Nobody calls off the end of his own role.
    function _canCancel(
        address caller,
        address target,
        bytes calldata data
    ) internal view override returns (bool) {
        if (caller == msg.sender) return true;
        if (target == address(this) && bytes4(data) == this.revokeRole.selector) {
            (uint64 roleId, address account) = abi.decode(data[4:], (uint64, address));
            if (account == msg.sender) return false;
            if (roleId == Roles.PASS_GUARDIAN) return super._canCancel(caller, target, data);
        }
        (bool isGuardian, ) = hasRole(Roles.PASS_GUARDIAN, msg.sender);
        return isGuardian || super._canCancel(caller, target, data);
    }
}
