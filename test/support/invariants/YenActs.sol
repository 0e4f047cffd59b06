// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IYenToken } from "../../../contracts/money/interfaces/IYenToken.sol";
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

    function _yenAct() internal {
        uint256 kind = _roll(100);
        if (kind < 22) _attestReserve();
        else if (kind < 46) _mint(_takerOf(YEN, _anyWallet()));
        else if (kind < 68) _redeem();
        else if (kind < 81) _answerRedemption();
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

        bytes memory call = abi.encodeCall(IYenToken.attestReserve, (uint64(amount), uint48(asOf)));
        Promise forbiddenBy = refused ? Promise.Yen1 : Promise.None;
        if (_does(Act.AttestReserve, address(this), address(yen), call, forbiddenBy)) {
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

        bytes memory call = abi.encodeCall(IYenToken.mint, (wallets[taker], amount, deposit));
        if (!_does(Act.MintYen, address(this), address(yen), call, forbiddenBy)) return;
        _credited(YEN, taker, amount);
        _minted[deposit] = true;
        record.checked(Promise.Yen1, 1);
        if (yen.totalSupply() > reserve) {
            record.breach(Promise.Yen1, "a mint took the supply above the attested reserve");
        }
    }

    function _redeem() private {
        uint256 wallet = _holderOf(YEN);
        uint256 amount = _unitsOf(YEN, wallet);
        Promise forbiddenBy = Promise.None;
        if (amount == 0 || amount > _freeOf(YEN, wallet)) forbiddenBy = Promise.Hold1;
        if (!_works(wallet)) forbiddenBy = Promise.Elig2;

        (bool done, bytes memory answer) = _try(
            Act.Redeem,
            wallets[wallet],
            address(yen),
            abi.encodeCall(IYenToken.redeem, (amount, "payout")),
            forbiddenBy
        );
        if (done) _held(abi.decode(answer, (bytes32)), YEN, wallet, amount);
    }

    /// Confirms or returns a redemption, or one that is already answered.
    function _answerRedemption() private {
        if (holds.length == 0) return;
        uint256 hold = _openHold(true);
        bool isOpen = _isOpen(hold, true);
        Promise forbiddenBy = isOpen ? Promise.None : Promise.Yen1;
        (bytes32 id, uint256 wallet, uint256 amount) = (
            holds[hold].id,
            holds[hold].wallet,
            holds[hold].units
        );
        bool isPaid = _chance(60);

        bytes memory call =
            isPaid
                ? abi.encodeCall(IYenToken.confirmRedemption, (id))
                : abi.encodeCall(IYenToken.returnRedemption, (id, "reason"));
        Act act = isPaid ? Act.ConfirmRedemption : Act.ReturnRedemption;
        if (!_does(act, address(this), address(yen), call, forbiddenBy) || !isOpen) return;
        _unheld(hold, amount);
        if (!isPaid) return;
        _debited(YEN, wallet, amount);
        // The money left the bank: what was attested before does not count it any more.
        reserve = reserve > amount ? reserve - amount : 0;
        _paidAt = block.timestamp;
    }

    /// Mostly of a lost wallet: the yen operator alone, but only what the pass names.
    function _recoverYen() private {
        uint256 lost = _anyWallet();
        for (uint256 i = 0; i < 20; ++i) {
            bool isEmpty = books[YEN].accounts[lost].balance == 0;
            if (truths[lost].state == Stage.Recovered && (!isEmpty || _chance(10))) break;
            lost = _anyWallet();
        }
        uint256 to = _successorOf(lost);
        Promise forbiddenBy = _forbidsRecovery(YEN, lost, to);
        bytes memory call = abi.encodeCall(IYenToken.recover, (wallets[lost]));
        record.checked(Promise.Power1, 1);
        if (!_does(Act.RecoverYen, YEN_OPERATOR, address(yen), call, forbiddenBy)) return;
        _sawRecovery(YEN, lost);
        _recoveredIn(YEN, lost, to);
    }

    function _setPaused(bool on) private {
        bytes memory call =
            on ? abi.encodeCall(IYenToken.pause, ()) : abi.encodeCall(IYenToken.unpause, ());
        Act act = on ? Act.PauseYen : Act.UnpauseYen;
        if (_does(act, address(this), address(yen), call, Promise.None)) books[YEN].paused = on;
    }
}
