// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { HoldPurpose } from "../../../contracts/types/Hold.sol";
import { LifeSetting } from "./LifeSetting.sol";

/// What is so, kept from what was let through alone: passes, both registers, holds, record dates, yen.
abstract contract LifeTruth is LifeSetting {
    struct Person {
        uint32 investor; // 0 as long as he never had a pass
        uint8 taxClass;
        bool held;
        bool suspended;
        bool lost;
        uint16 expiry;
        uint256 validFrom;
        uint256 successor;
        uint256 succeedsFrom;
        bool yenStopped;
    }

    struct Book {
        uint256[WALLETS] balance;
        uint256[WALLETS] frozen;
        bool[WALLETS] stopped;
        uint256 supply;
        uint256 cap;
        bool inAction;
        bool closed;
        bool[WALLETS] done;
        bool[WALLETS] recovered;
        uint256[WALLETS] heir;
    }

    struct Promised {
        bytes32 id;
        uint256 class;
        uint256 place;
        uint256 placedBy;
        uint256 units;
        HoldPurpose purpose;
        address payee;
        uint48 until;
        /// The record stays, though no units are held any more.
        bool isKept;
    }

    /// A split that is over: since so many record dates, so many units are of so many.
    struct Rescaled {
        uint256 dates;
        uint256 numerator;
        uint256 denominator;
    }

    /// A register at the end of a day.
    struct Copy {
        uint16 day;
        uint256 supply;
        uint256 holders;
        uint256[WALLETS] balance;
        uint256[WALLETS] held;
        uint256[WALLETS] frozen;
    }

    Person[WALLETS] internal people;
    uint32 internal investors;
    mapping(uint32 investor => uint256[] places) internal placesOf;
    Book[CLASSES] internal books;
    Promised[] internal promises;
    /// Holds that the last scaling made nothing of.
    uint256 internal pledgesKept;
    uint256 internal tradesEnded;
    /// Of each class, what is promised and not gone, and what is gone.
    uint256[][CLASSES] internal live;
    bytes32[][CLASSES] internal gone;
    Copy[][CLASSES] internal copies;
    Rescaled[][CLASSES] internal rescaled;
    /// What a pledge or an attachment was before a split of that place.
    mapping(uint256 hold => mapping(uint256 split => uint256)) internal pledgedThen;
    /// Days that are record dates and not over, ascending.
    uint16[][CLASSES] internal ahead;
    mapping(address account => uint256) internal yenOf;
    bool internal yenPaused;
    mapping(address account => uint256 placeAndOne) internal placeAt;

    // ------------------------------------------------------------------ passes

    function _isUnstopped(uint256 place) internal view returns (bool) {
        Person storage person = people[place];
        return person.held && !person.suspended && block.timestamp >= person.validFrom;
    }

    function _works(uint256 place) internal view returns (bool) {
        return _isUnstopped(place) && _today() <= people[place].expiry;
    }

    function _hasLapsed(uint256 place) internal view returns (bool) {
        return _isUnstopped(place) && _today() > people[place].expiry;
    }

    function _isSystem(uint256 place) internal view returns (bool) {
        return people[place].investor == SYSTEM;
    }

    /// Whether units or yen of a lost wallet go to its successor by now.
    function _isSucceeded(uint256 place) internal view returns (bool) {
        Person storage person = people[place];
        return person.lost && block.timestamp >= person.succeedsFrom;
    }

    /// The last one whose window is over, in a row of lost wallets.
    function _successorOf(uint256 place) internal view returns (uint256) {
        while (_isSucceeded(place)) place = people[place].successor;
        return place;
    }

    /// All wallets of the investor, the first one first.
    function _siblings(uint256 place) internal view returns (uint256[] memory places) {
        if (!_isSystem(place)) return placesOf[people[place].investor];
        places = new uint256[](1);
        places[0] = place;
    }

    // ------------------------------------------------------------------ yen

    /// Whether an account takes yen from the purse: its own part lands though its pass ran out.
    function _takesYen(address account) internal view returns (bool) {
        if (yenPaused) return false;
        uint256 place = placeAt[account];
        if (place == 0) return _isKnownElse(account);
        --place;
        return _isUnstopped(place) && !people[place].yenStopped;
    }

    /// Of accounts that are nobody's wallet, or one's who has no pass yet.
    function _isKnownElse(address account) internal view returns (bool) {
        return account != UNKNOWN_CREDITOR && account != wallets[UNLINKED];
    }

    function _paidOut(address to, uint256 amount) internal {
        yenOf[address(distribution)] -= amount;
        yenOf[to] += amount;
    }

    // ------------------------------------------------------------------ units

    function _heldOf(uint256 class, uint256 place) internal view returns (uint256 units) {
        uint256[] storage list = live[class];
        for (uint256 i = 0; i < list.length; ++i) {
            Promised storage each = promises[list[i]];
            if (each.place == place) units += each.units;
        }
    }

    function _unheldOf(uint256 class, uint256 place) internal view returns (uint256) {
        return books[class].balance[place] - _heldOf(class, place);
    }

    function _freeOf(uint256 class, uint256 place) internal view returns (uint256) {
        uint256 unheld = _unheldOf(class, place);
        uint256 frozen = books[class].frozen[place];
        return unheld > frozen ? unheld - frozen : 0;
    }

    /// How many investors have units; whoever stands for none is none.
    function _holdersOf(uint256 class) internal view returns (uint256 count) {
        for (uint32 investor = 1; investor <= investors; ++investor) {
            uint256[] storage places = placesOf[investor];
            for (uint256 i = 0; i < places.length; ++i) {
                if (books[class].balance[places[i]] == 0) continue;
                ++count;
                break;
            }
        }
    }

    /// Holds of a wallet in the order of their ids.
    function _holdsOf(uint256 class, uint256 place) internal view returns (uint256[] memory list) {
        uint256 count;
        for (uint256 i = 0; i < live[class].length; ++i) {
            if (promises[live[class][i]].place == place) ++count;
        }
        list = new uint256[](count);
        count = 0;
        for (uint256 i = 0; i < live[class].length; ++i) {
            uint256 hold = live[class][i];
            if (promises[hold].place != place) continue;
            uint256 spot = count++;
            for (; spot != 0 && promises[list[spot - 1]].id > promises[hold].id; --spot) {
                list[spot] = list[spot - 1];
            }
            list[spot] = hold;
        }
    }

    function _moved(uint256 class, uint256 from, uint256 to, uint256 units) internal {
        books[class].balance[from] -= units;
        books[class].balance[to] += units;
    }

    function _promised(
        uint256 class,
        uint256 place,
        bytes32 id,
        uint256 units,
        HoldPurpose purpose,
        uint48 until
    ) internal {
        live[class].push(promises.length);
        promises.push(Promised(id, class, place, place, units, purpose, address(0), until, false));
    }

    function _unpromised(uint256 hold, uint256 units) internal {
        promises[hold].units -= units;
        if (promises[hold].units == 0) _ended(hold);
    }

    /// Nothing is held by it any more.
    function _ended(uint256 hold) internal {
        uint256 class = promises[hold].class;
        uint256[] storage list = live[class];
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i] != hold) continue;
            list[i] = list[list.length - 1];
            list.pop();
            gone[class].push(promises[hold].id);
            return;
        }
    }

    // ------------------------------------------------------------------ time

    function _today() internal view returns (uint16) {
        return _dayAt(block.timestamp);
    }

    function _dayAt(uint256 time) internal pure returns (uint16) {
        return uint16((time + 9 hours) / 1 days);
    }

    function _lastSecondOf(uint256 day) internal pure returns (uint256) {
        return (day + 1) * 1 days - 9 hours - 1;
    }

    /// The registers are copied at the end of each record date that is over by then.
    function _copiesUntil(uint256 time) internal {
        for (uint256 class = 0; class < CLASSES; ++class) {
            uint16[] storage days_ = ahead[class];
            while (days_.length != 0 && _lastSecondOf(days_[0]) < time) {
                _copy(class, days_[0]);
                for (uint256 i = 1; i < days_.length; ++i) days_[i - 1] = days_[i];
                days_.pop();
            }
        }
    }

    function _copy(uint256 class, uint16 day) private {
        Copy storage made = copies[class].push();
        made.day = day;
        made.supply = books[class].supply;
        made.holders = _holdersOf(class);
        for (uint256 i = 0; i < WALLETS; ++i) {
            made.balance[i] = books[class].balance[i];
            made.frozen[i] = books[class].frozen[i];
            made.held[i] = _heldOf(class, i);
        }
    }

    function _declared(uint256 class, uint16 day) internal {
        uint16[] storage days_ = ahead[class];
        days_.push(day);
        for (uint256 i = days_.length - 1; i != 0 && days_[i - 1] > days_[i]; --i) {
            (days_[i - 1], days_[i]) = (days_[i], days_[i - 1]);
        }
    }

    function _isDeclared(uint256 class, uint16 day) internal view returns (bool) {
        for (uint256 i = 0; i < ahead[class].length; ++i) if (ahead[class][i] == day) return true;
        for (uint256 i = 0; i < copies[class].length; ++i) {
            if (copies[class][i].day == day) return true;
        }
        return false;
    }

    // ------------------------------------------------------------------ numerator units of denominator

    /// Units of today as they were at a record date; 0 is now.
    function _before(
        uint256 class,
        uint256 number,
        uint256 units
    ) internal view returns (uint256 least, uint256 most) {
        (least, most) = (units, units);
        if (number == 0) return (least, most);
        for (uint256 i = rescaled[class].length; i != 0; --i) {
            Rescaled storage each = rescaled[class][i - 1];
            if (each.dates < number) break;
            least = (least * each.denominator) / each.numerator;
            most = (most * each.denominator + each.numerator - 1) / each.numerator;
        }
    }

    /// A wallet's holding and its holds become so many of so many; none at all if the numerator is zero.
    function _scaled(
        uint256 class,
        uint256 place,
        uint256 n,
        uint256 d
    ) internal returns (uint256) {
        Book storage book = books[class];
        uint256 before = book.balance[place];
        if (book.done[place] || (before == 0 && book.frozen[place] == 0)) return 0;
        uint256 left = (before * n) / d;
        uint256[] memory holds = _holdsOf(class, place);
        uint256 held;
        // First what the law or the registrar bound, then promises.
        for (uint256 turn = 0; turn < 2; ++turn) {
            for (uint256 i = 0; i < holds.length; ++i) {
                bool isTrades = promises[holds[i]].purpose == HoldPurpose.Trade;
                if (isTrades != (turn == 1)) continue;
                held += _scaledHold(class, holds[i], left - held, n, d);
            }
        }
        if (n != 0) book.frozen[place] = (book.frozen[place] * n + d - 1) / d;
        book.balance[place] = left;
        book.supply = book.supply + left - before;
        book.done[place] = true;
        return before;
    }

    /// Each is rounded up, to what is left at most.
    function _scaledHold(
        uint256 class,
        uint256 hold,
        uint256 left,
        uint256 n,
        uint256 d
    ) private returns (uint256 units) {
        Promised storage each = promises[hold];
        bool isCreditors =
            each.purpose == HoldPurpose.Pledge || each.purpose == HoldPurpose.Attachment;
        if (isCreditors && each.units != 0) pledgedThen[hold][rescaled[class].length] = each.units;
        units = (each.units * n + d - 1) / d;
        if (units > left) units = left;
        each.units = units;
        if (units != 0 || each.isKept) return units;
        each.isKept = isCreditors;
        if (isCreditors) {
            ++pledgesKept;
        } else {
            ++tradesEnded;
            _ended(hold);
        }
    }
}
