// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ISecurityToken } from "../../interfaces/ISecurityToken.sol";

/// @title What actions over all holders of a class refuse alike
/// @notice An action does with a class what its terms say, whose hash two registrar keys approved
/// ({IRegistrarDesk}), and nothing else.
interface IClassAction {
    /// @notice The class's power is lent on other terms, or not at all.
    error NotLentOnTheseTerms(address token, bytes32 terms, bytes32 lent);
    error NotYet(uint256 from, uint256 now_);
    /// @notice Units end or change only once everybody is paid.
    error DistributionUnfinished(bytes32 id);

    /// @notice Ends promises to trades while the action runs on a class ({ISecurityActions-endPromises}): no holder can
    /// stop it by so many that his wallet is done by no transaction.
    /// @dev Registrar of the class.
    function endPromises(ISecurityToken token, bytes32[] calldata holds) external;
}
