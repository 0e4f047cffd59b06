// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { vm } from "../Vm.sol";
import { Deed } from "./LifeDeed.sol";
import { LifeRecord } from "./LifeRecord.sol";
import { LifeTruth } from "./LifeTruth.sol";
import { Promise } from "./Promise.sol";
import { Random } from "./Random.sol";

/// How everything is tried: an act names all that forbids it, then it must be done if nothing does, else it must be
/// refused for one of those reasons.
abstract contract LifeAttempts is LifeTruth, Random {
    LifeRecord internal immutable record;
    /// What forbids the act at hand.
    bytes4[] private _why;

    constructor(LifeRecord record_) {
        record = record_;
    }

    function _forbid(bool so, bytes4 selector) internal {
        if (so) _why.push(selector);
    }

    /// Whatever changes amounts, while an action over all holders runs.
    function _forbidInAction(uint256 class) internal {
        _forbid(books[class].inAction, IPassGatedToken.TokenInAction.selector);
    }

    /// @param broken What is broken if it goes through although something forbids it.
    function _try(
        Deed deed,
        address sender,
        address target,
        bytes memory data,
        Promise broken
    ) internal returns (bool done, bytes memory answer) {
        record.checked(broken);
        vm.prank(sender);
        (done, answer) = target.call(data);
        record.tried(deed, done, answer);
        if (done && _why.length != 0) {
            record.breach(broken, string.concat("went through, though forbidden: ", _named()));
            done = false;
        } else if (!done && _why.length == 0) {
            string memory name = record.refusalName(answer);
            record.breach(
                Promise.Live,
                string.concat("refused with ", name, ", though nothing forbids it")
            );
        } else if (!done && !_isReason(bytes4(answer))) {
            string memory name = record.refusalName(answer);
            record.breach(
                Promise.Rules,
                string.concat("refused with ", name, ", and not for ", _named())
            );
        }
        delete _why;
    }

    function _does(
        Deed deed,
        address sender,
        address target,
        bytes memory data,
        Promise broken
    ) internal returns (bool done) {
        (done, ) = _try(deed, sender, target, data, broken);
    }

    function _isReason(bytes4 selector) private view returns (bool) {
        for (uint256 i = 0; i < _why.length; ++i) if (_why[i] == selector) return true;
        return false;
    }

    function _named() private view returns (string memory names) {
        for (uint256 i = 0; i < _why.length; ++i) {
            names = string.concat(names, record.refusalName(abi.encodePacked(_why[i])), " ");
        }
    }

    function _breachIf(bool so, Promise which, string memory what) internal {
        if (so) record.breach(which, what);
    }

    // ------------------------------------------------------------------ time

    function _waitTo(uint256 time) internal {
        if (time <= block.timestamp) return;
        _copiesUntil(time);
        vm.warp(time);
        record.saw(Deed.Wait);
    }

    // ------------------------------------------------------------------ draws

    function _anyPlace() internal returns (uint256) {
        return _roll(WALLETS);
    }

    function _otherThan(uint256 place) internal returns (uint256) {
        return (place + 1 + _roll(WALLETS - 1)) % WALLETS;
    }

    /// Mostly one with units.
    function _anyHolder(uint256 class) internal returns (uint256 place) {
        place = _anyPlace();
        for (uint256 i = 0; i < WALLETS && books[class].balance[place] == 0; ++i) {
            place = (place + 1) % WALLETS;
        }
    }

    /// One with units left.
    function _anyHold(uint256 class) internal returns (bool isThere, uint256 hold) {
        uint256[] storage list = live[class];
        if (list.length == 0) return (false, 0);
        uint256 first = _roll(list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            hold = list[(first + i) % list.length];
            if (promises[hold].units != 0) return (true, hold);
        }
    }

    /// At least one, and now and then one more than there are.
    function _some(uint256 most) internal returns (uint256) {
        return most == 0 || _chance(6) ? most + 1 : 1 + _roll(most);
    }
}
