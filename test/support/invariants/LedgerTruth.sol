// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { PassTruth } from "./PassTruth.sol";
import { Promise } from "./Promise.sol";

/// What is true of every account, kept from what went through, never read from the contracts; and
/// what the specification (DESIGN 4.2, 4.3) lets happen to it.
abstract contract LedgerTruth is PassTruth {
    struct Account {
        uint256 balance;
        uint256 held;
        uint256 frozenUnits;
        bool frozen;
        uint256 lastFrozenAt;
        uint256 permits;
        /// All of it went to a successor once.
        bool wasRecovered;
    }

    struct Book {
        uint256 supply;
        uint256 holders;
        bool paused;
        bool closed;
        uint16 termsEpoch;
        Account[WALLETS] accounts;
        mapping(address owner => mapping(address spender => uint256)) allowances;
    }

    struct Hold {
        bytes32 id;
        uint256 token;
        uint256 wallet;
        uint256 units;
    }

    Book[TOKENS] internal books;
    Hold[] internal holds;
    uint256[WALLETS] internal cashOf;

    constructor() {
        for (uint256 i = 0; i < WALLETS; ++i) cashOf[i] = CASH_AT_BEGIN;
    }

    // ------------------------------------------------------------------ what may happen

    /// What forbids a movement by the giver's key, if anything.
    function _forbidsTransfer(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (Promise) {
        if (!_works(giver)) return Promise.Elig2;
        if (!_mayGain(token, taker)) return Promise.Elig1;
        Book storage book = books[token];
        if (book.paused || book.closed || _isLockedUp(token)) return Promise.Rules;
        if (book.accounts[giver].frozen) return Promise.Rules;
        if (units > _freeOf(token, giver)) return Promise.Hold1;
        return _forbidsReceipt(token, giver, taker, units);
    }

    /// The same by the desk's order: what binds the giver does not count, its holds do.
    function _forbidsMove(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (Promise) {
        if (!_mayGain(token, taker)) return Promise.Elig1;
        if (units > _unheldOf(token, giver)) return Promise.Hold1;
        return _forbidsReceipt(token, giver, taker, units);
    }

    function _forbidsIssue(
        uint256 token,
        uint256 taker,
        uint256 units
    ) internal view returns (Promise) {
        if (!_mayGain(token, taker)) return Promise.Elig1;
        Book storage book = books[token];
        if (book.paused || book.closed) return Promise.Rules;
        if (token != YEN && book.supply + units > caps[token]) return Promise.Rules;
        return _forbidsReceipt(token, WALLETS, taker, units);
    }

    function _forbidsEnd(
        uint256 token,
        uint256 giver,
        uint256 units
    ) internal view returns (Promise) {
        if (units > _unheldOf(token, giver)) return Promise.Hold1;
        return units % lots[token] == 0 ? Promise.None : Promise.Rules;
    }

    function _isLockedUp(uint256 token) internal view returns (bool) {
        return lockUps[token] != 0 && block.timestamp <= _endOf(lockUps[token]);
    }

    function _unheldOf(uint256 token, uint256 wallet) internal view returns (uint256) {
        Account storage account = books[token].accounts[wallet];
        return account.balance - account.held;
    }

    /// Spendable: what is neither held nor frozen.
    function _freeOf(uint256 token, uint256 wallet) internal view returns (uint256) {
        uint256 unheld = _unheldOf(token, wallet);
        uint256 frozen = books[token].accounts[wallet].frozenUnits;
        return unheld > frozen ? unheld - frozen : 0;
    }

    function _allows(
        uint256 token,
        address owner,
        address spender,
        uint256 units
    ) internal view returns (bool) {
        return units <= books[token].allowances[owner][spender];
    }

    /// @param giver A wallet, or {WALLETS} for nobody.
    function _forbidsReceipt(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) private view returns (Promise) {
        Book storage book = books[token];
        if (book.accounts[taker].frozen) return Promise.Rules;
        if (units % lots[token] != 0) return Promise.Rules;
        if (units == 0 || giver == taker || book.accounts[taker].balance != 0) return Promise.None;
        bool leaves = giver != WALLETS && book.accounts[giver].balance == units;
        return _isFull(token, giver, taker, leaves) ? Promise.Rules : Promise.None;
    }

    /// A movement to the taker would bring one investor too many.
    /// @param leaves The giver parts with all.
    function _isFull(
        uint256 token,
        uint256 giver,
        uint256 taker,
        bool leaves
    ) internal view returns (bool) {
        return
            books[token].holders >= maxInvestors[token] &&
            _countsAt(token, taker) &&
            !(leaves && _countsAt(token, giver));
    }

    /// Whether the wallet's units, whatever it has, make one investor more: none for a system pass, nor
    /// for an investor who has units in another wallet. Of an empty wallet, whether they would.
    function _countsAt(uint256 token, uint256 wallet) internal view returns (bool) {
        if (_isSystem(wallet)) return false;
        uint32 investor = truths[wallet].investorId;
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (i == wallet || truths[i].investorId != investor) continue;
            if (books[token].accounts[i].balance != 0) return false;
        }
        return true;
    }

    // ------------------------------------------------------------------ what happened

    function _credited(uint256 token, uint256 wallet, uint256 units) internal {
        Book storage book = books[token];
        bool enters = units != 0 && book.accounts[wallet].balance == 0;
        if (enters && _countsAt(token, wallet)) ++book.holders;
        book.accounts[wallet].balance += units;
        book.supply += units;
    }

    function _debited(uint256 token, uint256 wallet, uint256 units) internal {
        Book storage book = books[token];
        book.accounts[wallet].balance -= units;
        book.supply -= units;
        bool leaves = units != 0 && book.accounts[wallet].balance == 0;
        if (leaves && _countsAt(token, wallet)) --book.holders;
    }

    function _moved(uint256 token, uint256 giver, uint256 taker, uint256 units) internal {
        _debited(token, giver, units);
        _credited(token, taker, units);
    }

    /// All that is the lost wallet's is the successor's.
    function _recoveredIn(uint256 token, uint256 lost, uint256 to) internal {
        Account storage from = books[token].accounts[lost];
        Account storage taker = books[token].accounts[to];
        _moved(token, lost, to, from.balance);
        taker.held += from.held;
        taker.frozenUnits += from.frozenUnits;
        taker.frozen = taker.frozen || from.frozen;
        (from.held, from.frozenUnits, from.frozen) = (0, 0, false);
        from.wasRecovered = true;
        for (uint256 i = 0; i < holds.length; ++i) {
            if (holds[i].token == token && holds[i].wallet == lost) holds[i].wallet = to;
        }
    }

    /// What forbids it: no successor, or one that may not gain or is stopped.
    function _forbidsRecovery(
        uint256 token,
        uint256 lost,
        uint256 to
    ) internal view returns (Promise) {
        if (to == WALLETS || to != _successorOf(lost)) return Promise.Power1;
        if (!_mayGain(token, to)) return Promise.Elig1;
        return books[token].accounts[to].frozen ? Promise.Rules : Promise.None;
    }

    function _spent(uint256 token, address owner, address spender, uint256 units) internal {
        uint256 allowed = books[token].allowances[owner][spender];
        if (allowed != type(uint256).max) books[token].allowances[owner][spender] = allowed - units;
    }

    function _held(bytes32 id, uint256 token, uint256 wallet, uint256 units) internal {
        books[token].accounts[wallet].held += units;
        holds.push(Hold(id, token, wallet, units));
    }

    function _unheld(uint256 hold, uint256 units) internal {
        books[holds[hold].token].accounts[holds[hold].wallet].held -= units;
        holds[hold].units -= units;
    }
}
