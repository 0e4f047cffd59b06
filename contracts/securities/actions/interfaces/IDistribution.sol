// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../../types/JstDate.sol";
import { PaymentKind } from "../../../types/PaymentKind.sol";
import { ISecurityToken } from "../../interfaces/ISecurityToken.sol";

/// @title Payments to all holders of a class: coupons, dividends, trust distributions, principal
/// @notice A distribution pays by investor (名寄せ): what all wallets of one investor had is added up, then
/// rounded down, then taxed, and paid to the wallet he named. It begins fully funded, out of a purse of the yen
/// token that this contract is. Anyone pushes it on, in any order and as often as he likes: each investor is
/// done once, by a mark of his own, so that no list can leave him out or name him twice. It is complete when
/// the units done are those that there were (COMPLETE-1). What cannot be paid is owed, and findable.
/// PAY-1: paid + national + local + owed + returned = funded, once it is complete and collected.
/// @dev Terms travel with each call; their hash is the distribution's id.
interface IDistribution {
    /// @param recordId Number of the record date whose holders are paid; 0 for those that a class in an action
    /// has, which pays them as part of it.
    /// @param perUnit Yen for one unit, 13 decimals.
    /// @param numerator, denominator Of a consolidation whose fractions are paid: what counts is the rest of
    /// units times numerator, divided by denominator. Both 0 where units count.
    /// @param funding Yen to be paid in for fractions, of which nobody knows the sum before; 0 where units count.
    /// @param date Date of the payment, today or later: taxes are that day's.
    /// @param taxTo Who gets what is withheld, to pay it over.
    /// @param owedUntil Last Unix second at which what is owed can be claimed; after it, the payer gets it back.
    /// @param document Hash of the resolution, or of the terms it follows from.
    /// @param number Tells two equal ones apart. Over a record date an action has those below 2^128, a paying agent
    /// those from there on, so that neither takes the other's.
    struct Terms {
        ISecurityToken token;
        PaymentKind kind;
        bool listed;
        uint16 recordId;
        uint96 perUnit;
        uint32 numerator;
        uint32 denominator;
        uint64 funding;
        JstDate date;
        address taxTo;
        uint48 owedUntil;
        bytes32 document;
        uint256 number;
    }

    enum Phase {
        None,
        Announced,
        Funded,
        Complete, // every investor is done
        Returned, // what was owed went back to the payer
        Withdrawn
    }

    /// @param supply Units that there were.
    /// @param done Units of the investors done.
    /// @param collected Of the taxes, what went to whoever pays them over.
    struct Account {
        address payer;
        Phase phase;
        uint64 supply;
        uint64 done;
        uint64 funded;
        uint64 paid;
        uint64 national;
        uint64 local;
        uint64 owed;
        uint64 returned;
        uint64 collected;
    }

    event DistributionAnnounced(bytes32 indexed id, address indexed token, Terms terms, address by);
    event DistributionFunded(bytes32 indexed id, address indexed payer, uint256 yen);
    /// @param investor The investor's number, or the wallet's address for a system pass.
    /// @param to The wallet to which his own part went or goes.
    /// @param owed Of gross less taxes, what could not be paid.
    event InvestorDone(
        bytes32 indexed id,
        uint256 indexed investor,
        address indexed to,
        uint256 units,
        uint256 gross,
        uint256 national,
        uint256 local,
        uint256 owed
    );
    /// @notice A part of what an investor earned went to the payee of a pledge or an attachment.
    event PayeePaid(bytes32 indexed id, bytes32 indexed hold, address indexed payee, uint256 yen);
    /// @notice An investor could not be done by this call: his holds were not all named, or nothing is known of
    /// his tax.
    event InvestorSkipped(bytes32 indexed id, address indexed wallet, bytes reason);
    /// @param key The investor's number, or a system pass's address, or a hold's id.
    event OwedPaid(bytes32 indexed id, bytes32 indexed key, address indexed to, uint256 yen);
    event DistributionComplete(bytes32 indexed id);
    event TaxesCollected(bytes32 indexed id, address indexed to, uint256 yen);
    /// @notice Roundings, or what nobody claimed in time, went back to the payer.
    event ReturnedToPayer(bytes32 indexed id, address indexed payer, uint256 yen);
    event DistributionWithdrawn(bytes32 indexed id, address by);
    event PayoutWalletNamed(uint32 indexed investor, address indexed wallet);

    error NotAPayingAgent(address caller);
    error NotAClassOfThePlatform(address token);
    error AnnouncedBefore(bytes32 id);
    error TermsMalformed(bytes32 id);
    /// @notice What is owed can be claimed for as long as the law lets holders claim.
    error OwedTooShort(uint48 owedUntil, uint256 least);
    error WrongPhase(bytes32 id, Phase phase);
    error NotThePayer(address caller, address payer);
    error NotTheAnnouncer(bytes32 id, address caller);
    /// @notice Without a record date it pays the holders of a class in an action.
    error ClassNotInAction(address token);
    /// @notice Somebody is paid already.
    error BegunAlready(bytes32 id);
    error NothingOwed(bytes32 id, bytes32 key);
    /// @notice Units of the investor, or the wallet that would be paid, are stopped by order.
    error StoppedByOrder(address wallet);
    /// @notice The pledge or attachment names no payee yet.
    error NoPayee(bytes32 hold);
    error NotYet(uint256 from, uint256 now_);
    error NotTheInvestors(address wallet, uint32 investor);
    error NotThePayoutWallet(address caller, address wallet);
    /// @notice All holds that are on the wallet must be named.
    error HoldsNotNamed(address wallet, uint256 held);
    /// @notice Of fractions: what was paid in does not cover the investor. Pay in more.
    error NotCovered(bytes32 id, uint256 left, uint256 gross);
    /// @notice The action has changed the wallet's units before its investor was paid by what they were. By record
    /// date he is paid once the action is over.
    error RescaledBefore(address wallet);

    /// @notice Announces a distribution. Nothing is promised before it is funded.
    /// @dev Paying agent, or an action that the desk knows ({IRegistrarDesk-nameAction}). A class of the platform;
    /// a record date that is over. Emits {DistributionAnnounced}.
    function announce(Terms calldata terms) external returns (bytes32 id);

    /// @notice Pays in all that it can take, out of the payer's allowance to this contract.
    /// @param payer The caller; an action names its own caller.
    /// @dev Emits {DistributionFunded}.
    function fund(Terms calldata terms, address payer) external;

    /// @notice Pays in more for fractions, out of the caller's allowance; what is not needed goes to the payer.
    /// @dev Anyone. Emits {DistributionFunded}.
    function payIn(Terms calldata terms, uint64 yen) external;

    /// @notice Withdraws one of which nobody is paid; the payer gets everything back.
    /// @dev Its announcer.
    function withdraw(Terms calldata terms) external;

    /// @notice Pays the investors of these wallets, each once. A wallet of one who is done, or who had nothing,
    /// changes nothing.
    /// @param wallets Any wallet of each investor.
    /// @param holds All holds that are on the investors' wallets now, in the order in which the wallets' pass
    /// lists them, each wallet's ascending. What is pledged or attached is paid to the hold's payee: so many units as
    /// it has now, or had before later splits ({ISecurityActions-pledgedBefore}), and no more than there were. What
    /// a lost wallet had counts as its successor's, where its holds and stops are.
    /// @dev Anyone, from the terms' date on. Fails while the yen token is paused, or the purse is stopped or no
    /// purse any more: nobody is owed for what is not his own lack. Emits {InvestorDone} or {InvestorSkipped} for
    /// each, and {DistributionComplete} with the last.
    function pay(
        Terms calldata terms,
        address[] calldata wallets,
        bytes32[] calldata holds
    ) external;

    /// @notice Pays what is owed: an investor's own part once his pass works and nothing of his is stopped; of a
    /// hold, to the payee it names now, or to the investor once it is gone; of a lost wallet, to its successor.
    /// @param key The investor's number, a system pass's address, or a hold's id.
    /// @dev Anyone. Emits {OwedPaid}.
    function claim(Terms calldata terms, bytes32 key) external;

    /// @notice Sends what was withheld so far to whoever pays it over, whose date does not wait for the last
    /// investor; and once it is complete, roundings back to the payer. If one of them cannot receive, the other does.
    /// @dev Anyone; as often as something is left. Emits {TaxesCollected}, {ReturnedToPayer}.
    function collect(Terms calldata terms) external;

    /// @notice Gives the payer back what nobody claimed in time.
    /// @dev Anyone, after the terms' time. Emits {ReturnedToPayer}.
    function returnUnclaimed(Terms calldata terms) external;

    /// @notice Names which of an investor's wallets is paid. Until one is named it is the first that works; of one
    /// that was lost, its successor.
    /// @param wallet Another wallet of the same investor.
    /// @dev The wallet that would be paid now, with a working pass: a key of a further wallet, stolen, turns nothing
    /// its way. Emits {PayoutWalletNamed}.
    function namePayoutWallet(address wallet) external;

    function idOf(Terms calldata terms) external view returns (bytes32);

    /// @notice Yen that it takes to fund it.
    function fundingOf(Terms calldata terms) external view returns (uint256);

    function accountOf(bytes32 id) external view returns (Account memory);

    function isDone(bytes32 id, address wallet) external view returns (bool);

    /// @notice Yen owed under a key, and to whose wallet's investor.
    function owedOf(bytes32 id, bytes32 key) external view returns (uint256 yen, address wallet);

    /// @notice The wallet that would be paid now.
    function payoutWalletOf(address wallet) external view returns (address);
}
