// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

import { IKycPass } from "../../../contracts/identity/interfaces/IKycPass.sol";
import { IPassRecords } from "../../../contracts/identity/interfaces/IPassRecords.sol";
import { ISecurityFactory } from "../../../contracts/securities/interfaces/ISecurityFactory.sol";
import { ISecurityToken } from "../../../contracts/securities/interfaces/ISecurityToken.sol";
import { ITokenLens } from "../../../contracts/securities/interfaces/ITokenLens.sol";
import { Categories } from "../../../contracts/types/Categories.sol";
import { ClassTerms, ClassType, LegalKind } from "../../../contracts/types/ClassTerms.sol";
import { ClassWords } from "../../../contracts/types/ClassWord.sol";
import { JstDate } from "../../../contracts/types/JstDate.sol";
import { PolicyWords } from "../../../contracts/types/PolicyWord.sol";
import { RulesWord } from "../../../contracts/types/RulesWord.sol";
import { deploy } from "../deploy.sol";
import { TypedData } from "../TypedData.sol";
import { vm } from "../Vm.sol";
import { RecordCount } from "./RecordCount.sol";
import { RecordRun } from "./RecordRun.sol";

/// Many lives of a class, each of a class of its own, on a platform whose passes never end. The desk is
/// an account of its own, so that its primitives are called straight.
abstract contract RecordCampaign {
    using Strings for uint256;

    uint256 private constant WALLETS = 8;
    uint256 private constant STEPS = 2_500;
    uint256 private constant SHORT = 24;
    uint256 private constant LONG = 360;

    uint256 private constant BEGIN = 1_767_193_200; // 2026-01-01 00:00 JST
    uint32 private constant VETO_WINDOW = 1 days;
    uint16 private constant NEVER = 49_000; // 2104-02-28
    uint64 private constant REGISTRAR = 1_000;
    address private constant DESK = address(0xde5c);

    string internal title;
    uint256 internal steps;
    uint256[] internal counts = new uint256[](uint256(type(RecordCount).max) + 1);
    /// The first thing found wrong.
    string internal breach;

    IKycPass private _pass;
    ISecurityFactory private _factory;
    ITokenLens private _lens;
    address private _implementation;
    address[WALLETS] private _wallets;

    /// @param waits Of a hundred steps, so many let time pass.
    function _campaign(string memory title_, uint256 waits) internal {
        title = title_;
        uint256 only = vm.envOr("KESSAI_FUZZ_RUN", uint256(0));
        bool isLong = keccak256(bytes(vm.envOr("KESSAI_FUZZ", string("")))) == keccak256("long");
        uint256 first = only == 0 ? 1 : only;
        uint256 last = only == 0 ? (isLong ? LONG : SHORT) : only;
        _open();
        for (uint256 i = first; i <= last && bytes(breach).length == 0; ++i) {
            vm.warp(BEGIN + 2 * VETO_WINDOW);
            _live(i, waits);
        }
    }

    function _live(uint256 number, uint256 waits) private {
        address token = _factory.open(_implementation, bytes32(number), _terms());
        RecordRun run = new RecordRun(
            ISecurityToken(token),
            _lens,
            DESK,
            _wallets,
            waits,
            uint256(keccak256(abi.encode(title, number)))
        );
        if (!run.live(STEPS)) {
            breach = string.concat("run ", number.toString(), ", ", run.breach());
        }
        steps += STEPS;
        uint256[] memory more = run.counts();
        for (uint256 i = 0; i < more.length; ++i) counts[i] += more[i];
    }

    function _open() private {
        vm.warp(BEGIN);
        address authority = deploy("governance/Authority", abi.encode(this));
        _pass = IKycPass(
            deploy(
                "identity/KycPass",
                abi.encode(
                    authority,
                    deploy("identity/PassAnnex", ""),
                    uint8(1),
                    VETO_WINDOW,
                    uint16(WALLETS),
                    uint16(1)
                )
            )
        );
        _lens = ITokenLens(deploy("securities/TokenLens", ""));
        _factory = ISecurityFactory(
            deploy("securities/SecurityFactory", abi.encode(authority, _pass))
        );
        _implementation = deploy(
            "securities/SecurityToken",
            abi.encode(
                _pass,
                DESK,
                deploy(
                    "securities/SecurityAnnex",
                    abi.encode(
                        _pass,
                        DESK,
                        _lens,
                        deploy("securities/SecurityActions", abi.encode(_pass, DESK))
                    )
                )
            )
        );
        IAccessManager(authority).grantRole(REGISTRAR, address(this), 0);
        _pass.setFactory(address(_factory), true);
        _factory.setImplementation(_implementation, true);
        _factory.registerIssuer(REGISTRAR, uint16(LONG));
        _pass.addOfficer(vm.addr(_officerKey()));
        for (uint256 i = 0; i < WALLETS; ++i) {
            _wallets[i] = vm.addr(0xa11ce00 + i);
            _grant(_wallets[i]);
        }
    }

    function _grant(address wallet) private {
        IPassRecords.Grant memory grant;
        grant.wallet = wallet;
        grant.claims.residence = 392;
        grant.claims.expiry = JstDate.wrap(NEVER);
        grant.claims.screenedUntil = JstDate.wrap(NEVER);
        grant.deadline = uint48(block.timestamp);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            _officerKey(),
            TypedData.grant(address(_pass), grant)
        );
        bytes32 vs = v == 28 ? s | bytes32(uint256(1) << 255) : s;
        IPassRecords.Attestation[] memory attestations = new IPassRecords.Attestation[](1);
        attestations[0] = IPassRecords.Attestation(1, r, vs);
        _pass.grant(grant, attestations);
    }

    function _officerKey() private pure returns (uint256) {
        return 0x0ff1ce01;
    }

    function _terms() private pure returns (ClassTerms memory) {
        return
            ClassTerms({
                name: "Class",
                symbol: "CLS",
                classType: ClassType.Share,
                legalKind: LegalKind.TokenisedParagraph1,
                registrarRole: REGISTRAR,
                cap: type(uint64).max,
                lot: 1,
                maxInvestors: ClassWords.NO_MAX,
                lockUp: JstDate.wrap(0),
                policy: PolicyWords.pack(Categories.ALL, new uint16[](0)),
                rules: RulesWord.wrap(0)
            });
    }
}
