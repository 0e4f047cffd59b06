// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { console } from "hardhat/console.sol";

import { RecordCampaign } from "../support/invariants/RecordCampaign.sol";
import { RecordCount, nameOf } from "../support/invariants/RecordCount.sol";
import { vm } from "../support/Vm.sol";

/// SUM-1 at every record date: whatever happens, balances, held and frozen amounts, supply and number of
/// holders are what a full copy made at the end of the day says. README.md beside says how to run it.
abstract contract RecordDates is RecordCampaign {
    using Strings for uint256;

    error PromiseBroken(string id, string first);
    error NeverReached(string names);
    /// A campaign ends with the step that broke the promise.
    error CutShortByABreach();

    function test_SUM_1_everyRecordDateIsExact() external view {
        if (bytes(breach).length != 0) revert PromiseBroken("SUM-1", breach);
    }

    function test_everyActAndEveryRefusalIsReached() external view {
        console.log(string.concat("\n", title, ": ", steps.toString(), " steps\n"));
        string memory names;
        for (uint256 i = 0; i <= uint256(type(RecordCount).max); ++i) {
            string memory name = nameOf(RecordCount(i));
            console.log(string.concat(counts[i].toString(), "\t", name));
            if (counts[i] == 0) names = string.concat(names, ", ", name);
        }
        if (vm.envOr("KESSAI_FUZZ_RUN", uint256(0)) != 0) return;
        if (bytes(breach).length != 0) revert CutShortByABreach();
        if (bytes(names).length != 0) revert NeverReached(names);
    }
}

/// Units move all day; a record date now and then.
contract RecordDatesOfABusyClassTest is RecordDates {
    function setUp() external {
        _campaign("A busy class", 15);
    }
}

/// Many record dates pass between two changes of a wallet.
contract RecordDatesOfAQuietClassTest is RecordDates {
    function setUp() external {
        _campaign("A quiet class", 45);
    }
}
