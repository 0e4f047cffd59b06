// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { IPassListener } from "../../../contracts/identity/interfaces/IPassListener.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { TypedData } from "../TypedData.sol";
import { Act } from "./Act.sol";
import { Promise } from "./Promise.sol";
import { Signing } from "./Signing.sol";

/// What officers sign, what the guardian orders, and what anyone may do to a pass.
abstract contract PassActs is Signing {
    /// The last grant that went through for a wallet, to be sent again.
    mapping(uint256 wallet => bytes call) private _lastGrant;

    function _passAct() internal {
        uint256 kind = _roll(100);
        if (kind < 30) _grantSomebody();
        else if (kind < 50) _renewSomebody();
        else if (kind < 67) _reclassify(_anyWallet());
        else if (kind < 70) _revoke(_anyWallet());
        else if (kind < 73) _revokeWithLittleGas(_anyWallet());
        else if (kind < 78) _revokeByQuorum(_anyWallet());
        else if (kind < 89) _veto(_anyWallet());
        else if (kind < 92) _sync(_anyWallet());
        else if (kind < 95) _doubt(_roll(TOKENS));
        else _replayGrant(_anyWallet());
    }

    /// A pass for whatever wallet lacks one, if draws find it.
    function _grantSomebody() private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && !_mayBeGranted(wallet); ++i) wallet = _anyWallet();
        if (!_mayBeGranted(wallet) && _chance(80)) return _renewSomebody();
        Fault fault = _chance(25) ? _anyFault() : Fault.None;
        // Only a grant can name a class that there is not.
        if (_chance(5)) fault = Fault.NoSuchClass;
        _grant(wallet, _anyClaims(), _chance(50), fault);
    }

    /// Mostly a pass that lapsed.
    function _renewSomebody() private {
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 6 && (_works(wallet) || !_isGranted(wallet)); ++i) {
            wallet = _anyWallet();
        }
        _renew(wallet);
    }

    // ------------------------------------------------------------------ signed by officers

    function _grant(
        uint256 wallet,
        IPassRecords.Claims memory claims,
        bool intoClasses,
        Fault fault
    ) internal {
        IPassRecords.Grant memory grant = _newGrant(wallet, claims, intoClasses, fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.grant(address(pass), grant),
            fault
        );
        bool refused =
            !valid || !_mayBeGranted(wallet) || _spoils(fault) || _quotaSpent(attestations);

        Act act = intoClasses ? Act.GrantIntoClasses : Act.Grant;
        if (_isKnown(wallet) && !intoClasses) act = Act.GrantAgain;
        bytes memory call = abi.encodeCall(IPassCore.grant, (grant, attestations));
        if (!_does(act, RELAYER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasGranted(wallet, grant.claims, attestations, 0);
        _lastGrant[wallet] = call;
    }

    function _newGrant(
        uint256 wallet,
        IPassRecords.Claims memory claims,
        bool intoClasses,
        Fault fault
    ) internal returns (IPassRecords.Grant memory grant) {
        grant.wallet = wallets[wallet];
        grant.claims = _spoilt(claims, fault);
        grant.classes = intoClasses ? _someNumbers() : new uint16[](0);
        if (fault == Fault.NoSuchClass) {
            grant.classes = new uint16[](1);
            grant.classes[0] = uint16(CLASSES + 1);
        }
        grant.seq = _seqFor(wallet, fault);
        grant.deadline = _deadlineFor(fault);
    }

    /// A grant that was relayed once is relayed again: the seq it binds is gone for good.
    function _replayGrant(uint256 wallet) private {
        if (_lastGrant[wallet].length == 0) return;
        _does(Act.Grant, RELAYER, address(pass), _lastGrant[wallet], Promise.Pass);
    }

    function _renew(uint256 wallet) internal {
        Fault fault = _chance(20) ? _anyFault() : Fault.None;
        bool later = _chance(70);
        uint16 today = _today();
        IPassRecords.Renewal memory renewal;
        renewal.wallet = wallets[wallet];
        renewal.expiry = JstDate.wrap(uint16(today + (later ? _between(60, 700) : _roll(60))));
        renewal.screenedUntil = JstDate.wrap(
            uint16(today + (later ? _between(60, 400) : _roll(60)))
        );
        if (fault == Fault.PastDate) renewal.screenedUntil = JstDate.wrap(today - 1);
        renewal.seq = _seqFor(wallet, fault);
        renewal.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.renewal(address(pass), renewal),
            fault
        );
        bool refused =
            !valid ||
                !_isGranted(wallet) ||
                _forbidsVouching(wallet) ||
                fault == Fault.PastDate ||
                _spoilsBinding(fault);

        bool done = _does(
            later ? Act.RenewLater : Act.RenewEarlier,
            RELAYER,
            address(pass),
            abi.encodeCall(IPassCore.renew, (renewal, attestations)),
            _passPromise(refused)
        );
        if (!done) return;
        _wasRenewed(
            wallet,
            JstDate.unwrap(renewal.expiry),
            JstDate.unwrap(renewal.screenedUntil),
            attestations
        );
    }

    function _reclassify(uint256 wallet) private {
        Fault fault =
            _chance(15)
                ? _anyFault()
                : _chance(5)
                    ? Fault.WrongDates
                    : Fault.None;
        (IPassRecords.Claims memory claims, Act act) = _otherClaims(wallet);
        claims = _spoilt(claims, fault);
        if (fault == Fault.WrongDates) {
            claims.expiry = JstDate.wrap(JstDate.unwrap(claims.expiry) + 1);
        }
        IPassRecords.Reclassification memory change;
        change.wallet = wallets[wallet];
        change.claims = claims;
        change.seq = _seqFor(wallet, fault);
        change.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.reclassification(address(pass), change),
            fault
        );
        bool refused =
            !valid ||
                !_isGranted(wallet) ||
                JstDate.unwrap(claims.expiry) != truths[wallet].expiry ||
                _spoilsBinding(fault) ||
                fault == Fault.BadClaims ||
                _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IPassCore.reclassify, (change, attestations));
        if (!_does(act, RELAYER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasReclassified(wallet, claims, attestations);
    }

    function _revokeByQuorum(uint256 wallet) private {
        Fault fault = _chance(40) ? _anyFault() : Fault.None;
        IPassRecords.Revocation memory revocation;
        revocation.wallet = wallets[wallet];
        revocation.reason = REASON;
        revocation.validFrom = uint32(truths[wallet].worksFrom);
        if (fault == Fault.None && _chance(20)) fault = Fault.OldSeq;
        if (fault == Fault.OldSeq) ++revocation.validFrom;
        revocation.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.revocation(address(pass), revocation),
            fault
        );
        bool refused = !valid || !_isHeld(wallet) || _spoilsBinding(fault);

        bytes memory call = abi.encodeCall(IPassCore.revokeByQuorum, (revocation, attestations));
        if (_worsens(Act.RevokeByQuorum, RELAYER, call, refused, wallet)) _wasEnded(wallet);
    }

    // ------------------------------------------------------------------ guardian, anyone, the pass

    function _revoke(uint256 wallet) internal {
        bool byStranger = _chance(25);
        bool refused = byStranger || !_isHeld(wallet);
        bytes memory call = abi.encodeCall(IPassCore.revoke, (wallets[wallet], REASON));
        address sender = byStranger ? RELAYER : address(this);
        if (_worsens(Act.Revoke, sender, call, refused, wallet)) _wasEnded(wallet);
    }

    /// Whatever gas the guardian sends: the pass ends and every class is told, or nothing happens.
    function _revokeWithLittleGas(uint256 wallet) private {
        uint256 gas = _between(30_000, 320_000);
        bytes memory call = abi.encodeCall(IPassCore.revoke, (wallets[wallet], REASON));
        (bool done, bytes memory answer) = address(pass).call{ gas: gas }(call);
        record.tried(Act.RevokeWithLittleGas, done, answer);
        if (!done) return;
        if (!_isHeld(wallet)) record.breach(Promise.Pass, "a pass not held was revoked");
        _wasEnded(wallet);
    }

    function _veto(uint256 wallet) internal {
        // A window is short, so most draws look for one.
        for (uint256 i = 0; i < 8 && !_isInWindow(wallet); ++i) wallet = _anyWallet();
        Act act = Act.VetoAccount;
        if (_isNew(wallet)) act = Act.VetoPass;
        else if (_isRecoveryOpen(wallet)) act = Act.VetoRecovery;
        else if (_changeWaits(wallet)) act = Act.VetoChange;
        bytes memory call = abi.encodeCall(IPassAnnex.veto, (wallets[wallet], REASON));
        Promise forbiddenBy = _passPromise(!_isInWindow(wallet));
        if (_does(act, _anyGuardian(), address(pass), call, forbiddenBy)) _wasVetoed(wallet);
    }

    function _isInWindow(uint256 wallet) private view returns (bool) {
        return
            _isNew(wallet) ||
            _isRecoveryOpen(wallet) ||
            _changeWaits(wallet) ||
            _accountWaits(wallet);
    }

    function _sync(uint256 wallet) private {
        bytes memory call = abi.encodeCall(IPassCore.sync, (wallets[wallet], _someNumbers()));
        _does(Act.Sync, RELAYER, address(pass), call, Promise.None);
    }

    function _doubt(uint256 token) private {
        bool byPass = !_chance(20);
        bytes memory call = abi.encodeCall(IPassListener.onPassesDoubted, ());
        address sender = byPass ? address(pass) : RELAYER;
        if (_does(Act.DoubtPasses, sender, address(tokens[token]), call, _rule(!byPass))) {
            doubted = 1 << token;
        }
    }

    // ------------------------------------------------------------------ claims

    function _anyClaims() internal returns (IPassRecords.Claims memory claims) {
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
    function _otherClaims(
        uint256 wallet
    ) private returns (IPassRecords.Claims memory claims, Act act) {
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

    function _anyResidence() internal returns (uint16) {
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

    /// Up to four numbers of tokens, each at most once, yen among them.
    function _someNumbers() internal returns (uint16[] memory numbers) {
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
