// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../../types/JstDate.sol";
import { ISecurityToken } from "../../interfaces/ISecurityToken.sol";
import { IClassAction } from "./IClassAction.sol";
import { IDistribution } from "./IDistribution.sol";

/// @title Splits (分割) and consolidations (併合) of a class
/// @notice Makes so many units of so many in every wallet, with its holds and what is frozen of it. Each wallet is
/// rounded down; what it loses by that is paid in cash first (端数処理代金), by investor, where more than one unit
/// becomes one. The class stands still meanwhile, and is done when the units done are all there were (COMPLETE-1).
/// @dev Terms travel with each call; their hash is the split's id, and what two registrar keys approve: the document
/// of an act `LendToAction`. Bonds do not split: their face follows from terms that hold for good.
interface ISplit is IClassAction {
    /// @param numerator, denominator So many units become of so many: 3 and 1 for one into three, 1 and 10 for ten
    /// into one.
    /// @param cashPerUnit Yen for one new unit, 13 decimals; 0 where nothing is left over (denominator 1). Of a fraction
    /// its share, cut; the payer keeps the remainder.
    /// @param funding Yen to be paid in for fractions; more can be paid in later, the rest goes back.
    /// @param effective First date on which it may begin (効力発生日).
    /// @param listed As tax law has it.
    /// @param taxTo Who gets what is withheld.
    /// @param document Hash of the resolution.
    /// @param number Tells two equal ones apart.
    struct Terms {
        ISecurityToken token;
        uint32 numerator;
        uint32 denominator;
        uint96 cashPerUnit;
        uint64 funding;
        JstDate effective;
        bool listed;
        address taxTo;
        bytes32 document;
        uint256 number;
    }

    enum Phase {
        None,
        Begun,
        Done,
        Aborted
    }

    /// @param units That there were.
    /// @param done Of those, the ones whose wallets are done.
    struct Run {
        Phase phase;
        uint64 units;
        uint64 done;
        uint48 begunAt;
    }

    /// @param fractions Id of the distribution that pays them; zero if there are none.
    event SplitBegun(
        bytes32 indexed id,
        address indexed token,
        Terms terms,
        uint256 units,
        bytes32 fractions,
        address by
    );
    event UnitsScaled(bytes32 indexed id, address indexed token, uint256 units, uint256 left);
    event SplitDone(bytes32 indexed id, address indexed token, uint256 supply);
    event SplitAborted(bytes32 indexed id, address indexed token, address by);

    /// @notice One to one or to none, cash where there are no fractions, none where there are, or nobody to tax for.
    error SplitMalformed(bytes32 id);
    error BondsDoNotSplit(address token);
    error WrongSplitPhase(bytes32 id, Phase phase);
    /// @notice The class has no units, or would have more than it could count.
    error SupplyOutOfRange(uint256 supply, uint256 units);
    /// @notice A record date in the middle would count old units and new ones together. Begin after it.
    error RecordDateNear(uint256 until);
    error ScaledAlready(bytes32 id, uint256 units);

    /// @notice Stops the class, and pays the fractions in. From then on anyone pushes their distribution, then {scale}.
    /// @dev Anyone, from the effective date on, out of his allowance of yen to the {IDistribution}. No record date
    /// ends within seven days. Emits {SplitBegun}.
    function begin(Terms calldata terms) external;

    /// @notice Scales these wallets, once all fractions are paid; with the last of them the class moves again.
    /// @param wallets, holds As {ISecurityActions-rescale} takes them.
    /// @dev Anyone. Emits {UnitsScaled}, and {SplitDone} with the last.
    function scale(
        Terms calldata terms,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external;

    /// @notice Takes it back before anybody is paid or scaled. The payer gets everything back; the loan ends.
    /// @dev Registrar; or the payer of fractions, a day after he paid in. Emits {SplitAborted}.
    function abort(Terms calldata terms) external;

    function idOf(Terms calldata terms) external pure returns (bytes32);

    function runOf(bytes32 id) external view returns (Run memory);

    /// @notice Terms of the distribution that pays the fractions of a split that was begun.
    function fractionsOf(Terms calldata terms) external view returns (IDistribution.Terms memory);
}
