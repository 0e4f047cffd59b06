// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/interfaces/IERC20.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import { Roles } from "../../../contracts/governance/Roles.sol";
import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { IYenToken } from "../../../contracts/money/interfaces/IYenToken.sol";
import { IDistribution } from "../../../contracts/securities/actions/interfaces/IDistribution.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { ITaxTable } from "../../../contracts/securities/actions/interfaces/ITaxTable.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityFactory } from "../../../contracts/securities/interfaces/ISecurityFactory.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { Categories } from "../../../contracts/types/Categories.sol";
import { ClassTerms, ClassType, LegalKind } from "../../../contracts/types/ClassTerms.sol";
import { ClassWords } from "../../../contracts/types/ClassWord.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PolicyWords } from "../../../contracts/types/PolicyWord.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { ContractWallet } from "../mocks/ContractWallet.sol";
import { TypedData } from "../TypedData.sol";
import { deploy } from "../deploy.sol";
import { vm } from "../Vm.sol";

/// A platform with a bond, a share, yen, distributions and splits; ten wallets, spoken of by place: three of them are
/// one investor's and two another's, one is a contract's that stands for none, and the last has no pass yet. The
/// campaign itself is admin, registrar, guardian, officer and paying agent; a second registrar has a key of his own.
abstract contract LifeSetting {
    uint256 internal constant WALLETS = 10;
    uint256 internal constant SYSTEM_WALLET = 8;
    uint256 internal constant UNLINKED = 9;
    uint256 internal constant CLASSES = 2;
    uint256 internal constant BOND = 0;
    uint256 internal constant SHARE = 1;

    uint256 internal constant BEGIN = 1_767_193_200; // 2026-01-01 00:00 JST
    uint16 internal constant FIRST_DAY = 20_454;
    uint32 internal constant VETO_WINDOW = 1 days;
    uint16 internal constant NEVER = 49_000; // 2104-02-28
    uint64 internal constant REGISTRAR = 1_000;
    uint48 internal constant ACT_DELAY = 2 days;
    uint64 internal constant CAP = 100_000;
    uint256 internal constant YEN_OF_PAYER = 1_000_000_000_000;
    /// The investor number of passes that stand for no investor.
    uint32 internal constant SYSTEM = type(uint32).max;
    bytes32 internal constant REASON = "reason";

    address internal constant SECOND_REGISTRAR = address(0x4e917a4);
    address internal constant STRANGER = address(0x57a46e5);
    /// Settles trades: it may execute what is held for it.
    address internal constant EXECUTOR = address(0xe8ec0704);
    /// With passes that always work.
    address internal constant ISSUER = address(0x1554e4);
    address internal constant SECOND_PAYER = address(0x1554e5);
    address internal constant TAX_OFFICE = address(0x7a80ff1ce);
    address internal constant CREDITOR = address(0xc4ed1704);
    /// A creditor without one.
    address internal constant UNKNOWN_CREDITOR = address(0xc4ed1705);
    uint256 private constant OFFICER_KEY = 0x0ff1ce01;

    IAccessManager internal immutable manager;
    IKycPass internal immutable pass;
    IRegistrarDesk internal immutable desk;
    IYenToken internal immutable yen;
    ITaxTable internal immutable taxes;
    IDistribution internal immutable distribution;
    ISplit internal immutable splits;
    ISecurityToken[CLASSES] internal classes;
    address[WALLETS] internal wallets;

    constructor() {
        vm.warp(BEGIN);
        address authority = deploy("governance/Authority", abi.encode(this));
        manager = IAccessManager(authority);
        pass = IKycPass(
            deploy(
                "identity/KycPass",
                abi.encode(
                    authority,
                    deploy("identity/PassAnnex", ""),
                    uint8(1),
                    VETO_WINDOW,
                    uint16(1_000),
                    uint16(1_000)
                )
            )
        );
        address lens = deploy("securities/TokenLens", "");
        desk = IRegistrarDesk(
            deploy("securities/RegistrarDesk", abi.encode(authority, pass, lens, ACT_DELAY))
        );
        address yenAnnex = deploy("money/YenAnnex", abi.encode(pass, lens));
        yen = IYenToken(
            deploy(
                "money/YenToken",
                abi.encode(authority, pass, yenAnnex, "Kessai Yen", "KJPY", uint32(7 days))
            )
        );
        taxes = ITaxTable(deploy("securities/actions/TaxTable", abi.encode(authority)));
        distribution = IDistribution(
            deploy("securities/actions/Distribution", abi.encode(authority, pass, desk, yen, taxes))
        );
        splits = ISplit(
            deploy("securities/actions/Split", abi.encode(authority, pass, desk, distribution))
        );

        manager.grantRole(REGISTRAR, address(this), 0);
        manager.grantRole(REGISTRAR, SECOND_REGISTRAR, 0);
        manager.grantRole(Roles.PAYING_AGENT, address(this), 0);
        pass.registerMoney(address(yen));
        yen.setSystemAccount(address(distribution), ISSUER);
        desk.nameAction(address(splits), IRegistrarDesk.Power.Rescale);
        _openClasses(lens);
        pass.addOfficer(vm.addr(OFFICER_KEY));
        for (uint256 i = 0; i < WALLETS; ++i) {
            address key = vm.addr(0xa11ce00 + i);
            wallets[i] = i == SYSTEM_WALLET ? address(new ContractWallet(key)) : key;
        }
    }

    function _openClasses(address lens) private {
        ISecurityFactory factory = ISecurityFactory(
            deploy("securities/SecurityFactory", abi.encode(manager, pass))
        );
        address actions = deploy("securities/SecurityActions", abi.encode(pass, desk));
        address annex = deploy("securities/SecurityAnnex", abi.encode(pass, desk, lens, actions));
        address implementation = deploy("securities/SecurityToken", abi.encode(pass, desk, annex));
        pass.setFactory(address(factory), true);
        factory.setImplementation(implementation, true);
        factory.registerIssuer(REGISTRAR, uint16(CLASSES));
        for (uint256 i = 0; i < CLASSES; ++i) {
            classes[i] = ISecurityToken(
                factory.open(implementation, bytes32(i + 1), _terms(i == BOND))
            );
        }
    }

    function _terms(bool isBond) private pure returns (ClassTerms memory) {
        return
            ClassTerms({
                name: isBond ? "Bond" : "Share",
                symbol: "CLS",
                classType: isBond ? ClassType.Bond : ClassType.Share,
                legalKind: LegalKind.TokenisedParagraph1,
                registrarRole: REGISTRAR,
                cap: CAP,
                lot: 1,
                maxInvestors: ClassWords.NO_MAX,
                lockUp: JstDate.wrap(0),
                policy: PolicyWords.pack(Categories.ALL, new uint16[](0)),
                rules: RulesWord.wrap(0)
            });
    }

    // ------------------------------------------------------------------ passes

    function _grantOf(
        address wallet,
        uint8 taxClass,
        uint16 expiry
    ) internal view returns (IPassRecords.Grant memory grant) {
        grant.wallet = wallet;
        grant.claims.residence = 392;
        grant.claims.taxClass = taxClass;
        grant.claims.expiry = JstDate.wrap(expiry);
        grant.claims.screenedUntil = JstDate.wrap(NEVER);
        grant.deadline = uint48(block.timestamp);
        grant.seq = pass.seqOf(wallet);
    }

    function _byOfficer(
        bytes32 digest
    ) internal pure returns (IPassRecords.Attestation[] memory attestations) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OFFICER_KEY, digest);
        bytes32 vs = v == 28 ? s | bytes32(uint256(1) << 255) : s;
        attestations = new IPassRecords.Attestation[](1);
        attestations[0] = IPassRecords.Attestation(1, r, vs);
    }

    function _grantAlways(address wallet) internal {
        IPassRecords.Grant memory grant = _grantOf(wallet, 0, NEVER);
        pass.grant(grant, _byOfficer(TypedData.grant(address(pass), grant)));
    }

    /// Payers with all the yen there is.
    function _fundPayers() internal {
        yen.attestReserve(uint64(2 * YEN_OF_PAYER), uint48(block.timestamp));
        address[2] memory payers = [ISSUER, SECOND_PAYER];
        for (uint256 i = 0; i < 2; ++i) {
            yen.mint(payers[i], YEN_OF_PAYER, bytes32(i + 1));
            vm.prank(payers[i]);
            IERC20(address(yen)).approve(address(distribution), type(uint256).max);
        }
    }
}
