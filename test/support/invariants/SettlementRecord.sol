// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { console } from "hardhat/console.sol";

import { Promise, idOf } from "./Promise.sol";
import { Deed, nameOf } from "./SettlementDeed.sol";
import { Door, SettlementRefusals } from "./SettlementRefusals.sol";

/// What a campaign of settlement did and found.
contract SettlementRecord {
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
        SettlementRefusals.Refusal[] memory list = SettlementRefusals.all();
        for (uint256 i = 0; i < list.length; ++i) _names[list[i].key] = list[i].name;
    }

    // ------------------------------------------------------------------ written by a run

    function stepBegins(uint256 run, uint256 step) external {
        (_run, _step) = (run, step);
        ++steps;
    }

    function tried(Deed deed, Door door, bool done, bytes calldata answer) external {
        _last = deed;
        if (done) {
            ++_done[deed];
        } else {
            ++_refused[deed];
            bytes5 key = _keyOf(door, answer);
            bool isUnknown = bytes(_names[key]).length == 0;
            if (++_reached[key] == 1 && isUnknown) {
                _unknown = string.concat(_unknown, ", unknown: ", _where(), " refused with ");
                _unknown = string.concat(_unknown, refusalName(door, answer));
            }
        }
        if (isLoud) console.log(_where(), done ? "done" : refusalName(door, answer));
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

    function refusalName(Door door, bytes calldata answer) public view returns (string memory) {
        string memory name = _names[_keyOf(door, answer)];
        if (bytes(name).length != 0) return name;
        if (answer.length < 4) return "nothing";
        return uint256(uint32(bytes4(answer))).toHexString(4);
    }

    /// Names of all that was never done, seen or reached, and of refusals that may not be.
    function unreached() external view returns (string memory names) {
        names = _unknown;
        for (uint256 i = 0; i <= uint256(type(Deed).max); ++i) {
            // It must always be refused.
            if (Deed(i) == Deed.CallRegistry || Deed(i) == Deed.OrderInAction) continue;
            if (_done[Deed(i)] == 0) names = string.concat(names, ", ", nameOf(Deed(i)));
        }
        SettlementRefusals.Refusal[] memory list = SettlementRefusals.all();
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
                    deed < Deed.SawMatch ? _refused[deed].toString() : "",
                    "\t",
                    nameOf(deed)
                )
            );
        }
        console.log("\nrefusals");
        SettlementRefusals.Refusal[] memory list = SettlementRefusals.all();
        for (uint256 i = 0; i < list.length; ++i) {
            console.log(string.concat(_reached[list[i].key].toString(), "\t\t", list[i].name));
        }
        console.log("\nchecks");
        for (uint256 i = 1; i <= uint256(type(Promise).max); ++i) {
            if (checks[Promise(i)] == 0) continue;
            console.log(string.concat(checks[Promise(i)].toString(), "\t\t", idOf(Promise(i))));
        }
    }

    function _keyOf(Door door, bytes calldata answer) private view returns (bytes5 key) {
        key = SettlementRefusals.keyOf(door, answer);
        // What the registry or a token refuses is theirs to refuse, whichever door it came through.
        if (bytes(_names[key]).length == 0) key = SettlementRefusals.keyOf(Door.Dvp, answer);
        if (bytes(_names[key]).length == 0) key = SettlementRefusals.keyOf(Door.Token, answer);
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
