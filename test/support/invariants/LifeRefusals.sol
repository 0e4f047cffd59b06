// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IClassAction } from "../../../contracts/securities/actions/interfaces/IClassAction.sol";
import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { IRecordDates } from "../../../contracts/securities/interfaces/IRecordDates.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { Deed } from "./LifeDeed.sol";

/// Every refusal that a campaign of a security's life must reach, and the only ones that it may. Of distributions and
/// of splits each counts for itself.
library LifeRefusals {
    struct Refusal {
        bytes5 key;
        string name;
    }

    uint8 private constant ELSEWHERE = 0;
    uint8 private constant PAY = 1;
    uint8 private constant SPLIT = 2;

    function all() internal pure returns (Refusal[] memory list) {
        list = new Refusal[](100);
        uint256 n = 0;
        list[n++] = _of(PAY, IDistribution.NotAPayingAgent.selector, "NotAPayingAgent");
        list[n++] = _of(PAY, IDistribution.AnnouncedBefore.selector, "AnnouncedBefore");
        list[n++] = _of(PAY, IDistribution.TermsMalformed.selector, "TermsMalformed");
        list[n++] = _of(PAY, IDistribution.OwedTooShort.selector, "OwedTooShort");
        list[n++] = _of(PAY, IRecordDates.RecordDateNotOver.selector, "RecordDateNotOver");
        list[n++] = _of(PAY, IDistribution.WrongPhase.selector, "WrongPhase");
        list[n++] = _of(PAY, IDistribution.NotThePayer.selector, "NotThePayer");
        list[n++] = _of(PAY, IDistribution.NotTheAnnouncer.selector, "NotTheAnnouncer");
        list[n++] = _of(PAY, IDistribution.BegunAlready.selector, "BegunAlready");
        list[n++] = _of(PAY, IDistribution.NothingOwed.selector, "NothingOwed");
        list[n++] = _of(PAY, IDistribution.StoppedByOrder.selector, "StoppedByOrder");
        list[n++] = _of(PAY, IDistribution.NoPayee.selector, "NoPayee");
        list[n++] = _of(PAY, IDistribution.NotYet.selector, "NotYet (distribution)");
        list[n++] = _of(PAY, IDistribution.NotTheInvestors.selector, "NotTheInvestors");
        list[n++] = _of(PAY, IDistribution.NotThePayoutWallet.selector, "NotThePayoutWallet");
        list[n++] = _of(
            PAY,
            IPassGatedToken.PassNotWorking.selector,
            "PassNotWorking (of who is paid)"
        );
        list[n++] = _of(
            PAY,
            IPassGatedToken.WalletFrozen.selector,
            "WalletFrozen (of who is paid)"
        );
        list[n++] = _of(PAY, IPassGatedToken.TokenPaused.selector, "TokenPaused (distribution)");
        list[n++] = _of(SPLIT, IClassAction.NotLentOnTheseTerms.selector, "NotLentOnTheseTerms");
        list[n++] = _of(SPLIT, ISplit.SplitMalformed.selector, "SplitMalformed");
        list[n++] = _of(SPLIT, ISplit.BondsDoNotSplit.selector, "BondsDoNotSplit");
        list[n++] = _of(SPLIT, ISplit.WrongSplitPhase.selector, "WrongSplitPhase");
        list[n++] = _of(SPLIT, ISplit.SupplyOutOfRange.selector, "SupplyOutOfRange");
        list[n++] = _of(SPLIT, ISplit.RecordDateNear.selector, "RecordDateNear");
        list[n++] = _of(SPLIT, ISplit.ScaledAlready.selector, "ScaledAlready");
        list[n++] = _of(SPLIT, IClassAction.NotYet.selector, "NotYet (split)");
        list[n++] = _of(
            SPLIT,
            IClassAction.DistributionUnfinished.selector,
            "DistributionUnfinished"
        );
        list[n++] = _of(SPLIT, IDistribution.WrongPhase.selector, "WrongPhase (abort)");
        list[n++] = _of(SPLIT, IDistribution.BegunAlready.selector, "BegunAlready (abort)");
        list[n++] = _of(SPLIT, IRegistrarDesk.NotTheRegistrar.selector, "NotTheRegistrar");
        list[n++] = _of(SPLIT, ISecurityToken.HoldsNotNamed.selector, "HoldsNotNamed");
        list[n++] = _of(SPLIT, ISecurityToken.HoldsNotTheWallets.selector, "HoldsNotTheWallets");
        list[n++] = _of(SPLIT, IPassGatedToken.TokenPaused.selector, "TokenPaused (split)");
        list[n++] = _of(ELSEWHERE, IRegistrarDesk.LentAlready.selector, "LentAlready");
        list[n++] = _of(ELSEWHERE, IRegistrarDesk.NothingLent.selector, "NothingLent");
        list[n++] = _of(ELSEWHERE, IRegistrarDesk.ActionRuns.selector, "ActionRuns");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.TokenInAction.selector, "TokenInAction");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.PassNotWorking.selector, "PassNotWorking");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.WalletFrozen.selector, "WalletFrozen");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.UnitsNotFree.selector, "UnitsNotFree");
        list[n++] = _of(
            ELSEWHERE,
            IERC20Errors.ERC20InsufficientBalance.selector,
            "ERC20InsufficientBalance"
        );
        list[n++] = _of(ELSEWHERE, ISecurityToken.CapExceeded.selector, "CapExceeded");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.HoldEnded.selector, "HoldEnded");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.HoldTooSmall.selector, "HoldTooSmall");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.NotTheExecutor.selector, "NotTheExecutor");
        list[n++] = _of(ELSEWHERE, IPassGatedToken.HoldOfALostWallet.selector, "HoldOfALostWallet");
        assembly ("memory-safe") {
            mstore(list, n)
        }
    }

    /// What a refusal counts as.
    function keyOf(Deed deed, bytes memory answer) internal pure returns (bytes5) {
        uint8 door =
            deed <= Deed.NamePayoutWallet
                ? PAY
                : deed <= Deed.AbortSplit
                    ? SPLIT
                    : ELSEWHERE;
        return _keyOf(door, bytes4(answer));
    }

    function _keyOf(uint8 door, bytes4 selector) private pure returns (bytes5) {
        return bytes5(selector) | (bytes5(bytes1(door)) >> 32);
    }

    function _of(
        uint8 door,
        bytes4 selector,
        string memory name
    ) private pure returns (Refusal memory) {
        return Refusal(_keyOf(door, selector), name);
    }
}
