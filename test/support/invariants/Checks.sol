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

    uint256[PLACES][TOKENS] private _lastBalances;
    uint256[TOKENS] private _lastHolders;

    function _checkAll() internal {
        bool[WALLETS] memory working;
        for (uint256 wallet = 0; wallet < WALLETS; ++wallet) working[wallet] = _checkPass(wallet);
        record.checked(Promise.Pass, WALLETS);
        for (uint256 token = 0; token < TOKENS; ++token) {
            HolderWord[WALLETS] memory words;
            for (uint256 i = 0; i < WALLETS; ++i) words[i] = tokens[token].wordOf(wallets[i]);
            _checkBook(token, words);
            // What a token was not yet told, it need not know.
            lenient = !_isTold(token);
            _checkWhoGainedAndLost(token, words);
            _checkWords(token, words, working);
            lenient = false;
            _checkLiveness(token);
        }
        _checkAnyMovement(_roll(TOKENS));
        _checkAnyOfEach();
        _checkSettlementOwnsNothing();
        (byHoldersKey, settling, doubted) = (false, false, 0);
    }

    // ------------------------------------------------------------------ the pass

    /// The pass says what was signed, at this moment.
    /// @return isWorking What it says.
    function _checkPass(uint256 wallet) private returns (bool isWorking) {
        Standing standing = pass.standing(wallets[wallet]);
        PassStatus status = _statusAt(wallet, block.timestamp);
        isWorking = standing.status() == PassStatus.Working;
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
            return isWorking;
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

    function _checkWhoGainedAndLost(uint256 token, HolderWord[WALLETS] memory words) private {
        uint256 most = token == YEN ? PLACES : WALLETS;
        for (uint256 wallet = 0; wallet < most; ++wallet) {
            uint256 before = _lastBalances[token][wallet];
            uint256 balance =
                wallet < WALLETS
                    ? words[wallet].balance()
                    : tokens[token].balanceOf(_addressOf(wallet));
            if (balance == before) continue;
            _lastBalances[token][wallet] = balance;
            if (balance > before) {
                record.checked(Promise.Elig1, 1);
                if (!_mayReceive(token, wallet)) {
                    _breach(Promise.Elig1, wallet, "gained, and may not");
                }
            } else if (byHoldersKey) {
                record.checked(Promise.Elig2, 1);
                if (!_maySend(token, wallet)) {
                    _breach(Promise.Elig2, wallet, "moved by key, without a working pass");
                }
            }
        }
    }

    // ------------------------------------------------------------------ SUM-1, HOLD-1

    function _checkBook(uint256 token, HolderWord[WALLETS] memory words) private {
        IPassGatedToken target = tokens[token];
        ClassWord class = target.classWord();
        uint256 sum = 0;
        uint256 holders = 0;
        uint256 asked = _roll(WALLETS);
        for (uint256 i = 0; i < WALLETS; ++i) {
            Account storage account = books[token].accounts[i];
            uint256 balance = words[i].balance();
            sum += balance;
            if (balance != 0 && _isFirstOfInvestor(words, i)) ++holders;
            if (balance != account.balance) {
                _breach(Promise.Sum1, i, "balance is not what moved");
                if (settling) _breach(Promise.Dvp1, i, "a leg is not what was agreed");
            }
            uint256 held = words[i].held();
            if (held != 0 && account.wasRecovered) record.saw(Sight.HoldsAgain);
            if (held > balance) _breach(Promise.Hold1, i, "more held than there is");
            if (held != account.held) _breach(Promise.Hold1, i, "held is not the sum of holds");
            // What the token says itself, of two of the wallets and of those whose units changed.
            bool isAsked = i == asked || i == (asked + 1) % WALLETS;
            if (isAsked || balance != _lastBalances[token][i]) _checkSaid(token, i, words[i]);
        }
        if (token == YEN) {
            (uint256 amount, uint256 purses) = _checkPurses();
            (sum, holders) = (sum + amount, holders + purses);
        }
        if (target.totalSupply() != sum) _breach(Promise.Sum1, token, "supply is not the sum");
        if (class.holders() != holders) _breach(Promise.Sum1, token, "holder count is wrong");
        record.checked(Promise.Sum1, 1);
        record.checked(Promise.Hold1, WALLETS);
        record.checked(Promise.Rules, 1);
        // There may be more than since a change of the rules there may come.
        if (holders > class.max() && holders > _lastHolders[token]) {
            _breach(Promise.Rules, token, "more holders than the most");
        }
        _lastHolders[token] = holders;
        if (token != YEN && sum > caps[token]) _breach(Promise.Rules, token, "above the cap");
    }

    function _checkSaid(uint256 token, uint256 wallet, HolderWord word) private {
        IPassGatedToken target = tokens[token];
        address account = wallets[wallet];
        if (target.balanceOf(account) != word.balance() || target.heldOf(account) != word.held()) {
            _breach(Promise.Sum1, wallet, "says another balance than it keeps");
        }
        if (target.freeOf(account) != _freeOf(token, wallet)) {
            _breach(Promise.Hold1, wallet, "free is not balance - held - frozen");
        }
        if (target.frozenOf(account) != books[token].accounts[wallet].frozenUnits) {
            _breach(Promise.Hold1, wallet, "other units are frozen");
        }
        if (target.isFrozen(account) != books[token].accounts[wallet].frozen) {
            _breach(Promise.Rules, wallet, "stopped, or not, as nobody ordered");
        }
    }

    /// What is in purses, and how many of them have something; each counts as a holder of its own.
    function _checkPurses() private returns (uint256 sum, uint256 count) {
        for (uint256 place = FIRST_PURSE; place < PLACES; ++place) {
            uint256 balance = yen.balanceOf(_addressOf(place));
            if (balance != books[YEN].accounts[place].balance) {
                _breach(Promise.Sum1, place, "balance of a purse is not what moved");
            }
            sum += balance;
            if (balance != 0) ++count;
        }
    }

    /// One hold, one count by category and one wallet's answers, at random.
    function _checkAnyOfEach() private {
        if (holds.length != 0) _checkHold(_latest(_roll(holds.length)));
        (uint256 class, uint256 category, uint256 wallet) = (
            _roll(CLASSES),
            _roll(CATEGORIES),
            _anyWallet()
        );
        record.checked(Promise.Sum1, 2);
        if (_classAt(class).countOf(category) != books[class].counts[category]) {
            _breach(Promise.Sum1, category, "another number of investors of the category");
        }
        uint32 investor = truths[wallet].investorId;
        if (
            investor != 0 &&
            _classAt(class).countedAs(wallets[wallet]) != books[class].countedAs[investor]
        ) _breach(Promise.Sum1, wallet, "counted as another");
        _checkMayAtAll(_roll(TOKENS), _chance(20) ? FIRST_PURSE + _roll(PURSES) : wallet);
    }

    /// ERC-7943's short answers.
    function _checkMayAtAll(uint256 token, uint256 place) private {
        if (!_isTold(token)) return;
        bool isFrozen = books[token].accounts[place].frozen;
        bool maySend = _maySend(token, place) && !isFrozen;
        bool mayReceive = _mayReceive(token, place) && !isFrozen;
        record.checked(Promise.Truth1, 1);
        if (tokens[token].canSend(_addressOf(place)) != maySend) {
            _breach(Promise.Truth1, place, "canSend is not so");
        }
        if (tokens[token].canReceive(_addressOf(place)) != mayReceive) {
            _breach(Promise.Truth1, place, "canReceive is not so");
        }
    }

    /// No wallet of the investor that comes before has units. A system pass stands for no investor.
    function _isFirstOfInvestor(
        HolderWord[WALLETS] memory words,
        uint256 wallet
    ) private returns (bool) {
        if (_isSystem(wallet)) {
            record.saw(Sight.SystemHolds);
            return false;
        }
        uint32 investor = truths[wallet].investorId;
        for (uint256 i = 0; i < wallet; ++i) {
            if (truths[i].investorId != investor || words[i].balance() == 0) continue;
            record.saw(Sight.CountedOnce);
            return false;
        }
        return true;
    }

    // ------------------------------------------------------------------ the cache

    /// A stored yes is a yes of the pass, now and at the last second that it claims.
    function _checkWords(
        uint256 token,
        HolderWord[WALLETS] memory words,
        bool[WALLETS] memory working
    ) private {
        ClassWord class = tokens[token].classWord();
        uint256 yeses = 0;
        for (uint256 i = 0; i < WALLETS; ++i) {
            // A record date makes no yes old.
            HolderWord word = words[i].withRecordId(class.recordId());
            if (!word.mayMove(class, block.timestamp)) continue;
            ++yeses;
            uint256 until = word.until();
            if (doubted & (1 << token) != 0) _breach(Promise.Cache, i, "a yes outlived its epoch");
            if (!_works(i)) _breach(Promise.Cache, i, "cached yes to moving, the pass says no");
            if (!lenient && !working[i]) {
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
        bool isForbidden = _forbidsByKey(token, wallets[giver], giver, taker, 0) != Promise.None;
        bool eitherWay = mayPass;
        mayPass = false;

        vm.prank(wallets[giver]);
        (bool done, ) = address(target).call(abi.encodeCall(target.transfer, (wallets[taker], 0)));
        if (done && isForbidden && !eitherWay) {
            _breach(
                _forbidsTransfer(token, wallets[giver], giver, taker, 0),
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
        if (done) _movedByKey(token, giver, taker, 0);
        if (isForbidden) return;
        record.checked(Promise.Live, 1);
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
