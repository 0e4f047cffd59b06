// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Metadata } from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedToken } from "../ledger/PassGatedToken.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ClassTerms } from "../types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { PolicyWord } from "../types/PolicyWord.sol";
import { Standing } from "../types/Standing.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityToken}.
contract SecurityToken is ISecurityToken, PassGatedToken {
    address public immutable desk;

    /// Counts once the class word says that the policy was changed; until then the terms' does.
    PolicyWord private _policy;

    constructor(IKycPass pass_, address desk_) PassGatedToken(pass_) {
        desk = desk_;
        // The implementation itself is no class.
        _class = ClassWords.open(0, false).set(ClassWords.CLOSED, true);
    }

    /// @inheritdoc ISecurityToken
    function initialize() external {
        if (_class.has(ClassWords.OPENED)) revert AlreadyOpened();
        _class = ClassWords.open(
            CloneArguments.maxInvestorsOf(address(this)),
            CloneArguments.lotOf(address(this)) > 1
        );
    }

    // ------------------------------------------------------------------ primitives

    /// @inheritdoc ISecurityToken
    function move(address from, address to, uint256 units) external {
        _requireDesk();
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _update(from, to, units, Will.Office);
    }

    /// @inheritdoc ISecurityToken
    function encumber(bytes32 id, address holder, uint256 units) external {
        _requireDesk();
        _placeHold(id, holder, units);
    }

    /// @inheritdoc ISecurityToken
    function release(bytes32 id, uint256 units) external {
        _requireDesk();
        _releaseHold(id, units);
    }

    /// @inheritdoc ISecurityToken
    function mint(address to, uint256 units) external {
        _requireDesk();
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _update(address(0), to, units, Will.Office);
        uint256 supply = _class.supply();
        if (supply > cap()) revert CapExceeded(cap(), supply);
    }

    /// @inheritdoc ISecurityToken
    function burn(address from, uint256 units) external {
        _requireDesk();
        if (from == address(0)) revert ERC20InvalidSender(from);
        _update(from, address(0), units, Will.Office);
    }

    // ------------------------------------------------------------------ freezes and switches

    /// @inheritdoc ISecurityToken
    function setFrozenUnits(address wallet, uint256 units) external {
        _requireDesk();
        _setFrozenUnits(wallet, units);
        emit FrozenUnitsChanged(wallet, units);
    }

    /// @inheritdoc ISecurityToken
    function setFrozen(address wallet, bool frozen) external {
        _requireDesk();
        _setFrozen(wallet, frozen);
        emit WalletFrozenChanged(wallet, frozen);
    }

    /// @inheritdoc ISecurityToken
    function setPaused(bool paused) external {
        _requireDesk();
        _class = _class.set(ClassWords.PAUSED, paused);
        emit PauseChanged(paused);
    }

    /// @inheritdoc ISecurityToken
    function setPolicy(PolicyWord policy_) external {
        _requireDesk();
        _policy = policy_;
        _class = _class.set(ClassWords.POLICY_CHANGED, true);
        emit PolicyChanged(policy_);
        _raiseEpoch();
    }

    /// @inheritdoc ISecurityToken
    function close() external {
        _requireDesk();
        ClassWord class = _class;
        if (class.has(ClassWords.CLOSED)) revert ClassClosed();
        class = class.set(ClassWords.CLOSED, true).withNextTermsEpoch();
        _class = class;
        emit ClassEnded(class.termsEpoch());
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ISecurityToken
    function terms() public view returns (ClassTerms memory) {
        return CloneArguments.decode(Clones.fetchCloneArgs(address(this)));
    }

    /// @inheritdoc ISecurityToken
    function policy() external view returns (PolicyWord) {
        return _policyOf(_class);
    }

    /// @inheritdoc ISecurityToken
    function registrarRole() external view returns (uint64) {
        return CloneArguments.registrarRoleOf(address(this));
    }

    /// @inheritdoc ISecurityToken
    function cap() public view returns (uint256) {
        return CloneArguments.capOf(address(this));
    }

    /// @inheritdoc ISecurityToken
    function termsEpoch() external view returns (uint16) {
        return _class.termsEpoch();
    }

    /// @inheritdoc ISecurityToken
    function holderCount() external view returns (uint256) {
        return _class.holders();
    }

    /// @inheritdoc ISecurityToken
    function isPaused() external view returns (bool) {
        return _class.has(ClassWords.PAUSED);
    }

    /// @inheritdoc ISecurityToken
    function isClosed() external view returns (bool) {
        return _class.has(ClassWords.CLOSED);
    }

    function name() public view override(IERC20Metadata, PassGatedToken) returns (string memory) {
        return terms().name;
    }

    function symbol() public view override(IERC20Metadata, PassGatedToken) returns (string memory) {
        return terms().symbol;
    }

    /// @inheritdoc IPassGatedToken
    function classNumber() public view override(IPassGatedToken, PassGatedToken) returns (uint16) {
        return CloneArguments.numberOf(address(this));
    }

    // ------------------------------------------------------------------ internals

    function _admits(ClassWord class, Standing standing) internal view override returns (bool) {
        return _policyOf(class).admits(standing);
    }

    function _policyOf(ClassWord class) private view returns (PolicyWord) {
        // The flag saves a cold read for every class that kept the policy of its terms.
        return
            class.has(ClassWords.POLICY_CHANGED) ? _policy : CloneArguments.policyOf(address(this));
    }

    function _requireClassRules(
        ClassWord class,
        address from,
        uint256 amount,
        Will will
    ) internal view override {
        if (class.has(ClassWords.CLOSED) && (will == Will.Holder || from == address(0))) {
            revert ClassClosed();
        }
        if (class.has(ClassWords.LOT)) {
            uint256 lot = CloneArguments.lotOf(address(this));
            if (amount % lot != 0) revert NotWholeLots(amount, lot);
        }
    }

    function _requireDesk() private view {
        if (msg.sender != desk) revert NotTheDesk(msg.sender);
    }
}
