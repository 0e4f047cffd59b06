// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../types/JstDate.sol";
import { RecordDate } from "../../types/RecordDate.sol";

/// @title Record dates (基準日): the register of a class as it was at the end of a day in Japan
/// @notice Declared ahead, at most 16 not yet taken. A record date takes nobody's doing: the first change
/// of the class after it takes it, each wallet's first change after that saves what the wallet had, and
/// everything else still is what it was then. Balance, held and frozen amount of every wallet (what is
/// frozen beyond 64 bits counts as their most), supply and number of holders are exact for each, from
/// the second at which its day is over.
/// @dev Ordinary transfers pay nothing for it; the first one after sixteen missed dates pays about 115,000
/// gas for them, so whoever sends trades with a gas bound calls {roll} first. Numbers count from 1 in the order of the dates; the number
/// of a date that is not over can still shift by a declaration or withdrawal before it.
interface IRecordDates {
    event RecordDateDeclared(JstDate date);
    event RecordDateWithdrawn(JstDate date);
    /// @notice The class changed for the first time after the record date, or somebody rolled it: its
    /// number and figures are {recordAt}'s for good.
    event RecordTaken(uint16 indexed id, JstDate indexed date);

    error RecordDateOver(JstDate date);
    /// @notice Times have 32 bits, which end on 2106-02-07.
    error RecordDateTooFar(JstDate date);
    error RecordDateDeclaredAlready(JstDate date);
    error RecordDateUnknown(JstDate date);
    /// @notice No such record date, or its day is not over.
    error RecordDateNotOver(uint16 id);
    error TooManyRecordDates(uint256 most);
    error RecordDatesSpent();

    /// @notice Makes a date a record date. It must not be over: today is the earliest.
    /// @dev RegistrarDesk only; in no action over all holders, in the middle of which a date could fall. Takes first
    /// what is due. Emits {RecordDateDeclared}.
    function declareRecordDate(JstDate date) external;

    /// @notice Takes a declaration back, before the day is over.
    /// @dev RegistrarDesk only. Takes first what is due. Emits {RecordDateWithdrawn}.
    function withdrawRecordDate(JstDate date) external;

    /// @notice Takes record dates that are over, at most `most` of them, so that the next change of the
    /// class need not. Anyone.
    function roll(uint256 most) external;

    /// @notice A record date as it is stored, also one that is not over; zero if there is none. What a date
    /// that is taken says of the next one no longer counts. The lens finds the number of a date.
    function recordWord(uint16 id) external view returns (RecordDate);

    /// @notice The class at a record date that is over.
    /// @dev Errors: {RecordDateNotOver}.
    function recordAt(
        uint16 id
    ) external view returns (JstDate date, uint256 supply, uint256 holders);

    /// @notice What a wallet had at a record date that is over.
    /// @dev Errors: {RecordDateNotOver}. Reads one slot for each record date from this one to the next at
    /// which something was saved for the wallet, at most to the last one taken.
    function holdingAt(
        address wallet,
        uint16 id
    ) external view returns (uint256 balance, uint256 held, uint256 frozen);
}
