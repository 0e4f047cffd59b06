// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { ITradeRegistry } from "../../../contracts/settlement/interfaces/ITradeRegistry.sol";
import { Mandate } from "../../../contracts/types/Mandate.sol";
import { Trade } from "../../../contracts/types/Trade.sol";
import { Side, TradePhase } from "../../../contracts/types/TradeWord.sol";
import { TypedData } from "../TypedData.sol";
import { Promise } from "./Promise.sol";
import { SettlementAttempts } from "./SettlementAttempts.sol";
import { Deed } from "./SettlementDeed.sol";

/// Trades that parties sign, instruct, match, settle whole and in parts, and cancel.
abstract contract SettlementTradeActs is SettlementAttempts {
    /// What can be wrong with a trade itself.
    enum Fault {
        None,
        NoUnits,
        NoAmount,
        OneParty,
        StrangeClass,
        YenAsClass,
        StrangeCash,
        OtherTerms
    }

    uint256 internal constant NUMBERS = 5;
    uint256 private constant NONCES = 300;

    /// The deal that the last act was about, which is looked at after it.
    uint256 internal touched;

    function _tradeAct() internal {
        uint256 kind = _roll(100);
        if (deals.length < 4 || kind < 30) return _agreed(_newDeal());
        if (kind < 36) _settleSigned(_dealIn(TradePhase.None));
        else if (kind < 39) _matchSigned(_dealIn(TradePhase.None));
        else if (kind < 50) _instructSome(_dealIn(TradePhase.Instructed));
        else if (kind < 63) _settleMatched(_dealIn(TradePhase.Matched));
        else if (kind < 74) _settlePart(_dealInParts());
        else if (kind < 78) _withdraw(_dealIn(TradePhase.Instructed));
        else if (kind < 83) _agreeToCancel(_dealIn(TradePhase.Matched));
        else if (kind < 86) _cancel();
        else if (kind < 88) _cancelMany();
        else if (kind < 91) _setMandate();
        else if (kind < 96) _signOff(_dealIn(TradePhase.Matched), _chance(80));
        else if (kind < 97) _askSignOff();
        else if (kind < 98) _listCash(isListed ? _chance(40) : true);
        else if (kind < 99) _callRegistry(deals.length - 1);
        else if (_chance(50)) _releaseHold(_dealIn(TradePhase.Matched), STRANGER);
        else _releaseOver();
    }

    /// A hold whose time is over, if there is one.
    function _releaseOver() internal {
        for (uint256 i = deals.length; i != 0 && deals.length - i < 80; --i) {
            Deal storage deal = deals[i - 1];
            bool isOver = block.timestamp > deal.trade.settleBy;
            if (isOver && deal.held[0] + deal.held[1] != 0) return _releaseHold(i - 1, STRANGER);
        }
    }

    /// What two parties agreed on goes some way.
    function _agreed(uint256 place) internal {
        uint256 kind = _roll(100);
        Deal storage deal = deals[place];
        bool waits = deal.money == ELSEWHERE || deal.trade.cycle != 0;
        if (waits && kind < 60) _matchSigned(place);
        else if (kind < 25) _settleSigned(place);
        else if (kind < 45) _matchSigned(place);
        else if (kind < 85) {
            bool held = _chance(60);
            _instructSome(place);
            if (_chance(75)) _instruct(place, deal.instructed[0] ? 1 : 0, held);
        }
    }

    // ------------------------------------------------------------------ trades

    function _newDeal() internal returns (uint256) {
        uint256 class = _roll(CLASSES);
        uint256 seller = _anyParty();
        for (uint256 i = 0; i < 5 && (_freeOf(class, seller) == 0 || !works[seller]); ++i) {
            seller = _anyParty();
        }
        uint256 kind = _roll(100);
        uint256 money =
            kind < 50
                ? YEN
                : kind < 72
                    ? CASH
                    : ELSEWHERE;
        return _newDealOf(class, seller, _buyerFrom(seller, class), money);
    }

    /// Mostly one that may have the class's units.
    function _buyerFrom(uint256 seller, uint256 class) internal returns (uint256 buyer) {
        buyer = _otherThan(seller);
        for (uint256 i = 0; i < 3; ++i) {
            if (works[buyer] && (class != 1 || buyer < MOST_INVESTORS)) return buyer;
            buyer = _otherThan(seller);
        }
    }

    function _newDealOf(
        uint256 class,
        uint256 seller,
        uint256 buyer,
        uint256 money
    ) internal returns (uint256) {
        Trade memory trade;
        uint256 most = _freeOf(class, seller);
        trade.units = uint64(1 + _roll(most == 0 || _chance(6) ? 2 * most + 5 : _least(most, 60)));
        trade.amount =
            1 +
            _roll(
                _chance(5)
                    ? 3
                    : _chance(4)
                        ? 100_000
                        : _chance(15)
                            ? 3_000
                            : 500
            );
        trade.settleFrom = uint48(block.timestamp);
        if (_chance(12)) trade.settleFrom += uint48(_roll(1 days));
        trade.settleBy = uint48(block.timestamp + (_chance(4) ? 0 : 2 hours + _roll(9 days)));
        if (_chance(18)) trade.cycle = _anyCycleId();
        trade.partialAllowed = _chance(60);
        if (_chance(40)) trade.commonReference = bytes32(1 + _roll(3));
        trade.termsEpoch = epochs[class];
        return _recorded(trade, class, seller, buyer, money);
    }

    function _recorded(
        Trade memory trade,
        uint256 class,
        uint256 seller,
        uint256 buyer,
        uint256 money
    ) internal returns (uint256 place) {
        Fault fault = _chance(7) ? Fault(1 + _roll(uint256(type(Fault).max))) : Fault.None;
        if (fault == Fault.NoUnits) trade.units = 0;
        else if (fault == Fault.NoAmount) trade.amount = 0;
        else if (fault == Fault.OneParty) buyer = seller;
        else if (fault == Fault.StrangeClass) class = STRANGE;
        else if (fault == Fault.YenAsClass) class = YEN;
        else if (fault == Fault.StrangeCash) money = STRANGE;
        else if (fault == Fault.OtherTerms) ++trade.termsEpoch;
        (trade.seller, trade.buyer) = (parties[seller], parties[buyer]);
        (trade.security, trade.cash) = (assets[class], assets[money]);
        (trade.sellerNonce, trade.buyerNonce) = (_nonceFor(seller), _nonceFor(buyer));
        bytes32 id = TypedData.tradeId(trade);
        if (placeOf[id] != 0) return placeOf[id] - 1;

        place = deals.length;
        Deal storage deal = deals.push();
        (deal.trade, deal.id, deal.seller, deal.buyer) = (trade, id, seller, buyer);
        (deal.class, deal.money) = (class, money);
        deal.isMadeInAction = class < CLASSES && running[class];
        if (_chance(10)) deal.flaw = Flaw(1 + _roll(uint256(type(Flaw).max)));
        placeOf[id] = place + 1;
    }

    /// Mostly a number that was not used up; now and then the same for two trades.
    function _nonceFor(uint256 party) private returns (uint256 nonce) {
        nonce = _roll(NONCES);
        if (_chance(6)) return nonce;
        for (uint256 i = 0; i < 9 && used[party][nonce]; ++i) nonce = _roll(NONCES);
    }

    /// A cycle that is open, is over or may never be.
    function _anyCycleId() internal returns (bytes32) {
        if (cycles.length != 0 && _chance(70)) return cycles[cycles.length - 1].id;
        return _cycleId(operators[_roll(2)], _roll(NUMBERS));
    }

    function _cycleId(address opener, uint256 number) internal pure returns (bytes32) {
        return keccak256(abi.encode(opener, number));
    }

    // ------------------------------------------------------------------ as signed

    function _planSigned(uint256 place) internal view returns (Plan memory plan) {
        plan = _plan();
        Deal storage deal = deals[place];
        _refuseSigned(plan, deal);
        if (plan.reasons == 0) {
            _planLegs(plan, deal, deal.trade.units, deal.trade.amount);
        } else if (deal.money == ELSEWHERE) {
            _no(plan, true, IDvpSettlement.CashNotListed.selector);
        }
    }

    function _settleSigned(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        (bool done, bytes memory answer) = _try(
            deal.money == CASH ? Deed.SettleForListedCash : Deed.SettleForYen,
            STRANGER,
            address(dvp),
            abi.encodeCall(
                IDvpSettlement.settle,
                (deal.trade, _signature(deal, 0), _signature(deal, 1))
            ),
            _planSigned(place),
            Promise.Dvp1
        );
        if (done) {
            _checkAnsweredId(deal, answer);
            _settledSigned(place);
            if (deal.isMadeInAction) record.saw(Deed.SawMadeMeanwhile);
            if (deal.trade.cycle != 0) record.saw(Deed.SawSettledAfterVoid);
            bool ofContract = deal.seller == PARTIES - 1 || deal.buyer == PARTIES - 1;
            if (ofContract) record.saw(Deed.SawWalletSigned);
            _replay(place);
        } else {
            _sawFlaw(deal);
            if (_isStale(deal)) record.saw(Deed.SawSignedBeforeSplit);
        }
    }

    function _settledSigned(uint256 place) internal {
        Deal storage deal = deals[place];
        used[deal.seller][deal.trade.sellerNonce] = true;
        used[deal.buyer][deal.trade.buyerNonce] = true;
        _settled(deal, deal.trade.units, deal.trade.amount);
    }

    function _sawFlaw(Deal storage deal) private {
        if (deal.flaw == Flaw.OtherChain) record.saw(Deed.SawOtherChain);
        if (deal.flaw == Flaw.OtherContract) record.saw(Deed.SawOtherContract);
    }

    function _checkAnsweredId(Deal storage deal, bytes memory answer) private {
        if (abi.decode(answer, (bytes32)) != deal.id) {
            record.breach(Promise.Dvp1, "another trade's id");
        }
    }

    /// What has settled is sent again, as it was or by another route.
    function _replay(uint256 place) internal {
        if (!_chance(35)) return;
        uint256 kind = _roll(4);
        bool wasSigned = deals[place].phase == TradePhase.None;
        record.saw(wasSigned == (kind == 0) ? Deed.SawReplay : Deed.SawRouteCrossed);
        if (kind == 0) _settleSigned(place);
        else if (kind == 1) _settleMatched(place);
        else if (kind == 2) _matchSigned(place);
        else _instruct(place, _roll(2), false);
    }

    function _matchSigned(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        Plan memory plan = _plan();
        _no(plan, deal.phase != TradePhase.None, IDvpSettlement.WrongPhase.selector);
        _no(plan, block.timestamp > deal.trade.settleBy, IDvpSettlement.TooLate.selector);
        _refuseContents(plan, deal);
        _refuseSignatures(plan, deal);
        _refuseNonces(plan, deal);
        bool done = _does(
            Deed.MatchSigned,
            STRANGER,
            address(dvp),
            abi.encodeCall(
                IDvpSettlement.matchSigned,
                (deal.trade, _signature(deal, 0), _signature(deal, 1))
            ),
            plan,
            Promise.Dvp1
        );
        if (!done) return _sawFlaw(deal);
        used[deal.seller][deal.trade.sellerNonce] = true;
        used[deal.buyer][deal.trade.buyerNonce] = true;
        deal.phase = TradePhase.Matched;
    }

    // ------------------------------------------------------------------ instructed

    function _instructSome(uint256 place) internal {
        Deal storage deal = deals[place];
        uint256 side = _chance(75) && deal.instructed[0] ? 1 : 0;
        if (_chance(30) && !deal.instructed[1]) side = 1;
        _instruct(place, side, _chance(50));
    }

    function _instruct(uint256 place, uint256 side, bool isHeld) internal {
        touched = place;
        Deal storage deal = deals[place];
        uint256 party = side == 0 ? deal.seller : deal.buyer;
        address by = _actorFor(party);
        bool asks = _chance(8);
        Plan memory plan = _plan();
        bool isOpen = deal.phase == TradePhase.None || deal.phase == TradePhase.Instructed;
        _no(plan, !isOpen, IDvpSettlement.WrongPhase.selector);
        _no(plan, deal.instructed[side], IDvpSettlement.InstructedBefore.selector);
        _no(plan, block.timestamp > deal.trade.settleBy, IDvpSettlement.TooLate.selector);
        bool isHoldable = side == 0 ? deal.money != ELSEWHERE : deal.money == YEN;
        isHoldable = isHoldable && deal.trade.cycle == 0;
        _no(plan, isHeld && !isHoldable, IDvpSettlement.LegCannotBeHeld.selector);
        if (isHeld) _refuseClass(plan, deal);
        _refuseContents(plan, deal);
        uint256 nonce = side == 0 ? deal.trade.sellerNonce : deal.trade.buyerNonce;
        _no(plan, used[party][nonce], IDvpSettlement.NonceUsed.selector);
        if (by != parties[party]) _refuseDelegate(plan, deal, side, by);
        uint256 quantity = side == 0 ? deal.trade.units : deal.trade.amount;
        if (isHeld && plan.reasons == 0) _planHold(plan, deal, side, quantity);

        bytes memory call = abi.encodeCall(
            IDvpSettlement.instruct,
            (deal.trade, Side(side), isHeld, asks, bytes32(_roll(3)))
        );
        Deed deed =
            by != parties[party]
                ? Deed.InstructAsDelegate
                : isHeld
                    ? Deed.InstructHeld
                    : Deed.Instruct;
        if (!_does(deed, by, address(dvp), call, plan, Promise.Dvp1)) return;
        if (by != parties[party]) _useMandate(deal, side, by);
        used[party][nonce] = true;
        deal.instructed[side] = true;
        deal.asked = deal.asked || asks;
        if (deal.phase == TradePhase.Instructed) {
            deal.phase = TradePhase.Matched;
            record.saw(Deed.SawMatch);
        } else {
            deal.phase = TradePhase.Instructed;
        }
        if (!isHeld) return;
        deal.promised[side] = true;
        deal.held[side] = quantity;
        uint256 asset = side == 0 ? deal.class : YEN;
        held[asset][party] += quantity;
        _spent(asset, party, BY_DVP, quantity);
    }

    function _planHold(
        Plan memory plan,
        Deal storage deal,
        uint256 side,
        uint256 quantity
    ) private view {
        _go(
            plan,
            address(dvp),
            assets[side == 0 ? deal.class : YEN],
            abi.encodeCall(
                IPassGatedAnnex.hold,
                (
                    parties[side == 0 ? deal.seller : deal.buyer],
                    quantity,
                    address(dvp),
                    deal.trade.settleBy,
                    deal.id
                )
            )
        );
    }

    function _refuseDelegate(
        Plan memory plan,
        Deal storage deal,
        uint256 side,
        address by
    ) private view {
        (uint256 party, uint256 asset) = _givenBy(deal, side);
        uint256 quantity = side == 0 ? deal.trade.units : deal.trade.amount;
        Power storage power = powers[party][by][asset];
        bool isOne = _mayActFor(by, deal, side);
        _no(plan, !isOne, IDvpSettlement.NotForTheParty.selector);
        uint256 usedToday = power.usedDay == _today() ? power.used : 0;
        bool exceeds = quantity > power.mostPerTrade || usedToday + quantity > power.mostPerDay;
        _no(plan, isOne && exceeds, IDvpSettlement.MandateExceeded.selector);
    }

    function _useMandate(Deal storage deal, uint256 side, address by) private {
        (uint256 party, uint256 asset) = _givenBy(deal, side);
        Power storage power = powers[party][by][asset];
        if (power.usedDay != _today()) {
            if (power.used != 0) record.saw(Deed.SawOtherDay);
            (power.usedDay, power.used) = (_today(), 0);
        }
        power.used += side == 0 ? deal.trade.units : deal.trade.amount;
    }

    function _setMandate() private {
        uint256 until = block.timestamp + _roll(12 days);
        if (_chance(15)) until = block.timestamp - 1;
        _mandate(_anyParty(), operators[_roll(2)], _roll(5), until);
    }

    function _mandate(uint256 party, address delegate, uint256 asset, uint256 until) internal {
        uint256 perTrade = 100 + _roll(700);
        uint256 perDay = 200 + _roll(1_500);
        // Of units, fewer.
        if (asset < CLASSES) (perTrade, perDay) = (perTrade / 10, perDay / 10);
        _must(
            Deed.SetMandate,
            parties[party],
            address(dvp),
            abi.encodeCall(
                IDvpSettlement.setMandate,
                (
                    delegate,
                    assets[asset],
                    Mandate(uint48(until), uint104(perTrade), uint104(perDay))
                )
            )
        );
        Power storage power = powers[party][delegate][asset];
        (power.until, power.mostPerTrade, power.mostPerDay) = (until, perTrade, perDay);
    }

    // ------------------------------------------------------------------ matched

    function _planMatched(uint256 place) internal view returns (Plan memory plan) {
        plan = _plan();
        Deal storage deal = deals[place];
        _refuseUnsettleable(plan, deal);
        if (plan.reasons == 0) {
            (uint256 units, uint256 amount) = _rest(deal);
            _planLegs(plan, deal, units, amount);
        } else if (deal.money == ELSEWHERE) {
            _no(plan, true, IDvpSettlement.CashNotListed.selector);
        }
    }

    function _settleMatched(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        if (_chance(20)) _takeAllowances(deal);
        (bool done, bytes memory answer) = _try(
            Deed.SettleMatched,
            STRANGER,
            address(dvp),
            abi.encodeCall(IDvpSettlement.settleMatched, (deal.trade)),
            _planMatched(place),
            Promise.Dvp1
        );
        if (!done) return _sawFirm(deal);
        _checkAnsweredId(deal, answer);
        _sawHolds(deal);
        if (deal.isMadeInAction) record.saw(Deed.SawMadeMeanwhile);
        if (deal.trade.cycle != 0) record.saw(Deed.SawSettledAfterVoid);
        if (deal.filled != 0) record.saw(Deed.SawLastPart);
        _settledMatched(place);
        _replay(place);
    }

    /// Held units that a split made more or fewer do not settle the trade they were promised for.
    function _sawFirm(Deal storage deal) private {
        bool isFirm = deal.phase == TradePhase.Matched && deal.held[0] != 0;
        if (isFirm && deal.isRescaled) record.saw(Deed.SawFirmRefused);
    }

    /// What is held needs no allowance any more.
    function _takeAllowances(Deal storage deal) internal {
        if (deal.held[0] != 0) _approve(deal.class, deal.seller, BY_DVP, 0);
        if (deal.held[1] != 0) _approve(YEN, deal.buyer, BY_DVP, 0);
    }

    function _approve(uint256 asset, uint256 owner, uint256 by, uint256 amount) internal virtual;

    function _sawHolds(Deal storage deal) internal {
        (uint256 units, uint256 amount) = _rest(deal);
        if (deal.held[0] == units && deal.held[1] == amount) record.saw(Deed.SawBothHeld);
        bool isShort = deal.promised[0] && deal.held[0] < units;
        if (isShort && deal.filled == 0) record.saw(Deed.SawHoldTooSmall);
    }

    function _settledMatched(uint256 place) internal {
        Deal storage deal = deals[place];
        (uint256 units, uint256 amount) = _rest(deal);
        _settled(deal, units, amount);
        (deal.phase, deal.filled) = (TradePhase.Settled, deal.trade.units);
    }

    /// Mostly a matched trade that settles in parts.
    function _dealInParts() private returns (uint256 place) {
        for (uint256 i = 0; i < 5; ++i) {
            place = _dealIn(TradePhase.Matched);
            Deal storage deal = deals[place];
            if (deal.trade.partialAllowed && deal.money != ELSEWHERE) return place;
        }
    }

    function _settlePart(uint256 place) internal {
        Deal storage deal = deals[place];
        // Of no units there are no parts.
        if (deal.trade.units == 0) return;
        touched = place;
        (uint256 rest, uint256 restAmount) = _rest(deal);
        uint256 units = _chance(70) ? 1 + _roll(rest + 1) : _roll(rest + 2);
        address by = _actorFor(_chance(50) ? deal.seller : deal.buyer);
        Plan memory plan = _plan();
        bool may = _mayActFor(by, deal, 0) || _mayActFor(by, deal, 1);
        _no(plan, !may, IDvpSettlement.NotForTheParty.selector);
        _no(plan, !deal.trade.partialAllowed, IDvpSettlement.PartsNotAllowed.selector);
        bool isOut = units == 0 || units > rest;
        _no(plan, isOut, IDvpSettlement.PartOutOfRange.selector);
        _refuseUnsettleable(plan, deal);
        // All so far, rounded down, less what was paid.
        uint256 amount =
            (deal.trade.amount * (deal.filled + units)) / deal.trade.units -
                (deal.trade.amount - restAmount);
        _no(plan, !isOut && amount == 0, IDvpSettlement.PartWithoutCash.selector);
        if (plan.reasons == 0) _planLegs(plan, deal, units, amount);
        else if (deal.money == ELSEWHERE) _no(plan, true, IDvpSettlement.CashNotListed.selector);

        bytes memory call = abi.encodeCall(IDvpSettlement.settlePart, (deal.trade, uint64(units)));
        if (!_does(Deed.SettlePart, by, address(dvp), call, plan, Promise.Dvp1)) return;
        if (units == rest) {
            if (deal.filled != 0) record.saw(Deed.SawLastPart);
            deal.phase = TradePhase.Settled;
        } else if (deal.held[0] > units) {
            record.saw(Deed.SawPartOfHold);
        }
        _settled(deal, units, amount);
        deal.filled += uint64(units);
        if (units != rest && _chance(30)) _netOne(place);
    }

    /// Nets a trade by id, it alone.
    function _netOne(uint256 place) internal virtual;

    // ------------------------------------------------------------------ batches

    struct Batched {
        uint256 place;
        bool asSigned;
    }

    function _batchAct() internal {
        if (deals.length < 4) return;
        bool isWhole = _chance(40);
        Batched[] memory batch = new Batched[](1 + _roll(isWhole ? 3 : 5));
        IDvpSettlement.Item[] memory items = new IDvpSettlement.Item[](batch.length);
        for (uint256 i = 0; i < batch.length; ++i) {
            batch[i] = _drawBatched(isWhole, i == 0 ? deals.length : batch[i - 1].place);
            Deal storage deal = deals[batch[i].place];
            items[i].trade = deal.trade;
            if (!batch[i].asSigned) continue;
            items[i].sellerSignature = _signature(deal, 0);
            items[i].buyerSignature = _signature(deal, 1);
        }
        bool burns = !isWhole && _chance(10);
        if (burns) _burnGas(true);
        (bool[] memory expected, Plan memory plan) = _rehearsedBatch(batch, isWhole);
        bool done;
        bytes memory answer;
        (done, answer) = _try(
            isWhole ? Deed.SettleBatchWhole : Deed.SettleBatch,
            STRANGER,
            address(dvp),
            abi.encodeCall(IDvpSettlement.settleBatch, (items, isWhole)),
            plan,
            Promise.Dvp1
        );
        if (burns) _burnGas(false);
        if (done) _batched(batch, expected, abi.decode(answer, (uint256)));
        if (_chance(5)) _settleItem(items[0]);
    }

    /// Cash that burns all gas that it gets; only in a batch, which bounds it.
    function _burnGas(bool on) internal virtual;

    function _drawBatched(bool isWhole, uint256 previous) private returns (Batched memory) {
        // Twice the same.
        if (previous < deals.length && _chance(6)) {
            record.saw(Deed.SawBatchSameTrade);
            return Batched(previous, deals[previous].phase == TradePhase.None);
        }
        if (_chance(50)) return Batched(_newDeal(), true);
        uint256 place = _dealIn(_chance(70) ? TradePhase.Matched : TradePhase.None);
        bool asSigned = deals[place].phase == TradePhase.None;
        if (isWhole) return Batched(place, asSigned);
        return Batched(place, _chance(5) ? !asSigned : asSigned);
    }

    function _batched(Batched[] memory batch, bool[] memory expected, uint256 settled) private {
        uint256 count = 0;
        for (uint256 i = 0; i < batch.length; ++i) {
            if (!expected[i]) continue;
            ++count;
            if (batch[i].asSigned) _settledSigned(batch[i].place);
            else _settledMatched(batch[i].place);
            touched = batch[i].place;
        }
        if (settled != count) record.breach(Promise.Dvp1, "a batch settled another number");
        if (count != 0 && count != batch.length) record.saw(Deed.SawBatchMixed);
    }

    /// What becomes of each item; of a whole batch also why it is refused.
    function _rehearsedBatch(
        Batched[] memory batch,
        bool isWhole
    ) private returns (bool[] memory expected, Plan memory plan) {
        plan = _plan();
        bytes4[] memory why;
        try this.rehearseBatch(batch) {
            return (expected, plan);
        } catch (bytes memory answer) {
            (expected, why) = abi.decode(answer, (bool[], bytes4[]));
        }
        for (uint256 i = 0; i < batch.length; ++i) {
            if (expected[i]) plan.paysCash = plan.paysCash || deals[batch[i].place].money == CASH;
        }
        for (uint256 i = 0; isWhole && i < why.length; ++i) _no(plan, true, why[i]);
    }

    /// Always reverts, with what becomes of each and why the first of those refused is.
    function rehearseBatch(Batched[] calldata batch) external {
        bool[] memory expected = new bool[](batch.length);
        bytes4[] memory why = new bytes4[](0);
        for (uint256 i = 0; i < batch.length; ++i) {
            Plan memory plan =
                batch[i].asSigned ? _planSigned(batch[i].place) : _planMatched(batch[i].place);
            bytes memory refusal;
            bool isWilling = true;
            if (plan.reasons != 0 && plan.isLate) {
                // Its cash refuses: nothing of it stays.
                (isWilling, refusal) = _rehearsed(plan);
            } else if (plan.reasons == 0) {
                try this.makeMoves(_movesOf(plan)) {} catch (bytes memory answer) {
                    (isWilling, refusal) = (false, answer);
                }
            }
            expected[i] = plan.reasons == 0 && isWilling;
            if (!expected[i]) {
                if (why.length == 0) why = _reasonsOf(plan, refusal);
            } else if (batch[i].asSigned) {
                _settledSigned(batch[i].place);
            } else {
                _settledMatched(batch[i].place);
            }
        }
        _revertWith(abi.encode(expected, why));
    }

    /// All of them or none.
    function makeMoves(Move[] calldata moves) external {
        (bool done, bytes memory refusal) = _make(moves);
        if (!done && moves.length != 0) _revertWith(refusal);
    }

    function _reasonsOf(
        Plan memory plan,
        bytes memory refusal
    ) private pure returns (bytes4[] memory why) {
        why = new bytes4[](plan.reasons + (refusal.length == 0 ? 0 : 1));
        for (uint256 i = 0; i < plan.reasons; ++i) why[i] = plan.why[i];
        if (refusal.length != 0) why[plan.reasons] = bytes4(refusal);
    }

    function _settleItem(IDvpSettlement.Item memory item) private {
        Plan memory plan = _plan();
        _no(plan, true, IDvpSettlement.NotTheContractItself.selector);
        bytes memory call = abi.encodeWithSignature(
            "settleItem(((address,address,address,uint64,address,uint256,uint48,uint48,uint256,uint256,uint16,bytes32,bool,bytes32),bytes,bytes))",
            item
        );
        _does(Deed.SettleBatch, STRANGER, address(dvp), call, plan, Promise.Dvp1);
    }

    // ------------------------------------------------------------------ taken back

    function _withdraw(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        uint256 side = deal.instructed[0] == _chance(85) ? 0 : 1;
        uint256 party = side == 0 ? deal.seller : deal.buyer;
        address by = _actorFor(party);
        Plan memory plan = _plan();
        bool may = _mayActFor(by, deal, side);
        _no(plan, !may, IDvpSettlement.NotForTheParty.selector);
        _no(plan, deal.phase != TradePhase.Instructed, IDvpSettlement.WrongPhase.selector);
        _no(plan, !deal.instructed[side], IDvpSettlement.NotInstructed.selector);
        _refuseRelease(plan, deal);
        bytes memory call = abi.encodeCall(IDvpSettlement.withdraw, (deal.trade, Side(side)));
        if (_does(Deed.Withdraw, by, address(dvp), call, plan, Promise.Dvp1)) _ended(deal);
    }

    function _agreeToCancel(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        uint256 side = deal.cancels[0] && _chance(80) ? 1 : _roll(2);
        uint256 party = side == 0 ? deal.seller : deal.buyer;
        address by = _actorFor(party);
        Plan memory plan = _plan();
        bool may = _mayActFor(by, deal, side);
        _no(plan, !may, IDvpSettlement.NotForTheParty.selector);
        _no(plan, deal.phase != TradePhase.Matched, IDvpSettlement.WrongPhase.selector);
        _no(plan, deal.cancels[side], IDvpSettlement.CancelAgreedBefore.selector);
        if (deal.cancels[1 - side]) _refuseRelease(plan, deal);
        bytes memory call = abi.encodeCall(IDvpSettlement.agreeToCancel, (deal.trade, Side(side)));
        if (!_does(Deed.AgreeToCancel, by, address(dvp), call, plan, Promise.Dvp1)) return;
        deal.cancels[side] = true;
        if (!deal.cancels[1 - side]) {
            if (_chance(40)) _agreeToCancel(place);
            return;
        }
        if (deal.isRescaled && deal.held[0] != 0) record.saw(Deed.SawFirmCancelled);
        _ended(deal);
        record.saw(Deed.SawCancelled);
        if (_chance(50)) _settleMatched(place);
    }

    function _cancel() private {
        touched = _dealIn(TradePhase.None);
        Deal storage deal = deals[touched];
        (uint256 party, uint256 nonce) = (deal.seller, deal.trade.sellerNonce);
        if (_chance(50)) (party, nonce) = (deal.buyer, deal.trade.buyerNonce);
        Plan memory plan = _plan();
        _no(plan, used[party][nonce], IDvpSettlement.NonceUsed.selector);
        bytes memory call = abi.encodeCall(IDvpSettlement.cancel, (nonce));
        if (_does(Deed.CancelNonce, parties[party], address(dvp), call, plan, Promise.Dvp1)) {
            used[party][nonce] = true;
        }
    }

    /// Up to three numbers in a row.
    function _cancelMany() private {
        uint256 party = _anyParty();
        uint256 nonce = _roll(NONCES);
        uint256 first = (nonce & 0xff) > 253 ? 253 : nonce & 0xff;
        uint256 bits = _roll(8);
        nonce = (nonce & ~uint256(0xff)) + first;
        bool isNew = false;
        for (uint256 i = 0; i < 3; ++i) {
            if (bits & (1 << i) != 0 && !used[party][nonce + i]) isNew = true;
        }
        Plan memory plan = _plan();
        _no(plan, !isNew, IDvpSettlement.NothingToCancel.selector);
        bytes memory call = abi.encodeCall(IDvpSettlement.cancelMany, (nonce >> 8, bits << first));
        if (!_does(Deed.CancelManyNonces, parties[party], address(dvp), call, plan, Promise.Dvp1))
            return;
        for (uint256 i = 0; i < 3; ++i) if (bits & (1 << i) != 0) used[party][nonce + i] = true;
    }

    // ------------------------------------------------------------------ powers

    function _signOff(uint256 place, bool on) internal {
        touched = place;
        address by = _chance(95) ? operators[_roll(2)] : STRANGER;
        Plan memory plan = _plan();
        _no(plan, by == STRANGER, IAccessManaged.AccessManagedUnauthorized.selector);
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = deals[place].id;
        bytes memory call = abi.encodeCall(IDvpSettlement.signOff, (ids, on));
        Deed deed = on ? Deed.SignOff : Deed.TakeSignOffBack;
        if (_does(deed, by, address(dvp), call, plan, Promise.Power1)) deals[place].signedOff = on;
    }

    function _askSignOff() internal {
        uint256 class = _roll(CLASSES);
        _askSignOffOf(class, !asksSignOff[class] && _chance(80));
    }

    function _askSignOffOf(uint256 class, bool on) internal {
        bytes memory call = abi.encodeCall(IDvpSettlement.askSignOff, (assets[class], on));
        _must(Deed.AskSignOff, address(this), address(dvp), call);
        asksSignOff[class] = on;
    }

    function _listCash(bool on) internal {
        bytes memory call = abi.encodeCall(IDvpSettlement.listCash, (address(cash), on));
        _must(Deed.ListCash, address(this), address(dvp), call);
        isListed = on;
    }

    /// What only the three other routes may say.
    function _callRegistry(uint256 place) private {
        touched = place;
        Trade memory trade = deals[place].trade;
        uint256 kind = _roll(8);
        Plan memory plan = _plan();
        _no(plan, kind < 6, ITradeRegistry.NotARoute.selector);
        _no(plan, kind == 6, ITradeRegistry.RoutesNamedBefore.selector);
        _no(plan, kind == 7, IAccessManaged.AccessManagedUnauthorized.selector);
        Trade[] memory trades = new Trade[](1);
        trades[0] = trade;
        // A route has its own verbs alone.
        address by = kind == 6 ? address(this) : STRANGER;
        if (kind < 2 && _chance(50)) by = routes[BY_FAILS];
        else if (kind > 2 && kind < 6 && _chance(50)) by = routes[BY_NET];
        bytes memory call;
        if (kind == 0) call = abi.encodeCall(ITradeRegistry.openCycle, (trade.cycle, by, 1));
        else if (kind == 1) call = abi.encodeCall(ITradeRegistry.endCycle, (trade.cycle, true));
        else if (kind == 2) call = abi.encodeCall(ITradeRegistry.consume, (trades));
        else if (kind == 3) call = abi.encodeCall(ITradeRegistry.awaitPayment, (trade));
        else if (kind == 4) call = abi.encodeCall(ITradeRegistry.finish, (deals[place].id, true));
        else if (kind == 5) call = abi.encodeCall(ITradeRegistry.endTrade, (trade));
        else {
            call = abi.encodeCall(
                ITradeRegistry.nameRoutes,
                (address(this), address(this), address(this))
            );
        }
        _does(Deed.CallRegistry, by, address(dvp), call, plan, Promise.Power1);
    }

    // ------------------------------------------------------------------ released at the token

    /// A trade's hold ends at its deadline by anyone's call, and not before.
    function _releaseHold(uint256 place, address by) internal {
        touched = place;
        Deal storage deal = deals[place];
        uint256 side = deal.held[0] != 0 ? 0 : 1;
        if (deal.held[side] == 0) return;
        Plan memory plan = _plan();
        bool isOver = block.timestamp > deal.trade.settleBy;
        _no(plan, !isOver, IPassGatedToken.NotTheExecutor.selector);
        uint256 units = _chance(80) ? deal.held[side] : deal.held[side] + 1;
        _no(plan, units > deal.held[side], IPassGatedToken.HoldTooSmall.selector);
        if (side == 0) _refuseMove(plan, deal.class);
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.releaseHold,
            (_holdId(deal, side), units)
        );
        address token = assets[side == 0 ? deal.class : YEN];
        if (_does(Deed.ReleaseHold, by, token, call, plan, Promise.Hold1)) {
            if (side == 0 && deal.isRescaled) record.saw(Deed.SawFirmReleased);
            _unheld(deal, side, units);
        }
    }

    function _least(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
