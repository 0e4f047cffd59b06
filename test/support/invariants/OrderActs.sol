// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { vm, Vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";
import { TimeActs } from "./TimeActs.sol";

/// What needs a second registrar key or a delay: proposed by one key, then approved, carried out,
/// withdrawn or vetoed, in time or not.
abstract contract OrderActs is TimeActs {
    enum State {
        Open,
        Done,
        Stopped
    }

    struct Order {
        IRegistrarDesk.Verb verb;
        /// The act as it is sent: what storage cannot copy in one piece.
        bytes act;
        uint256 class;
        uint256 wallet;
        /// A wallet, or {WALLETS} for none.
        uint256 to;
        uint256 units;
        /// Holds by their place, and what is taken of each.
        uint256[] holds;
        uint256[] parts;
        address by;
        uint256 readyAt;
        State state;
        /// It is not as it was proposed.
        bool altered;
    }

    address private constant STRANGER = address(0x57a46e6);

    Order[] private _orders;
    uint256 private _numbers;

    function _orderAct() internal {
        uint256 kind = _roll(100);
        uint256 index = _anyOrder(kind >= 60);
        if (kind < 48 || index == _orders.length) _propose();
        else if (kind < 60) _approveAct(index);
        else if (kind < 80) _carryOut(index);
        else if (kind < 85) _stop(index, false);
        else if (kind < 90) _stop(index, true);
        else _waitForOrder(index);
    }

    // ------------------------------------------------------------------ proposed

    function _propose() private {
        bool isKnown = _orders.length != 0 && _chance(6);
        bool isStrange = !isKnown && _chance(4);
        Order memory order = isKnown ? _orders[_roll(_orders.length)] : _anyNewOrder(isStrange);
        order.by = _anyRegistrar();
        bool isMalformed = _isMalformed(order);
        bool isUncovered =
            _takes(order.verb) && order.units > books[order.class].accounts[order.wallet].balance;
        bool refused = isKnown || isStrange || isMalformed || isUncovered || order.by == STRANGER;

        (bool done, bytes memory answer) = _try(
            Act(uint256(Act.ProposeForcedTransfer) + uint256(order.verb)),
            order.by,
            address(desk),
            bytes.concat(IRegistrarDesk.propose.selector, order.act),
            _rule(refused)
        );
        _checkSaid(answer, IRegistrarDesk.ActKnown.selector, isKnown);
        _checkSaid(answer, IRegistrarDesk.ActMalformed.selector, isMalformed);
        _checkSaid(answer, IRegistrarDesk.ActNotCovered.selector, isUncovered);
        _checkSaid(answer, IRegistrarDesk.NotTheRegistrar.selector, order.by == STRANGER);
        if (!done) return;
        if (abi.decode(answer, (bytes32)) != keccak256(order.act)) {
            record.breach(Promise.Rules, "an act's id is not its hash");
        }
        order.readyAt = block.timestamp + ACT_DELAY;
        order.state = State.Open;
        _orders.push(order);
        _checkOrder(_orders.length - 1);
        bool isRare = order.verb >= IRegistrarDesk.Verb.Inheritance;
        if (_chance(35)) _approveAct(_orders.length - 1);
        else if (order.verb != IRegistrarDesk.Verb.ForcedTransfer && _chance(isRare ? 95 : 45))
            _waitForOrder(_orders.length - 1);
    }

    function _isMalformed(Order memory order) private pure returns (bool) {
        uint256 held = 0;
        for (uint256 i = 0; i < order.parts.length; ++i) held += order.parts[i];
        if (order.verb == IRegistrarDesk.Verb.UnfreezeWallet) return false;
        if (order.verb == IRegistrarDesk.Verb.UnfreezeUnits) return order.units == 0;
        bool hasReceiver = _moves(order.verb) || order.verb == IRegistrarDesk.Verb.Recovery;
        if (hasReceiver && (order.to == WALLETS || order.to == order.wallet)) return true;
        if (order.verb == IRegistrarDesk.Verb.Recovery) return order.units != 0 || held != 0;
        // Of a pledge, what is pledged; of a release, what is held: no less, no more.
        bool isAllHeld =
            order.verb == IRegistrarDesk.Verb.PledgeExecution ||
                order.verb == IRegistrarDesk.Verb.ReleaseHold;
        return order.units == 0 || held > order.units || (isAllHeld && held != order.units);
    }

    function _moves(IRegistrarDesk.Verb verb) private pure returns (bool) {
        return
            verb == IRegistrarDesk.Verb.ForcedTransfer ||
            verb == IRegistrarDesk.Verb.Inheritance ||
            verb == IRegistrarDesk.Verb.CourtOrder ||
            verb == IRegistrarDesk.Verb.PledgeExecution;
    }

    function _ends(IRegistrarDesk.Verb verb) private pure returns (bool) {
        return verb == IRegistrarDesk.Verb.Cancellation || verb == IRegistrarDesk.Verb.Redemption;
    }

    function _takes(IRegistrarDesk.Verb verb) private pure returns (bool) {
        return _moves(verb) || _ends(verb);
    }

    /// @param isStrange At yen, which is no class.
    function _anyNewOrder(bool isStrange) private returns (Order memory order) {
        order.to = WALLETS;
        order.verb = _anyVerb();
        if (order.verb == IRegistrarDesk.Verb.Recovery) {
            (order.class, order.wallet, order.to) = _walletToRecover();
            if (_chance(3)) order.units = 1;
        } else if (_takes(order.verb) || order.verb == IRegistrarDesk.Verb.ReleaseHold) {
            _drawTaking(order);
        } else {
            bool ofUnits = order.verb == IRegistrarDesk.Verb.UnfreezeUnits;
            (order.class, order.wallet) = _walletWith(ofUnits);
            uint256 frozen = books[order.class].accounts[order.wallet].frozenUnits;
            if (ofUnits) order.units = _chance(70) ? frozen : _roll(frozen + 2);
        }
        IRegistrarDesk.Act memory act;
        act.token = isStrange ? ISecurityToken(address(yen)) : _classAt(order.class);
        act.verb = order.verb;
        act.wallet = wallets[order.wallet];
        act.to = _addressOf(order.to);
        act.units = order.units;
        act.holds = new IRegistrarDesk.HoldPart[](order.holds.length);
        for (uint256 i = 0; i < act.holds.length; ++i) {
            act.holds[i] = IRegistrarDesk.HoldPart(holds[order.holds[i]].id, order.parts[i]);
        }
        act.reason = REASON;
        act.document = "document";
        act.number = ++_numbers;
        order.act = abi.encode(act);
    }

    function _anyVerb() private returns (IRegistrarDesk.Verb) {
        uint256 kind = _roll(24);
        if (kind == 23) return IRegistrarDesk.Verb.Inheritance;
        if (kind == 22) return IRegistrarDesk.Verb.Cancellation;
        if (kind >= 20) return IRegistrarDesk.Verb.UnfreezeWallet;
        if (kind < 4) return IRegistrarDesk.Verb.ForcedTransfer;
        if (kind < 7) return IRegistrarDesk.Verb.UnfreezeUnits;
        if (kind < 9) return IRegistrarDesk.Verb.UnfreezeWallet;
        if (kind < 12) return IRegistrarDesk.Verb.Recovery;
        if (kind < 17) return IRegistrarDesk.Verb(kind - 8);
        return kind == 17 ? IRegistrarDesk.Verb.PledgeExecution : IRegistrarDesk.Verb.ReleaseHold;
    }

    /// What moves, ends or releases units of a wallet, and which of its holds it names.
    function _drawTaking(Order memory order) private {
        order.class = _roll(CLASSES);
        order.wallet = _holderOf(order.class);
        bool ofFrozen = _chance(25);
        if (ofFrozen) (order.class, order.wallet) = _walletWith(true);
        bool isHeld =
            order.verb == IRegistrarDesk.Verb.PledgeExecution ||
                order.verb == IRegistrarDesk.Verb.ReleaseHold;
        if (holds.length != 0 && (isHeld || _chance(35))) _nameHolds(order, isHeld);
        uint256 class = order.class;
        if (_moves(order.verb)) {
            order.to = _chance(4) ? order.wallet : _takerOf(class, order.wallet);
            // Where there is no room for more investors, rather one of them.
            for (uint256 i = 0; i < 3 && books[class].accounts[order.to].balance == 0; ++i) {
                order.to = _takerOf(class, order.wallet);
            }
            if (_chance(6)) order.to = WALLETS;
        }
        uint256 named = 0;
        for (uint256 i = 0; i < order.parts.length; ++i) named += order.parts[i];
        if (isHeld && !_chance(5)) {
            order.units = named;
            return;
        }
        uint256 most = _unheldOf(class, order.wallet) / lots[class];
        order.units = _chance(40) ? _unitsOf(class, order.wallet) : lots[class] * _roll(most + 1);
        uint256 balance = books[class].accounts[order.wallet].balance;
        bool isOdd = balance % lots[class] != 0;
        if (isOdd && order.holds.length == 0 && _chance(70)) order.units = balance;
        if (!_chance(5)) order.units += (named / lots[class]) * lots[class];
        // Of what is not held often a half, so that something is left to move.
        bool isMore = order.units > named && _ends(order.verb) && !ofFrozen;
        if (isMore && _chance(60)) order.units -= (order.units - named) / 2;
    }

    /// One to three holds, mostly of one wallet, seldom another's, or more than there is of it.
    function _nameHolds(Order memory order, bool isHeld) private {
        bool ofPledge = order.verb == IRegistrarDesk.Verb.PledgeExecution;
        uint256 first = _openHold(false);
        for (uint256 i = 0; i < 30; ++i) {
            HoldPurpose purpose = holds[first].purpose;
            bool isFit =
                ofPledge ? purpose == HoldPurpose.Pledge : !isHeld || purpose != HoldPurpose.Trade;
            if (holds[first].units != 0 && (isFit || _chance(5))) break;
            first = _openHold(false);
        }
        if (holds[first].token == YEN) return;
        (order.class, order.wallet) = (holds[first].token, holds[first].wallet);
        if (_chance(4)) order.wallet = _otherThan(order.wallet);
        uint256 count = _chance(70) ? 1 : 2 + _roll(2);
        order.holds = new uint256[](count);
        order.parts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 hold = i == 0 ? first : _openHold(false);
            for (uint256 j = 0; j < 8 && !_isAlike(hold, first); ++j) hold = _openHold(false);
            if (!_isAlike(hold, first) && _chance(90)) hold = first;
            order.holds[i] = hold;
            uint256 units = holds[hold].units;
            order.parts[i] = count == 1 && _chance(60) ? units : units / count;
            if (_chance(5)) order.parts[i] = units + 1;
        }
    }

    function _isAlike(uint256 hold, uint256 first) private view returns (bool) {
        return
            holds[hold].token == holds[first].token &&
            holds[hold].wallet == holds[first].wallet &&
            holds[hold].units != 0;
    }

    /// Mostly a wallet with frozen units, or a frozen one.
    function _walletWith(bool frozenUnits) private returns (uint256 class, uint256 wallet) {
        for (uint256 i = 0; i < 20; ++i) {
            (class, wallet) = (_roll(CLASSES), _anyWallet());
            Account storage account = books[class].accounts[wallet];
            if (frozenUnits ? account.frozenUnits != 0 : account.frozen) return (class, wallet);
        }
    }

    /// Mostly a lost one that has units, and whoever takes its place or is to.
    function _walletToRecover() private returns (uint256 class, uint256 wallet, uint256 to) {
        for (uint256 i = 0; i < 50; ++i) {
            (class, wallet) = (_roll(CLASSES), _anyWallet());
            if (truths[wallet].state != Stage.Recovered) continue;
            Account storage account = books[class].accounts[wallet];
            // Rather one whose window is over.
            if (!_hasSuccessor(wallet) && _chance(60)) continue;
            if (account.held != 0 || account.frozenUnits != 0 || _chance(8)) break;
            if (account.balance != 0 && _chance(50)) break;
        }
        to = _successorOf(wallet);
        if (to == WALLETS) to = truths[wallet].successor;
        if (_chance(6)) to = _anyWallet();
    }

    // ------------------------------------------------------------------ approved, carried out

    function _approveAct(uint256 index) private {
        Order memory order = _maybeAltered(index);
        address sender = _anyRegistrar();
        // Mostly the other key.
        if (sender == order.by && _chance(80)) sender = _otherRegistrar(sender);
        bool isOwn = sender == order.by;
        bytes memory answer = _answer(
            Act.ApproveForcedTransfer,
            index,
            order,
            sender,
            bytes.concat(IRegistrarDesk.approve.selector, order.act),
            isOwn
        );
        _checkSaid(answer, IRegistrarDesk.ActNeedsAnotherKey.selector, isOwn);
    }

    function _carryOut(uint256 index) private {
        Order memory order = _maybeAltered(index);
        bool isEarly = block.timestamp < order.readyAt;
        bytes memory answer = _answer(
            Act.CarryOutForcedTransfer,
            index,
            order,
            _anyRegistrar(),
            bytes.concat(IRegistrarDesk.carryOut.selector, order.act),
            isEarly
        );
        _checkSaid(answer, IRegistrarDesk.ActTooEarly.selector, isEarly);
    }

    function _answer(
        Act first,
        uint256 index,
        Order memory order,
        address sender,
        bytes memory call,
        bool refused
    ) private returns (bytes memory answer) {
        uint256 rules_ = _rulesAgainst(
            order.class,
            wallets[order.wallet],
            order.wallet,
            order.to,
            order.units
        );
        (Promise forbiddenBy, uint256 consumed) = _consumes(order);
        if (forbiddenBy == Promise.None) forbiddenBy = _forbids(order);
        if (refused || sender == STRANGER || _isPast(order) || _lacksGround(order)) {
            forbiddenBy = Promise.Rules;
        }

        bool done;
        vm.recordLogs();
        (done, answer) = _try(
            Act(uint256(first) + uint256(order.verb)),
            sender,
            address(desk),
            call,
            forbiddenBy
        );
        Vm.Log[] memory logs = vm.getRecordedLogs();
        _checkSaid(answer, IRegistrarDesk.ActNotOpen.selector, !_isOpenOrder(order));
        _checkSaid(answer, IRegistrarDesk.ActLapsed.selector, _hasLapsed(order));
        _checkSaid(
            answer,
            IRegistrarDesk.NotTheSuccessor.selector,
            order.to != _successorOf(order.wallet)
        );
        _checkSaid(answer, IRegistrarDesk.NotFrozen.selector, _lacksFreeze(order));
        _checkSaid(answer, IRegistrarDesk.ActOlderThanFreeze.selector, _isOlderThanFreeze(order));
        _checkSaid(answer, IRegistrarDesk.NotTheRegistrar.selector, sender == STRANGER);
        if (done) {
            _checkSkipped(logs, _moves(order.verb) ? rules_ : 0);
            if (consumed != 0) record.saw(Sight.ActTookHeld);
            bool isExecution = order.verb == IRegistrarDesk.Verb.PledgeExecution;
            if (isExecution) record.saw(Sight.TookThePledged);
            bool isOdd = _takes(order.verb) && order.units % lots[order.class] != 0;
            if (isOdd) record.saw(Sight.OddLotMoved);
            uint256 frozen = books[order.class].accounts[order.wallet].frozenUnits;
            _orders[index].state = State.Done;
            _wasDone(order);
            uint256 left = books[order.class].accounts[order.wallet].frozenUnits;
            if (_takes(order.verb) && left != frozen) record.saw(Sight.UnitsThawed);
        } else {
            for (uint256 i = consumed; i != 0; --i) {
                if (order.parts[i - 1] == 0) continue;
                _heldAgain(order.holds[i - 1], order.parts[i - 1]);
            }
        }
        if (!order.altered) _checkOrder(index);
    }

    /// Takes what the act names of holds, one after another; of those before a wrong one too.
    function _consumes(Order memory order) private returns (Promise, uint256 consumed) {
        for (; consumed < order.holds.length; ++consumed) {
            // A place stands for an id, which a later hold may have by now.
            uint256 hold = order.holds[consumed] = _latest(order.holds[consumed]);
            uint256 units = order.parts[consumed];
            bool isPledge = order.verb == IRegistrarDesk.Verb.PledgeExecution;
            bool isRelease = order.verb == IRegistrarDesk.Verb.ReleaseHold;
            bool isGone = holds[hold].token != order.class || holds[hold].units == 0;
            if (isGone && !isPledge && !isRelease) {
                order.parts[consumed] = 0;
                continue;
            }
            if (isGone || holds[hold].wallet != order.wallet) return (Promise.Hold1, consumed);
            HoldPurpose purpose = holds[hold].purpose;
            if (isPledge && purpose != HoldPurpose.Pledge) return (Promise.Hold1, consumed);
            if (isRelease && purpose == HoldPurpose.Trade) return (Promise.Hold1, consumed);
            // What a trade's executor has freed by now need not be taken from the hold.
            if (purpose == HoldPurpose.Trade && units > holds[hold].units) {
                units = order.parts[consumed] = holds[hold].units;
            }
            if (units > holds[hold].units) return (Promise.Hold1, consumed);
            if (units != 0) _unheld(hold, units);
        }
        return (Promise.None, consumed);
    }

    /// What the verb itself needs.
    function _forbids(Order memory order) private view returns (Promise) {
        if (order.verb == IRegistrarDesk.Verb.Recovery) {
            return _forbidsRecovery(order.class, order.wallet, order.to);
        }
        if (_ends(order.verb)) return _forbidsEnd(order.class, order.wallet, order.units);
        if (!_moves(order.verb)) return Promise.None;
        if (order.to == WALLETS) return Promise.Rules;
        return _forbidsMove(order.class, order.wallet, order.to, order.units);
    }

    function _lacksFreeze(Order memory order) private view returns (bool) {
        Account storage account = books[order.class].accounts[order.wallet];
        if (order.verb == IRegistrarDesk.Verb.UnfreezeUnits) {
            return order.units > account.frozenUnits;
        }
        return order.verb == IRegistrarDesk.Verb.UnfreezeWallet && !account.frozen;
    }

    function _isOpenOrder(Order memory order) private pure returns (bool) {
        return order.state == State.Open && !order.altered;
    }

    function _hasLapsed(Order memory order) private view returns (bool) {
        return _isOpenOrder(order) && block.timestamp > order.readyAt + ACT_LIFETIME;
    }

    function _isPast(Order memory order) private view returns (bool) {
        return !_isOpenOrder(order) || _hasLapsed(order);
    }

    function _lacksGround(Order memory order) private view returns (bool) {
        return _lacksFreeze(order) || _isOlderThanFreeze(order);
    }

    /// The wallet was frozen again since, or in the same second.
    function _isOlderThanFreeze(Order memory order) private view returns (bool) {
        if (
            order.verb != IRegistrarDesk.Verb.UnfreezeUnits &&
            order.verb != IRegistrarDesk.Verb.UnfreezeWallet
        ) return false;
        uint256 lastFrozenAt = books[order.class].accounts[order.wallet].lastFrozenAt;
        return order.readyAt - ACT_DELAY <= lastFrozenAt;
    }

    function _wasDone(Order memory order) private {
        Account storage account = books[order.class].accounts[order.wallet];
        if (_moves(order.verb)) {
            _movedByOffice(order.class, order.wallet, order.to, order.units);
        } else if (_ends(order.verb)) {
            _endedByOffice(order.class, order.wallet, order.units);
        } else if (order.verb == IRegistrarDesk.Verb.Recovery) {
            _sawRecovery(order.class, order.wallet);
            _recoveredIn(order.class, order.wallet, order.to);
            books[order.class].accounts[order.to].lastFrozenAt = block.timestamp;
        } else if (order.verb == IRegistrarDesk.Verb.UnfreezeUnits) {
            account.frozenUnits -= order.units;
        } else if (order.verb == IRegistrarDesk.Verb.UnfreezeWallet) {
            account.frozen = false;
        }
    }

    // ------------------------------------------------------------------ stopped

    function _stop(uint256 index, bool byGuardian) private {
        Order memory order = _maybeAltered(index);
        address sender = byGuardian ? GUARDIAN : _anyRegistrar();
        if (byGuardian && _chance(8)) sender = SECOND_REGISTRAR;
        bool isOpen = order.state == State.Open && !order.altered;
        bool isEntitled = byGuardian ? sender == GUARDIAN : sender != STRANGER;
        bytes memory call =
            byGuardian
                ? abi.encodeCall(IRegistrarDesk.veto, (_actOf(order), REASON))
                : abi.encodeCall(IRegistrarDesk.withdraw, (_actOf(order), REASON));
        (bool done, bytes memory answer) = _try(
            byGuardian ? Act.VetoAct : Act.WithdrawAct,
            sender,
            address(desk),
            call,
            _rule(!isOpen || !isEntitled)
        );
        _checkSaid(answer, IRegistrarDesk.ActNotOpen.selector, !isOpen);
        if (done) _orders[index].state = State.Stopped;
        if (!order.altered) _checkOrder(index);
        // What was stopped stays so.
        if (done && _chance(30)) _approveAct(index);
    }

    // ------------------------------------------------------------------ time

    /// To the seconds at which an act gets ready or lapses; there it is carried out or approved.
    function _waitForOrder(uint256 index) private {
        uint256 turn = _orders[index].readyAt;
        if (_chance(12)) turn += ACT_LIFETIME + 1;
        if (_chance(20)) --turn;
        if (turn > block.timestamp) _wait(turn - block.timestamp);
        if (_chance(80)) _carryOut(index);
        else _approveAct(index);
    }

    // ------------------------------------------------------------------ draws and checks

    /// The last one that is open and has not lapsed, or how many there are if there is none. Seldom
    /// any other.
    /// @param ready Rather one whose delay is over.
    function _anyOrder(bool ready) private returns (uint256 index) {
        index = _orders.length;
        uint256 most = index < 12 ? index : 12;
        if (most != 0 && _chance(12)) return index - 1 - _roll(most);
        for (uint256 i = _orders.length; i != _orders.length - most; --i) {
            Order storage order = _orders[i - 1];
            bool isOpen =
                order.state == State.Open && block.timestamp <= order.readyAt + ACT_LIFETIME;
            if (!isOpen) continue;
            if (!ready || block.timestamp >= order.readyAt) return i - 1;
            index = i - 1;
        }
    }

    /// Seldom with another document than the one it was proposed with.
    function _maybeAltered(uint256 index) private returns (Order memory order) {
        order = _orders[index];
        if (!_chance(4)) return order;
        order.altered = true;
        IRegistrarDesk.Act memory act = _actOf(order);
        act.document = "another document";
        order.act = abi.encode(act);
    }

    function _actOf(Order memory order) private pure returns (IRegistrarDesk.Act memory) {
        return abi.decode(order.act, (IRegistrarDesk.Act));
    }

    function _anyRegistrar() private returns (address) {
        if (_chance(4)) return STRANGER;
        return _chance(50) ? address(this) : SECOND_REGISTRAR;
    }

    function _otherRegistrar(address one) private view returns (address) {
        return one == SECOND_REGISTRAR ? address(this) : SECOND_REGISTRAR;
    }

    /// An error is given only where it is true.
    function _checkSaid(bytes memory answer, bytes4 selector, bool isSo) private {
        if (bytes4(answer) == selector && !isSo) {
            record.breach(
                Promise.Rules,
                string.concat(record.refusalName(answer), ", which is not so")
            );
        }
    }

    function _checkOrder(uint256 index) private {
        Order storage order = _orders[index];
        (address by, uint48 readyAt, uint48 lapsesAt, bool isOpen) = desk.proposalOf(
            keccak256(order.act)
        );
        record.checked(Promise.Rules, 1);
        bool open = order.state == State.Open && block.timestamp <= order.readyAt + ACT_LIFETIME;
        if (
            by != order.by ||
            readyAt != order.readyAt ||
            lapsesAt != order.readyAt + ACT_LIFETIME ||
            isOpen != open
        ) record.breach(Promise.Rules, "a proposal is not as it was made");
    }

    /// The act's event names the rules that did not count, each of them.
    function _checkSkipped(Vm.Log[] memory logs, uint256 expected) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IRegistrarDesk.ActDone.selector) continue;
            (uint256 skipped, ) = abi.decode(logs[i].data, (uint256, address));
            record.checked(Promise.Truth1, 1);
            if (skipped != expected) {
                record.breach(Promise.Truth1, "an act skipped other rules than it says");
            }
            return;
        }
        record.breach(Promise.Rules, "an act was done without its event");
    }
}
