// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { ClassTerms, ClassType, LegalKind } from "./ClassTerms.sol";
import { JstDate } from "./JstDate.sol";
import { PolicyWord } from "./PolicyWord.sol";

/// Class terms as the immutable arguments behind a clone's code: reading them costs no storage, and
/// nothing can change them.
///
///   0       1           2..5        6..13  14..17  18..20      21..22    23        24..
///  +-------+-----------+-----------+------+-------+-----------+---------+---------+---------------------+
///  | type, | length    | registrar | cap  | lot   | max       | lock-up | length  | policy, then name,  |
///  | legal | of policy | role      |      |       | investors |         | of name | then symbol         |
///  +-------+-----------+-----------+------+-------+-----------+---------+---------+---------------------+
///
/// type, legal: four bits each. Each byte of code costs 200 gas, so role and lot have 32 bits, and the
/// policy stands without the leading zero bytes of its word.
library CloneArguments {
    uint256 private constant POLICY_AT = 24;
    /// Bytes of an ERC-1167 clone before its arguments.
    uint256 private constant CODE_BEFORE_ARGUMENTS = 45;

    /// The largest registrar role and lot.
    uint256 private constant MOST = type(uint32).max;

    error NameTooLong(uint256 length, uint256 most);
    error TermTooLarge(uint256 value, uint256 most);

    function encode(ClassTerms memory terms) internal pure returns (bytes memory) {
        uint256 length = bytes(terms.name).length;
        if (length > type(uint8).max) revert NameTooLong(length, type(uint8).max);
        if (terms.registrarRole > MOST) revert TermTooLarge(terms.registrarRole, MOST);
        if (terms.lot > MOST) revert TermTooLarge(terms.lot, MOST);
        bytes memory policy = _trimmed(PolicyWord.unwrap(terms.policy));
        return
            abi.encodePacked(
                uint8((uint256(terms.classType) << 4) | uint256(terms.legalKind)),
                uint8(policy.length),
                uint32(terms.registrarRole),
                terms.cap,
                uint32(terms.lot),
                terms.maxInvestors,
                terms.lockUp,
                uint8(length),
                policy,
                terms.name,
                terms.symbol
            );
    }

    function decode(bytes memory arguments) internal pure returns (ClassTerms memory terms) {
        uint256 fields = _word(arguments, 0);
        uint256 policyLength = uint8(fields >> 240);
        uint256 nameAt = POLICY_AT + policyLength;
        uint256 nameLength = uint8(fields >> 64);
        uint256 symbolAt = nameAt + nameLength;
        terms.classType = ClassType(uint8(fields >> 252));
        terms.legalKind = _legalKind(fields);
        terms.registrarRole = _registrarRole(fields);
        terms.cap = _cap(fields);
        terms.lot = _lot(fields);
        terms.maxInvestors = _maxInvestors(fields);
        terms.lockUp = _lockUp(fields);
        terms.policy = _policy(_word(arguments, POLICY_AT), policyLength);
        terms.name = string(_slice(arguments, nameAt, nameLength));
        terms.symbol = string(_slice(arguments, symbolAt, arguments.length - symbolAt));
    }

    /// The policy alone, straight from a clone's code.
    function policyOf(address clone) internal view returns (PolicyWord) {
        uint256 fields;
        uint256 policy;
        assembly ("memory-safe") {
            extcodecopy(clone, 0x00, CODE_BEFORE_ARGUMENTS, add(POLICY_AT, 0x20))
            fields := mload(0x00)
            policy := mload(POLICY_AT)
        }
        return _policy(policy, uint8(fields >> 240));
    }

    /// What a class starts with, straight from a clone's code.
    function openingOf(
        address clone
    )
        internal
        view
        returns (LegalKind legalKind, uint24 maxInvestors, bool hasLot, bool hasLockUp)
    {
        uint256 fields = _fields(clone);
        return (
            _legalKind(fields),
            _maxInvestors(fields),
            _lot(fields) > 1,
            !_lockUp(fields).isNone()
        );
    }

    /// The cap alone, straight from a clone's code.
    function capOf(address clone) internal view returns (uint64) {
        return _cap(_fields(clone));
    }

    /// The lot alone, straight from a clone's code.
    function lotOf(address clone) internal view returns (uint64) {
        return _lot(_fields(clone));
    }

    /// The end of the lock-up alone, straight from a clone's code.
    function lockUpOf(address clone) internal view returns (JstDate) {
        return _lockUp(_fields(clone));
    }

    /// The registrar's role alone, straight from a clone's code.
    function registrarRoleOf(address clone) internal view returns (uint64) {
        return _registrarRole(_fields(clone));
    }

    function _legalKind(uint256 fields) private pure returns (LegalKind) {
        return LegalKind(uint8(fields >> 248) & 0x0f);
    }

    function _registrarRole(uint256 fields) private pure returns (uint64) {
        return uint32(fields >> 208);
    }

    function _cap(uint256 fields) private pure returns (uint64) {
        return uint64(fields >> 144);
    }

    function _lot(uint256 fields) private pure returns (uint64) {
        return uint32(fields >> 112);
    }

    function _maxInvestors(uint256 fields) private pure returns (uint24) {
        return uint24(fields >> 88);
    }

    function _lockUp(uint256 fields) private pure returns (JstDate) {
        return JstDate.wrap(uint16(fields >> 72));
    }

    /// The policy in the first `length` bytes of a word.
    function _policy(uint256 word, uint256 length) private pure returns (PolicyWord) {
        unchecked {
            // The length is 32 at most.
            return PolicyWord.wrap(word >> (256 - 8 * length));
        }
    }

    /// The word without its leading zero bytes.
    function _trimmed(uint256 word) private pure returns (bytes memory trimmed) {
        uint256 length = word == 0 ? 0 : Math.log256(word) + 1;
        trimmed = abi.encodePacked(word << (256 - 8 * length));
        assembly ("memory-safe") {
            mstore(trimmed, length)
        }
    }

    function _fields(address clone) private view returns (uint256 fields) {
        assembly ("memory-safe") {
            extcodecopy(clone, 0x00, CODE_BEFORE_ARGUMENTS, 0x20)
            fields := mload(0x00)
        }
    }

    function _word(bytes memory data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), offset))
        }
    }

    function _slice(
        bytes memory data,
        uint256 offset,
        uint256 length
    ) private pure returns (bytes memory slice) {
        slice = new bytes(length);
        assembly ("memory-safe") {
            mcopy(add(slice, 0x20), add(add(data, 0x20), offset), length)
        }
    }
}
