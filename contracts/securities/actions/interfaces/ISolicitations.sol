// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../../types/JstDate.sol";

/// @title How many persons were asked (勧誘) to buy
/// @notice A small-number private placement stays one as long as few enough persons are asked, also those who do
/// not buy. Whoever asks records it here, before he asks: a recording that would go beyond the list's limit is
/// refused, and then nobody may be asked. (To take it and to stop the offering would be too late: the law counts
/// the question, not the record.) QIIs under the QII limit do not count and are not recorded.
/// @dev A person is 32 bytes that mean nothing to others, such as a hash with a secret salt: never a name's alone.
interface ISolicitations {
    /// @param most Persons asked within the window, all offerings that use the list together.
    /// @param window Days: a person counts on the day on which he was last asked and on so many days after it.
    struct ListTerms {
        uint64 role;
        uint32 most;
        uint16 window;
    }

    event SolicitationListOpened(
        bytes32 indexed list,
        uint64 indexed role,
        bytes32 name,
        uint32 most,
        uint16 window,
        address by
    );
    /// @param asked Persons within the window now.
    event SolicitationRecorded(
        bytes32 indexed list,
        bytes32 indexed person,
        JstDate date,
        uint256 asked,
        address by
    );

    error SolicitationListMalformed(bytes32 list);
    error SolicitationListKnown(bytes32 list);
    error SolicitationListUnknown(bytes32 list);
    /// @notice A person is named by 32 bytes that are not zero.
    error SolicitedPersonMissing(bytes32 list);
    /// @notice Nobody further may be asked before the window of somebody else is over.
    error TooManySolicited(bytes32 list, uint256 most, uint256 asked);

    /// @notice Opens a list for all that counts together, such as bonds of one issuer of the same kind. Its limit
    /// and its window are for good.
    /// @param role The registrar role whose classes may use it.
    /// @param window Days, 400 at most.
    /// @dev A registrar of that role. Emits {SolicitationListOpened}.
    function openSolicitationList(
        uint64 role,
        bytes32 name,
        uint32 most,
        uint16 window
    ) external returns (bytes32 list);

    /// @notice Records persons who are about to be asked today. One who was asked within the window counts once,
    /// from today on.
    /// @dev A registrar of the list's role. All or none. Emits {SolicitationRecorded} for each.
    function recordSolicitations(bytes32 list, bytes32[] calldata persons) external;

    /// @notice Persons asked within the window that ends today.
    function solicitedOf(bytes32 list) external view returns (uint256);

    /// @notice The date on which a person was last recorded; no date if never.
    function solicitedOn(bytes32 list, bytes32 person) external view returns (JstDate);

    function solicitationListOf(bytes32 list) external view returns (ListTerms memory);

    function solicitationListId(uint64 role, bytes32 name) external pure returns (bytes32);
}
