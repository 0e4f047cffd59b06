// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { IPassListener } from "../../../contracts/identity/interfaces/IPassListener.sol";
import { IERC3009 } from "../../../contracts/ledger/interfaces/IERC3009.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IYenToken } from "../../../contracts/money/interfaces/IYenToken.sol";
import { IRecordDates } from "../../../contracts/securities/interfaces/IRecordDates.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { ExactPayment } from "../../../contracts/settlement/ExactPayment.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { PassStatus } from "../../../contracts/types/Standing.sol";

/// Every refusal that a campaign must reach, and the only ones that it may. A refusal for want of a
/// working pass counts once for each status.
library Refusals {
    struct Refusal {
        bytes5 key;
        string name;
    }

    /// A call that ran out of gas answers nothing.
    bytes5 internal constant OUT_OF_GAS = bytes5("noGas");

    function all() internal pure returns (Refusal[] memory list) {
        list = new Refusal[](200);
        uint256 n = 0;
        list[n++] = _of(
            IAccessManaged.AccessManagedUnauthorized.selector,
            "AccessManagedUnauthorized"
        );
        list[n++] = _of(IPassRecords.PassAlreadyHeld.selector, "PassAlreadyHeld");
        list[n++] = _of(IPassRecords.PassNotHeld.selector, "PassNotHeld");
        list[n++] = _of(IPassRecords.NothingToVeto.selector, "NothingToVeto");
        list[n++] = _of(IPassRecords.WrongSeq.selector, "WrongSeq");
        list[n++] = _of(IPassRecords.WrongPass.selector, "WrongPass");
        list[n++] = _of(IPassRecords.AttestationExpired.selector, "AttestationExpired");
        list[n++] = _of(IPassRecords.TooFewAttestations.selector, "TooFewAttestations");
        list[n++] = _of(IPassRecords.TooManyAttestations.selector, "TooManyAttestations");
        list[n++] = _of(IPassRecords.AttestationsNotAscending.selector, "AttestationsNotAscending");
        list[n++] = _of(IPassRecords.NotAnOfficer.selector, "NotAnOfficer");
        list[n++] = _of(IPassRecords.AttestationInvalid.selector, "AttestationInvalid");
        list[n++] = _of(IPassRecords.OfficerQuotaSpent.selector, "OfficerQuotaSpent");
        list[n++] = _of(IPassRecords.ClaimsOutOfRange.selector, "ClaimsOutOfRange");
        list[n++] = _of(IPassRecords.DatePast.selector, "DatePast");
        list[n++] = _of(IPassRecords.DatesNotTheirOwn.selector, "DatesNotTheirOwn");
        list[n++] = _of(IPassRecords.NotAClass.selector, "NotAClass");
        list[n++] = _of(IPassRecords.NotEnoughGas.selector, "NotEnoughGas");
        list[n++] = _of(IPassRecords.SystemPass.selector, "SystemPass");
        list[n++] = _of(IPassRecords.ChangeWaits.selector, "ChangeWaits");
        list[n++] = _of(IPassRecords.WalletAlreadyKnown.selector, "WalletAlreadyKnown");
        list[n++] = _of(IPassRecords.TooManyWallets.selector, "TooManyWallets");
        list[n++] = _of(IPassRecords.NotAContract.selector, "NotAContract");
        list[n++] = _of(IPassRecords.NotThisInvestors.selector, "NotThisInvestors");
        list[n++] = _of(IPassRecords.RecoveredAlready.selector, "RecoveredAlready");
        list[n++] = _of(IPassRecords.ListsDiffer.selector, "ListsDiffer");
        list[n++] = _of(IPassRecords.ListQuotaSpent.selector, "ListQuotaSpent");
        list[n++] = _of(IPassRecords.OfficerIsDisowned.selector, "OfficerIsDisowned");
        list[n++] = _of(IPassRecords.SinceAhead.selector, "SinceAhead");
        list[n++] = _of(IPassRecords.DisownedAlready.selector, "DisownedAlready");
        list[n++] = _of(IPassRecords.NotDisowned.selector, "NotDisowned");
        list[n++] = _of(IPassRecords.NeedsAnotherGuardian.selector, "NeedsAnotherGuardian");
        list[n++] = _of(IPassRecords.OfficerAlreadyThere.selector, "OfficerAlreadyThere");
        list[n++] = _of(IPassRecords.TooManyOfficers.selector, "TooManyOfficers");
        list[n++] = _of(IPassRecords.SettingsOutOfRange.selector, "SettingsOutOfRange");
        list[n++] = _of(IPassRecords.NotInThePass.selector, "NotInThePass");
        list[n++] = _of(IPassListener.NotThePass.selector, "NotThePass");
        list[n++] = _ofStatus(PassStatus.None, "PassNotWorking: none");
        list[n++] = _ofStatus(PassStatus.InVetoWindow, "PassNotWorking: in veto window");
        list[n++] = _ofStatus(PassStatus.Expired, "PassNotWorking: expired");
        list[n++] = _ofStatus(PassStatus.ScreeningLapsed, "PassNotWorking: screening lapsed");
        list[n++] = _ofStatus(PassStatus.Revoked, "PassNotWorking: revoked");
        list[n++] = _ofStatus(PassStatus.Suspended, "PassNotWorking: suspended");
        list[n++] = _ofStatus(PassStatus.Unattested, "PassNotWorking: unattested");
        list[n++] = _ofStatus(PassStatus.Recovered, "PassNotWorking: recovered");
        list[n++] = _of(IPassGatedToken.NoSuccessor.selector, "NoSuccessor");
        list[n++] = _of(IRegistrarDesk.NotTheSuccessor.selector, "NotTheSuccessor");
        list[n++] = _of(IPassGatedToken.MayNotGain.selector, "MayNotGain");
        list[n++] = _of(IPassGatedToken.UnitsNotFree.selector, "UnitsNotFree");
        list[n++] = _of(IPassGatedToken.WalletFrozen.selector, "WalletFrozen");
        list[n++] = _of(IPassGatedToken.TooManyInvestors.selector, "TooManyInvestors");
        list[n++] = _of(IPassGatedToken.TokenPaused.selector, "TokenPaused");
        list[n++] = _of(IPassGatedToken.HoldAlreadyPlaced.selector, "HoldAlreadyPlaced");
        list[n++] = _of(IPassGatedToken.HoldTooSmall.selector, "HoldTooSmall");
        list[n++] = _of(IPassGatedToken.HoldOfNothing.selector, "HoldOfNothing");
        list[n++] = _of(IPassGatedToken.PermitExpired.selector, "PermitExpired");
        list[n++] = _of(IPassGatedToken.PermitInvalid.selector, "PermitInvalid");
        list[n++] = _of(IPassGatedToken.EnrolmentExpired.selector, "EnrolmentExpired");
        list[n++] = _of(IPassGatedToken.EnrolmentInvalid.selector, "EnrolmentInvalid");
        list[n++] = _of(IERC20Errors.ERC20InsufficientBalance.selector, "ERC20InsufficientBalance");
        list[n++] = _of(
            IERC20Errors.ERC20InsufficientAllowance.selector,
            "ERC20InsufficientAllowance"
        );
        list[n++] = _of(IERC20Errors.ERC20InvalidReceiver.selector, "ERC20InvalidReceiver");
        list[n++] = _of(ISecurityToken.NotTheDesk.selector, "NotTheDesk");
        list[n++] = _of(ISecurityToken.ClassClosed.selector, "ClassClosed");
        list[n++] = _of(ISecurityToken.NotWholeLots.selector, "NotWholeLots");
        list[n++] = _of(ISecurityToken.CapExceeded.selector, "CapExceeded");
        list[n++] = _of(IRegistrarDesk.NotTheRegistrar.selector, "NotTheRegistrar");
        list[n++] = _of(IRegistrarDesk.NothingToFreeze.selector, "NothingToFreeze");
        list[n++] = _of(IDvpSettlement.NotAClassOfThePlatform.selector, "NotAClassOfThePlatform");
        list[n++] = _of(IRegistrarDesk.NothingToIssue.selector, "NothingToIssue");
        list[n++] = _of(ISecurityToken.LockedUp.selector, "LockedUp");
        list[n++] = _of(IRegistrarDesk.ActKnown.selector, "ActKnown");
        list[n++] = _of(IRegistrarDesk.ActMalformed.selector, "ActMalformed");
        list[n++] = _of(IRegistrarDesk.ActNotCovered.selector, "ActNotCovered");
        list[n++] = _of(IRegistrarDesk.ActOlderThanFreeze.selector, "ActOlderThanFreeze");
        list[n++] = _of(IRegistrarDesk.RecordDateTooNear.selector, "RecordDateTooNear");
        list[n++] = _of(IRegistrarDesk.ActNotOpen.selector, "ActNotOpen");
        list[n++] = _of(IRegistrarDesk.ActNeedsAnotherKey.selector, "ActNeedsAnotherKey");
        list[n++] = _of(IRegistrarDesk.ActTooEarly.selector, "ActTooEarly");
        list[n++] = _of(IRegistrarDesk.ActLapsed.selector, "ActLapsed");
        list[n++] = _of(IRegistrarDesk.NotFrozen.selector, "NotFrozen");
        list[n++] = _of(IRegistrarDesk.HoldOfAnother.selector, "HoldOfAnother");
        list[n++] = _of(IRegistrarDesk.HoldNotForAct.selector, "HoldNotForAct");
        list[n++] = _of(IRecordDates.RecordDateOver.selector, "RecordDateOver");
        list[n++] = _of(
            IRecordDates.RecordDateDeclaredAlready.selector,
            "RecordDateDeclaredAlready"
        );
        list[n++] = _of(IRecordDates.RecordDateUnknown.selector, "RecordDateUnknown");
        list[n++] = _of(IRecordDates.TooManyRecordDates.selector, "TooManyRecordDates");
        list[n++] = _of(IYenToken.DepositEmpty.selector, "DepositEmpty");
        list[n++] = _of(IYenToken.DepositAlreadyMinted.selector, "DepositAlreadyMinted");
        list[n++] = _of(IYenToken.ReserveNotFresh.selector, "ReserveNotFresh");
        list[n++] = _of(IYenToken.ReserveExceeded.selector, "ReserveExceeded");
        list[n++] = _of(IYenToken.ReserveAttestedOutOfOrder.selector, "ReserveAttestedOutOfOrder");
        list[n++] = _of(IYenToken.NoSuchRedemption.selector, "NoSuchRedemption");
        list[n++] = _of(IPassGatedToken.HoldEnded.selector, "HoldEnded");
        list[n++] = _of(IPassGatedToken.NotTheExecutor.selector, "NotTheExecutor");
        list[n++] = _of(IPassGatedToken.NotTheHolder.selector, "NotTheHolder");
        list[n++] = _of(IPassGatedToken.NotTheTokenItself.selector, "NotTheTokenItself");
        list[n++] = _of(IERC3009.AuthorizationNotYetValid.selector, "AuthorizationNotYetValid");
        list[n++] = _of(IERC3009.AuthorizationExpired.selector, "AuthorizationExpired");
        list[n++] = _of(IERC3009.AuthorizationUsedBefore.selector, "AuthorizationUsedBefore");
        list[n++] = _of(IERC3009.AuthorizationInvalid.selector, "AuthorizationInvalid");
        list[n++] = _of(IERC3009.CallerNotPayee.selector, "CallerNotPayee");
        list[n++] = _of(ISecurityToken.NotAVenue.selector, "NotAVenue");
        list[n++] = _of(ISecurityToken.NotTheWholeHolding.selector, "NotTheWholeHolding");
        list[n++] = _of(ISecurityToken.ConsentMissing.selector, "ConsentMissing");
        list[n++] = _of(ISecurityToken.TooManyUnits.selector, "TooManyUnits");
        list[n++] = _of(ISecurityToken.ClassMatured.selector, "ClassMatured");
        list[n++] = _of(ISecurityToken.RulesMalformed.selector, "RulesMalformed");
        list[n++] = _of(ISecurityToken.CategoriesNotCounted.selector, "CategoriesNotCounted");
        list[n++] = _of(ISecurityToken.TooManyOfCategory.selector, "TooManyOfCategory");
        list[n++] = _of(IRegistrarDesk.LockUpOver.selector, "LockUpOver");
        list[n++] = _of(IRegistrarDesk.DocumentMalformed.selector, "DocumentMalformed");
        list[n++] = _of(IRegistrarDesk.NotTheApplicant.selector, "NotTheApplicant");
        list[n++] = _of(IRegistrarDesk.ConsentKnown.selector, "ConsentKnown");
        list[n++] = _of(IRegistrarDesk.ConsentMalformed.selector, "ConsentMalformed");
        list[n++] = _of(IRegistrarDesk.ConsentLapsed.selector, "ConsentLapsed");
        list[n++] = _of(IRegistrarDesk.ConsentNotOpen.selector, "ConsentNotOpen");
        list[n++] = _of(IRegistrarDesk.ConsentSignatureInvalid.selector, "ConsentSignatureInvalid");
        list[n++] = _of(IRegistrarDesk.ConsentUnused.selector, "ConsentUnused");
        list[n++] = _of(IYenToken.LimitExceeded.selector, "LimitExceeded");
        list[n++] = _of(IYenToken.NotAnOfficer.selector, "NotAnOfficer (yen)");
        list[n++] = _of(IYenToken.NotStranded.selector, "NotStranded");
        list[n++] = _of(IYenToken.NoBankAccount.selector, "NoBankAccount");
        list[n++] = _of(IYenToken.NotFrozen.selector, "NotFrozen (yen)");
        list[n++] = _of(IYenToken.NotAPurse.selector, "NotAPurse");
        list[n++] = _of(IYenToken.SystemAccountUnchanged.selector, "SystemAccountUnchanged");
        list[n++] = _of(IPassGatedToken.HoldTooLong.selector, "HoldTooLong");
        list[n++] = _of(IPassGatedToken.HoldOfALostWallet.selector, "HoldOfALostWallet");
        list[n++] = _of(IYenToken.NotTheFunder.selector, "NotTheFunder");
        list[n++] = _of(IERC20Errors.ERC20InvalidSender.selector, "ERC20InvalidSender");
        list[n++] = _of(IDvpSettlement.TradeEmpty.selector, "TradeEmpty");
        list[n++] = _of(IDvpSettlement.TradeWithOneself.selector, "TradeWithOneself");
        list[n++] = _of(IDvpSettlement.TooEarly.selector, "TooEarly");
        list[n++] = _of(IDvpSettlement.TooLate.selector, "TooLate");
        list[n++] = _of(IDvpSettlement.CycleNotVoid.selector, "CycleNotVoid");
        list[n++] = _of(IDvpSettlement.CashNotListed.selector, "CashNotListed");
        list[n++] = _of(IDvpSettlement.TermsChanged.selector, "TermsChanged");
        list[n++] = _of(IDvpSettlement.NonceUsed.selector, "NonceUsed");
        list[n++] = _of(IDvpSettlement.SignatureInvalid.selector, "SignatureInvalid");
        list[n++] = _of(ExactPayment.CashNotExact.selector, "CashNotExact");
        list[n++] = _of(IDvpSettlement.NothingToCancel.selector, "NothingToCancel");
        assembly ("memory-safe") {
            mstore(list, n)
        }
    }

    /// What a refusal counts as.
    function keyOf(bytes memory answer) internal pure returns (bytes5) {
        if (answer.length == 0) return OUT_OF_GAS;
        bytes4 selector = bytes4(answer);
        if (selector != IPassGatedToken.PassNotWorking.selector) return bytes5(selector);
        return bytes5(selector) | (bytes5(answer[67]) >> 32);
    }

    function _of(bytes4 selector, string memory name) private pure returns (Refusal memory) {
        return Refusal(bytes5(selector), name);
    }

    function _ofStatus(
        PassStatus status,
        string memory name
    ) private pure returns (Refusal memory) {
        bytes5 key =
            bytes5(IPassGatedToken.PassNotWorking.selector) | (bytes5(bytes1(uint8(status))) >> 32);
        return Refusal(key, name);
    }
}
