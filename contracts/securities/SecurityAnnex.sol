// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { ClassTerms } from "../types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { HolderWord } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { PastHolding, PastHoldings } from "../types/PastHolding.sol";
import { PolicyWord } from "../types/PolicyWord.sol";
import { RecordDate } from "../types/RecordDate.sol";
import { SecurityLedger } from "./SecurityLedger.sol";
import { IRecordDates } from "./interfaces/IRecordDates.sol";
import { ISecurityAnnex } from "./interfaces/ISecurityAnnex.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityToken}. The second half of SecurityToken's code; it has no state of its
/// own, and at its own address changes nothing that counts.
contract SecurityAnnex is ISecurityAnnex, SecurityLedger {
    constructor(IKycPass pass_, address desk_) SecurityLedger(pass_, desk_) {}

    // ------------------------------------------------------------------ desk only

    /// @inheritdoc ISecurityAnnex
    function recover(address lost) external {
        _requireDesk();
        _recover(lost);
    }

    /// @inheritdoc ISecurityAnnex
    function setFrozenUnits(address wallet, uint256 units) external {
        _requireDesk();
        _setFrozenUnits(wallet, units);
        emit ISecurityToken.FrozenUnitsChanged(wallet, units);
    }

    /// @inheritdoc ISecurityAnnex
    function setFrozen(address wallet, bool frozen) external {
        _requireDesk();
        _setFrozen(wallet, frozen);
        emit ISecurityToken.WalletFrozenChanged(wallet, frozen);
    }

    /// @inheritdoc ISecurityAnnex
    function setPaused(bool paused) external {
        _requireDesk();
        _class = _class.set(ClassWords.PAUSED, paused);
        emit ISecurityToken.PauseChanged(paused);
    }

    /// @inheritdoc ISecurityAnnex
    function setPolicy(PolicyWord policy_) external {
        _requireDesk();
        _policy = policy_;
        _class = _class.set(ClassWords.POLICY_CHANGED, true).withNextEpoch();
        emit ISecurityToken.PolicyChanged(policy_);
    }

    /// @inheritdoc ISecurityAnnex
    function close() external {
        _requireDesk();
        ClassWord class = _class;
        if (class.has(ClassWords.CLOSED)) revert ISecurityToken.ClassClosed();
        class = class.set(ClassWords.CLOSED, true).withNextTermsEpoch();
        _class = class;
        emit ISecurityToken.ClassEnded(class.termsEpoch());
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
                ? PastHoldings.pack(word.balance(), word.held(), _frozenUnits[wallet], id)
                : _book.pastAt(wallet, word, id);
        return (past.balance(), past.held(), past.frozen());
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ISecurityAnnex
    function terms() external view returns (ClassTerms memory) {
        return CloneArguments.decode(Clones.fetchCloneArgs(address(this)));
    }

    /// @inheritdoc ISecurityAnnex
    function policy() external view returns (PolicyWord) {
        return _policyOf(_class);
    }

    /// @inheritdoc ISecurityAnnex
    function holderCount() external view returns (uint256) {
        return _class.holders();
    }

    /// @inheritdoc ISecurityAnnex
    function isPaused() external view returns (bool) {
        return _class.has(ClassWords.PAUSED);
    }

    /// @inheritdoc ISecurityAnnex
    function isClosed() external view returns (bool) {
        return _class.has(ClassWords.CLOSED);
    }
}
