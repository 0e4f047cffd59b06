// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Payment in a cash token of which nothing is assumed: fee-on-transfer, rebasing and lying tokens are
/// found by what left and what arrived.
library ExactPayment {
    using SafeERC20 for IERC20;

    /// The cash token moved something else than the amount.
    error CashNotExact(address token, uint256 amount, uint256 paid, uint256 received);

    /// Pays out of the payer's allowance to this contract.
    function pay(IERC20 token, address from, address to, uint256 amount) internal {
        uint256 fromBefore = token.balanceOf(from);
        uint256 toBefore = token.balanceOf(to);
        token.safeTransferFrom(from, to, amount);
        uint256 fromAfter = token.balanceOf(from);
        uint256 toAfter = token.balanceOf(to);
        uint256 paid = fromBefore > fromAfter ? fromBefore - fromAfter : 0;
        uint256 received = toAfter > toBefore ? toAfter - toBefore : 0;
        if (paid != amount || received != amount) {
            revert CashNotExact(address(token), amount, paid, received);
        }
    }
}
