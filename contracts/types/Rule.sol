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
    MaxInvestors, // there is room for one more investor
    Matured, // the class has not reached its maturity
    VenueOnly, // a named settlement contract moves the units
    BlockOnly, // the giver parts with all of it
    Consent, // the issuer consents
    MostUnits, // the receiver does not get more units than one investor may have
    MostOfCategory, // there is room for one more investor of the receiver's category
    SystemAccount, // the purse of an action pays pass holders, or back to its funder
    InAction // no action over all holders runs
}
