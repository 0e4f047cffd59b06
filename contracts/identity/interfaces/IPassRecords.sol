// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { CategoryEnds } from "../../types/CategoryEnds.sol";
import { ClaimsWord } from "../../types/ClaimsWord.sol";
import { JstDate } from "../../types/JstDate.sol";

/// @title What is signed about passes, what is told of them, and why something is refused
/// @notice Part of {IKycPass}.
interface IPassRecords {
    /// @notice What officers attest of a wallet.
    /// @param residence ISO 3166-1 numeric, 1 to 999.
    /// @param taxClass Key of the tax table, 0 to 15.
    /// @param specifiedUntil Last date as specified investor (特定投資家), 0 if not one.
    /// @param qiiUntil Last date as QII (適格機関投資家), 0 if not one.
    /// @param specialBusinessUntil Last date as 特例業務対象投資家, 0 if not one.
    /// @param brokerDealerUntil Last date as broker-dealer, 0 if not one.
    /// @param expiry Last date of the pass.
    /// @param screenedUntil Last date that the screening covers.
    struct Claims {
        uint16 residence;
        uint8 taxClass;
        JstDate specifiedUntil;
        JstDate qiiUntil;
        JstDate specialBusinessUntil;
        JstDate brokerDealerUntil;
        JstDate expiry;
        JstDate screenedUntil;
    }

    /// @param classes Numbers of the classes in which the wallet is enrolled with its pass.
    /// @param seq The wallet's present {seqOf}.
    /// @param deadline Last Unix second at which the grant may be relayed.
    struct Grant {
        address wallet;
        Claims claims;
        uint16[] classes;
        uint16 seq;
        uint48 deadline;
    }

    /// @notice A first pass for a contract that stands for no investor: a vault, an escrow.
    struct SystemGrant {
        Grant grant;
    }

    /// @notice A further wallet of an investor.
    /// @param older A wallet of the investor.
    struct Link {
        address older;
        Grant grant;
    }

    struct Renewal {
        address wallet;
        JstDate expiry;
        JstDate screenedUntil;
        uint16 seq;
        uint48 deadline;
    }

    /// @dev `claims.expiry` and `claims.screenedUntil` must be the pass's own: dates are renewed,
    /// everything else is reclassified.
    struct Reclassification {
        address wallet;
        Claims claims;
        uint16 seq;
        uint48 deadline;
    }

    /// @notice Binds the pass that it ends, by its `validFrom`, and not the `seq`: else a renewal kept
    /// back by the wallet, sent first, would make it fail.
    struct Revocation {
        address wallet;
        uint32 validFrom;
        bytes32 reason;
        uint48 deadline;
    }

    /// @notice Who keeps the wallet's account (口座管理機関).
    /// @param broker The broker's investor number, 0 for nobody.
    /// @param own The account is the broker's own (自己口), not a client's (顧客口).
    struct AccountKeeping {
        address wallet;
        uint32 broker;
        bool own;
        uint16 seq;
        uint48 deadline;
    }

    /// @notice The investor's other wallet takes the place of one whose key is lost or stolen.
    /// @param seq The lost wallet's present {seqOf}.
    struct Recovery {
        address lost;
        address successor;
        bytes32 reason;
        uint16 seq;
        uint48 deadline;
    }

    /// @notice One officer's list, such as the hits of a screening. Binds passes as a {Revocation} does,
    /// and for its reason.
    struct Suspension {
        address[] wallets;
        uint32[] validFroms;
        bytes32 reason;
        uint48 deadline;
    }

    /// @param seqs Each wallet's present {seqOf}.
    struct Reinstatement {
        address[] wallets;
        uint16[] seqs;
        bytes32 reason;
        uint48 deadline;
    }

    /// @notice One officer vouches for passes as they are.
    /// @param seqs Each wallet's present {seqOf}.
    struct Reattestation {
        address[] wallets;
        uint16[] seqs;
        uint48 deadline;
    }

    /// @notice One officer's EIP-712 signature. Officers are keys, not contracts: an attestation must
    /// not depend on code that can change its mind.
    /// @param officer The officer's number, from 1.
    /// @param vs The rest of the signature, as ERC-2098 packs it.
    struct Attestation {
        uint8 officer;
        bytes32 r;
        bytes32 vs;
    }

    /// @notice A pass was granted; it works from the claims' `validFrom` unless vetoed before.
    /// @param claims The pass as stored, packed as {ClaimsWord} draws it.
    /// @param categoryEnds The last date of each category, packed as {CategoryEnds}.
    /// @param officers The numbers of the attesting officers, one byte each, first in the lowest.
    event PassGranted(
        address indexed wallet,
        uint32 indexed investorId,
        ClaimsWord claims,
        CategoryEnds categoryEnds,
        uint256 officers
    );
    /// @notice One grant of many was refused, for this reason.
    event GrantRefused(address indexed wallet, bytes reason);
    /// @notice The wallet is the investor's, like `older`; its {PassGranted} follows.
    event WalletLinked(address indexed wallet, address indexed older, uint32 indexed investorId);
    /// @notice From `validFrom` on, unless vetoed before.
    event AccountKept(
        address indexed wallet,
        uint32 broker,
        bool own,
        uint48 validFrom,
        uint256 officers
    );
    /// @notice The lost wallet's pass ended at once; the successor takes its place from `validFrom` on,
    /// unless vetoed before.
    event PassRecovered(
        address indexed lost,
        address indexed successor,
        bytes32 reason,
        uint48 validFrom,
        uint256 officers
    );
    event PassRenewed(
        address indexed wallet,
        JstDate expiry,
        JstDate screenedUntil,
        uint256 officers
    );
    /// @notice What was lowered holds at once; the rest from `validFrom` on, unless vetoed before.
    event PassReclassified(
        address indexed wallet,
        Claims claims,
        uint48 validFrom,
        uint256 officers
    );
    event PassRevoked(address indexed wallet, bytes32 reason, address by, uint256 officers);
    /// @notice A new pass, or what waited for the end of its window, was vetoed inside it.
    event PassVetoed(address indexed wallet, bytes32 reason, address by);
    /// @param by The officer's key, or the pass guardian.
    event PassSuspended(address indexed wallet, bytes32 reason, address by);
    event PassReinstated(address indexed wallet, bytes32 reason, uint256 officers);
    event PassReattested(address indexed wallet, uint8 officer);
    /// @notice What the officer attested in a block of this time or later is worth nothing.
    event OfficerDisowned(uint8 indexed number, uint32 since, address by);
    event OfficerOwnedAgain(uint8 indexed number, address by);
    event OfficerAdded(uint8 indexed number, address indexed officer);
    event OfficerRemoved(uint8 indexed number, address indexed officer);
    event SettingsChanged(
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay,
        uint16 listedPerOfficerPerDay
    );
    event FactoryChanged(address indexed factory, bool trusted);
    event ClassRegistered(uint16 indexed number, address indexed token);
    /// @notice A token did not take the news of a worse pass; {sync} by anyone repeats it. Of a disowning
    /// the wallet is zero, and a later disowning tells it again.
    event ClassNotReached(address indexed wallet, uint16 indexed number, address token);

    error PassCannotMove();
    error PassAlreadyHeld(address wallet);
    error PassNotHeld(address wallet);
    error NothingToVeto(address wallet);
    error WrongSeq(address wallet, uint16 current, uint16 signed);
    /// @notice The revocation names another pass of the wallet.
    error WrongPass(address wallet, uint32 validFrom, uint32 signed);
    error SeqAtMaximum(address wallet);
    error AttestationExpired(uint48 deadline);
    error TooFewAttestations(uint256 given, uint256 quorum);
    error TooManyAttestations(uint256 given, uint256 most);
    error AttestationsNotAscending(uint8 officer);
    error NotAnOfficer(uint8 number);
    error OfficerIsDisowned(uint8 number, uint32 since);
    /// @param signer Whose signature it is of what was sent; zero if it is none.
    error AttestationInvalid(uint8 number, address officer, address signer);
    error OfficerQuotaSpent(uint8 number, uint16 quota, JstDate date);
    error OfficerAlreadyThere(address officer);
    error TooManyOfficers(uint256 most);
    error OfficerNumbersSpent();
    error SettingsOutOfRange(
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay,
        uint16 listedPerOfficerPerDay
    );
    /// @notice The annex works at KycPass only.
    error NotInThePass();
    error ListsDiffer(uint256 one, uint256 other);
    error ListQuotaSpent(uint8 number, uint16 quota, JstDate date);
    /// @notice The wallet is an investor's already, for good.
    error WalletAlreadyKnown(address wallet, uint32 investorId);
    error TooManyWallets(uint32 investorId, uint256 most);
    /// @notice A class did not take the news that the investor has several wallets.
    error LinkNotTold(uint16 number, address token);
    error NotAContract(address wallet);
    error SystemPass(address wallet);
    error NotThisInvestors(address wallet, uint32 investorId);
    /// @notice A reclassification waits: nobody vouches for the pass before it holds or is vetoed.
    error ChangeWaits(address wallet, uint32 validFrom);
    error RecoveredAlready(address lost, address successor);
    /// @notice A disowning reaches back, not ahead.
    error SinceAhead(uint32 since);
    /// @notice It may only move to an earlier time.
    error DisownedAlready(uint8 number, uint32 since);
    error NotDisowned(uint8 number);
    error NeedsAnotherGuardian(uint8 number);
    error ClaimsOutOfRange(uint16 residence, uint8 taxClass);
    error DatePast(JstDate date);
    error DatesNotTheirOwn(JstDate expiry, JstDate screenedUntil);
    error NotAClass(address caller, uint16 number);
    error NotAFactory(address caller);
    error TooManyClasses(uint256 most);
    error MoneyAlreadyRegistered(address token);
    error WalletZero();
    /// @notice A token must be sure to get its gas, or nothing happens at all. Send more gas.
    error NotEnoughGas(uint256 left, uint256 needed);
}
