// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { TypedData } from "../TypedData.sol";
import { Act } from "./Act.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";
import { Signing } from "./Signing.sol";

/// Lists that officers sign: suspensions and re-attestations by one, reinstatements by a quorum.
abstract contract ListActs is Signing {
    uint256 private constant MOST = 4;

    function _listAct() internal {
        uint256 kind = _roll(100);
        if (kind < 14) _suspendListed();
        else if (kind < 26) _suspend(_anyWallet());
        else if (kind < 62) _reinstateListed();
        else _reattestListed();
    }

    // ------------------------------------------------------------------ suspensions

    function _suspend(uint256 wallet) private {
        for (uint256 i = 0; i < 4 && !_isGranted(wallet); ++i) wallet = _anyWallet();
        bytes memory call = abi.encodeCall(IPassAnnex.suspend, (wallets[wallet], REASON));
        bool refused = !_isGranted(wallet);
        bool inWindow = _isNew(wallet);
        if (!_worsens(Act.Suspend, _anyGuardian(), call, refused, wallet)) return;
        _wasSuspended(wallet);
        if (inWindow) record.saw(Sight.SuspendedInWindow);
    }

    function _suspendListed() private {
        Fault fault = _chance(25) ? _anyFault() : Fault.None;
        uint256[] memory list = _someWallets(Stage.Granted);
        IPassRecords.Suspension memory suspension;
        suspension.wallets = _addressesOf(list);
        suspension.validFroms = new uint32[](list.length);
        bool[] memory counts = new bool[](list.length);
        uint256 count = 0;
        for (uint256 i = 0; i < list.length; ++i) {
            bool isOther = _chance(12);
            suspension.validFroms[i] = uint32(truths[list[i]].worksFrom + (isOther ? 1 : 0));
            counts[i] = _isGranted(list[i]) && !isOther && !_isBefore(list, counts, i);
            if (counts[i]) ++count;
        }
        suspension.reason = REASON;
        suspension.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation memory attestation, bool valid) = _attestedByOne(
            TypedData.suspension(address(pass), suspension),
            fault
        );
        bool refused = !valid || fault == Fault.Late || _spendsTooMuch(attestation.officer, count);

        bytes memory call = abi.encodeCall(IPassAnnex.suspendListed, (suspension, attestation));
        if (!_worsens(Act.SuspendListed, RELAYER, call, refused, list[0])) return;
        for (uint256 i = 0; i < list.length; ++i) if (counts[i]) _wasSuspended(list[i]);
        _spends(attestation.officer, count);
    }

    // ------------------------------------------------------------------ what makes passes work again

    function _reinstateListed() internal {
        Fault fault = _chance(25) ? _anyFault() : Fault.None;
        uint256[] memory list = _someWallets(Stage.Suspended);
        IPassRecords.Reinstatement memory reinstatement;
        reinstatement.wallets = _addressesOf(list);
        reinstatement.seqs = new uint16[](list.length);
        bool[] memory counts = new bool[](list.length);
        uint256 count = 0;
        for (uint256 i = 0; i < list.length; ++i) {
            bool isOld = _chance(12);
            reinstatement.seqs[i] = _seqFor(list[i], isOld ? Fault.OldSeq : Fault.None);
            counts[i] =
                truths[list[i]].state == Stage.Suspended &&
                !isOld &&
                !_forbidsVouching(list[i]) &&
                !_isBefore(list, counts, i);
            if (counts[i]) ++count;
        }
        if (fault == Fault.WrongDates) reinstatement.seqs = new uint16[](list.length + 1);
        reinstatement.reason = REASON;
        reinstatement.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation[] memory attestations, bool valid) = _attested(
            TypedData.reinstatement(address(pass), reinstatement),
            fault
        );
        bool refused = !valid || fault == Fault.Late || fault == Fault.WrongDates;

        (bool done, bytes memory answer) = _try(
            Act.ReinstateListed,
            RELAYER,
            address(pass),
            abi.encodeCall(IPassAnnex.reinstateListed, (reinstatement, attestations)),
            _passPromise(refused)
        );
        if (!done) return;
        _checkCount(answer, count);
        for (uint256 i = 0; i < list.length; ++i) {
            if (counts[i]) _wasReinstated(list[i], attestations);
        }
    }

    function _reattestListed() private {
        Fault fault = _chance(25) ? _anyFault() : Fault.None;
        uint256[] memory list = _walletsToAttest();
        IPassRecords.Reattestation memory reattestation;
        reattestation.wallets = _addressesOf(list);
        reattestation.seqs = new uint16[](list.length);
        bool[] memory counts = new bool[](list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            bool isOld = _chance(12);
            reattestation.seqs[i] = _seqFor(list[i], isOld ? Fault.OldSeq : Fault.None);
            counts[i] =
                _isHeld(list[i]) &&
                !isOld &&
                !_forbidsVouching(list[i]) &&
                !_isBefore(list, counts, i);
        }
        reattestation.deadline = _deadlineFor(fault);
        (IPassRecords.Attestation memory attestation, bool valid) = _attestedByOne(
            TypedData.reattestation(address(pass), reattestation),
            fault
        );
        uint256 count = 0;
        bool[] memory reached = new bool[](list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            reached[i] = counts[i];
            uint256 place = _placeIn(_attestersLeft(list[i]), attestation.officer);
            counts[i] = counts[i] && place != MOST_ATTESTED;
            if (counts[i]) ++count;
        }
        bool refused = !valid || fault == Fault.Late || _spendsTooMuch(attestation.officer, count);

        (bool done, bytes memory answer) = _try(
            Act.ReattestListed,
            RELAYER,
            address(pass),
            abi.encodeCall(IPassAnnex.reattestListed, (reattestation, attestation)),
            _passPromise(refused)
        );
        if (!done) return;
        _checkCount(answer, count);
        for (uint256 i = 0; i < list.length; ++i) {
            if (counts[i]) _attestsAnew(list[i], attestation.officer);
            else if (reached[i]) _changeDone(list[i]);
        }
        _spends(attestation.officer, count);
    }

    function _attestsAnew(uint256 wallet, uint8 officer) private {
        uint256 before = _attestersLeft(wallet).length;
        _wasReattested(wallet, officer);
        if (_attestersOf(wallet).length == before) record.saw(Sight.ReattestedInPlace);
    }

    // ------------------------------------------------------------------ internals

    /// One to four wallets, mostly of that state, now and then one of them twice.
    function _someWallets(Stage state) private returns (uint256[] memory list) {
        list = new uint256[](1 + _roll(MOST));
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = _anyWallet();
            for (uint256 j = 0; j < 6 && truths[list[i]].state != state; ++j) {
                list[i] = _anyWallet();
            }
        }
    }

    /// Mostly wallets of which an officer who attested is disowned.
    function _walletsToAttest() private returns (uint256[] memory list) {
        list = _someWallets(Stage.Granted);
        for (uint256 i = 0; i < list.length; ++i) {
            if (_chance(30)) continue;
            for (uint256 j = 0; j < 8 && _areAllGood(_attestersOf(list[i])); ++j) {
                list[i] = _anyWallet();
            }
        }
    }

    /// The wallet counts already, at an earlier place of the list.
    function _isBefore(
        uint256[] memory list,
        bool[] memory counts,
        uint256 place
    ) private pure returns (bool) {
        for (uint256 i = 0; i < place; ++i) if (list[i] == list[place] && counts[i]) return true;
        return false;
    }

    function _addressesOf(uint256[] memory list) private view returns (address[] memory addresses) {
        addresses = new address[](list.length);
        for (uint256 i = 0; i < list.length; ++i) addresses[i] = wallets[list[i]];
    }

    function _spendsTooMuch(uint8 officer, uint256 count) private view returns (bool) {
        return _listedToday(officer) + count > LIST_QUOTA;
    }

    function _spends(uint8 officer, uint256 count) private {
        _wasListed(officer, count);
        if (pass.listedOf(officer) != _listedToday(officer)) {
            record.breach(Promise.Pass, "an officer's lists of today are not what went through");
        }
    }

    function _checkCount(bytes memory answer, uint256 count) private {
        if (abi.decode(answer, (uint256)) != count) {
            record.breach(Promise.Pass, "a list counted others than it should");
        }
    }
}
