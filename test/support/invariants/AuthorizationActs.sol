// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC3009 } from "../../../contracts/ledger/interfaces/IERC3009.sol";
import { TypedData } from "../TypedData.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// ERC-3009: movements that a holder signs and whoever has the signature sends: now, later, again.
abstract contract AuthorizationActs is Movements {
    struct Authorization {
        uint256 token;
        uint256 giver;
        uint256 taker;
        TypedData.Authorization terms;
        bytes signature;
        bool toReceive;
        /// The giver signed exactly this.
        bool isSigned;
    }

    uint256 private constant REMEMBERED = 8;

    Authorization[] private _signed;
    uint256 private _numbers;
    mapping(uint256 token => mapping(uint256 wallet => mapping(bytes32 nonce => bool)))
        private _spentNonces;

    function _authorizationAct() internal {
        uint256 kind = _roll(100);
        if (kind < 45) _send(_newAuthorization());
        else if (kind < 65) _remember(_newAuthorization());
        else if (kind < 88 && _signed.length != 0) _send(_signed[_roll(_signed.length)]);
        else _cancelAuthorization();
    }

    function _newAuthorization() private returns (Authorization memory a) {
        a.token = _roll(TOKENS);
        a.giver = _holderOf(a.token);
        a.taker = _takerOf(a.token, a.giver);
        a.toReceive = _chance(45);
        a.terms.from = wallets[a.giver];
        a.terms.to = wallets[a.taker];
        a.terms.value = _chance(60) ? _freeOf(a.token, a.giver) : _unitsOf(a.token, a.giver);
        if (_chance(50)) a.terms.value = lots[a.token];
        a.terms.validAfter = block.timestamp - _roll(2 days);
        a.terms.validBefore = block.timestamp + 1 + _roll(4 days);
        // Both ends are exclusive.
        if (a.terms.validAfter == block.timestamp || _chance(5)) a.terms.validAfter -= 1;
        if (_chance(5)) a.terms.validAfter = block.timestamp;
        if (_chance(5)) a.terms.validBefore = block.timestamp;
        a.terms.nonce = bytes32(++_numbers);
        a.isSigned = !_chance(6);
        bytes32 digest = TypedData.authorization(
            address(tokens[a.token]),
            tokens[a.token].name(),
            a.toReceive,
            a.terms
        );
        a.signature = _sign(a.isSigned ? _keyOf(a.giver) : 0xbad, digest);
        // A signature for the one verb is none for the other.
        if (a.isSigned && _chance(5)) (a.toReceive, a.isSigned) = (!a.toReceive, false);
    }

    function _remember(Authorization memory a) private {
        if (_signed.length < REMEMBERED) _signed.push(a);
        else _signed[_roll(REMEMBERED)] = a;
    }

    function _send(Authorization memory a) private {
        address sender = a.toReceive && !_chance(8) ? a.terms.to : RELAYER;
        byHoldersKey = true;
        bool done = _does(
            a.toReceive ? Act.ReceiveByAuthorization : Act.SendByAuthorization,
            sender,
            address(tokens[a.token]),
            _callFor(a),
            _forbidsSending(a, sender)
        );
        if (!done) return;
        _spentNonces[a.token][a.giver][a.terms.nonce] = true;
        _sawRules(a.token, a.giver, a.terms.value);
        _movedByKey(a.token, a.giver, a.taker, a.terms.value);
        _checkNonce(a.token, a.giver, a.terms.nonce);
        // At once again: it must not go through twice.
        if (_chance(30)) _send(a);
    }

    function _forbidsSending(Authorization memory a, address sender) private returns (Promise) {
        if (!a.isSigned || (a.toReceive && sender != a.terms.to)) return Promise.Power1;
        bool isTime = block.timestamp > a.terms.validAfter && block.timestamp < a.terms.validBefore;
        if (!isTime || _spentNonces[a.token][a.giver][a.terms.nonce]) return Promise.Rules;
        return _forbidsByKey(a.token, sender, a.giver, a.taker, a.terms.value);
    }

    /// In the one form or the other.
    function _callFor(Authorization memory a) private returns (bytes memory) {
        if (_chance(50)) {
            bytes4 selector = a.toReceive ? bytes4(0x88b7ab63) : bytes4(0xcf092995);
            return
                abi.encodeWithSelector(
                    selector,
                    a.terms.from,
                    a.terms.to,
                    a.terms.value,
                    a.terms.validAfter,
                    a.terms.validBefore,
                    a.terms.nonce,
                    a.signature
                );
        }
        bytes4 selectorOfParts = a.toReceive ? bytes4(0xef55bec6) : bytes4(0xe3ee160e);
        return
            bytes.concat(
                selectorOfParts,
                abi.encode(
                    a.terms.from,
                    a.terms.to,
                    a.terms.value,
                    a.terms.validAfter,
                    a.terms.validBefore,
                    a.terms.nonce
                ),
                _inParts(a.signature)
            );
    }

    /// v, r and s as three words.
    function _inParts(bytes memory signature) private pure returns (bytes memory) {
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(0), bytes32(0), uint8(signature[64]));
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        return abi.encode(v, r, s);
    }

    /// Mostly of one that waits to be sent.
    function _cancelAuthorization() private {
        (uint256 token, uint256 wallet) = (_roll(TOKENS), _anyWallet());
        bytes32 nonce = bytes32(1 + _roll(_numbers + 3));
        if (_signed.length != 0 && _chance(70)) {
            Authorization storage a = _signed[_roll(_signed.length)];
            (token, wallet, nonce) = (a.token, a.giver, a.terms.nonce);
        }
        bool isForged = _chance(10);
        bytes32 digest = TypedData.cancelAuthorization(
            address(tokens[token]),
            tokens[token].name(),
            wallets[wallet],
            nonce
        );
        bytes memory signature = _sign(isForged ? 0xbad : _keyOf(wallet), digest);
        bytes memory call =
            _chance(50)
                ? abi.encodeWithSelector(0xb7b72899, wallets[wallet], nonce, signature)
                : bytes.concat(
                    bytes4(0x5a049a70),
                    abi.encode(wallets[wallet], nonce),
                    _inParts(signature)
                );
        Promise forbiddenBy = _rule(_spentNonces[token][wallet][nonce]);
        if (isForged) forbiddenBy = Promise.Power1;
        if (!_does(Act.CancelAuthorization, RELAYER, address(tokens[token]), call, forbiddenBy)) {
            return;
        }
        _spentNonces[token][wallet][nonce] = true;
        _checkNonce(token, wallet, nonce);
    }

    function _checkNonce(uint256 token, uint256 wallet, bytes32 nonce) private {
        record.checked(Promise.Rules, 1);
        if (!IERC3009(address(tokens[token])).authorizationState(wallets[wallet], nonce)) {
            record.breach(Promise.Rules, "a nonce is not spent");
        }
    }
}
