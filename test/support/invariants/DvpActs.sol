// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { Trade } from "../../../contracts/types/Trade.sol";
import { TypedData } from "../TypedData.sol";
import { Act } from "./Act.sol";
import { Attempts } from "./Attempts.sol";
import { Promise } from "./Promise.sol";

/// Trades that two wallets sign, and whoever sends them: now, later, again, altered.
abstract contract DvpActs is Attempts {
    /// A trade as it is sent, and what is true of it.
    struct Ticket {
        Trade trade;
        bytes sellerSignature;
        bytes buyerSignature;
        uint256 seller;
        uint256 buyer;
        uint256 class;
        /// Both parties signed exactly this.
        bool isSigned;
    }

    enum TradeFault {
        None,
        NoUnits,
        NoAmount,
        OneParty,
        Early,
        Late,
        Cycle,
        StrangeClass,
        YenAsClass,
        StrangeCash,
        OtherTerms,
        UsedNonce,
        NotTheSeller,
        NotTheBuyer,
        Altered
    }

    uint256 private constant REMEMBERED = 10;

    Ticket[] private _tickets;
    mapping(bytes32 id => bool) private _settled;
    mapping(uint256 wallet => mapping(uint256 nonce => bool)) private _used;
    /// A number that the wallet has used up, 0 for none yet.
    mapping(uint256 wallet => uint256 nonce) private _lastUsed;
    uint256 private _nonces;
    bool private _cashListed;

    function _dvpAct() internal {
        uint256 kind = _roll(100);
        if (kind < 50) _settle(_newTicket());
        else if (kind < 65) _sign();
        else if (kind < 83) _settleRemembered();
        else if (kind < 89) _cancel(_anyWallet());
        else if (kind < 92) _cancelMany(_anyWallet());
        else if (kind < 94) _listCash();
        else _setFee(_chance(50));
    }

    /// Cash that takes a fee does not arrive in full: what is paid with it is refused.
    function _setFee(bool on) private {
        cash.setFee(on);
        if (!on) return;
        Ticket memory ticket = _newTicket();
        for (uint256 i = 0; i < 6 && ticket.trade.cash != address(cash); ++i) {
            ticket = _newTicket();
        }
        _settle(ticket);
    }

    // ------------------------------------------------------------------ settlement

    function _settle(Ticket memory ticket) private {
        (byHoldersKey, settling) = (true, true);
        Trade memory trade = ticket.trade;
        bytes32 id = TypedData.tradeId(trade);
        bool isYen = trade.cash == address(yen);
        (bool done, bytes memory answer) = _try(
            isYen ? Act.SettleForYen : Act.SettleForListedCash,
            RELAYER,
            address(dvp),
            abi.encodeCall(
                IDvpSettlement.settle,
                (trade, ticket.sellerSignature, ticket.buyerSignature)
            ),
            _forbidsSettlement(ticket)
        );
        record.checked(Promise.Dvp1, 1);
        if (!done) return;

        if (abi.decode(answer, (bytes32)) != id) record.breach(Promise.Dvp1, "another trade id");
        if (_settled[id]) record.breach(Promise.Dvp1, "a trade settled twice");
        _settled[id] = true;
        _use(ticket.seller, trade.sellerNonce);
        _use(ticket.buyer, trade.buyerNonce);
        // That both legs moved exactly, and nothing else did, shows when the books are compared.
        _spent(ticket.class, trade.seller, address(dvp), trade.units);
        _sawRules(ticket.class, ticket.seller, trade.units);
        _movedByKey(ticket.class, ticket.seller, ticket.buyer, trade.units);
        if (isYen) {
            _spent(YEN, trade.buyer, address(dvp), trade.amount);
            _moved(YEN, ticket.buyer, ticket.seller, trade.amount);
        } else {
            cashOf[ticket.buyer] -= trade.amount;
            cashOf[ticket.seller] += trade.amount;
        }
        _checkAllowance(ticket.class, trade.seller, address(dvp));
        _checkAllowance(YEN, trade.buyer, address(dvp));
        // At once again: it must not go through twice.
        if (_chance(50)) _settle(ticket);
    }

    function _forbidsSettlement(Ticket memory ticket) private view returns (Promise forbiddenBy) {
        Trade memory trade = ticket.trade;
        bool isYen = trade.cash == address(yen);
        if (trade.units == 0 || trade.amount == 0) return Promise.Dvp1;
        if (ticket.seller == ticket.buyer || !ticket.isSigned) return Promise.Dvp1;
        if (block.timestamp < trade.settleFrom || block.timestamp > trade.settleBy)
            return Promise.Dvp1;
        if (trade.cycle != 0) return Promise.Dvp1;
        if (trade.security != address(tokens[ticket.class])) return Promise.Dvp1;
        if (!isYen && (trade.cash != address(cash) || !_cashListed)) return Promise.Dvp1;
        if (trade.termsEpoch != books[ticket.class].termsEpoch) return Promise.Dvp1;
        if (_used[ticket.seller][trade.sellerNonce]) return Promise.Dvp1;
        if (_used[ticket.buyer][trade.buyerNonce]) return Promise.Dvp1;

        forbiddenBy = _forbidsLeg(ticket.class, ticket.seller, ticket.buyer, trade.units);
        if (forbiddenBy != Promise.None) return forbiddenBy;
        if (!_allows(ticket.class, trade.seller, address(dvp), trade.units)) return Promise.Rules;
        if (!isYen) {
            return
                cash.takesFee() || cashOf[ticket.buyer] < trade.amount
                    ? Promise.Dvp1
                    : Promise.None;
        }
        forbiddenBy = _forbidsLeg(YEN, ticket.buyer, ticket.seller, trade.amount);
        if (forbiddenBy != Promise.None) return forbiddenBy;
        return _rule(!_allows(YEN, trade.buyer, address(dvp), trade.amount));
    }

    function _forbidsLeg(
        uint256 token,
        uint256 giver,
        uint256 taker,
        uint256 units
    ) private view returns (Promise) {
        return _forbidsTransfer(token, address(dvp), giver, taker, units);
    }

    // ------------------------------------------------------------------ trades

    /// A trade that is signed now and sent some other time.
    function _sign() private {
        Ticket memory ticket = _newTicket();
        if (_tickets.length < REMEMBERED) _tickets.push(ticket);
        else _tickets[_roll(REMEMBERED)] = ticket;
    }

    /// A trade signed before: waiting, settled, cancelled, overdue, of other terms.
    function _settleRemembered() private {
        if (_tickets.length == 0) return _sign();
        _settle(_tickets[_roll(_tickets.length)]);
    }

    function _newTicket() private returns (Ticket memory ticket) {
        TradeFault fault =
            _chance(35) ? TradeFault(1 + _roll(uint256(type(TradeFault).max))) : TradeFault.None;
        ticket.class = _roll(CLASSES);
        // Often where nothing but settlement moves units.
        for (uint256 i = 0; i < 2 && !rules[ticket.class].venueOnly && _chance(35); ++i) {
            ticket.class = (ticket.class + 1) % CLASSES;
        }
        (ticket.seller, ticket.buyer) = _pairOf(ticket.class);
        if (!rules[ticket.class].consent) ticket.buyer = _buyerOf(ticket.class, ticket.seller);
        if (fault == TradeFault.OneParty) ticket.buyer = ticket.seller;

        Trade memory trade = ticket.trade;
        trade.seller = wallets[ticket.seller];
        trade.buyer = wallets[ticket.buyer];
        trade.security = address(tokens[ticket.class]);
        trade.units = uint64(_unitsToSell(ticket.class, ticket.seller));
        trade.cash = _chance(55) ? address(yen) : address(cash);
        trade.amount = 1 + _roll(_chance(10) ? 50_000 : 500);
        trade.settleFrom = uint48(block.timestamp - _roll(2) * 1 hours);
        trade.settleBy = uint48(block.timestamp + _roll(40 days));
        trade.sellerNonce = ++_nonces;
        trade.buyerNonce = ++_nonces;
        trade.termsEpoch = books[ticket.class].termsEpoch;
        trade.partialAllowed = _chance(50);
        if (_chance(50)) trade.commonReference = "reference";
        if (trade.units == 0 && fault != TradeFault.NoUnits) trade.units = lots[ticket.class];
        _spoil(trade, ticket, fault);

        bytes32 digest = TypedData.trade(address(dvp), trade);
        ticket.isSigned = true;
        ticket.sellerSignature = _sign(
            fault == TradeFault.NotTheSeller ? 0xbad : _keyOf(ticket.seller),
            digest
        );
        ticket.buyerSignature = _sign(
            fault == TradeFault.NotTheBuyer ? 0xbad : _keyOf(ticket.buyer),
            digest
        );
        if (fault == TradeFault.NotTheSeller || fault == TradeFault.NotTheBuyer) {
            ticket.isSigned = false;
        }
        if (fault == TradeFault.Altered) {
            ++trade.amount;
            ticket.isSigned = false;
        }
    }

    /// Mostly a wallet that has yen.
    function _buyerOf(uint256 class, uint256 seller) private returns (uint256 buyer) {
        buyer = _takerOf(class, seller);
        for (uint256 i = 0; i < 3 && books[YEN].accounts[buyer].balance == 0; ++i) {
            buyer = _takerOf(class, seller);
        }
    }

    /// Mostly a part of what is free.
    function _unitsToSell(uint256 class, uint256 seller) private returns (uint256) {
        uint256 most = _freeOf(class, seller) / lots[class];
        if (most == 0 || _chance(30)) return _unitsOf(class, seller);
        return lots[class] * _between(1, most < 20 ? most : 20);
    }

    function _spoil(Trade memory trade, Ticket memory ticket, TradeFault fault) private {
        if (fault == TradeFault.NoUnits) trade.units = 0;
        else if (fault == TradeFault.NoAmount) trade.amount = 0;
        else if (fault == TradeFault.Early) trade.settleFrom = uint48(block.timestamp + 1);
        else if (fault == TradeFault.Late) trade.settleBy = uint48(block.timestamp - 1);
        else if (fault == TradeFault.Cycle) trade.cycle = "cycle";
        else if (fault == TradeFault.StrangeClass) trade.security = address(0xbad);
        else if (fault == TradeFault.YenAsClass) trade.security = address(yen);
        else if (fault == TradeFault.StrangeCash) trade.cash = address(tokens[ticket.class]);
        else if (fault == TradeFault.OtherTerms) trade.termsEpoch += 1;
        else if (fault == TradeFault.UsedNonce && _chance(50))
            trade.sellerNonce = _lastUsed[ticket.seller];
        else if (fault == TradeFault.UsedNonce) trade.buyerNonce = _lastUsed[ticket.buyer];
    }

    // ------------------------------------------------------------------ cancels and lists

    function _cancel(uint256 wallet) private {
        uint256 nonce = _nonceToCancel(wallet);
        bytes memory call = abi.encodeCall(IDvpSettlement.cancel, (nonce));
        Promise forbiddenBy = _used[wallet][nonce] ? Promise.Dvp1 : Promise.None;
        if (_does(Act.CancelNonce, wallets[wallet], address(dvp), call, forbiddenBy)) {
            _use(wallet, nonce);
        }
    }

    /// Up to eight numbers in a row.
    function _cancelMany(uint256 wallet) private {
        uint256 nonce = _nonceToCancel(wallet);
        uint256 word = nonce >> 8;
        uint256 first = (nonce & 0xff) > 248 ? 248 : nonce & 0xff;
        uint256 bits = _chance(15) ? 0 : _roll(256);
        bool isNew = false;
        for (uint256 i = 0; i < 8; ++i) {
            if (bits & (1 << i) != 0 && !_used[wallet][word * 256 + first + i]) isNew = true;
        }
        bytes memory call = abi.encodeCall(IDvpSettlement.cancelMany, (word, bits << first));
        Promise forbiddenBy = isNew ? Promise.None : Promise.Dvp1;
        if (!_does(Act.CancelManyNonces, wallets[wallet], address(dvp), call, forbiddenBy)) return;
        for (uint256 i = 0; i < 8; ++i) {
            if (bits & (1 << i) != 0) _use(wallet, word * 256 + first + i);
        }
    }

    function _use(uint256 wallet, uint256 nonce) private {
        _used[wallet][nonce] = true;
        _lastUsed[wallet] = nonce;
    }

    /// Mostly a number of a trade that waits.
    function _nonceToCancel(uint256 wallet) private returns (uint256) {
        for (uint256 i = 0; i < _tickets.length; ++i) {
            if (_tickets[i].seller == wallet && _chance(50)) return _tickets[i].trade.sellerNonce;
            if (_tickets[i].buyer == wallet && _chance(50)) return _tickets[i].trade.buyerNonce;
        }
        return _roll(_nonces + 1);
    }

    function _listCash() internal {
        bool on = _cashListed ? _chance(70) : _chance(90);
        bytes memory call = abi.encodeCall(IDvpSettlement.listCash, (address(cash), on));
        if (_does(Act.ListCash, address(this), address(dvp), call, Promise.None)) _cashListed = on;
    }
}
