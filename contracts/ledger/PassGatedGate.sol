// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { ClaimsWords } from "../types/ClaimsWord.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Standing } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { PassGatedLedger } from "./PassGatedLedger.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943Fungible.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";

/// @dev The one gate of every pass-gated token. Its code is in the first half alone; the annex asks for it
/// by {IPassGatedCore-moveFor}.
abstract contract PassGatedGate is PassGatedLedger {
    /// Every change of who owns a unit. `from` zero mints, `to` zero burns; of a net, these are its two halves,
    /// between which units belong to nobody. What of a net changes nothing but a balance, in the steady state
    /// below, the annex does by the same test, and asks here for everything else.
    /// @param by Whose call it is.
    function _update(address by, address from, address to, uint256 amount, Will will) internal {
        ClassWord class = _class;
        HolderWord giver = from == address(0) ? HolderWord.wrap(0) : _words[from];
        HolderWord taker = to == address(0) ? HolderWord.wrap(0) : _words[to];
        bool changes = amount != 0 && from != to;

        // Both caches say yes, no rule beyond them has a say, no record date is due: the steady state.
        if (!class.isSettled(giver, taker, block.timestamp)) {
            if (changes) {
                if (block.timestamp > class.nextDate()) class = _taken(class);
                if (from != address(0)) giver = _saved(class, from, giver);
                if (to != address(0)) taker = _saved(class, to, taker);
            }
            (giver, taker) = _judged(class, by, from, giver, to, taker, amount, will);
        }

        if (changes) {
            _write(class, from, giver, to, taker, amount);
        } else if (from != address(0)) {
            _requireUnheld(from, giver, amount);
        }

        if (will != Will.Net) emit IERC20.Transfer(from, to, amount);
    }

    /// Asks whatever has a say, and answers the words with what the pass said in them.
    function _judged(
        ClassWord class,
        address by,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 amount,
        Will will
    ) private returns (HolderWord, HolderWord) {
        if (will == Will.Holder) {
            if (to == address(0)) revert ERC20InvalidReceiver(to);
            if (!giver.mayMove(class, block.timestamp)) giver = _askToMove(from, giver, class);
        } else if (will == Will.Net) {
            if (from != address(0) && !giver.mayMove(class, block.timestamp)) {
                giver = _askToMove(from, giver, class);
            }
        } else if (giver.has(HolderWords.HAS_FROZEN_UNITS) && from != to) {
            giver = _unfrozen(from, giver, amount);
        }
        if (to != address(0) && !taker.mayGain(class, block.timestamp)) {
            taker = _askToGain(to, taker, class, amount != 0, will);
        }
        if (class.hasSlowRule(giver, taker)) {
            // What nobody has is no question of rules.
            if (from != address(0) && amount > giver.balance()) {
                revert ERC20InsufficientBalance(from, giver.balance(), amount);
            }
            _applySlowRules(class, by, from, giver, taker, to, amount, will);
        }
        return (giver, taker);
    }

    function _write(
        ClassWord class,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 amount
    ) private {
        ClassWord before = class;
        uint256 holders = class.holders();
        uint256 count = holders;
        if (from == address(0)) {
            class = class.mint(amount);
        } else {
            _requireUnheld(from, giver, amount);
            giver = giver.debit(amount);
            if (giver.balance() == 0 && _isLastWallet(from, giver)) {
                --count;
                if (class.has(ClassWords.MOST_OF_CATEGORY)) _leaves(from);
            }
            _words[from] = giver;
        }
        if (to == address(0)) {
            class = class.burn(amount);
        } else {
            if (taker.balance() == 0) {
                taker = taker.done(class);
                if (_isFirstWallet(to, taker)) {
                    ++count;
                    if (class.has(ClassWords.MOST_OF_CATEGORY)) _enters(from, to);
                }
            }
            _words[to] = taker.credit(amount);
        }
        // The count moves once, after both sides, so that the last unit of a leaver makes room for
        // its buyer.
        if (count != holders) {
            if (count > holders && count > class.max())
                revert IPassGatedToken.TooManyInvestors(class.max());
            class = class.withHolders(count);
        }
        if (ClassWord.unwrap(class) != ClassWord.unwrap(before)) _class = class;
    }

    /// Notes that a wallet has a balance now. True if its investor had none before.
    function _isFirstWallet(address wallet, HolderWord word) private returns (bool) {
        if (!word.has(HolderWords.COUNTED_APART)) return true;
        uint32 investorId = _pass.investorIdOf(wallet);
        return investorId != ClaimsWords.SYSTEM && _walletsWithUnits[investorId]++ == 0;
    }

    /// Notes that a wallet has no balance any more. True if its investor has none in another.
    function _isLastWallet(address wallet, HolderWord word) private returns (bool) {
        if (!word.has(HolderWords.COUNTED_APART)) return true;
        uint32 investorId = _pass.investorIdOf(wallet);
        return investorId != ClaimsWords.SYSTEM && --_walletsWithUnits[investorId] == 0;
    }

    /// Rules that a flag of one of the three words announced. They can only refuse.
    function _applySlowRules(
        ClassWord class,
        address by,
        address from,
        HolderWord giver,
        HolderWord taker,
        address to,
        uint256 amount,
        Will will
    ) private {
        if (class.has(ClassWords.PAUSED) && (will.isTheHolders() || from == address(0))) {
            revert IPassGatedToken.TokenPaused();
        }
        if (taker.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(to);
        if (will.isTheHolders()) {
            if (giver.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(from);
            if (giver.has(HolderWords.HAS_FROZEN_UNITS)) _requireFree(from, giver, amount);
        }
        _applyClassRules(class, by, from, giver, to, taker, amount, will);
    }

    /// Units that leave by an office's order although frozen are unfrozen first, as ERC-7943 says: the
    /// rest of the order still stands.
    function _unfrozen(
        address wallet,
        HolderWord word,
        uint256 amount
    ) private returns (HolderWord) {
        uint256 frozen = _frozenUnits[wallet];
        uint256 unfrozen = Math.saturatingSub(word.balance(), frozen);
        if (amount <= unfrozen) return word;
        // No more leaves than there is, or the movement fails.
        frozen = Math.saturatingSub(frozen, amount - unfrozen);
        _frozenUnits[wallet] = frozen;
        emit IERC7943Fungible.Frozen(wallet, frozen);
        return word.set(HolderWords.HAS_FROZEN_UNITS, frozen != 0);
    }

    /// The same for gaining. A first receipt enrols the wallet, so that the pass can tell it of worse.
    function _askToGain(
        address wallet,
        HolderWord word,
        ClassWord class,
        bool written,
        Will will
    ) private returns (HolderWord) {
        if (word.recordId() != class.recordId()) {
            word = word.withRecordId(class.recordId());
            if (word.mayGain(class, block.timestamp)) return word;
        }
        if (word.has(HolderWords.SYSTEM_ACCOUNT)) return word;
        bool doubted = class.has(ClassWords.DOUBTED);
        Standing standing =
            written && !word.isEnrolled()
                ? _pass.enrol(wallet, class.number(), doubted)
                : _pass.standingNow(wallet, doubted);
        // What is owed to a pass that only lapsed is its own, and stays where it lands.
        if (will != Will.Action) _requireWorking(wallet, standing);
        if (!_admits(class, standing)) {
            revert IPassGatedToken.MayNotGain(wallet, standing.categories(), standing.residence());
        }
        return _withVerdict(word, class, standing);
    }

    /// The token's own rules that stand behind a slow flag of one of the three words.
    function _applyClassRules(
        ClassWord class,
        address by,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 amount,
        Will will
    ) internal virtual;

    /// An investor has units now, in a class that counts them by category. `from` is zero for issued ones.
    function _enters(address from, address to) internal virtual;

    /// An investor has no units any more, in a class that counts them by category.
    function _leaves(address from) internal virtual;
}
