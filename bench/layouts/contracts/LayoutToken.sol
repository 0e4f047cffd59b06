// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { ClassWord, ClassWords } from "../../../contracts/types/ClassWord.sol";
import { CloneArguments } from "../../../contracts/types/CloneArguments.sol";
import { HolderWord } from "../../../contracts/types/HolderWord.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { PassStatus, Standing } from "../../../contracts/types/Standing.sol";

/// What the prototypes share: the gate of {PassGatedToken}, cut down to a transfer, with the
/// question "may this wallet?" left open. Anybody mints: this is measured, never deployed.
abstract contract LayoutToken {
    event Transfer(address indexed from, address indexed to, uint256 units);
    event Approval(address indexed owner, address indexed spender, uint256 units);

    error NotThePass(address caller);
    error PassNotWorking(address wallet, PassStatus status);
    error MayNotGain(address wallet, uint8 categories, uint16 residence);
    error TooManyInvestors(uint256 most);
    error SlowRule();
    error AllowanceTooSmall(uint256 allowed, uint256 units);

    IKycPass public immutable pass;

    ClassWord internal _class;
    mapping(address wallet => HolderWord) internal _words;
    mapping(address owner => mapping(address spender => uint256)) private _allowances;

    constructor(IKycPass pass_) {
        pass = pass_;
    }

    function initialize(uint16 number, bool) external {
        (, uint24 maxInvestors, RulesWord rules) = CloneArguments.openingOf(address(this));
        _class = ClassWords.open(maxInvestors, number).withRules(rules);
    }

    function mint(address to, uint256 units) external {
        _update(address(0), to, units);
    }

    function transfer(address to, uint256 units) external returns (bool) {
        _update(msg.sender, to, units);
        return true;
    }

    function transferFrom(address from, address to, uint256 units) external returns (bool) {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed != type(uint256).max) {
            if (units > allowed) revert AllowanceTooSmall(allowed, units);
            _allowances[from][msg.sender] = allowed - units;
        }
        _update(from, to, units);
        return true;
    }

    function approve(address spender, uint256 units) external returns (bool) {
        _allowances[msg.sender][spender] = units;
        emit Approval(msg.sender, spender, units);
        return true;
    }

    // ------------------------------------------------------------------ told by the pass

    function onPassWorsened(address wallet) external {
        _requirePass();
        _words[wallet] = _words[wallet].withoutVerdict();
    }

    function onPassesDoubted() external {
        _requirePass();
        _class = _class.withNextEpoch();
    }

    // ------------------------------------------------------------------ views

    function balanceOf(address wallet) external view returns (uint256) {
        return _words[wallet].balance();
    }

    function classNumber() public view returns (uint16) {
        return _class.number();
    }

    function termsEpoch() external view returns (uint16) {
        return _class.termsEpoch();
    }

    // ------------------------------------------------------------------ the gate

    function _update(address from, address to, uint256 units) private {
        ClassWord class = _class;
        ClassWord seen = _seen(class);
        HolderWord giver = HolderWord.wrap(0);
        HolderWord taker = _words[to];
        if (from != address(0)) giver = _withMove(from, _words[from], seen);
        taker = _withGain(to, taker, seen);
        if (block.timestamp > class.nextDate()) revert SlowRule();
        if (class.hasSlowRule(giver, taker)) revert SlowRule();

        _write(class, from, giver, to, taker, units);

        emit Transfer(from, to, units);
    }

    function _write(
        ClassWord class,
        address from,
        HolderWord giver,
        address to,
        HolderWord taker,
        uint256 units
    ) private {
        ClassWord before = class;
        uint256 holders = class.holders();
        uint256 count = holders;
        if (from == address(0)) {
            class = class.mint(units);
        } else {
            giver = giver.debit(units);
            if (giver.balance() == 0) --count;
            _words[from] = giver;
        }
        if (taker.balance() == 0) ++count;
        _words[to] = taker.credit(units);
        if (count != holders) {
            if (count > holders && count > class.max()) revert TooManyInvestors(class.max());
            class = class.withHolders(count);
        }
        if (ClassWord.unwrap(class) != ClassWord.unwrap(before)) _class = class;
    }

    /// The class word with the epoch that words are compared with.
    function _seen(ClassWord class) internal view virtual returns (ClassWord) {
        return class;
    }

    /// Requires that the wallet may move, and returns its word as it is to be written.
    function _withMove(
        address wallet,
        HolderWord word,
        ClassWord seen
    ) internal virtual returns (HolderWord);

    /// Requires that the wallet may gain, and returns its word as it is to be written.
    function _withGain(
        address wallet,
        HolderWord word,
        ClassWord seen
    ) internal virtual returns (HolderWord);

    function _requireWorking(address wallet, Standing standing) internal pure returns (Standing) {
        PassStatus status = standing.status();
        if (status != PassStatus.Working) revert PassNotWorking(wallet, status);
        return standing;
    }

    function _requireAdmitted(address wallet, Standing standing) internal view {
        if (!CloneArguments.policyOf(address(this)).admits(standing)) {
            revert MayNotGain(wallet, standing.categories(), standing.residence());
        }
    }

    function _requirePass() internal view {
        if (msg.sender != address(pass)) revert NotThePass(msg.sender);
    }
}
