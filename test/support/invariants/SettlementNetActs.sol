// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { INetSettlement } from "../../../contracts/settlement/interfaces/INetSettlement.sol";
import { ITradeRegistry } from "../../../contracts/settlement/interfaces/ITradeRegistry.sol";
import { CyclePhase } from "../../../contracts/types/CycleWord.sol";
import { Trade } from "../../../contracts/types/Trade.sol";
import { TradePhase } from "../../../contracts/types/TradeWord.sol";
import { TypedData } from "../TypedData.sol";
import { Promise } from "./Promise.sol";
import { SettlementChecks } from "./SettlementChecks.sol";
import { Deed } from "./SettlementDeed.sol";

/// Cycles: opened, fixed, settled with vectors that are right or wrong, void; and nets of trades by id.
abstract contract SettlementNetActs is SettlementChecks {
    /// What can be wrong with a net of a cycle.
    enum NetFault {
        None,
        OtherVector, // than was signed, its sum still zero
        NotZero,
        OtherList,
        OtherShape,
        Forged,
        OtherCycle // is what one party signed
    }

    /// What is sent to settle a cycle.
    struct Sent {
        uint256 place;
        uint256[] members; // of the list, in its order
        uint256[] things;
        INetSettlement.NetList list;
        int256[][] nets;
        bytes[] signatures;
        NetFault fault;
        uint256 spoilt; // the asset whose nets are not zero
    }

    struct ById {
        uint256[] places;
        uint256 members; // as a set
        uint256 things;
        bool descends;
    }

    function _netAct() internal {
        uint256 kind = _roll(100);
        if (cycles.length == 0 || kind < 15) _open();
        else if (kind < 32) _fix(_someCycle(false));
        else if (kind < 60) _settleCycle(_someCycle(true));
        else if (kind < 70) _makeVoid(_someCycle(_chance(40)));
        else _settleByIds();
    }

    // ------------------------------------------------------------------ open and fix

    /// Mostly one that is open, and fixed or not as asked.
    function _someCycle(bool isFixed) private returns (uint256) {
        uint256 first = _roll(cycles.length);
        if (_chance(20)) return first;
        for (uint256 i = 0; i < cycles.length; ++i) {
            uint256 place = (first + i) % cycles.length;
            if (cycles[place].phase == CyclePhase.Open && cycles[place].isFixed == isFixed) {
                return place;
            }
        }
        return first;
    }

    function _open() private {
        address by = operators[_roll(2)];
        uint256 number = _roll(NUMBERS);
        // A number that is free, mostly.
        for (uint256 i = 0; i < 4 && cyclePhase[_cycleId(by, number)] != CyclePhase.None; ++i) {
            (by, number) = (operators[_roll(2)], _roll(NUMBERS));
        }
        if (_chance(5)) by = STRANGER;
        uint256 deadline = block.timestamp + _roll(3 days);
        if (_chance(6)) deadline = block.timestamp - 1;
        bytes32 id = _cycleId(by, number);
        Plan memory plan = _plan();
        _no(plan, by == STRANGER, IAccessManaged.AccessManagedUnauthorized.selector);
        _no(plan, deadline < block.timestamp, INetSettlement.DeadlinePast.selector);
        bool known = cyclePhase[id] != CyclePhase.None;
        _no(plan, known, ITradeRegistry.CycleOpenedBefore.selector);
        bytes memory call = abi.encodeCall(INetSettlement.open, (number, uint48(deadline)));
        if (!_does(Deed.OpenCycle, by, address(net), call, plan, Promise.Net1)) return;
        Cycle storage cycle = cycles.push();
        (cycle.opener, cycle.number, cycle.id) = (by, number, id);
        (cycle.phase, cycle.deadline) = (CyclePhase.Open, deadline);
        cyclePhase[id] = CyclePhase.Open;
        if (_chance(60)) _fix(cycles.length - 1);
    }

    function _refuseClosed(Plan memory plan, Cycle storage cycle) private view {
        _no(plan, cycle.phase != CyclePhase.Open, ITradeRegistry.CycleOver.selector);
        _no(plan, block.timestamp > cycle.deadline, INetSettlement.DeadlinePast.selector);
    }

    function _fix(uint256 place) private {
        Cycle storage cycle = cycles[place];
        address by = _chance(95) ? cycle.opener : STRANGER;
        uint256 number = cycle.number;
        Cycle memory draft;
        draft.root = bytes32(_roll(1_000));
        (draft.parties, draft.assets) = (_roll(1 << PARTIES), _roll(1 << TOKENS));
        if (_chance(70)) (draft.parties, draft.assets) = (draft.parties | 3, draft.assets | 5);
        if (_chance(60)) draft.assets &= ~uint256(1 << CASH);
        draft.epochs = epochs;
        Sent memory sent;
        (sent.list, , ) = _listOf(draft);
        Plan memory plan = _plan();
        bool isOpeners = by == cycle.opener;
        _no(plan, !isOpeners, INetSettlement.NotTheOpener.selector);
        _no(plan, cycle.isFixed, INetSettlement.CycleFixedBefore.selector);
        _refuseClosed(plan, cycle);
        bool isEmpty = draft.parties == 0 || draft.assets == 0;
        _no(plan, isEmpty, INetSettlement.ListEmpty.selector);
        _spoilList(plan, sent.list, draft);
        _refuseAssets(plan, draft);
        bytes memory call = abi.encodeCall(INetSettlement.fix, (number, sent.list));
        if (!_does(Deed.FixCycle, by, address(net), call, plan, Promise.Net1)) return;
        (cycle.isFixed, cycle.root) = (true, draft.root);
        (cycle.parties, cycle.assets, cycle.epochs) = (draft.parties, draft.assets, draft.epochs);
        if (_chance(40)) _settleCycle(place);
    }

    function _spoilList(
        Plan memory plan,
        INetSettlement.NetList memory list,
        Cycle memory draft
    ) private {
        uint256 kind = _roll(40);
        if (kind == 0 && list.parties.length > 1) {
            list.parties[1] = list.parties[0];
            _no(plan, true, INetSettlement.NotAscending.selector);
        } else if (kind == 1) {
            list.termsEpochs = new uint16[](list.assets.length + 1);
            _no(plan, true, INetSettlement.ListsDiffer.selector);
            if (draft.epochs[0] + draft.epochs[1] != 0) {
                _no(plan, true, INetSettlement.TermsChanged.selector);
            }
        } else if (kind == 2 && list.assets.length != 0) {
            list.assets[0] = address(uint160(1 + _roll(9)));
            _no(plan, true, INetSettlement.NotAnAsset.selector);
        } else if (kind == 3 && list.assets.length != 0) {
            ++list.termsEpochs[0];
            _no(plan, true, INetSettlement.TermsChanged.selector);
        } else if (kind == 4) {
            list.assets = new address[](1);
            list.termsEpochs = new uint16[](1);
            list.assets[0] = assets[ELSEWHERE];
            _no(plan, true, INetSettlement.NotAnAsset.selector);
        }
    }

    /// Assets that are none any more, terms that are not as fixed.
    function _refuseAssets(Plan memory plan, Cycle memory cycle) private view {
        bool isOff = cycle.assets & (1 << CASH) != 0 && !isListed;
        _no(plan, isOff, INetSettlement.NotAnAsset.selector);
        for (uint256 i = 0; i < CLASSES; ++i) {
            bool changed = cycle.assets & (1 << i) != 0 && cycle.epochs[i] != epochs[i];
            _no(plan, changed, INetSettlement.TermsChanged.selector);
        }
    }

    /// The list of a cycle, and who and what stands at each of its places.
    function _listOf(
        Cycle memory cycle
    )
        private
        view
        returns (
            INetSettlement.NetList memory list,
            uint256[] memory members,
            uint256[] memory things
        )
    {
        members = _placesOf(cycle.parties, true);
        things = _placesOf(cycle.assets, false);
        list.root = cycle.root;
        list.parties = new address[](members.length);
        for (uint256 i = 0; i < members.length; ++i) list.parties[i] = _addressAt(members[i], true);
        list.assets = new address[](things.length);
        list.termsEpochs = new uint16[](things.length);
        for (uint256 i = 0; i < things.length; ++i) {
            list.assets[i] = assets[things[i]];
            if (things[i] < CLASSES) list.termsEpochs[i] = cycle.epochs[things[i]];
        }
    }

    /// The members of a set, ascending by their addresses.
    function _placesOf(uint256 set, bool ofParties) private view returns (uint256[] memory places) {
        places = new uint256[](8);
        uint256 count = 0;
        for (uint256 i = 0; i < 8; ++i) {
            if (set & (1 << i) == 0) continue;
            uint256 at = count++;
            while (at != 0 && _addressAt(i, ofParties) < _addressAt(places[at - 1], ofParties)) {
                places[at] = places[at - 1];
                --at;
            }
            places[at] = i;
        }
        assembly ("memory-safe") {
            mstore(places, count)
        }
    }

    function _addressAt(uint256 place, bool ofParties) private view returns (address) {
        if (!ofParties) return assets[place];
        return place < PARTIES ? parties[place] : STRANGER;
    }

    // ------------------------------------------------------------------ settle a cycle

    function _settleCycle(uint256 place) internal {
        Sent memory sent;
        sent.place = place;
        (sent.list, sent.members, sent.things) = _listOf(cycles[place]);
        if (sent.members.length == 0) return _settleUnfixed(place);
        _drawNets(sent);
        if (_chance(12)) _stopIdle(sent);
        if (_chance(30)) sent.fault = NetFault(1 + _roll(uint256(type(NetFault).max)));
        bool hasCash = cycles[place].assets & (1 << CASH) != 0;
        if (hasCash && _chance(15)) sent.fault = NetFault.NotZero;
        if (sent.fault == NetFault.NotZero) {
            sent.spoilt = _roll(sent.things.length);
            // Cash often: of all else, its token says it.
            for (uint256 i = 0; i < sent.things.length; ++i) {
                if (sent.things[i] == CASH && _chance(60)) sent.spoilt = i;
            }
            ++sent.nets[sent.spoilt][0];
        }
        _signNets(sent);
        _spoilNets(sent);
        Plan memory plan = _planCycle(sent);
        Cycle storage cycle = cycles[place];
        bytes memory call = abi.encodeCall(
            INetSettlement.settle,
            (cycle.id, sent.list, sent.nets, sent.signatures)
        );
        if (!_does(Deed.SettleCycle, STRANGER, address(net), call, plan, Promise.Net1)) return;
        cycle.phase = cyclePhase[cycle.id] = CyclePhase.Settled;
        _netted(sent);
        // Nothing of it settles again.
        if (_chance(50)) {
            record.saw(Deed.SawReplay);
            _settleCycleAgain(call, cycle);
        }
    }

    /// The same once more.
    function _settleCycleAgain(bytes memory call, Cycle storage cycle) private {
        Plan memory plan = _plan();
        _refuseClosed(plan, cycle);
        // What else may have come about since is as true.
        _no(plan, true, ITradeRegistry.CycleOver.selector);
        _does(Deed.SettleCycle, STRANGER, address(net), call, plan, Promise.Net1);
    }

    function _settleUnfixed(uint256 place) private {
        Sent memory sent;
        Plan memory plan = _plan();
        _no(plan, true, INetSettlement.CycleNotFixed.selector);
        bytes memory call = abi.encodeCall(
            INetSettlement.settle,
            (cycles[place].id, sent.list, sent.nets, sent.signatures)
        );
        _does(Deed.SettleCycle, STRANGER, address(net), call, plan, Promise.Net1);
    }

    /// Nets of a few payments between members, of what they have.
    function _drawNets(Sent memory sent) private {
        sent.nets = new int256[][](sent.things.length);
        for (uint256 i = 0; i < sent.things.length; ++i) {
            sent.nets[i] = new int256[](sent.members.length);
            if (sent.members.length < 2) continue;
            for (uint256 j = _roll(5); j != 0; --j) {
                uint256 giver = _roll(sent.members.length);
                uint256 taker = _roll(sent.members.length);
                uint256 most = _freeOf(sent.things[i], sent.members[giver]) / 6;
                int256 quantity = int256(_roll(_chance(3) ? 3_000 : most + 1));
                sent.nets[i][giver] -= quantity;
                sent.nets[i][taker] += quantity;
            }
        }
    }

    /// A party that neither gives nor gets anything loses its pass.
    function _stopIdle(Sent memory sent) private {
        uint256 count = sent.members.length;
        if (count < 3) return;
        uint256 idle = _roll(count);
        for (uint256 i = 0; i < sent.things.length; ++i) {
            sent.nets[i][(idle + 1) % count] += sent.nets[i][idle];
            sent.nets[i][idle] = 0;
        }
        if (works[sent.members[idle]]) _stopPass(sent.members[idle], false);
    }

    function _signNets(Sent memory sent) private {
        sent.signatures = new bytes[](sent.members.length);
        int256[] memory vector = new int256[](sent.things.length);
        uint256 forged = _roll(sent.members.length);
        for (uint256 i = 0; i < sent.members.length; ++i) {
            for (uint256 j = 0; j < vector.length; ++j) vector[j] = sent.nets[j][i];
            bytes32 id = cycles[sent.place].id;
            if (sent.fault == NetFault.OtherCycle && i == forged) id = bytes32(uint256(id) ^ 1);
            bytes32 digest = TypedData.netVector(
                address(net),
                id,
                sent.list,
                sent.list.parties[i],
                vector
            );
            uint256 key = _keyOf(sent.members[i]);
            if (sent.fault == NetFault.Forged && i == forged) key = 0xbad;
            sent.signatures[i] = _sign(key, digest);
        }
    }

    function _spoilNets(Sent memory sent) private {
        if (sent.fault == NetFault.OtherVector) {
            if (sent.members.length < 2) sent.fault = NetFault.None;
            else {
                --sent.nets[0][0];
                ++sent.nets[0][1];
            }
        } else if (sent.fault == NetFault.OtherList) {
            sent.list.root = bytes32(uint256(sent.list.root) + 1);
        } else if (sent.fault == NetFault.OtherShape) {
            uint256 kind = _roll(3);
            if (kind == 0) sent.nets = new int256[][](sent.nets.length + 1);
            else if (kind == 1) sent.nets[0] = new int256[](sent.members.length + 1);
            else sent.signatures = new bytes[](sent.members.length + 1);
        }
    }

    function _planCycle(Sent memory sent) private view returns (Plan memory plan) {
        plan = _plan();
        Cycle storage cycle = cycles[sent.place];
        NetFault fault = sent.fault;
        _no(plan, !cycle.isFixed, INetSettlement.CycleNotFixed.selector);
        _no(plan, fault == NetFault.OtherList, INetSettlement.ListDiffers.selector);
        _no(plan, fault == NetFault.OtherShape, INetSettlement.ListsDiffer.selector);
        _refuseClosed(plan, cycle);
        _refuseAssets(plan, cycle);
        bool isForged =
            fault == NetFault.Forged ||
                fault == NetFault.OtherCycle ||
                fault == NetFault.OtherVector;
        _no(plan, isForged, INetSettlement.SignatureInvalid.selector);
        _refuseIdle(plan, cycle.parties);
        if (plan.reasons != 0) return plan;
        // Of units and yen, their tokens say it.
        bool isOff = fault == NetFault.NotZero && sent.things[sent.spoilt] == CASH;
        _planNets(plan, sent, isOff ? sent.spoilt : sent.things.length);
        _no(plan, isOff, INetSettlement.NetsNotZero.selector);
        plan.isLate = plan.isLate || isOff;
    }

    /// Every party's pass, of those with nets of zero too.
    function _refuseIdle(Plan memory plan, uint256 members) private view {
        for (uint256 i = 0; i < 8; ++i) {
            if (members & (1 << i) == 0) continue;
            bool isIdle = i >= PARTIES || !works[i];
            _no(plan, isIdle, INetSettlement.PassNotWorking.selector);
        }
    }

    /// @param count Of the assets, so many.
    function _planNets(Plan memory plan, Sent memory sent, uint256 count) private view {
        for (uint256 i = 0; i < count; ++i) {
            // A class or yen is asked also when nothing is left to move.
            if (sent.things[i] != CASH) {
                bytes memory call = abi.encodeCall(
                    IPassGatedAnnex.transferNet,
                    (sent.list.parties, sent.nets[i])
                );
                _go(plan, address(net), assets[sent.things[i]], call);
                continue;
            }
            for (uint256 j = 0; j < sent.members.length; ++j) {
                if (sent.nets[i][j] >= 0) continue;
                _planCash(plan, sent.members[j], uint256(-sent.nets[i][j]), BY_NET);
            }
        }
    }

    function _isMoved(int256[] memory nets) private pure returns (bool) {
        for (uint256 i = 0; i < nets.length; ++i) if (nets[i] != 0) return true;
        return false;
    }

    /// Each party gave or received its net.
    function _netted(Sent memory sent) private {
        uint256 moved = 0;
        bool[] memory moves = new bool[](sent.members.length);
        for (uint256 i = 0; i < sent.things.length; ++i) {
            if (_isMoved(sent.nets[i])) ++moved;
            for (uint256 j = 0; j < sent.members.length; ++j) {
                int256 quantity = sent.nets[i][j];
                (uint256 asset, uint256 member) = (sent.things[i], sent.members[j]);
                if (quantity != 0) moves[j] = true;
                if (quantity < 0) {
                    balances[asset][member] -= uint256(-quantity);
                    _spent(asset, member, BY_NET, uint256(-quantity));
                } else {
                    balances[asset][member] += uint256(quantity);
                }
            }
        }
        if (moved > 1) record.saw(Deed.SawCycleGross);
        for (uint256 j = 0; j < moves.length; ++j) if (!moves[j]) record.saw(Deed.SawZeroNet);
    }

    function _makeVoid(uint256 place) private {
        Cycle storage cycle = cycles[place];
        bool isOpeners = _chance(60);
        address by = isOpeners ? cycle.opener : STRANGER;
        Plan memory plan = _plan();
        bytes32 id = cycle.id;
        if (_chance(4)) {
            id = bytes32(uint256(id) ^ 1);
            _no(plan, true, ITradeRegistry.CycleUnknown.selector);
        } else {
            bool waits = !isOpeners && block.timestamp <= cycle.deadline;
            _no(plan, waits, INetSettlement.CycleNotOver.selector);
            _no(plan, cycle.phase != CyclePhase.Open, ITradeRegistry.CycleOver.selector);
        }
        Deed deed = isOpeners ? Deed.VoidCycle : Deed.VoidCycleAfter;
        bytes memory call = abi.encodeCall(INetSettlement.makeVoid, (id));
        if (!_does(deed, by, address(net), call, plan, Promise.Net1)) return;
        cycle.phase = cyclePhase[id] = CyclePhase.Void;
        // Its trades settle otherwise from now on.
        for (uint256 i = deals.length; i != 0 && deals.length - i < 80; --i) {
            if (deals[i - 1].trade.cycle != id) continue;
            if (deals[i - 1].phase != TradePhase.Matched) _settleSigned(i - 1);
            else if (_chance(50)) _settleMatched(i - 1);
            else _netOne(i - 1);
        }
    }

    function _netOne(uint256 place) internal override {
        ById memory by;
        by.places = new uint256[](1);
        by.places[0] = place;
        _name(by, deals[place]);
        _netThese(by);
    }

    function _name(ById memory by, Deal storage deal) private view {
        by.members |= (1 << deal.seller) | (1 << deal.buyer);
        by.things |= (1 << deal.class) | (1 << deal.money);
    }

    // ------------------------------------------------------------------ by id

    function _settleByIds() private {
        if (deals.length == 0) return;
        _netThese(_drawByIds());
    }

    function _netThese(ById memory by) private {
        Trade[] memory trades = new Trade[](by.places.length);
        for (uint256 i = 0; i < trades.length; ++i) trades[i] = deals[by.places[i]].trade;
        Sent memory sent;
        Cycle memory lists;
        (lists.parties, lists.assets) = (by.members, by.things);
        (sent.list, sent.members, sent.things) = _listOf(lists);
        Plan memory plan = _planByIds(by, sent);
        address[] memory members = sent.list.parties;
        if (by.descends && members.length > 1) {
            (members[0], members[1]) = (members[1], members[0]);
            _no(plan, true, INetSettlement.NotAscending.selector);
        }
        bytes memory call = abi.encodeCall(
            INetSettlement.settleByIds,
            (trades, members, sent.list.assets)
        );
        if (plan.paysCash && trades.length != 0 && _chance(50)) {
            // What is being netted does not settle gross meanwhile.
            _callBackWith(
                address(dvp),
                abi.encodeCall(IDvpSettlement.settleMatched, (trades[0])),
                IDvpSettlement.WrongPhase.selector
            );
        }
        if (!_does(Deed.SettleByIds, STRANGER, address(net), call, plan, Promise.Net1)) return;
        for (uint256 i = 0; i < by.places.length; ++i) _nettedDeal(by.places[i]);
        _netted(sent);
    }

    /// Mostly some trades that are matched, with all their parties and assets.
    function _drawByIds() private returns (ById memory by) {
        by.places = new uint256[](_chance(3) ? 0 : 1 + _roll(5));
        for (uint256 i = 0; i < by.places.length; ++i) {
            by.places[i] = _chance(93) ? _nettable(by.places, i) : _dealIn(TradePhase.Instructed);
            _name(by, deals[by.places[i]]);
        }
        uint256 kind = _roll(30);
        if (kind == 0) by.members &= by.members - (by.members == 0 ? 0 : 1);
        else if (kind == 1) by.things &= by.things - (by.things == 0 ? 0 : 1);
        else if (kind == 2)
            by.members |= 1 << 6; // a stranger
        else if (kind == 3) by.members |= 1 << _anyParty();
        else if (kind == 4) by.descends = true;
        else if (kind == 5) by.things |= 1 << ELSEWHERE;
    }

    /// A matched trade of money that is here, other than those drawn before.
    function _nettable(uint256[] memory drawn, uint256 count) private returns (uint256 place) {
        for (uint256 tries = 0; tries < 12; ++tries) {
            place = _dealIn(TradePhase.Matched);
            bool isNew = true;
            for (uint256 i = 0; i < count; ++i) if (drawn[i] == place) isNew = false;
            Deal storage deal = deals[place];
            bool isGood = deal.money != ELSEWHERE && block.timestamp >= deal.trade.settleFrom;
            if (isNew && isGood && deal.phase == TradePhase.Matched) return place;
            if (_chance(8)) return place;
        }
    }

    function _planByIds(ById memory by, Sent memory sent) private view returns (Plan memory plan) {
        plan = _plan();
        _no(plan, by.places.length == 0, INetSettlement.NothingToNet.selector);
        bool isEmpty = by.members == 0 || by.things == 0;
        _no(plan, isEmpty, INetSettlement.ListEmpty.selector);
        _refuseIdle(plan, by.members);
        // Money elsewhere is no asset here, nor is what is not listed.
        bool isStrange = by.things & ((1 << ELSEWHERE) | (1 << STRANGE)) != 0;
        bool isOff = by.things & (1 << CASH) != 0 && !isListed;
        _no(plan, isStrange || isOff, INetSettlement.NotAnAsset.selector);
        sent.nets = new int256[][](sent.things.length);
        for (uint256 i = 0; i < sent.nets.length; ++i) {
            sent.nets[i] = new int256[](sent.members.length);
        }
        for (uint256 i = 0; i < by.places.length; ++i) {
            Deal storage deal = deals[by.places[i]];
            Plan memory own = _plan();
            _refuseUnsettleable(own, deal);
            for (uint256 j = 0; j < own.reasons; ++j) {
                if (!_isReason(plan, own.why[j])) _no(plan, true, own.why[j]);
            }
            for (uint256 j = 0; j < i; ++j) {
                bool isTwice = by.places[j] == by.places[i];
                _no(plan, isTwice, IDvpSettlement.WrongPhase.selector);
            }
            _planRelease(plan, deal, 0);
            _planRelease(plan, deal, 1);
            _addNets(plan, deal, sent);
        }
        if (plan.reasons == 0) _planNets(plan, sent, sent.things.length);
    }

    function _addNets(Plan memory plan, Deal storage deal, Sent memory sent) private view {
        (uint256 units, uint256 amount) = _rest(deal);
        (uint256 seller, uint256 buyer) = (
            _in(sent.members, deal.seller),
            _in(sent.members, deal.buyer)
        );
        (uint256 class, uint256 money) = (
            _in(sent.things, deal.class),
            _in(sent.things, deal.money)
        );
        bool isIn =
            seller < sent.members.length &&
                buyer < sent.members.length &&
                class < sent.things.length &&
                money < sent.things.length;
        if (!isIn) return _no(plan, true, INetSettlement.NotInTheList.selector);
        sent.nets[class][seller] -= int256(units);
        sent.nets[class][buyer] += int256(units);
        sent.nets[money][seller] += int256(amount);
        sent.nets[money][buyer] -= int256(amount);
    }

    function _in(uint256[] memory list, uint256 wanted) private pure returns (uint256 place) {
        while (place < list.length && list[place] != wanted) ++place;
    }

    function _nettedDeal(uint256 place) private {
        touched = place;
        Deal storage deal = deals[place];
        (uint256 units, uint256 amount) = _rest(deal);
        if (deal.trade.cycle != 0) record.saw(Deed.SawNettedAfterVoid);
        if (deal.filled != 0) record.saw(Deed.SawPartNetted);
        if (deal.held[0] + deal.held[1] != 0) record.saw(Deed.SawHeldNetted);
        _unheld(deal, 0, deal.held[0]);
        _unheld(deal, 1, deal.held[1]);
        (deal.delivered, deal.paid) = (deal.delivered + units, deal.paid + amount);
        (deal.phase, deal.filled) = (TradePhase.Settled, deal.trade.units);
    }
}
