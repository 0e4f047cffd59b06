// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedAnnex } from "../ledger/PassGatedAnnex.sol";
import { IERC7943Fungible } from "../ledger/interfaces/IERC7943Fungible.sol";
import { IPassGatedCore } from "../ledger/interfaces/IPassGatedCore.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ITransferRules } from "../ledger/interfaces/ITransferRules.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { Hold, HoldOrder, HoldPurpose } from "../types/Hold.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { PassStatus } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { YenLedger } from "./YenLedger.sol";
import { IYenAnnex } from "./interfaces/IYenAnnex.sol";
import { IYenToken } from "./interfaces/IYenToken.sol";

/// @dev Specification: {IYenToken}. The second half of YenToken's code; it has no state of its own, and at
/// its own address nobody may do anything.
contract YenAnnex is IYenAnnex, PassGatedAnnex, YenLedger {
    /// What a payment to a new holder takes at most, with room.
    uint256 private constant PAYMENT_GAS = 250_000;

    constructor(
        IKycPass pass_,
        ITransferRules lens_
    ) PassGatedAnnex(lens_) YenLedger(pass_, address(0)) {}

    // ------------------------------------------------------------------ reserve and minting

    /// @inheritdoc IYenAnnex
    function attestReserve(uint64 yen, uint48 asOf) external restricted {
        // What was attested as of before a payout may still count the money paid out.
        uint48 last = _reserve.asOf > _reserve.paidAt ? _reserve.asOf : _reserve.paidAt;
        if (asOf <= last || asOf > block.timestamp) {
            revert IYenToken.ReserveAttestedOutOfOrder(asOf, last);
        }

        _reserve.yen = yen;
        _reserve.asOf = asOf;
        emit IYenToken.ReserveAttested(yen, asOf, msg.sender);
    }

    /// @inheritdoc IYenAnnex
    function mint(address to, uint256 yen, bytes32 depositReference) external restricted {
        Reserve memory attested = _reserve;
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        if (yen == 0 || depositReference == bytes32(0)) {
            revert IYenToken.DepositEmpty(yen, depositReference);
        }
        if (_minted[depositReference]) revert IYenToken.DepositAlreadyMinted(depositReference);
        if (block.timestamp > uint256(attested.asOf) + attested.freshness) {
            revert IYenToken.ReserveNotFresh(attested.asOf, attested.freshness);
        }
        uint256 supply = Math.saturatingAdd(_class.supply(), yen);
        if (supply > attested.yen) revert IYenToken.ReserveExceeded(attested.yen, supply);
        _countMinted(yen, supply);

        _minted[depositReference] = true;
        emit IYenToken.YenMinted(to, yen, depositReference, msg.sender);
        _move(address(0), to, yen, Will.Office);
    }

    // ------------------------------------------------------------------ redemption

    /// @inheritdoc IYenAnnex
    function redeem(uint256 yen, bytes32 payoutReference) external returns (bytes32 id) {
        _requireHolderMayPart(msg.sender, yen);
        return _requestRedemption(msg.sender, yen, payoutReference);
    }

    /// @inheritdoc IYenAnnex
    function redeemStranded(
        address wallet,
        uint256 yen,
        bytes32 payoutReference,
        uint8 officer
    ) external returns (bytes32 id) {
        if (_pass.officerAt(officer) != msg.sender) revert IYenToken.NotAnOfficer(msg.sender);
        if (
            _pass.standingNow(wallet, _class.has(ClassWords.DOUBTED)).status() == PassStatus.Working
        ) revert IYenToken.NotStranded(wallet);
        if (_bankAccounts[wallet] == bytes32(0)) revert IYenToken.NoBankAccount(wallet);
        HolderWord word = _words[wallet];
        // What is in a purse is its action's.
        if (word.has(HolderWords.SYSTEM_ACCOUNT)) revert IYenToken.NotStranded(wallet);
        if (word.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(wallet);
        uint256 free = _free(wallet, word);
        if (yen > free) revert IPassGatedToken.UnitsNotFree(wallet, free, yen);

        emit IYenToken.StrandedYenReleased(wallet, yen, _bankAccounts[wallet], msg.sender);
        return _requestRedemption(wallet, yen, payoutReference);
    }

    /// @inheritdoc IYenAnnex
    function confirmRedemption(bytes32 id) external restricted {
        (address holder, uint256 yen) = _requireRedemption(id);
        // The money is gone with the yen: an attestation from before must not cover new ones.
        uint64 attested = _reserve.yen;
        _reserve.yen = attested > yen ? uint64(attested - yen) : 0;
        _reserve.paidAt = uint48(block.timestamp);
        emit IYenToken.RedemptionPaid(id, holder, yen, msg.sender);
        _releaseHold(id, yen);
        _move(holder, address(0), yen, Will.Office);
    }

    /// @inheritdoc IYenAnnex
    function returnRedemption(bytes32 id, bytes32 reason) external restricted {
        (address holder, uint256 yen) = _requireRedemption(id);
        emit IYenToken.RedemptionReturned(id, holder, yen, reason, msg.sender);
        _releaseHold(id, yen);
    }

    /// @inheritdoc IYenAnnex
    function registerBankAccount(address wallet, bytes32 accountHash) external restricted {
        _bankAccounts[wallet] = accountHash;
        emit IYenToken.BankAccountRegistered(wallet, accountHash, msg.sender);
    }

    // ------------------------------------------------------------------ purses

    /// @inheritdoc IYenAnnex
    function payOut(address to, uint256 yen) external {
        HolderWord purse = _purse();
        Will will = _willToPay(to);
        // What stops a transfer stops this one too.
        if (will == Will.Action) _requireFree(msg.sender, purse, yen);
        _move(msg.sender, to, yen, will);
    }

    /// @inheritdoc IYenAnnex
    function payOutMany(
        address[] calldata to,
        uint256[] calldata yen
    ) external returns (uint256[] memory refused) {
        if (to.length != yen.length) revert IPassGatedToken.ListsDiffer(to.length, yen.length);
        HolderWord purse = _purse();
        ClassWord class = _class;
        uint256 free = _free(msg.sender, purse);
        uint256 left = purse.balance();
        uint256 given;
        uint256 count;
        for (uint256 i = 0; i < to.length; ++i) {
            (address payee, uint256 amount) = (to[i], yen[i]);
            if (amount > free) revert IPassGatedToken.UnitsNotFree(msg.sender, free, amount);
            HolderWord word = _words[payee];
            // Neither comes nor leaves as a holder, and nothing has a say. All else, the gate is asked for.
            if (class.isSteady(word, block.timestamp) && word.balance() != 0 && amount < left) {
                _words[payee] = word.credit(amount);
                emit IERC20.Transfer(msg.sender, payee, amount);
                unchecked {
                    // No more than is left.
                    given += amount;
                }
            } else {
                _takeFromPurse(given);
                given = 0;
                if (!_tryPayOut(payee, amount)) {
                    if (count == 0) refused = new uint256[](to.length - i);
                    refused[count++] = i;
                    continue;
                }
            }
            unchecked {
                // What is free is part of what is left.
                left -= amount;
                free -= amount;
            }
        }
        _takeFromPurse(given);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // There are no more than there was room for.
            mstore(refused, count)
        }
    }

    // ------------------------------------------------------------------ yen operator, on holders' wallets

    /// @inheritdoc IYenAnnex
    function recover(address lost) external restricted {
        _recover(lost);
    }

    /// @inheritdoc IYenAnnex
    function freezeWallet(address wallet, bytes32 reason, bytes32 document) external restricted {
        emit IYenToken.WalletStopped(wallet, reason, document, msg.sender);
        _setFrozen(wallet, true);
    }

    /// @inheritdoc IYenAnnex
    function freezeYen(
        address wallet,
        uint256 yen,
        bytes32 reason,
        bytes32 document
    ) external restricted {
        if (yen == 0) revert IYenToken.NothingToFreeze(wallet);
        emit IYenToken.YenFrozen(wallet, yen, reason, document, msg.sender);
        _setFrozenUnits(wallet, Math.saturatingAdd(_frozenUnits[wallet], yen));
    }

    // ------------------------------------------------------------------ admin, after its delay

    /// @inheritdoc IYenAnnex
    function unfreezeWallet(address wallet, bytes32 reason, bytes32 document) external restricted {
        if (!_words[wallet].has(HolderWords.FROZEN)) revert IYenToken.NotFrozen(wallet);
        emit IYenToken.WalletFreed(wallet, reason, document, msg.sender);
        _setFrozen(wallet, false);
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address wallet, uint256 yen) external restricted returns (bool) {
        _setFrozenUnits(wallet, yen);
        return true;
    }

    /// @inheritdoc IERC7943Fungible
    function forcedTransfer(
        address from,
        address to,
        uint256 yen
    ) external restricted returns (bool) {
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        emit ForcedTransfer(from, to, yen);
        _move(from, to, yen, Will.Office);
        return true;
    }

    /// @inheritdoc IYenAnnex
    function releaseByOrder(bytes32 id, uint256 yen) external restricted {
        Hold memory held = _holds[id];
        if (held.purpose != HoldPurpose.Trade) revert IYenToken.NotATradeHold(id);
        // Its executor can free a part of it meanwhile; that must not make the order fail.
        _releaseHold(id, Math.min(yen, held.units));
    }

    /// @inheritdoc IYenAnnex
    function setSystemAccount(address account, address funder) external restricted {
        HolderWord word = _words[account];
        bool isAdded = funder != address(0);
        if (isAdded == word.has(HolderWords.SYSTEM_ACCOUNT)) {
            revert IYenToken.SystemAccountUnchanged(account);
        }
        // A purse is nobody's wallet.
        if (isAdded && _pass.investorIdOf(account) != 0) revert IYenToken.NotAPurse(account);

        // What is in it goes back, or it would be nobody's.
        uint256 rest = word.balance();
        if (rest != 0) {
            _move(account, _funders[account], rest, Will.Office);
            word = _words[account];
        }

        _words[account] = word.set(HolderWords.SYSTEM_ACCOUNT, isAdded);
        _funders[account] = funder;
        if (isAdded) _systemAccounts.push(account);
        else _removeSystemAccount(account);
        emit IYenToken.SystemAccountChanged(account, funder);
    }

    /// @inheritdoc IYenAnnex
    function setLimits(uint64 mostSupply, uint64 mostPerDay) external restricted {
        _limits.mostSupply = mostSupply;
        _limits.mostPerDay = mostPerDay;
        emit IYenToken.LimitsChanged(mostSupply, mostPerDay);
    }

    /// @inheritdoc IYenAnnex
    function setFreshness(uint32 freshness) external restricted {
        _setFreshness(freshness);
    }

    /// @inheritdoc IYenAnnex
    function setContractURI(string calldata uri) external restricted {
        _setContractURI(uri);
    }

    // ------------------------------------------------------------------ pauser, unpauser

    /// @inheritdoc IYenAnnex
    function pause() external restricted {
        _setPaused(true);
    }

    /// @inheritdoc IYenAnnex
    function unpause() external restricted {
        _setPaused(false);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IYenAnnex
    function reserve() external view returns (uint256 yen, uint48 asOf, uint32 freshness) {
        Reserve memory attested = _reserve;
        return (attested.yen, attested.asOf, attested.freshness);
    }

    /// @inheritdoc IYenAnnex
    function limits()
        external
        view
        returns (uint64 mostSupply, uint64 mostPerDay, uint64 mintedToday)
    {
        Limits memory current = _limits;
        bool isToday = JstDate.unwrap(current.day) == JstDate.unwrap(_today());
        return (current.mostSupply, current.mostPerDay, isToday ? current.mintedOnDay : 0);
    }

    /// @inheritdoc IYenAnnex
    function isDepositMinted(bytes32 depositReference) external view returns (bool) {
        return _minted[depositReference];
    }

    /// @inheritdoc IYenAnnex
    function bankAccountOf(address wallet) external view returns (bytes32) {
        return _bankAccounts[wallet];
    }

    /// @inheritdoc IYenAnnex
    function funderOf(address account) external view returns (address) {
        return _funders[account];
    }

    /// @inheritdoc IYenAnnex
    function systemAccounts() external view returns (address[] memory) {
        return _systemAccounts;
    }

    /// @inheritdoc IYenAnnex
    function isPaused() external view returns (bool) {
        return _class.has(ClassWords.PAUSED);
    }

    // ------------------------------------------------------------------ internals

    /// The caller, if it is a purse that may pay.
    function _purse() private view returns (HolderWord purse) {
        purse = _words[msg.sender];
        if (!purse.has(HolderWords.SYSTEM_ACCOUNT)) revert IYenToken.NotAPurse(msg.sender);
        if (_class.has(ClassWords.PAUSED)) revert IPassGatedToken.TokenPaused();
        if (purse.has(HolderWords.FROZEN)) revert IPassGatedToken.WalletFrozen(msg.sender);
    }

    /// What a pass that only lapsed is paid lands too.
    function _willToPay(address to) private view returns (Will) {
        PassStatus status = _pass.standingNow(to, _class.has(ClassWords.DOUBTED)).status();
        bool hasLapsed = status == PassStatus.Expired || status == PassStatus.ScreeningLapsed;
        return hasLapsed ? Will.Action : Will.Holder;
    }

    /// Fails for the payee's reasons alone: not for want of gas, which the caller chooses.
    function _tryPayOut(address to, uint256 yen) private returns (bool) {
        if (gasleft() < PAYMENT_GAS) revert IYenToken.NotEnoughGas(gasleft(), PAYMENT_GAS);
        Will will = _willToPay(to);
        try IPassGatedCore(address(this)).moveFor(msg.sender, msg.sender, to, yen, will) {
            return true;
        } catch {
            return false;
        }
    }

    function _takeFromPurse(uint256 yen) private {
        if (yen != 0) _words[msg.sender] = _words[msg.sender].debit(yen);
    }

    /// A day is Japan's.
    function _countMinted(uint256 yen, uint256 supply) private {
        Limits memory current = _limits;
        if (current.mostSupply != 0 && supply > current.mostSupply) {
            revert IYenToken.LimitExceeded(current.mostSupply, supply);
        }
        if (current.mostPerDay == 0) return;
        JstDate today = _today();
        bool isToday = JstDate.unwrap(current.day) == JstDate.unwrap(today);
        uint256 minted = Math.saturatingAdd(isToday ? current.mintedOnDay : 0, yen);
        if (minted > current.mostPerDay) revert IYenToken.LimitExceeded(current.mostPerDay, minted);
        _limits.mintedOnDay = uint64(minted);
        _limits.day = today;
    }

    function _today() private view returns (JstDate) {
        return JstDates.dateAt(block.timestamp);
    }

    function _requestRedemption(
        address holder,
        uint256 yen,
        bytes32 payoutReference
    ) private returns (bytes32 id) {
        id = _placeHold(
            HoldOrder({
                purpose: HoldPurpose.Redemption,
                holder: holder,
                units: yen,
                executor: address(0),
                payee: address(0),
                until: 0,
                salt: bytes32(++_redemptions)
            })
        );
        emit IYenToken.RedemptionRequested(id, holder, yen, payoutReference);
    }

    /// Other holds on yen are not the bank's to end.
    function _requireRedemption(bytes32 id) private view returns (address holder, uint256 yen) {
        if (_holds[id].purpose != HoldPurpose.Redemption) revert IYenToken.NoSuchRedemption(id);
        return (_ownerNow(_holds[id]), _holds[id].units);
    }

    function _removeSystemAccount(address account) private {
        uint256 place = 0;
        while (_systemAccounts[place] != account) ++place;
        _systemAccounts[place] = _systemAccounts[_systemAccounts.length - 1];
        _systemAccounts.pop();
    }

    function _setPaused(bool paused) private {
        _class = _class.set(ClassWords.PAUSED, paused);
        emit IYenToken.PauseChanged(paused, msg.sender);
    }
}
