// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { JstDate } from "../types/JstDate.sol";
import { PolicyWord, PolicyWords } from "../types/PolicyWord.sol";
import { IRegistrarDesk } from "./interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { ITokenLens } from "./interfaces/ITokenLens.sol";

/// @dev Specification: {IRegistrarDesk}.
contract RegistrarDesk is IRegistrarDesk, AccessManaged {
    enum ActState {
        None,
        Proposed,
        Done,
        Stopped
    }

    /// One slot. The act itself is what its id is the hash of.
    struct Proposal {
        address by;
        uint48 readyAt;
        ActState state;
    }

    uint48 private constant ACT_LIFETIME = 7 days;

    IKycPass public immutable pass;
    ITokenLens public immutable lens;
    uint48 public immutable actDelay;
    /// The authority, which is fixed for good, without its cold read.
    IAccessManager private immutable _manager;

    mapping(bytes32 id => Proposal) private _proposals;
    mapping(ISecurityToken token => mapping(address wallet => uint48)) private _frozenAt;

    constructor(
        address authority_,
        IKycPass pass_,
        ITokenLens lens_,
        uint48 actDelay_
    ) AccessManaged(authority_) {
        if (actDelay_ == 0) revert ActDelayMissing();
        pass = pass_;
        lens = lens_;
        actDelay = actDelay_;
        _manager = IAccessManager(authority_);
    }

    // ------------------------------------------------------------------ registrar, at once

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
        _frozenAt[token][wallet] = uint48(block.timestamp);
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
        _frozenAt[token][wallet] = uint48(block.timestamp);
        emit WalletStopped(address(token), wallet, reason, document, msg.sender);
        token.setFrozen(wallet, true);
    }

    /// @inheritdoc IRegistrarDesk
    function declareRecordDate(ISecurityToken token, JstDate date, bytes32 document) external {
        _requireRegistrar(token);
        emit RecordDateOrdered(address(token), date, true, document, msg.sender);
        token.declareRecordDate(date);
    }

    /// @inheritdoc IRegistrarDesk
    function withdrawRecordDate(ISecurityToken token, JstDate date, bytes32 document) external {
        _requireRegistrar(token);
        // Whoever withdraws it leaves the others the time to put it back.
        if (block.timestamp + actDelay > date.lastSecond()) revert RecordDateTooNear(date);
        emit RecordDateOrdered(address(token), date, false, document, msg.sender);
        token.withdrawRecordDate(date);
    }

    // ------------------------------------------------------------------ two registrar keys, or a delay

    /// @inheritdoc IRegistrarDesk
    function propose(Act calldata act) external returns (bytes32 id) {
        _requireRegistrar(act.token);
        id = actId(act);
        if (_proposals[id].state != ActState.None) revert ActKnown(id);
        _requireWellFormed(id, act);

        uint48 readyAt = uint48(block.timestamp) + actDelay;
        _proposals[id] = Proposal(msg.sender, readyAt, ActState.Proposed);
        emit ActProposed(id, address(act.token), act, readyAt, msg.sender);
    }

    /// @inheritdoc IRegistrarDesk
    function approve(Act calldata act) external {
        _requireRegistrar(act.token);
        (bytes32 id, Proposal memory proposal) = _requireOpen(act);
        if (msg.sender == proposal.by) revert ActNeedsAnotherKey(id, proposal.by);

        _carryOut(id, act);
    }

    /// @inheritdoc IRegistrarDesk
    function carryOut(Act calldata act) external {
        _requireRegistrar(act.token);
        (bytes32 id, Proposal memory proposal) = _requireOpen(act);
        if (block.timestamp < proposal.readyAt) revert ActTooEarly(id, proposal.readyAt);

        _carryOut(id, act);
    }

    /// @inheritdoc IRegistrarDesk
    function withdraw(Act calldata act, bytes32 reason) external {
        _requireRegistrar(act.token);
        _stop(act, reason);
    }

    /// @inheritdoc IRegistrarDesk
    function veto(Act calldata act, bytes32 reason) external restricted {
        _stop(act, reason);
    }

    // ------------------------------------------------------------------ pauser, rule changer

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

    // ------------------------------------------------------------------ views

    /// @inheritdoc IRegistrarDesk
    function proposalOf(
        bytes32 id
    ) external view returns (address by, uint48 readyAt, uint48 lapsesAt, bool isOpen) {
        Proposal memory proposal = _proposals[id];
        by = proposal.by;
        readyAt = proposal.readyAt;
        lapsesAt = readyAt == 0 ? 0 : readyAt + ACT_LIFETIME;
        isOpen = proposal.state == ActState.Proposed && block.timestamp <= lapsesAt;
    }

    /// @inheritdoc IRegistrarDesk
    function actId(Act calldata act) public pure returns (bytes32) {
        return keccak256(abi.encode(act));
    }

    // ------------------------------------------------------------------ internals

    function _carryOut(bytes32 id, Act calldata act) private {
        _proposals[id].state = ActState.Done;
        ISecurityToken token = act.token;
        if (act.verb == Verb.ForcedTransfer) {
            uint256 skipped = lens.rulesAgainst(token, act.wallet, act.wallet, act.to, act.units);
            emit ActDone(id, address(token), skipped, msg.sender);
            token.move(act.wallet, act.to, act.units);
        } else if (act.verb == Verb.UnfreezeUnits) {
            uint256 frozen = token.frozenOf(act.wallet);
            if (act.units > frozen) revert NotFrozen(act.wallet, frozen, act.units);
            emit ActDone(id, address(token), 0, msg.sender);
            token.setFrozenUnits(act.wallet, frozen - act.units);
        } else if (act.verb == Verb.Recovery) {
            address successor = pass.successorOf(act.wallet);
            if (act.to != successor) revert NotTheSuccessor(act.wallet, successor);
            // What is frozen comes along: an unfreeze proposed before is not for it.
            _frozenAt[token][act.to] = uint48(block.timestamp);
            emit ActDone(id, address(token), 0, msg.sender);
            token.recover(act.wallet);
        } else {
            if (!token.isFrozen(act.wallet)) revert NotFrozen(act.wallet, 0, 0);
            emit ActDone(id, address(token), 0, msg.sender);
            token.setFrozen(act.wallet, false);
        }
    }

    function _stop(Act calldata act, bytes32 reason) private {
        bytes32 id = actId(act);
        if (_proposals[id].state != ActState.Proposed) revert ActNotOpen(id);

        _proposals[id].state = ActState.Stopped;
        emit ActStopped(id, address(act.token), reason, msg.sender);
    }

    function _requireOpen(
        Act calldata act
    ) private view returns (bytes32 id, Proposal memory proposal) {
        id = actId(act);
        proposal = _proposals[id];
        if (proposal.state != ActState.Proposed) revert ActNotOpen(id);
        uint48 lapsesAt = proposal.readyAt + ACT_LIFETIME;
        if (block.timestamp > lapsesAt) revert ActLapsed(id, lapsesAt);
        // What a key proposed that was taken from the registrars since counts no more.
        _requireMember(act.token.registrarRole(), proposal.by);
        // An unfreeze is for the freezes that there were when it was proposed.
        uint48 frozenAt = _frozenAt[act.token][act.wallet];
        bool unfreezes = act.verb == Verb.UnfreezeUnits || act.verb == Verb.UnfreezeWallet;
        if (unfreezes && proposal.readyAt - actDelay <= frozenAt) {
            revert ActOlderThanFreeze(id, frozenAt);
        }
    }

    /// Acts of one effect have one form, and take nothing that was not there when they were proposed.
    function _requireWellFormed(bytes32 id, Act calldata act) private view {
        bool moves = act.verb == Verb.ForcedTransfer;
        bool isWhole = act.verb == Verb.UnfreezeWallet || act.verb == Verb.Recovery;
        bool hasReceiver = moves || act.verb == Verb.Recovery;
        if (
            (act.units == 0) != isWhole ||
            (act.to == address(0)) == hasReceiver ||
            act.wallet == act.to
        ) revert ActMalformed(id);
        uint256 balance = act.token.balanceOf(act.wallet);
        if (moves && act.units > balance) revert ActNotCovered(id, balance, act.units);
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
        _requireMember(token.registrarRole(), msg.sender);
    }

    function _requireMember(uint64 role, address key) private view {
        (bool isMember, uint32 delay) = _manager.hasRole(role, key);
        if (!isMember || delay != 0) revert NotTheRegistrar(key, role);
    }
}
