// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { vm } from "./Vm.sol";

error DeploymentFailed(string contract_);

/// Deploys a contract of the suite from its artifact: the code that is deployed for real, and nothing
/// to compile again for the tests.
/// @param path Its path below `contracts/`, without the ending, such as "identity/KycPass".
function deploy(string memory path, bytes memory arguments) returns (address made) {
    uint256 slash = 0;
    bytes memory letters = bytes(path);
    for (uint256 i = 0; i < letters.length; ++i) {
        if (letters[i] == "/") slash = i + 1;
    }
    bytes memory name = new bytes(letters.length - slash);
    for (uint256 i = 0; i < name.length; ++i) name[i] = letters[slash + i];
    string memory artifact = vm.readFile(
        string.concat("artifacts/contracts/", path, ".sol/", string(name), ".json")
    );
    bytes memory code = bytes.concat(vm.parseJsonBytes(artifact, ".bytecode"), arguments);
    assembly ("memory-safe") {
        made := create(0, add(code, 0x20), mload(code))
    }
    if (made == address(0)) revert DeploymentFailed(path);
}
