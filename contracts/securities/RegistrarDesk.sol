// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { ClassWords } from "../types/ClassWord.sol";
import { HoldOrder, HoldPurpose } from "../types/Hold.sol";
import { JstDate } from "../types/JstDate.sol";
import { PolicyWord, PolicyWords } from "../types/PolicyWord.sol";
import { RulesWord } from "../types/RulesWord.sol";
import { Signatures } from "../types/Signatures.sol";
import { IRegistrarDesk } from "./interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { ITokenLens } from "./interfaces/ITokenLens.sol";

/// @dev Specification: {IRegistrarDesk}.
contract RegistrarDesk is IRegistrarDesk, AccessManaged, EIP712 {
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

    enum ConsentState {
        None,
        AppliedFor,
        Given,
        Ended
    }

    uint48 private constant ACT_LIFETIME = 7 days;
    bytes32 private constant CONSENT_TYPEHASH = keccak256(
        "Consent(address token,address from,address to,uint64 units,uint48 until,uint256 number)"
    );

    IKycPass public immutable pass;
    ITokenLens public immutable lens;
    uint48 public immutable actDelay;
    /// The authority, which is fixed for good, without its cold read.
    IAccessManager private immutable _manager;

    mapping(bytes32 id => Proposal) private _proposals;
    mapping(address action => Power) private _powers;
    mapping(ISecurityToken token => mapping(address action => bytes32 terms)) private _loans;
    mapping(ISecurityToken token => mapping(address wallet => uint48)) private _frozenAt;
    mapping(bytes32 id => ConsentState) private _consents;
    mapping(ISecurityToken token => mapping(bytes32 name => Document)) private _documents;
    mapping(ISecurityToken token => bytes32[] names) private _documentNames;
    /// Holds that the desk placed: the salt of the next.
    uint256 private _holds;

    constructor(
        address authority_,
        IKycPass pass_,
        ITokenLens lens_,
        uint48 actDelay_
    ) AccessManaged(authority_) EIP712("Kessai Registrar Desk", "1") {
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
    function issueLocked(
        ISecurityToken token,
        address to,
        uint256 units,
        bytes32 issueReference,
        uint48 until
    ) external returns (bytes32 id) {
        _requireRegistrar(token);
        if (units == 0) revert NothingToIssue(to);
        if (until <= block.timestamp) revert LockUpOver(until);
        emit UnitsIssued(address(token), to, units, issueReference, msg.sender);
        token.mint(to, units);
        id = _encumber(token, HoldPurpose.LockUp, to, units, until);
    }

    /// @inheritdoc IRegistrarDesk
    function pledgeUnits(
        ISecurityToken token,
        address holder,
        uint256 units,
        address pledgee,
        bytes32 reason,
        bytes32 document
    ) external returns (bytes32 id) {
        _requireRegistrar(token);
        id = _encumber(token, HoldPurpose.Pledge, holder, units, 0);
        emit UnitsEncumbered(address(token), id, pledgee, reason, document, msg.sender);
    }

    /// @inheritdoc IRegistrarDesk
    function attachUnits(
        ISecurityToken token,
        address holder,
        uint256 units,
        address creditor,
        bytes32 reason,
        bytes32 document
    ) external returns (bytes32 id) {
        _requireRegistrar(token);
        id = _encumber(token, HoldPurpose.Attachment, holder, units, 0);
        emit UnitsEncumbered(address(token), id, creditor, reason, document, msg.sender);
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
        token.setFrozenTokens(wallet, Math.saturatingAdd(token.frozenOf(wallet), units));
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

    /// @inheritdoc IRegistrarDesk
    function setDocument(
        ISecurityToken token,
        bytes32 name,
        string calldata uri,
        bytes32 documentHash
    ) external {
        _requireRegistrar(token);
        if (name == 0 || documentHash == 0) revert DocumentMalformed(name);
        if (_documents[token][name].modified == 0) _documentNames[token].push(name);
        _documents[token][name] = Document(uri, documentHash, uint48(block.timestamp));
        emit DocumentUpdated(address(token), name, uri, documentHash, msg.sender);
    }

    /// @inheritdoc IRegistrarDesk
    function removeDocument(ISecurityToken token, bytes32 name) external {
        _requireRegistrar(token);
        Document memory document = _documents[token][name];
        if (document.modified == 0) revert DocumentMalformed(name);

        bytes32[] storage names = _documentNames[token];
        uint256 place = 0;
        while (names[place] != name) ++place;
        names[place] = names[names.length - 1];
        names.pop();
        delete _documents[token][name];
        emit DocumentRemoved(address(token), name, document.uri, document.documentHash, msg.sender);
    }

    /// @inheritdoc IRegistrarDesk
    function setContractURI(ISecurityToken token, string calldata uri) external {
        _requireRegistrar(token);
        token.setContractURI(uri);
    }

    // ------------------------------------------------------------------ actions

    /// @inheritdoc IRegistrarDesk
    function nameAction(address action, Power power) external restricted {
        if (power == Power.None || _powers[action] != Power.None) revert ActionNamed(action);
        _powers[action] = power;
        emit ActionListed(action, power);
    }

    /// @inheritdoc IRegistrarDesk
    function lendIssue(ISecurityToken token, address action, bytes32 terms) external {
        _requireRegistrar(token);
        if (_powers[action] != Power.Issue) revert NotAnAction(action, _powers[action]);
        _lend(token, action, terms);
    }

    /// @inheritdoc IRegistrarDesk
    function recall(ISecurityToken token, address action) external {
        // Whoever borrowed gives back; once an action runs, nobody else could end it.
        if (msg.sender != action) {
            _requireRegistrar(token);
            if (token.classWord().has(ClassWords.IN_ACTION)) revert ActionRuns(action);
        }
        if (_loans[token][action] == 0) revert NothingLent(address(token), action);
        delete _loans[token][action];
        emit PowerReturned(address(token), action, msg.sender);
    }

    /// @inheritdoc IRegistrarDesk
    function forAction(ISecurityToken token, bytes calldata order) external returns (bytes memory) {
        if (_loans[token][msg.sender] == 0) revert NothingLent(address(token), msg.sender);
        bytes4 selector = bytes4(order);
        bool isLent =
            _powers[msg.sender] == Power.Issue
                ? selector == token.mint.selector
                : selector == token.beginAction.selector ||
                    selector == token.rescale.selector ||
                    selector == token.endPromises.selector ||
                    selector == token.endAction.selector;
        if (!isLent) revert NotLent(msg.sender, selector);
        return Address.functionCall(address(token), order);
    }

    // ------------------------------------------------------------------ the issuer's consent

    /// @inheritdoc IRegistrarDesk
    function applyForConsent(Consent calldata consent) external returns (bytes32 id) {
        _requireClass(consent.token);
        id = consentId(consent);
        if (msg.sender != consent.from) revert NotTheApplicant(msg.sender, consent.from);
        if (_consents[id] != ConsentState.None) revert ConsentKnown(id);
        _requireConsentWellFormed(id, consent);

        _consents[id] = ConsentState.AppliedFor;
        emit ConsentAppliedFor(id, address(consent.token), consent);
    }

    /// @inheritdoc IRegistrarDesk
    function giveConsent(Consent calldata consent) external {
        _requireRegistrar(consent.token);
        bytes32 id = consentId(consent);
        if (_consents[id] != ConsentState.AppliedFor) revert ConsentNotOpen(id);
        _giveConsent(id, consent, msg.sender);
    }

    /// @inheritdoc IRegistrarDesk
    function presentConsent(
        Consent calldata consent,
        address signer,
        bytes calldata signature
    ) external {
        _requireClass(consent.token);
        bytes32 id = consentId(consent);
        _requireMember(consent.token.registrarRole(), signer);
        if (!Signatures.isValid(signer, _hashTypedDataV4(id), signature)) {
            revert ConsentSignatureInvalid(id, signer);
        }
        ConsentState state = _consents[id];
        // Somebody ran ahead with it: it stands, and what it rides with goes on.
        if (state == ConsentState.Given) return;
        if (state != ConsentState.None && state != ConsentState.AppliedFor) {
            revert ConsentNotOpen(id);
        }
        _giveConsent(id, consent, signer);
    }

    /// @inheritdoc IRegistrarDesk
    function rejectConsent(Consent calldata consent, bytes32 reason) external {
        _requireRegistrar(consent.token);
        _endConsent(consent, reason);
    }

    /// @inheritdoc IRegistrarDesk
    function withdrawApplication(Consent calldata consent) external {
        _requireClass(consent.token);
        if (msg.sender != consent.from) revert NotTheApplicant(msg.sender, consent.from);
        _endConsent(consent, 0);
    }

    /// @inheritdoc IRegistrarDesk
    function takeConsentBack(
        ISecurityToken token,
        address from,
        address to,
        bytes32 reason
    ) external {
        _requireRegistrar(token);
        emit ConsentTakenBack(address(token), from, to, reason, msg.sender);
        token.setConsent(from, to, 0, 0);
    }

    // ------------------------------------------------------------------ many rows

    /// @inheritdoc IRegistrarDesk
    function batch(bytes[] calldata rows) external returns (Row[] memory results) {
        results = new Row[](rows.length);
        for (uint256 i = 0; i < rows.length; ++i) {
            // Its own code with its own caller: a row can do what its caller could do alone.
            // solhint-disable-next-line avoid-low-level-calls
            (bool done, bytes memory answer) = address(this).delegatecall(rows[i]);
            results[i] = Row(done, answer);
            if (!done) emit RowRefused(i, answer);
        }
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
    function setRules(
        ISecurityToken token,
        RulesWord rules,
        uint24 maxInvestors
    ) external restricted {
        _requireRegistrar(token);
        if (!rules.isWellFormed()) revert ISecurityToken.RulesMalformed(rules);
        emit RulesSet(address(token), rules, maxInvestors, msg.sender);
        token.setRules(rules, maxInvestors);
    }

    /// @inheritdoc IRegistrarDesk
    function setVenue(ISecurityToken token, address venue, bool named) external restricted {
        _requireRegistrar(token);
        emit VenueSet(address(token), venue, named, msg.sender);
        token.setVenue(venue, named);
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
    function powerOf(address action) external view returns (Power) {
        return _powers[action];
    }

    /// @inheritdoc IRegistrarDesk
    function loanOf(ISecurityToken token, address action) external view returns (bytes32 terms) {
        return _loans[token][action];
    }

    /// @inheritdoc IRegistrarDesk
    function actId(Act calldata act) public pure returns (bytes32) {
        return keccak256(abi.encode(act));
    }

    /// @inheritdoc IRegistrarDesk
    function consentId(Consent calldata consent) public pure returns (bytes32) {
        return keccak256(abi.encode(CONSENT_TYPEHASH, consent));
    }

    /// @inheritdoc IRegistrarDesk
    function documentOf(
        ISecurityToken token,
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint48 modified) {
        Document memory document = _documents[token][name];
        return (document.uri, document.documentHash, document.modified);
    }

    /// @inheritdoc IRegistrarDesk
    function documentNames(ISecurityToken token) external view returns (bytes32[] memory) {
        return _documentNames[token];
    }

    // ------------------------------------------------------------------ internals

    function _encumber(
        ISecurityToken token,
        HoldPurpose purpose,
        address holder,
        uint256 units,
        uint48 until
    ) private returns (bytes32 id) {
        return
            token.encumber(
                HoldOrder({
                    purpose: purpose,
                    holder: holder,
                    units: units,
                    executor: address(0),
                    payee: address(0),
                    until: until,
                    salt: bytes32(++_holds)
                })
            );
    }

    function _lend(ISecurityToken token, address action, bytes32 terms) private {
        if (terms == 0 || _loans[token][action] != 0) revert LentAlready(address(token), action);
        _loans[token][action] = terms;
        emit PowerLent(address(token), action, terms, msg.sender);
    }

    /// A consent that nobody used up is not silently replaced.
    function _giveConsent(bytes32 id, Consent calldata consent, address by) private {
        _requireConsentWellFormed(id, consent);
        (uint64 units, uint48 until) = consent.token.consentOf(consent.from, consent.to);
        if (units != 0 && block.timestamp <= until) revert ConsentUnused(consent.from, consent.to);

        _consents[id] = ConsentState.Given;
        emit ConsentGiven(id, address(consent.token), consent, by);
        consent.token.setConsent(consent.from, consent.to, consent.units, consent.until);
    }

    function _endConsent(Consent calldata consent, bytes32 reason) private {
        bytes32 id = consentId(consent);
        ConsentState state = _consents[id];
        // One that nobody applied for may be signed: it is refused from now on.
        if (state == ConsentState.Given || state == ConsentState.Ended) revert ConsentNotOpen(id);
        _consents[id] = ConsentState.Ended;
        emit ConsentEnded(id, address(consent.token), reason, msg.sender);
    }

    function _requireConsentWellFormed(bytes32 id, Consent calldata consent) private view {
        if (consent.units == 0) revert ConsentMalformed(id);
        if (block.timestamp > consent.until) revert ConsentLapsed(id, consent.until);
    }

    function _carryOut(bytes32 id, Act calldata act) private {
        _proposals[id].state = ActState.Done;
        ISecurityToken token = act.token;
        Verb verb = act.verb;
        if (_moves(verb)) {
            uint256 skipped = lens.rulesAgainst(token, act.wallet, act.wallet, act.to, act.units);
            emit ActDone(id, address(token), skipped, msg.sender);
            _consume(id, act);
            token.forcedTransfer(act.wallet, act.to, act.units);
        } else if (_burns(verb)) {
            emit ActDone(id, address(token), 0, msg.sender);
            _consume(id, act);
            token.burn(act.wallet, act.units);
        } else if (verb == Verb.ReleaseHold) {
            emit ActDone(id, address(token), 0, msg.sender);
            _consume(id, act);
        } else if (verb == Verb.NamePayee) {
            emit ActDone(id, address(token), 0, msg.sender);
            _namePayee(id, act);
        } else if (verb == Verb.UnfreezeUnits) {
            uint256 frozen = token.frozenOf(act.wallet);
            if (act.units > frozen) revert NotFrozen(act.wallet, frozen, act.units);
            emit ActDone(id, address(token), 0, msg.sender);
            token.setFrozenTokens(act.wallet, frozen - act.units);
        } else if (verb == Verb.Recovery) {
            address successor = pass.successorOf(act.wallet);
            if (act.to != successor) revert NotTheSuccessor(act.wallet, successor);
            // What is frozen comes along: an unfreeze proposed before is not for it.
            _frozenAt[token][act.to] = uint48(block.timestamp);
            emit ActDone(id, address(token), 0, msg.sender);
            token.recover(act.wallet);
        } else if (verb == Verb.LendToAction) {
            if (_powers[act.to] != Power.Rescale) revert NotAnAction(act.to, _powers[act.to]);
            emit ActDone(id, address(token), 0, msg.sender);
            _lend(token, act.to, act.document);
        } else {
            if (!token.isFrozen(act.wallet)) revert NotFrozen(act.wallet, 0, 0);
            emit ActDone(id, address(token), 0, msg.sender);
            token.setFrozen(act.wallet, false);
        }
    }

    /// The holds that the act names shrink by what it takes of each; nothing is taken that it does not name.
    function _consume(bytes32 id, Act calldata act) private {
        for (uint256 i = 0; i < act.holds.length; ++i) {
            HoldPart calldata part = act.holds[i];
            (address holder, uint256 held) = act.token.holdOf(part.id);
            // A trade's hold that is gone has freed what it held.
            if (held == 0 && act.verb != Verb.PledgeExecution && act.verb != Verb.ReleaseHold) {
                continue;
            }
            if (holder != act.wallet) revert HoldOfAnother(part.id, holder);
            HoldPurpose purpose = act.token.holdRecord(part.id).purpose;
            uint256 units = part.units;
            // A trade's hold ends by its time or its settlement, unless the units themselves are taken.
            if (
                (act.verb == Verb.PledgeExecution && purpose != HoldPurpose.Pledge) ||
                (act.verb == Verb.ReleaseHold && purpose == HoldPurpose.Trade)
            ) revert HoldNotForAct(id, part.id, purpose);
            // Its executor can free a part of it meanwhile; that must not make the act fail.
            if (purpose == HoldPurpose.Trade) units = Math.min(units, held);
            if (units != 0) act.token.release(part.id, units);
        }
    }

    function _namePayee(bytes32 id, Act calldata act) private {
        bytes32 hold = act.holds[0].id;
        (address holder, ) = act.token.holdOf(hold);
        if (holder != act.wallet) revert HoldOfAnother(hold, holder);
        HoldPurpose purpose = act.token.holdRecord(hold).purpose;
        if (purpose != HoldPurpose.Pledge && purpose != HoldPurpose.Attachment) {
            revert HoldNotForAct(id, hold, purpose);
        }
        act.token.setPayee(hold, act.to);
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
        Verb verb = act.verb;
        bool takes = _moves(verb) || _burns(verb);
        bool names = verb == Verb.NamePayee;
        bool lends = verb == Verb.LendToAction;
        bool isWhole = verb == Verb.UnfreezeWallet || verb == Verb.Recovery || names || lends;
        bool hasReceiver = _moves(verb) || verb == Verb.Recovery || names || lends;
        uint256 held = 0;
        for (uint256 i = 0; i < act.holds.length; ++i) held += act.holds[i].units;
        // An execution of a pledge takes what is pledged, and a release what is held, no more and no less.
        bool isAllHeld = verb == Verb.PledgeExecution || verb == Verb.ReleaseHold;
        if (
            (act.units == 0) != isWhole ||
            ((act.to == address(0)) == hasReceiver && !names) ||
            (act.wallet == act.to && !names) ||
            (lends && act.wallet != address(0)) ||
            (!takes && verb != Verb.ReleaseHold && act.holds.length != (names ? 1 : 0)) ||
            held > act.units ||
            (isAllHeld && held != act.units)
        ) revert ActMalformed(id);
        uint256 balance = act.token.balanceOf(act.wallet);
        if (takes && act.units > balance) revert ActNotCovered(id, balance, act.units);
    }

    function _moves(Verb verb) private pure returns (bool) {
        return
            verb == Verb.ForcedTransfer ||
            verb == Verb.Inheritance ||
            verb == Verb.CourtOrder ||
            verb == Verb.PledgeExecution;
    }

    function _burns(Verb verb) private pure returns (bool) {
        return verb == Verb.Cancellation || verb == Verb.Redemption;
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
