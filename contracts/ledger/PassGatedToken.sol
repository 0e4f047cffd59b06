// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassListener } from "../identity/interfaces/IPassListener.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Signatures } from "../types/Signatures.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { PassGatedLedger } from "./PassGatedLedger.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";

/// @dev Specification: {IPassGatedToken}.
abstract contract PassGatedToken is IPassGatedToken, IPassListener, PassGatedLedger {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ENROLMENT_TYPEHASH = keccak256(
        "Enrolment(address wallet,uint256 deadline)"
    );
    bytes1 private constant DOMAIN_FIELDS = 0x0f; // name, version, chain id, contract
    string private constant DOMAIN_VERSION = "1";

    // ------------------------------------------------------------------ ERC-20

    function transfer(address to, uint256 amount) external returns (bool) {
        _update(msg.sender, to, amount, Will.Holder);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed != type(uint256).max) {
            if (amount > allowed) revert ERC20InsufficientAllowance(msg.sender, allowed, amount);
            unchecked {
                // The difference stays at or above zero, checked above.
                _allowances[from][msg.sender] = allowed - amount;
            }
        }
        _update(from, to, amount, Will.Holder);
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

    function name() public view virtual returns (string memory);

    function symbol() public view virtual returns (string memory);

    // ------------------------------------------------------------------ ERC-2612, ERC-5267

    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (block.timestamp > deadline) revert PermitExpired(deadline);
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, owner, spender, value, _nonces[owner]++, deadline)
        );
        if (!Signatures.isValid(owner, _digest(structHash), v, r, s)) {
            revert PermitInvalid(owner);
        }
        _approve(owner, spender, value);
    }

    function nonces(address owner) external view returns (uint256) {
        return _nonces[owner];
    }

    // The name is ERC-2612's.
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return
            MessageHashUtils.toDomainSeparator(
                DOMAIN_FIELDS,
                name(),
                DOMAIN_VERSION,
                block.chainid,
                address(this),
                bytes32(0)
            );
    }

    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name_,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (
            DOMAIN_FIELDS,
            name(),
            DOMAIN_VERSION,
            block.chainid,
            address(this),
            bytes32(0),
            new uint256[](0)
        );
    }

    // ------------------------------------------------------------------ enrolment

    /// @inheritdoc IPassGatedToken
    function enrol(address wallet, uint256 deadline, bytes calldata signature) external {
        HolderWord word = _words[wallet];
        if (msg.sender != wallet) {
            if (block.timestamp > deadline) revert EnrolmentExpired(deadline);
            bytes32 structHash = keccak256(abi.encode(ENROLMENT_TYPEHASH, wallet, deadline));
            if (!Signatures.isValid(wallet, _digest(structHash), signature)) {
                revert EnrolmentInvalid(wallet);
            }
        }
        if (word.isEnrolled()) return;
        // A wallet without a pass gets no word: nothing could ever be told to it.
        ClassWord class = _class;
        Standing standing = _pass.enrol(wallet, class.number(), class.has(ClassWords.DOUBTED));
        if (standing.status() == PassStatus.None) revert PassNotWorking(wallet, PassStatus.None);

        _words[wallet] = _withVerdict(word, class, standing);
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
        if (word.isEnrolled()) return;
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

    /// @inheritdoc IPassGatedToken
    function pass() external view returns (IKycPass) {
        return _pass;
    }

    /// @inheritdoc IPassGatedToken
    function heldOf(address wallet) external view returns (uint256) {
        return _words[wallet].held();
    }

    /// @inheritdoc IPassGatedToken
    function frozenOf(address wallet) public view returns (uint256) {
        return _frozenUnits[wallet];
    }

    /// @inheritdoc IPassGatedToken
    function freeOf(address wallet) external view returns (uint256) {
        return _free(wallet, _words[wallet]);
    }

    /// @inheritdoc IPassGatedToken
    function isFrozen(address wallet) external view returns (bool) {
        return _words[wallet].has(HolderWords.FROZEN);
    }

    /// @inheritdoc IPassGatedToken
    function holdOf(bytes32 id) public view returns (address holder, uint256 units) {
        Hold memory hold = _holds[id];
        return (_ownerNow(hold), hold.units);
    }

    /// @inheritdoc IPassGatedToken
    function wordOf(address wallet) external view returns (HolderWord) {
        return _words[wallet];
    }

    /// @inheritdoc IPassGatedToken
    function classWord() external view returns (ClassWord) {
        return _class;
    }

    /// @inheritdoc IPassGatedToken
    function classNumber() public view returns (uint16) {
        return _class.number();
    }

    // ------------------------------------------------------------------ internals

    function _requirePass() private view {
        if (msg.sender != address(_pass)) revert NotThePass(msg.sender);
    }

    function _approve(address owner, address spender, uint256 amount) private {
        if (spender == address(0)) revert ERC20InvalidSpender(spender);
        _allowances[owner][spender] = amount;
        emit Approval(owner, spender, amount);
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(DOMAIN_SEPARATOR(), structHash);
    }
}
