// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";
import { IYenAnnex } from "./IYenAnnex.sol";
import { IYenCore } from "./IYenCore.sol";

/// @title The yen token (特定信託受益権): 1 token is 1 yen
/// @notice Minted against deposits at a trust bank, inside a reserve that another key attests.
/// Redeemed by its holder: the yen stay held until the bank has paid out, then they end, or come back.
/// @dev One contract to whoever calls it; its code is in two, as {ISecurityToken}'s.
interface IYenToken is IPassGatedToken, IYenCore, IYenAnnex, IAccessManaged {
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
    event StrandedYenReleased(
        address indexed wallet,
        uint256 yen,
        bytes32 accountHash,
        address officer
    );
    event BankAccountRegistered(address indexed wallet, bytes32 accountHash, address by);
    event WalletStopped(address indexed wallet, bytes32 reason, bytes32 document, address by);
    event WalletFreed(address indexed wallet, bytes32 reason, bytes32 document, address by);
    event YenFrozen(
        address indexed wallet,
        uint256 yen,
        bytes32 reason,
        bytes32 document,
        address by
    );
    event SystemAccountChanged(address indexed account, address indexed funder);
    event LimitsChanged(uint64 mostSupply, uint64 mostPerDay);
    event PauseChanged(bool paused, address by);
    event FreshnessChanged(uint32 freshness);

    error DepositEmpty(uint256 yen, bytes32 depositReference);
    error DepositAlreadyMinted(bytes32 depositReference);
    error ReserveNotFresh(uint48 asOf, uint32 freshness);
    error ReserveExceeded(uint256 reserve, uint256 supply);
    error ReserveAttestedOutOfOrder(uint48 asOf, uint48 last);
    error NoSuchRedemption(bytes32 id);
    error FreshnessOutOfRange(uint32 freshness);
    /// @notice More than the bank lets there be, in all or on one day.
    error LimitExceeded(uint256 most, uint256 yen);
    error NotAnOfficer(address caller);
    /// @notice The wallet's pass works: its holder redeems by himself.
    error NotStranded(address wallet);
    error NoBankAccount(address wallet);
    error NothingToFreeze(address wallet);
    error NotFrozen(address wallet);
    error NotATradeHold(bytes32 id);
    error NotAPurse(address account);
    error SystemAccountUnchanged(address account);
    /// @notice A purse pays holders of working passes, and no other purse but its funder's.
    error NotTheFunder(address account, address to, address funder);
    /// @notice The second half of the code must be there first.
    error AnnexMissing(address annex);
    /// @notice A payee's refusal could not be told from a want of gas.
    error NotEnoughGas(uint256 left, uint256 needed);
}
