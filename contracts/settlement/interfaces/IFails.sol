// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../types/JstDate.sol";
import { Trade } from "../../types/Trade.sol";
import { Side } from "../../types/TradeWord.sol";

/// @title Fails (フェイル) and cash defaults
/// @notice A matched trade that did not settle by the cut-off of a day, from the day on from which it may
/// settle, is settled or marked: whoever lacks its leg, alone, is charged for that day. With both lacking
/// nobody is. What is due goes from the one to the other, by the payer's allowance to this contract; what
/// he does not allow or have stays due, here, for anyone to see and to collect later.
/// After enough days the buyer buys in elsewhere, or the seller cancels for want of cash, unless both agreed
/// that the buyer pays interest instead.
/// @dev A day's charge is `what is left of the amount x rate / 365`, rates in millionths a year, added up over
/// the days and rounded down once when collected: the payer keeps the rounding. A fail's rate is
/// `max(rate - reference, 0)`, the reference a fixing ({IFixing}); as the Japanese market's practice for fails
/// of bonds has it.
interface IFails {
    /// @param rate Of a fail, in millionths a year.
    /// @param fallbackReference The reference when no fixing is recent enough.
    /// @param cutOff Second of the day in Japan from which a day is judged.
    /// @param buyInAfter Days of fails after which the buyer may buy in.
    /// @param cancelAfter Days of default after which the seller may cancel.
    /// @param mostOver How far above the trade's price a buy-in counts, in millionths of it.
    /// @param index The fixing that is the reference.
    struct FailTerms {
        int64 rate;
        int64 fallbackReference;
        uint32 cutOff;
        uint16 buyInAfter;
        uint16 cancelAfter;
        uint32 mostOver;
        bytes32 index;
    }

    /// What is known of a trade that was late.
    /// @param failDays Days on which the seller lacked units, he alone.
    /// @param defaultDays Days on which the buyer lacked cash, he alone.
    /// @param lastDay The last day that was judged.
    /// @param buyInDebt What the seller owes beside, for a buy-in, in cash.
    /// @param failSum Sum over the fail's days of amount x rate: 365,000,000 of it are 1 of cash.
    /// @param interestSum The same for the buyer's days, once interest is agreed.
    /// @param paidBySeller Collected from the seller so far.
    /// @param paidByBuyer Collected from the buyer so far.
    struct Late {
        uint16 failDays;
        uint16 defaultDays;
        JstDate lastDay;
        uint128 buyInDebt;
        uint256 failSum;
        uint256 interestSum;
        uint256 paidBySeller;
        uint256 paidByBuyer;
    }

    /// @notice The seller lacked units at the cut-off of `day`, he alone.
    /// @param isFallback The reference is no fixing: none is recent enough, or it is beyond 100 % a year.
    event TradeFailed(
        bytes32 indexed id,
        address indexed seller,
        JstDate day,
        uint256 amount,
        int64 rate,
        int64 referenceRate,
        bool isFallback
    );
    /// @notice The buyer lacked cash at the cut-off of `day`, he alone.
    event TradeDefaulted(bytes32 indexed id, address indexed buyer, JstDate day, uint256 amount);
    /// @notice Both lacked their leg: nobody is charged for that day.
    event BothLacked(bytes32 indexed id, JstDate day);
    event LateInterestOffered(bytes32 indexed id, address indexed party, uint32 rate);
    event LateInterestAgreed(bytes32 indexed id, uint32 rate);
    event DefaultCancelled(bytes32 indexed id, address indexed seller, address by);
    /// @param difference What the seller owes for it.
    event BoughtIn(bytes32 indexed id, bytes32 indexed replacement, uint256 difference);
    event ChargePaid(bytes32 indexed id, address indexed from, address indexed to, uint256 amount);
    event TermsChanged(FailTerms terms);

    error NotLateYet(uint256 from, uint256 now_);
    error DayJudgedBefore(bytes32 id, JstDate day);
    error NotMatched(bytes32 id);
    error NotForTheParty(address caller, address party);
    error TooFewDays(bytes32 id, uint256 days_, uint256 needed);
    error InterestAgreed(bytes32 id, uint32 rate);
    error InterestOutOfRange(uint32 rate);
    error ReplacementDiffers(bytes32 id, bytes32 replacement);
    error ReplacementTooDear(bytes32 replacement, uint256 amount, uint256 most);
    error NothingDue(bytes32 id);
    error TermsOutOfRange(FailTerms terms);
    /// @notice Cash elsewhere is late by the rules of {IExternalCash}.
    error CashElsewhere(bytes32 id);

    /// @notice Settles a late trade if both legs are there; if not, judges the day. Once a day for a trade,
    /// from its cut-off to its end, by anyone; not after the trade's last time.
    /// @return settled True when it settled.
    /// @dev A leg is there when it is held for the trade, or is free and allowed to DvpSettlement. If both are
    /// there and a token refuses, that refusal is passed on, and nobody is charged.
    function settleOrMark(Trade calldata trade) external returns (bool settled);

    /// @notice Offers or accepts interest for days on which the buyer lacks cash, in the place of the
    /// seller's right to cancel. Agreed once both said the same rate, for the days that follow.
    /// @param rate In millionths a year, 100 % at most; 0 takes an offer back.
    function agreeLateInterest(Trade calldata trade, Side side, uint32 rate) external;

    /// @notice Ends a trade whose buyer lacked cash for long enough.
    /// @dev The seller or its delegate.
    function cancelForDefault(Trade calldata trade) external;

    /// @notice Ends a trade whose seller failed for long enough, for which the buyer bought elsewhere; the
    /// seller owes what that cost more.
    /// @param replacement A settled trade of the same buyer, class, terms epoch, units and cash, with another
    /// seller, which was matched and settled whole, signed off by an operator, and names the failed trade as common
    /// reference.
    /// @dev The buyer or its delegate.
    function buyIn(Trade calldata trade, Trade calldata replacement) external;

    /// @notice Collects from one side what is due from it. Anyone.
    function collect(Trade calldata trade, Side from) external returns (uint256 amount);

    /// @dev Admin, after its delay. For the days that follow.
    function setTerms(FailTerms calldata terms) external;

    function terms() external view returns (FailTerms memory);

    function lateOf(bytes32 id) external view returns (Late memory);

    /// @notice What is due from each side and not collected yet.
    function dueOf(bytes32 id) external view returns (uint256 fromSeller, uint256 fromBuyer);

    /// @notice The interest both agreed on, 0 if none; and what each offered.
    function lateInterestOf(
        bytes32 id
    ) external view returns (uint32 agreed, uint32 bySeller, uint32 byBuyer);
}
