// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { Act } from "./Act.sol";
import { Attempts } from "./Attempts.sol";
import { Promise } from "./Promise.sol";

/// What the registrar orders, and the primitives that its desk has for orders still to come.
abstract contract RegistrarActs is Attempts {
    bytes32 private constant REASON = "reason";
    bytes32 private constant DOCUMENT = "document";
    address private constant STRANGER = address(0x57a46e5);

    uint256 private _holdIds;

    function _registrarAct(bool isLate) internal {
        uint256 class = _roll(CLASSES);
        uint256 kind = _roll(100);
        if (kind < 26) _issue(class, _takerOf(class, _anyWallet()));
        else if (kind < 36) _move(class);
        else if (kind < 44) _burn(class);
        else if (kind < 54) _encumber(class);
        else if (kind < 63) _release();
        else if (kind < 68) _freezeUnits(class);
        else if (kind < 74) _unfreezeUnits(class);
        else if (kind < 78) _freezeWallet(class);
        else if (kind < 84) _unfreezeWallet(class);
        else if (kind < 86) _setPaused(class, true);
        else if (kind < 92) _setPaused(_mostlyPaused(), false);
        else if (kind < 96) _setPolicy(class);
        else if (isLate) _close(class);
    }

    // ------------------------------------------------------------------ units

    function _issue(uint256 class, uint256 taker) internal {
        bool byStranger = _chance(5);
        uint256 units = _chance(5) ? caps[class] + lots[class] : lots[class] * _roll(101);
        if (_chance(8)) ++units;
        Promise forbiddenBy = _forbidsIssue(class, taker, units);
        if (byStranger || units == 0) forbiddenBy = Promise.Rules;

        bytes memory call = abi.encodeCall(
            IRegistrarDesk.issue,
            (_classAt(class), wallets[taker], units, DOCUMENT)
        );
        address sender = byStranger ? STRANGER : address(this);
        if (_does(Act.Issue, sender, address(desk), call, forbiddenBy)) {
            _credited(class, taker, units);
        }
    }

    function _move(uint256 class) private {
        bool byStranger = _chance(10);
        uint256 giver = _holderOf(class);
        uint256 taker = _chance(5) ? giver : _takerOf(class, giver);
        uint256 units = _unitsOf(class, giver);
        Promise forbiddenBy = byStranger ? Promise.Rules : _forbidsMove(class, giver, taker, units);

        bytes memory call = abi.encodeCall(
            ISecurityToken.move,
            (wallets[giver], wallets[taker], units)
        );
        if (_atClass(Act.Move, byStranger, class, call, forbiddenBy)) {
            _moved(class, giver, taker, units);
        }
    }

    function _burn(uint256 class) private {
        uint256 giver = _holderOf(class);
        uint256 units = _unitsOf(class, giver) / 2;
        bytes memory call = abi.encodeCall(ISecurityToken.burn, (wallets[giver], units));
        if (_atClass(Act.Burn, false, class, call, _forbidsEnd(class, giver, units))) {
            _debited(class, giver, units);
        }
    }

    // ------------------------------------------------------------------ holds

    function _encumber(uint256 class) private {
        bytes32 id = bytes32(++_holdIds);
        bool taken = holds.length != 0 && _chance(25);
        if (taken) {
            uint256 old = _openHold(false);
            if (holds[old].units == 0 || holds[old].token == YEN) return;
            (id, class) = (holds[old].id, holds[old].token);
        }
        uint256 wallet = _holderOf(class);
        uint256 units = _unitsOf(class, wallet) / 3;
        Promise forbiddenBy =
            taken || units == 0 || units > _unheldOf(class, wallet) ? Promise.Hold1 : Promise.None;

        bytes memory call = abi.encodeCall(ISecurityToken.encumber, (id, wallets[wallet], units));
        if (_atClass(Act.Encumber, false, class, call, forbiddenBy)) {
            _held(id, class, wallet, units);
        }
    }

    function _release() private {
        if (holds.length == 0) return;
        uint256 hold = _openHold(false);
        if (holds[hold].token == YEN) return;
        uint256 units = _chance(50) ? holds[hold].units : _roll(holds[hold].units + 2);
        Promise forbiddenBy =
            units == 0 || units > holds[hold].units ? Promise.Hold1 : Promise.None;

        bytes memory call = abi.encodeCall(ISecurityToken.release, (holds[hold].id, units));
        if (_atClass(Act.Release, false, holds[hold].token, call, forbiddenBy))
            _unheld(hold, units);
    }

    // ------------------------------------------------------------------ freezes

    function _freezeUnits(uint256 class) private {
        uint256 wallet = _holderOf(class);
        uint256 units = _roll(books[class].accounts[wallet].balance + 3);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.freezeUnits,
            (_classAt(class), wallets[wallet], units, REASON, DOCUMENT)
        );
        if (_does(Act.FreezeUnits, address(this), address(desk), call, _rule(units == 0))) {
            books[class].accounts[wallet].frozenUnits += units;
        }
    }

    function _unfreezeUnits(uint256 class) private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && books[class].accounts[wallet].frozenUnits == 0; ++i) {
            wallet = _anyWallet();
        }
        uint256 frozen = books[class].accounts[wallet].frozenUnits;
        uint256 left = _chance(70) ? 0 : _roll(frozen + 1);
        bytes memory call = abi.encodeCall(ISecurityToken.setFrozenUnits, (wallets[wallet], left));
        if (_atClass(Act.UnfreezeUnits, false, class, call, Promise.None)) {
            books[class].accounts[wallet].frozenUnits = left;
        }
    }

    function _freezeWallet(uint256 class) private {
        uint256 wallet = _anyWallet();
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.freezeWallet,
            (_classAt(class), wallets[wallet], REASON, DOCUMENT)
        );
        Promise forbiddenBy = _rule(books[class].accounts[wallet].frozen);
        if (_does(Act.FreezeWallet, address(this), address(desk), call, forbiddenBy)) {
            books[class].accounts[wallet].frozen = true;
        }
    }

    function _unfreezeWallet(uint256 class) private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && !books[class].accounts[wallet].frozen; ++i) {
            wallet = _anyWallet();
        }
        bytes memory call = abi.encodeCall(ISecurityToken.setFrozen, (wallets[wallet], false));
        if (_atClass(Act.UnfreezeWallet, false, class, call, Promise.None)) {
            books[class].accounts[wallet].frozen = false;
        }
    }

    // ------------------------------------------------------------------ the class

    function _mostlyPaused() private returns (uint256 class) {
        class = _roll(CLASSES);
        for (uint256 i = 0; i < CLASSES && !books[class].paused; ++i) class = (class + 1) % CLASSES;
    }

    function _setPaused(uint256 class, bool on) private {
        bool byStranger = _chance(10);
        bytes memory call =
            on
                ? abi.encodeCall(IRegistrarDesk.pause, (_classAt(class)))
                : abi.encodeCall(IRegistrarDesk.unpause, (_classAt(class)));
        address sender = byStranger ? STRANGER : address(this);
        Act act = on ? Act.Pause : Act.Unpause;
        if (_does(act, sender, address(desk), call, _rule(byStranger))) books[class].paused = on;
    }

    /// Mostly back to the first policy, so that the classes stay different.
    function _setPolicy(uint256 class) private {
        (uint8 admitted, uint16[] memory residences) = _firstPolicy(class);
        if (_chance(60)) {
            admitted = uint8(_between(1, 31));
            residences = new uint16[](_roll(3));
            for (uint256 i = 0; i < residences.length; ++i) {
                residences[i] = [JAPAN, USA, UK][_roll(3)];
            }
        }
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.setPolicy,
            (_classAt(class), admitted, residences)
        );
        if (!_does(Act.SetPolicy, address(this), address(desk), call, Promise.None)) return;
        policies[class].admitted = admitted;
        policies[class].residences = residences;
        doubted = class;
    }

    function _close(uint256 class) private {
        bytes memory call = abi.encodeCall(IRegistrarDesk.close, (_classAt(class), DOCUMENT));
        Promise forbiddenBy = _rule(books[class].closed);
        if (!_does(Act.Close, address(this), address(desk), call, forbiddenBy)) return;
        books[class].closed = true;
        ++books[class].termsEpoch;
    }

    /// A call that only the desk may make.
    function _atClass(
        Act act,
        bool byStranger,
        uint256 class,
        bytes memory call,
        Promise forbiddenBy
    ) private returns (bool) {
        address sender = byStranger ? STRANGER : address(desk);
        return _does(act, sender, address(tokens[class]), call, forbiddenBy);
    }
}
