// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { PassActs } from "./PassActs.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";
import { TimeActs } from "./TimeActs.sol";

/// Whose a wallet is: further wallets of an investor, passes that stand for nobody, who keeps the account,
/// and which wallet takes a lost one's place.
abstract contract LinkActs is PassActs, TimeActs {
    uint256 private constant MOST_WALLETS = 8;
    uint256 private constant REVOKED = 5;

    /// Wallets that nothing is known of but whose they are.
    uint256 private _others;

    function _linkAct() internal {
        uint256 kind = _roll(100);
        if (kind < 22) _linkSomebody();
        else if (kind < 24) _linkAll();
        else if (kind < 31) _grantSomeSystem();
        else if (kind < 43) _grantMany();
        else if (kind < 55) _keepAccount(_anyWallet());
        else if (kind < 92) _recover();
        else _waitForSuccession();
    }

    // ------------------------------------------------------------------ links

    /// Mostly a wallet that nobody has, for an investor who has units.
    function _linkSomebody() private {
        uint256 older = _holderOf(_roll(TOKENS));
        uint256 wallet = _anyWallet();
        for (uint256 i = 0; i < 10 && _isKnown(wallet); ++i) wallet = _anyWallet();
        _link(older, wallet, _chance(20) ? _anyFault() : Fault.None);
    }

    function _link(uint256 older, uint256 wallet, Fault fault) internal {
        IPassRecords.Link memory link;
        link.older = wallets[older];
        link.grant = _newGrant(wallet, _anyClaims(), _chance(50), fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.link(address(pass), link),
            fault
        );
        bool refused =
            !valid ||
                _forbidsLink(older) ||
                _isKnown(wallet) ||
                _hasWord(wallet) ||
                _spoils(fault) ||
                _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IPassCore.link, (link, attestations));
        if (!_does(Act.Link, RELAYER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasGranted(wallet, link.grant.claims, attestations, truths[older].investorId);
        if (walletsOf[truths[older].investorId] == 3) record.saw(Sight.ThirdWallet);
    }

    /// A word that was made with a first pass that a guardian vetoed.
    function _hasWord(uint256 wallet) private view returns (bool) {
        for (uint16 number = 0; number <= CLASSES; ++number) {
            if (pass.isEnrolled(wallets[wallet], number)) return true;
        }
        return false;
    }

    function _forbidsLink(uint256 older) private view returns (bool) {
        return
            truths[older].investorId == 0 ||
            _isSystem(older) ||
            walletsOf[truths[older].investorId] >= MOST_WALLETS;
    }

    /// Wallets that do nothing, until the investor has all that he may have, and one more.
    function _linkAll() private {
        uint256 older = _holderOf(_roll(TOKENS));
        for (uint256 i = 0; i < 16 && _isGranted(older) && !_isSystem(older); ++i) {
            bool isFull = walletsOf[truths[older].investorId] == MOST_WALLETS;
            _linkOther(older);
            if (isFull) return record.saw(Sight.EighthWallet);
        }
    }

    function _linkOther(uint256 older) private {
        IPassRecords.Link memory link;
        link.older = wallets[older];
        link.grant.wallet = vm.addr(0x07e700 + ++_others);
        link.grant.claims = _anyClaims();
        // An investor is counted by all his wallets: these make nothing else of him.
        link.grant.claims.specifiedUntil = JstDate.wrap(0);
        link.grant.claims.qiiUntil = JstDate.wrap(0);
        link.grant.claims.specialBusinessUntil = JstDate.wrap(0);
        link.grant.claims.brokerDealerUntil = JstDate.wrap(0);
        link.grant.deadline = uint48(block.timestamp);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.link(address(pass), link),
            Fault.None
        );
        bool refused = !valid || _forbidsLink(older) || _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IPassCore.link, (link, attestations));
        if (!_does(Act.Link, RELAYER, address(pass), call, _passPromise(refused))) {
            return _wait(_between(1, 20) * 1 hours);
        }
        _wasAttested(attestations);
        ++walletsOf[truths[older].investorId];
    }

    // ------------------------------------------------------------------ system passes, many grants

    /// For a contract mostly, the last two of the wallets.
    function _grantSomeSystem() private {
        uint256 wallet = _chance(80) ? WALLETS - 1 - _roll(CONTRACTS) : _anyWallet();
        _grantSystem(wallet, _chance(20) ? _anyFault() : Fault.None);
    }

    function _grantSystem(uint256 wallet, Fault fault) internal {
        IPassRecords.SystemGrant memory system;
        system.grant = _newGrant(wallet, _anyClaims(), _chance(50), fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.systemGrant(address(pass), system),
            fault
        );
        bool refused =
            !valid ||
                wallet < WALLETS - CONTRACTS ||
                _isKnown(wallet) ||
                _hasWord(wallet) ||
                _spoils(fault) ||
                _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IPassCore.grantSystem, (system, attestations));
        if (!_does(Act.GrantSystem, RELAYER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasGranted(wallet, system.grant.claims, attestations, SYSTEM);
    }

    /// Each by itself: one that is refused stops no other.
    function _grantMany() private {
        uint256 first = _anyWallet();
        for (uint256 i = 0; i < 8 && !_mayBeGranted(first); ++i) first = _anyWallet();
        uint256 count = 1 + _roll(3);
        IPassRecords.Grant[] memory grants = new IPassRecords.Grant[](count);
        IPassRecords.Attestation[][] memory lists = new IPassRecords.Attestation[][](count);
        bool[] memory good = new bool[](count);
        for (uint256 i = 0; i < count; ++i) {
            Fault fault = _chance(30) ? _anyFault() : Fault.None;
            grants[i] = _newGrant((first + i) % WALLETS, _anyClaims(), _chance(50), fault);
            (lists[i], good[i]) = _attested(TypedData.grant(address(pass), grants[i]), fault);
            good[i] = good[i] && !_spoils(fault);
        }

        bool isUneven = _chance(10);
        if (isUneven) grants = new IPassRecords.Grant[](count + 1);
        (bool done, bytes memory answer) = _try(
            Act.GrantMany,
            RELAYER,
            address(pass),
            abi.encodeCall(IPassAnnex.grantMany, (grants, lists)),
            _passPromise(isUneven)
        );
        if (!done) return;
        uint256 granted = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 wallet = (first + i) % WALLETS;
            // What went before has spent of the quota.
            if (!good[i] || !_mayBeGranted(wallet) || _quotaSpent(lists[i])) continue;
            ++granted;
            _wasAttested(lists[i]);
            _wasGranted(wallet, grants[i].claims, lists[i], 0);
        }
        if (abi.decode(answer, (uint256)) != granted) {
            record.breach(Promise.Pass, "many grants: not those that nothing forbids");
        }
    }

    // ------------------------------------------------------------------ accounts

    function _keepAccount(uint256 wallet) private {
        for (uint256 i = 0; i < 3 && !_isGranted(wallet); ++i) wallet = _anyWallet();
        Fault fault = _chance(20) ? _anyFault() : Fault.None;
        IPassRecords.AccountKeeping memory keeping;
        keeping.wallet = wallets[wallet];
        keeping.broker = _chance(20) ? 0 : truths[_anyWallet()].investorId;
        keeping.own = _chance(50);
        keeping.seq = _seqFor(wallet, fault);
        keeping.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.accountKeeping(address(pass), keeping),
            fault
        );
        bool refused =
            !valid || !_isGranted(wallet) || _spoilsBinding(fault) || _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IPassAnnex.keepAccount, (keeping, attestations));
        if (!_does(Act.KeepAccount, RELAYER, address(pass), call, _passPromise(refused))) return;
        _wasAttested(attestations);
        _wasKept(wallet, AccountTruth(keeping.broker, keeping.own));
    }

    // ------------------------------------------------------------------ lost wallets

    function _recover() private {
        uint256 wanted = _roll(6);
        (uint256 lost, uint256 successor) = _pair(wanted);
        if (wanted == REVOKED && _isHeld(lost) && lost != successor) _revoke(lost);
        Fault fault = _chance(15) ? _anyFault() : Fault.None;
        IPassRecords.Recovery memory recovery;
        recovery.lost = wallets[lost];
        recovery.successor = wallets[successor];
        recovery.reason = REASON;
        recovery.seq = _seqFor(lost, fault);
        recovery.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.recovery(address(pass), recovery),
            fault
        );
        bool refused =
            !valid ||
                _forbidsRecoveryOf(lost, successor) ||
                _spoilsBinding(fault) ||
                _quotaSpent(attestations);

        bytes memory call = abi.encodeCall(IPassAnnex.recover, (recovery, attestations));
        if (!_worsens(Act.Recover, RELAYER, call, refused, lost)) return;
        _wasAttested(attestations);
        if (truths[lost].state == Stage.Revoked) record.saw(Sight.RevokedRecovered);
        for (uint256 i = 0; i < WALLETS; ++i) {
            bool isHis = truths[i].state == Stage.Recovered && truths[i].successor == lost;
            if (isHis && i != successor) record.saw(Sight.RecoveredOn);
        }
        _wasRecovered(lost, successor, attestations);
        if (_chance(75)) _waitForSuccession();
    }

    function _forbidsRecoveryOf(uint256 lost, uint256 successor) private view returns (bool) {
        return
            !_isGranted(successor) ||
            !_isKnown(lost) ||
            _isSystem(lost) ||
            lost == successor ||
            truths[lost].state == Stage.Recovered ||
            truths[lost].investorId != truths[successor].investorId;
    }

    /// Mostly two wallets of one investor, the first with units, held or frozen ones
    /// perhaps.
    function _pair(uint256 wanted) private returns (uint256 lost, uint256 successor) {
        (lost, successor) = (_anyWallet(), _anyWallet());
        if (_chance(5)) return (lost, lost);
        if (_chance(8)) return (lost, successor);
        uint256 first = _roll(WALLETS * WALLETS);
        for (uint256 i = 0; i < WALLETS * WALLETS; ++i) {
            uint256 one = ((first + i) / WALLETS) % WALLETS;
            uint256 other = (first + i) % WALLETS;
            if (_forbidsRecoveryOf(one, other)) continue;
            (lost, successor) = (one, other);
            if (_has(one, wanted)) break;
        }
    }

    function _has(uint256 wallet, uint256 wanted) private view returns (bool) {
        if (wanted == REVOKED) return true;
        for (uint256 token = 0; token < TOKENS; ++token) {
            Account storage account = books[token].accounts[wallet];
            if (wanted == 0 && account.held != 0) return true;
            if (wanted == 1 && account.frozenUnits != 0) return true;
            if (wanted > 1 && account.balance != 0) return true;
        }
        return false;
    }

    /// To the second at which a successor takes a lost wallet's place, or the one before.
    function _waitForSuccession() private {
        for (uint256 i = 0; i < WALLETS; ++i) {
            uint256 turn = truths[i].succeedsFrom;
            if (truths[i].state != Stage.Recovered || turn <= block.timestamp) continue;
            return _wait(turn - block.timestamp - (_chance(30) ? 1 : 0));
        }
    }
}
