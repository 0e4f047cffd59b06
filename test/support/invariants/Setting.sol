// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import { Roles } from "../../../contracts/governance/Roles.sol";
import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
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
import { ContractWallet } from "../mocks/ContractWallet.sol";
import { FeeCash } from "../mocks/FeeCash.sol";
import { deploy } from "../deploy.sol";
import { vm } from "../Vm.sol";

/// A platform with three classes, and eight wallets, the last of them a contract. Wallets and tokens
/// are spoken of by index; the campaign itself holds every role, without delay, but the
/// pass guardian's at the desk.
abstract contract Setting {
    uint256 internal constant WALLETS = 8;
    uint256 internal constant CLASSES = 3;
    uint256 internal constant TOKENS = 4;
    /// The classes come first, then yen.
    uint256 internal constant YEN = 3;

    uint256 internal constant BEGIN = 1_767_193_200; // 2026-01-01 00:00 JST
    uint16 internal constant LOCK_UP = 20_454 + 30; // 30 days later
    uint32 internal constant VETO_WINDOW = 1 days;
    uint8 internal constant QUORUM = 2;
    uint8 internal constant OFFICERS = 3;
    uint16 internal constant QUOTA = 4;
    uint32 internal constant FRESHNESS = 7 days;
    uint64 internal constant REGISTRAR = 1_000;
    uint48 internal constant ACT_DELAY = 2 days;
    uint48 internal constant ACT_LIFETIME = 7 days;
    address internal constant SECOND_REGISTRAR = address(0x5ec02d);
    address internal constant GUARDIAN = address(0x60a2d1a2);
    uint256 internal constant CASH_AT_BEGIN = 1_000_000;

    uint16 internal constant JAPAN = 392;
    uint16 internal constant USA = 840;
    uint16 internal constant UK = 826;

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

    constructor() {
        vm.warp(BEGIN);
        address authority = deploy("governance/Authority", abi.encode(this));
        address pass_ = deploy(
            "identity/KycPass",
            abi.encode(authority, QUORUM, VETO_WINDOW, QUOTA)
        );
        lens = ITokenLens(deploy("securities/TokenLens", ""));
        address desk_ = deploy(
            "securities/RegistrarDesk",
            abi.encode(authority, pass_, lens, ACT_DELAY)
        );
        address yen_ = deploy(
            "money/YenToken",
            abi.encode(authority, pass_, "Kessai Yen", "KJPY", FRESHNESS)
        );
        ISecurityFactory factory = ISecurityFactory(
            deploy("securities/SecurityFactory", abi.encode(authority, pass_))
        );
        address implementation = deploy("securities/SecurityToken", abi.encode(pass_, desk_));
        pass = IKycPass(pass_);
        desk = IRegistrarDesk(desk_);
        yen = IYenToken(yen_);
        dvp = IDvpSettlement(
            deploy("settlement/DvpSettlement", abi.encode(authority, pass_, yen_))
        );
        cash = new FeeCash();

        IAccessManager(authority).grantRole(REGISTRAR, address(this), 0);
        IAccessManager(authority).grantRole(REGISTRAR, SECOND_REGISTRAR, 0);
        IAccessManager(authority).grantRole(Roles.PASS_GUARDIAN, GUARDIAN, 0);
        bytes4[] memory veto = new bytes4[](1);
        veto[0] = IRegistrarDesk.veto.selector;
        IAccessManager(authority).setTargetFunctionRole(desk_, veto, Roles.PASS_GUARDIAN);
        pass.registerMoney(yen_);
        pass.setFactory(address(factory), true);
        for (uint256 i = 0; i < OFFICERS; ++i) pass.addOfficer(vm.addr(_officerKey(i + 1)));

        factory.setImplementation(implementation, true);
        factory.registerIssuer(REGISTRAR, uint16(CLASSES));
        for (uint16 i = 0; i < CLASSES; ++i) {
            address token = factory.open(implementation, bytes32(uint256(i + 1)), _terms(i));
            tokens[i] = IPassGatedToken(token);
        }
        tokens[YEN] = IPassGatedToken(yen_);

        for (uint256 i = 0; i < WALLETS; ++i) wallets[i] = vm.addr(_keyOf(i));
        wallets[WALLETS - 1] = address(new ContractWallet(vm.addr(_keyOf(WALLETS - 1))));
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
                policy: PolicyWords.pack(admitted, residences)
            });
    }
}
