// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "./JstDate.sol";

/// Where a pass stands, apart from its dates.
enum PassState {
    None,
    Granted,
    Revoked,
    Suspended,
    Recovered // another wallet takes, or is to take, this one's place
}

/// All of a first wallet's pass in one storage word.
///
///   255      252 251     204 203   188 187      172 171   165 164   162 161      158 157       148
///  +------------+-----------+---------+------------+---------+---------+------------+-----------+
///  |    free    |  classes  |   seq   |  officers  |  flags  |  state  |  taxClass  | residence |
///  |            |  0 to 47  |         |  2 bytes   |         |         |            |           |
///  +------------+-----------+---------+------------+---------+---------+------------+-----------+
///   147     144 143     128 127     112 111     96 95         64 63       32 31           0
///  +-----------+-----------+-----------+----------+-------------+-----------+--------------+
///  |  categ.   | categor.  | screened  |  expiry  | attestedAt  | validFrom |  investorId  |
///  |           |  until    |  until    |          |             |           |              |
///  +-----------+-----------+-----------+----------+-------------+-----------+--------------+
///
/// classes: one bit for each of the first 48 class numbers in which the wallet has a word.
/// categories until: the one date at which all categories end; where they differ, flag
/// ENDS_DIFFER is set and the dates are in a slot of their own.
type ClaimsWord is uint256;

using ClaimsWords for ClaimsWord global;

library ClaimsWords {
    uint256 internal constant FIRST_PAGE_CLASSES = 48;
    uint256 private constant CLASSES_AT = 204;
    uint256 private constant KEPT_BY_GRANT =
        type(uint32).max | // investorId
            (type(uint256).max << 188) | // seq, classes
            MORE_CLASSES |
            SEVERAL_WALLETS;

    /// The investor number of every system pass, which stands for no investor.
    uint32 internal constant SYSTEM = type(uint32).max;

    /// The categories end on different dates: see the slot beside.
    uint256 internal constant ENDS_DIFFER = 1 << 165;
    /// A reclassification waits for the end of its veto window.
    uint256 internal constant CHANGE_WAITS = 1 << 166;
    /// The wallet has a word in a class numbered above 47.
    uint256 internal constant MORE_CLASSES = 1 << 167;
    /// More than two officers attested: the others are in a slot of their own.
    uint256 internal constant MORE_OFFICERS = 1 << 168;
    /// The investor has several wallets: see the list of them.
    uint256 internal constant SEVERAL_WALLETS = 1 << 169;
    /// The wallet's first pass, with which it got its number.
    uint256 internal constant FIRST_PASS = 1 << 170;

    function investorId(ClaimsWord word) internal pure returns (uint32) {
        return uint32(ClaimsWord.unwrap(word));
    }

    function validFrom(ClaimsWord word) internal pure returns (uint32) {
        return uint32(ClaimsWord.unwrap(word) >> 32);
    }

    function attestedAt(ClaimsWord word) internal pure returns (uint32) {
        return uint32(ClaimsWord.unwrap(word) >> 64);
    }

    function expiry(ClaimsWord word) internal pure returns (JstDate) {
        return JstDate.wrap(uint16(ClaimsWord.unwrap(word) >> 96));
    }

    function screenedUntil(ClaimsWord word) internal pure returns (JstDate) {
        return JstDate.wrap(uint16(ClaimsWord.unwrap(word) >> 112));
    }

    function categoriesUntil(ClaimsWord word) internal pure returns (JstDate) {
        return JstDate.wrap(uint16(ClaimsWord.unwrap(word) >> 128));
    }

    function categories(ClaimsWord word) internal pure returns (uint8) {
        return uint8(ClaimsWord.unwrap(word) >> 144) & 0x0f;
    }

    function residence(ClaimsWord word) internal pure returns (uint16) {
        return uint16(ClaimsWord.unwrap(word) >> 148) & 0x03ff;
    }

    function taxClass(ClaimsWord word) internal pure returns (uint8) {
        return uint8(ClaimsWord.unwrap(word) >> 158) & 0x0f;
    }

    function state(ClaimsWord word) internal pure returns (PassState) {
        return PassState(uint8(ClaimsWord.unwrap(word) >> 162) & 0x07);
    }

    /// The first two attesting officers, one byte each.
    function officers(ClaimsWord word) internal pure returns (uint16) {
        return uint16(ClaimsWord.unwrap(word) >> 172);
    }

    function seq(ClaimsWord word) internal pure returns (uint16) {
        return uint16(ClaimsWord.unwrap(word) >> 188);
    }

    /// One bit for each of the class numbers 0 to 47.
    function classes(ClaimsWord word) internal pure returns (uint256) {
        return (ClaimsWord.unwrap(word) >> CLASSES_AT) & ((1 << FIRST_PAGE_CLASSES) - 1);
    }

    /// True while the wallet has a pass, suspended or not.
    function isHeld(ClaimsWord word) internal pure returns (bool) {
        PassState now_ = state(word);
        return now_ == PassState.Granted || now_ == PassState.Suspended;
    }

    /// True while the wallet has no pass but may get one.
    function mayBeGranted(ClaimsWord word) internal pure returns (bool) {
        PassState now_ = state(word);
        return now_ == PassState.None || now_ == PassState.Revoked;
    }

    /// True when the wallet is not one investor of its own.
    function isCountedApart(ClaimsWord word) internal pure returns (bool) {
        return has(word, SEVERAL_WALLETS) || investorId(word) == SYSTEM;
    }

    function withValidFrom(ClaimsWord word, uint32 value) internal pure returns (ClaimsWord) {
        return _set(word, 32, 32, value);
    }

    function has(ClaimsWord word, uint256 flag) internal pure returns (bool) {
        return ClaimsWord.unwrap(word) & flag != 0;
    }

    /// The word of a pass granted anew: number, seq and classes stay, all the rest is replaced.
    /// Categories are none; see {withCategories}.
    function granted(
        ClaimsWord word,
        uint256 validFrom_,
        uint256 attestedAt_,
        JstDate expiry_,
        JstDate screenedUntil_,
        uint16 residence_,
        uint8 taxClass_,
        uint16 firstOfficers
    ) internal pure returns (ClaimsWord) {
        return
            ClaimsWord.wrap(
                (ClaimsWord.unwrap(word) & KEPT_BY_GRANT) |
                    (validFrom_ << 32) |
                    (attestedAt_ << 64) |
                    (uint256(JstDate.unwrap(expiry_)) << 96) |
                    (uint256(JstDate.unwrap(screenedUntil_)) << 112) |
                    (uint256(residence_) << 148) |
                    (uint256(taxClass_) << 158) |
                    (uint256(PassState.Granted) << 162) |
                    (uint256(firstOfficers) << 172)
            );
    }

    function withInvestorId(ClaimsWord word, uint32 value) internal pure returns (ClaimsWord) {
        return _set(word, 0, 32, value);
    }

    function withAttestedAt(ClaimsWord word, uint32 value) internal pure returns (ClaimsWord) {
        return _set(word, 64, 32, value);
    }

    /// @param firstTwo Numbers of the first two officers, one byte each.
    /// @param more There are others, in a slot of their own.
    function withOfficers(
        ClaimsWord word,
        uint16 firstTwo,
        bool more
    ) internal pure returns (ClaimsWord) {
        return set(_set(word, 172, 16, firstTwo), MORE_OFFICERS, more);
    }

    function withDates(
        ClaimsWord word,
        JstDate expiry_,
        JstDate screenedUntil_
    ) internal pure returns (ClaimsWord) {
        return
            _set(
                _set(word, 96, 16, JstDate.unwrap(expiry_)),
                112,
                16,
                JstDate.unwrap(screenedUntil_)
            );
    }

    function withCategories(
        ClaimsWord word,
        uint8 categories_,
        JstDate until,
        bool endsDiffer
    ) internal pure returns (ClaimsWord) {
        word = _set(_set(word, 128, 16, JstDate.unwrap(until)), 144, 4, categories_);
        return set(word, ENDS_DIFFER, endsDiffer);
    }

    function withResidence(
        ClaimsWord word,
        uint16 residence_,
        uint8 taxClass_
    ) internal pure returns (ClaimsWord) {
        return _set(_set(word, 148, 10, residence_), 158, 4, taxClass_);
    }

    function withState(ClaimsWord word, PassState value) internal pure returns (ClaimsWord) {
        return _set(word, 162, 3, uint256(value));
    }

    function withSeq(ClaimsWord word, uint16 value) internal pure returns (ClaimsWord) {
        return _set(word, 188, 16, value);
    }

    /// @param number A class number of the first page, 0 to 47.
    function withClass(ClaimsWord word, uint256 number) internal pure returns (ClaimsWord) {
        return ClaimsWord.wrap(ClaimsWord.unwrap(word) | (1 << (CLASSES_AT + number)));
    }

    function set(ClaimsWord word, uint256 flag, bool on) internal pure returns (ClaimsWord) {
        uint256 raw = ClaimsWord.unwrap(word);
        return ClaimsWord.wrap(on ? raw | flag : raw & ~flag);
    }

    function _set(
        ClaimsWord word,
        uint256 offset,
        uint256 bits,
        uint256 value
    ) private pure returns (ClaimsWord) {
        uint256 field = ((1 << bits) - 1) << offset;
        return ClaimsWord.wrap((ClaimsWord.unwrap(word) & ~field) | ((value << offset) & field));
    }
}
