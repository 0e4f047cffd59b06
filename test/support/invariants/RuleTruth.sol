// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Rule } from "../../../contracts/types/Rule.sol";
import { LedgerTruth } from "./LedgerTruth.sol";

/// Which rules refuse a movement, all of them, by what is true of passes and accounts.
abstract contract RuleTruth is LedgerTruth {
    /// @param spender Who would send it: the giver's own wallet, or another.
    /// @param taker A wallet, a purse, or {WALLETS} for the zero address.
    /// @return set Bit n for the rule with code n.
    function _rulesAgainst(
        uint256 token,
        address spender,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (uint256 set) {
        Book storage book = books[token];
        Account storage from = book.accounts[giver];
        bool isOther = spender != _addressOf(giver);
        if (isOther && !_allows(token, _addressOf(giver), spender, units))
            set |= _of(Rule.Allowance);
        if (units > from.balance) set |= _of(Rule.Balance);
        else if (units > _freeOf(token, giver)) set |= _of(Rule.NotFree);
        if (!_maySend(token, giver)) set |= _of(Rule.GiverPass);
        if (from.frozen) set |= _of(Rule.GiverFrozen);
        if (book.paused) set |= _of(Rule.Paused);
        if (book.closed) set |= _of(Rule.Closed);
        if (_isLockedUp(token)) set |= _of(Rule.LockUp);
        if (_isMatured(token)) set |= _of(Rule.Matured);
        if (_isOddLot(token, giver, units)) set |= _of(Rule.Lot);
        if (_needsVenue(token, spender)) set |= _of(Rule.VenueOnly);
        if (_breaksBlock(token, giver, units)) set |= _of(Rule.BlockOnly);
        if (_lacksConsent(token, giver, taker, units)) set |= _of(Rule.Consent);
        return set | _rulesOfTaker(token, giver, taker, units);
    }

    function _rulesOfTaker(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) private view returns (uint256 set) {
        Book storage book = books[token];
        if (taker == WALLETS) return _of(Rule.Receiver);
        if (!_maySend(token, taker)) set = _of(Rule.TakerPass);
        else if (!_mayReceive(token, taker)) set = _of(Rule.MayGain);
        if (book.accounts[taker].frozen) set |= _of(Rule.TakerFrozen);
        if (_paysAnotherPurse(token, giver, taker)) set |= _of(Rule.SystemAccount);
        if (_exceedsMostUnits(token, giver, taker, units)) set |= _of(Rule.MostUnits);
        if (units == 0 || giver == taker || book.accounts[taker].balance != 0) return set;
        bool leaves = units >= book.accounts[giver].balance;
        if (_isFull(token, giver, taker, leaves)) set |= _of(Rule.MaxInvestors);
        // Of a pass that does not work, nobody asks what it would be counted as.
        bool isKnown = set & _of(Rule.TakerPass) == 0;
        if (isKnown && _isFullOfCategory(token, giver, taker, leaves)) {
            set |= _of(Rule.MostOfCategory);
        }
    }

    function _of(Rule rule) internal pure returns (uint256) {
        return 1 << uint256(rule);
    }
}

function nameOf(Rule rule) pure returns (string memory) {
    return
        [
            "none",
            "receiver",
            "allowance",
            "balance",
            "not free",
            "giver's pass",
            "taker's pass",
            "may gain",
            "giver frozen",
            "taker frozen",
            "paused",
            "closed",
            "lock-up",
            "lot",
            "most investors",
            "matured",
            "venue only",
            "block only",
            "consent",
            "most units",
            "most of a category",
            "system account",
            "in action"
        ][uint256(rule)];
}
