// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedLedger } from "../ledger/PassGatedLedger.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { PolicyWord } from "../types/PolicyWord.sol";
import { Standing } from "../types/Standing.sol";
import { RecordBook } from "./RecordBook.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev What SecurityToken and its annex share: the storage, which is the class's, and its own rules.
abstract contract SecurityLedger is PassGatedLedger {
    address internal immutable _desk;

    /// Counts once the class word says that the policy was changed; until then the terms' does.
    PolicyWord internal _policy;
    RecordBook internal _book;

    constructor(IKycPass pass_, address desk_) PassGatedLedger(pass_) {
        _desk = desk_;
    }

    function _admits(ClassWord class, Standing standing) internal view override returns (bool) {
        return _policyOf(class).admits(standing);
    }

    function _policyOf(ClassWord class) internal view returns (PolicyWord) {
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
            revert ISecurityToken.ClassClosed();
        }
        if (will == Will.Holder && class.has(ClassWords.LOCK_UP)) {
            JstDate last = CloneArguments.lockUpOf(address(this));
            if (!last.isPast(block.timestamp)) revert ISecurityToken.LockedUp(last);
        }
        if (class.has(ClassWords.LOT)) {
            uint256 lot = CloneArguments.lotOf(address(this));
            if (amount % lot != 0) revert ISecurityToken.NotWholeLots(amount, lot);
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
        uint256 frozen = word.has(HolderWords.HAS_FROZEN_UNITS) ? _frozenUnits[wallet] : 0;
        return _book.save(class, wallet, word, frozen);
    }

    function _requireDesk() internal view {
        if (msg.sender != _desk) revert ISecurityToken.NotTheDesk(msg.sender);
    }
}
