// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { CycleWord } from "../../types/CycleWord.sol";
import { Trade } from "../../types/Trade.sol";
import { Side, TradeWord } from "../../types/TradeWord.sol";

/// What an asset is to settlement.
enum AssetKind {
    None,
    Class, // a class of the platform
    Yen,
    Listed, // another cash token, of which nothing is assumed
    External // money on another system
}

/// @title What is consumed, in one place
/// @notice A trade settles once, by whichever route. The routes beside gross settlement (netting, cash
/// elsewhere, fails) are three contracts named once, at deployment; they can end or consume trades that are
/// matched, and move nothing of them.
interface ITradeRegistry {
    /// @notice A matched trade was settled by a net, in what was left of it.
    event TradeNetted(bytes32 indexed id, address indexed route, uint64 units, uint256 amount);
    /// @notice The trade's payment instruction went out: it ends only by what becomes of the payment.
    event TradeAwaitsPayment(bytes32 indexed id, address indexed route);
    /// @notice The payment was made elsewhere and the units were delivered.
    event TradeSettledElsewhere(bytes32 indexed id, address indexed route);
    /// @notice The trade will not settle any more; what was held for it is free.
    event TradeEnded(bytes32 indexed id, address indexed by);
    event CycleOpened(bytes32 indexed id, uint48 deadline);
    event CycleSettled(bytes32 indexed id);
    /// @notice The cycle's trades settle gross or in a net by id from now on, never in another cycle.
    event CycleVoided(bytes32 indexed id);
    event RoutesNamed(address netSettlement, address externalCash, address fails);

    error NotARoute(address caller);
    error RoutesNamedBefore();
    error CycleUnknown(bytes32 id);
    error CycleOpenedBefore(bytes32 id);
    error CycleOver(bytes32 id);

    // ------------------------------------------------------------------ routes only

    /// @notice NetSettlement: opens a cycle.
    function openCycle(bytes32 id, address opener, uint48 deadline) external;

    /// @notice NetSettlement: the cycle settled, with all its trades; or it is void.
    function endCycle(bytes32 id, bool settled) external;

    /// @notice NetSettlement: consumes what is left of matched trades, all or none, and frees what was
    /// held for them.
    /// @return units Left of each.
    /// @return amounts Left of each.
    function consume(
        Trade[] calldata trades
    ) external returns (uint64[] memory units, uint256[] memory amounts);

    /// @notice ExternalCash: from now on only {finish} ends the trade.
    function awaitPayment(
        Trade calldata trade
    ) external returns (bytes32 id, uint64 units, uint256 amount);

    /// @notice ExternalCash: what became of the payment.
    function finish(bytes32 id, bool delivered) external;

    /// @notice Fails: ends a matched trade that was bought in, or whose buyer defaulted.
    function endTrade(Trade calldata trade) external;

    /// @notice Names the three routes, once and for good.
    /// @dev Admin.
    function nameRoutes(address netSettlement, address externalCash, address fails) external;

    // ------------------------------------------------------------------ views

    /// @notice The trade's id: its EIP-712 struct hash.
    function idOf(Trade calldata trade) external pure returns (bytes32);

    /// @notice Where a trade stands that was made known here.
    function tradeWord(bytes32 id) external view returns (TradeWord);

    function cycleWord(bytes32 id) external view returns (CycleWord);

    /// @notice What is left of a trade, in units and cash, whatever its phase.
    function restOf(Trade calldata trade) external view returns (uint64 units, uint256 amount);

    /// @notice Refuses a trade that could not settle now as far as the registry knows: phase, times, cycle,
    /// class, cash, terms, sign-off.
    function requireSettleable(Trade calldata trade) external view;

    function kindOf(address asset) external view returns (AssetKind);

    /// @notice True when `caller` may act for that side of the trade: it is the party, or its delegate in the
    /// asset that it gives.
    function actsFor(address caller, Trade calldata trade, Side side) external view returns (bool);

    /// @notice Netting, cash elsewhere, fails.
    function routes()
        external
        view
        returns (address netSettlement, address externalCash, address fails);
}
