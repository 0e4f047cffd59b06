// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A stranger's contract that looks like a class: it answers the number of a genuine one, and says yes
/// to every movement without doing it.
contract StrangeClass {
    uint256 public immutable classNumber;
    uint16 public constant termsEpoch = 0;

    constructor(uint256 number) {
        classNumber = number;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        return true;
    }
}
