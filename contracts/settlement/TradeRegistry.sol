// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassGatedCore } from "../ledger/interfaces/IPassGatedCore.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ISecurityToken } from "../securities/interfaces/ISecurityToken.sol";
import { CyclePhase, CycleWord, CycleWords } from "../types/CycleWord.sol";
import { HoldOrder, HoldPurpose, Holds } from "../types/Hold.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { Mandate } from "../types/Mandate.sol";
import { Trade, Trades } from "../types/Trade.sol";
import { Side, TradePhase, TradeWord, TradeWords } from "../types/TradeWord.sol";
import { IDvpSettlement } from "./interfaces/IDvpSettlement.sol";
import { AssetKind, ITradeRegistry } from "./interfaces/ITradeRegistry.sol";

/// @dev What {DvpSettlement} keeps, and what the other routes read and write of it.
abstract contract TradeRegistry is ITradeRegistry, AccessManaged {
    using Trades for Trade;
    using Holds for HoldOrder;

    /// What is used of a mandate, and on which day.
    struct Usage {
        JstDate day;
        uint240 amount;
    }

    /// What is known of an asset: a class found genuine at its first trade, since a class number is never
    /// reused; a class whose trades need a sign-off; listed cash.
    uint8 internal constant IS_CLASS = 1;
    uint8 internal constant NEEDS_SIGN_OFF = 2;
    uint8 internal constant IS_LISTED = 4;

    IKycPass public immutable pass;
    address public immutable yen;

    /// One bit a number: which of a party's numbers are used up, by settlement, instruction or cancel.
    mapping(address party => mapping(uint256 word => uint256 bits)) internal _used;
    mapping(bytes32 id => TradeWord) internal _trades;
    mapping(bytes32 id => CycleWord) internal _cycles;
    mapping(address asset => uint8 flags) internal _assets;
    mapping(address party => mapping(address delegate => mapping(address asset => Mandate)))
        internal _mandates;
    mapping(address party => mapping(address delegate => mapping(address asset => Usage)))
        internal _usages;
    address internal _netSettlement;
    address internal _externalCash;
    address internal _fails;

    constructor(IKycPass pass_, address yen_) {
        pass = pass_;
        yen = yen_;
    }

    // ------------------------------------------------------------------ routes only

    /// @inheritdoc ITradeRegistry
    function openCycle(bytes32 id, address opener, uint48 deadline) external {
        _requireRoute(_netSettlement);
        if (_cycles[id].phase() != CyclePhase.None) revert CycleOpenedBefore(id);

        _cycles[id] = CycleWords.open(opener, deadline);
        emit CycleOpened(id, deadline);
    }

    /// @inheritdoc ITradeRegistry
    function endCycle(bytes32 id, bool settled) external {
        _requireRoute(_netSettlement);
        CycleWord cycle = _cycles[id];
        if (cycle.phase() == CyclePhase.None) revert CycleUnknown(id);
        if (cycle.phase() != CyclePhase.Open) revert CycleOver(id);

        _cycles[id] = cycle.withPhase(settled ? CyclePhase.Settled : CyclePhase.Void);
        if (settled) emit CycleSettled(id);
        else emit CycleVoided(id);
    }

    /// @inheritdoc ITradeRegistry
    function consume(
        Trade[] calldata trades
    ) external returns (uint64[] memory units, uint256[] memory amounts) {
        _requireRoute(_netSettlement);
        units = new uint64[](trades.length);
        amounts = new uint256[](trades.length);
        for (uint256 i = 0; i < trades.length; ++i) {
            bytes32 id = trades[i].idOf();
            TradeWord word = _trades[id];
            _requireSettleable(trades[i], id, word);
            (units[i], amounts[i]) = _rest(trades[i], word);

            _trades[id] = word.withPhase(TradePhase.Settled).withFilled(trades[i].units);
            emit TradeNetted(id, msg.sender, units[i], amounts[i]);

            _releaseHolds(trades[i], id, word);
        }
    }

    /// @inheritdoc ITradeRegistry
    function awaitPayment(
        Trade calldata trade
    ) external returns (bytes32 id, uint64 units, uint256 amount) {
        _requireRoute(_externalCash);
        id = trade.idOf();
        TradeWord word = _trades[id];
        _requireSettleable(trade, id, word);
        (units, amount) = _rest(trade, word);

        _trades[id] = word.withPhase(TradePhase.AwaitingPayment);
        emit TradeAwaitsPayment(id, msg.sender);
    }

    /// @inheritdoc ITradeRegistry
    function finish(bytes32 id, bool delivered) external {
        _requireRoute(_externalCash);
        TradeWord word = _trades[id];
        _requirePhase(id, word, TradePhase.AwaitingPayment);

        _trades[id] = word.withPhase(delivered ? TradePhase.Settled : TradePhase.Ended);
        if (delivered) emit TradeSettledElsewhere(id, msg.sender);
        else emit TradeEnded(id, msg.sender);
    }

    /// @inheritdoc ITradeRegistry
    function endTrade(Trade calldata trade) external {
        _requireRoute(_fails);
        bytes32 id = trade.idOf();
        TradeWord word = _trades[id];
        _requirePhase(id, word, TradePhase.Matched);
        _end(trade, id, word);
    }

    /// @inheritdoc ITradeRegistry
    function nameRoutes(
        address netSettlement,
        address externalCash,
        address fails
    ) external restricted {
        if (_netSettlement != address(0)) revert RoutesNamedBefore();
        if (netSettlement == address(0)) revert NotARoute(netSettlement);

        _netSettlement = netSettlement;
        _externalCash = externalCash;
        _fails = fails;
        emit RoutesNamed(netSettlement, externalCash, fails);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ITradeRegistry
    function idOf(Trade calldata trade) external pure returns (bytes32) {
        return trade.idOf();
    }

    /// @inheritdoc ITradeRegistry
    function tradeWord(bytes32 id) external view returns (TradeWord) {
        return _trades[id];
    }

    /// @inheritdoc ITradeRegistry
    function cycleWord(bytes32 id) external view returns (CycleWord) {
        return _cycles[id];
    }

    /// @inheritdoc ITradeRegistry
    function restOf(Trade calldata trade) external view returns (uint64 units, uint256 amount) {
        return _rest(trade, _trades[trade.idOf()]);
    }

    /// @inheritdoc ITradeRegistry
    function requireSettleable(Trade calldata trade) external view {
        bytes32 id = trade.idOf();
        _requireSettleable(trade, id, _trades[id]);
    }

    /// @inheritdoc ITradeRegistry
    function kindOf(address asset) public view returns (AssetKind) {
        if (asset == yen) return AssetKind.Yen;
        uint8 flags = _assets[asset];
        if (flags & IS_LISTED != 0) return AssetKind.Listed;
        if (flags & IS_CLASS != 0 || _isGenuine(asset)) return AssetKind.Class;
        if (asset == _externalCash && asset != address(0)) return AssetKind.External;
        return AssetKind.None;
    }

    /// @inheritdoc ITradeRegistry
    function actsFor(address caller, Trade calldata trade, Side side) public view returns (bool) {
        (address party, address asset, ) = _givenBy(trade, side);
        return caller == party || _mandates[party][caller][asset].until >= block.timestamp;
    }

    /// @inheritdoc ITradeRegistry
    function routes()
        external
        view
        returns (address netSettlement, address externalCash, address fails)
    {
        return (_netSettlement, _externalCash, _fails);
    }

    // ------------------------------------------------------------------ internals

    /// What a matched trade needs so that it may settle now, by whichever route.
    function _requireSettleable(Trade calldata trade, bytes32 id, TradeWord word) internal view {
        _requirePhase(id, word, TradePhase.Matched);
        _requireInTime(trade.settleFrom, trade.settleBy);
        _requireCycle(trade.cycle);
        uint8 flags = _assets[trade.security];
        if (flags & IS_CLASS == 0 && !_isGenuine(trade.security)) {
            revert IDvpSettlement.NotAClassOfThePlatform(trade.security);
        }
        _requireContents(trade.seller, trade.buyer, trade.units, trade.cash, trade.amount);
        _requireTerms(trade.security, trade.termsEpoch);
        if (
            (flags & NEEDS_SIGN_OFF != 0 || word.has(TradeWords.SIGN_OFF_ASKED)) &&
            !word.has(TradeWords.SIGNED_OFF)
        ) revert IDvpSettlement.SignOffMissing(id);
    }

    function _requirePhase(bytes32 id, TradeWord word, TradePhase phase) internal pure {
        if (word.phase() != phase) revert IDvpSettlement.WrongPhase(id, word.phase());
    }

    function _requireInTime(uint48 settleFrom, uint48 settleBy) internal view {
        if (block.timestamp < settleFrom) {
            revert IDvpSettlement.TooEarly(settleFrom, block.timestamp);
        }
        if (block.timestamp > settleBy) {
            revert IDvpSettlement.TooLate(settleBy, block.timestamp);
        }
    }

    function _requireCycle(bytes32 cycle) internal view {
        if (cycle != bytes32(0) && _cycles[cycle].phase() != CyclePhase.Void) {
            revert IDvpSettlement.CycleNotVoid(cycle);
        }
    }

    /// What a trade in a class of the platform must be, whenever it settles.
    function _requireContents(
        address seller,
        address buyer,
        uint64 units,
        address cash,
        uint256 amount
    ) internal view {
        if (units == 0 || amount == 0) revert IDvpSettlement.TradeEmpty(units, amount);
        if (seller == buyer) revert IDvpSettlement.TradeWithOneself(seller);
        if (
            cash != yen &&
            _assets[cash] & IS_LISTED == 0 &&
            (cash != _externalCash || cash == address(0))
        ) revert IDvpSettlement.CashNotListed(cash);
    }

    function _requireTerms(address security, uint16 signed) internal view {
        uint16 epoch = ISecurityToken(security).termsEpoch();
        if (epoch != signed) revert IDvpSettlement.TermsChanged(epoch, signed);
    }

    /// A stranger's contract is the cheapest poison: only classes of the platform are called. Asked once per
    /// class, then remembered.
    function _rememberClass(address token) internal returns (uint8 flags) {
        flags = _assets[token];
        if (flags & IS_CLASS != 0) return flags;
        if (!_isGenuine(token)) revert IDvpSettlement.NotAClassOfThePlatform(token);
        _assets[token] = flags | IS_CLASS;
    }

    function _isGenuine(address token) private view returns (bool) {
        (bool answered, bytes32 answer, ) = LowLevelCall.staticcallReturn64Bytes(
            token,
            abi.encodeCall(IPassGatedCore.classNumber, ())
        );
        uint256 number = uint256(answer);
        // Number 0 is yen, which is cash.
        return
            answered &&
            LowLevelCall.returnDataSize() >= 32 &&
            number != 0 &&
            number <= type(uint16).max &&
            pass.classAt(uint16(number)) == token;
    }

    /// The cash of all units so far, rounded down, less what was paid before: the last part pays the rest.
    function _rest(
        Trade calldata trade,
        TradeWord word
    ) internal pure returns (uint64 units, uint256 amount) {
        uint64 filled = word.filled();
        units = trade.units - filled;
        amount = trade.amount - Math.mulDiv(trade.amount, filled, trade.units);
    }

    function _end(Trade calldata trade, bytes32 id, TradeWord word) internal {
        _trades[id] = word.withPhase(TradePhase.Ended);
        emit TradeEnded(id, msg.sender);

        _releaseHolds(trade, id, word);
    }

    /// Frees whatever is still held here for the trade.
    function _releaseHolds(Trade calldata trade, bytes32 id, TradeWord word) internal {
        if (word.has(TradeWords.HELD, Side.Seller)) _releaseHold(trade, id, Side.Seller);
        if (word.has(TradeWords.HELD, Side.Buyer)) _releaseHold(trade, id, Side.Buyer);
    }

    function _releaseHold(Trade calldata trade, bytes32 id, Side side) internal {
        (IPassGatedToken token, bytes32 hold) = _holdOf(trade, id, side);
        (, uint256 held) = token.holdOf(hold);
        if (held != 0) token.releaseHold(hold, held);
    }

    function _holdOf(
        Trade calldata trade,
        bytes32 id,
        Side side
    ) internal view returns (IPassGatedToken token, bytes32 hold) {
        (address party, address asset, ) = _givenBy(trade, side);
        token = IPassGatedToken(asset);
        HoldOrder memory order;
        order.purpose = HoldPurpose.Trade;
        order.holder = party;
        order.executor = address(this);
        order.salt = id;
        hold = order.idOf(address(token));
    }

    /// Who a side is, and what it gives of which asset.
    function _givenBy(
        Trade calldata trade,
        Side side
    ) internal pure returns (address party, address asset, uint256 quantity) {
        if (side == Side.Seller) return (trade.seller, trade.security, trade.units);
        return (trade.buyer, trade.cash, trade.amount);
    }

    /// @return party Whom the caller acts for.
    function _requireActsFor(
        Trade calldata trade,
        Side side
    ) internal view returns (address party) {
        (party, , ) = _givenBy(trade, side);
        if (!actsFor(msg.sender, trade, side)) {
            revert IDvpSettlement.NotForTheParty(msg.sender, party);
        }
    }

    /// Takes what an instruction gives out of the caller's mandate; a party needs none.
    function _useMandate(address party, address asset, uint256 quantity) internal {
        if (msg.sender == party) return;
        Mandate memory mandate = _mandates[party][msg.sender][asset];
        if (mandate.until < block.timestamp) {
            revert IDvpSettlement.NotForTheParty(msg.sender, party);
        }
        if (quantity > mandate.mostPerTrade) {
            revert IDvpSettlement.MandateExceeded(
                party,
                msg.sender,
                mandate.mostPerTrade,
                quantity
            );
        }
        uint256 used = _usedToday(party, msg.sender, asset) + quantity;
        if (used > mandate.mostPerDay) {
            revert IDvpSettlement.MandateExceeded(party, msg.sender, mandate.mostPerDay, used);
        }

        _usages[party][msg.sender][asset] = Usage(JstDates.dateAt(block.timestamp), uint240(used));
    }

    function _usedToday(
        address party,
        address delegate,
        address asset
    ) internal view returns (uint256) {
        Usage memory usage = _usages[party][delegate][asset];
        JstDate today = JstDates.dateAt(block.timestamp);
        return JstDate.unwrap(usage.day) == JstDate.unwrap(today) ? usage.amount : 0;
    }

    function _use(address party, uint256 nonce) internal {
        uint256 bit = 1 << (nonce & 0xff);
        uint256 used = _used[party][nonce >> 8];
        if (used & bit != 0) revert IDvpSettlement.NonceUsed(party, nonce);
        _used[party][nonce >> 8] = used | bit;
    }

    function _requireRoute(address route) private view {
        if (msg.sender != route) revert NotARoute(msg.sender);
    }
}
