// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IKycPass } from "../identity/interfaces/IKycPass.sol";
import { PassGatedLedger } from "../ledger/PassGatedLedger.sol";
import { ClassWord } from "../types/ClassWord.sol";
import { HolderWord } from "../types/HolderWord.sol";
import { JstDate } from "../types/JstDate.sol";
import { Standing } from "../types/Standing.sol";
import { IYenToken } from "./interfaces/IYenToken.sol";

/// @dev What YenToken and its annex share: the storage, which is the token's, and its own rules.
abstract contract YenLedger is PassGatedLedger, AccessManaged {
    /// One slot: what a mint must stay within, and when a redemption was last paid.
    struct Reserve {
        uint64 yen;
        uint48 asOf;
        uint32 freshness;
        uint48 paidAt;
    }

    /// One slot: the bank's own limits, 0 for none, and what was minted on `day`.
    struct Limits {
        uint64 mostSupply;
        uint64 mostPerDay;
        uint64 mintedOnDay;
        JstDate day;
    }

    string internal _name;
    string internal _symbol;
    Reserve internal _reserve;
    Limits internal _limits;
    uint256 internal _redemptions;
    mapping(bytes32 depositReference => bool) internal _minted;
    mapping(address wallet => bytes32 accountHash) internal _bankAccounts;
    mapping(address account => address funder) internal _funders;
    address[] internal _systemAccounts;

    constructor(
        IKycPass pass_,
        address authority_
    ) PassGatedLedger(pass_) AccessManaged(authority_) {}

    function _tokenName() internal view override returns (string memory) {
        return _name;
    }

    /// Every working pass may hold money.
    function _admits(ClassWord, Standing) internal pure override returns (bool) {
        return true;
    }

    /// Money has no record dates.
    function _taken(ClassWord class) internal pure override returns (ClassWord) {
        return class;
    }

    function _save(
        ClassWord,
        address,
        HolderWord word
    ) internal pure override returns (HolderWord) {
        return word;
    }

    function _setFreshness(uint32 freshness) internal {
        if (freshness == 0) revert IYenToken.FreshnessOutOfRange(freshness);
        _reserve.freshness = freshness;
        emit IYenToken.FreshnessChanged(freshness);
    }
}
