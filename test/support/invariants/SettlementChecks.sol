// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IExternalCash } from "../../../contracts/settlement/interfaces/IExternalCash.sol";
import { IFails } from "../../../contracts/settlement/interfaces/IFails.sol";
import { Side, TradePhase, TradeWord, TradeWords } from "../../../contracts/types/TradeWord.sol";
import { Promise } from "./Promise.sol";
import { SettlementWorldActs } from "./SettlementWorldActs.sol";

/// What must be so after every step.
abstract contract SettlementChecks is SettlementWorldActs {
    function _checkAll() internal {
        _checkBalances();
        _checkNothingOwned();
        if (deals.length == 0) return;
        _checkDeal(touched);
        _checkDeal(_roll(deals.length));
        for (uint256 i = 0; i < 3; ++i) _checkAllowance(_roll(TOKENS), _anyParty(), _roll(ROUTES));
        for (uint256 i = 0; i < 2; ++i) _checkNonce(_anyParty(), _roll(300));
        Deal storage deal = deals[touched];
        _checkNonce(deal.seller, deal.trade.sellerNonce);
        _checkNonce(deal.buyer, deal.trade.buyerNonce);
        if (cycles.length != 0) _checkCycle(_roll(cycles.length));
    }

    /// Everybody has what moved, held is what is promised, the supply is the sum.
    function _checkBalances() private {
        record.checked(Promise.Sum1);
        record.checked(Promise.Hold1);
        for (uint256 asset = 0; asset < TOKENS; ++asset) {
            IPassGatedToken token = _token(asset);
            uint256 sum = 0;
            for (uint256 i = 0; i < PARTIES; ++i) {
                uint256 balance = token.balanceOf(parties[i]);
                sum += balance;
                if (balance != balances[asset][i]) {
                    record.breach(Promise.Dvp1, "a balance is not what moved");
                }
                if (asset == CASH) continue;
                uint256 heldNow = token.heldOf(parties[i]);
                if (heldNow != held[asset][i]) {
                    record.breach(Promise.Hold1, "held is not the sum of live holds");
                }
                if (asset < CLASSES && token.frozenOf(parties[i]) != frozen[asset][i]) {
                    record.breach(Promise.Rules, "frozen is not what was ordered");
                }
                if (heldNow > balance) record.breach(Promise.Hold1, "more is held than there is");
            }
            if (sum != supplies[asset] || token.totalSupply() != sum) {
                record.breach(Promise.Sum1, "the supply is not the sum of balances");
            }
        }
    }

    function _checkNothingOwned() private {
        record.checked(Promise.Dvp2);
        address[5] memory owners = [routes[0], routes[1], routes[2], routes[3], address(fixing)];
        for (uint256 i = 0; i < owners.length; ++i) {
            uint256 sum = owners[i].balance;
            for (uint256 asset = 0; asset < TOKENS; ++asset) {
                sum += IERC20(assets[asset]).balanceOf(owners[i]);
            }
            if (sum != 0) record.breach(Promise.Dvp2, "a settlement contract owns something");
        }
    }

    function _checkDeal(uint256 place) internal {
        Deal storage deal = deals[place];
        TradeWord word = dvp.tradeWord(deal.id);
        record.checked(Promise.Dvp1);
        if (word.phase() != deal.phase) record.breach(Promise.Dvp1, "another phase");
        if (word.filled() != deal.filled) record.breach(Promise.Dvp1, "other units filled");
        bool isSame =
            word.has(TradeWords.INSTRUCTED, Side.Seller) == deal.instructed[0] &&
                word.has(TradeWords.INSTRUCTED, Side.Buyer) == deal.instructed[1] &&
                word.has(TradeWords.HELD, Side.Seller) == deal.promised[0] &&
                word.has(TradeWords.HELD, Side.Buyer) == deal.promised[1] &&
                word.has(TradeWords.CANCELS, Side.Seller) == deal.cancels[0] &&
                word.has(TradeWords.CANCELS, Side.Buyer) == deal.cancels[1] &&
                word.has(TradeWords.SIGN_OFF_ASKED) == deal.asked &&
                word.has(TradeWords.SIGNED_OFF) == deal.signedOff;
        if (!isSame) record.breach(Promise.Dvp1, "a trade is not as it was said");
        if (deal.delivered > deal.trade.units || deal.paid > deal.trade.amount) {
            record.breach(Promise.Dvp1, "more moved than was agreed");
        }
        bool isDone = deal.phase == TradePhase.Settled;
        if (isDone && deal.delivered != deal.trade.units) {
            record.breach(Promise.Dvp1, "settled, and not all was delivered");
        }
        if (isDone && deal.money != ELSEWHERE && deal.paid != deal.trade.amount) {
            record.breach(Promise.Dvp1, "settled, and not all was paid");
        }
        if (deal.class >= CLASSES) return;
        _checkHolds(deal);
        _checkPayment(deal);
        _checkLate(deal);
    }

    function _checkHolds(Deal storage deal) private {
        record.checked(Promise.Hold1);
        IPassGatedToken token = _token(deal.class);
        (, uint256 units) = token.holdOf(_holdId(deal, 0));
        (, uint256 amount) = _token(YEN).holdOf(_holdId(deal, 1));
        (, uint256 reserved) = token.holdOf(_holdIdElsewhere(deal));
        if (units != deal.held[0] || amount != deal.held[1] || reserved != deal.heldElsewhere) {
            record.breach(Promise.Hold1, "a hold is not what was promised, less what was taken");
        }
        bool isFinal = deal.phase == TradePhase.Settled || deal.phase == TradePhase.Ended;
        bool isOpen =
            deal.payment != IExternalCash.Phase.Delivered &&
                deal.payment != IExternalCash.Phase.Released;
        if (!isOpen && deal.heldElsewhere != 0) {
            record.breach(Promise.Hold1, "something is held for a payment that is over");
        }
        if (isFinal && deal.held[0] + deal.held[1] != 0) {
            record.breach(Promise.Hold1, "something is held for a trade that is over");
        }
    }

    /// Units moved for money elsewhere if and only if it was paid.
    function _checkPayment(Deal storage deal) private {
        if (deal.money != ELSEWHERE) return;
        IExternalCash.Payment memory payment = external_.paymentOf(deal.id);
        bool isSame =
            payment.phase == deal.payment &&
                payment.longStop == deal.longStop &&
                payment.units == deal.reserved &&
                payment.amount == deal.reservedAmount;
        if (!isSame) record.breach(Promise.Dvp1, "a payment is not where it should be");
        bool wasDelivered = deal.payment == IExternalCash.Phase.Delivered;
        if (wasDelivered != (deal.delivered != 0)) {
            record.breach(Promise.Dvp1, "units moved unpaid, or were paid and did not");
        }
    }

    function _checkLate(Deal storage deal) private {
        if (deal.lastDay == 0) return;
        IFails.Late memory late = fails.lateOf(deal.id);
        (uint256 fromSeller, uint256 fromBuyer) = fails.dueOf(deal.id);
        bool isSame =
            late.failDays == deal.failDays &&
                late.defaultDays == deal.defaultDays &&
                fromSeller == _dueFromSeller(deal) &&
                fromBuyer == _dueFromBuyer(deal);
        if (!isSame) record.breach(Promise.Rules, "a charge is not what the days come to");
    }

    function _dueFromSeller(Deal storage deal) internal view returns (uint256) {
        return deal.failSum / 365_000_000 + deal.buyInDebt - deal.paidBySeller;
    }

    function _dueFromBuyer(Deal storage deal) internal view returns (uint256) {
        return deal.interestSum / 365_000_000 - deal.paidByBuyer;
    }

    function _checkAllowance(uint256 asset, uint256 owner, uint256 by) private {
        record.checked(Promise.Rules);
        uint256 allowed = IERC20(assets[asset]).allowance(parties[owner], routes[by]);
        if (allowed != allowances[asset][owner][by]) {
            record.breach(Promise.Rules, "an allowance is not what was given less what was spent");
        }
    }

    function _checkNonce(uint256 party, uint256 nonce) private {
        record.checked(Promise.Dvp1);
        if (dvp.isNonceUsed(parties[party], nonce) != used[party][nonce]) {
            record.breach(Promise.Dvp1, "a number is used that was not, or the reverse");
        }
    }

    function _checkCycle(uint256 place) private {
        Cycle storage cycle = cycles[place];
        record.checked(Promise.Net1);
        if (dvp.cycleWord(cycle.id).phase() != cycle.phase) {
            record.breach(Promise.Net1, "a cycle is in another phase");
        }
    }
}
