// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassGatedToken } from "../../ledger/interfaces/IPassGatedToken.sol";
import { ITransferRules } from "../../ledger/interfaces/ITransferRules.sol";
import { JstDate } from "../../types/JstDate.sol";
import { Rule } from "../../types/Rule.sol";
import { ISecurityToken } from "./ISecurityToken.sol";

/// @title Explains beforehand what a transfer of units or yen would meet
/// @notice Stateless, for any token of the platform. No refusal if and only if the transfer succeeds in
/// the same block (TRUTH-1). It also finds record dates, and has the views of ERC-1404 and
/// ERC-1643 (both drafts), each with the token as first argument.
interface ITokenLens is ITransferRules {
    /// @param rule What refuses.
    /// @param reason What the token reverts with where this rule alone refuses: the custom error with its
    /// values, encoded.
    struct Refusal {
        Rule rule;
        bytes reason;
    }

    /// @notice Every rule that refuses, in the order of their codes; empty when the transfer succeeds. Of
    /// Balance and NotFree, and of TakerPass and MayGain, the second is only asked when the first does not
    /// refuse; of a zero receiver nothing else is asked.
    /// @param spender Who would send it: `from` for `transfer`, another for `transferFrom`.
    function explain(
        IPassGatedToken token,
        address spender,
        address from,
        address to,
        uint256 units
    ) external view returns (Refusal[] memory);

    /// @notice The same as a set: bit n stands for the rule with code n.
    function rulesAgainst(
        IPassGatedToken token,
        address spender,
        address from,
        address to,
        uint256 units
    ) external view returns (uint256);

    /// @notice ERC-1404: the lowest code of a rule that refuses the transfer, 0 if none does.
    function detectTransferRestriction(
        IPassGatedToken token,
        address from,
        address to,
        uint256 units
    ) external view returns (uint8);

    /// @notice ERC-1404: the rule's name in {Rule}; docs and sdk explain it in English and Japanese.
    function messageForTransferRestriction(uint8 code) external pure returns (string memory);

    /// @notice ERC-1643: a document of a class.
    function getDocument(
        ISecurityToken token,
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint256 modified);

    /// @notice ERC-1643: the names of a class's documents.
    function getAllDocuments(ISecurityToken token) external view returns (bytes32[] memory);

    /// @notice All record dates of a class in their order, the first with number 1: those that are over,
    /// then those still to come.
    /// @return dates The dates.
    /// @return over How many of them are over, so that the register can be read as of them.
    function recordDatesOf(
        ISecurityToken token
    ) external view returns (JstDate[] memory dates, uint256 over);

    /// @notice The number of a record date, 0 if it was not declared.
    function recordIdOf(ISecurityToken token, JstDate date) external view returns (uint16);
}
