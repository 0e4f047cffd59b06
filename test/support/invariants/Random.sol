// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A stream of numbers that depends on its seed alone.
abstract contract Random {
    uint256 private _state;

    constructor(uint256 seed) {
        _state = seed;
    }

    /// A number below `bound`.
    function _roll(uint256 bound) internal returns (uint256) {
        _state = uint256(keccak256(abi.encode(_state)));
        return _state % bound;
    }

    /// A number from `low` to `high`.
    function _between(uint256 low, uint256 high) internal returns (uint256) {
        return low + _roll(high - low + 1);
    }

    /// True in `percent` of a hundred cases.
    function _chance(uint256 percent) internal returns (bool) {
        return _roll(100) < percent;
    }
}
