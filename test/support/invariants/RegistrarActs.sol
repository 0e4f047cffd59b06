// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityAnnex } from "../../../contracts/securities/interfaces/ISecurityAnnex.sol";
import { HoldOrder, HoldPurpose } from "../../../contracts/types/Hold.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// What the registrar orders at once, and the primitives that its desk has for orders still to come.
abstract contract RegistrarActs is Movements {
    bytes32 private constant DOCUMENT = "document";
    address private constant STRANGER = address(0x57a46e5);

    uint256 private _holdIds;
    mapping(uint256 class => HoldOrder) private _lastOrder;

    function _registrarAct(bool isLate) internal {
        uint256 class = _roll(CLASSES);
        uint256 kind = _roll(100);
        if (isLate && _chance(5)) return _close(class);
        if (kind < 32) _issue(class, _takerOf(class, _anyWallet()));
        else if (kind < 42) _burn(class);
        else if (kind < 56) _encumber(class, _holderOf(class));
        else if (kind < 68) _release();
        else if (kind < 77) _freezeUnits(class, _holderOf(class));
        else if (kind < 83) _freezeWallet(class);
        else if (kind < 86) _setPaused(class, true);
        else if (kind < 91) _setPaused(_mostlyPaused(), false);
        else if (kind < 94) _setPolicy(class);
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

    function _burn(uint256 class) private {
        uint256 giver = _holderOf(class);
        uint256 units = _unitsOf(class, giver) / 2;
        bytes memory call = abi.encodeCall(ISecurityAnnex.burn, (wallets[giver], units));
        bool byStranger = _chance(10);
        Promise forbiddenBy = byStranger ? Promise.Rules : _forbidsEnd(class, giver, units);
        address sender = byStranger ? STRANGER : address(desk);
        if (_does(Act.Burn, sender, address(tokens[class]), call, forbiddenBy)) {
            _endedByOffice(class, giver, units);
        }
    }

    // ------------------------------------------------------------------ holds

    /// What the desk places for an action; sometimes what is placed already.
    function _encumber(uint256 class, uint256 wallet) internal {
        HoldOrder memory order;
        order.purpose = HoldPurpose(1 + _roll(uint256(HoldPurpose.LockUp)));
        order.holder = wallets[wallet];
        order.units = _unitsOf(class, wallet) / 3;
        // The desk's own numbers are small.
        order.salt = bytes32((++_holdIds) << 128);
        if (_chance(25) && _lastOrder[class].holder != address(0)) {
            order.purpose = _lastOrder[class].purpose;
            order.holder = _lastOrder[class].holder;
            order.salt = _lastOrder[class].salt;
            for (wallet = 0; wallets[wallet] != order.holder;) ++wallet;
        }
        bytes32 id = _holdId(
            class,
            order.purpose,
            order.holder,
            order.executor,
            uint256(order.salt)
        );
        bool refused = _isLive(id) || order.units == 0 || order.units > _unheldOf(class, wallet);
        bytes memory call = abi.encodeCall(ISecurityAnnex.encumber, (order));
        if (
            !_doesAddingARule(
                Act.Encumber,
                address(desk),
                address(tokens[class]),
                call,
                refused ? Promise.Hold1 : Promise.None,
                class,
                wallet
            )
        ) return;
        _lastOrder[class] = order;
        _held(Hold(id, class, wallet, order.units, order.purpose, address(0), 0, wallet));
    }

    function _release() private {
        if (holds.length == 0) return;
        uint256 hold = _openHold(false);
        if (holds[hold].token == YEN) return;
        uint256 units = _chance(50) ? holds[hold].units : _roll(holds[hold].units + 2);
        Promise forbiddenBy =
            units == 0 || units > holds[hold].units ? Promise.Hold1 : Promise.None;

        bytes memory call = abi.encodeCall(ISecurityAnnex.release, (holds[hold].id, units));
        address token = address(tokens[holds[hold].token]);
        if (_does(Act.Release, address(desk), token, call, forbiddenBy)) _unheld(hold, units);
    }

    // ------------------------------------------------------------------ freezes

    function _freezeUnits(uint256 class, uint256 wallet) internal {
        uint256 units = _roll(books[class].accounts[wallet].balance + 3);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.freezeUnits,
            (_classAt(class), wallets[wallet], units, REASON, DOCUMENT)
        );
        if (_restricts(Act.FreezeUnits, call, _rule(units == 0), class, wallet)) {
            books[class].accounts[wallet].frozenUnits += units;
            books[class].accounts[wallet].lastFrozenAt = block.timestamp;
        }
    }

    function _freezeWallet(uint256 class) private {
        uint256 wallet = _anyWallet();
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.freezeWallet,
            (_classAt(class), wallets[wallet], REASON, DOCUMENT)
        );
        if (_restricts(Act.FreezeWallet, call, Promise.None, class, wallet)) {
            books[class].accounts[wallet].frozen = true;
            books[class].accounts[wallet].lastFrozenAt = block.timestamp;
        }
    }

    // ------------------------------------------------------------------ the class

    function _mostlyPaused() private returns (uint256 class) {
        class = _roll(CLASSES);
        for (uint256 i = 0; i < CLASSES && !books[class].paused; ++i) class = (class + 1) % CLASSES;
    }

    function _setPaused(uint256 class, bool on) private {
        bool byStranger = _chance(10);
        address sender = byStranger ? STRANGER : address(this);
        bytes memory call = abi.encodeCall(IRegistrarDesk.pause, (_classAt(class)));
        if (!on) call = abi.encodeCall(IRegistrarDesk.unpause, (_classAt(class)));
        bool done =
            on && !byStranger
                ? _restricts(Act.Pause, call, Promise.None, class, WALLETS)
                : _does(
                    on ? Act.Pause : Act.Unpause,
                    sender,
                    address(desk),
                    call,
                    _rule(byStranger)
                );
        if (done) books[class].paused = on;
    }

    /// Often back to the first policy, so that the classes stay different, often narrower.
    function _setPolicy(uint256 class) private {
        (uint8 admitted, uint16[] memory residences) = _firstPolicy(class);
        uint256 kind = _roll(10);
        if (kind < 3) (admitted, residences) = _narrower(class);
        else if (kind < 6) (admitted, residences) = _anyPolicy();
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.setPolicy,
            (_classAt(class), admitted, residences)
        );
        bool done =
            kind < 3
                ? _restricts(Act.SetPolicy, call, Promise.None, class, WALLETS)
                : _does(Act.SetPolicy, address(this), address(desk), call, Promise.None);
        if (!done) return;
        policies[class].admitted = admitted;
        policies[class].residences = residences;
        doubted = 1 << class;
    }

    function _anyPolicy() private returns (uint8 admitted, uint16[] memory residences) {
        admitted = uint8(_between(1, 31));
        residences = new uint16[](_roll(3));
        for (uint256 i = 0; i < residences.length; ++i) residences[i] = _anyResidenceOf();
    }

    /// Of what the class admits now, a part.
    function _narrower(uint256 class) private returns (uint8 admitted, uint16[] memory residences) {
        uint8 now_ = policies[class].admitted;
        admitted = now_ & uint8(_between(1, 31));
        // Where general investors are admitted, everybody is.
        if (admitted == 0 && now_ & 16 != 0) admitted = uint8(_between(1, 31));
        if (admitted == 0) admitted = now_;
        residences = policies[class].residences;
        if (residences.length != 0) return (admitted, residences);
        residences = new uint16[](1);
        residences[0] = _anyResidenceOf();
    }

    function _anyResidenceOf() private returns (uint16) {
        return [JAPAN, USA, UK][_roll(3)];
    }

    function _close(uint256 class) private {
        bytes memory call = abi.encodeCall(IRegistrarDesk.close, (_classAt(class), DOCUMENT));
        Promise forbiddenBy = _rule(books[class].closed);
        if (!_restricts(Act.Close, call, forbiddenBy, class, WALLETS)) return;
        books[class].closed = true;
        ++books[class].termsEpoch;
        // Nothing is issued from now on.
        _issue(class, _takerOf(class, 0));
    }

    /// An order that can only add a rule.
    function _restricts(
        Act act,
        bytes memory call,
        Promise forbiddenBy,
        uint256 class,
        uint256 wallet
    ) private returns (bool) {
        return
            _doesAddingARule(act, address(this), address(desk), call, forbiddenBy, class, wallet);
    }
}
