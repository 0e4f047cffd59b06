// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ISecurityToken } from "../../interfaces/ISecurityToken.sol";
import { ISolicitations } from "./ISolicitations.sol";

/// @title Offerings (募集・私募) of new units against yen
/// @notice Investors subscribe with yen that stay on their accounts, held for this contract. After the close units
/// are allotted, and each entry is issued against its payment, both or neither; what is not used is freed at once.
/// An offering that fails, or is not done by its last second to issue, frees every hold by anyone's call; past that
/// second anyone can do so at the yen token itself (EXIT-1). Neither yen nor units are ever this contract's.
///
/// Open: from `opens` to `closes` investors subscribe and withdraw. Sealed: the registrar's allotment stands (by file
/// only). Issuing: some entries are done. Issued: all are. Failed: holds are being freed. Refunded: all are.
/// @dev Terms travel with each call; their hash is the offering's id, and what the registrar lends the issue power on
/// ({IRegistrarDesk-lendIssue}): so one offering of a class runs at a time. The class has a platform's desk, and
/// class, desk, pass and yen are trusted; no subscriber, payee or stranger is ever called.
interface IOffering is ISolicitations {
    enum Method {
        ProRata, // in proportion to what each subscribed
        ByFile, // as the registrar says
        FirstCome // as subscribed, until all units are
    }

    enum Phase {
        None,
        Open,
        Sealed,
        Issuing,
        Issued,
        Failed,
        Refunded
    }

    enum Cause {
        Cancelled, // by the registrar
        TooSmall, // fewer units were subscribed than the least
        TooLate, // not done by the last second to issue
        TermsChanged // a unit is no longer what was subscribed
    }

    enum EntryState {
        None,
        Subscribed,
        Withdrawn,
        Issued,
        Refused, // when it was to be issued; its yen are free again
        Refunded
    }

    /// @param price Yen for one unit.
    /// @param most Units that are offered.
    /// @param least Units of which fewer are a failure; 0 if any number will do. What is subscribed at the close
    /// counts (and what is allotted by file), not what is refused later.
    /// @param lot Units are subscribed and allotted in whole multiples of it; a multiple of the class's own.
    /// @param opens First Unix second of subscription.
    /// @param closes Last Unix second of subscription.
    /// @param issueBy Last Unix second to issue, at most 366 days after the opening.
    /// @param proceedsTo The wallet that is paid.
    /// @param mostPerInvestor Units that one investor subscribes in all his wallets (名寄せ); 0 for no limit.
    /// Where the class limits an investor's units, no more than that: else one could take lots that he can never have. A
    /// system pass, which no investor stands behind, counts by itself.
    /// @param list Of those who were asked ({ISolicitations}); zero for none.
    /// @param mostAsked Persons on that list within its window with whom this offering may open and be subscribed;
    /// 0 where there is no list.
    /// @param document Hash of the prospectus or of the notice to buyers.
    /// @param number Tells two equal ones apart.
    struct Terms {
        ISecurityToken token;
        uint64 price;
        uint64 most;
        uint64 least;
        uint64 lot;
        uint48 opens;
        uint48 closes;
        uint48 issueBy;
        Method method;
        address proceedsTo;
        uint64 mostPerInvestor;
        bytes32 list;
        uint32 mostAsked;
        bytes32 document;
        uint256 number;
    }

    /// @param termsEpoch Of the class when it was opened.
    /// @param entryCount Of entries, withdrawn ones too.
    /// @param next The first that is neither issued nor freed by this contract's walk over them.
    /// @param subscribed Units, without what was withdrawn.
    /// @param allotted Units, by file.
    /// @param paid Yen that went to the wallet that is paid.
    /// @param walked Units of the entries that the issue has passed.
    struct Account {
        Phase phase;
        uint16 termsEpoch;
        uint32 entryCount;
        uint32 next;
        uint32 refused;
        uint64 subscribed;
        uint64 allotted;
        uint64 issued;
        uint64 paid;
        uint64 walked;
    }

    /// @param units Subscribed.
    /// @param allotted By file.
    struct Entry {
        address holder;
        EntryState state;
        uint64 units;
        uint64 allotted;
    }

    struct Allotment {
        uint32 entry;
        uint64 units;
    }

    /// One entry's own part of an issue.
    struct Item {
        bytes32 id;
        uint256 entry;
        ISecurityToken token;
        address proceedsTo;
        uint64 units;
        uint256 yen;
    }

    event OfferingOpened(bytes32 indexed id, address indexed token, Terms terms, address by);
    /// @param hold Of the yen, at the yen token.
    event UnitsSubscribed(
        bytes32 indexed id,
        uint256 indexed entry,
        address indexed holder,
        uint256 units,
        uint256 yen,
        bytes32 hold
    );
    event SubscriptionWithdrawn(
        bytes32 indexed id,
        uint256 indexed entry,
        address indexed holder,
        address by
    );
    event UnitsAllotted(bytes32 indexed id, uint256 indexed entry, uint256 units, address by);
    event AllotmentSealed(bytes32 indexed id, uint256 units, address by);
    /// @param yen That he paid for them; the rest of what was held is free.
    event EntryIssued(
        bytes32 indexed id,
        uint256 indexed entry,
        address indexed holder,
        uint256 units,
        uint256 yen
    );
    /// @notice The entry's yen are free again, and its units stay unissued.
    /// @param reason Why a token refused, cut at 68 bytes; empty if it took more gas than an entry may.
    event EntryRefused(
        bytes32 indexed id,
        uint256 indexed entry,
        address indexed holder,
        uint256 units,
        bytes reason
    );
    /// @notice Nothing was allotted, or the offering failed. @param yen Freed now.
    event EntryRefunded(
        bytes32 indexed id,
        uint256 indexed entry,
        address indexed holder,
        uint256 yen
    );
    /// @param reason The registrar's, where it cancelled.
    event OfferingFailed(bytes32 indexed id, Cause cause, bytes32 reason, address by);
    /// @notice All entries are done.
    /// @param phase Issued or Refunded.
    event OfferingEnded(
        bytes32 indexed id,
        Phase phase,
        uint256 units,
        uint256 yen,
        uint256 refused
    );

    error OfferingMalformed(bytes32 id);
    error OfferingKnown(bytes32 id);
    /// @notice The class could not have so many units.
    error OfferingAboveCap(bytes32 id, uint256 room, uint256 units);
    /// @notice The registrar lent no issue power on these terms, or called it back.
    error OfferingWithoutLoan(bytes32 id, bytes32 lent);
    error OfferingInPhase(bytes32 id, Phase phase);
    error OfferingNotInTime(bytes32 id, uint48 opens, uint48 closes);
    error OfferingStillOpen(bytes32 id, uint48 closes);
    error OfferingOver(bytes32 id, uint48 issueBy);
    error OfferingTooSmall(bytes32 id, uint256 units, uint256 least);
    error OfferingFull(bytes32 id, uint256 left, uint256 units);
    /// @notice It neither failed nor is it late.
    error OfferingNotFailed(bytes32 id);
    error OfferingTermsChanged(bytes32 id, uint16 current, uint16 opened);
    error AllottedOtherwise(bytes32 id, Method method);
    error AllottedTooMuch(bytes32 id, uint256 most, uint256 units);
    /// @notice The class would give him none: no working pass, not admitted, or stopped.
    error SubscriberNotAdmitted(address wallet);
    error SubscribedTooMuch(address wallet, uint256 most, uint256 units);
    error NotTheSubscriber(address caller, address holder);
    error EntryInState(bytes32 id, uint256 entry, EntryState state);
    /// @notice The wallet that is to be paid could receive no yen now.
    error ProceedsRefused(address proceedsTo);
    /// @notice An entry must be sure to get its gas, or nothing happens at all. Send more gas, or name fewer.
    error GasForEntryMissing(uint256 entry, uint256 needed);
    error NotTheOffering(address caller);

    /// @notice Opens an offering for which the registrar lent the issue power on exactly these terms.
    /// @dev Registrar of the class, at once. Emits {OfferingOpened}.
    function open(Terms calldata terms) external returns (bytes32 id);

    /// @notice Subscribes (申込み): the caller's yen for all units are held until the last second to issue. Each
    /// subscription is an entry of its own.
    /// @dev An investor whom the class admits now, with an allowance of yen to this contract. Emits
    /// {UnitsSubscribed}.
    function subscribe(Terms calldata terms, uint64 units) external returns (uint256 entry);

    /// @notice Withdraws an entry until the close, or from an offering that failed.
    /// @dev Its subscriber; or the owner of record of its yen, where the subscriber's wallet was recovered. Emits
    /// {SubscriptionWithdrawn}.
    function withdraw(Terms calldata terms, uint256 entry) external;

    /// @notice Allots by file, in as many calls as it takes: no more than was subscribed, whole lots. The last word
    /// on an entry counts; one without any gets nothing.
    /// @dev Registrar, after the close. Emits {UnitsAllotted} for each.
    function allot(Terms calldata terms, Allotment[] calldata allotments) external;

    /// @notice Ends the allotment by file, for good. Not sealed in time, the offering fails.
    /// @dev Registrar. Emits {AllotmentSealed}.
    function seal(Terms calldata terms) external;

    /// @notice Fails an offering of which nothing is issued yet.
    /// @dev Registrar. Emits {OfferingFailed}.
    function cancel(Terms calldata terms, bytes32 reason) external;

    /// @notice Issues the next entries in their order, each by itself: yen for its units are paid, the rest is freed,
    /// and the units are issued; one that a token refuses is refunded. Stops where class, yen or payee are stopped.
    /// @param most Entries to pass in this call.
    /// @dev Anyone, after the close; by file, after the seal. Emits {EntryIssued}, {EntryRefused} or {EntryRefunded}
    /// for each and {OfferingEnded} with the last, after which the loan is returned.
    function issue(Terms calldata terms, uint256 most) external;

    /// @notice Frees the next entries of an offering that failed. The first call notes that it did, and returns the
    /// loan.
    /// @param most Entries to pass in this call.
    /// @dev Anyone. Emits {EntryRefunded} for each and {OfferingEnded} with the last.
    function refund(Terms calldata terms, uint256 most) external;

    /// @notice Gas that an entry gets to be issued with.
    function entryGas() external view returns (uint256);

    function idOf(Terms calldata terms) external pure returns (bytes32);

    function accountOf(bytes32 id) external view returns (Account memory);

    function entryOf(bytes32 id, uint256 entry) external view returns (Entry memory);

    /// @notice Units that the wallet's investor has subscribed, where one investor's are limited.
    function subscribedBy(bytes32 id, address wallet) external view returns (uint256);

    /// @notice Of each entry, what it would be issued as things stand. Pro rata, the entries in their order get, of
    /// the lots offered, floor(lots up to and with it × offered / subscribed) less the same up to it: all lots
    /// are allotted, and each entry gets its share rounded down or up to a lot, as the sum so far falls. Whoever
    /// splits what he subscribes into entries that follow each other gets as much as by one.
    function allotmentsOf(Terms calldata terms) external view returns (uint256[] memory);

    /// @notice The hold of an entry's yen.
    function holdIdOf(bytes32 id, uint256 entry) external view returns (bytes32);
}
