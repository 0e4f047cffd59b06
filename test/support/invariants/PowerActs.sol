// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IERC7943Fungible } from "../../../contracts/ledger/interfaces/IERC7943Fungible.sol";
import { IPassGatedCore } from "../../../contracts/ledger/interfaces/IPassGatedCore.sol";
import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { ISecurityAnnex } from "../../../contracts/securities/interfaces/ISecurityAnnex.sol";
import { HoldOrder } from "../../../contracts/types/Hold.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { Will } from "../../../contracts/types/Will.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// POWER-1: what one key has power over, the others have not, and nobody by another way.
abstract contract PowerActs is Movements {
    enum Key {
        Stranger,
        Holder,
        Officer,
        Guardian,
        Registrar,
        YenOperator,
        Attestor,
        Admin
    }

    uint256 private constant VERBS = 43;

    /// A verb that would do something, by a key that has no power over it.
    function _powerAct() internal {
        uint256 wallet = _anyWallet();
        uint256 verb = _chance(15) ? 13 + _roll(3) : _roll(VERBS);
        Key key = Key(_roll(uint256(type(Key).max)));
        bool ofGuardian = verb < 5;
        bool ofYen = verb == 12 || (verb >= 16 && verb < 22);
        if (ofGuardian && key == Key.Guardian) key = Key.YenOperator;
        if (ofYen && key == Key.YenOperator) key = _chance(50) ? Key.Guardian : Key.Admin;
        if (verb == 22 && key == Key.Attestor) key = Key.YenOperator;
        (Act act, address target, bytes memory call) = _verb(verb, wallet);
        record.checked(Promise.Power1, 1);
        _does(act, _senderOf(key, wallet), target, call, Promise.Power1);
    }

    function _senderOf(Key key, uint256 wallet) private returns (address) {
        if (key == Key.Holder) return wallets[wallet];
        if (key == Key.Officer) return vm.addr(officers[1 + _roll(officers.length - 1)].key);
        if (key == Key.Guardian) return _chance(50) ? GUARDIAN : SECOND_GUARDIAN;
        if (key == Key.Registrar) return SECOND_REGISTRAR;
        if (key == Key.YenOperator) return YEN_OPERATOR;
        if (key == Key.Attestor) return RESERVE_ATTESTOR;
        if (key == Key.Admin) return address(this);
        return RELAYER;
    }

    function _verb(
        uint256 verb,
        uint256 wallet
    ) private returns (Act act, address target, bytes memory call) {
        target = address(pass);
        uint8 officer = uint8(1 + _roll(officers.length - 1));
        address one = wallets[wallet];
        if (verb == 0)
            return (Act.Suspend, target, abi.encodeCall(IPassAnnex.suspend, (one, REASON)));
        if (verb == 1) return (Act.Revoke, target, abi.encodeCall(IPassCore.revoke, (one, REASON)));
        if (verb == 2)
            return (Act.VetoPass, target, abi.encodeCall(IPassAnnex.veto, (one, REASON)));
        if (verb == 3) {
            call = abi.encodeCall(IPassAnnex.disown, (officer, uint32(block.timestamp), TOKENS));
            return (Act.Disown, target, call);
        }
        if (verb == 4) {
            call = abi.encodeCall(IPassAnnex.undoDisowning, (officer));
            return (Act.UndoDisowning, target, call);
        }
        if (verb == 5) {
            call = abi.encodeCall(IPassAnnex.undoDisowningAsAdmin, (officer));
            return (Act.UndoDisowningAsAdmin, target, call);
        }
        if (verb == 6)
            return (Act.AddOfficer, target, abi.encodeCall(IPassAnnex.addOfficer, (one)));
        if (verb == 7) {
            return (Act.RemoveOfficer, target, abi.encodeCall(IPassAnnex.removeOfficer, (officer)));
        }
        if (verb == 8) {
            call = abi.encodeCall(IPassAnnex.setSettings, (1, 1, QUOTA, LIST_QUOTA));
            return (Act.ChangeSettings, target, call);
        }
        if (verb == 9) {
            return (Act.ChangeSettings, target, abi.encodeCall(IPassAnnex.registerMoney, (one)));
        }
        if (verb == 10) {
            return (Act.ChangeSettings, target, abi.encodeCall(IPassAnnex.setFactory, (one, true)));
        }
        return _verbOfMoving(verb, one, officer);
    }

    /// At a token, past its desk; and at the annex itself, where nobody has power over anything.
    function _verbOfMoving(
        uint256 verb,
        address one,
        uint8 officer
    ) private returns (Act act, address target, bytes memory call) {
        if (verb == 11) {
            target = address(tokens[_roll(CLASSES)]);
            return (Act.CarryOutRecovery, target, abi.encodeCall(ISecurityAnnex.recover, (one)));
        }
        if (verb == 12) {
            return (Act.RecoverYen, address(yen), abi.encodeCall(IYenAnnex.recover, (one)));
        }
        if (verb >= 16 && verb < 30) return _verbOfYen(verb, one);
        if (verb >= 30) return _verbOfClass(verb, one);
        target = pass.annex();
        if (verb == 13) {
            return (Act.TellDisowning, target, abi.encodeCall(IPassAnnex.tellDisowning, (TOKENS)));
        }
        if (verb == 14) {
            return (Act.AddOfficer, target, abi.encodeCall(IPassAnnex.addOfficer, (one)));
        }
        call = abi.encodeCall(IPassAnnex.undoDisowningAsAdmin, (officer));
        return (Act.UndoDisowningAsAdmin, target, call);
    }

    /// Of the yen operator, then the reserve attestor's, then the admin's; now and then at the annex itself.
    function _verbOfYen(
        uint256 verb,
        address one
    ) private returns (Act act, address target, bytes memory call) {
        target = _chance(85) ? address(yen) : yen.annex();
        bytes32 id = holds.length == 0 ? bytes32(0) : holds[_openHold(true)].id;
        if (verb == 16) {
            call = abi.encodeCall(IYenAnnex.mint, (one, 1, bytes32("no deposit")));
            return (Act.MintYen, target, call);
        }
        if (verb == 17) {
            return (
                Act.ConfirmRedemption,
                target,
                abi.encodeCall(IYenAnnex.confirmRedemption, (id))
            );
        }
        if (verb == 18) {
            call = abi.encodeCall(IYenAnnex.returnRedemption, (id, REASON));
            return (Act.ReturnRedemption, target, call);
        }
        if (verb == 19) {
            call = abi.encodeCall(IYenAnnex.registerBankAccount, (one, bytes32("mine")));
            return (Act.RegisterBankAccount, target, call);
        }
        if (verb == 20) {
            call = abi.encodeCall(IYenAnnex.freezeWallet, (one, REASON, REASON));
            return (Act.FreezeYenWallet, target, call);
        }
        if (verb == 21) {
            call = abi.encodeCall(IYenAnnex.freezeYen, (one, 1, REASON, REASON));
            return (Act.FreezeYen, target, call);
        }
        if (verb == 22) {
            call = abi.encodeCall(
                IYenAnnex.attestReserve,
                (type(uint64).max, uint48(block.timestamp))
            );
            return (Act.AttestReserve, target, call);
        }
        if (verb == 23) {
            call = abi.encodeCall(IYenAnnex.setSystemAccount, (address(0xbad), one));
            return (Act.SetPurse, target, call);
        }
        if (verb == 24) {
            return (Act.SetYenLimits, target, abi.encodeCall(IYenAnnex.setLimits, (0, 0)));
        }
        if (verb == 25) {
            call = abi.encodeCall(IERC7943Fungible.setFrozenTokens, (one, 0));
            return (Act.SetFrozenYen, target, call);
        }
        if (verb == 26) {
            call = abi.encodeCall(IYenAnnex.unfreezeWallet, (one, REASON, REASON));
            return (Act.UnfreezeYenWallet, target, call);
        }
        if (verb == 27) {
            call = abi.encodeCall(IERC7943Fungible.forcedTransfer, (wallets[0], one, 1));
            return (Act.ForceYen, target, call);
        }
        if (verb == 28) {
            return (Act.UnpauseYen, target, abi.encodeCall(IYenAnnex.unpause, ()));
        }
        return (Act.AttestReserve, target, abi.encodeCall(IYenAnnex.setFreshness, (1 days)));
    }

    /// What the desk alone may at a class, and the gate that a token calls by itself.
    function _verbOfClass(
        uint256 verb,
        address one
    ) private returns (Act act, address target, bytes memory call) {
        uint256 class = _roll(CLASSES);
        target = address(tokens[class]);
        if (_chance(15)) target = _classAt(class).annex();
        bytes32 id = holds.length == 0 ? bytes32(0) : holds[_openHold(false)].id;
        if (verb == 30) {
            call = abi.encodeCall(IERC7943Fungible.forcedTransfer, (wallets[0], one, 1));
            return (Act.CarryOutForcedTransfer, target, call);
        }
        if (verb == 31) return (Act.Issue, target, abi.encodeCall(ISecurityAnnex.mint, (one, 1)));
        if (verb == 32) return (Act.Burn, target, abi.encodeCall(ISecurityAnnex.burn, (one, 1)));
        if (verb == 33) {
            HoldOrder memory order;
            (order.holder, order.units) = (one, 1);
            return (Act.Encumber, target, abi.encodeCall(ISecurityAnnex.encumber, (order)));
        }
        if (verb == 34) {
            return (Act.Release, target, abi.encodeCall(ISecurityAnnex.release, (id, 1)));
        }
        if (verb == 35) {
            call = abi.encodeCall(IERC7943Fungible.setFrozenTokens, (one, 0));
            return (Act.FreezeUnits, target, call);
        }
        if (verb == 36) {
            call = abi.encodeCall(ISecurityAnnex.setFrozen, (one, false));
            return (Act.FreezeWallet, target, call);
        }
        if (verb == 37) {
            call = abi.encodeCall(ISecurityAnnex.setRules, (RulesWord.wrap(1 << 40), 9));
            return (Act.SetRules, target, call);
        }
        if (verb == 38) {
            return (Act.SetVenue, target, abi.encodeCall(ISecurityAnnex.setVenue, (one, true)));
        }
        if (verb == 39) {
            call = abi.encodeCall(
                ISecurityAnnex.setConsent,
                (wallets[0], one, type(uint64).max, type(uint48).max)
            );
            return (Act.GiveConsent, target, call);
        }
        if (verb == 40) return (Act.Close, target, abi.encodeCall(ISecurityAnnex.close, ()));
        if (verb == 41) {
            call = abi.encodeCall(ISecurityAnnex.setPaused, (false));
            return (Act.Unpause, target, call);
        }
        target = address(tokens[_roll(TOKENS)]);
        call = abi.encodeCall(IPassGatedCore.moveFor, (one, wallets[0], one, 1, Will.Office));
        return (Act.Transfer, target, call);
    }
}
