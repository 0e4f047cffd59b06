// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { PastHolding, PastHoldings } from "../types/PastHolding.sol";
import { RecordDate, RecordDates } from "../types/RecordDate.sol";
import { IRecordDates } from "./interfaces/IRecordDates.sol";

/// A class's record dates, numbered from 1 in their order, and what wallets had at them.
/// @param dates Those taken, up to the class word's record id, then those not yet taken, ascending.
/// @param past Under a wallet and the last record date that the entry is for.
struct RecordBook {
    mapping(uint256 id => RecordDate) dates;
    mapping(address wallet => mapping(uint256 id => PastHolding)) past;
}

using RecordBooks for RecordBook global;

/// @dev Specification: {IRecordDates}. Nothing is written when a record date comes. The class's first
/// change after it takes it; each wallet's first change after that saves what the wallet had. So what is
/// not saved is what it is now, and the book is exact at any time.
library RecordBooks {
    uint256 internal constant MOST_UNDONE = 16;

    // ------------------------------------------------------------------ as the class changes

    /// Takes the record dates that have ended, at most `most` of them.
    function take(
        RecordBook storage book,
        ClassWord class,
        uint256 most
    ) internal returns (ClassWord) {
        for (; most != 0 && block.timestamp > class.nextDate(); --most) {
            uint16 id = class.recordId() + 1;
            RecordDate record = book.dates[id].taken(class.supply(), class.holders());
            book.dates[id] = record;
            class = class.withRecord(id, _orNoDate(record.nextLastSecond()));
            emit IRecordDates.RecordTaken(id, record.date());
        }
        return class;
    }

    /// Saves what the wallet had at the record dates since its last change, all in one entry. Nothing
    /// at all needs none.
    function save(
        RecordBook storage book,
        ClassWord class,
        address wallet,
        HolderWord word,
        uint256 frozen
    ) internal returns (HolderWord) {
        uint16 id = class.recordId();
        uint256 balance = word.balance();
        if ((balance | frozen) != 0) {
            book.past[wallet][id] = PastHoldings.pack(
                balance,
                word.held(),
                frozen,
                uint256(word.recordId()) + 1
            );
        }
        return word.withRecordId(id);
    }

    // ------------------------------------------------------------------ declared, withdrawn

    function declare(
        RecordBook storage book,
        ClassWord class,
        JstDate date
    ) internal returns (ClassWord) {
        uint32 last = date.lastSecond();
        if (last < block.timestamp) revert IRecordDates.RecordDateOver(date);
        if (last == ClassWords.NO_DATE) revert IRecordDates.RecordDateTooFar(date);
        uint32[] memory ends = _undone(book, class, 1);
        uint256 place = ends.length - 1;
        if (place == MOST_UNDONE) revert IRecordDates.TooManyRecordDates(MOST_UNDONE);
        if (uint256(class.recordId()) + ends.length > type(uint16).max) {
            revert IRecordDates.RecordDatesSpent();
        }

        for (; place != 0 && ends[place - 1] > last; --place) ends[place] = ends[place - 1];
        if (place != 0 && ends[place - 1] == last) {
            revert IRecordDates.RecordDateDeclaredAlready(date);
        }
        ends[place] = last;
        return _withUndone(book, class, ends);
    }

    function withdraw(
        RecordBook storage book,
        ClassWord class,
        JstDate date
    ) internal returns (ClassWord) {
        uint32 last = date.lastSecond();
        uint32[] memory ends = _undone(book, class, 1);
        uint256 place = 0;
        while (ends[place] != 0 && ends[place] != last) ++place;
        if (ends[place] == 0) revert IRecordDates.RecordDateUnknown(date);

        for (; ends[place] != 0; ++place) ends[place] = ends[place + 1];
        return _withUndone(book, class, ends);
    }

    // ------------------------------------------------------------------ views

    /// The record date of this number with the class's figures, taken or not. It must have ended.
    function recordAt(
        RecordBook storage book,
        ClassWord class,
        uint16 id
    ) internal view returns (RecordDate record) {
        record = book.dates[id];
        if (id == 0 || !record.isDeclared() || record.lastSecond() >= block.timestamp) {
            revert IRecordDates.RecordDateNotOver(id);
        }
        if (id > class.recordId()) record = record.taken(class.supply(), class.holders());
    }

    /// What the wallet had at a record date before its last change; nothing if nothing was saved.
    function pastAt(
        RecordBook storage book,
        address wallet,
        HolderWord word,
        uint16 id
    ) internal view returns (PastHolding) {
        for (uint256 last = id; last <= word.recordId(); ++last) {
            PastHolding past = book.past[wallet][last];
            if (!past.isKept()) continue;
            // An entry for later dates only: at this one there was nothing.
            if (past.since() > id) break;
            return past;
        }
        return PastHolding.wrap(0);
    }

    /// Last seconds of the record dates that are not taken, ascending, with so many empty places behind.
    function _undone(
        RecordBook storage book,
        ClassWord class,
        uint256 places
    ) private view returns (uint32[] memory ends) {
        uint256 first = uint256(class.recordId()) + 1;
        uint256 end = _end(book, first);
        ends = new uint32[](end - first + places);
        for (uint256 id = first; id < end; ++id) ends[id - first] = book.dates[id].lastSecond();
    }

    /// Writes the record dates that are not taken; a last second of 0 is no date.
    function _withUndone(
        RecordBook storage book,
        ClassWord class,
        uint32[] memory ends
    ) private returns (ClassWord) {
        uint256 id = class.recordId();
        for (uint256 i = 0; i < ends.length; ++i) {
            uint32 next = i + 1 < ends.length ? ends[i + 1] : 0;
            book.dates[++id] = RecordDates.declared(ends[i], next);
        }
        return class.withRecord(class.recordId(), _orNoDate(ends[0]));
    }

    /// The number behind the last record date.
    function _end(RecordBook storage book, uint256 first) private view returns (uint256 end) {
        for (end = first; book.dates[end].isDeclared(); ++end) {}
    }

    function _orNoDate(uint32 lastSecond) private pure returns (uint32) {
        return lastSecond == 0 ? ClassWords.NO_DATE : lastSecond;
    }
}
