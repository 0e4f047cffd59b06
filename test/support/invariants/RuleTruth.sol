// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Rule } from "../../../contracts/types/Rule.sol";
import { LedgerTruth } from "./LedgerTruth.sol";

/// Which rules refuse a movement, all of them, by what is true of passes and accounts.
abstract contract RuleTruth is LedgerTruth {
    /// @param spender Who would send it: the giver's own wallet, or another.
    /// @param taker A wallet, or {WALLETS} for the zero address.
    /// @return rules Bit n for the rule with code n.
    function _rulesAgainst(
        uint256 token,
        address spender,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal view returns (uint256 rules) {
        Book storage book = books[token];
        Account storage from = book.accounts[giver];
        bool isOther = spender != wallets[giver];
        if (isOther && !_allows(token, wallets[giver], spender, units))
            rules |= _of(Rule.Allowance);
        if (units > from.balance) rules |= _of(Rule.Balance);
        else if (units > _freeOf(token, giver)) rules |= _of(Rule.NotFree);
        if (!_works(giver)) rules |= _of(Rule.GiverPass);
        if (from.frozen) rules |= _of(Rule.GiverFrozen);
        if (book.paused) rules |= _of(Rule.Paused);
        if (book.closed) rules |= _of(Rule.Closed);
        if (_isLockedUp(token)) rules |= _of(Rule.LockUp);
        if (units % lots[token] != 0) rules |= _of(Rule.Lot);
        return rules | _rulesOfTaker(token, giver, taker, units);
    }

    function _rulesOfTaker(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) private view returns (uint256 rules) {
        Book storage book = books[token];
        if (taker == WALLETS) return _of(Rule.Receiver);
        if (!_works(taker)) rules = _of(Rule.TakerPass);
        else if (!_mayGain(token, taker)) rules = _of(Rule.MayGain);
        if (book.accounts[taker].frozen) rules |= _of(Rule.TakerFrozen);
        bool enters = units != 0 && giver != taker && book.accounts[taker].balance == 0;
        bool leaves = units >= book.accounts[giver].balance;
        if (enters && _isFull(token, giver, taker, leaves)) rules |= _of(Rule.MaxInvestors);
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
            "most investors"
        ][uint256(rule)];
}
