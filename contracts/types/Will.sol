// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Who wants a movement: the holder's key; holders' keys together, of whom each gives or takes what a net of
/// many trades leaves him; an office whose orders skip what binds the giver; the office that puts a wallet
/// in a lost one's place, which changes nothing but the wallet; or an action over all holders that was opened
/// for the class: it ends units, and pays them to whose pass has only lapsed.
enum Will {
    Holder,
    Net,
    Office,
    Succession,
    Action
}

using Wills for Will global;

library Wills {
    /// True when the giver's own key wants it, so that whatever binds that key has a say.
    function isTheHolders(Will will) internal pure returns (bool) {
        return will <= Will.Net;
    }
}
