// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC2612 } from "@openzeppelin/contracts/interfaces/IERC2612.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import { Hold } from "../../types/Hold.sol";
import { IERC3009 } from "./IERC3009.sol";
import { IERC7572 } from "./IERC7572.sol";
import { IERC7943Fungible } from "./IERC7943Fungible.sol";

/// @title The part of {IPassGatedToken} that is called less often
interface IPassGatedAnnex is IERC2612, IERC3009, IERC5267, IERC7572, IERC7943Fungible, IERC165 {
    /// @notice ERC-2612 with a signature in one piece, as contract wallets make them.
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Makes the wallet's word now, so that its first receipt costs no new storage. Anyone may
    /// send it with the wallet's EIP-712 signature over `Enrolment(address wallet,uint256 deadline)`;
    /// the wallet itself needs none. Nothing if the word is there.
    function enrol(address wallet, uint256 deadline, bytes calldata signature) external;

    /// @notice Moves what a net of many trades leaves: a negative net is what the party gives out of its
    /// allowance to the caller, a positive one what it receives. All or none; each one is judged as in a
    /// transfer, limits of holders once all have given.
    /// @param nets Of each party, in units; their sum is zero. A net of zero asks nothing of its party; where
    /// all are zero, the first party is judged as one who gives nothing.
    /// @dev Of a class that moves by consent, refused; of one that moves by venues or in one block, refused
    /// unless the caller is one of its venues. Emits `Transfer` for givers and takers paired in their order:
    /// each one's sum says what moved, the pairs nothing.
    function transferNet(address[] calldata parties, int256[] calldata nets) external;

    // ------------------------------------------------------------------ a holder's own holds

    /// @notice Promises units or yen for a trade: until `until` they can only go where `executor` sends
    /// them, through every rule that a transfer meets, or be released by it; after that anyone may
    /// release them. They stay on the holder's account (HOLD-1).
    /// @param holder The caller; or, when the caller is `executor`, a wallet whose allowance to it covers
    /// the units, which is spent as by a transfer.
    /// @param until Last Unix second of the promise, not past and at most 366 days ahead.
    /// @param salt Tells two holds apart; with holder, executor, token, chain and purpose it makes the id.
    /// @dev Requires a working pass, free units and a token that is not paused. Emits {HoldPlaced}.
    function hold(
        address holder,
        uint256 units,
        address executor,
        uint48 until,
        bytes32 salt
    ) external returns (bytes32 id);

    /// @notice Sends held units to `to` as their holder's transfer would. A promise ends with the key that
    /// made it: of a wallet that was lost and recovered since, none is executed.
    /// @dev The hold's executor, until the hold's end. Emits {HoldReleased} and `Transfer`.
    function executeHold(bytes32 id, address to, uint256 units) external;

    /// @notice Frees `units` of a hold for its owner of record, whether his pass works or not (EXIT-1).
    /// @dev The hold's executor; after its end, anyone; before it the successor of a lost wallet, of a
    /// trade's hold. A hold without an end is released by its office.
    /// Emits {HoldReleased}.
    function releaseHold(bytes32 id, uint256 units) external;

    // ------------------------------------------------------------------ views

    /// @notice Units of the wallet that are promised by holds.
    function heldOf(address wallet) external view returns (uint256);

    /// @notice Units of the wallet that are stopped by order; may exceed the balance.
    function frozenOf(address wallet) external view returns (uint256);

    /// @notice Units that the wallet's key could move if nothing else refused.
    function freeOf(address wallet) external view returns (uint256);

    function isFrozen(address wallet) external view returns (bool);

    /// @notice Owner of record now and units of a hold; zero when there is none.
    function holdOf(bytes32 id) external view returns (address holder, uint256 units);

    /// @notice The whole hold, with the wallet that it was placed on.
    function holdRecord(bytes32 id) external view returns (Hold memory);
}
