// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { Act } from "./Act.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";
import { TimeActs } from "./TimeActs.sol";

/// What holders promise of their own, and what becomes of it: by the executor in time, by anybody after.
abstract contract HoldActs is TimeActs {
    struct Promised {
        uint256 wallet;
        address executor;
        uint256 salt;
    }

    uint256 private constant RECENT = 30;

    uint256 private _salts;
    mapping(uint256 token => Promised) private _lastPromised;

    function _holdAct() internal {
        uint256 kind = _roll(100);
        if (kind < 32) _promise(false);
        else if (kind < 50) _promise(true);
        else if (kind < 69) _execute(_recentHold(false));
        else if (kind < 84) _letGo(_recentHold(true));
        else _waitForHold(_recentHold(_chance(70)));
    }

    // ------------------------------------------------------------------ placed

    /// For so long that it outlives a recovery of its holder's wallet.
    function _promiseForLong(uint256 token, uint256 wallet) internal {
        Promised memory made = Promised(wallet, wallets[_otherThan(wallet)], ++_salts);
        uint256 units = (_freeOf(token, wallet) + 1) / 2;
        units -= units % lots[token];
        if (units == 0) return;
        uint48 until = uint48(block.timestamp + _between(4 days, 120 days));
        _placeAs(token, made, wallets[wallet], units, until);
    }

    /// @param byExecutor Out of the holder's allowance.
    function _promise(bool byExecutor) private {
        uint256 token = _roll(TOKENS);
        Promised memory made = Promised(_holderOf(token), address(0), ++_salts);
        made.executor = wallets[_otherThan(made.wallet)];
        // Nobody at all could execute it.
        if (!byExecutor && _chance(8)) made.executor = address(0);
        if (_chance(12) && _lastPromised[token].salt != 0) made = _lastPromised[token];
        uint256 free = _freeOf(token, made.wallet);
        uint256 units = _chance(70) && free != 0 ? 1 + _roll(free) : _unitsOf(token, made.wallet);
        // Often no more than half, so that something is left to move.
        if (_chance(60)) units = (units + 1) / 2;
        uint48 until = uint48(block.timestamp + (_chance(15) ? 0 : _roll(5 days)));
        if (_chance(6)) until = uint48(block.timestamp - 1);
        if (_chance(4)) until = uint48(block.timestamp + 366 days + 1);
        address sender = byExecutor ? made.executor : wallets[made.wallet];
        if (byExecutor && _chance(70)) _allowAs(token, made.wallet, sender, units);
        if (_chance(5)) sender = RELAYER;
        if (sender == address(0)) sender = wallets[made.wallet];
        uint256 count = holds.length;
        _placeAs(token, made, sender, units, until);
        if (holds.length != count && _chance(40)) _execute(count);
    }

    function _allowAs(uint256 token, uint256 owner, address spender, uint256 units) private {
        bytes memory call = abi.encodeCall(tokens[token].approve, (spender, units));
        if (spender == address(0)) return;
        if (_does(Act.Approve, wallets[owner], address(tokens[token]), call, Promise.None)) {
            books[token].allowances[wallets[owner]][spender] = units;
        }
    }

    function _placeAs(
        uint256 token,
        Promised memory made,
        address sender,
        uint256 units,
        uint48 until
    ) private {
        address holder = wallets[made.wallet];
        bytes32 id = _holdId(token, HoldPurpose.Trade, holder, made.executor, made.salt);
        (bool done, bytes memory answer) = _try(
            sender == holder ? Act.PlaceHold : Act.PlaceHoldAsExecutor,
            sender,
            address(tokens[token]),
            abi.encodeCall(
                IPassGatedAnnex.hold,
                (holder, units, made.executor, until, bytes32(made.salt))
            ),
            _forbidsHold(token, made, sender, units, until, id)
        );
        if (!done) return;
        if (abi.decode(answer, (bytes32)) != id) record.breach(Promise.Hold1, "another hold id");
        if (sender != holder) {
            _spent(token, holder, sender, units);
            _checkAllowance(token, holder, sender);
        }
        _held(
            Hold(
                id,
                token,
                made.wallet,
                units,
                HoldPurpose.Trade,
                made.executor,
                until,
                made.wallet
            )
        );
        _lastPromised[token] = made;
    }

    /// What it needs of the holder is what a transfer does, without a receiver.
    function _forbidsHold(
        uint256 token,
        Promised memory made,
        address sender,
        uint256 units,
        uint48 until,
        bytes32 id
    ) private view returns (Promise) {
        address holder = wallets[made.wallet];
        if (sender != holder && sender != made.executor) return Promise.Power1;
        if (!_works(made.wallet)) return Promise.Elig2;
        if (block.timestamp > until || books[token].paused) return Promise.Rules;
        if (until > block.timestamp + 366 days) return Promise.Rules;
        if (made.executor == address(0)) return Promise.Rules;
        if (sender != holder && !_allows(token, holder, sender, units)) return Promise.Rules;
        if (books[token].accounts[made.wallet].frozen) return Promise.Rules;
        bool fits = units != 0 && units <= _freeOf(token, made.wallet) && !_isLive(id);
        return fits ? Promise.None : Promise.Hold1;
    }

    // ------------------------------------------------------------------ executed

    function _execute(uint256 hold) private {
        if (hold == holds.length) return;
        (uint256 token, uint256 owner) = (holds[hold].token, holds[hold].wallet);
        uint256 taker = _takerOf(token, owner);
        uint256 units = _chance(50) ? holds[hold].units : _roll(holds[hold].units + 2);
        if (_chance(60)) units -= units % lots[token];
        bool isSuccessors = owner != holds[hold].placedOn;
        if (isSuccessors && _chance(70)) units = holds[hold].units;
        // Rather to somebody who has units already: there is room for him.
        for (uint256 i = 0; i < 3 && books[token].accounts[taker].balance == 0; ++i) {
            taker = _takerOf(token, owner);
        }
        bool byOther = _chance(isSuccessors ? 2 : 8);
        address sender = byOther ? wallets[_anyWallet()] : holds[hold].executor;
        if (sender == address(0)) sender = RELAYER;
        byHoldersKey = true;

        bool isMine = _isMine(hold, sender) && !_isOver(hold);
        // A promise ends with the key that made it.
        bool isThere = units != 0 && units <= holds[hold].units && !isSuccessors;
        Promise forbiddenBy = isMine ? Promise.Hold1 : Promise.Power1;
        if (isMine && isSuccessors) record.saw(Sight.SuccessorsHoldRefused);
        if (isMine && isThere) {
            _unheld(hold, units);
            forbiddenBy = _forbidsTransfer(token, sender, owner, taker, units);
        }
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.executeHold,
            (holds[hold].id, _addressOf(taker), units)
        );
        if (_does(Act.ExecuteHold, sender, address(tokens[token]), call, forbiddenBy)) {
            _sawRules(token, owner, units);
            _movedByKey(token, owner, taker, units);
        } else if (isMine && isThere) {
            _heldAgain(hold, units);
        }
    }

    /// Where nothing is held there is no executor.
    function _isMine(uint256 hold, address sender) private view returns (bool) {
        return holds[hold].units != 0 && holds[hold].executor == sender;
    }

    function _isOver(uint256 hold) private view returns (bool) {
        Hold storage each = holds[hold];
        return each.units != 0 && each.until != 0 && block.timestamp > each.until;
    }

    // ------------------------------------------------------------------ released

    /// EXIT-1: after its end anybody ends it, whatever became of the holder.
    function _letGo(uint256 hold) private {
        if (hold == holds.length) return;
        (uint256 token, uint256 owner) = (holds[hold].token, holds[hold].wallet);
        uint256 units = _chance(60) ? holds[hold].units : _roll(holds[hold].units + 2);
        bool isOver = _isOver(hold);
        if (isOver && token != YEN && _chance(15)) _pauseClass(token);
        address sender = isOver || _chance(30) ? RELAYER : holds[hold].executor;
        bool isSuccessors = holds[hold].units != 0 && owner != holds[hold].placedOn;
        if (sender == address(0) || (isSuccessors && _chance(60))) sender = wallets[owner];
        bool isHis =
            isSuccessors && sender == wallets[owner] && holds[hold].purpose == HoldPurpose.Trade;
        Promise forbiddenBy = Promise.None;
        if (units == 0 || units > holds[hold].units) forbiddenBy = Promise.Hold1;
        if (!isOver && !isHis && !_isMine(hold, sender)) forbiddenBy = Promise.Power1;

        bytes memory call = abi.encodeCall(IPassGatedAnnex.releaseHold, (holds[hold].id, units));
        Act act = isOver ? Act.ReleaseHoldAfterItsEnd : Act.ReleaseHoldAsExecutor;
        if (!_does(act, sender, address(tokens[token]), call, forbiddenBy)) return;
        _unheld(hold, units);
        if (isOver) record.checked(Promise.Exit1, 1);
        if (isOver && !_works(owner)) record.saw(Sight.ReleasedWithoutPass);
        if (isOver && books[token].paused) record.saw(Sight.ReleasedWhilePaused);
        if (owner != holds[hold].placedOn) record.saw(Sight.SuccessorsHoldReleased);
    }

    function _pauseClass(uint256 class) private {
        bytes memory call = abi.encodeCall(IRegistrarDesk.pause, (_classAt(class)));
        if (_does(Act.Pause, address(this), address(desk), call, Promise.None)) {
            books[class].paused = true;
        }
    }

    /// Of what was promised on a wallet that was lost since; by now another's.
    /// @return done There was one.
    function _endSuccessorsHold() internal returns (bool done) {
        uint256 count = successorsHolds.length;
        if (count == 0) return false;
        uint256 hold = successorsHolds[count - 1];
        Hold storage each = holds[hold];
        if (each.units == 0 || _latest(hold) != hold) {
            successorsHolds.pop();
            return false;
        }
        if (_isOver(hold)) {
            _letGo(hold);
        } else {
            // Rather later than by a wallet that may not.
            if (!_works(each.wallet) && _chance(80)) return false;
            if (_chance(50)) _execute(hold);
            else _letGo(hold);
        }
        return true;
    }

    /// To its last second or the first one after; there it is executed or released.
    function _waitForHold(uint256 hold) private {
        if (hold == holds.length) return _promise(false);
        uint256 turn = uint256(holds[hold].until) + _roll(2);
        if (turn > block.timestamp && turn < block.timestamp + 60 days) {
            _wait(turn - block.timestamp);
        }
        if (_chance(50)) _execute(hold);
        else _letGo(hold);
    }

    /// Mostly one of the last, of which something is left; how many there are if there is none.
    /// @param isOdd Rather one whose holder's pass does not work, else one whose holder's does.
    function _recentHold(bool isOdd) private returns (uint256 hold) {
        uint256 most = holds.length < RECENT ? holds.length : RECENT;
        if (most == 0) return holds.length;
        for (uint256 i = 0; i < 10; ++i) {
            hold = _latest(holds.length - 1 - _roll(_chance(50) ? most : holds.length));
            bool isOpen = holds[hold].units != 0 && holds[hold].until != 0;
            if (isOpen && (isOdd != _works(holds[hold].wallet) || i > 5)) break;
            if (_chance(2)) break;
        }
    }
}
