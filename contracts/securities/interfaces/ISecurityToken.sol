// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";
import { ClassTerms, LegalKind } from "../../types/ClassTerms.sol";
import { JstDate } from "../../types/JstDate.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { IRecordDates } from "./IRecordDates.sol";

/// @title One class of a security, as an ERC-20 of its own
/// @notice An ERC-1167 clone of an immutable implementation: its terms are arguments behind the clone's
/// code. Units have no decimals. Five primitives (move, encumber, release, mint, burn), the freezes
/// and the switches are open to the RegistrarDesk alone, which asks for the registrar's role.
/// @dev A primitive emits what happened to units (`Transfer`, `HoldPlaced`, `HoldReleased`); the desk
/// emits who ordered it, why, and on which document.
interface ISecurityToken is IPassGatedToken, IRecordDates {
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

    /// @notice Makes the class ready, once. The factory calls it as it makes the clone.
    /// @param number The class's number at KycPass.
    function initialize(uint16 number) external;

    // ------------------------------------------------------------------ primitives, desk only

    /// @notice Moves units against the holder's will. The receiver needs a working pass that the
    /// policy admits (ELIG-1) and must not be frozen; lots and the most investors count; the giver's pass, its freezes, a pause, a lock-up and the end of the class
    /// do not count. Held units stay.
    function move(address from, address to, uint256 units) external;

    /// @notice Places a hold on units that are not held. They stay on `holder`'s account.
    function encumber(bytes32 id, address holder, uint256 units) external;

    /// @notice Frees `units` of a hold.
    function release(bytes32 id, uint256 units) external;

    /// @notice Issues units, never above the cap.
    function mint(address to, uint256 units) external;

    /// @notice Ends units of `from` that are not held.
    function burn(address from, uint256 units) external;

    // ------------------------------------------------------------------ freezes and switches, desk only

    /// @notice Sets the amount that `wallet` cannot move; it may exceed the balance.
    function setFrozenUnits(address wallet, uint256 units) external;

    /// @notice A frozen wallet neither sends nor receives.
    function setFrozen(address wallet, bool frozen) external;

    /// @notice Paused: nothing moves by a holder's key and nothing is issued.
    function setPaused(bool paused) external;

    /// @notice Changes who may hold, and raises the pass epoch: every wallet is judged anew at its
    /// next use. A holder no longer admitted may still sell.
    function setPolicy(PolicyWord policy) external;

    /// @notice Ends the class for good and raises the terms epoch: no trade signed before settles.
    function close() external;

    // ------------------------------------------------------------------ views

    /// @notice The terms that the class was made with. Its policy may have changed since: {policy}.
    function terms() external view returns (ClassTerms memory);

    function policy() external view returns (PolicyWord);

    function registrarRole() external view returns (uint64);

    function cap() external view returns (uint256);

    /// @notice Trades bind it; it rises when what they were signed for is no longer what it was.
    function termsEpoch() external view returns (uint16);

    /// @notice Wallets with a balance.
    function holderCount() external view returns (uint256);

    function isPaused() external view returns (bool);

    function isClosed() external view returns (bool);
}
