// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The powers of a platform, as roles of its AccessManager. Who holds them and how long each waits
/// is in the platform file. No role can grant itself; only the admin grants, after its delay.
library Roles {
    /// Grants and revokes every other role, changes settings. Waits its published delay.
    uint64 internal constant ADMIN = 0;
    /// Vetoes and revokes passes; calls off what waits for its delay, the admin's plans included.
    uint64 internal constant PASS_GUARDIAN = 1;
    /// Stops a class or the yen token at once.
    uint64 internal constant PAUSER = 2;
    /// Ends a stop, after a delay.
    uint64 internal constant UNPAUSER = 3;
    /// Mints yen against deposits, pays redemptions out.
    uint64 internal constant YEN_OPERATOR = 4;
    /// Attests the yen reserve; never the same key as the yen operator's.
    uint64 internal constant RESERVE_ATTESTOR = 5;
    /// Changes a class's rules or ends it, after a delay, together with the class's registrar role.
    uint64 internal constant RULE_CHANGER = 6;
    /// Signs trades off where a class or venue asks for it.
    uint64 internal constant SETTLEMENT_OPERATOR = 7;
    /// Kept for a venue's own contract; a venue instructs for its participants under their mandates.
    uint64 internal constant VENUE = 8;
    /// Attests payments on another system.
    uint64 internal constant PAYMENT_ATTESTOR = 9;
    /// Announces distributions; whoever funds one pays it, and anyone pushes it on.
    uint64 internal constant PAYING_AGENT = 10;
    /// Reports rates that contracts read: a reference rate, a floating coupon's.
    uint64 internal constant RATE_REPORTER = 11;

    /// From here on, one role for each issuer's registrar. An issuer is registered by being granted
    /// one, before its first class; a class names its registrar role for good.
    uint64 internal constant FIRST_REGISTRAR = 1_000;

    /// True for a number that can be an issuer's registrar role; classes keep 32 bits of it.
    function isRegistrar(uint64 role) internal pure returns (bool) {
        return role >= FIRST_REGISTRAR && role <= type(uint32).max;
    }
}
