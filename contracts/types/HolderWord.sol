// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassWord } from "./ClassWord.sol";
import { Standing } from "./Standing.sol";
import { WordLayout } from "./WordLayout.sol";

/// Everything a token keeps of one wallet, in one storage word.
///
///   255   240 239  232 231   228 227  224 223  208 207   192 191   160 159   128 127    64 63      0
///  +---------+--------+---------+--------+--------+---------+---------+---------+---------+---------+
///  |  slow   | action |  flags  | categ. | epoch  | record  |  from   |  until  |  held   | balance |
///  |  flags  | number |         |        |        |   id    |         |         |         |         |
///  +---------+--------+---------+--------+--------+---------+---------+---------+---------+---------+
///
/// balance, held: units or yen. from, until: first and last second of the cached yes. epoch: the
/// class's pass epoch when the yes was given. record id: the class's when the word was last brought up
/// to it. action number: of the class's last action over all holders that did this wallet, or that was begun
/// before its first unit came. record id and epoch stand where the class word has them, so one comparison tells whether
/// both are current. A slow flag, here or in the class word,
/// sends a transfer down the slow path; no other bit may be set at a place of the slow flags.
type HolderWord is uint256;

using HolderWords for HolderWord global;

library HolderWords {
    uint256 private constant MAX_UNITS = type(uint64).max;
    uint256 private constant BALANCE = MAX_UNITS;
    uint256 private constant HELD = MAX_UNITS << 64;
    uint256 private constant RECORD_ID = uint256(type(uint16).max) << 192;
    uint256 private constant ACTION_NUMBER = uint256(type(uint8).max) << 232;
    uint256 private constant VERDICT =
        (uint256(type(uint64).max) << 128) | // until, from
            (uint256(0xffff) << 208) | // epoch
            (uint256(0x0f) << 224) | // categories
            MAY_GAIN;

    /// The class's policy lets the wallet gain units; without it the wallet can still move them.
    uint256 internal constant MAY_GAIN = 1 << 228;
    /// The word was made, and the pass knows that the wallet has one in this class.
    uint256 internal constant ENROLLED = 1 << 229;
    /// The wallet is not one investor of its own: ask the pass whose it is before counting.
    uint256 internal constant COUNTED_APART = 1 << 230;
    /// All of it went to the wallet that the pass names as successor.
    uint256 internal constant RECOVERED = 1 << 231;
    /// Slow: the wallet is stopped by order.
    uint256 internal constant FROZEN = 1 << 240;
    /// Slow: an amount is frozen, in a slot of its own.
    uint256 internal constant HAS_FROZEN_UNITS = 1 << 241;

    /// Slow: not a holder's wallet but the purse of an action, which needs no pass. Yen alone has them.
    uint256 internal constant SYSTEM_ACCOUNT = 1 << 242;

    error BalanceOverflow(uint256 balance, uint256 units);
    error BalanceUnderflow(uint256 balance, uint256 units);
    error HeldOverflow(uint256 held, uint256 units, uint256 balance);
    error HeldUnderflow(uint256 held, uint256 units);

    function balance(HolderWord word) internal pure returns (uint256) {
        return HolderWord.unwrap(word) & MAX_UNITS;
    }

    function held(HolderWord word) internal pure returns (uint256) {
        return (HolderWord.unwrap(word) >> 64) & MAX_UNITS;
    }

    function until(HolderWord word) internal pure returns (uint32) {
        return uint32(HolderWord.unwrap(word) >> 128);
    }

    function from(HolderWord word) internal pure returns (uint32) {
        return uint32(HolderWord.unwrap(word) >> 160);
    }

    function recordId(HolderWord word) internal pure returns (uint16) {
        return uint16(HolderWord.unwrap(word) >> 192);
    }

    function epoch(HolderWord word) internal pure returns (uint16) {
        return uint16(HolderWord.unwrap(word) >> 208);
    }

    /// True when the class's last action did this wallet, or has nothing to do with it.
    function isDone(HolderWord word, ClassWord class) internal pure returns (bool) {
        return uint8(HolderWord.unwrap(word) >> 232) == class.actionNumber();
    }

    function categories(HolderWord word) internal pure returns (uint8) {
        return uint8(HolderWord.unwrap(word) >> 224) & 0x0f;
    }

    function has(HolderWord word, uint256 flag) internal pure returns (bool) {
        return HolderWord.unwrap(word) & flag != 0;
    }

    function isEnrolled(HolderWord word) internal pure returns (bool) {
        return has(word, ENROLLED);
    }

    /// True when the cache says that the wallet may move units now. False says nothing: ask the pass.
    function mayMove(
        HolderWord word,
        ClassWord class,
        uint256 timestamp
    ) internal pure returns (bool) {
        return
            (HolderWord.unwrap(word) ^ ClassWord.unwrap(class)) & WordLayout.CURRENT == 0 &&
            timestamp <= until(word) &&
            timestamp >= from(word);
    }

    /// True when the cache says that the wallet may gain units now. False says nothing: ask the pass.
    function mayGain(
        HolderWord word,
        ClassWord class,
        uint256 timestamp
    ) internal pure returns (bool) {
        return has(word, MAY_GAIN) && mayMove(word, class, timestamp);
    }

    /// The word with nothing of a record date left to save, or for a comparison as if so.
    function withRecordId(HolderWord word, uint16 id) internal pure returns (HolderWord) {
        return HolderWord.wrap((HolderWord.unwrap(word) & ~RECORD_ID) | (uint256(id) << 192));
    }

    function credit(HolderWord word, uint256 units) internal pure returns (HolderWord) {
        uint256 before = balance(word);
        if (units > MAX_UNITS - before) revert BalanceOverflow(before, units);
        unchecked {
            // The sum fits in the field, checked above.
            return HolderWord.wrap(HolderWord.unwrap(word) + units);
        }
    }

    function debit(HolderWord word, uint256 units) internal pure returns (HolderWord) {
        uint256 before = balance(word);
        if (units > before) revert BalanceUnderflow(before, units);
        unchecked {
            // The field stays at or above zero, checked above.
            return HolderWord.wrap(HolderWord.unwrap(word) - units);
        }
    }

    function hold(HolderWord word, uint256 units) internal pure returns (HolderWord) {
        uint256 before = held(word);
        if (units > balance(word) - before) revert HeldOverflow(before, units, balance(word));
        return HolderWord.wrap((HolderWord.unwrap(word) & ~HELD) | ((before + units) << 64));
    }

    function unhold(HolderWord word, uint256 units) internal pure returns (HolderWord) {
        uint256 before = held(word);
        if (units > before) revert HeldUnderflow(before, units);
        return HolderWord.wrap((HolderWord.unwrap(word) & ~HELD) | ((before - units) << 64));
    }

    /// The word as it would be with another balance, to be read only: HOLD-1 is not looked after.
    function withBalance(HolderWord word, uint256 units) internal pure returns (HolderWord) {
        return HolderWord.wrap((HolderWord.unwrap(word) & ~BALANCE) | (units & BALANCE));
    }

    /// The word with other amounts of the same units.
    function withAmounts(
        HolderWord word,
        uint256 balance_,
        uint256 held_
    ) internal pure returns (HolderWord) {
        return
            HolderWord.wrap(HolderWord.unwrap(word) & ~(BALANCE | HELD)).credit(balance_).hold(
                held_
            );
    }

    /// The word with the pass's answer in it, as of the class's epoch. An empty word also takes the
    /// class's record id, since it has nothing that an earlier record date would need.
    function withVerdict(
        HolderWord word,
        ClassWord class,
        Standing standing,
        bool mayGain_
    ) internal pure returns (HolderWord) {
        uint256 raw = HolderWord.unwrap(word);
        if (raw == 0) raw = uint256(class.recordId()) << 192;
        raw =
            (raw & ~VERDICT) |
            ENROLLED |
            (uint256(standing.span()) << 128) |
            (uint256(class.epochForWords()) << 208) |
            (uint256(standing.categories()) << 224);
        if (mayGain_) raw |= MAY_GAIN;
        if (standing.isCountedApart()) raw |= COUNTED_APART;
        return HolderWord.wrap(raw);
    }

    /// The word without a cached yes: the pass is asked at its next use.
    function withoutVerdict(HolderWord word) internal pure returns (HolderWord) {
        return HolderWord.wrap(HolderWord.unwrap(word) & ~VERDICT);
    }

    /// The word as one that the class's last action has done.
    function done(HolderWord word, ClassWord class) internal pure returns (HolderWord) {
        uint256 raw = HolderWord.unwrap(word) & ~ACTION_NUMBER;
        return HolderWord.wrap(raw | (uint256(class.actionNumber()) << 232));
    }

    function set(HolderWord word, uint256 flag, bool on) internal pure returns (HolderWord) {
        uint256 raw = HolderWord.unwrap(word);
        return HolderWord.wrap(on ? raw | flag : raw & ~flag);
    }
}
