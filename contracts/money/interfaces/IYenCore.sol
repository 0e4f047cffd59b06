// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The part of {IYenToken} that moves yen, beside {IPassGatedCore}
interface IYenCore {
    /// @notice The second half of the code.
    function annex() external view returns (address);
}
