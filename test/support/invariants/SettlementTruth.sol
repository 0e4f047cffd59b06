// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { ExactPayment } from "../../../contracts/settlement/ExactPayment.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { IExternalCash } from "../../../contracts/settlement/interfaces/IExternalCash.sol";
import { CyclePhase } from "../../../contracts/types/CycleWord.sol";
import { Trade } from "../../../contracts/types/Trade.sol";
import { TradePhase } from "../../../contracts/types/TradeWord.sol";
import { SettlementRefusals } from "./SettlementRefusals.sol";
import { SettlementSetting } from "./SettlementSetting.sol";

/// What is true of settlement, kept from what was signed, said and let through, by the interfaces'
/// specification. It reads nothing from the contracts of settlement.
abstract contract SettlementTruth is SettlementSetting {
    /// What is wrong with a trade's signatures.
    enum Flaw {
        None,
        Seller, // another key signed
        Buyer,
        Altered, // another amount was signed
        OtherChain,
        OtherContract
    }

    /// A trade, as both made it, and all that became of it. Of pairs the seller's comes first.
    struct Deal {
        Trade trade;
        bytes32 id;
        uint256 seller;
        uint256 buyer;
        uint256 class; // or STRANGE, or YEN
        uint256 money; // YEN, CASH, ELSEWHERE or STRANGE
        Flaw flaw;
        TradePhase phase;
        uint64 filled;
        bool[2] instructed;
        bool[2] promised;
        bool[2] cancels;
        uint256[2] held;
        bool isRescaled; // a split made more or fewer of what is held
        bool isMadeInAction;
        bool asked;
        bool signedOff;
        // What moved, by any route.
        uint256 delivered;
        uint256 paid;
        // Money elsewhere.
        IExternalCash.Phase payment;
        uint256 longStop;
        uint256 reserved;
        uint256 reservedAmount;
        uint256 heldElsewhere;
        bytes32 secret;
        // Fails and defaults.
        uint256 failDays;
        uint256 defaultDays;
        uint256 lastDay;
        uint256 buyInDebt;
        uint256 failSum;
        uint256 interestSum;
        uint256 paidBySeller;
        uint256 paidByBuyer;
        uint256 agreed;
        uint256[2] offered;
        uint256 replacement; // place of the one it was to be bought in by, plus 1
    }

    struct Cycle {
        address opener;
        uint256 number;
        bytes32 id;
        CyclePhase phase;
        uint256 deadline;
        bool isFixed;
        bytes32 root;
        uint256 parties; // as a set
        uint256 assets; // as a set
        uint16[2] epochs;
    }

    struct Power {
        uint256 until;
        uint256 mostPerTrade;
        uint256 mostPerDay;
        uint256 usedDay;
        uint256 used;
    }

    /// A call that settlement makes at a token.
    struct Move {
        address by;
        address target;
        bytes data;
    }

    /// What an act meets: reasons that refuse it, any of which may be given; then what it asks of the tokens.
    struct Plan {
        bytes4[] why;
        uint256 reasons;
        /// One of the reasons may come after calls at the tokens.
        bool isLate;
        Move[] moves;
        uint256 count;
        /// Listed cash moves.
        bool paysCash;
    }

    uint256 private constant MOST = 100;
    bytes32 private constant HOLD_TYPEHASH = keccak256(
        "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)"
    );

    Deal[] internal deals;
    mapping(bytes32 id => uint256 place) internal placeOf; // plus 1
    Cycle[] internal cycles;
    mapping(bytes32 id => CyclePhase) internal cyclePhase;
    mapping(uint256 party => mapping(uint256 nonce => bool)) internal used;
    mapping(uint256 party => mapping(address delegate => mapping(uint256 asset => Power)))
        internal powers;
    bool[CLASSES] internal asksSignOff;
    bool internal isListed;
    bool internal isHonest = true;

    uint256[PARTIES][TOKENS] internal balances;
    uint256[PARTIES][TOKENS] internal held;
    uint256[PARTIES][CLASSES] internal frozen;
    uint256[ROUTES][PARTIES][TOKENS] internal allowances;
    uint256[TOKENS] internal supplies;
    uint16[CLASSES] internal epochs;
    bool[CLASSES + 1] internal paused;
    bool[CLASSES] internal closed;
    /// An action over all holders was begun, and has not ended.
    bool[CLASSES] internal running;
    bool[PARTIES] internal works;

    // ------------------------------------------------------------------ plans

    function _plan() internal pure returns (Plan memory plan) {
        plan.why = new bytes4[](MOST);
        plan.moves = new Move[](MOST);
    }

    /// A reason, if it is one.
    function _no(Plan memory plan, bool isSo, bytes4 selector) internal pure {
        if (isSo) plan.why[plan.reasons++] = selector;
    }

    function _go(Plan memory plan, address by, address target, bytes memory data) internal view {
        plan.moves[plan.count++] = Move(by, target, data);
        for (uint256 i = 0; i < CLASSES; ++i) {
            if (assets[i] == target) _refuseMove(plan, i);
        }
    }

    /// Nothing of a class moves, is promised or released while an action over all holders runs. A token may
    /// have found another reason before.
    function _refuseMove(Plan memory plan, uint256 class) internal view {
        if (class >= CLASSES || !running[class]) return;
        plan.isLate = true;
        _no(plan, true, IPassGatedToken.TokenInAction.selector);
    }

    /// What ends a trade frees what is held for it.
    function _refuseRelease(Plan memory plan, Deal storage deal) internal view {
        if (deal.held[0] != 0) _refuseMove(plan, deal.class);
    }

    function _refuseReleaseElsewhere(Plan memory plan, Deal storage deal) internal view {
        if (deal.heldElsewhere != 0) _refuseMove(plan, deal.class);
    }

    /// What a unit is has changed since the trade was made, or the class has closed.
    function _isStale(Deal storage deal) internal view returns (bool) {
        return deal.class < CLASSES && deal.trade.termsEpoch < epochs[deal.class];
    }

    function _isReason(Plan memory plan, bytes4 selector) internal pure returns (bool) {
        for (uint256 i = 0; i < plan.reasons; ++i) if (plan.why[i] == selector) return true;
        return false;
    }

    // ------------------------------------------------------------------ what refuses a trade

    /// Whatever is only said is judged by this alone.
    function _refuseContents(Plan memory plan, Deal storage deal) internal view {
        _no(
            plan,
            deal.trade.units == 0 || deal.trade.amount == 0,
            IDvpSettlement.TradeEmpty.selector
        );
        _no(plan, deal.seller == deal.buyer, IDvpSettlement.TradeWithOneself.selector);
        _no(plan, !_isKnownCash(deal.money), IDvpSettlement.CashNotListed.selector);
    }

    /// Class and terms are judged when something moves.
    function _refuseClass(Plan memory plan, Deal storage deal) internal view {
        _no(plan, deal.class >= CLASSES, IDvpSettlement.NotAClassOfThePlatform.selector);
        bool changed = deal.class < CLASSES && deal.trade.termsEpoch != epochs[deal.class];
        _no(plan, changed, IDvpSettlement.TermsChanged.selector);
    }

    function _isKnownCash(uint256 money) internal view returns (bool) {
        return money == YEN || money == ELSEWHERE || (money == CASH && isListed);
    }

    function _refuseTime(Plan memory plan, Deal storage deal) internal view {
        _no(plan, block.timestamp < deal.trade.settleFrom, IDvpSettlement.TooEarly.selector);
        _no(plan, block.timestamp > deal.trade.settleBy, IDvpSettlement.TooLate.selector);
    }

    function _refuseCycle(Plan memory plan, Deal storage deal) internal view {
        bytes32 cycle = deal.trade.cycle;
        bool waits = cycle != 0 && cyclePhase[cycle] != CyclePhase.Void;
        _no(plan, waits, IDvpSettlement.CycleNotVoid.selector);
    }

    /// What a matched trade needs, by whichever route.
    function _refuseUnsettleable(Plan memory plan, Deal storage deal) internal view {
        _no(plan, deal.phase != TradePhase.Matched, IDvpSettlement.WrongPhase.selector);
        _refuseTime(plan, deal);
        _refuseCycle(plan, deal);
        _refuseContents(plan, deal);
        _refuseClass(plan, deal);
        bool asked = deal.asked || (deal.class < CLASSES && asksSignOff[deal.class]);
        _no(plan, asked && !deal.signedOff, IDvpSettlement.SignOffMissing.selector);
    }

    function _refuseSignatures(Plan memory plan, Deal storage deal) internal view {
        _no(plan, deal.flaw != Flaw.None, IDvpSettlement.SignatureInvalid.selector);
    }

    function _refuseNonces(Plan memory plan, Deal storage deal) internal view {
        bool isUsed =
            used[deal.seller][deal.trade.sellerNonce] || used[deal.buyer][deal.trade.buyerNonce];
        _no(plan, isUsed, IDvpSettlement.NonceUsed.selector);
    }

    function _refuseSigned(Plan memory plan, Deal storage deal) internal view {
        _refuseTime(plan, deal);
        _refuseCycle(plan, deal);
        _refuseContents(plan, deal);
        _refuseClass(plan, deal);
        bool asked = deal.class < CLASSES && asksSignOff[deal.class];
        _no(plan, asked && !deal.signedOff, IDvpSettlement.SignOffMissing.selector);
        _refuseSignatures(plan, deal);
        _refuseNonces(plan, deal);
    }

    /// The party, or its delegate in what it gives.
    function _mayActFor(address by, Deal storage deal, uint256 side) internal view returns (bool) {
        (uint256 party, uint256 asset) = _givenBy(deal, side);
        return by == parties[party] || powers[party][by][asset].until >= block.timestamp;
    }

    function _givenBy(
        Deal storage deal,
        uint256 side
    ) internal view returns (uint256 party, uint256 asset) {
        return side == 0 ? (deal.seller, deal.class) : (deal.buyer, deal.money);
    }

    // ------------------------------------------------------------------ legs

    function _rest(Deal storage deal) internal view returns (uint256 units, uint256 amount) {
        Trade storage trade = deal.trade;
        units = trade.units - deal.filled;
        amount = trade.units == 0 ? 0 : trade.amount - (trade.amount * deal.filled) / trade.units;
    }

    /// What gross settlement asks of the tokens: a held leg moves out of its hold; what is left of one that
    /// is short is freed first.
    function _planLegs(
        Plan memory plan,
        Deal storage deal,
        uint256 units,
        uint256 amount
    ) internal view {
        if (deal.class < CLASSES) _planLeg(plan, deal, 0, deal.class, units);
        if (deal.money == YEN) _planLeg(plan, deal, 1, YEN, amount);
        else if (deal.money == CASH) {
            _planCash(plan, deal.buyer, amount, BY_DVP);
        } else {
            plan.isLate = true;
            _no(plan, true, IDvpSettlement.CashNotListed.selector);
        }
    }

    function _planLeg(
        Plan memory plan,
        Deal storage deal,
        uint256 side,
        uint256 asset,
        uint256 quantity
    ) private view {
        (address from, address to) = (parties[deal.seller], parties[deal.buyer]);
        if (side == 1) (from, to) = (to, from);
        if (deal.promised[side]) {
            if (deal.held[side] >= quantity) {
                bytes32 id = _holdId(deal, side);
                bytes memory execute = abi.encodeCall(
                    IPassGatedAnnex.executeHold,
                    (id, to, quantity)
                );
                return _go(plan, address(dvp), assets[asset], execute);
            }
            _planRelease(plan, deal, side);
        }
        bytes memory call = abi.encodeCall(IERC20.transferFrom, (from, to, quantity));
        _go(plan, address(dvp), assets[asset], call);
    }

    function _planRelease(Plan memory plan, Deal storage deal, uint256 side) internal view {
        if (deal.held[side] == 0) return;
        _go(
            plan,
            address(dvp),
            assets[side == 0 ? deal.class : YEN],
            abi.encodeCall(IPassGatedAnnex.releaseHold, (_holdId(deal, side), deal.held[side]))
        );
    }

    /// Listed cash that lies is refused, however; honest cash as any token.
    function _planCash(Plan memory plan, uint256 payer, uint256 amount, uint256 by) internal view {
        (plan.isLate, plan.paysCash) = (true, true);
        bool allowed = allowances[CASH][payer][by] >= amount;
        bool there = balances[CASH][payer] >= amount;
        _no(plan, !allowed, IERC20Errors.ERC20InsufficientAllowance.selector);
        _no(plan, !there, IERC20Errors.ERC20InsufficientBalance.selector);
        _no(plan, !isHonest, ExactPayment.CashNotExact.selector);
        _no(plan, !isHonest, SafeERC20.SafeERC20FailedOperation.selector);
        _no(plan, !isHonest, SettlementRefusals.ZEROS);
    }

    /// Both legs moved.
    function _settled(Deal storage deal, uint256 units, uint256 amount) internal {
        _movedLeg(deal, 0, deal.class, units);
        _movedLeg(deal, 1, deal.money, amount);
        (deal.delivered, deal.paid) = (deal.delivered + units, deal.paid + amount);
    }

    function _movedLeg(Deal storage deal, uint256 side, uint256 asset, uint256 quantity) private {
        (uint256 from, uint256 to) = (deal.seller, deal.buyer);
        if (side == 1) (from, to) = (to, from);
        if (deal.held[side] >= quantity) {
            _unheld(deal, side, quantity);
        } else {
            _unheld(deal, side, deal.held[side]);
            _spent(asset, from, BY_DVP, quantity);
        }
        _moved(asset, from, to, quantity);
    }

    function _moved(uint256 asset, uint256 from, uint256 to, uint256 quantity) internal {
        balances[asset][from] -= quantity;
        balances[asset][to] += quantity;
    }

    function _spent(uint256 asset, uint256 owner, uint256 by, uint256 quantity) internal {
        uint256 allowed = allowances[asset][owner][by];
        if (allowed != type(uint256).max) allowances[asset][owner][by] = allowed - quantity;
    }

    function _unheld(Deal storage deal, uint256 side, uint256 quantity) internal {
        uint256 asset = side == 0 ? deal.class : YEN;
        if (quantity == 0) return;
        held[asset][side == 0 ? deal.seller : deal.buyer] -= quantity;
        deal.held[side] -= quantity;
    }

    function _unheldElsewhere(Deal storage deal) internal {
        held[deal.class][deal.seller] -= deal.heldElsewhere;
        deal.heldElsewhere = 0;
    }

    function _ended(Deal storage deal) internal {
        deal.phase = TradePhase.Ended;
        _unheld(deal, 0, deal.held[0]);
        _unheld(deal, 1, deal.held[1]);
    }

    function _freeOf(uint256 asset, uint256 party) internal view returns (uint256) {
        if (asset == CASH) return balances[CASH][party];
        uint256 unheld = balances[asset][party] - held[asset][party];
        uint256 stopped = asset < CLASSES ? frozen[asset][party] : 0;
        return unheld > stopped ? unheld - stopped : 0;
    }

    // ------------------------------------------------------------------ ids

    function _holdId(Deal storage deal, uint256 side) internal view returns (bytes32) {
        return
            _holdIdAt(
                assets[side == 0 ? deal.class : YEN],
                parties[side == 0 ? deal.seller : deal.buyer],
                address(dvp),
                deal.id
            );
    }

    function _holdIdElsewhere(Deal storage deal) internal view returns (bytes32) {
        return _holdIdAt(assets[deal.class], parties[deal.seller], address(external_), deal.id);
    }

    function _holdIdAt(
        address token,
        address holder,
        address executor,
        bytes32 salt
    ) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(HOLD_TYPEHASH, block.chainid, token, uint8(1), holder, executor, salt)
            );
    }

    function _today() internal view returns (uint256) {
        return (block.timestamp + 9 hours) / 1 days;
    }

    function _dayBegins(uint256 day) internal pure returns (uint256) {
        return day * 1 days - 9 hours;
    }
}
