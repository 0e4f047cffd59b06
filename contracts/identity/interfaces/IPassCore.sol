// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Standing } from "../../types/Standing.sol";
import { IPassRecords } from "./IPassRecords.sol";

/// @title The part of {IKycPass} that is called every day
interface IPassCore is IPassRecords {
    /// @notice The second half of this contract's code.
    function annex() external view returns (address);

    // ------------------------------------------------------------------ signed by officers

    /// @notice Grants a pass. Anyone may relay. It works after the veto window, and later than any pass
    /// that the wallet had before: a pass is named by its `validFrom`. A wallet's first grant gives it
    /// its investor number, for good unless that pass is vetoed; a revoked pass is left only this way, with
    /// the full window again.
    /// @dev Requires: no pass held, {seqOf}, deadline, at least the quorum of distinct officers in
    /// ascending order, each within its quota of the day; dates not past. Emits ERC-721 `Transfer`,
    /// ERC-5192 `Locked`, ERC-5484 `Issued`, {PassGranted}.
    function grant(Grant calldata grant_, Attestation[] calldata attestations) external;

    /// @notice Grants a contract its first pass, of kind system: it counts as no investor, ever. Which
    /// class admits it follows from its claims like any other's.
    /// @dev Requires what a grant does, code at the wallet (a key that delegates to code is none), and
    /// a wallet without investor number. Emits what a grant does.
    function grantSystem(
        SystemGrant calldata systemGrant,
        Attestation[] calldata attestations
    ) external;

    /// @notice Grants a pass to a further wallet of an investor, who has eight at most. From the second
    /// on each class counts the investor, not the wallet.
    /// @dev Requires what a grant does, an investor at `older`, whose pass may have ended (a stolen key is
    /// stopped before anything else), and a wallet that never had a pass and so has no word anywhere. Every class in which `older` has a word is told, or
    /// nothing happens. Emits {WalletLinked} and what a grant does.
    function link(Link calldata link_, Attestation[] calldata attestations) external;

    /// @notice Sets the pass's last date and its screening, attested by these officers from then on. At
    /// once: a later date leaves the claims as they are, an earlier one is told to the tokens.
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

    // ------------------------------------------------------------------ anyone

    /// @notice Tells the named classes again that they must ask `wallet`'s pass.
    function sync(address wallet, uint16[] calldata numbers) external;

    // ------------------------------------------------------------------ tokens and factories

    /// @notice Notes that `wallet` has a word in the calling class and answers its standing.
    /// @param number The caller's own class number.
    /// @param doubted The caller was told of a disowning once.
    function enrol(address wallet, uint16 number, bool doubted) external returns (Standing);

    /// @notice Gives the next number to a class made by a trusted factory. Numbers are never reused.
    /// @return number The class's number.
    /// @return doubted An officer was disowned once.
    function registerClass(address token) external returns (uint16 number, bool doubted);

    // ------------------------------------------------------------------ views

    /// @notice Gas that each token gets for the news of a worse pass.
    function LISTENER_GAS() external view returns (uint256);

    /// @notice May this wallet? Its investor number, categories, residence, status now, and how long
    /// the answer holds.
    function standing(address wallet) external view returns (Standing);

    /// @notice The same for a token, which knows whether it was ever told of a disowning: if not, the
    /// officers' standing is not read.
    function standingNow(address wallet, bool doubted) external view returns (Standing);

    /// @notice The wallet's investor number, given once; the highest of 32 bits for a system pass.
    function investorIdOf(address wallet) external view returns (uint32);

    /// @notice The number that the next signed verb for the wallet must bind.
    function seqOf(address wallet) external view returns (uint16);

    /// @notice From when the wallet's pass works, or worked; names the pass in a {Revocation}.
    function validFromOf(address wallet) external view returns (uint32);

    function classAt(uint16 number) external view returns (address);

    function isEnrolled(address wallet, uint16 number) external view returns (bool);
}
