// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A stranger's contract that answers any class number and any registrar role, and takes every order.
contract FakeClass {
    uint16 public immutable classNumber;
    uint64 public immutable registrarRole;

    constructor(uint16 number, uint64 role) {
        classNumber = number;
        registrarRole = role;
    }

    fallback() external {}
}
