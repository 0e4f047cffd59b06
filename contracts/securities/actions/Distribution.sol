// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { Roles } from "../../governance/Roles.sol";
import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { IYenToken } from "../../money/interfaces/IYenToken.sol";
import { Amounts } from "../../types/Amounts.sol";
import { ClaimsWord, ClaimsWords } from "../../types/ClaimsWord.sol";
import { ClassWord, ClassWords } from "../../types/ClassWord.sol";
import { Hold, HoldPurpose } from "../../types/Hold.sol";
import { HolderWord, HolderWords } from "../../types/HolderWord.sol";
import { JstDate, JstDates } from "../../types/JstDate.sol";
import { PaymentKind } from "../../types/PaymentKind.sol";
import { PassStatus, Standing } from "../../types/Standing.sol";
import { IRegistrarDesk } from "../interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../interfaces/ISecurityToken.sol";
import { IDistribution } from "./interfaces/IDistribution.sol";
import { ITaxTable } from "./interfaces/ITaxTable.sol";

/// @dev Specification: {IDistribution}. It calls contracts of the platform alone, none of which calls on: nothing
/// comes back while it works.
contract Distribution is IDistribution {
    using SafeCast for uint256;

    /// One slot: what could not be paid, and of whose wallet it is.
    struct Owed {
        address wallet;
        uint64 yen;
    }

    /// A call of {pay}: what it does in all, and what it need not ask twice.
    struct Run {
        bytes32 id;
        ClassWord class;
        uint256 left; // of what was paid in
        uint256 units; // of those who are done
        uint256 national;
        uint256 local;
        uint256 owed;
        uint256[16] rates; // by tax class: RATES_READ, local, national
        uint256 page; // of the marks at hand
        uint256 marks;
        uint256 next; // place in the list of holds
        Done[] others; // than plain ones
        uint256 done; // so many of them
        address[] to; // payments, and under the same number:
        uint256[] yen;
        uint256[] plain; // whose it is, or 0 for another's:
        uint256[] whose; // his place
        bytes32[] hold; // of a pledge or an attachment, else 0
        uint256 payments; // so many of them
    }

    /// What an investor had, and what of it is not his alone to be paid for.
    struct Holding {
        address wallet; // the first that had any
        uint256 units;
        uint256 counted; // units, or their fractions
        uint256 stopped;
        bytes why; // he cannot be done
    }

    /// An investor whom a call does and who is more than one wallet with an investor's pass, of which nothing is
    /// held or stopped. Of such a plain one this is enough: bits 0 to 63 units, 64 to 95 his number, 96 to 159 and
    /// 160 to 223 national and local tax, 224 set.
    struct Done {
        bytes32 key;
        address wallet;
        address to;
        uint256 units;
        uint256 gross;
        uint256 national;
        uint256 local;
        uint256 ownOwed; // under his own key
        uint256 owed; // in all
    }

    uint256 private constant RATES_READ = 1 << 48;
    uint256 private constant PLAIN = 1 << 224;
    uint256 private constant NO_PAGE = type(uint256).max;
    /// Below it, numbers are those of actions.
    uint256 private constant FIRST_NUMBER = 1 << 128;
    /// How long holders may claim: interest and the like five years, principal ten (Companies Act 701).
    uint256 private constant LEAST_OWED = 5 * 366 days;
    uint256 private constant LEAST_OWED_OF_PRINCIPAL = 10 * 366 days;

    IKycPass public immutable pass;
    IRegistrarDesk public immutable desk;
    IYenToken public immutable yen;
    ITaxTable public immutable taxes;
    IAccessManager private immutable _manager;

    mapping(bytes32 id => Account) private _accounts;
    mapping(bytes32 id => address) private _announcers;
    /// A bit for each investor, 256 in a word.
    mapping(bytes32 id => mapping(uint256 page => uint256)) private _investorsDone;
    mapping(bytes32 id => mapping(address wallet => bool)) private _systemsDone;
    mapping(bytes32 id => mapping(bytes32 key => Owed)) private _owed;
    mapping(uint32 investor => address wallet) private _payoutWallets;

    constructor(
        IAccessManager manager_,
        IKycPass pass_,
        IRegistrarDesk desk_,
        IYenToken yen_,
        ITaxTable taxes_
    ) {
        _manager = manager_;
        pass = pass_;
        desk = desk_;
        yen = yen_;
        taxes = taxes_;
    }

    // ------------------------------------------------------------------ announced, funded, withdrawn

    /// @inheritdoc IDistribution
    function announce(Terms calldata terms) external returns (bytes32 id) {
        id = idOf(terms);
        bool isAction = _isAction(msg.sender);
        if (!isAction && !_isPayingAgent(msg.sender)) revert NotAPayingAgent(msg.sender);
        _requireClass(terms.token);
        if (_accounts[id].phase != Phase.None) revert AnnouncedBefore(id);
        _requireWellFormed(id, terms, isAction);
        if (terms.recordId != 0) terms.token.recordAt(terms.recordId);

        _accounts[id].phase = Phase.Announced;
        _announcers[id] = msg.sender;
        emit DistributionAnnounced(id, address(terms.token), terms, msg.sender);
    }

    /// @inheritdoc IDistribution
    function fund(Terms calldata terms, address payer) external {
        (bytes32 id, Account storage account) = _accountOf(terms, Phase.Announced);
        if (payer != msg.sender && !_isAction(msg.sender)) revert NotThePayer(msg.sender, payer);
        if (terms.recordId == 0 && !terms.token.classWord().has(ClassWords.IN_ACTION)) {
            revert ClassNotInAction(address(terms.token));
        }
        uint64 supply = _supplyOf(terms).toUint64();
        uint64 due = fundingOf(terms).toUint64();

        account.payer = payer;
        account.supply = supply;
        account.funded = due;
        account.phase = supply == 0 ? Phase.Complete : Phase.Funded;
        emit DistributionFunded(id, payer, due);
        if (supply == 0) emit DistributionComplete(id);

        yen.transferFrom(payer, address(this), due);
    }

    /// @inheritdoc IDistribution
    function payIn(Terms calldata terms, uint64 amount) external {
        (bytes32 id, Account storage account) = _accountOf(terms, Phase.Funded);
        if (terms.denominator == 0) revert TermsMalformed(id);

        account.funded += amount;
        emit DistributionFunded(id, msg.sender, amount);

        yen.transferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IDistribution
    function withdraw(Terms calldata terms) external {
        bytes32 id = idOf(terms);
        Account storage account = _accounts[id];
        if (msg.sender != _announcers[id]) revert NotTheAnnouncer(id, msg.sender);
        Phase phase = account.phase;
        if (phase != Phase.Announced && phase != Phase.Funded) revert WrongPhase(id, phase);
        if (account.done != 0) revert BegunAlready(id);
        uint64 funded = account.funded;

        account.phase = Phase.Withdrawn;
        account.returned = funded;
        emit DistributionWithdrawn(id, msg.sender);
        if (funded == 0) return;
        address payer = _nowOf(account.payer);
        emit ReturnedToPayer(id, payer, funded);

        yen.payOut(payer, funded);
    }

    // ------------------------------------------------------------------ paid

    /// @inheritdoc IDistribution
    function pay(
        Terms calldata terms,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        // Somebody else did the last ones.
        if (account.phase == Phase.Complete) return;
        if (account.phase != Phase.Funded) revert WrongPhase(id, account.phase);
        // Taxes are the day's: rates for it may still be set before.
        uint256 from = uint256(terms.date.lastSecond()) + 1 - 1 days;
        if (block.timestamp < from) revert NotYet(from, block.timestamp);
        ClassWord class = terms.token.classWord();
        if (terms.recordId == 0 && !class.has(ClassWords.IN_ACTION)) {
            revert ClassNotInAction(address(terms.token));
        }
        Run memory run;
        run.id = id;
        run.class = class;
        uint256 left =
            uint256(account.funded) -
                account.paid -
                account.national -
                account.local -
                account.owed;
        run.left = left;
        _countAll(run, terms, wallets, holds);
        _payAll(run);
        _settleOthers(run);

        // All of it is part of what was paid in.
        unchecked {
            account.done += uint64(run.units);
            account.national += uint64(run.national);
            account.local += uint64(run.local);
            account.owed += uint64(run.owed);
            account.paid += uint64(left - run.left - run.national - run.local - run.owed);
        }
        if (account.done == account.supply) {
            account.phase = Phase.Complete;
            emit DistributionComplete(id);
        }
        _accounts[id] = account;
    }

    /// @inheritdoc IDistribution
    function claim(Terms calldata terms, bytes32 key) external {
        bytes32 id = idOf(terms);
        Account storage account = _accounts[id];
        if (account.phase != Phase.Funded && account.phase != Phase.Complete) {
            revert WrongPhase(id, account.phase);
        }
        Owed memory owed = _owed[id][key];
        if (owed.yen == 0) revert NothingOwed(id, key);
        address to = _claimantOf(terms.token, key, owed.wallet);

        delete _owed[id][key];
        account.owed -= owed.yen;
        account.paid += owed.yen;
        emit OwedPaid(id, key, to, owed.yen);

        yen.payOut(to, owed.yen);
    }

    // ------------------------------------------------------------------ what is left

    /// @inheritdoc IDistribution
    function collect(Terms calldata terms) external {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        Phase phase = account.phase;
        if (phase != Phase.Funded && phase != Phase.Complete && phase != Phase.Returned) {
            revert WrongPhase(id, phase);
        }
        uint256 withheld = uint256(account.national) + account.local;
        uint256 taxesDue = withheld - account.collected;
        uint256 rest = account.funded - account.paid - withheld - account.owed - account.returned;

        // Each for himself: who cannot receive stops nobody else.
        address taxTo = _nowOf(terms.taxTo);
        if (taxesDue != 0 && _tryPay(taxTo, taxesDue)) {
            _accounts[id].collected = withheld.toUint64();
            emit TaxesCollected(id, taxTo, taxesDue);
        }
        // While some are not done, it is theirs.
        if (phase == Phase.Funded) return;
        address payer = _nowOf(account.payer);
        if (rest != 0 && _tryPay(payer, rest)) {
            _accounts[id].returned = (account.returned + rest).toUint64();
            emit ReturnedToPayer(id, payer, rest);
        }
    }

    /// @inheritdoc IDistribution
    function returnUnclaimed(Terms calldata terms) external {
        bytes32 id = idOf(terms);
        Account memory account = _accounts[id];
        if (account.phase != Phase.Funded && account.phase != Phase.Complete) {
            revert WrongPhase(id, account.phase);
        }
        if (block.timestamp <= terms.owedUntil) revert NotYet(terms.owedUntil, block.timestamp);
        uint256 rest =
            uint256(account.funded) -
                account.paid -
                account.national -
                account.local -
                account.returned;

        _accounts[id].phase = Phase.Returned;
        _accounts[id].owed = 0;
        _accounts[id].returned = (account.returned + rest).toUint64();
        if (rest == 0) return;
        address payer = _nowOf(account.payer);
        emit ReturnedToPayer(id, payer, rest);

        yen.payOut(payer, rest);
    }

    // ------------------------------------------------------------------ an investor's own

    /// @inheritdoc IDistribution
    function namePayoutWallet(address wallet) external {
        Standing standing = pass.standingNow(msg.sender, true);
        uint32 investor = standing.investorId();
        if (standing.status() != PassStatus.Working || investor == ClaimsWords.SYSTEM) {
            revert NotTheInvestors(msg.sender, investor);
        }
        if (pass.investorIdOf(wallet) != investor) revert NotTheInvestors(wallet, investor);
        address now_ = payoutWalletOf(msg.sender);
        if (msg.sender != now_) revert NotThePayoutWallet(msg.sender, now_);

        _payoutWallets[investor] = wallet;
        emit PayoutWalletNamed(investor, wallet);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IDistribution
    function idOf(Terms calldata terms) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), terms));
    }

    /// @inheritdoc IDistribution
    function fundingOf(Terms calldata terms) public view returns (uint256) {
        // Of roundings down of many, the sum is never more than the rounding down of all.
        return
            terms.denominator == 0 ? Amounts.gross(_supplyOf(terms), terms.perUnit) : terms.funding;
    }

    /// @inheritdoc IDistribution
    function accountOf(bytes32 id) external view returns (Account memory) {
        return _accounts[id];
    }

    /// @inheritdoc IDistribution
    function isDone(bytes32 id, address wallet) external view returns (bool) {
        return _isDone(id, wallet, pass.investorIdOf(wallet));
    }

    /// @inheritdoc IDistribution
    function owedOf(bytes32 id, bytes32 key) external view returns (uint256, address wallet) {
        Owed memory owed = _owed[id][key];
        return (owed.yen, owed.wallet);
    }

    /// @inheritdoc IDistribution
    function payoutWalletOf(address wallet) public view returns (address to) {
        Standing standing = pass.standingNow(wallet, true);
        if (!_isOneOfSeveral(standing)) return wallet;
        (to, ) = _payoutWallet(standing.investorId(), pass.walletsOf(wallet), true);
    }

    // ------------------------------------------------------------------ internals: who had what

    /// Finds out what there is to do, and marks who is done by it.
    function _countAll(
        Run memory run,
        Terms calldata terms,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) private {
        uint256 most = wallets.length + holds.length;
        run.to = new address[](most);
        run.yen = new uint256[](most);
        run.plain = new uint256[](most);
        run.page = NO_PAGE;
        ClaimsWord[] memory passes = pass.claimsWordsOf(wallets);
        HolderWord[] memory words = terms.token.wordsAt(wallets, terms.recordId);
        // Whom an action that runs has done already waits: not the plain way.
        bool ofUnits =
            terms.denominator == 0 && terms.recordId != 0 && !run.class.has(ClassWords.IN_ACTION);
        for (uint256 i = 0; i < wallets.length; ++i) {
            ClaimsWord claims = passes[i];
            HolderWord word = words[i];
            bool isPlain =
                ofUnits &&
                    !claims.has(ClaimsWords.SEVERAL_WALLETS | ClaimsWords.CHANGE_WAITS) &&
                    claims.investorId() != ClaimsWords.SYSTEM &&
                    word.held() == 0 &&
                    !word.has(HolderWords.FROZEN | HolderWords.HAS_FROZEN_UNITS);
            if (isPlain && _countPlain(run, terms, wallets[i], claims, word.balance())) continue;
            _count(run, terms, i, wallets, word, holds);
        }
        _turnTo(run, NO_PAGE);
    }

    /// @return isOver Whether nothing is left to say of him.
    function _countPlain(
        Run memory run,
        Terms calldata terms,
        address wallet,
        ClaimsWord claims,
        uint256 units
    ) private returns (bool isOver) {
        uint256 investor = claims.investorId();
        if (investor == 0 || units == 0) return true;
        _turnTo(run, investor >> 8);
        uint256 mark = 1 << (investor & 0xff);
        if (run.marks & mark != 0) return true;
        uint256 taxClass = claims.taxClass();
        uint256 rates = run.rates[taxClass];
        // The first of a tax class finds out.
        if (rates == 0) return false;
        // Of so many units and so much per unit, the product has 160 bits.
        unchecked {
            uint256 gross = (units * terms.perUnit) / Amounts.ONE;
            if (gross > run.left) return false;
            run.left -= gross;
            run.marks |= mark;
            run.units += units;
            uint256 national = Amounts.tax(gross, uint24(rates));
            uint256 local = Amounts.tax(gross, uint24(rates >> 24));
            run.national += national;
            run.local += local;
            uint256 net = gross - national - local;
            if (net == 0) {
                _tell(run.id, investor, wallet, units, gross, national, local, 0);
                return true;
            }
            uint256 place = run.payments++;
            run.to[place] = wallet;
            run.yen[place] = net;
            run.plain[place] = units | (investor << 64) | (national << 96) | (local << 160) | PLAIN;
        }
        return true;
    }

    function _count(
        Run memory run,
        Terms calldata terms,
        uint256 place,
        address[] calldata wallets,
        HolderWord word,
        bytes32[] calldata holds
    ) private {
        address wallet = wallets[place];
        bool doubted = run.class.has(ClassWords.DOUBTED);
        Standing standing = pass.standingNow(wallet, doubted);
        uint32 investor = standing.investorId();
        if (investor == 0) return;
        // The first of them makes room for all that may follow.
        if (run.others.length == 0) {
            run.others = new Done[](wallets.length - place);
            run.whose = new uint256[](run.to.length);
            run.hold = new bytes32[](run.to.length);
        }
        Holding memory holding;
        address to = wallet;
        uint8 taxClass = standing.taxClass();
        bool isOver = _isDoneNow(run, wallet, investor);
        uint256 firstPayment = run.payments;
        if (_isOneOfSeveral(standing)) {
            address[] memory all = pass.walletsOf(wallet);
            HolderWord[] memory words = terms.token.wordsAt(all, terms.recordId);
            if (terms.recordId != 0) _inherit(terms.token, all, words);
            for (uint256 i = 0; i < all.length; ++i) {
                _add(run, holding, terms, all[i], words[i], holds);
            }
            if (!isOver) (to, taxClass) = _payoutWallet(investor, all, doubted);
        } else {
            _add(run, holding, terms, wallet, word, holds);
        }
        if (isOver || holding.units == 0) {
            run.payments = firstPayment;
            return;
        }
        if (holding.why.length == 0) {
            _withhold(run, terms, investor, wallet, to, taxClass, holding, firstPayment);
        }
        if (holding.why.length != 0) {
            run.payments = firstPayment;
            emit InvestorSkipped(run.id, wallet, holding.why);
        }
    }

    /// What a lost wallet had counts as its successor's: there are the holds and stops now that were on it.
    function _inherit(
        ISecurityToken token,
        address[] memory wallets,
        HolderWord[] memory words
    ) private view {
        for (uint256 i = 0; i < wallets.length; ++i) {
            uint256 units = words[i].balance();
            if (units == 0 || !words[i].has(HolderWords.RECOVERED)) continue;
            address heir = token.heirOf(wallets[i]);
            for (uint256 j = 0; j < wallets.length; ++j) {
                if (i == j || wallets[j] != heir) continue;
                words[i] = words[i].withBalance(0);
                words[j] = words[j].withBalance(words[j].balance() + units);
            }
        }
    }

    /// Adds what a wallet had, and goes over its holds: so many units of each for whom there is a payment.
    /// @param word As it is now, but for the balance: of the record date.
    function _add(
        Run memory run,
        Holding memory holding,
        Terms calldata terms,
        address wallet,
        HolderWord word,
        bytes32[] calldata holds
    ) private view {
        uint256 units = word.balance();
        uint256 rest = units;
        if (word.held() != 0) {
            uint256 named;
            (named, rest) = _goOverHolds(run, terms, wallet, units, holds);
            if (named != word.held()) {
                holding.why = abi.encodeWithSelector(HoldsNotNamed.selector, wallet, word.held());
            }
        }
        if (units == 0) return;
        if (word.has(HolderWords.FROZEN)) {
            holding.stopped += rest;
        } else if (word.has(HolderWords.HAS_FROZEN_UNITS)) {
            uint256 frozen =
                terms.recordId == 0
                    ? terms.token.frozenOf(wallet)
                    : terms.token.frozenBefore(wallet, terms.recordId);
            holding.stopped += Math.min(rest, frozen);
        }
        if (holding.units == 0) holding.wallet = wallet;
        holding.units += units;
        if (terms.denominator == 0) {
            holding.counted += units;
        } else {
            holding.counted += (units * terms.numerator) % terms.denominator;
        }
        // What an action made of it tells nothing of what there was, until the action is over.
        if (word.isDone(run.class) && run.class.has(ClassWords.IN_ACTION)) {
            holding.why = abi.encodeWithSelector(RescaledBefore.selector, wallet);
        }
    }

    /// @param rest Units at the record date that no earlier part has.
    function _goOverHolds(
        Run memory run,
        Terms calldata terms,
        address wallet,
        uint256 rest,
        bytes32[] calldata holds
    ) private view returns (uint256 named, uint256) {
        bytes32 last;
        for (; run.next < holds.length; ++run.next) {
            bytes32 id = holds[run.next];
            (address holder, uint256 units) = terms.token.holdOf(id);
            // One that ended since the list was made.
            if (units == 0) continue;
            if (holder != wallet || id <= last) break;
            last = id;
            named += units;
            rest -= _promiseToCreditor(run, terms, id, units, rest);
        }
        return (named, rest);
    }

    /// @return Units of which the payment is the creditor's.
    function _promiseToCreditor(
        Run memory run,
        Terms calldata terms,
        bytes32 id,
        uint256 units,
        uint256 rest
    ) private view returns (uint256) {
        Hold memory hold = terms.token.holdRecord(id);
        if (hold.purpose != HoldPurpose.Pledge && hold.purpose != HoldPurpose.Attachment) return 0;
        if (terms.recordId != 0) units = terms.token.pledgedBefore(id, terms.recordId);
        units = Math.min(units, rest);
        _promise(run, id, hold.payee, units);
        return units;
    }

    // ------------------------------------------------------------------ internals: paid and owed

    /// Notes a payment: until it is known what a unit comes to, so many units of it.
    function _promise(Run memory run, bytes32 hold, address to, uint256 amount) private pure {
        uint256 place = run.payments++;
        run.hold[place] = hold;
        run.to[place] = to;
        run.yen[place] = amount;
        run.plain[place] = 0;
        run.whose[place] = run.done;
    }

    /// Rounds, taxes and divides what an investor gets, and marks him as done.
    function _withhold(
        Run memory run,
        Terms calldata terms,
        uint32 investor,
        address wallet,
        address to,
        uint8 taxClass,
        Holding memory holding,
        uint256 firstPayment
    ) private {
        uint256 gross = Amounts.gross(holding.counted, terms.perUnit);
        if (gross > run.left) {
            holding.why = abi.encodeWithSelector(NotCovered.selector, run.id, run.left, gross);
            return;
        }
        uint256 rates = run.rates[taxClass];
        if (rates == 0) {
            try taxes.ratesOf(terms.kind, terms.listed, taxClass, terms.date) returns (
                uint256 nationalRate,
                uint256 localRate
            ) {
                rates = RATES_READ | (localRate << 24) | nationalRate;
                run.rates[taxClass] = rates;
            } catch (bytes memory reason) {
                holding.why = reason;
                return;
            }
        }
        _mark(run, wallet, investor);
        run.left -= gross;

        Done memory done = run.others[run.done];
        done.key = _keyOf(wallet, investor);
        done.wallet = holding.wallet;
        done.to = to;
        done.units = holding.units;
        done.gross = gross;
        done.national = Amounts.tax(gross, uint24(rates));
        done.local = Amounts.tax(gross, uint24(rates >> 24));
        uint256 net = gross - done.national - done.local;
        uint256 own = net - _divide(run, done, net, firstPayment);
        done.ownOwed = Amounts.share(net, holding.stopped, holding.units);
        own -= done.ownOwed;
        done.owed += done.ownOwed;
        if (own != 0) _promise(run, 0, to, own);
        ++run.done;
        run.units += done.units;
        run.national += done.national;
        run.local += done.local;
    }

    /// What pledged or attached units earn is their payee's; without one it is owed until there is one.
    /// @return pledged What it comes to.
    function _divide(
        Run memory run,
        Done memory done,
        uint256 net,
        uint256 firstPayment
    ) private returns (uint256 pledged) {
        uint256 end = run.payments;
        run.payments = firstPayment;
        for (uint256 i = firstPayment; i < end; ++i) {
            uint256 part = Amounts.share(net, run.yen[i], done.units);
            pledged += part;
            if (part == 0) continue;
            if (run.to[i] != address(0)) {
                _promise(run, run.hold[i], run.to[i], part);
            } else {
                _owed[run.id][run.hold[i]] = Owed(done.wallet, part.toUint64());
                done.owed += part;
            }
        }
    }

    /// Pays in one go. What its payee cannot get is owed: to a hold's, or to the investor.
    function _payAll(Run memory run) private {
        uint256 count = run.payments;
        if (count == 0) return;
        address[] memory to = run.to;
        uint256[] memory amounts = run.yen;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // There are no more than there is room for.
            mstore(to, count)
            mstore(amounts, count)
        }
        uint256[] memory refused = yen.payOutMany(to, amounts);
        uint256 next;
        for (uint256 i = 0; i < count; ++i) {
            uint256 plain = run.plain[i];
            uint256 owed;
            if (next < refused.length && refused[next] == i) {
                owed = amounts[i];
                ++next;
            }
            if (plain != 0) {
                _settlePlain(run, plain, to[i], amounts[i], owed);
                continue;
            }
            bytes32 hold = run.hold[i];
            if (owed == 0) {
                if (hold != 0) emit PayeePaid(run.id, hold, to[i], amounts[i]);
                continue;
            }
            Done memory done = run.others[run.whose[i]];
            done.owed += owed;
            if (hold == 0) done.ownOwed += owed;
            else _owed[run.id][hold] = Owed(done.wallet, owed.toUint64());
        }
    }

    function _settlePlain(
        Run memory run,
        uint256 plain,
        address wallet,
        uint256 net,
        uint256 owed
    ) private {
        uint256 investor = uint32(plain >> 64);
        uint256 national = uint64(plain >> 96);
        uint256 local = uint64(plain >> 160);
        if (owed != 0) {
            run.owed += owed;
            _owed[run.id][bytes32(investor)] = Owed(wallet, owed.toUint64());
        }
        uint256 gross;
        unchecked {
            // As it was divided before.
            gross = net + national + local;
        }
        _tell(run.id, investor, wallet, uint64(plain), gross, national, local, owed);
    }

    function _settleOthers(Run memory run) private {
        for (uint256 i = 0; i < run.done; ++i) {
            Done memory done = run.others[i];
            run.owed += done.owed;
            if (done.ownOwed != 0) {
                _owed[run.id][done.key] = Owed(done.wallet, done.ownOwed.toUint64());
            }
            _tell(
                run.id,
                uint256(done.key),
                done.to,
                done.units,
                done.gross,
                done.national,
                done.local,
                done.owed
            );
        }
    }

    function _tell(
        bytes32 id,
        uint256 investor,
        address to,
        uint256 units,
        uint256 gross,
        uint256 national,
        uint256 local,
        uint256 owed
    ) private {
        emit InvestorDone(id, investor, to, units, gross, national, local, owed);
    }

    /// Fails for the payee's reasons alone.
    function _tryPay(address to, uint256 amount) private returns (bool) {
        address[] memory payees = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (payees[0], amounts[0]) = (to, amount);
        return yen.payOutMany(payees, amounts).length == 0;
    }

    /// Who is paid what is owed under a key.
    function _claimantOf(
        ISecurityToken token,
        bytes32 key,
        address wallet
    ) private view returns (address to) {
        // A pledge or an attachment whose units were redeemed has none any more, and still its payee.
        (address holder, ) = token.holdOf(key);
        if (holder != address(0)) {
            to = token.holdRecord(key).payee;
            if (to == address(0)) revert NoPayee(key);
            return _nowOf(to);
        }
        Standing standing = pass.standingNow(wallet, true);
        if (!_isOneOfSeveral(standing)) {
            _requireNothingStopped(token, wallet);
            return wallet;
        }
        address[] memory wallets = pass.walletsOf(wallet);
        for (uint256 i = 0; i < wallets.length; ++i) _requireNothingStopped(token, wallets[i]);
        (to, ) = _payoutWallet(standing.investorId(), wallets, true);
    }

    function _requireNothingStopped(ISecurityToken token, address wallet) private view {
        HolderWord word = token.wordOf(wallet);
        if (word.has(HolderWords.FROZEN | HolderWords.HAS_FROZEN_UNITS)) {
            revert StoppedByOrder(wallet);
        }
    }

    /// The wallet that is paid of an investor with several, and as whom it is taxed.
    function _payoutWallet(
        uint32 investor,
        address[] memory wallets,
        bool doubted
    ) private view returns (address to, uint8 taxClass) {
        Standing standing;
        to = _payoutWallets[investor];
        if (to != address(0)) {
            to = _nowOf(to);
            standing = pass.standingNow(to, doubted);
            // A link that was vetoed left it nobody's, or somebody else's.
            if (standing.investorId() == investor) return (to, standing.taxClass());
        }
        for (uint256 i = 0; i < wallets.length; ++i) {
            standing = pass.standingNow(wallets[i], doubted);
            if (standing.status() == PassStatus.Working) return (wallets[i], standing.taxClass());
        }
        to = _nowOf(wallets[0]);
        return (to, pass.standingNow(to, doubted).taxClass());
    }

    function _isOneOfSeveral(Standing standing) private pure returns (bool) {
        return standing.isCountedApart() && standing.investorId() != ClaimsWords.SYSTEM;
    }

    /// The wallet, or the one that takes its place since it was lost.
    function _nowOf(address wallet) private view returns (address) {
        address successor = pass.successorOf(wallet);
        return successor == address(0) ? wallet : successor;
    }

    // ------------------------------------------------------------------ internals: marks

    function _keyOf(address wallet, uint32 investor) private pure returns (bytes32) {
        return
            investor == ClaimsWords.SYSTEM
                ? bytes32(uint256(uint160(wallet)))
                : bytes32(uint256(investor));
    }

    function _isDone(bytes32 id, address wallet, uint32 investor) private view returns (bool) {
        if (investor == ClaimsWords.SYSTEM) return _systemsDone[id][wallet];
        return _investorsDone[id][investor >> 8] & (1 << (investor & 0xff)) != 0;
    }

    /// Takes a page of marks to hand, and puts the last one back.
    function _turnTo(Run memory run, uint256 page) private {
        if (page == run.page) return;
        if (run.page != NO_PAGE) _investorsDone[run.id][run.page] = run.marks;
        if (page != NO_PAGE) run.marks = _investorsDone[run.id][page];
        run.page = page;
    }

    function _isDoneNow(Run memory run, address wallet, uint32 investor) private returns (bool) {
        if (investor == ClaimsWords.SYSTEM) return _systemsDone[run.id][wallet];
        _turnTo(run, investor >> 8);
        return run.marks & (1 << (investor & 0xff)) != 0;
    }

    function _mark(Run memory run, address wallet, uint32 investor) private {
        if (investor == ClaimsWords.SYSTEM) {
            _systemsDone[run.id][wallet] = true;
        } else {
            _turnTo(run, investor >> 8);
            run.marks |= 1 << (investor & 0xff);
        }
    }

    // ------------------------------------------------------------------ internals: requirements

    function _accountOf(
        Terms calldata terms,
        Phase phase
    ) private view returns (bytes32 id, Account storage account) {
        id = idOf(terms);
        account = _accounts[id];
        if (account.phase != phase) revert WrongPhase(id, account.phase);
    }

    function _supplyOf(Terms calldata terms) private view returns (uint256 supply) {
        if (terms.recordId == 0) return terms.token.totalSupply();
        (, supply, ) = terms.token.recordAt(terms.recordId);
    }

    function _requireWellFormed(bytes32 id, Terms calldata terms, bool isAction) private view {
        JstDate today = JstDates.dateAt(block.timestamp);
        bool ofFractions = terms.kind == PaymentKind.FractionCash;
        if (
            terms.perUnit == 0 ||
            terms.taxTo == address(0) ||
            terms.date.isBefore(today) ||
            (terms.recordId == 0 && !isAction) ||
            // One key of a paying agent must not take an action's terms before it.
            (terms.recordId != 0 && isAction != (terms.number < FIRST_NUMBER)) ||
            (
                ofFractions
                    ? terms.denominator < 2 || terms.numerator == 0
                    : (terms.denominator | terms.numerator | terms.funding) != 0
            )
        ) revert TermsMalformed(id);
        uint256 least =
            block.timestamp +
                (terms.kind == PaymentKind.Principal ? LEAST_OWED_OF_PRINCIPAL : LEAST_OWED);
        if (terms.owedUntil < least) revert OwedTooShort(terms.owedUntil, least);
    }

    /// A stranger's contract could answer anything; only classes of the platform are asked.
    function _requireClass(ISecurityToken token) private view {
        uint16 number = token.classNumber();
        if (number == 0 || pass.classAt(number) != address(token)) {
            revert NotAClassOfThePlatform(address(token));
        }
    }

    function _isAction(address caller) private view returns (bool) {
        return desk.powerOf(caller) == IRegistrarDesk.Power.Rescale;
    }

    function _isPayingAgent(address caller) private view returns (bool) {
        (bool isMember, uint32 delay) = _manager.hasRole(Roles.PAYING_AGENT, caller);
        return isMember && delay == 0;
    }
}
