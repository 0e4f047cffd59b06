// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { IExternalCash } from "../../../contracts/settlement/interfaces/IExternalCash.sol";
import { TradePhase } from "../../../contracts/types/TradeWord.sol";
import { TypedData } from "../TypedData.sol";
import { Promise } from "./Promise.sol";
import { SettlementNetActs } from "./SettlementNetActs.sol";
import { Deed } from "./SettlementDeed.sol";

/// Trades that are paid elsewhere: units reserved, one payment instruction, and whatever comes of it.
abstract contract SettlementExternalActs is SettlementNetActs {
    /// What can be wrong with a quorum.
    enum QuorumFault {
        None,
        TooFew,
        Twice,
        Descending,
        Stranger,
        Forged,
        OtherTrade // is what one signed
    }

    /// A payment's name at the bank.
    uint256 private _references;

    function _externalAct() internal {
        uint256 kind = _roll(100);
        if (deals.length == 0) return;
        if (kind < 12) return _matchSigned(_newDealElsewhere());
        if (kind < 32) _reserve(_elsewhere(IExternalCash.Phase.None));
        else if (kind < 50) _instructPayment(_elsewhere(IExternalCash.Phase.Reserved));
        else if (kind < 66) _attest(_elsewhere(IExternalCash.Phase.Instructed));
        else if (kind < 74) _openLock(_elsewhere(IExternalCash.Phase.Instructed));
        else if (kind < 82) _deliver(_elsewhere(IExternalCash.Phase.Paid));
        else if (kind < 88) _release(_elsewhere(IExternalCash.Phase.Reserved));
        else if (kind < 94) _decide(_elsewhere(IExternalCash.Phase.Instructed));
        else if (kind < 96) _decide(_elsewhere(IExternalCash.Phase.Paid));
        else _releaseElsewhere(_elsewhere(IExternalCash.Phase.Instructed), STRANGER);
    }

    function _newDealElsewhere() internal returns (uint256) {
        uint256 class = _roll(CLASSES);
        uint256 seller = _anyParty();
        for (uint256 i = 0; i < 5 && _freeOf(class, seller) == 0; ++i) seller = _anyParty();
        return _newDealOf(class, seller, _buyerFrom(seller, class), ELSEWHERE);
    }

    /// Mostly a trade of money elsewhere whose payment is there.
    function _elsewhere(IExternalCash.Phase phase) private returns (uint256 place) {
        uint256 recent = _least(deals.length, 60);
        uint256 first = _roll(recent);
        if (_chance(8)) return deals.length - 1 - first;
        for (uint256 i = 0; i < recent; ++i) {
            place = deals.length - 1 - ((first + i) % recent);
            Deal storage deal = deals[place];
            if (deal.money != ELSEWHERE || deal.payment != phase) continue;
            if (phase != IExternalCash.Phase.None || deal.phase == TradePhase.Matched) {
                return place;
            }
        }
    }

    function _refusePayment(
        Plan memory plan,
        Deal storage deal,
        IExternalCash.Phase phase
    ) private view {
        _no(plan, deal.payment != phase, IExternalCash.WrongPhase.selector);
    }

    // ------------------------------------------------------------------ before the payment

    function _reserve(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        address by = _actorFor(deal.seller);
        bytes32 secret = _chance(60) ? bytes32(1 + _roll(1_000)) : bytes32(0);
        bytes32 lock = secret == 0 ? bytes32(0) : sha256(abi.encode(secret));
        Plan memory plan = _plan();
        _no(plan, deal.money != ELSEWHERE, IExternalCash.NotThisCash.selector);
        bool may = _mayActFor(by, deal, 0);
        _no(plan, !may, IExternalCash.NotForTheParty.selector);
        bool isLocked = secret != 0 && by != parties[deal.seller];
        _no(plan, isLocked, IExternalCash.HashLockNotTheSellers.selector);
        _refusePayment(plan, deal, IExternalCash.Phase.None);
        bool isStrange = deal.class >= CLASSES;
        _no(plan, isStrange, IDvpSettlement.NotAClassOfThePlatform.selector);
        _no(plan, deal.phase != TradePhase.Matched, IExternalCash.WrongPhase.selector);
        if (plan.reasons == 0) _planReserve(plan, deal);
        bytes memory call = abi.encodeCall(IExternalCash.reserve, (deal.trade, lock));
        if (!_does(Deed.Reserve, by, address(external_), call, plan, Promise.Dvp1)) return;
        deal.secret = secret;
        _reserved(deal);
        if (_chance(50)) _instructPayment(place);
    }

    function _reserved(Deal storage deal) private {
        (uint256 units, uint256 amount) = _rest(deal);
        deal.payment = IExternalCash.Phase.Reserved;
        deal.longStop = _longStopOf(deal);
        (deal.reserved, deal.reservedAmount, deal.heldElsewhere) = (units, amount, units);
        held[deal.class][deal.seller] += units;
        _spent(deal.class, deal.seller, BY_EXTERNAL, units);
    }

    function _longStopOf(Deal storage deal) private view returns (uint256) {
        return uint256(deal.trade.settleBy) + LONG_STOP;
    }

    function _planReserve(Plan memory plan, Deal storage deal) private view {
        (uint256 units, ) = _rest(deal);
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.hold,
            (
                parties[deal.seller],
                units,
                address(external_),
                uint48(_longStopOf(deal) + HOLD_AFTER_LONG_STOP),
                deal.id
            )
        );
        _go(plan, address(external_), assets[deal.class], call);
    }

    function _instructPayment(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        if (deal.class < CLASSES && _chance(4)) _askSignOffOf(deal.class, true);
        address by = _chance(30) ? operators[_roll(2)] : _actorFor(deal.buyer);
        Plan memory plan = _plan();
        bool isOperator = by == operators[0] || by == operators[1];
        bool may = isOperator || _mayActFor(by, deal, 1);
        _no(plan, !may, IExternalCash.NotForTheParty.selector);
        _refusePayment(plan, deal, IExternalCash.Phase.Reserved);
        bool isOther = deal.heldElsewhere != deal.reserved;
        _no(plan, isOther, IExternalCash.UnitsNotHeld.selector);
        _refuseUnsettleable(plan, deal);
        bytes memory call = abi.encodeCall(IExternalCash.instructPayment, (deal.trade));
        if (!_does(Deed.InstructPayment, by, address(external_), call, plan, Promise.Dvp1)) return;
        (deal.payment, deal.phase) = (IExternalCash.Phase.Instructed, TradePhase.AwaitingPayment);
        // Nothing but the outcome ends it.
        uint256 kind = _roll(10);
        if (kind == 0) _settleMatched(place);
        else if (kind == 1) _agreeToCancel(place);
        else if (kind == 2) _release(place);
        else if (kind == 3) _instructPayment(place);
    }

    function _release(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        Plan memory plan = _plan();
        _refusePayment(plan, deal, IExternalCash.Phase.Reserved);
        bool waits = deal.phase != TradePhase.Ended && block.timestamp <= deal.trade.settleBy;
        _no(plan, waits, IExternalCash.NotYet.selector);
        _refuseReleaseElsewhere(plan, deal);
        bytes memory call = abi.encodeCall(IExternalCash.release, (deal.trade));
        if (!_does(Deed.ReleaseReserved, STRANGER, address(external_), call, plan, Promise.Hold1))
            return;
        deal.payment = IExternalCash.Phase.Released;
        _unheldElsewhere(deal);
    }

    // ------------------------------------------------------------------ what came of it

    function _attest(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        bool isPaid = _chance(65);
        bytes32 reference_ = bytes32(_references + 1);
        bool isUsed = _references != 0 && _chance(6);
        if (isUsed) reference_ = bytes32(1 + _roll(_references));
        bool isMissing = _chance(4);
        if (isMissing) (reference_, isUsed) = (0, false);
        Plan memory plan = _plan();
        _refusePayment(plan, deal, IExternalCash.Phase.Instructed);
        _no(plan, isUsed, IExternalCash.BankReferenceUsed.selector);
        _no(plan, isMissing, IExternalCash.BankReferenceMissing.selector);
        if (!isPaid) _refuseReleaseElsewhere(plan, deal);
        bytes32 digest = TypedData.paymentOutcome(address(external_), deal.id, isPaid, reference_);
        IExternalCash.Signed[] memory signed = _signedBy(plan, digest, true, false);
        bytes memory call = abi.encodeCall(
            IExternalCash.attest,
            (deal.trade, isPaid, reference_, signed)
        );
        Deed deed = isPaid ? Deed.AttestPaid : Deed.AttestRejected;
        bool willing = _isDeliverable(deal);
        if (!_does(deed, STRANGER, address(external_), call, plan, Promise.Dvp1)) return;
        ++_references;
        if (isPaid) _paidElsewhere(place, willing);
        else _freed(deal);
        // The same outcome, or the other, once more.
        if (_chance(25)) _attest(place);
    }

    function _openLock(uint256 place) private {
        touched = place;
        Deal storage deal = deals[place];
        bytes32 preimage = _chance(80) ? deal.secret : bytes32(_roll(2_000));
        Plan memory plan = _plan();
        _refusePayment(plan, deal, IExternalCash.Phase.Instructed);
        bool isShut = deal.secret == 0 || preimage != deal.secret;
        _no(plan, isShut, IExternalCash.HashLockClosed.selector);
        bytes memory call = abi.encodeCall(IExternalCash.openLock, (deal.trade, preimage));
        bool willing = _isDeliverable(deal);
        if (!_does(Deed.OpenLock, STRANGER, address(external_), call, plan, Promise.Dvp1)) return;
        _paidElsewhere(place, willing);
    }

    function _deliver(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        Plan memory plan = _plan();
        _refusePayment(plan, deal, IExternalCash.Phase.Paid);
        if (plan.reasons == 0) _planDelivery(plan, deal);
        bytes memory call = abi.encodeCall(IExternalCash.deliver, (deal.trade));
        if (!_does(Deed.Deliver, STRANGER, address(external_), call, plan, Promise.Dvp1)) return;
        _deliveredElsewhere(deal);
    }

    function _decide(uint256 place) private {
        _decideAs(place, _chance(55), false);
    }

    /// @param isClean Nothing is wrong with the quorum.
    function _decideAs(uint256 place, bool isDelivery, bool isClean) internal {
        touched = place;
        Deal storage deal = deals[place];
        bytes32 reason = bytes32(_roll(9));
        Plan memory plan = _plan();
        bool isOpen =
            deal.payment == IExternalCash.Phase.Instructed ||
                deal.payment == IExternalCash.Phase.Paid;
        _no(plan, !isOpen, IExternalCash.WrongPhase.selector);
        _no(plan, block.timestamp < deal.longStop, IExternalCash.NotYet.selector);
        if (!isDelivery) _refuseReleaseElsewhere(plan, deal);
        bytes32 digest = TypedData.paymentDecision(address(external_), deal.id, isDelivery, reason);
        IExternalCash.Signed[] memory signed = _signedBy(plan, digest, false, isClean);
        bytes memory call = abi.encodeCall(
            IExternalCash.decide,
            (deal.trade, isDelivery, reason, signed)
        );
        Deed deed = isDelivery ? Deed.DecideToDeliver : Deed.DecideToFree;
        bool willing = _isDeliverable(deal);
        if (!_does(deed, STRANGER, address(external_), call, plan, Promise.Dvp1)) return;
        if (isDelivery) _paidElsewhere(place, willing);
        else _freed(deal);
    }

    /// Whether the token would let the units go now.
    function _isDeliverable(Deal storage deal) private returns (bool willing) {
        bool isOpen =
            deal.payment == IExternalCash.Phase.Instructed ||
                deal.payment == IExternalCash.Phase.Paid;
        if (!isOpen) return false;
        Plan memory plan = _plan();
        _planDelivery(plan, deal);
        if (plan.reasons == 0) (willing, ) = _rehearsed(plan);
    }

    function _planDelivery(Plan memory plan, Deal storage deal) private view {
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.executeHold,
            (_holdIdElsewhere(deal), parties[deal.buyer], _deliverable(deal))
        );
        _go(plan, address(external_), assets[deal.class], call);
    }

    /// What was paid for: once what a unit is has changed, whatever became of it.
    function _deliverable(Deal storage deal) private view returns (uint256) {
        return _isStale(deal) ? deal.heldElsewhere : deal.reserved;
    }

    /// The payment is a fact, whether or not the units go now.
    function _paidElsewhere(uint256 place, bool willing) private {
        Deal storage deal = deals[place];
        if (willing) return _deliveredElsewhere(deal);
        deal.payment = IExternalCash.Phase.Paid;
        record.saw(Deed.SawDeliveryRefused);
        // What was in the way goes, mostly.
        if (_chance(30)) return;
        if (!works[deal.buyer]) _repairPass(deal.buyer);
        if (!works[deal.seller]) _repairPass(deal.seller);
        if (paused[deal.class]) _pauseAct();
        _deliver(place);
    }

    function _deliveredElsewhere(Deal storage deal) private {
        uint256 units = _deliverable(deal);
        if (units != deal.reserved) record.saw(Deed.SawDeliveredAsRescaled);
        _unheldElsewhere(deal);
        _moved(deal.class, deal.seller, deal.buyer, units);
        // In units as both signed them.
        deal.delivered += deal.reserved;
        deal.payment = IExternalCash.Phase.Delivered;
        deal.phase = TradePhase.Settled;
    }

    function _freed(Deal storage deal) private {
        deal.payment = IExternalCash.Phase.Released;
        deal.phase = TradePhase.Ended;
        _unheldElsewhere(deal);
    }

    /// The reserve's hold is nobody's to release at the token before its own end.
    function _releaseElsewhere(uint256 place, address by) internal {
        touched = place;
        Deal storage deal = deals[place];
        if (deal.heldElsewhere == 0) return;
        Plan memory plan = _plan();
        bool isOver = block.timestamp > deal.longStop + HOLD_AFTER_LONG_STOP;
        _no(plan, !isOver, IPassGatedToken.NotTheExecutor.selector);
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.releaseHold,
            (_holdIdElsewhere(deal), deal.heldElsewhere)
        );
        if (!isOver && block.timestamp > deal.trade.settleBy) {
            record.saw(Deed.SawHeldPastDeadline);
        }
        _refuseMove(plan, deal.class);
        address token = assets[deal.class];
        if (_does(Deed.ReleaseHold, by, token, call, plan, Promise.Hold1)) _unheldElsewhere(deal);
    }

    // ------------------------------------------------------------------ quorums

    /// Signatures of a quorum, or what a fault makes of them; reasons that follow go into the plan.
    /// @param ofPayment Of attestors; else of operators.
    function _signedBy(
        Plan memory plan,
        bytes32 digest,
        bool ofPayment,
        bool isClean
    ) private returns (IExternalCash.Signed[] memory signed) {
        QuorumFault fault = QuorumFault.None;
        if (!isClean && _chance(30)) fault = QuorumFault(1 + _roll(uint256(type(QuorumFault).max)));
        uint256 count = ofPayment ? ATTESTORS : DECIDERS;
        if (ofPayment && fault == QuorumFault.None && _chance(30)) count = 3;
        if (fault == QuorumFault.TooFew) --count;
        uint256 first = ofPayment && count < 3 ? _roll(2) : 0;
        signed = new IExternalCash.Signed[](count);
        for (uint256 i = 0; i < count; ++i) signed[i] = _signedOne(first + i, digest, ofPayment);
        _sort(signed);
        uint256 last = count - 1;
        if (fault == QuorumFault.Twice) signed[last] = signed[0];
        else if (fault == QuorumFault.Descending) {
            (signed[0], signed[last]) = (signed[last], signed[0]);
        } else if (fault == QuorumFault.Stranger) {
            // A party is no attestor; an attestor is no operator.
            address who = ofPayment ? parties[0] : attestors[0];
            uint256 key = ofPayment ? _keyOf(0) : _attestorKey(0);
            signed[last] = IExternalCash.Signed(who, _sign(key, digest));
            _sort(signed);
        } else if (fault == QuorumFault.Forged) {
            signed[last].signature = _sign(0xbad, digest);
        } else if (fault == QuorumFault.OtherTrade) {
            signed[0] = _signedAs(signed[0].signer, bytes32(uint256(digest) ^ 1), ofPayment);
        }
        _no(plan, fault == QuorumFault.TooFew, IExternalCash.QuorumMissing.selector);
        bool isUnsorted = fault == QuorumFault.Twice || fault == QuorumFault.Descending;
        _no(plan, isUnsorted, IExternalCash.NotAscending.selector);
        _no(plan, fault == QuorumFault.Stranger, IExternalCash.NotInRole.selector);
        bool isForged = fault == QuorumFault.Forged || fault == QuorumFault.OtherTrade;
        _no(plan, isForged, IExternalCash.SignatureInvalid.selector);
    }

    function _signedOne(
        uint256 number,
        bytes32 digest,
        bool ofPayment
    ) private view returns (IExternalCash.Signed memory) {
        address signer = ofPayment ? attestors[number] : operators[number];
        uint256 key = ofPayment ? _attestorKey(number) : _operatorKey(number);
        return IExternalCash.Signed(signer, _sign(key, digest));
    }

    function _signedAs(
        address signer,
        bytes32 digest,
        bool ofPayment
    ) private view returns (IExternalCash.Signed memory signed) {
        for (uint256 i = 0; i < (ofPayment ? 3 : 2); ++i) {
            signed = _signedOne(i, digest, ofPayment);
            if (signed.signer == signer) return signed;
        }
    }

    function _sort(IExternalCash.Signed[] memory signed) private pure {
        for (uint256 i = 1; i < signed.length; ++i) {
            for (uint256 j = i; j != 0 && signed[j].signer < signed[j - 1].signer; --j) {
                (signed[j], signed[j - 1]) = (signed[j - 1], signed[j]);
            }
        }
    }
}
