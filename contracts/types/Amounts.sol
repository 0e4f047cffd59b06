// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// Arithmetic of what holders are paid. Amounts per yen and per unit have 13 decimals, as Japanese bond terms
/// cut them; what a holder gets is whole yen. Everything is rounded down: the payer keeps the remainder.
library Amounts {
    /// One yen, or the whole of a face.
    uint256 internal constant ONE = 1e13;
    /// One, as rates of tax count.
    uint256 internal constant TAX_ONE = 100_000;

    /// Interest on one yen of face for a period, 13 decimals, the rest cut.
    /// @param rate A year's, 13 decimals.
    /// @param outstanding Share of the face that is not repaid, 13 decimals.
    /// @param days_ Days of the period that bear interest.
    /// @param of_ Days of the regular period to which it belongs.
    /// @param perYear Regular periods in a year.
    function perYen(
        uint256 rate,
        uint256 outstanding,
        uint256 days_,
        uint256 of_,
        uint256 perYear
    ) internal pure returns (uint256) {
        return Math.mulDiv(rate * outstanding, days_, of_ * perYear * ONE);
    }

    /// Yen for `units`.
    /// @param perUnit Yen for one unit, 13 decimals.
    function gross(uint256 units, uint256 perUnit) internal pure returns (uint256) {
        return (units * perUnit) / ONE;
    }

    /// @param rate Parts of {TAX_ONE}.
    function tax(uint256 yen, uint256 rate) internal pure returns (uint256) {
        return (yen * rate) / TAX_ONE;
    }

    /// The part of `yen` that falls on `part` of `whole`.
    function share(uint256 yen, uint256 part, uint256 whole) internal pure returns (uint256) {
        return (yen * part) / whole;
    }
}
