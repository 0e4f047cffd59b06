// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";
import { LegalKind } from "../../types/ClassTerms.sol";
import { JstDate } from "../../types/JstDate.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { RulesWord } from "../../types/RulesWord.sol";
import { ISecurityActions } from "./ISecurityActions.sol";
import { ISecurityAnnex } from "./ISecurityAnnex.sol";
import { ISecurityCore } from "./ISecurityCore.sol";

/// @title One class of a security, as an ERC-20 of its own
/// @notice An ERC-1167 clone of an immutable implementation: its terms are arguments behind the clone's
/// code. Units have no decimals. Five primitives (forcedTransfer, encumber, release, mint, burn), the
/// freezes and the switches are open to the RegistrarDesk alone, which asks for the registrar's role.
/// @dev A primitive emits what happened to units (`Transfer`, `HoldPlaced`, `HoldReleased`); the desk
/// emits who ordered it, why, and on which document.
/// One contract to whoever calls it; its code is in three, so that what moves units is small and cheap: what
/// is in {ISecurityAnnex} and {ISecurityActions} reaches the two others, which are fixed for good, by delegation.
interface ISecurityToken is IPassGatedToken, ISecurityCore, ISecurityAnnex, ISecurityActions {
    event PolicyChanged(PolicyWord policy);
    event RulesChanged(RulesWord rules, uint24 maxInvestors);
    event PayeeChanged(bytes32 indexed hold, address indexed payee);
    event VenueChanged(address indexed venue, bool named);
    /// @param units That may go from now on; 0 when the consent was taken back.
    event ConsentChanged(address indexed from, address indexed to, uint64 units, uint48 until);
    /// @notice The class ended: units only leave, by redemption, release or legal events.
    event ClassEnded(uint16 termsEpoch);
    event PauseChanged(bool paused);
    /// @notice An action over all holders runs from now on.
    event ActionBegun(uint8 indexed number, uint16 termsEpoch);
    /// @notice It made so many units of so many; one of one if it was aborted.
    event ActionEnded(uint8 indexed number, uint256 numerator, uint256 denominator);
    /// @notice A hold's units in an action. One without units is gone.
    event HoldRescaled(bytes32 indexed id, address indexed holder, uint256 before, uint256 units);
    event WalletFrozenChanged(address indexed wallet, bool frozen);

    error NotTheDesk(address caller);
    error AlreadyOpened();
    error ClassClosed();
    error NoAction();
    /// @notice The hold is no promise to a trade.
    error NotAPromise(bytes32 id);
    /// @notice The hold is of none of the wallets named, or stands out of its order.
    error HoldsNotTheWallets(bytes32 id);
    /// @notice All holds of the wallet must be named.
    error HoldsNotNamed(address wallet, uint256 held, uint256 named);
    error NotWholeLots(uint256 units, uint256 lot);
    error CapExceeded(uint256 cap, uint256 supply);
    /// @notice The excluded kind is for QIIs and special-business-eligible investors alone, and moves only
    /// with the issuer's consent.
    error LegalKindNotKept(LegalKind legalKind);
    error RulesMalformed(RulesWord rules);
    /// @notice Investors by category are counted from the first on, or not at all.
    error CategoriesNotCounted(uint256 holders);
    /// @notice The class has reached its maturity: units are redeemed, and do not move.
    error ClassMatured(JstDate maturity);
    error NotAVenue(address caller);
    error NotTheWholeHolding(address holder, uint256 balance, uint256 units);
    error ConsentMissing(address from, address to, uint256 units);
    /// @notice The category has as many investors as it may.
    error TooManyOfCategory(uint256 category, uint256 most);
    error TooManyUnits(address wallet, uint256 most, uint256 units);
    /// @notice The class is locked up until the end of this date.
    error LockedUp(JstDate date);
    /// @notice The second half of the code must be there first.
    error AnnexMissing(address annex);
}
