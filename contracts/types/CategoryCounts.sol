// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Categories } from "./Categories.sol";
import { RulesWord } from "./RulesWord.sol";

/// How many investors of each category have a balance: 24 bits for each category of {Categories}, the
/// lowest first. An investor of several categories is counted in each.
type CategoryCounts is uint256;

using CategoryCountsMath for CategoryCounts global;

library CategoryCountsMath {
    uint256 internal constant CATEGORIES = 5;
    uint256 private constant BITS = 24;
    uint256 private constant MOST = type(uint24).max;

    /// Categories under which an investor is counted: without any he is a general investor.
    function countedAs(uint8 categories) internal pure returns (uint8) {
        return categories == 0 ? Categories.GENERAL : categories;
    }

    /// @param category Place of its bit in {Categories}.
    function count(CategoryCounts counts, uint256 category) internal pure returns (uint256) {
        return (CategoryCounts.unwrap(counts) >> (BITS * category)) & MOST;
    }

    /// A class has fewer investors than 24 bits say.
    function plus(CategoryCounts counts, uint8 categories) internal pure returns (CategoryCounts) {
        return CategoryCounts.wrap(CategoryCounts.unwrap(counts) + _ones(categories));
    }

    /// Every one of the categories was counted before.
    function minus(CategoryCounts counts, uint8 categories) internal pure returns (CategoryCounts) {
        return CategoryCounts.wrap(CategoryCounts.unwrap(counts) - _ones(categories));
    }

    /// The first of the categories that has more investors than it may, or {CATEGORIES}.
    function overfull(
        CategoryCounts counts,
        RulesWord rules,
        uint8 categories
    ) internal pure returns (uint256 category) {
        for (; category < CATEGORIES; ++category) {
            uint256 most = rules.mostOf(category);
            if (categories & (1 << category) == 0 || most == 0) continue;
            if (count(counts, category) > most) return category;
        }
    }

    function _ones(uint8 categories) private pure returns (uint256 ones) {
        for (uint256 category = 0; category < CATEGORIES; ++category) {
            if (categories & (1 << category) != 0) ones |= 1 << (BITS * category);
        }
    }
}
