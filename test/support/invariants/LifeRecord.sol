// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { console } from "hardhat/console.sol";

import { Promise, idOf } from "./Promise.sol";
import { Deed, nameOf } from "./LifeDeed.sol";
import { LifeRefusals } from "./LifeRefusals.sol";

/// What a campaign of a security's life did and found.
contract LifeRecord {
    using Strings for uint256;

    /// Prints every deed as it is tried.
    bool public immutable isLoud;

    uint256 public steps;
    mapping(Promise => uint256) public checks;
    mapping(Promise => uint256) public breaches;
    mapping(Promise => string) public firstBreach;
    uint256 public totalBreaches;

    mapping(Deed => uint256) private _done;
    mapping(Deed => uint256) private _refused;
    mapping(bytes5 key => uint256) private _reached;
    mapping(bytes5 key => string) private _names;
    string private _unknown;
    uint256 private _run;
    uint256 private _step;
    Deed private _last;

    constructor(bool isLoud_) {
        isLoud = isLoud_;
        LifeRefusals.Refusal[] memory list = LifeRefusals.all();
        for (uint256 i = 0; i < list.length; ++i) _names[list[i].key] = list[i].name;
    }

    // ------------------------------------------------------------------ written by a run

    function stepBegins(uint256 run, uint256 step) external {
        (_run, _step) = (run, step);
        ++steps;
    }

    function tried(Deed deed, bool done, bytes calldata answer) external {
        _last = deed;
        if (done) {
            ++_done[deed];
        } else {
            ++_refused[deed];
            bytes5 key = LifeRefusals.keyOf(deed, answer);
            bool isUnknown = bytes(_names[key]).length == 0;
            if (++_reached[key] == 1 && isUnknown) {
                _unknown = string.concat(_unknown, ", unknown: ", _where(), " refused with ");
                _unknown = string.concat(_unknown, refusalName(answer));
            }
        }
        if (isLoud) console.log(_where(), done ? "done" : refusalName(answer));
    }

    function saw(Deed deed) external {
        ++_done[deed];
    }

    function checked(Promise which) external {
        ++checks[which];
    }

    /// Notes that a promise was found broken.
    function breach(Promise which, string memory what) public {
        if (breaches[which]++ == 0) firstBreach[which] = string.concat(_where(), ": ", what);
        ++totalBreaches;
        if (isLoud) console.log(string.concat("BROKEN ", idOf(which), ", ", _where(), ": ", what));
    }

    // ------------------------------------------------------------------ read by the tests

    function refusalName(bytes calldata answer) public view returns (string memory) {
        string memory name = _names[LifeRefusals.keyOf(_last, answer)];
        if (bytes(name).length != 0) return name;
        if (answer.length < 4) return "nothing";
        return uint256(uint32(bytes4(answer))).toHexString(4);
    }

    /// Names of all that was never done, seen or reached, and of refusals that may not be.
    function unreached() external view returns (string memory names) {
        names = _unknown;
        for (uint256 i = 0; i <= uint256(type(Deed).max); ++i) {
            if (_done[Deed(i)] == 0) names = string.concat(names, ", ", nameOf(Deed(i)));
        }
        LifeRefusals.Refusal[] memory list = LifeRefusals.all();
        for (uint256 i = 0; i < list.length; ++i) {
            if (_reached[list[i].key] == 0) names = string.concat(names, ", ", list[i].name);
        }
    }

    function print(string memory title) external view {
        console.log(string.concat("\n", title, ": ", steps.toString(), " steps\n"));
        console.log("done\trefused");
        for (uint256 i = 0; i <= uint256(type(Deed).max); ++i) {
            Deed deed = Deed(i);
            console.log(
                string.concat(
                    _done[deed].toString(),
                    "\t",
                    deed < Deed.SawPaid ? _refused[deed].toString() : "",
                    "\t",
                    nameOf(deed)
                )
            );
        }
        console.log("\nrefusals");
        LifeRefusals.Refusal[] memory list = LifeRefusals.all();
        for (uint256 i = 0; i < list.length; ++i) {
            console.log(string.concat(_reached[list[i].key].toString(), "\t\t", list[i].name));
        }
        console.log("\nchecks");
        for (uint256 i = 1; i <= uint256(type(Promise).max); ++i) {
            if (checks[Promise(i)] == 0) continue;
            console.log(string.concat(checks[Promise(i)].toString(), "\t\t", idOf(Promise(i))));
        }
    }

    function _where() private view returns (string memory) {
        return
            string.concat(
                "run ",
                _run.toString(),
                ", step ",
                _step.toString(),
                ", ",
                nameOf(_last)
            );
    }
}
