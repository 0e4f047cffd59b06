// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Categories } from "./Categories.sol";
import { Standing } from "./Standing.sol";

/// Who may hold a class, in one storage word: admitted categories and up to 15 residences.
///
///   255                                      16 15     5 4         0
///  +-------------------------------------------+--------+----------+
///  |  15 residences of 16 bits, ISO 3166-1     |  free  | categ.   |
///  |  numeric, 0 behind the last               |        | admitted |
///  +-------------------------------------------+--------+----------+
///
/// No residence listed means that residence does not matter.
type PolicyWord is uint256;

using PolicyWords for PolicyWord global;

library PolicyWords {
    error NoCategoryAdmitted();
    error UnknownCategories(uint8 categories);
    error TooManyResidences(uint256 count, uint256 most);
    error ResidenceOutOfRange(uint16 residence);

    uint256 internal constant MOST_RESIDENCES = 15;
    uint256 private constant MOST_RESIDENCE = 999;

    function pack(uint8 admitted_, uint16[] memory residences_) internal pure returns (PolicyWord) {
        if (admitted_ == 0) revert NoCategoryAdmitted();
        if (admitted_ > Categories.ALL) revert UnknownCategories(admitted_);
        if (residences_.length > MOST_RESIDENCES) {
            revert TooManyResidences(residences_.length, MOST_RESIDENCES);
        }
        uint256 raw = admitted_;
        for (uint256 i = 0; i < residences_.length; ++i) {
            uint16 residence = residences_[i];
            if (residence == 0 || residence > MOST_RESIDENCE) revert ResidenceOutOfRange(residence);
            raw |= uint256(residence) << (16 + 16 * i);
        }
        return PolicyWord.wrap(raw);
    }

    /// True for what {pack} can make: a category, and no residence behind an empty place or out of range.
    function isWellFormed(PolicyWord word) internal pure returns (bool) {
        uint256 raw = PolicyWord.unwrap(word);
        uint256 categories = raw & 0xffff;
        if (categories == 0 || categories > Categories.ALL) return false;
        for (raw >>= 16; raw != 0; raw >>= 16) {
            uint256 residence = raw & 0xffff;
            if (residence == 0 || residence > MOST_RESIDENCE) return false;
        }
        return true;
    }

    function admitted(PolicyWord word) internal pure returns (uint8) {
        return uint8(PolicyWord.unwrap(word));
    }

    function residences(PolicyWord word) internal pure returns (uint16[] memory list) {
        uint256 raw = PolicyWord.unwrap(word) >> 16;
        uint256 count = 0;
        while (count < MOST_RESIDENCES && uint16(raw >> (16 * count)) != 0) ++count;
        list = new uint16[](count);
        for (uint256 i = 0; i < count; ++i) list[i] = uint16(raw >> (16 * i));
    }

    /// The class's verdict on a pass: may its wallet gain units?
    function admits(PolicyWord word, Standing standing) internal pure returns (bool) {
        if (!Categories.isAdmitted(standing.categories(), admitted(word))) return false;
        uint256 raw = PolicyWord.unwrap(word) >> 16;
        if (raw == 0) return true;
        uint256 residence = standing.residence();
        for (; raw != 0; raw >>= 16) {
            if (raw & 0xffff == residence) return true;
        }
        return false;
    }
}
