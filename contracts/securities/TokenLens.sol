// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ITransferRules } from "../ledger/interfaces/ITransferRules.sol";
import { IYenToken } from "../money/interfaces/IYenToken.sol";
import { ClaimsWords } from "../types/ClaimsWord.sol";
import { CategoryCountsMath } from "../types/CategoryCounts.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { Rule } from "../types/Rule.sol";
import { RulesWord } from "../types/RulesWord.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { IRegistrarDesk } from "./interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { ITokenLens } from "./interfaces/ITokenLens.sol";

/// @dev Specification: {ITokenLens}. Each rule is looked at by itself; the gate stops at the first.
contract TokenLens is ITokenLens {
    uint256 private constant RULES = uint256(type(Rule).max) + 1;

    struct Movement {
        IPassGatedToken token;
        address spender;
        address from;
        address to;
        uint256 units;
        ClassWord class;
        HolderWord giver;
        HolderWord taker;
    }

    /// @inheritdoc ITokenLens
    function explain(
        IPassGatedToken token,
        address spender,
        address from,
        address to,
        uint256 units
    ) external view returns (Refusal[] memory refusals) {
        bytes[] memory reasons = _reasons(token, spender, from, to, units);
        uint256 count = 0;
        for (uint256 code = 0; code < RULES; ++code) if (reasons[code].length != 0) ++count;

        refusals = new Refusal[](count);
        uint256 place = 0;
        for (uint256 code = 0; code < RULES; ++code) {
            if (reasons[code].length != 0) refusals[place++] = Refusal(Rule(code), reasons[code]);
        }
    }

    /// @inheritdoc ITokenLens
    function rulesAgainst(
        IPassGatedToken token,
        address spender,
        address from,
        address to,
        uint256 units
    ) public view returns (uint256 rules) {
        bytes[] memory reasons = _reasons(token, spender, from, to, units);
        for (uint256 code = 0; code < RULES; ++code) {
            if (reasons[code].length != 0) rules |= 1 << code;
        }
    }

    /// @inheritdoc ITransferRules
    function canTransfer(
        IPassGatedToken token,
        address from,
        address to,
        uint256 units
    ) external view returns (bool) {
        return rulesAgainst(token, from, from, to, units) == 0;
    }

    /// @inheritdoc ITokenLens
    function detectTransferRestriction(
        IPassGatedToken token,
        address from,
        address to,
        uint256 units
    ) external view returns (uint8 code) {
        uint256 rules = rulesAgainst(token, from, from, to, units);
        if (rules == 0) return 0;
        while (rules & (1 << code) == 0) ++code;
    }

    /// @inheritdoc ITokenLens
    function messageForTransferRestriction(uint8 code) external pure returns (string memory) {
        string[23] memory names = [
            "None",
            "Receiver",
            "Allowance",
            "Balance",
            "NotFree",
            "GiverPass",
            "TakerPass",
            "MayGain",
            "GiverFrozen",
            "TakerFrozen",
            "Paused",
            "Closed",
            "LockUp",
            "Lot",
            "MaxInvestors",
            "Matured",
            "VenueOnly",
            "BlockOnly",
            "Consent",
            "MostUnits",
            "MostOfCategory",
            "SystemAccount",
            "InAction"
        ];
        return code < RULES ? names[code] : "";
    }

    /// @inheritdoc ITokenLens
    function getDocument(
        ISecurityToken token,
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint256 modified) {
        return IRegistrarDesk(token.desk()).documentOf(token, name);
    }

    /// @inheritdoc ITokenLens
    function getAllDocuments(ISecurityToken token) external view returns (bytes32[] memory) {
        return IRegistrarDesk(token.desk()).documentNames(token);
    }

    /// @inheritdoc ITokenLens
    function recordDatesOf(
        ISecurityToken token
    ) external view returns (JstDate[] memory dates, uint256 over) {
        uint256 count = _recordDates(token);
        dates = new JstDate[](count);
        for (uint256 i = 0; i < count; ++i) {
            dates[i] = token.recordWord(uint16(i + 1)).date();
            if (dates[i].isPast(block.timestamp)) ++over;
        }
    }

    /// @inheritdoc ITokenLens
    function recordIdOf(ISecurityToken token, JstDate date) external view returns (uint16) {
        uint256 low = 1;
        uint256 high = _recordDates(token) + 1;
        uint256 end = high;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (token.recordWord(uint16(middle)).date().isBefore(date)) low = middle + 1;
            else high = middle;
        }
        if (low == end) return 0;
        JstDate found = token.recordWord(uint16(low)).date();
        return date.isBefore(found) ? 0 : uint16(low);
    }

    /// How many there are. Numbers have 16 bits.
    function _recordDates(ISecurityToken token) private view returns (uint256 count) {
        count = token.classWord().recordId();
        while (count < type(uint16).max && token.recordWord(uint16(count + 1)).isDeclared())
            ++count;
    }

    /// Under each rule's code its reason to refuse; empty where it does not.
    function _reasons(
        IPassGatedToken token,
        address spender,
        address from,
        address to,
        uint256 units
    ) private view returns (bytes[] memory reasons) {
        reasons = new bytes[](RULES);
        ClassWord class = token.classWord();
        // A record date makes no cached yes old.
        uint16 record = class.recordId();
        Movement memory movement = Movement({
            token: token,
            spender: spender,
            from: from,
            to: to,
            units: units,
            class: class,
            giver: token.wordOf(from).withRecordId(record),
            taker: token.wordOf(to).withRecordId(record)
        });
        _units(movement, reasons);
        _wallets(movement, reasons);
        _class(movement, reasons);
        if (class.number() == 0) _systemAccounts(movement, reasons);
        else _rules(movement, reasons);
        _room(movement, reasons);
    }

    function _units(Movement memory m, bytes[] memory reasons) private view {
        uint256 allowed = m.token.allowance(m.from, m.spender);
        if (m.spender != m.from && m.units > allowed) {
            reasons[uint256(Rule.Allowance)] = abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                m.spender,
                allowed,
                m.units
            );
        }
        uint256 balance = m.giver.balance();
        uint256 free = m.token.freeOf(m.from);
        if (m.units > balance) {
            reasons[uint256(Rule.Balance)] = abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector,
                m.from,
                balance,
                m.units
            );
        } else if (m.units > free) {
            reasons[uint256(Rule.NotFree)] = abi.encodeWithSelector(
                IPassGatedToken.UnitsNotFree.selector,
                m.from,
                free,
                m.units
            );
        }
    }

    /// As in the gate, a cached yes counts, and where there is none the pass is asked.
    function _wallets(Movement memory m, bytes[] memory reasons) private view {
        IKycPass pass = m.token.pass();
        // Nor does a token look for what it was not yet told of.
        bool doubted = m.class.has(ClassWords.DOUBTED);
        if (
            !m.giver.has(HolderWords.SYSTEM_ACCOUNT) && !m.giver.mayMove(m.class, block.timestamp)
        ) {
            PassStatus status = pass.standingNow(m.from, doubted).status();
            if (status != PassStatus.Working) {
                reasons[uint256(Rule.GiverPass)] = _passNotWorking(m.from, status);
            }
        }
        if (m.giver.has(HolderWords.FROZEN)) {
            reasons[uint256(Rule.GiverFrozen)] = _walletFrozen(m.from);
        }
        if (m.to == address(0)) {
            reasons[uint256(Rule.Receiver)] = abi.encodeWithSelector(
                IERC20Errors.ERC20InvalidReceiver.selector,
                m.to
            );
            return;
        }
        if (
            !m.taker.has(HolderWords.SYSTEM_ACCOUNT) && !m.taker.mayGain(m.class, block.timestamp)
        ) {
            Standing standing = pass.standingNow(m.to, doubted);
            if (standing.status() != PassStatus.Working) {
                reasons[uint256(Rule.TakerPass)] = _passNotWorking(m.to, standing.status());
            } else if (!_admits(m, standing)) {
                reasons[uint256(Rule.MayGain)] = abi.encodeWithSelector(
                    IPassGatedToken.MayNotGain.selector,
                    m.to,
                    standing.categories(),
                    standing.residence()
                );
            }
        }
        if (m.taker.has(HolderWords.FROZEN)) {
            reasons[uint256(Rule.TakerFrozen)] = _walletFrozen(m.to);
        }
    }

    function _class(Movement memory m, bytes[] memory reasons) private pure {
        if (m.class.has(ClassWords.PAUSED)) {
            reasons[uint256(Rule.Paused)] = abi.encodeWithSelector(
                IPassGatedToken.TokenPaused.selector
            );
        }
        if (m.class.has(ClassWords.CLOSED)) {
            reasons[uint256(Rule.Closed)] = abi.encodeWithSelector(
                ISecurityToken.ClassClosed.selector
            );
        }
        if (m.class.has(ClassWords.IN_ACTION)) {
            reasons[uint256(Rule.InAction)] = abi.encodeWithSelector(
                IPassGatedToken.TokenInAction.selector
            );
        }
    }

    /// How units of this class move.
    function _rules(Movement memory m, bytes[] memory reasons) private view {
        ISecurityToken token = ISecurityToken(address(m.token));
        RulesWord rules = token.rules();
        uint256 balance = m.giver.balance();
        if (m.class.has(ClassWords.LOCK_UP) && !rules.lockUp().isPast(block.timestamp)) {
            reasons[uint256(Rule.LockUp)] = abi.encodeWithSelector(
                ISecurityToken.LockedUp.selector,
                rules.lockUp()
            );
        }
        if (m.class.has(ClassWords.MATURITY) && rules.maturity().isPast(block.timestamp)) {
            reasons[uint256(Rule.Matured)] = abi.encodeWithSelector(
                ISecurityToken.ClassMatured.selector,
                rules.maturity()
            );
        }
        if (m.class.has(ClassWords.LOT) && m.units % rules.lot() != 0 && m.units != balance) {
            reasons[uint256(Rule.Lot)] = abi.encodeWithSelector(
                ISecurityToken.NotWholeLots.selector,
                m.units,
                rules.lot()
            );
        }
        if (m.class.has(ClassWords.VENUE_ONLY) && !token.isVenue(m.spender)) {
            reasons[uint256(Rule.VenueOnly)] = abi.encodeWithSelector(
                ISecurityToken.NotAVenue.selector,
                m.spender
            );
        }
        if (m.class.has(ClassWords.BLOCK_ONLY) && m.units != balance) {
            reasons[uint256(Rule.BlockOnly)] = abi.encodeWithSelector(
                ISecurityToken.NotTheWholeHolding.selector,
                m.from,
                balance,
                m.units
            );
        }
        if (m.class.has(ClassWords.CONSENT)) {
            (uint64 consented, uint48 until) = token.consentOf(m.from, m.to);
            if (consented == 0 || consented < m.units || block.timestamp > until) {
                reasons[uint256(Rule.Consent)] = abi.encodeWithSelector(
                    ISecurityToken.ConsentMissing.selector,
                    m.from,
                    m.to,
                    m.units
                );
            }
        }
        if (m.class.has(ClassWords.MOST_UNITS) && m.to != address(0) && m.from != m.to) {
            uint256 units = _unitsAfter(m);
            if (units > rules.mostUnits()) {
                reasons[uint256(Rule.MostUnits)] = abi.encodeWithSelector(
                    ISecurityToken.TooManyUnits.selector,
                    m.to,
                    rules.mostUnits(),
                    units
                );
            }
        }
    }

    /// What the receiver's investor would have; nothing where it does not count.
    function _unitsAfter(Movement memory m) private view returns (uint256 units) {
        IKycPass pass = m.token.pass();
        if (pass.investorIdOf(m.to) == ClaimsWords.SYSTEM) return 0;
        units = Math.saturatingAdd(m.taker.balance(), m.units);
        address[] memory wallets = pass.walletsOf(m.to);
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (wallets[i] == m.from) return 0;
            if (wallets[i] != m.to) {
                units = Math.saturatingAdd(units, m.token.balanceOf(wallets[i]));
            }
        }
    }

    /// The purse of an action pays no other purse, except its funder's.
    function _systemAccounts(Movement memory m, bytes[] memory reasons) private view {
        if (!m.giver.has(HolderWords.SYSTEM_ACCOUNT)) return;
        if (!m.taker.has(HolderWords.SYSTEM_ACCOUNT)) return;
        address funder = IYenToken(address(m.token)).funderOf(m.from);
        if (m.to != funder) {
            reasons[uint256(Rule.SystemAccount)] = abi.encodeWithSelector(
                IYenToken.NotTheFunder.selector,
                m.from,
                m.to,
                funder
            );
        }
    }

    /// Whether there is room for one more investor, and for one of his category.
    function _room(Movement memory m, bytes[] memory reasons) private view {
        bool enters =
            m.units != 0 && m.from != m.to && m.to != address(0) && m.taker.balance() == 0;
        if (!enters || !_isAlone(m, m.to)) return;
        // A giver who parts with all makes room for the receiver.
        bool leaves = m.units >= m.giver.balance() && _isAlone(m, m.from);
        if (m.class.holders() >= m.class.max() && !leaves) {
            reasons[uint256(Rule.MaxInvestors)] = abi.encodeWithSelector(
                IPassGatedToken.TooManyInvestors.selector,
                m.class.max()
            );
        }
        // Of a pass that does not work, nobody can say what its wallet would be counted as.
        bool isKnown = reasons[uint256(Rule.TakerPass)].length == 0;
        if (isKnown && m.class.has(ClassWords.MOST_OF_CATEGORY)) {
            _roomOfCategory(m, leaves, reasons);
        }
    }

    function _roomOfCategory(Movement memory m, bool leaves, bytes[] memory reasons) private view {
        ISecurityToken token = ISecurityToken(address(m.token));
        RulesWord rules = token.rules();
        uint256 left = leaves ? token.countedAs(m.from) : 0;
        uint256 entered = CategoryCountsMath.countedAs(_categoriesNow(m));
        for (uint256 category = 0; category < CategoryCountsMath.CATEGORIES; ++category) {
            uint256 most = rules.mostOf(category);
            if (most == 0 || entered & (1 << category) == 0) continue;
            uint256 count = token.countOf(category) - ((left >> category) & 1);
            if (count < most) continue;
            reasons[uint256(Rule.MostOfCategory)] = abi.encodeWithSelector(
                ISecurityToken.TooManyOfCategory.selector,
                category,
                most
            );
            return;
        }
    }

    /// As in the gate: what the investor is by all his wallets' working passes.
    function _categoriesNow(Movement memory m) private view returns (uint8 categories) {
        IKycPass pass = m.token.pass();
        bool doubted = m.class.has(ClassWords.DOUBTED);
        address[] memory wallets = pass.walletsOf(m.to);
        for (uint256 i = 0; i < wallets.length; ++i) {
            Standing standing = pass.standingNow(wallets[i], doubted);
            if (standing.status() == PassStatus.Working) categories |= standing.categories();
        }
    }

    /// True for a wallet of an investor who has units in no other one.
    function _isAlone(Movement memory m, address wallet) private view returns (bool) {
        IKycPass pass = m.token.pass();
        if (pass.investorIdOf(wallet) == ClaimsWords.SYSTEM) return false;
        address[] memory wallets = pass.walletsOf(wallet);
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (wallets[i] != wallet && m.token.balanceOf(wallets[i]) != 0) return false;
        }
        return true;
    }

    /// Yen, number 0, admits every working pass.
    function _admits(Movement memory m, Standing standing) private view returns (bool) {
        if (m.class.number() == 0) return true;
        return ISecurityToken(address(m.token)).policy().admits(standing);
    }

    function _passNotWorking(
        address wallet,
        PassStatus status
    ) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPassGatedToken.PassNotWorking.selector, wallet, status);
    }

    function _walletFrozen(address wallet) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPassGatedToken.WalletFrozen.selector, wallet);
    }
}
