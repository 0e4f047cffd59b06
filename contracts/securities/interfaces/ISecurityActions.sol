// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { HolderWord } from "../../types/HolderWord.sol";

/// @title The part of {ISecurityToken} for actions over all holders; what changes something, RegistrarDesk only
/// @notice The desk passes on what an action orders whose terms the registrar approved.
interface ISecurityActions {
    /// @notice Begins an action over all holders and raises the terms epoch: until it ends nothing else moves,
    /// is issued, promised, released or stopped in part, legal events included; no trade signed before settles. An
    /// order still stops a whole wallet, or frees it.
    /// @dev For an action that the registrar opened, through the desk. At most 255 in a class's life. Emits
    /// {ActionBegun}.
    /// @return supply Units that the action has to do with.
    function beginAction() external returns (uint256 supply);

    /// @notice Makes `numerator` units of each `denominator` in every wallet named, with all its holds and what
    /// is frozen of them; 0 ends them. Each wallet is done once in an action, however often it is named.
    /// @param wallets In any order.
    /// @param holds All holds of the wallets that have some, in the order of the wallets, each wallet's
    /// ascending. One that is gone meanwhile is passed over.
    /// @dev Rounded down for the wallet. Each hold is rounded up, so that free units bear the fraction; where there are
    /// too few, pledges, attachments and lock-ups come before trades. Frozen amounts are rounded up. Where units end, a pledge or an attachment without any stays on record, and an order that stops an
    /// amount stays: they reach what is owed for the units ({IDistribution-claim}). Emits `Transfer` to or from
    /// zero, {HoldRescaled} and ERC-7943's `Frozen`.
    /// @return units That the wallets done in this call had before.
    function rescale(
        uint256 numerator,
        uint256 denominator,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external returns (uint256 units);

    /// @notice Ends promises to trades while an action runs, which no trade signed before outlives: so that nobody
    /// can make a wallet too long to be done by promising dust.
    /// @param holds Such holds of any wallets. One that is gone is passed over.
    /// @dev Emits `HoldReleased` for each.
    function endPromises(bytes32[] calldata holds) external;

    /// @notice Ends the action. The most units there may be follow the ratio; an action that ended all units
    /// ends the class.
    /// @dev Emits {ActionEnded}.
    function endAction(uint256 numerator, uint256 denominator) external;

    /// @notice The words of many wallets as they are stored, but for the balance: that is what they had at a record
    /// date that is over, or, for 0, what they have.
    function wordsAt(
        address[] calldata wallets,
        uint16 id
    ) external view returns (HolderWord[] memory words);

    /// @notice The wallet to which a lost wallet's units, holds and freezes went, on to the last; the wallet itself if it
    /// was not recovered in this class.
    function heirOf(address wallet) external view returns (address);

    /// @notice Units of a pledge or an attachment at a record date that is over: as it was before each split or
    /// consolidation since. One that was registered later counts as what it is, led back, rounded down.
    function pledgedBefore(bytes32 hold, uint16 id) external view returns (uint256 units);

    /// @notice What is frozen of a wallet, led back to a record date that is over, rounded up: splits and
    /// consolidations since are undone. More than there can be counts as all there can be.
    function frozenBefore(address wallet, uint16 id) external view returns (uint256 units);
}
