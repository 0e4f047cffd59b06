// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC721 } from "@openzeppelin/contracts/interfaces/IERC721.sol";

import { CategoryEnds } from "../types/CategoryEnds.sol";
import { ClaimsWord, ClaimsWords, PassState } from "../types/ClaimsWord.sol";
import { FurtherOfficers, FurtherOfficersMath } from "../types/FurtherOfficers.sol";
import { JstDate, JstDates } from "../types/JstDate.sol";
import { OfficerWord, OfficerWords } from "../types/OfficerWord.sol";
import { RosterWord, RosterWords } from "../types/RosterWord.sol";
import { PassRecords } from "./PassRecords.sol";
import { IERC5192 } from "./interfaces/IERC5192.sol";
import { IERC5484 } from "./interfaces/IERC5484.sol";
import { IPassAnnex } from "./interfaces/IPassAnnex.sol";
import { IPassCore } from "./interfaces/IPassCore.sol";
import { IPassListener } from "./interfaces/IPassListener.sol";

/// @dev Specification: {IKycPass}. The second half of KycPass's code; it has no state of its own. Called
/// at its own address it changes nothing.
contract PassAnnex is IPassAnnex, IERC721, IERC5192, IERC5484, PassRecords {
    string public constant name = "Kessai KYC Pass";
    string public constant symbol = "KYC";

    bytes32 private constant ACCOUNT_KEEPING_TYPEHASH = keccak256(
        "AccountKeeping(address wallet,uint32 broker,bool own,uint16 seq,uint48 deadline)"
    );
    bytes32 private constant RECOVERY_TYPEHASH = keccak256(
        "Recovery(address lost,address successor,bytes32 reason,uint16 seq,uint48 deadline)"
    );
    bytes32 private constant SUSPENSION_TYPEHASH = keccak256(
        "Suspension(address[] wallets,uint32[] validFroms,bytes32 reason,uint48 deadline)"
    );
    bytes32 private constant REINSTATEMENT_TYPEHASH = keccak256(
        "Reinstatement(address[] wallets,uint16[] seqs,bytes32 reason,uint48 deadline)"
    );
    bytes32 private constant REATTESTATION_TYPEHASH = keccak256(
        "Reattestation(address[] wallets,uint16[] seqs,uint48 deadline)"
    );

    address private immutable _self = address(this);

    /// No authority: at its own address nobody may do anything restricted.
    constructor() PassRecords(address(0)) {}

    // ------------------------------------------------------------------ signed by officers

    /// @inheritdoc IPassAnnex
    function grantMany(
        Grant[] calldata grants,
        Attestation[][] calldata attestations
    ) external returns (uint256 granted) {
        _requireInThePass();
        _requireSame(grants.length, attestations.length);
        for (uint256 i = 0; i < grants.length; ++i) {
            try IPassCore(address(this)).grant(grants[i], attestations[i]) {
                ++granted;
            } catch (bytes memory reason) {
                emit GrantRefused(grants[i].wallet, reason);
            }
        }
    }

    /// @inheritdoc IPassAnnex
    function keepAccount(
        AccountKeeping calldata keeping,
        Attestation[] calldata attestations
    ) external {
        _requireInThePass();
        address wallet = keeping.wallet;
        ClaimsWord word = _withWaitingChangeDone(_requireHeld(wallet), wallet);
        word = _withNextSeq(word, wallet, keeping.seq, keeping.deadline);
        (RosterWord roster, uint256 officers) = _requireQuorum(
            keccak256(abi.encode(ACCOUNT_KEEPING_TYPEHASH, keeping)),
            attestations,
            true
        );
        (uint32 broker, bool own) = accountOf(wallet);
        uint32 validFrom = _timeAfter(roster.vetoWindow());

        _roster = roster;
        _claims[wallet] = word;
        _accounts[wallet] = Account({
            broker: keeping.broker,
            own: keeping.own,
            validFrom: validFrom,
            brokerBefore: broker,
            ownBefore: own
        });

        emit AccountKept(wallet, keeping.broker, keeping.own, validFrom, officers);
    }

    /// @inheritdoc IPassAnnex
    function recover(Recovery calldata recovery, Attestation[] calldata attestations) external {
        _requireInThePass();
        address lost = recovery.lost;
        address successor = recovery.successor;
        ClaimsWord word = _claims[lost];
        ClaimsWord other = _requireHeld(successor);
        uint32 investorId = word.investorId();
        if (investorId == ClaimsWords.SYSTEM) revert SystemPass(lost);
        if (word.state() == PassState.Recovered) {
            revert RecoveredAlready(lost, _successions[lost].successor);
        }
        if (investorId == 0 || lost == successor || other.investorId() != investorId) {
            revert NotThisInvestors(successor, investorId);
        }
        word = _withWaitingChangeDone(word, lost);
        word = _withNextSeq(word, lost, recovery.seq, recovery.deadline);
        (RosterWord roster, uint256 officers) = _requireQuorum(
            keccak256(abi.encode(RECOVERY_TYPEHASH, recovery)),
            attestations,
            true
        );
        uint32 validFrom = _timeAfter(roster.vetoWindow());

        bool hadPass = word.isHeld();
        word = word.withState(PassState.Recovered).set(ClaimsWords.CHANGE_WAITS, false);
        _roster = roster;
        _claims[lost] = word;
        _successions[lost] = Succession({
            successor: successor,
            validFrom: validFrom,
            attestedAt: uint32(block.timestamp),
            hadPass: hadPass,
            officers: uint64(officers)
        });

        if (hadPass) emit Transfer(lost, address(0), _tokenId(lost));
        emit PassRecovered(lost, successor, recovery.reason, validFrom, officers);

        _tellClasses(lost, word);
    }

    /// @inheritdoc IPassAnnex
    function suspendListed(
        Suspension calldata suspension,
        Attestation calldata attestation
    ) external returns (uint256 count) {
        _requireInThePass();
        _requireInTime(suspension.deadline);
        _requireSame(suspension.wallets.length, suspension.validFroms.length);
        OfficerWord officer = _requireSigned(
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        SUSPENSION_TYPEHASH,
                        keccak256(abi.encodePacked(suspension.wallets)),
                        keccak256(abi.encodePacked(suspension.validFroms)),
                        suspension.reason,
                        suspension.deadline
                    )
                )
            ),
            attestation
        );

        for (uint256 i = 0; i < suspension.wallets.length; ++i) {
            address wallet = suspension.wallets[i];
            ClaimsWord word = _claims[wallet];
            if (word.state() != PassState.Granted) continue;
            if (word.validFrom() != suspension.validFroms[i]) continue;
            ++count;
            _suspend(wallet, word, suspension.reason, officer.key());
        }
        _spend(attestation.officer, count);
    }

    /// @inheritdoc IPassAnnex
    function reinstateListed(
        Reinstatement calldata reinstatement,
        Attestation[] calldata attestations
    ) external returns (uint256 count) {
        _requireInThePass();
        _requireInTime(reinstatement.deadline);
        _requireSame(reinstatement.wallets.length, reinstatement.seqs.length);
        (, uint256 officers) = _requireQuorum(
            keccak256(
                abi.encode(
                    REINSTATEMENT_TYPEHASH,
                    keccak256(abi.encodePacked(reinstatement.wallets)),
                    keccak256(abi.encodePacked(reinstatement.seqs)),
                    reinstatement.reason,
                    reinstatement.deadline
                )
            ),
            attestations,
            false
        );

        for (uint256 i = 0; i < reinstatement.wallets.length; ++i) {
            address wallet = reinstatement.wallets[i];
            ClaimsWord word = _claims[wallet];
            uint16 seq = _seqNow(wallet, word);
            if (word.state() != PassState.Suspended || seq != reinstatement.seqs[i]) continue;
            if (seq == type(uint16).max) continue;
            word = _withWaitingChangeDone(word, wallet);
            if (word.has(ClaimsWords.CHANGE_WAITS)) continue;
            word = _withOfficers(word, wallet, officers, block.timestamp).withSeq(seq + 1);
            // Another pass by name, so that no suspension signed for the one before stops it again.
            word = word.withState(PassState.Granted).withValidFrom(word.validFrom() + 1);
            _claims[wallet] = word;
            ++count;
            emit PassReinstated(wallet, reinstatement.reason, officers);
        }
    }

    /// @inheritdoc IPassAnnex
    function reattestListed(
        Reattestation calldata reattestation,
        Attestation calldata attestation
    ) external returns (uint256 count) {
        _requireInThePass();
        _requireInTime(reattestation.deadline);
        _requireSame(reattestation.wallets.length, reattestation.seqs.length);
        _requireSigned(
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        REATTESTATION_TYPEHASH,
                        keccak256(abi.encodePacked(reattestation.wallets)),
                        keccak256(abi.encodePacked(reattestation.seqs)),
                        reattestation.deadline
                    )
                )
            ),
            attestation
        );

        uint8 officer = attestation.officer;
        for (uint256 i = 0; i < reattestation.wallets.length; ++i) {
            address wallet = reattestation.wallets[i];
            ClaimsWord word = _claims[wallet];
            if (!word.isHeld() || _seqNow(wallet, word) != reattestation.seqs[i]) continue;
            if (!_attestAnew(wallet, word, officer)) continue;
            ++count;
            emit PassReattested(wallet, officer);
        }
        _spend(officer, count);
    }

    // ------------------------------------------------------------------ pass guardian

    /// @inheritdoc IPassAnnex
    function suspend(address wallet, bytes32 reason) external restricted {
        _suspend(wallet, _requireHeld(wallet), reason, msg.sender);
    }

    /// @inheritdoc IPassAnnex
    function veto(address wallet, bytes32 reason) external restricted {
        ClaimsWord word = _claims[wallet];
        bool isNew = word.isHeld() && block.timestamp < word.validFrom();
        bool recovers = word.state() == PassState.Recovered && !_isInForce(_successions[wallet]);
        bool changeWaits =
            word.has(ClaimsWords.CHANGE_WAITS) && block.timestamp < _waiting[wallet].validFrom;
        bool accountWaits = block.timestamp < _accounts[wallet].validFrom;
        if (!isNew && !recovers && !changeWaits && !accountWaits) revert NothingToVeto(wallet);

        emit PassVetoed(wallet, reason, msg.sender);
        if (accountWaits) {
            Account memory account = _accounts[wallet];
            (account.broker, account.own) = (account.brokerBefore, account.ownBefore);
            account.validFrom = 0;
            _accounts[wallet] = account;
        }
        if (isNew) {
            _end(wallet, _withoutNumber(wallet, word));
            return;
        }
        if (changeWaits) word = word.set(ClaimsWords.CHANGE_WAITS, false);
        if (recovers) {
            // Only a quorum makes it work again; one that was revoked, or never worked, only a fresh grant.
            bool returns_ = _successions[wallet].hadPass && block.timestamp >= word.validFrom();
            delete _successions[wallet];
            word = word.withState(returns_ ? PassState.Suspended : PassState.Revoked);
            if (returns_) emit Transfer(address(0), wallet, _tokenId(wallet));
        }
        _claims[wallet] = word.withSeq(_nextSeqOrLast(word));
    }

    /// @inheritdoc IPassAnnex
    function disown(uint8 number, uint32 since, uint256 most) external restricted {
        OfficerWord officer = _officers[number];
        if (officer.key() == address(0)) revert NotAnOfficer(number);
        if (since == 0 || since > block.timestamp) revert SinceAhead(since);
        uint32 before = officer.disownedSince();
        if (before != 0 && since >= before) revert DisownedAlready(number, before);

        _officers[number] = officer.withDisowned(since);
        _disownedBy[number] = msg.sender;
        RosterWord roster = _roster.withDisowning();
        _roster = roster;
        emit OfficerDisowned(number, since, msg.sender);

        _tellDisowning(0, uint256(roster.classes()) + 1, most);
    }

    /// @inheritdoc IPassAnnex
    function undoDisowning(uint8 number) external restricted {
        if (_disownedBy[number] == msg.sender) revert NeedsAnotherGuardian(number);
        _undoDisowning(number);
    }

    // ------------------------------------------------------------------ anyone

    /// @inheritdoc IPassAnnex
    function tellDisowning(uint256 most) external {
        _requireInThePass();
        _tellDisowning(_untold.from, _untold.to, most);
    }

    // ------------------------------------------------------------------ admin, after its delay

    /// @inheritdoc IPassAnnex
    function registerMoney(address token) external restricted {
        if (_classes[0] != address(0)) revert MoneyAlreadyRegistered(_classes[0]);

        _classes[0] = token;
        emit ClassRegistered(0, token);
    }

    /// @inheritdoc IPassAnnex
    function setFactory(address factory, bool trusted) external restricted {
        _factories[factory] = trusted;
        emit FactoryChanged(factory, trusted);
    }

    /// @inheritdoc IPassAnnex
    function addOfficer(address officer) external restricted returns (uint8 number) {
        RosterWord roster = _roster;
        uint256 count = roster.officers();
        if (officer == address(0)) revert WalletZero();
        if (count == type(uint8).max) revert OfficerNumbersSpent();
        uint256 taken = 0;
        for (uint256 i = 1; i <= count; ++i) {
            OfficerWord other = _officers[i];
            if (!other.isSeated()) continue;
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

    /// @inheritdoc IPassAnnex
    function removeOfficer(uint8 number) external restricted {
        OfficerWord officer = _officers[number];
        if (!officer.isSeated()) revert NotAnOfficer(number);

        _officers[number] = officer.removed();
        emit OfficerRemoved(number, officer.key());
    }

    /// @inheritdoc IPassAnnex
    function setSettings(
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay,
        uint16 listedPerOfficerPerDay
    ) external restricted {
        RosterWord roster = _roster;
        _setSettings(quorum, vetoWindow, grantsPerOfficerPerDay, listedPerOfficerPerDay);
        // A pass with a disowned officer may have had as many good ones as sufficed until now.
        if (quorum > roster.quorum() && roster.knowsDisowning()) {
            _tellDisowning(0, uint256(roster.classes()) + 1, type(uint256).max);
        }
    }

    /// @inheritdoc IPassAnnex
    function undoDisowningAsAdmin(uint8 number) external restricted {
        _undoDisowning(number);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IPassAnnex
    function walletsOf(address wallet) external view returns (address[] memory wallets) {
        ClaimsWord word = _claims[wallet];
        if (word.has(ClaimsWords.SEVERAL_WALLETS)) return _wallets[word.investorId()];
        if (word.investorId() == 0) return wallets;
        wallets = new address[](1);
        wallets[0] = wallet;
    }

    /// @inheritdoc IPassAnnex
    function claimsWordsOf(
        address[] calldata wallets
    ) external view returns (ClaimsWord[] memory words) {
        words = new ClaimsWord[](wallets.length);
        for (uint256 i = 0; i < wallets.length; ++i) words[i] = _claims[wallets[i]];
    }

    /// @inheritdoc IPassAnnex
    function accountOf(address wallet) public view returns (uint32 broker, bool own) {
        Account memory account = _accounts[wallet];
        return
            block.timestamp < account.validFrom
                ? (account.brokerBefore, account.ownBefore)
                : (account.broker, account.own);
    }

    /// @inheritdoc IPassAnnex
    function successorOf(address lost) external view returns (address successor) {
        // No circle: a wallet that has a successor is not held, and so is nobody's.
        for (
            Succession memory succession = _successions[lost];
            succession.successor != address(0) && _isInForce(succession);
            succession = _successions[successor]
        ) successor = succession.successor;
    }

    /// @inheritdoc IPassAnnex
    function recoveryOf(address lost) external view returns (address successor, uint32 validFrom) {
        Succession memory succession = _successions[lost];
        return (succession.successor, succession.validFrom);
    }

    /// @inheritdoc IPassAnnex
    function attestersOf(
        address wallet
    ) external view returns (uint8[] memory officers, uint32[] memory minedAt) {
        ClaimsWord word = _claims[wallet];
        uint256 first = word.officers();
        uint256 attestedAt = word.attestedAt();
        bool more = word.has(ClaimsWords.MORE_OFFICERS);
        if (word.has(ClaimsWords.CHANGE_WAITS) && block.timestamp >= _waiting[wallet].validFrom) {
            (first, attestedAt) = (_waiting[wallet].officers, _waiting[wallet].attestedAt);
            more = false;
        }
        FurtherOfficers further = more ? _furtherOfficers[wallet] : FurtherOfficers.wrap(0);
        uint256 count = 0;
        for (uint256 rest = first; rest != 0; rest >>= 8) ++count;
        uint256 behind = count;
        while (further.officer(count - behind) != 0) ++count;

        officers = new uint8[](count);
        minedAt = new uint32[](count);
        for (uint256 i = 0; i < count; ++i) {
            bool isFirst = i < behind;
            officers[i] = isFirst ? uint8(first >> (8 * i)) : further.officer(i - behind);
            minedAt[i] = isFirst ? uint32(attestedAt) : further.minedAt(i - behind);
        }
    }

    /// @inheritdoc IPassAnnex
    function changesAt(address wallet) external view returns (uint32) {
        return
            _claims[wallet].has(ClaimsWords.CHANGE_WAITS) &&
            block.timestamp < _waiting[wallet].validFrom
                ? _waiting[wallet].validFrom
                : 0;
    }

    /// @inheritdoc IPassAnnex
    function disownedSinceOf(uint8 number) external view returns (uint32 since, address by) {
        return (_officers[number].disownedSince(), _disownedBy[number]);
    }

    /// @inheritdoc IPassAnnex
    function untold() external view returns (uint16 from, uint16 to) {
        return (_untold.from, _untold.to);
    }

    /// @inheritdoc IPassAnnex
    function listedOf(uint8 officer) external view returns (uint256) {
        return _officers[officer].listedOn(JstDates.dateAt(block.timestamp));
    }

    /// @inheritdoc IPassAnnex
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

    /// @inheritdoc IPassAnnex
    function officerAt(uint8 number) external view returns (address) {
        OfficerWord officer = _officers[number];
        return officer.isActive() ? officer.key() : address(0);
    }

    /// @inheritdoc IPassAnnex
    function officerCount() external view returns (uint8) {
        return _roster.officers();
    }

    /// @inheritdoc IPassAnnex
    function settings()
        external
        view
        returns (
            uint8 quorum,
            uint32 vetoWindow,
            uint16 grantsPerOfficerPerDay,
            uint16 listedPerOfficerPerDay
        )
    {
        RosterWord roster = _roster;
        return (roster.quorum(), roster.vetoWindow(), roster.quota(), _listQuota);
    }

    /// @inheritdoc IPassAnnex
    function classCount() external view returns (uint16) {
        return _roster.classes();
    }

    // ------------------------------------------------------------------ ERC-721, ERC-5192, ERC-5484

    function ownerOf(uint256 tokenId) public view returns (address wallet) {
        wallet = address(uint160(tokenId));
        if (tokenId >> 160 != 0 || !_claims[wallet].isHeld()) {
            revert PassNotHeld(wallet);
        }
    }

    function balanceOf(address wallet) external view returns (uint256) {
        if (wallet == address(0)) revert WalletZero();
        return _claims[wallet].isHeld() ? 1 : 0;
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

    // ------------------------------------------------------------------ internals

    /// Puts an officer in the place of a disowned one, else behind the last.
    /// @return True if that changed anything: one officer counts once.
    function _attestAnew(address wallet, ClaimsWord word, uint8 number) private returns (bool) {
        if (word.has(ClaimsWords.CHANGE_WAITS)) {
            word = _withWaitingChangeDone(word, wallet);
            if (word.has(ClaimsWords.CHANGE_WAITS)) return false;
            _claims[wallet] = word;
        }
        // Granted under a lower quorum, it works by all who attested it: one more could only end that.
        (uint256 good, uint256 all) = _attesting(wallet, word);
        if (good == all && all < _roster.quorum()) return false;
        bool more = word.has(ClaimsWords.MORE_OFFICERS);
        FurtherOfficers further = more ? _furtherOfficers[wallet] : FurtherOfficers.wrap(0);
        uint256 pair = word.officers();
        if (uint8(pair) == number || pair >> 8 == number || further.names(number)) return false;
        for (uint256 i = 0; i < 2; ++i) {
            uint8 other = uint8(pair >> (8 * i));
            if (other != 0 && _officers[other].isGoodAt(word.attestedAt())) continue;
            // The other's attestation stays good as it is; as of today it would be bad.
            OfficerWord beside = _officers[uint8(pair >> (8 - 8 * i))];
            if (beside.disownedSince() != 0 && beside.isGoodAt(word.attestedAt())) {
                if (other == 0) return false;
                break;
            }
            pair = (pair & ~(uint256(0xff) << (8 * i))) | (uint256(number) << (8 * i));
            // Both count as of today, so that neither is ever good for longer than it was.
            _claims[wallet] = word.withOfficers(uint16(pair), more).withAttestedAt(
                uint32(block.timestamp)
            );
            return true;
        }
        uint256 place = 0;
        for (; place < FurtherOfficersMath.MOST && further.officer(place) != 0; ++place) {
            uint8 other = further.officer(place);
            if (!_officers[other].isGoodAt(further.minedAt(place))) break;
        }
        if (place == FurtherOfficersMath.MOST) return false;

        _furtherOfficers[wallet] = further.put(place, number, block.timestamp);
        _claims[wallet] = word.set(ClaimsWords.MORE_OFFICERS, true);
        return true;
    }

    /// A first pass that never worked leaves nothing behind: its number and, of an investor with several
    /// wallets, its place among them go back. A thief's links and system passes poison no wallet.
    function _withoutNumber(address wallet, ClaimsWord word) private returns (ClaimsWord) {
        if (!word.has(ClaimsWords.FIRST_PASS)) return word;
        address[] storage wallets = _wallets[word.investorId()];
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (wallets[i] != wallet) continue;
            wallets[i] = wallets[wallets.length - 1];
            wallets.pop();
            break;
        }
        return word.withInvestorId(0).set(ClaimsWords.SEVERAL_WALLETS, false);
    }

    function _suspend(address wallet, ClaimsWord word, bytes32 reason, address by) private {
        word = word.withState(PassState.Suspended).withSeq(_nextSeqOrLast(word));
        _claims[wallet] = word;

        emit PassSuspended(wallet, reason, by);

        _tellClasses(wallet, word);
    }

    function _undoDisowning(uint8 number) private {
        OfficerWord officer = _officers[number];
        if (officer.disownedSince() == 0) revert NotDisowned(number);

        _officers[number] = officer.withDisowned(0);
        emit OfficerOwnedAgain(number, msg.sender);
    }

    /// Tells class numbers from `from` on, at most `most` of them, that passes are in doubt; the rest
    /// is for {tellDisowning}.
    function _tellDisowning(uint256 from, uint256 to, uint256 most) private {
        uint256 end = to - from > most ? from + most : to;
        bytes memory news = abi.encodeCall(IPassListener.onPassesDoubted, ());
        for (; from < end; ++from) {
            if (!_tell(from, news)) {
                emit ClassNotReached(address(0), uint16(from), _classes[from]);
            }
        }
        if (from == to) (from, to) = (0, 0);
        Untold memory before = _untold;
        if (before.from != from || before.to != to) _untold = Untold(uint16(from), uint16(to));
    }

    /// A recovery that lost its ground with its officers counts no more, as if it had been vetoed.
    function _isInForce(Succession memory succession) private view returns (bool) {
        if (block.timestamp < succession.validFrom) return false;
        return _isGround(succession.officers, succession.attestedAt);
    }

    function _spend(uint8 number, uint256 count) private {
        OfficerWord officer = _officers[number];
        JstDate today = JstDates.dateAt(block.timestamp);
        uint256 listed = officer.listedOn(today) + count;
        if (listed > _listQuota) revert ListQuotaSpent(number, _listQuota, today);
        _officers[number] = officer.withListed(today, uint16(listed));
    }

    function _requireInTime(uint48 deadline) private view {
        if (block.timestamp > deadline) revert AttestationExpired(deadline);
    }

    function _requireSame(uint256 one, uint256 other) private pure {
        if (one != other) revert ListsDiffer(one, other);
    }

    function _requireInThePass() private view {
        if (address(this) == _self) revert NotInThePass();
    }
}
