// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PaymentKind } from "../../../contracts/types/PaymentKind.sol";
import { Deed } from "./LifeDeed.sol";
import { LifeWorldActs } from "./LifeWorldActs.sol";

/// What each distribution owes whom, reckoned from the truth's own registers as the law has it: an investor's wallets
/// are added up, then cut to the yen, then taxed, and what is pledged, attached or stopped is not his to be paid.
abstract contract LifePayTruth is LifeWorldActs {
    struct Payment {
        bytes32 id;
        IDistribution.Terms terms;
        uint256 class;
        IDistribution.Phase phase;
        address announcer;
        address payer;
        uint256 supply;
        uint256 done;
        uint256 funded;
        uint256 paid;
        uint256 national;
        uint256 local;
        uint256 owed;
        uint256 returned;
        uint256 collected;
        bytes32[] owedKeys;
    }

    struct Debt {
        uint256 amount;
        uint256 place;
        uint256 hold; // its place and one; 0 for the investor's own
    }

    /// How an investor is done.
    struct Reckoning {
        uint256 units;
        uint256 counted;
        uint256 stopped;
        uint256 gross;
        uint256 national;
        uint256 local;
        uint256 net;
        uint256 own;
        uint256 to;
    }

    /// Payments that were tried by the call at hand.
    uint256 internal paymentsTried;

    /// Rates in the first days, and from {NEW_RATES} on, of 100,000.
    uint16 internal constant NEW_RATES = FIRST_DAY + 120;
    uint256 internal constant ONE = 1e13;

    Payment[] internal payments;
    mapping(bytes32 id => uint256 placeAndOne) internal paymentAt;
    mapping(uint256 payment => mapping(bytes32 key => bool)) internal investorsDone;
    mapping(uint256 payment => mapping(bytes32 key => Debt)) internal debts;
    mapping(uint32 investor => uint256 placeAndOne) internal payoutPlaces;
    /// Of fractions, corporations' rates come later.
    bool internal areRatesWhole;

    // ------------------------------------------------------------------ rates

    function _ratesOf(
        PaymentKind kind,
        uint256 taxClass,
        JstDate date
    ) internal pure returns (uint24 national, uint24 local) {
        if (kind == PaymentKind.Principal) return (0, 0);
        bool isNew = JstDate.unwrap(date) >= NEW_RATES;
        if (kind == PaymentKind.FractionCash) return (isNew ? 333 : 0, 0);
        national = isNew ? 15_735 : 15_315;
        if (kind == PaymentKind.Dividend) national = isNew ? 20_420 : 20_315;
        if (taxClass == 0) local = isNew ? 5_555 : 5_000;
    }

    function _knowsRates(PaymentKind kind, uint256 taxClass) internal view returns (bool) {
        return areRatesWhole || kind != PaymentKind.FractionCash || taxClass == 0;
    }

    // ------------------------------------------------------------------ announced, funded

    function _wasAnnounced(
        uint256 class,
        IDistribution.Terms memory terms,
        address announcer
    ) internal returns (uint256 place) {
        place = payments.length;
        Payment storage payment = payments.push();
        payment.id = _idOf(terms);
        payment.terms = terms;
        payment.class = class;
        payment.phase = IDistribution.Phase.Announced;
        payment.announcer = announcer;
        paymentAt[payment.id] = place + 1;
    }

    function _wasFunded(uint256 place, address payer) internal {
        Payment storage payment = payments[place];
        payment.payer = payer;
        payment.supply = _supplyFor(payment);
        payment.funded = _dueOf(payment);
        payment.phase =
            payment.supply == 0 ? IDistribution.Phase.Complete : IDistribution.Phase.Funded;
        yenOf[payer] -= payment.funded;
        yenOf[address(distribution)] += payment.funded;
    }

    function _idOf(IDistribution.Terms memory terms) internal view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(distribution), terms));
    }

    function _supplyFor(Payment storage payment) internal view returns (uint256) {
        uint256 number = payment.terms.recordId;
        return number == 0 ? books[payment.class].supply : copies[payment.class][number - 1].supply;
    }

    function _dueOf(Payment storage payment) internal view returns (uint256) {
        if (payment.terms.denominator != 0) return payment.terms.funding;
        return (_supplyFor(payment) * payment.terms.perUnit) / ONE;
    }

    // ------------------------------------------------------------------ an investor

    function _keyOf(uint256 place) internal view returns (bytes32) {
        return
            _isSystem(place)
                ? bytes32(uint256(uint160(wallets[place])))
                : bytes32(uint256(people[place].investor));
    }

    /// What a lost wallet had at a record date counts as its successor's in the class.
    function _unitsFor(
        Payment storage payment,
        uint256 place
    ) internal view returns (uint256 units) {
        uint256 number = payment.terms.recordId;
        Book storage book = books[payment.class];
        if (number == 0) return book.balance[place];
        Copy storage copy = copies[payment.class][number - 1];
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (copy.balance[i] != 0 && _heirIn(book, i) == place) units += copy.balance[i];
        }
    }

    function _heirIn(Book storage book, uint256 place) private view returns (uint256) {
        while (book.recovered[place]) place = book.heir[place];
        return place;
    }

    /// Of all his wallets.
    function _allUnitsFor(uint256 place_, uint256 place) internal view returns (uint256 units) {
        uint256[] memory places = _siblings(place);
        for (uint256 i = 0; i < places.length; ++i) units += _unitsFor(payments[place_], places[i]);
    }

    /// Whom an investor's own part goes to.
    function _payoutOf(uint256 place) internal view returns (uint256 to) {
        if (_isSystem(place)) return place;
        uint256[] memory places = _siblings(place);
        to = payoutPlaces[people[place].investor];
        if (to != 0) return _successorOf(to - 1);
        for (uint256 i = 0; i < places.length; ++i) if (_works(places[i])) return places[i];
        return places.length == 1 ? place : _successorOf(places[0]);
    }

    /// Does an investor whose holds are named; nothing if there is a reason not to.
    /// @return done Whether he is.
    function _reckon(uint256 place_, uint256 place) internal returns (bool done) {
        Payment storage payment = payments[place_];
        Reckoning memory sum;
        uint256[] memory places = _siblings(place);
        for (uint256 i = 0; i < places.length; ++i) _addWallet(payment, places[i], sum);
        sum.gross = (sum.counted * payment.terms.perUnit) / ONE;
        uint256 left =
            payment.funded - payment.paid - payment.national - payment.local - payment.owed;
        if (sum.gross > left) {
            record.saw(Deed.SawNotCovered);
            return false;
        }
        sum.to = _payoutOf(place);
        uint256 taxClass = people[sum.to].taxClass;
        if (!_knowsRates(payment.terms.kind, taxClass)) {
            record.saw(Deed.SawNoRates);
            return false;
        }
        (sum.national, sum.local) = _taxes(payment, sum.gross, taxClass);
        sum.net = sum.gross - sum.national - sum.local;
        sum.own = sum.net;
        investorsDone[place_][_keyOf(place)] = true;
        payment.done += sum.units;
        payment.national += sum.national;
        payment.local += sum.local;
        for (uint256 i = 0; i < places.length; ++i) _payCreditors(place_, places[i], place, sum);
        _payOwn(place_, place, sum);
        if (_isAcrossSplit(payment, places)) record.saw(Deed.SawPaidAcrossSplit);
        if (payment.terms.recordId == 0) record.saw(Deed.SawFractionsPaid);
        if (places.length > 1 && sum.units > _unitsFor(payment, place)) {
            record.saw(Deed.SawWalletsAddedUp);
        }
        return true;
    }

    function _taxes(
        Payment storage payment,
        uint256 gross,
        uint256 taxClass
    ) private view returns (uint256, uint256) {
        (uint24 national, uint24 local) = _ratesOf(
            payment.terms.kind,
            taxClass,
            payment.terms.date
        );
        return ((gross * national) / 100_000, (gross * local) / 100_000);
    }

    function _addWallet(Payment storage payment, uint256 place, Reckoning memory sum) private view {
        uint256 units = _unitsFor(payment, place);
        uint256 rest = units;
        uint256[] memory holds = _holdsOf(payment.class, place);
        for (uint256 i = 0; i < holds.length; ++i) {
            if (_isCreditors(holds[i])) rest -= _least(rest, _pledgedFor(payment, holds[i]));
        }
        Book storage book = books[payment.class];
        if (book.stopped[place]) sum.stopped += rest;
        else sum.stopped += _least(rest, _frozenFor(payment, place));
        sum.units += units;
        sum.counted +=
            payment.terms.denominator == 0
                ? units
                : (units * payment.terms.numerator) % payment.terms.denominator;
    }

    /// Units of a pledge or an attachment, as they were. Of one without any now nobody knows it any more.
    function _pledgedFor(
        Payment storage payment,
        uint256 hold
    ) private view returns (uint256 units) {
        units = promises[hold].units;
        uint256 number = payment.terms.recordId;
        if (number == 0 || units == 0) return units;
        Rescaled[] storage splits = rescaled[payment.class];
        for (uint256 i = splits.length; i != 0 && splits[i - 1].dates >= number; --i) {
            uint256 then = pledgedThen[hold][i - 1];
            units =
                then != 0 ? then : (units * splits[i - 1].denominator) / splits[i - 1].numerator;
        }
    }

    function _frozenFor(
        Payment storage payment,
        uint256 place
    ) private view returns (uint256 units) {
        (, units) = _before(
            payment.class,
            payment.terms.recordId,
            books[payment.class].frozen[place]
        );
    }

    /// Pledgees and attaching creditors of one wallet.
    function _payCreditors(
        uint256 place_,
        uint256 place,
        uint256 named,
        Reckoning memory sum
    ) private {
        Payment storage payment = payments[place_];
        uint256 rest = _unitsFor(payment, place);
        uint256[] memory holds = _holdsOf(payment.class, place);
        for (uint256 i = 0; i < holds.length; ++i) {
            if (!_isCreditors(holds[i])) continue;
            uint256 units = _least(rest, _pledgedFor(payment, holds[i]));
            rest -= units;
            uint256 amount = (sum.net * units) / sum.units;
            if (amount == 0) continue;
            sum.own -= amount;
            address payee = promises[holds[i]].payee;
            if (payee != address(0)) ++paymentsTried;
            if (payee != address(0) && _takesYen(payee)) {
                _paidOut(payee, amount);
                payment.paid += amount;
                record.saw(Deed.SawPayeePaid);
            } else {
                _owe(place_, promises[holds[i]].id, amount, named, holds[i] + 1);
                record.saw(payee == address(0) ? Deed.SawOwedNoPayee : Deed.SawOwedToPayee);
            }
        }
    }

    function _payOwn(uint256 place_, uint256 place, Reckoning memory sum) private {
        Payment storage payment = payments[place_];
        uint256 stopped = (sum.net * sum.stopped) / sum.units;
        sum.own -= stopped;
        if (stopped != 0) record.saw(Deed.SawOwedByOrder);
        if (sum.own != 0) ++paymentsTried;
        if (sum.own != 0 && _takesYen(wallets[sum.to])) {
            _paidOut(wallets[sum.to], sum.own);
            payment.paid += sum.own;
            record.saw(_works(sum.to) ? Deed.SawPaid : Deed.SawPaidToLapsed);
            if (people[place].lost && sum.to != place) record.saw(Deed.SawPaidToSuccessor);
        } else if (sum.own != 0) {
            stopped += sum.own;
            record.saw(Deed.SawOwedForPass);
        }
        if (stopped != 0) _owe(place_, _keyOf(place), stopped, place, 0);
    }

    function _owe(
        uint256 place_,
        bytes32 key,
        uint256 amount,
        uint256 place,
        uint256 hold
    ) private {
        payments[place_].owed += amount;
        payments[place_].owedKeys.push(key);
        debts[place_][key] = Debt(amount, place, hold);
    }

    /// Whether what is pledged or stopped was another number of units then.
    function _isAcrossSplit(
        Payment storage payment,
        uint256[] memory places
    ) private view returns (bool) {
        (, uint256 one) = _before(payment.class, payment.terms.recordId, 1_000_000);
        if (one == 1_000_000) return false;
        for (uint256 i = 0; i < places.length; ++i) {
            if (books[payment.class].frozen[places[i]] != 0) return true;
            if (_heldOf(payment.class, places[i]) != 0) return true;
        }
        return false;
    }

    /// Whether a split that still runs made other units of some that count for the investor.
    function _isRescaling(uint256 place_, uint256 place) internal view returns (bool) {
        Payment storage payment = payments[place_];
        Book storage book = books[payment.class];
        if (!book.inAction) return false;
        uint256[] memory places = _siblings(place);
        for (uint256 i = 0; i < places.length; ++i) {
            if (book.done[places[i]] && _unitsFor(payment, places[i]) != 0) return true;
        }
        return false;
    }

    function _isCreditors(uint256 hold) internal view returns (bool) {
        HoldPurpose purpose = promises[hold].purpose;
        return purpose == HoldPurpose.Pledge || purpose == HoldPurpose.Attachment;
    }

    function _least(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
