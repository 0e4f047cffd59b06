// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../../types/JstDate.sol";
import { ISecurityToken } from "../../interfaces/ISecurityToken.sol";
import { IClassAction } from "./IClassAction.sol";
import { IDistribution } from "./IDistribution.sol";

/// @title The life of bonds (社債): interest, repayment, redemption, default, on terms fixed before the first unit
/// @notice One contract for all bonds. A bond's terms and schedule are registered once, on the word of two registrar
/// keys; from then on anyone moves it on: whoever calls pays in what is due, and nothing is done that is not fully
/// paid in, so that a class is never left half way. Interest is paid to the holders of the period's record date;
/// the last interest and what is left of the face to those who have the units while the class stands still.
/// PAY-1, COMPLETE-1 and EXIT-1 hold.
/// @dev Interest on a yen is rate × outstanding × days ÷ (days of the regular period × periods a year), cut below 13
/// decimals; on a unit that times its face; what an investor gets is cut below a yen. The payer keeps each
/// remainder. Shares and rates have 13 decimals. Dates are Japan's; both ends of a period bear interest.
interface IBondLifecycle is IClassAction {
    enum Phase {
        None,
        Running,
        Redeeming, // the class stands still, and all of it is paid in
        Redeemed
    }

    /// @param face Yen of a unit.
    /// @param rate A year's; of a floating bond the one that counts as long as none was fixed.
    /// @param perYear Regular periods in a year.
    /// @param interestFrom First day that bears interest.
    /// @param index Whose {IFixing} a floating coupon follows; 0 for a fixed one.
    /// @param margin Added to the fixing, in its unit: millionths a year.
    /// @param mostRate Highest rate of a floating bond; 0 for a fixed one. The lowest is 0.
    /// @param callableFrom First date at which the issuer may repay early; none if he may not.
    /// @param noticeDays Days that early repayment is announced ahead.
    /// @param callPrice Of early repayment, in millionths of the face repaid; 1,000,000 at least.
    /// @param graceDays Days after a payment's date, after which its lack is a default.
    /// @param listed As tax law has it.
    /// @param taxTo Who gets what is withheld.
    /// @param calendar Name and version of the holiday calendar.
    /// @param document Hash of the terms (社債要項).
    struct Bond {
        uint64 face;
        uint64 rate;
        uint8 perYear;
        JstDate interestFrom;
        bytes32 index;
        int64 margin;
        uint64 mostRate;
        JstDate callableFrom;
        uint16 noticeDays;
        uint32 callPrice;
        uint16 graceDays;
        bool listed;
        address taxTo;
        bytes32 calendar;
        bytes32 document;
    }

    /// @param due Last day of the period; the next one begins the day after.
    /// @param record At whose end the holders are read; none for the last period.
    /// @param pays Business day of the payment.
    /// @param days_ That bear interest.
    /// @param of_ Days of the regular period to which it belongs.
    /// @param principal Share of the face that is repaid then.
    struct Period {
        JstDate due;
        JstDate record;
        JstDate pays;
        uint16 days_;
        uint16 of_;
        uint64 principal;
    }

    /// What became of a period.
    /// @param rate Fixed for it, of a floating bond.
    /// @param early Of its principal, what was announced as repaid early.
    /// @param recordId Number of the record date whose holders were paid.
    /// @param paidOn Date of the payment, as taxes count it; none if it was not paid in.
    struct Outcome {
        uint64 rate;
        bool isRateFixed;
        uint64 early;
        uint16 recordId;
        JstDate paidOn;
    }

    /// @param next Number of the first period that is not paid, from 0.
    /// @param periods How many there are.
    /// @param outstanding Share of the face that is not repaid.
    /// @param callDate For which early redemption is announced; none if it is not.
    /// @param inDefault The next payment is lacking, and somebody marked it.
    /// @param units That are to be retired.
    /// @param retired Of those, the ones that are.
    struct State {
        Phase phase;
        uint16 next;
        uint16 periods;
        uint64 outstanding;
        JstDate callDate;
        bool inDefault;
        uint64 units;
        uint64 retired;
    }

    event BondRegistered(
        address indexed token,
        bytes32 indexed terms,
        Bond bond,
        Period[] periods,
        address by
    );
    /// @param of_ Date of the fixing; none if none was there, and the rate before it counts.
    event CouponFixed(address indexed token, uint256 indexed period, uint64 rate, JstDate of_);
    /// @notice A period's payments are paid in. An id is zero where nothing is due of its kind.
    event PeriodFunded(
        address indexed token,
        uint256 indexed period,
        bytes32 interest,
        bytes32 principal,
        uint256 interestPerUnit,
        uint256 principalPerUnit,
        address payer
    );
    event RedemptionBegun(
        address indexed token,
        bytes32 interest,
        bytes32 principal,
        uint256 interestPerUnit,
        uint256 principalPerUnit,
        uint256 units,
        bool early,
        address payer
    );
    event UnitsRetired(address indexed token, uint256 units, uint256 left);
    event RedemptionAborted(address indexed token, address by);
    event BondRedeemed(address indexed token);
    event CallAnnounced(address indexed token, JstDate date, bytes32 document, address by);
    event CallCancelled(address indexed token, JstDate date, address by);
    event PartialRepaymentAnnounced(
        address indexed token,
        uint256 indexed period,
        uint64 share,
        bytes32 document,
        address by
    );
    /// @notice What was due on each unit is not paid in, and the days of grace are over.
    event DefaultMarked(
        address indexed token,
        uint256 indexed period,
        uint256 interestPerUnit,
        uint256 principalPerUnit,
        address by
    );
    /// @notice It is paid in; a redemption, which can be taken back until then, once its last unit is retired.
    event DefaultCured(address indexed token, uint256 indexed period);
    event PaymentRescheduled(
        address indexed token,
        uint256 indexed period,
        JstDate pays,
        address by
    );
    event RecordDateReplaced(
        address indexed token,
        uint256 indexed period,
        JstDate record,
        address by
    );

    error BondKnown(address token);
    error NotABond(address token);
    error UnitsIssuedBefore(address token, uint256 supply);
    error BondMalformed(address token);
    /// @notice Periods follow each other without a gap, each as long as it says.
    error PeriodMalformed(uint256 period);
    error PrincipalNotWhole(uint256 sum);
    error MaturityDiffers(JstDate maturity, JstDate due);
    error WrongBondPhase(address token, Phase phase);
    /// @notice Earlier interest is paid first.
    error PeriodUnpaid(address token, uint256 period);
    /// @notice There is no such period, or it is paid.
    error PeriodNotOpen(address token, uint256 period);
    /// @notice The last interest is paid with the redemption.
    error PaidByRedemption(address token, uint256 period);
    error NotTheRecordDate(JstDate record, JstDate date);
    error NotFloating(address token);
    error RateNotFixed(address token, uint256 period);
    error RateFixedBefore(address token, uint256 period);
    /// @notice There is no fixing. From that second on the rate before it counts.
    error FixingMissing(bytes32 index, JstDate date, uint256 from);
    error NotCallable(address token);
    error CallOutOfRange(JstDate date, JstDate firstDate, JstDate lastDate);
    /// @notice All of it is redeemed at the date announced.
    error CallRuns(address token, JstDate date);
    error NoCall(address token);
    /// @notice Holders rely on it from then on.
    error NoticeBegun(JstDate date, JstDate noticeDate);
    error ShareOutOfRange(uint64 share, uint64 most);
    error NoPaymentDue(address token);
    error DefaultKnown(address token);
    error PaymentDateOutOfRange(JstDate pays, JstDate firstDate, JstDate lastDate);
    /// @notice The record date is not over, or was declared.
    error RecordDateNotMissed(JstDate record);

    /// @notice Registers a bond and its schedule, for good.
    /// @param periods 1 to 400. Contiguous from `interestFrom`; each pays within ten days of its due date, all but the
    /// last after its record date; the principals are the whole face; the last is due at the class's maturity, if
    /// the class has one.
    /// @dev Registrar. A class of type bond without units, lent on {hashOf} of exactly this. Emits
    /// {BondRegistered}.
    function register(ISecurityToken token, Bond calldata bond, Period[] calldata periods) external;

    /// @notice Fixes the rate of a floating bond's period: the fixing of the day before the period, or the last one
    /// before that which the index still takes, plus the margin, from 0 to the highest rate. If there is none
    /// within 14 days, the rate of the period before counts; of the first, the bond's.
    /// @dev Anyone, once reports of that day are no longer taken. Makes fixings that nobody made yet. Emits
    /// {CouponFixed}.
    function fixRate(ISecurityToken token, uint256 period) external;

    /// @notice Pays the next period in: its interest, and what is repaid with it. Owed amounts can be claimed for five
    /// and ten years (Companies Act 701).
    /// @param recordId Number of the period's record date.
    /// @dev Anyone, out of his allowance of yen to the {IDistribution}; once the record date is over. Not the last
    /// period, and none that is due at an announced early redemption or after it. A period of which nothing is due is only
    /// passed. Emits {PeriodFunded}, and {DefaultCured} if it is late.
    function payInterest(ISecurityToken token, uint16 recordId) external;

    /// @notice Stops the class, and pays in the last interest and what is left of the face. From then on anyone pushes
    /// the two distributions, then {retire}.
    /// @dev Anyone, as {payInterest}; from the last period's payment date on. Emits {RedemptionBegun}.
    function redeem(ISecurityToken token) external;

    /// @notice Ends the units of these wallets, once everybody is paid, all earlier interest too; with the last of them
    /// the class ends.
    /// @param wallets, holds As {ISecurityActions-rescale} takes them.
    /// @dev Anyone. Emits {UnitsRetired}, and {BondRedeemed} with the last.
    function retire(
        ISecurityToken token,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external;

    /// @notice Takes note of periods of which everybody is paid, so that a bond of many is not asked for all of them at
    /// once when its first units are retired.
    /// @param most Periods to ask for in this call.
    /// @dev Anyone. Errors: {DistributionUnfinished}.
    function confirmPaid(ISecurityToken token, uint256 most) external;

    /// @notice Takes a redemption back of which nobody is paid. The payer gets everything back, the class moves, and the
    /// loan ends: it takes two registrar keys anew to redeem.
    /// @dev Registrar; or the payer, a day after he paid in. Emits {RedemptionAborted}.
    function abort(ISecurityToken token) external;

    /// @notice Announces early redemption of all that is outstanding (繰上償還), at the call price.
    /// @param date Not before it is callable, nor before the notice is over, nor before interest that is paid already,
    /// nor at the last due date.
    /// @dev Registrar. Emits {CallAnnounced}.
    function announceCall(ISecurityToken token, JstDate date, bytes32 document) external;

    /// @notice Takes it back, as long as the same could still be announced in time.
    /// @dev Registrar. Emits {CallCancelled}.
    function cancelCall(ISecurityToken token) external;

    /// @notice Redeems as {redeem} does, at the call price; the interest of a period that the date breaks is that of
    /// its days, the date included.
    /// @dev Anyone, from the announced date on; after the interest that is due before it.
    function redeemEarly(ISecurityToken token) external;

    /// @notice Announces that a further share of the face is repaid at a period's due date, at the call price. The last
    /// repayment is so much smaller.
    /// @dev Registrar. A callable bond, a period due when it can be called, the notice ahead, and before its record
    /// date is over; not the last one. Emits {PartialRepaymentAnnounced}.
    function announcePartial(
        ISecurityToken token,
        uint256 period,
        uint64 share,
        bytes32 document
    ) external;

    /// @notice Marks that what is next is not paid in and the days of grace are over. Paying it in cures it.
    /// @dev Anyone. Emits {DefaultMarked}.
    function markDefault(ISecurityToken token) external;

    /// @notice Moves the payment of a period within ten days of its due date, when the holiday calendar changed.
    /// @dev Registrar; before the payment date that there was, to one that is not over. Emits {PaymentRescheduled}.
    function reschedule(ISecurityToken token, uint256 period, JstDate pays) external;

    /// @notice Gives the next period another record date, if the class never had the one that it names: nobody could be
    /// paid otherwise (EXIT-1).
    /// @param record Not over, and at most thirty days away.
    /// @param before Number of the class's last record date before the missed one; 0 if there is none.
    /// @dev Registrar. Emits {RecordDateReplaced}.
    function replaceRecord(ISecurityToken token, JstDate record, uint16 before) external;

    /// @notice What two registrar keys approve: the document of an act `LendToAction`.
    function hashOf(
        ISecurityToken token,
        Bond calldata bond,
        Period[] calldata periods
    ) external pure returns (bytes32);

    function bondOf(ISecurityToken token) external view returns (Bond memory);

    function stateOf(ISecurityToken token) external view returns (State memory);

    /// @notice A period as it is now, and what became of it.
    function periodOf(
        ISecurityToken token,
        uint256 period
    ) external view returns (Period memory, Outcome memory);

    /// @notice Yen of the next payment on a unit, 13 decimals, and its date; all 0 once there is none.
    /// @dev Errors: {RateNotFixed}.
    function dueOf(
        ISecurityToken token
    ) external view returns (uint256 interestPerUnit, uint256 principalPerUnit, JstDate pays);

    /// @notice Terms of a paid period's distributions, for whoever pushes them; of one with nothing per unit there is
    /// no distribution.
    function paymentsOf(
        ISecurityToken token,
        uint256 period
    )
        external
        view
        returns (IDistribution.Terms memory interest, IDistribution.Terms memory principal);

    /// @notice The same of the redemption.
    function redemptionOf(
        ISecurityToken token
    )
        external
        view
        returns (IDistribution.Terms memory interest, IDistribution.Terms memory principal);
}
