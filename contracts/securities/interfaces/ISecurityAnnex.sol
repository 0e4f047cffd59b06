// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassTerms } from "../../types/ClassTerms.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { IRecordDates } from "./IRecordDates.sol";

/// @title The part of {ISecurityToken} that is called rarely
interface ISecurityAnnex is IRecordDates {
    // ------------------------------------------------------------------ desk only

    /// @notice Moves all that is a lost wallet's to the wallet that KycPass names as its successor: units,
    /// holds, what is frozen, an order that stops the wallet. Neither pause, close, lock-up, hold nor the
    /// lost wallet's freeze stops it; the successor must be admitted like any receiver, and not stopped.
    /// @dev Emits `Transfer` and {WalletRecovered}.
    function recover(address lost) external;

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

    /// @notice Wallets with a balance.
    function holderCount() external view returns (uint256);

    function isPaused() external view returns (bool);

    function isClosed() external view returns (bool);
}
