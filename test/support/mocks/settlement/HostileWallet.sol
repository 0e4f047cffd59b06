// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// A contract wallet that answers whatever it is told to when its signature is asked for. Anybody may
/// act through it.
contract HostileWallet {
    enum Answer {
        Nothing,
        Yes,
        YesWithMuchBehind,
        WrongMagic,
        One,
        MagicInFourBytes,
        MagicWithDirt,
        Megabyte,
        Reverts,
        RevertsWithMagic,
        BurnsGas,
        YesIfRefused // calls `callee` with `callData`; yes if the refusal is `refusal`
    }

    Answer public answer;
    address public callee;
    bytes public callData;
    bytes4 public refusal;

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    function setCall(address callee_, bytes calldata callData_, bytes4 refusal_) external {
        callee = callee_;
        callData = callData_;
        refusal = refusal_;
    }

    function execute(address to, bytes calldata call_) external {
        (bool done, ) = to.call(call_);
        require(done, "call refused");
    }

    /// Not a view here, as a wallet that means harm would not care.
    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        if (answer == Answer.Yes) _return(magic, 0x20);
        if (answer == Answer.YesWithMuchBehind) _return(magic, 0x30000);
        if (answer == Answer.WrongMagic) _return(bytes32(bytes4(0xffffffff)), 0x20);
        if (answer == Answer.One) _return(bytes32(uint256(1)), 0x20);
        if (answer == Answer.MagicInFourBytes) _return(magic, 0x04);
        if (answer == Answer.MagicWithDirt) _return(magic | bytes32(uint256(1)), 0x20);
        if (answer == Answer.Megabyte) _return(magic, 0x100000);
        if (answer == Answer.Reverts) revert("no");
        if (answer == Answer.RevertsWithMagic) _revert(magic);
        while (answer == Answer.BurnsGas) {}
        if (answer == Answer.YesIfRefused) {
            (bool done, bytes memory why) = callee.call(callData);
            if (!done && bytes4(why) == refusal) _return(magic, 0x20);
        }
        _return(magic, 0);
    }

    function _return(bytes32 first, uint256 length) private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, first)
            return(start, length)
        }
    }

    function _revert(bytes32 first) private pure {
        assembly ("memory-safe") {
            mstore(0x00, first)
            revert(0x00, 0x20)
        }
    }
}
