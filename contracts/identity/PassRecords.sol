// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC721 } from "@openzeppelin/contracts/interfaces/IERC721.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { CategoryEnds, CategoryEndsMath } from "../types/CategoryEnds.sol";
import { ClaimsWord, ClaimsWords, PassState } from "../types/ClaimsWord.sol";
import { FurtherOfficers, FurtherOfficersMath } from "../types/FurtherOfficers.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { OfficerWord } from "../types/OfficerWord.sol";
import { RosterWord, RosterWords } from "../types/RosterWord.sol";
import { PassStatus, Standing, Standings } from "../types/Standing.sol";
import { IPassListener } from "./interfaces/IPassListener.sol";
import { IPassRecords } from "./interfaces/IPassRecords.sol";

/// @dev What KycPass and its annex share: the storage, which is KycPass's, and what both do with it.
abstract contract PassRecords is IPassRecords, AccessManaged, EIP712 {
    /// One slot: claims that replace the present ones at `validFrom`, and who attested them when.
    struct WaitingChange {
        CategoryEnds ends;
        uint16 residence;
        uint8 taxClass;
        uint32 validFrom;
        uint32 attestedAt;
        uint64 officers;
    }

    /// One slot: who keeps an account from `validFrom` on, and who did before.
    struct Account {
        uint32 broker;
        bool own;
        uint32 validFrom;
        uint32 brokerBefore;
        bool ownBefore;
    }

    /// Class numbers that were not yet told of the last disowning: from the first up to the second.
    struct Untold {
        uint16 from;
        uint16 to;
    }

    struct Succession {
        address successor;
        uint32 validFrom;
        uint32 attestedAt;
        /// The lost wallet still had a pass, which a veto brings back suspended.
        bool hadPass;
        uint64 officers;
    }

    uint256 internal constant CLASS_GAS = 60_000;
    uint256 internal constant MOST_CLASSES = 512;

    RosterWord internal _roster;
    Untold internal _untold;
    uint16 internal _listQuota;
    mapping(address wallet => ClaimsWord) internal _claims;
    mapping(uint256 number => OfficerWord) internal _officers;
    mapping(uint256 number => address token) internal _classes;
    mapping(address wallet => mapping(uint256 page => uint256 bits)) internal _moreClasses;
    mapping(address wallet => CategoryEnds) internal _categoryEnds;
    mapping(address wallet => WaitingChange) internal _waiting;
    mapping(address wallet => FurtherOfficers) internal _furtherOfficers;
    mapping(address wallet => Account) internal _accounts;
    mapping(address lost => Succession) internal _successions;
    /// Written when a second wallet is linked.
    mapping(uint256 investorId => address[] wallets) internal _wallets;
    mapping(uint256 number => address guardian) internal _disownedBy;
    mapping(address factory => bool) internal _factories;

    constructor(address authority_) AccessManaged(authority_) EIP712("Kessai KYC Pass", "1") {}

    // ------------------------------------------------------------------ internals: attestations

    /// At least the quorum of distinct active officers signed `structHash`. For a grant or a
    /// reclassification the roster that comes back counts it against each one's quota of the day.
    function _requireQuorum(
        bytes32 structHash,
        Attestation[] calldata attestations,
        bool isCounted
    ) internal view returns (RosterWord roster, uint256 officers) {
        roster = _roster;
        uint256 count = attestations.length;
        if (count < roster.quorum()) revert TooFewAttestations(count, roster.quorum());
        if (count > RosterWords.MOST_QUORUM) {
            revert TooManyAttestations(count, RosterWords.MOST_QUORUM);
        }
        bytes32 digest = _hashTypedDataV4(structHash);
        JstDate today = JstDates.dateAt(block.timestamp);
        uint256 last = 0;
        for (uint256 i = 0; i < count; ++i) {
            Attestation calldata attestation = attestations[i];
            uint8 number = attestation.officer;
            // Ascending numbers are distinct numbers.
            if (number <= last) revert AttestationsNotAscending(number);
            last = number;
            OfficerWord officer = _requireSigned(digest, attestation);
            unchecked {
                // There are eight at most.
                officers |= uint256(number) << (8 * i);
            }
            if (!isCounted) continue;
            if (roster.grantsOn(today, officer.seat()) >= roster.quota()) {
                revert OfficerQuotaSpent(number, roster.quota(), today);
            }
            roster = roster.withGrant(today, officer.seat());
        }
    }

    function _requireSigned(
        bytes32 digest,
        Attestation calldata attestation
    ) internal view returns (OfficerWord officer) {
        uint8 number = attestation.officer;
        officer = _officers[number];
        if (!officer.isActive()) {
            if (!officer.isSeated()) revert NotAnOfficer(number);
            revert OfficerIsDisowned(number, officer.disownedSince());
        }
        (address signer, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(
            digest,
            attestation.r,
            attestation.vs
        );
        if (fault != ECDSA.RecoverError.NoError || signer != officer.key()) {
            revert AttestationInvalid(number, officer.key(), signer);
        }
    }

    function _withNextSeq(
        ClaimsWord word,
        address wallet,
        uint16 signed,
        uint48 deadline
    ) internal view returns (ClaimsWord) {
        if (block.timestamp > deadline) revert AttestationExpired(deadline);
        if (signed != word.seq()) revert WrongSeq(wallet, word.seq(), signed);
        if (signed == type(uint16).max) revert SeqAtMaximum(wallet);
        return word.withSeq(signed + 1);
    }

    /// A revocation or veto must never fail for want of a number: at the maximum it stays there, where
    /// no grant, renewal or reclassification is accepted any more.
    function _nextSeqOrLast(ClaimsWord word) internal pure returns (uint16) {
        uint16 seq = word.seq();
        return seq == type(uint16).max ? seq : seq + 1;
    }

    // ------------------------------------------------------------------ internals: claims

    function _requireHeld(address wallet) internal view returns (ClaimsWord word) {
        word = _claims[wallet];
        if (word.state() != PassState.Granted) revert PassNotHeld(wallet);
    }

    function _requireHeldOrSuspended(address wallet) internal view returns (ClaimsWord word) {
        word = _claims[wallet];
        if (!word.isHeld()) revert PassNotHeld(wallet);
    }

    function _requireNotPast(JstDate expiry, JstDate screenedUntil) internal view {
        JstDate today = JstDates.dateAt(block.timestamp);
        if (expiry.isBefore(today)) revert DatePast(expiry);
        if (screenedUntil.isBefore(today)) revert DatePast(screenedUntil);
    }

    /// Times have 32 bits, which end in 2106.
    function _timeAfter(uint256 delay) internal view returns (uint32) {
        return SafeCast.toUint32(block.timestamp + delay);
    }

    function _endsOf(Claims calldata claims) internal pure returns (CategoryEnds) {
        return
            CategoryEndsMath.pack(
                claims.specifiedUntil,
                claims.qiiUntil,
                claims.specialBusinessUntil,
                claims.brokerDealerUntil
            );
    }

    function _endsOf(address wallet, ClaimsWord word) internal view returns (CategoryEnds) {
        if (word.has(ClaimsWords.ENDS_DIFFER)) return _categoryEnds[wallet];
        return CategoryEndsMath.same(word.categories(), word.categoriesUntil());
    }

    /// The claims that count now: the waiting ones once their window is over.
    function _inForce(
        address wallet,
        ClaimsWord word
    ) internal view returns (CategoryEnds ends, uint16 residence, uint8 taxClass) {
        if (word.has(ClaimsWords.CHANGE_WAITS)) {
            WaitingChange memory change = _waiting[wallet];
            if (block.timestamp >= change.validFrom) {
                return (change.ends, change.residence, change.taxClass);
            }
        }
        return (_endsOf(wallet, word), word.residence(), word.taxClass());
    }

    /// @param doubted Whether the attestations are looked at.
    function _standing(
        address wallet,
        ClaimsWord word,
        bool doubted
    ) internal view returns (Standing) {
        PassState state = word.state();
        // No pass, no span in which a yes could hold.
        if (state != PassState.Granted) return _withoutSpan(word, _statusWithoutPass(state));
        JstDate today = JstDates.dateAt(block.timestamp);
        PassStatus status = _status(word, today);
        // Nor where it lost its ground, in its window as after it.
        bool isInWindow = status == PassStatus.InVetoWindow;
        if (doubted && (isInWindow || status == PassStatus.Working) && !_isAttested(wallet, word))
            return _withoutSpan(word, isInWindow ? status : PassStatus.Unattested);
        JstDate last = word.expiry().earlier(word.screenedUntil());
        uint8 categories = word.categories();
        JstDate end = word.categoriesUntil();
        uint16 residence = word.residence();
        uint8 taxClass = word.taxClass();
        if (word.has(ClaimsWords.CHANGE_WAITS | ClaimsWords.ENDS_DIFFER)) {
            CategoryEnds ends;
            (ends, residence, taxClass) = _inForce(wallet, word);
            (categories, end) = ends.live(block.timestamp);
        } else if (end.isBefore(today)) {
            categories = 0;
        }
        if (categories != 0) last = last.earlier(end);
        uint32 until = last.lastSecond();
        if (word.has(ClaimsWords.CHANGE_WAITS)) {
            uint32 changesAt = _waiting[wallet].validFrom;
            if (block.timestamp < changesAt && changesAt <= until) until = changesAt - 1;
        }
        return
            Standings.pack(
                word.investorId(),
                word.validFrom(),
                until,
                categories,
                residence,
                status,
                word.isCountedApart(),
                taxClass
            );
    }

    function _withoutSpan(ClaimsWord word, PassStatus status) private pure returns (Standing) {
        return
            Standings.pack(
                word.investorId(),
                0,
                0,
                0,
                0,
                status,
                word.isCountedApart(),
                word.taxClass()
            );
    }

    function _statusWithoutPass(PassState state) private pure returns (PassStatus) {
        if (state == PassState.None) return PassStatus.None;
        if (state == PassState.Revoked) return PassStatus.Revoked;
        return state == PassState.Suspended ? PassStatus.Suspended : PassStatus.Recovered;
    }

    function _status(ClaimsWord word, JstDate today) private view returns (PassStatus) {
        if (block.timestamp < word.validFrom()) return PassStatus.InVetoWindow;
        if (word.expiry().isBefore(today)) return PassStatus.Expired;
        if (word.screenedUntil().isBefore(today)) return PassStatus.ScreeningLapsed;
        return PassStatus.Working;
    }

    function _withOfficers(
        ClaimsWord word,
        address wallet,
        uint256 officers,
        uint256 minedAt
    ) internal returns (ClaimsWord) {
        bool more = officers >> 16 != 0;
        if (more) _furtherOfficers[wallet] = FurtherOfficersMath.made(officers >> 16, minedAt);
        return word.withOfficers(uint16(officers), more).withAttestedAt(uint32(minedAt));
    }

    function _withCategories(
        ClaimsWord word,
        address wallet,
        CategoryEnds ends
    ) internal returns (ClaimsWord) {
        (uint8 categories, JstDate until, bool differ) = ends.summary();
        if (differ) _categoryEnds[wallet] = ends;
        return word.withCategories(categories, until, differ);
    }

    /// Writes a change whose window is over into the claims, and drops one that lost its ground with its
    /// officers: nobody else's signature brings it into force. The seq tells of a change that was in force, so
    /// that nobody vouches unknowingly for it.
    function _withWaitingChangeDone(ClaimsWord word, address wallet) internal returns (ClaimsWord) {
        if (!word.has(ClaimsWords.CHANGE_WAITS)) return word;
        WaitingChange memory change = _waiting[wallet];
        bool isGood = _isGround(change.officers, change.attestedAt);
        bool isOver = block.timestamp >= change.validFrom;
        if (isGood && !isOver) return word;
        if (isOver) word = word.withSeq(_nextSeqOrLast(word));
        if (isGood) {
            word = _withCategories(word, wallet, change.ends);
            word = _withOfficers(word, wallet, change.officers, change.attestedAt);
            word = word.withResidence(change.residence, change.taxClass);
        }
        return word.set(ClaimsWords.CHANGE_WAITS, false);
    }

    /// What waits may not be vouched for as if it were in force.
    function _requireNothingWaits(ClaimsWord word, address wallet) internal view {
        if (word.has(ClaimsWords.CHANGE_WAITS)) {
            revert ChangeWaits(wallet, _waiting[wallet].validFrom);
        }
    }

    /// The seq as it is once a change whose window is over is written.
    function _seqNow(address wallet, ClaimsWord word) internal view returns (uint16) {
        bool isOver =
            word.has(ClaimsWords.CHANGE_WAITS) && block.timestamp >= _waiting[wallet].validFrom;
        return isOver ? _nextSeqOrLast(word) : word.seq();
    }

    /// True while none of the officers who attested it is disowned, or a quorum of good ones is left.
    function _isAttested(address wallet, ClaimsWord word) internal view returns (bool) {
        (uint256 good, uint256 all) = _attesting(wallet, word);
        return good == all || good >= _roster.quorum();
    }

    /// How many of the officers who attested it are good, and how many there are.
    function _attesting(
        address wallet,
        ClaimsWord word
    ) internal view returns (uint256 good, uint256 all) {
        uint256 officers = word.officers();
        uint256 minedAt = word.attestedAt();
        bool more = word.has(ClaimsWords.MORE_OFFICERS);
        if (word.has(ClaimsWords.CHANGE_WAITS)) {
            WaitingChange memory change = _waiting[wallet];
            if (block.timestamp >= change.validFrom) {
                (officers, minedAt, more) = (change.officers, change.attestedAt, false);
            }
        }
        (good, all) = _goodOf(officers, minedAt);
        if (more) {
            FurtherOfficers further = _furtherOfficers[wallet];
            for (uint256 i = 0; further.officer(i) != 0; (++i, ++all)) {
                if (_officers[further.officer(i)].isGoodAt(further.minedAt(i))) ++good;
            }
        }
    }

    function _isGround(uint256 officers, uint256 minedAt) internal view returns (bool) {
        (uint256 good, uint256 all) = _goodOf(officers, minedAt);
        return good == all || good >= _roster.quorum();
    }

    /// How many of the officers are not disowned for what was mined then, and how many there are.
    function _goodOf(
        uint256 officers,
        uint256 minedAt
    ) internal view returns (uint256 good, uint256 all) {
        unchecked {
            // There are eight at most.
            for (; officers != 0; officers >>= 8) {
                if (_officers[uint8(officers)].isGoodAt(minedAt)) ++good;
                ++all;
            }
        }
    }

    /// The word is written before any token is told: whatever a token does, the pass is gone.
    function _end(address wallet, ClaimsWord word) internal {
        word = _withWaitingChangeDone(word, wallet);
        word = word.withState(PassState.Revoked).withSeq(_nextSeqOrLast(word)).set(
            ClaimsWords.CHANGE_WAITS,
            false
        );
        _claims[wallet] = word;

        emit IERC721.Transfer(wallet, address(0), _tokenId(wallet));

        _tellClasses(wallet, word);
    }

    function _tokenId(address wallet) internal pure returns (uint256) {
        return uint160(wallet);
    }

    // ------------------------------------------------------------------ internals: classes

    function _withClass(
        ClaimsWord word,
        address wallet,
        uint16 number
    ) internal returns (ClaimsWord) {
        if (number < ClaimsWords.FIRST_PAGE_CLASSES) return word.withClass(number);
        (uint256 page, uint256 bit) = _placeOf(number);
        _moreClasses[wallet][page] |= bit;
        return word.set(ClaimsWords.MORE_CLASSES, true);
    }

    function _isEnrolled(
        address wallet,
        ClaimsWord word,
        uint16 number
    ) internal view returns (bool) {
        if (number < ClaimsWords.FIRST_PAGE_CLASSES) return word.classes() & (1 << number) != 0;
        (uint256 page, uint256 bit) = _placeOf(number);
        return _moreClasses[wallet][page] & bit != 0;
    }

    /// Page and bit of a class number from 48 on.
    function _placeOf(uint16 number) internal pure returns (uint256 page, uint256 bit) {
        uint256 index = number - ClaimsWords.FIRST_PAGE_CLASSES;
        return (index / 256, 1 << (index % 256));
    }

    function _tellClasses(address wallet, ClaimsWord word) internal {
        _tellPage(wallet, word.classes(), 0);
        if (!word.has(ClaimsWords.MORE_CLASSES)) return;
        uint256 first = ClaimsWords.FIRST_PAGE_CLASSES;
        for (uint256 page = 0; first <= MOST_CLASSES; (++page, first += 256)) {
            _tellPage(wallet, _moreClasses[wallet][page], first);
        }
    }

    function _tellPage(address wallet, uint256 bits, uint256 number) internal {
        for (; bits != 0; (bits >>= 1, ++number)) {
            if (bits & 1 != 0) _tellClass(wallet, uint16(number));
        }
    }

    function _tellClass(address wallet, uint16 number) internal {
        if (!_tell(number, abi.encodeCall(IPassListener.onPassWorsened, (wallet)))) {
            emit ClassNotReached(wallet, number, _classes[number]);
        }
    }

    /// Fixed gas, surely there; nothing of the answer is copied.
    function _tell(uint256 number, bytes memory news) internal returns (bool reached) {
        address token = _classes[number];
        // The callee gets at most 63/64 of what is left.
        uint256 needed = (CLASS_GAS * 64) / 63 + 5_000;
        if (gasleft() < needed) revert NotEnoughGas(gasleft(), needed);
        uint256 allowance = CLASS_GAS;
        // No answer is copied: a class that returns a megabyte pays for it alone.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            reached := call(allowance, token, 0, add(news, 0x20), mload(news), 0x00, 0x00)
        }
    }

    function _setSettings(
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay,
        uint16 listedPerOfficerPerDay
    ) internal {
        if (
            quorum == 0 ||
            quorum > RosterWords.MOST_QUORUM ||
            vetoWindow == 0 ||
            vetoWindow > RosterWords.MOST_VETO_WINDOW ||
            grantsPerOfficerPerDay == 0 ||
            grantsPerOfficerPerDay > RosterWords.MOST_QUOTA ||
            listedPerOfficerPerDay == 0
        ) {
            revert SettingsOutOfRange(
                quorum,
                vetoWindow,
                grantsPerOfficerPerDay,
                listedPerOfficerPerDay
            );
        }

        _roster = _roster.withSettings(quorum, vetoWindow, grantsPerOfficerPerDay);
        _listQuota = listedPerOfficerPerDay;
        emit SettingsChanged(quorum, vetoWindow, grantsPerOfficerPerDay, listedPerOfficerPerDay);
    }
}
