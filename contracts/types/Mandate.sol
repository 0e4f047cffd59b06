// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What a party lets somebody instruct for it, in one asset that it gives: units that it sells, or cash that it
/// pays. What it gets for them is the delegate's to agree on.
/// @param until Last Unix second; 0 when there is none.
/// @param mostPerTrade Of the asset, in its smallest unit.
/// @param mostPerDay All trades of one day in Japan together.
struct Mandate {
    uint48 until;
    uint104 mostPerTrade;
    uint104 mostPerDay;
}
