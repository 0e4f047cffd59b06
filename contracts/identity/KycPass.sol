// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC721 } from "@openzeppelin/contracts/interfaces/IERC721.sol";

import { Annexes } from "../types/Annexes.sol";
import { CategoryEnds } from "../types/CategoryEnds.sol";
import { ClaimsWord, ClaimsWords } from "../types/ClaimsWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { RosterWord } from "../types/RosterWord.sol";
import { Standing } from "../types/Standing.sol";
import { PassRecords } from "./PassRecords.sol";
import { IERC5192 } from "./interfaces/IERC5192.sol";
import { IERC5484 } from "./interfaces/IERC5484.sol";
import { IPassCore } from "./interfaces/IPassCore.sol";
import { IPassListener } from "./interfaces/IPassListener.sol";

/// @dev Specification: {IKycPass}. What is not here is in {PassAnnex}, whose code runs on this storage.
contract KycPass is IPassCore, PassRecords {
    uint256 public constant LISTENER_GAS = CLASS_GAS;

    uint256 private constant MOST_WALLETS = 8;
    uint256 private constant MOST_RESIDENCE = 999;
    uint256 private constant MOST_TAX_CLASS = 15;

    bytes32 private constant CLAIMS_TYPEHASH = keccak256(
        "Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
    );
    bytes32 private constant GRANT_TYPEHASH = keccak256(
        "Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
    );
    bytes32 private constant SYSTEM_GRANT_TYPEHASH = keccak256(
        "SystemGrant(Grant grant)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)"
    );
    bytes32 private constant LINK_TYPEHASH = keccak256(
        "Link(address older,Grant grant)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)"
    );
    bytes32 private constant RECLASSIFICATION_TYPEHASH = keccak256(
        "Reclassification(address wallet,Claims claims,uint16 seq,uint48 deadline)Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)"
    );
    bytes32 private constant RENEWAL_TYPEHASH = keccak256(
        "Renewal(address wallet,uint16 expiry,uint16 screenedUntil,uint16 seq,uint48 deadline)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256(
        "Revocation(address wallet,uint32 validFrom,bytes32 reason,uint48 deadline)"
    );

    /// How the code of a key that delegates to code begins (EIP-7702).
    bytes3 private constant DELEGATION = 0xef0100;

    address public immutable annex;

    constructor(
        address authority_,
        address annex_,
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay,
        uint16 listedPerOfficerPerDay
    ) PassRecords(authority_) {
        if (annex_.code.length == 0) revert NotAContract(annex_);
        annex = annex_;
        _setSettings(quorum, vetoWindow, grantsPerOfficerPerDay, listedPerOfficerPerDay);
    }

    /// Whatever is not declared here: the annex's code, on this storage, for this caller.
    fallback() external {
        Annexes.run(annex);
    }

    // ------------------------------------------------------------------ signed by officers

    /// @inheritdoc IPassCore
    function grant(Grant calldata grant_, Attestation[] calldata attestations) external {
        _grant(grant_, _hash(grant_), attestations, 0);
    }

    /// @inheritdoc IPassCore
    function grantSystem(
        SystemGrant calldata systemGrant,
        Attestation[] calldata attestations
    ) external {
        bytes memory code = systemGrant.grant.wallet.code;
        if (code.length == 0 || bytes3(code) == DELEGATION) {
            revert NotAContract(systemGrant.grant.wallet);
        }
        bytes32 structHash = keccak256(abi.encode(SYSTEM_GRANT_TYPEHASH, _hash(systemGrant.grant)));
        _grant(systemGrant.grant, structHash, attestations, ClaimsWords.SYSTEM);
    }

    /// @inheritdoc IPassCore
    function link(Link calldata link_, Attestation[] calldata attestations) external {
        address older = link_.older;
        ClaimsWord word = _claims[older];
        uint32 investorId = word.investorId();
        if (investorId == 0) revert PassNotHeld(older);
        if (investorId == ClaimsWords.SYSTEM) revert SystemPass(older);
        address[] storage wallets = _wallets[investorId];
        if (wallets.length == MOST_WALLETS) revert TooManyWallets(investorId, MOST_WALLETS);
        address wallet = link_.grant.wallet;
        if (_claims[wallet].investorId() != 0) {
            revert WalletAlreadyKnown(wallet, _claims[wallet].investorId());
        }

        if (wallets.length == 0) {
            wallets.push(older);
            word = word.set(ClaimsWords.SEVERAL_WALLETS, true);
            _claims[older] = word;
        }
        wallets.push(wallet);
        _claims[wallet] = _claims[wallet].set(ClaimsWords.SEVERAL_WALLETS, true);
        emit WalletLinked(wallet, older, investorId);

        bytes32 structHash = keccak256(abi.encode(LINK_TYPEHASH, older, _hash(link_.grant)));
        _grant(link_.grant, structHash, attestations, investorId);

        // All of them or none: a class that missed it would count one investor twice.
        if (wallets.length != 2) return;
        bytes memory news = abi.encodeCall(IPassListener.onWalletLinked, (older, investorId));
        uint16 count = _roster.classes();
        for (uint16 number = 0; number <= count; ++number) {
            if (!_isEnrolled(older, word, number)) continue;
            if (!_tell(number, news)) revert LinkNotTold(number, _classes[number]);
        }
    }

    /// @inheritdoc IPassCore
    function renew(Renewal calldata renewal, Attestation[] calldata attestations) external {
        ClaimsWord word = _withWaitingChangeDone(_requireHeld(renewal.wallet), renewal.wallet);
        word = _withNextSeq(word, renewal.wallet, renewal.seq, renewal.deadline);
        _requireNothingWaits(word, renewal.wallet);
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
        // Who renews vouches for all of it: a disowned officer's renewals must not outlive it.
        word = _withOfficers(word, renewal.wallet, officers, block.timestamp);
        bool worse =
            renewal.expiry.isBefore(word.expiry()) ||
                renewal.screenedUntil.isBefore(word.screenedUntil());

        word = word.withDates(renewal.expiry, renewal.screenedUntil);
        _claims[renewal.wallet] = word;

        emit PassRenewed(renewal.wallet, renewal.expiry, renewal.screenedUntil, officers);

        if (worse) _tellClasses(renewal.wallet, word);
    }

    /// @inheritdoc IPassCore
    function reclassify(
        Reclassification calldata reclassification,
        Attestation[] calldata attestations
    ) external {
        address wallet = reclassification.wallet;
        Claims calldata claims = reclassification.claims;
        ClaimsWord word = _withWaitingChangeDone(_requireHeld(wallet), wallet);
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
            word = _withOfficers(word, wallet, officers, validFrom);
        }
        word = word.set(ClaimsWords.CHANGE_WAITS, waits);
        _claims[wallet] = word;

        emit PassReclassified(wallet, claims, validFrom, officers);

        _tellClasses(wallet, word);
    }

    /// @inheritdoc IPassCore
    function revokeByQuorum(
        Revocation calldata revocation,
        Attestation[] calldata attestations
    ) external {
        ClaimsWord word = _requireHeldOrSuspended(revocation.wallet);
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

    /// @inheritdoc IPassCore
    function revoke(address wallet, bytes32 reason) external restricted {
        ClaimsWord word = _requireHeldOrSuspended(wallet);

        emit PassRevoked(wallet, reason, msg.sender, 0);
        _end(wallet, word);
    }

    // ------------------------------------------------------------------ anyone

    /// @inheritdoc IPassCore
    function sync(address wallet, uint16[] calldata numbers) external {
        ClaimsWord word = _claims[wallet];
        for (uint256 i = 0; i < numbers.length; ++i) {
            if (_isEnrolled(wallet, word, numbers[i])) _tellClass(wallet, numbers[i]);
        }
    }

    // ------------------------------------------------------------------ tokens and factories

    /// @inheritdoc IPassCore
    function enrol(address wallet, uint16 number, bool doubted) external returns (Standing) {
        ClaimsWord word = _claims[wallet];
        if (_classes[number] != msg.sender) revert NotAClass(msg.sender, number);

        if (!_isEnrolled(wallet, word, number)) {
            word = _withClass(word, wallet, number);
            _claims[wallet] = word;
        }
        return _standing(wallet, word, doubted);
    }

    /// @inheritdoc IPassCore
    function registerClass(address token) external returns (uint16 number, bool doubted) {
        if (!_factories[msg.sender]) revert NotAFactory(msg.sender);
        RosterWord roster = _roster.withNextClass();
        number = roster.classes();
        if (number > MOST_CLASSES) revert TooManyClasses(MOST_CLASSES);

        _roster = roster;
        _classes[number] = token;
        emit ClassRegistered(number, token);
        return (number, roster.knowsDisowning());
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IPassCore
    function standing(address wallet) external view returns (Standing) {
        return _standing(wallet, _claims[wallet], true);
    }

    /// @inheritdoc IPassCore
    function standingNow(address wallet, bool doubted) external view returns (Standing) {
        return _standing(wallet, _claims[wallet], doubted);
    }

    /// @inheritdoc IPassCore
    function investorIdOf(address wallet) external view returns (uint32) {
        return _claims[wallet].investorId();
    }

    /// @inheritdoc IPassCore
    function seqOf(address wallet) external view returns (uint16) {
        return _seqNow(wallet, _claims[wallet]);
    }

    /// @inheritdoc IPassCore
    function validFromOf(address wallet) external view returns (uint32) {
        return _claims[wallet].validFrom();
    }

    /// @inheritdoc IPassCore
    function classAt(uint16 number) external view returns (address) {
        return _classes[number];
    }

    /// @inheritdoc IPassCore
    function isEnrolled(address wallet, uint16 number) external view returns (bool) {
        return _isEnrolled(wallet, _claims[wallet], number);
    }

    // ------------------------------------------------------------------ internals

    /// @param given The investor number that the wallet gets for good; 0 for its own or, at a first
    /// grant, the next.
    function _grant(
        Grant calldata grant_,
        bytes32 structHash,
        Attestation[] calldata attestations,
        uint32 given
    ) private {
        address wallet = grant_.wallet;
        Claims calldata claims = grant_.claims;
        ClaimsWord word = _claims[wallet];
        if (wallet == address(0)) revert WalletZero();
        if (!word.mayBeGranted()) revert PassAlreadyHeld(wallet);
        word = _withNextSeq(word, wallet, grant_.seq, grant_.deadline);
        _requireInRange(claims);
        _requireNotPast(claims.expiry, claims.screenedUntil);
        (RosterWord roster, uint256 officers) = _requireQuorum(structHash, attestations, true);

        // A number is given once and survives revocation: caps count by it, and a leaver who came
        // back under a new one would be counted twice.
        bool isFirst = word.investorId() == 0;
        if (given != 0) {
            // A word made before would not know how the wallet is counted.
            bool hasWord = word.classes() != 0 || word.has(ClaimsWords.MORE_CLASSES);
            if (!isFirst || hasWord) revert WalletAlreadyKnown(wallet, word.investorId());
            word = word.withInvestorId(given);
        } else if (isFirst) {
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
        if (officers >> 16 != 0) word = _withOfficers(word, wallet, officers, block.timestamp);
        word = _withCategories(word, wallet, ends);
        if (isFirst) word = word.set(ClaimsWords.FIRST_PASS, true);
        uint256 count = grant_.classes.length;
        for (uint256 i = 0; i < count; ++i) word = _withClass(word, wallet, grant_.classes[i]);
        _claims[wallet] = word;

        emit IERC721.Transfer(address(0), wallet, _tokenId(wallet));
        emit IERC5192.Locked(_tokenId(wallet));
        emit IERC5484.Issued(address(0), wallet, _tokenId(wallet), IERC5484.BurnAuth.IssuerOnly);
        emit PassGranted(wallet, word.investorId(), word, ends, officers);

        if (count == 0) return;
        Standing standing_ = _standing(wallet, word, false);
        for (uint256 i = 0; i < count; ++i) {
            address token = _classes[grant_.classes[i]];
            if (token == address(0)) revert NotAClass(token, grant_.classes[i]);
            IPassListener(token).onPassGranted(wallet, standing_);
        }
    }

    function _requireInRange(Claims calldata claims) private pure {
        if (
            claims.residence == 0 ||
            claims.residence > MOST_RESIDENCE ||
            claims.taxClass > MOST_TAX_CLASS
        ) revert ClaimsOutOfRange(claims.residence, claims.taxClass);
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
}
