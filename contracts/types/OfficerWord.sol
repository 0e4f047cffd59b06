// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// An officer: the key, and while active its seat in the roster's daily count.
///
///   255      165 164  161   160   159                  0
///  +------------+------+--------+----------------------+
///  |    free    | seat | active |         key          |
///  +------------+------+--------+----------------------+
type OfficerWord is uint256;

using OfficerWords for OfficerWord global;

library OfficerWords {
    uint256 private constant ACTIVE = 1 << 160;

    function make(address key_, uint256 seat_) internal pure returns (OfficerWord) {
        return OfficerWord.wrap(uint160(key_) | ACTIVE | (seat_ << 161));
    }

    function key(OfficerWord word) internal pure returns (address) {
        return address(uint160(OfficerWord.unwrap(word)));
    }

    function isActive(OfficerWord word) internal pure returns (bool) {
        return OfficerWord.unwrap(word) & ACTIVE != 0;
    }

    function seat(OfficerWord word) internal pure returns (uint256) {
        return OfficerWord.unwrap(word) >> 161;
    }

    function removed(OfficerWord word) internal pure returns (OfficerWord) {
        return OfficerWord.wrap(OfficerWord.unwrap(word) & ~ACTIVE);
    }
}
