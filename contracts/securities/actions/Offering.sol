// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";
import { ClaimsWords } from "../../types/ClaimsWord.sol";
import { ClassWords } from "../../types/ClassWord.sol";
import { HoldOrder, HoldPurpose, Holds } from "../../types/Hold.sol";
import { ReentrancyLock } from "../../types/ReentrancyLock.sol";
import { RulesWord } from "../../types/RulesWord.sol";
import { IRegistrarDesk } from "../interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../interfaces/ISecurityToken.sol";
import { Solicitations } from "./Solicitations.sol";
import { IOffering } from "./interfaces/IOffering.sol";

/// @dev Specification: {IOffering}.
contract Offering is IOffering, Solicitations, ReentrancyLock {
    using Holds for HoldOrder;

    /// The yen token's own limit of a promise.
    uint256 private constant MOST_HELD = 366 days;
    /// What is copied of a token's refusal: a selector and two words.
    uint256 private constant REASON_BYTES = 68;
    /// What an issue needs beside an entry's own gas: to call it, to free its yen, and to end.
    uint256 private constant ENTRY_MARGIN = 120_000;

    IKycPass public immutable pass;
    IPassGatedToken public immutable yen;
    uint256 public immutable entryGas;
    IAccessManager private immutable _manager;

    mapping(bytes32 id => Account) private _accounts;
    mapping(bytes32 id => mapping(uint256 entry => Entry)) private _entries;
    mapping(bytes32 id => mapping(uint256 investor => uint256 units)) private _subscribedBy;

    /// @param entryGas_ More than any class needs to issue: what does not suffice is a refusal.
    constructor(IAccessManager manager, IKycPass pass_, IPassGatedToken yen_, uint256 entryGas_) {
        _manager = manager;
        pass = pass_;
        yen = yen_;
        entryGas = entryGas_;
    }

    /// @inheritdoc IOffering
    function open(Terms calldata terms) external nonReentrant returns (bytes32 id) {
        id = idOf(terms);
        ISecurityToken token = terms.token;
        _requireClass(token);
        _requireMember(token.registrarRole(), msg.sender);
        if (_accounts[id].phase != Phase.None) revert OfferingKnown(id);
        _requireWellFormed(id, terms);
        _requireLoan(id, token);
        uint256 room = Math.saturatingSub(token.cap(), token.totalSupply());
        if (terms.most > room) revert OfferingAboveCap(id, room, terms.most);
        if (!yen.canReceive(terms.proceedsTo)) revert ProceedsRefused(terms.proceedsTo);
        _requireFewAsked(terms);

        Account storage account = _accounts[id];
        account.phase = Phase.Open;
        account.termsEpoch = token.termsEpoch();
        emit OfferingOpened(id, address(token), terms, msg.sender);
    }

    /// @inheritdoc IOffering
    function subscribe(
        Terms calldata terms,
        uint64 units
    ) external nonReentrant returns (uint256 entry) {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        _requirePhase(id, account.phase, Phase.Open);
        if (block.timestamp < terms.opens || block.timestamp > terms.closes) {
            revert OfferingNotInTime(id, terms.opens, terms.closes);
        }
        _requireSameTerms(id, terms.token, account.termsEpoch);
        _requireLoan(id, terms.token);
        if (units == 0 || units % terms.lot != 0) {
            revert ISecurityToken.NotWholeLots(units, terms.lot);
        }
        if (terms.method == Method.FirstCome && units > terms.most - account.subscribed) {
            revert OfferingFull(id, terms.most - account.subscribed, units);
        }
        // Who can never receive would only take others' lots away.
        if (!terms.token.canReceive(msg.sender)) revert SubscriberNotAdmitted(msg.sender);
        _requireFewAsked(terms);
        uint256 amount = uint256(units) * terms.price;

        _countSubscribed(id, terms.mostPerInvestor, units);
        entry = account.entryCount;
        _accounts[id].entryCount = account.entryCount + 1;
        _accounts[id].subscribed = account.subscribed + units;
        _entries[id][entry] = Entry(msg.sender, EntryState.Subscribed, units, 0);
        emit UnitsSubscribed(
            id,
            entry,
            msg.sender,
            units,
            amount,
            _holdIdOf(id, entry, msg.sender)
        );

        yen.hold(msg.sender, amount, address(this), terms.issueBy, _saltOf(id, entry));
    }

    /// @inheritdoc IOffering
    function withdraw(Terms calldata terms, uint256 entry) external nonReentrant {
        bytes32 id = idOf(terms);
        Phase phase = _accounts[id].phase;
        if (phase != Phase.Failed) {
            _requirePhase(id, phase, Phase.Open);
            if (block.timestamp > terms.closes) {
                revert OfferingNotInTime(id, terms.opens, terms.closes);
            }
        }
        Entry memory kept = _requireSubscribed(id, entry);
        bytes32 hold = _holdIdOf(id, entry, kept.holder);
        (address owner, uint256 held) = yen.holdOf(hold);
        if (msg.sender != kept.holder && msg.sender != owner) {
            revert NotTheSubscriber(msg.sender, kept.holder);
        }

        _entries[id][entry].state = EntryState.Withdrawn;
        _accounts[id].subscribed -= kept.units;
        if (terms.mostPerInvestor != 0) {
            _subscribedBy[id][_investorOf(kept.holder)] -= kept.units;
        }
        emit SubscriptionWithdrawn(id, entry, kept.holder, msg.sender);

        if (held != 0) yen.releaseHold(hold, held);
    }

    /// @inheritdoc IOffering
    function allot(Terms calldata terms, Allotment[] calldata allotments) external {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        _requireRegistrarOf(terms, id, account.phase);
        _requireAllotting(id, terms, account.phase);
        for (uint256 i = 0; i < allotments.length; ++i) {
            (uint256 entry, uint64 units) = (allotments[i].entry, allotments[i].units);
            Entry memory kept = _requireSubscribed(id, entry);
            if (units % terms.lot != 0) revert ISecurityToken.NotWholeLots(units, terms.lot);
            if (units > kept.units) revert AllottedTooMuch(id, kept.units, units);

            account.allotted = account.allotted - kept.allotted + units;
            _entries[id][entry].allotted = units;
            emit UnitsAllotted(id, entry, units, msg.sender);
        }
        if (account.allotted > terms.most) {
            revert AllottedTooMuch(id, terms.most, account.allotted);
        }
        _accounts[id].allotted = account.allotted;
    }

    /// @inheritdoc IOffering
    function seal(Terms calldata terms) external {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        _requireRegistrarOf(terms, id, account.phase);
        _requireAllotting(id, terms, account.phase);
        if (account.allotted < terms.least) {
            revert OfferingTooSmall(id, account.allotted, terms.least);
        }

        _accounts[id].phase = Phase.Sealed;
        emit AllotmentSealed(id, account.allotted, msg.sender);
    }

    /// @inheritdoc IOffering
    function cancel(Terms calldata terms, bytes32 reason) external nonReentrant {
        bytes32 id = idOf(terms);
        Phase phase = _accounts[id].phase;
        _requireRegistrarOf(terms, id, phase);
        if (phase != Phase.Open && phase != Phase.Sealed) revert OfferingInPhase(id, phase);

        _accounts[id].phase = Phase.Failed;
        emit OfferingFailed(id, Cause.Cancelled, reason, msg.sender);

        _returnLoan(id, terms.token);
    }

    /// @inheritdoc IOffering
    function issue(Terms calldata terms, uint256 most) external nonReentrant {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        _requireIssuing(id, terms, account);

        uint256 first = account.next;
        uint256 end = Math.min(Math.saturatingAdd(first, most), account.entryCount);
        for (; account.next < end; ++account.next) _issueNext(id, terms, account);
        bool isDone = account.next == account.entryCount;
        if (isDone) account.phase = Phase.Issued;
        else if (account.next != first) account.phase = Phase.Issuing;
        _accounts[id] = account;
        if (!isDone) return;
        _emitEnd(id, account);

        _returnLoan(id, terms.token);
    }

    /// @dev One entry of an issue, called by this contract alone so that it has gas of its own and is undone alone.
    function issueItem(Item calldata item) external {
        if (msg.sender != address(this)) revert NotTheOffering(msg.sender);
        Entry storage kept = _entries[item.id][item.entry];
        address holder = kept.holder;
        bool isPart = item.units != kept.units;
        kept.state = EntryState.Issued;
        emit EntryIssued(item.id, item.entry, holder, item.units, item.yen);

        bytes32 hold = _holdIdOf(item.id, item.entry, holder);
        yen.executeHold(hold, item.proceedsTo, item.yen);
        if (isPart) _releaseRest(hold);
        IRegistrarDesk(item.token.desk()).forAction(
            item.token,
            abi.encodeCall(item.token.mint, (holder, item.units))
        );
    }

    /// @inheritdoc IOffering
    function refund(Terms calldata terms, uint256 most) external nonReentrant {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        if (account.phase != Phase.Failed) {
            Cause cause = _requireFailure(id, terms, account);
            account.phase = Phase.Failed;
            emit OfferingFailed(id, cause, 0, msg.sender);
            _returnLoan(id, terms.token);
        }

        uint256 end = Math.min(Math.saturatingAdd(account.next, most), account.entryCount);
        for (; account.next < end; ++account.next) {
            if (_entries[id][account.next].state == EntryState.Subscribed) {
                _refundEntry(id, account.next);
            }
        }
        bool isDone = account.next == account.entryCount;
        if (isDone) account.phase = Phase.Refunded;
        _accounts[id] = account;
        if (isDone) _emitEnd(id, account);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IOffering
    function idOf(Terms calldata terms) public pure returns (bytes32) {
        return keccak256(abi.encode(terms));
    }

    /// @inheritdoc IOffering
    function accountOf(bytes32 id) external view returns (Account memory) {
        return _accounts[id];
    }

    /// @inheritdoc IOffering
    function entryOf(bytes32 id, uint256 entry) external view returns (Entry memory) {
        return _entries[id][entry];
    }

    /// @inheritdoc IOffering
    function subscribedBy(bytes32 id, address wallet) external view returns (uint256) {
        return _subscribedBy[id][_investorOf(wallet)];
    }

    /// @inheritdoc IOffering
    function allotmentsOf(Terms calldata terms) external view returns (uint256[] memory allotted) {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        account.walked = 0;
        allotted = new uint256[](account.entryCount);
        for (uint256 i = 0; i < allotted.length; ++i) {
            Entry memory kept = _entries[id][i];
            if (kept.state == EntryState.None || kept.state == EntryState.Withdrawn) continue;
            allotted[i] = _allotted(terms, account, kept);
            account.walked += kept.units;
        }
    }

    /// @inheritdoc IOffering
    function holdIdOf(bytes32 id, uint256 entry) external view returns (bytes32) {
        return _holdIdOf(id, entry, _entries[id][entry].holder);
    }

    // ------------------------------------------------------------------ internals

    function _issueNext(bytes32 id, Terms calldata terms, Account memory account) private {
        uint256 entry = account.next;
        Entry memory kept = _entries[id][entry];
        if (kept.state != EntryState.Subscribed) return;
        uint64 units = _allotted(terms, account, kept);
        account.walked += kept.units;
        if (units == 0) {
            _refundEntry(id, entry);
            return;
        }
        uint256 amount = uint256(units) * terms.price;
        (bool done, bytes memory reason) = _tryItem(
            Item(id, entry, terms.token, terms.proceedsTo, units, amount)
        );
        if (done) {
            account.issued += units;
            // No more than the offering's price of all units, which fits.
            account.paid += uint64(amount);
            return;
        }
        ++account.refused;
        _entries[id][entry].state = EntryState.Refused;
        emit EntryRefused(id, entry, kept.holder, units, reason);

        _releaseRest(_holdIdOf(id, entry, kept.holder));
    }

    /// What a token refuses, for whatever reason, ends the entry alone: no caller can bring that about by sending
    /// too little gas, since nothing starts without all that an entry may take.
    function _tryItem(Item memory item) private returns (bool done, bytes memory reason) {
        uint256 gas_ = entryGas;
        // The EVM keeps back a 64th of what is left.
        uint256 needed = gas_ + gas_ / 32 + ENTRY_MARGIN;
        bytes memory data = abi.encodeCall(this.issueItem, (item));
        if (gasleft() < needed) revert GasForEntryMissing(item.entry, needed);
        // Solidity would copy all that is returned.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            done := call(gas_, address(), 0, add(data, 0x20), mload(data), 0x00, 0x00)
            if iszero(done) {
                reason := mload(0x40)
                let size := returndatasize()
                if gt(size, REASON_BYTES) {
                    size := REASON_BYTES
                }
                mstore(reason, size)
                returndatacopy(add(reason, 0x20), 0x00, size)
                mstore(0x40, add(reason, 0xa0))
            }
        }
    }

    /// Units of an entry by all that stands now; `account.walked` are the units of those before it.
    function _allotted(
        Terms calldata terms,
        Account memory account,
        Entry memory kept
    ) private pure returns (uint64) {
        if (terms.method == Method.ByFile) return kept.allotted;
        if (account.subscribed <= terms.most) return kept.units;
        // Whole lots; each sum is rounded down, so that the last one is all lots offered and none is lost.
        uint256 lot = terms.lot;
        uint256 whole = account.subscribed / lot;
        uint256 offered = terms.most / lot;
        uint256 before = (account.walked / lot) * offered;
        uint256 upTo = ((uint256(account.walked) + kept.units) / lot) * offered;
        return uint64((upTo / whole - before / whole) * lot);
    }

    function _refundEntry(bytes32 id, uint256 entry) private {
        address holder = _entries[id][entry].holder;
        bytes32 hold = _holdIdOf(id, entry, holder);
        (, uint256 held) = yen.holdOf(hold);
        _entries[id][entry].state = EntryState.Refunded;
        emit EntryRefunded(id, entry, holder, held);

        if (held != 0) yen.releaseHold(hold, held);
    }

    /// A hold that is over, or that its owner or an office freed, has less or nothing left.
    function _releaseRest(bytes32 hold) private {
        (, uint256 held) = yen.holdOf(hold);
        if (held != 0) yen.releaseHold(hold, held);
    }

    /// The registrar may have called it back, and lent on other terms since.
    function _returnLoan(bytes32 id, ISecurityToken token) private {
        IRegistrarDesk desk = IRegistrarDesk(token.desk());
        if (desk.loanOf(token, address(this)) == id) desk.recall(token, address(this));
    }

    function _countSubscribed(bytes32 id, uint64 most, uint64 units) private {
        if (most == 0) return;
        uint256 investor = _investorOf(msg.sender);
        uint256 sum = _subscribedBy[id][investor] + units;
        if (sum > most) revert SubscribedTooMuch(msg.sender, most, sum);
        _subscribedBy[id][investor] = sum;
    }

    function _emitEnd(bytes32 id, Account memory account) private {
        emit OfferingEnded(id, account.phase, account.issued, account.paid, account.refused);
    }

    function _requireWellFormed(bytes32 id, Terms calldata terms) private view {
        uint64 lot = terms.lot;
        RulesWord rules = terms.token.rules();
        uint64 ownLot = rules.lot();
        uint64 mostUnits = rules.mostUnits();
        if (
            lot == 0 ||
            (ownLot != 0 && lot % ownLot != 0) ||
            terms.most == 0 ||
            terms.most % lot != 0 ||
            terms.least > terms.most ||
            (terms.mostPerInvestor != 0 && terms.mostPerInvestor < lot) ||
            (mostUnits != 0 && (terms.mostPerInvestor == 0 || terms.mostPerInvestor > mostUnits)) ||
            terms.price == 0 ||
            uint256(terms.most) * terms.price > type(uint64).max ||
            terms.opens > terms.closes ||
            terms.closes >= terms.issueBy ||
            terms.closes < block.timestamp ||
            terms.issueBy > terms.opens + MOST_HELD ||
            terms.proceedsTo == address(0) ||
            (terms.list == 0) != (terms.mostAsked == 0)
        ) revert OfferingMalformed(id);
        if (terms.list == 0) return;
        // Another issuer's list says nothing about who was asked to buy this class.
        ListTerms memory list = _requireList(terms.list);
        if (list.role != terms.token.registrarRole() || terms.mostAsked > list.most) {
            revert OfferingMalformed(id);
        }
    }

    function _requireFewAsked(Terms calldata terms) private view {
        if (terms.list == 0) return;
        uint256 asked = solicitedOf(terms.list);
        if (asked > terms.mostAsked) revert TooManySolicited(terms.list, terms.mostAsked, asked);
    }

    /// A refusal for good must not rest on what stops everything for a while.
    function _requireIssuing(
        bytes32 id,
        Terms calldata terms,
        Account memory account
    ) private view {
        if (account.phase != Phase.Issuing) {
            _requirePhase(
                id,
                account.phase,
                terms.method == Method.ByFile ? Phase.Sealed : Phase.Open
            );
        }
        ISecurityToken token = terms.token;
        if (block.timestamp <= terms.closes) revert OfferingStillOpen(id, terms.closes);
        if (block.timestamp > terms.issueBy) revert OfferingOver(id, terms.issueBy);
        if (account.subscribed < terms.least) {
            revert OfferingTooSmall(id, account.subscribed, terms.least);
        }
        _requireSameTerms(id, token, account.termsEpoch);
        _requireLoan(id, token);
        if (token.classWord().has(ClassWords.PAUSED) || yen.classWord().has(ClassWords.PAUSED))
            revert IPassGatedToken.TokenPaused();
        if (!yen.canReceive(terms.proceedsTo)) revert ProceedsRefused(terms.proceedsTo);
    }

    function _requireFailure(
        bytes32 id,
        Terms calldata terms,
        Account memory account
    ) private view returns (Cause) {
        Phase phase = account.phase;
        if (phase != Phase.Open && phase != Phase.Sealed && phase != Phase.Issuing) {
            revert OfferingInPhase(id, phase);
        }
        if (block.timestamp > terms.issueBy) return Cause.TooLate;
        if (terms.token.termsEpoch() != account.termsEpoch) return Cause.TermsChanged;
        if (block.timestamp > terms.closes && account.subscribed < terms.least) {
            return Cause.TooSmall;
        }
        revert OfferingNotFailed(id);
    }

    function _requireAllotting(bytes32 id, Terms calldata terms, Phase phase) private view {
        if (terms.method != Method.ByFile) revert AllottedOtherwise(id, terms.method);
        _requirePhase(id, phase, Phase.Open);
        if (block.timestamp <= terms.closes) revert OfferingStillOpen(id, terms.closes);
        if (block.timestamp > terms.issueBy) revert OfferingOver(id, terms.issueBy);
    }

    function _requireSameTerms(bytes32 id, ISecurityToken token, uint16 opened) private view {
        uint16 current = token.termsEpoch();
        if (current != opened) revert OfferingTermsChanged(id, current, opened);
    }

    function _requireLoan(bytes32 id, ISecurityToken token) private view {
        bytes32 lent = IRegistrarDesk(token.desk()).loanOf(token, address(this));
        if (lent != id) revert OfferingWithoutLoan(id, lent);
    }

    function _requireSubscribed(
        bytes32 id,
        uint256 entry
    ) private view returns (Entry memory kept) {
        kept = _entries[id][entry];
        if (kept.state != EntryState.Subscribed) revert EntryInState(id, entry, kept.state);
    }

    function _requirePhase(bytes32 id, Phase phase, Phase required) private pure {
        if (phase != required) revert OfferingInPhase(id, phase);
    }

    /// The class of an offering that was opened is known to be one.
    function _requireRegistrarOf(Terms calldata terms, bytes32 id, Phase phase) private view {
        if (phase == Phase.None) revert OfferingInPhase(id, phase);
        _requireMember(terms.token.registrarRole(), msg.sender);
    }

    /// A stranger's contract could answer any role; only classes of the platform are asked.
    function _requireClass(ISecurityToken token) private view {
        uint16 number = token.classNumber();
        // Number 0 is yen, which has no registrar.
        if (number == 0 || pass.classAt(number) != address(token)) {
            revert IRegistrarDesk.NotAClassOfThePlatform(address(token));
        }
    }

    function _requireMember(uint64 role, address key) internal view override {
        (bool isMember, uint32 delay) = _manager.hasRole(role, key);
        if (!isMember || delay != 0) revert IRegistrarDesk.NotTheRegistrar(key, role);
    }

    /// Whose several wallets count together. No investor stands behind a system pass.
    function _investorOf(address wallet) private view returns (uint256) {
        uint32 investorId = pass.investorIdOf(wallet);
        return investorId == ClaimsWords.SYSTEM ? uint160(wallet) : investorId;
    }

    function _saltOf(bytes32 id, uint256 entry) private pure returns (bytes32) {
        return keccak256(abi.encode(id, entry));
    }

    function _holdIdOf(bytes32 id, uint256 entry, address holder) private view returns (bytes32) {
        HoldOrder memory order;
        order.purpose = HoldPurpose.Trade;
        order.holder = holder;
        order.executor = address(this);
        order.salt = _saltOf(id, entry);
        return order.idOf(address(yen));
    }
}
