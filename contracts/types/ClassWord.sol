// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { HolderWord } from "./HolderWord.sol";
import { RulesWord, RulesWords } from "./RulesWord.sol";
import { WordLayout } from "./WordLayout.sol";

/// Everything that a transfer needs to know of the token itself, in one storage word.
///
///   255 240 239 224 223 208 207 192 191 184 183 176 175 160 159 144 143 112 111  88 87     64 63     0
///  +-------+-------+-------+-------+-------+-------+-------+-------+-------+-------+---------+--------+
///  | slow  | flags | epoch | record| free  |action | class | terms | next  |  max  | holders | supply |
///  | flags |       |       |  id   |       |number | number| epoch | date  |       |         |        |
///  +-------+-------+-------+-------+-------+-------+-------+-------+-------+-------+---------+--------+
///
/// supply: units or yen. holders: investors with a balance (a wallet is one until wallets can be
/// linked). max: most of them there may be. next date: last second of the next record date. terms
/// epoch: rises when trades signed before must not settle any more. class number: at KycPass. record
/// id: number of the last record date taken. action number: of the last action over all holders that was begun.
/// epoch: see {HolderWord}.
type ClassWord is uint256;

using ClassWords for ClassWord global;

library ClassWords {
    uint256 private constant SUPPLY = type(uint64).max;
    uint256 private constant HOLDERS = uint256(NO_MAX) << 64;
    uint256 private constant MAX = uint256(NO_MAX) << 88;
    uint256 private constant TERMS_EPOCH = uint256(type(uint16).max) << 144;
    uint256 private constant RECORD =
        (uint256(type(uint32).max) << 112) | (uint256(type(uint16).max) << 192);
    uint256 private constant ACTION_NUMBER = uint256(type(uint8).max) << 176;
    uint256 private constant EPOCH = uint256(type(uint16).max) << 208;

    uint24 internal constant NO_MAX = type(uint24).max;
    uint32 internal constant NO_DATE = type(uint32).max;

    /// The class was made by `initialize`.
    uint256 internal constant OPENED = 1 << 224;
    /// The policy is no longer the one in the class's terms.
    uint256 internal constant POLICY_CHANGED = 1 << 225;
    /// An officer was disowned once: the pass is asked for its attestations too.
    uint256 internal constant DOUBTED = 1 << 226;
    /// How units move is no longer as in the class's terms.
    uint256 internal constant RULES_CHANGED = 1 << 227;
    /// The most units there may be is no longer as in the class's terms.
    uint256 internal constant CAP_CHANGED = 1 << 228;
    /// Slow: nothing moves by a holder's key, nothing is issued.
    uint256 internal constant PAUSED = 1 << 240;
    /// Slow: ended for good.
    uint256 internal constant CLOSED = 1 << 241;
    /// Slow: units move in whole multiples of a lot.
    uint256 internal constant LOT = 1 << 242;
    /// Slow: until a date in the terms nothing moves by a holder's key.
    uint256 internal constant LOCK_UP = 1 << 243;
    /// Slow: the issuer consents to each movement by a holder's key.
    uint256 internal constant CONSENT = 1 << 244;
    /// Slow: units move by a holder's key only through named settlement contracts.
    uint256 internal constant VENUE_ONLY = 1 << 245;
    /// Slow: a holder parts with all units or none.
    uint256 internal constant BLOCK_ONLY = 1 << 246;
    /// Slow: an investor has so many units at most.
    uint256 internal constant MOST_UNITS = 1 << 247;
    /// Slow: there are so many investors of a category at most.
    uint256 internal constant MOST_OF_CATEGORY = 1 << 248;
    /// Slow: after a date nothing moves by a holder's key.
    uint256 internal constant MATURITY = 1 << 249;

    /// Slow: an action over all holders runs; nothing else moves, is promised or stopped.
    uint256 internal constant IN_ACTION = 1 << 250;

    uint256 private constant FIRST_RULE_FLAG = 244;
    uint256 private constant RULE_FLAGS =
        LOT | LOCK_UP | CONSENT | VENUE_ONLY | BLOCK_ONLY | MOST_UNITS | MATURITY;

    error SupplyOverflow(uint256 supply, uint256 units);
    error SupplyUnderflow(uint256 supply, uint256 units);
    error HoldersOutOfRange(uint256 holders);
    error TermsEpochAtMaximum();
    error ActionsSpent();

    /// A class without units, record dates and rules of its own. Yen is number 0.
    function open(uint24 max_, uint16 number_) internal pure returns (ClassWord) {
        return
            ClassWord.wrap(
                OPENED |
                    (uint256(max_) << 88) |
                    (uint256(NO_DATE) << 112) |
                    (uint256(number_) << 160) |
                    (uint256(1) << 208)
            );
    }

    function supply(ClassWord word) internal pure returns (uint256) {
        return ClassWord.unwrap(word) & SUPPLY;
    }

    function holders(ClassWord word) internal pure returns (uint256) {
        return (ClassWord.unwrap(word) >> 64) & NO_MAX;
    }

    function max(ClassWord word) internal pure returns (uint256) {
        return (ClassWord.unwrap(word) >> 88) & NO_MAX;
    }

    function nextDate(ClassWord word) internal pure returns (uint32) {
        return uint32(ClassWord.unwrap(word) >> 112);
    }

    function termsEpoch(ClassWord word) internal pure returns (uint16) {
        return uint16(ClassWord.unwrap(word) >> 144);
    }

    function number(ClassWord word) internal pure returns (uint16) {
        return uint16(ClassWord.unwrap(word) >> 160);
    }

    function recordId(ClassWord word) internal pure returns (uint16) {
        return uint16(ClassWord.unwrap(word) >> 192);
    }

    function actionNumber(ClassWord word) internal pure returns (uint8) {
        return uint8(ClassWord.unwrap(word) >> 176);
    }

    function epoch(ClassWord word) internal pure returns (uint16) {
        return uint16(ClassWord.unwrap(word) >> 208);
    }

    /// The epoch that a word written now carries. At the maximum it is one that no class ever has
    /// (an epoch starts at 1), so that every word counts as old from then on: dearer, never wrong.
    function epochForWords(ClassWord word) internal pure returns (uint16) {
        uint16 current = epoch(word);
        return current == type(uint16).max ? 0 : current;
    }

    function has(ClassWord word, uint256 flag) internal pure returns (bool) {
        return ClassWord.unwrap(word) & flag != 0;
    }

    /// True when nothing has a say in a movement but what the three words say yes to.
    function isSettled(
        ClassWord word,
        HolderWord giver,
        HolderWord taker,
        uint256 timestamp
    ) internal pure returns (bool) {
        return
            giver.mayMove(word, timestamp) &&
            taker.mayGain(word, timestamp) &&
            timestamp <= nextDate(word) &&
            !hasSlowRule(word, giver, taker);
    }

    /// True when nothing has a say in what one wallet's balance does but what the two words say yes to.
    function isSteady(
        ClassWord word,
        HolderWord wallet,
        uint256 timestamp
    ) internal pure returns (bool) {
        return
            wallet.mayGain(word, timestamp) &&
            timestamp <= nextDate(word) &&
            (ClassWord.unwrap(word) | HolderWord.unwrap(wallet)) & WordLayout.SLOW == 0;
    }

    /// True when a rule beyond the two cached verdicts has a say in this movement.
    function hasSlowRule(
        ClassWord word,
        HolderWord giver,
        HolderWord taker
    ) internal pure returns (bool) {
        return
            (ClassWord.unwrap(word) | HolderWord.unwrap(giver) | HolderWord.unwrap(taker)) &
                WordLayout.SLOW !=
            0;
    }

    function mint(ClassWord word, uint256 units) internal pure returns (ClassWord) {
        uint256 before = supply(word);
        if (units > SUPPLY - before) revert SupplyOverflow(before, units);
        return ClassWord.wrap(ClassWord.unwrap(word) + units);
    }

    function burn(ClassWord word, uint256 units) internal pure returns (ClassWord) {
        uint256 before = supply(word);
        if (units > before) revert SupplyUnderflow(before, units);
        return ClassWord.wrap(ClassWord.unwrap(word) - units);
    }

    function withHolders(ClassWord word, uint256 count) internal pure returns (ClassWord) {
        if (count > NO_MAX) revert HoldersOutOfRange(count);
        return ClassWord.wrap((ClassWord.unwrap(word) & ~HOLDERS) | (count << 64));
    }

    function withMax(ClassWord word, uint24 max_) internal pure returns (ClassWord) {
        return ClassWord.wrap((ClassWord.unwrap(word) & ~MAX) | (uint256(max_) << 88));
    }

    /// The word with a flag for each of the rules, so that a transfer meets only those there are. A class
    /// that once counted investors by category goes on: a count with gaps would be wrong for good.
    function withRules(ClassWord word, RulesWord rules) internal pure returns (ClassWord) {
        // Three flags stand in the same order in both words.
        uint256 flags = (RulesWord.unwrap(rules) & RulesWords.KNOWN_FLAGS) << FIRST_RULE_FLAG;
        if (rules.lot() > 1) flags |= LOT;
        if (rules.hasDates()) {
            if (!rules.lockUp().isNone()) flags |= LOCK_UP;
            if (!rules.maturity().isNone()) flags |= MATURITY;
        }
        if (rules.hasLimits()) {
            if (rules.mostUnits() != 0) flags |= MOST_UNITS;
            if (rules.limitsCategories()) flags |= MOST_OF_CATEGORY;
        }
        return ClassWord.wrap((ClassWord.unwrap(word) & ~RULE_FLAGS) | flags);
    }

    /// @param id Number of the last record date taken.
    /// @param next Last second of the next one, or {NO_DATE}.
    function withRecord(ClassWord word, uint16 id, uint32 next) internal pure returns (ClassWord) {
        return
            ClassWord.wrap(
                (ClassWord.unwrap(word) & ~RECORD) | (uint256(next) << 112) | (uint256(id) << 192)
            );
    }

    /// Makes every cached verdict old. Stays at the maximum, see {epochForWords}.
    function withNextEpoch(ClassWord word) internal pure returns (ClassWord) {
        uint256 next = epoch(word);
        if (next != type(uint16).max) ++next;
        return ClassWord.wrap((ClassWord.unwrap(word) & ~EPOCH) | (next << 208));
    }

    /// Makes every trade signed before unable to settle.
    function withNextTermsEpoch(ClassWord word) internal pure returns (ClassWord) {
        uint256 current = termsEpoch(word);
        if (current == type(uint16).max) revert TermsEpochAtMaximum();
        return ClassWord.wrap((ClassWord.unwrap(word) & ~TERMS_EPOCH) | ((current + 1) << 144));
    }

    /// The word of a class in an action over all holders, of a number that no holder's word has.
    function withNextAction(ClassWord word) internal pure returns (ClassWord) {
        uint256 number_ = actionNumber(word);
        if (number_ == type(uint8).max) revert ActionsSpent();
        uint256 raw = ClassWord.unwrap(word) & ~ACTION_NUMBER;
        return ClassWord.wrap(raw | ((number_ + 1) << 176) | IN_ACTION);
    }

    function set(ClassWord word, uint256 flag, bool on) internal pure returns (ClassWord) {
        uint256 raw = ClassWord.unwrap(word);
        return ClassWord.wrap(on ? raw | flag : raw & ~flag);
    }
}
