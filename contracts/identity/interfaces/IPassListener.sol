// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Standing } from "../../types/Standing.sol";

/// @title What KycPass tells a pass-gated token, and the only way it does.
/// @notice Each handler is O(1): it never loops, never saves a past balance, never calls out, so the
/// gas that KycPass gives it ({IKycPass-LISTENER_GAS}) always suffices. Only KycPass may call.
interface IPassListener {
    /// @notice Only KycPass may tell of passes.
    error NotThePass(address caller);

    /// @notice A pass became worse, or may have: the token forgets the yes it cached for `wallet`
    /// and asks the pass at the wallet's next use. Repeating it does no harm.
    function onPassWorsened(address wallet) external;

    /// @notice A pass was granted with this class named by its officers: the token makes the
    /// wallet's word, so that its first receipt costs no new storage. Nothing if the word is there.
    /// @param standing The pass as granted; its `from` may lie ahead, at the end of the veto window.
    function onPassGranted(address wallet, Standing standing) external;

    /// @notice The investor of `wallet`, which has a word here, gets a second wallet: from now on the class
    /// counts the investor, not the wallet. Told at once or, where it fails, the link fails.
    /// @param investorId The investor's number at KycPass.
    function onWalletLinked(address wallet, uint32 investorId) external;

    /// @notice Some passes, unknown which, lost their ground: the token raises its pass epoch, so that
    /// every wallet's pass is asked at its next use. An epoch at its maximum stays there, and every
    /// word then counts as old.
    function onPassesDoubted() external;
}
