// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Trade } from "../../types/Trade.sol";

/// @title Cash on another system
/// @notice A matched trade whose cash token is this contract's own address is paid elsewhere, in the smallest
/// unit of {currency}: units are held here for it, one payment instruction goes out, and units move if and only
/// if the payment is attested, its hash-lock is opened, or a quorum decides so after the long stop (DVP-1).
/// They never leave their owner unpaid, and no party's key alone ends the wait.
///
/// Reserved: the seller's units are held. Nobody instructed the payment by the trade's last time: anyone frees
/// them. Instructed: only the outcome ends it. Paid: units are delivered, at once or, while a token refuses, as
/// soon as it does not; after a split or a consolidation, as many as the held ones became. Rejected: units are
/// free, the trade has ended. Silence: after the long stop settlement operators decide.
/// @dev EIP-712 domain: name "Kessai External Cash", version "1", this chain, this contract; types
/// `PaymentOutcome(bytes32 trade,bool paid,bytes32 bankReference)` and `PaymentDecision(bytes32 trade,bool
/// deliver,bytes32 reason)`. The token's hold ends by itself {HOLD_AFTER_LONG_STOP} after the long stop, should no
/// quorum exist any more.
interface IExternalCash {
    enum Phase {
        None,
        Reserved,
        Instructed, // the payment instruction went out
        Paid, // units are still to be delivered
        Delivered,
        Released
    }

    /// @param units As both signed them.
    /// @param longStop First Unix second at which a quorum may decide.
    /// @param hashLock SHA-256 of what the payee's bank reveals on receipt; 0 for none.
    struct Payment {
        Phase phase;
        uint48 longStop;
        uint64 units;
        uint256 amount;
        bytes32 hashLock;
    }

    /// A signature of one of a quorum.
    struct Signed {
        address signer;
        bytes signature;
    }

    event UnitsReserved(
        bytes32 indexed id,
        address indexed seller,
        uint64 units,
        uint48 longStop,
        bytes32 hashLock
    );
    /// @notice The buyer's bank is to pay, once. The trade's id is the payment's end-to-end id.
    event PaymentInstructed(
        bytes32 indexed id,
        address indexed payer,
        address indexed payee,
        string currency,
        uint256 amount,
        uint48 settleBy
    );
    /// @notice What became of the payment. `bankReference` names it; zero where the hash-lock was opened.
    event PaymentAttested(bytes32 indexed id, bool paid, bytes32 bankReference);
    event HashLockOpened(bytes32 indexed id, bytes32 preimage);
    event SilenceDecided(bytes32 indexed id, bool deliver, bytes32 reason);
    event UnitsDelivered(
        bytes32 indexed id,
        address indexed seller,
        address indexed buyer,
        address security,
        uint64 units
    );
    /// @notice The payment is made and a token refuses the delivery for now.
    event DeliveryRefused(bytes32 indexed id, bytes reason);
    event UnitsReleased(bytes32 indexed id, address indexed by);
    event QuorumsChanged(uint8 attestors, uint8 deciders, uint32 longStopAfter);

    error NotThisCash(address cash);
    error WrongPhase(bytes32 id, Phase phase);
    error NotForTheParty(address caller, address party);
    error NotYet(uint256 from, uint256 now_);
    error QuorumMissing(uint256 signed, uint256 needed);
    error NotAscending(address previous, address next);
    error NotInRole(address signer, uint64 role);
    error SignatureInvalid(address signer, bytes32 id);
    /// @notice One payment pays one trade.
    error BankReferenceUsed(bytes32 bankReference);
    error BankReferenceMissing();
    error HashLockClosed(bytes32 id);
    /// @notice A hash-lock is for the seller itself to choose.
    error HashLockNotTheSellers(address caller, address seller);
    /// @notice What was reserved is not held any more, or not for the seller.
    error UnitsNotHeld(bytes32 id, address owner, uint256 held);
    error QuorumOutOfRange(uint8 quorum);
    error LongStopOutOfRange(uint32 longStopAfter);

    /// @notice Holds the seller's units for a matched trade.
    /// @param hashLock SHA-256 of a secret that the seller's bank reveals on receipt; 0 for none.
    /// @dev The seller or its delegate, a hash-lock by the seller alone; an allowance of the units to this
    /// contract. The trade settles in one piece.
    function reserve(Trade calldata trade, bytes32 hashLock) external returns (bytes32 id);

    /// @notice Sends the payment instruction out, once.
    /// @dev The buyer, its delegate or a settlement operator; units reserved and held still; all that settlement
    /// needs, the last time too. Emits {PaymentInstructed}.
    function instructPayment(Trade calldata trade) external;

    /// @notice Says what became of the payment. Anyone may send it.
    /// @param bankReference Names the payment, or the rejection, at the bank; used once.
    /// @param attestations Of payment attestors, ascending, as many as the quorum.
    function attest(
        Trade calldata trade,
        bool paid,
        bytes32 bankReference,
        Signed[] calldata attestations
    ) external;

    /// @notice Opens the hash-lock. Anyone who knows the secret.
    function openLock(Trade calldata trade, bytes32 preimage) external;

    /// @notice Delivers what was paid, when the token refused before. Anyone.
    function deliver(Trade calldata trade) external;

    /// @notice Frees units whose payment was never instructed, after the trade's last time or when the trade
    /// has ended. Anyone (EXIT-1).
    function release(Trade calldata trade) external;

    /// @notice Decides what no attestor ever answered, or what was paid and cannot be delivered, after the
    /// long stop. Anyone may send it.
    /// @param decisions Of settlement operators, ascending, as many as their quorum.
    function decide(
        Trade calldata trade,
        bool deliver_,
        bytes32 reason,
        Signed[] calldata decisions
    ) external;

    /// @dev Admin, after its delay. Two of each at least.
    function setQuorums(uint8 attestors, uint8 deciders, uint32 longStopAfter) external;

    /// @notice Seconds after the long stop at which the hold behind it ends by itself.
    function HOLD_AFTER_LONG_STOP() external view returns (uint256);

    /// @notice ISO 4217.
    function currency() external view returns (string memory);

    function paymentOf(bytes32 id) external view returns (Payment memory);

    function quorums()
        external
        view
        returns (uint8 attestors, uint8 deciders, uint32 longStopAfter);
}
