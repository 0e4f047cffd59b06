// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Mandate } from "../../types/Mandate.sol";
import { Trade } from "../../types/Trade.sol";
import { Side, TradePhase } from "../../types/TradeWord.sol";
import { ITradeRegistry } from "./ITradeRegistry.sol";

/// @title Delivery versus payment (DvP)
/// @notice Both legs of a trade move in one transaction, or neither (DVP-1). The contract has no power
/// over tokens: legs move by the parties' standing allowances, or out of holds that the parties placed.
/// It owns nothing after any transaction (DVP-2). Passes, policy, freezes and pauses are the tokens' to
/// judge, at settlement.
/// A trade that both parties signed settles in one call. Or it is first made known here: each party instructs
/// it, or somebody shows both signatures. From then on it is matched: neither party gets out alone.
/// @dev EIP-712 domain: name "Kessai DvP", version "1", this chain, this contract. Assumes of a class
/// of the platform that it moves units exactly or reverts; of listed cash nothing, what arrives is
/// measured.
interface IDvpSettlement is ITradeRegistry {
    /// What a signed consent says beyond the trade that it is for.
    /// @param until Last Unix second of the consent.
    /// @param number Tells two equal ones apart.
    /// @param signer A registrar of the class.
    struct RidingConsent {
        uint48 until;
        uint256 number;
        address signer;
        bytes signature;
    }

    /// One trade of a batch. Both signatures are empty for a matched one.
    struct Item {
        Trade trade;
        bytes sellerSignature;
        bytes buyerSignature;
    }

    /// @notice Both legs moved: of a trade settled in parts, these units and this amount of it.
    event TradeSettled(
        bytes32 indexed id,
        address indexed seller,
        address indexed buyer,
        address security,
        uint256 units,
        address cash,
        uint256 amount
    );
    /// @notice An item of a batch did not settle, and nothing of it moved.
    /// @param reason The refusal, its first 68 bytes at most; empty when the item took more than {itemGas}.
    event ItemNotSettled(uint256 indexed index, bytes reason);
    /// @notice The first of the two parties made the trade known.
    event TradeAnnounced(bytes32 indexed id, Trade trade);
    /// @notice A party, or `by` for it, instructed the trade.
    /// @param held Its leg is held for the trade.
    /// @param ownReference What that side calls it; nobody compares it.
    event TradeInstructed(
        bytes32 indexed id,
        address indexed party,
        Side side,
        address by,
        bool held,
        bytes32 ownReference
    );
    /// @notice Both parties have said the same.
    event TradeMatched(bytes32 indexed id, address indexed seller, address indexed buyer);
    /// @notice A party took back what the other had not answered yet.
    event InstructionWithdrawn(bytes32 indexed id, address indexed party, address by);
    /// @notice One party wants a matched trade cancelled; it ends once both do.
    event CancelAgreed(bytes32 indexed id, address indexed party, address by);
    /// @notice A sign-off was asked for this trade by whoever instructed it.
    event SignOffAsked(bytes32 indexed id, address by);
    /// @notice An operator signed the trade off, or took that back.
    event TradeSignedOff(bytes32 indexed id, address indexed operator, bool signedOff);
    /// @notice Numbers of `party` are used up: no trade that carries one settles.
    /// @param word The numbers from `256 * word` to `256 * word + 255`.
    /// @param bits Those of them that were cancelled now.
    event NoncesCancelled(address indexed party, uint256 indexed word, uint256 bits);
    event MandateChanged(
        address indexed party,
        address indexed delegate,
        address indexed asset,
        Mandate mandate
    );
    event CashListed(address indexed token, bool listed);
    /// @notice Trades of the class settle only when an operator signed them off, or no longer so.
    event SignOffOfClass(address indexed security, bool asked, address by);

    error TradeEmpty(uint256 units, uint256 amount);
    error TradeWithOneself(address party);
    error TooEarly(uint48 settleFrom, uint256 now_);
    error TooLate(uint48 settleBy, uint256 now_);
    /// @notice A trade made for a netting cycle does not settle otherwise while its cycle is not void.
    error CycleNotVoid(bytes32 cycle);
    error NotAClassOfThePlatform(address token);
    error CashNotListed(address token);
    error CashWithoutCode(address token);
    error TermsChanged(uint16 current, uint16 signed);
    error NonceUsed(address party, uint256 nonce);
    error SignatureInvalid(address party, bytes32 id);
    error NothingToCancel(uint256 word);
    /// @notice The trade is not where this could be done.
    error WrongPhase(bytes32 id, TradePhase phase);
    /// @notice The caller is not the party, nor has it a mandate of that party now in what it gives.
    error NotForTheParty(address caller, address party);
    error MandateExceeded(address party, address delegate, uint256 most, uint256 amount);
    error InstructedBefore(bytes32 id, Side side);
    error NotInstructed(bytes32 id, Side side);
    error CancelAgreedBefore(bytes32 id, Side side);
    /// @notice Only yen and units can be held, for a trade that settles gross.
    error LegCannotBeHeld(bytes32 id, Side side);
    /// @notice An operator has to sign this trade off first.
    error SignOffMissing(bytes32 id);
    error PartsNotAllowed(bytes32 id);
    error PartOutOfRange(bytes32 id, uint64 rest, uint64 units);
    /// @notice The part is worth less than the smallest unit of cash.
    error PartWithoutCash(bytes32 id, uint64 units);
    error NotTheContractItself(address caller);
    /// @notice Less gas is left than an item of a batch may take.
    error GasForItemMissing(uint256 index, uint256 needed);
    error NotTheRegistrar(address caller, uint64 role);

    // ------------------------------------------------------------------ settled as signed

    /// @notice Settles a trade that both parties signed. Anyone may send it; nothing is the sender's to
    /// choose.
    /// @dev Requires units and amount, two parties, a time inside the trade's, cycle 0 or a void one, a class
    /// of the platform, yen or listed cash, the class's terms epoch, a sign-off where the class asks for it,
    /// both numbers unused, both signatures (ECDSA, then ERC-1271), and for each leg all that its token
    /// requires, with an allowance to this contract. Emits {TradeSettled}.
    /// @return id The trade's EIP-712 struct hash.
    function settle(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external returns (bytes32 id);

    /// @notice The same with the issuer's signed consent riding along, for a class that asks for one: it is
    /// for the trade's parties and units. See {IRegistrarDesk-presentConsent}.
    function settleWithConsent(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature,
        RidingConsent calldata riding
    ) external returns (bytes32 id);

    /// @notice Settles many, signed or matched. Each stands alone: it gets {itemGas} at most, and what
    /// refuses it refuses nothing else. Or, with `allOrNothing`, all settle or none.
    /// @return settled How many did.
    /// @dev Emits {TradeSettled} or {ItemNotSettled} for each.
    function settleBatch(
        Item[] calldata items,
        bool allOrNothing
    ) external returns (uint256 settled);

    // ------------------------------------------------------------------ instructed and matched

    /// @notice Says for one party that it made this trade. Its number is used up by that: the trade settles
    /// no more as a signed one. When both have said the same, the trade is matched.
    /// @param held Holds the party's leg now, for this trade alone, until its last settlement time; after
    /// that anyone may release it at its token (HOLD-1). With both legs held the trade is firm.
    /// @param signOffAsked The trade shall settle only once an operator signed it off.
    /// @param ownReference What this side calls the trade; nobody compares it.
    /// @dev The party, or a delegate within its mandate in the asset that the party gives, of which this trade's
    /// quantity is taken. A venue instructs both sides of what it matched. Requires before its last time what {settle}
    /// does of the trade itself, but class and terms: those are judged at settlement, and when a leg is held.
    /// Emits {TradeAnnounced} the first time, {TradeInstructed}, {SignOffAsked}, {TradeMatched}.
    function instruct(
        Trade calldata trade,
        Side side,
        bool held,
        bool signOffAsked,
        bytes32 ownReference
    ) external returns (bytes32 id);

    /// @notice Makes a trade known that both parties signed, so that it waits here to be settled, in parts,
    /// netted, or paid elsewhere. Anyone may; both numbers are used up by it.
    function matchSigned(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external returns (bytes32 id);

    /// @notice Settles what is left of a matched trade. Anyone may send it.
    /// @dev Requires what {settle} does, but the numbers and signatures. A leg that is held moves out of its
    /// hold. Emits {TradeSettled}.
    function settleMatched(Trade calldata trade) external returns (bytes32 id);

    /// @notice Settles some units of a matched trade whose parties allowed parts.
    /// @dev A party or a delegate of one. The cash is the trade's amount for the units delivered so far, rounded
    /// down, less what was paid before: the buyer keeps the rounding until the last part, which pays all.
    function settlePart(Trade calldata trade, uint64 units) external returns (bytes32 id);

    /// @notice Takes back an instruction that the other party has not answered. Its hold ends.
    function withdraw(Trade calldata trade, Side side) external;

    /// @notice Agrees to cancel a matched trade. Once both parties did, it ends, and so do its holds.
    function agreeToCancel(Trade calldata trade, Side side) external;

    /// @notice Uses up one of the caller's numbers, so that the trade carrying it cannot settle. A matched
    /// trade has used its own already.
    function cancel(uint256 nonce) external;

    /// @notice Uses up many of the caller's numbers: the set bits of `bits`, from `256 * word` on.
    function cancelMany(uint256 word, uint256 bits) external;

    /// @notice Lets somebody instruct for the caller in one asset that the caller gives, a class or cash, within
    /// limits; a mandate that ended takes it back.
    function setMandate(address delegate, address asset, Mandate calldata mandate) external;

    // ------------------------------------------------------------------ powers

    /// @notice Signs trades off, or takes that back, known or not yet known.
    /// @dev Settlement operator.
    function signOff(bytes32[] calldata ids, bool signedOff) external;

    /// @notice Asks for a sign-off of every trade in a class, or no more.
    /// @dev Rule changer after its delay, who is also a registrar of the class.
    function askSignOff(address security, bool asked) external;

    /// @notice Lists a cash token besides yen, or takes it off the list.
    /// @dev Admin, after its delay.
    function listCash(address token, bool listed) external;

    // ------------------------------------------------------------------ views

    /// @notice Gas that each item of a batch may take.
    function itemGas() external view returns (uint256);

    function isNonceUsed(address party, uint256 nonce) external view returns (bool);

    function isCashListed(address token) external view returns (bool);

    function isSignOffAsked(address security) external view returns (bool);

    /// @notice A party's mandate to a delegate in an asset, and what is used of it today.
    function mandateOf(
        address party,
        address delegate,
        address asset
    ) external view returns (Mandate memory mandate, uint256 usedToday);

    /// @notice The id under which a token knows the hold of one leg, if that side has one.
    function holdIdOf(Trade calldata trade, Side side) external view returns (bytes32);
}
