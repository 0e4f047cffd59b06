// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What can refuse a transfer, each with the code by which it is known for good: a new rule gets the
/// next number. 0 is no rule.
enum Rule {
    None,
    Receiver, // not the zero address
    Allowance, // the spender has it from the owner
    Balance, // the units are there
    NotFree, // and neither held nor frozen
    GiverPass, // the giver has a working pass
    TakerPass, // the receiver has a working pass
    MayGain, // and the class admits its categories and residence
    GiverFrozen, // the giver is not stopped by order
    TakerFrozen, // nor the receiver
    Paused, // the token is not stopped
    Closed, // the class has not ended
    LockUp, // its lock-up is over
    Lot, // whole lots move
    MaxInvestors // there is room for one more investor
}
