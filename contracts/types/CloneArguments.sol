// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassTerms, ClassType, LegalKind } from "./ClassTerms.sol";
import { PolicyWord } from "./PolicyWord.sol";

/// Class terms as the immutable arguments behind a clone's code: reading them costs no storage, and
/// nothing can change them.
///
///   0..31    32        33         34..41         42..49  50..57  58..60      61..62  63        64..
///  +--------+---------+----------+--------------+-------+-------+-----------+-------+---------+--------------+
///  | policy | type    | legal    | registrar    | cap   | lot   | max       | num-  | length  | name, then   |
///  |        |         | kind     | role         |       |       | investors | ber   | of name | symbol       |
///  +--------+---------+----------+--------------+-------+-------+-----------+-------+---------+--------------+
library CloneArguments {
    uint256 private constant NAME_AT = 64;
    /// Bytes of an ERC-1167 clone before its arguments.
    uint256 private constant CODE_BEFORE_ARGUMENTS = 45;

    error NameTooLong(uint256 length, uint256 most);

    /// @param number The class's number at KycPass.
    function encode(ClassTerms memory terms, uint16 number) internal pure returns (bytes memory) {
        uint256 length = bytes(terms.name).length;
        if (length > type(uint8).max) revert NameTooLong(length, type(uint8).max);
        return
            abi.encodePacked(
                PolicyWord.unwrap(terms.policy),
                uint8(terms.classType),
                uint8(terms.legalKind),
                terms.registrarRole,
                terms.cap,
                terms.lot,
                terms.maxInvestors,
                number,
                uint8(length),
                terms.name,
                terms.symbol
            );
    }

    function decode(bytes memory arguments) internal pure returns (ClassTerms memory terms) {
        uint256 fields = _word(arguments, 32);
        terms.policy = PolicyWord.wrap(_word(arguments, 0));
        terms.classType = ClassType(uint8(fields >> 248));
        terms.legalKind = LegalKind(uint8(fields >> 240));
        terms.registrarRole = uint64(fields >> 176);
        terms.cap = uint64(fields >> 112);
        terms.lot = uint64(fields >> 48);
        terms.maxInvestors = uint24(fields >> 24);
        uint256 length = uint8(fields);
        terms.name = string(_slice(arguments, NAME_AT, length));
        terms.symbol = string(
            _slice(arguments, NAME_AT + length, arguments.length - NAME_AT - length)
        );
    }

    /// The policy alone, straight from a clone's code.
    function policyOf(address clone) internal view returns (PolicyWord) {
        return PolicyWord.wrap(_codeWord(clone, 0));
    }

    /// The class number alone, straight from a clone's code.
    function numberOf(address clone) internal view returns (uint16) {
        return uint16(_codeWord(clone, 32) >> 8);
    }

    /// The cap alone, straight from a clone's code.
    function capOf(address clone) internal view returns (uint64) {
        return uint64(_codeWord(clone, 32) >> 112);
    }

    /// The lot alone, straight from a clone's code.
    function lotOf(address clone) internal view returns (uint64) {
        return uint64(_codeWord(clone, 32) >> 48);
    }

    /// The most investors alone, straight from a clone's code.
    function maxInvestorsOf(address clone) internal view returns (uint24) {
        return uint24(_codeWord(clone, 32) >> 24);
    }

    /// The registrar's role alone, straight from a clone's code.
    function registrarRoleOf(address clone) internal view returns (uint64) {
        return uint64(_codeWord(clone, 32) >> 176);
    }

    function _codeWord(address clone, uint256 offset) private view returns (uint256 word) {
        assembly ("memory-safe") {
            extcodecopy(clone, 0x00, add(CODE_BEFORE_ARGUMENTS, offset), 0x20)
            word := mload(0x00)
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
