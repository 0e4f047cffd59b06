// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { Choices, ChoicesWords } from "../../types/Choices.sol";
import { ClaimsWords } from "../../types/ClaimsWord.sol";
import { JstDate, JstDates } from "../../types/JstDate.sol";
import { Signatures } from "../../types/Signatures.sol";
import { PassStatus, Standing } from "../../types/Standing.sol";
import { ISecurityToken } from "../interfaces/ISecurityToken.sol";
import { IMeeting } from "./interfaces/IMeeting.sol";

/// @dev Specification: {IMeeting}.
contract Meeting is IMeeting, EIP712 {
    /// One slot: what a ballot needs of the terms, so that it need not bring them.
    struct Kept {
        ISecurityToken token;
        uint8 items;
        Phase phase;
        uint32 opens;
        uint32 closes;
        bool splits;
        bool proxiesHold;
    }

    struct Count {
        uint64 total;
        uint64 present;
        uint16 recordId;
    }

    /// One slot. An investor's ballot is one of them, or several on end if its votes are divided; only the
    /// first says the rest.
    /// @param number The last of the investor's own ballots and appointments.
    /// @param further How many parts follow.
    struct Cast {
        Choices choices;
        uint64 units;
        uint32 number;
        uint8 further;
        bool byProxy;
        bool isExcluded;
    }

    /// One slot. In force while its number is the investor's last: whatever he does later ends it.
    /// @param number Of the proxy's last ballot.
    struct Proxy {
        address wallet;
        uint32 appointment;
        uint32 number;
    }

    /// Who casts a ballot, for which investor, at which meeting.
    /// @param isAlone The holder is the investor's only wallet.
    struct Voter {
        Kept kept;
        uint256 investor;
        bool isAlone;
        address wallet;
    }

    bytes32 private constant PART_TYPEHASH = keccak256("Part(uint128 choices,uint64 units)");
    bytes32 private constant BALLOT_TYPEHASH = keccak256(
        "Ballot(bytes32 meeting,address holder,uint32 appointment,Part[] parts,uint32 number)Part(uint128 choices,uint64 units)"
    );
    bytes32 private constant APPOINTMENT_TYPEHASH = keccak256(
        "Appointment(bytes32 meeting,address holder,address proxy,uint32 number)"
    );
    uint256 private constant MOST_EXCLUDED = 16;
    /// As many as it takes to give each item its own votes for and against.
    uint256 private constant MOST_PARTS = 2 * ChoicesWords.MOST_ITEMS + 1;
    /// Companies Act 299(1), 720(1); Trust Act 109(1): two weeks lie between the notice and the day.
    uint256 private constant NOTICE_DAYS = 14;
    /// Companies Act 124(2), three months, which have 92 days at most.
    uint256 private constant RECORD_DAYS = 92;

    IKycPass public immutable pass;
    IAccessManager private immutable _manager;

    mapping(bytes32 id => Kept) private _meetings;
    mapping(bytes32 id => Count) private _counts;
    /// Two items to a word, as {ChoicesWords} draws it.
    mapping(bytes32 id => mapping(uint256 place => uint256)) private _tallies;
    mapping(bytes32 id => mapping(uint256 investor => mapping(uint256 place => Cast)))
        private _casts;
    mapping(bytes32 id => mapping(uint256 investor => Proxy)) private _proxies;

    constructor(IAccessManager manager, IKycPass pass_) EIP712("Kessai Meeting", "1") {
        _manager = manager;
        pass = pass_;
    }

    // ------------------------------------------------------------------ registrar

    /// @inheritdoc IMeeting
    function convene(Terms calldata terms) external returns (bytes32 id) {
        _requireRegistrar(terms.token);
        id = idOf(terms);
        if (_meetings[id].phase != Phase.None) revert ConvenedBefore(id);
        _requireWellFormed(id, terms);
        if (terms.noticeOverride == 0) _requireNotice(terms);

        _meetings[id] = Kept({
            token: terms.token,
            items: uint8(terms.agenda.length),
            phase: Phase.Convened,
            opens: terms.opens,
            closes: terms.closes,
            splits: terms.splits,
            proxiesHold: terms.proxiesHold
        });
        emit MeetingConvened(id, address(terms.token), terms, msg.sender);
    }

    /// @inheritdoc IMeeting
    function cancel(Terms calldata terms, bytes32 reason) external {
        _requireRegistrar(terms.token);
        bytes32 id = idOf(terms);
        Kept memory kept = _meetings[id];
        if (kept.phase != Phase.Convened && kept.phase != Phase.VotesFixed) {
            revert MeetingNotInPhase(id, kept.phase);
        }
        // Whoever convened it must not end it because of how it is going.
        if (block.timestamp >= kept.opens) revert OpenedAlready(id, kept.opens);

        _meetings[id].phase = Phase.Cancelled;
        emit MeetingCancelled(id, reason, msg.sender);
    }

    // ------------------------------------------------------------------ anyone

    /// @inheritdoc IMeeting
    function fixVotes(Terms calldata terms, uint16 recordId) external {
        bytes32 id = idOf(terms);
        Phase phase = _meetings[id].phase;
        if (phase != Phase.Convened) revert MeetingNotInPhase(id, phase);
        // The number of a date that is over never shifts; before that, the class refuses.
        (JstDate date, uint256 supply, ) = terms.token.recordAt(recordId);
        if (JstDate.unwrap(date) != JstDate.unwrap(terms.recordDate)) {
            revert NotTheRecordDate(recordId, date, terms.recordDate);
        }

        uint256 total = supply;
        for (uint256 i = 0; i < terms.excluded.length; ++i) {
            address wallet = terms.excluded[i];
            (uint256 investor, bool isAlone) = _investorOf(pass.standing(wallet), wallet);
            Cast storage cast = _casts[id][investor][0];
            // A wallet that nobody knows had nothing. Nothing in the list can stop the meeting.
            if (investor == 0 || cast.isExcluded) continue;
            cast.isExcluded = true;
            total -= _unitsAt(terms.token, recordId, wallet, isAlone);
        }
        _meetings[id].phase = Phase.VotesFixed;
        _counts[id] = Count({ total: uint64(total), present: 0, recordId: recordId });
        emit VotesFixed(id, recordId, supply, total);
    }

    /// @inheritdoc IMeeting
    function vote(Ballot calldata ballot) external {
        Voter memory voter = _voterOf(ballot);
        if (msg.sender != voter.wallet) revert NotTheVoter(msg.sender, voter.wallet);
        _cast(ballot, voter);
    }

    /// @inheritdoc IMeeting
    function voteSigned(Ballot calldata ballot, bytes calldata signature) external {
        Voter memory voter = _voterOf(ballot);
        if (!Signatures.isValid(voter.wallet, _hashTypedDataV4(_hash(ballot)), signature)) {
            revert BallotSignatureInvalid(ballot.meeting, voter.wallet);
        }
        _cast(ballot, voter);
    }

    /// @inheritdoc IMeeting
    function appoint(Appointment calldata appointment) external {
        if (msg.sender != appointment.holder) revert NotTheVoter(msg.sender, appointment.holder);
        _appoint(appointment);
    }

    /// @inheritdoc IMeeting
    function appointSigned(Appointment calldata appointment, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(APPOINTMENT_TYPEHASH, appointment));
        if (!Signatures.isValid(appointment.holder, _hashTypedDataV4(structHash), signature)) {
            revert BallotSignatureInvalid(appointment.meeting, appointment.holder);
        }
        _appoint(appointment);
    }

    /// @inheritdoc IMeeting
    function declare(Terms calldata terms) external {
        bytes32 id = idOf(terms);
        Kept memory kept = _meetings[id];
        if (kept.phase != Phase.VotesFixed) revert MeetingNotInPhase(id, kept.phase);
        Outcome[] memory outcomes = _outcomesOf(id, kept, terms.agenda);
        Count memory count = _counts[id];

        _meetings[id].phase = Phase.Declared;
        for (uint256 item = 0; item < outcomes.length; ++item) {
            emit ItemDecided(id, item, terms.agenda[item].document, outcomes[item]);
        }
        emit MeetingDeclared(id, count.total, count.present);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IMeeting
    function resultOf(Terms calldata terms) external view returns (Outcome[] memory) {
        bytes32 id = idOf(terms);
        Kept memory kept = _meetings[id];
        if (kept.phase != Phase.VotesFixed && kept.phase != Phase.Declared) {
            revert MeetingNotInPhase(id, kept.phase);
        }
        return _outcomesOf(id, kept, terms.agenda);
    }

    /// @inheritdoc IMeeting
    function idOf(Terms calldata terms) public pure returns (bytes32) {
        return keccak256(abi.encode(terms));
    }

    /// @inheritdoc IMeeting
    function meetingOf(bytes32 id) external view returns (Account memory) {
        Kept memory kept = _meetings[id];
        Count memory count = _counts[id];
        return
            Account({
                token: kept.token,
                phase: kept.phase,
                recordId: count.recordId,
                opens: kept.opens,
                closes: kept.closes,
                total: count.total,
                present: count.present
            });
    }

    /// @inheritdoc IMeeting
    function votesOf(bytes32 id, address wallet) external view returns (uint256) {
        Kept memory kept = _meetings[id];
        if (kept.phase != Phase.VotesFixed && kept.phase != Phase.Declared) {
            revert MeetingNotInPhase(id, kept.phase);
        }
        (uint256 investor, bool isAlone) = _investorOf(pass.standing(wallet), wallet);
        if (_casts[id][investor][0].isExcluded) return 0;
        return _unitsAt(kept.token, _counts[id].recordId, wallet, isAlone);
    }

    /// @inheritdoc IMeeting
    function ballotOf(
        bytes32 id,
        address wallet
    ) external view returns (Part[] memory parts, uint32 number, bool byProxy) {
        (uint256 investor, ) = _investorOf(pass.standing(wallet), wallet);
        Cast memory cast = _casts[id][investor][0];
        return (_partsCast(id, investor, cast), cast.number, cast.byProxy);
    }

    /// @inheritdoc IMeeting
    function proxyOf(
        bytes32 id,
        address wallet
    ) external view returns (address proxy, uint32 appointment, uint32 number) {
        (uint256 investor, ) = _investorOf(pass.standing(wallet), wallet);
        Proxy memory appointed = _proxies[id][investor];
        if (!_isInForce(id, investor, appointed)) return (address(0), 0, 0);
        return (appointed.wallet, appointed.appointment, appointed.number);
    }

    // ------------------------------------------------------------------ internals

    /// Who casts a ballot for whom, at a meeting that is open. What the key may not do, its signature may not.
    function _voterOf(Ballot calldata ballot) private view returns (Voter memory voter) {
        bytes32 id = ballot.meeting;
        Kept memory kept = _meetings[id];
        if (kept.phase != Phase.VotesFixed) revert MeetingNotInPhase(id, kept.phase);
        if (block.timestamp < kept.opens || block.timestamp > kept.closes) {
            revert NotOpen(id, kept.opens, kept.closes, block.timestamp);
        }
        voter.kept = kept;
        voter.wallet = ballot.holder;
        (voter.investor, voter.isAlone) = _requireWorking(ballot.holder);
        if (ballot.appointment == 0) return voter;

        Proxy memory proxy = _proxies[id][voter.investor];
        if (proxy.appointment != ballot.appointment || !_isInForce(id, voter.investor, proxy))
            revert NotAppointed(id, ballot.holder, ballot.appointment);
        voter.wallet = proxy.wallet;
        (, bool isAlone) = _requireWorking(proxy.wallet);
        if (
            kept.proxiesHold &&
            _unitsAt(kept.token, _counts[id].recordId, proxy.wallet, isAlone) == 0
        ) revert ProxyHoldsNothing(id, proxy.wallet);
    }

    function _cast(Ballot calldata ballot, Voter memory voter) private {
        bytes32 id = ballot.meeting;
        uint256 investor = voter.investor;
        Cast memory cast = _casts[id][investor][0];
        bool byProxy = ballot.appointment != 0;
        uint32 last = byProxy ? _proxies[id][investor].number : cast.number;
        _requireNext(id, ballot.number, last);
        uint256 votes =
            cast.isExcluded
                ? 0
                : _unitsAt(voter.kept.token, _counts[id].recordId, ballot.holder, voter.isAlone);
        if (votes == 0) revert NoVotes(id, ballot.holder);
        Part[] memory parts = _partsOf(ballot, voter.kept, votes);

        _recount(id, voter.kept.items, _partsCast(id, investor, cast), parts);
        cast.byProxy = byProxy;
        if (byProxy) _proxies[id][investor].number = ballot.number;
        else cast.number = ballot.number;
        _keep(id, investor, cast, parts);
        emit BallotCast(id, investor, voter.wallet, parts, ballot.number);
    }

    function _appoint(Appointment calldata appointment) private {
        bytes32 id = appointment.meeting;
        Kept memory kept = _meetings[id];
        if (kept.phase != Phase.Convened && kept.phase != Phase.VotesFixed) {
            revert MeetingNotInPhase(id, kept.phase);
        }
        if (block.timestamp > kept.closes) {
            revert NotOpen(id, kept.opens, kept.closes, block.timestamp);
        }
        (uint256 investor, ) = _requireWorking(appointment.holder);
        Cast memory cast = _casts[id][investor][0];
        _requireNext(id, appointment.number, cast.number);

        bool falls = cast.byProxy;
        Part[] memory fallen = falls ? _partsCast(id, investor, cast) : new Part[](0);
        cast.number = appointment.number;
        if (falls) {
            cast.byProxy = false;
            _recount(id, kept.items, fallen, new Part[](0));
            _keep(id, investor, cast, new Part[](0));
        } else {
            _casts[id][investor][0] = cast;
        }
        _proxies[id][investor] = Proxy(appointment.proxy, appointment.number, 0);
        emit ProxyAppointed(id, investor, appointment.proxy, appointment.number);
        if (falls) emit ProxyBallotFell(id, investor, _unitsOf(fallen));
    }

    /// Counts a ballot in the place of another one. Units in no part are as if their owner were not there.
    function _recount(
        bytes32 id,
        uint256 items,
        Part[] memory before,
        Part[] memory parts
    ) private {
        for (uint256 place = 0; 2 * place < items; ++place) {
            uint256 less = _votesIn(before, place);
            uint256 more = _votesIn(parts, place);
            // What is taken out was put in: no field of the word falls below zero.
            if (less != more) _tallies[id][place] = _tallies[id][place] - less + more;
        }
        uint256 present = _counts[id].present + _unitsOf(parts) - _unitsOf(before);
        _counts[id].present = uint64(present);
    }

    /// Writes the parts of a ballot that counts now; what an earlier one had beyond them is not read any more.
    function _keep(bytes32 id, uint256 investor, Cast memory first, Part[] memory parts) private {
        first.choices = parts.length == 0 ? Choices.wrap(0) : parts[0].choices;
        first.units = parts.length == 0 ? 0 : parts[0].units;
        first.further = parts.length == 0 ? 0 : uint8(parts.length - 1);
        _casts[id][investor][0] = first;
        for (uint256 place = 1; place < parts.length; ++place) {
            Cast storage cast = _casts[id][investor][place];
            (cast.choices, cast.units) = (parts[place].choices, parts[place].units);
        }
    }

    function _requireWellFormed(bytes32 id, Terms calldata terms) private view {
        uint256 items = terms.agenda.length;
        bool isFine =
            items != 0 &&
                items <= ChoicesWords.MOST_ITEMS &&
                terms.excluded.length <= MOST_EXCLUDED &&
                terms.closes > terms.opens;
        for (uint256 i = 0; isFine && i < items; ++i) {
            Item calldata item = terms.agenda[i];
            isFine =
                item.document != 0 &&
                item.quorum.isWellFormed() &&
                item.approval.isWellFormed() &&
                item.ofAll.isWellFormed();
        }
        if (!isFine) revert MeetingMalformed(id);
        uint256 after_ = Math.max(block.timestamp, terms.recordDate.lastSecond());
        if (terms.opens <= after_) revert OpensTooEarly(terms.opens, after_);
    }

    function _requireNotice(Terms calldata terms) private view {
        uint256 day = JstDate.unwrap(JstDates.dateAt(terms.closes));
        uint256 earliest =
            uint256(JstDate.unwrap(JstDates.dateAt(block.timestamp))) + NOTICE_DAYS + 1;
        if (day < earliest) {
            revert NoticeTooShort(JstDate.wrap(uint16(day)), JstDate.wrap(uint16(earliest)));
        }
        if (uint256(JstDate.unwrap(terms.recordDate)) + RECORD_DAYS < day) {
            revert RecordDateTooOld(terms.recordDate, JstDate.wrap(uint16(day - RECORD_DAYS)));
        }
    }

    function _requireNext(bytes32 id, uint32 number, uint32 last) private view {
        if (number <= last) revert NumberUsed(id, number, last);
        if (number > block.timestamp) revert NumberAhead(id, number, block.timestamp);
    }

    /// The votes of a ballot by their parts, each with its units.
    function _partsOf(
        Ballot calldata ballot,
        Kept memory kept,
        uint256 votes
    ) private pure returns (Part[] memory parts) {
        bytes32 id = ballot.meeting;
        uint256 count = ballot.parts.length;
        if (count == 0 || count > MOST_PARTS) revert BallotMalformed(id);
        parts = new Part[](count);
        uint256 left = votes;
        for (uint256 i = 0; i < count; ++i) {
            Part calldata part = ballot.parts[i];
            uint256 units = part.units == 0 ? left : part.units;
            if (units == 0 || !part.choices.isComplete(kept.items)) revert BallotMalformed(id);
            if (units > left) revert TooManyVotes(id, units, left);
            left -= units;
            parts[i] = Part(part.choices, uint64(units));
        }
        if (!kept.splits && (count != 1 || left != 0)) revert VotesNotDivisible(id);
    }

    function _partsCast(
        bytes32 id,
        uint256 investor,
        Cast memory first
    ) private view returns (Part[] memory parts) {
        if (first.units == 0) return parts;
        parts = new Part[](uint256(first.further) + 1);
        parts[0] = Part(first.choices, first.units);
        for (uint256 place = 1; place < parts.length; ++place) {
            Cast storage cast = _casts[id][investor][place];
            parts[place] = Part(cast.choices, cast.units);
        }
    }

    function _outcomesOf(
        bytes32 id,
        Kept memory kept,
        Item[] calldata agenda
    ) private view returns (Outcome[] memory outcomes) {
        if (block.timestamp <= kept.closes) revert NotClosedYet(id, kept.closes);
        Count memory count = _counts[id];
        outcomes = new Outcome[](agenda.length);
        for (uint256 i = 0; i < agenda.length; ++i) {
            Item calldata item = agenda[i];
            Outcome memory outcome = outcomes[i];
            (uint64 for_, uint64 against) = ChoicesWords.countIn(_tallies[id][i / 2], i);
            (outcome.votesFor, outcome.votesAgainst) = (for_, against);
            outcome.abstained = count.present - for_ - against;
            outcome.quorumReached = item.quorum.isReached(count.present, count.total);
            // Of nobody any share is reached: nothing is decided without a vote for it.
            outcome.adopted =
                for_ != 0 &&
                outcome.quorumReached &&
                item.approval.isReached(for_, count.present) &&
                item.ofAll.isReached(for_, count.total);
        }
    }

    /// What the wallet's investor had at the record date, on all of his wallets. A wallet linked since had
    /// nothing then: it never had a pass before.
    function _unitsAt(
        ISecurityToken token,
        uint16 recordId,
        address wallet,
        bool isAlone
    ) private view returns (uint256 units) {
        if (isAlone) return _unitsOf(token, recordId, wallet);
        address[] memory wallets = pass.walletsOf(wallet);
        for (uint256 i = 0; i < wallets.length; ++i) {
            units += _unitsOf(token, recordId, wallets[i]);
        }
    }

    function _unitsOf(
        ISecurityToken token,
        uint16 recordId,
        address wallet
    ) private view returns (uint256 units) {
        (units, , ) = token.holdingAt(wallet, recordId);
    }

    function _unitsOf(Part[] memory parts) private pure returns (uint256 units) {
        for (uint256 i = 0; i < parts.length; ++i) units += parts[i].units;
    }

    function _votesIn(Part[] memory parts, uint256 place) private pure returns (uint256 word) {
        for (uint256 i = 0; i < parts.length; ++i) {
            word += parts[i].choices.votes(place, parts[i].units);
        }
    }

    function _isInForce(
        bytes32 id,
        uint256 investor,
        Proxy memory proxy
    ) private view returns (bool) {
        return proxy.wallet != address(0) && proxy.appointment == _casts[id][investor][0].number;
    }

    function _requireWorking(address wallet) private view returns (uint256 investor, bool isAlone) {
        Standing standing = pass.standing(wallet);
        PassStatus status = standing.status();
        if (status != PassStatus.Working) revert PassNotWorking(wallet, status);
        return _investorOf(standing, wallet);
    }

    /// Under which key the wallet votes, and whether it does so alone.
    function _investorOf(
        Standing standing,
        address wallet
    ) private pure returns (uint256 investor, bool isAlone) {
        uint32 number = standing.investorId();
        return
            number == ClaimsWords.SYSTEM
                ? (uint256(uint160(wallet)), true)
                : (number, !standing.isCountedApart());
    }

    function _hash(Ballot calldata ballot) private pure returns (bytes32) {
        bytes32[] memory parts = new bytes32[](ballot.parts.length);
        for (uint256 i = 0; i < parts.length; ++i) {
            parts[i] = keccak256(abi.encode(PART_TYPEHASH, ballot.parts[i]));
        }
        return
            keccak256(
                abi.encode(
                    BALLOT_TYPEHASH,
                    ballot.meeting,
                    ballot.holder,
                    ballot.appointment,
                    keccak256(abi.encodePacked(parts)),
                    ballot.number
                )
            );
    }

    /// A stranger's contract could answer any role; only classes of the platform are asked.
    function _requireRegistrar(ISecurityToken token) private view {
        uint16 number = token.classNumber();
        // Number 0 is yen, which has no registrar.
        if (number == 0 || pass.classAt(number) != address(token)) {
            revert NotAClassOfThePlatform(address(token));
        }
        uint64 role = token.registrarRole();
        (bool isMember, uint32 delay) = _manager.hasRole(role, msg.sender);
        if (!isMember || delay != 0) revert NotTheRegistrar(msg.sender, role);
    }
}
