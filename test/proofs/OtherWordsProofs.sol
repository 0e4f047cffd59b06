// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { CategoryCounts } from "../../contracts/types/CategoryCounts.sol";
import { CategoryEnds, CategoryEndsMath } from "../../contracts/types/CategoryEnds.sol";
import { ClaimsWord, ClaimsWords, PassState } from "../../contracts/types/ClaimsWord.sol";
import { CyclePhase, CycleWord, CycleWords } from "../../contracts/types/CycleWord.sol";
import { FurtherOfficers } from "../../contracts/types/FurtherOfficers.sol";
import { JstDate } from "../../contracts/types/JstDate.sol";
import { OfficerWord, OfficerWords } from "../../contracts/types/OfficerWord.sol";
import { PastHolding, PastHoldings } from "../../contracts/types/PastHolding.sol";
import { RecordDate, RecordDates } from "../../contracts/types/RecordDate.sol";
import { RosterWord } from "../../contracts/types/RosterWord.sol";
import { RulesWord } from "../../contracts/types/RulesWord.sol";
import { PassStatus, Standing, Standings } from "../../contracts/types/Standing.sol";
import { Side, TradePhase, TradeWord, TradeWords } from "../../contracts/types/TradeWord.sol";
import { Fields } from "./Fields.sol";

/// Of every word and every argument. Phases and states are compared as bits: a conversion to an enum reverts on any
/// other, and a path that reverts proves nothing.
contract OtherWordsProofs {
    using Fields for uint256;

    // ------------------------------------------------------------------ settlement

    function check_trade_withFilledTouchesNothingElse(uint256 raw, uint64 units) external pure {
        TradeWord after_ = TradeWord.wrap(raw).withFilled(units);
        assert(after_.filled() == units);
        assert(raw.differOnlyIn(TradeWord.unwrap(after_), 0, 64));
    }

    function check_trade_withPhaseTouchesNothingElse(uint256 raw, uint8 phase) external pure {
        if (phase > uint8(type(TradePhase).max)) return;
        TradeWord after_ = TradeWord.wrap(raw).withPhase(TradePhase(phase));
        assert(TradeWord.unwrap(after_).field(64, 8) == phase);
        assert(raw.differOnlyIn(TradeWord.unwrap(after_), 64, 8));
    }

    function check_trade_aSidesFlagIsItsOwn(uint256 raw, bool isSeller) external pure {
        Side side = isSeller ? Side.Seller : Side.Buyer;
        uint256 place = isSeller ? 74 : 75;
        TradeWord after_ = TradeWord.wrap(raw).set(TradeWords.HELD, side);
        assert(after_.has(TradeWords.HELD, side));
        assert(raw.differOnlyIn(TradeWord.unwrap(after_), place, 1));
    }

    function check_cycle_saysWhoUntilWhenAndItsPhase(
        address opener,
        uint48 deadline,
        uint8 phase
    ) external pure {
        if (phase > uint8(type(CyclePhase).max)) return;
        CycleWord word = CycleWords.open(opener, deadline);
        assert(word.phase() == CyclePhase.Open);
        word = word.withPhase(CyclePhase(phase));
        assert(word.opener() == opener && word.deadline() == deadline);
        assert(CycleWord.unwrap(word).field(0, 8) == phase);
    }

    // ------------------------------------------------------------------ securities

    function check_rules_lotAndLockUpTouchNothingElse(
        uint256 raw,
        uint32 lot,
        uint16 lockUp
    ) external pure {
        RulesWord after_ = RulesWord.wrap(raw).withLotAndLockUp(lot, JstDate.wrap(lockUp));
        assert(after_.lot() == lot && JstDate.unwrap(after_.lockUp()) == lockUp);
        assert(raw.differOnlyIn(RulesWord.unwrap(after_), 24, 48));
    }

    function check_recordDate_keepsDatesAndFigures(
        uint32 last,
        uint32 next,
        uint64 supply,
        uint24 holders
    ) external pure {
        RecordDate record = RecordDates.declared(last, next);
        assert(record.supply() == 0 && record.holders() == 0);
        record = record.taken(supply, holders);
        assert(record.lastSecond() == last && record.nextLastSecond() == next);
        assert(record.supply() == supply && record.holders() == holders);
    }

    function check_pastHolding_keepsAllOfThem(
        uint64 balance,
        uint64 held,
        uint256 frozen,
        uint16 since
    ) external pure {
        PastHolding past = PastHoldings.pack(balance, held, frozen, since);
        assert(past.balance() == balance && past.held() == held && past.since() == since);
        assert(past.frozen() == (frozen > type(uint64).max ? type(uint64).max : frozen));
    }

    // ------------------------------------------------------------------ passes

    function check_claims_fieldsAreThoseOfTheDrawing(uint256 raw) external pure {
        ClaimsWord word = ClaimsWord.wrap(raw);
        assert(word.investorId() == raw.field(0, 32));
        assert(word.validFrom() == raw.field(32, 32));
        assert(word.attestedAt() == raw.field(64, 32));
        assert(JstDate.unwrap(word.expiry()) == raw.field(96, 16));
        assert(JstDate.unwrap(word.screenedUntil()) == raw.field(112, 16));
        assert(JstDate.unwrap(word.categoriesUntil()) == raw.field(128, 16));
        assert(word.categories() == raw.field(144, 4));
        assert(word.residence() == raw.field(148, 10));
        assert(word.taxClass() == raw.field(158, 4));
        assert(word.officers() == raw.field(172, 16));
        assert(word.seq() == raw.field(188, 16));
        assert(word.classes() == raw.field(204, 48));
    }

    function check_claims_settersTouchTheirFieldAlone(
        uint256 raw,
        uint32 a,
        uint16 b
    ) external pure {
        ClaimsWord word = ClaimsWord.wrap(raw);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(word.withInvestorId(a)), 0, 32));
        assert(word.withInvestorId(a).investorId() == a);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(word.withValidFrom(a)), 32, 32));
        assert(word.withValidFrom(a).validFrom() == a);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(word.withAttestedAt(a)), 64, 32));
        assert(word.withAttestedAt(a).attestedAt() == a);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(word.withSeq(b)), 188, 16));
        assert(word.withSeq(b).seq() == b);
    }

    function check_claims_datesResidenceAndCategoriesTouchTheirFieldsAlone(
        uint256 raw,
        uint16 a,
        uint16 b,
        bool differ
    ) external pure {
        ClaimsWord word = ClaimsWord.wrap(raw);
        ClaimsWord after_ = word.withDates(JstDate.wrap(a), JstDate.wrap(b));
        assert(JstDate.unwrap(after_.expiry()) == a && JstDate.unwrap(after_.screenedUntil()) == b);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(after_), 96, 32));
        after_ = word.withResidence(a & 0x3ff, uint8(b) & 0x0f);
        assert(after_.residence() == a & 0x3ff && after_.taxClass() == uint8(b) & 0x0f);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(after_), 148, 14));
        after_ = word.withCategories(uint8(b) & 0x0f, JstDate.wrap(a), differ);
        assert(JstDate.unwrap(after_.categoriesUntil()) == a);
        assert(after_.categories() == uint8(b) & 0x0f);
        assert(after_.has(ClaimsWords.ENDS_DIFFER) == differ);
        uint256 others = ~((uint256(0xfffff) << 128) | ClaimsWords.ENDS_DIFFER);
        assert((raw ^ ClaimsWord.unwrap(after_)) & others == 0);
    }

    function check_claims_aFreshGrantKeepsNumberSeqAndClasses(
        uint256 raw,
        uint32 time,
        uint16 date,
        uint16 officers
    ) external pure {
        ClaimsWord after_ = ClaimsWord.wrap(raw).granted(
            time,
            time,
            JstDate.wrap(date),
            JstDate.wrap(date),
            date & 0x3ff,
            uint8(date) & 0x0f,
            officers
        );
        uint256 bits = ClaimsWord.unwrap(after_);
        assert(raw.field(0, 32) == bits.field(0, 32));
        assert(raw.field(188, 68) == bits.field(188, 68));
        assert(bits.field(162, 3) == uint256(PassState.Granted));
        assert(after_.validFrom() == time && after_.attestedAt() == time);
        assert(JstDate.unwrap(after_.expiry()) == date && after_.officers() == officers);
        assert(after_.categories() == 0 && !after_.has(ClaimsWords.CHANGE_WAITS));
    }

    function check_claims_withStateTouchesNothingElse(uint256 raw, uint8 state) external pure {
        if (state > uint8(type(PassState).max)) return;
        ClaimsWord after_ = ClaimsWord.wrap(raw).withState(PassState(state));
        assert(ClaimsWord.unwrap(after_).field(162, 3) == state);
        assert(raw.differOnlyIn(ClaimsWord.unwrap(after_), 162, 3));
    }

    function check_standing_saysWhatWasPacked(
        uint32 investor,
        uint32 from,
        uint32 until,
        uint8 categories,
        uint16 residence,
        uint8 status,
        bool apart,
        uint8 tax
    ) external pure {
        if (status > uint8(type(PassStatus).max)) return;
        if (categories > 0x0f || residence > 0x3ff || tax > 0x0f) return;
        Standing standing = Standings.pack(
            investor,
            from,
            until,
            categories,
            residence,
            PassStatus(status),
            apart,
            tax
        );
        assert(standing.investorId() == investor);
        assert(standing.from() == from && standing.until() == until);
        assert(standing.span() == (uint256(from) << 32) | until);
        assert(standing.categories() == categories && standing.residence() == residence);
        assert(Standing.unwrap(standing).field(116, 4) == status && standing.taxClass() == tax);
        assert(standing.isCountedApart() == apart);
    }

    function check_officer_listedAndDisownedTouchTheirFieldsAlone(
        uint256 raw,
        uint16 day,
        uint16 count,
        uint32 since
    ) external pure {
        OfficerWord word = OfficerWord.wrap(raw);
        OfficerWord after_ = word.withListed(JstDate.wrap(day), count);
        assert(after_.listedOn(JstDate.wrap(day)) == count);
        assert(raw.differOnlyIn(OfficerWord.unwrap(after_), 197, 32));
        after_ = word.withDisowned(since);
        assert(after_.disownedSince() == since);
        assert(raw.differOnlyIn(OfficerWord.unwrap(after_), 165, 32));
        if (since != 0) assert(!after_.isActive() && !after_.isGoodAt(since));
        assert(raw.differOnlyIn(OfficerWord.unwrap(word.removed()), 160, 1));
        assert(!word.removed().isSeated());
    }

    function check_officer_isMadeWithKeyAndSeat(address key, uint8 seat) external pure {
        if (seat > 11) return;
        OfficerWord word = OfficerWords.make(key, seat);
        assert(word.key() == key && word.seat() == seat && word.isActive());
    }

    function check_roster_settingsTouchNothingElse(
        uint256 raw,
        uint8 quorum,
        uint24 window,
        uint16 quota
    ) external pure {
        if (quorum > 8 || quota > 0xfff) return;
        RosterWord after_ = RosterWord.wrap(raw).withSettings(quorum, window, quota);
        assert(after_.quorum() == quorum && after_.vetoWindow() == window);
        assert(after_.quota() == quota);
        assert(raw.differOnlyIn(RosterWord.unwrap(after_), 32, 40));
    }

    function check_roster_aGrantCountsOnItsSeatAlone(
        uint256 raw,
        uint16 day,
        uint8 seat,
        uint8 other
    ) external pure {
        if (seat > 11 || other > 11 || seat == other) return;
        RosterWord word = RosterWord.wrap(raw);
        JstDate today = JstDate.wrap(day);
        uint256 before = word.grantsOn(today, seat);
        // Below its quota, which the caller has checked.
        if (before >= 0xfff) return;
        RosterWord after_ = word.withGrant(today, seat);
        assert(after_.grantsOn(today, seat) == before + 1);
        assert(after_.grantsOn(today, other) == word.grantsOn(today, other));
        assert(raw.field(0, 96) == RosterWord.unwrap(after_).field(0, 96));
    }

    function check_ends_sayEachCategorysDate(uint16 a, uint16 b, uint16 c, uint16 d) external pure {
        CategoryEnds ends = CategoryEndsMath.pack(
            JstDate.wrap(a),
            JstDate.wrap(b),
            JstDate.wrap(c),
            JstDate.wrap(d)
        );
        assert(JstDate.unwrap(ends.endOf(0)) == a && JstDate.unwrap(ends.endOf(1)) == b);
        assert(JstDate.unwrap(ends.endOf(2)) == c && JstDate.unwrap(ends.endOf(3)) == d);
    }

    function check_ends_theLowerIsNeverLater(uint64 a, uint64 b, uint8 place) external pure {
        if (place > 3) return;
        CategoryEnds lower = CategoryEnds.wrap(a).lower(CategoryEnds.wrap(b));
        uint16 end = JstDate.unwrap(lower.endOf(place));
        uint16 ofA = JstDate.unwrap(CategoryEnds.wrap(a).endOf(place));
        uint16 ofB = JstDate.unwrap(CategoryEnds.wrap(b).endOf(place));
        assert(end == (ofA < ofB ? ofA : ofB));
    }

    function check_counts_plusThenMinusIsNothing(uint256 raw, uint8 categories) external pure {
        if (categories > 31) return;
        CategoryCounts counts = CategoryCounts.wrap(raw);
        for (uint256 i = 0; i < 5; ++i) if (counts.count(i) == type(uint24).max) return;
        if (raw >> 120 != 0) return;
        CategoryCounts after_ = counts.plus(categories);
        for (uint256 i = 0; i < 5; ++i) {
            assert(after_.count(i) == counts.count(i) + ((categories >> i) & 1));
        }
        assert(CategoryCounts.unwrap(after_.minus(categories)) == raw);
    }

    function check_further_putTouchesItsPlaceAlone(
        uint256 raw,
        uint8 place,
        uint8 officer,
        uint32 minedAt
    ) external pure {
        if (place > 5) return;
        FurtherOfficers after_ = FurtherOfficers.wrap(raw).put(place, officer, minedAt);
        assert(after_.officer(place) == officer && after_.minedAt(place) == minedAt);
        assert(raw.differOnlyIn(FurtherOfficers.unwrap(after_), 40 * uint256(place), 40));
    }
}
