// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { Categories } from "../../../contracts/types/Categories.sol";
import { CategoryCounts, CategoryCountsMath } from "../../../contracts/types/CategoryCounts.sol";
import { CategoryEnds, CategoryEndsMath } from "../../../contracts/types/CategoryEnds.sol";
import { ClaimsWord, PassState } from "../../../contracts/types/ClaimsWord.sol";
import { ClassTerms, LegalKind } from "../../../contracts/types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../../../contracts/types/ClassWord.sol";
import { CloneArguments } from "../../../contracts/types/CloneArguments.sol";
import { FurtherOfficers, FurtherOfficersMath } from "../../../contracts/types/FurtherOfficers.sol";
import { HolderWord } from "../../../contracts/types/HolderWord.sol";
import { JstDate, JstDates } from "../../../contracts/types/JstDate.sol";
import { OfficerWord, OfficerWords } from "../../../contracts/types/OfficerWord.sol";
import { PastHolding, PastHoldings } from "../../../contracts/types/PastHolding.sol";
import { PolicyWord, PolicyWords } from "../../../contracts/types/PolicyWord.sol";
import { RecordDate, RecordDates } from "../../../contracts/types/RecordDate.sol";
import { RosterWord } from "../../../contracts/types/RosterWord.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { PassStatus, Standing, Standings } from "../../../contracts/types/Standing.sol";

// Each harness shows one library's functions under their own names; the word is the first argument.

contract HolderWordHarness {
    function balance(HolderWord w) external pure returns (uint256) {
        return w.balance();
    }

    function held(HolderWord w) external pure returns (uint256) {
        return w.held();
    }

    function until(HolderWord w) external pure returns (uint32) {
        return w.until();
    }

    function from(HolderWord w) external pure returns (uint32) {
        return w.from();
    }

    function recordId(HolderWord w) external pure returns (uint16) {
        return w.recordId();
    }

    function epoch(HolderWord w) external pure returns (uint16) {
        return w.epoch();
    }

    function categories(HolderWord w) external pure returns (uint8) {
        return w.categories();
    }

    function isEnrolled(HolderWord w) external pure returns (bool) {
        return w.isEnrolled();
    }

    function has(HolderWord w, uint256 flag) external pure returns (bool) {
        return w.has(flag);
    }

    function mayMove(HolderWord w, ClassWord c, uint256 timestamp) external pure returns (bool) {
        return w.mayMove(c, timestamp);
    }

    function mayGain(HolderWord w, ClassWord c, uint256 timestamp) external pure returns (bool) {
        return w.mayGain(c, timestamp);
    }

    function withRecordId(HolderWord w, uint16 id) external pure returns (HolderWord) {
        return w.withRecordId(id);
    }

    function credit(HolderWord w, uint256 units) external pure returns (HolderWord) {
        return w.credit(units);
    }

    function debit(HolderWord w, uint256 units) external pure returns (HolderWord) {
        return w.debit(units);
    }

    function hold(HolderWord w, uint256 units) external pure returns (HolderWord) {
        return w.hold(units);
    }

    function unhold(HolderWord w, uint256 units) external pure returns (HolderWord) {
        return w.unhold(units);
    }

    function withVerdict(
        HolderWord w,
        ClassWord c,
        Standing standing,
        bool mayGain_
    ) external pure returns (HolderWord) {
        return w.withVerdict(c, standing, mayGain_);
    }

    function isDone(HolderWord w, ClassWord c) external pure returns (bool) {
        return w.isDone(c);
    }

    function done(HolderWord w, ClassWord c) external pure returns (HolderWord) {
        return w.done(c);
    }

    function withAmounts(
        HolderWord w,
        uint256 balance_,
        uint256 held_
    ) external pure returns (HolderWord) {
        return w.withAmounts(balance_, held_);
    }

    function withoutVerdict(HolderWord w) external pure returns (HolderWord) {
        return w.withoutVerdict();
    }

    function set(HolderWord w, uint256 flag, bool on) external pure returns (HolderWord) {
        return w.set(flag, on);
    }
}

contract ClassWordHarness {
    function open(uint24 max_, uint16 number_) external pure returns (ClassWord) {
        return ClassWords.open(max_, number_);
    }

    function number(ClassWord w) external pure returns (uint16) {
        return w.number();
    }

    function withRecord(ClassWord w, uint16 id, uint32 next) external pure returns (ClassWord) {
        return w.withRecord(id, next);
    }

    function supply(ClassWord w) external pure returns (uint256) {
        return w.supply();
    }

    function holders(ClassWord w) external pure returns (uint256) {
        return w.holders();
    }

    function max(ClassWord w) external pure returns (uint256) {
        return w.max();
    }

    function nextDate(ClassWord w) external pure returns (uint32) {
        return w.nextDate();
    }

    function termsEpoch(ClassWord w) external pure returns (uint16) {
        return w.termsEpoch();
    }

    function recordId(ClassWord w) external pure returns (uint16) {
        return w.recordId();
    }

    function epoch(ClassWord w) external pure returns (uint16) {
        return w.epoch();
    }

    function actionNumber(ClassWord w) external pure returns (uint8) {
        return w.actionNumber();
    }

    function withNextAction(ClassWord w) external pure returns (ClassWord) {
        return w.withNextAction();
    }

    function epochForWords(ClassWord w) external pure returns (uint16) {
        return w.epochForWords();
    }

    function has(ClassWord w, uint256 flag) external pure returns (bool) {
        return w.has(flag);
    }

    function isSettled(
        ClassWord w,
        HolderWord giver,
        HolderWord taker,
        uint256 timestamp
    ) external pure returns (bool) {
        return w.isSettled(giver, taker, timestamp);
    }

    function hasSlowRule(
        ClassWord w,
        HolderWord giver,
        HolderWord taker
    ) external pure returns (bool) {
        return w.hasSlowRule(giver, taker);
    }

    function mint(ClassWord w, uint256 units) external pure returns (ClassWord) {
        return w.mint(units);
    }

    function burn(ClassWord w, uint256 units) external pure returns (ClassWord) {
        return w.burn(units);
    }

    function withHolders(ClassWord w, uint256 count) external pure returns (ClassWord) {
        return w.withHolders(count);
    }

    function withMax(ClassWord w, uint24 max_) external pure returns (ClassWord) {
        return w.withMax(max_);
    }

    function withRules(ClassWord w, RulesWord rules) external pure returns (ClassWord) {
        return w.withRules(rules);
    }

    function withNextEpoch(ClassWord w) external pure returns (ClassWord) {
        return w.withNextEpoch();
    }

    function withNextTermsEpoch(ClassWord w) external pure returns (ClassWord) {
        return w.withNextTermsEpoch();
    }

    function set(ClassWord w, uint256 flag, bool on) external pure returns (ClassWord) {
        return w.set(flag, on);
    }
}

contract ClaimsWordHarness {
    function investorId(ClaimsWord w) external pure returns (uint32) {
        return w.investorId();
    }

    function validFrom(ClaimsWord w) external pure returns (uint32) {
        return w.validFrom();
    }

    function attestedAt(ClaimsWord w) external pure returns (uint32) {
        return w.attestedAt();
    }

    function expiry(ClaimsWord w) external pure returns (JstDate) {
        return w.expiry();
    }

    function screenedUntil(ClaimsWord w) external pure returns (JstDate) {
        return w.screenedUntil();
    }

    function categoriesUntil(ClaimsWord w) external pure returns (JstDate) {
        return w.categoriesUntil();
    }

    function categories(ClaimsWord w) external pure returns (uint8) {
        return w.categories();
    }

    function residence(ClaimsWord w) external pure returns (uint16) {
        return w.residence();
    }

    function taxClass(ClaimsWord w) external pure returns (uint8) {
        return w.taxClass();
    }

    function state(ClaimsWord w) external pure returns (PassState) {
        return w.state();
    }

    function officers(ClaimsWord w) external pure returns (uint16) {
        return w.officers();
    }

    function seq(ClaimsWord w) external pure returns (uint16) {
        return w.seq();
    }

    function classes(ClaimsWord w) external pure returns (uint256) {
        return w.classes();
    }

    function isHeld(ClaimsWord w) external pure returns (bool) {
        return w.isHeld();
    }

    function mayBeGranted(ClaimsWord w) external pure returns (bool) {
        return w.mayBeGranted();
    }

    function isCountedApart(ClaimsWord w) external pure returns (bool) {
        return w.isCountedApart();
    }

    function withValidFrom(ClaimsWord w, uint32 value) external pure returns (ClaimsWord) {
        return w.withValidFrom(value);
    }

    function has(ClaimsWord w, uint256 flag) external pure returns (bool) {
        return w.has(flag);
    }

    function granted(
        ClaimsWord w,
        uint256 validFrom_,
        uint256 attestedAt_,
        JstDate expiry_,
        JstDate screenedUntil_,
        uint16 residence_,
        uint8 taxClass_,
        uint16 firstOfficers
    ) external pure returns (ClaimsWord) {
        return
            w.granted(
                validFrom_,
                attestedAt_,
                expiry_,
                screenedUntil_,
                residence_,
                taxClass_,
                firstOfficers
            );
    }

    function withInvestorId(ClaimsWord w, uint32 value) external pure returns (ClaimsWord) {
        return w.withInvestorId(value);
    }

    function withAttestedAt(ClaimsWord w, uint32 value) external pure returns (ClaimsWord) {
        return w.withAttestedAt(value);
    }

    function withOfficers(
        ClaimsWord w,
        uint16 firstTwo,
        bool more
    ) external pure returns (ClaimsWord) {
        return w.withOfficers(firstTwo, more);
    }

    function withDates(
        ClaimsWord w,
        JstDate expiry_,
        JstDate screenedUntil_
    ) external pure returns (ClaimsWord) {
        return w.withDates(expiry_, screenedUntil_);
    }

    function withCategories(
        ClaimsWord w,
        uint8 categories_,
        JstDate end,
        bool endsDiffer
    ) external pure returns (ClaimsWord) {
        return w.withCategories(categories_, end, endsDiffer);
    }

    function withResidence(
        ClaimsWord w,
        uint16 residence_,
        uint8 taxClass_
    ) external pure returns (ClaimsWord) {
        return w.withResidence(residence_, taxClass_);
    }

    function withState(ClaimsWord w, PassState value) external pure returns (ClaimsWord) {
        return w.withState(value);
    }

    function withSeq(ClaimsWord w, uint16 value) external pure returns (ClaimsWord) {
        return w.withSeq(value);
    }

    function withClass(ClaimsWord w, uint256 number) external pure returns (ClaimsWord) {
        return w.withClass(number);
    }

    function set(ClaimsWord w, uint256 flag, bool on) external pure returns (ClaimsWord) {
        return w.set(flag, on);
    }
}

contract RosterWordHarness {
    function lastInvestorId(RosterWord w) external pure returns (uint32) {
        return w.lastInvestorId();
    }

    function vetoWindow(RosterWord w) external pure returns (uint32) {
        return w.vetoWindow();
    }

    function quota(RosterWord w) external pure returns (uint16) {
        return w.quota();
    }

    function quorum(RosterWord w) external pure returns (uint8) {
        return w.quorum();
    }

    function officers(RosterWord w) external pure returns (uint8) {
        return w.officers();
    }

    function classes(RosterWord w) external pure returns (uint16) {
        return w.classes();
    }

    function knowsDisowning(RosterWord w) external pure returns (bool) {
        return w.knowsDisowning();
    }

    function withDisowning(RosterWord w) external pure returns (RosterWord) {
        return w.withDisowning();
    }

    function grantsOn(RosterWord w, JstDate today, uint256 seat) external pure returns (uint256) {
        return w.grantsOn(today, seat);
    }

    function withGrant(
        RosterWord w,
        JstDate today,
        uint256 seat
    ) external pure returns (RosterWord) {
        return w.withGrant(today, seat);
    }

    function withNextInvestor(RosterWord w) external pure returns (RosterWord) {
        return w.withNextInvestor();
    }

    function withSettings(
        RosterWord w,
        uint8 quorum_,
        uint32 vetoWindow_,
        uint16 quota_
    ) external pure returns (RosterWord) {
        return w.withSettings(quorum_, vetoWindow_, quota_);
    }

    function withNextOfficer(RosterWord w) external pure returns (RosterWord) {
        return w.withNextOfficer();
    }

    function withNextClass(RosterWord w) external pure returns (RosterWord) {
        return w.withNextClass();
    }
}

contract OfficerWordHarness {
    function make(address key_, uint256 seat_) external pure returns (OfficerWord) {
        return OfficerWords.make(key_, seat_);
    }

    function key(OfficerWord w) external pure returns (address) {
        return w.key();
    }

    function isActive(OfficerWord w) external pure returns (bool) {
        return w.isActive();
    }

    function seat(OfficerWord w) external pure returns (uint256) {
        return w.seat();
    }

    function isSeated(OfficerWord w) external pure returns (bool) {
        return w.isSeated();
    }

    function disownedSince(OfficerWord w) external pure returns (uint32) {
        return w.disownedSince();
    }

    function isGoodAt(OfficerWord w, uint256 minedAt) external pure returns (bool) {
        return w.isGoodAt(minedAt);
    }

    function removed(OfficerWord w) external pure returns (OfficerWord) {
        return w.removed();
    }

    function withDisowned(OfficerWord w, uint32 since) external pure returns (OfficerWord) {
        return w.withDisowned(since);
    }
}

contract FurtherOfficersHarness {
    function made(uint256 officers, uint256 minedAt_) external pure returns (FurtherOfficers) {
        return FurtherOfficersMath.made(officers, minedAt_);
    }

    function officer(FurtherOfficers list, uint256 index) external pure returns (uint8) {
        return list.officer(index);
    }

    function names(FurtherOfficers list, uint8 officer_) external pure returns (bool) {
        return list.names(officer_);
    }

    function minedAt(FurtherOfficers list, uint256 index) external pure returns (uint32) {
        return list.minedAt(index);
    }

    function put(
        FurtherOfficers list,
        uint256 index,
        uint8 officer_,
        uint256 minedAt_
    ) external pure returns (FurtherOfficers) {
        return list.put(index, officer_, minedAt_);
    }
}

contract PolicyWordHarness {
    function isAdmitted(uint8 categories, uint8 admitted_) external pure returns (bool) {
        return Categories.isAdmitted(categories, admitted_);
    }

    function pack(uint8 admitted_, uint16[] memory residences_) external pure returns (PolicyWord) {
        return PolicyWords.pack(admitted_, residences_);
    }

    function isWellFormed(PolicyWord w) external pure returns (bool) {
        return w.isWellFormed();
    }

    function admitted(PolicyWord w) external pure returns (uint8) {
        return w.admitted();
    }

    function residences(PolicyWord w) external pure returns (uint16[] memory) {
        return w.residences();
    }

    function admits(PolicyWord w, Standing standing) external pure returns (bool) {
        return w.admits(standing);
    }
}

contract RulesWordHarness {
    function has(RulesWord w, uint256 flag) external pure returns (bool) {
        return w.has(flag);
    }

    function maturity(RulesWord w) external pure returns (JstDate) {
        return w.maturity();
    }

    function lockUp(RulesWord w) external pure returns (JstDate) {
        return w.lockUp();
    }

    function lot(RulesWord w) external pure returns (uint32) {
        return w.lot();
    }

    function mostUnits(RulesWord w) external pure returns (uint64) {
        return w.mostUnits();
    }

    function mostOf(RulesWord w, uint256 category) external pure returns (uint24) {
        return w.mostOf(category);
    }

    function limitsCategories(RulesWord w) external pure returns (bool) {
        return w.limitsCategories();
    }

    function hasDates(RulesWord w) external pure returns (bool) {
        return w.hasDates();
    }

    function hasLimits(RulesWord w) external pure returns (bool) {
        return w.hasLimits();
    }

    function isWellFormed(RulesWord w) external pure returns (bool) {
        return w.isWellFormed();
    }

    function isForTerms(RulesWord w) external pure returns (bool) {
        return w.isForTerms();
    }

    function withLotAndLockUp(
        RulesWord w,
        uint32 lot_,
        JstDate lockUp_
    ) external pure returns (RulesWord) {
        return w.withLotAndLockUp(lot_, lockUp_);
    }
}

contract StandingHarness {
    function pack(
        uint32 investorId_,
        uint32 from_,
        uint32 until_,
        uint8 categories_,
        uint16 residence_,
        PassStatus status_,
        bool countedApart,
        uint8 taxClass_
    ) external pure returns (Standing) {
        return
            Standings.pack(
                investorId_,
                from_,
                until_,
                categories_,
                residence_,
                status_,
                countedApart,
                taxClass_
            );
    }

    function taxClass(Standing s) external pure returns (uint8) {
        return s.taxClass();
    }

    function isCountedApart(Standing s) external pure returns (bool) {
        return s.isCountedApart();
    }

    function investorId(Standing s) external pure returns (uint32) {
        return s.investorId();
    }

    function from(Standing s) external pure returns (uint32) {
        return s.from();
    }

    function until(Standing s) external pure returns (uint32) {
        return s.until();
    }

    function span(Standing s) external pure returns (uint64) {
        return s.span();
    }

    function categories(Standing s) external pure returns (uint8) {
        return s.categories();
    }

    function residence(Standing s) external pure returns (uint16) {
        return s.residence();
    }

    function status(Standing s) external pure returns (PassStatus) {
        return s.status();
    }
}

contract CategoryCountsHarness {
    function countedAs(uint8 categories) external pure returns (uint8) {
        return CategoryCountsMath.countedAs(categories);
    }

    function count(CategoryCounts counts, uint256 category) external pure returns (uint256) {
        return counts.count(category);
    }

    function plus(CategoryCounts counts, uint8 categories) external pure returns (CategoryCounts) {
        return counts.plus(categories);
    }

    function minus(CategoryCounts counts, uint8 categories) external pure returns (CategoryCounts) {
        return counts.minus(categories);
    }

    function overfull(
        CategoryCounts counts,
        RulesWord rules,
        uint8 categories
    ) external pure returns (uint256) {
        return counts.overfull(rules, categories);
    }
}

contract CategoryEndsHarness {
    function pack(JstDate a, JstDate b, JstDate c, JstDate d) external pure returns (CategoryEnds) {
        return CategoryEndsMath.pack(a, b, c, d);
    }

    function same(uint8 categories, JstDate end) external pure returns (CategoryEnds) {
        return CategoryEndsMath.same(categories, end);
    }

    function endOf(CategoryEnds ends, uint256 index) external pure returns (JstDate) {
        return ends.endOf(index);
    }

    function live(CategoryEnds ends, uint256 timestamp) external pure returns (uint8, JstDate) {
        return ends.live(timestamp);
    }

    function summary(CategoryEnds ends) external pure returns (uint8, JstDate, bool) {
        return ends.summary();
    }

    function lower(CategoryEnds a, CategoryEnds b) external pure returns (CategoryEnds) {
        return a.lower(b);
    }

    function equals(CategoryEnds a, CategoryEnds b) external pure returns (bool) {
        return a.equals(b);
    }
}

contract JstDateHarness {
    function dateAt(uint256 timestamp) external pure returns (JstDate) {
        return JstDates.dateAt(timestamp);
    }

    function lastSecond(JstDate date) external pure returns (uint32) {
        return date.lastSecond();
    }

    function isPast(JstDate date, uint256 timestamp) external pure returns (bool) {
        return date.isPast(timestamp);
    }

    function isNone(JstDate date) external pure returns (bool) {
        return date.isNone();
    }

    function earlier(JstDate a, JstDate b) external pure returns (JstDate) {
        return a.earlier(b);
    }

    function isBefore(JstDate a, JstDate b) external pure returns (bool) {
        return a.isBefore(b);
    }
}

contract RecordDateHarness {
    function declared(uint32 lastSecond_, uint32 next) external pure returns (RecordDate) {
        return RecordDates.declared(lastSecond_, next);
    }

    function taken(
        RecordDate w,
        uint256 supply_,
        uint256 holders_
    ) external pure returns (RecordDate) {
        return w.taken(supply_, holders_);
    }

    function isDeclared(RecordDate w) external pure returns (bool) {
        return w.isDeclared();
    }

    function lastSecond(RecordDate w) external pure returns (uint32) {
        return w.lastSecond();
    }

    function nextLastSecond(RecordDate w) external pure returns (uint32) {
        return w.nextLastSecond();
    }

    function date(RecordDate w) external pure returns (JstDate) {
        return w.date();
    }

    function supply(RecordDate w) external pure returns (uint256) {
        return w.supply();
    }

    function holders(RecordDate w) external pure returns (uint256) {
        return w.holders();
    }
}

contract PastHoldingHarness {
    function pack(
        uint256 balance_,
        uint256 held_,
        uint256 frozen_,
        uint256 since_
    ) external pure returns (PastHolding) {
        return PastHoldings.pack(balance_, held_, frozen_, since_);
    }

    function isKept(PastHolding w) external pure returns (bool) {
        return w.isKept();
    }

    function balance(PastHolding w) external pure returns (uint256) {
        return w.balance();
    }

    function held(PastHolding w) external pure returns (uint256) {
        return w.held();
    }

    function frozen(PastHolding w) external pure returns (uint256) {
        return w.frozen();
    }

    function since(PastHolding w) external pure returns (uint256) {
        return w.since();
    }
}

contract CloneArgumentsHarness {
    event Cloned(address clone);

    function clone(ClassTerms calldata terms) external {
        bytes memory arguments = CloneArguments.encode(terms);
        emit Cloned(Clones.cloneWithImmutableArgs(address(this), arguments));
    }

    function encode(ClassTerms calldata terms) external pure returns (bytes memory) {
        return CloneArguments.encode(terms);
    }

    function decode(bytes calldata arguments) external pure returns (ClassTerms memory) {
        return CloneArguments.decode(arguments);
    }

    function argumentsOf(address token) external view returns (bytes memory) {
        return Clones.fetchCloneArgs(token);
    }

    function policyOf(address token) external view returns (PolicyWord) {
        return CloneArguments.policyOf(token);
    }

    function openingOf(address token) external view returns (LegalKind, uint24, RulesWord) {
        return CloneArguments.openingOf(token);
    }

    function rulesOf(address token) external view returns (RulesWord) {
        return CloneArguments.rulesOf(token);
    }

    function capOf(address token) external view returns (uint64) {
        return CloneArguments.capOf(token);
    }

    function registrarRoleOf(address token) external view returns (uint64) {
        return CloneArguments.registrarRoleOf(token);
    }
}
