// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PassStatus } from "../../../contracts/types/Standing.sol";
import { Setting } from "./Setting.sol";

/// What is true of every pass, kept from what was signed and ordered, never read from the contracts.
/// Written from the specification (DESIGN 4.1), one rule a function, with no word and no cache.
abstract contract PassTruth is Setting {
    struct ClaimsTruth {
        uint16 residence;
        uint8 taxClass;
        uint16[4] ends;
    }

    struct Truth {
        bool held;
        bool everHeld;
        uint256 worksFrom;
        uint16 expiry;
        uint16 screenedUntil;
        ClaimsTruth claims;
        /// Claims that replace the others from `changesAt` on, 0 for never.
        ClaimsTruth next;
        uint256 changesAt;
        uint16 seq;
        uint32 investorId;
    }

    struct PolicyTruth {
        uint8 admitted;
        uint16[] residences;
    }

    Truth[WALLETS] internal truths;
    PolicyTruth[CLASSES] internal policies;
    uint32 private _investors;
    mapping(uint256 officer => mapping(uint256 date => uint256)) private _attested;

    constructor() {
        for (uint256 i = 0; i < CLASSES; ++i) {
            (policies[i].admitted, policies[i].residences) = _firstPolicy(i);
        }
    }

    // ------------------------------------------------------------------ answers

    function _statusAt(uint256 wallet, uint256 time) internal view returns (PassStatus) {
        Truth storage truth = truths[wallet];
        if (!truth.everHeld) return PassStatus.None;
        if (!truth.held) return PassStatus.Revoked;
        if (time < truth.worksFrom) return PassStatus.InVetoWindow;
        if (time > _endOf(truth.expiry)) return PassStatus.Expired;
        if (time > _endOf(truth.screenedUntil)) return PassStatus.ScreeningLapsed;
        return PassStatus.Working;
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
        return truth.changesAt != 0 && time >= truth.changesAt ? truth.next : truth.claims;
    }

    function _changeWaits(uint256 wallet) internal view returns (bool) {
        return block.timestamp < truths[wallet].changesAt;
    }

    /// The last second of a date in JST.
    function _endOf(uint16 date) internal pure returns (uint256) {
        return (uint256(date) + 1) * 1 days - 9 hours - 1;
    }

    function _today() internal view returns (uint16) {
        return uint16((block.timestamp + 9 hours) / 1 days);
    }

    /// Grants and reclassifications that the officer has attested today.
    function _attestedToday(uint256 officer) internal view returns (uint256) {
        return _attested[officer][_today()];
    }

    // ------------------------------------------------------------------ what happened

    function _wasAttested(IKycPass.Attestation[] memory attestations) internal {
        for (uint256 i = 0; i < attestations.length; ++i) {
            ++_attested[attestations[i].officer][_today()];
        }
    }

    function _wasGranted(uint256 wallet, IKycPass.Claims memory claims) internal {
        Truth storage truth = truths[wallet];
        if (!truth.everHeld) truth.investorId = ++_investors;
        truth.held = true;
        truth.everHeld = true;
        // A pass is named by this time, so it never comes again.
        uint256 last = truth.worksFrom;
        truth.worksFrom = block.timestamp + VETO_WINDOW;
        if (truth.worksFrom <= last) truth.worksFrom = last + 1;
        truth.expiry = JstDate.unwrap(claims.expiry);
        truth.screenedUntil = JstDate.unwrap(claims.screenedUntil);
        truth.claims = _truthOf(claims);
        truth.changesAt = 0;
        ++truth.seq;
    }

    function _wasRenewed(uint256 wallet, uint16 expiry, uint16 screenedUntil) internal {
        Truth storage truth = truths[wallet];
        truth.expiry = expiry;
        truth.screenedUntil = screenedUntil;
        ++truth.seq;
    }

    /// Of each category the earlier end counts at once, the rest after the veto window.
    function _wasReclassified(uint256 wallet, IKycPass.Claims memory claims) internal {
        Truth storage truth = truths[wallet];
        truth.claims = _claimsAt(wallet, block.timestamp);
        truth.next = _truthOf(claims);
        bool waits =
            truth.claims.residence != claims.residence || truth.claims.taxClass != claims.taxClass;
        for (uint256 i = 0; i < 4; ++i) {
            uint16 end = truth.next.ends[i];
            if (end < truth.claims.ends[i]) truth.claims.ends[i] = end;
            else if (end > truth.claims.ends[i]) waits = true;
        }
        truth.changesAt = waits ? block.timestamp + VETO_WINDOW : 0;
        ++truth.seq;
    }

    function _wasEnded(uint256 wallet) internal {
        truths[wallet].held = false;
        ++truths[wallet].seq;
    }

    /// A veto ends a pass that is still in its window, else drops the change that waits.
    function _wasVetoed(uint256 wallet) internal {
        if (block.timestamp < truths[wallet].worksFrom) return _wasEnded(wallet);
        truths[wallet].changesAt = 0;
        ++truths[wallet].seq;
    }

    function _truthOf(
        IKycPass.Claims memory claims
    ) private pure returns (ClaimsTruth memory truth) {
        truth.residence = claims.residence;
        truth.taxClass = claims.taxClass;
        truth.ends[0] = JstDate.unwrap(claims.specifiedUntil);
        truth.ends[1] = JstDate.unwrap(claims.qiiUntil);
        truth.ends[2] = JstDate.unwrap(claims.specialBusinessUntil);
        truth.ends[3] = JstDate.unwrap(claims.brokerDealerUntil);
    }
}
