// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { CategoryEnds } from "../../types/CategoryEnds.sol";
import { ClaimsWord } from "../../types/ClaimsWord.sol";
import { JstDate } from "../../types/JstDate.sol";
import { Standing } from "../../types/Standing.sol";

/// @title The soulbound KYC pass (SBT)
/// @notice ERC-721 that cannot move (ERC-5192, ERC-5484): the token id is the wallet, a wallet has at
/// most one. A pass is granted by k of n officers' EIP-712 signatures, relayed by anybody, and works
/// after a window in which a pass guardian may veto it. Nothing personal is stored: an investor
/// number, categories, residence, tax class and dates.
/// @dev Every signed verb has an EIP-712 type of its own; all but the revocation bind the wallet's `seq`,
/// which every change of state raises; so no signature works twice, for another verb, or after a
/// revocation. ERC-721's owner and balance say who holds a pass, also in its veto window and after its
/// expiry; only {standing} says whether it works.
/// Domain: name "Kessai KYC Pass", version "1", this chain, this contract.
interface IKycPass {
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
    /// @notice A new pass, or a reclassification, was vetoed inside its window.
    event PassVetoed(address indexed wallet, bytes32 reason, address by);
    event OfficerAdded(uint8 indexed number, address indexed officer);
    event OfficerRemoved(uint8 indexed number, address indexed officer);
    event SettingsChanged(uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay);
    event FactoryChanged(address indexed factory, bool trusted);
    event ClassRegistered(uint16 indexed number, address indexed token);
    /// @notice A token did not take the news of a worse pass; {sync} by anyone repeats it.
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
    error AttestationInvalid(uint8 number, address officer);
    error OfficerQuotaSpent(uint8 number, uint16 quota, JstDate date);
    error OfficerAlreadyThere(address officer);
    error TooManyOfficers(uint256 most);
    error OfficerNumbersSpent();
    error SettingsOutOfRange(uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay);
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

    /// @notice Gas that each token gets for the news of a worse pass.
    function LISTENER_GAS() external view returns (uint256);

    // ------------------------------------------------------------------ signed by officers

    /// @notice Grants a pass. Anyone may relay. It works after the veto window, and later than any pass
    /// that the wallet had before: a pass is named by its `validFrom`. A wallet's first grant gives it its investor number
    /// for good; a revoked pass is left only this way, with the full window again.
    /// @dev Requires: no pass held, {seqOf}, deadline, at least the quorum of distinct officers in
    /// ascending order, each within its quota of the day; dates not past. Emits ERC-721 `Transfer`,
    /// ERC-5192 `Locked`, ERC-5484 `Issued`, {PassGranted}.
    function grant(Grant calldata grant_, Attestation[] calldata attestations) external;

    /// @notice Sets the pass's last date and its screening. At once: a later date leaves the claims as
    /// they are, an earlier one is told to the tokens.
    function renew(Renewal calldata renewal, Attestation[] calldata attestations) external;

    /// @notice Changes categories, residence or tax class. A category lost or shortened is so at once;
    /// everything else after the veto window. A later reclassification replaces one still waiting.
    function reclassify(
        Reclassification calldata reclassification,
        Attestation[] calldata attestations
    ) external;

    /// @notice Ends a pass by quorum.
    function revokeByQuorum(
        Revocation calldata revocation,
        Attestation[] calldata attestations
    ) external;

    // ------------------------------------------------------------------ pass guardian

    /// @notice Ends a pass. Nothing moves to or from the wallet by its key once this is mined, in any
    /// class or yen, save a token named in {ClassNotReached}, until {sync}.
    /// @dev Pass guardian only. KycPass's own state is written first, whatever the tokens answer.
    function revoke(address wallet, bytes32 reason) external;

    /// @notice Stops a new pass or a waiting reclassification inside its window.
    function veto(address wallet, bytes32 reason) external;

    // ------------------------------------------------------------------ anyone

    /// @notice Tells the named classes again that they must ask `wallet`'s pass.
    function sync(address wallet, uint16[] calldata numbers) external;

    // ------------------------------------------------------------------ tokens and factories

    /// @notice Notes that `wallet` has a word in the calling class and answers its standing.
    /// @param number The caller's own class number.
    function enrol(address wallet, uint16 number) external returns (Standing);

    /// @notice Gives the next number to a class made by a trusted factory. Numbers are never reused.
    function registerClass(address token) external returns (uint16 number);

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
    /// @param grantsPerOfficerPerDay 1 to 4,095.
    function setSettings(uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay) external;

    // ------------------------------------------------------------------ views

    /// @notice May this wallet? Its investor number, categories, residence, status now, and how long
    /// the answer holds.
    function standing(address wallet) external view returns (Standing);

    /// @notice The claims in force now.
    function claimsOf(address wallet) external view returns (Claims memory);

    function investorIdOf(address wallet) external view returns (uint32);

    /// @notice The number that the next signed verb for the wallet must bind.
    function seqOf(address wallet) external view returns (uint16);

    /// @notice From when the wallet's pass works, or worked; names the pass in a {Revocation}.
    function validFromOf(address wallet) external view returns (uint32);

    function officerAt(uint8 number) external view returns (address);

    function officerCount() external view returns (uint8);

    function settings()
        external
        view
        returns (uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay);

    function classAt(uint16 number) external view returns (address);

    function classCount() external view returns (uint16);

    function isEnrolled(address wallet, uint16 number) external view returns (bool);
}
