// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";

import { IFails } from "../../../contracts/settlement/interfaces/IFails.sol";
import { IFixing } from "../../../contracts/settlement/interfaces/IFixing.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { Trade } from "../../../contracts/types/Trade.sol";
import { Side, TradePhase } from "../../../contracts/types/TradeWord.sol";
import { TypedData } from "../TypedData.sol";
import { Promise } from "./Promise.sol";
import { Deed } from "./SettlementDeed.sol";
import { SettlementExternalActs } from "./SettlementExternalActs.sol";

/// Trades that are late, what that costs, and the rates that it rests on.
abstract contract SettlementFailActs is SettlementExternalActs {
    struct Rate {
        bool isFixed;
        int64 rate;
    }

    mapping(uint256 day => int64[]) private _reports;
    mapping(uint256 day => mapping(uint256 reporter => bool)) private _reported;
    mapping(uint256 day => Rate) private _rates;

    function _failAct() internal {
        if (deals.length == 0) return;
        uint256 kind = _roll(100);
        if (kind < 12) _liveLate();
        else if (kind < 40) _settleOrMark(_late(false));
        else if (kind < 52) _offerInterest(_late(_chance(50)));
        else if (kind < 62) _cancelForDefault(_late(true));
        else if (kind < 74) _buyIn(_late(true));
        else if (kind < 90) _collect(_owing());
        else _callAsOther();
    }

    /// Mostly a matched trade that was marked, or may be.
    function _late(bool marked) private returns (uint256 place) {
        uint256 recent = _least(deals.length, 80);
        uint256 first = _roll(recent);
        for (uint256 i = 0; marked && i < recent; ++i) {
            place = deals.length - 1 - ((first + i) % recent);
            Deal storage deal = deals[place];
            if (deal.phase == TradePhase.Matched && deal.lastDay != 0) return place;
        }
        return _dealIn(TradePhase.Matched);
    }

    function _owing() private returns (uint256 place) {
        uint256 recent = _least(deals.length, 200);
        uint256 first = _roll(recent);
        for (uint256 i = 0; i < recent; ++i) {
            place = deals.length - 1 - ((first + i) % recent);
            Deal storage deal = deals[place];
            if (_dueFromSeller(deal) + _dueFromBuyer(deal) != 0) return place;
        }
    }

    // ------------------------------------------------------------------ late

    /// A trade of which one lacks its leg, on a few days.
    function _liveLate() private {
        uint256 class = _roll(CLASSES);
        (uint256 seller, uint256 buyer) = (_anyParty(), 0);
        buyer = _buyerFrom(seller, class);
        uint256 money = _chance(75) ? YEN : CASH;
        Trade memory trade;
        uint256 most = _freeOf(class, seller);
        bool lacksUnits = _chance(55);
        trade.units = uint64(1 + (lacksUnits ? most : _roll(most + 1)));
        trade.amount = 1 + _roll(_freeOf(money, buyer) + 1);
        if (_chance(lacksUnits ? 15 : 90)) trade.amount += _freeOf(money, buyer);
        trade.settleFrom = uint48(block.timestamp);
        trade.settleBy = uint48(block.timestamp + 5 days + _roll(3 days));
        trade.partialAllowed = true;
        trade.termsEpoch = epochs[class];
        uint256 place = _recorded(trade, class, seller, buyer, money);
        _matchSigned(place);
        if (_chance(40)) _agreeOnInterest(place);
        for (uint256 days_ = 1 + _roll(3); days_ != 0; --days_) {
            uint256 cutOff = _dayBegins(_today()) + CUT_OFF;
            _waitTo((cutOff > block.timestamp ? cutOff : cutOff + 1 days) + _roll(5 hours));
            if (_chance(60)) _reportAll(_today());
            if (_chance(70) && _today() > 2) _fixRate(_today() - 1);
            _settleOrMark(place);
        }
        Deal storage deal = deals[place];
        if (deal.failDays != 0 && _chance(60)) _buyIn(place);
        else if (deal.defaultDays != 0 && _chance(60)) _cancelForDefault(place);
        if (_chance(50)) _collect(place);
    }

    function _settleOrMark(uint256 place) internal {
        touched = place;
        Deal storage deal = deals[place];
        if (_chance(40)) _takeAllowances(deal);
        Plan memory plan = _plan();
        _refuseUnsettleable(plan, deal);
        _no(plan, deal.money == ELSEWHERE, IFails.CashElsewhere.selector);
        uint256 judgedFrom = _dayBegins(_today()) + CUT_OFF;
        bool isEarly = block.timestamp < judgedFrom || judgedFrom < deal.trade.settleFrom;
        _no(plan, isEarly, IFails.NotLateYet.selector);
        (bool sellerLacks, bool buyerLacks) = (false, false);
        if (plan.reasons == 0) {
            (uint256 units, uint256 amount) = _rest(deal);
            sellerLacks = !_isThere(deal, 0, units);
            buyerLacks = !_isThere(deal, 1, amount);
            if (!sellerLacks && !buyerLacks) _planLegs(plan, deal, units, amount);
            else _no(plan, deal.lastDay >= _today(), IFails.DayJudgedBefore.selector);
        }
        bool marks = sellerLacks || buyerLacks;
        (bool done, bytes memory answer) = _try(
            marks ? Deed.Mark : Deed.SettleLate,
            STRANGER,
            address(fails),
            abi.encodeCall(IFails.settleOrMark, (deal.trade)),
            plan,
            Promise.Dvp1
        );
        if (!done) return;
        if (abi.decode(answer, (bool)) == marks) {
            record.breach(Promise.Dvp1, "settled and marked, or neither");
        }
        if (!marks) {
            _sawHolds(deal);
            _settledMatched(place);
        } else {
            _mark(deal, sellerLacks, buyerLacks);
        }
    }

    /// Held for the trade, or free and allowed.
    function _isThere(
        Deal storage deal,
        uint256 side,
        uint256 quantity
    ) private view returns (bool) {
        if (deal.promised[side] && deal.held[side] >= quantity) return true;
        (uint256 party, uint256 asset) = _givenBy(deal, side);
        uint256 kept = 0;
        // What is left of a hold that is short is freed when it settles.
        if (asset != CASH) kept = held[asset][party] - deal.held[side];
        if (asset < CLASSES) kept += frozen[asset][party];
        return
            balances[asset][party] >= kept + quantity &&
            allowances[asset][party][BY_DVP] >= quantity;
    }

    function _mark(Deal storage deal, bool sellerLacks, bool buyerLacks) private {
        deal.lastDay = _today();
        (, uint256 amount) = _rest(deal);
        if (sellerLacks && buyerLacks) {
            record.saw(Deed.SawBothLacked);
        } else if (sellerLacks) {
            ++deal.failDays;
            int64 reference_ = _referenceOf(_today());
            if (FAIL_RATE > reference_) {
                deal.failSum += amount * uint256(uint64(FAIL_RATE - reference_));
            }
            record.saw(Deed.SawFail);
        } else {
            ++deal.defaultDays;
            deal.interestSum += amount * deal.agreed;
            record.saw(deal.agreed == 0 ? Deed.SawDefault : Deed.SawInterest);
        }
    }

    // ------------------------------------------------------------------ interest, cancel, buy-in

    function _offerInterest(uint256 place) private {
        uint256 side = _roll(2);
        Deal storage deal = deals[place];
        uint256 rate = _roll(3) * 500_000 + _roll(2);
        if (deal.offered[1 - side] != 0 && _chance(60)) rate = deal.offered[1 - side];
        _offer(place, side, rate, _actorFor(side == 0 ? deal.seller : deal.buyer));
    }

    function _agreeOnInterest(uint256 place) private {
        uint256 rate = 1 + _roll(1_050_000);
        for (uint256 side = 0; side < 2; ++side) {
            Deal storage deal = deals[place];
            _offer(place, side, rate, parties[side == 0 ? deal.seller : deal.buyer]);
        }
    }

    function _offer(uint256 place, uint256 side, uint256 rate, address by) private {
        touched = place;
        Deal storage deal = deals[place];
        Plan memory plan = _plan();
        bool may = _mayActFor(by, deal, side);
        _no(plan, !may, IFails.NotForTheParty.selector);
        _no(plan, deal.phase != TradePhase.Matched, IFails.NotMatched.selector);
        _no(plan, deal.agreed != 0, IFails.InterestAgreed.selector);
        _no(plan, rate > 1_000_000, IFails.InterestOutOfRange.selector);
        bytes memory call = abi.encodeCall(
            IFails.agreeLateInterest,
            (deal.trade, Side(side), uint32(rate))
        );
        if (!_does(Deed.OfferInterest, by, address(fails), call, plan, Promise.Rules)) return;
        deal.offered[side] = rate;
        if (rate == 0 || deal.offered[1 - side] != rate) return;
        deal.agreed = rate;
        record.saw(Deed.SawInterestAgreed);
    }

    function _cancelForDefault(uint256 place) private {
        touched = place;
        Deal storage deal = deals[place];
        address by = _actorFor(deal.seller);
        Plan memory plan = _plan();
        bool may = _mayActFor(by, deal, 0);
        _no(plan, !may, IFails.NotForTheParty.selector);
        _no(plan, deal.phase != TradePhase.Matched, IFails.NotMatched.selector);
        _no(plan, deal.agreed != 0, IFails.InterestAgreed.selector);
        _no(plan, deal.defaultDays < CANCEL_AFTER, IFails.TooFewDays.selector);
        _refuseRelease(plan, deal);
        bytes memory call = abi.encodeCall(IFails.cancelForDefault, (deal.trade));
        if (!_does(Deed.CancelForDefault, by, address(fails), call, plan, Promise.Dvp1)) return;
        _ended(deal);
        if (_chance(50)) _settleMatched(place);
    }

    function _buyIn(uint256 place) private {
        touched = place;
        Deal storage deal = deals[place];
        if (deal.failDays != 0 && deal.replacement == 0 && _chance(85)) _replace(place);
        uint256 other =
            deal.replacement == 0 || _chance(10)
                ? _dealIn(TradePhase.Settled)
                : deal.replacement - 1;
        Deal storage replacement = deals[other];
        address by = _actorFor(deal.buyer);
        (uint256 units, uint256 amount) = _rest(deal);
        Plan memory plan = _plan();
        bool may = _mayActFor(by, deal, 1);
        _no(plan, !may, IFails.NotForTheParty.selector);
        _no(plan, deal.phase != TradePhase.Matched, IFails.NotMatched.selector);
        _no(plan, deal.failDays < BUY_IN_AFTER, IFails.TooFewDays.selector);
        bool isIt =
            replacement.buyer == deal.buyer &&
                replacement.seller != deal.seller &&
                replacement.class == deal.class &&
                replacement.money == deal.money &&
                replacement.trade.units == units &&
                replacement.trade.termsEpoch == deal.trade.termsEpoch &&
                replacement.trade.commonReference == deal.id &&
                replacement.phase == TradePhase.Settled &&
                replacement.signedOff;
        _no(plan, !isIt, IFails.ReplacementDiffers.selector);
        bool isDear = replacement.trade.amount > amount + (amount * MOST_OVER) / 1_000_000;
        _no(plan, isDear, IFails.ReplacementTooDear.selector);
        _refuseRelease(plan, deal);
        bytes memory call = abi.encodeCall(IFails.buyIn, (deal.trade, replacement.trade));
        if (!_does(Deed.BuyIn, by, address(fails), call, plan, Promise.Dvp1)) return;
        uint256 price = replacement.trade.amount;
        deal.buyInDebt = price > amount ? price - amount : 0;
        _ended(deal);
        touched = place;
    }

    /// The buyer buys what it did not get from another.
    function _replace(uint256 place) private {
        Deal storage deal = deals[place];
        (uint256 units, uint256 amount) = _rest(deal);
        uint256 seller = _otherThan(deal.seller);
        for (uint256 i = 0; i < 12; ++i) {
            if (seller != deal.buyer && _freeOf(deal.class, seller) >= units) break;
            seller = _otherThan(deal.seller);
        }
        Trade memory trade;
        trade.units = uint64(units);
        trade.amount = 1 + (amount * (50 + _roll(200))) / 100;
        trade.settleFrom = uint48(block.timestamp);
        trade.settleBy = uint48(block.timestamp + 1 days);
        trade.termsEpoch = epochs[deal.class];
        trade.commonReference = deal.id;
        uint256 other = _recorded(trade, deal.class, seller, deal.buyer, deal.money);
        deal.replacement = other + 1;
        _matchSigned(other);
        if (_chance(90)) _signOff(other, true);
        _settleMatched(other);
    }

    function _collect(uint256 place) private {
        touched = place;
        Deal storage deal = deals[place];
        uint256 side = _dueFromSeller(deal) != 0 ? 0 : 1;
        if (_chance(15)) side = 1 - side;
        uint256 due = side == 0 ? _dueFromSeller(deal) : _dueFromBuyer(deal);
        (uint256 payer, uint256 payee) = (deal.seller, deal.buyer);
        if (side == 1) (payer, payee) = (payee, payer);
        Plan memory plan = _plan();
        _no(plan, due == 0, IFails.NothingDue.selector);
        if (due != 0 && deal.money == CASH) _planCash(plan, payer, due, BY_FAILS);
        else if (due != 0) {
            bytes memory move = abi.encodeCall(
                IERC20.transferFrom,
                (parties[payer], parties[payee], due)
            );
            _go(plan, address(fails), assets[YEN], move);
        }
        bytes memory call = abi.encodeCall(IFails.collect, (deal.trade, Side(side)));
        if (!_does(Deed.Collect, STRANGER, address(fails), call, plan, Promise.Dvp1)) return;
        _spent(deal.money, payer, BY_FAILS, due);
        _moved(deal.money, payer, payee, due);
        if (side == 0) deal.paidBySeller += due;
        else deal.paidByBuyer += due;
        record.saw(side == 0 ? Deed.SawPaidBySeller : Deed.SawPaidByBuyer);
        // Once only.
        if (_chance(40)) _collect(place);
    }

    /// A trade that is no more matched, or never was.
    function _callAsOther() private {
        uint256 place = _dealIn(TradePhase.Ended);
        if (_chance(50)) _settleOrMark(place);
        else _cancelForDefault(place);
    }

    // ------------------------------------------------------------------ rates

    function _rateAct() internal {
        uint256 kind = _roll(10);
        if (kind < 4) _reportAll(_today());
        else if (kind < 6) _report(_today() + 1 - _roll(4), _roll(3));
        else _fixRate(_today() - _roll(4));
    }

    function _reportAll(uint256 day) private {
        for (uint256 i = 0; i < 3; ++i) if (_chance(75)) _report(day, i);
    }

    function _report(uint256 day, uint256 number) private {
        int64 rate = int64(int256(_roll(40_000))) - 10_000;
        if (_chance(10)) rate = FAIL_RATE + 1;
        address reporter = reporters[number];
        uint256 key = _reporterKey(number);
        bool isStranger = _chance(4);
        if (isStranger) (reporter, key) = (attestors[0], _attestorKey(0));
        bool isForged = _chance(4);
        if (isForged) key = 0xbad;
        uint256 opens = _dayBegins(day);
        bool isIn = block.timestamp >= opens && block.timestamp < opens + 1 days + WINDOW;
        Plan memory plan = _plan();
        _no(plan, !isIn, IFixing.OutsideTheWindow.selector);
        _no(plan, isStranger, IFixing.NotAReporter.selector);
        bool again = !isStranger && _reported[day][number];
        _no(plan, again, IFixing.ReportedBefore.selector);
        _no(plan, isForged, IFixing.ReportInvalid.selector);
        bytes32 digest = TypedData.rateReport(address(fixing), INDEX, uint16(day), rate, "source");
        bytes memory call = abi.encodeCall(
            IFixing.report,
            (INDEX, JstDate.wrap(uint16(day)), rate, "source", reporter, _sign(key, digest))
        );
        if (!_does(Deed.Report, STRANGER, address(fixing), call, plan, Promise.Rules)) return;
        _reported[day][number] = true;
        _reports[day].push(rate);
    }

    function _fixRate(uint256 day) private {
        Plan memory plan = _plan();
        bool isOpen = block.timestamp < _dayBegins(day) + 1 days + WINDOW;
        _no(plan, isOpen, IFixing.WindowStillOpen.selector);
        _no(plan, _rates[day].isFixed, IFixing.FixedBefore.selector);
        _no(plan, _reports[day].length < REPORTS, IFixing.TooFewReports.selector);
        bytes memory call = abi.encodeCall(IFixing.fix, (INDEX, JstDate.wrap(uint16(day))));
        (bool done, bytes memory answer) = _try(
            Deed.FixRate,
            STRANGER,
            address(fixing),
            call,
            plan,
            Promise.Rules
        );
        if (!done) return;
        _rates[day] = Rate(true, _median(day));
        if (abi.decode(answer, (int64)) != _rates[day].rate) {
            record.breach(Promise.Rules, "a fixing is not the median");
        }
    }

    /// The one of which no more than half are below and no more than half above; of two, the lower.
    function _median(uint256 day) private view returns (int64) {
        int64[] storage all = _reports[day];
        for (uint256 i = 0; i < all.length; ++i) {
            (uint256 below, uint256 same) = (0, 0);
            for (uint256 j = 0; j < all.length; ++j) {
                if (all[j] < all[i]) ++below;
                if (all[j] == all[i]) ++same;
            }
            uint256 place = (all.length - 1) / 2;
            if (below <= place && place < below + same) return all[i];
        }
        return 0;
    }

    function _referenceOf(uint256 day) private returns (int64) {
        for (uint256 back = 0; back <= MOST_AGE; ++back) {
            if (!_rates[day - back].isFixed) continue;
            int64 rate = _rates[day - back].rate;
            // One beyond 100 % a year is none.
            if (rate > 1_000_000 || rate < -1_000_000) break;
            record.saw(Deed.SawFixedReference);
            return rate;
        }
        return FALLBACK_REFERENCE;
    }
}
