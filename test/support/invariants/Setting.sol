// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import { Roles } from "../../../contracts/governance/Roles.sol";
import { IPassAnnex } from "../../../contracts/identity/interfaces/IPassAnnex.sol";
import { IPassCore } from "../../../contracts/identity/interfaces/IPassCore.sol";
import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { IYenToken } from "../../../contracts/money/interfaces/IYenToken.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityFactory } from "../../../contracts/securities/interfaces/ISecurityFactory.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { ITokenLens } from "../../../contracts/securities/interfaces/ITokenLens.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { Categories } from "../../../contracts/types/Categories.sol";
import { ClassTerms, ClassType, LegalKind } from "../../../contracts/types/ClassTerms.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PolicyWords } from "../../../contracts/types/PolicyWord.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { ContractWallet } from "../mocks/ContractWallet.sol";
import { FeeCash } from "../mocks/FeeCash.sol";
import { deploy } from "../deploy.sol";
import { vm } from "../Vm.sol";

/// A platform with three classes, ten wallets, the last two of them contracts, and two purses. Wallets,
/// purses and tokens are spoken of by index; the campaign itself is admin, registrar, guardian and
/// whatever no other key is, without delay; a second registrar, two more guardians, the yen operator and
/// the reserve attestor have keys of their own.
abstract contract Setting {
    uint256 internal constant WALLETS = 10;
    /// The last of the wallets are contracts.
    uint256 internal constant CONTRACTS = 2;
    uint256 internal constant CLASSES = 3;
    uint256 internal constant TOKENS = 4;
    /// The classes come first, then yen.
    uint256 internal constant YEN = 3;
    /// Accounts of actions, which hold yen without a pass. Their places come after the wallets', and after
    /// the one that stands for the zero address.
    uint256 internal constant PURSES = 2;
    uint256 internal constant FIRST_PURSE = WALLETS + 1;
    uint256 internal constant PLACES = FIRST_PURSE + PURSES;
    uint256 internal constant CATEGORIES = 5;

    uint256 internal constant BEGIN = 1_767_193_200; // 2026-01-01 00:00 JST
    uint16 internal constant LOCK_UP = 20_454 + 30; // 30 days later
    uint32 internal constant VETO_WINDOW = 1 days;
    uint8 internal constant QUORUM = 2;
    uint8 internal constant OFFICERS = 4;
    uint16 internal constant QUOTA = 4;
    uint16 internal constant LIST_QUOTA = 3;
    uint32 internal constant FRESHNESS = 7 days;
    uint64 internal constant REGISTRAR = 1_000;
    uint48 internal constant ACT_DELAY = 2 days;
    uint48 internal constant ACT_LIFETIME = 7 days;
    address internal constant SECOND_REGISTRAR = address(0x5ec02d);
    /// Of a third registrar, who signs consents.
    uint256 internal constant REGISTRAR_KEY = 0x5ec02e;
    address internal constant GUARDIAN = address(0x60a2d1a2);
    address internal constant SECOND_GUARDIAN = address(0x60a2d1a3);
    address internal constant YEN_OPERATOR = address(0x4e20be2);
    address internal constant RESERVE_ATTESTOR = address(0x4e20be3);
    /// The investor number of passes that stand for no investor.
    uint32 internal constant SYSTEM = type(uint32).max;
    uint256 internal constant CASH_AT_BEGIN = 1_000_000;

    uint16 internal constant JAPAN = 392;
    uint16 internal constant USA = 840;
    uint16 internal constant UK = 826;

    /// How units of a class move beyond its lot, lock-up and most investors; zero for no rule.
    struct Rules {
        bool consent;
        bool venueOnly;
        bool blockOnly;
        uint16 maturity;
        uint64 mostUnits;
        /// By the category's place.
        uint24[CATEGORIES] mostOf;
    }

    IKycPass internal immutable pass;
    ITokenLens internal immutable lens;
    IRegistrarDesk internal immutable desk;
    IYenToken internal immutable yen;
    IDvpSettlement internal immutable dvp;
    FeeCash internal immutable cash;
    IPassGatedToken[TOKENS] internal tokens;
    address[WALLETS] internal wallets;

    uint64[TOKENS] internal lots = [1, 10, 1, 1];
    uint64[TOKENS] internal caps = [1_000_000_000, 1_000_000, 3_000, 0];
    uint24[TOKENS] internal maxInvestors = [type(uint24).max, 3, 4, type(uint24).max];
    /// Last dates on which nothing moves by a holder's key; 0 for none.
    uint16[TOKENS] internal lockUps = [0, 0, LOCK_UP, 0];
    Rules[CLASSES] internal rules;

    constructor() {
        vm.warp(BEGIN);
        address authority = deploy("governance/Authority", abi.encode(this));
        address pass_ = deploy(
            "identity/KycPass",
            abi.encode(
                authority,
                deploy("identity/PassAnnex", ""),
                QUORUM,
                VETO_WINDOW,
                QUOTA,
                LIST_QUOTA
            )
        );
        lens = ITokenLens(deploy("securities/TokenLens", ""));
        address desk_ = deploy(
            "securities/RegistrarDesk",
            abi.encode(authority, pass_, lens, ACT_DELAY)
        );
        address yen_ = deploy(
            "money/YenToken",
            abi.encode(
                authority,
                pass_,
                deploy("money/YenAnnex", abi.encode(pass_, lens)),
                "Kessai Yen",
                "KJPY",
                FRESHNESS
            )
        );
        ISecurityFactory factory = ISecurityFactory(
            deploy("securities/SecurityFactory", abi.encode(authority, pass_))
        );
        address implementation = deploy(
            "securities/SecurityToken",
            abi.encode(
                pass_,
                desk_,
                deploy(
                    "securities/SecurityAnnex",
                    abi.encode(
                        pass_,
                        desk_,
                        lens,
                        deploy("securities/SecurityActions", abi.encode(pass_, desk_))
                    )
                )
            )
        );
        pass = IKycPass(pass_);
        desk = IRegistrarDesk(desk_);
        yen = IYenToken(yen_);
        dvp = IDvpSettlement(
            deploy("settlement/DvpSettlement", abi.encode(authority, pass_, yen_, 400_000))
        );
        cash = new FeeCash();

        IAccessManager(authority).grantRole(REGISTRAR, address(this), 0);
        IAccessManager(authority).grantRole(REGISTRAR, SECOND_REGISTRAR, 0);
        IAccessManager(authority).grantRole(REGISTRAR, vm.addr(REGISTRAR_KEY), 0);
        IAccessManager(authority).grantRole(Roles.PASS_GUARDIAN, GUARDIAN, 0);
        IAccessManager(authority).grantRole(Roles.PASS_GUARDIAN, SECOND_GUARDIAN, 0);
        IAccessManager(authority).grantRole(Roles.PASS_GUARDIAN, address(this), 0);
        IAccessManager(authority).grantRole(Roles.YEN_OPERATOR, YEN_OPERATOR, 0);
        IAccessManager(authority).grantRole(Roles.RESERVE_ATTESTOR, RESERVE_ATTESTOR, 0);
        IAccessManager manager = IAccessManager(authority);
        manager.setTargetFunctionRole(
            desk_,
            _one(IRegistrarDesk.veto.selector),
            Roles.PASS_GUARDIAN
        );
        manager.setTargetFunctionRole(yen_, _yenVerbs(), Roles.YEN_OPERATOR);
        manager.setTargetFunctionRole(
            yen_,
            _one(IYenAnnex.attestReserve.selector),
            Roles.RESERVE_ATTESTOR
        );
        manager.setTargetFunctionRole(pass_, _guardianVerbs(), Roles.PASS_GUARDIAN);
        pass.registerMoney(yen_);
        pass.setFactory(address(factory), true);
        for (uint256 i = 0; i < OFFICERS; ++i) pass.addOfficer(vm.addr(_officerKey(i + 1)));

        factory.setImplementation(implementation, true);
        factory.registerIssuer(REGISTRAR, uint16(CLASSES));
        for (uint16 i = 0; i < CLASSES; ++i) {
            rules[i] = _firstRules(i);
            address token = factory.open(implementation, bytes32(uint256(i + 1)), _terms(i));
            tokens[i] = IPassGatedToken(token);
        }
        tokens[YEN] = IPassGatedToken(yen_);

        for (uint256 i = 0; i < WALLETS; ++i) wallets[i] = vm.addr(_keyOf(i));
        for (uint256 i = WALLETS - CONTRACTS; i < WALLETS; ++i) {
            wallets[i] = address(new ContractWallet(vm.addr(_keyOf(i))));
        }
        for (uint256 i = 0; i < WALLETS; ++i) {
            cash.mint(wallets[i], CASH_AT_BEGIN);
            vm.prank(wallets[i]);
            cash.approve(address(dvp), type(uint256).max);
        }
    }

    /// Whom a class of this index is opened for.
    function _firstPolicy(
        uint256 class
    ) internal pure returns (uint8 admitted, uint16[] memory residences) {
        if (class == 0) return (Categories.ALL, new uint16[](0));
        if (class == 1) {
            residences = new uint16[](1);
            residences[0] = JAPAN;
            return (Categories.QII | Categories.BROKER_DEALER, residences);
        }
        residences = new uint16[](2);
        (residences[0], residences[1]) = (JAPAN, USA);
        return (Categories.GENERAL | Categories.SPECIFIED, residences);
    }

    /// How units of a class of this index move when it is opened.
    function _firstRules(uint256 class) internal pure returns (Rules memory first) {
        if (class == 1) (first.venueOnly, first.mostUnits) = (true, 1_500);
        // Of specified investors one, of general ones two.
        if (class == 2) (first.consent, first.mostOf[0], first.mostOf[4]) = (true, 1, 2);
    }

    /// The rules of a class in one word, written out from {RulesWord}'s drawing.
    function _packed(
        Rules memory each,
        uint256 lot,
        uint256 lockUp
    ) internal pure returns (RulesWord) {
        uint256 word = uint256(each.maturity) << 8;
        if (each.consent) word |= 1;
        if (each.venueOnly) word |= 2;
        if (each.blockOnly) word |= 4;
        word |= (lockUp << 24) | (lot << 40) | (uint256(each.mostUnits) << 72);
        for (uint256 i = 0; i < CATEGORIES; ++i) word |= uint256(each.mostOf[i]) << (136 + 24 * i);
        return RulesWord.wrap(word);
    }

    /// @param place A wallet, a purse, or {WALLETS} for the zero address.
    function _addressOf(uint256 place) internal view returns (address) {
        if (place < WALLETS) return wallets[place];
        return place == WALLETS ? address(0) : address(uint160(0x9a45e00 + place));
    }

    function _classAt(uint256 class) internal view returns (ISecurityToken) {
        return ISecurityToken(address(tokens[class]));
    }

    /// The token's number at KycPass.
    function _numberOf(uint256 token) internal pure returns (uint16) {
        return token == YEN ? 0 : uint16(token + 1);
    }

    function _officerKey(uint256 number) internal pure returns (uint256) {
        return 0x0ff1ce00 + number;
    }

    function _keyOf(uint256 wallet) internal pure returns (uint256) {
        return 0xa11ce00 + wallet;
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _guardianVerbs() private pure returns (bytes4[] memory verbs) {
        verbs = new bytes4[](5);
        verbs[0] = IPassCore.revoke.selector;
        verbs[1] = IPassAnnex.suspend.selector;
        verbs[2] = IPassAnnex.veto.selector;
        verbs[3] = IPassAnnex.disown.selector;
        verbs[4] = IPassAnnex.undoDisowning.selector;
    }

    function _yenVerbs() private pure returns (bytes4[] memory verbs) {
        verbs = new bytes4[](7);
        verbs[0] = IYenAnnex.mint.selector;
        verbs[1] = IYenAnnex.confirmRedemption.selector;
        verbs[2] = IYenAnnex.returnRedemption.selector;
        verbs[3] = IYenAnnex.recover.selector;
        verbs[4] = IYenAnnex.registerBankAccount.selector;
        verbs[5] = IYenAnnex.freezeWallet.selector;
        verbs[6] = IYenAnnex.freezeYen.selector;
    }

    function _one(bytes4 verb) private pure returns (bytes4[] memory verbs) {
        verbs = new bytes4[](1);
        verbs[0] = verb;
    }

    function _terms(uint16 class) private view returns (ClassTerms memory) {
        (uint8 admitted, uint16[] memory residences) = _firstPolicy(class);
        return
            ClassTerms({
                name: string.concat(
                    "Class ",
                    class == 0
                        ? "A"
                        : class == 1
                            ? "B"
                            : "C"
                ),
                symbol: "CLS",
                classType: ClassType.Bond,
                legalKind: LegalKind.TokenisedParagraph1,
                registrarRole: REGISTRAR,
                cap: caps[class],
                lot: lots[class],
                maxInvestors: maxInvestors[class],
                lockUp: JstDate.wrap(lockUps[class]),
                policy: PolicyWords.pack(admitted, residences),
                rules: _packed(rules[class], 0, 0)
            });
    }
}
