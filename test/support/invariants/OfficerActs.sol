// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Promise } from "./Promise.sol";
import { Signing } from "./Signing.sol";

/// Officers come and go, are disowned and owned again, and classes are told of it.
abstract contract OfficerActs is Signing {
    bool private _everDisowned;

    function _officerAct() internal {
        uint256 kind = _roll(100);
        if (_active() <= quorum && kind < 60) return _chance(50) ? _addOfficer() : _undo();
        if (kind < 36) _disown(WALLETS);
        else if (kind < 68) _undo();
        else if (kind < 76) _addOfficer();
        else if (kind < 80) _addAll();
        else if (kind < 89) _removeOfficer();
        else _changeSettings();
    }

    function _isUntold() internal view returns (bool) {
        return untoldTo != 0;
    }

    // ------------------------------------------------------------------ disowned

    /// @param target The wallet of which one who attested is disowned, {WALLETS} for any or none.
    function _disown(uint256 target) internal {
        uint256 number = _chance(92) ? 1 + _roll(officers.length - 1) : officers.length;
        bool isThere = number < officers.length;
        uint256 before = isThere ? officers[number].disownedSince : 0;
        uint256 since = _anySince(before);
        uint256 most = _chance(50) ? type(uint256).max : _roll(TOKENS + 1);
        // In steps rather one on whom the pass of a holder rests.
        if (target != WALLETS || _chance(most < TOKENS ? 80 : 35)) {
            uint256 wallet = most < TOKENS ? _holderOf(_roll(CLASSES)) : _anyWallet();
            if (target != WALLETS) wallet = target;
            (number, since, before, isThere) = _whoAttested(wallet, number, since);
        }
        bool refused =
            !isThere || since == 0 || since > block.timestamp || (before != 0 && since >= before);
        address guardian = _anyGuardian();

        Act act = most < TOKENS ? Act.DisownInSteps : Act.Disown;
        if (before != 0) act = Act.DisownEarlier;
        bytes memory call = abi.encodeCall(IPassAnnex.disown, (uint8(number), uint32(since), most));
        if (!_does(act, guardian, address(pass), call, _passPromise(refused))) return;
        officers[number].disownedSince = since;
        officers[number].disownedBy = guardian;
        _everDisowned = true;
        (untoldFrom, untoldTo) = (0, TOKENS);
        _told(most);
        _checkDisowned(number);
    }

    /// Now, lately, long ago, or at the very second of an attestation or the next; seldom none, or ahead.
    function _anySince(uint256 before) private returns (uint256 since) {
        uint256 kind = _roll(20);
        if (kind == 0) return 0;
        if (kind == 1) return block.timestamp + 1;
        if (kind < 5) return block.timestamp;
        if (before != 0 && kind < 8) return before + _roll(2);
        if (before != 0 && kind < 18) return before - _roll(3 days);
        if (kind < 9) return block.timestamp - _roll(40 days);
        Mined[] storage list = _attestersOf(_anyWallet());
        if (list.length == 0) return block.timestamp - _roll(3 days);
        return list[_roll(list.length)].at + _roll(2);
    }

    /// One who attested something at that very second: a recovery, a change, a pass.
    function _whoAttested(
        uint256 wallet,
        uint256 number,
        uint256 since
    ) private returns (uint256, uint256, uint256, bool) {
        Mined[] storage list = _attestersOf(wallet);
        if (truths[wallet].state == Stage.Recovered) list = truths[wallet].recovered;
        else if (_changeWaits(wallet)) list = truths[wallet].nextAttested;
        if (list.length != 0) {
            Mined storage one = list[_roll(list.length)];
            (number, since) = (one.officer, one.at + (_chance(20) ? 1 : 0));
        }
        bool isThere = number < officers.length;
        return (number, since, isThere ? officers[number].disownedSince : 0, isThere);
    }

    function _tell() internal {
        uint256 most = _roll(TOKENS);
        bytes memory call = abi.encodeCall(IPassAnnex.tellDisowning, (most));
        if (_does(Act.TellDisowning, RELAYER, address(pass), call, Promise.None)) _told(most);
    }

    /// Every yes of a token that was told is old.
    function _told(uint256 most) private {
        for (; untoldFrom < untoldTo && most != 0; --most) {
            for (uint256 token = 0; token < TOKENS; ++token) {
                if (_numberOf(token) == untoldFrom) doubted |= 1 << token;
            }
            ++untoldFrom;
        }
        if (untoldFrom == untoldTo) (untoldFrom, untoldTo) = (0, 0);
        (uint16 from, uint16 to) = pass.untold();
        if (from != untoldFrom || to != untoldTo) {
            record.breach(Promise.Pass, "other classes are to be told");
        }
    }

    function _undo() private {
        uint256 number = 1 + _roll(officers.length - 1);
        for (uint256 i = 0; i < 12 && officers[number].disownedSince == 0; ++i) {
            number = 1 + _roll(officers.length - 1);
        }
        bool byAdmin = _chance(30);
        address sender = byAdmin ? address(this) : _anyGuardian();
        bool isSame = !byAdmin && sender == officers[number].disownedBy;
        bool refused = isSame || officers[number].disownedSince == 0;

        bytes memory call = abi.encodeCall(IPassAnnex.undoDisowning, (uint8(number)));
        if (byAdmin) call = abi.encodeCall(IPassAnnex.undoDisowningAsAdmin, (uint8(number)));
        Act act = byAdmin ? Act.UndoDisowningAsAdmin : Act.UndoDisowning;
        Promise forbiddenBy = isSame ? Promise.Power1 : _passPromise(refused);
        if (!_does(act, sender, address(pass), call, forbiddenBy)) return;
        officers[number].disownedSince = 0;
        _checkDisowned(number);
    }

    function _checkDisowned(uint256 number) private {
        (uint32 since, address by) = pass.disownedSinceOf(uint8(number));
        if (since != officers[number].disownedSince || by != officers[number].disownedBy) {
            record.breach(Promise.Pass, "disowned otherwise than it was ordered");
        }
    }

    // ------------------------------------------------------------------ officers, settings

    function _addOfficer() private {
        bool isDouble = _chance(12);
        uint256 key = _officerKey(officers.length);
        for (uint256 i = 1; i < officers.length && isDouble; ++i) {
            if (officers[i].seated) key = officers[i].key;
        }
        isDouble = key != _officerKey(officers.length);
        bytes memory call = abi.encodeCall(IPassAnnex.addOfficer, (vm.addr(key)));
        Promise forbiddenBy = _passPromise(isDouble || _seated() == SEATS);
        if (!_does(Act.AddOfficer, address(this), address(pass), call, forbiddenBy)) return;
        officers.push(Officer(key, true, 0, address(0)));
    }

    /// As many as there are seats, and one more.
    function _addAll() private {
        for (uint256 i = _seated(); i <= SEATS; ++i) _addOfficer();
        for (uint256 i = 0; i < 3; ++i) _removeOfficer();
    }

    function _removeOfficer() private {
        uint256 number = 1 + _roll(officers.length);
        for (uint256 i = 0; i < 3; ++i) {
            if (number < officers.length && officers[number].seated) break;
            number = 1 + _roll(officers.length);
        }
        bool isThere = number < officers.length && officers[number].seated;
        if (isThere && _isActive(number) && _active() <= quorum + 1) return;
        bytes memory call = abi.encodeCall(IPassAnnex.removeOfficer, (uint8(number)));
        Promise forbiddenBy = _passPromise(!isThere);
        if (_does(Act.RemoveOfficer, address(this), address(pass), call, forbiddenBy)) {
            officers[number].seated = false;
        }
    }

    /// Another quorum, mostly two or three.
    function _changeSettings() private {
        uint256 other = _chance(10) ? _roll(8) : _between(2, 3);
        if (_chance(20)) other = _chance(50) ? 0 : 9;
        bool refused = other == 0 || other > 8;
        bytes memory call = abi.encodeCall(
            IPassAnnex.setSettings,
            (uint8(other), VETO_WINDOW, QUOTA, LIST_QUOTA)
        );
        // So many officers that a pass can still be granted.
        if (!refused && other > _active()) return;
        if (!_does(Act.ChangeSettings, address(this), address(pass), call, _passPromise(refused)))
            return;
        bool isHigher = other > quorum;
        quorum = other;
        // A pass that had enough good officers may have too few now.
        if (!isHigher || !_everDisowned) return;
        (untoldFrom, untoldTo) = (0, TOKENS);
        _told(TOKENS);
    }
}
