// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassListener } from "../../../contracts/identity/interfaces/IPassListener.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// What officers sign, what the guardian orders, and what anyone may do to a pass.
abstract contract PassActs is Movements {
    /// What can be wrong with a signed verb, besides the verb itself.
    enum Fault {
        None,
        OldSeq,
        Late,
        TooFew,
        TooMany,
        Twice,
        Stranger,
        Forged,
        BadClaims,
        PastDate,
        WrongDates,
        NoSuchClass
    }

    bytes32 private constant REASON = "reason";
    address private constant STRANGER = address(0x57a46e4);

    /// The last grant that went through for a wallet, to be sent again.
    mapping(uint256 wallet => bytes call) private _lastGrant;

    function _passAct() internal {
        uint256 kind = _roll(100);
        if (kind < 30) _grantSomebody();
        else if (kind < 48) _renewSomebody();
        else if (kind < 68) _reclassify(_anyWallet());
        else if (kind < 72) _revoke(_anyWallet());
        else if (kind < 75) _revokeWithLittleGas(_anyWallet());
        else if (kind < 79) _revokeByQuorum(_anyWallet());
        else if (kind < 88) _veto(_anyWallet());
        else if (kind < 92) _sync(_anyWallet());
        else if (kind < 96) _doubt(_roll(TOKENS));
        else _replayGrant(_anyWallet());
    }

    /// A pass for whatever wallet lacks one, if draws find it.
    function _grantSomebody() private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && truths[wallet].held; ++i) wallet = _anyWallet();
        if (truths[wallet].held && _chance(80)) return _renewSomebody();
        Fault fault = _chance(25) ? _anyFault() : Fault.None;
        // Only a grant can name a class that there is not.
        if (_chance(5)) fault = Fault.NoSuchClass;
        _grant(wallet, _anyClaims(), _chance(50), fault);
    }

    /// Mostly a pass that lapsed.
    function _renewSomebody() private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && (_works(wallet) || !truths[wallet].held); ++i) {
            wallet = _anyWallet();
        }
        _renew(wallet);
    }

    // ------------------------------------------------------------------ signed by officers

    function _grant(
        uint256 wallet,
        IKycPass.Claims memory claims,
        bool intoClasses,
        Fault fault
    ) internal {
        IKycPass.Grant memory grant;
        grant.wallet = wallets[wallet];
        grant.claims = _spoilt(claims, fault);
        grant.classes = intoClasses ? _someNumbers() : new uint16[](0);
        if (fault == Fault.NoSuchClass) {
            grant.classes = new uint16[](1);
            grant.classes[0] = uint16(CLASSES + 1);
        }
        grant.seq = _seqFor(wallet, fault);
        grant.deadline = _deadlineFor(fault);
        (IKycPass.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.grant(address(pass), grant),
            fault
        );
        bool refused = !valid || truths[wallet].held || _spoils(fault) || _quotaSpent(attestations);

        Act act = intoClasses ? Act.GrantIntoClasses : Act.Grant;
        if (truths[wallet].everHeld && !intoClasses) act = Act.GrantAgain;
        bytes memory call = abi.encodeCall(IKycPass.grant, (grant, attestations));
        if (!_does(act, STRANGER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasGranted(wallet, grant.claims);
        _lastGrant[wallet] = call;
    }

    /// A grant that was relayed once is relayed again: the seq it binds is gone for good.
    function _replayGrant(uint256 wallet) private {
        if (_lastGrant[wallet].length == 0) return;
        _does(Act.Grant, STRANGER, address(pass), _lastGrant[wallet], Promise.Pass);
    }

    function _renew(uint256 wallet) internal {
        Fault fault = _chance(20) ? _anyFault() : Fault.None;
        bool later = _chance(70);
        uint16 today = _today();
        IKycPass.Renewal memory renewal;
        renewal.wallet = wallets[wallet];
        renewal.expiry = JstDate.wrap(uint16(today + (later ? _between(60, 700) : _roll(60))));
        renewal.screenedUntil = JstDate.wrap(
            uint16(today + (later ? _between(60, 400) : _roll(60)))
        );
        if (fault == Fault.PastDate) renewal.screenedUntil = JstDate.wrap(today - 1);
        renewal.seq = _seqFor(wallet, fault);
        renewal.deadline = _deadlineFor(fault);
        (IKycPass.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.renewal(address(pass), renewal),
            fault
        );
        bool refused =
            !valid || !truths[wallet].held || fault == Fault.PastDate || _spoilsBinding(fault);

        bool done = _does(
            later ? Act.RenewLater : Act.RenewEarlier,
            STRANGER,
            address(pass),
            abi.encodeCall(IKycPass.renew, (renewal, attestations)),
            _passPromise(refused)
        );
        if (!done) return;
        _wasRenewed(wallet, JstDate.unwrap(renewal.expiry), JstDate.unwrap(renewal.screenedUntil));
    }

    function _reclassify(uint256 wallet) private {
        Fault fault =
            _chance(15)
                ? _anyFault()
                : _chance(5)
                    ? Fault.WrongDates
                    : Fault.None;
        (IKycPass.Claims memory claims, Act act) = _otherClaims(wallet);
        claims = _spoilt(claims, fault);
        if (fault == Fault.WrongDates) {
            claims.expiry = JstDate.wrap(JstDate.unwrap(claims.expiry) + 1);
        }
        IKycPass.Reclassification memory change;
        change.wallet = wallets[wallet];
        change.claims = claims;
        change.seq = _seqFor(wallet, fault);
        change.deadline = _deadlineFor(fault);
        (IKycPass.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.reclassification(address(pass), change),
            fault
        );
        bool refused =
            !valid ||
                !truths[wallet].held ||
                JstDate.unwrap(claims.expiry) != truths[wallet].expiry ||
                _spoilsBinding(fault) ||
                fault == Fault.BadClaims ||
                _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IKycPass.reclassify, (change, attestations));
        if (!_does(act, STRANGER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasReclassified(wallet, claims);
    }

    function _revokeByQuorum(uint256 wallet) private {
        Fault fault = _chance(40) ? _anyFault() : Fault.None;
        IKycPass.Revocation memory revocation;
        revocation.wallet = wallets[wallet];
        revocation.reason = REASON;
        revocation.validFrom = uint32(truths[wallet].worksFrom);
        if (fault == Fault.None && _chance(20)) fault = Fault.OldSeq;
        if (fault == Fault.OldSeq) ++revocation.validFrom;
        revocation.deadline = _deadlineFor(fault);
        (IKycPass.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.revocation(address(pass), revocation),
            fault
        );
        bool refused = !valid || !truths[wallet].held || _spoilsBinding(fault);

        bytes memory call = abi.encodeCall(IKycPass.revokeByQuorum, (revocation, attestations));
        if (_ends(Act.RevokeByQuorum, STRANGER, call, refused, wallet)) _wasEnded(wallet);
    }

    function _ends(
        Act act,
        address sender,
        bytes memory call,
        bool refused,
        uint256 wallet
    ) private returns (bool) {
        return
            _doesAddingARule(
                act,
                sender,
                address(pass),
                call,
                _passPromise(refused),
                _roll(TOKENS),
                wallet
            );
    }

    // ------------------------------------------------------------------ guardian, anyone, the pass

    function _revoke(uint256 wallet) internal {
        bool byStranger = _chance(25);
        bool refused = byStranger || !truths[wallet].held;
        bytes memory call = abi.encodeCall(IKycPass.revoke, (wallets[wallet], REASON));
        address sender = byStranger ? STRANGER : address(this);
        if (_ends(Act.Revoke, sender, call, refused, wallet)) _wasEnded(wallet);
    }

    /// Whatever gas the guardian sends: the pass ends and every class is told, or nothing happens.
    function _revokeWithLittleGas(uint256 wallet) private {
        uint256 gas = _between(30_000, 320_000);
        bytes memory call = abi.encodeCall(IKycPass.revoke, (wallets[wallet], REASON));
        (bool done, bytes memory answer) = address(pass).call{ gas: gas }(call);
        record.tried(Act.RevokeWithLittleGas, done, answer);
        if (!done) return;
        if (!truths[wallet].held) record.breach(Promise.Pass, "a pass not held was revoked");
        _wasEnded(wallet);
    }

    function _veto(uint256 wallet) private {
        // A window is short, so most draws look for one.
        for (uint256 i = 0; i < 6 && !_isInWindow(wallet); ++i) wallet = _anyWallet();
        bool isNew = block.timestamp < truths[wallet].worksFrom;
        bytes memory call = abi.encodeCall(IKycPass.veto, (wallets[wallet], REASON));
        Act act = isNew ? Act.VetoPass : Act.VetoChange;
        if (_does(act, address(this), address(pass), call, _passPromise(!_isInWindow(wallet)))) {
            _wasVetoed(wallet);
        }
    }

    function _sync(uint256 wallet) private {
        bytes memory call = abi.encodeCall(IKycPass.sync, (wallets[wallet], _someNumbers()));
        _does(Act.Sync, STRANGER, address(pass), call, Promise.None);
    }

    function _doubt(uint256 token) private {
        bool byPass = !_chance(20);
        bytes memory call = abi.encodeCall(IPassListener.onPassesDoubted, ());
        address sender = byPass ? address(pass) : STRANGER;
        if (_does(Act.DoubtPasses, sender, address(tokens[token]), call, _rule(!byPass))) {
            doubted = token;
        }
    }

    // ------------------------------------------------------------------ claims

    function _anyClaims() internal returns (IKycPass.Claims memory claims) {
        uint16 today = _today();
        claims.residence = _anyResidence();
        claims.taxClass = uint8(_roll(3));
        claims.expiry = JstDate.wrap(uint16(today + (_chance(10) ? 0 : _between(20, 700))));
        claims.screenedUntil = JstDate.wrap(uint16(today + (_chance(10) ? 1 : _between(20, 400))));
        // General only in half of all cases.
        if (_chance(50)) return claims;
        bool together = _chance(40);
        JstDate end = _anyEnd();
        if (_chance(50)) claims.specifiedUntil = together ? end : _anyEnd();
        if (_chance(60)) claims.qiiUntil = together ? end : _anyEnd();
        if (_chance(25)) claims.specialBusinessUntil = together ? end : _anyEnd();
        if (_chance(40)) claims.brokerDealerUntil = together ? end : _anyEnd();
    }

    /// Other claims for a wallet: one more category or a later end, one less or an earlier end, another
    /// residence.
    function _otherClaims(uint256 wallet) private returns (IKycPass.Claims memory claims, Act act) {
        ClaimsTruth memory now_ = _claimsAt(wallet, block.timestamp);
        claims.residence = now_.residence == 0 ? JAPAN : now_.residence;
        claims.taxClass = now_.taxClass;
        claims.expiry = JstDate.wrap(truths[wallet].expiry);
        claims.screenedUntil = JstDate.wrap(truths[wallet].screenedUntil);
        uint16[4] memory ends = now_.ends;
        uint256 category = _roll(4);
        uint256 kind = _roll(10);
        if (kind < 4) {
            act = Act.ReclassifyUp;
            ends[category] = JstDate.unwrap(_anyEnd());
        } else if (kind < 7) {
            act = Act.ReclassifyDown;
            for (uint256 i = 0; i < 4 && ends[category] == 0; ++i) category = (category + 1) % 4;
            ends[category] = _chance(60) ? 0 : ends[category] / 2 + _today() / 2;
            if (_chance(20)) ends[(category + 1) % 4] = JstDate.unwrap(_anyEnd());
        } else {
            act = Act.ReclassifyResidence;
            claims.residence = _anyResidence();
            claims.taxClass = uint8(_roll(3));
        }
        claims.specifiedUntil = JstDate.wrap(ends[0]);
        claims.qiiUntil = JstDate.wrap(ends[1]);
        claims.specialBusinessUntil = JstDate.wrap(ends[2]);
        claims.brokerDealerUntil = JstDate.wrap(ends[3]);
    }

    function _anyResidence() private returns (uint16) {
        uint256 kind = _roll(10);
        return
            kind < 6
                ? JAPAN
                : kind < 9
                    ? USA
                    : UK;
    }

    /// Also dates that are over.
    function _anyEnd() private returns (JstDate) {
        return JstDate.wrap(uint16(_today() + _between(0, 300) - _roll(4)));
    }

    // ------------------------------------------------------------------ faults

    function _anyFault() private returns (Fault) {
        return Fault(1 + _roll(uint256(type(Fault).max)));
    }

    function _seqFor(uint256 wallet, Fault fault) private view returns (uint16) {
        uint16 seq = truths[wallet].seq;
        if (fault != Fault.OldSeq) return seq;
        return seq == 0 ? 1 : seq - 1;
    }

    /// Often far enough ahead for the signatures to be sent again after a revocation.
    function _deadlineFor(Fault fault) private returns (uint48) {
        if (fault == Fault.Late) return uint48(block.timestamp - 1);
        return uint48(block.timestamp + (_chance(30) ? 0 : _roll(200 days)));
    }

    function _spoilt(
        IKycPass.Claims memory claims,
        Fault fault
    ) private returns (IKycPass.Claims memory) {
        if (fault == Fault.BadClaims && _chance(50)) claims.residence = _chance(50) ? 0 : 1_000;
        else if (fault == Fault.BadClaims) claims.taxClass = 16;
        if (fault == Fault.PastDate) claims.expiry = JstDate.wrap(_today() - 1);
        return claims;
    }

    function _spoils(Fault fault) private pure returns (bool) {
        return
            _spoilsBinding(fault) ||
            fault == Fault.BadClaims ||
            fault == Fault.PastDate ||
            fault == Fault.NoSuchClass;
    }

    function _spoilsBinding(Fault fault) private pure returns (bool) {
        return fault == Fault.OldSeq || fault == Fault.Late;
    }

    /// Signatures of two officers, or of all three; or what the fault makes of them.
    function _attested(
        bytes32 digest,
        Fault fault
    ) private returns (IKycPass.Attestation[] memory list, bool valid) {
        uint256 count = _chance(25) ? OFFICERS : QUORUM;
        uint8 first = count == OFFICERS ? 1 : uint8(_between(1, 2));
        if (fault == Fault.TooFew) count = QUORUM - 1;
        if (fault == Fault.TooMany) count = 9;
        list = new IKycPass.Attestation[](count);
        uint8 number = first;
        for (uint256 i = 0; i < count; ++i) {
            list[i] = _attestation(number > OFFICERS ? OFFICERS : number, digest);
            // Of three officers, the first and the third are two as well.
            number += count == QUORUM && first == 1 && _chance(50) ? 2 : 1;
        }
        valid = false;
        if (fault == Fault.Twice) list[1] = list[0];
        else if (fault == Fault.Stranger) list[count - 1].officer = OFFICERS + 1;
        else if (fault == Fault.Forged) list[count - 1] = _forged(list[count - 1].officer, digest);
        else valid = fault != Fault.TooFew && fault != Fault.TooMany;
    }

    function _attestation(
        uint8 officer,
        bytes32 digest
    ) private pure returns (IKycPass.Attestation memory) {
        return _signed(officer, _officerKey(officer), digest);
    }

    /// A stranger's signature under an officer's number.
    function _forged(
        uint8 officer,
        bytes32 digest
    ) private pure returns (IKycPass.Attestation memory) {
        return _signed(officer, 0xbad, digest);
    }

    function _signed(
        uint8 officer,
        uint256 key,
        bytes32 digest
    ) private pure returns (IKycPass.Attestation memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        bytes32 vs = v == 28 ? s | bytes32(uint256(1) << 255) : s;
        return IKycPass.Attestation(officer, r, vs);
    }

    function _quotaSpent(IKycPass.Attestation[] memory list) private view returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (_attestedToday(list[i].officer) >= QUOTA) return true;
        }
        return false;
    }

    function _passPromise(bool refused) private pure returns (Promise) {
        return refused ? Promise.Pass : Promise.None;
    }

    function _isInWindow(uint256 wallet) private view returns (bool) {
        return
            truths[wallet].held &&
            (block.timestamp < truths[wallet].worksFrom || _changeWaits(wallet));
    }

    /// Up to four numbers of tokens, each at most once, yen among them.
    function _someNumbers() private returns (uint16[] memory numbers) {
        uint256 mask = _between(1, 15);
        numbers = new uint16[](TOKENS);
        uint256 n = 0;
        for (uint16 i = 0; i < TOKENS; ++i) {
            if (mask & (1 << i) != 0) numbers[n++] = i;
        }
        assembly ("memory-safe") {
            mstore(numbers, n)
        }
    }
}
