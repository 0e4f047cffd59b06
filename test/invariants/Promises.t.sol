// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Campaign } from "../support/invariants/Campaign.sol";
import { Promise, idOf } from "../support/invariants/Promise.sol";
import { vm } from "../support/Vm.sol";

/// One campaign, run in `setUp`; each test asks its record for one promise. What each means and how to
/// run one again stands in README.md beside.
abstract contract Promises is Campaign {
    error PromiseBroken(string id, string first, uint256 times);
    error PromiseNeverChecked(string id);
    error NeverReached(string names);
    /// A campaign ends with the step that broke a promise: see the test of that promise.
    error CutShortByABreach();

    function test_ELIG_1_noWalletGainsThatMayNot() external view {
        _requireKept(Promise.Elig1);
    }

    function test_ELIG_2_nothingMovesByAKeyWithoutAWorkingPass() external view {
        _requireKept(Promise.Elig2);
    }

    function test_ELIG_2_theCacheSaysYesOnlyIfThePassDoes() external view virtual {
        _requireKept(Promise.Cache);
    }

    function test_LIVE_noWorkingPassIsPinnedToANo() external view {
        _requireKept(Promise.Live);
    }

    function test_PASS_saysWhatWasSigned() external view {
        _requireKept(Promise.Pass);
    }

    function test_SUM_1_supplyIsTheSumOfBalances() external view {
        _requireKept(Promise.Sum1);
    }

    function test_HOLD_1_heldIsTheSumOfHolds() external view {
        _requireKept(Promise.Hold1);
    }

    function test_RULES_classRulesRefuseWhatTheyShould() external view {
        _requireKept(Promise.Rules);
    }

    function test_YEN_1_noMintAboveTheReserveNorTwiceForADeposit() external view {
        _requireKept(Promise.Yen1);
    }

    function test_DVP_1_bothLegsOrNeitherAndOnce() external view {
        _requireKept(Promise.Dvp1);
    }

    function test_DVP_2_settlementOwnsNothing() external view {
        _requireKept(Promise.Dvp2);
    }

    function test_TRUTH_1_everyRefusalIsExplainedAndEveryExplanationRefuses() external view {
        _requireKept(Promise.Truth1);
    }

    function test_POWER_1_noKeyAloneHasAnothersPower() external view {
        _requireKept(Promise.Power1);
    }

    function test_EXIT_1_endedHoldsAndStrandedYenComeOut() external view {
        _requireKept(Promise.Exit1);
    }

    function _requireKept(Promise which) internal view {
        if (record.breaches(which) != 0) {
            revert PromiseBroken(idOf(which), record.firstBreach(which), record.breaches(which));
        }
        if (record.checks(which) == 0 && record.totalBreaches() == 0)
            revert PromiseNeverChecked(idOf(which));
    }

    function _requireEverythingReached(string memory title) internal view {
        record.print(title);
        if (vm.envOr("KESSAI_FUZZ_RUN", uint256(0)) != 0) return;
        if (record.totalBreaches() != 0) revert CutShortByABreach();
        string memory names = record.unreached();
        if (bytes(names).length != 0) revert NeverReached(names);
    }
}

contract PromisesTest is Promises {
    function setUp() external {
        _campaign("Kessai", false);
    }

    function test_everyActAndEveryRefusalIsReached() external view {
        _requireEverythingReached("A campaign from the first day");
    }
}

/// The same life when pass epochs are at, or two steps from, their maximum.
contract PromisesAtTheLastEpochTest is Promises {
    function setUp() external {
        _campaign("Kessai, the last epoch", true);
    }

    function test_everyActAndEveryRefusalIsReached() external view {
        _requireEverythingReached("A campaign at the last pass epochs");
    }
}
