// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { vm } from "../Vm.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";

/// What officers sign, and what can be wrong with it.
abstract contract Signing is Movements {
    /// What can be wrong with a signed verb, besides the verb itself.
    enum Fault {
        None,
        OldSeq,
        Late,
        TooFew,
        TooMany,
        Twice,
        Inactive,
        Forged,
        BadClaims,
        PastDate,
        WrongDates,
        NoSuchClass
    }

    // ------------------------------------------------------------------ faults

    function _anyFault() internal returns (Fault) {
        return Fault(1 + _roll(uint256(type(Fault).max)));
    }

    function _seqFor(uint256 wallet, Fault fault) internal view returns (uint16) {
        uint16 seq = _seqOf(wallet);
        if (fault != Fault.OldSeq) return seq;
        return seq == 0 ? 1 : seq - 1;
    }

    /// Often far enough ahead for the signatures to be sent again after a revocation.
    function _deadlineFor(Fault fault) internal returns (uint48) {
        if (fault == Fault.Late) return uint48(block.timestamp - 1);
        return uint48(block.timestamp + (_chance(30) ? 0 : _roll(200 days)));
    }

    function _spoilt(
        IPassRecords.Claims memory claims,
        Fault fault
    ) internal returns (IPassRecords.Claims memory) {
        if (fault == Fault.BadClaims && _chance(50)) claims.residence = _chance(50) ? 0 : 1_000;
        else if (fault == Fault.BadClaims) claims.taxClass = 16;
        if (fault == Fault.PastDate) claims.expiry = JstDate.wrap(_today() - 1);
        return claims;
    }

    function _spoils(Fault fault) internal pure returns (bool) {
        return
            _spoilsBinding(fault) ||
            fault == Fault.BadClaims ||
            fault == Fault.PastDate ||
            fault == Fault.NoSuchClass;
    }

    function _spoilsBinding(Fault fault) internal pure returns (bool) {
        return fault == Fault.OldSeq || fault == Fault.Late;
    }

    // ------------------------------------------------------------------ signatures

    /// Signatures of a quorum, often of more; or what the fault makes of them.
    function _attested(
        bytes32 digest,
        Fault fault
    ) internal returns (IPassRecords.Attestation[] memory list, bool valid) {
        uint256 active = _active();
        uint256 count = quorum;
        if (_chance(30)) count = _between(quorum, 8);
        if (fault == Fault.TooFew) count = quorum - 1;
        if (count > active) count = active;
        uint8[] memory signers = _signers(count, fault == Fault.Inactive);
        valid = signers.length >= quorum && fault != Fault.Inactive;
        if (fault == Fault.TooMany) {
            signers = new uint8[](9);
            valid = false;
        }
        list = new IPassRecords.Attestation[](signers.length);
        for (uint256 i = 0; i < list.length; ++i) list[i] = _attestation(signers[i], digest);
        if (list.length == 0) return (list, false);
        uint256 last = list.length - 1;
        if (fault == Fault.Twice && last != 0) (list[last], valid) = (list[last - 1], false);
        if (fault == Fault.Forged) {
            (list[last], valid) = (_forged(list[last].officer, digest), false);
        }
    }

    /// One officer's signature.
    function _attestedByOne(
        bytes32 digest,
        Fault fault
    ) internal returns (IPassRecords.Attestation memory attestation, bool valid) {
        uint8[] memory signers = _signers(1, fault == Fault.Inactive);
        uint8 officer = signers.length == 0 ? 1 : signers[0];
        valid = _isActive(officer) && fault != Fault.Forged;
        attestation =
            fault == Fault.Forged ? _forged(officer, digest) : _attestation(officer, digest);
    }

    /// Some active officers in ascending order, one of them replaced by one that is not.
    function _signers(uint256 count, bool oneInactive) private returns (uint8[] memory signers) {
        uint256 set = 0;
        uint256 left = oneInactive && count != 0 ? count - 1 : count;
        uint256 most = _active();
        for (uint256 i = _roll(officers.length); left != 0 && most != 0; ++i) {
            uint256 number = i % officers.length;
            if (!_isActive(number) || set & (1 << number) != 0 || _chance(25)) continue;
            set |= 1 << number;
            --left;
            --most;
        }
        if (oneInactive && count != 0) set |= 1 << _anyInactive();
        signers = new uint8[](count);
        uint256 place = 0;
        for (uint256 i = 0; i <= officers.length; ++i) {
            if (set & (1 << i) != 0) signers[place++] = uint8(i);
        }
        assembly ("memory-safe") {
            mstore(signers, place)
        }
    }

    /// Removed, disowned, or no officer at all.
    function _anyInactive() private returns (uint256 number) {
        number = 1 + _roll(officers.length);
        for (uint256 i = 0; i < 12 && _isActive(number); ++i) number = 1 + _roll(officers.length);
        if (_isActive(number)) number = officers.length;
    }

    function _attestation(
        uint8 officer,
        bytes32 digest
    ) private view returns (IPassRecords.Attestation memory) {
        bool isThere = officer != 0 && officer < officers.length;
        return _signed(officer, isThere ? officers[officer].key : 0xbad, digest);
    }

    /// A stranger's signature under an officer's number.
    function _forged(
        uint8 officer,
        bytes32 digest
    ) private pure returns (IPassRecords.Attestation memory) {
        return _signed(officer, 0xbad, digest);
    }

    function _signed(
        uint8 officer,
        uint256 key,
        bytes32 digest
    ) private pure returns (IPassRecords.Attestation memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        bytes32 vs = v == 28 ? s | bytes32(uint256(1) << 255) : s;
        return IPassRecords.Attestation(officer, r, vs);
    }

    function _quotaSpent(IPassRecords.Attestation[] memory list) internal view returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (_attestedToday(list[i].officer) >= QUOTA) return true;
        }
        return false;
    }

    function _passPromise(bool refused) internal pure returns (Promise) {
        return refused ? Promise.Pass : Promise.None;
    }

    /// An act at the pass that can only make a wallet's pass worse.
    function _worsens(
        Act act,
        address sender,
        bytes memory call,
        bool refused,
        uint256 wallet
    ) internal returns (bool) {
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
}
