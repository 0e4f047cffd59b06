// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "./JstDate.sol";

/// How units of a class move, in one storage word; an empty field is no rule.
///
///   255      136 135     72 71   40 39     24 23      8 7      0
///  +------------+----------+-------+---------+----------+-------+
///  | most of    | most     |  lot  | lock-up | maturity | flags |
///  | 5 categ.   | units    |       |         |          |       |
///  +------------+----------+-------+---------+----------+-------+
///
/// most of 5 categories: 24 bits for each category of {Categories}, the lowest first: investors of it
/// with a balance. most units: of one investor. lot: units move in whole multiples. lock-up: until the
/// end of this date nothing moves by a holder's key. maturity: after the end of this date neither.
type RulesWord is uint256;

using RulesWords for RulesWord global;

library RulesWords {
    /// The issuer consents to each movement by a holder's key.
    uint256 internal constant CONSENT = 1 << 0;
    /// Units move by a holder's key only through named settlement contracts.
    uint256 internal constant VENUE_ONLY = 1 << 1;
    /// A holder parts with all units or none (一括譲渡).
    uint256 internal constant BLOCK_ONLY = 1 << 2;

    uint256 private constant FLAGS = 0xff;
    /// In the same order as in {ClassWord}.
    uint256 internal constant KNOWN_FLAGS = CONSENT | VENUE_ONLY | BLOCK_ONLY;
    uint256 private constant UNKNOWN_FLAGS = FLAGS & ~KNOWN_FLAGS;
    uint256 private constant LOT_AND_LOCK_UP = uint256(type(uint48).max) << 24;
    uint256 private constant CATEGORY_BITS = 24;
    uint256 private constant CATEGORIES_AT = 136;

    function has(RulesWord word, uint256 flag) internal pure returns (bool) {
        return RulesWord.unwrap(word) & flag != 0;
    }

    function maturity(RulesWord word) internal pure returns (JstDate) {
        return JstDate.wrap(uint16(RulesWord.unwrap(word) >> 8));
    }

    function lockUp(RulesWord word) internal pure returns (JstDate) {
        return JstDate.wrap(uint16(RulesWord.unwrap(word) >> 24));
    }

    function lot(RulesWord word) internal pure returns (uint32) {
        return uint32(RulesWord.unwrap(word) >> 40);
    }

    function mostUnits(RulesWord word) internal pure returns (uint64) {
        return uint64(RulesWord.unwrap(word) >> 72);
    }

    /// @param category Place of its bit in {Categories}. 0 is no limit.
    function mostOf(RulesWord word, uint256 category) internal pure returns (uint24) {
        return uint24(RulesWord.unwrap(word) >> (CATEGORIES_AT + CATEGORY_BITS * category));
    }

    function limitsCategories(RulesWord word) internal pure returns (bool) {
        return RulesWord.unwrap(word) >> CATEGORIES_AT != 0;
    }

    /// True if there is a lock-up or a maturity.
    function hasDates(RulesWord word) internal pure returns (bool) {
        return uint32(RulesWord.unwrap(word) >> 8) != 0;
    }

    /// True if there is a limit of units or by category.
    function hasLimits(RulesWord word) internal pure returns (bool) {
        return RulesWord.unwrap(word) >> 72 != 0;
    }

    /// True if no flag is unknown.
    function isWellFormed(RulesWord word) internal pure returns (bool) {
        return RulesWord.unwrap(word) & UNKNOWN_FLAGS == 0;
    }

    /// True for rules of class terms, which name lot and lock-up by themselves.
    function isForTerms(RulesWord word) internal pure returns (bool) {
        return RulesWord.unwrap(word) & (UNKNOWN_FLAGS | LOT_AND_LOCK_UP) == 0;
    }

    function withLotAndLockUp(
        RulesWord word,
        uint32 lot_,
        JstDate lockUp_
    ) internal pure returns (RulesWord) {
        return
            RulesWord.wrap(
                (RulesWord.unwrap(word) & ~LOT_AND_LOCK_UP) |
                    (uint256(JstDate.unwrap(lockUp_)) << 24) |
                    (uint256(lot_) << 40)
            );
    }
}
