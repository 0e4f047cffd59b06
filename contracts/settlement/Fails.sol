// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { ReentrancyLock } from "../types/ReentrancyLock.sol";
import { Trade } from "../types/Trade.sol";
import { Side, TradePhase, TradeWord, TradeWords } from "../types/TradeWord.sol";
import { ExactPayment } from "./ExactPayment.sol";
import { IDvpSettlement } from "./interfaces/IDvpSettlement.sol";
import { IFails } from "./interfaces/IFails.sol";
import { IFixing } from "./interfaces/IFixing.sol";
import { AssetKind } from "./interfaces/ITradeRegistry.sol";

/// @dev Specification: {IFails}.
contract Fails is IFails, AccessManaged, ReentrancyLock {
    using ExactPayment for IERC20;

    struct Interest {
        uint32 agreed;
        uint32 bySeller;
        uint32 byBuyer;
    }

    uint256 private constant MILLION = 1_000_000;
    /// Days of a year, by the market's practice also of a leap year.
    uint256 private constant YEAR = 365;

    IDvpSettlement public immutable dvp;
    IFixing public immutable fixing;

    FailTerms private _terms;
    mapping(bytes32 id => Late) private _late;
    mapping(bytes32 id => Interest) private _interest;

    constructor(
        address authority_,
        IDvpSettlement dvp_,
        IFixing fixing_,
        FailTerms memory terms_
    ) AccessManaged(authority_) {
        dvp = dvp_;
        fixing = fixing_;
        _setTerms(terms_);
    }

    /// @inheritdoc IFails
    function settleOrMark(Trade calldata trade) external nonReentrant returns (bool settled) {
        bytes32 id = dvp.idOf(trade);
        // Refuses what could not settle now whoever had what.
        dvp.requireSettleable(trade);
        if (dvp.kindOf(trade.cash) == AssetKind.External) revert CashElsewhere(id);
        JstDate day = JstDates.dateAt(block.timestamp);
        uint256 judgedFrom = uint256(day.lastSecond()) + 1 - 1 days + _terms.cutOff;
        // A trade of this afternoon is not late this morning.
        if (judgedFrom < trade.settleFrom) judgedFrom += 1 days;
        if (block.timestamp < judgedFrom) revert NotLateYet(judgedFrom, block.timestamp);
        (uint64 units, uint256 amount) = dvp.restOf(trade);
        bool sellerLacks = !_isThere(trade, id, Side.Seller, units);
        bool buyerLacks = !_isThere(trade, id, Side.Buyer, amount);
        if (!sellerLacks && !buyerLacks) {
            dvp.settleMatched(trade);
            return true;
        }
        Late storage late = _late[id];
        if (!late.lastDay.isBefore(day)) revert DayJudgedBefore(id, day);

        late.lastDay = day;
        if (sellerLacks && buyerLacks) emit BothLacked(id, day);
        else if (sellerLacks) _markFail(late, trade, id, day, amount);
        else _markDefault(late, trade, id, day, amount);
    }

    /// @inheritdoc IFails
    function agreeLateInterest(Trade calldata trade, Side side, uint32 rate) external {
        bytes32 id = dvp.idOf(trade);
        address party = _requireActsFor(trade, side);
        _requireMatched(id);
        Interest memory interest = _interest[id];
        if (interest.agreed != 0) revert InterestAgreed(id, interest.agreed);
        if (rate > MILLION) revert InterestOutOfRange(rate);

        if (side == Side.Seller) interest.bySeller = rate;
        else interest.byBuyer = rate;
        bool isAgreed = rate != 0 && interest.bySeller == interest.byBuyer;
        if (isAgreed) interest.agreed = rate;
        _interest[id] = interest;
        emit LateInterestOffered(id, party, rate);
        if (isAgreed) emit LateInterestAgreed(id, rate);
    }

    /// @inheritdoc IFails
    function cancelForDefault(Trade calldata trade) external nonReentrant {
        bytes32 id = dvp.idOf(trade);
        _requireActsFor(trade, Side.Seller);
        _requireMatched(id);
        uint32 agreed = _interest[id].agreed;
        if (agreed != 0) revert InterestAgreed(id, agreed);
        uint16 days_ = _late[id].defaultDays;
        if (days_ == 0 || days_ < _terms.cancelAfter) {
            revert TooFewDays(id, days_, _terms.cancelAfter);
        }

        emit DefaultCancelled(id, trade.seller, msg.sender);
        dvp.endTrade(trade);
    }

    /// @inheritdoc IFails
    function buyIn(Trade calldata trade, Trade calldata replacement) external nonReentrant {
        bytes32 id = dvp.idOf(trade);
        bytes32 replacementId = dvp.idOf(replacement);
        _requireActsFor(trade, Side.Buyer);
        _requireMatched(id);
        uint16 days_ = _late[id].failDays;
        if (days_ == 0 || days_ < _terms.buyInAfter) {
            revert TooFewDays(id, days_, _terms.buyInAfter);
        }
        (uint64 units, uint256 amount) = dvp.restOf(trade);
        TradeWord word = dvp.tradeWord(replacementId);
        if (
            replacement.buyer != trade.buyer ||
            replacement.seller == trade.seller ||
            replacement.security != trade.security ||
            replacement.cash != trade.cash ||
            replacement.units != units ||
            replacement.termsEpoch != trade.termsEpoch ||
            replacement.commonReference != id ||
            word.phase() != TradePhase.Settled ||
            !word.has(TradeWords.SIGNED_OFF)
        ) revert ReplacementDiffers(id, replacementId);
        uint256 most = amount + (amount * _terms.mostOver) / MILLION;
        if (replacement.amount > most) {
            revert ReplacementTooDear(replacementId, replacement.amount, most);
        }
        uint256 difference = replacement.amount > amount ? replacement.amount - amount : 0;

        _late[id].buyInDebt = SafeCast.toUint128(difference);
        emit BoughtIn(id, replacementId, difference);

        dvp.endTrade(trade);
    }

    /// @inheritdoc IFails
    function collect(
        Trade calldata trade,
        Side from
    ) external nonReentrant returns (uint256 amount) {
        bytes32 id = dvp.idOf(trade);
        (uint256 fromSeller, uint256 fromBuyer) = dueOf(id);
        bool isSellers = from == Side.Seller;
        amount = isSellers ? fromSeller : fromBuyer;
        if (amount == 0) revert NothingDue(id);
        (address payer, address payee) = isSellers
            ? (trade.seller, trade.buyer)
            : (trade.buyer, trade.seller);

        if (isSellers) _late[id].paidBySeller += amount;
        else _late[id].paidByBuyer += amount;
        emit ChargePaid(id, payer, payee, amount);

        IERC20(trade.cash).pay(payer, payee, amount);
    }

    /// @inheritdoc IFails
    function setTerms(FailTerms calldata terms_) external restricted {
        _setTerms(terms_);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IFails
    function terms() external view returns (FailTerms memory) {
        return _terms;
    }

    /// @inheritdoc IFails
    function lateOf(bytes32 id) external view returns (Late memory) {
        return _late[id];
    }

    /// @inheritdoc IFails
    function dueOf(bytes32 id) public view returns (uint256 fromSeller, uint256 fromBuyer) {
        Late memory late = _late[id];
        fromSeller = late.failSum / (YEAR * MILLION) + late.buyInDebt - late.paidBySeller;
        fromBuyer = late.interestSum / (YEAR * MILLION) - late.paidByBuyer;
    }

    /// @inheritdoc IFails
    function lateInterestOf(
        bytes32 id
    ) external view returns (uint32 agreed, uint32 bySeller, uint32 byBuyer) {
        Interest memory interest = _interest[id];
        return (interest.agreed, interest.bySeller, interest.byBuyer);
    }

    // ------------------------------------------------------------------ internals

    /// A leg is there when it is held for the trade, or free and allowed to the settlement contract.
    function _isThere(
        Trade calldata trade,
        bytes32 id,
        Side side,
        uint256 quantity
    ) private view returns (bool) {
        bool isSeller = side == Side.Seller;
        IPassGatedToken token = IPassGatedToken(isSeller ? trade.security : trade.cash);
        address party = isSeller ? trade.seller : trade.buyer;
        uint256 free = token.balanceOf(party);
        if (isSeller || dvp.kindOf(trade.cash) == AssetKind.Yen) {
            uint256 kept = token.heldOf(party) + token.frozenOf(party);
            if (dvp.tradeWord(id).has(TradeWords.HELD, side)) {
                (address holder, uint256 held) = token.holdOf(dvp.holdIdOf(trade, side));
                if (holder == party) {
                    if (held >= quantity) return true;
                    // Settlement frees what is left of a hold that covers the leg no more.
                    kept -= held;
                }
            }
            free = free > kept ? free - kept : 0;
        }
        return free >= quantity && token.allowance(party, address(dvp)) >= quantity;
    }

    function _markFail(
        Late storage late,
        Trade calldata trade,
        bytes32 id,
        JstDate day,
        uint256 amount
    ) private {
        (int64 referenceRate, bool isFallback) = _referenceAt(day);
        int64 rate = _terms.rate;
        ++late.failDays;
        if (rate > referenceRate) {
            late.failSum += amount * uint256(int256(rate) - referenceRate);
        }
        emit TradeFailed(id, trade.seller, day, amount, rate, referenceRate, isFallback);
    }

    function _markDefault(
        Late storage late,
        Trade calldata trade,
        bytes32 id,
        JstDate day,
        uint256 amount
    ) private {
        ++late.defaultDays;
        late.interestSum += amount * _interest[id].agreed;
        emit TradeDefaulted(id, trade.buyer, day, amount);
    }

    /// A feed that stopped keeps nobody from being charged: the fallback has a name, and the event says so.
    function _referenceAt(JstDate day) private view returns (int64 referenceRate, bool isFallback) {
        try fixing.rateOrPrevious(_terms.index, day) returns (int64 rate, JstDate) {
            if (_isRate(rate)) return (rate, false);
        } catch {}
        return (_terms.fallbackReference, true);
    }

    /// Between -100 % and 100 % a year: what is outside is a mistake, or worse.
    function _isRate(int64 rate) private pure returns (bool) {
        return rate >= -int256(MILLION) && rate <= int256(MILLION);
    }

    function _requireMatched(bytes32 id) private view {
        if (dvp.tradeWord(id).phase() != TradePhase.Matched) revert NotMatched(id);
    }

    /// @return party Whom the caller acts for.
    function _requireActsFor(Trade calldata trade, Side side) private view returns (address party) {
        party = side == Side.Seller ? trade.seller : trade.buyer;
        if (!dvp.actsFor(msg.sender, trade, side)) revert NotForTheParty(msg.sender, party);
    }

    function _setTerms(FailTerms memory terms_) private {
        // Rates beyond 100 % a year, a cut-off after midnight and a right without a day are mistakes.
        if (
            terms_.rate < 0 ||
            !_isRate(terms_.rate) ||
            !_isRate(terms_.fallbackReference) ||
            terms_.cutOff >= 1 days ||
            terms_.buyInAfter == 0 ||
            terms_.cancelAfter == 0
        ) revert TermsOutOfRange(terms_);
        _terms = terms_;
        emit TermsChanged(terms_);
    }
}
