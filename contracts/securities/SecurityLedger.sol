// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedLedger } from "../ledger/PassGatedLedger.sol";
import { Categories } from "../types/Categories.sol";
import { CategoryCounts, CategoryCountsMath } from "../types/CategoryCounts.sol";
import { ClassTerms, LegalKind } from "../types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { PolicyWord } from "../types/PolicyWord.sol";
import { RulesWord, RulesWords } from "../types/RulesWord.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { RecordBook } from "./RecordBook.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev What SecurityToken and its annex share: the storage, which is the class's, and its own rules.
abstract contract SecurityLedger is PassGatedLedger {
    /// One slot: so many units may still go from one wallet to another until a time.
    struct Consent {
        uint64 units;
        uint48 until;
    }

    /// One slot: an action over all holders that changed what a unit is.
    /// @param recordId Number of the last record date before it.
    struct Rescaling {
        uint16 recordId;
        uint120 numerator;
        uint120 denominator;
    }

    address internal immutable _desk;

    /// Counts once the class word says that the policy was changed; until then the terms' does.
    PolicyWord internal _policy;
    RecordBook internal _book;
    /// The same for the rules.
    RulesWord internal _rules;
    /// Settlement contracts through which units of a venue-only class move.
    mapping(address venue => bool) internal _venues;
    mapping(address from => mapping(address to => Consent)) internal _consents;
    /// Investors with a balance by category, and as which each of them was counted.
    CategoryCounts internal _counts;
    mapping(uint256 investorId => uint8 categories) internal _countedAs;
    /// The same for the most units there may be, once a split changed what a unit is.
    uint256 internal _cap;
    Rescaling[] internal _rescalings;
    /// Units of pledges and attachments before the action of that place.
    mapping(bytes32 hold => mapping(uint256 rescaling => uint64)) internal _unitsBefore;

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

    function _rulesOf(ClassWord class) internal view returns (RulesWord) {
        return class.has(ClassWords.RULES_CHANGED) ? _rules : CloneArguments.rulesOf(address(this));
    }

    function _capOf(ClassWord class) internal view returns (uint256) {
        return class.has(ClassWords.CAP_CHANGED) ? _cap : CloneArguments.capOf(address(this));
    }

    /// What an investor is by all his wallets' working passes: one of them cannot hide another's category.
    function _categoriesNow(
        address wallet,
        Standing standing
    ) internal view returns (uint8 categories) {
        categories = standing.categories();
        if (!standing.isCountedApart()) return categories;
        bool doubted = _class.has(ClassWords.DOUBTED);
        address[] memory wallets = _pass.walletsOf(wallet);
        for (uint256 i = 0; i < wallets.length; ++i) {
            Standing other = _pass.standingNow(wallets[i], doubted);
            if (other.status() == PassStatus.Working) categories |= other.categories();
        }
    }

    /// Moves an investor who holds to the categories that he has now; they may be full.
    function _recount(uint32 investorId, uint8 categories) internal {
        uint8 before = _countedAs[investorId];
        uint8 counted = CategoryCountsMath.countedAs(categories);
        if (before == 0 || before == counted) return;
        _counts = _counts.minus(before).plus(counted);
        _countedAs[investorId] = counted;
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

    function _tokenName() internal view override returns (string memory) {
        return _terms().name;
    }

    function _terms() internal view returns (ClassTerms memory) {
        return CloneArguments.decode(Clones.fetchCloneArgs(address(this)));
    }

    /// The law of the excluded kind is part of what the class is: neither policy nor rules leave it.
    function _requireLegalKindKept(PolicyWord policy_, RulesWord rules) internal view {
        (LegalKind legalKind, , ) = CloneArguments.openingOf(address(this));
        if (legalKind != LegalKind.Excluded) return;
        uint8 lawful = Categories.QII | Categories.SPECIAL_BUSINESS;
        if (policy_.admitted() & ~lawful != 0 || !rules.has(RulesWords.CONSENT)) {
            revert ISecurityToken.LegalKindNotKept(legalKind);
        }
    }

    function _requireDesk() internal view {
        if (msg.sender != _desk) revert ISecurityToken.NotTheDesk(msg.sender);
    }
}
