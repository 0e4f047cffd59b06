// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// What the registrar writes on holders' accounts: pledges, attachments, tranches locked up; one by one
/// or in rows; and the documents of a class.
abstract contract LegalActs is Movements {
    uint256 private constant NAMES = 2;

    /// Holds that the desk placed so far: its own salts.
    uint256 private _placed;
    mapping(uint256 class => bool[NAMES]) private _documents;

    function _legalAct() internal {
        uint256 class = _roll(CLASSES);
        uint256 kind = _roll(100);
        if (kind < 36) _register(class, _holderOf(class), true);
        else if (kind < 58) _register(class, _holderOf(class), false);
        else if (kind < 72) _issueLocked(class, _takerOf(class, _anyWallet()));
        else if (kind < 86) _registerRows(class);
        else _setDocument(class);
    }

    // ------------------------------------------------------------------ pledged, attached

    function _register(uint256 class, uint256 wallet, bool isPledge) private {
        uint256 units = _chance(75) ? _unitsOf(class, wallet) / 3 : _unitsOf(class, wallet);
        bool byStranger = _chance(5);
        bool isFit = units != 0 && units <= _unheldOf(class, wallet);
        Promise forbiddenBy = isFit ? Promise.None : Promise.Hold1;
        if (byStranger) forbiddenBy = Promise.Power1;
        address sender = byStranger ? RELAYER : SECOND_REGISTRAR;
        bytes memory call = _callToRegister(class, wallet, units, isPledge);
        Act act = isPledge ? Act.Pledge : Act.Attach;
        if (_doesAddingARule(act, sender, address(desk), call, forbiddenBy, class, wallet))
            _registered(class, wallet, units, isPledge);
    }

    function _callToRegister(
        uint256 class,
        uint256 wallet,
        uint256 units,
        bool isPledge
    ) private view returns (bytes memory) {
        (address holder, address payee) = (wallets[wallet], wallets[(wallet + 1) % WALLETS]);
        return
            isPledge
                ? abi.encodeCall(
                    IRegistrarDesk.pledgeUnits,
                    (_classAt(class), holder, units, payee, REASON, "document")
                )
                : abi.encodeCall(
                    IRegistrarDesk.attachUnits,
                    (_classAt(class), holder, units, payee, REASON, "document")
                );
    }

    function _registered(uint256 class, uint256 wallet, uint256 units, bool isPledge) private {
        HoldPurpose purpose = isPledge ? HoldPurpose.Pledge : HoldPurpose.Attachment;
        _placedByDesk(class, purpose, wallet, units, 0);
    }

    function _placedByDesk(
        uint256 class,
        HoldPurpose purpose,
        uint256 wallet,
        uint256 units,
        uint48 until
    ) private {
        bytes32 id = _holdId(class, purpose, wallets[wallet], address(0), ++_placed);
        _held(Hold(id, class, wallet, units, purpose, address(0), until, wallet));
        _checkHold(holds.length - 1);
    }

    /// Each row is as it would be alone; a wrong one leaves no trace.
    function _registerRows(uint256 class) private {
        uint256 count = 1 + _roll(3);
        bytes[] memory rows = new bytes[](count);
        uint256[] memory units = new uint256[](count);
        uint256 wallet = _holderOf(class);
        for (uint256 i = 0; i < count; ++i) {
            units[i] = _unitsOf(class, wallet) / 2;
            rows[i] = _callToRegister(class, wallet, units[i], i % 2 == 0);
        }
        bool byStranger = _chance(10);
        (bool done, bytes memory answer) = _try(
            Act.RegisterRows,
            byStranger ? RELAYER : SECOND_REGISTRAR,
            address(desk),
            abi.encodeCall(IRegistrarDesk.batch, (rows)),
            Promise.None
        );
        if (!done) return;
        IRegistrarDesk.Row[] memory results = abi.decode(answer, (IRegistrarDesk.Row[]));
        for (uint256 i = 0; i < count; ++i) {
            bool isFit = units[i] != 0 && units[i] <= _unheldOf(class, wallet) && !byStranger;
            record.checked(Promise.Hold1, 1);
            if (results[i].done != isFit) record.breach(Promise.Hold1, "a row is not as alone");
            if (isFit) _registered(class, wallet, units[i], i % 2 == 0);
        }
    }

    // ------------------------------------------------------------------ locked up

    function _issueLocked(uint256 class, uint256 taker) private {
        uint256 units = lots[class] * _roll(30);
        uint48 until = uint48(block.timestamp + 1 + _roll(20 days));
        if (_chance(15)) until = uint48(block.timestamp - _roll(2));
        bool byStranger = _chance(5);
        Promise forbiddenBy = _forbidsIssue(class, taker, units);
        if (units == 0 || until <= block.timestamp) forbiddenBy = Promise.Rules;
        if (byStranger) forbiddenBy = Promise.Power1;
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.issueLocked,
            (_classAt(class), wallets[taker], units, "resolution", until)
        );
        address sender = byStranger ? RELAYER : address(this);
        if (!_does(Act.IssueLocked, sender, address(desk), call, forbiddenBy)) return;
        _credited(class, taker, units);
        _placedByDesk(class, HoldPurpose.LockUp, taker, units, until);
    }

    // ------------------------------------------------------------------ documents

    function _setDocument(uint256 class) private {
        uint256 name = _roll(NAMES);
        bool isKnown = _documents[class][name];
        bool on = isKnown ? _chance(30) : _chance(85);
        bytes32 hash = _chance(10) ? bytes32(0) : bytes32("hash");
        bytes memory call =
            on
                ? abi.encodeCall(
                    IRegistrarDesk.setDocument,
                    (_classAt(class), bytes32(name + 1), "https://kessai.example", hash)
                )
                : abi.encodeCall(
                    IRegistrarDesk.removeDocument,
                    (_classAt(class), bytes32(name + 1))
                );
        Act act = on ? Act.SetDocument : Act.RemoveDocument;
        Promise forbiddenBy = _rule(on ? hash == 0 : !isKnown);
        if (!_does(act, SECOND_REGISTRAR, address(desk), call, forbiddenBy)) return;
        _documents[class][name] = on;
        uint256 count = 0;
        for (uint256 i = 0; i < NAMES; ++i) if (_documents[class][i]) ++count;
        record.checked(Promise.Rules, 1);
        if (desk.documentNames(_classAt(class)).length != count) {
            record.breach(Promise.Rules, "other documents");
        }
    }
}
