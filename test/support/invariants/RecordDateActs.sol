// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRecordDates } from "../../../contracts/securities/interfaces/IRecordDates.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { Act } from "./Act.sol";
import { Attempts } from "./Attempts.sol";

/// Record dates, of which nothing else may notice anything. That they are exact is the business of
/// RecordRun.sol.
abstract contract RecordDateActs is Attempts {
    uint256 private constant MOST_COMING = 16;
    address private constant STRANGER = address(0x57a46e7);

    /// Those declared, also when their day is over.
    mapping(uint256 class => uint16[]) private _dates;

    function _recordDateAct() internal {
        uint256 class = _roll(CLASSES);
        uint256 kind = _roll(100);
        if (kind < 50) _declare(class);
        else if (kind < 56) for (uint256 i = 0; i < 2 * MOST_COMING; ++i) _declare(class);
        else if (kind < 76) _withdraw(class);
        else _rollDates(class);
    }

    function _declare(uint256 class) private {
        uint16 date = uint16(_today() + _roll(40));
        if (_chance(8)) date = uint16(_today() - 1 - _roll(9));
        (uint256 place, uint256 coming) = _find(class, date);
        bool isKnown = place != _dates[class].length;
        bool refused = isKnown || date < _today() || coming == MOST_COMING;
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.declareRecordDate,
            (_classAt(class), JstDate.wrap(date), "document")
        );
        if (_order(Act.DeclareRecordDate, call, refused)) _dates[class].push(date);
    }

    /// Mostly a date that was declared; it may be over.
    function _withdraw(uint256 class) private {
        uint16 date = uint16(_today() + _roll(60));
        if (_dates[class].length != 0 && _chance(80)) {
            uint256 last = _dates[class].length - 1;
            date = _dates[class][_chance(70) ? last : _roll(last + 1)];
        }
        (uint256 place, ) = _find(class, date);
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.withdrawRecordDate,
            (_classAt(class), JstDate.wrap(date), "document")
        );
        bool tooNear = block.timestamp + ACT_DELAY > _endOf(date);
        bool refused = place == _dates[class].length || tooNear;
        if (!_order(Act.WithdrawRecordDate, call, refused)) return;
        _dates[class][place] = _dates[class][_dates[class].length - 1];
        _dates[class].pop();
    }

    function _rollDates(uint256 class) private {
        bytes memory call = abi.encodeCall(IRecordDates.roll, (_roll(4)));
        _does(Act.RollRecordDates, STRANGER, address(tokens[class]), call, _rule(false));
    }

    function _order(Act act, bytes memory call, bool refused) private returns (bool) {
        bool byStranger = _chance(5);
        address sender = byStranger ? STRANGER : SECOND_REGISTRAR;
        return _does(act, sender, address(desk), call, _rule(refused || byStranger));
    }

    /// The place of a date, or the number of all; and how many are still to come.
    function _find(
        uint256 class,
        uint16 date
    ) private view returns (uint256 place, uint256 coming) {
        uint16[] storage dates = _dates[class];
        place = dates.length;
        for (uint256 i = 0; i < dates.length; ++i) {
            if (dates[i] == date) place = i;
            if (dates[i] >= _today()) ++coming;
        }
    }
}
