// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC721 } from "@openzeppelin/contracts/interfaces/IERC721.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { CategoryEnds, CategoryEndsMath } from "../types/CategoryEnds.sol";
import { ClaimsWord, ClaimsWords, PassState } from "../types/ClaimsWord.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { OfficerWord, OfficerWords } from "../types/OfficerWord.sol";
import { RosterWord, RosterWords } from "../types/RosterWord.sol";
import { PassStatus, Standing, Standings } from "../types/Standing.sol";
import { IERC5192 } from "./interfaces/IERC5192.sol";
import { IERC5484 } from "./interfaces/IERC5484.sol";
import { IKycPass } from "./interfaces/IKycPass.sol";
import { IPassListener } from "./interfaces/IPassListener.sol";

/// @dev Specification: {IKycPass}.
contract KycPass is IKycPass, IERC721, IERC5192, IERC5484, AccessManaged, EIP712 {
    /// One slot: claims that replace the present ones at `validFrom`, and who attested them when.
    struct WaitingChange {
        CategoryEnds ends;
        uint16 residence;
        uint8 taxClass;
        uint32 validFrom;
        uint32 attestedAt;
        uint64 officers;
    }

    string public constant name = "Kessai KYC Pass";
    string public constant symbol = "KYC";

    uint256 public constant LISTENER_GAS = 60_000;
    uint256 private constant MOST_CLASSES = 512;
    uint256 private constant MOST_RESIDENCE = 999;
    uint256 private constant MOST_TAX_CLASS = 15;

    bytes32 private constant CLAIMS_TYPEHASH = keccak256(
        "Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
    );
    bytes32 private constant GRANT_TYPEHASH = keccak256(
        "Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
    );
    bytes32 private constant RENEWAL_TYPEHASH = keccak256(
        "Renewal(address wallet,uint16 expiry,uint16 screenedUntil,uint16 seq,uint48 deadline)"
    );
    bytes32 private constant RECLASSIFICATION_TYPEHASH = keccak256(
        "Reclassification(address wallet,Claims claims,uint16 seq,uint48 deadline)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256(
        "Revocation(address wallet,uint32 validFrom,bytes32 reason,uint48 deadline)"
    );

    RosterWord private _roster;
    mapping(address wallet => ClaimsWord) private _claims;
    mapping(uint256 number => OfficerWord) private _officers;
    mapping(uint256 number => address token) private _classes;
    mapping(address wallet => mapping(uint256 page => uint256 bits)) private _moreClasses;
    mapping(address wallet => CategoryEnds) private _categoryEnds;
    mapping(address wallet => WaitingChange) private _waiting;
    mapping(address wallet => uint256 officers) private _furtherOfficers;
    mapping(address factory => bool) private _factories;

    constructor(
        address authority_,
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay
    ) AccessManaged(authority_) EIP712("Kessai KYC Pass", "1") {
        _setSettings(quorum, vetoWindow, grantsPerOfficerPerDay);
    }

    // ------------------------------------------------------------------ signed by officers

    /// @inheritdoc IKycPass
    function grant(Grant calldata grant_, Attestation[] calldata attestations) external {
        address wallet = grant_.wallet;
        Claims calldata claims = grant_.claims;
        ClaimsWord word = _claims[wallet];
        if (wallet == address(0)) revert WalletZero();
        if (word.state() == PassState.Granted) revert PassAlreadyHeld(wallet);
        word = _withNextSeq(word, wallet, grant_.seq, grant_.deadline);
        _requireInRange(claims);
        _requireNotPast(claims.expiry, claims.screenedUntil);
        (RosterWord roster, uint256 officers) = _requireQuorum(_hash(grant_), attestations, true);

        // A number is given once and survives revocation: caps count by it, and a leaver who came
        // back under a new one would be counted twice.
        if (word.investorId() == 0) {
            roster = roster.withNextInvestor();
            word = word.withInvestorId(roster.lastInvestorId());
        }
        _roster = roster;
        uint32 validFrom = _timeAfter(roster.vetoWindow());
        // A revocation names the pass that it ends by this time, so it never comes again.
        if (validFrom <= word.validFrom()) validFrom = word.validFrom() + 1;
        CategoryEnds ends = _endsOf(claims);
        word = word.granted(
            validFrom,
            block.timestamp,
            claims.expiry,
            claims.screenedUntil,
            claims.residence,
            claims.taxClass,
            uint16(officers)
        );
        if (officers >> 16 != 0) word = _withOfficers(word, wallet, officers);
        word = _withCategories(word, wallet, ends);
        uint256 count = grant_.classes.length;
        for (uint256 i = 0; i < count; ++i) word = _withClass(word, wallet, grant_.classes[i]);
        _claims[wallet] = word;

        emit Transfer(address(0), wallet, _tokenId(wallet));
        emit Locked(_tokenId(wallet));
        emit Issued(address(0), wallet, _tokenId(wallet), BurnAuth.IssuerOnly);
        emit PassGranted(wallet, word.investorId(), word, ends, officers);

        if (count == 0) return;
        Standing standing_ = _standing(wallet, word);
        for (uint256 i = 0; i < count; ++i) {
            address token = _classes[grant_.classes[i]];
            if (token == address(0)) revert NotAClass(token, grant_.classes[i]);
            IPassListener(token).onPassGranted(wallet, standing_);
        }
    }

    /// @inheritdoc IKycPass
    function renew(Renewal calldata renewal, Attestation[] calldata attestations) external {
        ClaimsWord word = _requireHeld(renewal.wallet);
        word = _withNextSeq(word, renewal.wallet, renewal.seq, renewal.deadline);
        _requireNotPast(renewal.expiry, renewal.screenedUntil);
        (, uint256 officers) = _requireQuorum(
            keccak256(
                abi.encode(
                    RENEWAL_TYPEHASH,
                    renewal.wallet,
                    renewal.expiry,
                    renewal.screenedUntil,
                    renewal.seq,
                    renewal.deadline
                )
            ),
            attestations,
            false
        );
        bool worse =
            renewal.expiry.isBefore(word.expiry()) ||
                renewal.screenedUntil.isBefore(word.screenedUntil());

        word = word.withDates(renewal.expiry, renewal.screenedUntil);
        _claims[renewal.wallet] = word;

        emit PassRenewed(renewal.wallet, renewal.expiry, renewal.screenedUntil, officers);

        if (worse) _tellClasses(renewal.wallet, word);
    }

    /// @inheritdoc IKycPass
    function reclassify(
        Reclassification calldata reclassification,
        Attestation[] calldata attestations
    ) external {
        address wallet = reclassification.wallet;
        Claims calldata claims = reclassification.claims;
        ClaimsWord word = _requireHeld(wallet);
        word = _withNextSeq(word, wallet, reclassification.seq, reclassification.deadline);
        _requireInRange(claims);
        if (
            JstDate.unwrap(claims.expiry) != JstDate.unwrap(word.expiry()) ||
            JstDate.unwrap(claims.screenedUntil) != JstDate.unwrap(word.screenedUntil())
        ) revert DatesNotTheirOwn(word.expiry(), word.screenedUntil());
        (RosterWord roster, uint256 officers) = _requireQuorum(
            keccak256(
                abi.encode(
                    RECLASSIFICATION_TYPEHASH,
                    wallet,
                    _hash(claims),
                    reclassification.seq,
                    reclassification.deadline
                )
            ),
            attestations,
            true
        );
        _roster = roster;
        word = _withWaitingChangeDone(word, wallet);

        // What was lowered holds at once: of each category the earlier end. The rest waits.
        CategoryEnds ends = _endsOf(claims);
        CategoryEnds lowered = _endsOf(wallet, word).lower(ends);
        word = _withCategories(word, wallet, lowered);
        bool waits =
            !lowered.equals(ends) ||
                claims.residence != word.residence() ||
                claims.taxClass != word.taxClass();
        uint32 validFrom = _timeAfter(waits ? roster.vetoWindow() : 0);
        if (waits) {
            _waiting[wallet] = WaitingChange({
                ends: ends,
                residence: claims.residence,
                taxClass: claims.taxClass,
                validFrom: validFrom,
                attestedAt: uint32(block.timestamp),
                officers: uint64(officers)
            });
        } else {
            word = _withOfficers(word, wallet, officers).withAttestedAt(validFrom);
        }
        word = word.set(ClaimsWords.CHANGE_WAITS, waits);
        _claims[wallet] = word;

        emit PassReclassified(wallet, claims, validFrom, officers);

        _tellClasses(wallet, word);
    }

    /// @inheritdoc IKycPass
    function revokeByQuorum(
        Revocation calldata revocation,
        Attestation[] calldata attestations
    ) external {
        ClaimsWord word = _requireHeld(revocation.wallet);
        if (block.timestamp > revocation.deadline) revert AttestationExpired(revocation.deadline);
        if (revocation.validFrom != word.validFrom()) {
            revert WrongPass(revocation.wallet, word.validFrom(), revocation.validFrom);
        }
        (, uint256 officers) = _requireQuorum(
            keccak256(
                abi.encode(
                    REVOCATION_TYPEHASH,
                    revocation.wallet,
                    revocation.validFrom,
                    revocation.reason,
                    revocation.deadline
                )
            ),
            attestations,
            false
        );

        emit PassRevoked(revocation.wallet, revocation.reason, msg.sender, officers);
        _end(revocation.wallet, word);
    }

    // ------------------------------------------------------------------ pass guardian

    /// @inheritdoc IKycPass
    function revoke(address wallet, bytes32 reason) external restricted {
        ClaimsWord word = _requireHeld(wallet);

        emit PassRevoked(wallet, reason, msg.sender, 0);
        _end(wallet, word);
    }

    /// @inheritdoc IKycPass
    function veto(address wallet, bytes32 reason) external restricted {
        ClaimsWord word = _requireHeld(wallet);
        bool isNew = block.timestamp < word.validFrom();
        bool changeWaits =
            word.has(ClaimsWords.CHANGE_WAITS) && block.timestamp < _waiting[wallet].validFrom;
        if (!isNew && !changeWaits) revert NothingToVeto(wallet);

        emit PassVetoed(wallet, reason, msg.sender);
        if (isNew) {
            _end(wallet, word);
        } else {
            _claims[wallet] = word.set(ClaimsWords.CHANGE_WAITS, false).withSeq(
                _nextSeqOrLast(word)
            );
        }
    }

    // ------------------------------------------------------------------ anyone

    /// @inheritdoc IKycPass
    function sync(address wallet, uint16[] calldata numbers) external {
        ClaimsWord word = _claims[wallet];
        for (uint256 i = 0; i < numbers.length; ++i) {
            if (_isEnrolled(wallet, word, numbers[i])) _tellClass(wallet, numbers[i]);
        }
    }

    // ------------------------------------------------------------------ tokens and factories

    /// @inheritdoc IKycPass
    function enrol(address wallet, uint16 number) external returns (Standing) {
        ClaimsWord word = _claims[wallet];
        if (_classes[number] != msg.sender) revert NotAClass(msg.sender, number);

        if (!_isEnrolled(wallet, word, number)) {
            word = _withClass(word, wallet, number);
            _claims[wallet] = word;
        }
        return _standing(wallet, word);
    }

    /// @inheritdoc IKycPass
    function registerClass(address token) external returns (uint16 number) {
        if (!_factories[msg.sender]) revert NotAFactory(msg.sender);
        RosterWord roster = _roster.withNextClass();
        number = roster.classes();
        if (number > MOST_CLASSES) revert TooManyClasses(MOST_CLASSES);

        _roster = roster;
        _classes[number] = token;
        emit ClassRegistered(number, token);
    }

    // ------------------------------------------------------------------ admin, after its delay

    /// @inheritdoc IKycPass
    function registerMoney(address token) external restricted {
        if (_classes[0] != address(0)) revert MoneyAlreadyRegistered(_classes[0]);

        _classes[0] = token;
        emit ClassRegistered(0, token);
    }

    /// @inheritdoc IKycPass
    function setFactory(address factory, bool trusted) external restricted {
        _factories[factory] = trusted;
        emit FactoryChanged(factory, trusted);
    }

    /// @inheritdoc IKycPass
    function addOfficer(address officer) external restricted returns (uint8 number) {
        RosterWord roster = _roster;
        uint256 count = roster.officers();
        if (officer == address(0)) revert WalletZero();
        if (count == type(uint8).max) revert OfficerNumbersSpent();
        uint256 taken = 0;
        for (uint256 i = 1; i <= count; ++i) {
            OfficerWord other = _officers[i];
            if (!other.isActive()) continue;
            if (other.key() == officer) revert OfficerAlreadyThere(officer);
            taken |= 1 << other.seat();
        }
        uint256 seat = 0;
        while (taken & (1 << seat) != 0) ++seat;
        if (seat == RosterWords.SEATS) revert TooManyOfficers(RosterWords.SEATS);

        number = uint8(count + 1);
        _roster = roster.withNextOfficer().withSeatCleared(seat);
        _officers[number] = OfficerWords.make(officer, seat);
        emit OfficerAdded(number, officer);
    }

    /// @inheritdoc IKycPass
    function removeOfficer(uint8 number) external restricted {
        OfficerWord officer = _officers[number];
        if (!officer.isActive()) revert NotAnOfficer(number);

        _officers[number] = officer.removed();
        emit OfficerRemoved(number, officer.key());
    }

    /// @inheritdoc IKycPass
    function setSettings(
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay
    ) external restricted {
        _setSettings(quorum, vetoWindow, grantsPerOfficerPerDay);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IKycPass
    function standing(address wallet) external view returns (Standing) {
        return _standing(wallet, _claims[wallet]);
    }

    /// @inheritdoc IKycPass
    function claimsOf(address wallet) external view returns (Claims memory claims) {
        ClaimsWord word = _claims[wallet];
        (CategoryEnds ends, uint16 residence, uint8 taxClass) = _inForce(wallet, word);
        claims = Claims({
            residence: residence,
            taxClass: taxClass,
            specifiedUntil: ends.endOf(0),
            qiiUntil: ends.endOf(1),
            specialBusinessUntil: ends.endOf(2),
            brokerDealerUntil: ends.endOf(3),
            expiry: word.expiry(),
            screenedUntil: word.screenedUntil()
        });
    }

    /// @inheritdoc IKycPass
    function investorIdOf(address wallet) external view returns (uint32) {
        return _claims[wallet].investorId();
    }

    /// @inheritdoc IKycPass
    function seqOf(address wallet) external view returns (uint16) {
        return _claims[wallet].seq();
    }

    /// @inheritdoc IKycPass
    function validFromOf(address wallet) external view returns (uint32) {
        return _claims[wallet].validFrom();
    }

    /// @inheritdoc IKycPass
    function officerAt(uint8 number) external view returns (address) {
        OfficerWord officer = _officers[number];
        return officer.isActive() ? officer.key() : address(0);
    }

    /// @inheritdoc IKycPass
    function officerCount() external view returns (uint8) {
        return _roster.officers();
    }

    /// @inheritdoc IKycPass
    function settings()
        external
        view
        returns (uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay)
    {
        RosterWord roster = _roster;
        return (roster.quorum(), roster.vetoWindow(), roster.quota());
    }

    /// @inheritdoc IKycPass
    function classAt(uint16 number) external view returns (address) {
        return _classes[number];
    }

    /// @inheritdoc IKycPass
    function classCount() external view returns (uint16) {
        return _roster.classes();
    }

    /// @inheritdoc IKycPass
    function isEnrolled(address wallet, uint16 number) external view returns (bool) {
        return _isEnrolled(wallet, _claims[wallet], number);
    }

    // ------------------------------------------------------------------ ERC-721, ERC-5192, ERC-5484

    function ownerOf(uint256 tokenId) public view returns (address wallet) {
        wallet = address(uint160(tokenId));
        if (tokenId >> 160 != 0 || _claims[wallet].state() != PassState.Granted) {
            revert PassNotHeld(wallet);
        }
    }

    function balanceOf(address wallet) external view returns (uint256) {
        if (wallet == address(0)) revert WalletZero();
        return _claims[wallet].state() == PassState.Granted ? 1 : 0;
    }

    function locked(uint256 tokenId) external view returns (bool) {
        ownerOf(tokenId);
        return true;
    }

    /// @notice The guardian and the quorum revoke; the wallet cannot.
    function burnAuth(uint256 tokenId) external view returns (BurnAuth) {
        ownerOf(tokenId);
        return BurnAuth.IssuerOnly;
    }

    function transferFrom(address, address, uint256) external pure {
        revert PassCannotMove();
    }

    function safeTransferFrom(address, address, uint256) external pure {
        revert PassCannotMove();
    }

    function safeTransferFrom(address, address, uint256, bytes calldata) external pure {
        revert PassCannotMove();
    }

    function approve(address, uint256) external pure {
        revert PassCannotMove();
    }

    function setApprovalForAll(address, bool) external pure {
        revert PassCannotMove();
    }

    function getApproved(uint256 tokenId) external view returns (address) {
        ownerOf(tokenId);
        return address(0);
    }

    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC5484).interfaceId;
    }

    // ------------------------------------------------------------------ internals: attestations

    /// At least the quorum of distinct active officers signed `structHash`. For a grant or a
    /// reclassification the roster that comes back counts it against each one's quota of the day.
    function _requireQuorum(
        bytes32 structHash,
        Attestation[] calldata attestations,
        bool isCounted
    ) private view returns (RosterWord roster, uint256 officers) {
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
            OfficerWord officer = _officers[number];
            if (!officer.isActive()) revert NotAnOfficer(number);
            (address signer, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(
                digest,
                attestation.r,
                attestation.vs
            );
            if (fault != ECDSA.RecoverError.NoError || signer != officer.key()) {
                revert AttestationInvalid(number, officer.key());
            }
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

    function _withNextSeq(
        ClaimsWord word,
        address wallet,
        uint16 signed,
        uint48 deadline
    ) private view returns (ClaimsWord) {
        if (block.timestamp > deadline) revert AttestationExpired(deadline);
        if (signed != word.seq()) revert WrongSeq(wallet, word.seq(), signed);
        if (signed == type(uint16).max) revert SeqAtMaximum(wallet);
        return word.withSeq(signed + 1);
    }

    /// A revocation or veto must never fail for want of a number: at the maximum it stays there, where
    /// no grant, renewal or reclassification is accepted any more.
    function _nextSeqOrLast(ClaimsWord word) private pure returns (uint16) {
        uint16 seq = word.seq();
        return seq == type(uint16).max ? seq : seq + 1;
    }

    // ------------------------------------------------------------------ internals: claims

    function _requireHeld(address wallet) private view returns (ClaimsWord word) {
        word = _claims[wallet];
        if (word.state() != PassState.Granted) revert PassNotHeld(wallet);
    }

    function _requireInRange(Claims calldata claims) private pure {
        if (
            claims.residence == 0 ||
            claims.residence > MOST_RESIDENCE ||
            claims.taxClass > MOST_TAX_CLASS
        ) revert ClaimsOutOfRange(claims.residence, claims.taxClass);
    }

    function _requireNotPast(JstDate expiry, JstDate screenedUntil) private view {
        JstDate today = JstDates.dateAt(block.timestamp);
        if (expiry.isBefore(today)) revert DatePast(expiry);
        if (screenedUntil.isBefore(today)) revert DatePast(screenedUntil);
    }

    /// Times have 32 bits, which end in 2106.
    function _timeAfter(uint256 delay) private view returns (uint32) {
        return SafeCast.toUint32(block.timestamp + delay);
    }

    function _endsOf(Claims calldata claims) private pure returns (CategoryEnds) {
        return
            CategoryEndsMath.pack(
                claims.specifiedUntil,
                claims.qiiUntil,
                claims.specialBusinessUntil,
                claims.brokerDealerUntil
            );
    }

    function _endsOf(address wallet, ClaimsWord word) private view returns (CategoryEnds) {
        if (word.has(ClaimsWords.ENDS_DIFFER)) return _categoryEnds[wallet];
        return CategoryEndsMath.same(word.categories(), word.categoriesUntil());
    }

    /// The claims that count now: the waiting ones once their window is over.
    function _inForce(
        address wallet,
        ClaimsWord word
    ) private view returns (CategoryEnds ends, uint16 residence, uint8 taxClass) {
        if (word.has(ClaimsWords.CHANGE_WAITS)) {
            WaitingChange memory change = _waiting[wallet];
            if (block.timestamp >= change.validFrom) {
                return (change.ends, change.residence, change.taxClass);
            }
        }
        return (_endsOf(wallet, word), word.residence(), word.taxClass());
    }

    function _standing(address wallet, ClaimsWord word) private view returns (Standing) {
        PassStatus status = _status(word);
        // No pass, no span in which a yes could hold.
        if (word.state() != PassState.Granted) {
            return Standings.pack(word.investorId(), 0, 0, 0, 0, status);
        }
        (CategoryEnds ends, uint16 residence, ) = _inForce(wallet, word);
        (uint8 categories, JstDate end) = ends.live(block.timestamp);
        JstDate last = word.expiry().earlier(word.screenedUntil());
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
                status
            );
    }

    function _status(ClaimsWord word) private view returns (PassStatus) {
        PassState state = word.state();
        if (state == PassState.None) return PassStatus.None;
        if (state == PassState.Revoked) return PassStatus.Revoked;
        if (block.timestamp < word.validFrom()) return PassStatus.InVetoWindow;
        JstDate today = JstDates.dateAt(block.timestamp);
        if (word.expiry().isBefore(today)) return PassStatus.Expired;
        if (word.screenedUntil().isBefore(today)) return PassStatus.ScreeningLapsed;
        return PassStatus.Working;
    }

    function _withOfficers(
        ClaimsWord word,
        address wallet,
        uint256 officers
    ) private returns (ClaimsWord) {
        bool more = officers >> 16 != 0;
        if (more) _furtherOfficers[wallet] = officers >> 16;
        return word.withOfficers(uint16(officers), more);
    }

    function _withCategories(
        ClaimsWord word,
        address wallet,
        CategoryEnds ends
    ) private returns (ClaimsWord) {
        (uint8 categories, JstDate until, bool differ) = ends.summary();
        if (differ) _categoryEnds[wallet] = ends;
        return word.withCategories(categories, until, differ);
    }

    /// Writes a change whose window is over into the claims, so that the next one can wait.
    function _withWaitingChangeDone(ClaimsWord word, address wallet) private returns (ClaimsWord) {
        if (!word.has(ClaimsWords.CHANGE_WAITS)) return word;
        WaitingChange memory change = _waiting[wallet];
        if (block.timestamp < change.validFrom) return word;
        word = _withCategories(word, wallet, change.ends);
        word = _withOfficers(word, wallet, change.officers).withAttestedAt(change.attestedAt);
        return word.withResidence(change.residence, change.taxClass);
    }

    /// The word is written before any token is told: whatever a token does, the pass is gone.
    function _end(address wallet, ClaimsWord word) private {
        word = _withWaitingChangeDone(word, wallet);
        word = word.withState(PassState.Revoked).withSeq(_nextSeqOrLast(word)).set(
            ClaimsWords.CHANGE_WAITS,
            false
        );
        _claims[wallet] = word;

        emit Transfer(wallet, address(0), _tokenId(wallet));

        _tellClasses(wallet, word);
    }

    function _hash(Grant calldata grant_) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    GRANT_TYPEHASH,
                    grant_.wallet,
                    _hash(grant_.claims),
                    keccak256(abi.encodePacked(grant_.classes)),
                    grant_.seq,
                    grant_.deadline
                )
            );
    }

    function _hash(Claims calldata claims) private pure returns (bytes32) {
        return keccak256(abi.encode(CLAIMS_TYPEHASH, claims));
    }

    function _tokenId(address wallet) private pure returns (uint256) {
        return uint160(wallet);
    }

    function _setSettings(uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay) private {
        if (
            quorum == 0 ||
            quorum > RosterWords.MOST_QUORUM ||
            vetoWindow == 0 ||
            vetoWindow > RosterWords.MOST_VETO_WINDOW ||
            grantsPerOfficerPerDay == 0 ||
            grantsPerOfficerPerDay > RosterWords.MOST_QUOTA
        ) revert SettingsOutOfRange(quorum, vetoWindow, grantsPerOfficerPerDay);

        _roster = _roster.withSettings(quorum, vetoWindow, grantsPerOfficerPerDay);
        emit SettingsChanged(quorum, vetoWindow, grantsPerOfficerPerDay);
    }

    // ------------------------------------------------------------------ internals: classes

    function _withClass(
        ClaimsWord word,
        address wallet,
        uint16 number
    ) private returns (ClaimsWord) {
        if (number < ClaimsWords.FIRST_PAGE_CLASSES) return word.withClass(number);
        (uint256 page, uint256 bit) = _placeOf(number);
        _moreClasses[wallet][page] |= bit;
        return word.set(ClaimsWords.MORE_CLASSES, true);
    }

    function _isEnrolled(
        address wallet,
        ClaimsWord word,
        uint16 number
    ) private view returns (bool) {
        if (number < ClaimsWords.FIRST_PAGE_CLASSES) return word.classes() & (1 << number) != 0;
        (uint256 page, uint256 bit) = _placeOf(number);
        return _moreClasses[wallet][page] & bit != 0;
    }

    /// Page and bit of a class number from 48 on.
    function _placeOf(uint16 number) private pure returns (uint256 page, uint256 bit) {
        uint256 index = number - ClaimsWords.FIRST_PAGE_CLASSES;
        return (index / 256, 1 << (index % 256));
    }

    function _tellClasses(address wallet, ClaimsWord word) private {
        _tellPage(wallet, word.classes(), 0);
        if (!word.has(ClaimsWords.MORE_CLASSES)) return;
        uint256 first = ClaimsWords.FIRST_PAGE_CLASSES;
        for (uint256 page = 0; first <= MOST_CLASSES; (++page, first += 256)) {
            _tellPage(wallet, _moreClasses[wallet][page], first);
        }
    }

    function _tellPage(address wallet, uint256 bits, uint256 number) private {
        for (; bits != 0; (bits >>= 1, ++number)) {
            if (bits & 1 != 0) _tellClass(wallet, uint16(number));
        }
    }

    /// Fixed gas, surely there; nothing of the answer is copied; a failure is an event.
    function _tellClass(address wallet, uint16 number) private {
        address token = _classes[number];
        // The callee gets at most 63/64 of what is left.
        uint256 needed = (LISTENER_GAS * 64) / 63 + 5_000;
        if (gasleft() < needed) revert NotEnoughGas(gasleft(), needed);
        bytes memory news = abi.encodeCall(IPassListener.onPassWorsened, (wallet));
        uint256 allowance = LISTENER_GAS;
        bool reached;
        assembly ("memory-safe") {
            reached := call(allowance, token, 0, add(news, 0x20), mload(news), 0x00, 0x00)
        }
        if (!reached) emit ClassNotReached(wallet, number, token);
    }
}
