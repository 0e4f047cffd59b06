// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IYenToken } from "../../../contracts/money/interfaces/IYenToken.sol";
import { ISecurityAnnex } from "../../../contracts/securities/interfaces/ISecurityAnnex.sol";
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
        Admin
    }

    uint256 private constant VERBS = 16;

    /// A verb that would do something, by a key that has no power over it.
    function _powerAct() internal {
        uint256 wallet = _anyWallet();
        uint256 verb = _roll(VERBS);
        Key key = Key(_roll(uint256(type(Key).max)));
        bool ofGuardian = verb < 5;
        bool ofYen = verb == 12;
        if (ofGuardian && key == Key.Guardian) key = Key.YenOperator;
        if (ofYen && key == Key.YenOperator) key = _chance(50) ? Key.Guardian : Key.Admin;
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
            return (Act.RecoverYen, address(yen), abi.encodeCall(IYenToken.recover, (one)));
        }
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
}
