// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// States and turns that a campaign must have come by, beside what it did and what was refused.
enum Sight {
    TooFewLeft,
    QuorumLeft,
    MovedBeforeTold,
    RefusedBeforeTold,
    ReattestedInPlace,
    AttestedByEight,
    ChangedByDisowned,
    SuspendedInWindow,
    ThirdWallet,
    EighthWallet,
    CountedOnce,
    SystemHolds,
    RecoveredUnits,
    RecoveredHeld,
    RecoveredFrozen,
    RecoveryOfDisowned,
    RecoveredOn,
    RevokedRecovered,
    HoldsAgain
}

function nameOf(Sight sight) pure returns (string memory) {
    return
        [
            "a pass with too few good officers",
            "a pass with a quorum of good ones",
            "moved before its token was told",
            "refused before its token was told",
            "attested in a disowned one's place",
            "attested by eight officers",
            "a change of disowned officers counts",
            "suspended in its window",
            "a third wallet linked",
            "an eighth wallet linked",
            "an investor with two wallets counted",
            "a system pass with units",
            "units of a lost wallet recovered",
            "held units of a lost wallet recovered",
            "frozen units recovered",
            "a recovery of disowned officers",
            "a successor lost in its turn",
            "a revoked wallet recovered",
            "holds of a wallet that was recovered"
        ][uint256(sight)];
}
