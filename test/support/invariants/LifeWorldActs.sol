// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { TypedData } from "../TypedData.sol";
import { LifeAttempts } from "./LifeAttempts.sol";
import { Deed } from "./LifeDeed.sol";
import { Promise } from "./Promise.sol";

/// What holders and registrars do around actions: movements, holds, orders, passes, record dates.
abstract contract LifeWorldActs is LifeAttempts {
    uint256 private _orders;

    // ------------------------------------------------------------------ movements

    function _transfer(uint256 class, uint256 from, uint256 to, uint256 units) internal {
        _forbidInAction(class);
        _forbidHolders(class, from, to);
        _forbidMore(units, _freeOf(class, from), books[class].balance[from]);
        bytes memory call = abi.encodeCall(IERC20.transfer, (wallets[to], units));
        if (_does(Deed.Transfer, wallets[from], address(classes[class]), call, Promise.Rules)) {
            _moved(class, from, to, units);
        }
    }

    function _forbidHolders(uint256 class, uint256 from, uint256 to) private {
        Book storage book = books[class];
        _forbid(!_works(from) || !_works(to), IPassGatedToken.PassNotWorking.selector);
        _forbid(book.stopped[from] || book.stopped[to], IPassGatedToken.WalletFrozen.selector);
        _forbid(book.closed, ISecurityToken.ClassClosed.selector);
    }

    function _forbidMore(uint256 units, uint256 free, uint256 balance) private {
        _forbid(units > free, IPassGatedToken.UnitsNotFree.selector);
        _forbid(units > balance, IERC20Errors.ERC20InsufficientBalance.selector);
    }

    function _issue(uint256 class, uint256 to, uint256 units) internal {
        Book storage book = books[class];
        _forbidInAction(class);
        _forbid(!_works(to), IPassGatedToken.PassNotWorking.selector);
        _forbid(book.stopped[to], IPassGatedToken.WalletFrozen.selector);
        _forbid(book.closed, ISecurityToken.ClassClosed.selector);
        _forbid(book.supply + units > book.cap, ISecurityToken.CapExceeded.selector);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.issue,
            (classes[class], wallets[to], units, REASON)
        );
        if (!_does(Deed.Issue, address(this), address(desk), call, Promise.Sum1)) return;
        book.balance[to] += units;
        book.supply += units;
    }

    // ------------------------------------------------------------------ holds

    function _hold(uint256 class, uint256 place, uint256 units) internal {
        _forbidInAction(class);
        _forbid(!_works(place), IPassGatedToken.PassNotWorking.selector);
        _forbid(books[class].stopped[place], IPassGatedToken.WalletFrozen.selector);
        _forbidMore(units, _freeOf(class, place), books[class].balance[place]);
        uint48 until = uint48(block.timestamp + 1 hours + _roll(20 days));
        (bool done, bytes memory answer) = _try(
            Deed.Hold,
            wallets[place],
            address(classes[class]),
            abi.encodeCall(
                IPassGatedAnnex.hold,
                (wallets[place], units, EXECUTOR, until, bytes32(++_orders))
            ),
            Promise.Hold1
        );
        if (!done) return;
        bytes32 id = abi.decode(answer, (bytes32));
        _promised(class, place, id, units, HoldPurpose.Trade, until);
    }

    function _execute(uint256 hold, uint256 to) internal {
        Promised memory each = promises[hold];
        uint256 class = each.class;
        if (to == each.place) to = (to + 1) % WALLETS;
        uint256 units = _some(each.units);
        _forbidInAction(class);
        _forbid(block.timestamp > each.until, IPassGatedToken.HoldEnded.selector);
        _forbid(each.place != each.placedBy, IPassGatedToken.HoldOfALostWallet.selector);
        _forbid(units > each.units, IPassGatedToken.HoldTooSmall.selector);
        _forbidHolders(class, each.place, to);
        if (units <= each.units) {
            uint256 unheld = _unheldOf(class, each.place) + units;
            uint256 frozen = books[class].frozen[each.place];
            _forbid(units + frozen > unheld, IPassGatedToken.UnitsNotFree.selector);
        }
        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.executeHold,
            (each.id, wallets[to], units)
        );
        if (!_does(Deed.ExecuteHold, EXECUTOR, address(classes[class]), call, Promise.Hold1))
            return;
        _unpromised(hold, units);
        _moved(class, each.place, to, units);
    }

    function _release(uint256 hold, address sender) internal {
        Promised memory each = promises[hold];
        bool isTrade = each.purpose == HoldPurpose.Trade;
        bool isOver = isTrade && block.timestamp > each.until;
        bool isLost = isTrade && each.place != each.placedBy && sender == wallets[each.place];
        bool isExecutor = isTrade && sender == EXECUTOR;
        uint256 units = _some(each.units);
        _forbidInAction(each.class);
        _forbid(!isOver && !isLost && !isExecutor, IPassGatedToken.NotTheExecutor.selector);
        _forbid(units > each.units, IPassGatedToken.HoldTooSmall.selector);
        address target = address(classes[each.class]);
        bytes memory call = abi.encodeCall(IPassGatedAnnex.releaseHold, (each.id, units));
        if (_does(Deed.ReleaseHold, sender, target, call, Promise.Hold1)) _unpromised(hold, units);
    }

    function _encumber(uint256 class, uint256 place, uint256 units, bool isPledge) internal {
        _forbidInAction(class);
        _forbidMore(units, _unheldOf(class, place), books[class].balance[place]);
        (ISecurityToken token, address wallet) = (classes[class], wallets[place]);
        bytes memory call =
            isPledge
                ? abi.encodeCall(
                    IRegistrarDesk.pledgeUnits,
                    (token, wallet, units, CREDITOR, REASON, REASON)
                )
                : abi.encodeCall(
                    IRegistrarDesk.attachUnits,
                    (token, wallet, units, CREDITOR, REASON, REASON)
                );
        (bool done, bytes memory answer) = _try(
            isPledge ? Deed.Pledge : Deed.Attach,
            address(this),
            address(desk),
            call,
            Promise.Hold1
        );
        if (!done) return;
        HoldPurpose purpose = isPledge ? HoldPurpose.Pledge : HoldPurpose.Attachment;
        _promised(class, place, abi.decode(answer, (bytes32)), units, purpose, 0);
    }

    // ------------------------------------------------------------------ a registrar's orders

    function _freeze(uint256 class, uint256 place, uint256 units) internal {
        (ISecurityToken token, address wallet) = (classes[class], wallets[place]);
        if (units == 0) {
            bytes memory whole = abi.encodeCall(
                IRegistrarDesk.freezeWallet,
                (token, wallet, REASON, REASON)
            );
            _does(Deed.FreezeWallet, address(this), address(desk), whole, Promise.Rules);
            books[class].stopped[place] = true;
            return;
        }
        _forbidInAction(class);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.freezeUnits,
            (token, wallet, units, REASON, REASON)
        );
        if (_does(Deed.FreezeUnits, address(this), address(desk), call, Promise.Rules)) {
            books[class].frozen[place] += units;
        }
    }

    function _unfreeze(uint256 class, uint256 place, bool isWallet) internal {
        // One second later: it is for the freezes that there were.
        _waitTo(block.timestamp + 1);
        Book storage book = books[class];
        IRegistrarDesk.Act memory act = _actOf(class, IRegistrarDesk.Verb.UnfreezeWallet, place);
        if (isWallet) {
            if (_approved(Deed.UnfreezeWallet, act)) book.stopped[place] = false;
            return;
        }
        _forbidInAction(class);
        act.verb = IRegistrarDesk.Verb.UnfreezeUnits;
        act.units = book.frozen[place];
        if (_approved(Deed.UnfreezeUnits, act)) book.frozen[place] = 0;
    }

    /// Units moved or ended against their holder's will, free ones, and those of one hold if it is named.
    function _force(Deed deed, uint256 class, uint256 from, uint256 to, uint256 hold) internal {
        IRegistrarDesk.Verb verb =
            deed == Deed.ForcedTransfer
                ? IRegistrarDesk.Verb.ForcedTransfer
                : deed == Deed.Inheritance
                    ? IRegistrarDesk.Verb.Inheritance
                    : deed == Deed.CourtOrder
                        ? IRegistrarDesk.Verb.CourtOrder
                        : deed == Deed.ExecutePledge
                            ? IRegistrarDesk.Verb.PledgeExecution
                            : IRegistrarDesk.Verb.Cancellation;
        bool isOfHold = hold < promises.length;
        if (isOfHold) (class, from) = (promises[hold].class, promises[hold].place);
        IRegistrarDesk.Act memory act = _actOf(class, verb, from);
        if (to == from) to = (to + 1) % WALLETS;
        uint256 part = isOfHold ? 1 + _roll(promises[hold].units) : 0;
        act.units = part;
        if (deed != Deed.ExecutePledge) act.units += _roll(_unheldOf(class, from) + 1);
        if (act.units == 0) return;
        if (isOfHold) {
            act.holds = new IRegistrarDesk.HoldPart[](1);
            act.holds[0] = IRegistrarDesk.HoldPart(promises[hold].id, part);
        }
        _forbidInAction(class);
        if (deed != Deed.Cancel) {
            act.to = wallets[to];
            _forbid(!_works(to), IPassGatedToken.PassNotWorking.selector);
            _forbid(books[class].stopped[to], IPassGatedToken.WalletFrozen.selector);
        }
        if (!_approved(deed, act)) return;
        if (isOfHold) _unpromised(hold, part);
        _thawed(class, from, act.units);
        if (deed == Deed.Cancel) {
            books[class].balance[from] -= act.units;
            books[class].supply -= act.units;
        } else {
            _moved(class, from, to, act.units);
        }
    }

    /// Frozen units that leave by order are not frozen any more.
    function _thawed(uint256 class, uint256 place, uint256 units) private {
        uint256 balance = books[class].balance[place];
        uint256 frozen = books[class].frozen[place];
        uint256 unfrozen = balance > frozen ? balance - frozen : 0;
        if (units <= unfrozen) return;
        uint256 thawed = units - unfrozen;
        books[class].frozen[place] = frozen > thawed ? frozen - thawed : 0;
    }

    function _releaseByOrder(uint256 hold) internal {
        Promised storage each = promises[hold];
        if (each.purpose == HoldPurpose.Trade || each.units == 0) return;
        IRegistrarDesk.Act memory act = _actOf(
            each.class,
            IRegistrarDesk.Verb.ReleaseHold,
            each.place
        );
        act.units = _chance(60) ? each.units : 1 + _roll(each.units);
        act.holds = new IRegistrarDesk.HoldPart[](1);
        act.holds[0] = IRegistrarDesk.HoldPart(each.id, act.units);
        _forbidInAction(each.class);
        if (_approved(Deed.ReleaseByOrder, act)) _unpromised(hold, act.units);
    }

    function _namePayee(uint256 hold, address payee) internal {
        Promised storage each = promises[hold];
        if (each.purpose == HoldPurpose.Trade || (each.units == 0 && !each.isKept)) return;
        IRegistrarDesk.Act memory act = _actOf(
            each.class,
            IRegistrarDesk.Verb.NamePayee,
            each.place
        );
        act.to = payee;
        act.holds = new IRegistrarDesk.HoldPart[](1);
        act.holds[0] = IRegistrarDesk.HoldPart(each.id, 0);
        if (payee == act.wallet) return;
        if (_approved(Deed.NamePayee, act)) each.payee = payee;
    }

    function _actOf(
        uint256 class,
        IRegistrarDesk.Verb verb,
        uint256 place
    ) internal returns (IRegistrarDesk.Act memory act) {
        act.token = classes[class];
        act.verb = verb;
        act.wallet = wallets[place];
        act.reason = REASON;
        act.document = REASON;
        act.number = ++_orders;
    }

    /// Proposed by one key, and tried by the other.
    function _approved(Deed deed, IRegistrarDesk.Act memory act) internal returns (bool) {
        desk.propose(act);
        bytes memory call = abi.encodeCall(IRegistrarDesk.approve, (act));
        return _does(deed, SECOND_REGISTRAR, address(desk), call, Promise.Rules);
    }

    // ------------------------------------------------------------------ record dates

    function _declare(uint256 class, uint16 day) internal {
        if (day < _today() || _isDeclared(class, day) || ahead[class].length > 6) return;
        _forbidInAction(class);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.declareRecordDate,
            (classes[class], JstDate.wrap(day), REASON)
        );
        if (_does(Deed.DeclareRecordDate, address(this), address(desk), call, Promise.Rules)) {
            _declared(class, day);
        }
    }

    // ------------------------------------------------------------------ passes

    function _firstPass(uint256 place, uint8 taxClass, uint256 older) internal {
        Person storage person = people[place];
        person.taxClass = taxClass;
        person.expiry = _chance(70) ? NEVER : uint16(_today() + 30 + _roll(60));
        (person.held, person.validFrom) = (true, block.timestamp + VETO_WINDOW);
        IPassRecords.Grant memory grant = _grantOf(wallets[place], taxClass, person.expiry);
        placeAt[wallets[place]] = place + 1;
        if (place == SYSTEM_WALLET) {
            person.investor = SYSTEM;
            IPassRecords.SystemGrant memory system = IPassRecords.SystemGrant(grant);
            pass.grantSystem(system, _byOfficer(TypedData.systemGrant(address(pass), system)));
        } else if (older != place) {
            person.investor = people[older].investor;
            IPassRecords.Link memory link = IPassRecords.Link(wallets[older], grant);
            pass.link(link, _byOfficer(TypedData.link(address(pass), link)));
        } else {
            person.investor = ++investors;
            pass.grant(grant, _byOfficer(TypedData.grant(address(pass), grant)));
        }
        if (place != SYSTEM_WALLET) placesOf[person.investor].push(place);
        record.saw(older == place ? Deed.Grant : Deed.Link);
    }

    function _suspend(uint256 place) internal {
        if (!_works(place)) return;
        bytes memory call = abi.encodeCall(IPassAnnex.suspend, (wallets[place], REASON));
        _does(Deed.Suspend, address(this), address(pass), call, Promise.Rules);
        people[place].suspended = true;
    }

    function _revoke(uint256 place) internal {
        if (!_works(place)) return;
        bytes memory call = abi.encodeCall(IPassCore.revoke, (wallets[place], REASON));
        _does(Deed.Revoke, address(this), address(pass), call, Promise.Rules);
        people[place].held = false;
    }

    /// Makes a pass work again, as far as anybody can.
    function _repair(uint256 place) internal {
        Person storage person = people[place];
        if (person.investor == 0 || person.lost || _works(place)) return;
        if (!person.held) return _grantAgain(place);
        if (person.suspended) _reinstate(place);
        if (_hasLapsed(place)) _renew(place);
    }

    function _grantAgain(uint256 place) private {
        Person storage person = people[place];
        if (!_isSystem(place) && _chance(40)) person.taxClass = uint8(_roll(2));
        person.expiry = _chance(50) ? NEVER : uint16(_today() + 20 + _roll(100));
        IPassRecords.Grant memory grant = _grantOf(wallets[place], person.taxClass, person.expiry);
        bytes memory call = abi.encodeCall(
            IPassCore.grant,
            (grant, _byOfficer(TypedData.grant(address(pass), grant)))
        );
        _does(Deed.GrantAgain, STRANGER, address(pass), call, Promise.Rules);
        (person.held, person.suspended) = (true, false);
        person.validFrom = block.timestamp + VETO_WINDOW;
    }

    function _reinstate(uint256 place) private {
        IPassRecords.Reinstatement memory order;
        order.wallets = new address[](1);
        order.seqs = new uint16[](1);
        order.wallets[0] = wallets[place];
        order.seqs[0] = pass.seqOf(wallets[place]);
        order.deadline = uint48(block.timestamp);
        bytes memory call = abi.encodeCall(
            IPassAnnex.reinstateListed,
            (order, _byOfficer(TypedData.reinstatement(address(pass), order)))
        );
        _does(Deed.Reinstate, STRANGER, address(pass), call, Promise.Rules);
        people[place].suspended = false;
        // Another one by name.
        ++people[place].validFrom;
    }

    function _renew(uint256 place) private {
        IPassRecords.Renewal memory renewal;
        renewal.wallet = wallets[place];
        renewal.expiry = JstDate.wrap(_chance(40) ? NEVER : uint16(_today() + 20 + _roll(200)));
        renewal.screenedUntil = JstDate.wrap(NEVER);
        renewal.seq = pass.seqOf(wallets[place]);
        renewal.deadline = uint48(block.timestamp);
        bytes memory call = abi.encodeCall(
            IPassCore.renew,
            (renewal, _byOfficer(TypedData.renewal(address(pass), renewal)))
        );
        _does(Deed.Renew, STRANGER, address(pass), call, Promise.Rules);
        people[place].expiry = JstDate.unwrap(renewal.expiry);
    }

    /// A wallet is lost, and its investor has another one whose pass is held.
    function _lose(uint256 place) internal {
        uint256[] memory places = _siblings(place);
        Person storage person = people[place];
        if (person.lost || person.investor == 0) return;
        uint256 to = places[_roll(places.length)];
        if (to == place || !people[to].held || people[to].suspended) return;
        // While a change waits, it could still be vetoed.
        if (block.timestamp < person.validFrom) return;
        IPassRecords.Recovery memory recovery;
        (recovery.lost, recovery.successor) = (wallets[place], wallets[to]);
        recovery.reason = REASON;
        recovery.seq = pass.seqOf(wallets[place]);
        recovery.deadline = uint48(block.timestamp);
        bytes memory call = abi.encodeCall(
            IPassAnnex.recover,
            (recovery, _byOfficer(TypedData.recovery(address(pass), recovery)))
        );
        if (!_does(Deed.Lose, STRANGER, address(pass), call, Promise.Rules)) return;
        (person.held, person.lost, person.successor) = (false, true, to);
        person.succeedsFrom = block.timestamp + VETO_WINDOW;
    }

    /// All of a lost wallet in a class comes to its successor.
    function _recover(uint256 class, uint256 place) internal {
        if (!_isSucceeded(place) || books[class].recovered[place]) return;
        Book storage book = books[class];
        uint256 to = _successorOf(place);
        IRegistrarDesk.Act memory act = _actOf(class, IRegistrarDesk.Verb.Recovery, place);
        act.to = wallets[to];
        _forbidInAction(class);
        _forbid(!_works(to), IPassGatedToken.PassNotWorking.selector);
        _forbid(book.stopped[to], IPassGatedToken.WalletFrozen.selector);
        if (!_approved(Deed.Recover, act)) return;
        (book.recovered[place], book.heir[place]) = (true, to);
        uint256[] memory holds = _holdsOf(class, place);
        for (uint256 i = 0; i < promises.length; ++i) {
            bool isHis = promises[i].class == class && promises[i].place == place;
            if (isHis && (promises[i].units != 0 || promises[i].isKept)) promises[i].place = to;
        }
        if (holds.length != 0) record.saw(Deed.SawHoldsRecovered);
        if (book.stopped[place]) (book.stopped[place], book.stopped[to]) = (false, true);
        book.frozen[to] += book.frozen[place];
        book.frozen[place] = 0;
        _moved(class, place, to, book.balance[place]);
    }

    function _recoverYen(uint256 place) internal {
        if (!_isSucceeded(place)) return;
        uint256 to = _successorOf(place);
        _forbid(!_works(to), IPassGatedToken.PassNotWorking.selector);
        _forbid(people[to].yenStopped, IPassGatedToken.WalletFrozen.selector);
        bytes memory call = abi.encodeCall(IYenAnnex.recover, (wallets[place]));
        if (!_does(Deed.RecoverYen, address(this), address(yen), call, Promise.Rules)) return;
        if (people[place].yenStopped) people[to].yenStopped = true;
        people[place].yenStopped = false;
        yenOf[wallets[to]] += yenOf[wallets[place]];
        yenOf[wallets[place]] = 0;
    }

    function _stopYen(uint256 place, bool on) internal {
        if (people[place].investor == 0 || people[place].yenStopped == on) return;
        bytes memory call =
            on
                ? abi.encodeCall(IYenAnnex.freezeWallet, (wallets[place], REASON, REASON))
                : abi.encodeCall(IYenAnnex.unfreezeWallet, (wallets[place], REASON, REASON));
        _does(
            on ? Deed.FreezeYen : Deed.UnfreezeYen,
            address(this),
            address(yen),
            call,
            Promise.Rules
        );
        people[place].yenStopped = on;
    }

    function _pauseYen(bool on) internal {
        if (yenPaused == on) return;
        bytes memory call =
            on ? abi.encodeCall(IYenAnnex.pause, ()) : abi.encodeCall(IYenAnnex.unpause, ());
        _does(
            on ? Deed.PauseYen : Deed.UnpauseYen,
            address(this),
            address(yen),
            call,
            Promise.Rules
        );
        yenPaused = on;
    }
}
