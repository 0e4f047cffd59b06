// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IERC7943Fungible } from "../ledger/interfaces/IERC7943Fungible.sol";
import { IPassGatedCore } from "../ledger/interfaces/IPassGatedCore.sol";
import { IPassGatedToken } from "../ledger/interfaces/IPassGatedToken.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { Hold, HoldPurpose } from "../types/Hold.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Will } from "../types/Will.sol";
import { SecurityLedger } from "./SecurityLedger.sol";
import { ISecurityActions } from "./interfaces/ISecurityActions.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @dev Specification: {ISecurityToken}. The third part of SecurityToken's code, for actions over all holders;
/// it has no state of its own, and at its own address changes nothing that counts.
contract SecurityActions is ISecurityActions, SecurityLedger {
    using SafeCast for uint256;

    constructor(IKycPass pass_, address desk_) SecurityLedger(pass_, desk_) {}

    /// @inheritdoc ISecurityActions
    function beginAction() external returns (uint256 supply) {
        _requireDesk();
        ClassWord class = _classOnDate();
        if (class.has(ClassWords.IN_ACTION)) revert IPassGatedToken.TokenInAction();
        class = class.withNextAction().withNextTermsEpoch();
        _class = class;
        emit ISecurityToken.ActionBegun(class.actionNumber(), class.termsEpoch());
        return class.supply();
    }

    /// @inheritdoc ISecurityActions
    function rescale(
        uint256 numerator,
        uint256 denominator,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external returns (uint256 units) {
        _requireDesk();
        ClassWord class = _classOnDate();
        if (!class.has(ClassWords.IN_ACTION)) revert ISecurityToken.NoAction();
        uint256 next;
        for (uint256 i = 0; i < wallets.length; ++i) {
            address wallet = wallets[i];
            HolderWord word = _words[wallet];
            bool isDone = word.isDone(class);
            if (!isDone) word = _saved(class, wallet, word);
            uint256 before = word.balance();
            uint256 balance = (before * numerator) / denominator;
            uint256 held;
            (held, next) = _rescaleHolds(
                wallet,
                isDone ? HolderWord.wrap(0) : word,
                balance,
                numerator,
                denominator,
                holds,
                next
            );
            if (isDone) continue;
            if (before == 0 && !word.has(HolderWords.HAS_FROZEN_UNITS)) continue;
            if (word.has(HolderWords.HAS_FROZEN_UNITS) && numerator != 0) {
                _rescaleFrozen(wallet, numerator, denominator);
            }
            units += before;
            word = word.done(class);
            if (balance == 0 && before != 0) {
                // Whoever has none left is no holder any more: the gate counts. It must not take the end of units for
                // an order's.
                bool isStopped = word.has(HolderWords.HAS_FROZEN_UNITS);
                word = word.withAmounts(before, 0).set(HolderWords.HAS_FROZEN_UNITS, false);
                _words[wallet] = word;
                _class = class;
                _move(wallet, address(0), before, Will.Action);
                class = _class;
                if (isStopped) {
                    _words[wallet] = _words[wallet].set(HolderWords.HAS_FROZEN_UNITS, true);
                }
                continue;
            }
            _words[wallet] = word.withAmounts(balance, held);
            if (balance > before) {
                class = class.mint(balance - before);
                emit IERC20.Transfer(address(0), wallet, balance - before);
            } else {
                class = class.burn(before - balance);
                emit IERC20.Transfer(wallet, address(0), before - balance);
            }
        }
        if (next != holds.length) revert ISecurityToken.HoldsNotTheWallets(holds[next]);
        _class = class;
    }

    /// @inheritdoc ISecurityActions
    function endPromises(bytes32[] calldata holds) external {
        _requireDesk();
        ClassWord class = _classOnDate();
        if (!class.has(ClassWords.IN_ACTION)) revert ISecurityToken.NoAction();
        for (uint256 i = 0; i < holds.length; ++i) {
            bytes32 id = holds[i];
            Hold memory order = _holds[id];
            if (order.units == 0) continue;
            if (order.purpose != HoldPurpose.Trade) revert ISecurityToken.NotAPromise(id);
            address wallet = _ownerNow(order);
            HolderWord word = _saved(class, wallet, _words[wallet]);
            _words[wallet] = word.unhold(order.units);
            delete _holds[id];
            emit IPassGatedToken.HoldReleased(id, wallet, order.units);
        }
    }

    /// @inheritdoc ISecurityActions
    function endAction(uint256 numerator, uint256 denominator) external {
        _requireDesk();
        ClassWord class = _class;
        if (!class.has(ClassWords.IN_ACTION)) revert ISecurityToken.NoAction();
        if (numerator != denominator) {
            // Rounded down: no more is issued than the terms say.
            _cap = (_capOf(class) * numerator) / denominator;
            class = class.set(ClassWords.CAP_CHANGED, true);
        }
        if (numerator == 0) {
            class = class.set(ClassWords.CLOSED, true);
            emit ISecurityToken.ClassEnded(class.termsEpoch());
        } else if (numerator != denominator) {
            _rescalings.push(
                Rescaling(class.recordId(), numerator.toUint120(), denominator.toUint120())
            );
        }
        _class = class.set(ClassWords.IN_ACTION, false);
        emit ISecurityToken.ActionEnded(class.actionNumber(), numerator, denominator);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ISecurityActions
    function wordsAt(
        address[] calldata wallets,
        uint16 id
    ) external view returns (HolderWord[] memory words) {
        if (id != 0) _book.recordAt(_class, id);
        words = new HolderWord[](wallets.length);
        for (uint256 i = 0; i < wallets.length; ++i) {
            address wallet = wallets[i];
            HolderWord word = _words[wallet];
            if (id != 0 && id <= word.recordId()) {
                uint256 units = _book.pastAt(wallet, word, id).balance();
                word = word.withBalance(units);
            }
            words[i] = word;
        }
    }

    /// @inheritdoc ISecurityActions
    function heirOf(address wallet) external view returns (address) {
        return _heirOf(wallet);
    }

    /// @inheritdoc ISecurityActions
    function pledgedBefore(bytes32 hold, uint16 id) external view returns (uint256 units) {
        // An action that ended all units is none of those that changed what a unit is.
        units = _unitsBefore[hold][_rescalings.length];
        if (units == 0) units = _holds[hold].units;
        for (uint256 i = _rescalings.length; i != 0; --i) {
            Rescaling memory past = _rescalings[i - 1];
            if (past.recordId < id) break;
            uint256 kept = _unitsBefore[hold][i - 1];
            // One registered since then never was more than it is.
            units = kept != 0 ? kept : (units * past.denominator) / past.numerator;
        }
    }

    /// @inheritdoc ISecurityActions
    function frozenBefore(address wallet, uint16 id) external view returns (uint256 units) {
        units = Math.min(_frozenUnits[wallet], type(uint64).max);
        for (uint256 i = _rescalings.length; i != 0; --i) {
            Rescaling memory past = _rescalings[i - 1];
            if (past.recordId < id) break;
            units = Math.ceilDiv(units * past.denominator, past.numerator);
            units = Math.min(units, type(uint64).max);
        }
    }

    // ------------------------------------------------------------------ internals

    function _classOnDate() private returns (ClassWord class) {
        class = _class;
        if (block.timestamp > class.nextDate()) class = _taken(class);
    }

    /// All holds of a wallet become holds of the same share of its new units, each rounded up: free units bear the
    /// fraction. Where there are too few, what the law or the registrar bound comes first, promises to trades last.
    /// @param word The wallet's, or an empty one where its holds were done before.
    /// @param next Place of the wallet's first hold in the list.
    function _rescaleHolds(
        address wallet,
        HolderWord word,
        uint256 balance,
        uint256 numerator,
        uint256 denominator,
        bytes32[] calldata holds,
        uint256 next
    ) private returns (uint256 held, uint256 end) {
        uint256 sum;
        (sum, end) = _sumOfHolds(wallet, word, holds, next);
        if (sum != word.held()) revert ISecurityToken.HoldsNotNamed(wallet, word.held(), sum);
        if (sum == 0) return (0, end);
        bool ofTrades;
        do {
            for (uint256 i = next; i < end; ++i) {
                Hold memory order = _holds[holds[i]];
                if (order.units == 0 || (order.purpose == HoldPurpose.Trade) != ofTrades) continue;
                uint256 units = Math.ceilDiv(order.units * numerator, denominator);
                // HOLD-1: no more than there is.
                units = Math.min(units, balance - held);
                held += units;
                _rescaleHold(holds[i], wallet, order, units);
            }
            ofTrades = !ofTrades;
        } while (ofTrades);
    }

    /// @return sum Units of the wallet's holds in the list.
    /// @return end Place of the next wallet's first.
    function _sumOfHolds(
        address wallet,
        HolderWord word,
        bytes32[] calldata holds,
        uint256 next
    ) private view returns (uint256 sum, uint256 end) {
        bytes32 last;
        for (end = next; end < holds.length; ++end) {
            bytes32 id = holds[end];
            Hold memory order = _holds[id];
            // One that is gone, or of a wallet that somebody else did in the meantime, stops nobody's batch.
            if (order.units == 0) continue;
            if (_ownerNow(order) != wallet) break;
            if (word.balance() == 0) continue;
            if (id <= last) revert ISecurityToken.HoldsNotTheWallets(id);
            last = id;
            sum += order.units;
        }
    }

    function _rescaleHold(bytes32 id, address wallet, Hold memory order, uint256 units) private {
        // What the units earned is still the creditor's, whoever he turns out to be: his record stays.
        bool isCreditors =
            order.purpose == HoldPurpose.Pledge || order.purpose == HoldPurpose.Attachment;
        if (isCreditors) _unitsBefore[id][_rescalings.length] = order.units;
        if (units == 0 && !isCreditors) delete _holds[id];
        else _holds[id].units = uint64(units);
        emit ISecurityToken.HoldRescaled(id, wallet, order.units, units);
    }

    /// Rounded up: an order stops no less than before. Where all units end it stays as it is, so that what was paid
    /// for them is still stopped.
    function _rescaleFrozen(address wallet, uint256 numerator, uint256 denominator) private {
        uint256 frozen = _frozenUnits[wallet];
        // More than anybody can have is all, before and after.
        if (frozen > type(uint64).max) return;
        frozen = Math.ceilDiv(frozen * numerator, denominator);
        _frozenUnits[wallet] = frozen;
        emit IERC7943Fungible.Frozen(wallet, frozen);
    }

    /// Here the address is the token's: its first part has the gate.
    function _move(address from, address to, uint256 amount, Will will) internal override {
        IPassGatedCore(address(this)).moveFor(msg.sender, from, to, amount, will);
    }
}
