// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// The cheat codes of the Solidity test runner that the suite uses.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 key) external pure returns (address);

    function envOr(
        string calldata name,
        string calldata otherwise
    ) external view returns (string memory);

    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);

    function getRecordedLogs() external returns (Log[] memory);

    function load(address target, bytes32 slot) external view returns (bytes32);

    function parseJsonBytes(
        string calldata json,
        string calldata key
    ) external pure returns (bytes memory);

    function prank(address sender) external;

    function readFile(string calldata path) external view returns (string memory);

    function recordLogs() external;

    function sign(
        uint256 key,
        bytes32 digest
    ) external pure returns (uint8 v, bytes32 r, bytes32 s);

    function store(address target, bytes32 slot, bytes32 value) external;

    function warp(uint256 timestamp) external;
}

Vm constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
