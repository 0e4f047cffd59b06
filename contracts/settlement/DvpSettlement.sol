// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { IRegistrarDesk } from "../securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../securities/interfaces/ISecurityToken.sol";
import { Mandate } from "../types/Mandate.sol";
import { ReentrancyLock } from "../types/ReentrancyLock.sol";
import { Signatures } from "../types/Signatures.sol";
import { Trade, Trades } from "../types/Trade.sol";
import { Side, TradePhase, TradeWord, TradeWords } from "../types/TradeWord.sol";
import { ExactPayment } from "./ExactPayment.sol";
import { TradeRegistry } from "./TradeRegistry.sol";
import { IDvpSettlement } from "./interfaces/IDvpSettlement.sol";

/// @dev Specification: {IDvpSettlement}.
contract DvpSettlement is IDvpSettlement, TradeRegistry, ReentrancyLock, EIP712 {
    using Trades for Trade;
    using ExactPayment for IERC20;

    /// What a batch copies of a refusal: a selector and two words.
    uint256 private constant REASON_BYTES = 68;
    /// What a batch needs beside an item's own gas: to call it and to note what became of it.
    uint256 private constant ITEM_MARGIN = 20_000;

    uint256 public immutable itemGas;

    constructor(
        address authority_,
        IKycPass pass_,
        address yen_,
        uint256 itemGas_
    ) AccessManaged(authority_) TradeRegistry(pass_, yen_) EIP712("Kessai DvP", "1") {
        itemGas = itemGas_;
    }

    // ------------------------------------------------------------------ settled as signed

    /// @inheritdoc IDvpSettlement
    function settle(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external nonReentrant returns (bytes32) {
        return _settleSigned(trade, sellerSignature, buyerSignature);
    }

    /// @inheritdoc IDvpSettlement
    function settleWithConsent(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature,
        RidingConsent calldata riding
    ) external nonReentrant returns (bytes32) {
        _rememberClass(trade.security);
        ISecurityToken token = ISecurityToken(trade.security);
        IRegistrarDesk(token.desk()).presentConsent(
            IRegistrarDesk.Consent({
                token: token,
                from: trade.seller,
                to: trade.buyer,
                units: trade.units,
                until: riding.until,
                number: riding.number
            }),
            riding.signer,
            riding.signature
        );
        return _settleSigned(trade, sellerSignature, buyerSignature);
    }

    /// @inheritdoc IDvpSettlement
    function settleBatch(
        Item[] calldata items,
        bool allOrNothing
    ) external nonReentrant returns (uint256 settled) {
        for (uint256 i = 0; i < items.length; ++i) {
            if (allOrNothing) {
                _settleItem(items[i]);
                ++settled;
            } else if (_trySettleItem(i, items[i])) {
                ++settled;
            }
        }
    }

    /// @dev One item of a batch, called by this contract alone so that it has gas of its own.
    function settleItem(Item calldata item) external {
        if (msg.sender != address(this)) revert NotTheContractItself(msg.sender);
        _settleItem(item);
    }

    // ------------------------------------------------------------------ instructed and matched

    /// @inheritdoc IDvpSettlement
    function instruct(
        Trade calldata trade,
        Side side,
        bool held,
        bool signOffAsked,
        bytes32 ownReference
    ) external nonReentrant returns (bytes32 id) {
        id = trade.idOf();
        TradeWord word = _trades[id];
        (address party, address asset, uint256 quantity) = _givenBy(trade, side);
        TradePhase phase = word.phase();
        if (phase > TradePhase.Instructed) revert WrongPhase(id, phase);
        if (word.has(TradeWords.INSTRUCTED, side)) revert InstructedBefore(id, side);
        if (block.timestamp > trade.settleBy) revert TooLate(trade.settleBy, block.timestamp);
        _requireContents(trade.seller, trade.buyer, trade.units, trade.cash, trade.amount);
        // What is only said calls no asset: class and terms are judged when something moves.
        if (held) _requireHoldable(trade, id, side);

        _useMandate(party, asset, quantity);
        _use(party, side == Side.Seller ? trade.sellerNonce : trade.buyerNonce);
        word = word.set(TradeWords.INSTRUCTED, side);
        if (held) word = word.set(TradeWords.HELD, side);
        if (signOffAsked) word = word.set(TradeWords.SIGN_OFF_ASKED, true);
        bool isMatched = phase == TradePhase.Instructed;
        _trades[id] = word.withPhase(isMatched ? TradePhase.Matched : TradePhase.Instructed);

        if (!isMatched) emit TradeAnnounced(id, trade);
        emit TradeInstructed(id, party, side, msg.sender, held, ownReference);
        if (signOffAsked) emit SignOffAsked(id, msg.sender);
        if (isMatched) emit TradeMatched(id, trade.seller, trade.buyer);

        if (held) {
            IPassGatedToken(asset).hold(party, quantity, address(this), trade.settleBy, id);
        }
    }

    /// @inheritdoc IDvpSettlement
    function matchSigned(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external nonReentrant returns (bytes32 id) {
        id = trade.idOf();
        TradeWord word = _trades[id];
        _requirePhase(id, word, TradePhase.None);
        if (block.timestamp > trade.settleBy) revert TooLate(trade.settleBy, block.timestamp);
        _requireContents(trade.seller, trade.buyer, trade.units, trade.cash, trade.amount);
        _requireSigned(id, trade.seller, sellerSignature, trade.buyer, buyerSignature);

        _use(trade.seller, trade.sellerNonce);
        _use(trade.buyer, trade.buyerNonce);

        _trades[id] = word.withPhase(TradePhase.Matched);

        emit TradeAnnounced(id, trade);
        emit TradeMatched(id, trade.seller, trade.buyer);
    }

    /// @inheritdoc IDvpSettlement
    function settleMatched(Trade calldata trade) external nonReentrant returns (bytes32) {
        return _settleMatched(trade, 0);
    }

    /// @inheritdoc IDvpSettlement
    function settlePart(
        Trade calldata trade,
        uint64 units
    ) external nonReentrant returns (bytes32 id) {
        id = trade.idOf();
        if (!actsFor(msg.sender, trade, Side.Seller)) _requireActsFor(trade, Side.Buyer);
        if (!trade.partialAllowed) revert PartsNotAllowed(id);
        (uint64 rest, ) = _rest(trade, _trades[id]);
        if (units == 0 || units > rest) revert PartOutOfRange(id, rest, units);
        _settleMatched(trade, units);
    }

    /// @inheritdoc IDvpSettlement
    function withdraw(Trade calldata trade, Side side) external nonReentrant {
        bytes32 id = trade.idOf();
        TradeWord word = _trades[id];
        address party = _requireActsFor(trade, side);
        _requirePhase(id, word, TradePhase.Instructed);
        if (!word.has(TradeWords.INSTRUCTED, side)) revert NotInstructed(id, side);

        emit InstructionWithdrawn(id, party, msg.sender);
        _end(trade, id, word);
    }

    /// @inheritdoc IDvpSettlement
    function agreeToCancel(Trade calldata trade, Side side) external nonReentrant {
        bytes32 id = trade.idOf();
        TradeWord word = _trades[id];
        address party = _requireActsFor(trade, side);
        _requirePhase(id, word, TradePhase.Matched);
        if (word.has(TradeWords.CANCELS, side)) revert CancelAgreedBefore(id, side);

        word = word.set(TradeWords.CANCELS, side);
        emit CancelAgreed(id, party, msg.sender);
        if (word.has(TradeWords.CANCELS, Side.Seller) && word.has(TradeWords.CANCELS, Side.Buyer)) {
            _end(trade, id, word);
        } else {
            _trades[id] = word;
        }
    }

    /// @inheritdoc IDvpSettlement
    function cancel(uint256 nonce) external {
        _use(msg.sender, nonce);
        emit NoncesCancelled(msg.sender, nonce >> 8, 1 << (nonce & 0xff));
    }

    /// @inheritdoc IDvpSettlement
    function cancelMany(uint256 word, uint256 bits) external {
        uint256 used = _used[msg.sender][word];
        uint256 added = bits & ~used;
        if (added == 0) revert NothingToCancel(word);

        _used[msg.sender][word] = used | added;
        emit NoncesCancelled(msg.sender, word, added);
    }

    /// @inheritdoc IDvpSettlement
    function setMandate(address delegate, address asset, Mandate calldata mandate) external {
        _mandates[msg.sender][delegate][asset] = mandate;
        emit MandateChanged(msg.sender, delegate, asset, mandate);
    }

    // ------------------------------------------------------------------ powers

    /// @inheritdoc IDvpSettlement
    function signOff(bytes32[] calldata ids, bool signedOff) external restricted {
        for (uint256 i = 0; i < ids.length; ++i) {
            _trades[ids[i]] = _trades[ids[i]].set(TradeWords.SIGNED_OFF, signedOff);
            emit TradeSignedOff(ids[i], msg.sender, signedOff);
        }
    }

    /// @inheritdoc IDvpSettlement
    function askSignOff(address security, bool asked) external restricted {
        _rememberClass(security);
        uint64 role = ISecurityToken(security).registrarRole();
        (bool isMember, uint32 delay) = IAccessManager(authority()).hasRole(role, msg.sender);
        if (!isMember || delay != 0) revert NotTheRegistrar(msg.sender, role);

        _setAssetFlag(security, NEEDS_SIGN_OFF, asked);
        emit SignOffOfClass(security, asked, msg.sender);
    }

    /// @inheritdoc IDvpSettlement
    function listCash(address token, bool listed) external restricted {
        if (listed && token.code.length == 0) revert CashWithoutCode(token);

        _setAssetFlag(token, IS_LISTED, listed);
        emit CashListed(token, listed);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IDvpSettlement
    function isNonceUsed(address party, uint256 nonce) external view returns (bool) {
        return _used[party][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    /// @inheritdoc IDvpSettlement
    function isCashListed(address token) external view returns (bool) {
        return token == yen || _assets[token] & IS_LISTED != 0;
    }

    /// @inheritdoc IDvpSettlement
    function isSignOffAsked(address security) external view returns (bool) {
        return _assets[security] & NEEDS_SIGN_OFF != 0;
    }

    /// @inheritdoc IDvpSettlement
    function mandateOf(
        address party,
        address delegate,
        address asset
    ) external view returns (Mandate memory mandate, uint256 usedToday) {
        return (_mandates[party][delegate][asset], _usedToday(party, delegate, asset));
    }

    /// @inheritdoc IDvpSettlement
    function holdIdOf(Trade calldata trade, Side side) external view returns (bytes32 hold) {
        (, hold) = _holdOf(trade, trade.idOf(), side);
    }

    // ------------------------------------------------------------------ internals

    function _settleSigned(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) private returns (bytes32 id) {
        // Read once: each reading of a field of what was sent is checked.
        (address seller, address buyer) = (trade.seller, trade.buyer);
        (address security, uint64 units) = (trade.security, trade.units);
        (address cash, uint256 amount) = (trade.cash, trade.amount);
        id = trade.idOf();
        _requireInTime(trade.settleFrom, trade.settleBy);
        _requireCycle(trade.cycle);
        if (_rememberClass(security) & NEEDS_SIGN_OFF != 0) {
            if (!_trades[id].has(TradeWords.SIGNED_OFF)) revert SignOffMissing(id);
        }
        _requireContents(seller, buyer, units, cash, amount);
        _requireTerms(security, trade.termsEpoch);
        _requireSigned(id, seller, sellerSignature, buyer, buyerSignature);

        _use(seller, trade.sellerNonce);
        _use(buyer, trade.buyerNonce);

        emit TradeSettled(id, seller, buyer, security, units, cash, amount);

        // A class or yen moves exactly or reverts.
        IERC20(security).transferFrom(seller, buyer, units);
        _pay(cash, buyer, seller, amount);
    }

    /// @param part Units; 0 for all that is left.
    function _settleMatched(Trade calldata trade, uint64 part) private returns (bytes32 id) {
        id = trade.idOf();
        TradeWord word = _trades[id];
        _requireSettleable(trade, id, word);
        (uint64 units, uint256 amount) = _rest(trade, word);
        if (part == 0 || part == units) {
            word = word.withPhase(TradePhase.Settled);
        } else {
            units = part;
            uint256 paid = trade.amount - amount;
            amount = Math.mulDiv(trade.amount, word.filled() + part, trade.units) - paid;
            if (amount == 0) revert PartWithoutCash(id, part);
        }

        _trades[id] = word.withFilled(word.filled() + units);
        emit TradeSettled(id, trade.seller, trade.buyer, trade.security, units, trade.cash, amount);

        if (!_moveHeld(trade, id, word, Side.Seller, units)) {
            IERC20(trade.security).transferFrom(trade.seller, trade.buyer, units);
        }
        if (!_moveHeld(trade, id, word, Side.Buyer, amount)) {
            _pay(trade.cash, trade.buyer, trade.seller, amount);
        }
    }

    /// Delivers a leg out of its hold. False when there is none that covers it: what is left of one is freed,
    /// so that the leg moves as a free one.
    function _moveHeld(
        Trade calldata trade,
        bytes32 id,
        TradeWord word,
        Side side,
        uint256 quantity
    ) private returns (bool) {
        if (!word.has(TradeWords.HELD, side)) return false;
        (IPassGatedToken token, bytes32 hold) = _holdOf(trade, id, side);
        (, uint256 held) = token.holdOf(hold);
        if (held >= quantity) {
            token.executeHold(hold, side == Side.Seller ? trade.buyer : trade.seller, quantity);
            return true;
        }
        if (held != 0) token.releaseHold(hold, held);
        return false;
    }

    function _pay(address cash, address buyer, address seller, uint256 amount) private {
        if (cash == yen) {
            IERC20(cash).transferFrom(buyer, seller, amount);
        } else if (_assets[cash] & IS_LISTED != 0) {
            IERC20(cash).pay(buyer, seller, amount);
        } else {
            // Money on another system is paid there.
            revert CashNotListed(cash);
        }
    }

    function _settleItem(Item calldata item) private {
        if (item.sellerSignature.length == 0 && item.buyerSignature.length == 0) {
            _settleMatched(item.trade, 0);
        } else {
            _settleSigned(item.trade, item.sellerSignature, item.buyerSignature);
        }
    }

    /// An item that reverts, loops or returns a megabyte ends itself alone.
    function _trySettleItem(uint256 index, Item calldata item) private returns (bool settled) {
        uint256 free;
        // Solidity does not say where its memory ends.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            free := mload(0x40)
        }
        // Before the gas is counted: a long signature makes this dear.
        bytes memory data = abi.encodeCall(this.settleItem, (item));
        uint256 gas_ = itemGas;
        // The EVM keeps back a 64th of what is left.
        uint256 needed = gas_ + gas_ / 32 + ITEM_MARGIN;
        if (gasleft() < needed) revert GasForItemMissing(index, needed);
        bytes memory reason;
        // Solidity would copy all that is returned.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            settled := call(gas_, address(), 0, add(data, 0x20), mload(data), 0x00, 0x00)
            if iszero(settled) {
                reason := mload(0x40)
                let size := returndatasize()
                if gt(size, REASON_BYTES) {
                    size := REASON_BYTES
                }
                mstore(reason, size)
                returndatacopy(add(reason, 0x20), 0x00, size)
                mstore(0x40, add(reason, 0xa0))
            }
        }
        if (!settled) emit ItemNotSettled(index, reason);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // The next item takes the same memory: a hundred beside each other would cost 20,000 gas.
            mstore(0x40, free)
        }
    }

    function _requireSigned(
        bytes32 id,
        address seller,
        bytes calldata sellerSignature,
        address buyer,
        bytes calldata buyerSignature
    ) private view {
        bytes32 digest = _hashTypedDataV4(id);
        if (!Signatures.isValid(seller, digest, sellerSignature)) {
            revert SignatureInvalid(seller, id);
        }
        if (!Signatures.isValid(buyer, digest, buyerSignature)) {
            revert SignatureInvalid(buyer, id);
        }
    }

    /// Only units, and yen; and not for a cycle, in which a party gives its net alone.
    function _requireHoldable(Trade calldata trade, bytes32 id, Side side) private {
        bool isHoldable = side == Side.Seller ? trade.cash != _externalCash : trade.cash == yen;
        if (!isHoldable || trade.cycle != bytes32(0)) revert LegCannotBeHeld(id, side);
        _rememberClass(trade.security);
        // Held for units that are not what they are now, a hold would not be what is left of the trade.
        _requireTerms(trade.security, trade.termsEpoch);
    }

    function _setAssetFlag(address asset, uint8 flag, bool on) private {
        uint8 flags = _assets[asset];
        _assets[asset] = on ? flags | flag : flags & ~flag;
    }
}
