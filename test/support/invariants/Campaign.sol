// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassWord } from "../../../contracts/types/ClassWord.sol";
import { vm } from "../Vm.sol";
import { Attempts } from "./Attempts.sol";
import { AuthorizationActs } from "./AuthorizationActs.sol";
import { Checks } from "./Checks.sol";
import { ConsentActs } from "./ConsentActs.sol";
import { DvpActs } from "./DvpActs.sol";
import { HoldActs } from "./HoldActs.sol";
import { HolderActs } from "./HolderActs.sol";
import { LegalActs } from "./LegalActs.sol";
import { LinkActs } from "./LinkActs.sol";
import { ListActs } from "./ListActs.sol";
import { OfficerActs } from "./OfficerActs.sol";
import { OrderActs } from "./OrderActs.sol";
import { PowerActs } from "./PowerActs.sol";
import { Random } from "./Random.sol";
import { Record } from "./Record.sol";
import { RecordDateActs } from "./RecordDateActs.sol";
import { RegistrarActs } from "./RegistrarActs.sol";
import { RuleActs } from "./RuleActs.sol";
import { Sight } from "./Sight.sol";
import { YenOfficeActs } from "./YenOfficeActs.sol";

/// One run: a platform of its own, and a random life on it that depends on the seed alone.
contract Run is
    LinkActs,
    ListActs,
    OfficerActs,
    PowerActs,
    HolderActs,
    AuthorizationActs,
    HoldActs,
    RegistrarActs,
    LegalActs,
    OrderActs,
    RuleActs,
    ConsentActs,
    RecordDateActs,
    YenOfficeActs,
    DvpActs,
    Checks
{
    /// How many wallets have a pass from the first day on.
    uint256 private constant FIRST_DAY = 6;

    constructor(Record record_, uint256 seed) Attempts(record_) Random(seed) {}

    /// A first day: passes for most wallets, units and yen for those that may have them.
    function begin() external {
        for (uint256 i = 0; i < FIRST_DAY; ++i) {
            _grant(i < 3 ? i : i + 1, _anyClaims(), i % 2 == 0, Fault.None);
            // The officers' quota is a day's.
            if (i % 3 == 2) _wait(1 days);
        }
        _wait(VETO_WINDOW);
        // One investor with two or three wallets, mostly.
        for (uint256 i = 0; i < 2; ++i) {
            if (_chance(75)) _link(0, i == 0 ? 3 : FIRST_DAY + 1, Fault.None);
        }
        if (_chance(60)) _grantSystem(WALLETS - 1, Fault.None);
        if (_chance(75)) _wait(VETO_WINDOW);
        _attestReserve();
        _listCash();
        _setVenue(1, address(dvp), true);
        for (uint256 i = 0; i < PURSES; ++i) _setPurse(i);
        for (uint256 i = 0; i < WALLETS; ++i) {
            for (uint256 token = 0; token < TOKENS; ++token) {
                _allow(token, i, address(dvp), type(uint256).max);
                if (token == YEN) _mint(i);
                else _issue(token, i);
            }
        }
        _checkAll();
    }

    /// Sets every token's pass epoch to one of the last three, as after many disownings. The words of
    /// the first day stay as they are: should an epoch wrap, their old yes would count again.
    function raiseEpochs() external {
        uint256 field = uint256(type(uint16).max) << 208;
        for (uint256 token = 0; token < TOKENS; ++token) {
            uint256 word = ClassWord.unwrap(tokens[token].classWord());
            bytes32 slot = _slotOfClassWord(token);
            uint256 epoch = type(uint16).max - _roll(3);
            vm.store(address(tokens[token]), slot, bytes32((word & ~field) | (epoch << 208)));
        }
    }

    /// @param isLate The run nears its end: classes may close.
    function step(bool isLate) external {
        if (_isUntold()) {
            _stepBeforeTold();
        } else if (_chance(10)) {
            _repair();
        } else if (!_chance(25) || !_endSuccessorsHold()) {
            uint256 kind = _roll(100);
            if (kind < 11) _passAct();
            else if (kind < 19) _linkActWithHolds();
            else if (kind < 25) _listAct();
            else if (kind < 30) _officerAct();
            else if (kind < 32) _powerAct();
            else if (kind < 40) _holderAct();
            else if (kind < 43) _authorizationAct();
            else if (kind < 49) _holdAct();
            else if (kind < 55) _registrarAct(isLate);
            else if (kind < 58) _legalAct();
            else if (kind < 70) _orderAct();
            else if (kind < 73) _ruleAct();
            else if (kind < 77) _consentAct();
            else if (kind < 79) _recordDateAct();
            else if (kind < 84) _yenAct();
            else if (kind < 89) _yenOfficeAct();
            else if (kind < 96) _dvpAct();
            else _timeAct();
        }
        _checkAll();
    }

    /// What is promised or frozen of a lost wallet's units goes with them.
    function _linkActWithHolds() private {
        uint256 wallet = _chance(50) ? 0 : 3;
        if (_chance(20)) _encumber(_roll(CLASSES), wallet);
        else if (_chance(50)) {
            for (uint256 i = 0; i < TOKENS; ++i) if (_chance(65)) _promiseForLong(i, wallet);
        } else if (_chance(25)) _freezeUnits(_roll(CLASSES), wallet);
        if (_chance(75) || !_unmakeRecovery()) _linkAct();
    }

    /// A recovery that was good, and perhaps carried out, is so no more: its officer is disowned, and the
    /// lost wallet comes back.
    function _unmakeRecovery() private returns (bool) {
        uint256 first = _roll(TOKENS * WALLETS);
        for (uint256 i = first; i < first + TOKENS * WALLETS; ++i) {
            (uint256 token, uint256 lost) = ((i / WALLETS) % TOKENS, i % WALLETS);
            bool wasCarriedOut = books[token].accounts[lost].wasRecovered;
            if (!_hasSuccessor(lost) || (!wasCarriedOut && _chance(90))) continue;
            _disown(lost);
            if (_isRecoveryOpen(lost)) _veto(lost);
            for (uint256 j = 0; j < 3 && truths[lost].state == Stage.Suspended; ++j) {
                _reinstateListed();
            }
            if (_isUntold() || token == YEN) return true;
            _checkAll();
            _issue(token, lost);
            _encumber(token, lost);
            return true;
        }
        return false;
    }

    /// What makes a wallet's pass work again, whatever it lacks: else most would stand still before long.
    function _repair() private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 12 && (_works(wallet) || _isNew(wallet)); ++i) {
            wallet = _anyWallet();
        }
        if (truths[wallet].state == Stage.Suspended) _reinstateListed();
        else if (_isGranted(wallet)) _renew(wallet);
        else if (_mayBeGranted(wallet)) _grant(wallet, _anyClaims(), _chance(50), Fault.None);
        else _passAct();
    }

    /// While classes are still to be told of a disowning: passes, what keys move, time, and the telling.
    function _stepBeforeTold() private {
        uint256 kind = _roll(100);
        if (kind < 8) _passAct();
        else if (kind < 13) _linkAct();
        else if (kind < 20) _listAct();
        else if (kind < 27) _officerAct();
        else if (kind < 60) _actBeforeTold();
        else if (kind < 76) _holderAct();
        else if (kind < 80) _timeAct();
        else _tell();
    }

    function _slotOfClassWord(uint256 token) private view returns (bytes32 slot) {
        bytes32 word = bytes32(ClassWord.unwrap(tokens[token].classWord()));
        while (vm.load(address(tokens[token]), slot) != word) slot = bytes32(uint256(slot) + 1);
    }
}

/// Many runs, written into one record.
abstract contract Campaign {
    uint256 private constant STEPS = 500;
    uint256 private constant SHORT = 32;
    uint256 private constant LONG = 220;

    Record internal record;

    function _campaign(bytes32 seed, bool atLastEpochs) internal {
        uint256 only = vm.envOr("KESSAI_FUZZ_RUN", uint256(0));
        record = new Record(only != 0);
        // There every word is old, so that a class asks the pass although nobody told it to.
        if (atLastEpochs) record.excuse(Sight.MovedBeforeTold);
        uint256 runs = _isLong() ? LONG : SHORT;
        uint256 first = only == 0 ? 1 : only;
        uint256 last = only == 0 ? runs : only;
        for (uint256 i = first; i <= last; ++i) {
            record.stepBegins(i, 0);
            Run run = new Run(record, uint256(keccak256(abi.encode(seed, i))));
            run.begin();
            if (atLastEpochs) run.raiseEpochs();
            uint256 breaches = record.totalBreaches();
            for (uint256 step = 1; step <= STEPS; ++step) {
                // What follows a breach says nothing: the truth no longer fits.
                if (record.totalBreaches() != breaches) return;
                record.stepBegins(i, step);
                run.step(step > (STEPS * 4) / 5);
            }
        }
    }

    function _isLong() private view returns (bool) {
        return keccak256(bytes(vm.envOr("KESSAI_FUZZ", string("")))) == keccak256("long");
    }
}
