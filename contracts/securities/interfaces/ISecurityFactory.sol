// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassTerms } from "../../types/ClassTerms.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";

/// @title Makes the classes
/// @notice A clone per class of a registered, immutable implementation, registered with KycPass in the
/// same transaction. Who holds the registrar role of a registered issuer may open as many classes as
/// were allowed to that issuer.
interface ISecurityFactory {
    event ClassOpened(
        address indexed token,
        uint16 number,
        uint64 indexed registrarRole,
        bytes32 indexed code
    );
    event ImplementationChanged(address indexed implementation, bool registered);
    event IssuerRegistered(uint64 indexed registrarRole, uint16 most);

    error NotARegistrarRole(uint64 role);
    error NotTheRegistrar(address caller, uint64 role);
    /// @notice The issuer is not registered, or has opened all the classes that it was allowed.
    error NoClassLeft(uint64 role, uint16 most);
    error NotAnImplementation(address implementation);
    error CodeMissing();
    error CapOutOfRange(uint64 cap, uint64 lot);
    error NoInvestorAllowed();
    error NameMissing();
    error PolicyMalformed(PolicyWord policy);

    /// @notice Makes a class and registers it, at the address that {addressOf} foretells. The same terms
    /// under the same code and implementation cannot be opened twice. Other terms under the same code can:
    /// whoever opens looks in {ClassOpened} first.
    /// @param code The code by which the issuer knows the class, as its file says.
    /// @dev The caller holds `terms.registrarRole` without delay. Emits {ClassOpened}. Errors: as above; of
    /// the terms {CloneArguments-NameTooLong}, {CloneArguments-TermTooLarge},
    /// {ISecurityToken-RulesMalformed}, {ISecurityToken-LegalKindNotKept}; KycPass's for a factory that it
    /// does not trust or a number too many; the library's `FailedDeployment` where the class is there already.
    function open(
        address implementation,
        bytes32 code,
        ClassTerms calldata terms
    ) external returns (address token);

    // ------------------------------------------------------------------ admin, after its delay

    /// @notice Lets classes be made of an implementation, or no more. Those made before stay as they are.
    function setImplementation(address implementation, bool registered) external;

    /// @notice Registers an issuer: how many classes its registrars may open in all, those opened
    /// counted. A number not above that stops it.
    function registerIssuer(uint64 registrarRole, uint16 most) external;

    // ------------------------------------------------------------------ views

    /// @notice Where a class stands or will stand.
    function addressOf(
        address implementation,
        bytes32 code,
        ClassTerms calldata terms
    ) external view returns (address);

    function isImplementation(address implementation) external view returns (bool);

    /// @notice How many classes an issuer has opened, and how many it may in all.
    function issuerOf(uint64 registrarRole) external view returns (uint16 opened, uint16 most);
}
