// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedToken } from "../ledger/PassGatedToken.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ClaimsWords } from "../types/ClaimsWord.sol";
import { Annexes } from "../types/Annexes.sol";
import { LegalKind } from "../types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CategoryCounts, CategoryCountsMath } from "../types/CategoryCounts.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Standing } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { RulesWord } from "../types/RulesWord.sol";
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
        (LegalKind legalKind, uint24 maxInvestors, RulesWord rules) = CloneArguments.openingOf(
            address(this)
        );
        if (legalKind == LegalKind.Excluded) {
            _requireLegalKindKept(CloneArguments.policyOf(address(this)), rules);
        }

        _class = ClassWords.open(maxInvestors, number).withRules(rules).set(
            ClassWords.DOUBTED,
            doubted
        );
    }

    // ------------------------------------------------------------------ views

    function symbol() external view returns (string memory) {
        return _terms().symbol;
    }

    /// @inheritdoc ISecurityCore
    function desk() external view returns (address) {
        return _desk;
    }

    /// @inheritdoc ISecurityCore
    function registrarRole() external view returns (uint64) {
        return CloneArguments.registrarRoleOf(address(this));
    }

    /// @inheritdoc ISecurityCore
    function cap() external view returns (uint256) {
        return _capOf(_class);
    }

    /// @inheritdoc ISecurityCore
    function termsEpoch() external view returns (uint16) {
        return _class.termsEpoch();
    }

    // ------------------------------------------------------------------ the class's own rules

    function _applyClassRules(
        ClassWord class,
        address by,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 amount,
        Will will
    ) internal override {
        // Nothing but the wallet changes, or an action does what it was opened for.
        if (will == Will.Succession || will == Will.Action) return;
        if (class.has(ClassWords.IN_ACTION)) revert IPassGatedToken.TokenInAction();
        RulesWord rules = _rulesOf(class);
        if (will.isTheHolders() || from == address(0)) _requireNotEnded(class, rules);
        if (class.has(ClassWords.LOT)) {
            // Who has less than a lot since the lot was raised parts with all of it, but not to many by a net.
            bool isAll = from != address(0) && amount == giver.balance();
            if (amount % rules.lot() != 0 && !isAll) {
                revert ISecurityToken.NotWholeLots(amount, rules.lot());
            }
        }
        if (will == Will.Holder) _applyHolderRules(class, rules, by, from, giver, to, amount);
        if (will == Will.Net && from != address(0)) {
            _applyNetRules(class, rules, by, from, to, amount);
        }
        if (to == address(0) || from == to) return;
        if (class.has(ClassWords.MOST_UNITS)) {
            _requireMostUnits(rules.mostUnits(), from, to, taker, amount);
        }
        // Whoever's category changed while he holds, in whichever wallet, is counted by what he is now.
        if (class.has(ClassWords.MOST_OF_CATEGORY)) {
            Standing standing = _pass.standingNow(to, class.has(ClassWords.DOUBTED));
            _recount(standing.investorId(), _categoriesNow(to, standing));
        }
    }

    function _requireNotEnded(ClassWord class, RulesWord rules) private view {
        if (class.has(ClassWords.CLOSED)) revert ISecurityToken.ClassClosed();
        if (class.has(ClassWords.MATURITY) && rules.maturity().isPast(block.timestamp)) {
            revert ISecurityToken.ClassMatured(rules.maturity());
        }
    }

    /// Rules that bind a holder's key alone.
    function _applyHolderRules(
        ClassWord class,
        RulesWord rules,
        address by,
        address from,
        HolderWord giver,
        address to,
        uint256 amount
    ) private {
        if (class.has(ClassWords.LOCK_UP) && !rules.lockUp().isPast(block.timestamp)) {
            revert ISecurityToken.LockedUp(rules.lockUp());
        }
        if (class.has(ClassWords.VENUE_ONLY) && !_venues[by]) {
            revert ISecurityToken.NotAVenue(by);
        }
        if (class.has(ClassWords.BLOCK_ONLY) && amount != giver.balance()) {
            revert ISecurityToken.NotTheWholeHolding(from, giver.balance(), amount);
        }
        if (class.has(ClassWords.CONSENT)) _useConsent(from, to, amount);
    }

    /// Who is given what is not known of a net: consent cannot be asked for, and a class whose units move by
    /// venues or in one block says by naming the caller a venue that they may be netted.
    function _applyNetRules(
        ClassWord class,
        RulesWord rules,
        address by,
        address from,
        address to,
        uint256 amount
    ) private view {
        if (class.has(ClassWords.LOCK_UP) && !rules.lockUp().isPast(block.timestamp)) {
            revert ISecurityToken.LockedUp(rules.lockUp());
        }
        if (class.has(ClassWords.CONSENT)) revert ISecurityToken.ConsentMissing(from, to, amount);
        if (class.has(ClassWords.VENUE_ONLY | ClassWords.BLOCK_ONLY) && !_venues[by]) {
            revert ISecurityToken.NotAVenue(by);
        }
    }

    /// A zero amount needs the issuer's consent like any other.
    function _useConsent(address from, address to, uint256 amount) private {
        Consent memory consent = _consents[from][to];
        if (consent.units == 0 || consent.units < amount || block.timestamp > consent.until) {
            revert ISecurityToken.ConsentMissing(from, to, amount);
        }
        _consents[from][to].units = uint64(consent.units - amount);
    }

    /// What an investor has in all his wallets counts. Units that stay his are no gain.
    function _requireMostUnits(
        uint256 most,
        address from,
        address to,
        HolderWord taker,
        uint256 amount
    ) private view {
        uint256 units = Math.saturatingAdd(taker.balance(), amount);
        if (taker.has(HolderWords.COUNTED_APART)) {
            if (_pass.investorIdOf(to) == ClaimsWords.SYSTEM) return;
            address[] memory wallets = _pass.walletsOf(to);
            for (uint256 i = 0; i < wallets.length; ++i) {
                if (wallets[i] == from) return;
                if (wallets[i] != to) units += _words[wallets[i]].balance();
            }
        }
        if (units > most) revert ISecurityToken.TooManyUnits(to, most, units);
    }

    /// @dev Recovery of a lost wallet and any other move between wallets of one investor adds none.
    function _enters(address from, address to) internal override {
        // A cached yes says who he was: better news is not written into it.
        Standing standing = _pass.standingNow(to, _class.has(ClassWords.DOUBTED));
        uint32 investorId = standing.investorId();
        if (investorId == ClaimsWords.SYSTEM) return;
        uint8 categories = CategoryCountsMath.countedAs(_categoriesNow(to, standing));
        CategoryCounts counts = _counts.plus(categories);
        if (from == address(0) || _pass.investorIdOf(from) != investorId) {
            RulesWord rules = _rulesOf(_class);
            uint256 full = counts.overfull(rules, categories);
            if (full != CategoryCountsMath.CATEGORIES) {
                revert ISecurityToken.TooManyOfCategory(full, rules.mostOf(full));
            }
        }
        _counts = counts;
        _countedAs[investorId] = categories;
    }

    function _leaves(address from) internal override {
        uint32 investorId = _pass.investorIdOf(from);
        if (investorId == ClaimsWords.SYSTEM) return;
        _counts = _counts.minus(_countedAs[investorId]);
        delete _countedAs[investorId];
    }
}
