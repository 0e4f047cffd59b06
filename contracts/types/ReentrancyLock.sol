// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The reentrancy lock, in transient storage: it costs no slot and ends with the transaction.
/// Our own only because the library's compiles with a warning that would greet every user.
abstract contract ReentrancyLock {
    uint256 private transient _entered;

    error Reentered();

    modifier nonReentrant() {
        if (_entered != 0) revert Reentered();
        _entered = 1;
        _;
        _entered = 0;
    }
}
