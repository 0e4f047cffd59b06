// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassListener } from "../identity/interfaces/IPassListener.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Standing } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { PassGatedGate } from "./PassGatedGate.sol";
import { IPassGatedCore } from "./interfaces/IPassGatedCore.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";

/// @dev Specification: {IPassGatedToken}. What is not here is in {PassGatedAnnex}.
abstract contract PassGatedToken is IPassGatedCore, IPassListener, PassGatedGate {
    // ------------------------------------------------------------------ ERC-20

    function transfer(address to, uint256 amount) external returns (bool) {
        _update(msg.sender, msg.sender, to, amount, Will.Holder);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        _update(msg.sender, from, to, amount, Will.Holder);
        return true;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    function totalSupply() external view returns (uint256) {
        return _class.supply();
    }

    function balanceOf(address wallet) external view returns (uint256) {
        return _words[wallet].balance();
    }

    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    function decimals() external pure returns (uint8) {
        return 0;
    }

    function name() external view returns (string memory) {
        return _tokenName();
    }

    // ------------------------------------------------------------------ beyond ERC-20

    /// @inheritdoc IPassGatedCore
    function batchTransfer(address[] calldata to, uint256[] calldata units) external {
        if (to.length != units.length) {
            revert IPassGatedToken.ListsDiffer(to.length, units.length);
        }
        for (uint256 i = 0; i < to.length; ++i) {
            _update(msg.sender, msg.sender, to[i], units[i], Will.Holder);
        }
    }

    /// @inheritdoc IPassGatedCore
    function moveFor(address by, address from, address to, uint256 units, Will will) external {
        if (msg.sender != address(this)) revert IPassGatedToken.NotTheTokenItself(msg.sender);
        _update(by, from, to, units, will);
    }

    // ------------------------------------------------------------------ told by the pass

    /// @inheritdoc IPassListener
    function onPassWorsened(address wallet) external {
        _requirePass();
        _words[wallet] = _words[wallet].withoutVerdict();
    }

    /// @inheritdoc IPassListener
    function onPassGranted(address wallet, Standing standing) external {
        _requirePass();
        HolderWord word = _words[wallet];
        // The purse of an action lives by no pass.
        if (word.isEnrolled() || word.has(HolderWords.SYSTEM_ACCOUNT)) return;
        _words[wallet] = _withVerdict(word, _class, standing);
    }

    /// @inheritdoc IPassListener
    function onWalletLinked(address wallet, uint32 investorId) external {
        _requirePass();
        HolderWord word = _words[wallet];
        if (word.has(HolderWords.COUNTED_APART)) return;
        if (word.balance() != 0) _walletsWithUnits[investorId] = 1;
        _words[wallet] = word.set(HolderWords.COUNTED_APART, true);
    }

    /// @inheritdoc IPassListener
    function onPassesDoubted() external {
        _requirePass();
        _class = _class.set(ClassWords.DOUBTED, true).withNextEpoch();
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IPassGatedCore
    function pass() external view returns (IKycPass) {
        return _pass;
    }

    /// @inheritdoc IPassGatedCore
    function wordOf(address wallet) external view returns (HolderWord) {
        return _words[wallet];
    }

    /// @inheritdoc IPassGatedCore
    function classWord() external view returns (ClassWord) {
        return _class;
    }

    /// @inheritdoc IPassGatedCore
    function classNumber() public view returns (uint16) {
        return _class.number();
    }

    // ------------------------------------------------------------------ internals

    function _requirePass() private view {
        if (msg.sender != address(_pass)) revert NotThePass(msg.sender);
    }

    function _move(address from, address to, uint256 amount, Will will) internal override {
        _update(msg.sender, from, to, amount, will);
    }
}
