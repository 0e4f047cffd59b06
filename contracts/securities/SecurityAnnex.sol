// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedAnnex } from "../ledger/PassGatedAnnex.sol";
import { IERC7943Fungible } from "../ledger/interfaces/IERC7943Fungible.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ITransferRules } from "../ledger/interfaces/ITransferRules.sol";
import { Annexes } from "../types/Annexes.sol";
import { ClassTerms } from "../types/ClassTerms.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { CloneArguments } from "../types/CloneArguments.sol";
import { HoldOrder } from "../types/Hold.sol";
import { HolderWord } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { PastHolding, PastHoldings } from "../types/PastHolding.sol";
import { PolicyWord } from "../types/PolicyWord.sol";
import { RecordDate } from "../types/RecordDate.sol";
import { RulesWord } from "../types/RulesWord.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { SecurityLedger } from "./SecurityLedger.sol";
import { IRecordDates } from "./interfaces/IRecordDates.sol";
import { IRegistrarDesk } from "./interfaces/IRegistrarDesk.sol";
import { ISecurityAnnex } from "./interfaces/ISecurityAnnex.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityToken}. The second part of SecurityToken's code; it has no state of its
/// own, and at its own address changes nothing that counts. What is not here either is in {SecurityActions}.
contract SecurityAnnex is ISecurityAnnex, PassGatedAnnex, SecurityLedger {
    address private immutable _actions;

    constructor(
        IKycPass pass_,
        address desk_,
        ITransferRules lens_,
        address actions_
    ) PassGatedAnnex(lens_) SecurityLedger(pass_, desk_) {
        if (actions_.code.length == 0) revert ISecurityToken.AnnexMissing(actions_);
        _actions = actions_;
    }

    /// Whatever is not declared here either: the third part's code, on this storage, for this caller.
    fallback() external {
        Annexes.run(_actions);
    }

    // ------------------------------------------------------------------ primitives, desk only

    /// @inheritdoc IERC7943Fungible
    function forcedTransfer(address from, address to, uint256 units) external returns (bool) {
        _requireDesk();
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        emit ForcedTransfer(from, to, units);
        _move(from, to, units, Will.Office);
        return true;
    }

    /// @inheritdoc ISecurityAnnex
    function encumber(HoldOrder calldata order) external returns (bytes32 id) {
        _requireDesk();
        id = _placeHold(order);
    }

    /// @inheritdoc ISecurityAnnex
    function release(bytes32 id, uint256 units) external {
        _requireDesk();
        _releaseHold(id, units);
    }

    /// @inheritdoc ISecurityAnnex
    function setPayee(bytes32 id, address payee) external {
        _requireDesk();
        _holds[id].payee = payee;
        emit ISecurityToken.PayeeChanged(id, payee);
    }

    /// @inheritdoc ISecurityAnnex
    function mint(address to, uint256 units) external {
        _requireDesk();
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _move(address(0), to, units, Will.Office);
        uint256 supply = _class.supply();
        uint256 cap = _capOf(_class);
        if (supply > cap) revert ISecurityToken.CapExceeded(cap, supply);
    }

    /// @inheritdoc ISecurityAnnex
    function burn(address from, uint256 units) external {
        _requireDesk();
        if (from == address(0)) revert ERC20InvalidSender(from);
        _move(from, address(0), units, Will.Office);
    }

    /// @inheritdoc ISecurityAnnex
    function recover(address lost) external {
        _requireDesk();
        _recover(lost);
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address wallet, uint256 units) external returns (bool) {
        _requireDesk();
        _setFrozenUnits(wallet, units);
        return true;
    }

    /// @inheritdoc ISecurityAnnex
    function setFrozen(address wallet, bool frozen) external {
        _requireDesk();
        _setFrozen(wallet, frozen);
        emit ISecurityToken.WalletFrozenChanged(wallet, frozen);
    }

    // ------------------------------------------------------------------ switches and rules, desk only

    /// @inheritdoc ISecurityAnnex
    function setPaused(bool paused) external {
        _requireDesk();
        _class = _class.set(ClassWords.PAUSED, paused);
        emit ISecurityToken.PauseChanged(paused);
    }

    /// @inheritdoc ISecurityAnnex
    function setPolicy(PolicyWord policy_) external {
        _requireDesk();
        _requireLegalKindKept(policy_, _rulesOf(_class));
        _policy = policy_;
        _class = _class.set(ClassWords.POLICY_CHANGED, true).withNextEpoch();
        emit ISecurityToken.PolicyChanged(policy_);
    }

    /// @inheritdoc ISecurityAnnex
    function setRules(RulesWord rules_, uint24 maxInvestors) external {
        _requireDesk();
        ClassWord class = _class;
        uint256 lot = rules_.lot();
        if (lot == 0 || CloneArguments.capOf(address(this)) % lot != 0 || maxInvestors == 0) {
            revert ISecurityToken.RulesMalformed(rules_);
        }
        _requireLegalKindKept(_policyOf(class), rules_);
        bool isCounted = class.has(ClassWords.MOST_OF_CATEGORY);
        if (rules_.limitsCategories() && !isCounted && class.holders() != 0) {
            revert ISecurityToken.CategoriesNotCounted(class.holders());
        }

        _rules = rules_;
        _class = class.set(ClassWords.RULES_CHANGED, true).withRules(rules_).withMax(maxInvestors);
        emit ISecurityToken.RulesChanged(rules_, maxInvestors);
    }

    /// @inheritdoc ISecurityAnnex
    function setVenue(address venue, bool named) external {
        _requireDesk();
        _venues[venue] = named;
        emit ISecurityToken.VenueChanged(venue, named);
    }

    /// @inheritdoc ISecurityAnnex
    function setConsent(address from, address to, uint64 units, uint48 until) external {
        _requireDesk();
        _consents[from][to] = Consent(units, until);
        emit ISecurityToken.ConsentChanged(from, to, units, until);
    }

    /// @inheritdoc ISecurityAnnex
    function setContractURI(string calldata uri) external {
        _requireDesk();
        _setContractURI(uri);
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

    // ------------------------------------------------------------------ anyone

    /// @inheritdoc ISecurityAnnex
    function recount(address wallet) external {
        Standing standing = _pass.standingNow(wallet, _class.has(ClassWords.DOUBTED));
        if (standing.status() != PassStatus.Working) {
            revert IPassGatedToken.PassNotWorking(wallet, standing.status());
        }
        _recount(standing.investorId(), _categoriesNow(wallet, standing));
    }

    /// @inheritdoc ISecurityAnnex
    function transferWithConsent(
        address to,
        uint64 units,
        uint48 until,
        uint256 number,
        address signer,
        bytes calldata signature
    ) external {
        IRegistrarDesk(_desk).presentConsent(
            IRegistrarDesk.Consent({
                token: ISecurityToken(address(this)),
                from: msg.sender,
                to: to,
                units: units,
                until: until,
                number: number
            }),
            signer,
            signature
        );
        _move(msg.sender, to, units, Will.Holder);
    }

    // ------------------------------------------------------------------ record dates

    /// @inheritdoc IRecordDates
    function declareRecordDate(JstDate date) external {
        _requireDesk();
        // At a date in the middle of an action old units and new ones would count together.
        if (_class.has(ClassWords.IN_ACTION)) revert IPassGatedToken.TokenInAction();
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
        return _terms();
    }

    /// @inheritdoc ISecurityAnnex
    function policy() external view returns (PolicyWord) {
        return _policyOf(_class);
    }

    /// @inheritdoc ISecurityAnnex
    function rules() external view returns (RulesWord) {
        return _rulesOf(_class);
    }

    /// @inheritdoc ISecurityAnnex
    function isVenue(address venue) external view returns (bool) {
        return _venues[venue];
    }

    /// @inheritdoc ISecurityAnnex
    function consentOf(
        address from,
        address to
    ) external view returns (uint64 units, uint48 until) {
        Consent memory consent = _consents[from][to];
        return (consent.units, consent.until);
    }

    /// @inheritdoc ISecurityAnnex
    function countOf(uint256 category) external view returns (uint256) {
        return _counts.count(category);
    }

    /// @inheritdoc ISecurityAnnex
    function countedAs(address wallet) external view returns (uint8) {
        return _countedAs[_pass.investorIdOf(wallet)];
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
