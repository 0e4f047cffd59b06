// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityAnnex } from "../../../contracts/securities/interfaces/ISecurityAnnex.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";

/// The issuer's consent: applied for, given, signed, rejected, withdrawn, taken back, lapsed, used.
abstract contract ConsentActs is Movements {
    enum ConsentStage {
        Open,
        AppliedFor,
        Given,
        Ended
    }

    struct Application {
        IRegistrarDesk.Consent terms;
        uint256 class;
        uint256 from;
        uint256 to;
        ConsentStage stage;
    }

    uint256 private constant RECENT = 8;

    Application[] private _applications;
    uint256 private _consentNumbers;

    function _consentAct() internal {
        uint256 kind = _roll(100);
        if (kind < 28 || _applications.length == 0) _apply();
        else if (kind < 46) _give(_anyApplication(ConsentStage.AppliedFor));
        else if (kind < 58) _present();
        else if (kind < 68) _sendWithConsent();
        else if (kind < 73) _reject(_anyApplication(ConsentStage.AppliedFor));
        else if (kind < 78) _withdrawApplication(_anyApplication(ConsentStage.AppliedFor));
        else if (kind < 82) _takeBack(_anyApplication(ConsentStage.Given));
        else _moveConsented(_anyApplication(ConsentStage.Given));
    }

    // ------------------------------------------------------------------ applied for

    function _apply() private {
        bool isKnown = _applications.length != 0 && _chance(6);
        bool isStrange = !isKnown && _chance(3);
        uint256 place = isKnown ? _anyApplication(ConsentStage.Given) : _draftApplication();
        _applyAs(place, isStrange);
        if (_chance(45)) _give(place);
    }

    function _applyAs(uint256 place, bool isStrange) private {
        IRegistrarDesk.Consent memory terms = _applications[place].terms;
        if (isStrange) terms.token = ISecurityToken(address(yen));
        bool byOther = _chance(6);
        address sender = byOther ? RELAYER : terms.from;
        bool isOpen = _applications[place].stage == ConsentStage.Open;
        bool refused = isStrange || !isOpen || _isUnfit(place);
        Promise forbiddenBy = _rule(refused);
        if (byOther) forbiddenBy = Promise.Power1;
        (bool done, bytes memory answer) = _try(
            Act.ApplyForConsent,
            sender,
            address(desk),
            abi.encodeCall(IRegistrarDesk.applyForConsent, (terms)),
            forbiddenBy
        );
        if (!done) return;
        if (abi.decode(answer, (bytes32)) != TypedData.consentId(terms)) {
            record.breach(Promise.Rules, "another consent id");
        }
        _applications[place].stage = ConsentStage.AppliedFor;
    }

    /// Of nothing, or too late.
    function _isUnfit(uint256 place) private view returns (bool) {
        IRegistrarDesk.Consent storage terms = _applications[place].terms;
        return terms.units == 0 || block.timestamp > terms.until;
    }

    /// Mostly for a class that asks for consent.
    function _draftApplication() private returns (uint256 place) {
        uint256 class = _roll(CLASSES);
        for (uint256 i = 0; i < 3 && !rules[class].consent; ++i) class = (class + 1) % CLASSES;
        uint256 from = _holderOf(class);
        uint256 to = _takerOf(class, from);
        // Where there is no room for more investors, rather one of them.
        for (uint256 i = 0; i < 2 && books[class].accounts[to].balance == 0; ++i) {
            to = _takerOf(class, from);
        }
        // Sometimes for whom there is a consent already.
        Pair storage last = lastConsents[class];
        if (last.from != last.to && _chance(20)) (from, to) = (last.from, last.to);
        place = _applications.length;
        Application storage made = _applications.push();
        (made.class, made.from, made.to) = (class, from, to);
        made.terms.token = _classAt(class);
        made.terms.from = wallets[from];
        made.terms.to = wallets[to];
        uint256 most = _freeOf(class, from) / lots[class];
        made.terms.units = uint64(lots[class] * (1 + _roll(most < 6 ? most + 1 : 6)));
        if (_chance(30)) made.terms.units = uint64(_freeOf(class, from));
        if (_chance(4)) made.terms.units = 0;
        made.terms.until = uint48(block.timestamp + (_chance(10) ? 0 : _roll(12 days)));
        if (_chance(4)) made.terms.until = uint48(block.timestamp - 1);
        made.terms.number = ++_consentNumbers;
    }

    // ------------------------------------------------------------------ given

    function _give(uint256 place) private {
        Application storage each = _applications[place];
        bool byStranger = _chance(5);
        bool refused = each.stage != ConsentStage.AppliedFor || _isUnfit(place) || _isUnused(place);
        bytes memory call = abi.encodeCall(IRegistrarDesk.giveConsent, (each.terms));
        Promise forbiddenBy = byStranger ? Promise.Power1 : _rule(refused);
        address sender = byStranger ? RELAYER : SECOND_REGISTRAR;
        if (!_does(Act.GiveConsent, sender, address(desk), call, forbiddenBy)) return;
        _wasGiven(place);
        _checkConsent(
            _applications[place].class,
            _applications[place].from,
            _applications[place].to
        );
        if (_chance(80)) _moveConsented(place);
    }

    /// An earlier one between the two is not used up.
    function _isUnused(uint256 place) private view returns (bool) {
        Application storage each = _applications[place];
        Allowed storage allowed = books[each.class].consents[each.from][each.to];
        return allowed.units != 0 && block.timestamp <= allowed.until;
    }

    function _wasGiven(uint256 place) private {
        Application storage each = _applications[place];
        each.stage = ConsentStage.Given;
        books[each.class].consents[each.from][each.to] = Allowed(
            each.terms.units,
            each.terms.until
        );
        (lastConsents[each.class].from, lastConsents[each.class].to) = (each.from, each.to);
    }

    /// Signed beforehand, for an application or without any; sent by anybody.
    function _present() private {
        (uint256 place, address signer, bytes memory signature, Promise forbiddenBy) = _signedOne();
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.presentConsent,
            (_applications[place].terms, signer, signature)
        );
        bool isGiven = _applications[place].stage == ConsentStage.Given;
        if (!_does(Act.PresentConsent, RELAYER, address(desk), call, forbiddenBy)) return;
        // It gives once.
        if (!isGiven) _wasGiven(place);
        _checkConsent(
            _applications[place].class,
            _applications[place].from,
            _applications[place].to
        );
        if (_chance(80)) _moveConsented(place);
    }

    /// The same riding along with the transfer that it is for.
    function _sendWithConsent() private {
        (uint256 place, address signer, bytes memory signature, Promise forbiddenBy) = _signedOne();
        Application storage each = _applications[place];
        (uint256 class, uint256 from, uint256 to) = (each.class, each.from, each.to);
        uint256 units = each.terms.units;
        Allowed memory before = books[class].consents[from][to];
        bool isGiven = each.stage == ConsentStage.Given;
        byHoldersKey = true;
        if (forbiddenBy == Promise.None) {
            if (!isGiven) books[class].consents[from][to] = Allowed(units, each.terms.until);
            forbiddenBy = _forbidsTransfer(class, wallets[from], from, to, units);
        }
        bytes memory call = abi.encodeCall(
            ISecurityAnnex.transferWithConsent,
            (wallets[to], uint64(units), each.terms.until, each.terms.number, signer, signature)
        );
        address token = address(tokens[class]);
        if (_does(Act.TransferWithConsent, wallets[from], token, call, forbiddenBy)) {
            if (!isGiven) _wasGiven(place);
            _movedByKey(class, from, to, units);
            _checkConsent(class, from, to);
        } else {
            books[class].consents[from][to] = before;
        }
    }

    function _signedOne()
        private
        returns (uint256 place, address signer, bytes memory signature, Promise forbiddenBy)
    {
        place = _chance(55) ? _draftApplication() : _anyApplication(ConsentStage.AppliedFor);
        if (_chance(8)) place = _anyApplication(ConsentStage.Given);
        Application storage each = _applications[place];
        bool isGiven = each.stage == ConsentStage.Given;
        bool isEnded = each.stage == ConsentStage.Ended;
        forbiddenBy = _rule(!isGiven && (isEnded || _isUnfit(place) || _isUnused(place)));
        signer = vm.addr(REGISTRAR_KEY);
        uint256 key = REGISTRAR_KEY;
        if (_chance(6)) (key, forbiddenBy) = (0xbad, Promise.Power1);
        // Signed well, by nobody who may.
        if (_chance(6)) (key, signer, forbiddenBy) = (0xbad, vm.addr(0xbad), Promise.Power1);
        signature = _sign(key, TypedData.consent(address(desk), each.terms));
    }

    // ------------------------------------------------------------------ ended

    function _reject(uint256 place) private {
        // One that nobody applied for as well: what was signed of it counts no more.
        if (_chance(20)) place = _draftApplication();
        bool byStranger = _chance(6);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.rejectConsent,
            (_applications[place].terms, REASON)
        );
        _end(Act.RejectConsent, place, byStranger ? RELAYER : address(this), byStranger, call);
    }

    function _withdrawApplication(uint256 place) private {
        bool byOther = _chance(8);
        IRegistrarDesk.Consent memory terms = _applications[place].terms;
        bytes memory call = abi.encodeCall(IRegistrarDesk.withdrawApplication, (terms));
        _end(Act.WithdrawApplication, place, byOther ? RELAYER : terms.from, byOther, call);
    }

    function _end(
        Act act,
        uint256 place,
        address sender,
        bool byStranger,
        bytes memory call
    ) private {
        ConsentStage stage = _applications[place].stage;
        bool refused = stage == ConsentStage.Given || stage == ConsentStage.Ended;
        Promise forbiddenBy = byStranger ? Promise.Power1 : _rule(refused);
        if (!_does(act, sender, address(desk), call, forbiddenBy)) return;
        _applications[place].stage = ConsentStage.Ended;
        // What ended stays so, signed or not.
        if (_chance(40)) _give(place);
    }

    function _takeBack(uint256 place) private {
        Application storage each = _applications[place];
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.takeConsentBack,
            (each.terms.token, each.terms.from, each.terms.to, REASON)
        );
        bool byStranger = _chance(6);
        Promise forbiddenBy = byStranger ? Promise.Power1 : Promise.None;
        address sender = byStranger ? RELAYER : address(this);
        if (!_does(Act.TakeConsentBack, sender, address(desk), call, forbiddenBy)) return;
        books[each.class].consents[each.from][each.to] = Allowed(0, 0);
        if (_chance(50)) _moveConsented(place);
    }

    // ------------------------------------------------------------------ used

    /// A part, all, or one lot too many.
    function _moveConsented(uint256 place) private {
        Application storage each = _applications[place];
        (uint256 class, uint256 from, uint256 to) = (each.class, each.from, each.to);
        Allowed storage allowed = books[class].consents[from][to];
        uint256 lot = lots[class];
        uint256 units = allowed.units;
        uint256 kind = _roll(10);
        if (kind < 4) units = lot * _roll(units / lot + 1);
        else if (kind < 7) units = lot * ((units / lot + 1) / 2);
        else if (kind == 7) units += lot;
        bool isPart = units != 0 && units < allowed.units && rules[class].consent;
        if (allowed.units != 0 && block.timestamp > allowed.until) record.saw(Sight.ConsentLapsed);

        byHoldersKey = true;
        Movement memory m = Movement(class, wallets[from], from, to, units);
        Promise forbiddenBy = _forbidsByKey(class, wallets[from], from, to, units);
        if (!_moves(Act.TransferConsented, m, forbiddenBy)) return;
        _movedByKey(class, from, to, units);
        _checkConsent(class, from, to);
        if (isPart) record.saw(Sight.ConsentUsedInParts);
    }

    function _checkConsent(uint256 class, uint256 from, uint256 to) private {
        Allowed storage allowed = books[class].consents[from][to];
        (uint64 units, uint48 until) = _classAt(class).consentOf(wallets[from], wallets[to]);
        record.checked(Promise.Rules, 1);
        if (units != allowed.units || until != allowed.until) {
            record.breach(Promise.Rules, "another consent is left");
        }
    }

    /// Mostly one of the last at that stage.
    function _anyApplication(ConsentStage stage) private returns (uint256 place) {
        uint256 count = _applications.length;
        uint256 most = count < RECENT ? count : RECENT;
        place = count - 1 - _roll(most);
        for (uint256 i = 0; i < 6 && _applications[place].stage != stage; ++i) {
            place = count - 1 - _roll(most);
        }
    }
}
