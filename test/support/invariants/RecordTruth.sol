// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Random } from "./Random.sol";

/// What is true of one class, now and at each of its record dates, kept the plain way: when the day of
/// a record date is over, all figures are copied. Nothing is read from the contracts.
abstract contract RecordTruth is Random {
    uint256 internal constant WALLETS = 8;

    struct Figures {
        uint256 supply;
        uint256 holders;
        uint256[WALLETS] balances;
        uint256[WALLETS] held;
        uint256[WALLETS] frozen;
    }

    struct PastDate {
        uint16 date;
        Figures figures;
    }

    struct Hold {
        bytes32 id;
        uint256 wallet;
        uint256 units;
    }

    Figures internal present;
    /// Record dates whose day is over, in their order: the first has number 1.
    PastDate[] internal past;
    /// Record dates still to come, ascending.
    uint16[] internal coming;
    Hold[] internal holds;

    // ------------------------------------------------------------------ answers

    function _unheldOf(uint256 wallet) internal view returns (uint256) {
        return present.balances[wallet] - present.held[wallet];
    }

    function _freeOf(uint256 wallet) internal view returns (uint256) {
        uint256 unheld = _unheldOf(wallet);
        uint256 frozen = present.frozen[wallet];
        return unheld > frozen ? unheld - frozen : 0;
    }

    function _isComing(uint16 date) internal view returns (bool) {
        for (uint256 i = 0; i < coming.length; ++i) if (coming[i] == date) return true;
        return false;
    }

    /// The number of a record date, 0 for none.
    function _idOf(uint16 date) internal view returns (uint256) {
        for (uint256 i = 0; i < coming.length; ++i) {
            if (coming[i] == date) return past.length + i + 1;
        }
        for (uint256 i = past.length; i != 0; --i) if (past[i - 1].date == date) return i;
        return 0;
    }

    /// The last second of a date in JST.
    function _endOf(uint256 date) internal pure returns (uint256) {
        return (date + 1) * 1 days - 9 hours - 1;
    }

    function _today() internal view returns (uint16) {
        return uint16((block.timestamp + 9 hours) / 1 days);
    }

    // ------------------------------------------------------------------ what happened

    /// Of every record date whose day is over by now, a copy of what is so until now.
    function _timePassed() internal returns (uint256 over) {
        while (over < coming.length && _endOf(coming[over]) < block.timestamp) ++over;
        if (over == 0) return 0;
        for (uint256 i = 0; i < over; ++i) {
            PastDate storage each = past.push();
            each.date = coming[i];
            each.figures = present;
        }
        for (uint256 i = over; i < coming.length; ++i) coming[i - over] = coming[i];
        for (uint256 i = 0; i < over; ++i) coming.pop();
    }

    function _declared(uint16 date) internal {
        coming.push(date);
        for (uint256 i = coming.length - 1; i != 0 && coming[i - 1] > date; --i) {
            (coming[i], coming[i - 1]) = (coming[i - 1], date);
        }
    }

    function _withdrawn(uint16 date) internal {
        uint256 place = 0;
        while (coming[place] != date) ++place;
        for (; place + 1 < coming.length; ++place) coming[place] = coming[place + 1];
        coming.pop();
    }

    function _credited(uint256 wallet, uint256 units) internal {
        if (units != 0 && present.balances[wallet] == 0) ++present.holders;
        present.balances[wallet] += units;
        present.supply += units;
    }

    /// What leaves by an order of the desk although frozen is not frozen any more; what is not frozen
    /// goes first.
    function _thawed(uint256 wallet, uint256 units) internal {
        (uint256 balance, uint256 frozen) = (present.balances[wallet], present.frozen[wallet]);
        uint256 unfrozen = balance > frozen ? balance - frozen : 0;
        uint256 taken = units > unfrozen ? units - unfrozen : 0;
        present.frozen[wallet] = frozen > taken ? frozen - taken : 0;
    }

    function _debited(uint256 wallet, uint256 units) internal {
        present.balances[wallet] -= units;
        present.supply -= units;
        if (units != 0 && present.balances[wallet] == 0) --present.holders;
    }
}
