// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import { IPassGatedAnnex } from "../../../contracts/ledger/interfaces/IPassGatedAnnex.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// What a wallet's key does with units and yen, itself or by signature.
abstract contract HolderActs is Movements {
    function _holderAct() internal {
        uint256 token = _roll(TOKENS);
        uint256 kind = _roll(100);
        if (kind < 50) _transfer(token);
        else if (kind < 57) _transferToSelf(token);
        else if (kind < 65) _approve(token);
        else if (kind < 74) _permit(token);
        else if (kind < 90) _transferFrom(token);
        else if (kind < 95) _enrol(token, _walletToEnrol());
        else _enrolBySignature(token, _anyWallet());
    }

    /// While a token is not told of a disowning: by a wallet whose pass lost its ground.
    function _actBeforeTold() internal {
        for (uint256 i = 0; i < 150; ++i) {
            (uint256 token, uint256 giver) = (_roll(TOKENS), _anyWallet());
            uint256 taker = _otherThan(giver);
            if (_isTold(token) || _works(giver)) continue;
            lenient = true;
            bool works = _works(giver) && _mayGain(token, taker);
            lenient = false;
            uint256 units = lots[token];
            if (!works || _freeOf(token, giver) < units) continue;
            return _transferUnits(Act.Transfer, token, giver, taker, units);
        }
        _holderAct();
    }

    // ------------------------------------------------------------------ movements

    function _transfer(uint256 token) private {
        (uint256 giver, uint256 taker) = _pairOf(token);
        uint256 units = _unitsOf(token, giver);
        if (_chance(4)) taker = WALLETS;
        _transferUnits(units == 0 ? Act.TransferNothing : Act.Transfer, token, giver, taker, units);
    }

    function _transferToSelf(uint256 token) private {
        uint256 wallet = _holderOf(token);
        _transferUnits(Act.TransferToSelf, token, wallet, wallet, _unitsOf(token, wallet));
    }

    function _transferUnits(
        Act act,
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) private {
        byHoldersKey = true;
        Promise forbiddenBy = _forbidsByKey(token, wallets[giver], giver, taker, units);
        if (_moves(act, Movement(token, wallets[giver], giver, taker, units), forbiddenBy)) {
            _sawRules(token, giver, units);
            _movedByKey(token, giver, taker, units);
        }
    }

    function _transferFrom(uint256 token) private {
        byHoldersKey = true;
        (uint256 giver, uint256 taker) = _pairOf(token);
        uint256 units = _unitsOf(token, giver);
        address spender = _spenderOf(token, giver, units);
        Promise forbiddenBy = Promise.Rules;
        if (_allows(token, wallets[giver], spender, units)) {
            forbiddenBy = _forbidsByKey(token, spender, giver, taker, units);
        }

        Movement memory movement = Movement(token, spender, giver, taker, units);
        if (!_moves(Act.TransferFrom, movement, forbiddenBy)) return;
        _spent(token, wallets[giver], spender, units);
        _checkAllowance(token, wallets[giver], spender);
        _sawRules(token, giver, units);
        _movedByKey(token, giver, taker, units);
    }

    /// Mostly somebody whose allowance is enough.
    function _spenderOf(
        uint256 token,
        uint256 giver,
        uint256 units
    ) private returns (address spender) {
        spender = wallets[_otherThan(giver)];
        for (uint256 i = 0; i < 12 && !_allows(token, wallets[giver], spender, units); ++i) {
            spender = wallets[_otherThan(giver)];
        }
    }

    // ------------------------------------------------------------------ allowances

    function _approve(uint256 token) private {
        uint256 owner = _anyWallet();
        _allow(token, owner, wallets[_otherThan(owner)], _anyAllowance(token, owner));
    }

    function _allow(uint256 token, uint256 owner, address spender, uint256 units) internal {
        bytes memory call = abi.encodeCall(IERC20.approve, (spender, units));
        if (_does(Act.Approve, wallets[owner], address(tokens[token]), call, Promise.None)) {
            books[token].allowances[wallets[owner]][spender] = units;
        }
    }

    function _permit(uint256 token) private {
        uint256 owner = _anyWallet();
        TypedData.Permit memory p;
        p.owner = wallets[owner];
        p.spender = wallets[_otherThan(owner)];
        p.value = _anyAllowance(token, owner);
        p.nonce = books[token].accounts[owner].permits;
        p.deadline = block.timestamp;
        uint256 fault = _roll(8);
        if (fault == 0) p.deadline -= 1;
        if (fault == 1) p.nonce = p.nonce == 0 ? 1 : p.nonce - 1;
        uint256 key = fault == 2 ? 0xbad : _keyOf(owner);

        bytes memory call = _permitCall(token, key, p);
        if (!_does(Act.Permit, p.spender, address(tokens[token]), call, _rule(fault < 3))) return;
        books[token].allowances[p.owner][p.spender] = p.value;
        _checkAllowance(token, p.owner, p.spender);
        ++books[token].accounts[owner].permits;
    }

    function _permitCall(
        uint256 token,
        uint256 key,
        TypedData.Permit memory p
    ) private view returns (bytes memory) {
        IPassGatedToken target = tokens[token];
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            key,
            TypedData.permit(address(target), target.name(), p)
        );
        return
            abi.encodeCall(IERC20Permit.permit, (p.owner, p.spender, p.value, p.deadline, v, r, s));
    }

    function _anyAllowance(uint256 token, uint256 owner) private returns (uint256) {
        return _chance(40) ? type(uint256).max : 2 * _unitsOf(token, owner);
    }

    // ------------------------------------------------------------------ enrolment

    /// Often one whose pass is in its window.
    function _walletToEnrol() private returns (uint256 wallet) {
        wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && !_isNew(wallet); ++i) wallet = _anyWallet();
    }

    function _enrol(uint256 token, uint256 wallet) private {
        bytes memory call = abi.encodeCall(IPassGatedAnnex.enrol, (wallets[wallet], 0, ""));
        Promise forbiddenBy = _hadPass(wallet) ? Promise.None : Promise.Elig1;
        _does(Act.Enrol, wallets[wallet], address(tokens[token]), call, forbiddenBy);
    }

    function _enrolBySignature(uint256 token, uint256 wallet) private {
        bool late = _chance(20);
        bool forged = _chance(20);
        uint256 deadline = late ? block.timestamp - 1 : block.timestamp;
        IPassGatedToken target = tokens[token];
        bytes memory signature = _sign(
            forged ? 0xbad : _keyOf(wallet),
            TypedData.enrolment(address(target), target.name(), wallets[wallet], deadline)
        );
        Promise forbiddenBy = _hadPass(wallet) ? _rule(late || forged) : Promise.Elig1;

        bytes memory call = abi.encodeCall(
            IPassGatedAnnex.enrol,
            (wallets[wallet], deadline, signature)
        );
        _does(
            Act.EnrolBySignature,
            wallets[_otherThan(wallet)],
            address(target),
            call,
            forbiddenBy
        );
    }
}
