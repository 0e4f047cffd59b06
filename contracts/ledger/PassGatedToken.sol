// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { IPassListener } from "../identity/interfaces/IPassListener.sol";
import { ClassWord, ClassWords } from "../types/ClassWord.sol";
import { HolderWord, HolderWords } from "../types/HolderWord.sol";
import { Signatures } from "../types/Signatures.sol";
import { PassStatus, Standing } from "../types/Standing.sol";
import { IPassGatedToken } from "./interfaces/IPassGatedToken.sol";

/// @dev Specification: {IPassGatedToken}.
abstract contract PassGatedToken is IPassGatedToken, IPassListener, IERC20Errors {
    /// Who wants the movement: the holder's key, or an office whose orders skip what binds the giver.
    enum Will {
        Holder,
        Office
    }

    struct Hold {
        address holder;
        uint64 units;
    }

    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ENROLMENT_TYPEHASH = keccak256(
        "Enrolment(address wallet,uint256 deadline)"
    );
    bytes1 private constant DOMAIN_FIELDS = 0x0f; // name, version, chain id, contract
    string private constant DOMAIN_VERSION = "1";

    IKycPass public immutable pass;

    ClassWord internal _class;
    mapping(address wallet => HolderWord) internal _words;
    mapping(address owner => mapping(address spender => uint256)) private _allowances;
    mapping(address wallet => uint256 units) private _frozenUnits;
    mapping(bytes32 id => Hold) private _holds;
    mapping(address owner => uint256) private _nonces;

    constructor(IKycPass pass_) {
        pass = pass_;
    }

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
        Standing standing = pass.enrol(wallet, _class.number());
        if (standing.status() == PassStatus.None) revert PassNotWorking(wallet, PassStatus.None);

        _words[wallet] = _withVerdict(word, _class, standing);
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
    function onPassesDoubted() external {
        _requirePass();
        _raiseEpoch();
    }

    // ------------------------------------------------------------------ views

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
        return (hold.holder, hold.units);
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

    // ------------------------------------------------------------------ the gate

    /// Every change of who owns a unit. `from` zero mints, `to` zero burns.
    function _update(address from, address to, uint256 amount, Will will) internal {
        ClassWord class = _class;
        HolderWord giver = from == address(0) ? HolderWord.wrap(0) : _words[from];
        HolderWord taker = to == address(0) ? HolderWord.wrap(0) : _words[to];
        bool changes = amount != 0 && from != to;

        // Both caches say yes, no rule beyond them has a say, no record date is due: the steady state.
        if (!class.isSettled(giver, taker, block.timestamp)) {
            if (changes) {
                if (block.timestamp > class.nextDate()) class = _taken(class);
                if (from != address(0)) giver = _saved(class, from, giver);
                if (to != address(0)) taker = _saved(class, to, taker);
            }
            (giver, taker) = _judged(class, from, giver, to, taker, amount, will);
        }

        if (changes) {
            _write(class, from, giver, to, taker, amount);
        } else if (from != address(0)) {
            _requireUnheld(from, giver, amount);
        }

        emit Transfer(from, to, amount);
    }

    /// Asks whatever has a say, and answers the words with what the pass said in them.
    function _judged(
        ClassWord class,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 amount,
        Will will
    ) private returns (HolderWord, HolderWord) {
        if (will == Will.Holder) {
            if (to == address(0)) revert ERC20InvalidReceiver(to);
            if (!giver.mayMove(class, block.timestamp)) giver = _askToMove(from, giver, class);
        }
        if (to != address(0) && !taker.mayGain(class, block.timestamp)) {
            taker = _askToGain(to, taker, class, amount != 0);
        }
        if (class.hasSlowRule(giver, taker)) {
            _requireSlowRules(class, from, giver, taker, to, amount, will);
        }
        return (giver, taker);
    }

    function _write(
        ClassWord class,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 amount
    ) private {
        ClassWord before = class;
        uint256 holders = class.holders();
        uint256 count = holders;
        if (from == address(0)) {
            class = class.mint(amount);
        } else {
            _requireUnheld(from, giver, amount);
            giver = giver.debit(amount);
            if (giver.balance() == 0) --count;
            _words[from] = giver;
        }
        if (to == address(0)) {
            class = class.burn(amount);
        } else {
            if (taker.balance() == 0) ++count;
            _words[to] = taker.credit(amount);
        }
        // The count moves once, after both sides, so that the last unit of a leaver makes room for
        // its buyer.
        if (count != holders) {
            if (count > holders && count > class.max()) revert TooManyInvestors(class.max());
            class = class.withHolders(count);
        }
        if (ClassWord.unwrap(class) != ClassWord.unwrap(before)) _class = class;
    }

    function _requireUnheld(address wallet, HolderWord word, uint256 amount) private pure {
        uint256 balance = word.balance();
        if (amount > balance) revert ERC20InsufficientBalance(wallet, balance, amount);
        unchecked {
            // HOLD-1: held never exceeds the balance.
            if (amount > balance - word.held()) {
                revert UnitsNotFree(wallet, balance - word.held(), amount);
            }
        }
    }

    /// Rules that a flag of one of the three words announced. They can only refuse.
    function _requireSlowRules(
        ClassWord class,
        address from,
        HolderWord giver,
        HolderWord taker,
        address to,
        uint256 amount,
        Will will
    ) private view {
        if (class.has(ClassWords.PAUSED) && (will == Will.Holder || from == address(0))) {
            revert TokenPaused();
        }
        if (taker.has(HolderWords.FROZEN)) revert WalletFrozen(to);
        if (will == Will.Holder) {
            if (giver.has(HolderWords.FROZEN)) revert WalletFrozen(from);
            if (giver.has(HolderWords.HAS_FROZEN_UNITS)) _requireFree(from, giver, amount);
        }
        _requireClassRules(class, from, amount, will);
    }

    function _requireFree(address wallet, HolderWord word, uint256 amount) private view {
        uint256 balance = word.balance();
        if (amount > balance) revert ERC20InsufficientBalance(wallet, balance, amount);
        uint256 free = _free(wallet, word);
        if (amount > free) revert UnitsNotFree(wallet, free, amount);
    }

    function _free(address wallet, HolderWord word) private view returns (uint256) {
        uint256 unheld = word.balance() - word.held();
        uint256 frozen = _frozenUnits[wallet];
        return unheld > frozen ? unheld - frozen : 0;
    }

    /// The pass's yes to moving, asked for; in the word that comes back it is cached. A record date
    /// alone makes no yes old.
    function _askToMove(
        address wallet,
        HolderWord word,
        ClassWord class
    ) private view returns (HolderWord) {
        if (word.recordId() != class.recordId()) {
            word = word.withRecordId(class.recordId());
            if (word.mayMove(class, block.timestamp)) return word;
        }
        return _withVerdict(word, class, _requireWorking(wallet, pass.standing(wallet)));
    }

    /// The same for gaining. A first receipt enrols the wallet, so that the pass can tell it of worse.
    function _askToGain(
        address wallet,
        HolderWord word,
        ClassWord class,
        bool written
    ) private returns (HolderWord) {
        if (word.recordId() != class.recordId()) {
            word = word.withRecordId(class.recordId());
            if (word.mayGain(class, block.timestamp)) return word;
        }
        Standing standing =
            written && !word.isEnrolled()
                ? pass.enrol(wallet, class.number())
                : pass.standing(wallet);
        _requireWorking(wallet, standing);
        if (!_admits(class, standing)) {
            revert MayNotGain(wallet, standing.categories(), standing.residence());
        }
        return _withVerdict(word, class, standing);
    }

    function _requireWorking(address wallet, Standing standing) private pure returns (Standing) {
        PassStatus status = standing.status();
        if (status != PassStatus.Working) revert PassNotWorking(wallet, status);
        return standing;
    }

    function _withVerdict(
        HolderWord word,
        ClassWord class,
        Standing standing
    ) private view returns (HolderWord) {
        return word.withVerdict(class, standing, _admits(class, standing));
    }

    /// The token's own verdict on a pass: may its wallet gain?
    function _admits(ClassWord class, Standing standing) internal view virtual returns (bool);

    /// The token's own rules that stand behind a slow flag of the class word.
    function _requireClassRules(
        ClassWord class,
        address from,
        uint256 amount,
        Will will
    ) internal view virtual;

    // ------------------------------------------------------------------ record dates

    /// A wallet's word before its amounts change: nothing in it is still to be saved for a record date.
    function _wordToChange(address wallet) private returns (HolderWord) {
        ClassWord class = _class;
        if (block.timestamp > class.nextDate()) class = _taken(class);
        return _saved(class, wallet, _words[wallet]);
    }

    function _saved(ClassWord class, address wallet, HolderWord word) private returns (HolderWord) {
        if (word.recordId() == class.recordId()) return word;
        return _save(class, wallet, word);
    }

    /// Takes the record dates that are over. A token without any never gets here, nor to {_save}.
    function _taken(ClassWord class) internal virtual returns (ClassWord) {
        return class;
    }

    /// Saves what the wallet had at the record dates since its last change.
    function _save(ClassWord, address, HolderWord word) internal virtual returns (HolderWord) {
        return word;
    }

    // ------------------------------------------------------------------ holds, freezes, switches

    function _placeHold(bytes32 id, address holder, uint256 units) internal {
        if (units == 0) revert HoldOfNothing(id);
        if (_holds[id].holder != address(0)) revert HoldAlreadyPlaced(id);
        HolderWord word = _wordToChange(holder);
        _requireUnheld(holder, word, units);

        _words[holder] = word.hold(units);
        _holds[id] = Hold(holder, uint64(units));
        emit HoldPlaced(id, holder, units);
    }

    /// Frees `units` of a hold; a hold of which nothing is left is gone.
    function _releaseHold(bytes32 id, uint256 units) internal returns (address holder) {
        Hold memory hold = _holds[id];
        holder = hold.holder;
        if (units == 0 || units > hold.units) revert HoldTooSmall(id, hold.units, units);

        _words[holder] = _wordToChange(holder).unhold(units);
        if (units == hold.units) delete _holds[id];
        else _holds[id].units = uint64(hold.units - units);
        emit HoldReleased(id, holder, units);
    }

    /// Requires what a transfer of `amount` by the holder's key would, without a receiver.
    function _requireHolderMayPart(address holder, uint256 amount) internal view {
        HolderWord word = _words[holder];
        ClassWord class = _class;
        if (!word.mayMove(class, block.timestamp)) word = _askToMove(holder, word, class);
        if (word.has(HolderWords.FROZEN)) revert WalletFrozen(holder);
        _requireFree(holder, word, amount);
    }

    function _setFrozenUnits(address wallet, uint256 units) internal {
        HolderWord word = _wordToChange(wallet);
        _frozenUnits[wallet] = units;
        _words[wallet] = word.set(HolderWords.HAS_FROZEN_UNITS, units != 0);
    }

    function _setFrozen(address wallet, bool frozen) internal {
        _words[wallet] = _words[wallet].set(HolderWords.FROZEN, frozen);
    }

    function _raiseEpoch() internal {
        _class = _class.withNextEpoch();
    }

    function _requirePass() private view {
        if (msg.sender != address(pass)) revert NotThePass(msg.sender);
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
