// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title ERC-7572 (draft), text of 2024: what the contract says of itself
interface IERC7572 {
    event ContractURIUpdated();

    /// @notice Where a JSON document with name, symbol and description is; empty if nowhere.
    function contractURI() external view returns (string memory);
}
