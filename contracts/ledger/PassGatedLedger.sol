// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { ClaimsWords } from "../types/ClaimsWord.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";

/// @dev What every pass-gated token keeps, and the one gate to it. What outsiders may call is in
/// {PassGatedToken}.
abstract contract PassGatedLedger is IERC20Errors {
    /// Who wants the movement: the holder's key, or an office whose orders skip what binds the giver.
    enum Will {
        Holder,
        Office
    }

    /// @param since How often the holder had been recovered when it was placed.
    struct Hold {
        address holder;
        uint64 units;
        uint32 since;
    }

    /// Where a lost wallet's units went, and how often that one had been recovered by then.
    struct Recovered {
        address to;
        uint32 since;
    }

    IKycPass internal immutable _pass;

    ClassWord internal _class;
    mapping(address wallet => HolderWord) internal _words;
    mapping(address owner => mapping(address spender => uint256)) internal _allowances;
    mapping(address wallet => uint256 units) internal _frozenUnits;
    mapping(bytes32 id => Hold) internal _holds;
    mapping(address owner => uint256) internal _nonces;
    /// Of investors whose wallets are counted apart: how many of them have a balance.
    mapping(uint256 investorId => uint256 wallets) internal _walletsWithUnits;
    /// Recoveries of a wallet, in their order: what was undone may come again.
    mapping(address lost => Recovered[]) private _recoveries;

    constructor(IKycPass pass_) {
        _pass = pass_;
    }

    // ------------------------------------------------------------------ the gate

    /// Every change of who owns a unit. `from` zero mints, `to` zero burns.
    function _update(address from, address to, uint256 amount, Will will) internal {
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
            (giver, taker) = _judged(class, from, giver, to, taker, amount, will);
        }

        if (changes) {
            _write(class, from, giver, to, taker, amount);
        } else if (from != address(0)) {
            _requireUnheld(from, giver, amount);
        }

        emit IERC20.Transfer(from, to, amount);
    }

    /// Asks whatever has a say, and answers the words with what the pass said in them.
    function _judged(
        ClassWord class,
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
        }
        if (to != address(0) && !taker.mayGain(class, block.timestamp)) {
            taker = _askToGain(to, taker, class, amount != 0);
        }
        if (class.hasSlowRule(giver, taker)) {
            _requireSlowRules(class, from, giver, taker, to, amount, will);
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
            if (giver.balance() == 0 && _isLastWallet(from, giver)) --count;
            _words[from] = giver;
        }
        if (to == address(0)) {
            class = class.burn(amount);
        } else {
            if (taker.balance() == 0 && _isFirstWallet(to, taker)) ++count;
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

    function _requireUnheld(address wallet, HolderWord word, uint256 amount) private pure {
        uint256 balance = word.balance();
        if (amount > balance) revert ERC20InsufficientBalance(wallet, balance, amount);
        unchecked {
            // HOLD-1: held never exceeds the balance.
            if (amount > balance - word.held()) {
                revert IPassGatedToken.UnitsNotFree(wallet, balance - word.held(), amount);
            }
        }
    }

    /// Rules that a flag of one of the three words announced. They can only refuse.
    function _requireSlowRules(
        ClassWord class,
        address from,
        HolderWord giver,
        HolderWord taker,
        address to,
        uint256 amount,
        Will will
    ) private view {
        if (class.has(ClassWords.PAUSED) && (will == Will.Holder || from == address(0))) {
            revert IPassGatedToken.TokenPaused();
        }
        if (taker.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(to);
        if (will == Will.Holder) {
            if (giver.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(from);
            if (giver.has(HolderWords.HAS_FROZEN_UNITS)) _requireFree(from, giver, amount);
        }
        _requireClassRules(class, from, amount, will);
    }

    function _requireFree(address wallet, HolderWord word, uint256 amount) private view {
        uint256 balance = word.balance();
        if (amount > balance) revert ERC20InsufficientBalance(wallet, balance, amount);
        uint256 free = _free(wallet, word);
        if (amount > free) revert IPassGatedToken.UnitsNotFree(wallet, free, amount);
    }

    function _free(address wallet, HolderWord word) internal view returns (uint256) {
        uint256 unheld = word.balance() - word.held();
        uint256 frozen = _frozenUnits[wallet];
        return unheld > frozen ? unheld - frozen : 0;
    }

    /// The pass's yes to moving, asked for; in the word that comes back it is cached. A record date
    /// alone makes no yes old.
    function _askToMove(
        address wallet,
        HolderWord word,
        ClassWord class
    ) private view returns (HolderWord) {
        if (word.recordId() != class.recordId()) {
            word = word.withRecordId(class.recordId());
            if (word.mayMove(class, block.timestamp)) return word;
        }
        Standing standing = _pass.standingNow(wallet, class.has(ClassWords.DOUBTED));
        return _withVerdict(word, class, _requireWorking(wallet, standing));
    }

    /// The same for gaining. A first receipt enrols the wallet, so that the pass can tell it of worse.
    function _askToGain(
        address wallet,
        HolderWord word,
        ClassWord class,
        bool written
    ) private returns (HolderWord) {
        if (word.recordId() != class.recordId()) {
            word = word.withRecordId(class.recordId());
            if (word.mayGain(class, block.timestamp)) return word;
        }
        bool doubted = class.has(ClassWords.DOUBTED);
        Standing standing =
            written && !word.isEnrolled()
                ? _pass.enrol(wallet, class.number(), doubted)
                : _pass.standingNow(wallet, doubted);
        _requireWorking(wallet, standing);
        if (!_admits(class, standing)) {
            revert IPassGatedToken.MayNotGain(wallet, standing.categories(), standing.residence());
        }
        return _withVerdict(word, class, standing);
    }

    function _requireWorking(address wallet, Standing standing) private pure returns (Standing) {
        PassStatus status = standing.status();
        if (status != PassStatus.Working) revert IPassGatedToken.PassNotWorking(wallet, status);
        return standing;
    }

    function _withVerdict(
        HolderWord word,
        ClassWord class,
        Standing standing
    ) internal view returns (HolderWord) {
        return word.withVerdict(class, standing, _admits(class, standing));
    }

    /// The token's own verdict on a pass: may its wallet gain?
    function _admits(ClassWord class, Standing standing) internal view virtual returns (bool);

    /// The token's own rules that stand behind a slow flag of the class word.
    function _requireClassRules(
        ClassWord class,
        address from,
        uint256 amount,
        Will will
    ) internal view virtual;

    // ------------------------------------------------------------------ record dates

    /// A wallet's word before its amounts change: nothing in it is still to be saved for a record date.
    function _wordToChange(address wallet) internal returns (HolderWord) {
        ClassWord class = _class;
        if (block.timestamp > class.nextDate()) class = _taken(class);
        return _saved(class, wallet, _words[wallet]);
    }

    function _saved(ClassWord class, address wallet, HolderWord word) private returns (HolderWord) {
        if (word.recordId() == class.recordId()) return word;
        return _save(class, wallet, word);
    }

    /// Takes the record dates that are over. A token without any never gets here, nor to {_save}.
    function _taken(ClassWord class) internal virtual returns (ClassWord);

    /// Saves what the wallet had at the record dates since its last change.
    function _save(
        ClassWord class,
        address wallet,
        HolderWord word
    ) internal virtual returns (HolderWord);

    // ------------------------------------------------------------------ holds, freezes, switches

    function _placeHold(bytes32 id, address holder, uint256 units) internal {
        if (units == 0) revert IPassGatedToken.HoldOfNothing(id);
        if (_holds[id].holder != address(0)) revert IPassGatedToken.HoldAlreadyPlaced(id);
        HolderWord word = _wordToChange(holder);
        _requireUnheld(holder, word, units);

        _words[holder] = word.hold(units);
        _holds[id] = Hold(holder, uint64(units), _recoveriesOf(holder, word));
        emit IPassGatedToken.HoldPlaced(id, holder, units);
    }

    /// Frees `units` of a hold; a hold of which nothing is left is gone.
    function _releaseHold(bytes32 id, uint256 units) internal returns (address holder) {
        Hold memory hold = _holds[id];
        holder = _ownerNow(hold);
        if (units == 0 || units > hold.units)
            revert IPassGatedToken.HoldTooSmall(id, hold.units, units);

        _words[holder] = _wordToChange(holder).unhold(units);
        if (units == hold.units) delete _holds[id];
        else _holds[id].units = uint64(hold.units - units);
        emit IPassGatedToken.HoldReleased(id, holder, units);
    }

    /// Moves all that is a lost wallet's to the wallet that the pass names as its successor: units, held
    /// or not, what is frozen of them, and an order that stops the wallet.
    function _recover(address lost) internal {
        address to = _pass.successorOf(lost);
        HolderWord word = _wordToChange(lost);
        if (to == address(0)) revert IPassGatedToken.NoSuccessor(lost);
        uint256 units = word.balance();
        uint256 held = word.held();
        uint256 frozen = _frozenUnits[lost];
        bool isStopped = word.has(HolderWords.FROZEN);

        _recoveries[lost].push(Recovered(to, _recoveriesOf(to, _words[to])));
        _frozenUnits[lost] = 0;
        _words[lost] = word
            .withoutVerdict()
            .unhold(held)
            .set(HolderWords.FROZEN | HolderWords.HAS_FROZEN_UNITS, false)
            .set(HolderWords.RECOVERED, true);
        _update(lost, to, units, Will.Office);

        // The units are there: what was promised and stopped of them is so again.
        word = _wordToChange(to).hold(held);
        if (isStopped) word = word.set(HolderWords.FROZEN, true);
        if (frozen != 0) {
            _frozenUnits[to] = Math.saturatingAdd(_frozenUnits[to], frozen);
            word = word.set(HolderWords.HAS_FROZEN_UNITS, true);
        }
        _words[to] = word;
        emit IPassGatedToken.WalletRecovered(lost, to, units, held, frozen, isStopped);
    }

    /// Whose it is that was a lost wallet's when it was promised. What was promised after a recovery
    /// stays the wallet's own, should its pass have come back.
    function _ownerNow(Hold memory hold) internal view returns (address holder) {
        holder = hold.holder;
        uint256 since = hold.since;
        while (since < _recoveriesOf(holder, _words[holder])) {
            Recovered memory next = _recoveries[holder][since];
            (holder, since) = (next.to, next.since);
        }
    }

    function _recoveriesOf(address wallet, HolderWord word) private view returns (uint32) {
        return word.has(HolderWords.RECOVERED) ? uint32(_recoveries[wallet].length) : 0;
    }

    /// Requires what a transfer of `amount` by the holder's key would, without a receiver.
    function _requireHolderMayPart(address holder, uint256 amount) internal view {
        HolderWord word = _words[holder];
        ClassWord class = _class;
        if (!word.mayMove(class, block.timestamp)) word = _askToMove(holder, word, class);
        if (word.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(holder);
        _requireFree(holder, word, amount);
    }

    function _setFrozenUnits(address wallet, uint256 units) internal {
        HolderWord word = _wordToChange(wallet);
        _frozenUnits[wallet] = units;
        _words[wallet] = word.set(HolderWords.HAS_FROZEN_UNITS, units != 0);
    }

    function _setFrozen(address wallet, bool frozen) internal {
        _words[wallet] = _words[wallet].set(HolderWords.FROZEN, frozen);
    }
}
