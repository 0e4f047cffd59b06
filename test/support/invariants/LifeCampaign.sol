// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { vm } from "../Vm.sol";
import { LifeAttempts } from "./LifeAttempts.sol";
import { LifeChecks } from "./LifeChecks.sol";
import { Deed } from "./LifeDeed.sol";
import { LifeRecord } from "./LifeRecord.sol";
import { Promise } from "./Promise.sol";
import { Random } from "./Random.sol";

/// One run: a platform of its own, and a random life of its classes that depends on the seed alone.
contract LifeRun is LifeChecks {
    constructor(LifeRecord record_, uint256 seed) LifeAttempts(record_) Random(seed) {}

    function begin() external {
        _setRates(false);
        uint256[WALLETS] memory older = [uint256(0), 0, 0, 3, 3, 5, 6, 7, 8, 9];
        for (uint256 i = 0; i < UNLINKED; ++i) {
            if (older[i] == i) _firstPass(i, uint8(i == 5 ? 1 : _roll(2)), i);
        }
        address[5] memory others = [ISSUER, SECOND_PAYER, TAX_OFFICE, CREDITOR, EXECUTOR];
        for (uint256 i = 0; i < others.length; ++i) _grantAlways(others[i]);
        investors += uint32(others.length);
        _waitTo(block.timestamp + VETO_WINDOW);
        for (uint256 i = 0; i < UNLINKED; ++i) {
            if (older[i] != i) _firstPass(i, people[older[i]].taxClass, older[i]);
        }
        _waitTo(block.timestamp + VETO_WINDOW);
        _fundPayers();
        (yenOf[ISSUER], yenOf[SECOND_PAYER]) = (YEN_OF_PAYER, YEN_OF_PAYER);
        // Without any units.
        _lend(SHARE);
        _beginSplit(0);
        for (uint256 class = 0; class < CLASSES; ++class) {
            books[class].cap = CAP;
            for (uint256 i = 0; i < UNLINKED; ++i) {
                if (!_chance(15))
                    _issue(
                        class,
                        i,
                        1 +
                            _roll(
                                _chance(30)
                                    ? 12
                                    : _chance(15)
                                        ? 1
                                        : 3_000
                            )
                    );
            }
            _declare(class, uint16(_today() + _roll(4)));
        }
        _checkAll();
    }

    function step() external {
        if (yenPaused && _chance(30)) _pauseYen(false);
        if (books[SHARE].inAction && _chance(40)) {
            _splitAct(SHARE);
            return _checkAll();
        }
        uint256 class = _chance(75) ? SHARE : BOND;
        uint256 kind = _roll(100);
        if (kind < 10) _unitsAct(class);
        else if (kind < 22) _holdAct(class);
        else if (kind < 34) _orderAct(class);
        else if (kind < 46) _passAct(class);
        else if (kind < 49) _yenAct();
        else if (kind < 53) _dateAct(class);
        else if (kind < 80) _payAct(class);
        else if (kind < 92) _splitAct(class);
        else _timeAct();
        _checkAll();
    }

    // ------------------------------------------------------------------ kinds of acts

    /// Few for the share, whose splits keep away from them.
    function _dateAct(uint256 class) private {
        if (class == SHARE && ahead[class].length != 0 && _chance(75)) return;
        bool isNear = class == BOND || _chance(75);
        _declare(class, uint16(_today() + _roll(isNear ? 4 : 20)));
    }

    function _unitsAct(uint256 class) private {
        uint256 place = _anyHolder(class);
        if (_chance(20)) {
            uint256 left =
                books[class].cap > books[class].supply ? books[class].cap - books[class].supply : 0;
            uint256 units = _chance(10) ? left + 1 : 1 + _roll(800);
            return _issue(class, _anyPlace(), units);
        }
        _transfer(class, place, _otherThan(place), _some(books[class].balance[place]));
    }

    function _holdAct(uint256 class) private {
        uint256 kind = _roll(100);
        uint256 place = _anyHolder(class);
        uint256 most = _least(books[class].balance[place], _chance(30) ? 4 : type(uint64).max);
        if (kind < 25) return _hold(class, place, _some(most));
        if (kind < 42) return _encumber(class, place, _some(most), kind < 34);
        (bool isThere, uint256 hold) = _anyHold(class);
        if (!isThere) return;
        if (_chance(40)) {
            hold = _recoveredHold(class, hold);
            bool isLost = promises[hold].place != promises[hold].placedBy;
            if (promises[hold].purpose != HoldPurpose.Trade) isLost = false;
            if (isLost && _chance(50)) return _execute(hold, _anyPlace());
        }
        if (promises[hold].purpose == HoldPurpose.Trade && kind < 62) {
            return _execute(hold, _anyPlace());
        }
        if (promises[hold].purpose == HoldPurpose.Trade || kind < 46) {
            address sender =
                _chance(60)
                    ? EXECUTOR
                    : _chance(50)
                        ? wallets[promises[hold].place]
                        : STRANGER;
            return _release(hold, sender);
        }
        if (kind < 88) return _releaseByOrder(hold);
        _namePayeeOf(hold);
    }

    /// Mostly the wallet of a trade's hold.
    function _anyPromiser(uint256 class) private returns (uint256 place) {
        uint256[] storage list = live[class];
        place = _anyPlace();
        for (uint256 i = 0; i < list.length; ++i) {
            Promised storage each = promises[list[i]];
            bool isTrade = each.purpose == HoldPurpose.Trade && block.timestamp < each.until;
            if (isTrade && _siblings(each.place).length > 1) return each.place;
        }
    }

    /// One that came with a lost wallet, if there is any.
    function _recoveredHold(uint256 class, uint256 otherwise) private view returns (uint256) {
        uint256[] storage list = live[class];
        for (uint256 i = 0; i < list.length; ++i) {
            Promised storage each = promises[list[i]];
            bool isLost = each.units != 0 && each.place != each.placedBy;
            if (isLost && (each.until == 0 || block.timestamp <= each.until)) return list[i];
        }
        return otherwise;
    }

    function _namePayeeOf(uint256 hold) private {
        uint256 kind = _roll(10);
        address payee =
            kind < 5
                ? CREDITOR
                : kind < 7
                    ? UNKNOWN_CREDITOR
                    : kind < 9
                        ? wallets[_anyPlace()]
                        : address(0);
        _namePayee(hold, payee);
    }

    function _orderAct(uint256 class) private {
        uint256 kind = _roll(100);
        uint256 place = _anyHolder(class);
        Book storage book = books[class];
        if (kind < 12) return _freeze(class, place, 0);
        if (kind < 30) return _freeze(class, place, 1 + _roll(book.balance[place] + 2));
        if (kind < 65) {
            for (uint256 i = 0; i < WALLETS; ++i) {
                uint256 spot = (place + i) % WALLETS;
                if (book.stopped[spot]) return _unfreeze(class, spot, true);
                if (book.frozen[spot] != 0) return _unfreeze(class, spot, false);
            }
            return;
        }
        (bool isThere, uint256 hold) = _anyHold(class);
        uint256 to = _anyPlace();
        if (kind < 75) {
            if (!isThere || promises[hold].purpose != HoldPurpose.Pledge) return;
            return _force(Deed.ExecutePledge, class, 0, to, hold);
        }
        if (!isThere || _chance(50) || promises[hold].purpose == HoldPurpose.Trade) {
            hold = type(uint256).max;
        }
        Deed deed =
            kind < 83
                ? Deed.ForcedTransfer
                : kind < 89
                    ? Deed.Inheritance
                    : kind < 95
                        ? Deed.CourtOrder
                        : Deed.Cancel;
        _force(deed, class, place, to, hold);
    }

    function _passAct(uint256 class) private {
        uint256 kind = _roll(100);
        uint256 place = _anyPlace();
        if (kind < 12) return _suspend(place);
        if (kind < 18) return _revoke(place);
        if (kind < 70) {
            for (uint256 i = 0; i < WALLETS; ++i) {
                uint256 spot = (place + i) % WALLETS;
                Person storage person = people[spot];
                bool isStopped = person.investor != 0 && !person.lost && !_works(spot);
                if (isStopped && block.timestamp >= person.validFrom) return _repair(spot);
            }
            return;
        }
        if (kind < 78) {
            if (people[UNLINKED].investor != 0) return;
            uint256 older = _chance(80) ? _roll(SYSTEM_WALLET) : UNLINKED;
            if (older != UNLINKED && !_works(older)) return;
            return _firstPass(UNLINKED, older == UNLINKED ? 1 : people[older].taxClass, older);
        }
        if (kind < 83) return _lose(_chance(50) ? place : _anyPromiser(class));
        for (uint256 i = 0; i < WALLETS; ++i) {
            uint256 spot = (place + i) % WALLETS;
            if (!people[spot].lost) continue;
            if (kind >= 92) return _recoverYen(spot);
            _recover(class, spot);
            uint256 hold = _recoveredHold(class, promises.length);
            if (hold == promises.length || promises[hold].purpose != HoldPurpose.Trade) return;
            return _execute(hold, _anyPlace());
        }
    }

    function _yenAct() private {
        uint256 kind = _roll(10);
        uint256 place = _anyPlace();
        if (kind < 3) return _pauseYen(true);
        if (kind < 5) return _stopYen(place, true);
        for (uint256 i = 0; i < WALLETS; ++i) {
            uint256 spot = (place + i) % WALLETS;
            if (people[spot].yenStopped) return _stopYen(spot, false);
        }
    }

    function _payAct(uint256 class) private {
        uint256 kind = _roll(100);
        if (!areRatesWhole && _chance(2)) return _setRates(true);
        if (kind < 16 || payments.length == 0) return _announce(class);
        if (kind < 28) return _fund(_paymentIn(IDistribution.Phase.Announced));
        if (kind < 31) return _payIn(_anyPayment(1), 1 + _roll(4_000));
        if (kind < 33) {
            bool isAny = _chance(50);
            return _withdraw(isAny ? _anyPayment(1) : _paymentIn(IDistribution.Phase.Funded));
        }
        if (kind < 60) return _pushSome(_paymentIn(IDistribution.Phase.Funded));
        if (kind < 66) return _pushAll(_paymentIn(IDistribution.Phase.Funded));
        if (kind < 84) return _claimAny();
        if (kind < 92) return _collect(_paymentIn(IDistribution.Phase.Complete));
        if (kind < 93) return _returnUnclaimed(_anyPayment(1));
        uint256 by = _anyPlace();
        if (people[by].investor == 0) return;
        uint256[] memory places = _siblings(by);
        uint256 payout = _payoutOf(by);
        uint256 to = _chance(70) ? places[_roll(places.length)] : _anyPlace();
        _namePayoutWallet(_chance(70) ? payout : by, to);
    }

    /// Rather where something is owed.
    function _claimAny() private {
        uint256 first = _roll(payments.length);
        for (uint256 i = 0; i < payments.length; ++i) {
            uint256 place = (first + i) % payments.length;
            bytes32[] storage keys = payments[place].owedKeys;
            if (keys.length == 0 || _chance(5)) continue;
            bytes32 key = keys[_roll(keys.length)];
            if (_chance(50)) _clear(place, key);
            return _claim(place, key);
        }
        _claim(first, _keyOf(_anyPlace()));
    }

    /// Some of what is in the way of a claim.
    function _clear(uint256 payment, bytes32 key) private {
        Debt memory debt = debts[payment][key];
        uint256 class = payments[payment].class;
        if (debt.hold != 0) {
            if (promises[debt.hold - 1].payee == address(0)) _namePayeeOf(debt.hold - 1);
            return;
        }
        uint256[] memory places = _siblings(debt.place);
        for (uint256 i = 0; i < places.length; ++i) {
            if (books[class].stopped[places[i]]) _unfreeze(class, places[i], true);
            if (books[class].frozen[places[i]] != 0) _unfreeze(class, places[i], false);
            if (people[places[i]].yenStopped) _stopYen(places[i], false);
        }
    }

    function _splitAct(uint256 class) private {
        uint256 lent = lentTo[class];
        if (lent == 0 || _chance(3)) {
            if (_chance(4)) return _recall(class);
            if (scalings.length != 0 && _chance(8)) return _anyOf(_roll(scalings.length));
            return _lend(class);
        }
        Scaling storage scaling = scalings[lent - 1];
        if (_chance(3)) return _recall(class);
        if (scaling.phase == ISplit.Phase.None) {
            bool isHopeless = scaling.isMalformed || class == BOND;
            return isHopeless && _chance(60) ? _recall(class) : _beginSplit(lent - 1);
        }
        if (_chance(scaling.done == 0 ? 12 : 4)) return _anyOf(lent - 1);
        // Now and then it lasts.
        if (_chance(4)) return _waitTo(block.timestamp + 1 days + _roll(8 days));
        if (scaling.payment != 0) {
            uint256 payment = scaling.payment - 1;
            if (payments[payment].phase == IDistribution.Phase.Funded) {
                return _fractionsAct(lent - 1, payment);
            }
        }
        if (_chance(scaling.done == 0 ? 10 : 25)) _scaleAll(lent - 1);
        else if (_chance(15)) _scaleMost(lent - 1);
        else _scaleSome(lent - 1);
    }

    function _fractionsAct(uint256 place, uint256 payment) private {
        uint256 kind = _roll(100);
        if (kind < 8) return _scaleSome(place);
        if (kind < 20) return _payIn(payment, 1 + _roll(10_000));
        if (kind < 24 && !areRatesWhole) return _setRates(true);
        if (kind < 35) return _pushAll(payment);
        _pushSome(payment);
    }

    /// Anything, in whatever phase it is.
    function _anyOf(uint256 place) private {
        uint256 kind = _roll(10);
        if (kind < 6) _abortSplit(place);
        else if (kind < 8) _beginSplit(place);
        else _scaleSome(place);
    }

    function _timeAct() private {
        uint256 kind = _roll(10);
        if (kind < 5) return _waitTo(block.timestamp + 1 + _roll(8 hours));
        if (kind < 9) return _waitTo(block.timestamp + 1 hours + _roll(3 days));
        _waitTo(block.timestamp + _roll(12 days));
    }

    // ------------------------------------------------------------------ the end

    /// Strangers end it: all that can be done is done, what nobody can claim goes back, and the purse is empty.
    function end() external {
        _pauseYen(false);
        if (!areRatesWhole) _setRates(true);
        _waitTo(block.timestamp + 31 days);
        for (uint256 i = 0; i < payments.length; ++i) _endPayment(i);
        _endSplit();
        for (uint256 i = 0; i < payments.length; ++i) _endPayment(i);
        _checkAll();
        uint256 last;
        for (uint256 i = 0; i < payments.length; ++i) {
            if (payments[i].terms.owedUntil > last) last = payments[i].terms.owedUntil;
        }
        _waitTo(last + 1);
        for (uint256 i = 0; i < payments.length; ++i) {
            if (!_isFunded(i)) continue;
            _returnUnclaimed(i);
            _collect(i);
            _checkPayment(i);
        }
        _checkAll();
        record.checked(Promise.Pay1);
        if (yenOf[address(distribution)] == 0) record.saw(Deed.SawPurseEmpty);
        else record.breach(Promise.Pay1, "something stays in the purse for good");
    }

    function _isFunded(uint256 place) private view returns (bool) {
        IDistribution.Phase phase = payments[place].phase;
        return phase == IDistribution.Phase.Funded || phase == IDistribution.Phase.Complete;
    }

    function _endPayment(uint256 place) private {
        Payment storage payment = payments[place];
        if (payment.phase == IDistribution.Phase.Announced) _withdraw(place);
        if (payment.phase != IDistribution.Phase.Funded) return;
        if (payment.terms.denominator != 0) _payIn(place, 100_000);
        _pushAll(place);
        bool isWaiting = books[payment.class].inAction;
        _breachIf(
            !isWaiting && payment.phase != IDistribution.Phase.Complete,
            Promise.Complete1,
            "not complete, though everybody was named"
        );
        _checkPayment(place);
    }

    function _endSplit() private {
        uint256 lent = lentTo[SHARE];
        if (lent == 0 || scalings[lent - 1].phase != ISplit.Phase.Begun) return;
        _scaleAll(lent - 1);
        _breachIf(
            books[SHARE].inAction,
            Promise.Complete1,
            "not done, though every wallet was named"
        );
    }
}

/// Many runs, written into one record.
abstract contract LifeCampaign {
    uint256 private constant STEPS = 500;
    uint256 private constant SHORT = 48;
    uint256 private constant LONG = 240;

    LifeRecord internal record;

    function _campaign(bytes32 seed) internal {
        uint256 only = vm.envOr("KESSAI_FUZZ_RUN", uint256(0));
        record = new LifeRecord(only != 0);
        uint256 first = only == 0 ? 1 : only;
        uint256 last = only == 0 ? (_isLong() ? LONG : SHORT) : only;
        for (uint256 i = first; i <= last; ++i) {
            record.stepBegins(i, 0);
            LifeRun run = new LifeRun(record, uint256(keccak256(abi.encode(seed, i))));
            run.begin();
            for (uint256 step = 1; step <= STEPS; ++step) {
                // What follows a breach says nothing: the truth no longer fits.
                if (record.totalBreaches() != 0) return;
                record.stepBegins(i, step);
                run.step();
            }
            if (record.totalBreaches() == 0) run.end();
        }
    }

    function _isLong() private view returns (bool) {
        return keccak256(bytes(vm.envOr("KESSAI_FUZZ", string("")))) == keccak256("long");
    }
}
