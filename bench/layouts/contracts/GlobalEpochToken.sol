// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { ClassWord } from "../../../contracts/types/ClassWord.sol";
import { CachedToken } from "./CachedToken.sol";
import { LayoutPass } from "./LayoutPass.sol";

/// Layout C: cached as in A, but the epoch is one for all classes, kept by the pass and read on each
/// transfer.
contract GlobalEpochToken is CachedToken {
    uint256 private constant EPOCH = uint256(type(uint16).max) << 208;

    constructor(IKycPass pass_) CachedToken(pass_) {}

    function _seen(ClassWord class) internal view override returns (ClassWord) {
        uint256 epoch = LayoutPass(address(pass)).epoch();
        return ClassWord.wrap((ClassWord.unwrap(class) & ~EPOCH) | (epoch << 208));
    }
}
