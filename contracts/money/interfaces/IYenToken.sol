// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";

/// @title The yen token (特定信託受益権): 1 token is 1 yen
/// @notice Minted against deposits at a trust bank, inside a reserve that another key attests.
/// Redeemed by its holder: the yen stay held until the bank has paid out, then they end, or come back.
interface IYenToken is IPassGatedToken {
    /// @param asOf Unix second at which the reserve was so.
    event ReserveAttested(uint256 yen, uint48 asOf, address by);
    event YenMinted(address indexed to, uint256 yen, bytes32 indexed depositReference, address by);
    event RedemptionRequested(
        bytes32 indexed id,
        address indexed holder,
        uint256 yen,
        bytes32 payoutReference
    );
    event RedemptionPaid(bytes32 indexed id, address indexed holder, uint256 yen, address by);
    event RedemptionReturned(
        bytes32 indexed id,
        address indexed holder,
        uint256 yen,
        bytes32 reason,
        address by
    );
    event PauseChanged(bool paused, address by);
    event FreshnessChanged(uint32 freshness);

    error DepositEmpty(uint256 yen, bytes32 depositReference);
    error DepositAlreadyMinted(bytes32 depositReference);
    error ReserveNotFresh(uint48 asOf, uint32 freshness);
    error ReserveExceeded(uint256 reserve, uint256 supply);
    error ReserveAttestedOutOfOrder(uint48 asOf, uint48 last);
    error NoSuchRedemption(bytes32 id);
    error FreshnessOutOfRange(uint32 freshness);

    /// @notice States the money held in trust for the yen tokens.
    /// @param asOf Unix second, not in the future, later than the last attestation's and than the last
    /// payout's confirmation: a live balance, read while no payout is being confirmed.
    /// @dev Reserve attestor only, never the yen operator's key.
    function attestReserve(uint64 yen, uint48 asOf) external;

    /// @notice Mints yen for a deposit. A deposit reference mints once, ever.
    /// @dev Yen operator only. Requires a fresh attestation, and the supply after it, redemptions
    /// under way included, within the reserve (YEN-1). Emits {YenMinted}.
    function mint(address to, uint256 yen, bytes32 depositReference) external;

    /// @notice Asks for yen to be paid out. They stay held on the caller's account meanwhile. Works
    /// while the token is paused, and needs no fresh attestation.
    /// @param payoutReference Names the payout for the bank; nothing guessable.
    /// @dev The caller, with a working pass. Emits {RedemptionRequested} and `HoldPlaced`.
    function redeem(uint256 yen, bytes32 payoutReference) external returns (bytes32 id);

    /// @notice The bank has paid: the yen end, and the attested reserve falls by as much.
    /// @dev Yen operator only.
    function confirmRedemption(bytes32 id) external;

    /// @notice The bank could not pay: the yen are free again.
    /// @dev Yen operator only.
    function returnRedemption(bytes32 id, bytes32 reason) external;

    /// @notice Moves all that is a lost wallet's to the wallet that KycPass names as its successor, yen of
    /// redemptions under way included. Works while the token is paused.
    /// @dev Yen operator only. Emits `Transfer` and `WalletRecovered`.
    function recover(address lost) external;

    /// @dev Pauser only.
    function pause() external;

    /// @dev Unpauser, after its delay.
    function unpause() external;

    /// @notice How old an attestation may be for a mint, in seconds.
    /// @dev Admin, after its delay.
    function setFreshness(uint32 freshness) external;

    /// @notice The reserve last attested less what was paid out since, and when it was attested.
    function reserve() external view returns (uint256 yen, uint48 asOf, uint32 freshness);

    function isDepositMinted(bytes32 depositReference) external view returns (bool);

    function isPaused() external view returns (bool);
}
