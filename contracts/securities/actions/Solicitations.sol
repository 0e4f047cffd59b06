// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Roles } from "../../governance/Roles.sol";
import { JstDate, JstDates } from "../../types/JstDate.sol";
import { ISolicitations } from "./interfaces/ISolicitations.sol";

/// @dev Specification: {ISolicitations}.
abstract contract Solicitations is ISolicitations {
    /// @param asked Persons on the dates from `first` on.
    /// @param first Place of the first date that is not over.
    struct Count {
        uint32 asked;
        uint32 first;
    }

    uint16 private constant MOST_WINDOW = 400;

    mapping(bytes32 list => ListTerms) private _lists;
    mapping(bytes32 list => Count) private _counts;
    /// Ascending.
    mapping(bytes32 list => JstDate[]) private _dates;
    mapping(bytes32 list => mapping(JstDate date => uint32 persons)) private _askedOn;
    mapping(bytes32 list => mapping(bytes32 person => JstDate)) private _lastAsked;

    /// @inheritdoc ISolicitations
    function openSolicitationList(
        uint64 role,
        bytes32 name,
        uint32 most,
        uint16 window
    ) external returns (bytes32 list) {
        list = solicitationListId(role, name);
        if (!Roles.isRegistrar(role) || most == 0 || window == 0 || window > MOST_WINDOW) {
            revert SolicitationListMalformed(list);
        }
        _requireMember(role, msg.sender);
        if (_lists[list].most != 0) revert SolicitationListKnown(list);

        _lists[list] = ListTerms(role, most, window);
        emit SolicitationListOpened(list, role, name, most, window, msg.sender);
    }

    /// @inheritdoc ISolicitations
    function recordSolicitations(bytes32 list, bytes32[] calldata persons) external {
        ListTerms memory terms = _requireList(list);
        _requireMember(terms.role, msg.sender);
        JstDate today = JstDates.dateAt(block.timestamp);
        Count memory count = _countAt(list, terms.window, today);
        JstDate[] storage dates = _dates[list];
        if (dates.length == 0 || dates[dates.length - 1].isBefore(today)) dates.push(today);
        uint32 askedToday = _askedOn[list][today];

        for (uint256 i = 0; i < persons.length; ++i) {
            bytes32 person = persons[i];
            if (person == 0) revert SolicitedPersonMissing(list);
            JstDate last = _lastAsked[list][person];
            if (JstDate.unwrap(last) != JstDate.unwrap(today)) {
                // Whoever counts still counts from today on, and no less long for having been asked before.
                if (_isOver(last, terms.window, today)) {
                    if (++count.asked > terms.most) {
                        revert TooManySolicited(list, terms.most, count.asked);
                    }
                } else {
                    --_askedOn[list][last];
                }
                _lastAsked[list][person] = today;
                ++askedToday;
            }
            emit SolicitationRecorded(list, person, today, count.asked, msg.sender);
        }
        _askedOn[list][today] = askedToday;
        _counts[list] = count;
    }

    /// @inheritdoc ISolicitations
    function solicitedOf(bytes32 list) public view returns (uint256) {
        return _countAt(list, _lists[list].window, JstDates.dateAt(block.timestamp)).asked;
    }

    /// @inheritdoc ISolicitations
    function solicitedOn(bytes32 list, bytes32 person) external view returns (JstDate) {
        return _lastAsked[list][person];
    }

    /// @inheritdoc ISolicitations
    function solicitationListOf(bytes32 list) external view returns (ListTerms memory) {
        return _lists[list];
    }

    /// @inheritdoc ISolicitations
    function solicitationListId(uint64 role, bytes32 name) public pure returns (bytes32) {
        return keccak256(abi.encode(role, name));
    }

    /// A key of the role whose orders need not be announced.
    function _requireMember(uint64 role, address key) internal view virtual;

    function _requireList(bytes32 list) internal view returns (ListTerms memory terms) {
        terms = _lists[list];
        if (terms.most == 0) revert SolicitationListUnknown(list);
    }

    /// The count without the dates that are over by now.
    function _countAt(
        bytes32 list,
        uint16 window,
        JstDate today
    ) private view returns (Count memory count) {
        count = _counts[list];
        JstDate[] storage dates = _dates[list];
        uint256 length = dates.length;
        while (count.first < length) {
            JstDate date = dates[count.first];
            if (!_isOver(date, window, today)) break;
            count.asked -= _askedOn[list][date];
            ++count.first;
        }
    }

    /// No date was over long ago.
    function _isOver(JstDate date, uint16 window, JstDate today) private pure returns (bool) {
        return uint256(JstDate.unwrap(date)) + window < JstDate.unwrap(today);
    }
}
