// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassGatedCore } from "../ledger/interfaces/IPassGatedCore.sol";
import { IRegistrarDesk } from "../securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../securities/interfaces/ISecurityToken.sol";
import { Signatures } from "../types/Signatures.sol";
import { Trade, Trades } from "../types/Trade.sol";
import { ReentrancyLock } from "./ReentrancyLock.sol";
import { IDvpSettlement } from "./interfaces/IDvpSettlement.sol";

/// @dev Specification: {IDvpSettlement}.
contract DvpSettlement is IDvpSettlement, AccessManaged, ReentrancyLock, EIP712 {
    using SafeERC20 for IERC20;
    using Trades for Trade;

    IKycPass public immutable pass;
    address public immutable yen;

    /// One bit a number: which of a party's numbers are used up, by settlement or cancel.
    mapping(address party => mapping(uint256 word => uint256 bits)) private _used;
    /// Classes found genuine at their first trade; a class number is never reused.
    mapping(address token => bool) private _isClass;
    mapping(address token => bool) private _isListed;

    constructor(
        address authority_,
        IKycPass pass_,
        address yen_
    ) AccessManaged(authority_) EIP712("Kessai DvP", "1") {
        pass = pass_;
        yen = yen_;
    }

    /// @inheritdoc IDvpSettlement
    function settle(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) external nonReentrant returns (bytes32) {
        return _settle(trade, sellerSignature, buyerSignature);
    }

    /// @inheritdoc IDvpSettlement
    function settleWithConsent(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature,
        RidingConsent calldata riding
    ) external nonReentrant returns (bytes32) {
        _requireClass(trade.security);
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
        return _settle(trade, sellerSignature, buyerSignature);
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
    function listCash(address token, bool listed) external restricted {
        if (listed && token.code.length == 0) revert CashWithoutCode(token);

        _isListed[token] = listed;
        emit CashListed(token, listed);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IDvpSettlement
    function idOf(Trade calldata trade) external pure returns (bytes32) {
        return trade.idOf();
    }

    /// @inheritdoc IDvpSettlement
    function isNonceUsed(address party, uint256 nonce) external view returns (bool) {
        return _used[party][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    /// @inheritdoc IDvpSettlement
    function isCashListed(address token) external view returns (bool) {
        return token == yen || _isListed[token];
    }

    // ------------------------------------------------------------------ internals

    function _settle(
        Trade calldata trade,
        bytes calldata sellerSignature,
        bytes calldata buyerSignature
    ) private returns (bytes32 id) {
        id = trade.idOf();
        _requireSettleable(trade);
        bytes32 digest = _hashTypedDataV4(id);
        if (!Signatures.isValid(trade.seller, digest, sellerSignature)) {
            revert SignatureInvalid(trade.seller, id);
        }
        if (!Signatures.isValid(trade.buyer, digest, buyerSignature)) {
            revert SignatureInvalid(trade.buyer, id);
        }

        _use(trade.seller, trade.sellerNonce);
        _use(trade.buyer, trade.buyerNonce);

        emit TradeSettled(
            id,
            trade.seller,
            trade.buyer,
            trade.security,
            trade.units,
            trade.cash,
            trade.amount
        );

        // A class or yen moves exactly or reverts.
        IERC20(trade.security).transferFrom(trade.seller, trade.buyer, trade.units);
        if (trade.cash == yen) {
            IERC20(yen).transferFrom(trade.buyer, trade.seller, trade.amount);
        } else {
            _payListed(IERC20(trade.cash), trade.buyer, trade.seller, trade.amount);
        }
    }

    function _requireSettleable(Trade calldata trade) private {
        if (trade.units == 0 || trade.amount == 0) revert TradeEmpty(trade.units, trade.amount);
        if (trade.seller == trade.buyer) revert TradeWithOneself(trade.seller);
        if (block.timestamp < trade.settleFrom) revert TooEarly(trade.settleFrom, block.timestamp);
        if (block.timestamp > trade.settleBy) revert TooLate(trade.settleBy, block.timestamp);
        if (trade.cycle != bytes32(0)) revert CycleNotVoid(trade.cycle);
        _requireClass(trade.security);
        if (trade.cash != yen && !_isListed[trade.cash]) revert CashNotListed(trade.cash);
        uint16 epoch = ISecurityToken(trade.security).termsEpoch();
        if (epoch != trade.termsEpoch) revert TermsChanged(epoch, trade.termsEpoch);
    }

    /// A stranger's contract is the cheapest poison: only classes of the platform are called. Asked
    /// once per class, then remembered.
    function _requireClass(address token) private {
        if (_isClass[token]) return;
        (bool answered, bytes32 answer, ) = LowLevelCall.staticcallReturn64Bytes(
            token,
            abi.encodeCall(IPassGatedCore.classNumber, ())
        );
        uint256 number = uint256(answer);
        // Number 0 is yen, which is cash.
        if (
            !answered ||
            LowLevelCall.returnDataSize() < 32 ||
            number == 0 ||
            number > type(uint16).max ||
            pass.classAt(uint16(number)) != token
        ) revert NotAClassOfThePlatform(token);
        _isClass[token] = true;
    }

    function _use(address party, uint256 nonce) private {
        uint256 bit = 1 << (nonce & 0xff);
        uint256 used = _used[party][nonce >> 8];
        if (used & bit != 0) revert NonceUsed(party, nonce);
        _used[party][nonce >> 8] = used | bit;
    }

    /// Fee-on-transfer, rebasing and lying tokens are found by what left and what arrived.
    function _payListed(IERC20 token, address from, address to, uint256 amount) private {
        uint256 fromBefore = token.balanceOf(from);
        uint256 toBefore = token.balanceOf(to);
        token.safeTransferFrom(from, to, amount);
        uint256 fromAfter = token.balanceOf(from);
        uint256 toAfter = token.balanceOf(to);
        uint256 paid = fromBefore > fromAfter ? fromBefore - fromAfter : 0;
        uint256 received = toAfter > toBefore ? toAfter - toBefore : 0;
        if (paid != amount || received != amount) {
            revert CashNotExact(address(token), amount, paid, received);
        }
    }
}
