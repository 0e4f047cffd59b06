// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { Hold, HoldOrder, Holds } from "../types/Hold.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { IERC7572 } from "./interfaces/IERC7572.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943Fungible.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";

/// @dev What every pass-gated token keeps. The one gate to it is {PassGatedGate}; what outsiders may call
/// is in {PassGatedToken} and {PassGatedAnnex}.
abstract contract PassGatedLedger is IERC20Errors {
    using Holds for HoldOrder;

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
    mapping(address authorizer => mapping(bytes32 nonce => bool)) internal _authorizations;
    string internal _contractURI;
    /// Of investors whose wallets are counted apart: how many of them have a balance.
    mapping(uint256 investorId => uint256 wallets) internal _walletsWithUnits;
    /// Recoveries of a wallet, in their order: what was undone may come again.
    mapping(address lost => Recovered[]) private _recoveries;

    constructor(IKycPass pass_) {
        _pass = pass_;
    }

    /// Every change of who owns a unit: through {PassGatedGate}, for whoever calls. `from` zero mints, `to` zero burns.
    function _move(address from, address to, uint256 amount, Will will) internal virtual;

    // ------------------------------------------------------------------ what a wallet may

    function _requireUnheld(address wallet, HolderWord word, uint256 amount) internal pure {
        uint256 balance = word.balance();
        if (amount > balance) revert ERC20InsufficientBalance(wallet, balance, amount);
        unchecked {
            // HOLD-1: held never exceeds the balance.
            if (amount > balance - word.held()) {
                revert IPassGatedToken.UnitsNotFree(wallet, balance - word.held(), amount);
            }
        }
    }

    function _requireFree(address wallet, HolderWord word, uint256 amount) internal view {
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
    ) internal view returns (HolderWord) {
        if (word.recordId() != class.recordId()) {
            word = word.withRecordId(class.recordId());
            if (word.mayMove(class, block.timestamp)) return word;
        }
        if (word.has(HolderWords.SYSTEM_ACCOUNT)) return word;
        Standing standing = _pass.standingNow(wallet, class.has(ClassWords.DOUBTED));
        return _withVerdict(word, class, _requireWorking(wallet, standing));
    }

    function _requireWorking(address wallet, Standing standing) internal pure returns (Standing) {
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

    // ------------------------------------------------------------------ record dates

    /// A wallet's word before its amounts change: nothing in it is still to be saved for a record date, and no
    /// action over all holders runs.
    function _wordToChange(address wallet) internal returns (HolderWord) {
        ClassWord class = _class;
        if (class.has(ClassWords.IN_ACTION)) revert IPassGatedToken.TokenInAction();
        if (block.timestamp > class.nextDate()) class = _taken(class);
        return _saved(class, wallet, _words[wallet]);
    }

    function _saved(
        ClassWord class,
        address wallet,
        HolderWord word
    ) internal returns (HolderWord) {
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

    function _placeHold(HoldOrder memory order) internal returns (bytes32 id) {
        id = order.idOf(address(this));
        if (order.units == 0) revert IPassGatedToken.HoldOfNothing(id);
        if (_holds[id].holder != address(0)) revert IPassGatedToken.HoldAlreadyPlaced(id);
        HolderWord word = _wordToChange(order.holder);
        _requireUnheld(order.holder, word, order.units);

        _words[order.holder] = word.hold(order.units);
        _holds[id] = Hold({
            holder: order.holder,
            units: uint64(order.units),
            since: _recoveriesOf(order.holder, word),
            executor: order.executor,
            until: order.until,
            purpose: order.purpose,
            payee: order.payee
        });
        emit IPassGatedToken.HoldPlaced(
            id,
            order.holder,
            order.units,
            order.purpose,
            order.executor,
            order.payee,
            order.until
        );
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
        _move(lost, to, units, Will.Succession);

        // The units are there: what was promised and stopped of them is so again.
        word = _wordToChange(to).hold(held);
        if (isStopped) word = word.set(HolderWords.FROZEN, true);
        if (frozen != 0) {
            uint256 frozenBefore = _frozenUnits[to];
            _frozenUnits[to] = Math.saturatingAdd(frozenBefore, frozen);
            word = word.set(HolderWords.HAS_FROZEN_UNITS, true);
            emit IERC7943Fungible.Frozen(lost, 0);
            emit IERC7943Fungible.Frozen(to, Math.saturatingAdd(frozenBefore, frozen));
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

    /// To whom all of a lost wallet went, on to the last; the wallet itself if nothing did.
    function _heirOf(address wallet) internal view returns (address) {
        uint32 recoveries = _recoveriesOf(wallet, _words[wallet]);
        if (recoveries == 0) return wallet;
        Hold memory all;
        (all.holder, all.since) = (wallet, recoveries - 1);
        return _ownerNow(all);
    }

    function _recoveriesOf(address wallet, HolderWord word) private view returns (uint32) {
        return word.has(HolderWords.RECOVERED) ? uint32(_recoveries[wallet].length) : 0;
    }

    /// Requires what a transfer of `amount` by the holder's key would, without a receiver.
    function _requireHolderMayPart(address holder, uint256 amount) internal view {
        HolderWord word = _words[holder];
        ClassWord class = _class;
        if (word.has(HolderWords.SYSTEM_ACCOUNT)) {
            revert IPassGatedToken.PassNotWorking(holder, PassStatus.None);
        }
        if (!word.mayMove(class, block.timestamp)) word = _askToMove(holder, word, class);
        if (word.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(holder);
        _requireFree(holder, word, amount);
    }

    function _setFrozenUnits(address wallet, uint256 units) internal {
        HolderWord word = _wordToChange(wallet);
        _frozenUnits[wallet] = units;
        _words[wallet] = word.set(HolderWords.HAS_FROZEN_UNITS, units != 0);
        emit IERC7943Fungible.Frozen(wallet, units);
    }

    function _setFrozen(address wallet, bool frozen) internal {
        _words[wallet] = _words[wallet].set(HolderWords.FROZEN, frozen);
    }

    function _setContractURI(string calldata uri) internal {
        _contractURI = uri;
        emit IERC7572.ContractURIUpdated();
    }

    function _approve(address owner, address spender, uint256 amount) internal {
        if (spender == address(0)) revert ERC20InvalidSpender(spender);
        _allowances[owner][spender] = amount;
        emit IERC20.Approval(owner, spender, amount);
    }

    function _spendAllowance(address owner, address spender, uint256 amount) internal {
        uint256 allowed = _allowances[owner][spender];
        if (allowed == type(uint256).max) return;
        if (amount > allowed) revert ERC20InsufficientAllowance(spender, allowed, amount);
        unchecked {
            // The difference stays at or above zero, checked above.
            _allowances[owner][spender] = allowed - amount;
        }
    }

    function _tokenName() internal view virtual returns (string memory);
}
