// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A cash token that anybody mints and that does what it is told to when cash should move.
contract LyingCash is ERC20 {
    enum Lie {
        None,
        ReturnsFalse, // and moves nothing
        ReturnsFalseYetMoves,
        ReturnsNothing, // like USDT
        MovesNothing,
        MovesNothingAndReturnsNothing,
        TakesFee, // out of what arrives
        TakesFeeOnTop, // from the payer
        PaysSomebodyElse,
        PaysTooMuch,
        GrowsBoth, // a rebase in the middle of a payment
        ShrinksBoth,
        ReturnsMuch,
        ReturnsTwo,
        RevertsWithMuch,
        BurnsGas,
        CallsFirst, // `callee` with `callData`, then moves
        CallsOrRefuses // the same, but moves nothing if that call was refused
    }

    Lie public lie;
    address public callee;
    bytes public callData;
    /// What the call made by CallsFirst came to.
    bool public called;
    bytes4 public refusal;

    constructor(Lie lie_) ERC20("Lying cash", "LIE") {
        lie = lie_;
    }

    function setLie(Lie lie_) external {
        lie = lie_;
    }

    function setCall(address callee_, bytes calldata callData_) external {
        callee = callee_;
        callData = callData_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (lie == Lie.ReturnsFalse) return false;
        if (lie == Lie.MovesNothing) return true;
        if (lie == Lie.MovesNothingAndReturnsNothing) _answer(0);
        if (lie == Lie.RevertsWithMuch) _refuse(100_000);
        if (lie == Lie.BurnsGas) _burnGas();
        if (lie == Lie.CallsFirst) _callFirst();
        if (lie == Lie.CallsOrRefuses) _callOrRefuse();

        super.transferFrom(from, lie == Lie.PaysSomebodyElse ? address(this) : to, amount);

        if (lie == Lie.TakesFee) _transfer(to, address(this), 1);
        if (lie == Lie.TakesFeeOnTop) _transfer(from, address(this), 1);
        if (lie == Lie.PaysTooMuch) _mint(to, 1);
        if (lie == Lie.GrowsBoth) _rebase(from, to, true);
        if (lie == Lie.ShrinksBoth) _rebase(from, to, false);
        if (lie == Lie.ReturnsNothing) _answer(0);
        if (lie == Lie.ReturnsMuch) _answer(100_000);
        if (lie == Lie.ReturnsTwo) _answerTwo();
        return lie != Lie.ReturnsFalseYetMoves;
    }

    function _rebase(address from, address to, bool up) private {
        _rebaseOne(from, up);
        _rebaseOne(to, up);
    }

    function _rebaseOne(address wallet, bool up) private {
        uint256 tenth = balanceOf(wallet) / 10;
        if (up) _mint(wallet, tenth);
        else _burn(wallet, tenth);
    }

    function _callFirst() private {
        bytes memory answer;
        (called, answer) = callee.call(callData);
        if (!called) refusal = bytes4(answer);
    }

    function _callOrRefuse() private {
        (bool done, bytes memory answer) = callee.call(callData);
        require(done, string(answer));
    }

    function _burnGas() private pure {
        while (true) {}
    }

    /// A first word that says true, in an answer of so many bytes.
    function _answer(uint256 length) private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, 1)
            return(start, length)
        }
    }

    function _answerTwo() private pure {
        assembly ("memory-safe") {
            mstore(0x00, 2)
            return(0x00, 0x20)
        }
    }

    function _refuse(uint256 length) private pure {
        assembly ("memory-safe") {
            revert(mload(0x40), length)
        }
    }
}
