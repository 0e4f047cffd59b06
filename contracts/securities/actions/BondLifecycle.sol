// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { IFixing } from "../../settlement/interfaces/IFixing.sol";
import { Amounts } from "../../types/Amounts.sol";
import { ClassType } from "../../types/ClassTerms.sol";
import { JstDate, JstDates } from "../../types/JstDate.sol";
import { PaymentKind } from "../../types/PaymentKind.sol";
import { RecordDate } from "../../types/RecordDate.sol";
import { IRegistrarDesk } from "../interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../interfaces/ISecurityToken.sol";
import { ClassAction } from "./ClassAction.sol";
import { IBondLifecycle } from "./interfaces/IBondLifecycle.sol";
import { IDistribution } from "./interfaces/IDistribution.sol";

/// @dev Specification: {IBondLifecycle}.
contract BondLifecycle is IBondLifecycle, ClassAction {
    using Math for uint256;
    using SafeCast for uint256;

    /// One slot: a period and what became of it.
    struct Slot {
        JstDate due;
        JstDate record;
        JstDate pays;
        uint16 days_;
        uint16 of_;
        uint64 principal;
        uint64 rate;
        JstDate paidOn;
        uint16 recordId;
        bool isRateFixed;
    }

    /// One slot, from which the terms of its two distributions follow.
    struct Redemption {
        uint96 interestPerUnit;
        uint96 principalPerUnit;
        uint48 begunAt;
    }

    struct Book {
        State state;
        Redemption redemption;
        bytes32 terms;
        Bond bond;
        Slot[] periods;
        mapping(uint256 period => uint64) early;
        Confirmed confirmed;
    }

    /// Periods from the first on of which everybody is known to be paid, and what was outstanding after them.
    struct Confirmed {
        uint16 periods;
        uint64 repaid;
    }

    uint256 private constant MOST_PERIODS = 400;
    /// A holiday rule moves a payment over a run of holidays, and no further.
    uint256 private constant MOST_DAYS_MOVED = 10;
    uint256 private constant MOST_DAYS_REPLACED = 30;
    /// Last date of which a record date can be declared, 2106-02-06, with room for a payment that is moved.
    uint256 private constant LAST_DATE = 49_709 - 30;
    uint256 private constant FALLBACK_AFTER = 14 days;
    uint256 private constant MILLION = 1e6;
    /// Of a millionth, the unit of fixings and margins, in that of rates.
    int256 private constant RATE_OF_MILLIONTH = int256(Amounts.ONE / MILLION);

    IFixing public immutable fixing;

    mapping(ISecurityToken token => Book) private _books;

    constructor(
        IAccessManager manager_,
        IKycPass pass_,
        IRegistrarDesk desk_,
        IDistribution distribution_,
        IFixing fixing_
    ) ClassAction(manager_, pass_, desk_, distribution_) {
        fixing = fixing_;
    }

    // ------------------------------------------------------------------ registered

    /// @inheritdoc IBondLifecycle
    function register(
        ISecurityToken token,
        Bond calldata bond,
        Period[] calldata periods
    ) external {
        _requireRegistrar(token);
        bytes32 terms = hashOf(token, bond, periods);
        Book storage book = _books[token];
        if (book.state.phase != Phase.None) revert BondKnown(address(token));
        _requireLent(token, terms);
        if (token.terms().classType != ClassType.Bond) revert NotABond(address(token));
        uint256 supply = token.totalSupply();
        if (supply != 0) revert UnitsIssuedBefore(address(token), supply);
        _requireWellFormed(token, bond, periods);

        book.terms = terms;
        book.bond = bond;
        for (uint256 i = 0; i < periods.length; ++i) {
            Slot storage slot = book.periods.push();
            slot.due = periods[i].due;
            slot.record = periods[i].record;
            slot.pays = periods[i].pays;
            slot.days_ = periods[i].days_;
            slot.of_ = periods[i].of_;
            slot.principal = periods[i].principal;
        }
        book.state.phase = Phase.Running;
        book.state.periods = uint16(periods.length);
        book.state.outstanding = uint64(Amounts.ONE);
        emit BondRegistered(address(token), terms, bond, periods, msg.sender);
    }

    // ------------------------------------------------------------------ interest

    /// @inheritdoc IBondLifecycle
    function fixRate(ISecurityToken token, uint256 period) external {
        Book storage book = _books[token];
        _requireOpen(token, book, period);
        Bond memory bond = book.bond;
        if (bond.index == 0) revert NotFloating(address(token));
        if (book.periods[period].isRateFixed) revert RateFixedBefore(address(token), period);
        (int256 fixed_, JstDate of_) = _lastFixing(bond.index, _before(book, period));
        uint64 rate;
        if (of_.isNone()) {
            rate = period == 0 ? bond.rate : _rateOf(token, book, bond, period - 1);
        } else {
            int256 sum = (fixed_ + bond.margin) * RATE_OF_MILLIONTH;
            if (sum > 0) rate = uint64(Math.min(uint256(sum), bond.mostRate));
        }

        book.periods[period].rate = rate;
        book.periods[period].isRateFixed = true;
        emit CouponFixed(address(token), period, rate, of_);
    }

    /// @inheritdoc IBondLifecycle
    function payInterest(ISecurityToken token, uint16 recordId) external {
        Book storage book = _books[token];
        State memory state = _requireRunning(token, book);
        uint256 period = state.next;
        if (period + 1 == state.periods) revert PaidByRedemption(address(token), period);
        Slot memory slot = book.periods[period];
        if (!state.callDate.isNone() && !slot.due.isBefore(state.callDate)) {
            revert CallRuns(address(token), state.callDate);
        }
        (JstDate record, , ) = token.recordAt(recordId);
        if (JstDate.unwrap(record) != JstDate.unwrap(slot.record)) {
            revert NotTheRecordDate(slot.record, record);
        }
        (uint256 interest, uint256 principal, ) = _next(token, book, state);
        JstDate today = _today();
        JstDate paidOn = slot.pays.isBefore(today) ? today : slot.pays;

        book.periods[period].recordId = recordId;
        book.periods[period].paidOn = paidOn;
        book.state.next = state.next + 1;
        book.state.outstanding = state.outstanding - slot.principal;
        if (state.inDefault) _cure(token, book, period);
        bytes32[2] memory ids = _payBoth(
            _terms(token, book, PaymentKind.BondInterest, recordId, interest, paidOn, period),
            _terms(token, book, PaymentKind.Principal, recordId, principal, paidOn, period)
        );
        emit PeriodFunded(address(token), period, ids[0], ids[1], interest, principal, msg.sender);
    }

    // ------------------------------------------------------------------ redeemed

    /// @inheritdoc IBondLifecycle
    function redeem(ISecurityToken token) external {
        Book storage book = _books[token];
        State memory state = _requireRunning(token, book);
        if (!state.callDate.isNone()) revert CallRuns(address(token), state.callDate);
        if (state.next + 1 != state.periods) revert PeriodUnpaid(address(token), state.next);
        _redeem(token, book, state);
    }

    /// @inheritdoc IBondLifecycle
    function retire(
        ISecurityToken token,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external {
        Book storage book = _books[token];
        State memory state = book.state;
        if (state.phase != Phase.Redeeming) revert WrongBondPhase(address(token), state.phase);
        if (state.retired == 0) _requireAllPaid(token, book, state);

        uint64 units = _rescale(token, 0, 1, wallets, holds);
        state.retired += units;
        book.state.retired = state.retired;
        emit UnitsRetired(address(token), units, state.units - state.retired);
        if (state.retired != state.units) return;

        // COMPLETE-1: all that there was.
        if (state.inDefault) _cure(token, book, state.next);
        book.state.phase = Phase.Redeemed;
        book.state.outstanding = 0;
        emit BondRedeemed(address(token));
        _end(token, 0, 1);
        desk.recall(token, address(this));
    }

    /// @inheritdoc IBondLifecycle
    function confirmPaid(ISecurityToken token, uint256 most) external {
        Book storage book = _books[token];
        Confirmed memory confirmed = book.confirmed;
        uint256 end = Math.min(book.state.next, most.saturatingAdd(confirmed.periods));
        for (uint256 i = confirmed.periods; i < end; ++i) {
            (
                IDistribution.Terms memory interest,
                IDistribution.Terms memory principal
            ) = _paymentsOf(token, book, i, Amounts.ONE - confirmed.repaid);
            _requireBoth(interest, principal);
            confirmed.repaid += book.periods[i].principal;
        }

        confirmed.periods = uint16(end);
        book.confirmed = confirmed;
    }

    /// @inheritdoc IBondLifecycle
    function abort(ISecurityToken token) external {
        Book storage book = _books[token];
        Phase phase = book.state.phase;
        if (phase != Phase.Redeeming) revert WrongBondPhase(address(token), phase);
        (IDistribution.Terms memory interest, IDistribution.Terms memory principal) = redemptionOf(
            token
        );
        address payer = distribution.accountOf(distribution.idOf(principal)).payer;
        _requireMayAbort(token, payer, book.redemption.begunAt);

        book.state.phase = Phase.Running;
        book.state.units = 0;
        delete book.redemption;
        emit RedemptionAborted(address(token), msg.sender);
        // Refused as soon as anybody is paid.
        if (interest.perUnit != 0) distribution.withdraw(interest);
        distribution.withdraw(principal);
        _end(token, 1, 1);
        // One key, whichever, must not use up the class's actions.
        desk.recall(token, address(this));
    }

    // ------------------------------------------------------------------ early repayment

    /// @inheritdoc IBondLifecycle
    function announceCall(ISecurityToken token, JstDate date, bytes32 document) external {
        Book storage book = _books[token];
        State memory state = _requireRegistrarsRunning(token, book);
        Bond memory bond = book.bond;
        if (bond.callableFrom.isNone()) revert NotCallable(address(token));
        if (!state.callDate.isNone()) revert CallRuns(address(token), state.callDate);
        uint256 earliest = Math.max(
            Math.max(JstDate.unwrap(bond.callableFrom), _afterNotice(bond)),
            // Interest until then is paid.
            JstDate.unwrap(_before(book, state.next))
        );
        uint256 latest = JstDate.unwrap(book.periods[state.periods - 1].due) - 1;
        uint256 day = JstDate.unwrap(date);
        if (day < earliest || day > latest) {
            revert CallOutOfRange(date, _date(earliest), _date(latest));
        }

        book.state.callDate = date;
        emit CallAnnounced(address(token), date, document, msg.sender);
    }

    /// @inheritdoc IBondLifecycle
    function cancelCall(ISecurityToken token) external {
        Book storage book = _books[token];
        State memory state = _requireRegistrarsRunning(token, book);
        if (state.callDate.isNone()) revert NoCall(address(token));
        uint256 day = JstDate.unwrap(state.callDate);
        if (day < _afterNotice(book.bond)) {
            revert NoticeBegun(state.callDate, _date(day - book.bond.noticeDays));
        }

        book.state.callDate = JstDate.wrap(0);
        emit CallCancelled(address(token), state.callDate, msg.sender);
    }

    /// @inheritdoc IBondLifecycle
    function redeemEarly(ISecurityToken token) external {
        Book storage book = _books[token];
        State memory state = _requireRunning(token, book);
        if (state.callDate.isNone()) revert NoCall(address(token));
        if (book.periods[state.next].due.isBefore(state.callDate)) {
            revert PeriodUnpaid(address(token), state.next);
        }
        _redeem(token, book, state);
    }

    /// @inheritdoc IBondLifecycle
    function announcePartial(
        ISecurityToken token,
        uint256 period,
        uint64 share,
        bytes32 document
    ) external {
        Book storage book = _books[token];
        State memory state = _requireRegistrarsRunning(token, book);
        Bond memory bond = book.bond;
        if (bond.callableFrom.isNone()) revert NotCallable(address(token));
        if (!state.callDate.isNone()) revert CallRuns(address(token), state.callDate);
        uint256 last = state.periods - 1;
        if (period == last) revert PaidByRedemption(address(token), period);
        _requireOpen(token, book, period);
        Slot memory slot = book.periods[period];
        uint256 earliest = Math.max(JstDate.unwrap(bond.callableFrom), _afterNotice(bond));
        if (JstDate.unwrap(slot.due) < earliest || slot.record.isPast(block.timestamp)) {
            revert CallOutOfRange(slot.due, _date(earliest), book.periods[last].due);
        }
        uint64 left = book.periods[last].principal;
        if (share == 0 || share >= left) revert ShareOutOfRange(share, left - 1);

        book.periods[period].principal = slot.principal + share;
        book.periods[last].principal = left - share;
        book.early[period] += share;
        emit PartialRepaymentAnnounced(address(token), period, share, document, msg.sender);
    }

    // ------------------------------------------------------------------ late

    /// @inheritdoc IBondLifecycle
    function markDefault(ISecurityToken token) external {
        Book storage book = _books[token];
        State memory state = _requireRunning(token, book);
        if (state.inDefault) revert DefaultKnown(address(token));
        (uint256 interest, uint256 principal, JstDate pays) = _next(token, book, state);
        if (interest + principal == 0) revert NoPaymentDue(address(token));
        JstDate last = _date(uint256(JstDate.unwrap(pays)) + book.bond.graceDays);
        if (!last.isPast(block.timestamp)) {
            revert NotYet(uint256(last.lastSecond()) + 1, block.timestamp);
        }

        book.state.inDefault = true;
        emit DefaultMarked(address(token), state.next, interest, principal, msg.sender);
    }

    /// @inheritdoc IBondLifecycle
    function reschedule(ISecurityToken token, uint256 period, JstDate pays) external {
        Book storage book = _books[token];
        State memory state = _requireRegistrarsRunning(token, book);
        _requireOpen(token, book, period);
        Slot memory slot = book.periods[period];
        uint256 due = JstDate.unwrap(slot.due);
        uint256 earliest = Math.max(due - MOST_DAYS_MOVED, JstDate.unwrap(_today()));
        if (period + 1 != state.periods) {
            earliest = Math.max(earliest, uint256(JstDate.unwrap(slot.record)) + 1);
        }
        uint256 latest = due + MOST_DAYS_MOVED;
        uint256 day = JstDate.unwrap(pays);
        // A payment that is late already is no question of the calendar.
        if (day < earliest || day > latest || slot.pays.isPast(block.timestamp)) {
            revert PaymentDateOutOfRange(pays, _date(earliest), _date(latest));
        }

        book.periods[period].pays = pays;
        emit PaymentRescheduled(address(token), period, pays, msg.sender);
    }

    /// @inheritdoc IBondLifecycle
    function replaceRecord(ISecurityToken token, JstDate record, uint16 before) external {
        Book storage book = _books[token];
        State memory state = _requireRegistrarsRunning(token, book);
        uint256 period = state.next;
        if (period + 1 == state.periods) revert PaidByRedemption(address(token), period);
        JstDate missed = book.periods[period].record;
        // Record dates are numbered in their order: nothing stands between two that follow each other.
        RecordDate earlier = token.recordWord(before);
        RecordDate later = token.recordWord(before + 1);
        if (
            !missed.isPast(block.timestamp) ||
            (before != 0 && (!earlier.isDeclared() || !earlier.date().isBefore(missed))) ||
            (later.isDeclared() && !missed.isBefore(later.date()))
        ) revert RecordDateNotMissed(missed);
        // Of a slip, too, there is an end: it is missed soon, and replaced.
        uint256 latest = uint256(JstDate.unwrap(_today())) + MOST_DAYS_REPLACED;
        if (record.isPast(block.timestamp) || JstDate.unwrap(record) > latest) {
            revert PaymentDateOutOfRange(record, _today(), _date(latest));
        }

        book.periods[period].record = record;
        emit RecordDateReplaced(address(token), period, record, msg.sender);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IBondLifecycle
    function hashOf(
        ISecurityToken token,
        Bond calldata bond,
        Period[] calldata periods
    ) public pure returns (bytes32) {
        return keccak256(abi.encode(token, bond, periods));
    }

    /// @inheritdoc IBondLifecycle
    function bondOf(ISecurityToken token) external view returns (Bond memory) {
        return _books[token].bond;
    }

    /// @inheritdoc IBondLifecycle
    function stateOf(ISecurityToken token) external view returns (State memory) {
        return _books[token].state;
    }

    /// @inheritdoc IBondLifecycle
    function periodOf(
        ISecurityToken token,
        uint256 period
    ) external view returns (Period memory, Outcome memory) {
        Book storage book = _books[token];
        Slot memory slot = book.periods[period];
        return (
            Period(slot.due, slot.record, slot.pays, slot.days_, slot.of_, slot.principal),
            Outcome(slot.rate, slot.isRateFixed, book.early[period], slot.recordId, slot.paidOn)
        );
    }

    /// @inheritdoc IBondLifecycle
    function dueOf(
        ISecurityToken token
    ) external view returns (uint256 interestPerUnit, uint256 principalPerUnit, JstDate pays) {
        Book storage book = _books[token];
        if (book.state.phase == Phase.Running) return _next(token, book, book.state);
    }

    /// @inheritdoc IBondLifecycle
    function paymentsOf(
        ISecurityToken token,
        uint256 period
    )
        external
        view
        returns (IDistribution.Terms memory interest, IDistribution.Terms memory principal)
    {
        Book storage book = _books[token];
        if (period >= book.state.next) revert PeriodUnpaid(address(token), period);
        uint256 outstanding = Amounts.ONE;
        for (uint256 i = 0; i < period; ++i) outstanding -= book.periods[i].principal;
        return _paymentsOf(token, book, period, outstanding);
    }

    /// @inheritdoc IBondLifecycle
    function redemptionOf(
        ISecurityToken token
    )
        public
        view
        returns (IDistribution.Terms memory interest, IDistribution.Terms memory principal)
    {
        Book storage book = _books[token];
        Redemption memory redemption = book.redemption;
        uint256 begunAt = redemption.begunAt;
        JstDate date = JstDates.dateAt(begunAt);
        interest = _terms(
            token,
            book,
            PaymentKind.BondInterest,
            0,
            redemption.interestPerUnit,
            date,
            begunAt
        );
        principal = _terms(
            token,
            book,
            PaymentKind.Principal,
            0,
            redemption.principalPerUnit,
            date,
            begunAt
        );
    }

    // ------------------------------------------------------------------ internals: what is due

    /// The next payment on a unit: what a period brings, or all that is left once it is called.
    function _next(
        ISecurityToken token,
        Book storage book,
        State memory state
    ) private view returns (uint256 interest, uint256 principal, JstDate pays) {
        uint256 period = state.next;
        Slot memory slot = book.periods[period];
        if (state.callDate.isNone() || slot.due.isBefore(state.callDate)) {
            interest = _interest(token, book, period, state.outstanding, slot.days_);
            return (interest, _principal(book, period), slot.pays);
        }
        uint256 broken =
            uint256(JstDate.unwrap(state.callDate)) - JstDate.unwrap(_before(book, period));
        if (broken != 0) interest = _interest(token, book, period, state.outstanding, broken);
        principal = uint256(book.bond.face) * state.outstanding;
        return (interest, Math.mulDiv(principal, book.bond.callPrice, MILLION), state.callDate);
    }

    function _interest(
        ISecurityToken token,
        Book storage book,
        uint256 period,
        uint256 outstanding,
        uint256 days_
    ) private view returns (uint256) {
        Bond memory bond = book.bond;
        uint256 rate = _rateOf(token, book, bond, period);
        uint256 of_ = book.periods[period].of_;
        return bond.face * Amounts.perYen(rate, outstanding, days_, of_, bond.perYear);
    }

    /// What is repaid early costs the call price, of which the rest of the price is cut; the payer keeps it.
    function _principal(Book storage book, uint256 period) private view returns (uint256) {
        uint256 face = book.bond.face;
        uint256 principal = face * book.periods[period].principal;
        uint256 early = book.early[period];
        if (early == 0) return principal;
        return principal + Math.mulDiv(face * early, book.bond.callPrice - MILLION, MILLION);
    }

    function _rateOf(
        ISecurityToken token,
        Book storage book,
        Bond memory bond,
        uint256 period
    ) private view returns (uint64) {
        if (bond.index == 0) return bond.rate;
        if (!book.periods[period].isRateFixed) revert RateNotFixed(address(token), period);
        return book.periods[period].rate;
    }

    /// The last fixing at or before a date that there can be: those that nobody made yet are made, so that nobody
    /// gets an older one by being early.
    /// @return rate The fixing.
    /// @return of_ Its date; none, if there is no fixing and none can come.
    function _lastFixing(bytes32 index, JstDate date) private returns (int256 rate, JstDate of_) {
        IFixing.IndexTerms memory terms = fixing.termsOf(index);
        uint256 closes = uint256(date.lastSecond()) + terms.window;
        if (block.timestamp <= closes) revert NotYet(closes + 1, block.timestamp);
        uint256 last = JstDate.unwrap(date);
        uint256 first = last - Math.min(last, terms.mostAge);
        for (uint256 day = last + 1; day > first; --day) {
            of_ = _date(day - 1);
            // Whoever gives too little gas for one of these has none left to go on with: nobody skips a fixing.
            try fixing.rateOf(index, of_) returns (int64 rate_) {
                return (rate_, of_);
            } catch {
                if (fixing.reportsOf(index, of_) == 0) continue;
            }
            try fixing.fix(index, of_) returns (int64 rate_) {
                return (rate_, of_);
            } catch {
                continue;
            }
        }
        uint256 from = Math.max(uint256(date.lastSecond()) + FALLBACK_AFTER, closes) + 1;
        if (block.timestamp < from) revert FixingMissing(index, date, from);
        return (0, JstDate.wrap(0));
    }

    // ------------------------------------------------------------------ internals: payments

    function _redeem(ISecurityToken token, Book storage book, State memory state) private {
        _requireLent(token, book.terms);
        (uint256 interest, uint256 principal, JstDate pays) = _next(token, book, state);
        JstDate today = _today();
        if (today.isBefore(pays)) {
            revert NotYet(uint256(pays.lastSecond()) + 1 - 1 days, block.timestamp);
        }
        bool early = !state.callDate.isNone();

        book.redemption = Redemption(
            interest.toUint96(),
            principal.toUint96(),
            uint48(block.timestamp)
        );
        // What there is to redeem is known once nothing moves.
        uint64 units = _begin(token);
        book.state.phase = Phase.Redeeming;
        book.state.units = units;
        book.state.retired = 0;
        (
            IDistribution.Terms memory ofInterest,
            IDistribution.Terms memory ofPrincipal
        ) = redemptionOf(token);
        bytes32[2] memory ids = _payBoth(ofInterest, ofPrincipal);
        emit RedemptionBegun(
            address(token),
            ids[0],
            ids[1],
            interest,
            principal,
            units,
            early,
            msg.sender
        );
    }

    function _paymentsOf(
        ISecurityToken token,
        Book storage book,
        uint256 period,
        uint256 outstanding
    )
        private
        view
        returns (IDistribution.Terms memory interest, IDistribution.Terms memory principal)
    {
        Slot memory slot = book.periods[period];
        interest = _terms(
            token,
            book,
            PaymentKind.BondInterest,
            slot.recordId,
            _interest(token, book, period, outstanding, slot.days_),
            slot.paidOn,
            period
        );
        principal = _terms(
            token,
            book,
            PaymentKind.Principal,
            slot.recordId,
            _principal(book, period),
            slot.paidOn,
            period
        );
    }

    /// Of what is nothing per unit there is no distribution.
    function _payBoth(
        IDistribution.Terms memory interest,
        IDistribution.Terms memory principal
    ) private returns (bytes32[2] memory ids) {
        if (interest.perUnit != 0) ids[0] = _pay(interest);
        if (principal.perUnit != 0) ids[1] = _pay(principal);
    }

    function _terms(
        ISecurityToken token,
        Book storage book,
        PaymentKind kind,
        uint16 recordId,
        uint256 perUnit,
        JstDate date,
        uint256 number
    ) private view returns (IDistribution.Terms memory terms) {
        terms.token = token;
        terms.kind = kind;
        terms.listed = book.bond.listed;
        terms.recordId = recordId;
        terms.perUnit = perUnit.toUint96();
        terms.date = date;
        terms.taxTo = book.bond.taxTo;
        terms.owedUntil = _owedUntil(kind, date);
        terms.document = book.bond.document;
        terms.number = number;
    }

    function _cure(ISecurityToken token, Book storage book, uint256 period) private {
        book.state.inDefault = false;
        emit DefaultCured(address(token), period);
    }

    // ------------------------------------------------------------------ internals: dates

    /// The day before a period's first one.
    function _before(Book storage book, uint256 period) private view returns (JstDate) {
        if (period != 0) return book.periods[period - 1].due;
        return _date(uint256(JstDate.unwrap(book.bond.interestFrom)) - 1);
    }

    /// First date that can be announced today.
    function _afterNotice(Bond memory bond) private view returns (uint256) {
        return uint256(JstDate.unwrap(_today())) + bond.noticeDays;
    }

    function _date(uint256 day) private pure returns (JstDate) {
        return JstDate.wrap(day.toUint16());
    }

    // ------------------------------------------------------------------ internals: requirements

    function _requireRunning(
        ISecurityToken token,
        Book storage book
    ) private view returns (State memory state) {
        state = book.state;
        if (state.phase != Phase.Running) revert WrongBondPhase(address(token), state.phase);
    }

    function _requireRegistrarsRunning(
        ISecurityToken token,
        Book storage book
    ) private view returns (State memory) {
        _requireRegistrar(token);
        return _requireRunning(token, book);
    }

    /// A period that is not paid.
    function _requireOpen(ISecurityToken token, Book storage book, uint256 period) private view {
        State memory state = _requireRunning(token, book);
        if (period < state.next || period >= state.periods) {
            revert PeriodNotOpen(address(token), period);
        }
    }

    /// Of what was pledged the pledgee is paid for as long as there is the pledge: all that the units ever earned
    /// is paid before they end.
    function _requireAllPaid(
        ISecurityToken token,
        Book storage book,
        State memory state
    ) private view {
        (IDistribution.Terms memory interest, IDistribution.Terms memory principal) = redemptionOf(
            token
        );
        _requireBoth(interest, principal);
        Confirmed memory confirmed = book.confirmed;
        uint256 outstanding = Amounts.ONE - confirmed.repaid;
        for (uint256 i = confirmed.periods; i < state.next; ++i) {
            (interest, principal) = _paymentsOf(token, book, i, outstanding);
            _requireBoth(interest, principal);
            outstanding -= book.periods[i].principal;
        }
    }

    function _requireBoth(
        IDistribution.Terms memory interest,
        IDistribution.Terms memory principal
    ) private view {
        if (interest.perUnit != 0) _requireComplete(interest);
        if (principal.perUnit != 0) _requireComplete(principal);
    }

    function _requireWellFormed(
        ISecurityToken token,
        Bond calldata bond,
        Period[] calldata periods
    ) private view {
        uint256 count = periods.length;
        bool isFloating = bond.index != 0;
        bool isCallable = !bond.callableFrom.isNone();
        if (
            count == 0 ||
            count > MOST_PERIODS ||
            bond.face == 0 ||
            bond.perYear == 0 ||
            bond.perYear > 12 ||
            bond.interestFrom.isNone() ||
            bond.rate > Amounts.ONE ||
            bond.mostRate > Amounts.ONE ||
            isFloating != (bond.mostRate != 0) ||
            (isFloating && bond.rate > bond.mostRate) ||
            (!isFloating && bond.margin != 0) ||
            isCallable != (bond.callPrice != 0) ||
            (isCallable && bond.callPrice < MILLION) ||
            (!isCallable && bond.noticeDays != 0) ||
            bond.taxTo == address(0) ||
            bond.calendar == 0 ||
            bond.document == 0
        ) revert BondMalformed(address(token));
        // Whatever is paid on a unit can be said to the distribution.
        uint256 most = Math.max(bond.callPrice, MILLION);
        if (Math.mulDiv(bond.face * Amounts.ONE, most, MILLION) > type(uint96).max) {
            revert BondMalformed(address(token));
        }
        if (isFloating && fixing.termsOf(bond.index).quorum == 0) {
            revert IFixing.IndexUnknown(bond.index);
        }
        uint256 repaid;
        uint256 before = uint256(JstDate.unwrap(bond.interestFrom)) - 1;
        for (uint256 i = 0; i < count; ++i) {
            if (!_isWellFormed(periods[i], before, i + 1 == count)) revert PeriodMalformed(i);
            before = JstDate.unwrap(periods[i].due);
            repaid += periods[i].principal;
        }
        if (repaid != Amounts.ONE) revert PrincipalNotWhole(repaid);
        JstDate maturity = token.rules().maturity();
        JstDate due = periods[count - 1].due;
        if (!maturity.isNone() && JstDate.unwrap(maturity) != JstDate.unwrap(due)) {
            revert MaturityDiffers(maturity, due);
        }
    }

    /// @param before The day before its first one.
    function _isWellFormed(
        Period calldata period,
        uint256 before,
        bool isLast
    ) private pure returns (bool) {
        uint256 due = JstDate.unwrap(period.due);
        uint256 pays = JstDate.unwrap(period.pays);
        uint256 moved = due > pays ? due - pays : pays - due;
        return
            due > before &&
            due <= LAST_DATE &&
            due - before == period.days_ &&
            period.days_ <= period.of_ &&
            moved <= MOST_DAYS_MOVED &&
            period.record.isNone() == isLast &&
            period.record.isBefore(period.pays) &&
            // Something is left until the end, so that there is something to redeem.
            (!isLast || period.principal != 0);
    }
}
