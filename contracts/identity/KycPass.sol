// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC721 } from "@openzeppelin/contracts/interfaces/IERC721.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import { CategoryEnds, CategoryEndsMath } from "../types/CategoryEnds.sol";
import { ClaimsWord, ClaimsWords, PassState } from "../types/ClaimsWord.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { Signatures } from "../types/Signatures.sol";
import { PassStatus, Standing, Standings } from "../types/Standing.sol";
import { IERC5192 } from "./interfaces/IERC5192.sol";
import { IERC5484 } from "./interfaces/IERC5484.sol";
import { IKycPass } from "./interfaces/IKycPass.sol";
import { IPassListener } from "./interfaces/IPassListener.sol";

/// @dev Specification: {IKycPass}.
contract KycPass is IKycPass, IERC721, IERC5192, IERC5484, AccessManaged, EIP712 {
    /// One slot: what every grant reads, and the investor number that it raises.
    struct Settings {
        uint8 quorum;
        uint32 vetoWindow;
        uint16 grantsPerOfficerPerDay;
        uint8 officers;
        uint16 classes;
        uint32 lastInvestorId;
    }

    /// One slot: the key, and how much of its daily quota is spent.
    struct Officer {
        address key;
        JstDate day;
        uint16 grants;
        bool active;
    }

    /// One slot: claims that replace the present ones at `validFrom`.
    struct WaitingChange {
        CategoryEnds ends;
        uint16 residence;
        uint8 taxClass;
        uint32 validFrom;
    }

    string public constant name = "Kessai KYC Pass";
    string public constant symbol = "KYC";

    uint256 public constant LISTENER_GAS = 60_000;
    uint256 private constant MOST_ATTESTATIONS = 8;
    uint256 private constant MOST_CLASSES = 512;
    uint256 private constant MOST_RESIDENCE = 999;
    uint256 private constant MOST_TAX_CLASS = 15;

    bytes32 private constant CLAIMS_TYPEHASH =
        keccak256(
            "Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
        );
    bytes32 private constant GRANT_TYPEHASH =
        keccak256(
            "Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
        );
    bytes32 private constant RENEWAL_TYPEHASH =
        keccak256("Renewal(address wallet,uint16 expiry,uint16 screenedUntil,uint16 seq,uint48 deadline)");
    bytes32 private constant RECLASSIFICATION_TYPEHASH =
        keccak256(
            "Reclassification(address wallet,Claims claims,uint16 seq,uint48 deadline)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
        );
    bytes32 private constant REVOCATION_TYPEHASH =
        keccak256("Revocation(address wallet,bytes32 reason,uint16 seq,uint48 deadline)");

    Settings private _settings;
    mapping(address wallet => ClaimsWord) private _claims;
    mapping(uint256 number => Officer) private _officers;
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
        ClaimsWord word = _claims[grant_.wallet];
        Settings memory rules = _settings;
        if (grant_.wallet == address(0)) revert WalletZero();
        if (word.state() == PassState.Granted) revert PassAlreadyHeld(grant_.wallet);
        word = _withNextSeq(word, grant_.wallet, grant_.seq, grant_.deadline);
        _requireClaims(grant_.claims);
        uint256 officers = _requireAttested(
            keccak256(
                abi.encode(
                    GRANT_TYPEHASH,
                    grant_.wallet,
                    _hash(grant_.claims),
                    keccak256(abi.encodePacked(grant_.classes)),
                    grant_.seq,
                    grant_.deadline
                )
            ),
            attestations,
            rules,
            true
        );

        // A number is given once and survives revocation: caps count by it, and a leaver who came
        // back under a new one would be counted twice.
        if (word.investorId() == 0) {
            word = word.withInvestorId(++rules.lastInvestorId);
            _settings.lastInvestorId = rules.lastInvestorId;
        }
        uint32 validFrom = uint32(block.timestamp) + rules.vetoWindow;
        word = word
            .withState(PassState.Granted)
            .withValidFrom(validFrom)
            .withDates(grant_.claims.expiry, grant_.claims.screenedUntil)
            .withResidence(grant_.claims.residence, grant_.claims.taxClass);
        word = _withAttestation(word, grant_.wallet, officers);
        word = _withCategories(word, grant_.wallet, _endsOf(grant_.claims));
        word = _withClasses(word, grant_.wallet, grant_.classes, rules.classes);
        _claims[grant_.wallet] = word;

        emit Transfer(address(0), grant_.wallet, _tokenId(grant_.wallet));
        emit Locked(_tokenId(grant_.wallet));
        emit Issued(address(0), grant_.wallet, _tokenId(grant_.wallet), BurnAuth.IssuerOnly);
        emit PassGranted(grant_.wallet, word.investorId(), grant_.claims, validFrom, officers);

        if (grant_.classes.length != 0) {
            Standing standing_ = _standing(grant_.wallet, word);
            for (uint256 i = 0; i < grant_.classes.length; ++i) {
                emit WalletEnrolled(grant_.wallet, grant_.classes[i]);
                IPassListener(_classes[grant_.classes[i]]).onPassGranted(grant_.wallet, standing_);
            }
        }
    }

    /// @inheritdoc IKycPass
    function renew(Renewal calldata renewal, Attestation[] calldata attestations) external {
        ClaimsWord word = _requireHeld(renewal.wallet);
        word = _withNextSeq(word, renewal.wallet, renewal.seq, renewal.deadline);
        _requireNotPast(renewal.expiry);
        _requireNotPast(renewal.screenedUntil);
        uint256 officers = _requireAttested(
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
            _settings,
            false
        );
        bool worse = renewal.expiry.isBefore(word.expiry()) ||
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
        Settings memory rules = _settings;
        ClaimsWord word = _requireHeld(wallet);
        word = _withNextSeq(word, wallet, reclassification.seq, reclassification.deadline);
        _requireClaims(claims);
        if (
            JstDate.unwrap(claims.expiry) != JstDate.unwrap(word.expiry()) ||
            JstDate.unwrap(claims.screenedUntil) != JstDate.unwrap(word.screenedUntil())
        ) revert DatesNotTheirOwn(word.expiry(), word.screenedUntil());
        uint256 officers = _requireAttested(
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
            rules,
            true
        );
        word = _withWaitingChangeDone(word, wallet);

        // What was lowered holds at once: of each category the earlier end. The rest waits.
        CategoryEnds ends = _endsOf(claims);
        CategoryEnds lowered = _endsOf(wallet, word).lower(ends);
        uint32 validFrom = uint32(block.timestamp);
        word = _withCategories(word, wallet, lowered);
        word = _withAttestation(word, wallet, officers);
        bool waits = !lowered.equals(ends) ||
            claims.residence != word.residence() ||
            claims.taxClass != word.taxClass();
        if (waits) {
            validFrom += rules.vetoWindow;
            _waiting[wallet] = WaitingChange(ends, claims.residence, claims.taxClass, validFrom);
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
        _requireSeq(word, revocation.wallet, revocation.seq, revocation.deadline);
        uint256 officers = _requireAttested(
            keccak256(
                abi.encode(
                    REVOCATION_TYPEHASH,
                    revocation.wallet,
                    revocation.reason,
                    revocation.seq,
                    revocation.deadline
                )
            ),
            attestations,
            _settings,
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
        bool changeWaits = word.has(ClaimsWords.CHANGE_WAITS) &&
            block.timestamp < _waiting[wallet].validFrom;
        if (!isNew && !changeWaits) revert NothingToVeto(wallet);

        emit PassVetoed(wallet, reason, msg.sender);
        if (isNew) {
            _end(wallet, word);
        } else {
            _claims[wallet] = word.set(ClaimsWords.CHANGE_WAITS, false).withSeq(_nextSeqOrLast(word));
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
            emit WalletEnrolled(wallet, number);
        }
        return _standing(wallet, word);
    }

    /// @inheritdoc IKycPass
    function registerClass(address token) external returns (uint16 number) {
        if (!_factories[msg.sender]) revert NotAFactory(msg.sender);
        number = _settings.classes + 1;
        if (number > MOST_CLASSES) revert TooManyClasses(MOST_CLASSES);

        _settings.classes = number;
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
        uint256 count = _settings.officers;
        if (count == type(uint8).max) revert TooManyOfficers(type(uint8).max);
        if (officer == address(0)) revert WalletZero();
        for (uint256 i = 1; i <= count; ++i) {
            if (_officers[i].key == officer && _officers[i].active) revert OfficerAlreadyThere(officer);
        }

        number = uint8(count + 1);
        _settings.officers = number;
        _officers[number] = Officer(officer, JstDate.wrap(0), 0, true);
        emit OfficerAdded(number, officer);
    }

    /// @inheritdoc IKycPass
    function removeOfficer(uint8 number) external restricted {
        if (!_officers[number].active) revert NotAnOfficer(number);

        _officers[number].active = false;
        emit OfficerRemoved(number, _officers[number].key);
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
    function officerAt(uint8 number) external view returns (address) {
        return _officers[number].active ? _officers[number].key : address(0);
    }

    /// @inheritdoc IKycPass
    function officerCount() external view returns (uint8) {
        return _settings.officers;
    }

    /// @inheritdoc IKycPass
    function settings()
        external
        view
        returns (uint8 quorum, uint32 vetoWindow, uint16 grantsPerOfficerPerDay)
    {
        Settings memory rules = _settings;
        return (rules.quorum, rules.vetoWindow, rules.grantsPerOfficerPerDay);
    }

    /// @inheritdoc IKycPass
    function classAt(uint16 number) external view returns (address) {
        return _classes[number];
    }

    /// @inheritdoc IKycPass
    function classCount() external view returns (uint16) {
        return _settings.classes;
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

    function _requireAttested(
        bytes32 structHash,
        Attestation[] calldata attestations,
        Settings memory rules,
        bool countsAgainstQuota
    ) private returns (uint256 officers) {
        uint256 count = attestations.length;
        if (count < rules.quorum) revert TooFewAttestations(count, rules.quorum);
        if (count > MOST_ATTESTATIONS) revert TooManyAttestations(count, MOST_ATTESTATIONS);
        bytes32 digest = _hashTypedDataV4(structHash);
        JstDate today = JstDates.dateAt(block.timestamp);
        uint256 last = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint8 number = attestations[i].officer;
            // Ascending numbers are distinct numbers.
            if (number <= last) revert AttestationsNotAscending(number);
            last = number;
            Officer memory officer = _officers[number];
            if (!officer.active) revert NotAnOfficer(number);
            if (!Signatures.isValid(officer.key, digest, attestations[i].signature)) {
                revert AttestationInvalid(number, officer.key);
            }
            officers |= uint256(number) << (8 * i);
            if (countsAgainstQuota) _countGrant(number, officer, rules.grantsPerOfficerPerDay, today);
        }
    }

    function _countGrant(uint8 number, Officer memory officer, uint16 quota, JstDate today) private {
        if (JstDate.unwrap(officer.day) != JstDate.unwrap(today)) {
            officer.day = today;
            officer.grants = 0;
        }
        if (officer.grants >= quota) revert OfficerQuotaSpent(number, quota, today);
        ++officer.grants;
        _officers[number] = officer;
    }

    function _requireSeq(ClaimsWord word, address wallet, uint16 signed, uint48 deadline) private view {
        if (block.timestamp > deadline) revert AttestationExpired(deadline);
        if (signed != word.seq()) revert WrongSeq(wallet, word.seq(), signed);
    }

    function _withNextSeq(
        ClaimsWord word,
        address wallet,
        uint16 signed,
        uint48 deadline
    ) private view returns (ClaimsWord) {
        _requireSeq(word, wallet, signed, deadline);
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

    function _requireClaims(Claims calldata claims) private view {
        if (
            claims.residence == 0 ||
            claims.residence > MOST_RESIDENCE ||
            claims.taxClass > MOST_TAX_CLASS
        ) revert ClaimsOutOfRange(claims.residence, claims.taxClass);
        _requireNotPast(claims.expiry);
        _requireNotPast(claims.screenedUntil);
    }

    function _requireNotPast(JstDate date) private view {
        if (date.isPast(block.timestamp)) revert DatePast(date);
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
        // No pass, no span in which a yes could hold.
        if (word.state() != PassState.Granted) {
            return Standings.pack(word.investorId(), 0, 0, 0, 0, _status(word));
        }
        (CategoryEnds ends, uint16 residence, ) = _inForce(wallet, word);
        (uint8 categories, JstDate categoriesEnd) = ends.live(block.timestamp);
        uint32 until = word.expiry().earlier(word.screenedUntil()).lastSecond();
        if (!categoriesEnd.isNone() && categoriesEnd.lastSecond() < until) {
            until = categoriesEnd.lastSecond();
        }
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
                _status(word)
            );
    }

    function _status(ClaimsWord word) private view returns (PassStatus) {
        PassState state = word.state();
        if (state == PassState.None) return PassStatus.None;
        if (state == PassState.Revoked) return PassStatus.Revoked;
        if (block.timestamp < word.validFrom()) return PassStatus.InVetoWindow;
        if (word.expiry().isPast(block.timestamp)) return PassStatus.Expired;
        if (word.screenedUntil().isPast(block.timestamp)) return PassStatus.ScreeningLapsed;
        return PassStatus.Working;
    }

    function _withAttestation(
        ClaimsWord word,
        address wallet,
        uint256 officers
    ) private returns (ClaimsWord) {
        bool more = officers >> 16 != 0;
        if (more) _furtherOfficers[wallet] = officers >> 16;
        return
            word.withAttestation(uint32(block.timestamp), uint16(officers)).set(
                ClaimsWords.MORE_OFFICERS,
                more
            );
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
        (CategoryEnds ends, uint16 residence, uint8 taxClass) = _inForce(wallet, word);
        return _withCategories(word, wallet, ends).withResidence(residence, taxClass);
    }

    /// The word is written before any token is told: whatever a token does, the pass is gone.
    function _end(address wallet, ClaimsWord word) private {
        word = word
            .withState(PassState.Revoked)
            .withSeq(_nextSeqOrLast(word))
            .set(ClaimsWords.CHANGE_WAITS, false);
        _claims[wallet] = word;

        emit Transfer(wallet, address(0), _tokenId(wallet));

        _tellClasses(wallet, word);
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
            quorum > MOST_ATTESTATIONS ||
            vetoWindow == 0 ||
            vetoWindow > 365 days ||
            grantsPerOfficerPerDay == 0
        ) revert SettingsOutOfRange(quorum, vetoWindow, grantsPerOfficerPerDay);

        _settings.quorum = quorum;
        _settings.vetoWindow = vetoWindow;
        _settings.grantsPerOfficerPerDay = grantsPerOfficerPerDay;
        emit SettingsChanged(quorum, vetoWindow, grantsPerOfficerPerDay);
    }

    // ------------------------------------------------------------------ internals: classes

    function _withClasses(
        ClaimsWord word,
        address wallet,
        uint16[] calldata numbers,
        uint16 count
    ) private returns (ClaimsWord) {
        for (uint256 i = 0; i < numbers.length; ++i) {
            if (numbers[i] > count || _classes[numbers[i]] == address(0)) {
                revert NotAClass(address(0), numbers[i]);
            }
            word = _withClass(word, wallet, numbers[i]);
        }
        return word;
    }

    function _withClass(ClaimsWord word, address wallet, uint16 number) private returns (ClaimsWord) {
        if (number < ClaimsWords.FIRST_PAGE_CLASSES) return word.withClass(number);
        (uint256 page, uint256 bit) = _placeOf(number);
        _moreClasses[wallet][page] |= bit;
        return word.set(ClaimsWords.MORE_CLASSES, true);
    }

    function _isEnrolled(address wallet, ClaimsWord word, uint16 number) private view returns (bool) {
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
