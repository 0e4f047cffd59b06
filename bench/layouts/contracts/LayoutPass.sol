// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { KycPass } from "../../../contracts/identity/KycPass.sol";
import { IPassListener } from "../../../contracts/identity/interfaces/IPassListener.sol";
import { Standing } from "../../../contracts/types/Standing.sol";
import { CachedToken } from "./CachedToken.sol";

/// The pass, and what a layout needs of it besides: raising epochs and telling of better.
contract LayoutPass is KycPass {
    /// Layout C's one epoch.
    uint16 public epoch = 1;
    /// The classes again, since {KycPass} keeps its own list to itself.
    mapping(uint256 number => address token) private _tokens;

    constructor(
        address authority_,
        address annex_,
        uint8 quorum,
        uint32 vetoWindow,
        uint16 grantsPerOfficerPerDay
    ) KycPass(authority_, annex_, quorum, vetoWindow, grantsPerOfficerPerDay, 1) {}

    function follow(uint256 number, address token) external {
        _tokens[number] = token;
    }

    /// A disowning as layouts A and A' need it: each class is told.
    function doubt(uint256 first, uint256 last) external {
        for (uint256 number = first; number <= last; ++number) {
            _tellToken(_tokens[number], abi.encodeCall(IPassListener.onPassesDoubted, ()));
        }
    }

    /// A disowning as layout C needs it.
    function raiseEpoch() external {
        ++epoch;
    }

    /// What layout A' adds to a renewal: the news for each class that the wallet has a word in.
    function tellBetter(address wallet, uint256 first, uint256 last) external {
        Standing standing = this.standing(wallet);
        for (uint256 number = first; number <= last; ++number) {
            _tellToken(
                _tokens[number],
                abi.encodeCall(CachedToken.onPassImproved, (wallet, standing))
            );
        }
    }

    /// As {KycPass} tells a class.
    function _tellToken(address token, bytes memory news) private {
        uint256 needed = (LISTENER_GAS * 64) / 63 + 5_000;
        if (gasleft() < needed) revert NotEnoughGas(gasleft(), needed);
        uint256 allowance = LISTENER_GAS;
        bool reached;
        assembly ("memory-safe") {
            reached := call(allowance, token, 0, add(news, 0x20), mload(news), 0x00, 0x00)
        }
        require(reached, "a class was not reached");
    }
}
