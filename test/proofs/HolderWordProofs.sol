// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassWord } from "../../contracts/types/ClassWord.sol";
import { HolderWord } from "../../contracts/types/HolderWord.sol";
import { Standing } from "../../contracts/types/Standing.sol";
import { Fields } from "./Fields.sol";

/// Of every word and every argument. Where a library reverts the proof says nothing, unless its name does.
contract HolderWordProofs {
    using Fields for uint256;

    uint256 private constant MOST = type(uint64).max;

    function credit(HolderWord word, uint256 units) external pure returns (HolderWord) {
        return word.credit(units);
    }

    function debit(HolderWord word, uint256 units) external pure returns (HolderWord) {
        return word.debit(units);
    }

    function hold(HolderWord word, uint256 units) external pure returns (HolderWord) {
        return word.hold(units);
    }

    function unhold(HolderWord word, uint256 units) external pure returns (HolderWord) {
        return word.unhold(units);
    }

    function check_fieldsAreThoseOfTheDrawing(uint256 raw) external pure {
        HolderWord word = HolderWord.wrap(raw);
        assert(word.balance() == raw.field(0, 64));
        assert(word.held() == raw.field(64, 64));
        assert(word.until() == raw.field(128, 32));
        assert(word.from() == raw.field(160, 32));
        assert(word.recordId() == raw.field(192, 16));
        assert(word.epoch() == raw.field(208, 16));
        assert(word.categories() == raw.field(224, 4));
    }

    function check_creditAddsOrRefusesAndTouchesNothingElse(
        uint256 raw,
        uint256 units
    ) external view {
        HolderWord word = HolderWord.wrap(raw);
        try this.credit(word, units) returns (HolderWord after_) {
            assert(units <= MOST);
            assert(after_.balance() == word.balance() + units);
            assert(raw.differOnlyIn(HolderWord.unwrap(after_), 0, 64));
        } catch {
            assert(units > MOST - word.balance());
        }
    }

    function check_debitTakesOrRefusesAndTouchesNothingElse(
        uint256 raw,
        uint256 units
    ) external view {
        HolderWord word = HolderWord.wrap(raw);
        try this.debit(word, units) returns (HolderWord after_) {
            assert(after_.balance() + units == word.balance());
            assert(raw.differOnlyIn(HolderWord.unwrap(after_), 0, 64));
        } catch {
            assert(units > word.balance());
        }
    }

    function check_holdNeverHoldsMoreThanThereIs(uint256 raw, uint256 units) external view {
        HolderWord word = HolderWord.wrap(raw);
        if (word.held() > word.balance()) return;
        try this.hold(word, units) returns (HolderWord after_) {
            assert(after_.held() == word.held() + units);
            assert(after_.held() <= after_.balance());
            assert(raw.differOnlyIn(HolderWord.unwrap(after_), 64, 64));
        } catch {
            assert(units > word.balance() - word.held());
        }
    }

    function check_unholdTakesOrRefusesAndTouchesNothingElse(
        uint256 raw,
        uint256 units
    ) external view {
        HolderWord word = HolderWord.wrap(raw);
        try this.unhold(word, units) returns (HolderWord after_) {
            assert(after_.held() + units == word.held());
            assert(raw.differOnlyIn(HolderWord.unwrap(after_), 64, 64));
        } catch {
            assert(units > word.held());
        }
    }

    function check_withAmountsSetsBothAndTouchesNothingElse(
        uint256 raw,
        uint256 balance,
        uint256 held
    ) external pure {
        HolderWord after_ = HolderWord.wrap(raw).withAmounts(balance, held);
        assert(after_.balance() == balance && after_.held() == held);
        assert(held <= balance && balance <= MOST);
        assert(raw.differOnlyIn(HolderWord.unwrap(after_), 0, 128));
    }

    function check_withRecordIdTouchesNothingElse(uint256 raw, uint16 id) external pure {
        HolderWord after_ = HolderWord.wrap(raw).withRecordId(id);
        assert(after_.recordId() == id);
        assert(raw.differOnlyIn(HolderWord.unwrap(after_), 192, 16));
    }

    function check_withBalanceTouchesNothingElse(uint256 raw, uint64 units) external pure {
        HolderWord after_ = HolderWord.wrap(raw).withBalance(units);
        assert(after_.balance() == units);
        assert(raw.differOnlyIn(HolderWord.unwrap(after_), 0, 64));
    }

    function check_aVerdictTouchesNoAmountNoFreezeNoAction(
        uint256 raw,
        uint256 class,
        uint256 standing,
        bool mayGain
    ) external pure {
        uint256 after_ = HolderWord.unwrap(
            HolderWord.wrap(raw).withVerdict(
                ClassWord.wrap(class),
                Standing.wrap(standing),
                mayGain
            )
        );
        assert(raw.field(0, 128) == after_.field(0, 128));
        assert(raw.field(231, 25) == after_.field(231, 25));
        // Only a word that there was not takes the class's record id.
        if (raw != 0) assert(raw.field(192, 16) == after_.field(192, 16));
    }

    function check_withoutVerdictNothingMovesAndNothingElseChanges(
        uint256 raw,
        uint256 class,
        uint256 time
    ) external pure {
        HolderWord after_ = HolderWord.wrap(raw).withoutVerdict();
        // Times are real: in 1970 every empty word would say yes.
        if (time != 0) assert(!after_.mayMove(ClassWord.wrap(class), time));
        assert(!after_.mayGain(ClassWord.wrap(class), time));
        assert(raw.field(0, 128) == HolderWord.unwrap(after_).field(0, 128));
        assert(raw.field(229, 27) == HolderWord.unwrap(after_).field(229, 27));
    }

    function check_aYesIsOfThisEpochThisRecordDateAndItsSpan(
        uint256 raw,
        uint256 class,
        uint256 time
    ) external pure {
        HolderWord word = HolderWord.wrap(raw);
        bool isCurrent = raw.field(192, 32) == class.field(192, 32);
        bool isInSpan = time <= raw.field(128, 32) && time >= raw.field(160, 32);
        assert(word.mayMove(ClassWord.wrap(class), time) == (isCurrent && isInSpan));
        assert(
            word.mayGain(ClassWord.wrap(class), time) ==
                (isCurrent && isInSpan && raw.field(228, 1) == 1)
        );
    }

    function check_setTouchesTheFlagAlone(uint256 raw, uint8 place, bool on) external pure {
        uint256 flag = 1 << uint256(place);
        HolderWord after_ = HolderWord.wrap(raw).set(flag, on);
        assert(after_.has(flag) == on);
        assert(raw.differOnlyIn(HolderWord.unwrap(after_), place, 1));
    }

    function check_doneIsDoneAndTouchesNothingElse(uint256 raw, uint256 class) external pure {
        HolderWord after_ = HolderWord.wrap(raw).done(ClassWord.wrap(class));
        assert(after_.isDone(ClassWord.wrap(class)));
        assert(raw.differOnlyIn(HolderWord.unwrap(after_), 232, 8));
    }
}
