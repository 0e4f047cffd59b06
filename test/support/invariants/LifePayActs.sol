// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { ITaxTable } from "../../../contracts/securities/actions/interfaces/ITaxTable.sol";
import { IRecordDates } from "../../../contracts/securities/interfaces/IRecordDates.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PaymentKind } from "../../../contracts/types/PaymentKind.sol";
import { Deed } from "./LifeDeed.sol";
import { LifePayTruth } from "./LifePayTruth.sol";
import { Promise } from "./Promise.sol";

/// Distributions, pushed by anybody with lists of any kind.
abstract contract LifePayActs is LifePayTruth {
    uint256 private _numbers;
    /// The last payment that something happened to.
    uint256 internal lastPayment;

    // ------------------------------------------------------------------ rates

    function _setRates(bool areWhole) internal {
        ITaxTable.Row[] memory rows = new ITaxTable.Row[](24);
        uint256 count;
        for (uint256 kind = 0; kind < 6; ++kind) {
            for (uint8 taxClass = 0; taxClass < 2; ++taxClass) {
                bool isLate = kind == uint256(PaymentKind.FractionCash) && taxClass == 1;
                if (isLate != areWhole) continue;
                rows[count++] = _row(PaymentKind(kind), taxClass, FIRST_DAY);
                rows[count++] = _row(PaymentKind(kind), taxClass, NEW_RATES);
            }
        }
        assembly ("memory-safe") {
            mstore(rows, count)
        }
        bytes memory call = abi.encodeCall(ITaxTable.setRates, (rows));
        _does(Deed.SetRates, address(this), address(taxes), call, Promise.Rules);
        areRatesWhole = areWhole;
    }

    function _row(
        PaymentKind kind,
        uint8 taxClass,
        uint16 from
    ) private pure returns (ITaxTable.Row memory) {
        JstDate day = JstDate.wrap(from);
        (uint24 national, uint24 local) = _ratesOf(kind, taxClass, day);
        return ITaxTable.Row(kind, false, taxClass, day, JstDate.wrap(NEVER), national, local);
    }

    // ------------------------------------------------------------------ announced, funded, withdrawn

    function _announce(uint256 class) internal {
        IDistribution.Terms memory terms;
        terms.token = classes[class];
        terms.kind = _chance(70) ? PaymentKind.Dividend : PaymentKind.TrustDistribution;
        uint256 count = copies[class].length;
        bool isEarly = count == 0 || _chance(8);
        terms.recordId = uint16(isEarly ? count + 1 : count - _roll(_least(count, 3)));
        terms.perUnit = uint96(_roll(40) * ONE + _roll(ONE) + 1);
        terms.date = JstDate.wrap(uint16(_today() + _roll(30)));
        terms.taxTo = TAX_OFFICE;
        terms.owedUntil = uint48(block.timestamp + 6 * 366 days);
        terms.document = REASON;
        terms.number = ++_numbers + (1 << 128);
        address sender = _chance(6) ? STRANGER : address(this);
        uint256 flaw = _roll(30);
        if (flaw == 0) terms.perUnit = 0;
        else if (flaw == 1) terms.date = JstDate.wrap(_today() - 1);
        else if (flaw == 2) terms.owedUntil = uint48(block.timestamp + 5 * 366 days - 1);
        else if (flaw == 3) terms.funding = 1;
        else if (flaw == 4 && payments.length != 0) terms = payments[_anyPayment(1)].terms;

        bool isKnown = paymentAt[_idOf(terms)] != 0;
        _forbid(sender == STRANGER, IDistribution.NotAPayingAgent.selector);
        _forbid(isKnown, IDistribution.AnnouncedBefore.selector);
        _forbid(flaw < 4 && flaw != 2, IDistribution.TermsMalformed.selector);
        _forbid(flaw == 2, IDistribution.OwedTooShort.selector);
        _forbid(!isKnown && isEarly, IRecordDates.RecordDateNotOver.selector);
        bytes memory call = abi.encodeCall(IDistribution.announce, (terms));
        if (_does(Deed.Announce, sender, address(distribution), call, Promise.Pay1)) {
            lastPayment = _wasAnnounced(class, terms, sender);
        }
    }

    function _fund(uint256 place) internal {
        Payment storage payment = payments[place];
        address payer = _chance(50) ? ISSUER : SECOND_PAYER;
        address sender = _chance(8) ? STRANGER : payer;
        _forbidPhase(payment, IDistribution.Phase.Announced);
        _forbid(sender != payer, IDistribution.NotThePayer.selector);
        bytes memory call = abi.encodeCall(IDistribution.fund, (payment.terms, payer));
        if (_does(Deed.Fund, sender, address(distribution), call, Promise.Pay1)) {
            _wasFunded(place, payer);
        }
    }

    function _forbidPhase(Payment storage payment, IDistribution.Phase phase) private {
        _forbid(payment.phase != phase, IDistribution.WrongPhase.selector);
        _forbid(yenPaused, IPassGatedToken.TokenPaused.selector);
    }

    function _payIn(uint256 place, uint256 amount) internal {
        Payment storage payment = payments[place];
        _forbidPhase(payment, IDistribution.Phase.Funded);
        _forbid(payment.terms.denominator == 0, IDistribution.TermsMalformed.selector);
        bytes memory call = abi.encodeCall(IDistribution.payIn, (payment.terms, uint64(amount)));
        if (!_does(Deed.PayIn, SECOND_PAYER, address(distribution), call, Promise.Pay1)) return;
        payment.funded += amount;
        yenOf[SECOND_PAYER] -= amount;
        yenOf[address(distribution)] += amount;
    }

    function _withdraw(uint256 place) internal {
        Payment storage payment = payments[place];
        address sender = _chance(10) ? STRANGER : address(this);
        IDistribution.Phase phase = payment.phase;
        bool isOpen = phase == IDistribution.Phase.Announced || phase == IDistribution.Phase.Funded;
        _forbid(payment.announcer != sender, IDistribution.NotTheAnnouncer.selector);
        _forbid(!isOpen, IDistribution.WrongPhase.selector);
        _forbid(payment.done != 0, IDistribution.BegunAlready.selector);
        _forbid(payment.funded != 0 && yenPaused, IPassGatedToken.TokenPaused.selector);
        bytes memory call = abi.encodeCall(IDistribution.withdraw, (payment.terms));
        if (_does(Deed.Withdraw, sender, address(distribution), call, Promise.Pay1)) {
            _wasWithdrawn(place);
        }
    }

    function _wasWithdrawn(uint256 place) internal {
        Payment storage payment = payments[place];
        payment.phase = IDistribution.Phase.Withdrawn;
        payment.returned = payment.funded;
        if (payment.funded != 0) _paidOut(payment.payer, payment.funded);
    }

    // ------------------------------------------------------------------ pushed

    /// Some wallets, some of them again, some that nobody knows; the last one's holds perhaps not all.
    function _pushSome(uint256 place) internal {
        uint256 count = 1 + _roll(4);
        uint256[] memory list = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = i != 0 && _chance(12) ? list[i - 1] : _anyPlace();
        }
        _push(place, list, _chance(15));
    }

    function _pushAll(uint256 place) internal {
        uint256[] memory list = new uint256[](WALLETS);
        uint256 first = _roll(WALLETS);
        for (uint256 i = 0; i < WALLETS; ++i) list[i] = (first + i) % WALLETS;
        _push(place, list, false);
    }

    function _push(uint256 place, uint256[] memory list, bool isShort) internal {
        Payment storage payment = payments[place];
        lastPayment = place;
        (address[] memory named, bytes32[] memory holds, bool lacks) = _listsOf(
            payment.class,
            list,
            true,
            isShort
        );
        bool isOver = payment.phase == IDistribution.Phase.Complete;
        if (!isOver) _forbidPush(place, list, lacks);
        bytes memory call = abi.encodeCall(IDistribution.pay, (payment.terms, named, holds));
        bool done = _does(Deed.Pay, STRANGER, address(distribution), call, Promise.Pay1);
        if (done && !isOver) _pushed(place, list, lacks);
    }

    function _forbidPush(uint256 place, uint256[] memory list, bool lacks) private {
        Payment storage payment = payments[place];
        bool isFunded = payment.phase == IDistribution.Phase.Funded;
        _forbid(!isFunded, IDistribution.WrongPhase.selector);
        _forbid(_today() < JstDate.unwrap(payment.terms.date), IDistribution.NotYet.selector);
        // Then it fails for everybody whom it would pay.
        if (!isFunded || !yenPaused) return;
        try this.rehearsePush(place, list, lacks) {
            assert(false);
        } catch (bytes memory answer) {
            _forbid(bytes32(answer) != 0, IPassGatedToken.TokenPaused.selector);
        }
    }

    /// Always reverts, with the number of payments that it would try.
    function rehearsePush(uint256 place, uint256[] calldata list, bool lacks) external {
        paymentsTried = 0;
        _pushed(place, list, lacks);
        uint256 count = paymentsTried;
        assembly ("memory-safe") {
            mstore(0, count)
            revert(0, 0x20)
        }
    }

    function _pushed(uint256 place, uint256[] memory list, bool lacks) private {
        Payment storage payment = payments[place];
        for (uint256 i = 0; i < list.length; ++i) {
            if (people[list[i]].investor == 0 || _allUnitsFor(place, list[i]) == 0) continue;
            if (investorsDone[place][_keyOf(list[i])]) record.saw(Deed.SawDoneBefore);
            else if (lacks && i + 1 == list.length) record.saw(Deed.SawHoldsNotNamed);
            else if (_isRescaling(place, list[i])) record.saw(Deed.SawRescaledBefore);
            else _reckon(place, list[i]);
        }
        if (payment.done == payment.supply) payment.phase = IDistribution.Phase.Complete;
    }

    /// @param ofInvestors All wallets' holds of each wallet's investor.
    /// @param isShort The last one's lack one, if there is any.
    /// @return named Wallets, some that nobody knows among them.
    /// @return holds Theirs, some that are gone among them.
    /// @return lacks Whether one is not named.
    function _listsOf(
        uint256 class,
        uint256[] memory list,
        bool ofInvestors,
        bool isShort
    ) internal returns (address[] memory named, bytes32[] memory holds, bool lacks) {
        named = new address[](2 * list.length + 1);
        holds = new bytes32[](200);
        uint256 count;
        uint256 spot;
        if (_chance(15)) named[count++] = STRANGER;
        for (uint256 i = 0; i < list.length; ++i) {
            if (_chance(6)) named[count++] = ISSUER;
            named[count++] = wallets[list[i]];
            if (_chance(10)) holds[spot++] = _goneHold(class);
            uint256 before = spot;
            spot = _addHolds(class, list[i], ofInvestors, holds, spot);
            if (isShort && i + 1 == list.length && spot != before) {
                uint256 lacking = before + _roll(spot - before);
                for (--spot; lacking < spot; ++lacking) holds[lacking] = holds[lacking + 1];
                lacks = true;
            }
        }
        assembly ("memory-safe") {
            mstore(named, count)
            mstore(holds, spot)
        }
    }

    function _addHolds(
        uint256 class,
        uint256 place,
        bool ofInvestors,
        bytes32[] memory holds,
        uint256 spot
    ) private view returns (uint256) {
        uint256[] memory places = new uint256[](1);
        places[0] = place;
        if (ofInvestors) places = _siblings(place);
        for (uint256 i = 0; i < places.length; ++i) {
            uint256[] memory his = _holdsOf(class, places[i]);
            for (uint256 j = 0; j < his.length; ++j) {
                if (promises[his[j]].units != 0) holds[spot++] = promises[his[j]].id;
            }
        }
        return spot;
    }

    /// One that ended since the list was made, or that never was.
    function _goneHold(uint256 class) private returns (bytes32) {
        uint256 count = gone[class].length;
        return count == 0 ? bytes32("gone") : gone[class][_roll(count)];
    }

    // ------------------------------------------------------------------ what is left

    function _claim(uint256 place, bytes32 key) internal {
        Payment storage payment = payments[place];
        lastPayment = place;
        Debt memory debt = debts[place][key];
        IDistribution.Phase phase = payment.phase;
        bool isOpen = phase == IDistribution.Phase.Funded || phase == IDistribution.Phase.Complete;
        _forbid(!isOpen, IDistribution.WrongPhase.selector);
        _forbid(debt.amount == 0, IDistribution.NothingOwed.selector);
        address to = debt.amount == 0 ? address(0) : _claimant(payment.class, debt);
        if (to != address(0)) _forbidPayout(to);
        bytes memory call = abi.encodeCall(IDistribution.claim, (payment.terms, key));
        if (!_does(Deed.Claim, STRANGER, address(distribution), call, Promise.Pay1)) return;
        _forgive(payment, key);
        delete debts[place][key];
        payment.owed -= debt.amount;
        payment.paid += debt.amount;
        _paidOut(to, debt.amount);
        record.saw(debt.hold == 0 ? Deed.SawOwnClaimed : Deed.SawHoldsClaimed);
    }

    function _claimant(uint256 class, Debt memory debt) private returns (address) {
        if (debt.hold != 0) {
            Promised storage each = promises[debt.hold - 1];
            if (each.units != 0 || each.isKept) {
                _forbid(each.payee == address(0), IDistribution.NoPayee.selector);
                uint256 spot = placeAt[each.payee];
                return spot == 0 ? each.payee : wallets[_successorOf(spot - 1)];
            }
        }
        uint256[] memory places = _siblings(debt.place);
        for (uint256 i = 0; i < places.length; ++i) {
            bool isStopped = books[class].stopped[places[i]] || books[class].frozen[places[i]] != 0;
            _forbid(isStopped, IDistribution.StoppedByOrder.selector);
        }
        return wallets[_payoutOf(debt.place)];
    }

    function _forbidPayout(address to) private {
        _forbid(yenPaused, IPassGatedToken.TokenPaused.selector);
        uint256 place = placeAt[to];
        bool isKnown = place == 0 ? _isKnownElse(to) : _isUnstopped(place - 1);
        _forbid(!isKnown, IPassGatedToken.PassNotWorking.selector);
        bool isStopped = place != 0 && people[place - 1].yenStopped;
        _forbid(isStopped, IPassGatedToken.WalletFrozen.selector);
    }

    function _forgive(Payment storage payment, bytes32 key) private {
        bytes32[] storage keys = payment.owedKeys;
        for (uint256 i = 0; i < keys.length; ++i) {
            if (keys[i] != key) continue;
            keys[i] = keys[keys.length - 1];
            keys.pop();
            return;
        }
    }

    function _collect(uint256 place) internal {
        Payment storage payment = payments[place];
        lastPayment = place;
        IDistribution.Phase phase = payment.phase;
        bool isOver =
            phase == IDistribution.Phase.Complete || phase == IDistribution.Phase.Returned;
        uint256 withheld = payment.national + payment.local;
        uint256 rest;
        if (isOver) {
            rest = payment.funded - payment.paid - withheld - payment.owed - payment.returned;
        }
        bool isOpen = isOver || phase == IDistribution.Phase.Funded;
        _forbid(!isOpen, IDistribution.WrongPhase.selector);
        bool moves = rest != 0 || withheld != payment.collected;
        _forbid(moves && yenPaused, IPassGatedToken.TokenPaused.selector);
        bytes memory call = abi.encodeCall(IDistribution.collect, (payment.terms));
        if (!_does(Deed.Collect, STRANGER, address(distribution), call, Promise.Pay1)) return;
        _paidOut(TAX_OFFICE, withheld - payment.collected);
        _paidOut(payment.payer, rest);
        if (!isOver && withheld != payment.collected) record.saw(Deed.SawCollectedEarly);
        if (rest != 0) record.saw(Deed.SawRoundingsReturned);
        payment.collected = withheld;
        payment.returned += rest;
    }

    function _returnUnclaimed(uint256 place) internal {
        Payment storage payment = payments[place];
        lastPayment = place;
        IDistribution.Phase phase = payment.phase;
        bool isOpen = phase == IDistribution.Phase.Funded || phase == IDistribution.Phase.Complete;
        _forbid(!isOpen, IDistribution.WrongPhase.selector);
        _forbid(block.timestamp <= payment.terms.owedUntil, IDistribution.NotYet.selector);
        uint256 rest =
            payment.funded - payment.paid - payment.national - payment.local - payment.returned;
        _forbid(rest != 0 && yenPaused, IPassGatedToken.TokenPaused.selector);
        bytes memory call = abi.encodeCall(IDistribution.returnUnclaimed, (payment.terms));
        if (!_does(Deed.ReturnUnclaimed, STRANGER, address(distribution), call, Promise.Pay1)) {
            return;
        }
        if (payment.owed != 0) record.saw(Deed.SawOwedReturned);
        _paidOut(payment.payer, rest);
        payment.returned += rest;
        payment.owed = 0;
        payment.phase = IDistribution.Phase.Returned;
    }

    function _namePayoutWallet(uint256 by, uint256 to) internal {
        bool isHis = people[by].investor == people[to].investor && people[by].investor != 0;
        bool isSystem = _isSystem(by);
        bool works = _works(by);
        _forbid(!works || isSystem || !isHis, IDistribution.NotTheInvestors.selector);
        bool isNow = works && !isSystem && _payoutOf(by) == by;
        _forbid(works && !isSystem && !isNow, IDistribution.NotThePayoutWallet.selector);
        bytes memory call = abi.encodeCall(IDistribution.namePayoutWallet, (wallets[to]));
        bool done = _does(
            Deed.NamePayoutWallet,
            wallets[by],
            address(distribution),
            call,
            Promise.Pay1
        );
        if (done) payoutPlaces[people[by].investor] = to + 1;
    }

    // ------------------------------------------------------------------ draws

    /// One of the latest few.
    function _anyPayment(uint256 offset) internal returns (uint256) {
        uint256 recent = _least(payments.length, 8 * offset);
        return payments.length - 1 - _roll(recent);
    }

    /// Rather one in the phase.
    function _paymentIn(IDistribution.Phase phase) internal returns (uint256 place) {
        place = _anyPayment(1);
        if (_chance(10)) return place;
        uint256 recent = _least(payments.length, 12);
        uint256 first = _roll(recent);
        for (uint256 i = 0; i < recent; ++i) {
            uint256 other = payments.length - 1 - ((first + i) % recent);
            if (payments[other].phase == phase) return other;
        }
    }
}
