// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The part of {ISecurityToken} that is called often, beside {IPassGatedCore}
interface ISecurityCore {
    /// @notice Makes the class ready, once. The factory calls it as it makes the clone.
    /// @param number The class's number at KycPass.
    /// @param doubted An officer was disowned before the class was made.
    function initialize(uint16 number, bool doubted) external;

    /// @notice The second half of the code.
    function annex() external view returns (address);

    /// @notice The RegistrarDesk.
    function desk() external view returns (address);

    function registrarRole() external view returns (uint64);

    function cap() external view returns (uint256);

    /// @notice Trades bind it; it rises when what they were signed for is no longer what it was.
    function termsEpoch() external view returns (uint16);
}
