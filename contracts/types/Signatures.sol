// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// One rule for every signature in the suite: a plain ECDSA signature of the signer counts first,
/// so that an EIP-7702 account signs as it always did; else the signer is asked by ERC-1271.
library Signatures {
    /// What a contract wallet gets to answer with. A Safe with five owners takes about 50,000.
    uint256 internal constant ERC1271_GAS = 200_000;

    /// True when `signature` over `digest` is `signer`'s.
    /// A contract wallet cannot take more than {ERC1271_GAS} nor return more than a word.
    function isValid(
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(
            digest,
            signature
        );
        if (fault == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return
            signer.code.length != 0 &&
            _isYes(signer, abi.encodeCall(IERC1271.isValidSignature, (digest, signature)));
    }

    /// The same for a signature in the three parts of ERC-2612.
    function isValid(
        address signer,
        bytes32 digest,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(digest, v, r, s);
        if (fault == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return
            signer.code.length != 0 &&
            _isYes(
                signer,
                abi.encodeCall(IERC1271.isValidSignature, (digest, abi.encodePacked(r, s, v)))
            );
    }

    function _isYes(address wallet, bytes memory question) private view returns (bool yes) {
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        uint256 allowance = ERC1271_GAS;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // Copies one word at most: a wallet that returns a megabyte pays for it alone.
            let answered := staticcall(
                allowance,
                wallet,
                add(question, 0x20),
                mload(question),
                0x00,
                0x20
            )
            yes := and(answered, and(gt(returndatasize(), 0x1f), eq(mload(0x00), magic)))
        }
    }
}
