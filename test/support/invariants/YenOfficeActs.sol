// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC7943Fungible } from "../../../contracts/ledger/interfaces/IERC7943Fungible.sol";
import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";
import { YenActs } from "./YenActs.sol";

/// What offices do with holders' yen: stop them, move them, pay out what is stranded; and the purses of
/// actions.
abstract contract YenOfficeActs is Movements, YenActs {
    mapping(uint256 wallet => bool) private _hasAccount;

    function _yenOfficeAct() internal {
        uint256 kind = _roll(100);
        if (kind < 9) _freezeYen(_anyPlace());
        else if (kind < 15) _setFrozenYen(_anyPlace());
        else if (kind < 21) _stopYenOf(_anyPlace());
        else if (kind < 32) _freeYenOf(_stoppedPlace());
        else if (kind < 43) _forceYen(_anyPlace(), _anyPlace());
        else if (kind < 52) _registerAccount(_anyWallet());
        else if (kind < 66) _redeemStranded(_strandedWallet());
        else if (kind < 71) _setLimits();
        else if (kind < 77) _setPurse(_roll(PURSES));
        else if (kind < 86) _fundPurse();
        else _payFromPurse(FIRST_PURSE + _roll(PURSES));
    }

    // ------------------------------------------------------------------ stopped, moved

    function _freezeYen(uint256 place) private {
        uint256 amount = _chance(6) ? 0 : 1 + _roll(books[YEN].accounts[place].balance + 2);
        bytes memory call = abi.encodeCall(
            IYenAnnex.freezeYen,
            (_addressOf(place), amount, REASON, "document")
        );
        if (_restrictsYen(Act.FreezeYen, call, _rule(amount == 0), place)) {
            books[YEN].accounts[place].frozenUnits += amount;
        }
    }

    function _stopYenOf(uint256 place) private {
        bytes memory call = abi.encodeCall(
            IYenAnnex.freezeWallet,
            (_addressOf(place), REASON, "document")
        );
        if (_restrictsYen(Act.FreezeYenWallet, call, Promise.None, place)) {
            books[YEN].accounts[place].frozen = true;
        }
    }

    /// The yen operator's orders that can only add a rule.
    function _restrictsYen(
        Act act,
        bytes memory call,
        Promise forbiddenBy,
        uint256 place
    ) private returns (bool) {
        uint256 wallet = place < WALLETS ? place : WALLETS;
        return _doesAddingARule(act, YEN_OPERATOR, address(yen), call, forbiddenBy, YEN, wallet);
    }

    function _freeYenOf(uint256 place) private {
        bytes memory call = abi.encodeCall(
            IYenAnnex.unfreezeWallet,
            (_addressOf(place), REASON, "document")
        );
        Promise forbiddenBy = _rule(!books[YEN].accounts[place].frozen);
        if (_does(Act.UnfreezeYenWallet, address(this), address(yen), call, forbiddenBy)) {
            books[YEN].accounts[place].frozen = false;
        }
    }

    function _setFrozenYen(uint256 place) private {
        uint256 amount = _chance(70) ? 0 : _roll(books[YEN].accounts[place].balance + 2);
        bytes memory call = abi.encodeCall(
            IERC7943Fungible.setFrozenTokens,
            (_addressOf(place), amount)
        );
        if (_does(Act.SetFrozenYen, address(this), address(yen), call, Promise.None)) {
            books[YEN].accounts[place].frozenUnits = amount;
        }
    }

    function _forceYen(uint256 from, uint256 to) private {
        // Often somebody of whose yen some are frozen.
        bool ofFrozen = _chance(50);
        if (ofFrozen) from = _holderOf(YEN);
        for (uint256 i = 0; i < 4 && books[YEN].accounts[from].balance == 0; ++i) {
            from = _anyPlace();
        }
        if (_chance(70)) to = _takerOf(YEN, from < WALLETS ? from : 0);
        if (ofFrozen && books[YEN].accounts[from].frozenUnits == 0) _freezeYen(from);
        uint256 amount = _chance(50) ? _unheldOf(YEN, from) : _unitsOf(YEN, from);
        // All that is free, and a part of what is not.
        if (ofFrozen && _unheldOf(YEN, from) != 0 && _chance(70)) {
            uint256 free = _freeOf(YEN, from);
            amount = free + _roll(_unheldOf(YEN, from) - free + 1);
            // All of it, so that nothing frozen is left.
            if (_chance(35)) amount = _unheldOf(YEN, from);
        }
        if (_chance(9)) from = WALLETS;
        else if (_chance(5)) to = WALLETS;
        bool isNone = from == WALLETS || to == WALLETS;
        Promise forbiddenBy = isNone ? Promise.Rules : _forbidsMove(YEN, from, to, amount);
        bytes memory call = abi.encodeCall(
            IERC7943Fungible.forcedTransfer,
            (_addressOf(from), _addressOf(to), amount)
        );
        if (!_does(Act.ForceYen, address(this), address(yen), call, forbiddenBy)) return;
        uint256 frozen = books[YEN].accounts[from].frozenUnits;
        _movedByOffice(YEN, from, to, amount);
        uint256 left = books[YEN].accounts[from].frozenUnits;
        if (left != frozen) record.saw(left == 0 ? Sight.AllThawed : Sight.PartThawed);
    }

    // ------------------------------------------------------------------ stranded yen

    function _registerAccount(uint256 wallet) private {
        bool on = !_chance(15);
        bytes memory call = abi.encodeCall(
            IYenAnnex.registerBankAccount,
            (wallets[wallet], on ? bytes32("account") : bytes32(0))
        );
        bool done = _does(Act.RegisterBankAccount, YEN_OPERATOR, address(yen), call, Promise.None);
        if (done) _hasAccount[wallet] = on;
    }

    /// By an officer; only what its holder cannot redeem himself, only to the account that is registered.
    function _redeemStranded(uint256 wallet) private {
        if (!_hasAccount[wallet] && _chance(60)) _registerAccount(wallet);
        uint256 number = 1 + _roll(officers.length - 1);
        for (uint256 i = 0; i < 6 && !_isActive(number); ++i) {
            number = 1 + _roll(officers.length - 1);
        }
        uint256 key = _chance(5) ? 0xbad : officers[number].key;
        uint256 amount = _chance(60) ? _freeOf(YEN, wallet) : _unitsOf(YEN, wallet);
        Promise forbiddenBy = Promise.None;
        if (amount == 0 || amount > _freeOf(YEN, wallet)) forbiddenBy = Promise.Hold1;
        if (_works(wallet) || !_hasAccount[wallet] || books[YEN].accounts[wallet].frozen) {
            forbiddenBy = Promise.Rules;
        }
        if (key == 0xbad || !_isActive(number)) forbiddenBy = Promise.Power1;

        bytes memory call = abi.encodeCall(
            IYenAnnex.redeemStranded,
            (wallets[wallet], amount, "payout", uint8(number))
        );
        (bool done, bytes memory answer) = _try(
            Act.RedeemStranded,
            vm.addr(key),
            address(yen),
            call,
            forbiddenBy
        );
        if (!done) return;
        record.checked(Promise.Exit1, 1);
        _redeeming(wallet, amount, abi.decode(answer, (bytes32)));
        if (truths[wallet].state == Stage.Revoked) record.saw(Sight.StrandedOfRevoked);
    }

    // ------------------------------------------------------------------ limits

    function _setLimits() private {
        uint256 mostSupply = _chance(50) ? 0 : books[YEN].supply + _roll(30_000);
        uint256 mostPerDay = _chance(50) ? 0 : 1 + _roll(20_000);
        bytes memory call = abi.encodeCall(
            IYenAnnex.setLimits,
            (uint64(mostSupply), uint64(mostPerDay))
        );
        if (!_does(Act.SetYenLimits, address(this), address(yen), call, Promise.None)) return;
        (yenMostSupply, yenMostPerDay) = (mostSupply, mostPerDay);
        if (mostSupply + mostPerDay == 0) return;
        _attestReserve();
        // Twice on one day.
        for (uint256 i = 0; i < 2; ++i) _mint(_takerOf(YEN, 0));
    }

    // ------------------------------------------------------------------ purses

    /// Funded by a wallet or by the other purse; ended again; seldom some wallet.
    function _setPurse(uint256 number) internal {
        uint256 place = FIRST_PURSE + number;
        address funder = wallets[_anyWallet()];
        if (_chance(55)) funder = _addressOf(FIRST_PURSE + ((number + 1) % PURSES));
        bool isOn = funders[number] != address(0);
        if (isOn ? _chance(70) : _chance(8)) funder = address(0);
        // What is in one that is ended goes back.
        uint256 rest = isOn && funder == address(0) ? books[YEN].accounts[place].balance : 0;
        uint256 back = _placeOf(funders[number]);
        Promise forbiddenBy = _rule((funder != address(0)) == isOn);
        if (rest != 0) forbiddenBy = _forbidsMove(YEN, place, back, rest);
        address account = _addressOf(place);
        if (_chance(8)) {
            // Who has a pass is a holder, and no purse.
            uint256 wallet = _anyWallet();
            if (!_isKnown(wallet)) return;
            (account, forbiddenBy, rest) = (wallets[wallet], Promise.Rules, 0);
        }
        bytes memory call = abi.encodeCall(IYenAnnex.setSystemAccount, (account, funder));
        if (_does(Act.SetPurse, address(this), address(yen), call, forbiddenBy)) {
            if (rest != 0) _movedByOffice(YEN, place, back, rest);
            funders[number] = funder;
        }
    }

    /// Whose address it is; {WALLETS} for nobody's.
    function _placeOf(address account) private view returns (uint256 place) {
        for (place = FIRST_PURSE; place < FIRST_PURSE + PURSES; ++place) {
            if (_addressOf(place) == account) return place;
        }
        for (place = 0; place < WALLETS; ++place) if (wallets[place] == account) return place;
    }

    function _fundPurse() private {
        uint256 giver = _holderOf(YEN);
        uint256 number = _roll(PURSES);
        if (funders[number] == address(0) && _chance(80)) number = (number + 1) % PURSES;
        _pay(Act.FundPurse, giver, FIRST_PURSE + number);
    }

    /// To a holder, to the other purse, back to its funder.
    function _payFromPurse(uint256 purse) private {
        if (books[YEN].accounts[purse].balance == 0) {
            purse = FIRST_PURSE + ((purse - FIRST_PURSE + 1) % PURSES);
        }
        uint256 taker = _takerOf(YEN, 0);
        bool isFundedByPurse = funders[purse - FIRST_PURSE] != wallets[0];
        for (uint256 i = 0; i < WALLETS && isFundedByPurse; ++i) {
            isFundedByPurse = funders[purse - FIRST_PURSE] != wallets[i];
        }
        if (_chance(isFundedByPurse ? 60 : 30))
            taker = FIRST_PURSE + ((purse - FIRST_PURSE + 1) % PURSES);
        if (!_pay(Act.PayFromPurse, purse, taker)) return;
        if (taker < WALLETS) record.saw(Sight.PursePaidHolder);
        else record.saw(Sight.PursePaidItsFunder);
    }

    function _pay(Act act, uint256 giver, uint256 taker) private returns (bool done) {
        uint256 free = _freeOf(YEN, giver);
        uint256 amount = _chance(60) ? _roll(free + 1) : _unitsOf(YEN, giver);
        address sender = _addressOf(giver);
        byHoldersKey = true;
        Promise forbiddenBy = _forbidsByKey(YEN, sender, giver, taker, amount);
        done = _moves(act, Movement(YEN, sender, giver, taker, amount), forbiddenBy);
        if (done) _movedByKey(YEN, giver, taker, amount);
    }

    // ------------------------------------------------------------------ draws

    /// Seldom a purse.
    function _anyPlace() private returns (uint256) {
        return _chance(18) ? FIRST_PURSE + _roll(PURSES) : _anyWallet();
    }

    function _stoppedPlace() private returns (uint256 place) {
        place = _anyPlace();
        for (uint256 i = 0; i < 20 && !books[YEN].accounts[place].frozen; ++i) place = _anyPlace();
    }

    /// Mostly one with yen that its holder cannot move.
    function _strandedWallet() private returns (uint256 wallet) {
        wallet = _anyWallet();
        for (uint256 i = 0; i < 20; ++i) {
            bool isRevoked = truths[wallet].state == Stage.Revoked;
            if (!_works(wallet) && _freeOf(YEN, wallet) != 0 && (isRevoked || i > 7)) break;
            wallet = _anyWallet();
        }
    }
}
