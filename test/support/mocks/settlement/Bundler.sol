// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Sends several calls in one transaction; one that fails does not stop the next.
contract Bundler {
    event Sent(uint256 index, bool done);

    function send(address target, bytes[] calldata calls) external {
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool done, ) = target.call(calls[i]);
            emit Sent(i, done);
        }
    }
}
