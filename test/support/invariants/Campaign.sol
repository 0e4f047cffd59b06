// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassWord } from "../../../contracts/types/ClassWord.sol";
import { vm } from "../Vm.sol";
import { Attempts } from "./Attempts.sol";
import { Checks } from "./Checks.sol";
import { DvpActs } from "./DvpActs.sol";
import { HolderActs } from "./HolderActs.sol";
import { OrderActs } from "./OrderActs.sol";
import { PassActs } from "./PassActs.sol";
import { Random } from "./Random.sol";
import { Record } from "./Record.sol";
import { RecordDateActs } from "./RecordDateActs.sol";
import { RegistrarActs } from "./RegistrarActs.sol";
import { YenActs } from "./YenActs.sol";

/// One run: a platform of its own, and a random life on it that depends on the seed alone.
contract Run is
    PassActs,
    HolderActs,
    RegistrarActs,
    OrderActs,
    RecordDateActs,
    YenActs,
    DvpActs,
    Checks
{
    constructor(Record record_, uint256 seed) Attempts(record_) Random(seed) {
        doubted = TOKENS;
    }

    /// A first day: passes for most wallets, units and yen for those that may have them.
    function begin() external {
        for (uint256 i = 0; i < WALLETS - 2; ++i) {
            _grant(i < 3 ? i : i + 1, _anyClaims(), i % 2 == 0, Fault.None);
            // The officers' quota is a day's.
            if (i % 3 == 2) _wait(1 days);
        }
        _wait(VETO_WINDOW);
        _attestReserve();
        _listCash();
        for (uint256 i = 0; i < WALLETS; ++i) {
            for (uint256 token = 0; token < TOKENS; ++token) {
                _allow(token, i, address(dvp), type(uint256).max);
                if (token == YEN) _mint(i);
                else _issue(token, i);
            }
        }
        _checkAll();
    }

    /// Sets every token's pass epoch to one of the last three, as after many disownings. The words of
    /// the first day stay as they are: should an epoch wrap, their old yes would count again.
    function raiseEpochs() external {
        uint256 field = uint256(type(uint16).max) << 208;
        for (uint256 token = 0; token < TOKENS; ++token) {
            uint256 word = ClassWord.unwrap(tokens[token].classWord());
            bytes32 slot = _slotOfClassWord(token);
            uint256 epoch = type(uint16).max - _roll(3);
            vm.store(address(tokens[token]), slot, bytes32((word & ~field) | (epoch << 208)));
        }
    }

    /// @param isLate The run nears its end: classes may close.
    function step(bool isLate) external {
        uint256 kind = _roll(100);
        if (kind < 18) _passAct();
        else if (kind < 44) _holderAct();
        else if (kind < 56) _registrarAct(isLate);
        else if (kind < 67) _orderAct();
        else if (kind < 69) _recordDateAct();
        else if (kind < 79) _yenAct();
        else if (kind < 94) _dvpAct();
        else _timeAct();
        _checkAll();
    }

    function _slotOfClassWord(uint256 token) private view returns (bytes32 slot) {
        bytes32 word = bytes32(ClassWord.unwrap(tokens[token].classWord()));
        while (vm.load(address(tokens[token]), slot) != word) slot = bytes32(uint256(slot) + 1);
    }
}

/// Many runs, written into one record.
abstract contract Campaign {
    uint256 private constant STEPS = 500;
    uint256 private constant SHORT = 16;
    uint256 private constant LONG = 240;

    Record internal record;

    function _campaign(bytes32 seed, bool atLastEpochs) internal {
        uint256 only = vm.envOr("KESSAI_FUZZ_RUN", uint256(0));
        record = new Record(only != 0);
        uint256 runs = _isLong() ? LONG : SHORT;
        uint256 first = only == 0 ? 1 : only;
        uint256 last = only == 0 ? runs : only;
        for (uint256 i = first; i <= last; ++i) {
            record.stepBegins(i, 0);
            Run run = new Run(record, uint256(keccak256(abi.encode(seed, i))));
            run.begin();
            if (atLastEpochs) run.raiseEpochs();
            uint256 breaches = record.totalBreaches();
            for (uint256 step = 1; step <= STEPS; ++step) {
                // What follows a breach says nothing: the truth no longer fits.
                if (record.totalBreaches() != breaches) return;
                record.stepBegins(i, step);
                run.step(step > (STEPS * 4) / 5);
            }
        }
    }

    function _isLong() private view returns (bool) {
        return keccak256(bytes(vm.envOr("KESSAI_FUZZ", string("")))) == keccak256("long");
    }
}
