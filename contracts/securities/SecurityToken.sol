// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Metadata } from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedToken } from "../ledger/PassGatedToken.sol";
import { ClassTerms, LegalKind } from "../types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { PastHolding, PastHoldings } from "../types/PastHolding.sol";
import { PolicyWord } from "../types/PolicyWord.sol";
import { RecordDate } from "../types/RecordDate.sol";
import { Standing } from "../types/Standing.sol";
import { RecordBook } from "./RecordBook.sol";
import { IRecordDates } from "./interfaces/IRecordDates.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityToken}.
contract SecurityToken is ISecurityToken, PassGatedToken {
    address public immutable desk;

    /// Counts once the class word says that the policy was changed; until then the terms' does.
    PolicyWord private _policy;
    RecordBook private _book;

    constructor(IKycPass pass_, address desk_) PassGatedToken(pass_) {
        desk = desk_;
        // The implementation itself is no class.
        _class = ClassWords.open(0, 0).set(ClassWords.CLOSED, true);
    }

    /// @inheritdoc ISecurityToken
    function initialize(uint16 number) external {
        if (_class.has(ClassWords.OPENED)) revert AlreadyOpened();
        (LegalKind legalKind, uint24 maxInvestors, bool hasLot, bool hasLockUp) = CloneArguments
            .openingOf(address(this));
        // Its law asks for the issuer's consent to each movement, which no rule here stands for.
        if (legalKind == LegalKind.Excluded) revert LegalKindNotSupported(legalKind);

        _class = ClassWords.open(maxInvestors, number).set(ClassWords.LOT, hasLot).set(
            ClassWords.LOCK_UP,
            hasLockUp
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

    // ------------------------------------------------------------------ record dates

    /// @inheritdoc IRecordDates
    function declareRecordDate(JstDate date) external {
        _requireDesk();
        _class = _book.declare(_taken(_class), date);
        emit RecordDateDeclared(date);
    }

    /// @inheritdoc IRecordDates
    function withdrawRecordDate(JstDate date) external {
        _requireDesk();
        _class = _book.withdraw(_taken(_class), date);
        emit RecordDateWithdrawn(date);
    }

    /// @inheritdoc IRecordDates
    function roll(uint256 most) external {
        _class = _book.take(_class, most);
    }

    /// @inheritdoc IRecordDates
    function recordWord(uint16 id) external view returns (RecordDate) {
        return _book.dates[id];
    }

    /// @inheritdoc IRecordDates
    function recordAt(
        uint16 id
    ) external view returns (JstDate date, uint256 supply, uint256 holders) {
        RecordDate record = _book.recordAt(_class, id);
        return (record.date(), record.supply(), record.holders());
    }

    /// @inheritdoc IRecordDates
    function holdingAt(
        address wallet,
        uint16 id
    ) external view returns (uint256 balance, uint256 held, uint256 frozen) {
        _book.recordAt(_class, id);
        HolderWord word = _words[wallet];
        PastHolding past =
            id > word.recordId() // not touched since: what the wallet had then is what it has
                ? PastHoldings.pack(word.balance(), word.held(), frozenOf(wallet), id)
                : _book.pastAt(wallet, word, id);
        return (past.balance(), past.held(), past.frozen());
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
        if (will == Will.Holder && class.has(ClassWords.LOCK_UP)) {
            JstDate last = CloneArguments.lockUpOf(address(this));
            if (!last.isPast(block.timestamp)) revert LockedUp(last);
        }
        if (class.has(ClassWords.LOT)) {
            uint256 lot = CloneArguments.lotOf(address(this));
            if (amount % lot != 0) revert NotWholeLots(amount, lot);
        }
    }

    function _taken(ClassWord class) internal override returns (ClassWord) {
        class = _book.take(class, type(uint256).max);
        _class = class;
        return class;
    }

    function _save(
        ClassWord class,
        address wallet,
        HolderWord word
    ) internal override returns (HolderWord) {
        uint256 frozen = word.has(HolderWords.HAS_FROZEN_UNITS) ? frozenOf(wallet) : 0;
        return _book.save(class, wallet, word, frozen);
    }

    function _requireDesk() private view {
        if (msg.sender != desk) revert NotTheDesk(msg.sender);
    }
}
