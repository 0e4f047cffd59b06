// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PassStatus } from "../../../contracts/types/Standing.sol";
import { OfficerTruth } from "./OfficerTruth.sol";

/// What is true of every pass, kept from what was signed and ordered, never read from the contracts.
/// Written from the specification (DESIGN 4.1), one rule a function, with no word and no cache.
abstract contract PassTruth is OfficerTruth {
    struct ClaimsTruth {
        uint16 residence;
        uint8 taxClass;
        uint16[4] ends;
    }

    struct AccountTruth {
        uint32 broker;
        bool own;
    }

    enum Stage {
        None,
        Granted,
        Suspended,
        Revoked,
        Recovered
    }

    struct Truth {
        Stage state;
        uint256 worksFrom;
        uint16 expiry;
        uint16 screenedUntil;
        ClaimsTruth claims;
        Mined[] attested;
        /// Claims that replace the others from `changesAt` on, 0 for never, and who attested them.
        ClaimsTruth next;
        Mined[] nextAttested;
        uint256 changesAt;
        uint16 seq;
        uint32 investorId;
        /// The wallet that takes this one's place from a time on, and who attested that.
        uint256 successor;
        uint256 succeedsFrom;
        Mined[] recovered;
        bool wasRevoked;
        /// It has its number from this pass.
        bool isFirst;
        /// Who keeps the account; the second counts from `accountFrom` on.
        AccountTruth account;
        AccountTruth nextAccount;
        uint256 accountFrom;
    }

    struct PolicyTruth {
        uint8 admitted;
        uint16[] residences;
    }

    Truth[WALLETS] internal truths;
    PolicyTruth[CLASSES] internal policies;
    uint32 private _investors;
    /// Wallets that have the number, those that nothing else is known of included.
    mapping(uint32 investorId => uint256) internal walletsOf;

    constructor() {
        for (uint256 i = 0; i < CLASSES; ++i) {
            (policies[i].admitted, policies[i].residences) = _firstPolicy(i);
        }
    }

    // ------------------------------------------------------------------ answers

    function _statusAt(uint256 wallet, uint256 time) internal view returns (PassStatus) {
        Truth storage truth = truths[wallet];
        if (truth.state == Stage.None) return PassStatus.None;
        if (truth.state == Stage.Revoked) return PassStatus.Revoked;
        if (truth.state == Stage.Suspended) return PassStatus.Suspended;
        if (truth.state == Stage.Recovered) return PassStatus.Recovered;
        if (time < truth.worksFrom) return PassStatus.InVetoWindow;
        if (time > _endOf(truth.expiry)) return PassStatus.Expired;
        if (time > _endOf(truth.screenedUntil)) return PassStatus.ScreeningLapsed;
        return _isAttestedAt(wallet, time) ? PassStatus.Working : PassStatus.Unattested;
    }

    /// Whether those who attested the claims that count at that time are, by what is known now, enough.
    function _isAttestedAt(uint256 wallet, uint256 time) internal view returns (bool) {
        return _isGround(_attestersAt(wallet, time));
    }

    function _attestersOf(uint256 wallet) internal view returns (Mined[] storage) {
        return _attestersAt(wallet, block.timestamp);
    }

    /// Who attested what is left of the pass once a change that lost its ground is dropped.
    function _attestersLeft(uint256 wallet) internal view returns (Mined[] storage) {
        Truth storage truth = truths[wallet];
        return _isGround(_attestersOf(wallet)) ? _attestersOf(wallet) : truth.attested;
    }

    function _attestersAt(uint256 wallet, uint256 time) private view returns (Mined[] storage) {
        Truth storage truth = truths[wallet];
        return _isChangedAt(wallet, time) ? truth.nextAttested : truth.attested;
    }

    function _worksAt(uint256 wallet, uint256 time) internal view returns (bool) {
        return _statusAt(wallet, time) == PassStatus.Working;
    }

    function _works(uint256 wallet) internal view returns (bool) {
        return _worksAt(wallet, block.timestamp);
    }

    /// May the wallet gain: a working pass, and a policy that admits what it says at that moment.
    function _mayGainAt(uint256 token, uint256 wallet, uint256 time) internal view returns (bool) {
        if (!_worksAt(wallet, time)) return false;
        if (token == YEN) return true;
        uint8 categories = _categoriesAt(wallet, time);
        // Where general investors (bit 4) are admitted, everybody is.
        if (policies[token].admitted & (categories | 16) == 0) return false;
        uint16[] storage admitted = policies[token].residences;
        uint16 residence = _claimsAt(wallet, time).residence;
        for (uint256 i = 0; i < admitted.length; ++i) {
            if (admitted[i] == residence) return true;
        }
        return admitted.length == 0;
    }

    function _mayGain(uint256 token, uint256 wallet) internal view returns (bool) {
        return _mayGainAt(token, wallet, block.timestamp);
    }

    function _categoriesAt(uint256 wallet, uint256 time) internal view returns (uint8 categories) {
        uint16[4] memory ends = _claimsAt(wallet, time).ends;
        for (uint256 i = 0; i < 4; ++i) {
            if (ends[i] != 0 && time <= _endOf(ends[i])) categories |= uint8(1 << i);
        }
    }

    function _claimsAt(uint256 wallet, uint256 time) internal view returns (ClaimsTruth memory) {
        Truth storage truth = truths[wallet];
        return _isChangedAt(wallet, time) ? truth.next : truth.claims;
    }

    function _isChangedAt(uint256 wallet, uint256 time) private view returns (bool) {
        return truths[wallet].changesAt != 0 && time >= truths[wallet].changesAt;
    }

    function _hasChanged(uint256 wallet) internal view returns (bool) {
        return _isChangedAt(wallet, block.timestamp);
    }

    function _changeWaits(uint256 wallet) internal view returns (bool) {
        return block.timestamp < truths[wallet].changesAt;
    }

    /// Nobody vouches for a pass while a change waits that its officers stand for.
    function _forbidsVouching(uint256 wallet) internal view returns (bool) {
        return _changeWaits(wallet) && _isGround(truths[wallet].nextAttested);
    }

    /// A change that was in force counts as one of the pass's changes.
    function _seqOf(uint256 wallet) internal view returns (uint16) {
        return truths[wallet].seq + (_hasChanged(wallet) ? 1 : 0);
    }

    function _accountWaits(uint256 wallet) internal view returns (bool) {
        return block.timestamp < truths[wallet].accountFrom;
    }

    function _accountOf(uint256 wallet) internal view returns (AccountTruth memory) {
        return _accountWaits(wallet) ? truths[wallet].account : truths[wallet].nextAccount;
    }

    /// A pass that is suspended is held too.
    function _isHeld(uint256 wallet) internal view returns (bool) {
        Stage state = truths[wallet].state;
        return state == Stage.Granted || state == Stage.Suspended;
    }

    function _isGranted(uint256 wallet) internal view returns (bool) {
        return truths[wallet].state == Stage.Granted;
    }

    function _mayBeGranted(uint256 wallet) internal view returns (bool) {
        Stage state = truths[wallet].state;
        return state == Stage.None || state == Stage.Revoked;
    }

    function _isKnown(uint256 wallet) internal view returns (bool) {
        return truths[wallet].investorId != 0;
    }

    /// Some pass was granted, were it vetoed since.
    function _hadPass(uint256 wallet) internal view returns (bool) {
        return truths[wallet].state != Stage.None;
    }

    function _isSystem(uint256 wallet) internal view returns (bool) {
        return truths[wallet].investorId == SYSTEM;
    }

    function _isNew(uint256 wallet) internal view returns (bool) {
        return _isHeld(wallet) && block.timestamp < truths[wallet].worksFrom;
    }

    /// What was recovered, but not for good: not yet, or not any more.
    function _isRecoveryOpen(uint256 wallet) internal view returns (bool) {
        return truths[wallet].state == Stage.Recovered && !_hasSuccessor(wallet);
    }

    function _hasSuccessor(uint256 wallet) internal view returns (bool) {
        Truth storage truth = truths[wallet];
        return
            truth.state == Stage.Recovered &&
            block.timestamp >= truth.succeedsFrom &&
            _isGround(truth.recovered);
    }

    /// Who takes the lost wallet's place at the end, {WALLETS} for nobody.
    function _successorOf(uint256 wallet) internal view returns (uint256) {
        if (!_hasSuccessor(wallet)) return WALLETS;
        wallet = truths[wallet].successor;
        return _hasSuccessor(wallet) ? _successorOf(wallet) : wallet;
    }

    /// The last second of a date in JST.
    function _endOf(uint16 date) internal pure returns (uint256) {
        return (uint256(date) + 1) * 1 days - 9 hours - 1;
    }

    // ------------------------------------------------------------------ what happened

    /// @param number The investor's number that the wallet gets with its first pass, 0 for the next.
    function _wasGranted(
        uint256 wallet,
        IPassRecords.Claims memory claims,
        IPassRecords.Attestation[] memory attestations,
        uint32 number
    ) internal {
        Truth storage truth = truths[wallet];
        truth.isFirst = !_isKnown(wallet);
        if (truth.isFirst) {
            truth.investorId = number == 0 ? ++_investors : number;
            ++walletsOf[truth.investorId];
        }
        truth.state = Stage.Granted;
        // A pass is named by this time, so it never comes again.
        uint256 last = truth.worksFrom;
        truth.worksFrom = block.timestamp + VETO_WINDOW;
        if (truth.worksFrom <= last) truth.worksFrom = last + 1;
        truth.expiry = JstDate.unwrap(claims.expiry);
        truth.screenedUntil = JstDate.unwrap(claims.screenedUntil);
        truth.claims = _truthOf(claims);
        truth.changesAt = 0;
        _put(truth.attested, attestations);
        ++truth.seq;
    }

    function _wasRenewed(
        uint256 wallet,
        uint16 expiry,
        uint16 screenedUntil,
        IPassRecords.Attestation[] memory attestations
    ) internal {
        Truth storage truth = truths[wallet];
        _changeDone(wallet);
        truth.expiry = expiry;
        truth.screenedUntil = screenedUntil;
        _put(truth.attested, attestations);
        ++truth.seq;
    }

    /// Of each category the earlier end counts at once, the rest after the veto window.
    function _wasReclassified(
        uint256 wallet,
        IPassRecords.Claims memory claims,
        IPassRecords.Attestation[] memory attestations
    ) internal {
        _changeDone(wallet);
        Truth storage truth = truths[wallet];
        truth.next = _truthOf(claims);
        bool waits =
            truth.claims.residence != claims.residence || truth.claims.taxClass != claims.taxClass;
        for (uint256 i = 0; i < 4; ++i) {
            uint16 end = truth.next.ends[i];
            if (end < truth.claims.ends[i]) truth.claims.ends[i] = end;
            else if (end > truth.claims.ends[i]) waits = true;
        }
        truth.changesAt = waits ? block.timestamp + VETO_WINDOW : 0;
        _put(waits ? truth.nextAttested : truth.attested, attestations);
        ++truth.seq;
    }

    function _wasEnded(uint256 wallet) internal {
        _changeDone(wallet);
        truths[wallet].changesAt = 0;
        truths[wallet].state = Stage.Revoked;
        ++truths[wallet].seq;
    }

    function _wasSuspended(uint256 wallet) internal {
        truths[wallet].state = Stage.Suspended;
        ++truths[wallet].seq;
    }

    /// The same pass under another name, attested by these officers.
    function _wasReinstated(
        uint256 wallet,
        IPassRecords.Attestation[] memory attestations
    ) internal {
        _changeDone(wallet);
        _put(truths[wallet].attested, attestations);
        truths[wallet].state = Stage.Granted;
        ++truths[wallet].worksFrom;
        ++truths[wallet].seq;
    }

    function _wasReattested(uint256 wallet, uint8 officer) internal {
        _changeDone(wallet);
        _addTo(truths[wallet].attested, officer);
    }

    function _wasRecovered(
        uint256 wallet,
        uint256 successor,
        IPassRecords.Attestation[] memory attestations
    ) internal {
        _changeDone(wallet);
        Truth storage truth = truths[wallet];
        truth.changesAt = 0;
        truth.wasRevoked = truth.state == Stage.Revoked;
        truth.state = Stage.Recovered;
        truth.successor = successor;
        truth.succeedsFrom = block.timestamp + VETO_WINDOW;
        _put(truth.recovered, attestations);
        ++truth.seq;
    }

    function _wasKept(uint256 wallet, AccountTruth memory account) internal {
        Truth storage truth = truths[wallet];
        _changeDone(wallet);
        truth.account = _accountOf(wallet);
        truth.nextAccount = account;
        truth.accountFrom = block.timestamp + VETO_WINDOW;
        ++truth.seq;
    }

    /// A veto drops whatever waits; a pass that is still in its window ends.
    function _wasVetoed(uint256 wallet) internal {
        Truth storage truth = truths[wallet];
        if (_accountWaits(wallet)) {
            truth.nextAccount = truth.account;
            truth.accountFrom = 0;
        }
        if (_isNew(wallet)) {
            // A first pass that never worked leaves no number behind.
            if (truth.isFirst) {
                --walletsOf[truth.investorId];
                truth.investorId = 0;
            }
            return _wasEnded(wallet);
        }
        if (_changeWaits(wallet)) truth.changesAt = 0;
        if (_isRecoveryOpen(wallet)) {
            bool neverWorked = block.timestamp < truth.worksFrom;
            truth.state = truth.wasRevoked || neverWorked ? Stage.Revoked : Stage.Suspended;
        }
        ++truth.seq;
    }

    /// A change whose window is over is the claims, for whatever comes next; one that lost its ground is
    /// nothing.
    function _changeDone(uint256 wallet) internal {
        Truth storage truth = truths[wallet];
        if (truth.changesAt == 0 || _forbidsVouching(wallet)) return;
        bool isGood = _isGround(truth.nextAttested);
        if (_hasChanged(wallet)) ++truth.seq;
        truth.changesAt = 0;
        if (!isGood) return;
        truth.claims = truth.next;
        _copy(truth.attested, truth.nextAttested);
    }

    function _truthOf(
        IPassRecords.Claims memory claims
    ) private pure returns (ClaimsTruth memory truth) {
        truth.residence = claims.residence;
        truth.taxClass = claims.taxClass;
        truth.ends[0] = JstDate.unwrap(claims.specifiedUntil);
        truth.ends[1] = JstDate.unwrap(claims.qiiUntil);
        truth.ends[2] = JstDate.unwrap(claims.specialBusinessUntil);
        truth.ends[3] = JstDate.unwrap(claims.brokerDealerUntil);
    }
}
