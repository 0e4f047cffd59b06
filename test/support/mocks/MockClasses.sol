// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassListener } from "../../../contracts/identity/interfaces/IPassListener.sol";
import { PassStatus, Standing } from "../../../contracts/types/Standing.sol";

/// A class as KycPass sees one. Broken until it is mended; mended, it notes what it is told.
abstract contract MockClass is IPassListener {
    struct News {
        uint64 times;
        uint64 standingFrom;
        PassStatus statusThen;
        PassStatus statusGranted;
    }

    IKycPass private immutable _pass;
    bool private _isMended;
    mapping(address wallet => News) public newsOf;

    constructor(IKycPass pass_) {
        _pass = pass_;
    }

    function mend() external {
        _isMended = true;
    }

    function enrol(address wallet, uint16 number) external returns (Standing) {
        return _pass.enrol(wallet, number, false);
    }

    function onPassWorsened(address wallet) external {
        if (!_isMended) _break(_pass, wallet);
        News storage news = newsOf[wallet];
        ++news.times;
        news.statusThen = _pass.standing(wallet).status();
    }

    function onPassGranted(address wallet, Standing standing) external {
        if (!_isMended) _break(_pass, wallet);
        newsOf[wallet].standingFrom = standing.from();
        newsOf[wallet].statusGranted = standing.status();
    }

    function onWalletLinked(address wallet, uint32) external {
        if (!_isMended) _break(_pass, wallet);
        ++newsOf[wallet].times;
    }

    function onPassesDoubted() external {
        if (!_isMended) _break(_pass, address(0));
        ++newsOf[address(0)].times;
    }

    function _break(IKycPass pass, address wallet) internal virtual;
}

contract SoundClass is MockClass {
    constructor(IKycPass pass_) MockClass(pass_) {}

    function _break(IKycPass, address) internal override {}
}

contract LoopingClass is MockClass {
    uint256 private _turns;

    constructor(IKycPass pass_) MockClass(pass_) {}

    function _break(IKycPass, address) internal override {
        while (true) ++_turns;
    }
}

contract RevertingClass is MockClass {
    error Broken();

    constructor(IKycPass pass_) MockClass(pass_) {}

    function _break(IKycPass, address) internal pure override {
        revert Broken();
    }
}

/// Returns as many bytes as it was made with, or reverts with them.
contract LoudClass is MockClass {
    uint256 private immutable _length;
    bool private immutable _reverts;

    constructor(IKycPass pass_, uint256 length, bool reverts) MockClass(pass_) {
        _length = length;
        _reverts = reverts;
    }

    function _break(IKycPass, address) internal view override {
        uint256 length = _length;
        if (_reverts) {
            assembly ("memory-safe") {
                revert(0, length)
            }
        }
        assembly ("memory-safe") {
            return(0, length)
        }
    }
}

/// Enrols the wallet once more while it is told.
contract EnrollingClass is MockClass {
    uint16 private immutable _number;

    constructor(IKycPass pass_, uint16 number) MockClass(pass_) {
        _number = number;
    }

    function _break(IKycPass pass, address wallet) internal override {
        pass.enrol(wallet, _number, false);
    }
}

/// Has KycPass tell it again while it is told.
contract ReenteringClass is MockClass {
    uint16 private immutable _number;

    constructor(IKycPass pass_, uint16 number) MockClass(pass_) {
        _number = number;
    }

    function _break(IKycPass pass, address wallet) internal override {
        uint16[] memory numbers = new uint16[](1);
        numbers[0] = _number;
        pass.sync(wallet, numbers);
    }
}
