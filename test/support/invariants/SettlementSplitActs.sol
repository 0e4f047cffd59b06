// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IClassAction } from "../../../contracts/securities/actions/interfaces/IClassAction.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { TradePhase } from "../../../contracts/types/TradeWord.sol";
import { Promise } from "./Promise.sol";
import { SettlementFailActs } from "./SettlementFailActs.sol";
import { Deed } from "./SettlementDeed.sol";

/// What a unit is changes between trades: the platform's own splits, and an action of any ratio, which this run
/// itself is and orders through the desk as one. Both at once or over many steps, in which all else goes on.
abstract contract SettlementSplitActs is SettlementFailActs {
    /// What can be wrong with a list of holds.
    enum ListFault {
        None,
        HoldLeftOut,
        HoldsSwapped,
        HoldOfAnother
    }

    /// The one under way, or the last. Of a class.
    struct Action {
        ISplit.Terms terms; // only those of a split
        bool isSplit;
        uint256 numerator;
        uint256 denominator;
        uint256 units; // that there were
        uint256 done;
        bool[PARTIES] isDone;
    }

    /// A hold of a wallet, as the list of an action names it.
    struct Named {
        bytes32 id;
        uint256 place;
        bool isElsewhere;
        bool isGone;
    }

    /// One call that rescales some wallets.
    struct Lists {
        uint256[] members;
        address[] wallets;
        bytes32[] holds;
        uint256 count; // of the holds
        bytes4 refusal;
    }

    uint256 private constant MOST_HOLDS = 400;
    bytes32 private constant TERMS = "terms";

    Action[CLASSES] private _actions;
    uint256 private _splits;

    function _splitAct() internal {
        uint256 class = _roll(CLASSES);
        if (!running[class] && running[1 - class] && _chance(60)) class = 1 - class;
        if (running[class]) return _goOn(class);
        if (supplies[class] < 200) return;
        if (_chance(6)) return _callUnlent(class);
        _prepare();
        bool isLarge = supplies[class] > 6_000;
        if (_chance(isLarge ? 15 : 60)) _beginSplit(class);
        else _beginRatio(class, isLarge);
        if (!running[class]) return;
        if (_chance(40)) {
            _scale(class, (1 << PARTIES) - 1, ListFault.None);
            if (!running[class] || _actions[class].done == _actions[class].units) {
                record.saw(Deed.SawSplitAtOnce);
            }
            if (_chance(80)) _finish(class);
        } else if (_chance(60)) {
            _scaleSome(class);
        }
        if (running[class] && _chance(70)) _makeMeanwhile();
        if (_chance(60)) _meetStale(class);
    }

    /// Signed while the action runs, it settles by no route before that has ended.
    function _makeMeanwhile() private {
        uint256 place = _newDeal();
        _matchSigned(place);
        uint256 kind = _roll(4);
        if (kind == 0) return;
        if (kind == 1) return _netOne(place);
        if (kind == 2) return _settleMatched(place);
        uint256 cutOff = _dayBegins(_today()) + CUT_OFF;
        _waitTo(cutOff > block.timestamp ? cutOff : cutOff + 1 days);
        _settleOrMark(place);
    }

    /// Something is held, or being paid, as it begins.
    function _prepare() private {
        uint256 kind = _roll(3);
        if (kind == 0) {
            uint256 place = _newDealElsewhere();
            _matchSigned(place);
            _reserve(place);
        } else if (kind == 1) {
            uint256 place = _newDeal();
            _instruct(place, 0, true);
            _instruct(place, 1, _chance(50));
        }
    }

    function _isRunning() internal view returns (bool) {
        return running[0] || running[1];
    }

    /// Whatever comes now comes in the middle of it.
    function _sawRunning() internal {
        for (uint256 i = 0; i < CLASSES; ++i) {
            if (!running[i]) continue;
            record.saw(Deed.SawHalfWay);
            Action storage action = _actions[i];
            if (action.done != 0 && action.done != action.units) record.saw(Deed.SawHalfDone);
        }
    }

    /// All of it, by whoever likes; one of this run's own by itself.
    function _endActions() internal {
        uint256 class = _roll(CLASSES);
        if (!running[class] && supplies[class] > 200 && _chance(30)) {
            _beginSplit(class);
            if (running[class]) _scaleSome(class);
        }
        for (uint256 i = 0; i < CLASSES; ++i) {
            if (!running[i]) continue;
            bool isHalf = _actions[i].isSplit && _actions[i].done != 0;
            _finish(i);
            if (isHalf) record.saw(Deed.EndActionByStranger);
            if (running[i]) record.breach(Promise.Exit1, "an action does not end");
        }
    }

    // ------------------------------------------------------------------ begun

    function _beginSplit(uint256 class) private {
        ISplit.Terms memory terms;
        terms.token = ISecurityToken(assets[class]);
        (terms.numerator, terms.denominator) = (uint32(2 + _roll(3)), 1);
        terms.effective = JstDate.wrap(uint16(_today()));
        (terms.document, terms.number) = (TERMS, ++_splits);
        if (_chance(15)) _begin(Deed.BeginSplit, terms, IClassAction.NotLentOnTheseTerms.selector);
        _lend(class, address(split), split.idOf(terms));
        if (!_begin(Deed.BeginSplit, terms, 0)) return;
        _actions[class].terms = terms;
        _begun(class, true, terms.numerator, 1);
        if (_chance(10)) _begin(Deed.BeginSplit, terms, ISplit.WrongSplitPhase.selector);
        if (_chance(12)) _abort(class);
    }

    function _begin(Deed deed, ISplit.Terms memory terms, bytes4 refusal) private returns (bool) {
        Plan memory plan = _plan();
        _no(plan, refusal != 0, refusal);
        bytes memory call = abi.encodeCall(ISplit.begin, (terms));
        return _does(deed, STRANGER, address(split), call, plan, Promise.Rules);
    }

    /// Any ratio, mostly one that leaves the class about as large as it was at first.
    function _beginRatio(uint256 class, bool isLarge) private {
        (uint256 numerator, uint256 denominator) = (1 + _roll(4), 2 + _roll(4));
        if (isLarge) numerator = 1;
        if (supplies[class] > 1_500 && _chance(20)) (numerator, denominator) = (1, 150);
        if (numerator == denominator) ++numerator;
        _lend(class, address(this), TERMS);
        ISecurityToken token = ISecurityToken(assets[class]);
        if (!_orderAsAction(Deed.BeginRatio, token, abi.encodeCall(token.beginAction, ()), 0)) {
            return;
        }
        _begun(class, false, numerator, denominator);
    }

    function _begun(uint256 class, bool isSplit, uint256 numerator, uint256 denominator) private {
        Action storage action = _actions[class];
        (action.isSplit, action.numerator, action.denominator) = (isSplit, numerator, denominator);
        (action.units, action.done) = (supplies[class], 0);
        for (uint256 i = 0; i < PARTIES; ++i) action.isDone[i] = false;
        running[class] = true;
        ++epochs[class];
    }

    function _orderAsAction(
        Deed deed,
        ISecurityToken token,
        bytes memory order,
        bytes4 refusal
    ) private returns (bool) {
        Plan memory plan = _plan();
        _no(plan, refusal != 0, refusal);
        bytes memory call = abi.encodeCall(IRegistrarDesk.forAction, (token, order));
        return _does(deed, address(this), address(desk), call, plan, Promise.Rules);
    }

    /// What nobody lent this run's own action, or while nothing runs.
    function _callUnlent(uint256 class) private {
        ISecurityToken token = ISecurityToken(assets[class]);
        bytes memory order = abi.encodeCall(token.beginAction, ());
        _orderAsAction(Deed.BeginRatio, token, order, IRegistrarDesk.NothingLent.selector);
        _lend(class, address(this), TERMS);
        order = abi.encodeCall(token.endAction, (1, 1));
        _orderAsAction(Deed.EndRatio, token, order, ISecurityToken.NoAction.selector);
        desk.recall(token, address(this));
    }

    // ------------------------------------------------------------------ under way

    function _goOn(uint256 class) private {
        uint256 kind = _roll(100);
        if (kind < 45) _scaleSome(class);
        else if (kind < 53) _beginAnother(class);
        else if (kind < 60) _recall(class);
        else if (kind < 66 && _actions[class].isSplit) _abort(class);
        else _finish(class);
        if (running[class]) return;
        _meetStale(class);
        _meetMade(class);
    }

    /// Nothing else begins meanwhile.
    function _beginAnother(uint256 class) private {
        bytes4 refusal = IPassGatedToken.TokenInAction.selector;
        if (_actions[class].isSplit) {
            ISecurityToken token = ISecurityToken(assets[class]);
            _lend(class, address(this), TERMS);
            bytes memory order = abi.encodeCall(token.beginAction, ());
            _orderAsAction(Deed.BeginRatio, token, order, refusal);
            desk.recall(token, address(this));
        } else {
            ISplit.Terms memory terms;
            terms.token = ISecurityToken(assets[class]);
            (terms.numerator, terms.denominator) = (2, 1);
            (terms.document, terms.number) = (TERMS, ++_splits);
            terms.effective = JstDate.wrap(uint16(_today()));
            // A loan that is never used again could not be taken back before the other ends.
            _lend(class, address(split), split.idOf(terms));
            _begin(Deed.BeginSplit, terms, refusal);
            _finish(class);
            if (!running[class]) desk.recall(terms.token, address(split));
        }
    }

    /// No registrar takes the power back, or nobody could end it.
    function _recall(uint256 class) private {
        ISecurityToken token = ISecurityToken(assets[class]);
        Plan memory plan = _plan();
        _no(plan, true, IRegistrarDesk.ActionRuns.selector);
        address action = _actions[class].isSplit ? address(split) : address(this);
        bytes memory call = abi.encodeCall(IRegistrarDesk.recall, (token, action));
        _does(Deed.LendToAction, SECOND_REGISTRAR, address(desk), call, plan, Promise.Power1);
    }

    /// By the registrar, before any wallet is done.
    function _abort(uint256 class) private {
        Action storage action = _actions[class];
        Plan memory plan = _plan();
        _no(plan, action.done != 0, ISplit.ScaledAlready.selector);
        bytes memory call = abi.encodeCall(ISplit.abort, (action.terms));
        if (!_does(Deed.AbortSplit, address(this), address(split), call, plan, Promise.Rules)) {
            return;
        }
        running[class] = false;
    }

    function _scaleSome(uint256 class) private {
        ListFault fault =
            _chance(30) ? ListFault(1 + _roll(uint256(type(ListFault).max))) : ListFault.None;
        _scale(class, _roll(1 << PARTIES), fault);
    }

    function _finish(uint256 class) internal {
        Action storage action = _actions[class];
        if (action.done != action.units) _scale(class, (1 << PARTIES) - 1, ListFault.None);
        if (action.isSplit || !running[class]) return;
        ISecurityToken token = ISecurityToken(assets[class]);
        bytes memory order = abi.encodeCall(
            token.endAction,
            (action.numerator, action.denominator)
        );
        if (!_orderAsAction(Deed.EndRatio, token, order, 0)) return;
        running[class] = false;
        desk.recall(token, address(this));
    }

    // ------------------------------------------------------------------ rescaled

    function _scale(uint256 class, uint256 set, ListFault fault) private {
        Action storage action = _actions[class];
        Lists memory lists = _listsOf(class, set);
        _spoil(class, set, lists, fault);
        bytes32[] memory holds = lists.holds;
        uint256 count = lists.count;
        assembly ("memory-safe") {
            mstore(holds, count)
        }
        Plan memory plan = _plan();
        _no(plan, lists.refusal != 0, lists.refusal);
        bytes memory call = abi.encodeCall(ISplit.scale, (action.terms, lists.wallets, holds));
        address target = address(split);
        if (!action.isSplit) {
            ISecurityToken token = ISecurityToken(assets[class]);
            target = address(desk);
            bytes memory order = abi.encodeCall(
                token.rescale,
                (action.numerator, action.denominator, lists.wallets, holds)
            );
            call = abi.encodeCall(IRegistrarDesk.forAction, (token, order));
        }
        bool done = _does(
            action.isSplit ? Deed.ScaleSplit : Deed.ScaleRatio,
            action.isSplit ? STRANGER : address(this),
            target,
            call,
            plan,
            Promise.Rules
        );
        if (!done) return;
        for (uint256 i = 0; i < lists.members.length; ++i) _rescaled(class, lists.members[i]);
        if (!action.isSplit) return;
        ISplit.Run memory run = split.runOf(split.idOf(action.terms));
        if (run.done != action.done) record.breach(Promise.Sum1, "units done are miscounted");
        if (action.done != action.units) return;
        running[class] = false;
        if (_chance(20)) {
            plan = _plan();
            _no(plan, true, ISplit.WrongSplitPhase.selector);
            _does(Deed.ScaleSplit, STRANGER, address(split), call, plan, Promise.Rules);
        }
    }

    /// In any order; now and then with holds that are gone.
    function _listsOf(uint256 class, uint256 set) private returns (Lists memory lists) {
        uint256 size = 0;
        for (uint256 i = 0; i < PARTIES; ++i) if (set & (1 << i) != 0) ++size;
        lists.members = new uint256[](size);
        lists.holds = new bytes32[](MOST_HOLDS);
        // At the end somebody without units, or a wallet once more: its holds are named where it comes first.
        bool hasMore = size != 0 && _chance(30);
        lists.wallets = new address[](size + (hasMore ? 1 : 0));
        uint256 first = _roll(PARTIES);
        size = 0;
        for (uint256 i = 0; i < PARTIES; ++i) {
            uint256 party = (first + i) % PARTIES;
            if (set & (1 << party) == 0) continue;
            (lists.members[size], lists.wallets[size]) = (party, parties[party]);
            ++size;
            Named[] memory named = _namedOf(class, party, _chance(20));
            for (uint256 j = 0; j < named.length; ++j) lists.holds[lists.count++] = named[j].id;
        }
        if (hasMore) lists.wallets[size] = _chance(50) ? STRANGER : lists.wallets[0];
    }

    /// All holds of a wallet in a class, ascending by their ids.
    function _namedOf(
        uint256 class,
        uint256 party,
        bool withGone
    ) private view returns (Named[] memory named) {
        named = new Named[](MOST_HOLDS);
        uint256 count = 0;
        for (uint256 i = 0; i < deals.length; ++i) {
            Deal storage deal = deals[i];
            if (deal.class != class || deal.seller != party) continue;
            if (deal.held[0] != 0 || (withGone && deal.promised[0])) {
                _sorted(named, count++, Named(_holdId(deal, 0), i, false, deal.held[0] == 0));
            }
            if (deal.heldElsewhere != 0) {
                _sorted(named, count++, Named(_holdIdElsewhere(deal), i, true, false));
            }
        }
        assembly ("memory-safe") {
            mstore(named, count)
        }
    }

    function _sorted(Named[] memory named, uint256 count, Named memory next) private pure {
        for (; count != 0 && next.id < named[count - 1].id; --count)
            named[count] = named[count - 1];
        named[count] = next;
    }

    function _spoil(uint256 class, uint256 set, Lists memory lists, ListFault fault) private view {
        Action storage action = _actions[class];
        if (fault == ListFault.HoldOfAnother) {
            for (uint256 i = 0; i < PARTIES; ++i) {
                if (set & (1 << i) != 0) continue;
                Named[] memory others = _namedOf(class, i, false);
                if (others.length == 0) continue;
                lists.holds[lists.count++] = others[0].id;
                lists.refusal = ISecurityToken.HoldsNotTheWallets.selector;
                return;
            }
        }
        if (fault != ListFault.HoldLeftOut && fault != ListFault.HoldsSwapped) return;
        uint256 end = 0;
        for (uint256 i = 0; i < lists.members.length; ++i) {
            uint256 party = lists.members[i];
            Named[] memory own = _namedOf(class, party, false);
            if (own.length == 0 || action.isDone[party]) continue;
            // Where they are in the list.
            for (end = 0; lists.holds[end] != own[own.length - 1].id; ++end) {}
            if (fault == ListFault.HoldLeftOut) {
                for (; end + 1 < lists.count; ++end) lists.holds[end] = lists.holds[end + 1];
                --lists.count;
                lists.refusal = ISecurityToken.HoldsNotNamed.selector;
                return;
            }
            if (own.length == 1) continue;
            for (uint256 j = 0; j < end; ++j) {
                if (lists.holds[j] != own[0].id) continue;
                (lists.holds[j], lists.holds[end]) = (lists.holds[end], lists.holds[j]);
                lists.refusal = ISecurityToken.HoldsNotTheWallets.selector;
                return;
            }
        }
    }

    /// The wallet's units, rounded down; each hold its share, of which the sum is rounded up as long as there are
    /// units; what is frozen rounded up. Once only.
    function _rescaled(uint256 class, uint256 party) private {
        Action storage action = _actions[class];
        uint256 before = balances[class][party];
        uint256 stopped = frozen[class][party];
        if (action.isDone[party] || (before == 0 && stopped == 0)) return;
        action.isDone[party] = true;
        (uint256 numerator, uint256 denominator) = (action.numerator, action.denominator);
        uint256 units = (before * numerator) / denominator;
        if (units * denominator != before * numerator) record.saw(Deed.SawFewerUnits);
        if (units == 0 && before != 0) record.saw(Deed.SawWalletEnded);
        held[class][party] = _rescaleHolds(class, party, units);
        if (stopped != 0) {
            frozen[class][party] = Math.ceilDiv(stopped * numerator, denominator);
            record.saw(Deed.SawFrozenRescaled);
        }
        supplies[class] = supplies[class] - before + units;
        balances[class][party] = units;
        action.done += before;
    }

    function _rescaleHolds(
        uint256 class,
        uint256 party,
        uint256 units
    ) private returns (uint256 upTo) {
        Action storage action = _actions[class];
        Named[] memory named = _namedOf(class, party, false);
        for (uint256 i = 0; i < named.length; ++i) {
            Deal storage deal = deals[named[i].place];
            uint256 own = named[i].isElsewhere ? deal.heldElsewhere : deal.held[0];
            uint256 next = upTo + Math.ceilDiv(own * action.numerator, action.denominator);
            next = _least(units, next);
            if (named[i].isElsewhere) deal.heldElsewhere = next - upTo;
            else (deal.held[0], deal.isRescaled) = (next - upTo, true);
            record.saw(named[i].isElsewhere ? Deed.SawReserveRescaled : Deed.SawTradeHoldRescaled);
            if (next == upTo) record.saw(Deed.SawHoldEndedByRatio);
            upTo = next;
        }
    }

    // ------------------------------------------------------------------ trades of before

    /// A trade that was matched before is tried by one route or another.
    function _meetStale(uint256 class) private {
        uint256 recent = _least(deals.length, 60);
        uint256 first = _roll(recent + 1);
        bool wantsFirm = _chance(50);
        for (uint256 i = 0; i < recent; ++i) {
            uint256 place = deals.length - 1 - ((first + i) % recent);
            Deal storage deal = deals[place];
            if (deal.class != class || !_isStale(deal)) continue;
            if (deal.phase == TradePhase.AwaitingPayment) return _attest(place);
            bool isOpen = deal.phase == TradePhase.Matched || deal.phase == TradePhase.None;
            if (!isOpen || block.timestamp > deal.trade.settleBy) continue;
            if (wantsFirm && deal.held[0] == 0) continue;
            if (deal.phase == TradePhase.None) return _settleSigned(place);
            uint256 kind = _roll(10);
            if (deal.money == ELSEWHERE) {
                if (kind < 5) return _reserve(place);
                return _instructPayment(place);
            }
            if (kind < 3) _settleMatched(place);
            else if (kind < 4) _settlePart(place);
            else if (kind < 5) _netOne(place);
            else if (kind < 6)
                _settleOrMark(place);
                // Both have to.
            else for (kind = _roll(4); kind != 0; --kind) _agreeToCancel(place);
            return;
        }
    }

    /// One that was made while the action ran, settles once it has ended.
    function _meetMade(uint256 class) private {
        for (uint256 i = deals.length; i != 0 && deals.length - i < 30; --i) {
            Deal storage deal = deals[i - 1];
            if (!deal.isMadeInAction || deal.class != class) continue;
            if (deal.phase == TradePhase.Matched) return _settleMatched(i - 1);
        }
    }
}
