// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassWord, ClassWords } from "../../contracts/types/ClassWord.sol";
import { HolderWord } from "../../contracts/types/HolderWord.sol";
import { RulesWord } from "../../contracts/types/RulesWord.sol";
import { Fields } from "./Fields.sol";

/// Of every word and every argument.
contract ClassWordProofs {
    using Fields for uint256;

    uint256 private constant MOST = type(uint64).max;

    function mint(ClassWord word, uint256 units) external pure returns (ClassWord) {
        return word.mint(units);
    }

    function burn(ClassWord word, uint256 units) external pure returns (ClassWord) {
        return word.burn(units);
    }

    function withHolders(ClassWord word, uint256 count) external pure returns (ClassWord) {
        return word.withHolders(count);
    }

    function withNextTermsEpoch(ClassWord word) external pure returns (ClassWord) {
        return word.withNextTermsEpoch();
    }

    function withNextAction(ClassWord word) external pure returns (ClassWord) {
        return word.withNextAction();
    }

    function check_fieldsAreThoseOfTheDrawing(uint256 raw) external pure {
        ClassWord word = ClassWord.wrap(raw);
        assert(word.supply() == raw.field(0, 64));
        assert(word.holders() == raw.field(64, 24));
        assert(word.max() == raw.field(88, 24));
        assert(word.nextDate() == raw.field(112, 32));
        assert(word.termsEpoch() == raw.field(144, 16));
        assert(word.number() == raw.field(160, 16));
        assert(word.actionNumber() == raw.field(176, 8));
        assert(word.recordId() == raw.field(192, 16));
        assert(word.epoch() == raw.field(208, 16));
    }

    function check_openIsEmptyAndOpen(uint24 max, uint16 number) external pure {
        ClassWord word = ClassWords.open(max, number);
        assert(word.supply() == 0 && word.holders() == 0 && word.max() == max);
        assert(word.nextDate() == ClassWords.NO_DATE && word.number() == number);
        assert(word.termsEpoch() == 0 && word.recordId() == 0 && word.epoch() == 1);
        assert(ClassWord.unwrap(word).field(224, 32) == 1);
    }

    function check_mintAddsOrRefusesAndTouchesNothingElse(
        uint256 raw,
        uint256 units
    ) external view {
        ClassWord word = ClassWord.wrap(raw);
        try this.mint(word, units) returns (ClassWord after_) {
            assert(units <= MOST);
            assert(after_.supply() == word.supply() + units);
            assert(raw.differOnlyIn(ClassWord.unwrap(after_), 0, 64));
        } catch {
            assert(units > MOST - word.supply());
        }
    }

    function check_burnTakesOrRefusesAndTouchesNothingElse(
        uint256 raw,
        uint256 units
    ) external view {
        ClassWord word = ClassWord.wrap(raw);
        try this.burn(word, units) returns (ClassWord after_) {
            assert(after_.supply() + units == word.supply());
            assert(raw.differOnlyIn(ClassWord.unwrap(after_), 0, 64));
        } catch {
            assert(units > word.supply());
        }
    }

    function check_withHoldersSetsOrRefusesAndTouchesNothingElse(
        uint256 raw,
        uint256 count
    ) external view {
        try this.withHolders(ClassWord.wrap(raw), count) returns (ClassWord after_) {
            assert(after_.holders() == count);
            assert(raw.differOnlyIn(ClassWord.unwrap(after_), 64, 24));
        } catch {
            assert(count > type(uint24).max);
        }
    }

    function check_withMaxTouchesNothingElse(uint256 raw, uint24 max) external pure {
        ClassWord after_ = ClassWord.wrap(raw).withMax(max);
        assert(after_.max() == max);
        assert(raw.differOnlyIn(ClassWord.unwrap(after_), 88, 24));
    }

    function check_withRecordTouchesNothingElse(uint256 raw, uint16 id, uint32 next) external pure {
        ClassWord after_ = ClassWord.wrap(raw).withRecord(id, next);
        assert(after_.recordId() == id && after_.nextDate() == next);
        uint256 others = ~((uint256(type(uint32).max) << 112) | (uint256(type(uint16).max) << 192));
        assert((raw ^ ClassWord.unwrap(after_)) & others == 0);
    }

    function check_anEpochNeverComesBackAndTheLastOneMatchesNoWord(uint256 raw) external pure {
        ClassWord word = ClassWord.wrap(raw);
        ClassWord after_ = word.withNextEpoch();
        if (word.epoch() == type(uint16).max) assert(after_.epoch() == word.epoch());
        else assert(after_.epoch() == uint256(word.epoch()) + 1);
        if (after_.epoch() == type(uint16).max) assert(after_.epochForWords() == 0);
        else assert(after_.epochForWords() == after_.epoch());
        assert(raw.differOnlyIn(ClassWord.unwrap(after_), 208, 16));
    }

    function check_aTermsEpochRisesByOneOrRefuses(uint256 raw) external view {
        ClassWord word = ClassWord.wrap(raw);
        try this.withNextTermsEpoch(word) returns (ClassWord after_) {
            assert(after_.termsEpoch() == uint256(word.termsEpoch()) + 1);
            assert(raw.differOnlyIn(ClassWord.unwrap(after_), 144, 16));
        } catch {
            assert(word.termsEpoch() == type(uint16).max);
        }
    }

    function check_anActionsNumberRisesByOneOrRefuses(uint256 raw) external view {
        ClassWord word = ClassWord.wrap(raw);
        try this.withNextAction(word) returns (ClassWord after_) {
            assert(after_.actionNumber() == uint256(word.actionNumber()) + 1);
            assert(after_.has(ClassWords.IN_ACTION));
            uint256 others = ~((uint256(type(uint8).max) << 176) | ClassWords.IN_ACTION);
            assert((raw ^ ClassWord.unwrap(after_)) & others == 0);
        } catch {
            assert(word.actionNumber() == type(uint8).max);
        }
    }

    function check_eachRuleHasItsFlagAndNothingElseChanges(
        uint256 raw,
        uint256 rules
    ) external pure {
        RulesWord asked = RulesWord.wrap(rules);
        ClassWord after_ = ClassWord.wrap(raw).withRules(asked);
        assert(after_.has(ClassWords.CONSENT) == (rules.field(0, 1) == 1));
        assert(after_.has(ClassWords.VENUE_ONLY) == (rules.field(1, 1) == 1));
        assert(after_.has(ClassWords.BLOCK_ONLY) == (rules.field(2, 1) == 1));
        assert(after_.has(ClassWords.MATURITY) == (rules.field(8, 16) != 0));
        assert(after_.has(ClassWords.LOCK_UP) == (rules.field(24, 16) != 0));
        assert(after_.has(ClassWords.LOT) == (rules.field(40, 32) > 1));
        assert(after_.has(ClassWords.MOST_UNITS) == (rules.field(72, 64) != 0));
        // Once counted, always counted.
        bool counted = raw & ClassWords.MOST_OF_CATEGORY != 0 || rules >> 136 != 0;
        assert(after_.has(ClassWords.MOST_OF_CATEGORY) == counted);
        assert(raw.differOnlyIn(ClassWord.unwrap(after_), 242, 8));
    }

    /// The short cuts of the gate ask everything that the long way asks.
    function check_settledIsNothingLeftToAsk(
        uint256 raw,
        uint256 from,
        uint256 to,
        uint256 time
    ) external pure {
        (ClassWord class, HolderWord giver) = (ClassWord.wrap(raw), HolderWord.wrap(from));
        HolderWord taker = HolderWord.wrap(to);
        bool isSettled =
            giver.mayMove(class, time) &&
                taker.mayGain(class, time) &&
                time <= class.nextDate() &&
                (raw | from | to) >> 240 == 0;
        assert(class.isSettled(giver, taker, time) == isSettled);
        // A wallet that is steady could give to, and take from, itself.
        assert(class.isSteady(giver, time) == class.isSettled(giver, giver, time));
    }
}
