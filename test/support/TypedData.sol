// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IPassRecords } from "../../contracts/identity/interfaces/IPassRecords.sol";
import { IRegistrarDesk } from "../../contracts/securities/interfaces/IRegistrarDesk.sol";
import { INetSettlement } from "../../contracts/settlement/interfaces/INetSettlement.sol";
import { Trade } from "../../contracts/types/Trade.sol";

/// What keys sign, by EIP-712, written out from `sdk/encode` and not taken from the contracts.
library TypedData {
    struct Permit {
        address owner;
        address spender;
        uint256 value;
        uint256 nonce;
        uint256 deadline;
    }

    /// ERC-3009's, for both of its verbs.
    struct Authorization {
        address from;
        address to;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    bytes32 private constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    string private constant CLAIMS =
        "Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)";
    string private constant GRANT =
        "Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)";

    function grant(address pass, IPassRecords.Grant memory g) internal view returns (bytes32) {
        return _ofPass(pass, _grant(g));
    }

    function systemGrant(
        address pass,
        IPassRecords.SystemGrant memory g
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            bytes.concat("SystemGrant(Grant grant)", bytes(CLAIMS), bytes(GRANT))
        );
        return _ofPass(pass, keccak256(abi.encode(hash, _grant(g.grant))));
    }

    function link(address pass, IPassRecords.Link memory link_) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            bytes.concat("Link(address older,Grant grant)", bytes(CLAIMS), bytes(GRANT))
        );
        return _ofPass(pass, keccak256(abi.encode(hash, link_.older, _grant(link_.grant))));
    }

    function accountKeeping(
        address pass,
        IPassRecords.AccountKeeping memory k
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "AccountKeeping(address wallet,uint32 broker,bool own,uint16 seq,uint48 deadline)"
        );
        return _ofPass(pass, keccak256(abi.encode(hash, k)));
    }

    function recovery(
        address pass,
        IPassRecords.Recovery memory r
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Recovery(address lost,address successor,bytes32 reason,uint16 seq,uint48 deadline)"
        );
        return _ofPass(pass, keccak256(abi.encode(hash, r)));
    }

    function suspension(
        address pass,
        IPassRecords.Suspension memory s
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Suspension(address[] wallets,uint32[] validFroms,bytes32 reason,uint48 deadline)"
        );
        bytes32 wallets = keccak256(abi.encodePacked(s.wallets));
        bytes32 validFroms = keccak256(abi.encodePacked(s.validFroms));
        return
            _ofPass(pass, keccak256(abi.encode(hash, wallets, validFroms, s.reason, s.deadline)));
    }

    function reinstatement(
        address pass,
        IPassRecords.Reinstatement memory r
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Reinstatement(address[] wallets,uint16[] seqs,bytes32 reason,uint48 deadline)"
        );
        bytes32 wallets = keccak256(abi.encodePacked(r.wallets));
        bytes32 seqs = keccak256(abi.encodePacked(r.seqs));
        return _ofPass(pass, keccak256(abi.encode(hash, wallets, seqs, r.reason, r.deadline)));
    }

    function reattestation(
        address pass,
        IPassRecords.Reattestation memory r
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256("Reattestation(address[] wallets,uint16[] seqs,uint48 deadline)");
        bytes32 wallets = keccak256(abi.encodePacked(r.wallets));
        bytes32 seqs = keccak256(abi.encodePacked(r.seqs));
        return _ofPass(pass, keccak256(abi.encode(hash, wallets, seqs, r.deadline)));
    }

    function renewal(address pass, IPassRecords.Renewal memory r) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Renewal(address wallet,uint16 expiry,uint16 screenedUntil,uint16 seq,uint48 deadline)"
        );
        return _ofPass(pass, keccak256(abi.encode(hash, r)));
    }

    function reclassification(
        address pass,
        IPassRecords.Reclassification memory r
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            bytes.concat(
                "Reclassification(address wallet,Claims claims,uint16 seq,uint48 deadline)",
                bytes(CLAIMS)
            )
        );
        return
            _ofPass(
                pass,
                keccak256(abi.encode(hash, r.wallet, _claims(r.claims), r.seq, r.deadline))
            );
    }

    function revocation(
        address pass,
        IPassRecords.Revocation memory r
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Revocation(address wallet,uint32 validFrom,bytes32 reason,uint48 deadline)"
        );
        return _ofPass(pass, keccak256(abi.encode(hash, r)));
    }

    function enrolment(
        address token,
        string memory name,
        address wallet,
        uint256 deadline
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256("Enrolment(address wallet,uint256 deadline)");
        return _digest(name, token, keccak256(abi.encode(hash, wallet, deadline)));
    }

    function permit(
        address token,
        string memory name,
        Permit memory p
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        return _digest(name, token, keccak256(abi.encode(hash, p)));
    }

    /// @param toReceive For the verb that the receiver alone may send.
    function authorization(
        address token,
        string memory name,
        bool toReceive,
        Authorization memory a
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            bytes.concat(
                bytes(toReceive ? "Receive" : "Transfer"),
                "WithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
            )
        );
        return _digest(name, token, keccak256(abi.encode(hash, a)));
    }

    function cancelAuthorization(
        address token,
        string memory name,
        address authorizer,
        bytes32 nonce
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
        return _digest(name, token, keccak256(abi.encode(hash, authorizer, nonce)));
    }

    function consent(
        address desk,
        IRegistrarDesk.Consent memory c
    ) internal view returns (bytes32) {
        return _digest("Kessai Registrar Desk", desk, consentId(c));
    }

    function consentId(IRegistrarDesk.Consent memory c) internal pure returns (bytes32) {
        bytes32 hash = keccak256(
            "Consent(address token,address from,address to,uint64 units,uint48 until,uint256 number)"
        );
        return keccak256(abi.encode(hash, c));
    }

    function trade(address dvp, Trade memory t) internal view returns (bytes32) {
        return _digest("Kessai DvP", dvp, tradeId(t));
    }

    function tradeId(Trade memory t) internal pure returns (bytes32) {
        bytes32 hash = keccak256(
            "Trade(address seller,address buyer,address security,uint64 units,address cash,uint256 amount,uint48 settleFrom,uint48 settleBy,uint256 sellerNonce,uint256 buyerNonce,uint16 termsEpoch,bytes32 cycle,bool partialAllowed,bytes32 commonReference)"
        );
        return keccak256(abi.encode(hash, t));
    }

    function tradeElsewhere(
        address dvp,
        uint256 chainId,
        Trade memory t
    ) internal pure returns (bytes32) {
        return _digestOn("Kessai DvP", chainId, dvp, tradeId(t));
    }

    /// @param nets The party's own, of each asset.
    function netVector(
        address net,
        bytes32 cycle,
        INetSettlement.NetList memory list,
        address party,
        int256[] memory nets
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "NetVector(bytes32 cycle,bytes32 root,address party,address[] assets,uint16[] termsEpochs,int256[] nets)"
        );
        bytes32 assets = keccak256(abi.encodePacked(list.assets));
        bytes32 epochs = keccak256(abi.encodePacked(list.termsEpochs));
        bytes32 vector = keccak256(abi.encodePacked(nets));
        return
            _digest(
                "Kessai Net",
                net,
                keccak256(abi.encode(hash, cycle, list.root, party, assets, epochs, vector))
            );
    }

    function paymentOutcome(
        address externalCash,
        bytes32 id,
        bool paid,
        bytes32 bankReference
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256("PaymentOutcome(bytes32 trade,bool paid,bytes32 bankReference)");
        return
            _digest(
                "Kessai External Cash",
                externalCash,
                keccak256(abi.encode(hash, id, paid, bankReference))
            );
    }

    function paymentDecision(
        address externalCash,
        bytes32 id,
        bool deliver,
        bytes32 reason
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256("PaymentDecision(bytes32 trade,bool deliver,bytes32 reason)");
        return
            _digest(
                "Kessai External Cash",
                externalCash,
                keccak256(abi.encode(hash, id, deliver, reason))
            );
    }

    function rateReport(
        address fixing,
        bytes32 index,
        uint16 date,
        int64 rate,
        bytes32 source
    ) internal view returns (bytes32) {
        bytes32 hash = keccak256("Report(bytes32 index,uint16 date,int64 rate,bytes32 source)");
        return
            _digest(
                "Kessai Fixing",
                fixing,
                keccak256(abi.encode(hash, index, date, rate, source))
            );
    }

    function _grant(IPassRecords.Grant memory g) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(bytes.concat(bytes(GRANT), bytes(CLAIMS))),
                    g.wallet,
                    _claims(g.claims),
                    keccak256(abi.encodePacked(g.classes)),
                    g.seq,
                    g.deadline
                )
            );
    }

    function _claims(IPassRecords.Claims memory claims) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(CLAIMS)), claims));
    }

    function _ofPass(address pass, bytes32 structHash) private view returns (bytes32) {
        return _digest("Kessai KYC Pass", pass, structHash);
    }

    function _digest(
        string memory name,
        address verifier,
        bytes32 structHash
    ) private view returns (bytes32) {
        return _digestOn(name, block.chainid, verifier, structHash);
    }

    function _digestOn(
        string memory name,
        uint256 chainId,
        address verifier,
        bytes32 structHash
    ) private pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN, keccak256(bytes(name)), keccak256("1"), chainId, verifier)
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }
}
