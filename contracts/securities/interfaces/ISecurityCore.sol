// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The part of {ISecurityToken} that moves units, beside {IPassGatedToken}
interface ISecurityCore {
    /// @notice Makes the class ready, once. The factory calls it as it makes the clone.
    /// @param number The class's number at KycPass.
    /// @param doubted An officer was disowned before the class was made.
    function initialize(uint16 number, bool doubted) external;

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

    // ------------------------------------------------------------------ views

    /// @notice The second half of the code.
    function annex() external view returns (address);

    /// @notice The RegistrarDesk.
    function desk() external view returns (address);

    function registrarRole() external view returns (uint64);

    function cap() external view returns (uint256);

    /// @notice Trades bind it; it rises when what they were signed for is no longer what it was.
    function termsEpoch() external view returns (uint16);
}
