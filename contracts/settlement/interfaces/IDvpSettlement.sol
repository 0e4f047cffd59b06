// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Trade } from "../../types/Trade.sol";

/// @title Delivery versus payment (DvP)
/// @notice Both legs of a trade move in one transaction, or neither (DVP-1). The contract has no power
/// over tokens: legs move by the parties' standing allowances. It owns nothing after any transaction
/// (DVP-2). Passes, policy, freezes and pauses are the tokens' to judge, at settlement.
/// @dev EIP-712 domain: name "Kessai DvP", version "1", this chain, this contract. Assumes of a class
/// of the platform that it moves units exactly or reverts; of listed cash nothing, what arrives is
/// measured.
interface IDvpSettlement {
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

    /// @notice Both legs moved.
    event TradeSettled(
        bytes32 indexed id,
        address indexed seller,
        address indexed buyer,
        address security,
        uint256 units,
        address cash,
        uint256 amount
    );
    /// @notice Numbers of `party` are used up: no trade that carries one settles.
    /// @param word The numbers from `256 * word` to `256 * word + 255`.
    /// @param bits Those of them that were cancelled now.
    event NoncesCancelled(address indexed party, uint256 indexed word, uint256 bits);
    event CashListed(address indexed token, bool listed);

    error TradeEmpty(uint256 units, uint256 amount);
    error TradeWithOneself(address party);
    error TooEarly(uint48 settleFrom, uint256 now_);
    error TooLate(uint48 settleBy, uint256 now_);
    /// @notice A trade made for a netting cycle does not settle gross while its cycle is not void.
    error CycleNotVoid(bytes32 cycle);
    error NotAClassOfThePlatform(address token);
    error CashNotListed(address token);
    error CashWithoutCode(address token);
    error TermsChanged(uint16 current, uint16 signed);
    error NonceUsed(address party, uint256 nonce);
    error SignatureInvalid(address party, bytes32 id);
    /// @notice The cash token moved something else than the amount.
    error CashNotExact(address token, uint256 amount, uint256 paid, uint256 received);
    error NothingToCancel(uint256 word);

    /// @notice Settles a trade that both parties signed. Anyone may send it; nothing is the sender's to
    /// choose.
    /// @dev Requires units and amount, two parties, a time inside the trade's, cycle 0, a class of the
    /// platform, yen or listed cash, the class's terms epoch, both numbers unused, both signatures
    /// (ECDSA, then ERC-1271), and for each leg all that its token requires, with an allowance to this
    /// contract. Emits {TradeSettled}.
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

    /// @notice Uses up one of the caller's numbers, so that the trade carrying it cannot settle.
    function cancel(uint256 nonce) external;

    /// @notice Uses up many of the caller's numbers: the set bits of `bits`, from `256 * word` on.
    function cancelMany(uint256 word, uint256 bits) external;

    /// @notice Lists a cash token besides yen, or takes it off the list.
    /// @dev Admin, after its delay.
    function listCash(address token, bool listed) external;

    /// @notice The trade's id: its EIP-712 struct hash.
    function idOf(Trade calldata trade) external pure returns (bytes32);

    function isNonceUsed(address party, uint256 nonce) external view returns (bool);

    function isCashListed(address token) external view returns (bool);
}
