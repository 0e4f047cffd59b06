// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { Act } from "./Act.sol";
import { Attempts } from "./Attempts.sol";
import { Promise } from "./Promise.sol";

/// What the trust bank does with yen, and the redemptions that holders ask for.
abstract contract YenActs is Attempts {
    uint256 internal reserve;
    uint256 internal reserveAsOf;
    uint256 private _paidAt;
    mapping(bytes32 depositReference => bool) private _minted;
    uint256 private _deposits;
    mapping(uint256 day => uint256) private _mintedOn;
    uint256 private _redemptions;

    function _yenAct() internal {
        uint256 kind = _roll(100);
        if (kind < 22) _attestReserve();
        else if (kind < 46) _mint(_takerOf(YEN, _anyWallet()));
        else if (kind < 64) _redeem();
        else if (kind < 76) _answerRedemption();
        else if (kind < 86) _recoverYen();
        else if (kind < 89) _setPaused(true);
        else _setPaused(false);
    }

    function _attestReserve() internal {
        uint256 asOf = block.timestamp;
        if (_chance(20)) asOf = asOf + 10 - _roll(10 days);
        uint256 amount = books[YEN].supply + _roll(100_000);
        if (_chance(10)) amount = books[YEN].supply / 2;
        bool refused = asOf <= reserveAsOf || asOf <= _paidAt || asOf > block.timestamp;

        bytes memory call = abi.encodeCall(IYenAnnex.attestReserve, (uint64(amount), uint48(asOf)));
        Promise forbiddenBy = refused ? Promise.Yen1 : Promise.None;
        if (_does(Act.AttestReserve, RESERVE_ATTESTOR, address(yen), call, forbiddenBy)) {
            (reserve, reserveAsOf) = (amount, asOf);
        }
    }

    function _mint(uint256 taker) internal {
        bytes32 deposit = bytes32(
            _deposits != 0 && _chance(15) ? 1 + _roll(_deposits) : ++_deposits
        );
        uint256 amount = _roll(20_000);
        if (_chance(10)) amount = reserve > books[YEN].supply ? reserve - books[YEN].supply : 1;
        if (_chance(5)) amount = 0;
        Promise forbiddenBy = _forbidsIssue(YEN, taker, amount);
        bool isFresh = block.timestamp <= reserveAsOf + FRESHNESS;
        if (amount == 0 || _minted[deposit] || !isFresh || books[YEN].supply + amount > reserve) {
            forbiddenBy = Promise.Yen1;
        }
        if (_isAboveLimit(amount)) forbiddenBy = Promise.Yen1;

        bytes memory call = abi.encodeCall(IYenAnnex.mint, (wallets[taker], amount, deposit));
        if (!_does(Act.MintYen, YEN_OPERATOR, address(yen), call, forbiddenBy)) return;
        _credited(YEN, taker, amount);
        // Days on which there is no limit are not counted.
        if (yenMostPerDay != 0) _mintedOn[_today()] += amount;
        _minted[deposit] = true;
        record.checked(Promise.Yen1, 1);
        if (yen.totalSupply() > reserve) {
            record.breach(Promise.Yen1, "a mint took the supply above the attested reserve");
        }
    }

    /// The bank's own limits; a day is Japan's.
    function _isAboveLimit(uint256 amount) private view returns (bool) {
        if (yenMostSupply != 0 && books[YEN].supply + amount > yenMostSupply) return true;
        return yenMostPerDay != 0 && _mintedOn[_today()] + amount > yenMostPerDay;
    }

    function _redeem() private {
        uint256 wallet = _holderOf(YEN);
        uint256 amount = _unitsOf(YEN, wallet);
        Promise forbiddenBy = Promise.None;
        if (amount == 0 || amount > _freeOf(YEN, wallet)) forbiddenBy = Promise.Hold1;
        if (books[YEN].accounts[wallet].frozen) forbiddenBy = Promise.Rules;
        if (!_works(wallet)) forbiddenBy = Promise.Elig2;

        (bool done, bytes memory answer) = _try(
            Act.Redeem,
            wallets[wallet],
            address(yen),
            abi.encodeCall(IYenAnnex.redeem, (amount, "payout")),
            forbiddenBy
        );
        if (done) _redeeming(wallet, amount, abi.decode(answer, (bytes32)));
    }

    function _redeeming(uint256 wallet, uint256 amount, bytes32 answer) internal {
        bytes32 id = _holdId(
            YEN,
            HoldPurpose.Redemption,
            wallets[wallet],
            address(0),
            ++_redemptions
        );
        if (answer != id) record.breach(Promise.Hold1, "another id of a redemption");
        _held(Hold(id, YEN, wallet, amount, HoldPurpose.Redemption, address(0), 0, wallet));
    }

    /// Confirms or returns a redemption, or one that is already answered.
    function _answerRedemption() private {
        if (holds.length == 0) return;
        uint256 hold = _openHold(true);
        // Other holds on yen are not the bank's to end.
        bool isOpen = _isOpen(hold, true) && holds[hold].purpose == HoldPurpose.Redemption;
        Promise forbiddenBy = isOpen ? Promise.None : Promise.Yen1;
        (bytes32 id, uint256 wallet, uint256 amount) = (
            holds[hold].id,
            holds[hold].wallet,
            holds[hold].units
        );
        bool isPaid = _chance(60);

        bytes memory call =
            isPaid
                ? abi.encodeCall(IYenAnnex.confirmRedemption, (id))
                : abi.encodeCall(IYenAnnex.returnRedemption, (id, "reason"));
        Act act = isPaid ? Act.ConfirmRedemption : Act.ReturnRedemption;
        if (!_does(act, YEN_OPERATOR, address(yen), call, forbiddenBy) || !isOpen) return;
        _unheld(hold, amount);
        if (!isPaid) return;
        _endedByOffice(YEN, wallet, amount);
        // The money left the bank: what was attested before does not count it any more.
        reserve = reserve > amount ? reserve - amount : 0;
        _paidAt = block.timestamp;
    }

    /// Mostly of a lost wallet: the yen operator alone, but only what the pass names.
    function _recoverYen() private {
        uint256 lost = _anyWallet();
        for (uint256 i = 0; i < 40; ++i) {
            // Rather one with held yen, and whose successor may have them.
            Account storage account = books[YEN].accounts[lost];
            bool isReady = _forbidsRecovery(YEN, lost, _successorOf(lost)) == Promise.None;
            bool isBound = account.held != 0 || account.frozenUnits != 0;
            bool isFull = isBound || (account.balance != 0 && _chance(30));
            if (isReady && isFull) break;
            if (truths[lost].state == Stage.Recovered && _chance(3)) break;
            lost = _anyWallet();
        }
        uint256 to = _successorOf(lost);
        Promise forbiddenBy = _forbidsRecovery(YEN, lost, to);
        bytes memory call = abi.encodeCall(IYenAnnex.recover, (wallets[lost]));
        record.checked(Promise.Power1, 1);
        if (!_does(Act.RecoverYen, YEN_OPERATOR, address(yen), call, forbiddenBy)) return;
        _sawRecovery(YEN, lost);
        _recoveredIn(YEN, lost, to);
    }

    function _setPaused(bool on) private {
        bytes memory call =
            on ? abi.encodeCall(IYenAnnex.pause, ()) : abi.encodeCall(IYenAnnex.unpause, ());
        Act act = on ? Act.PauseYen : Act.UnpauseYen;
        if (_does(act, address(this), address(yen), call, Promise.None)) books[YEN].paused = on;
    }
}
