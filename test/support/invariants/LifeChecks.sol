// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";

import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { LifeSplitActs } from "./LifeSplitActs.sol";
import { Promise } from "./Promise.sol";

/// What must be so after every step.
abstract contract LifeChecks is LifeSplitActs {
    function _checkAll() internal {
        for (uint256 class = 0; class < CLASSES; ++class) {
            _checkBook(class);
            _checkDate(class);
            if (live[class].length != 0) {
                _checkHold(class, live[class][_roll(live[class].length)]);
            }
        }
        _checkYen();
        if (payments.length != 0) {
            _checkPayment(lastPayment);
            _checkPayment(_roll(payments.length));
        }
        if (scalings.length != 0) {
            _checkScaling(scalings.length - 1);
            _checkScaling(_roll(scalings.length));
        }
    }

    // ------------------------------------------------------------------ units

    function _checkBook(uint256 class) private {
        record.checked(Promise.Sum1);
        record.checked(Promise.Hold1);
        Book storage book = books[class];
        ISecurityToken token = classes[class];
        uint256 sum;
        for (uint256 i = 0; i < WALLETS; ++i) {
            address wallet = wallets[i];
            uint256 balance = token.balanceOf(wallet);
            sum += balance;
            _breachIf(
                balance != book.balance[i],
                Promise.Sum1,
                "a balance is not what it should be"
            );
            uint256 held = token.heldOf(wallet);
            _breachIf(held > balance, Promise.Hold1, "more is held than there is");
            _breachIf(
                held != _heldOf(class, i),
                Promise.Hold1,
                "held is not the sum of live holds"
            );
            _breachIf(
                token.frozenOf(wallet) != book.frozen[i],
                Promise.Hold1,
                "what is frozen is not what was ordered"
            );
        }
        _breachIf(
            sum != token.totalSupply() || sum != book.supply,
            Promise.Sum1,
            "the supply is not the sum of balances"
        );
        _breachIf(
            token.holderCount() != _holdersOf(class),
            Promise.Sum1,
            "holders are not counted right"
        );
    }

    function _checkHold(uint256 class, uint256 place) private {
        Promised storage each = promises[place];
        (address holder, uint256 units) = classes[class].holdOf(each.id);
        _breachIf(
            holder != wallets[each.place] || units != each.units,
            Promise.Hold1,
            "a hold is not as promised"
        );
    }

    /// A record date at random is what its copy says, for a wallet at random.
    function _checkDate(uint256 class) private {
        uint256 count = copies[class].length;
        if (count == 0) return;
        uint256 place = _roll(count);
        uint16 id = uint16(place + 1);
        Copy storage copy = copies[class][place];
        (, uint256 supply, uint256 holders) = classes[class].recordAt(id);
        _breachIf(
            supply != copy.supply || holders != copy.holders,
            Promise.Sum1,
            "a record date is not its copy"
        );
        uint256 wallet = _anyPlace();
        (uint256 balance, uint256 held, uint256 frozen) = classes[class].holdingAt(
            wallets[wallet],
            id
        );
        _breachIf(
            balance != copy.balance[wallet] ||
                held != copy.held[wallet] ||
                frozen != copy.frozen[wallet],
            Promise.Sum1,
            "a holding at a record date is not its copy"
        );
    }

    // ------------------------------------------------------------------ yen

    function _checkYen() private {
        record.checked(Promise.Pay1);
        uint256 sum;
        for (uint256 i = 0; i < WALLETS; ++i) sum += _checkYenOf(wallets[i]);
        sum += _checkYenOf(ISSUER) + _checkYenOf(SECOND_PAYER) + _checkYenOf(TAX_OFFICE);
        sum += _checkYenOf(CREDITOR) + _checkYenOf(UNKNOWN_CREDITOR);
        sum += _checkYenOf(address(distribution));
        _breachIf(
            sum != IERC20(address(yen)).totalSupply() || sum != 2 * YEN_OF_PAYER,
            Promise.Sum1,
            "yen are not the sum of balances"
        );
        uint256 left;
        for (uint256 i = 0; i < payments.length; ++i) {
            Payment storage payment = payments[i];
            left += payment.funded - payment.paid - payment.collected - payment.returned;
        }
        _breachIf(
            left != yenOf[address(distribution)],
            Promise.Pay1,
            "the purse has not what its distributions have left"
        );
    }

    function _checkYenOf(address account) private returns (uint256 balance) {
        balance = IERC20(address(yen)).balanceOf(account);
        if (balance == yenOf[account]) return balance;
        record.breach(
            Promise.Pay1,
            account == address(distribution)
                ? "the purse has not what its distributions have left"
                : "somebody has not got what is his"
        );
    }

    function _checkPayment(uint256 place) internal {
        record.checked(Promise.Pay1);
        record.checked(Promise.Complete1);
        Payment storage payment = payments[place];
        IDistribution.Account memory account = distribution.accountOf(payment.id);
        _breachIf(
            account.paid != payment.paid || account.owed != payment.owed,
            Promise.Pay1,
            "paid or owed is not what it comes to"
        );
        _breachIf(
            account.national != payment.national || account.local != payment.local,
            Promise.Pay1,
            "taxes are not what they come to"
        );
        _breachIf(
            account.funded != payment.funded ||
                account.returned != payment.returned ||
                account.collected != payment.collected ||
                account.payer != payment.payer,
            Promise.Pay1,
            "what came in or went back is not what did"
        );
        uint256 given =
            uint256(account.paid) +
                account.national +
                account.local +
                account.owed +
                account.returned;
        _breachIf(given > account.funded, Promise.Pay1, "more is given than was paid in");
        _breachIf(
            account.phase != payment.phase ||
                account.done != payment.done ||
                account.supply != payment.supply,
            Promise.Complete1,
            "it is not as far as it should be"
        );
        if (account.phase == IDistribution.Phase.Complete) _checkComplete(payment, account);
        _checkDebts(payment, place);
    }

    /// Complete is: all units there were, each investor who had some.
    function _checkComplete(Payment storage payment, IDistribution.Account memory account) private {
        _breachIf(account.done != account.supply, Promise.Complete1, "complete, and not all done");
        if (payment.terms.recordId == 0) return;
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (_unitsFor(payment, i) == 0) continue;
            _breachIf(
                !distribution.isDone(payment.id, wallets[i]),
                Promise.Complete1,
                "complete, and a holder left out"
            );
        }
    }

    function _checkDebts(Payment storage payment, uint256 place) private {
        uint256 sum;
        bytes32[] storage keys = payment.owedKeys;
        for (uint256 i = 0; i < keys.length; ++i) {
            (uint256 amount, ) = distribution.owedOf(payment.id, keys[i]);
            sum += amount;
            _breachIf(
                amount != debts[place][keys[i]].amount,
                Promise.Pay1,
                "somebody is not owed what he is"
            );
        }
        bool isOpen = payment.phase != IDistribution.Phase.Returned;
        _breachIf(isOpen && sum != payment.owed, Promise.Pay1, "owed is not the sum of debts");
        uint256 wallet = _anyPlace();
        if (people[wallet].investor == 0) return;
        _breachIf(
            distribution.isDone(payment.id, wallets[wallet]) !=
                investorsDone[place][_keyOf(wallet)],
            Promise.Complete1,
            "an investor is done, or not, who should not be"
        );
    }

    // ------------------------------------------------------------------ splits

    function _checkScaling(uint256 place) private {
        record.checked(Promise.Complete1);
        Scaling storage scaling = scalings[place];
        ISplit.Run memory run = splits.runOf(scaling.id);
        _breachIf(
            run.phase != scaling.phase || run.units != scaling.units || run.done != scaling.done,
            Promise.Complete1,
            "a split is not as far as it should be"
        );
        bool isDone = run.phase == ISplit.Phase.Done;
        _breachIf(
            run.phase != ISplit.Phase.None && isDone != (run.done == run.units),
            Promise.Complete1,
            "a split is done, and not all its units"
        );
        bytes32 lent = desk.loanOf(classes[scaling.class], address(splits));
        uint256 to = lentTo[scaling.class];
        _breachIf(
            lent != (to == 0 ? bytes32(0) : scalings[to - 1].id),
            Promise.Power1,
            "a class is lent that should not be"
        );
    }
}
