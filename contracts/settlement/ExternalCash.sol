// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import { Roles } from "../governance/Roles.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ISecurityToken } from "../securities/interfaces/ISecurityToken.sol";
import { HoldOrder, HoldPurpose, Holds } from "../types/Hold.sol";
import { ReentrancyLock } from "../types/ReentrancyLock.sol";
import { Signatures } from "../types/Signatures.sol";
import { Trade } from "../types/Trade.sol";
import { Side, TradePhase } from "../types/TradeWord.sol";
import { IDvpSettlement } from "./interfaces/IDvpSettlement.sol";
import { IExternalCash } from "./interfaces/IExternalCash.sol";
import { AssetKind, ITradeRegistry } from "./interfaces/ITradeRegistry.sol";

/// @dev Specification: {IExternalCash}.
contract ExternalCash is IExternalCash, AccessManaged, ReentrancyLock, EIP712 {
    using Holds for HoldOrder;

    struct Quorums {
        uint8 attestors;
        uint8 deciders;
        uint32 longStopAfter;
    }

    bytes32 private constant OUTCOME_TYPEHASH = keccak256(
        "PaymentOutcome(bytes32 trade,bool paid,bytes32 bankReference)"
    );
    bytes32 private constant DECISION_TYPEHASH = keccak256(
        "PaymentDecision(bytes32 trade,bool deliver,bytes32 reason)"
    );
    /// A holder promises for 366 days at most: what remains is for the trade's own time and its long stop.
    uint256 public constant HOLD_AFTER_LONG_STOP = 180 days;
    uint32 private constant MOST_LONG_STOP = 90 days;
    /// What is copied of a token's refusal.
    uint256 private constant REASON_BYTES = 68;

    ITradeRegistry public immutable registry;

    string public currency;
    Quorums private _quorums;
    mapping(bytes32 id => Payment) private _payments;
    mapping(bytes32 bankReference => bool) private _usedReferences;

    constructor(
        address authority_,
        ITradeRegistry registry_,
        string memory currency_,
        uint8 attestors,
        uint8 deciders,
        uint32 longStopAfter
    ) AccessManaged(authority_) EIP712("Kessai External Cash", "1") {
        registry = registry_;
        currency = currency_;
        _setQuorums(attestors, deciders, longStopAfter);
    }

    /// @inheritdoc IExternalCash
    function reserve(
        Trade calldata trade,
        bytes32 hashLock
    ) external nonReentrant returns (bytes32 id) {
        id = registry.idOf(trade);
        if (trade.cash != address(this)) revert NotThisCash(trade.cash);
        if (!registry.actsFor(msg.sender, trade, Side.Seller)) {
            revert NotForTheParty(msg.sender, trade.seller);
        }
        // Whoever knows the secret can say that the seller was paid: no mandate reaches so far.
        if (hashLock != bytes32(0) && msg.sender != trade.seller) {
            revert HashLockNotTheSellers(msg.sender, trade.seller);
        }
        _requirePhase(id, Phase.None);
        if (registry.tradeWord(id).phase() != TradePhase.Matched) revert WrongPhase(id, Phase.None);
        // What was only matched may name any contract as its class.
        if (registry.kindOf(trade.security) != AssetKind.Class) {
            revert IDvpSettlement.NotAClassOfThePlatform(trade.security);
        }
        (uint64 units, uint256 amount) = registry.restOf(trade);
        uint48 longStop = trade.settleBy + _quorums.longStopAfter;

        _payments[id] = Payment(Phase.Reserved, longStop, units, amount, hashLock);
        emit UnitsReserved(id, trade.seller, units, longStop, hashLock);

        IPassGatedToken(trade.security).hold(
            trade.seller,
            units,
            address(this),
            uint48(longStop + HOLD_AFTER_LONG_STOP),
            id
        );
    }

    /// @inheritdoc IExternalCash
    function instructPayment(Trade calldata trade) external nonReentrant {
        bytes32 id = registry.idOf(trade);
        if (
            !registry.actsFor(msg.sender, trade, Side.Buyer) &&
            !_isMember(Roles.SETTLEMENT_OPERATOR, msg.sender)
        ) revert NotForTheParty(msg.sender, trade.buyer);
        _requirePhase(id, Phase.Reserved);
        Payment storage payment = _payments[id];
        // An order, a recovery or a consolidation may have taken units out of the hold since: nobody pays for what is
        // not there. A split may have made more of them: nor for a share of what is held.
        (address owner, uint256 held) = IPassGatedToken(trade.security).holdOf(
            _holdIdOf(trade, id)
        );
        if (owner != trade.seller || held != payment.units) revert UnitsNotHeld(id, owner, held);

        payment.phase = Phase.Instructed;
        emit PaymentInstructed(
            id,
            trade.buyer,
            trade.seller,
            currency,
            payment.amount,
            trade.settleBy
        );

        registry.awaitPayment(trade);
    }

    /// @inheritdoc IExternalCash
    function attest(
        Trade calldata trade,
        bool paid,
        bytes32 bankReference,
        Signed[] calldata attestations
    ) external nonReentrant {
        bytes32 id = registry.idOf(trade);
        _requirePhase(id, Phase.Instructed);
        if (bankReference == bytes32(0)) revert BankReferenceMissing();
        if (_usedReferences[bankReference]) revert BankReferenceUsed(bankReference);
        _requireQuorum(
            id,
            keccak256(abi.encode(OUTCOME_TYPEHASH, id, paid, bankReference)),
            attestations,
            Roles.PAYMENT_ATTESTOR,
            _quorums.attestors
        );

        _usedReferences[bankReference] = true;
        emit PaymentAttested(id, paid, bankReference);
        if (paid) _paid(trade, id);
        else _free(trade, id);
    }

    /// @inheritdoc IExternalCash
    function openLock(Trade calldata trade, bytes32 preimage) external nonReentrant {
        bytes32 id = registry.idOf(trade);
        _requirePhase(id, Phase.Instructed);
        bytes32 hashLock = _payments[id].hashLock;
        if (hashLock == bytes32(0) || sha256(abi.encode(preimage)) != hashLock) {
            revert HashLockClosed(id);
        }

        emit HashLockOpened(id, preimage);
        _paid(trade, id);
    }

    /// @inheritdoc IExternalCash
    function deliver(Trade calldata trade) external nonReentrant {
        bytes32 id = registry.idOf(trade);
        _requirePhase(id, Phase.Paid);
        _deliver(trade, id);
    }

    /// @inheritdoc IExternalCash
    function release(Trade calldata trade) external nonReentrant {
        bytes32 id = registry.idOf(trade);
        _requirePhase(id, Phase.Reserved);
        bool isEnded = registry.tradeWord(id).phase() == TradePhase.Ended;
        if (!isEnded && block.timestamp <= trade.settleBy) {
            revert NotYet(uint256(trade.settleBy) + 1, block.timestamp);
        }

        _payments[id].phase = Phase.Released;
        emit UnitsReleased(id, msg.sender);

        _releaseHold(trade, id);
    }

    /// @inheritdoc IExternalCash
    function decide(
        Trade calldata trade,
        bool deliver_,
        bytes32 reason,
        Signed[] calldata decisions
    ) external nonReentrant {
        bytes32 id = registry.idOf(trade);
        Payment memory payment = _payments[id];
        if (payment.phase != Phase.Paid) _requirePhase(id, Phase.Instructed);
        if (block.timestamp < payment.longStop) revert NotYet(payment.longStop, block.timestamp);
        _requireQuorum(
            id,
            keccak256(abi.encode(DECISION_TYPEHASH, id, deliver_, reason)),
            decisions,
            Roles.SETTLEMENT_OPERATOR,
            _quorums.deciders
        );

        emit SilenceDecided(id, deliver_, reason);
        if (deliver_) _paid(trade, id);
        else _free(trade, id);
    }

    /// @inheritdoc IExternalCash
    function setQuorums(uint8 attestors, uint8 deciders, uint32 longStopAfter) external restricted {
        _setQuorums(attestors, deciders, longStopAfter);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IExternalCash
    function paymentOf(bytes32 id) external view returns (Payment memory) {
        return _payments[id];
    }

    /// @inheritdoc IExternalCash
    function quorums()
        external
        view
        returns (uint8 attestors, uint8 deciders, uint32 longStopAfter)
    {
        return (_quorums.attestors, _quorums.deciders, _quorums.longStopAfter);
    }

    // ------------------------------------------------------------------ internals

    /// The payment is a fact whether or not the token lets the units go now.
    function _paid(Trade calldata trade, bytes32 id) private {
        _payments[id].phase = Phase.Paid;
        try this.deliverFor(trade, id) {
            return;
        } catch (bytes memory reason) {
            if (reason.length > REASON_BYTES) {
                // Cuts what was copied; Solidity makes arrays no shorter.
                // solhint-disable-next-line no-inline-assembly
                assembly ("memory-safe") {
                    mstore(reason, REASON_BYTES)
                }
            }
            emit DeliveryRefused(id, reason);
        }
    }

    /// @dev This contract alone, so that a refusal undoes the delivery and not the payment.
    function deliverFor(Trade calldata trade, bytes32 id) external {
        if (msg.sender != address(this)) revert NotForTheParty(msg.sender, address(this));
        _deliver(trade, id);
    }

    function _deliver(Trade calldata trade, bytes32 id) private {
        uint64 units = _payments[id].units;
        IPassGatedToken token = IPassGatedToken(trade.security);
        bytes32 hold = _holdIdOf(trade, id);
        // What a unit is has changed since it was paid for: the buyer gets what became of those held for him.
        if (ISecurityToken(trade.security).termsEpoch() != trade.termsEpoch) {
            (, uint256 held) = token.holdOf(hold);
            units = uint64(held);
        }
        _payments[id].phase = Phase.Delivered;
        emit UnitsDelivered(id, trade.seller, trade.buyer, trade.security, units);

        registry.finish(id, true);
        token.executeHold(hold, trade.buyer, units);
    }

    function _free(Trade calldata trade, bytes32 id) private {
        _payments[id].phase = Phase.Released;
        emit UnitsReleased(id, msg.sender);

        registry.finish(id, false);
        _releaseHold(trade, id);
    }

    function _releaseHold(Trade calldata trade, bytes32 id) private {
        IPassGatedToken token = IPassGatedToken(trade.security);
        bytes32 hold = _holdIdOf(trade, id);
        (, uint256 held) = token.holdOf(hold);
        if (held != 0) token.releaseHold(hold, held);
    }

    function _holdIdOf(Trade calldata trade, bytes32 id) private view returns (bytes32) {
        HoldOrder memory order;
        order.purpose = HoldPurpose.Trade;
        order.holder = trade.seller;
        order.executor = address(this);
        order.salt = id;
        return order.idOf(trade.security);
    }

    function _requirePhase(bytes32 id, Phase phase) private view {
        if (_payments[id].phase != phase) revert WrongPhase(id, _payments[id].phase);
    }

    function _requireQuorum(
        bytes32 id,
        bytes32 structHash,
        Signed[] calldata signed,
        uint64 role,
        uint256 needed
    ) private view {
        if (signed.length < needed) revert QuorumMissing(signed.length, needed);
        bytes32 digest = _hashTypedDataV4(structHash);
        address previous;
        for (uint256 i = 0; i < signed.length; ++i) {
            address signer = signed[i].signer;
            if (signer <= previous) revert NotAscending(previous, signer);
            if (!_isMember(role, signer)) revert NotInRole(signer, role);
            if (!Signatures.isValid(signer, digest, signed[i].signature)) {
                revert SignatureInvalid(signer, id);
            }
            previous = signer;
        }
    }

    /// A key whose actions must be announced does not act by a signature.
    function _isMember(uint64 role, address key) private view returns (bool) {
        (bool isMember, uint32 delay) = IAccessManager(authority()).hasRole(role, key);
        return isMember && delay == 0;
    }

    function _setQuorums(uint8 attestors, uint8 deciders, uint32 longStopAfter) private {
        // No single key says that money came, nor what silence means.
        if (attestors < 2) revert QuorumOutOfRange(attestors);
        if (deciders < 2) revert QuorumOutOfRange(deciders);
        if (longStopAfter > MOST_LONG_STOP) revert LongStopOutOfRange(longStopAfter);

        _quorums = Quorums(attestors, deciders, longStopAfter);
        emit QuorumsChanged(attestors, deciders, longStopAfter);
    }
}
