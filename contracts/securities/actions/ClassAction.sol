// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { JstDate, JstDates } from "../../types/JstDate.sol";
import { PaymentKind } from "../../types/PaymentKind.sol";
import { IRegistrarDesk } from "../interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../interfaces/ISecurityToken.sol";
import { IClassAction } from "./interfaces/IClassAction.sol";
import { IDistribution } from "./interfaces/IDistribution.sol";

/// @dev What actions over all holders share: they order through the desk, and pay through the distribution. Both,
/// and the class, are the platform's own and call nobody back.
abstract contract ClassAction is IClassAction {
    /// A payer who takes his money back leaves everybody a day to push it on: else a stranger could use up the
    /// class's actions, of which there are 255, with one sum of money.
    uint256 internal constant PAYER_WAITS = 1 days;
    /// How long holders may claim what they did not get: never shorter than the years of the Companies Act 701.
    uint256 private constant OWED = 5 * 366 days;
    uint256 private constant OWED_PRINCIPAL = 10 * 366 days;

    IKycPass public immutable pass;
    IRegistrarDesk public immutable desk;
    IDistribution public immutable distribution;
    IAccessManager private immutable _manager;

    constructor(
        IAccessManager manager_,
        IKycPass pass_,
        IRegistrarDesk desk_,
        IDistribution distribution_
    ) {
        _manager = manager_;
        pass = pass_;
        desk = desk_;
        distribution = distribution_;
    }

    /// @inheritdoc IClassAction
    function endPromises(ISecurityToken token, bytes32[] calldata holds) external {
        _requireRegistrar(token);
        desk.forAction(token, abi.encodeCall(token.endPromises, (holds)));
    }

    // ------------------------------------------------------------------ internals: orders

    function _begin(ISecurityToken token) internal returns (uint64 supply) {
        bytes memory answer = desk.forAction(token, abi.encodeCall(token.beginAction, ()));
        return abi.decode(answer, (uint64));
    }

    /// @return units That the wallets had which were not done before.
    function _rescale(
        ISecurityToken token,
        uint256 numerator,
        uint256 denominator,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) internal returns (uint64 units) {
        bytes memory order = abi.encodeCall(
            token.rescale,
            (numerator, denominator, wallets, holds)
        );
        return abi.decode(desk.forAction(token, order), (uint64));
    }

    function _end(ISecurityToken token, uint256 numerator, uint256 denominator) internal {
        desk.forAction(token, abi.encodeCall(token.endAction, (numerator, denominator)));
    }

    // ------------------------------------------------------------------ internals: payments

    /// Announces a payment and takes it in from the caller.
    function _pay(IDistribution.Terms memory terms) internal returns (bytes32 id) {
        id = distribution.announce(terms);
        distribution.fund(terms, msg.sender);
    }

    function _owedUntil(PaymentKind kind, JstDate date) internal pure returns (uint48) {
        uint256 time = kind == PaymentKind.Principal ? OWED_PRINCIPAL : OWED;
        // A date has 16 bits.
        return uint48(date.lastSecond() + time);
    }

    function _today() internal view returns (JstDate) {
        return JstDates.dateAt(block.timestamp);
    }

    // ------------------------------------------------------------------ internals: requirements

    function _requireLent(ISecurityToken token, bytes32 terms) internal view {
        bytes32 lent = desk.loanOf(token, address(this));
        if (lent != terms) revert NotLentOnTheseTerms(address(token), terms, lent);
    }

    /// Everybody is paid, or was owed and the time for it is over.
    function _requireComplete(IDistribution.Terms memory terms) internal view {
        bytes32 id = distribution.idOf(terms);
        IDistribution.Phase phase = distribution.accountOf(id).phase;
        if (phase != IDistribution.Phase.Complete && phase != IDistribution.Phase.Returned) {
            revert DistributionUnfinished(id);
        }
    }

    /// A registrar aborts at once, whoever paid in after a day.
    function _requireMayAbort(ISecurityToken token, address payer, uint256 begunAt) internal view {
        if (msg.sender != payer) return _requireRegistrar(token);
        uint256 from = begunAt + PAYER_WAITS;
        if (block.timestamp < from) revert NotYet(from, block.timestamp);
    }

    /// A stranger's contract could answer any role; only classes of the platform are asked.
    function _requireRegistrar(ISecurityToken token) internal view {
        uint16 number = token.classNumber();
        if (number == 0 || pass.classAt(number) != address(token)) {
            revert IRegistrarDesk.NotAClassOfThePlatform(address(token));
        }
        uint64 role = token.registrarRole();
        (bool isMember, uint32 delay) = _manager.hasRole(role, msg.sender);
        if (!isMember || delay != 0) revert IRegistrarDesk.NotTheRegistrar(msg.sender, role);
    }
}
