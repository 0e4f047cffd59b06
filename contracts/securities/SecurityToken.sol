// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedToken } from "../ledger/PassGatedToken.sol";
import { ClassTerms, LegalKind } from "../types/ClassTerms.sol";
import { ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { Annexes } from "../types/Annexes.sol";
import { SecurityLedger } from "./SecurityLedger.sol";
import { ISecurityCore } from "./interfaces/ISecurityCore.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityToken}. What is not here is in {SecurityAnnex}, whose code runs on this
/// storage.
contract SecurityToken is ISecurityCore, PassGatedToken, SecurityLedger {
    address public immutable annex;

    constructor(IKycPass pass_, address desk_, address annex_) SecurityLedger(pass_, desk_) {
        if (annex_.code.length == 0) revert ISecurityToken.AnnexMissing(annex_);
        annex = annex_;
        // The implementation itself is no class.
        _class = ClassWords.open(0, 0).set(ClassWords.CLOSED, true);
    }

    /// Whatever is not declared here: the annex's code, on this storage, for this caller.
    fallback() external {
        Annexes.run(annex);
    }

    /// @inheritdoc ISecurityCore
    function initialize(uint16 number, bool doubted) external {
        if (_class.has(ClassWords.OPENED)) revert ISecurityToken.AlreadyOpened();
        (LegalKind legalKind, uint24 maxInvestors, bool hasLot, bool hasLockUp) = CloneArguments
            .openingOf(address(this));
        // Its law asks for the issuer's consent to each movement, which no rule here stands for.
        if (legalKind == LegalKind.Excluded) revert ISecurityToken.LegalKindNotSupported(legalKind);

        _class = ClassWords
            .open(maxInvestors, number)
            .set(ClassWords.LOT, hasLot)
            .set(ClassWords.LOCK_UP, hasLockUp)
            .set(ClassWords.DOUBTED, doubted);
    }

    // ------------------------------------------------------------------ primitives

    /// @inheritdoc ISecurityCore
    function move(address from, address to, uint256 units) external {
        _requireDesk();
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _update(from, to, units, Will.Office);
    }

    /// @inheritdoc ISecurityCore
    function encumber(bytes32 id, address holder, uint256 units) external {
        _requireDesk();
        _placeHold(id, holder, units);
    }

    /// @inheritdoc ISecurityCore
    function release(bytes32 id, uint256 units) external {
        _requireDesk();
        _releaseHold(id, units);
    }

    /// @inheritdoc ISecurityCore
    function mint(address to, uint256 units) external {
        _requireDesk();
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _update(address(0), to, units, Will.Office);
        uint256 supply = _class.supply();
        if (supply > cap()) revert ISecurityToken.CapExceeded(cap(), supply);
    }

    /// @inheritdoc ISecurityCore
    function burn(address from, uint256 units) external {
        _requireDesk();
        if (from == address(0)) revert ERC20InvalidSender(from);
        _update(from, address(0), units, Will.Office);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ISecurityCore
    function desk() external view returns (address) {
        return _desk;
    }

    /// @inheritdoc ISecurityCore
    function registrarRole() external view returns (uint64) {
        return CloneArguments.registrarRoleOf(address(this));
    }

    /// @inheritdoc ISecurityCore
    function cap() public view returns (uint256) {
        return CloneArguments.capOf(address(this));
    }

    /// @inheritdoc ISecurityCore
    function termsEpoch() external view returns (uint16) {
        return _class.termsEpoch();
    }

    function name() public view override returns (string memory) {
        return _terms().name;
    }

    function symbol() public view override returns (string memory) {
        return _terms().symbol;
    }

    function _terms() private view returns (ClassTerms memory) {
        return CloneArguments.decode(Clones.fetchCloneArgs(address(this)));
    }
}
