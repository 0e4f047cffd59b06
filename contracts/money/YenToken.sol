// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedToken } from "../ledger/PassGatedToken.sol";
import { Annexes } from "../types/Annexes.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Will } from "../types/Will.sol";
import { YenLedger } from "./YenLedger.sol";
import { IYenCore } from "./interfaces/IYenCore.sol";
import { IYenToken } from "./interfaces/IYenToken.sol";

/// @dev Specification: {IYenToken}. What is not here is in {YenAnnex}, whose code runs on this storage.
contract YenToken is IYenCore, PassGatedToken, YenLedger {
    address public immutable annex;

    constructor(
        address authority_,
        IKycPass pass_,
        address annex_,
        string memory name_,
        string memory symbol_,
        uint32 freshness
    ) YenLedger(pass_, authority_) {
        if (annex_.code.length == 0) revert IYenToken.AnnexMissing(annex_);
        annex = annex_;
        _name = name_;
        _symbol = symbol_;
        _class = ClassWords.open(ClassWords.NO_MAX, 0);
        _setFreshness(freshness);
    }

    /// Whatever is not declared here: the annex's code, on this storage, for this caller.
    fallback() external {
        Annexes.run(annex);
    }

    function symbol() external view returns (string memory) {
        return _symbol;
    }

    // ------------------------------------------------------------------ money's own rules

    function _applyClassRules(
        ClassWord,
        address,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256,
        Will will
    ) internal view override {
        if (
            will == Will.Net &&
            (giver.has(HolderWords.SYSTEM_ACCOUNT) || taker.has(HolderWords.SYSTEM_ACCOUNT))
        ) {
            revert IYenToken.NotTheFunder(from, to, _funders[from]);
        }
        if (will != Will.Holder || !giver.has(HolderWords.SYSTEM_ACCOUNT)) return;
        // A purse pays holders; among purses only its funder's.
        if (taker.has(HolderWords.SYSTEM_ACCOUNT) && to != _funders[from]) {
            revert IYenToken.NotTheFunder(from, to, _funders[from]);
        }
    }

    function _enters(address, address) internal pure override {
        // Money counts nobody by category.
    }

    function _leaves(address) internal pure override {
        // Nor here.
    }
}
