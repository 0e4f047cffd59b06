// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IClassAction } from "../../../contracts/securities/actions/interfaces/IClassAction.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { ExactPayment } from "../../../contracts/settlement/ExactPayment.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { IExternalCash } from "../../../contracts/settlement/interfaces/IExternalCash.sol";
import { IFails } from "../../../contracts/settlement/interfaces/IFails.sol";
import { IFixing } from "../../../contracts/settlement/interfaces/IFixing.sol";
import { INetSettlement } from "../../../contracts/settlement/interfaces/INetSettlement.sol";
import { ITradeRegistry } from "../../../contracts/settlement/interfaces/ITradeRegistry.sol";

/// Which contract was called. What a token refuses counts as the token's.
enum Door {
    Dvp,
    Net,
    External,
    Fails,
    Fixing,
    Action,
    Token
}

/// Every refusal that a campaign of settlement must reach, and the only ones that it may.
library SettlementRefusals {
    struct Refusal {
        bytes5 key;
        string name;
    }

    /// An answer of no error: cash that refuses with zeros.
    bytes4 internal constant ZEROS = 0x00000000;

    function all() internal pure returns (Refusal[] memory list) {
        list = new Refusal[](200);
        uint256 n = 0;
        list[n++] = _of(Door.Dvp, IDvpSettlement.TradeEmpty.selector, "dvp: TradeEmpty");
        list[n++] = _of(
            Door.Dvp,
            IDvpSettlement.TradeWithOneself.selector,
            "dvp: TradeWithOneself"
        );
        list[n++] = _of(Door.Dvp, IDvpSettlement.TooEarly.selector, "dvp: TooEarly");
        list[n++] = _of(Door.Dvp, IDvpSettlement.TooLate.selector, "dvp: TooLate");
        list[n++] = _of(Door.Dvp, IDvpSettlement.CycleNotVoid.selector, "dvp: CycleNotVoid");
        list[n++] = _of(
            Door.Dvp,
            IDvpSettlement.NotAClassOfThePlatform.selector,
            "dvp: NotAClassOfThePlatform"
        );
        list[n++] = _of(Door.Dvp, IDvpSettlement.CashNotListed.selector, "dvp: CashNotListed");
        list[n++] = _of(Door.Dvp, IDvpSettlement.TermsChanged.selector, "dvp: TermsChanged");
        list[n++] = _of(Door.Dvp, IDvpSettlement.NonceUsed.selector, "dvp: NonceUsed");
        list[n++] = _of(
            Door.Dvp,
            IDvpSettlement.SignatureInvalid.selector,
            "dvp: SignatureInvalid"
        );
        list[n++] = _of(Door.Dvp, IDvpSettlement.NothingToCancel.selector, "dvp: NothingToCancel");
        list[n++] = _of(Door.Dvp, IDvpSettlement.WrongPhase.selector, "dvp: WrongPhase");
        list[n++] = _of(Door.Dvp, IDvpSettlement.NotForTheParty.selector, "dvp: NotForTheParty");
        list[n++] = _of(Door.Dvp, IDvpSettlement.MandateExceeded.selector, "dvp: MandateExceeded");
        list[n++] = _of(
            Door.Dvp,
            IDvpSettlement.InstructedBefore.selector,
            "dvp: InstructedBefore"
        );
        list[n++] = _of(Door.Dvp, IDvpSettlement.NotInstructed.selector, "dvp: NotInstructed");
        list[n++] = _of(
            Door.Dvp,
            IDvpSettlement.CancelAgreedBefore.selector,
            "dvp: CancelAgreedBefore"
        );
        list[n++] = _of(Door.Dvp, IDvpSettlement.LegCannotBeHeld.selector, "dvp: LegCannotBeHeld");
        list[n++] = _of(Door.Dvp, IDvpSettlement.SignOffMissing.selector, "dvp: SignOffMissing");
        list[n++] = _of(Door.Dvp, IDvpSettlement.PartsNotAllowed.selector, "dvp: PartsNotAllowed");
        list[n++] = _of(Door.Dvp, IDvpSettlement.PartOutOfRange.selector, "dvp: PartOutOfRange");
        list[n++] = _of(Door.Dvp, IDvpSettlement.PartWithoutCash.selector, "dvp: PartWithoutCash");
        list[n++] = _of(
            Door.Dvp,
            IDvpSettlement.NotTheContractItself.selector,
            "dvp: NotTheContractItself"
        );
        list[n++] = _of(Door.Dvp, ITradeRegistry.NotARoute.selector, "dvp: NotARoute");
        list[n++] = _of(
            Door.Dvp,
            ITradeRegistry.RoutesNamedBefore.selector,
            "dvp: RoutesNamedBefore"
        );
        list[n++] = _of(
            Door.Dvp,
            IAccessManaged.AccessManagedUnauthorized.selector,
            "dvp: AccessManagedUnauthorized"
        );
        list[n++] = _of(Door.Net, INetSettlement.DeadlinePast.selector, "net: DeadlinePast");
        list[n++] = _of(Door.Net, INetSettlement.NotTheOpener.selector, "net: NotTheOpener");
        list[n++] = _of(
            Door.Net,
            INetSettlement.CycleFixedBefore.selector,
            "net: CycleFixedBefore"
        );
        list[n++] = _of(Door.Net, INetSettlement.CycleNotFixed.selector, "net: CycleNotFixed");
        list[n++] = _of(Door.Net, INetSettlement.ListDiffers.selector, "net: ListDiffers");
        list[n++] = _of(Door.Net, INetSettlement.CycleNotOver.selector, "net: CycleNotOver");
        list[n++] = _of(Door.Net, INetSettlement.NotAscending.selector, "net: NotAscending");
        list[n++] = _of(Door.Net, INetSettlement.ListEmpty.selector, "net: ListEmpty");
        list[n++] = _of(Door.Net, INetSettlement.NotAnAsset.selector, "net: NotAnAsset");
        list[n++] = _of(Door.Net, INetSettlement.TermsChanged.selector, "net: TermsChanged");
        list[n++] = _of(Door.Net, INetSettlement.ListsDiffer.selector, "net: ListsDiffer");
        list[n++] = _of(
            Door.Net,
            INetSettlement.SignatureInvalid.selector,
            "net: SignatureInvalid"
        );
        list[n++] = _of(Door.Net, INetSettlement.PassNotWorking.selector, "net: PassNotWorking");
        list[n++] = _of(Door.Net, INetSettlement.NetsNotZero.selector, "net: NetsNotZero");
        list[n++] = _of(Door.Net, INetSettlement.NotInTheList.selector, "net: NotInTheList");
        list[n++] = _of(Door.Net, INetSettlement.NothingToNet.selector, "net: NothingToNet");
        list[n++] = _of(Door.Net, ITradeRegistry.CycleUnknown.selector, "net: CycleUnknown");
        list[n++] = _of(
            Door.Net,
            ITradeRegistry.CycleOpenedBefore.selector,
            "net: CycleOpenedBefore"
        );
        list[n++] = _of(Door.Net, ITradeRegistry.CycleOver.selector, "net: CycleOver");
        list[n++] = _of(Door.Net, IDvpSettlement.WrongPhase.selector, "net: WrongPhase");
        list[n++] = _of(Door.Net, IDvpSettlement.TooEarly.selector, "net: TooEarly");
        list[n++] = _of(Door.Net, IDvpSettlement.TooLate.selector, "net: TooLate");
        list[n++] = _of(Door.Net, IDvpSettlement.CycleNotVoid.selector, "net: CycleNotVoid");
        list[n++] = _of(Door.Net, IDvpSettlement.SignOffMissing.selector, "net: SignOffMissing");
        list[n++] = _of(
            Door.Net,
            IAccessManaged.AccessManagedUnauthorized.selector,
            "net: AccessManagedUnauthorized"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.NotThisCash.selector,
            "elsewhere: NotThisCash"
        );
        list[n++] = _of(Door.External, IExternalCash.WrongPhase.selector, "elsewhere: WrongPhase");
        list[n++] = _of(
            Door.External,
            IExternalCash.NotForTheParty.selector,
            "elsewhere: NotForTheParty"
        );
        list[n++] = _of(Door.External, IExternalCash.NotYet.selector, "elsewhere: NotYet");
        list[n++] = _of(
            Door.External,
            IExternalCash.QuorumMissing.selector,
            "elsewhere: QuorumMissing"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.NotAscending.selector,
            "elsewhere: NotAscending"
        );
        list[n++] = _of(Door.External, IExternalCash.NotInRole.selector, "elsewhere: NotInRole");
        list[n++] = _of(
            Door.External,
            IExternalCash.SignatureInvalid.selector,
            "elsewhere: SignatureInvalid"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.BankReferenceUsed.selector,
            "elsewhere: BankReferenceUsed"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.BankReferenceMissing.selector,
            "elsewhere: BankReferenceMissing"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.HashLockClosed.selector,
            "elsewhere: HashLockClosed"
        );
        list[n++] = _of(
            Door.External,
            IDvpSettlement.NotAClassOfThePlatform.selector,
            "elsewhere: NotAClassOfThePlatform"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.HashLockNotTheSellers.selector,
            "elsewhere: HashLockNotTheSellers"
        );
        list[n++] = _of(
            Door.External,
            IExternalCash.UnitsNotHeld.selector,
            "elsewhere: UnitsNotHeld"
        );
        list[n++] = _of(Door.External, IDvpSettlement.TooLate.selector, "elsewhere: TooLate");
        list[n++] = _of(
            Door.External,
            IDvpSettlement.SignOffMissing.selector,
            "elsewhere: SignOffMissing"
        );
        list[n++] = _of(Door.Fails, IFails.NotLateYet.selector, "fails: NotLateYet");
        list[n++] = _of(Door.Fails, IFails.DayJudgedBefore.selector, "fails: DayJudgedBefore");
        list[n++] = _of(Door.Fails, IFails.NotMatched.selector, "fails: NotMatched");
        list[n++] = _of(Door.Fails, IFails.NotForTheParty.selector, "fails: NotForTheParty");
        list[n++] = _of(Door.Fails, IFails.TooFewDays.selector, "fails: TooFewDays");
        list[n++] = _of(Door.Fails, IFails.InterestAgreed.selector, "fails: InterestAgreed");
        list[n++] = _of(
            Door.Fails,
            IFails.ReplacementDiffers.selector,
            "fails: ReplacementDiffers"
        );
        list[n++] = _of(
            Door.Fails,
            IFails.ReplacementTooDear.selector,
            "fails: ReplacementTooDear"
        );
        list[n++] = _of(Door.Fails, IFails.NothingDue.selector, "fails: NothingDue");
        list[n++] = _of(
            Door.Fails,
            IFails.InterestOutOfRange.selector,
            "fails: InterestOutOfRange"
        );
        list[n++] = _of(Door.Fails, IFails.CashElsewhere.selector, "fails: CashElsewhere");
        list[n++] = _of(Door.Fails, IDvpSettlement.WrongPhase.selector, "fails: WrongPhase");
        list[n++] = _of(Door.Fails, IDvpSettlement.TooLate.selector, "fails: TooLate");
        list[n++] = _of(Door.Fixing, IFixing.ReportInvalid.selector, "fixing: ReportInvalid");
        list[n++] = _of(Door.Fixing, IFixing.NotAReporter.selector, "fixing: NotAReporter");
        list[n++] = _of(Door.Fixing, IFixing.ReportedBefore.selector, "fixing: ReportedBefore");
        list[n++] = _of(Door.Fixing, IFixing.OutsideTheWindow.selector, "fixing: OutsideTheWindow");
        list[n++] = _of(Door.Fixing, IFixing.WindowStillOpen.selector, "fixing: WindowStillOpen");
        list[n++] = _of(Door.Fixing, IFixing.TooFewReports.selector, "fixing: TooFewReports");
        list[n++] = _of(Door.Fixing, IFixing.FixedBefore.selector, "fixing: FixedBefore");
        list[n++] = _of(
            Door.Token,
            IPassGatedToken.PassNotWorking.selector,
            "token: PassNotWorking"
        );
        bytes4 inAction = IPassGatedToken.TokenInAction.selector;
        list[n++] = _of(Door.Dvp, inAction, "dvp: TokenInAction");
        list[n++] = _of(Door.Net, inAction, "net: TokenInAction");
        list[n++] = _of(Door.External, inAction, "elsewhere: TokenInAction");
        list[n++] = _of(Door.Fails, inAction, "fails: TokenInAction");
        list[n++] = _of(Door.Action, inAction, "action: TokenInAction");
        list[n++] = _of(Door.Token, inAction, "token: TokenInAction");
        bytes4 changed = IDvpSettlement.TermsChanged.selector;
        list[n++] = _of(Door.Net, changed, "net: TermsChanged, by id");
        list[n++] = _of(Door.External, changed, "elsewhere: TermsChanged");
        list[n++] = _of(Door.Fails, changed, "fails: TermsChanged");
        list[n++] = _of(
            Door.Action,
            IClassAction.NotLentOnTheseTerms.selector,
            "action: NotLentOnTheseTerms"
        );
        list[n++] = _of(Door.Action, ISplit.WrongSplitPhase.selector, "action: WrongSplitPhase");
        list[n++] = _of(Door.Action, ISplit.ScaledAlready.selector, "action: ScaledAlready");
        list[n++] = _of(Door.Token, IRegistrarDesk.NothingLent.selector, "desk: NothingLent");
        list[n++] = _of(Door.Token, IRegistrarDesk.ActionRuns.selector, "desk: ActionRuns");
        list[n++] = _of(Door.Token, ISecurityToken.NoAction.selector, "token: NoAction");
        list[n++] = _of(Door.Token, ISecurityToken.HoldsNotNamed.selector, "token: HoldsNotNamed");
        list[n++] = _of(
            Door.Token,
            ISecurityToken.HoldsNotTheWallets.selector,
            "token: HoldsNotTheWallets"
        );
        list[n++] = _of(Door.Token, IPassGatedToken.MayNotGain.selector, "token: MayNotGain");
        list[n++] = _of(Door.Token, IPassGatedToken.UnitsNotFree.selector, "token: UnitsNotFree");
        list[n++] = _of(Door.Token, IPassGatedToken.WalletFrozen.selector, "token: WalletFrozen");
        list[n++] = _of(
            Door.Token,
            IPassGatedToken.TooManyInvestors.selector,
            "token: TooManyInvestors"
        );
        list[n++] = _of(Door.Token, IPassGatedToken.TokenPaused.selector, "token: TokenPaused");
        list[n++] = _of(
            Door.Token,
            IPassGatedToken.NotTheExecutor.selector,
            "token: NotTheExecutor"
        );
        list[n++] = _of(Door.Token, IPassGatedToken.HoldTooSmall.selector, "token: HoldTooSmall");
        list[n++] = _of(Door.Token, IPassGatedToken.NetsNotZero.selector, "token: NetsNotZero");
        list[n++] = _of(Door.Token, ISecurityToken.ClassClosed.selector, "token: ClassClosed");
        list[n++] = _of(
            Door.Token,
            IERC20Errors.ERC20InsufficientBalance.selector,
            "token: ERC20InsufficientBalance"
        );
        list[n++] = _of(
            Door.Token,
            IERC20Errors.ERC20InsufficientAllowance.selector,
            "token: ERC20InsufficientAllowance"
        );
        list[n++] = _of(Door.Token, ExactPayment.CashNotExact.selector, "cash: CashNotExact");
        list[n++] = _of(
            Door.Token,
            SafeERC20.SafeERC20FailedOperation.selector,
            "cash: SafeERC20FailedOperation"
        );
        list[n++] = _of(Door.Token, ZEROS, "cash: zeros");
        assembly ("memory-safe") {
            mstore(list, n)
        }
    }

    /// What a refusal counts as.
    function keyOf(Door door, bytes memory answer) internal pure returns (bytes5) {
        return _keyOf(door, bytes4(answer));
    }

    function _of(
        Door door,
        bytes4 selector,
        string memory name
    ) private pure returns (Refusal memory) {
        return Refusal(_keyOf(door, selector), name);
    }

    function _keyOf(Door door, bytes4 selector) private pure returns (bytes5) {
        return bytes5(selector) | (bytes5(bytes1(uint8(door))) >> 32);
    }
}
