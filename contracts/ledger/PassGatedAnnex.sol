// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC165 } from "@openzeppelin/contracts/interfaces/IERC165.sol";
import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { Hold, HoldOrder, HoldPurpose, Holds } from "../types/Hold.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Signatures } from "../types/Signatures.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { Will } from "../types/Will.sol";
import { PassGatedLedger } from "./PassGatedLedger.sol";
import { IERC3009 } from "./interfaces/IERC3009.sol";
import { IERC7572 } from "./interfaces/IERC7572.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943Fungible.sol";
import { IPassGatedAnnex } from "./interfaces/IPassGatedAnnex.sol";
import { IPassGatedCore } from "./interfaces/IPassGatedCore.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";
import { ITransferRules } from "./interfaces/ITransferRules.sol";

/// @dev Specification: {IPassGatedToken}. The rarely called half of every pass-gated token's code.
abstract contract PassGatedAnnex is IPassGatedAnnex, PassGatedLedger {
    using Holds for HoldOrder;

    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ENROLMENT_TYPEHASH = keccak256(
        "Enrolment(address wallet,uint256 deadline)"
    );
    bytes32 private constant TRANSFER_TYPEHASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant RECEIVE_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant CANCEL_TYPEHASH = keccak256(
        "CancelAuthorization(address authorizer,bytes32 nonce)"
    );
    /// A promise whose executor is gone ends within this time.
    uint256 private constant MOST_HELD = 366 days;
    bytes1 private constant DOMAIN_FIELDS = 0x0f; // name, version, chain id, contract
    string private constant DOMAIN_VERSION = "1";

    ITransferRules private immutable _lens;

    constructor(ITransferRules lens_) {
        _lens = lens_;
    }

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
        bytes32 digest = _permitDigest(owner, spender, value, deadline);
        if (!Signatures.isValid(owner, digest, v, r, s)) {
            revert IPassGatedToken.PermitInvalid(owner);
        }
        _approve(owner, spender, value);
    }

    /// @inheritdoc IPassGatedAnnex
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 digest = _permitDigest(owner, spender, value, deadline);
        if (!Signatures.isValid(owner, digest, signature)) {
            revert IPassGatedToken.PermitInvalid(owner);
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
                _tokenName(),
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
            _tokenName(),
            DOMAIN_VERSION,
            block.chainid,
            address(this),
            bytes32(0),
            new uint256[](0)
        );
    }

    // ------------------------------------------------------------------ ERC-3009

    /// @inheritdoc IERC3009
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        bytes32 digest = _authorizationDigest(
            TRANSFER_TYPEHASH,
            from,
            to,
            value,
            validAfter,
            validBefore,
            nonce
        );
        _useAuthorization(from, nonce, Signatures.isValid(from, digest, v, r, s));
        _move(from, to, value, Will.Holder);
    }

    /// @inheritdoc IERC3009
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        bytes32 digest = _authorizationDigest(
            TRANSFER_TYPEHASH,
            from,
            to,
            value,
            validAfter,
            validBefore,
            nonce
        );
        _useAuthorization(from, nonce, Signatures.isValid(from, digest, signature));
        _move(from, to, value, Will.Holder);
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (msg.sender != to) revert CallerNotPayee(msg.sender, to);
        bytes32 digest = _authorizationDigest(
            RECEIVE_TYPEHASH,
            from,
            to,
            value,
            validAfter,
            validBefore,
            nonce
        );
        _useAuthorization(from, nonce, Signatures.isValid(from, digest, v, r, s));
        _move(from, to, value, Will.Holder);
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        if (msg.sender != to) revert CallerNotPayee(msg.sender, to);
        bytes32 digest = _authorizationDigest(
            RECEIVE_TYPEHASH,
            from,
            to,
            value,
            validAfter,
            validBefore,
            nonce
        );
        _useAuthorization(from, nonce, Signatures.isValid(from, digest, signature));
        _move(from, to, value, Will.Holder);
    }

    /// @inheritdoc IERC3009
    function cancelAuthorization(
        address authorizer,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        bytes32 digest = _cancelDigest(authorizer, nonce);
        _cancelAuthorization(authorizer, nonce, Signatures.isValid(authorizer, digest, v, r, s));
    }

    /// @inheritdoc IERC3009
    function cancelAuthorization(
        address authorizer,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        bytes32 digest = _cancelDigest(authorizer, nonce);
        _cancelAuthorization(authorizer, nonce, Signatures.isValid(authorizer, digest, signature));
    }

    /// @inheritdoc IERC3009
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool) {
        return _authorizations[authorizer][nonce];
    }

    // ------------------------------------------------------------------ netted

    /// @inheritdoc IPassGatedAnnex
    function transferNet(address[] calldata parties, int256[] calldata nets) external {
        if (parties.length != nets.length) {
            revert IPassGatedToken.ListsDiffer(parties.length, nets.length);
        }
        uint256 supply = _class.supply();
        _giveNet(parties, nets);
        // Whoever leaves has made room for whoever enters.
        _takeNet(parties, nets);
        // Trades that leave nothing are trades: the class's own rules have a say.
        if (_isNothing(nets)) _move(parties[0], address(0), 0, Will.Net);
        // For the gate, what one half moved was ended and what the other did was new.
        ClassWord class = _class;
        uint256 left = class.supply();
        if (left < supply) _class = class.mint(supply - left);
        else if (left > supply) _class = class.burn(left - supply);
    }

    // ------------------------------------------------------------------ enrolment

    /// @inheritdoc IPassGatedAnnex
    function enrol(address wallet, uint256 deadline, bytes calldata signature) external {
        HolderWord word = _words[wallet];
        if (msg.sender != wallet) {
            if (block.timestamp > deadline) revert IPassGatedToken.EnrolmentExpired(deadline);
            bytes32 structHash = keccak256(abi.encode(ENROLMENT_TYPEHASH, wallet, deadline));
            if (!Signatures.isValid(wallet, _digest(structHash), signature)) {
                revert IPassGatedToken.EnrolmentInvalid(wallet);
            }
        }
        if (word.isEnrolled() || word.has(HolderWords.SYSTEM_ACCOUNT)) return;
        // A wallet without a pass gets no word: nothing could ever be told to it.
        ClassWord class = _class;
        Standing standing = _pass.enrol(wallet, class.number(), class.has(ClassWords.DOUBTED));
        if (standing.status() == PassStatus.None) {
            revert IPassGatedToken.PassNotWorking(wallet, PassStatus.None);
        }

        _words[wallet] = _withVerdict(word, class, standing);
    }

    // ------------------------------------------------------------------ a holder's own holds

    /// @inheritdoc IPassGatedAnnex
    function hold(
        address holder,
        uint256 units,
        address executor,
        uint48 until,
        bytes32 salt
    ) external returns (bytes32 id) {
        HoldOrder memory order = HoldOrder({
            purpose: HoldPurpose.Trade,
            holder: holder,
            units: units,
            executor: executor,
            payee: address(0),
            until: until,
            salt: salt
        });
        if (block.timestamp > until) {
            revert IPassGatedToken.HoldEnded(order.idOf(address(this)), until);
        }
        if (until > block.timestamp + MOST_HELD) {
            revert IPassGatedToken.HoldTooLong(until, block.timestamp + MOST_HELD);
        }
        if (executor == address(0)) {
            revert IPassGatedToken.NotTheExecutor(order.idOf(address(this)), executor);
        }
        if (_class.has(ClassWords.PAUSED)) revert IPassGatedToken.TokenPaused();
        if (msg.sender != holder) {
            if (msg.sender != executor) revert IPassGatedToken.NotTheHolder(msg.sender, holder);
            _spendAllowance(holder, msg.sender, units);
        }
        _requireHolderMayPart(holder, units);
        id = _placeHold(order);
    }

    /// @inheritdoc IPassGatedAnnex
    function executeHold(bytes32 id, address to, uint256 units) external {
        Hold memory held = _holds[id];
        if (msg.sender != held.executor) {
            revert IPassGatedToken.NotTheExecutor(id, held.executor);
        }
        if (held.until != 0 && block.timestamp > held.until) {
            revert IPassGatedToken.HoldEnded(id, held.until);
        }
        // What a key promised ends with the key: a thief's promise must not outlive the recovery.
        address owner = _ownerNow(held);
        if (owner != held.holder) revert IPassGatedToken.HoldOfALostWallet(id, owner);
        _releaseHold(id, units);
        _move(owner, to, units, Will.Holder);
    }

    /// @inheritdoc IPassGatedAnnex
    function releaseHold(bytes32 id, uint256 units) external {
        Hold memory held = _holds[id];
        bool isOver = held.until != 0 && block.timestamp > held.until;
        if (!isOver && held.purpose == HoldPurpose.Trade) {
            address owner = _ownerNow(held);
            isOver = owner != held.holder && msg.sender == owner;
        }
        if (!isOver && msg.sender != held.executor) {
            revert IPassGatedToken.NotTheExecutor(id, held.executor);
        }
        _releaseHold(id, units);
    }

    // ------------------------------------------------------------------ views

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) external view returns (bool) {
        ClassWord class = _class;
        HolderWord word = _wordForVerdict(class, account);
        if (word.has(HolderWords.FROZEN)) return false;
        if (word.has(HolderWords.SYSTEM_ACCOUNT)) return true;
        return
            word.mayMove(class, block.timestamp) ||
            _pass.standingNow(account, class.has(ClassWords.DOUBTED)).status() ==
                PassStatus.Working;
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) external view returns (bool) {
        ClassWord class = _class;
        HolderWord word = _wordForVerdict(class, account);
        if (word.has(HolderWords.FROZEN)) return false;
        if (word.has(HolderWords.SYSTEM_ACCOUNT) || word.mayGain(class, block.timestamp)) {
            return true;
        }
        Standing standing = _pass.standingNow(account, class.has(ClassWords.DOUBTED));
        return standing.status() == PassStatus.Working && _admits(class, standing);
    }

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        return _lens.canTransfer(IPassGatedToken(address(this)), from, to, amount);
    }

    /// @inheritdoc IERC7943Fungible
    function getFrozenTokens(address account) external view returns (uint256) {
        return _frozenUnits[account];
    }

    /// @inheritdoc IPassGatedAnnex
    function heldOf(address wallet) external view returns (uint256) {
        return _words[wallet].held();
    }

    /// @inheritdoc IPassGatedAnnex
    function frozenOf(address wallet) external view returns (uint256) {
        return _frozenUnits[wallet];
    }

    /// @inheritdoc IPassGatedAnnex
    function freeOf(address wallet) external view returns (uint256) {
        return _free(wallet, _words[wallet]);
    }

    /// @inheritdoc IPassGatedAnnex
    function isFrozen(address wallet) external view returns (bool) {
        return _words[wallet].has(HolderWords.FROZEN);
    }

    /// @inheritdoc IPassGatedAnnex
    function holdOf(bytes32 id) external view returns (address holder, uint256 units) {
        Hold memory held = _holds[id];
        return (_ownerNow(held), held.units);
    }

    /// @inheritdoc IPassGatedAnnex
    function holdRecord(bytes32 id) external view returns (Hold memory) {
        return _holds[id];
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC20).interfaceId ||
            interfaceId == type(IERC20Metadata).interfaceId ||
            interfaceId == type(IERC20Permit).interfaceId ||
            interfaceId == type(IERC3009).interfaceId ||
            interfaceId == type(IERC5267).interfaceId ||
            interfaceId == type(IERC7572).interfaceId ||
            interfaceId == type(IERC7943Fungible).interfaceId;
    }

    // ------------------------------------------------------------------ internals

    /// Here the address is the token's: its first half has the gate.
    function _move(address from, address to, uint256 amount, Will will) internal override {
        IPassGatedCore(address(this)).moveFor(msg.sender, from, to, amount, will);
    }

    function _giveNet(address[] calldata parties, int256[] calldata nets) private {
        ClassWord class = _class;
        int256 sum;
        for (uint256 i = 0; i < nets.length; ++i) {
            int256 net = nets[i];
            uint256 given;
            unchecked {
                // No more than a balance is given or taken, so that a sum that wrapped never comes to be.
                sum += net;
                if (net >= 0) continue;
                given = uint256(-net);
            }
            address giver = parties[i];
            _spendAllowance(giver, msg.sender, given);
            HolderWord word = _words[giver];
            // Who keeps some is counted as before. All else, the gate is asked for.
            if (class.isSteady(word, block.timestamp) && given < word.balance() - word.held()) {
                _words[giver] = word.debit(given);
            } else {
                _move(giver, address(0), given, Will.Net);
                class = _class;
            }
        }
        if (sum != 0) revert IPassGatedToken.NetsNotZero(sum);
    }

    /// Pairs givers and takers in their order, for the events. Who stands beside whom means nothing: each one's
    /// sum does.
    function _takeNet(address[] calldata parties, int256[] calldata nets) private {
        ClassWord class = _class;
        uint256 next;
        address giver;
        uint256 rest;
        for (uint256 i = 0; i < nets.length; ++i) {
            int256 net = nets[i];
            if (net <= 0) continue;
            address taker = parties[i];
            uint256 taken = uint256(net);
            HolderWord word = _words[taker];
            // Who had some is counted as before.
            if (class.isSteady(word, block.timestamp) && word.balance() != 0) {
                _words[taker] = word.credit(taken);
            } else {
                if (taker == address(0)) revert ERC20InvalidReceiver(taker);
                _move(address(0), taker, taken, Will.Net);
                class = _class;
            }
            while (taken != 0) {
                for (; rest == 0; ++next) {
                    net = nets[next];
                    if (net >= 0) continue;
                    giver = parties[next];
                    rest = uint256(-net);
                }
                uint256 units = taken < rest ? taken : rest;
                emit IERC20.Transfer(giver, taker, units);
                unchecked {
                    // The lesser of the two.
                    taken -= units;
                    rest -= units;
                }
            }
        }
    }

    function _isNothing(int256[] calldata nets) private pure returns (bool) {
        for (uint256 i = 0; i < nets.length; ++i) if (nets[i] != 0) return false;
        return nets.length != 0;
    }

    function _permitDigest(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline
    ) private returns (bytes32) {
        if (block.timestamp > deadline) revert IPassGatedToken.PermitExpired(deadline);
        return
            _digest(
                keccak256(
                    abi.encode(PERMIT_TYPEHASH, owner, spender, value, _nonces[owner]++, deadline)
                )
            );
    }

    function _authorizationDigest(
        bytes32 typehash,
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce
    ) private view returns (bytes32) {
        if (block.timestamp <= validAfter) revert AuthorizationNotYetValid(validAfter);
        if (block.timestamp >= validBefore) revert AuthorizationExpired(validBefore);
        return
            _digest(
                keccak256(abi.encode(typehash, from, to, value, validAfter, validBefore, nonce))
            );
    }

    function _useAuthorization(address authorizer, bytes32 nonce, bool isValid) private {
        _spendAuthorization(authorizer, nonce, isValid);
        emit AuthorizationUsed(authorizer, nonce);
    }

    function _cancelAuthorization(address authorizer, bytes32 nonce, bool isValid) private {
        _spendAuthorization(authorizer, nonce, isValid);
        emit AuthorizationCanceled(authorizer, nonce);
    }

    function _spendAuthorization(address authorizer, bytes32 nonce, bool isValid) private {
        if (_authorizations[authorizer][nonce]) revert AuthorizationUsedBefore(authorizer, nonce);
        if (!isValid) revert AuthorizationInvalid(authorizer);
        _authorizations[authorizer][nonce] = true;
    }

    function _cancelDigest(address authorizer, bytes32 nonce) private view returns (bytes32) {
        return _digest(keccak256(abi.encode(CANCEL_TYPEHASH, authorizer, nonce)));
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(DOMAIN_SEPARATOR(), structHash);
    }

    /// A record date makes no cached yes old.
    function _wordForVerdict(ClassWord class, address wallet) private view returns (HolderWord) {
        return _words[wallet].withRecordId(class.recordId());
    }
}
