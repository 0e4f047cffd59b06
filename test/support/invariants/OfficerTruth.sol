// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { Setting } from "./Setting.sol";

/// What is true of the officers, of what each attested when, and of which classes know of a disowning.
abstract contract OfficerTruth is Setting {
    struct Officer {
        uint256 key;
        bool seated;
        /// Unix seconds, 0 if it is not disowned.
        uint256 disownedSince;
        address disownedBy;
    }

    /// One officer's attestation, mined at that time.
    struct Mined {
        uint8 officer;
        uint256 at;
    }

    uint256 internal constant MOST_ATTESTED = 8;
    uint256 internal constant SEATS = 12;

    /// By number; there is no number 0.
    Officer[] internal officers;
    uint256 internal quorum = QUORUM;
    /// Class numbers that the last disowning was not yet told to: from the first to before the second.
    uint256 internal untoldFrom;
    uint256 internal untoldTo;
    /// Attestations do not count for the moment: the most that a class not yet told may let through.
    bool internal lenient;
    mapping(uint256 officer => mapping(uint256 date => uint256)) private _attested;
    mapping(uint256 officer => mapping(uint256 date => uint256)) private _listed;

    constructor() {
        officers.push();
        for (uint256 i = 1; i <= OFFICERS; ++i)
            officers.push(Officer(_officerKey(i), true, 0, address(0)));
    }

    // ------------------------------------------------------------------ answers

    /// It was mined before its officer is disowned since, if it is at all.
    function _isGood(Mined memory each) internal view returns (bool) {
        uint256 since = officers[each.officer].disownedSince;
        return since == 0 || each.at < since;
    }

    /// None of them is worth nothing, or a quorum of good ones is left.
    function _isGround(Mined[] storage list) internal view returns (bool) {
        uint256 good = 0;
        for (uint256 i = 0; i < list.length; ++i) if (_isGood(list[i])) ++good;
        return lenient || good == list.length || good >= quorum;
    }

    function _areAllGood(Mined[] storage list) internal view returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) if (!_isGood(list[i])) return false;
        return true;
    }

    /// Where one more attestation goes: in the place of the first that is worth nothing, else behind the
    /// last. {MOST_ATTESTED} if there is no place or the officer vouches already.
    function _placeIn(Mined[] storage list, uint256 officer) internal view returns (uint256 place) {
        place = list.length;
        if (_areAllGood(list) && list.length < quorum) return MOST_ATTESTED;
        for (uint256 i = 0; i < list.length; ++i) {
            bool isGood = _isGood(list[i]);
            if (isGood && list[i].officer == officer) return MOST_ATTESTED;
            if (!isGood && place == list.length) place = i;
        }
        // Of the first two, one that is good for its time alone keeps that time.
        if (place > 1 || list.length + place == 0) return place;
        uint256 beside = 1 - place;
        if (beside >= list.length) return place;
        bool isDisowned = officers[list[beside].officer].disownedSince != 0;
        if (!isDisowned || !_isGood(list[beside])) return place;
        if (place == list.length) return MOST_ATTESTED;
        for (place = 2; place < list.length && _isGood(list[place]); ++place) {}
    }

    function _isActive(uint256 officer) internal view returns (bool) {
        return
            officer != 0 &&
            officer < officers.length &&
            officers[officer].seated &&
            officers[officer].disownedSince == 0;
    }

    function _seated() internal view returns (uint256 count) {
        for (uint256 i = 1; i < officers.length; ++i) if (officers[i].seated) ++count;
    }

    function _active() internal view returns (uint256 count) {
        for (uint256 i = 1; i < officers.length; ++i) if (_isActive(i)) ++count;
    }

    /// Grants, links, reclassifications and recoveries that the officer has attested today.
    function _attestedToday(uint256 officer) internal view returns (uint256) {
        return _attested[officer][_today()];
    }

    /// Passes that the officer has suspended or attested anew by lists today.
    function _listedToday(uint256 officer) internal view returns (uint256) {
        return _listed[officer][_today()];
    }

    /// The token was told of every disowning.
    function _isTold(uint256 token) internal view returns (bool) {
        uint256 number = _numberOf(token);
        return number < untoldFrom || number >= untoldTo;
    }

    function _today() internal view returns (uint16) {
        return uint16((block.timestamp + 9 hours) / 1 days);
    }

    // ------------------------------------------------------------------ what happened

    function _wasAttested(IPassRecords.Attestation[] memory attestations) internal {
        for (uint256 i = 0; i < attestations.length; ++i) {
            ++_attested[attestations[i].officer][_today()];
        }
    }

    function _wasListed(uint256 officer, uint256 count) internal {
        _listed[officer][_today()] += count;
    }

    /// Mined now, all of them, in place of whatever was there.
    function _put(Mined[] storage list, IPassRecords.Attestation[] memory attestations) internal {
        while (list.length != 0) list.pop();
        for (uint256 i = 0; i < attestations.length; ++i) {
            list.push(Mined(attestations[i].officer, block.timestamp));
        }
    }

    function _copy(Mined[] storage to, Mined[] storage from) internal {
        while (to.length != 0) to.pop();
        for (uint256 i = 0; i < from.length; ++i) to.push(from[i]);
    }

    function _addTo(Mined[] storage list, uint8 officer) internal {
        uint256 place = _placeIn(list, officer);
        if (place == list.length) list.push();
        list[place] = Mined(officer, block.timestamp);
        // The first two share one time, the later.
        if (place < 2 && list.length > 1) list[1 - place].at = block.timestamp;
    }
}
