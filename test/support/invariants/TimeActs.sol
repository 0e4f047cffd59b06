// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Attempts } from "./Attempts.sol";

/// Time: seconds, days, months, and the very second at which something ends or begins.
abstract contract TimeActs is Attempts {
    function _timeAct() internal {
        uint256 kind = _roll(100);
        if (kind < 35) _wait(1 + _roll(2 hours));
        else if (kind < 65) _wait(_between(6 hours, 3 days));
        else if (kind < 69) _wait(_between(20 days, 200 days));
        else _waitForTurn(_anyWallet());
    }

    function _wait(uint256 duration) internal {
        vm.warp(block.timestamp + duration);
        record.tried(Act.Wait, true, "");
    }

    /// To the last second of something of a wallet's pass or of the lock-up, or the first second after it.
    function _waitForTurn(uint256 wallet) private {
        Truth storage truth = truths[wallet];
        uint256 kind = _roll(11);
        uint256 turn;
        if (kind == 0) turn = _endOf(truth.expiry);
        else if (kind == 1) turn = _endOf(truth.screenedUntil);
        else if (kind == 2) turn = truth.worksFrom - (truth.worksFrom == 0 ? 0 : 1);
        else if (kind == 3) turn = truth.changesAt - (truth.changesAt == 0 ? 0 : 1);
        else if (kind == 8) turn = _endOf(LOCK_UP);
        else if (kind == 9) turn = truth.succeedsFrom - (truth.succeedsFrom == 0 ? 0 : 1);
        else if (kind == 10) turn = truth.accountFrom - (truth.accountFrom == 0 ? 0 : 1);
        else turn = _endOf(_claimsAt(wallet, block.timestamp).ends[kind - 4]);
        turn += _roll(2);
        if (turn <= block.timestamp || turn > block.timestamp + 60 days) turn = block.timestamp + 1;
        _wait(turn - block.timestamp);
    }
}
