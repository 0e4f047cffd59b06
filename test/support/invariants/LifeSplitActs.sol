// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IClassAction } from "../../../contracts/securities/actions/interfaces/IClassAction.sol";
import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { Deed } from "./LifeDeed.sol";
import { LifePayActs } from "./LifePayActs.sol";
import { Promise } from "./Promise.sol";

/// Splits and consolidations: lent, begun, scaled in slices by anybody, taken back.
abstract contract LifeSplitActs is LifePayActs {
    struct Scaling {
        bytes32 id;
        ISplit.Terms terms;
        uint256 class;
        bool isMalformed;
        ISplit.Phase phase;
        uint256 units;
        uint256 done;
        uint256 begunAt;
        uint256 payment; // its place and one; 0 if nothing is left over
    }

    Scaling[] internal scalings;
    mapping(uint256 class => uint256 placeAndOne) internal lentTo;

    uint256 private constant DATE_AWAY = 7 days;

    // ------------------------------------------------------------------ lent, recalled

    function _lend(uint256 class) internal {
        uint256 place = _draft(class);
        Scaling storage scaling = scalings[place];
        IRegistrarDesk.Act memory act = _actOf(class, IRegistrarDesk.Verb.LendToAction, 0);
        act.wallet = address(0);
        act.to = address(splits);
        act.document = scaling.id;
        _forbid(lentTo[class] != 0, IRegistrarDesk.LentAlready.selector);
        if (_approved(Deed.Lend, act)) lentTo[class] = place + 1;
    }

    function _draft(uint256 class) private returns (uint256 place) {
        place = scalings.length;
        Scaling storage scaling = scalings.push();
        scaling.class = class;
        ISplit.Terms memory terms;
        terms.token = classes[class];
        (terms.numerator, terms.denominator) = _ratio(books[class].supply);
        if (terms.denominator != 1) {
            uint256 cash = (1 + _roll(3_000)) * ONE + _roll(ONE);
            terms.cashPerUnit = uint96(cash);
            // Of each wallet's fraction the half, or hardly anything.
            terms.funding = uint64(1 + ((_chance(70) ? 8 : _roll(2)) * cash) / ONE);
        }
        terms.effective = JstDate.wrap(uint16(_today() + (_chance(25) ? 1 + _roll(3) : 0)));
        terms.taxTo = TAX_OFFICE;
        terms.document = REASON;
        terms.number = place + 1;
        uint256 flaw = _roll(40);
        scaling.isMalformed = flaw < 5;
        if (flaw == 0) terms.numerator = terms.denominator;
        else if (flaw == 1) terms.cashPerUnit = terms.denominator == 1 ? 1 : 0;
        else if (flaw == 2) terms.funding = terms.denominator == 1 ? 1 : 0;
        else if (flaw == 3) terms.numerator = 0;
        else if (flaw == 4) terms.denominator = 0;
        scaling.terms = terms;
        scaling.id = keccak256(abi.encode(terms));
    }

    /// Units neither run out nor run away.
    function _ratio(uint256 supply) private returns (uint32, uint32) {
        uint256 kind = _roll(12);
        if (supply > 500_000) kind = 6 + _roll(5);
        else if (supply < 3_000) kind = _roll(6);
        if (kind == 0) return (2, 1);
        if (kind == 1) return (3, 1);
        if (kind == 2) return (3, 2);
        if (kind == 3) return (7, 5);
        if (kind == 4) return (11, 10);
        if (kind == 5) return (5, 1);
        if (kind == 6) return (1, 10);
        if (kind == 7) return (2, 3);
        if (kind == 8) return (1, 2);
        if (kind == 9) return (3, 7);
        if (kind == 10) return (1, 100);
        return (uint32(1 + _roll(9)), uint32(11 + _roll(9)));
    }

    function _recall(uint256 class) internal {
        _forbid(lentTo[class] == 0, IRegistrarDesk.NothingLent.selector);
        _forbid(books[class].inAction, IRegistrarDesk.ActionRuns.selector);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.recall,
            (classes[class], address(splits))
        );
        if (_does(Deed.Recall, address(this), address(desk), call, Promise.Power1)) {
            lentTo[class] = 0;
        }
    }

    // ------------------------------------------------------------------ begun, taken back

    function _beginSplit(uint256 place) internal {
        Scaling storage scaling = scalings[place];
        ISplit.Terms memory terms = scaling.terms;
        Book storage book = books[scaling.class];
        bool hasFractions = terms.denominator != 1;
        _forbid(scaling.phase != ISplit.Phase.None, ISplit.WrongSplitPhase.selector);
        _forbid(lentTo[scaling.class] != place + 1, IClassAction.NotLentOnTheseTerms.selector);
        _forbid(scaling.isMalformed, ISplit.SplitMalformed.selector);
        _forbid(scaling.class == BOND, ISplit.BondsDoNotSplit.selector);
        _forbid(_today() < JstDate.unwrap(terms.effective), IClassAction.NotYet.selector);
        _forbid(_isDateNear(scaling.class), ISplit.RecordDateNear.selector);
        _forbid(book.supply == 0, ISplit.SupplyOutOfRange.selector);
        _forbid(hasFractions && yenPaused, IPassGatedToken.TokenPaused.selector);
        bytes memory call = abi.encodeCall(ISplit.begin, (terms));
        if (!_does(Deed.BeginSplit, ISSUER, address(splits), call, Promise.Complete1)) return;
        scaling.phase = ISplit.Phase.Begun;
        (scaling.units, scaling.begunAt) = (book.supply, block.timestamp);
        book.inAction = true;
        for (uint256 i = 0; i < WALLETS; ++i) book.done[i] = false;
        if (!hasFractions) return;
        uint256 payment = _wasAnnounced(scaling.class, _fractionsOf(scaling), address(splits));
        scaling.payment = payment + 1;
        _wasFunded(payment, ISSUER);
        lastPayment = payment;
    }

    function _isDateNear(uint256 class) private view returns (bool) {
        uint16[] storage days_ = ahead[class];
        return days_.length != 0 && _lastSecondOf(days_[0]) <= block.timestamp + DATE_AWAY;
    }

    /// As the contract has them, and as they must be.
    function _fractionsOf(
        Scaling storage scaling
    ) private returns (IDistribution.Terms memory fractions) {
        ISplit.Terms memory terms = scaling.terms;
        fractions = splits.fractionsOf(terms);
        record.checked(Promise.Pay1);
        _breachIf(
            address(fractions.token) != address(terms.token) ||
                fractions.recordId != 0 ||
                fractions.numerator != terms.numerator ||
                fractions.denominator != terms.denominator ||
                fractions.perUnit != terms.cashPerUnit / terms.denominator ||
                fractions.funding != terms.funding ||
                fractions.taxTo != terms.taxTo ||
                JstDate.unwrap(fractions.date) != _today(),
            Promise.Pay1,
            "fractions are not paid as the split's terms say"
        );
    }

    function _abortSplit(uint256 place) internal {
        Scaling storage scaling = scalings[place];
        uint256 kind = _roll(10);
        address sender =
            kind < 2
                ? STRANGER
                : kind < 6
                    ? ISSUER
                    : address(this);
        bool hasFractions = scaling.payment != 0;
        bool isPayer = sender == ISSUER && hasFractions;
        _forbid(scaling.phase != ISplit.Phase.Begun, ISplit.WrongSplitPhase.selector);
        _forbid(sender != address(this) && !isPayer, IRegistrarDesk.NotTheRegistrar.selector);
        _forbid(
            isPayer && block.timestamp < scaling.begunAt + 1 days,
            IClassAction.NotYet.selector
        );
        _forbid(scaling.done != 0, ISplit.ScaledAlready.selector);
        if (hasFractions) {
            Payment storage payment = payments[scaling.payment - 1];
            _forbid(payment.phase != IDistribution.Phase.Funded, IDistribution.WrongPhase.selector);
            _forbid(payment.done != 0, IDistribution.BegunAlready.selector);
            _forbid(yenPaused, IPassGatedToken.TokenPaused.selector);
        }
        bytes memory call = abi.encodeCall(ISplit.abort, (scaling.terms));
        if (!_does(Deed.AbortSplit, sender, address(splits), call, Promise.Complete1)) return;
        scaling.phase = ISplit.Phase.Aborted;
        if (hasFractions) _wasWithdrawn(scaling.payment - 1);
        books[scaling.class].inAction = false;
        lentTo[scaling.class] = 0;
    }

    // ------------------------------------------------------------------ scaled

    function _scaleSome(uint256 place) internal {
        uint256 count = 1 + _roll(4);
        uint256[] memory list = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = i != 0 && _chance(12) ? list[i - 1] : _anyPlace();
        }
        _scale(place, list, _chance(15), _chance(6));
    }

    function _scaleAll(uint256 place) internal {
        uint256[] memory list = new uint256[](WALLETS);
        uint256 first = _roll(WALLETS);
        for (uint256 i = 0; i < WALLETS; ++i) list[i] = (first + i) % WALLETS;
        _scale(place, list, false, false);
    }

    /// All but the one with the fewest units: hardly anything is left to do.
    function _scaleMost(uint256 place) internal {
        Book storage book = books[scalings[place].class];
        uint256 fewest = WALLETS;
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (book.balance[i] == 0 || book.done[i]) continue;
            if (fewest == WALLETS || book.balance[i] < book.balance[fewest]) fewest = i;
        }
        if (fewest == WALLETS) return;
        uint256[] memory list = new uint256[](WALLETS - 1);
        for (uint256 i = 1; i < WALLETS; ++i) list[i - 1] = (fewest + i) % WALLETS;
        _scale(place, list, false, false);
    }

    /// @param isShort One hold of the last wallet is not named.
    /// @param isForeign A hold of nobody named is.
    function _scale(uint256 place, uint256[] memory list, bool isShort, bool isForeign) private {
        Scaling storage scaling = scalings[place];
        uint256 class = scaling.class;
        (address[] memory named, bytes32[] memory holds, bool lacks) = _listsOf(
            class,
            list,
            false,
            isShort
        );
        if (isForeign) holds = _withForeign(class, list, holds);
        _forbid(scaling.phase != ISplit.Phase.Begun, ISplit.WrongSplitPhase.selector);
        if (scaling.payment != 0) {
            IDistribution.Phase phase = payments[scaling.payment - 1].phase;
            bool isPaid =
                phase == IDistribution.Phase.Complete || phase == IDistribution.Phase.Returned;
            _forbid(!isPaid, IClassAction.DistributionUnfinished.selector);
        }
        _forbid(lacks && !_isDoneBefore(class, list), ISecurityToken.HoldsNotNamed.selector);
        bool areTheirs = _areTheWallets(scaling, list, holds);
        _forbid(!areTheirs, ISecurityToken.HoldsNotTheWallets.selector);
        bytes memory call = abi.encodeCall(ISplit.scale, (scaling.terms, named, holds));
        if (!_does(Deed.Scale, STRANGER, address(splits), call, Promise.Complete1)) return;
        for (uint256 i = 0; i < list.length; ++i) _scaleOne(scaling, list[i]);
        if (scaling.done == scaling.units) _splitDone(scaling);
    }

    function _scaleOne(Scaling storage scaling, uint256 wallet) private {
        Book storage book = books[scaling.class];
        if (book.done[wallet]) return record.saw(Deed.SawScaledBefore);
        ISplit.Terms memory terms = scaling.terms;
        uint256 before = _scaled(scaling.class, wallet, terms.numerator, terms.denominator);
        scaling.done += before;
        if (before != 0 && book.balance[wallet] == 0) record.saw(Deed.SawWalletScaledAway);
        for (; pledgesKept != 0; --pledgesKept) record.saw(Deed.SawPledgeKept);
        for (; tradesEnded != 0; --tradesEnded) record.saw(Deed.SawHoldScaledAway);
    }

    function _splitDone(Scaling storage scaling) private {
        Book storage book = books[scaling.class];
        ISplit.Terms memory terms = scaling.terms;
        scaling.phase = ISplit.Phase.Done;
        book.inAction = false;
        book.cap = (book.cap * terms.numerator) / terms.denominator;
        lentTo[scaling.class] = 0;
        rescaled[scaling.class].push(
            Rescaled(copies[scaling.class].length, terms.numerator, terms.denominator)
        );
        record.saw(
            terms.numerator > terms.denominator ? Deed.SawSplitDone : Deed.SawConsolidationDone
        );
        if (_dayAt(scaling.begunAt) <= _lastCopied(scaling.class)) record.saw(Deed.SawDateInSplit);
    }

    function _lastCopied(uint256 class) private view returns (uint16) {
        uint256 count = copies[class].length;
        return count == 0 ? 0 : copies[class][count - 1].day;
    }

    /// Whether the last of a list is done before its own turn.
    function _isDoneBefore(uint256 class, uint256[] memory list) private view returns (bool) {
        uint256 last = list[list.length - 1];
        if (books[class].done[last]) return true;
        for (uint256 i = 0; i + 1 < list.length; ++i) if (list[i] == last) return true;
        return false;
    }

    /// Whether holds are in the order of wallets, ascending for each; a wallet is done once, and whatever is named of
    /// it in a further turn says nothing.
    function _areTheWallets(
        Scaling storage scaling,
        uint256[] memory list,
        bytes32[] memory holds
    ) private view returns (bool) {
        uint256 class = scaling.class;
        bool[WALLETS] memory done = books[class].done;
        uint256 next;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = list[i];
            bytes32 last;
            for (; next < holds.length; ++next) {
                uint256 owner = _ownerOf(class, holds[next]);
                if (owner == WALLETS) continue;
                if (owner != place) break;
                if (done[place]) continue;
                if (holds[next] > last) last = holds[next];
                else if (_isLeft(scaling, place, holds[next])) return false;
            }
            done[place] = true;
        }
        return next == holds.length;
    }

    /// Whether anything is left of a hold by the split.
    function _isLeft(
        Scaling storage scaling,
        uint256 place,
        bytes32 id
    ) private view returns (bool) {
        (uint256 n, uint256 d) = (scaling.terms.numerator, scaling.terms.denominator);
        uint256 left = (books[scaling.class].balance[place] * n) / d;
        uint256[] memory holds = _holdsOf(scaling.class, place);
        uint256 sum;
        for (uint256 i = 0; i < holds.length; ++i) {
            Promised storage each = promises[holds[i]];
            uint256 before = _least((sum * n + d - 1) / d, left);
            sum += each.units;
            if (each.id == id) return _least((sum * n + d - 1) / d, left) != before;
        }
        return false;
    }

    /// None of it is one that is gone.
    function _ownerOf(uint256 class, bytes32 id) private view returns (uint256) {
        for (uint256 i = 0; i < live[class].length; ++i) {
            Promised storage each = promises[live[class][i]];
            if (each.id == id && each.units != 0) return each.place;
        }
        return WALLETS;
    }

    /// With a hold of a wallet that is not named, if there is any.
    function _withForeign(
        uint256 class,
        uint256[] memory list,
        bytes32[] memory holds
    ) private view returns (bytes32[] memory all) {
        for (uint256 i = 0; i < live[class].length; ++i) {
            Promised storage each = promises[live[class][i]];
            if (each.units == 0 || _isIn(each.place, list)) continue;
            all = new bytes32[](holds.length + 1);
            for (uint256 j = 0; j < holds.length; ++j) all[j] = holds[j];
            all[holds.length] = each.id;
            return all;
        }
        return holds;
    }

    function _isIn(uint256 place, uint256[] memory list) private pure returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) if (list[i] == place) return true;
        return false;
    }
}
