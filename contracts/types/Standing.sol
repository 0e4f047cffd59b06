// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What a wallet's pass amounts to at one moment.
enum PassStatus {
    None, // no pass was ever granted
    Working,
    InVetoWindow, // granted; a pass guardian may still veto
    Expired,
    ScreeningLapsed,
    Revoked,
    Suspended, // stopped by an officer or a pass guardian, until a quorum reinstates it
    Unattested, // too few of the officers who attested it are not disowned
    Recovered // another wallet of the investor takes this one's place
}

/// The pass's answer to a token's question "may this wallet?", true from `from` to `until`.
///
///   255  125 124 121    120     119   116 115   106 105    96 95      64 63       32 31         0
///  +--------+-------+----------+---------+---------+---------+----------+-----------+------------+
///  |  free  |  tax  | counted  | status  | residen.| categ.  |   from   |   until   | investorId |
///  |        | class |  apart   |         |         |         |          |           |            |
///  +--------+-------+----------+---------+---------+---------+----------+-----------+------------+
///
/// counted apart: the wallet is not one investor of its own: the investor has several, or it is a
/// system pass.
type Standing is uint256;

using Standings for Standing global;

library Standings {
    uint256 private constant COUNTED_APART = 1 << 120;

    function pack(
        uint32 investorId_,
        uint32 from_,
        uint32 until_,
        uint8 categories_,
        uint16 residence_,
        PassStatus status_,
        bool countedApart,
        uint8 taxClass_
    ) internal pure returns (Standing) {
        return
            Standing.wrap(
                uint256(investorId_) |
                    (uint256(until_) << 32) |
                    (uint256(from_) << 64) |
                    (uint256(categories_) << 96) |
                    (uint256(residence_) << 106) |
                    (uint256(status_) << 116) |
                    (countedApart ? COUNTED_APART : 0) |
                    (uint256(taxClass_) << 121)
            );
    }

    function investorId(Standing standing) internal pure returns (uint32) {
        return uint32(Standing.unwrap(standing));
    }

    /// First second at which the answer holds.
    function from(Standing standing) internal pure returns (uint32) {
        return uint32(Standing.unwrap(standing) >> 64);
    }

    /// Last second at which the answer holds: the earliest end of what it rests on.
    function until(Standing standing) internal pure returns (uint32) {
        return uint32(Standing.unwrap(standing) >> 32);
    }

    /// `until` in the lower and `from` in the upper half, as {HolderWord} keeps them.
    function span(Standing standing) internal pure returns (uint64) {
        return uint64(Standing.unwrap(standing) >> 32);
    }

    /// The set of investor categories, as {Categories}.
    function categories(Standing standing) internal pure returns (uint8) {
        return uint8(Standing.unwrap(standing) >> 96) & 0x0f;
    }

    /// ISO 3166-1 numeric.
    function residence(Standing standing) internal pure returns (uint16) {
        return uint16(Standing.unwrap(standing) >> 106) & 0x03ff;
    }

    function status(Standing standing) internal pure returns (PassStatus) {
        return PassStatus(uint8(Standing.unwrap(standing) >> 116) & 0x0f);
    }

    /// Key of the tax table, also of a pass that does not work.
    function taxClass(Standing standing) internal pure returns (uint8) {
        return uint8(Standing.unwrap(standing) >> 121) & 0x0f;
    }

    function isCountedApart(Standing standing) internal pure returns (bool) {
        return Standing.unwrap(standing) & COUNTED_APART != 0;
    }
}
