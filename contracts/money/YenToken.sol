// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedLedger } from "../ledger/PassGatedLedger.sol";
import { PassGatedToken } from "../ledger/PassGatedToken.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord } from "../types/HolderWord.sol";
import { Standing } from "../types/Standing.sol";
import { IYenToken } from "./interfaces/IYenToken.sol";

/// @dev Specification: {IYenToken}.
contract YenToken is IYenToken, PassGatedToken, AccessManaged {
    /// One slot: what a mint must stay within, and when a redemption was last paid.
    struct Reserve {
        uint64 yen;
        uint48 asOf;
        uint32 freshness;
        uint48 paidAt;
    }

    string private _name;
    string private _symbol;
    Reserve private _reserve;
    uint256 private _redemptions;
    mapping(bytes32 depositReference => bool) private _minted;

    constructor(
        address authority_,
        IKycPass pass_,
        string memory name_,
        string memory symbol_,
        uint32 freshness
    ) PassGatedLedger(pass_) AccessManaged(authority_) {
        _name = name_;
        _symbol = symbol_;
        _class = ClassWords.open(ClassWords.NO_MAX, 0);
        _setFreshness(freshness);
    }

    /// @inheritdoc IYenToken
    function attestReserve(uint64 yen, uint48 asOf) external restricted {
        // What was attested as of before a payout may still count the money paid out.
        uint48 last = _reserve.asOf > _reserve.paidAt ? _reserve.asOf : _reserve.paidAt;
        if (asOf <= last || asOf > block.timestamp) revert ReserveAttestedOutOfOrder(asOf, last);

        _reserve.yen = yen;
        _reserve.asOf = asOf;
        emit ReserveAttested(yen, asOf, msg.sender);
    }

    /// @inheritdoc IYenToken
    function mint(address to, uint256 yen, bytes32 depositReference) external restricted {
        Reserve memory attested = _reserve;
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        if (yen == 0 || depositReference == bytes32(0)) revert DepositEmpty(yen, depositReference);
        if (_minted[depositReference]) revert DepositAlreadyMinted(depositReference);
        if (block.timestamp > uint256(attested.asOf) + attested.freshness) {
            revert ReserveNotFresh(attested.asOf, attested.freshness);
        }
        uint256 supply = Math.saturatingAdd(_class.supply(), yen);
        if (supply > attested.yen) revert ReserveExceeded(attested.yen, supply);

        _minted[depositReference] = true;
        emit YenMinted(to, yen, depositReference, msg.sender);
        _update(address(0), to, yen, Will.Office);
    }

    /// @inheritdoc IYenToken
    function redeem(uint256 yen, bytes32 payoutReference) external returns (bytes32 id) {
        _requireHolderMayPart(msg.sender, yen);
        id = keccak256(abi.encode(block.chainid, address(this), msg.sender, ++_redemptions));
        emit RedemptionRequested(id, msg.sender, yen, payoutReference);
        _placeHold(id, msg.sender, yen);
    }

    /// @inheritdoc IYenToken
    function confirmRedemption(bytes32 id) external restricted {
        (address holder, uint256 yen) = _requireRedemption(id);
        // The money is gone with the yen: an attestation from before must not cover new ones.
        uint64 attested = _reserve.yen;
        _reserve.yen = attested > yen ? uint64(attested - yen) : 0;
        _reserve.paidAt = uint48(block.timestamp);
        emit RedemptionPaid(id, holder, yen, msg.sender);
        _releaseHold(id, yen);
        _update(holder, address(0), yen, Will.Office);
    }

    /// @inheritdoc IYenToken
    function returnRedemption(bytes32 id, bytes32 reason) external restricted {
        (address holder, uint256 yen) = _requireRedemption(id);
        emit RedemptionReturned(id, holder, yen, reason, msg.sender);
        _releaseHold(id, yen);
    }

    /// @inheritdoc IYenToken
    function recover(address lost) external restricted {
        _recover(lost);
    }

    /// @inheritdoc IYenToken
    function pause() external restricted {
        _setPaused(true);
    }

    /// @inheritdoc IYenToken
    function unpause() external restricted {
        _setPaused(false);
    }

    /// @inheritdoc IYenToken
    function setFreshness(uint32 freshness) external restricted {
        _setFreshness(freshness);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IYenToken
    function reserve() external view returns (uint256 yen, uint48 asOf, uint32 freshness) {
        Reserve memory attested = _reserve;
        return (attested.yen, attested.asOf, attested.freshness);
    }

    /// @inheritdoc IYenToken
    function isDepositMinted(bytes32 depositReference) external view returns (bool) {
        return _minted[depositReference];
    }

    /// @inheritdoc IYenToken
    function isPaused() external view returns (bool) {
        return _class.has(ClassWords.PAUSED);
    }

    function name() public view override(IERC20Metadata, PassGatedToken) returns (string memory) {
        return _name;
    }

    function symbol() public view override(IERC20Metadata, PassGatedToken) returns (string memory) {
        return _symbol;
    }

    // ------------------------------------------------------------------ internals

    /// Every working pass may hold money.
    function _admits(ClassWord, Standing) internal pure override returns (bool) {
        return true;
    }

    function _requireClassRules(ClassWord, address, uint256, Will) internal pure override {
        // Money has no rule of its own.
    }

    /// Money has no record dates.
    function _taken(ClassWord class) internal pure override returns (ClassWord) {
        return class;
    }

    function _save(
        ClassWord,
        address,
        HolderWord word
    ) internal pure override returns (HolderWord) {
        return word;
    }

    function _requireRedemption(bytes32 id) private view returns (address holder, uint256 yen) {
        (holder, yen) = holdOf(id);
        if (holder == address(0)) revert NoSuchRedemption(id);
    }

    function _setPaused(bool paused) private {
        _class = _class.set(ClassWords.PAUSED, paused);
        emit PauseChanged(paused, msg.sender);
    }

    function _setFreshness(uint32 freshness) private {
        if (freshness == 0) revert FreshnessOutOfRange(freshness);
        _reserve.freshness = freshness;
        emit FreshnessChanged(freshness);
    }
}
