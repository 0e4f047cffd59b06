// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import { Roles } from "../../../contracts/governance/Roles.sol";
import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { IPassGatedToken } from "../../../contracts/ledger/interfaces/IPassGatedToken.sol";
import { IYenAnnex } from "../../../contracts/money/interfaces/IYenAnnex.sol";
import { ISplit } from "../../../contracts/securities/actions/interfaces/ISplit.sol";
import { IRegistrarDesk } from "../../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { ISecurityFactory } from "../../../contracts/securities/interfaces/ISecurityFactory.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { IDvpSettlement } from "../../../contracts/settlement/interfaces/IDvpSettlement.sol";
import { IExternalCash } from "../../../contracts/settlement/interfaces/IExternalCash.sol";
import { IFails } from "../../../contracts/settlement/interfaces/IFails.sol";
import { IFixing } from "../../../contracts/settlement/interfaces/IFixing.sol";
import { INetSettlement } from "../../../contracts/settlement/interfaces/INetSettlement.sol";
import { Categories } from "../../../contracts/types/Categories.sol";
import { ClassTerms, ClassType, LegalKind } from "../../../contracts/types/ClassTerms.sol";
import { ClassWords } from "../../../contracts/types/ClassWord.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PolicyWords } from "../../../contracts/types/PolicyWord.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { ContractWallet } from "../mocks/ContractWallet.sol";
import { LyingCash } from "../mocks/settlement/LyingCash.sol";
import { deploy } from "../deploy.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";

/// A platform for settlement alone: two classes, yen, a cash token that lies when told to, money elsewhere;
/// six parties, the last a contract, whose passes never expire. The run itself is admin, registrar,
/// guardian and pauser, without delay, and an action over all holders beside the platform's own.
abstract contract SettlementSetting {
    uint256 internal constant PARTIES = 6;
    /// A class admits Japan alone; this party lives elsewhere.
    uint256 internal constant ABROAD = 4;
    uint256 internal constant CLASSES = 2;
    // Assets by index.
    uint256 internal constant YEN = 2;
    uint256 internal constant CASH = 3;
    uint256 internal constant TOKENS = 4;
    uint256 internal constant ELSEWHERE = 4;
    uint256 internal constant STRANGE = 5;
    // Who spends an allowance, by index.
    uint256 internal constant BY_DVP = 0;
    uint256 internal constant BY_NET = 1;
    uint256 internal constant BY_EXTERNAL = 2;
    uint256 internal constant BY_FAILS = 3;
    uint256 internal constant ROUTES = 4;

    uint256 internal constant BEGIN = 1_767_193_200; // 2026-01-01 00:00 JST
    uint32 internal constant VETO_WINDOW = 1 days;
    uint16 internal constant NEVER = 49_000; // 2104-02-28
    uint64 internal constant REGISTRAR = 1_000;
    uint24 internal constant MOST_INVESTORS = 4; // of the second class
    uint256 internal constant ITEM_GAS = 400_000;
    uint8 internal constant ATTESTORS = 2;
    uint8 internal constant DECIDERS = 2;
    uint32 internal constant LONG_STOP = 3 days;
    uint256 internal constant HOLD_AFTER_LONG_STOP = 180 days;
    // Of fails.
    int64 internal constant FAIL_RATE = 1_000_000;
    int64 internal constant FALLBACK_REFERENCE = 2_000;
    uint32 internal constant CUT_OFF = 15 hours;
    uint16 internal constant BUY_IN_AFTER = 1;
    uint16 internal constant CANCEL_AFTER = 2;
    uint32 internal constant MOST_OVER = 500_000;
    bytes32 internal constant INDEX = "TONA";
    uint32 internal constant WINDOW = 12 hours;
    uint8 internal constant MOST_AGE = 2;
    uint8 internal constant REPORTS = 2;

    address internal constant SECOND_REGISTRAR = address(0x4e917a4);
    address internal constant YEN_OPERATOR = address(0x4e20be2);
    address internal constant RESERVE_ATTESTOR = address(0x4e20be3);
    address internal constant STRANGER = address(0x57a46e5);
    uint256 private constant OFFICER_KEY = 0x0ff1ce01;

    IAccessManager internal immutable manager;
    IKycPass internal immutable pass;
    IRegistrarDesk internal immutable desk;
    IDvpSettlement internal immutable dvp;
    INetSettlement internal immutable net;
    IExternalCash internal immutable external_;
    IFails internal immutable fails;
    IFixing internal immutable fixing;
    ISplit internal immutable split;
    LyingCash internal immutable cash;
    /// The classes, yen, cash, money elsewhere, and something that is nothing of all that.
    address[6] internal assets;
    address[ROUTES] internal routes;
    address[PARTIES] internal parties;
    address[2] internal operators;
    address[3] internal attestors;
    address[3] internal reporters;

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
            deploy("securities/RegistrarDesk", abi.encode(authority, pass, lens, uint48(2 days)))
        );
        assets[YEN] = deploy(
            "money/YenToken",
            abi.encode(
                authority,
                pass,
                deploy("money/YenAnnex", abi.encode(pass, lens)),
                "Kessai Yen",
                "KJPY",
                uint32(7 days)
            )
        );
        dvp = IDvpSettlement(
            deploy("settlement/DvpSettlement", abi.encode(authority, pass, assets[YEN], ITEM_GAS))
        );
        net = INetSettlement(deploy("settlement/NetSettlement", abi.encode(authority, dvp, pass)));
        external_ = IExternalCash(
            deploy(
                "settlement/ExternalCash",
                abi.encode(authority, dvp, "JPY", ATTESTORS, DECIDERS, LONG_STOP)
            )
        );
        fixing = IFixing(deploy("settlement/Fixing", abi.encode(authority)));
        fails = IFails(
            deploy("settlement/Fails", abi.encode(authority, dvp, fixing, _failTerms()))
        );
        dvp.nameRoutes(address(net), address(external_), address(fails));
        routes = [address(dvp), address(net), address(external_), address(fails)];
        cash = new LyingCash(LyingCash.Lie.None);
        (assets[CASH], assets[ELSEWHERE]) = (address(cash), address(external_));
        assets[STRANGE] = address(new LyingCash(LyingCash.Lie.None));

        _giveRoles();
        _openClasses(lens);
        // Without fractions it pays nothing out.
        split = ISplit(
            deploy("securities/actions/Split", abi.encode(authority, pass, desk, address(0)))
        );
        desk.nameAction(address(split), IRegistrarDesk.Power.Rescale);
        desk.nameAction(address(this), IRegistrarDesk.Power.Rescale);
        fixing.setIndex(INDEX, IFixing.IndexTerms(REPORTS, WINDOW, MOST_AGE));
        for (uint256 i = 0; i < PARTIES; ++i) {
            address key = vm.addr(_keyOf(i));
            parties[i] = i == PARTIES - 1 ? address(new ContractWallet(key)) : key;
        }
        pass.addOfficer(vm.addr(OFFICER_KEY));
        for (uint256 i = 0; i < PARTIES; ++i) _grantPass(i);
        vm.warp(BEGIN + VETO_WINDOW);
    }

    function _giveRoles() private {
        for (uint256 i = 0; i < 2; ++i) {
            operators[i] = vm.addr(_operatorKey(i));
            manager.grantRole(Roles.SETTLEMENT_OPERATOR, operators[i], 0);
        }
        for (uint256 i = 0; i < 3; ++i) {
            attestors[i] = vm.addr(_attestorKey(i));
            manager.grantRole(Roles.PAYMENT_ATTESTOR, attestors[i], 0);
            reporters[i] = vm.addr(_reporterKey(i));
            manager.grantRole(Roles.RATE_REPORTER, reporters[i], 0);
        }
        manager.grantRole(REGISTRAR, address(this), 0);
        manager.grantRole(REGISTRAR, SECOND_REGISTRAR, 0);
        manager.grantRole(Roles.YEN_OPERATOR, YEN_OPERATOR, 0);
        manager.grantRole(Roles.RESERVE_ATTESTOR, RESERVE_ATTESTOR, 0);
        bytes4[] memory verbs = new bytes4[](1);
        verbs[0] = IDvpSettlement.signOff.selector;
        manager.setTargetFunctionRole(address(dvp), verbs, Roles.SETTLEMENT_OPERATOR);
        verbs[0] = INetSettlement.open.selector;
        manager.setTargetFunctionRole(address(net), verbs, Roles.SETTLEMENT_OPERATOR);
        verbs[0] = IYenAnnex.attestReserve.selector;
        manager.setTargetFunctionRole(assets[YEN], verbs, Roles.RESERVE_ATTESTOR);
        verbs[0] = IYenAnnex.mint.selector;
        manager.setTargetFunctionRole(assets[YEN], verbs, Roles.YEN_OPERATOR);
    }

    function _openClasses(address lens) private {
        ISecurityFactory factory = ISecurityFactory(
            deploy("securities/SecurityFactory", abi.encode(manager, pass))
        );
        address implementation = deploy(
            "securities/SecurityToken",
            abi.encode(
                pass,
                desk,
                deploy(
                    "securities/SecurityAnnex",
                    abi.encode(
                        pass,
                        desk,
                        lens,
                        deploy("securities/SecurityActions", abi.encode(pass, desk))
                    )
                )
            )
        );
        pass.registerMoney(assets[YEN]);
        pass.setFactory(address(factory), true);
        factory.setImplementation(implementation, true);
        factory.registerIssuer(REGISTRAR, uint16(CLASSES));
        for (uint256 i = 0; i < CLASSES; ++i) {
            assets[i] = factory.open(implementation, bytes32(i + 1), _terms(i == 1));
        }
        for (uint256 i = 0; i < 3; ++i) {
            desk.setVenue(ISecurityToken(assets[1]), routes[i], true);
        }
    }

    /// The second class moves through settlement alone, in Japan alone, among few.
    function _terms(bool isNarrow) private pure returns (ClassTerms memory) {
        uint16[] memory residences = new uint16[](isNarrow ? 1 : 0);
        if (isNarrow) residences[0] = 392;
        return
            ClassTerms({
                name: isNarrow ? "Class B" : "Class A",
                symbol: "CLS",
                classType: ClassType.Share,
                legalKind: LegalKind.TokenisedParagraph1,
                registrarRole: REGISTRAR,
                cap: type(uint64).max,
                lot: 1,
                maxInvestors: isNarrow ? MOST_INVESTORS : ClassWords.NO_MAX,
                lockUp: JstDate.wrap(0),
                policy: PolicyWords.pack(Categories.ALL, residences),
                rules: RulesWord.wrap(isNarrow ? 2 : 0) // venue-only
            });
    }

    function _failTerms() internal pure returns (IFails.FailTerms memory) {
        return
            IFails.FailTerms({
                rate: FAIL_RATE,
                fallbackReference: FALLBACK_REFERENCE,
                cutOff: CUT_OFF,
                buyInAfter: BUY_IN_AFTER,
                cancelAfter: CANCEL_AFTER,
                mostOver: MOST_OVER,
                index: INDEX
            });
    }

    function _grantPass(uint256 party) internal {
        IPassRecords.Grant memory grant;
        grant.wallet = parties[party];
        grant.claims.residence = party == ABROAD ? 840 : 392;
        grant.claims.expiry = JstDate.wrap(NEVER);
        grant.claims.screenedUntil = JstDate.wrap(NEVER);
        grant.deadline = uint48(block.timestamp);
        grant.seq = pass.seqOf(parties[party]);
        pass.grant(grant, _byOfficer(TypedData.grant(address(pass), grant)));
    }

    function _reinstatePass(uint256 party) internal {
        IPassRecords.Reinstatement memory reinstatement;
        reinstatement.wallets = new address[](1);
        reinstatement.seqs = new uint16[](1);
        reinstatement.wallets[0] = parties[party];
        reinstatement.seqs[0] = pass.seqOf(parties[party]);
        reinstatement.deadline = uint48(block.timestamp);
        pass.reinstateListed(
            reinstatement,
            _byOfficer(TypedData.reinstatement(address(pass), reinstatement))
        );
    }

    function _byOfficer(
        bytes32 digest
    ) private pure returns (IPassRecords.Attestation[] memory attestations) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OFFICER_KEY, digest);
        bytes32 vs = v == 28 ? s | bytes32(uint256(1) << 255) : s;
        attestations = new IPassRecords.Attestation[](1);
        attestations[0] = IPassRecords.Attestation(1, r, vs);
    }

    function _token(uint256 asset) internal view returns (IPassGatedToken) {
        return IPassGatedToken(assets[asset]);
    }

    function _keyOf(uint256 party) internal pure returns (uint256) {
        return 0xa11ce00 + party;
    }

    function _operatorKey(uint256 number) internal pure returns (uint256) {
        return 0x0be4a70 + number;
    }

    function _attestorKey(uint256 number) internal pure returns (uint256) {
        return 0xa77e570 + number;
    }

    function _reporterKey(uint256 number) internal pure returns (uint256) {
        return 0x4e90470 + number;
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}
