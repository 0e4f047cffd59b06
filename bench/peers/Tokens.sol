// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import { ERC20Votes } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import { Nonces } from "@openzeppelin/contracts/utils/Nonces.sol";
import { ERC20 as Erc20OfFour } from "openzeppelin-4/token/ERC20/ERC20.sol";
import { ERC20Snapshot } from "openzeppelin-4/token/ERC20/extensions/ERC20Snapshot.sol";
import { ERC20 as SoladyErc20 } from "solady/src/tokens/ERC20.sol";

/// Each library's token with nothing of ours but a mint that anybody may call.
contract OpenZeppelinToken is ERC20 {
    constructor() ERC20("Peer", "PEER") {}

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }
}

contract SoladyToken is SoladyErc20 {
    function name() public pure override returns (string memory) {
        return "Peer";
    }

    function symbol() public pure override returns (string memory) {
        return "PEER";
    }

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }
}

/// Snapshots that are taken when somebody says so.
contract OpenZeppelinSnapshotToken is ERC20Snapshot {
    constructor() Erc20OfFour("Peer", "PEER") {}

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }

    function snapshot() external {
        _snapshot();
    }
}

/// A checkpoint at every change of a balance whose owner delegated to himself.
contract OpenZeppelinVotesToken is ERC20Permit, ERC20Votes {
    constructor() ERC20("Peer", "PEER") ERC20Permit("Peer") {}

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 units) internal override(ERC20, ERC20Votes) {
        super._update(from, to, units);
    }
}
