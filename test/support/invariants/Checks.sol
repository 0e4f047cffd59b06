// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

import { ClassWord } from "../../../contracts/types/ClassWord.sol";
import { HolderWord } from "../../../contracts/types/HolderWord.sol";
import { PassStatus, Standing } from "../../../contracts/types/Standing.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { vm } from "../Vm.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";

/// What must be so after every step.
abstract contract Checks is Movements {
    using Strings for uint256;

    uint256[WALLETS][TOKENS] private _lastBalances;

    function _checkAll() internal {
        for (uint256 wallet = 0; wallet < WALLETS; ++wallet) _checkPass(wallet);
        record.checked(Promise.Pass, WALLETS);
        for (uint256 token = 0; token < TOKENS; ++token) {
            _checkBook(token);
            // What a token was not yet told, it need not know.
            lenient = !_isTold(token);
            _checkWhoGainedAndLost(token);
            _checkWords(token);
            lenient = false;
            _checkLiveness(token);
        }
        _checkAnyMovement(_roll(TOKENS));
        _checkSettlementOwnsNothing();
        (byHoldersKey, settling, doubted) = (false, false, 0);
    }

    // ------------------------------------------------------------------ the pass

    /// The pass says what was signed, at this moment.
    function _checkPass(uint256 wallet) private {
        Standing standing = pass.standing(wallets[wallet]);
        PassStatus status = _statusAt(wallet, block.timestamp);
        if (standing.status() != status) _breach(Promise.Pass, wallet, "status differs");
        if (pass.seqOf(wallets[wallet]) != _seqOf(wallet)) {
            _breach(Promise.Pass, wallet, "seq differs");
        }
        if (standing.investorId() != truths[wallet].investorId) {
            _breach(Promise.Pass, wallet, "investor number differs");
        }
        _checkAttesters(wallet);
        _checkSuccession(wallet);
        bool lacksGround = status == PassStatus.InVetoWindow && !_isGround(_attestersOf(wallet));
        if (lacksGround || !_isGranted(wallet) || status == PassStatus.Unattested) {
            if (standing.span() != 0) _breach(Promise.Pass, wallet, "a no with a span");
            return;
        }
        if (standing.categories() != _categoriesAt(wallet, block.timestamp)) {
            _breach(Promise.Pass, wallet, "categories differ");
        }
        if (standing.residence() != _claimsAt(wallet, block.timestamp).residence) {
            _breach(Promise.Pass, wallet, "residence differs");
        }
    }

    function _checkAttesters(uint256 wallet) private {
        if (!_isHeld(wallet)) return;
        Mined[] storage list = _attestersOf(wallet);
        (uint8[] memory numbers, uint32[] memory minedAt) = pass.attestersOf(wallets[wallet]);
        bool differ = numbers.length != list.length;
        for (uint256 i = 0; i < list.length && !differ; ++i) {
            differ = numbers[i] != list[i].officer || minedAt[i] != list[i].at;
        }
        if (differ) _breach(Promise.Pass, wallet, "attesting officers differ");
        if (list.length == MOST_ATTESTED) record.saw(Sight.AttestedByEight);
        if (!_isGranted(wallet)) return;
        if (!_isGround(list)) record.saw(Sight.TooFewLeft);
        if (!_isGround(list) && _hasChanged(wallet)) record.saw(Sight.ChangedByDisowned);
        if (_isGround(list) && !_areAllGood(list)) record.saw(Sight.QuorumLeft);
    }

    function _checkSuccession(uint256 wallet) private {
        uint256 successor = _successorOf(wallet);
        if (pass.successorOf(wallets[wallet]) != _addressOf(successor)) {
            _breach(Promise.Pass, wallet, "another successor");
        }
        bool isOpen = _isRecoveryOpen(wallet) && block.timestamp >= truths[wallet].succeedsFrom;
        if (isOpen) record.saw(Sight.RecoveryOfDisowned);
        AccountTruth memory account = _accountOf(wallet);
        (uint32 broker, bool own) = pass.accountOf(wallets[wallet]);
        if (broker != account.broker || own != account.own) {
            _breach(Promise.Pass, wallet, "another keeper of the account");
        }
        if (_isKnown(wallet) && !_isSystem(wallet)) {
            if (pass.walletsOf(wallets[wallet]).length != walletsOf[truths[wallet].investorId]) {
                _breach(Promise.Pass, wallet, "other wallets of the investor");
            }
        }
    }

    // ------------------------------------------------------------------ ELIG-1, ELIG-2

    function _checkWhoGainedAndLost(uint256 token) private {
        for (uint256 wallet = 0; wallet < WALLETS; ++wallet) {
            uint256 before = _lastBalances[token][wallet];
            uint256 balance = tokens[token].balanceOf(wallets[wallet]);
            if (balance == before) continue;
            _lastBalances[token][wallet] = balance;
            if (balance > before) {
                record.checked(Promise.Elig1, 1);
                if (!_mayGain(token, wallet)) _breach(Promise.Elig1, wallet, "gained, and may not");
            } else if (byHoldersKey) {
                record.checked(Promise.Elig2, 1);
                if (!_works(wallet)) {
                    _breach(Promise.Elig2, wallet, "moved by key, without a working pass");
                }
            }
        }
    }

    // ------------------------------------------------------------------ SUM-1, HOLD-1

    function _checkBook(uint256 token) private {
        IPassGatedToken target = tokens[token];
        ClassWord class = target.classWord();
        uint256 sum = 0;
        uint256 holders = 0;
        for (uint256 i = 0; i < WALLETS; ++i) {
            Account storage account = books[token].accounts[i];
            uint256 balance = target.balanceOf(wallets[i]);
            sum += balance;
            if (balance != 0 && _isFirstOfInvestor(target, i)) ++holders;
            if (balance != account.balance) {
                _breach(Promise.Sum1, i, "balance is not what moved");
                if (settling) _breach(Promise.Dvp1, i, "a leg is not what was agreed");
            }
            uint256 held = target.heldOf(wallets[i]);
            if (held != 0 && account.wasRecovered) record.saw(Sight.HoldsAgain);
            if (held > balance) _breach(Promise.Hold1, i, "more held than there is");
            if (held != account.held) _breach(Promise.Hold1, i, "held is not the sum of holds");
            if (target.freeOf(wallets[i]) != _freeOf(token, i)) {
                _breach(Promise.Hold1, i, "free is not balance - held - frozen");
            }
        }
        if (target.totalSupply() != sum) _breach(Promise.Sum1, token, "supply is not the sum");
        if (class.holders() != holders) _breach(Promise.Sum1, token, "holder count is wrong");
        record.checked(Promise.Sum1, 1);
        record.checked(Promise.Hold1, WALLETS);
        record.checked(Promise.Rules, 1);
        if (holders > class.max()) _breach(Promise.Rules, token, "more holders than the most");
        if (token != YEN && sum > caps[token]) _breach(Promise.Rules, token, "above the cap");
    }

    /// No wallet of the investor that comes before has units. A system pass stands for no investor.
    function _isFirstOfInvestor(IPassGatedToken token, uint256 wallet) private returns (bool) {
        if (_isSystem(wallet)) {
            record.saw(Sight.SystemHolds);
            return false;
        }
        uint32 investor = truths[wallet].investorId;
        for (uint256 i = 0; i < wallet; ++i) {
            if (truths[i].investorId != investor || token.balanceOf(wallets[i]) == 0) continue;
            record.saw(Sight.CountedOnce);
            return false;
        }
        return true;
    }

    // ------------------------------------------------------------------ the cache

    /// A stored yes is a yes of the pass, now and at the last second that it claims.
    function _checkWords(uint256 token) private {
        ClassWord class = tokens[token].classWord();
        uint256 yeses = 0;
        for (uint256 i = 0; i < WALLETS; ++i) {
            HolderWord word = tokens[token].wordOf(wallets[i]);
            // A record date makes no yes old.
            word = word.withRecordId(class.recordId());
            if (!word.mayMove(class, block.timestamp)) continue;
            ++yeses;
            uint256 until = word.until();
            if (doubted & (1 << token) != 0) _breach(Promise.Cache, i, "a yes outlived its epoch");
            if (!_works(i)) _breach(Promise.Cache, i, "cached yes to moving, the pass says no");
            if (!lenient && pass.standing(wallets[i]).status() != PassStatus.Working) {
                _breach(Promise.Cache, i, "cached yes, while standing is not working");
            }
            if (!_worksAt(i, until)) _breach(Promise.Cache, i, "`until` outlives the pass");
            if (!word.mayGain(class, block.timestamp)) continue;
            if (!_mayGain(token, i))
                _breach(Promise.Cache, i, "cached yes to gaining, policy says no");
            if (!_mayGainAt(token, i, until)) {
                _breach(Promise.Cache, i, "`until` outlives what the policy admits");
            }
        }
        record.checked(Promise.Cache, yeses);
    }

    // ------------------------------------------------------------------ no pinned "no"

    /// A transfer of nothing goes through exactly when nothing forbids it, and writes nothing.
    function _checkLiveness(uint256 token) private {
        uint256 giver = _anyWallet();
        uint256 taker = _takerOf(token, giver);
        IPassGatedToken target = tokens[token];
        HolderWord giverBefore = target.wordOf(wallets[giver]);
        HolderWord takerBefore = target.wordOf(wallets[taker]);
        bool isForbidden = _forbidsByKey(token, giver, taker, 0) != Promise.None;
        bool eitherWay = mayPass;
        mayPass = false;

        vm.prank(wallets[giver]);
        (bool done, ) = address(target).call(abi.encodeCall(target.transfer, (wallets[taker], 0)));
        if (done && isForbidden && !eitherWay) {
            _breach(
                _forbidsTransfer(token, giver, taker, 0),
                giver,
                "moved nothing, though forbidden"
            );
        }
        if (!done && !isForbidden)
            _breach(Promise.Live, giver, "refused, though nothing forbids it");
        if (
            HolderWord.unwrap(giverBefore) != HolderWord.unwrap(target.wordOf(wallets[giver])) ||
            HolderWord.unwrap(takerBefore) != HolderWord.unwrap(target.wordOf(wallets[taker]))
        ) _breach(Promise.Live, giver, "a transfer of nothing wrote something");
        if (!isForbidden) record.checked(Promise.Live, 1);
    }

    // ------------------------------------------------------------------ DVP-1, DVP-2

    function _checkSettlementOwnsNothing() private {
        for (uint256 token = 0; token < TOKENS; ++token) {
            if (tokens[token].balanceOf(address(dvp)) != 0) {
                _breach(Promise.Dvp2, token, "settlement owns units or yen");
            }
        }
        if (cash.balanceOf(address(dvp)) != 0)
            _breach(Promise.Dvp2, TOKENS, "settlement owns cash");
        record.checked(Promise.Dvp2, TOKENS + 1);
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (cash.balanceOf(wallets[i]) != cashOf[i]) {
                _breach(Promise.Dvp1, i, "cash is not what was agreed");
            }
        }
    }

    function _breach(Promise which, uint256 subject, string memory what) private {
        record.breach(which, string.concat(what, " (", subject.toString(), ")"));
    }
}
