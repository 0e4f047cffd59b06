// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Amounts } from "../../../contracts/types/Amounts.sol";

/// Calls the arithmetic of payments for many cases at once.
contract AmountsHarness {
    uint256 private constant GIVEN = 10;
    uint256 private constant FOUND = 5;

    /// @param given Of each case rate, outstanding, days, of, per year, face, units, part, national, local.
    /// @return found Of each case per yen, gross, national, local, share.
    function payments(uint256[] calldata given) external pure returns (uint256[] memory found) {
        found = new uint256[]((given.length / GIVEN) * FOUND);
        uint256 at = 0;
        for (uint256 i = 0; i < given.length; i += GIVEN) {
            uint256 perYen = Amounts.perYen(
                given[i],
                given[i + 1],
                given[i + 2],
                given[i + 3],
                given[i + 4]
            );
            uint256 gross = Amounts.gross(given[i + 6], given[i + 5] * perYen);
            uint256 national = Amounts.tax(gross, given[i + 8]);
            uint256 local = Amounts.tax(gross, given[i + 9]);
            found[at++] = perYen;
            found[at++] = gross;
            found[at++] = national;
            found[at++] = local;
            found[at++] = Amounts.share(gross - national - local, given[i + 7], given[i + 6]);
        }
    }
}
