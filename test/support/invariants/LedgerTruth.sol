// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { HoldPurpose } from "../../../contracts/types/Hold.sol";
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

    /// So many units may go from one to another with the issuer's consent, until a time.
    struct Allowed {
        uint256 units;
        uint256 until;
    }

    struct Book {
        uint256 supply;
        uint256 holders;
        bool paused;
        bool closed;
        uint16 termsEpoch;
        Account[PLACES] accounts;
        mapping(address owner => mapping(address spender => uint256)) allowances;
        mapping(address venue => bool) venues;
        mapping(uint256 from => mapping(uint256 to => Allowed)) consents;
        /// It limits a category, or once did: investors with units are counted by category.
        bool countsCategories;
        uint256[CATEGORIES] counts;
        mapping(uint256 investor => uint8 categories) countedAs;
    }

    struct Hold {
        bytes32 id;
        uint256 token;
        /// Whose the units are now.
        uint256 wallet;
        uint256 units;
        HoldPurpose purpose;
        address executor;
        /// 0 for a hold that no time ends.
        uint48 until;
        /// The wallet that it was placed on.
        uint256 placedOn;
    }

    struct Pair {
        uint256 from;
        uint256 to;
    }

    bytes32 private constant HOLD = keccak256(
        "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)"
    );

    Book[TOKENS] internal books;
    Hold[] internal holds;
    /// The place behind the one of the last hold with this id.
    mapping(bytes32 id => uint256) private _lastHold;
    /// Those that a holder promised before his wallet was lost.
    uint256[] internal successorsHolds;
    uint256[WALLETS] internal cashOf;
    /// Between whom the issuer consented last.
    Pair[CLASSES] internal lastConsents;
    uint256 internal yenMostSupply;
    uint256 internal yenMostPerDay;
    /// Who funds each purse; zero while it is none.
    address[PURSES] internal funders;

    constructor() {
        for (uint256 i = 0; i < WALLETS; ++i) cashOf[i] = CASH_AT_BEGIN;
        for (uint256 i = 0; i < CLASSES; ++i) {
            for (uint256 j = 0; j < CATEGORIES; ++j) {
                if (rules[i].mostOf[j] != 0) books[i].countsCategories = true;
            }
        }
    }

    // ------------------------------------------------------------------ what may happen

    /// What forbids a movement by the giver's key, if anything.
    /// @param by Who sends it.
    function _forbidsTransfer(
        uint256 token,
        address by,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (Promise) {
        if (!_maySend(token, giver)) return Promise.Elig2;
        if (taker == WALLETS) return Promise.Rules;
        if (!_mayReceive(token, taker)) return Promise.Elig1;
        Book storage book = books[token];
        if (book.paused || _hasEnded(token) || _isLockedUp(token)) return Promise.Rules;
        if (book.accounts[giver].frozen) return Promise.Rules;
        if (units > _freeOf(token, giver)) return Promise.Hold1;
        if (_isStoppedByClass(token, by, giver, taker, units)) return Promise.Rules;
        if (_paysAnotherPurse(token, giver, taker)) return Promise.Rules;
        return _forbidsReceipt(token, giver, taker, units);
    }

    /// The same by the desk's order: what binds the giver does not count, its holds do.
    function _forbidsMove(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (Promise) {
        if (!_mayReceive(token, taker)) return Promise.Elig1;
        if (units > _unheldOf(token, giver)) return Promise.Hold1;
        return _forbidsReceipt(token, giver, taker, units);
    }

    function _forbidsIssue(
        uint256 token,
        uint256 taker,
        uint256 units
    ) internal view returns (Promise) {
        if (!_mayReceive(token, taker)) return Promise.Elig1;
        Book storage book = books[token];
        if (book.paused || _hasEnded(token)) return Promise.Rules;
        if (token != YEN && book.supply + units > caps[token]) return Promise.Rules;
        return _forbidsReceipt(token, WALLETS, taker, units);
    }

    function _forbidsEnd(
        uint256 token,
        uint256 giver,
        uint256 units
    ) internal view returns (Promise) {
        if (units > _unheldOf(token, giver)) return Promise.Hold1;
        return _isOddLot(token, giver, units) ? Promise.Rules : Promise.None;
    }

    // ------------------------------------------------------------------ rules, one by one

    /// A purse needs no pass, and is one for yen alone.
    function _maySend(uint256 token, uint256 place) internal view returns (bool) {
        return place > WALLETS ? _isPurse(token, place) : _works(place);
    }

    function _mayReceive(uint256 token, uint256 place) internal view returns (bool) {
        return place > WALLETS ? _isPurse(token, place) : _mayGain(token, place);
    }

    function _isPurse(uint256 token, uint256 place) internal view returns (bool) {
        return token == YEN && place > WALLETS && funders[place - FIRST_PURSE] != address(0);
    }

    /// A purse pays no other purse but its funder's.
    function _paysAnotherPurse(
        uint256 token,
        uint256 giver,
        uint256 taker
    ) internal view returns (bool) {
        return
            _isPurse(token, giver) &&
            _isPurse(token, taker) &&
            funders[giver - FIRST_PURSE] != _addressOf(taker);
    }

    function _hasEnded(uint256 token) internal view returns (bool) {
        return books[token].closed || _isMatured(token);
    }

    function _isMatured(uint256 token) internal view returns (bool) {
        if (token == YEN || rules[token].maturity == 0) return false;
        return block.timestamp > _endOf(rules[token].maturity);
    }

    function _isLockedUp(uint256 token) internal view returns (bool) {
        return lockUps[token] != 0 && block.timestamp <= _endOf(lockUps[token]);
    }

    /// Who has no whole lots since the lot was raised parts with all of it.
    /// @param giver A wallet, or {WALLETS} for nobody.
    function _isOddLot(uint256 token, uint256 giver, uint256 units) internal view returns (bool) {
        if (units % lots[token] == 0) return false;
        return giver == WALLETS || units != books[token].accounts[giver].balance;
    }

    /// Rules of a class that bind a holder's key alone.
    function _isStoppedByClass(
        uint256 token,
        address by,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) private view returns (bool) {
        return
            _needsVenue(token, by) ||
            _breaksBlock(token, giver, units) ||
            _lacksConsent(token, giver, taker, units);
    }

    function _needsVenue(uint256 token, address by) internal view returns (bool) {
        return token != YEN && rules[token].venueOnly && !books[token].venues[by];
    }

    function _breaksBlock(
        uint256 token,
        uint256 giver,
        uint256 units
    ) internal view returns (bool) {
        if (token == YEN || !rules[token].blockOnly) return false;
        return units != books[token].accounts[giver].balance;
    }

    function _lacksConsent(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (bool) {
        if (token == YEN || !rules[token].consent) return false;
        Allowed storage allowed = books[token].consents[giver][taker];
        return allowed.units == 0 || units > allowed.units || block.timestamp > allowed.until;
    }

    /// The receiver's investor would have more than one may have, in all his wallets.
    /// @param giver A wallet, or {WALLETS} for nobody.
    function _exceedsMostUnits(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (bool) {
        if (token == YEN || rules[token].mostUnits == 0) return false;
        if (taker >= WALLETS || giver == taker || _isSystem(taker)) return false;
        uint32 investor = truths[taker].investorId;
        // What stays his is no gain.
        if (giver < WALLETS && truths[giver].investorId == investor && investor != 0) return false;
        units += books[token].accounts[taker].balance;
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (i == taker || truths[i].investorId != investor) continue;
            units += books[token].accounts[i].balance;
        }
        return units > rules[token].mostUnits;
    }

    function _unheldOf(uint256 token, uint256 place) internal view returns (uint256) {
        Account storage account = books[token].accounts[place];
        return account.balance - account.held;
    }

    /// Spendable: what is neither held nor frozen.
    function _freeOf(uint256 token, uint256 place) internal view returns (uint256) {
        uint256 unheld = _unheldOf(token, place);
        uint256 frozen = books[token].accounts[place].frozenUnits;
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
        if (_isOddLot(token, giver, units)) return Promise.Rules;
        if (_exceedsMostUnits(token, giver, taker, units)) return Promise.Rules;
        if (units == 0 || giver == taker || book.accounts[taker].balance != 0) return Promise.None;
        bool leaves = giver != WALLETS && book.accounts[giver].balance == units;
        bool isFull =
            _isFull(token, giver, taker, leaves) || _isFullOfCategory(token, giver, taker, leaves);
        return isFull ? Promise.Rules : Promise.None;
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

    /// The same for one of the taker's categories.
    function _isFullOfCategory(
        uint256 token,
        uint256 giver,
        uint256 taker,
        bool leaves
    ) internal view returns (bool) {
        Book storage book = books[token];
        if (!book.countsCategories || taker >= WALLETS || !_countsAt(token, taker)) return false;
        uint8 entered = _countedCategoriesOf(taker);
        uint8 left = 0;
        if (leaves && _countsAt(token, giver)) left = book.countedAs[_investorOf(giver)];
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            uint256 most = rules[token].mostOf[i];
            if (most == 0 || entered & (1 << i) == 0) continue;
            uint256 gone = left & (1 << i) == 0 ? 0 : 1;
            if (book.counts[i] - gone >= most) return true;
        }
        return false;
    }

    /// Without any category one is a general investor, the fifth.
    function _countedCategoriesOf(uint256 wallet) private view returns (uint8 categories) {
        // What an investor is by all his wallets whose passes work.
        categories = _categoriesAt(wallet, block.timestamp);
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (i == wallet || _investorOf(i) != _investorOf(wallet) || !_works(i)) continue;
            categories |= _categoriesAt(i, block.timestamp);
        }
        if (categories == 0) categories = 16;
    }

    /// Whether the wallet's units, whatever it has, make one investor more: none for a system pass, nor
    /// for an investor who has units in another wallet. Of an empty wallet, whether they would.
    function _countsAt(uint256 token, uint256 place) internal view returns (bool) {
        if (place > WALLETS) return true;
        if (_isSystem(place)) return false;
        uint32 investor = truths[place].investorId;
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (i == place || truths[i].investorId != investor) continue;
            if (books[token].accounts[i].balance != 0) return false;
        }
        return true;
    }

    function _investorOf(uint256 wallet) private view returns (uint256) {
        return truths[wallet].investorId;
    }

    // ------------------------------------------------------------------ what happened

    function _credited(uint256 token, uint256 place, uint256 units) internal {
        Book storage book = books[token];
        _recounted(token, place);
        bool enters = units != 0 && book.accounts[place].balance == 0;
        if (enters && _countsAt(token, place)) {
            ++book.holders;
            if (book.countsCategories) _count(token, place);
        }
        book.accounts[place].balance += units;
        book.supply += units;
    }

    function _debited(uint256 token, uint256 place, uint256 units) internal {
        Book storage book = books[token];
        book.accounts[place].balance -= units;
        book.supply -= units;
        bool leaves = units != 0 && book.accounts[place].balance == 0;
        if (leaves && _countsAt(token, place)) {
            --book.holders;
            if (book.countsCategories) _uncount(token, place);
        }
    }

    function _moved(uint256 token, uint256 giver, uint256 taker, uint256 units) internal {
        if (giver == taker) return;
        // Whom a movement comes to is counted by what he is now, whoever leaves by it.
        _recounted(token, taker);
        _debited(token, giver, units);
        _credited(token, taker, units);
    }

    /// By a holder's key: it uses up what the issuer consented to.
    function _movedByKey(uint256 token, uint256 giver, uint256 taker, uint256 units) internal {
        if (token != YEN && rules[token].consent) {
            books[token].consents[giver][taker].units -= units;
        }
        _moved(token, giver, taker, units);
    }

    /// By an office's order: what leaves although frozen is not frozen any more.
    function _movedByOffice(uint256 token, uint256 giver, uint256 taker, uint256 units) internal {
        if (giver != taker) _thawed(token, giver, units);
        _moved(token, giver, taker, units);
    }

    function _endedByOffice(uint256 token, uint256 giver, uint256 units) internal {
        _thawed(token, giver, units);
        _debited(token, giver, units);
    }

    /// Exactly the part of the units that was frozen; of them those go first that were not.
    function _thawed(uint256 token, uint256 giver, uint256 units) private {
        Account storage account = books[token].accounts[giver];
        uint256 frozen = account.frozenUnits;
        uint256 unfrozen = account.balance > frozen ? account.balance - frozen : 0;
        uint256 taken = units > unfrozen ? units - unfrozen : 0;
        account.frozenUnits = frozen > taken ? frozen - taken : 0;
    }

    /// An investor with units whose categories changed is counted by what he is now.
    function _recounted(uint256 token, uint256 wallet) internal {
        if (wallet >= WALLETS || books[token].countedAs[_investorOf(wallet)] == 0) return;
        _uncount(token, wallet);
        _count(token, wallet);
    }

    function _count(uint256 token, uint256 wallet) private {
        if (wallet >= WALLETS || _isSystem(wallet)) return;
        uint8 categories = _countedCategoriesOf(wallet);
        books[token].countedAs[_investorOf(wallet)] = categories;
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            if (categories & (1 << i) != 0) ++books[token].counts[i];
        }
    }

    function _uncount(uint256 token, uint256 wallet) private {
        if (wallet >= WALLETS || _isSystem(wallet)) return;
        uint8 categories = books[token].countedAs[_investorOf(wallet)];
        books[token].countedAs[_investorOf(wallet)] = 0;
        for (uint256 i = 0; i < CATEGORIES; ++i) {
            if (categories & (1 << i) != 0) --books[token].counts[i];
        }
    }

    /// All that is the lost wallet's is the successor's.
    function _recoveredIn(uint256 token, uint256 lost, uint256 to) internal {
        Account storage from = books[token].accounts[lost];
        Account storage taker = books[token].accounts[to];
        // Nothing but the wallet changes: nobody is counted anew who has units there already.
        uint256 units = from.balance;
        _debited(token, lost, units);
        bool isNew = units != 0 && taker.balance == 0;
        if (isNew && _countsAt(token, to)) {
            ++books[token].holders;
            if (books[token].countsCategories) _count(token, to);
        }
        taker.balance += units;
        books[token].supply += units;
        taker.held += from.held;
        taker.frozenUnits += from.frozenUnits;
        taker.frozen = taker.frozen || from.frozen;
        (from.held, from.frozenUnits, from.frozen) = (0, 0, false);
        from.wasRecovered = true;
        for (uint256 i = 0; i < holds.length; ++i) {
            if (holds[i].token != token || holds[i].wallet != lost) continue;
            holds[i].wallet = to;
            bool isOpen = holds[i].units != 0 && holds[i].purpose == HoldPurpose.Trade;
            if (isOpen) successorsHolds.push(i);
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

    // ------------------------------------------------------------------ holds

    /// What a hold is known by on its token.
    function _holdId(
        uint256 token,
        HoldPurpose purpose,
        address holder,
        address executor,
        uint256 salt
    ) internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    HOLD,
                    block.chainid,
                    address(tokens[token]),
                    uint8(purpose),
                    holder,
                    executor,
                    bytes32(salt)
                )
            );
    }

    function _held(Hold memory hold) internal {
        books[hold.token].accounts[hold.wallet].held += hold.units;
        holds.push(hold);
        _lastHold[hold.id] = holds.length;
    }

    function _unheld(uint256 hold, uint256 units) internal {
        books[holds[hold].token].accounts[holds[hold].wallet].held -= units;
        holds[hold].units -= units;
    }

    /// Takes an {_unheld} back.
    function _heldAgain(uint256 hold, uint256 units) internal {
        books[holds[hold].token].accounts[holds[hold].wallet].held += units;
        holds[hold].units += units;
    }

    /// Something is held under the id.
    function _isLive(bytes32 id) internal view returns (bool) {
        return _lastHold[id] != 0 && holds[_lastHold[id] - 1].units != 0;
    }

    /// An id that is free again may be taken by another hold: the last one with the id of this one.
    function _latest(uint256 hold) internal view returns (uint256) {
        return _lastHold[holds[hold].id] - 1;
    }
}
