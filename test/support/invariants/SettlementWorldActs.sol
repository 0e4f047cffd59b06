// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { TradePhase } from "../../../contracts/types/TradeWord.sol";
import { LyingCash } from "../mocks/settlement/LyingCash.sol";
import { vm } from "../Vm.sol";
import { Promise } from "./Promise.sol";
import { Deed } from "./SettlementDeed.sol";
import { SettlementTradeActs } from "./SettlementTradeActs.sol";

/// What happens around settlement: time, passes, orders of a registrar, allowances, cash that lies.
abstract contract SettlementWorldActs is SettlementTradeActs {
    bytes32 private constant REASON = "reason";

    /// Of a class, beyond which it is not issued: splits make more as well.
    uint256 internal constant MOST_SUPPLY = 20_000;

    uint256 private _orders;
    uint256 private _deposits;
    /// Parties whose pass was revoked.
    bool[PARTIES] private _revoked;
    bool[PARTIES] private _suspended;
    mapping(uint256 class => mapping(uint256 party => bool)) private _stopped;

    function _begin() internal {
        for (uint256 i = 0; i < PARTIES; ++i) {
            works[i] = true;
            for (uint256 asset = 0; asset < TOKENS; ++asset) {
                for (uint256 by = 0; by < ROUTES; ++by) {
                    _approve(asset, i, by, type(uint256).max);
                }
            }
            _issue(0, i, 300 + _roll(300));
            if (i < MOST_INVESTORS - 1) _issue(1, i, 300 + _roll(300));
            _mintYen(i, 6_000 + _roll(4_000));
            uint256 amount = 3_000 + _roll(6_000);
            cash.mint(parties[i], amount);
            balances[CASH][i] = amount;
            supplies[CASH] += amount;
        }
        _listCash(true);
        for (uint256 i = 0; i < PARTIES; ++i) {
            for (uint256 asset = 0; asset < 4; ++asset) {
                if (_chance(60)) _mandate(i, operators[0], asset, block.timestamp + 20 days);
            }
        }
    }

    /// @param isLate A class may close.
    function _worldAct(bool isLate) internal {
        uint256 kind = _roll(100);
        if (kind < 16) _approveSome();
        else if (kind < 28) _passAct();
        else if (kind < 36) _freezeAct();
        else if (kind < 46) _force(false);
        else if (kind < 56) _force(true);
        else if (kind < 62) _pauseAct();
        else if (kind < 72) _issueSome(_roll(CLASSES), _anyParty());
        else if (kind < 78) _mintYen(_anyParty(), 1 + _roll(2_000));
        else if (kind < 96) _lie(isHonest ? _chance(60) : _chance(15));
        else if (isLate) _close(_roll(CLASSES));
    }

    /// What stands in everybody's way goes before long, or little would settle.
    function _calm() internal {
        for (uint256 i = 0; i <= CLASSES; ++i) if (paused[i]) return _pauseAct();
        for (uint256 i = 0; i < PARTIES; ++i) if (!works[i]) return _repairPass(i);
        if (!isListed) return _listCash(true);
        if (!isHonest && _chance(20)) return _lie(false);
        for (uint256 i = 0; i < CLASSES; ++i) if (asksSignOff[i]) return _askSignOffOf(i, false);
        for (uint256 i = 0; i < CLASSES * PARTIES; ++i) {
            (uint256 asset, uint256 owner) = (i / PARTIES, i % PARTIES);
            uint256 allowed = allowances[asset][owner][BY_DVP];
            if (allowed == 0) _approve(asset, owner, BY_DVP, type(uint256).max);
            if (_stopped[i / PARTIES][i % PARTIES]) _unfreezeWallet(i / PARTIES, i % PARTIES);
        }
    }

    // ------------------------------------------------------------------ time

    function _timeAct() internal {
        uint256 kind = _roll(100);
        if (kind < 40) return _waitTo(block.timestamp + 1 + _roll(3 hours));
        if (kind < 55) return _waitTo(block.timestamp + _roll(1 days));
        if (kind < 60) return _waitTo(block.timestamp + 1 days);
        if (kind < 75) {
            uint256 cutOff = _dayBegins(_today()) + CUT_OFF;
            return _waitTo(cutOff > block.timestamp ? cutOff : cutOff + 1 days);
        }
        if (deals.length == 0) return;
        // To a deadline's last second or the one after.
        uint256 time = uint256(deals[_dealIn(TradePhase.Matched)].trade.settleBy) + _roll(2);
        if (cycles.length != 0 && _chance(25)) {
            time = cycles[_roll(cycles.length)].deadline + _roll(2);
        }
        if (time <= block.timestamp + 2 days) _waitTo(time);
        if (_chance(60)) _releaseOver();
    }

    function _waitTo(uint256 time) internal {
        if (time <= block.timestamp) return;
        vm.warp(time);
        record.saw(Deed.Wait);
    }

    // ------------------------------------------------------------------ passes

    function _passAct() private {
        uint256 party = _anyParty();
        for (uint256 i = 0; i < PARTIES && works[party] && _chance(75); ++i) party = _anyParty();
        if (works[party]) _stopPass(party, _chance(15));
        else _repairPass(party);
    }

    function _stopPass(uint256 party, bool forGood) internal {
        address wallet = parties[party];
        bytes memory call = abi.encodeCall(IPassAnnex.suspend, (wallet, REASON));
        if (forGood) call = abi.encodeCall(IPassCore.revoke, (wallet, REASON));
        _must(forGood ? Deed.Revoke : Deed.Suspend, address(this), address(pass), call);
        works[party] = false;
        if (forGood) _revoked[party] = true;
        else _suspended[party] = true;
    }

    /// Most passes work again before long, or nothing would settle.
    function _repairPass(uint256 party) internal {
        if (_revoked[party]) {
            _grantPass(party);
            record.saw(Deed.GrantAgain);
            // Until its window is over it does not work; the others go on meanwhile.
            _waitTo(block.timestamp + VETO_WINDOW);
        } else if (_suspended[party]) {
            _reinstatePass(party);
            record.saw(Deed.Reinstate);
        }
        (_revoked[party], _suspended[party], works[party]) = (false, false, true);
    }

    // ------------------------------------------------------------------ a registrar's orders

    function _freezeAct() private {
        (uint256 class, uint256 party) = (_roll(CLASSES), _anyParty());
        ISecurityToken token = ISecurityToken(assets[class]);
        address wallet = parties[party];
        if (_stopped[class][party]) {
            _unfreezeWallet(class, party);
        } else if (frozen[class][party] != 0) {
            bool done = _order(
                class,
                IRegistrarDesk.Verb.UnfreezeUnits,
                party,
                address(0),
                frozen[class][party],
                0
            );
            if (!done) return;
            frozen[class][party] = 0;
            record.saw(Deed.UnfreezeUnits);
        } else if (_chance(40)) {
            desk.freezeWallet(token, wallet, REASON, REASON);
            _stopped[class][party] = true;
            record.saw(Deed.FreezeWallet);
            // Not for long.
            if (_chance(40)) _unfreezeWallet(class, party);
        } else {
            uint256 units = 1 + _roll(balances[class][party] + 1);
            Plan memory plan = _plan();
            _refuseMove(plan, class);
            bytes memory call = abi.encodeCall(
                IRegistrarDesk.freezeUnits,
                (token, wallet, units, REASON, REASON)
            );
            bool isDone = _does(
                Deed.FreezeUnits,
                address(this),
                address(desk),
                call,
                plan,
                Promise.Rules
            );
            if (isDone) frozen[class][party] = units;
        }
    }

    function _unfreezeWallet(uint256 class, uint256 party) private {
        bool done = _order(class, IRegistrarDesk.Verb.UnfreezeWallet, party, address(0), 0, 0);
        if (!done) return;
        _stopped[class][party] = false;
        record.saw(Deed.UnfreezeWallet);
    }

    /// Units taken against their holder's will: free ones, or out of a trade's hold, which is named.
    function _force(bool ofHold) private {
        (uint256 class, uint256 party, uint256 hold) = (_roll(CLASSES), _anyParty(), 0);
        uint256 units = 0;
        bool isElsewhere = false;
        if (ofHold) {
            if (deals.length == 0) return;
            hold = _dealIn(TradePhase.Matched);
            Deal storage deal = deals[hold];
            isElsewhere = deal.heldElsewhere != 0;
            uint256 most = isElsewhere ? deal.heldElsewhere : deal.held[0];
            if (most == 0) return;
            (class, party) = (deal.class, deal.seller);
            units = 1 + _roll(most);
        } else {
            units = _freeOf(class, party);
            if (units == 0) return;
            // All of it now and then, so that trades lack units.
            if (_chance(50)) units = 1 + _roll(units);
        }
        uint256 to = _otherThan(party);
        bool done = _order(
            class,
            IRegistrarDesk.Verb.ForcedTransfer,
            party,
            parties[to],
            units,
            !ofHold
                ? bytes32(0)
                : isElsewhere
                    ? _holdIdElsewhere(deals[hold])
                    : _holdId(deals[hold], 0)
        );
        if (!done) return;
        if (isElsewhere) {
            deals[hold].heldElsewhere -= units;
            held[class][party] -= units;
        } else if (ofHold) {
            _unheld(deals[hold], 0, units);
        }
        _thawed(class, party, units);
        _moved(class, party, to, units);
        record.saw(ofHold ? Deed.ForceHeld : Deed.ForceFree);
        // Settled all the same, if the seller has enough that is free.
        if (!ofHold || _chance(30)) return;
        _issueSome(class, party);
        _settleMatched(hold);
    }

    /// Frozen units that leave by order are not frozen any more.
    function _thawed(uint256 class, uint256 party, uint256 units) private {
        uint256 balance = balances[class][party];
        uint256 stopped = frozen[class][party];
        uint256 unfrozen = balance > stopped ? balance - stopped : 0;
        if (units <= unfrozen) return;
        uint256 thawed = units - unfrozen;
        frozen[class][party] = stopped > thawed ? stopped - thawed : 0;
    }

    /// Two registrars' keys. Whether it may be is not judged here.
    /// @param hold The hold that it names, 0 for none.
    function _order(
        uint256 class,
        IRegistrarDesk.Verb verb,
        uint256 party,
        address to,
        uint256 units,
        bytes32 hold
    ) private returns (bool done) {
        IRegistrarDesk.Act memory act;
        (act.token, act.verb) = (ISecurityToken(assets[class]), verb);
        (act.wallet, act.to, act.units) = (parties[party], to, units);
        (act.reason, act.document, act.number) = (REASON, REASON, ++_orders);
        if (hold != 0) {
            act.holds = new IRegistrarDesk.HoldPart[](1);
            act.holds[0] = IRegistrarDesk.HoldPart(hold, units);
        }
        (done, ) = address(desk).call(abi.encodeCall(IRegistrarDesk.propose, (act)));
        if (!done) return false;
        bytes memory call = abi.encodeCall(IRegistrarDesk.approve, (act));
        if (running[class] && verb != IRegistrarDesk.Verb.UnfreezeWallet) {
            // No order either changes amounts meanwhile.
            Plan memory plan = _plan();
            _refuseMove(plan, class);
            // Whatever else may be in its way.
            plan.count = 0;
            _go(plan, SECOND_REGISTRAR, address(desk), call);
            return
                _does(
                    Deed.OrderInAction,
                    SECOND_REGISTRAR,
                    address(desk),
                    call,
                    plan,
                    Promise.Rules
                );
        }
        vm.prank(SECOND_REGISTRAR);
        (done, ) = address(desk).call(call);
    }

    /// Lends the power to rescale a class, by two registrars' keys, on terms of that hash.
    function _lend(uint256 class, address action, bytes32 terms) internal {
        IRegistrarDesk.Act memory act;
        act.token = ISecurityToken(assets[class]);
        act.verb = IRegistrarDesk.Verb.LendToAction;
        (act.to, act.reason, act.document, act.number) = (action, REASON, terms, ++_orders);
        desk.propose(act);
        bytes memory call = abi.encodeCall(IRegistrarDesk.approve, (act));
        _must(Deed.LendToAction, SECOND_REGISTRAR, address(desk), call);
    }

    function _pauseAct() internal {
        uint256 token = _roll(CLASSES + 1);
        for (uint256 i = 0; i <= CLASSES; ++i) if (paused[i]) token = i;
        bool on = !paused[token];
        if (token == YEN) {
            _must(
                on ? Deed.Pause : Deed.Unpause,
                address(this),
                assets[YEN],
                on ? abi.encodeCall(IYenAnnex.pause, ()) : abi.encodeCall(IYenAnnex.unpause, ())
            );
        } else {
            ISecurityToken class = ISecurityToken(assets[token]);
            _must(
                on ? Deed.Pause : Deed.Unpause,
                address(this),
                address(desk),
                on
                    ? abi.encodeCall(IRegistrarDesk.pause, (class))
                    : abi.encodeCall(IRegistrarDesk.unpause, (class))
            );
        }
        paused[token] = on;
    }

    function _close(uint256 class) private {
        if (closed[class]) return;
        _must(
            Deed.Close,
            address(this),
            address(desk),
            abi.encodeCall(IRegistrarDesk.close, (ISecurityToken(assets[class]), REASON))
        );
        closed[class] = true;
        ++epochs[class];
    }

    // ------------------------------------------------------------------ units, money, allowances

    function _issueSome(uint256 class, uint256 party) private {
        bool may = works[party] && !paused[class] && !closed[class];
        if (!may || _stopped[class][party] || supplies[class] > MOST_SUPPLY) return;
        // Among few, those who hold already.
        if (class == 1 && (party == ABROAD || balances[1][party] == 0)) return;
        _issue(class, party, 1 + _roll(200));
    }

    function _issue(uint256 class, uint256 party, uint256 units) private {
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.issue,
            (ISecurityToken(assets[class]), parties[party], units, REASON)
        );
        Plan memory plan = _plan();
        _refuseMove(plan, class);
        if (!_does(Deed.Issue, address(this), address(desk), call, plan, Promise.Rules)) return;
        balances[class][party] += units;
        supplies[class] += units;
    }

    function _mintYen(uint256 party, uint256 amount) private {
        if (!works[party] || paused[YEN]) return;
        if (_deposits == 0 || _chance(50)) vm.warp(block.timestamp + 1);
        vm.prank(RESERVE_ATTESTOR);
        (bool attested, ) = assets[YEN].call(
            abi.encodeCall(
                IYenAnnex.attestReserve,
                (uint64(supplies[YEN] + amount), uint48(block.timestamp))
            )
        );
        if (!attested) return;
        _must(
            Deed.MintYen,
            YEN_OPERATOR,
            assets[YEN],
            abi.encodeCall(IYenAnnex.mint, (parties[party], amount, bytes32(++_deposits)))
        );
        balances[YEN][party] += amount;
        supplies[YEN] += amount;
    }

    function _approveSome() private {
        (uint256 asset, uint256 owner, uint256 by) = (_roll(TOKENS), _anyParty(), _roll(ROUTES));
        uint256 kind = _roll(10);
        uint256 amount =
            kind < 2
                ? 0
                : kind < 6
                    ? _roll(800)
                    : type(uint256).max;
        _approve(asset, owner, by, amount);
    }

    function _approve(uint256 asset, uint256 owner, uint256 by, uint256 amount) internal override {
        bytes memory call = abi.encodeCall(IERC20.approve, (routes[by], amount));
        _must(Deed.Approve, parties[owner], assets[asset], call);
        allowances[asset][owner][by] = amount;
    }

    function _lie(bool on) private {
        LyingCash.Lie lie = LyingCash.Lie(1 + _roll(uint256(LyingCash.Lie.CallsFirst)));
        if (!on || lie == LyingCash.Lie.BurnsGas) lie = LyingCash.Lie.None;
        if (on && _chance(30)) lie = LyingCash.Lie.CallsFirst;
        else if (on && _chance(12)) lie = LyingCash.Lie.RevertsWithMuch;
        cash.setLie(lie);
        isHonest =
            lie == LyingCash.Lie.None ||
            lie == LyingCash.Lie.ReturnsNothing ||
            lie == LyingCash.Lie.ReturnsMuch ||
            lie == LyingCash.Lie.CallsFirst;
        record.saw(isHonest ? Deed.TellTruth : Deed.Lie);
    }

    LyingCash.Lie private _lieBefore;
    bool private _honestBefore;

    function _burnGas(bool on) internal override {
        if (on) {
            (_lieBefore, _honestBefore) = (cash.lie(), isHonest);
            cash.setLie(LyingCash.Lie.BurnsGas);
            isHonest = false;
        } else {
            cash.setLie(_lieBefore);
            isHonest = _honestBefore;
        }
    }
}
