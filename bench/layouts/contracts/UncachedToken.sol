// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { ClassWord } from "../../../contracts/types/ClassWord.sol";
import { HolderWord } from "../../../contracts/types/HolderWord.sol";
import { Standing } from "../../../contracts/types/Standing.sol";
import { LayoutToken } from "./LayoutToken.sol";

/// Layout B: nothing is cached; the pass is asked for both sides of every transfer. The pass knows of
/// no word and tells nobody anything.
contract UncachedToken is LayoutToken {
    constructor(IKycPass pass_) LayoutToken(pass_) {}

    function _withMove(
        address wallet,
        HolderWord word,
        ClassWord
    ) internal view override returns (HolderWord) {
        _requireWorking(wallet, pass.standingNow(wallet, false));
        return word;
    }

    function _withGain(
        address wallet,
        HolderWord word,
        ClassWord
    ) internal view override returns (HolderWord) {
        _requireAdmitted(wallet, _requireWorking(wallet, pass.standingNow(wallet, false)));
        return word;
    }
}
