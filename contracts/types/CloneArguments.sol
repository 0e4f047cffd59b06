// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { ClassTerms, ClassType, LegalKind } from "./ClassTerms.sol";
import { JstDate } from "./JstDate.sol";
import { PolicyWord } from "./PolicyWord.sol";
import { RulesWord } from "./RulesWord.sol";

/// Class terms as the immutable arguments behind a clone's code: reading them costs no storage, and
/// nothing can change them.
///
///   0       1           2..5        6..13  14..17  18..20      21..22    23        24..
///  +-------+-----------+-----------+------+-------+-----------+---------+---------+---------------------+
///  | type, | length    | registrar | cap  | lot   | max       | lock-up | length  | policy, rules,      |
///  | legal | of policy | role      |      |       | investors |         | of name | name, symbol        |
///  +-------+-----------+-----------+------+-------+-----------+---------+---------+---------------------+
///
/// type, legal: four bits each. Each byte of code costs 200 gas, so role and lot have 32 bits, and the
/// policy stands without the leading zero bytes of its word. Few classes have further rules: the highest
/// bit of byte 1 says that they stand behind the policy, their length first, without leading zero bytes.
library CloneArguments {
    uint256 private constant POLICY_AT = 24;
    uint256 private constant HAS_RULES = 0x80;
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
        bytes memory rules = _trimmed(RulesWord.unwrap(terms.rules));
        uint256 hasRules = 0;
        if (rules.length != 0) {
            hasRules = HAS_RULES;
            rules = abi.encodePacked(uint8(rules.length), rules);
        }
        return
            abi.encodePacked(
                uint8((uint256(terms.classType) << 4) | uint256(terms.legalKind)),
                uint8(policy.length | hasRules),
                uint32(terms.registrarRole),
                terms.cap,
                uint32(terms.lot),
                terms.maxInvestors,
                terms.lockUp,
                uint8(length),
                policy,
                rules,
                terms.name,
                terms.symbol
            );
    }

    function decode(bytes memory arguments) internal pure returns (ClassTerms memory terms) {
        uint256 fields = _word(arguments, 0);
        uint256 policyLength = _policyLength(fields);
        uint256 nameAt = POLICY_AT + policyLength;
        if (_hasRules(fields)) {
            uint256 rulesLength = _word(arguments, nameAt) >> 248;
            terms.rules = _rules(_word(arguments, nameAt + 1), rulesLength);
            nameAt += 1 + rulesLength;
        }
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
        // Solidity reads no part of another contract's code.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            extcodecopy(clone, 0x00, CODE_BEFORE_ARGUMENTS, add(POLICY_AT, 0x20))
            fields := mload(0x00)
            policy := mload(POLICY_AT)
        }
        return _policy(policy, _policyLength(fields));
    }

    /// All rules together, lot and lock-up among them, straight from a clone's code.
    function rulesOf(address clone) internal view returns (RulesWord) {
        return _rulesOf(clone, _fields(clone));
    }

    /// What a class starts with, straight from a clone's code.
    function openingOf(
        address clone
    ) internal view returns (LegalKind legalKind, uint24 maxInvestors, RulesWord rules) {
        uint256 fields = _fields(clone);
        return (_legalKind(fields), _maxInvestors(fields), _rulesOf(clone, fields));
    }

    /// The cap alone, straight from a clone's code.
    function capOf(address clone) internal view returns (uint64) {
        return _cap(_fields(clone));
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

    function _rulesOf(address clone, uint256 fields) private view returns (RulesWord rules) {
        if (_hasRules(fields)) {
            uint256 place = CODE_BEFORE_ARGUMENTS + POLICY_AT + _policyLength(fields);
            uint256 length = _codeWord(clone, place) >> 248;
            rules = _rules(_codeWord(clone, place + 1), length);
        }
        return rules.withLotAndLockUp(uint32(_lot(fields)), _lockUp(fields));
    }

    function _policyLength(uint256 fields) private pure returns (uint256) {
        return uint8(fields >> 240) & (HAS_RULES - 1);
    }

    function _hasRules(uint256 fields) private pure returns (bool) {
        return uint8(fields >> 240) & HAS_RULES != 0;
    }

    /// The rules in the first `length` bytes of a word.
    function _rules(uint256 word, uint256 length) private pure returns (RulesWord) {
        unchecked {
            // The length is 32 at most.
            return RulesWord.wrap(word >> (256 - 8 * length));
        }
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
        // Cuts what was just made; Solidity makes arrays no shorter.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(trimmed, length)
        }
    }

    function _fields(address clone) private view returns (uint256) {
        return _codeWord(clone, CODE_BEFORE_ARGUMENTS);
    }

    function _codeWord(address clone, uint256 place) private view returns (uint256 word) {
        // As above.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            extcodecopy(clone, 0x00, place, 0x20)
            word := mload(0x00)
        }
    }

    function _word(bytes memory data, uint256 offset) private pure returns (uint256 word) {
        // Solidity reads no word of bytes in memory; callers know how long they are.
        // solhint-disable-next-line no-inline-assembly
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
        // Solidity would copy byte by byte.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mcopy(add(slice, 0x20), add(add(data, 0x20), offset), length)
        }
    }
}
