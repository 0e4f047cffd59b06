// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { LifeCampaign } from "../support/invariants/LifeCampaign.sol";
import { Promise, idOf } from "../support/invariants/Promise.sol";
import { vm } from "../support/Vm.sol";

/// Random lives of securities: distributions and splits while all else goes on. What each promise means and how to
/// run one life again stands in README.md beside.
contract LifeTest is LifeCampaign {
    error PromiseBroken(string id, string first, uint256 times);
    error PromiseNeverChecked(string id);
    error NeverReached(string names);
    /// A campaign ends with the step that broke a promise: see the test of that promise.
    error CutShortByABreach();

    function setUp() external {
        _campaign("Kessai life");
    }

    function test_PAY_1_everybodyGetsWhatIsHisAndNobodyMore() external view {
        _requireKept(Promise.Pay1);
    }

    function test_COMPLETE_1_completeOnceAllAreDoneAndNobodyTwice() external view {
        _requireKept(Promise.Complete1);
    }

    function test_SUM_1_supplyIsTheSumOfBalances() external view {
        _requireKept(Promise.Sum1);
    }

    function test_HOLD_1_holdsAndStopsFollowTheirUnits() external view {
        _requireKept(Promise.Hold1);
    }

    function test_POWER_1_aClassIsLentAsTwoKeysSaid() external view {
        _requireKept(Promise.Power1);
    }

    function test_LIVE_whateverNothingForbidsGoesThrough() external view {
        _requireNotBroken(Promise.Live);
    }

    function test_RULES_everyRefusalIsForATrueReason() external view {
        _requireKept(Promise.Rules);
    }

    function test_everyDeedAndEveryRefusalIsReached() external view {
        record.print("A campaign of securities' lives");
        if (vm.envOr("KESSAI_FUZZ_RUN", uint256(0)) != 0) return;
        if (record.totalBreaches() != 0) revert CutShortByABreach();
        string memory names = record.unreached();
        if (bytes(names).length != 0) revert NeverReached(names);
    }

    function _requireKept(Promise which) private view {
        _requireNotBroken(which);
        if (record.checks(which) == 0 && record.totalBreaches() == 0)
            revert PromiseNeverChecked(idOf(which));
    }

    function _requireNotBroken(Promise which) private view {
        if (record.breaches(which) == 0) return;
        revert PromiseBroken(idOf(which), record.firstBreach(which), record.breaches(which));
    }
}
