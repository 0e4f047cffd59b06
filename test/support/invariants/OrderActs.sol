// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { vm, Vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Promise } from "./Promise.sol";
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
        IRegistrarDesk.Act act;
        uint256 class;
        uint256 wallet;
        /// A wallet, or {WALLETS} for none.
        uint256 to;
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
        Order memory order = isKnown ? _orders[_roll(_orders.length)] : _anyNewOrder();
        if (isStrange) order.act.token = ISecurityToken(address(yen));
        order.by = _anyRegistrar();
        bool isMalformed = _isMalformed(order);
        bool isUncovered =
            order.act.verb == IRegistrarDesk.Verb.ForcedTransfer &&
                order.act.units > books[order.class].accounts[order.wallet].balance;
        bool refused = isKnown || isStrange || isMalformed || isUncovered || order.by == STRANGER;

        (bool done, bytes memory answer) = _try(
            Act(uint256(Act.ProposeForcedTransfer) + uint256(order.act.verb)),
            order.by,
            address(desk),
            abi.encodeCall(IRegistrarDesk.propose, (order.act)),
            _rule(refused)
        );
        _checkSaid(answer, IRegistrarDesk.ActKnown.selector, isKnown);
        _checkSaid(answer, IRegistrarDesk.ActMalformed.selector, isMalformed);
        _checkSaid(answer, IRegistrarDesk.ActNotCovered.selector, isUncovered);
        _checkSaid(answer, IRegistrarDesk.NotTheRegistrar.selector, order.by == STRANGER);
        if (!done) return;
        if (abi.decode(answer, (bytes32)) != keccak256(abi.encode(order.act))) {
            record.breach(Promise.Rules, "an act's id is not its hash");
        }
        order.readyAt = block.timestamp + ACT_DELAY;
        order.state = State.Open;
        _orders.push(order);
        _checkOrder(_orders.length - 1);
        if (_chance(40)) _approveAct(_orders.length - 1);
        else if (order.act.verb != IRegistrarDesk.Verb.ForcedTransfer && _chance(35))
            _waitForOrder(_orders.length - 1);
    }

    function _isMalformed(Order memory order) private pure returns (bool) {
        if (order.act.verb == IRegistrarDesk.Verb.UnfreezeUnits) return order.act.units == 0;
        if (order.act.verb == IRegistrarDesk.Verb.UnfreezeWallet) return false;
        bool isWhole = order.act.verb == IRegistrarDesk.Verb.Recovery;
        return (order.act.units == 0) != isWhole || order.to == WALLETS || order.to == order.wallet;
    }

    function _anyNewOrder() private returns (Order memory order) {
        order.to = WALLETS;
        uint256 kind = _roll(14);
        IRegistrarDesk.Verb verb = IRegistrarDesk.Verb.ForcedTransfer;
        if (kind > 9) verb = IRegistrarDesk.Verb.Recovery;
        else if (kind > 7) verb = IRegistrarDesk.Verb.UnfreezeWallet;
        else if (kind > 4) verb = IRegistrarDesk.Verb.UnfreezeUnits;
        if (verb == IRegistrarDesk.Verb.ForcedTransfer) {
            uint256 class = order.class = _roll(CLASSES);
            order.wallet = _holderOf(class);
            order.to = _chance(4) ? order.wallet : _takerOf(class, order.wallet);
            // Where there is no room for more investors, rather one of them.
            for (uint256 i = 0; i < 3 && books[class].accounts[order.to].balance == 0; ++i) {
                order.to = _takerOf(class, order.wallet);
            }
            if (_chance(6)) order.to = WALLETS;
            uint256 most = _unheldOf(class, order.wallet) / lots[class];
            order.act.units =
                _chance(40) ? _unitsOf(class, order.wallet) : lots[class] * _roll(most + 1);
        } else if (verb == IRegistrarDesk.Verb.Recovery) {
            (order.class, order.wallet, order.to) = _walletToRecover();
            if (_chance(3)) order.act.units = 1;
        } else {
            bool ofUnits = verb == IRegistrarDesk.Verb.UnfreezeUnits;
            (order.class, order.wallet) = _walletWith(ofUnits);
            uint256 frozen = books[order.class].accounts[order.wallet].frozenUnits;
            if (ofUnits) order.act.units = _chance(70) ? frozen : _roll(frozen + 2);
        }
        order.act.token = _classAt(order.class);
        order.act.verb = verb;
        order.act.wallet = wallets[order.wallet];
        order.act.to = order.to == WALLETS ? address(0) : wallets[order.to];
        order.act.reason = REASON;
        order.act.document = "document";
        order.act.number = ++_numbers;
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
        for (uint256 i = 0; i < 30; ++i) {
            (class, wallet) = (_roll(CLASSES), _anyWallet());
            if (truths[wallet].state != Stage.Recovered) continue;
            Account storage account = books[class].accounts[wallet];
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
            abi.encodeCall(IRegistrarDesk.approve, (order.act)),
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
            abi.encodeCall(IRegistrarDesk.carryOut, (order.act)),
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
        Promise forbiddenBy = _forbids(order);
        if (refused || sender == STRANGER || _isPast(order) || _lacksGround(order)) {
            forbiddenBy = Promise.Rules;
        }
        uint256 rules = _rulesAgainst(
            order.class,
            order.act.wallet,
            order.wallet,
            order.to,
            order.act.units
        );

        bool done;
        vm.recordLogs();
        (done, answer) = _try(
            Act(uint256(first) + uint256(order.act.verb)),
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
            bool isMove = order.act.verb == IRegistrarDesk.Verb.ForcedTransfer;
            _checkSkipped(logs, isMove ? rules : 0);
            _orders[index].state = State.Done;
            _wasDone(order);
        }
        if (!order.altered) _checkOrder(index);
    }

    /// What the verb itself needs.
    function _forbids(Order memory order) private view returns (Promise) {
        if (order.act.verb == IRegistrarDesk.Verb.Recovery) {
            return _forbidsRecovery(order.class, order.wallet, order.to);
        }
        if (order.act.verb != IRegistrarDesk.Verb.ForcedTransfer) return Promise.None;
        if (order.to == WALLETS) return Promise.Rules;
        return _forbidsMove(order.class, order.wallet, order.to, order.act.units);
    }

    function _lacksFreeze(Order memory order) private view returns (bool) {
        Account storage account = books[order.class].accounts[order.wallet];
        if (order.act.verb == IRegistrarDesk.Verb.UnfreezeUnits) {
            return order.act.units > account.frozenUnits;
        }
        return order.act.verb == IRegistrarDesk.Verb.UnfreezeWallet && !account.frozen;
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
            order.act.verb == IRegistrarDesk.Verb.ForcedTransfer ||
            order.act.verb == IRegistrarDesk.Verb.Recovery
        ) return false;
        uint256 lastFrozenAt = books[order.class].accounts[order.wallet].lastFrozenAt;
        return order.readyAt - ACT_DELAY <= lastFrozenAt;
    }

    function _wasDone(Order memory order) private {
        Account storage account = books[order.class].accounts[order.wallet];
        if (order.act.verb == IRegistrarDesk.Verb.ForcedTransfer) {
            _moved(order.class, order.wallet, order.to, order.act.units);
        } else if (order.act.verb == IRegistrarDesk.Verb.Recovery) {
            _sawRecovery(order.class, order.wallet);
            _recoveredIn(order.class, order.wallet, order.to);
            books[order.class].accounts[order.to].lastFrozenAt = block.timestamp;
        } else if (order.act.verb == IRegistrarDesk.Verb.UnfreezeUnits) {
            account.frozenUnits -= order.act.units;
        } else {
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
                ? abi.encodeCall(IRegistrarDesk.veto, (order.act, REASON))
                : abi.encodeCall(IRegistrarDesk.withdraw, (order.act, REASON));
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
        if (_chance(25)) turn += ACT_LIFETIME + 1;
        if (_chance(35)) --turn;
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
        order.act.document = "another document";
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
            keccak256(abi.encode(order.act))
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
    function _checkSkipped(Vm.Log[] memory logs, uint256 rules) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IRegistrarDesk.ActDone.selector) continue;
            (uint256 skipped, ) = abi.decode(logs[i].data, (uint256, address));
            record.checked(Promise.Truth1, 1);
            if (skipped != rules) {
                record.breach(Promise.Truth1, "an act skipped other rules than it says");
            }
            return;
        }
        record.breach(Promise.Rules, "an act was done without its event");
    }
}
