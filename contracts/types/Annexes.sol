// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// A contract whose code is in two: what the first half does not declare, its annex does, by delegation.
library Annexes {
    /// Runs the annex's code on the caller's storage and answers what it answers. Does not return.
    function run(address annex) internal {
        // Solidity has no call that ends with whatever another code answered.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let at := mload(0x40)
            calldatacopy(at, 0, calldatasize())
            let done := delegatecall(gas(), annex, at, calldatasize(), 0, 0)
            returndatacopy(at, 0, returndatasize())
            if done {
                return(at, returndatasize())
            }
            revert(at, returndatasize())
        }
    }
}
