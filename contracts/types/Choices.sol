// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What a ballot says on each of up to 64 items, two bits each, the first item lowest: 1 for, 2 against,
/// 3 abstains. 0 says nothing, which no ballot may on an item that there is.
type Choices is uint128;

using ChoicesWords for Choices global;

/// Votes on two items are counted in one storage word:
///
///   255        192 191     128 127         64 63       0
///  +--------------+-----------+--------------+---------+
///  | second item: |   for     | first item:  |   for   |
///  |   against    |           |   against    |         |
///  +--------------+-----------+--------------+---------+
///
/// No field overflows: nobody's votes count twice, and a supply has 64 bits.
library ChoicesWords {
    uint256 internal constant MOST_ITEMS = 64;
    uint256 private constant LOWER_BITS = type(uint128).max / 3;
    uint256 private constant FOR = 1;
    uint256 private constant AGAINST = 2;

    /// True when it says something on each of so many items, and nothing beyond.
    function isComplete(Choices choices, uint256 items) internal pure returns (bool) {
        uint256 raw = Choices.unwrap(choices);
        uint256 bits = 2 * items;
        uint256 asked = LOWER_BITS & ((1 << bits) - 1);
        return raw >> bits == 0 && (raw | (raw >> 1)) & asked == asked;
    }

    /// What `units` with these choices add to the word of items 2 × `place` and the one behind it.
    function votes(
        Choices choices,
        uint256 place,
        uint256 units
    ) internal pure returns (uint256 word) {
        uint256 pair = uint256(Choices.unwrap(choices)) >> (4 * place);
        return _votes(pair & 3, units) | (_votes((pair >> 2) & 3, units) << 128);
    }

    /// Votes for and against an item in the word that counts it.
    function countIn(
        uint256 word,
        uint256 item
    ) internal pure returns (uint64 for_, uint64 against) {
        if (item % 2 == 1) word >>= 128;
        return (uint64(word), uint64(word >> 64));
    }

    function _votes(uint256 choice, uint256 units) private pure returns (uint256) {
        if (choice == FOR) return units;
        return choice == AGAINST ? units << 64 : 0;
    }
}
