// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Choices } from "../../../types/Choices.sol";
import { JstDate } from "../../../types/JstDate.sol";
import { Share } from "../../../types/Share.sol";
import { PassStatus } from "../../../types/Standing.sol";
import { ISecurityToken } from "../../interfaces/ISecurityToken.sol";

/// @title Meetings of the holders of a class: 株主総会, 社債権者集会, 受益者集会
/// @notice The registrar convenes a meeting; units at a record date are votes, one each, over all wallets of an
/// investor (名寄せ); a contract with a system pass votes by wallet. What is pledged, attached, held or frozen
/// is its owner's to vote. Ballots are cast by call, or signed and sent by anyone, while the meeting is open;
/// a later one of the same investor takes the place of his earlier one. After the close anyone reads the
/// outcome from the contract, and declares it. Ballots are public as they are cast.
///
/// Proxies (代理人): an investor appoints one wallet, whose pass must work when it votes, as one of his own must: a
/// guardian who stops an investor's keys stops what they set up, and a proxy is somebody whom the platform
/// knows. An investor's own later ballot takes the place of the proxy's and ends the appointment; so does another
/// appointment, or that of nobody, and what the proxy had cast falls with it.
/// What an investor cast stays when his pass ends: he was the owner of record and said so.
/// @dev Terms travel with the calls that need them; their hash is the meeting's id, which ballots name. EIP-712
/// domain: name "Kessai Meeting", version "1", this chain, this contract; types `Ballot(bytes32 meeting,address
/// holder,uint32 appointment,Part[] parts,uint32 number)Part(uint128 choices,uint64 units)` and
/// `Appointment(bytes32 meeting,address holder,address proxy,uint32 number)`.
/// It holds nothing, and has no power over any token. It trusts the platform's pass and its classes, and no
/// wallet: one that signs by ERC-1271 is asked with bounded gas, before anything is written.
interface IMeeting {
    /// One matter to decide (議案). It is adopted when all three shares are reached and somebody is for it.
    /// @param document Hash of the proposal.
    /// @param quorum Of all votes, those of investors who cast a ballot, whatever it says (定足数).
    /// @param approval Of the votes of those, the ones for it: who abstains was there, and is not for it.
    /// @param ofAll Of all votes, the ones for it.
    struct Item {
        bytes32 document;
        Share quorum;
        Share approval;
        Share ofAll;
    }

    /// @param recordDate Whose end says who votes. It need not be over when the meeting is convened, nor
    /// declared yet.
    /// @param opens, closes First and last Unix second at which ballots count. The meeting's day is that of
    /// its close.
    /// @param notice Hash of the notice of convocation.
    /// @param noticeOverride Hash of the reason for which the rules of notice do not apply, such as everybody's
    /// consent; 0 where they are kept: two weeks between the notice and the meeting's day, and a record date
    /// at most 92 days (three months) before that.
    /// @param excluded Wallets of investors who have no votes, such as the issuer for its own units (自己株式);
    /// 16 at most. Each stands for its investor.
    /// @param splits Investors may divide their votes (不統一行使).
    /// @param proxiesHold A proxy must have had votes of its own: articles often admit holders only.
    /// @param number Tells two equal ones apart.
    struct Terms {
        ISecurityToken token;
        JstDate recordDate;
        uint32 opens;
        uint32 closes;
        bytes32 notice;
        bytes32 noticeOverride;
        Item[] agenda;
        address[] excluded;
        bool splits;
        bool proxiesHold;
        uint256 number;
    }

    enum Phase {
        None,
        Convened,
        VotesFixed, // how many votes there are is known: ballots count from the opening on
        Declared,
        Cancelled
    }

    /// @param units So many votes; 0 for all that the parts before leave.
    struct Part {
        Choices choices;
        uint64 units;
    }

    /// @param holder Any wallet of the investor, or the contract with a system pass, whose votes are cast.
    /// @param appointment 0 when the holder votes; else the number of the appointment by which a proxy does.
    /// @param parts One, unless votes are divided; 129 at most.
    /// @param number Higher than all before: of the holder's, ballots and appointments together; of a proxy's, its
    /// ballots by this appointment. The Unix second will do; it never lies ahead, so that who has stolen a key
    /// cannot use all numbers up.
    struct Ballot {
        bytes32 meeting;
        address holder;
        uint32 appointment;
        Part[] parts;
        uint32 number;
    }

    /// @param proxy Zero to have none any more.
    /// @param number As of a ballot; names this appointment.
    struct Appointment {
        bytes32 meeting;
        address holder;
        address proxy;
        uint32 number;
    }

    /// @param total Votes that there are.
    /// @param present Votes of those who cast a ballot.
    struct Account {
        ISecurityToken token;
        Phase phase;
        uint16 recordId;
        uint32 opens;
        uint32 closes;
        uint64 total;
        uint64 present;
    }

    struct Outcome {
        uint64 votesFor;
        uint64 votesAgainst;
        uint64 abstained;
        bool quorumReached;
        bool adopted;
    }

    event MeetingConvened(bytes32 indexed id, address indexed token, Terms terms, address by);
    event MeetingCancelled(bytes32 indexed id, bytes32 reason, address by);
    /// @param supply Units at the record date; those without a vote are left out of `total`.
    event VotesFixed(bytes32 indexed id, uint16 recordId, uint256 supply, uint256 total);
    /// @notice A ballot counts from now on, in the place of the investor's earlier one. Cast by the investor, it
    /// ends an appointment that was before.
    /// @param investor The investor's number, or the wallet's address for a system pass.
    /// @param by Whose ballot it is: the holder, or the proxy.
    /// @param parts With the units that each counts for.
    event BallotCast(
        bytes32 indexed id,
        uint256 indexed investor,
        address indexed by,
        Part[] parts,
        uint32 number
    );
    /// @notice From now on this wallet may vote for the investor, and no other; zero: none may.
    event ProxyAppointed(
        bytes32 indexed id,
        uint256 indexed investor,
        address indexed proxy,
        uint32 number
    );
    /// @notice What a proxy had cast counts no more, since its appointment ended.
    event ProxyBallotFell(bytes32 indexed id, uint256 indexed investor, uint256 units);
    event ItemDecided(bytes32 indexed id, uint256 indexed item, bytes32 document, Outcome outcome);
    event MeetingDeclared(bytes32 indexed id, uint256 total, uint256 present);

    error NotAClassOfThePlatform(address token);
    error NotTheRegistrar(address caller, uint64 role);
    error ConvenedBefore(bytes32 id);
    /// @notice The agenda, the excluded wallets, a share or the times are not what they can be.
    error MeetingMalformed(bytes32 id);
    /// @notice The opening must lie ahead, and behind the end of the record date.
    error OpensTooEarly(uint256 opens, uint256 after_);
    error NoticeTooShort(JstDate meeting, JstDate earliest);
    error RecordDateTooOld(JstDate recordDate, JstDate oldest);
    error MeetingNotInPhase(bytes32 id, Phase phase);
    error OpenedAlready(bytes32 id, uint256 opens);
    error NotTheRecordDate(uint16 recordId, JstDate date, JstDate asked);
    error NotOpen(bytes32 id, uint256 opens, uint256 closes, uint256 now_);
    error NotClosedYet(bytes32 id, uint256 closes);
    error NotTheVoter(address caller, address voter);
    error BallotSignatureInvalid(bytes32 id, address voter);
    error PassNotWorking(address wallet, PassStatus status);
    /// @notice It had no units at the record date, or its investor has no votes.
    error NoVotes(bytes32 id, address holder);
    /// @notice The same ballot or appointment, or a later one, came before.
    error NumberUsed(bytes32 id, uint32 number, uint32 last);
    error NumberAhead(bytes32 id, uint32 number, uint256 now_);
    error NotAppointed(bytes32 id, address holder, uint32 appointment);
    /// @notice Only holders of the class may be proxies at this meeting.
    error ProxyHoldsNothing(bytes32 id, address proxy);
    error BallotMalformed(bytes32 id);
    error VotesNotDivisible(bytes32 id);
    error TooManyVotes(bytes32 id, uint256 votes, uint256 left);

    /// @notice Convenes a meeting.
    /// @dev A registrar of the class, without delay. 1 to 64 items. Emits {MeetingConvened}.
    function convene(Terms calldata terms) external returns (bytes32 id);

    /// @notice Calls a meeting off, before it opens: never once a ballot could be there.
    /// @dev A registrar of the class. Emits {MeetingCancelled}.
    function cancel(Terms calldata terms, bytes32 reason) external;

    /// @notice Fixes how many votes there are, once the record date is over: its supply, less what excluded
    /// investors had. No ballot counts before it.
    /// @dev Anyone, once. Emits {VotesFixed}.
    /// @param recordId The record date's number, which is known once it is over ({ITokenLens-recordIdOf}).
    function fixVotes(Terms calldata terms, uint16 recordId) external;

    /// @notice Casts a ballot: by the holder, or by the proxy that is appointed.
    /// @dev Emits {BallotCast}.
    function vote(Ballot calldata ballot) external;

    /// @notice Casts a ballot that the holder, or the proxy, signed. Anyone may send it.
    /// @dev Emits {BallotCast}.
    function voteSigned(Ballot calldata ballot, bytes calldata signature) external;

    /// @notice Appoints a proxy for one meeting, or ends an appointment, until the close.
    /// @dev The holder. Emits {ProxyAppointed}, and {ProxyBallotFell} where an earlier proxy had voted.
    function appoint(Appointment calldata appointment) external;

    /// @notice The same, signed by the holder. Anyone may send it.
    function appointSigned(Appointment calldata appointment, bytes calldata signature) external;

    /// @notice Puts the outcome on record, once, after the close.
    /// @dev Anyone. Emits {ItemDecided} for each item, and {MeetingDeclared}.
    function declare(Terms calldata terms) external;

    /// @notice The outcome of each item, after the close.
    function resultOf(Terms calldata terms) external view returns (Outcome[] memory);

    function idOf(Terms calldata terms) external pure returns (bytes32);

    function meetingOf(bytes32 id) external view returns (Account memory);

    /// @notice Votes of the wallet's investor, once they are fixed; 0 if it has none.
    function votesOf(bytes32 id, address wallet) external view returns (uint256);

    /// @notice The ballot of the wallet's investor that counts now; no parts if there is none.
    /// @param number The last that the investor used; the next must be higher.
    function ballotOf(
        bytes32 id,
        address wallet
    ) external view returns (Part[] memory parts, uint32 number, bool byProxy);

    /// @notice Who may vote for the wallet's investor beside himself, by which appointment, and the last number
    /// that it used; zeros if nobody may.
    function proxyOf(
        bytes32 id,
        address wallet
    ) external view returns (address proxy, uint32 appointment, uint32 number);
}
