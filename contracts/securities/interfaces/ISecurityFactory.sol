// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassTerms } from "../../types/ClassTerms.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";

/// @title Makes the classes
/// @notice One immutable implementation, a clone per class, registered with KycPass in the same
/// transaction. Who holds a registrar role may open classes that name it.
interface ISecurityFactory {
    event ClassOpened(address indexed token, uint16 indexed number, uint64 indexed registrarRole);

    error NotARegistrarRole(uint64 role);
    error NotTheRegistrar(address caller, uint64 role);
    error CapOutOfRange(uint64 cap, uint64 lot);
    error NoInvestorAllowed();
    error NameMissing();
    error PolicyMalformed(PolicyWord policy);

    /// @notice Makes a class and registers it.
    /// @dev The caller holds `terms.registrarRole`. The class gets the next number. Emits {ClassOpened}.
    function open(ClassTerms calldata terms) external returns (address token);

    /// @notice The number that the next class gets.
    function nextNumber() external view returns (uint16);

    function implementation() external view returns (address);
}
