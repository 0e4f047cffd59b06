// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { ClassType } from "../../types/ClassTerms.sol";
import { JstDates } from "../../types/JstDate.sol";
import { PaymentKind } from "../../types/PaymentKind.sol";
import { IRegistrarDesk } from "../interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../interfaces/ISecurityToken.sol";
import { ClassAction } from "./ClassAction.sol";
import { IDistribution } from "./interfaces/IDistribution.sol";
import { ISplit } from "./interfaces/ISplit.sol";

/// @dev Specification: {ISplit}.
contract Split is ISplit, ClassAction {
    /// A run over all holders should be over by then.
    uint256 private constant RECORD_DATE_AWAY = 7 days;

    mapping(bytes32 id => Run) private _runs;

    constructor(
        IAccessManager manager_,
        IKycPass pass_,
        IRegistrarDesk desk_,
        IDistribution distribution_
    ) ClassAction(manager_, pass_, desk_, distribution_) {}

    /// @inheritdoc ISplit
    function begin(Terms calldata terms) external {
        ISecurityToken token = terms.token;
        bytes32 id = idOf(terms);
        Phase phase = _runs[id].phase;
        if (phase != Phase.None) revert WrongSplitPhase(id, phase);
        // Nobody lends for a class that is not the platform's.
        _requireLent(token, id);
        _requireWellFormed(id, terms);
        if (_today().isBefore(terms.effective)) {
            revert NotYet(uint256(terms.effective.lastSecond()) + 1 - 1 days, block.timestamp);
        }
        _requireNoRecordDateNear(token);

        uint64 units = _begin(token);
        uint256 after_ = (uint256(units) * terms.numerator) / terms.denominator;
        if (units == 0 || after_ > type(uint64).max) revert SupplyOutOfRange(units, after_);
        _runs[id] = Run(Phase.Begun, units, 0, uint48(block.timestamp));
        bytes32 fractions;
        if (terms.denominator != 1) fractions = _pay(fractionsOf(terms));
        emit SplitBegun(id, address(token), terms, units, fractions, msg.sender);
    }

    /// @inheritdoc ISplit
    function scale(
        Terms calldata terms,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external {
        ISecurityToken token = terms.token;
        (bytes32 id, Run memory run) = _requireBegun(terms);
        // Who is paid for a fraction is paid by what he had before.
        if (run.done == 0 && terms.denominator != 1) _requireComplete(fractionsOf(terms));

        uint64 units = _rescale(token, terms.numerator, terms.denominator, wallets, holds);
        run.done += units;
        _runs[id].done = run.done;
        emit UnitsScaled(id, address(token), units, run.units - run.done);
        if (run.done != run.units) return;

        // COMPLETE-1: all that there was.
        _runs[id].phase = Phase.Done;
        emit SplitDone(id, address(token), token.totalSupply());
        _end(token, terms.numerator, terms.denominator);
        desk.recall(token, address(this));
    }

    /// @inheritdoc ISplit
    function abort(Terms calldata terms) external {
        ISecurityToken token = terms.token;
        (bytes32 id, Run memory run) = _requireBegun(terms);
        bool hasFractions = terms.denominator != 1;
        IDistribution.Terms memory fractions = fractionsOf(terms);
        address payer;
        if (hasFractions) payer = distribution.accountOf(distribution.idOf(fractions)).payer;
        _requireMayAbort(token, payer, run.begunAt);
        if (run.done != 0) revert ScaledAlready(id, run.done);

        _runs[id].phase = Phase.Aborted;
        emit SplitAborted(id, address(token), msg.sender);
        // Refused as soon as anybody is paid.
        if (hasFractions) distribution.withdraw(fractions);
        _end(token, 1, 1);
        desk.recall(token, address(this));
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc ISplit
    function idOf(Terms calldata terms) public pure returns (bytes32) {
        return keccak256(abi.encode(terms));
    }

    /// @inheritdoc ISplit
    function runOf(bytes32 id) external view returns (Run memory) {
        return _runs[id];
    }

    /// @inheritdoc ISplit
    function fractionsOf(
        Terms calldata terms
    ) public view returns (IDistribution.Terms memory fractions) {
        bytes32 id = idOf(terms);
        fractions.token = terms.token;
        fractions.kind = PaymentKind.FractionCash;
        fractions.listed = terms.listed;
        fractions.perUnit = terms.cashPerUnit / terms.denominator;
        fractions.numerator = terms.numerator;
        fractions.denominator = terms.denominator;
        fractions.funding = terms.funding;
        fractions.date = JstDates.dateAt(_runs[id].begunAt);
        fractions.taxTo = terms.taxTo;
        fractions.owedUntil = _owedUntil(PaymentKind.FractionCash, fractions.date);
        fractions.document = terms.document;
        fractions.number = uint256(id);
    }

    // ------------------------------------------------------------------ internals

    function _requireBegun(Terms calldata terms) private view returns (bytes32 id, Run memory run) {
        id = idOf(terms);
        run = _runs[id];
        if (run.phase != Phase.Begun) revert WrongSplitPhase(id, run.phase);
    }

    function _requireWellFormed(bytes32 id, Terms calldata terms) private view {
        bool hasFractions = terms.denominator != 1;
        if (
            terms.numerator == 0 ||
            terms.denominator == 0 ||
            terms.numerator == terms.denominator ||
            (hasFractions ? terms.cashPerUnit < terms.denominator : terms.cashPerUnit != 0) ||
            (terms.funding != 0) != hasFractions ||
            (hasFractions && terms.taxTo == address(0))
        ) revert SplitMalformed(id);
        if (terms.token.terms().classType == ClassType.Bond) {
            revert BondsDoNotSplit(address(terms.token));
        }
    }

    function _requireNoRecordDateNear(ISecurityToken token) private {
        // One that is over is not the next one any more.
        if (block.timestamp > token.classWord().nextDate()) token.roll(type(uint256).max);
        uint256 next = token.classWord().nextDate();
        if (next <= block.timestamp + RECORD_DATE_AWAY) revert RecordDateNear(next);
    }
}
