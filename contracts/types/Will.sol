// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// Who wants a movement: the holder's key, an office whose orders skip what binds the giver, or the office
/// that puts a wallet in a lost one's place, which changes nothing but the wallet.
enum Will {
    Holder,
    Office,
    Succession
}
