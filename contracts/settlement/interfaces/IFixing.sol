// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../types/JstDate.sol";

/// @title Fixings: rates from outside, by date
/// @notice Reporters sign what a source published for a date; anyone sends their reports while the window is
/// open. After it the median of all of them is the fixing, if there are enough: nobody chooses which reports
/// count. With fewer there is no fixing of that date, for good; who needs one names what he falls back to.
/// @dev Rates are in millionths a year (2,500 is 0.25 %), and may be negative. EIP-712 domain: name "Kessai
/// Fixing", version "1", this chain, this contract; type `Report(bytes32 index,uint16 date,int64 rate,bytes32
/// source)`.
interface IFixing {
    /// What is asked of one index.
    /// @param quorum Fewest reports, 2 or more.
    /// @param window How long after the end of the date reports are taken, in seconds.
    /// @param mostAge Days that {rateOrPrevious} looks back, 31 at most.
    struct IndexTerms {
        uint8 quorum;
        uint32 window;
        uint8 mostAge;
    }

    event IndexChanged(bytes32 indexed index, IndexTerms terms);
    event RateReported(
        bytes32 indexed index,
        JstDate indexed date,
        address indexed reporter,
        int64 rate,
        bytes32 source
    );
    event RateFixed(bytes32 indexed index, JstDate indexed date, int64 rate, uint256 reports);

    error IndexUnknown(bytes32 index);
    error IndexTermsOutOfRange(IndexTerms terms);
    error ReportInvalid(address reporter, bytes32 index, JstDate date);
    error NotAReporter(address reporter);
    error ReportedBefore(address reporter, bytes32 index, JstDate date);
    /// @notice Reports are taken from the date's first second to its window's last.
    error OutsideTheWindow(uint256 opens, uint256 closes, uint256 now_);
    error WindowStillOpen(uint256 closes);
    error TooManyReports(bytes32 index, JstDate date);
    error TooFewReports(bytes32 index, JstDate date, uint256 reports, uint256 quorum);
    error FixedBefore(bytes32 index, JstDate date);
    /// @notice There is none. {rateOrPrevious} is the fallback that has a name.
    error NoFixing(bytes32 index, JstDate date);

    /// @notice Takes a reporter's signed report. Anyone may send it.
    /// @dev The reporter holds the rate reporter's role. One report each for an index and date; 16 at most.
    function report(
        bytes32 index,
        JstDate date,
        int64 rate,
        bytes32 source,
        address reporter,
        bytes calldata signature
    ) external;

    /// @notice Fixes the median of the reports that were taken; of an even number the lower of the two in
    /// the middle. Anyone, once the window is over. Reports of a key that lost its role since do not count.
    function fix(bytes32 index, JstDate date) external returns (int64 rate);

    /// @dev Admin, after its delay. For dates that are not fixed yet.
    function setIndex(bytes32 index, IndexTerms calldata terms) external;

    /// @notice The fixing of that very date.
    function rateOf(bytes32 index, JstDate date) external view returns (int64);

    /// @notice The last fixing at or before that date, not older than the index's age.
    /// @return rate The fixing.
    /// @return of_ The date that it is of.
    function rateOrPrevious(
        bytes32 index,
        JstDate date
    ) external view returns (int64 rate, JstDate of_);

    function termsOf(bytes32 index) external view returns (IndexTerms memory);

    function reportsOf(bytes32 index, JstDate date) external view returns (uint256);
}
