// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { IPassListener } from "../../identity/interfaces/IPassListener.sol";
import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";
import { LegalKind } from "../../types/ClassTerms.sol";
import { JstDate } from "../../types/JstDate.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { ISecurityAnnex } from "./ISecurityAnnex.sol";
import { ISecurityCore } from "./ISecurityCore.sol";

/// @title One class of a security, as an ERC-20 of its own
/// @notice An ERC-1167 clone of an immutable implementation: its terms are arguments behind the clone's
/// code. Units have no decimals. Five primitives (move, encumber, release, mint, burn), the freezes
/// and the switches are open to the RegistrarDesk alone, which asks for the registrar's role.
/// @dev A primitive emits what happened to units (`Transfer`, `HoldPlaced`, `HoldReleased`); the desk
/// emits who ordered it, why, and on which document.
/// One contract to whoever calls it; its code is in two, so that what moves units is small and cheap: what
/// is in {ISecurityAnnex} reaches the annex, which is fixed for good, by delegation.
interface ISecurityToken is
    IPassGatedToken,
    ISecurityCore,
    ISecurityAnnex,
    IPassListener,
    IERC20Errors
{
    event PolicyChanged(PolicyWord policy);
    /// @notice The class ended: units only leave, by redemption, release or legal events.
    event ClassEnded(uint16 termsEpoch);
    event PauseChanged(bool paused);
    event FrozenUnitsChanged(address indexed wallet, uint256 units);
    event WalletFrozenChanged(address indexed wallet, bool frozen);

    error NotTheDesk(address caller);
    error AlreadyOpened();
    error ClassClosed();
    error NotWholeLots(uint256 units, uint256 lot);
    error CapExceeded(uint256 cap, uint256 supply);
    /// @notice The law asks for rules that this implementation does not have.
    error LegalKindNotSupported(LegalKind legalKind);
    /// @notice The class is locked up until the end of this date.
    error LockedUp(JstDate date);
    /// @notice The second half of the code must be there first.
    error AnnexMissing(address annex);
}
