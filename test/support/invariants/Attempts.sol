// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Hold as HoldRecord } from "../../../contracts/types/Hold.sol";
import { Act } from "./Act.sol";
import { Promise, idOf } from "./Promise.sol";
import { Random } from "./Random.sol";
import { Record } from "./Record.sol";
import { Sight } from "./Sight.sol";
import { RuleTruth } from "./RuleTruth.sol";
import { vm } from "../Vm.sol";

/// How everything is tried: as somebody, against what the truth says of it beforehand.
abstract contract Attempts is RuleTruth, Random {
    Record internal immutable record;
    /// The act at hand takes units from their holder by the holder's own key.
    bool internal byHoldersKey;
    /// The act at hand settles a trade.
    bool internal settling;
    /// Tokens whose every cached yes the act at hand made old, one bit each.
    uint256 internal doubted;
    /// The act at hand concerns a token that was not yet told of a disowning: it may go through as well.
    bool internal mayPass;

    bytes32 internal constant REASON = "reason";
    address internal constant RELAYER = address(0x57a46e4);

    constructor(Record record_) {
        record = record_;
    }

    /// @param forbiddenBy What forbids the act, so that it must be refused; `None` if it must go through.
    /// @return done It went through, and rightly so.
    function _try(
        Act act,
        address sender,
        address target,
        bytes memory data,
        Promise forbiddenBy
    ) internal returns (bool done, bytes memory answer) {
        vm.prank(sender);
        (done, answer) = target.call(data);
        record.tried(act, done, answer);
        if (mayPass) {
            mayPass = false;
            record.saw(done ? Sight.MovedBeforeTold : Sight.RefusedBeforeTold);
            return (done, answer);
        }
        if (done && forbiddenBy != Promise.None) {
            record.breach(
                forbiddenBy,
                string.concat("went through, though ", idOf(forbiddenBy), " forbids it")
            );
            // The truth stays as it should be.
            done = false;
        } else if (!done && forbiddenBy == Promise.None) {
            record.breach(
                Promise.Live,
                string.concat(
                    "refused with ",
                    record.refusalName(answer),
                    ", though nothing forbids it"
                )
            );
        }
    }

    /// The same for an act that yields nothing.
    function _does(
        Act act,
        address sender,
        address target,
        bytes memory data,
        Promise forbiddenBy
    ) internal returns (bool done) {
        (done, ) = _try(act, sender, target, data, forbiddenBy);
    }

    /// An allowance is what was given, less what was spent.
    function _checkAllowance(uint256 token, address owner, address spender) internal {
        record.checked(Promise.Rules, 1);
        if (tokens[token].allowance(owner, spender) != books[token].allowances[owner][spender]) {
            record.breach(Promise.Rules, "an allowance is not what was given less what was spent");
        }
    }

    /// Rules when `forbidden`, else nothing.
    function _rule(bool forbidden) internal pure returns (Promise) {
        return forbidden ? Promise.Rules : Promise.None;
    }

    /// What forbids a movement by the giver's key. A token that was not yet told of a disowning may be as
    /// lenient as if there had been none.
    function _forbidsByKey(
        uint256 token,
        address by,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) internal returns (Promise strictly) {
        strictly = _forbidsTransfer(token, by, giver, taker, units);
        if (strictly == Promise.None || _isTold(token)) return strictly;
        lenient = true;
        mayPass = _forbidsTransfer(token, by, giver, taker, units) == Promise.None;
        lenient = false;
    }

    /// A hold is as it was placed, less what was taken of it; its owner of record is who he should be.
    function _checkHold(uint256 hold) internal {
        Hold storage each = holds[hold];
        (address owner, uint256 units) = tokens[each.token].holdOf(each.id);
        record.checked(Promise.Hold1, 1);
        if (units != each.units) record.breach(Promise.Hold1, "other units of a hold");
        if (each.units == 0) return;
        if (owner != wallets[each.wallet]) record.breach(Promise.Hold1, "a hold of another");
        HoldRecord memory kept = tokens[each.token].holdRecord(each.id);
        if (
            kept.purpose != each.purpose ||
            kept.executor != each.executor ||
            kept.until != each.until ||
            kept.holder != wallets[each.placedOn]
        ) record.breach(Promise.Hold1, "a hold is not as it was placed");
    }

    function _sawRecovery(uint256 token, uint256 lost) internal {
        Account storage account = books[token].accounts[lost];
        if (account.balance != 0) record.saw(Sight.RecoveredUnits);
        if (account.held != 0) record.saw(Sight.RecoveredHeld);
        if (account.frozenUnits != 0 || account.frozen) record.saw(Sight.RecoveredFrozen);
    }

    /// What a rule let through, looked at before it is noted.
    function _sawRules(uint256 token, uint256 giver, uint256 units) internal {
        if (token == YEN || units == 0) return;
        if (rules[token].venueOnly) record.saw(Sight.VenueMoved);
        if (rules[token].blockOnly) record.saw(Sight.BlockMoved);
        bool isAll = books[token].accounts[giver].balance == units;
        if (units % lots[token] != 0 && isAll) record.saw(Sight.OddLotMoved);
    }

    function _anyGuardian() internal returns (address) {
        uint256 kind = _roll(3);
        if (kind == 0) return address(this);
        return kind == 1 ? GUARDIAN : SECOND_GUARDIAN;
    }

    function _anyWallet() internal returns (uint256) {
        return _roll(WALLETS);
    }

    /// A wallet other than `wallet`.
    function _otherThan(uint256 wallet) internal returns (uint256) {
        return (wallet + 1 + _roll(WALLETS - 1)) % WALLETS;
    }

    /// Mostly a wallet with units and a working pass.
    function _holderOf(uint256 token) internal returns (uint256 wallet) {
        wallet = _anyWallet();
        if (_chance(15)) return wallet;
        for (uint256 i = 0; i < 5 && !_canSell(token, wallet); ++i) wallet = _anyWallet();
    }

    function _canSell(uint256 token, uint256 wallet) private view returns (bool) {
        return books[token].accounts[wallet].balance != 0 && _works(wallet);
    }

    /// Mostly a wallet that may gain, other than `giver`.
    function _takerOf(uint256 token, uint256 giver) internal returns (uint256 wallet) {
        wallet = _otherThan(giver);
        if (_chance(15)) return wallet;
        for (uint256 i = 0; i < 6 && !_mayGain(token, wallet); ++i) wallet = _otherThan(giver);
    }

    /// Mostly a hold of which something is left; the caller has made sure that there are holds.
    function _openHold(bool ofYen) internal returns (uint256 hold) {
        hold = _latest(_roll(holds.length));
        for (uint256 i = 0; i < 8 && !_isOpen(hold, ofYen); ++i) {
            hold = _latest(_roll(holds.length));
        }
    }

    function _isOpen(uint256 hold, bool ofYen) internal view returns (bool) {
        return holds[hold].units != 0 && (holds[hold].token == YEN) == ofYen;
    }

    /// Where the issuer consents, often those for whom he did last.
    function _pairOf(uint256 token) internal returns (uint256 giver, uint256 taker) {
        bool asksConsent = token != YEN && rules[token].consent;
        if (asksConsent && _chance(60)) {
            Pair storage last = lastConsents[token];
            if (last.from != last.to) return (last.from, last.to);
        }
        giver = _holderOf(token);
        taker = _takerOf(token, giver);
    }

    /// Quantities at which rules turn: nothing, too much, all, all that is free, no whole lot.
    function _unitsOf(uint256 token, uint256 wallet) internal returns (uint256) {
        uint256 balance = books[token].accounts[wallet].balance;
        uint256 lot = lots[token];
        uint256 kind = _roll(12);
        // Where units move all at once only.
        if (token != YEN && rules[token].blockOnly && _chance(50)) return balance;
        // Who has no whole lots since the lot was raised.
        if (balance % lot != 0 && _chance(60)) return balance;
        if (kind == 0) return 0;
        if (kind == 1) return balance + lot;
        if (kind <= 3) return balance;
        if (kind == 4) return _unheldOf(token, wallet);
        if (kind == 5) return _freeOf(token, wallet);
        if (kind == 6) return _freeOf(token, wallet) + lot;
        if (kind == 7) return 1 + _roll(lot);
        return lot * _roll(balance / lot + 1);
    }
}
