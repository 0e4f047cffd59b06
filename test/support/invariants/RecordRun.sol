// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

import { IPassListener } from "../../../contracts/identity/interfaces/IPassListener.sol";
import { IERC7943Fungible } from "../../../contracts/ledger/interfaces/IERC7943Fungible.sol";
import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IRecordDates } from "../../../contracts/securities/interfaces/IRecordDates.sol";
import { ISecurityAnnex } from "../../../contracts/securities/interfaces/ISecurityAnnex.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { ITokenLens } from "../../../contracts/securities/interfaces/ITokenLens.sol";
import { HoldOrder, HoldPurpose } from "../../../contracts/types/Hold.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { vm } from "../Vm.sol";
import { Random } from "./Random.sol";
import { RecordCount as Count, nameOf } from "./RecordCount.sol";
import { RecordTruth } from "./RecordTruth.sol";

/// A random life of one class, with record dates, against the plain truth of it.
contract RecordRun is RecordTruth {
    using Strings for uint256;

    uint256 private constant MOST_COMING = 16;
    /// The last record dates, which every full check looks at, and so many older ones at random.
    uint256 private constant LAST = 4;
    uint256 private constant OLDER = 2;
    uint256 private constant FIRST_DAYS = 250;
    uint16 private constant TOO_FAR = 50_000;
    address private constant STRANGER = address(0x57a46e5);

    ISecurityToken private immutable _token;
    ITokenLens private immutable _lens;
    address private immutable _desk;
    /// Of a hundred steps, so many let time pass.
    uint256 private immutable _waits;
    address[WALLETS] private _wallets;

    uint256[] private _counts = new uint256[](uint256(type(Count).max) + 1);
    /// The first thing found wrong.
    string public breach;
    uint256 private _step;
    Count private _deed;
    /// How many record dates were over when the wallet changed for the last time.
    uint256[WALLETS] private _changedAt;
    bool[WALLETS] private _enrolled;

    constructor(
        ISecurityToken token,
        ITokenLens lens,
        address desk,
        address[WALLETS] memory wallets,
        uint256 waits,
        uint256 seed
    ) Random(seed) {
        (_token, _lens, _desk, _wallets, _waits) = (token, lens, desk, wallets, waits);
    }

    /// @return kept False if something was found wrong.
    function live(uint256 steps) external returns (bool kept) {
        while (++_step <= steps && bytes(breach).length == 0) {
            if (_chance(_waits)) _waitSome();
            else if (_chance(12)) _recordDateAct();
            else _unitsAct();
            _checkOneHolding();
            if (_step % 50 == 0) _checkPast();
            if (_step % 125 == 0) _checkDates();
        }
        return bytes(breach).length == 0;
    }

    function counts() external view returns (uint256[] memory) {
        return _counts;
    }

    // ------------------------------------------------------------------ units

    function _unitsAct() private {
        if (_step < FIRST_DAYS && _chance(3)) return _enrolFrozen(WALLETS - 1 - _roll(3));
        uint256 kind = _roll(100);
        if (kind < 36) _transfer();
        else if (kind < 50) _issue();
        else if (kind < 58) _move();
        else if (kind < 66) _burn();
        else if (kind < 74) _encumber();
        else if (kind < 85) _release();
        else if (kind < 94) _setFrozenUnits(_anyWallet());
        else if (kind < 96) _setFrozenTwice();
        else if (kind < 97) _enrol(_anyWallet());
        else if (kind < 99) _tellWorse();
        else _doubt();
    }

    function _transfer() private {
        (uint256 giver, uint256 taker) = (_holder(), _anyWallet());
        uint256 units = _unitsOf(giver);
        Count deed = Count.Transfer;
        if (units == 0) deed = Count.TransferNothing;
        else if (giver == taker) deed = Count.TransferToSelf;
        bytes memory call = abi.encodeCall(IERC20.transfer, (_wallets[taker], units));
        if (_try(deed, _wallets[giver], call, _forbidsParting(giver, units, _freeOf(giver)))) {
            _moved(giver, taker, units);
        }
    }

    function _issue() private {
        uint256 taker = _anyWallet();
        uint256 units = _roll(1_000);
        bytes memory call = abi.encodeCall(ISecurityAnnex.mint, (_wallets[taker], units));
        if (!_tryAsDesk(Count.Issue, call, 0)) return;
        if (units != 0) {
            _changes(taker);
            _enrolled[taker] = true;
        }
        _credited(taker, units);
        _checkPresent(taker);
    }

    function _move() private {
        (uint256 giver, uint256 taker) = (_holder(), _anyWallet());
        uint256 units = _unitsOf(giver);
        bytes memory call = abi.encodeCall(
            IERC7943Fungible.forcedTransfer,
            (_wallets[giver], _wallets[taker], units)
        );
        if (_tryAsDesk(Count.Move, call, _forbidsParting(giver, units, _unheldOf(giver)))) {
            if (giver != taker) _thawed(giver, units);
            _moved(giver, taker, units);
        }
    }

    function _burn() private {
        uint256 giver = _holder();
        uint256 units = _unitsOf(giver);
        bytes memory call = abi.encodeCall(ISecurityAnnex.burn, (_wallets[giver], units));
        if (!_tryAsDesk(Count.Burn, call, _forbidsParting(giver, units, _unheldOf(giver)))) return;
        if (units != 0) _changes(giver);
        _thawed(giver, units);
        _debited(giver, units);
        _checkPresent(giver);
    }

    function _moved(uint256 giver, uint256 taker, uint256 units) private {
        if (units != 0 && giver != taker) {
            _changes(giver);
            _changes(taker);
            _enrolled[taker] = true;
        }
        _debited(giver, units);
        _credited(taker, units);
        _checkPresent(giver);
        _checkPresent(taker);
    }

    // ------------------------------------------------------------------ holds and freezes

    function _encumber() private {
        uint256 wallet = _holder();
        uint256 units = _unitsOf(wallet) / 3;
        bytes4 forbiddenBy = _forbidsParting(wallet, units, _unheldOf(wallet));
        if (units == 0) forbiddenBy = IPassGatedToken.HoldOfNothing.selector;
        HoldOrder memory order;
        (order.purpose, order.holder, order.units) = (HoldPurpose.Pledge, _wallets[wallet], units);
        order.salt = bytes32(holds.length + 1);
        bytes memory call = abi.encodeCall(ISecurityAnnex.encumber, (order));
        if (!_tryAsDesk(Count.Encumber, call, forbiddenBy)) return;
        _changes(wallet);
        present.held[wallet] += units;
        holds.push(Hold(_idOfHold(_wallets[wallet], holds.length + 1), wallet, units));
        _checkPresent(wallet);
    }

    function _release() private {
        if (holds.length == 0) return _encumber();
        uint256 hold = holds.length - 1 - _roll(holds.length < 12 ? holds.length : 12);
        (uint256 wallet, uint256 most) = (holds[hold].wallet, holds[hold].units);
        uint256 units = _chance(60) ? most : _roll(most + 2);
        bytes4 forbiddenBy = 0;
        if (units == 0 || units > most) forbiddenBy = IPassGatedToken.HoldTooSmall.selector;
        bytes memory call = abi.encodeCall(ISecurityAnnex.release, (holds[hold].id, units));
        if (!_tryAsDesk(Count.Release, call, forbiddenBy)) return;
        _changes(wallet);
        present.held[wallet] -= units;
        holds[hold].units -= units;
        _checkPresent(wallet);
    }

    function _idOfHold(address holder, uint256 salt) private view returns (bytes32) {
        bytes32 hash = keccak256(
            "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)"
        );
        uint8 purpose = uint8(HoldPurpose.Pledge);
        return
            keccak256(
                abi.encode(hash, block.chainid, _token, purpose, holder, address(0), bytes32(salt))
            );
    }

    function _setFrozenUnits(uint256 wallet) private {
        uint256 balance = present.balances[wallet];
        uint256 units = _chance(50) ? 0 : _roll(balance + 2);
        if (_chance(8)) units = balance + _roll(1_000) + 1;
        if (_chance(1)) units = type(uint64).max - _roll(3);
        Count deed = Count.FreezeUnits;
        if (units == 0) deed = Count.UnfreezeUnits;
        else if (units > balance) deed = Count.FreezeMoreThanThereIs;
        bytes memory call = abi.encodeCall(
            IERC7943Fungible.setFrozenTokens,
            (_wallets[wallet], units)
        );
        if (!_tryAsDesk(deed, call, 0)) return;
        _changes(wallet);
        present.frozen[wallet] = units;
        _checkPresent(wallet);
    }

    // ------------------------------------------------------------------ what changes a word and no figure

    function _setFrozenTwice() private {
        address wallet = _wallets[_anyWallet()];
        _try(Count.FreezeAndUnfreezeWallet, _desk, _callToFreeze(wallet, true), 0);
        _try(Count.FreezeAndUnfreezeWallet, _desk, _callToFreeze(wallet, false), 0);
    }

    function _callToFreeze(address wallet, bool on) private pure returns (bytes memory) {
        return abi.encodeCall(ISecurityAnnex.setFrozen, (wallet, on));
    }

    function _enrol(uint256 wallet) private {
        bytes memory call = abi.encodeCall(IPassGatedAnnex.enrol, (_wallets[wallet], 0, ""));
        if (!_try(Count.Enrol, _wallets[wallet], call, 0)) return;
        bool isNew = !_enrolled[wallet] && _changedAt[wallet] != past.length;
        if (isNew && present.frozen[wallet] != 0) ++_counts[uint256(Count.EnrolledFrozen)];
        _enrolled[wallet] = true;
    }

    /// Mostly a wallet that had no word when something of it was frozen, until after a record date.
    function _enrolFrozen(uint256 wallet) private {
        _setFrozenUnits(wallet);
        _declare(_today());
        _waitTo(Count.WaitDays, block.timestamp + 1 days);
        // The class has taken the date, the wallet not yet.
        _rollDates();
        _enrol(wallet);
        _setFrozenUnits(wallet);
    }

    function _tellWorse() private {
        bytes memory call = abi.encodeCall(IPassListener.onPassWorsened, (_wallets[_anyWallet()]));
        _try(Count.TellWorse, address(_token.pass()), call, 0);
    }

    function _doubt() private {
        bytes memory call = abi.encodeCall(IPassListener.onPassesDoubted, ());
        _try(Count.DoubtPasses, address(_token.pass()), call, 0);
    }

    // ------------------------------------------------------------------ record dates

    function _recordDateAct() private {
        uint256 kind = _roll(100);
        if (kind < 45) _declare(_today() + _roll(40));
        else if (kind < 48) _declareMany();
        else if (kind < 52) _declare(_today());
        else if (kind < 55) _declare(_today() - 1 - _roll(400));
        else if (kind < 57) _declare(TOO_FAR + _roll(10_000));
        else if (kind < 72) _withdraw();
        else _rollDates();
    }

    /// Until there are as many as there may be, and one more.
    function _declareMany() private {
        for (uint256 i = 0; i <= MOST_COMING; ++i) _declare(_today() + _roll(80));
    }

    function _declare(uint256 day) private {
        uint16 date = uint16(day);
        Count deed = Count.Declare;
        if (date == _today()) deed = Count.DeclareToday;
        else if (coming.length != 0 && date < coming[coming.length - 1]) {
            deed = Count.DeclareBetween;
        }
        bool full = coming.length == MOST_COMING;
        bytes4 forbiddenBy = 0;
        if (date >= TOO_FAR) forbiddenBy = IRecordDates.RecordDateTooFar.selector;
        else if (date < _today()) forbiddenBy = IRecordDates.RecordDateOver.selector;
        else if (full) forbiddenBy = IRecordDates.TooManyRecordDates.selector;
        else if (_isComing(date)) forbiddenBy = IRecordDates.RecordDateDeclaredAlready.selector;
        bytes memory call = abi.encodeCall(IRecordDates.declareRecordDate, (JstDate.wrap(date)));
        if (!_tryAsDesk(deed, call, forbiddenBy)) return;
        _declared(date);
        if (coming.length == MOST_COMING) ++_counts[uint256(Count.SixteenDatesWaiting)];
        _checkNumber(date);
    }

    /// Mostly one that is to come; else one that is over or was never declared.
    function _withdraw() private {
        uint16 date = uint16(_today() + _roll(60));
        if (coming.length != 0 && _chance(80)) date = coming[_roll(coming.length)];
        else if (past.length != 0 && _chance(50)) date = past[_roll(past.length)].date;
        bytes4 forbiddenBy = 0;
        if (!_isComing(date)) forbiddenBy = IRecordDates.RecordDateUnknown.selector;
        bytes memory call = abi.encodeCall(IRecordDates.withdrawRecordDate, (JstDate.wrap(date)));
        if (!_tryAsDesk(Count.Withdraw, call, forbiddenBy)) return;
        _withdrawn(date);
        _checkNumber(date);
    }

    /// Whoever rolls, and however far: every answer stays.
    function _rollDates() private {
        bytes32 before = _answers();
        uint256 most = _chance(30) ? type(uint256).max : _roll(4);
        _try(Count.Roll, STRANGER, abi.encodeCall(IRecordDates.roll, (most)), 0);
        if (_answers() != before) _broken("a roll changed what the register says");
        ++_counts[uint256(Count.CheckAcrossRoll)];
    }

    // ------------------------------------------------------------------ time

    function _waitSome() private {
        uint256 kind = _roll(100);
        if (kind < 25) _waitTo(Count.WaitSeconds, block.timestamp + 1 + _roll(5 hours));
        else if (kind < 50) _waitTo(Count.WaitDays, block.timestamp + _between(1 days, 8 days));
        else if (kind < 60) _waitTo(Count.WaitMonths, block.timestamp + _between(20 days, 99 days));
        else if (kind < 80) _waitToTurn(Count.WaitToLastSecond, 0);
        else _waitToTurn(Count.WaitToSecondAfter, 1);
    }

    /// To the last second of a date to come, or the first one after.
    function _waitToTurn(Count deed, uint256 after_) private {
        uint256 place = _roll(coming.length < 3 ? coming.length + 1 : 3);
        if (place >= coming.length) return _waitTo(Count.WaitDays, block.timestamp + 1 days);
        uint256 time = _endOf(coming[place]) + after_;
        if (time > block.timestamp) _waitTo(deed, time);
    }

    function _waitTo(Count deed, uint256 time) private {
        _deed = deed;
        ++_counts[uint256(deed)];
        vm.warp(time);
        uint256 over = _timePassed();
        if (over == 0) return;
        _counts[uint256(Count.DatesOver)] += over;
        if (over > 1) ++_counts[uint256(Count.SeveralDatesAtOnce)];
        // Before anything rolls.
        _checkPast();
    }

    // ------------------------------------------------------------------ attempts

    function _tryAsDesk(
        Count deed,
        bytes memory call,
        bytes4 forbiddenBy
    ) private returns (bool done) {
        if (!_chance(1)) return _try(deed, _desk, call, forbiddenBy);
        return _try(deed, STRANGER, call, ISecurityToken.NotTheDesk.selector);
    }

    /// @param forbiddenBy The error with which it must be refused, 0 if it must go through.
    function _try(
        Count deed,
        address sender,
        bytes memory call,
        bytes4 forbiddenBy
    ) private returns (bool done) {
        _deed = deed;
        bytes memory answer;
        vm.prank(sender);
        (done, answer) = address(_token).call(call);
        if (done) ++_counts[uint256(deed)];
        else ++_counts[uint256(_countOf(bytes4(answer)))];
        if (done && forbiddenBy != 0) _broken("went through, though forbidden");
        if (!done && bytes4(answer) != forbiddenBy) {
            _broken(string.concat("refused with ", uint256(uint32(bytes4(answer))).toHexString()));
        }
    }

    function _forbidsParting(
        uint256 giver,
        uint256 units,
        uint256 most
    ) private view returns (bytes4) {
        if (units > present.balances[giver]) return IERC20Errors.ERC20InsufficientBalance.selector;
        return units > most ? IPassGatedToken.UnitsNotFree.selector : bytes4(0);
    }

    /// A wallet's figures are about to change.
    function _changes(uint256 wallet) private {
        uint256 dates = past.length - _changedAt[wallet];
        _changedAt[wallet] = past.length;
        if (dates > 1) ++_counts[uint256(Count.SeveralDatesBetweenTouches)];
        if (dates >= 10) ++_counts[uint256(Count.TenDatesBetweenTouches)];
        if (dates != 0 && present.balances[wallet] == 0) {
            if (present.frozen[wallet] == 0) ++_counts[uint256(Count.HoldingsOfNothingKept)];
            else ++_counts[uint256(Count.FrozenWithoutUnitsKept)];
        }
        if (coming.length != 0 && block.timestamp == _endOf(coming[0])) {
            ++_counts[uint256(Count.TouchAtLastSecond)];
        }
        if (past.length != 0 && block.timestamp == _endOf(past[past.length - 1].date) + 1) {
            ++_counts[uint256(Count.TouchAtSecondAfter)];
        }
    }

    // ------------------------------------------------------------------ draws

    /// The first wallets far more often than the last, which sleep through many dates.
    function _anyWallet() private returns (uint256) {
        (uint256 one, uint256 other) = (_roll(WALLETS), _roll(WALLETS));
        return one < other ? one : other;
    }

    /// Mostly a wallet with free units.
    function _holder() private returns (uint256 wallet) {
        wallet = _anyWallet();
        for (uint256 i = 0; i < 3 && _freeOf(wallet) == 0; ++i) wallet = _anyWallet();
    }

    /// Quantities at which rules turn: nothing, too much, all, all that is free.
    function _unitsOf(uint256 wallet) private returns (uint256) {
        uint256 kind = _roll(12);
        if (kind == 0) return 0;
        if (kind == 1) return present.balances[wallet] + _roll(2);
        if (kind == 2) return _unheldOf(wallet);
        if (kind == 3) return _freeOf(wallet) + _roll(2);
        if (kind <= 6) return _freeOf(wallet);
        return _roll(_freeOf(wallet) + 1);
    }

    // ------------------------------------------------------------------ checks

    /// What is so now, of one wallet and of the class.
    function _checkPresent(uint256 wallet) private {
        ++_counts[uint256(Count.CheckOfPresent)];
        address account = _wallets[wallet];
        if (_token.balanceOf(account) != present.balances[wallet]) _broken("balance");
        if (_token.heldOf(account) != present.held[wallet]) _broken("held");
        if (_token.frozenOf(account) != present.frozen[wallet]) _broken("frozen");
        if (_token.totalSupply() != present.supply) _broken("supply");
        if (_token.holderCount() != present.holders) _broken("number of holders");
    }

    function _checkOneHolding() private {
        if (past.length == 0) return;
        uint256 back = _roll(past.length);
        // The last dates more often.
        if (_chance(50)) back = _roll(past.length < 8 ? past.length : 8);
        _checkHolding(_roll(WALLETS), past.length - back);
    }

    function _checkHolding(uint256 wallet, uint256 id) private returns (uint256) {
        ++_counts[uint256(Count.CheckOfHolding)];
        Figures storage then = past[id - 1].figures;
        (uint256 balance, uint256 held, uint256 frozen) = _token.holdingAt(
            _wallets[wallet],
            uint16(id)
        );
        if (balance != then.balances[wallet]) _brokenAt(id, wallet, "balance");
        if (held != then.held[wallet]) _brokenAt(id, wallet, "held");
        if (frozen != then.frozen[wallet]) _brokenAt(id, wallet, "frozen");
        return balance;
    }

    /// The last record dates and some older ones, for every wallet.
    function _checkPast() private {
        uint256 count = past.length;
        for (uint256 i = 0; i < LAST && i < count; ++i) _checkDate(count - i);
        for (uint256 i = 0; i < OLDER && count > LAST; ++i) _checkDate(1 + _roll(count - LAST));
        if (coming.length != 0) _checkNumber(coming[_roll(coming.length)]);
        if (count != 0) _checkNumber(past[_roll(count)].date);
        _checkNotOver(uint16(_chance(20) ? 0 : count + 1));
    }

    function _checkDate(uint256 id) private {
        uint256 sum = 0;
        for (uint256 i = 0; i < WALLETS; ++i) sum += _checkHolding(i, id);
        (JstDate date, uint256 supply, uint256 holders) = _token.recordAt(uint16(id));
        Figures storage then = past[id - 1].figures;
        if (JstDate.unwrap(date) != past[id - 1].date) _brokenAt(id, WALLETS, "date");
        if (supply != then.supply) _brokenAt(id, WALLETS, "supply");
        if (holders != then.holders) _brokenAt(id, WALLETS, "number of holders");
        if (supply != sum) _brokenAt(id, WALLETS, "supply is not the sum of balances");
        ++_counts[uint256(Count.CheckOfClassAtDate)];
        ++_counts[uint256(Count.CheckOfSumAtDate)];
    }

    /// A record date that is not over, or none at all, has no figures.
    function _checkNotOver(uint16 id) private {
        bytes memory refusal = abi.encodeWithSelector(IRecordDates.RecordDateNotOver.selector, id);
        (bool done, bytes memory answer) = address(_token).staticcall(
            abi.encodeCall(IRecordDates.recordAt, (id))
        );
        if (done || keccak256(answer) != keccak256(refusal)) _broken("figures before a date's end");
        (done, answer) = address(_token).staticcall(
            abi.encodeCall(IRecordDates.holdingAt, (_wallets[_anyWallet()], id))
        );
        if (done || keccak256(answer) != keccak256(refusal)) _broken("holding before a date's end");
        ++_counts[uint256(Count.RecordDateNotOver)];
    }

    function _checkNumber(uint16 date) private {
        ++_counts[uint256(Count.CheckOfNumber)];
        if (_lens.recordIdOf(_token, JstDate.wrap(date)) != _idOf(date)) {
            _broken(string.concat("number of date ", uint256(date).toString()));
        }
    }

    /// Every record date, over or not, in its order.
    function _checkDates() private {
        ++_counts[uint256(Count.CheckOfDates)];
        (JstDate[] memory dates, uint256 over) = _lens.recordDatesOf(_token);
        if (over != past.length) return _broken("how many record dates are over");
        if (dates.length != over + coming.length) return _broken("how many record dates there are");
        for (uint256 i = 0; i < dates.length; ++i) {
            uint16 date = i < over ? past[i].date : coming[i - over];
            if (JstDate.unwrap(dates[i]) != date) _brokenAt(i + 1, WALLETS, "date in the list");
        }
    }

    /// All that the register says of the last record dates, in one hash.
    function _answers() private view returns (bytes32 hash) {
        for (uint256 i = 0; i < LAST && i < past.length; ++i) {
            uint16 id = uint16(past.length - i);
            (JstDate date, uint256 supply, uint256 holders) = _token.recordAt(id);
            hash = keccak256(abi.encode(hash, date, supply, holders));
            for (uint256 j = 0; j < WALLETS; ++j) {
                (uint256 balance, uint256 held, uint256 frozen) = _token.holdingAt(_wallets[j], id);
                hash = keccak256(abi.encode(hash, balance, held, frozen));
            }
        }
    }

    // ------------------------------------------------------------------ what was found

    function _countOf(bytes4 selector) private returns (Count) {
        if (selector == ISecurityToken.NotTheDesk.selector) return Count.NotTheDesk;
        if (selector == IERC20Errors.ERC20InsufficientBalance.selector) {
            return Count.InsufficientBalance;
        }
        if (selector == IPassGatedToken.UnitsNotFree.selector) return Count.UnitsNotFree;
        if (selector == IPassGatedToken.HoldOfNothing.selector) return Count.HoldOfNothing;
        if (selector == IPassGatedToken.HoldTooSmall.selector) return Count.HoldTooSmall;
        if (selector == IRecordDates.RecordDateOver.selector) return Count.RecordDateOver;
        if (selector == IRecordDates.RecordDateTooFar.selector) return Count.RecordDateTooFar;
        if (selector == IRecordDates.RecordDateUnknown.selector) return Count.RecordDateUnknown;
        if (selector == IRecordDates.TooManyRecordDates.selector) return Count.TooManyRecordDates;
        if (selector == IRecordDates.RecordDateDeclaredAlready.selector) {
            return Count.RecordDateDeclaredAlready;
        }
        _broken("unknown refusal");
        return Count.NotTheDesk;
    }

    function _brokenAt(uint256 id, uint256 wallet, string memory what) private {
        string memory subject =
            wallet == WALLETS ? "" : string.concat(" of wallet ", wallet.toString());
        _broken(string.concat(what, subject, " at record date ", id.toString()));
    }

    function _broken(string memory what) private {
        if (bytes(breach).length != 0) return;
        breach = string.concat("step ", _step.toString(), ", ", nameOf(_deed), ": ", what);
    }
}
