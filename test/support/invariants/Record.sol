// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { console } from "hardhat/console.sol";

import { Rule } from "../../../contracts/types/Rule.sol";
import { Act, addsARule, nameOf } from "./Act.sol";
import { Promise, idOf } from "./Promise.sol";
import { Refusals } from "./Refusals.sol";
import { nameOf as nameOfRule } from "./RuleTruth.sol";
import { Sight, nameOf as nameOfSight } from "./Sight.sol";

/// What a campaign of many runs did and found.
contract Record {
    using Strings for uint256;

    uint256 private constant NAME_WIDTH = 36;
    uint256 private constant NUMBER_WIDTH = 10;

    /// Prints every act as it is tried.
    bool public immutable isLoud;

    uint256 public steps;
    mapping(Promise => uint256) public checks;
    mapping(Promise => uint256) public breaches;
    mapping(Promise => string) public firstBreach;
    uint256 public totalBreaches;

    mapping(Act => uint256) private _done;
    mapping(Act => uint256) private _refused;
    mapping(bytes5 key => uint256) private _reached;
    mapping(Rule => uint256) private _listed;
    mapping(Rule => uint256) private _alone;
    mapping(Act => uint256) private _stayedRefused;
    mapping(Sight => uint256) private _seen;
    mapping(Sight => bool) private _excused;
    mapping(bytes5 key => string) private _refusalNames;
    string private _unknownRefusals;

    uint256 private _run;
    uint256 private _step;
    Act private _last;

    constructor(bool isLoud_) {
        isLoud = isLoud_;
        Refusals.Refusal[] memory list = Refusals.all();
        for (uint256 i = 0; i < list.length; ++i) _refusalNames[list[i].key] = list[i].name;
    }

    // ------------------------------------------------------------------ written by a run

    function stepBegins(uint256 run, uint256 step) external {
        (_run, _step) = (run, step);
        ++steps;
    }

    function tried(Act act, bool done, bytes calldata answer) external {
        _last = act;
        if (done) {
            ++_done[act];
        } else {
            ++_refused[act];
            bytes5 key = Refusals.keyOf(answer);
            if (key == Refusals.OUT_OF_GAS && act == Act.RevokeWithLittleGas) return;
            ++_reached[key];
            if (bytes(_refusalNames[key]).length == 0) {
                breach(Promise.Rules, string.concat("unknown refusal ", _hex(answer)));
            }
        }
        if (isLoud) console.log(_where(), done ? "done" : refusalName(answer));
    }

    function checked(Promise which, uint256 times) external {
        checks[which] += times;
    }

    function saw(Sight sight) external {
        ++_seen[sight];
    }

    /// It need not be come by.
    function excuse(Sight sight) external {
        _excused[sight] = true;
    }

    /// @param rules What refuses a movement, as a set.
    function explained(uint256 rules) external {
        bool isAlone = rules & (rules - (rules == 0 ? 0 : 1)) == 0;
        for (uint256 i = 1; i <= uint256(type(Rule).max); ++i) {
            if (rules & (1 << i) == 0) continue;
            ++_listed[Rule(i)];
            if (isAlone) ++_alone[Rule(i)];
        }
    }

    /// A movement that was refused before an act that adds a rule was looked at again.
    function stayedRefused(Act act) external {
        ++_stayedRefused[act];
    }

    /// Notes that a promise was found broken.
    function breach(Promise which, string memory what) public {
        if (breaches[which]++ == 0) firstBreach[which] = string.concat(_where(), ": ", what);
        ++totalBreaches;
        if (isLoud) console.log(string.concat("BROKEN ", idOf(which), ", ", _where(), ": ", what));
    }

    // ------------------------------------------------------------------ read by the tests

    function refusalName(bytes calldata answer) public view returns (string memory) {
        string memory name = _refusalNames[Refusals.keyOf(answer)];
        return bytes(name).length == 0 ? _hex(answer) : name;
    }

    /// Names of all acts that never went through and all refusals that were never reached.
    function unreached() external view returns (string memory names) {
        for (uint256 i = 0; i <= uint256(type(Act).max); ++i) {
            Act act = Act(i);
            if (_done[act] == 0) names = _with(names, nameOf(act));
            if (addsARule(act) && _stayedRefused[act] == 0) {
                names = _with(names, string.concat("refused before and after ", nameOf(act)));
            }
        }
        // No campaign opens an action over all holders, which the suite's own tests do.
        for (uint256 i = 1; i < uint256(Rule.InAction); ++i) {
            if (_alone[Rule(i)] == 0) {
                names = _with(names, string.concat("alone: ", nameOfRule(Rule(i))));
            }
        }
        for (uint256 i = 0; i <= uint256(type(Sight).max); ++i) {
            if (_seen[Sight(i)] == 0 && !_excused[Sight(i)])
                names = _with(names, nameOfSight(Sight(i)));
        }
        Refusals.Refusal[] memory list = Refusals.all();
        for (uint256 i = 0; i < list.length; ++i) {
            if (_reached[list[i].key] == 0) names = _with(names, list[i].name);
        }
    }

    function print(string calldata title) external view {
        console.log(string.concat("\n", title, ": ", steps.toString(), " steps\n"));
        console.log(_line("act", "done", "refused"));
        for (uint256 i = 0; i <= uint256(type(Act).max); ++i) {
            Act act = Act(i);
            console.log(_line(nameOf(act), _done[act].toString(), _refused[act].toString()));
        }
        console.log(string.concat("\n", _line("refusal", "reached", "")));
        Refusals.Refusal[] memory list = Refusals.all();
        for (uint256 i = 0; i < list.length; ++i) {
            console.log(_line(list[i].name, _reached[list[i].key].toString(), ""));
        }
        console.log(string.concat("\n", _line("rule", "listed", "alone")));
        for (uint256 i = 1; i <= uint256(type(Rule).max); ++i) {
            Rule rule = Rule(i);
            console.log(_line(nameOfRule(rule), _listed[rule].toString(), _alone[rule].toString()));
        }
        console.log(string.concat("\n", _line("still refused after", "movements", "")));
        for (uint256 i = 0; i <= uint256(type(Act).max); ++i) {
            if (!addsARule(Act(i))) continue;
            console.log(_line(nameOf(Act(i)), _stayedRefused[Act(i)].toString(), ""));
        }
        console.log(string.concat("\n", _line("seen", "times", "")));
        for (uint256 i = 0; i <= uint256(type(Sight).max); ++i) {
            console.log(_line(nameOfSight(Sight(i)), _seen[Sight(i)].toString(), ""));
        }
        console.log(string.concat("\n", _line("promise", "checks", "broken")));
        for (uint256 i = 1; i <= uint256(type(Promise).max); ++i) {
            Promise each = Promise(i);
            console.log(_line(idOf(each), checks[each].toString(), breaches[each].toString()));
        }
        console.log("");
    }

    // ------------------------------------------------------------------ internals

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

    function _with(string memory names, string memory name) private pure returns (string memory) {
        return bytes(names).length == 0 ? name : string.concat(names, ", ", name);
    }

    function _hex(bytes calldata answer) private pure returns (string memory) {
        return answer.length < 4 ? "(no data)" : uint256(uint32(bytes4(answer))).toHexString(4);
    }

    function _line(
        string memory name,
        string memory first,
        string memory second
    ) private pure returns (string memory) {
        return
            string.concat(
                name,
                _spaces(NAME_WIDTH, name),
                _spaces(NUMBER_WIDTH, first),
                first,
                _spaces(NUMBER_WIDTH, second),
                second
            );
    }

    function _spaces(uint256 width, string memory text) private pure returns (string memory pad) {
        for (uint256 i = bytes(text).length; i < width; ++i) pad = string.concat(pad, " ");
    }
}
