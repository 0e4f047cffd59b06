// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What is checked. `None` is "nothing speaks against it".
enum Promise {
    None,
    Elig1,
    Elig2,
    Cache,
    Live,
    Pass,
    Sum1,
    Hold1,
    Rules,
    Yen1,
    Dvp1,
    Dvp2,
    Net1,
    Truth1,
    Power1,
    Exit1,
    Pay1,
    Complete1
}

function idOf(Promise which) pure returns (string memory) {
    return
        [
            "nothing",
            "ELIG-1",
            "ELIG-2",
            "ELIG-2 (cache)",
            "LIVE",
            "PASS",
            "SUM-1",
            "HOLD-1",
            "RULES",
            "YEN-1",
            "DVP-1",
            "DVP-2",
            "NET-1",
            "TRUTH-1",
            "POWER-1",
            "EXIT-1",
            "PAY-1",
            "COMPLETE-1"
        ][uint256(which)];
}
