// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// Cash that anybody may hold; with its fee switched on, one unit less arrives than left.
contract FeeCash is ERC20("Fee Cash", "FEE") {
    bool public takesFee;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setFee(bool on) external {
        takesFee = on;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (takesFee && from != address(0) && to != address(0)) super._update(to, address(0), 1);
    }
}
