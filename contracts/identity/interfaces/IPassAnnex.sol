// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClaimsWord } from "../../types/ClaimsWord.sol";
import { IPassRecords } from "./IPassRecords.sol";

/// @title The part of {IKycPass} that is called rarely
interface IPassAnnex is IPassRecords {
    // The names are ERC-721's metadata's.
    function name() external view returns (string memory);

    function symbol() external view returns (string memory);

    // ------------------------------------------------------------------ signed by officers

    /// @notice Grants many passes in one transaction, each as {IPassCore-grant} does. One that is refused
    /// stops no other: {GrantRefused} says why.
    /// @return granted How many were granted.
    function grantMany(
        Grant[] calldata grants,
        Attestation[][] calldata attestations
    ) external returns (uint256 granted);

    /// @notice Names the broker that keeps the wallet's account, after the veto window. It gives the
    /// broker no power over the wallet.
    function keepAccount(
        AccountKeeping calldata keeping,
        Attestation[] calldata attestations
    ) external;

    /// @notice Ends the pass of a wallet whose key is lost or stolen, for good and at once, and names the
    /// wallet that takes its place after the veto window. Tokens and actions then move what is the
    /// lost wallet's to that one only.
    /// @dev Requires that `successor` has a pass, the same investor number and no successor of its own. A
    /// lost wallet's pass may be suspended or revoked already. Vetoed, the lost wallet's pass is suspended,
    /// or revoked as before. One whose officers are disowned counts no more and can be vetoed even later.
    /// Emits {PassRecovered}.
    function recover(Recovery calldata recovery, Attestation[] calldata attestations) external;

    /// @notice Suspends passes on one officer's signature over a list. Nothing moves to or from these
    /// wallets by their keys until a quorum reinstates them. Counts against the officer's list quota.
    /// @dev Passes that are not held, are suspended already or are others than were signed for are left
    /// out, so a list may be sent again. Emits {PassSuspended} for each of the others.
    /// @return count How many were suspended.
    function suspendListed(
        Suspension calldata suspension,
        Attestation calldata attestation
    ) external returns (uint256 count);

    /// @notice Ends suspensions, at once. Each pass gets a new `validFrom` by which it is named, and these
    /// officers attest it from then on.
    /// @dev Passes that are not suspended or changed since are left out. Emits {PassReinstated} for each
    /// of the others.
    /// @return count How many were reinstated.
    function reinstateListed(
        Reinstatement calldata reinstatement,
        Attestation[] calldata attestations
    ) external returns (uint256 count);

    /// @notice Adds one officer's attestation to passes as they are; where one of the officers who attested
    /// is disowned, in that one's place. Counts against the officer's list quota.
    /// @dev Passes that changed since or wait for a reclassification, that the officer vouches for already,
    /// that have eight attesting officers, or that work by fewer than today's quorum are left out. Emits {PassReattested} for each of the others.
    /// @return count How many were attested.
    function reattestListed(
        Reattestation calldata reattestation,
        Attestation calldata attestation
    ) external returns (uint256 count);

    // ------------------------------------------------------------------ pass guardian

    /// @notice Suspends one pass at once.
    function suspend(address wallet, bytes32 reason) external;

    /// @notice Stops inside its window a new pass, or whatever waits for the wallet: a reclassification, a
    /// broker, a recovery (of the lost wallet).
    function veto(address wallet, bytes32 reason) external;

    /// @notice Disowns an officer: what it attested in a block of time `since` or later is worth nothing,
    /// and it attests nothing more. A pass with a disowned officer works while a quorum of good ones is
    /// left. There is no loop over passes: yen and each class ask every pass anew at its next use.
    /// @param since Unix seconds, not in the future; for a disowned officer only earlier.
    /// @param most Classes told in this call, yen counted; {tellDisowning} by anyone goes on. Until a
    /// class is told, a yes that it had cached still counts there.
    /// @dev Emits {OfficerDisowned}.
    function disown(uint8 number, uint32 since, uint256 most) external;

    /// @notice Takes a disowning back. A guardian other than the one who disowned.
    /// @dev Emits {OfficerOwnedAgain}.
    function undoDisowning(uint8 number) external;

    // ------------------------------------------------------------------ anyone

    /// @notice Goes on telling classes of the last disowning.
    function tellDisowning(uint256 most) external;

    // ------------------------------------------------------------------ admin, after its delay

    /// @notice Registers the yen token as number 0, once.
    function registerMoney(address token) external;

    function setFactory(address factory, bool trusted) external;

    /// @notice Gives an officer the next number. Twelve can be active at once; numbers are never reused.
    function addOfficer(address officer) external returns (uint8 number);

    /// @notice The officer attests nothing from now on; passes granted before stay.
    function removeOfficer(uint8 number) external;

    /// @param quorum 1 to 8.
    /// @param vetoWindow Seconds, 1 to 180 days.
    /// @param grantsPerOfficerPerDay 1 to 4,095; reclassifications, links, system passes and recoveries count too.
    /// @param listedPerOfficerPerDay At least 1: passes that an officer suspends or attests anew by lists.
    function setSettings(
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay,
        uint16 listedPerOfficerPerDay
    ) external;

    /// @notice Takes a disowning back, by the admin.
    function undoDisowningAsAdmin(uint8 number) external;

    // ------------------------------------------------------------------ views

    /// @notice The claims in force now.
    function claimsOf(address wallet) external view returns (Claims memory);

    function officerAt(uint8 number) external view returns (address);

    function officerCount() external view returns (uint8);

    /// @notice What the admin set; see {setSettings}.
    function settings()
        external
        view
        returns (
            uint8 quorum,
            uint32 vetoWindow,
            uint16 grantsPerOfficerPerDay,
            uint16 listedPerOfficerPerDay
        );

    function classCount() external view returns (uint16);

    /// @notice The wallets of the wallet's investor, in the order in which they were linked.
    function walletsOf(address wallet) external view returns (address[] memory);

    /// @notice The claims of many wallets as they are stored.
    function claimsWordsOf(address[] calldata wallets) external view returns (ClaimsWord[] memory);

    /// @notice Who keeps the wallet's account now.
    /// @return broker The broker's investor number, 0 for nobody.
    function accountOf(address wallet) external view returns (uint32 broker, bool own);

    /// @notice The wallet that takes the place of a lost one, or of its successor lost in its turn; zero
    /// before its time.
    function successorOf(address lost) external view returns (address);

    /// @notice The wallet that is to take the place of a lost one, and from when.
    function recoveryOf(address lost) external view returns (address successor, uint32 validFrom);

    /// @notice The officers who attested the claims in force, and when each one's attestation was mined.
    function attestersOf(
        address wallet
    ) external view returns (uint8[] memory officers, uint32[] memory minedAt);

    /// @notice When what waits of a reclassification holds, 0 when nothing waits.
    function changesAt(address wallet) external view returns (uint32);

    /// @notice Since when an officer is disowned, 0 if it is not, and by which guardian it last was.
    function disownedSinceOf(uint8 number) external view returns (uint32 since, address by);

    /// @notice Class numbers not yet told of the last disowning: from the first to before the second.
    function untold() external view returns (uint16 from, uint16 to);

    /// @notice Passes that an officer suspended or attested anew by lists today.
    function listedOf(uint8 officer) external view returns (uint256);
}
