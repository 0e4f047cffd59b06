// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Who of a trade's two parties.
enum Side {
    Seller,
    Buyer
}

/// Where a trade that is known on chain stands. Settled and ended are final.
enum TradePhase {
    None,
    Instructed, // one party has said it
    Matched, // both have, by instructions or by signatures
    AwaitingPayment, // its payment instruction went out to another system
    Settled,
    Ended // withdrawn, cancelled, defaulted or bought in
}

/// What the registry keeps of a trade, under the trade's id.
///
///   255     80 79       72 71      64 63           0
///  +----------+-----------+----------+--------------+
///  |   free   |   flags   |  phase   |    filled    |
///  +----------+-----------+----------+--------------+
///
/// filled: units delivered so far, of a trade that is settled in parts.
type TradeWord is uint256;

using TradeWords for TradeWord global;

library TradeWords {
    uint256 private constant FILLED = type(uint64).max;
    uint256 private constant PHASE = uint256(type(uint8).max) << 64;

    /// What each side has said or given: the seller's bit, the buyer's one place above.
    uint256 internal constant INSTRUCTED = 1 << 72;
    uint256 internal constant HELD = 1 << 74;
    uint256 internal constant CANCELS = 1 << 76;
    /// Somebody asked for an operator's sign-off of this trade.
    uint256 internal constant SIGN_OFF_ASKED = 1 << 78;
    uint256 internal constant SIGNED_OFF = 1 << 79;

    function filled(TradeWord word) internal pure returns (uint64) {
        return uint64(TradeWord.unwrap(word));
    }

    function phase(TradeWord word) internal pure returns (TradePhase) {
        return TradePhase(uint8(TradeWord.unwrap(word) >> 64));
    }

    function has(TradeWord word, uint256 flag) internal pure returns (bool) {
        return TradeWord.unwrap(word) & flag != 0;
    }

    /// A flag that each side has of its own.
    function has(TradeWord word, uint256 flag, Side side) internal pure returns (bool) {
        return has(word, flag << uint256(side));
    }

    function withFilled(TradeWord word, uint64 units) internal pure returns (TradeWord) {
        return TradeWord.wrap((TradeWord.unwrap(word) & ~FILLED) | units);
    }

    function withPhase(TradeWord word, TradePhase next) internal pure returns (TradeWord) {
        return TradeWord.wrap((TradeWord.unwrap(word) & ~PHASE) | (uint256(next) << 64));
    }

    function set(TradeWord word, uint256 flag, bool on) internal pure returns (TradeWord) {
        uint256 bits = TradeWord.unwrap(word);
        return TradeWord.wrap(on ? bits | flag : bits & ~flag);
    }

    function set(TradeWord word, uint256 flag, Side side) internal pure returns (TradeWord) {
        return set(word, flag << uint256(side), true);
    }
}
