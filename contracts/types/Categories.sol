// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Investor categories as a set of bits. A wallet carries the four lower ones; none set is a
/// general investor (一般投資家). A class that admits general investors admits everybody, so that a
/// category lost can never open a class.
library Categories {
    uint8 internal constant SPECIFIED = 1 << 0; // 特定投資家
    uint8 internal constant QII = 1 << 1; // 適格機関投資家
    uint8 internal constant SPECIAL_BUSINESS = 1 << 2; // 特例業務対象投資家
    uint8 internal constant BROKER_DEALER = 1 << 3;
    uint8 internal constant GENERAL = 1 << 4; // 一般投資家

    uint8 internal constant ALL = 0x1f;

    /// True when a wallet of these categories is in the admitted set.
    function isAdmitted(uint8 categories, uint8 admitted) internal pure returns (bool) {
        return (categories | GENERAL) & admitted != 0;
    }
}
