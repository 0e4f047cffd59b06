// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ReentrancyLock } from "../../../contracts/types/ReentrancyLock.sol";
import { Trade } from "../../../contracts/types/Trade.sol";
import { TradePhase } from "../../../contracts/types/TradeWord.sol";
import { LyingCash } from "../mocks/settlement/LyingCash.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";
import { Promise } from "./Promise.sol";
import { Random } from "./Random.sol";
import { Deed } from "./SettlementDeed.sol";
import { SettlementRecord } from "./SettlementRecord.sol";
import { Door } from "./SettlementRefusals.sol";
import { SettlementTruth } from "./SettlementTruth.sol";

/// How everything is tried: against what the truth says of it, and the tokens of the moves it comes to.
abstract contract SettlementAttempts is SettlementTruth, Random {
    SettlementRecord internal immutable record;

    /// What cash calls instead of the call at hand, when it calls back.
    bytes private _otherCall;
    address private _otherTarget;
    bytes4 private _otherRefusal;

    constructor(SettlementRecord record_) {
        record = record_;
    }

    /// @param broken What is broken if it goes through although the plan forbids it.
    /// @return done It went through, and rightly so.
    function _try(
        Deed deed,
        address sender,
        address target,
        bytes memory data,
        Plan memory plan,
        Promise broken
    ) internal returns (bool done, bytes memory answer) {
        bool allowed = plan.reasons == 0;
        bytes memory refusal;
        if (allowed || plan.isLate) {
            bool willing;
            (willing, refusal) = _rehearsed(plan);
            allowed = allowed && willing;
        }
        bool callsBack = plan.paysCash && cash.lie() == LyingCash.Lie.CallsFirst;
        if (callsBack) _prepareCallBack(target, data);
        record.checked(broken);

        vm.prank(sender);
        (done, answer) = target.call(data);
        Door door = _doorOf(target);
        record.tried(deed, door, done, answer);
        if (done && !allowed) {
            record.breach(
                broken,
                string.concat("went through, though forbidden: ", _named(door, plan, refusal))
            );
            done = false;
        } else if (!done && allowed) {
            record.breach(
                Promise.Live,
                string.concat(
                    "refused with ",
                    record.refusalName(door, answer),
                    ", though nothing forbids it"
                )
            );
        } else if (!done && !_isTrue(plan, refusal, answer)) {
            record.breach(
                Promise.Rules,
                string.concat(
                    "refused with ",
                    record.refusalName(door, answer),
                    ", and not for ",
                    _named(door, plan, refusal)
                )
            );
        }
        if (callsBack && done) _checkCallBack();
        _otherTarget = address(0);
    }

    /// The same for what yields nothing.
    function _does(
        Deed deed,
        address sender,
        address target,
        bytes memory data,
        Plan memory plan,
        Promise broken
    ) internal returns (bool done) {
        (done, ) = _try(deed, sender, target, data, plan, broken);
    }

    /// What no plan is needed for: it must be done.
    function _must(Deed deed, address sender, address target, bytes memory data) internal {
        _does(deed, sender, target, data, _plan(), Promise.Rules);
    }

    // ------------------------------------------------------------------ rehearsals

    /// Whether the tokens would make all moves now; nothing stays of it.
    function _rehearsed(Plan memory plan) internal returns (bool willing, bytes memory refusal) {
        if (plan.count == 0) return (true, "");
        try this.rehearse(_movesOf(plan)) {
            return (false, "");
        } catch (bytes memory answer) {
            (willing, refusal) = abi.decode(answer, (bool, bytes));
        }
    }

    function _movesOf(Plan memory plan) internal pure returns (Move[] memory moves) {
        moves = new Move[](plan.count);
        for (uint256 i = 0; i < moves.length; ++i) moves[i] = plan.moves[i];
    }

    /// Always reverts, with what came of it.
    function rehearse(Move[] calldata moves) external {
        (bool willing, bytes memory refusal) = _make(moves);
        _revertWith(abi.encode(willing, refusal));
    }

    function _make(Move[] memory moves) internal returns (bool done, bytes memory refusal) {
        for (uint256 i = 0; i < moves.length; ++i) {
            vm.prank(moves[i].by);
            (done, refusal) = moves[i].target.call(moves[i].data);
            if (!done) return (false, refusal);
        }
        return (true, "");
    }

    function _revertWith(bytes memory data) internal pure {
        assembly ("memory-safe") {
            revert(add(data, 0x20), mload(data))
        }
    }

    function _isTrue(
        Plan memory plan,
        bytes memory refusal,
        bytes memory answer
    ) internal pure returns (bool) {
        bytes4 selector = bytes4(answer);
        if (_isReason(plan, selector)) return true;
        return refusal.length != 0 && selector == bytes4(refusal);
    }

    function _named(
        Door door,
        Plan memory plan,
        bytes memory refusal
    ) internal view returns (string memory names) {
        for (uint256 i = 0; i < plan.reasons; ++i) {
            bytes memory why = abi.encodePacked(plan.why[i]);
            names = string.concat(names, record.refusalName(door, why), " ");
        }
        if (refusal.length != 0) names = string.concat(names, record.refusalName(door, refusal));
    }

    function _doorOf(address target) internal view returns (Door) {
        for (uint256 i = 0; i < ROUTES; ++i) if (target == routes[i]) return Door(i);
        if (target == address(split)) return Door.Action;
        return target == address(fixing) ? Door.Fixing : Door.Token;
    }

    // ------------------------------------------------------------------ cash that calls back

    /// Cash that calls back meets this, instead of the call at hand.
    function _callBackWith(address target, bytes memory data, bytes4 refusal) internal {
        (_otherTarget, _otherCall, _otherRefusal) = (target, data, refusal);
    }

    function _prepareCallBack(address target, bytes memory data) private {
        if (_otherTarget == address(0)) cash.setCall(target, data);
        else cash.setCall(_otherTarget, _otherCall);
    }

    function _checkCallBack() private {
        bytes4 refusal =
            _otherTarget == address(0) ? ReentrancyLock.Reentered.selector : _otherRefusal;
        record.checked(Promise.Dvp1);
        if (cash.called() || cash.refusal() != refusal) {
            record.breach(Promise.Dvp1, "cash called back and was let in");
        }
        record.saw(Deed.SawRefusedReentry);
    }

    // ------------------------------------------------------------------ draws

    function _anyParty() internal returns (uint256) {
        return _roll(PARTIES);
    }

    function _otherThan(uint256 party) internal returns (uint256) {
        return (party + 1 + _roll(PARTIES - 1)) % PARTIES;
    }

    /// Mostly one of the latest deals in that phase and in time; the caller has made sure that there are
    /// deals.
    function _dealIn(TradePhase phase) internal returns (uint256) {
        uint256 recent = deals.length < 24 ? deals.length : 24;
        uint256 first = _roll(recent);
        if (_chance(12)) return deals.length - 1 - first;
        for (uint256 i = 0; i < recent; ++i) {
            uint256 place = deals.length - 1 - ((first + i) % recent);
            Deal storage deal = deals[place];
            if (deal.phase == phase && block.timestamp <= deal.trade.settleBy) return place;
        }
        return deals.length - 1 - first;
    }

    /// Mostly the party itself.
    function _actorFor(uint256 party) internal returns (address) {
        if (_chance(80)) return parties[party];
        if (_chance(85)) return operators[_chance(75) ? 0 : 1];
        return _chance(50) ? STRANGER : parties[_otherThan(party)];
    }

    // ------------------------------------------------------------------ signatures

    function _signature(Deal storage deal, uint256 side) internal view returns (bytes memory) {
        Trade memory trade = deal.trade;
        uint256 key = _keyOf(side == 0 ? deal.seller : deal.buyer);
        if (deal.flaw == (side == 0 ? Flaw.Seller : Flaw.Buyer)) key = 0xbad;
        if (deal.flaw == Flaw.Altered) ++trade.amount;
        if (deal.flaw == Flaw.OtherChain && side == 0) {
            return _sign(key, TypedData.tradeElsewhere(address(dvp), block.chainid + 1, trade));
        }
        address verifier = deal.flaw == Flaw.OtherContract ? address(net) : address(dvp);
        return _sign(key, TypedData.trade(verifier, trade));
    }
}
