// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";

import { ITokenLens } from "../../../contracts/securities/interfaces/ITokenLens.sol";
import { Rule } from "../../../contracts/types/Rule.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Attempts } from "./Attempts.sol";
import { Promise } from "./Promise.sol";

/// TRUTH-1: what the lens says of a movement, against the truth and against what the token does.
abstract contract Movements is Attempts {
    struct Movement {
        uint256 token;
        /// The giver's own wallet sends it itself; anybody else as a spender.
        address spender;
        uint256 giver;
        /// A wallet, a purse, or {WALLETS} for the zero address.
        uint256 taker;
        uint256 units;
    }

    uint256 private constant SAMPLES = 3;

    // ------------------------------------------------------------------ tried, and only asked

    /// Tries a movement that was explained before.
    function _moves(Act act, Movement memory m, Promise forbiddenBy) internal returns (bool done) {
        ITokenLens.Refusal[] memory refusals = _explained(m);
        bool isRefused = forbiddenBy != Promise.None;
        if (_isTold(m.token) && isRefused != (refusals.length != 0)) {
            record.breach(Promise.Truth1, "explained is not what forbids it");
        }
        bytes memory answer;
        (done, answer) = _try(act, m.spender, address(tokens[m.token]), _callOf(m), forbiddenBy);
        _checkAnswer(refusals, done, answer);
    }

    /// Explains a movement at random, and tries it without leaving a trace.
    function _checkAnyMovement(uint256 token) internal {
        Movement memory m = _anyMovement(token);
        ITokenLens.Refusal[] memory refusals = _explained(m);
        try this.tryAndUndo(m.spender, address(tokens[token]), _callOf(m)) {} catch (
            bytes memory tried
        ) {
            (bool done, bytes memory answer) = abi.decode(tried, (bool, bytes));
            _checkAnswer(refusals, done, answer);
        }
    }

    /// Reverts with what came of it.
    function tryAndUndo(address sender, address target, bytes calldata data) external {
        vm.prank(sender);
        (bool done, bytes memory answer) = target.call(data);
        bytes memory result = abi.encode(done, answer);
        assembly ("memory-safe") {
            revert(add(result, 0x20), mload(result))
        }
    }

    // ------------------------------------------------------------------ acts that add a rule

    /// Like {_does}, for an act that can only add a rule against movements of the token: what was
    /// refused before is refused after, and by the same rules.
    function _doesAddingARule(
        Act act,
        address sender,
        address target,
        bytes memory data,
        Promise forbiddenBy,
        uint256 token,
        uint256 wallet
    ) internal returns (bool done) {
        Movement[] memory sampled = new Movement[](SAMPLES);
        uint256[] memory before = new uint256[](SAMPLES);
        for (uint256 i = 0; i < SAMPLES; ++i) {
            sampled[i] = _anyMovementOf(token, wallet);
            before[i] = _rulesByLens(sampled[i]);
        }
        done = _does(act, sender, target, data, forbiddenBy);
        if (!done) return false;
        for (uint256 i = 0; i < SAMPLES; ++i) {
            if (before[i] == 0) continue;
            uint256 afterwards = _rulesByLens(sampled[i]);
            uint256 gone = before[i] & ~afterwards;
            // Of a pass that no longer works, nobody asks what it admits to, nor what it counts as.
            if (afterwards & _of(Rule.TakerPass) != 0) {
                gone &= ~(_of(Rule.MayGain) | _of(Rule.MostOfCategory));
            }
            if (afterwards == 0) record.breach(Promise.Truth1, "a rule more, and it is granted");
            else if (gone != 0) record.breach(Promise.Truth1, "a rule more, and another is gone");
            record.stayedRefused(act);
        }
        record.checked(Promise.Truth1, SAMPLES);
    }

    // ------------------------------------------------------------------ internals

    /// What the lens says, once it is what is true.
    function _explained(Movement memory m) private returns (ITokenLens.Refusal[] memory refusals) {
        refusals = lens.explain(
            tokens[m.token],
            m.spender,
            _addressOf(m.giver),
            _addressOf(m.taker),
            m.units
        );
        uint256 listed = 0;
        for (uint256 i = 0; i < refusals.length; ++i) {
            uint256 bit = 1 << uint256(refusals[i].rule);
            if (bit <= listed)
                record.breach(Promise.Truth1, "rules not in the order of their codes");
            listed |= bit;
        }
        // What is not told yet, the truth cannot know; that the token does as the lens says, it must.
        if (!_isTold(m.token)) return refusals;
        uint256 true_ = _rulesAgainst(m.token, m.spender, m.giver, m.taker, m.units);
        if (listed & ~true_ != 0)
            record.breach(Promise.Truth1, "lists a rule that does not refuse");
        if (true_ & ~listed != 0)
            record.breach(Promise.Truth1, "a rule that refuses is not listed");
        if (m.spender == _addressOf(m.giver)) {
            // The token asks the lens.
            bool can = tokens[m.token].canTransfer(
                _addressOf(m.giver),
                _addressOf(m.taker),
                m.units
            );
            if (can != (true_ == 0)) record.breach(Promise.Truth1, "canTransfer is not so");
        }
        record.explained(true_);
    }

    /// It goes through if nothing was listed, else it is refused for one of the listed reasons.
    function _checkAnswer(
        ITokenLens.Refusal[] memory refusals,
        bool done,
        bytes memory answer
    ) private {
        record.checked(Promise.Truth1, 1);
        if (done && refusals.length != 0) record.breach(Promise.Truth1, "refusals explained, done");
        if (done) return;
        bytes32 hash = keccak256(answer);
        for (uint256 i = 0; i < refusals.length; ++i) {
            if (keccak256(refusals[i].reason) == hash) return;
        }
        record.breach(
            Promise.Truth1,
            string.concat("refused with ", record.refusalName(answer), ", which was not explained")
        );
    }

    function _rulesByLens(Movement memory m) private view returns (uint256) {
        return
            lens.rulesAgainst(
                tokens[m.token],
                m.spender,
                _addressOf(m.giver),
                _addressOf(m.taker),
                m.units
            );
    }

    function _anyMovement(uint256 token) private returns (Movement memory m) {
        m.token = token;
        (m.giver, m.taker) = _pairOf(token);
        if (token == YEN && _chance(20)) return _anyMovementOfPurse();
        if (_chance(6)) m.taker = m.giver;
        else if (_chance(6)) m.taker = WALLETS;
        // Mostly what nothing but other rules speaks against.
        m.units = _chance(40) ? _unitsOf(token, m.giver) : _freeOf(token, m.giver);
        if (_chance(30)) m.units = lots[token];
        m.spender = wallets[m.giver];
        if (_chance(20)) m.spender = wallets[_otherThan(m.giver)];
        else if (token != YEN && rules[token].venueOnly && _chance(60)) m.spender = address(dvp);
        else if (_chance(20)) m.spender = address(dvp);
    }

    /// From a purse, or to one, or both.
    function _anyMovementOfPurse() private returns (Movement memory m) {
        uint256 purse = FIRST_PURSE + _roll(PURSES);
        uint256 other = FIRST_PURSE + ((purse - FIRST_PURSE + 1) % PURSES);
        (m.token, m.giver, m.taker) = (YEN, purse, _chance(50) ? other : _takerOf(YEN, 0));
        if (_chance(35)) (m.giver, m.taker) = (_holderOf(YEN), purse);
        m.units = _chance(30) ? _unitsOf(YEN, m.giver) : _freeOf(YEN, m.giver);
        m.spender = _addressOf(m.giver);
    }

    /// Mostly one to or from the wallet; {WALLETS} for no wallet in particular.
    function _anyMovementOf(uint256 token, uint256 wallet) private returns (Movement memory m) {
        m = _anyMovement(token);
        if (wallet == WALLETS || m.giver > WALLETS || _chance(30)) return m;
        if (_chance(50)) {
            m.taker = wallet;
        } else {
            if (m.spender == wallets[m.giver]) m.spender = wallets[wallet];
            m.giver = wallet;
        }
    }

    function _callOf(Movement memory m) private view returns (bytes memory) {
        address to = _addressOf(m.taker);
        return
            m.spender == _addressOf(m.giver)
                ? abi.encodeCall(IERC20.transfer, (to, m.units))
                : abi.encodeCall(IERC20.transferFrom, (_addressOf(m.giver), to, m.units));
    }
}
