// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Trade } from "../../types/Trade.sol";
import { PassStatus } from "../../types/Standing.sol";

/// @title Netting
/// @notice Many trades settle by what is left of them: each party gives or receives one net per asset, all
/// in one transaction, straight from net givers to net receivers. The contract owns nothing and has no power
/// but the parties' allowances, of units and of cash.
///
/// A cycle: whoever opens it numbers it, so that trades can name it before their list exists. At cut-off the
/// opener fixes the root of that list, the parties, the assets and the classes' terms epochs. Each party signs
/// its own vector of nets, which it computed itself. Anyone sends it all. The contract proves that nets sum to
/// zero and are what was signed (NET-1), and that every party's pass works; that a vector equals the trades
/// under the root is its signer's check, made by the sdk before it signs. One word consumes all trades of
/// the cycle. When it is void, its trades settle gross or in a net by id.
///
/// A net by id: matched trades, named one by one, by anyone. Nets are computed here.
/// @dev EIP-712 domain: name "Kessai Net", version "1", this chain, this contract; type `NetVector(bytes32
/// cycle,bytes32 root,address party,address[] assets,uint16[] termsEpochs,int256[] nets)`.
interface INetSettlement {
    /// What is fixed of a cycle at cut-off, or named of a net by id.
    /// @param root Of the Merkle tree over the ids of the cycle's trades, ascending, each hashed once more.
    /// @param parties Ascending.
    /// @param assets Classes and cash, ascending.
    /// @param termsEpochs Of each class; 0 of cash.
    struct NetList {
        bytes32 root;
        address[] parties;
        address[] assets;
        uint16[] termsEpochs;
    }

    event CycleFixed(
        bytes32 indexed id,
        bytes32 root,
        address[] parties,
        address[] assets,
        uint16[] termsEpochs
    );
    /// @notice What each asset's net moved. Nets are those of {CycleFixed}'s parties, in their order.
    event AssetNetted(bytes32 indexed id, address indexed asset, int256[] nets);
    /// @notice Trades were netted by id; each is in {ITradeRegistry-TradeNetted}.
    event TradesNetted(address[] parties, address[] assets, uint256 trades);

    error DeadlinePast(uint48 deadline);
    error NotTheOpener(bytes32 id, address caller);
    error CycleFixedBefore(bytes32 id);
    error CycleNotFixed(bytes32 id);
    /// @notice The list is not the one that was fixed.
    error ListDiffers(bytes32 id);
    error CycleNotOver(bytes32 id, uint48 deadline);
    error NotAscending(address previous, address next);
    error ListEmpty();
    error NotAnAsset(address asset);
    error TermsChanged(address security, uint16 current, uint16 fixed_);
    error ListsDiffer(uint256 expected, uint256 given);
    error SignatureInvalid(address party, bytes32 cycle);
    error PassNotWorking(address party, PassStatus status);
    /// @notice Of listed cash; a class or yen refuses with its own {IPassGatedToken-NetsNotZero}.
    error NetsNotZero(address asset, int256 sum);
    /// @notice A trade names a party or an asset that is not in the list.
    error NotInTheList(address missing);
    error NothingToNet();

    // ------------------------------------------------------------------ cycles

    /// @notice Opens a cycle.
    /// @param number The caller's own, used once.
    /// @param deadline Last Unix second at which the cycle settles; after it anyone makes it void.
    /// @dev Settlement operator. Emits {ITradeRegistry-CycleOpened}.
    function open(uint256 number, uint48 deadline) external returns (bytes32 id);

    /// @notice Fixes what the parties sign, once.
    /// @dev The opener, while it holds its role. Requires ascending lists, assets that are classes, yen or
    /// listed cash, and the classes' epochs of now. Emits {CycleFixed}.
    function fix(uint256 number, NetList calldata list) external;

    /// @notice Settles a cycle, all of it or nothing. Anyone may send it.
    /// @param nets Of each asset, of each party: negative to give, positive to receive.
    /// @param signatures Of each party, zero nets too.
    /// @dev Requires the fixed list, time, epochs as fixed, every signature, every party's working pass,
    /// sums of zero, and of each token what {IPassGatedAnnex-transferNet} requires. Emits {AssetNetted}.
    function settle(
        bytes32 id,
        NetList calldata list,
        int256[][] calldata nets,
        bytes[] calldata signatures
    ) external;

    /// @notice Makes a cycle void, for good.
    /// @dev Its opener at any time before it settled; anyone after its deadline.
    function makeVoid(bytes32 id) external;

    // ------------------------------------------------------------------ by id

    /// @notice Nets matched trades that name no cycle, or a void one. Anyone may send it.
    /// @param parties All parties of the trades, ascending.
    /// @param assets All assets of the trades, ascending.
    /// @dev Requires of each trade what gross settlement does, and of each party and token what a cycle
    /// does. What was held for a trade is freed first. Emits {ITradeRegistry-TradeNetted} for each.
    function settleByIds(
        Trade[] calldata trades,
        address[] calldata parties,
        address[] calldata assets
    ) external;

    // ------------------------------------------------------------------ views

    /// @notice The id of an opener's cycle.
    function cycleId(address opener, uint256 number) external pure returns (bytes32);

    function openerOf(bytes32 id) external view returns (address);

    /// @notice True when the trade was under the root of a cycle that settled.
    function wasNetted(
        bytes32 trade,
        bytes32 id,
        NetList calldata list,
        bytes32[] calldata proof
    ) external view returns (bool);
}
