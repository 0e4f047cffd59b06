// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { ClassWord } from "../../../contracts/types/ClassWord.sol";
import { CloneArguments } from "../../../contracts/types/CloneArguments.sol";
import { HolderWord } from "../../../contracts/types/HolderWord.sol";
import { Standing } from "../../../contracts/types/Standing.sol";
import { LayoutToken } from "./LayoutToken.sol";

/// Layout A as a prototype: what the class contracts do, without all that they do besides. The
/// control: what it costs less than the real one is what the prototypes leave out.
contract CachedToken is LayoutToken {
    constructor(IKycPass pass_) LayoutToken(pass_) {}

    function onPassGranted(address wallet, Standing standing) external {
        _requirePass();
        HolderWord word = _words[wallet];
        if (word.isEnrolled()) return;
        _words[wallet] = _withVerdict(word, _seen(_class), standing);
    }

    /// Layout A': better news is written through too.
    function onPassImproved(address wallet, Standing standing) external {
        _requirePass();
        _words[wallet] = _withVerdict(_words[wallet], _seen(_class), standing);
    }

    function _withMove(
        address wallet,
        HolderWord word,
        ClassWord seen
    ) internal view override returns (HolderWord) {
        if (word.mayMove(seen, block.timestamp)) return word;
        return _withVerdict(word, seen, _requireWorking(wallet, pass.standingNow(wallet, false)));
    }

    function _withGain(
        address wallet,
        HolderWord word,
        ClassWord seen
    ) internal override returns (HolderWord) {
        if (word.mayGain(seen, block.timestamp)) return word;
        Standing standing =
            word.isEnrolled()
                ? pass.standingNow(wallet, false)
                : pass.enrol(wallet, classNumber(), false);
        _requireWorking(wallet, standing);
        _requireAdmitted(wallet, standing);
        return _withVerdict(word, seen, standing);
    }

    function _withVerdict(
        HolderWord word,
        ClassWord seen,
        Standing standing
    ) private view returns (HolderWord) {
        bool admits = CloneArguments.policyOf(address(this)).admits(standing);
        return word.withVerdict(seen, standing, admits);
    }
}
