// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IExternalCash } from "../../../contracts/settlement/interfaces/IExternalCash.sol";
import { vm } from "../Vm.sol";
import { Promise } from "./Promise.sol";
import { Random } from "./Random.sol";
import { SettlementAttempts } from "./SettlementAttempts.sol";
import { Deed } from "./SettlementDeed.sol";
import { SettlementSplitActs } from "./SettlementSplitActs.sol";
import { SettlementRecord } from "./SettlementRecord.sol";

/// One run: a platform of its own, and a random life of settlement on it that depends on the seed alone.
contract SettlementRun is SettlementSplitActs {
    constructor(SettlementRecord record_, uint256 seed) SettlementAttempts(record_) Random(seed) {}

    function begin() external {
        _begin();
        _checkAll();
    }

    /// @param isLate The run nears its end: classes may close.
    function step(bool isLate) external {
        if (_chance(25)) _calm();
        _sawRunning();
        uint256 kind = _roll(100);
        if (_chance(_isRunning() ? 25 : 1)) _splitAct();
        else if (kind < 35) _tradeAct();
        else if (kind < 43) _batchAct();
        else if (kind < 56) _netAct();
        else if (kind < 70) _externalAct();
        else if (kind < 79) _failAct();
        else if (kind < 81) _rateAct();
        else if (kind < 93) _worldAct(isLate);
        else _timeAct();
        _checkAll();
    }

    /// Everything that is promised is free in the end, by a stranger's calls (EXIT-1); a payment under way
    /// ends by its quorum, or with its hold.
    function end() external {
        _stopSome();
        // Whoever likes ends what stops a class.
        _endActions();
        uint256 last = block.timestamp;
        for (uint256 i = 0; i < deals.length; ++i) {
            if (deals[i].trade.settleBy > last) last = deals[i].trade.settleBy;
        }
        _waitTo(last + 1);
        for (uint256 i = 0; i < deals.length; ++i) {
            for (uint256 side = 0; side < 2; ++side) _endHold(i, side);
            _endReserve(i);
        }
        _waitTo(last + LONG_STOP + 1);
        for (uint256 i = 0; i < deals.length; ++i) _endPayment(i);
        _waitTo(last + LONG_STOP + HOLD_AFTER_LONG_STOP + 1);
        for (uint256 i = 0; i < deals.length; ++i) {
            if (deals[i].heldElsewhere == 0) continue;
            _releaseElsewhere(i, STRANGER);
            record.saw(Deed.EndReleasedWithoutQuorum);
        }
        _checkAll();
        for (uint256 i = 0; i < deals.length; ++i) _checkDeal(i);
        for (uint256 asset = 0; asset < CASH; ++asset) {
            for (uint256 i = 0; i < PARTIES; ++i) {
                record.checked(Promise.Exit1);
                if (_token(asset).heldOf(parties[i]) == 0) continue;
                record.breach(Promise.Exit1, "something is held for good");
            }
        }
    }

    /// What may not be in the way of an exit.
    function _stopSome() private {
        _pauseAct();
        for (uint256 i = 0; i < PARTIES; ++i)
            if (works[i] && _chance(30)) _stopPass(i, _chance(30));
    }

    function _endHold(uint256 place, uint256 side) private {
        Deal storage deal = deals[place];
        uint256 units = deal.held[side];
        if (units == 0) return;
        uint256 asset = side == 0 ? deal.class : YEN;
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.releaseHold,
            (_holdId(deal, side), units)
        );
        if (!_does(Deed.ReleaseHold, STRANGER, assets[asset], call, _plan(), Promise.Exit1)) return;
        _unheld(deal, side, units);
        record.saw(Deed.EndReleased);
        if (side == 0 && deal.isRescaled) record.saw(Deed.EndReleasedAsRescaled);
        if (!works[side == 0 ? deal.seller : deal.buyer]) record.saw(Deed.EndOfLostPass);
        if (paused[asset] || (asset != YEN && closed[asset])) record.saw(Deed.EndWhilePaused);
    }

    function _endReserve(uint256 place) private {
        Deal storage deal = deals[place];
        if (deal.payment == IExternalCash.Phase.Reserved) {
            _release(place);
            record.saw(Deed.EndReservedReleased);
        } else if (deal.heldElsewhere != 0) {
            _releaseElsewhere(place, STRANGER);
            _release(place);
            record.saw(Deed.EndKeptElsewhere);
        }
    }

    /// Mostly decided; what no quorum decides waits for the hold's own end.
    function _endPayment(uint256 place) private {
        if (deals[place].heldElsewhere == 0 || _chance(20)) return;
        _decideAs(place, _chance(50), true);
        if (deals[place].heldElsewhere != 0) _decideAs(place, false, true);
        record.saw(Deed.EndDecided);
    }
}

/// Many runs, written into one record.
abstract contract SettlementCampaign {
    uint256 private constant STEPS = 400;
    uint256 private constant SHORT = 48;
    uint256 private constant LONG = 300;

    SettlementRecord internal record;

    function _campaign(bytes32 seed) internal {
        uint256 only = vm.envOr("KESSAI_FUZZ_RUN", uint256(0));
        record = new SettlementRecord(only != 0);
        uint256 first = only == 0 ? 1 : only;
        uint256 last = only == 0 ? (_isLong() ? LONG : SHORT) : only;
        for (uint256 i = first; i <= last; ++i) {
            record.stepBegins(i, 0);
            SettlementRun run = new SettlementRun(record, uint256(keccak256(abi.encode(seed, i))));
            run.begin();
            for (uint256 step = 1; step <= STEPS; ++step) {
                // What follows a breach says nothing: the truth no longer fits.
                if (record.totalBreaches() != 0) return;
                record.stepBegins(i, step);
                run.step(step > (STEPS * 4) / 5);
            }
            if (record.totalBreaches() == 0) run.end();
        }
    }

    function _isLong() private view returns (bool) {
        return keccak256(bytes(vm.envOr("KESSAI_FUZZ", string("")))) == keccak256("long");
    }
}
