// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityAnnex } from "../../../contracts/securities/interfaces/ISecurityAnnex.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { Act } from "./Act.sol";
import { Movements } from "./Movements.sol";
import { Promise } from "./Promise.sol";
import { Sight } from "./Sight.sol";

/// How units of a class move: changed, and changed back; who is counted as what.
abstract contract RuleActs is Movements {
    /// All that an order for other rules names.
    struct Draft {
        Rules rules;
        uint256 lot;
        uint256 lockUp;
        uint24 maxInvestors;
    }

    function _ruleAct() internal {
        uint256 kind = _roll(100);
        if (kind < 55) _setRules(_roll(CLASSES));
        else if (kind < 72) _setVenue(_roll(CLASSES), _anyVenue(), _chance(70));
        else _recount(_roll(CLASSES), _anyWallet());
    }

    // ------------------------------------------------------------------ rules

    function _setRules(uint256 class) private {
        Draft memory draft = _draft(class);
        bool isMalformed = draft.lot == 0 || caps[class] % draft.lot != 0;
        if (draft.maxInvestors == 0) isMalformed = true;
        RulesWord word = _packed(draft.rules, draft.lot, draft.lockUp);
        if (_chance(4)) {
            // A flag that nobody knows.
            word = RulesWord.wrap(RulesWord.unwrap(word) | 8);
            isMalformed = true;
        }
        bool limits = _limitsCategories(draft.rules);
        bool isUncounted = limits && !books[class].countsCategories && books[class].holders != 0;
        bool byStranger = _chance(6);

        bytes memory call = abi.encodeCall(
            IRegistrarDesk.setRules,
            (_classAt(class), word, draft.maxInvestors)
        );
        Promise forbiddenBy = _rule(isMalformed || isUncounted);
        if (byStranger) forbiddenBy = Promise.Power1;
        address sender = byStranger ? SECOND_REGISTRAR : address(this);
        if (!_does(Act.SetRules, sender, address(desk), call, forbiddenBy)) return;
        rules[class] = draft.rules;
        lots[class] = uint64(draft.lot);
        lockUps[class] = uint16(draft.lockUp);
        maxInvestors[class] = draft.maxInvestors;
        if (limits) books[class].countsCategories = true;
        for (uint256 i = 0; i < 4 && rules[class].blockOnly; ++i) _moveWhole(class);
    }

    /// In a class that moves in one block little else moves.
    function _moveWhole(uint256 class) private {
        uint256 giver = _holderOf(class);
        uint256 taker = _takerOf(class, giver);
        for (uint256 i = 0; i < 4 && books[class].accounts[taker].balance == 0; ++i) {
            taker = _takerOf(class, giver);
        }
        uint256 units = books[class].accounts[giver].balance;
        byHoldersKey = true;
        Promise forbiddenBy = _forbidsByKey(class, wallets[giver], giver, taker, units);
        Movement memory m = Movement(class, wallets[giver], giver, taker, units);
        if (!_moves(Act.Transfer, m, forbiddenBy)) return;
        _sawRules(class, giver, units);
        _movedByKey(class, giver, taker, units);
    }

    /// The first rules, none, or those of now; mostly with one of them changed.
    function _draft(uint256 class) private returns (Draft memory draft) {
        uint256 kind = _roll(100);
        draft = Draft(rules[class], lots[class], lockUps[class], maxInvestors[class]);
        if (kind < 35) draft.rules = _firstRules(class);
        else if (kind < 75) draft.rules = _noRules();
        if (kind < 60) (draft.lot, draft.lockUp) = (_firstLot(class), 0);
        if (draft.maxInvestors == 0 || kind < 60) draft.maxInvestors = _firstMaxInvestors(class);
        if (!_chance(85)) return draft;

        Rules memory each = draft.rules;
        kind = _roll(100);
        if (kind < 10) each.consent = !each.consent;
        else if (kind < 20) each.venueOnly = !each.venueOnly;
        else if (kind < 32) each.blockOnly = !each.blockOnly;
        else if (kind < 44) each.maturity = uint16(_chance(15) ? 0 : _today() - 2 + _roll(30));
        else if (kind < 56) each.mostUnits = uint64(_anyBalance(class) + _roll(3) * 50);
        else if (kind < 68) each.mostOf[_roll(CATEGORIES)] = uint24(1 + _roll(2));
        else if (kind < 88) draft.lot = [uint256(0), 2, 4, 5, 7, 10, 20, 25][_roll(8)];
        else if (kind < 93) draft.lockUp = _today() + _roll(9);
        else draft.maxInvestors = uint24(_roll(8));
    }

    function _noRules() private pure returns (Rules memory none) {}

    function _firstLot(uint256 class) private pure returns (uint256) {
        return class == 1 ? 10 : 1;
    }

    function _firstMaxInvestors(uint256 class) private pure returns (uint24) {
        return class == 0 ? type(uint24).max : uint24(2 + class);
    }

    function _anyBalance(uint256 class) private returns (uint256) {
        return books[class].accounts[_holderOf(class)].balance;
    }

    function _limitsCategories(Rules memory each) private pure returns (bool) {
        for (uint256 i = 0; i < CATEGORIES; ++i) if (each.mostOf[i] != 0) return true;
        return false;
    }

    // ------------------------------------------------------------------ venues

    /// Mostly settlement; also who sends what others signed, and a wallet.
    function _anyVenue() private returns (address) {
        uint256 kind = _roll(10);
        if (kind < 5) return address(dvp);
        return kind < 7 ? RELAYER : wallets[_anyWallet()];
    }

    function _setVenue(uint256 class, address venue, bool named) internal {
        bytes memory call = abi.encodeCall(
            IRegistrarDesk.setVenue,
            (_classAt(class), venue, named)
        );
        bool byStranger = _chance(5);
        address sender = byStranger ? SECOND_REGISTRAR : address(this);
        Promise forbiddenBy = byStranger ? Promise.Power1 : Promise.None;
        if (_does(Act.SetVenue, sender, address(desk), call, forbiddenBy)) {
            books[class].venues[venue] = named;
        }
    }

    // ------------------------------------------------------------------ counts

    /// Anybody has a holder counted by what he is now.
    function _recount(uint256 class, uint256 wallet) private {
        for (uint256 i = 0; i < 8 && books[class].accounts[wallet].balance == 0; ++i) {
            wallet = _anyWallet();
        }
        bytes memory call = abi.encodeCall(ISecurityAnnex.recount, (wallets[wallet]));
        Promise forbiddenBy = _works(wallet) ? Promise.None : Promise.Elig2;
        uint256 before = books[class].countedAs[truths[wallet].investorId];
        if (!_does(Act.Recount, RELAYER, address(tokens[class]), call, forbiddenBy)) return;
        _recounted(class, wallet);
        if (before != books[class].countedAs[truths[wallet].investorId]) {
            record.saw(Sight.CountedAnew);
        }
    }
}
