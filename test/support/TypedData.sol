// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IKycPass } from "../../contracts/identity/interfaces/IKycPass.sol";
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

    bytes32 private constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    string private constant CLAIMS =
        "Claims(uint16 residence,uint8 taxClass,uint16 specifiedUntil,uint16 qiiUntil,uint16 specialBusinessUntil,uint16 brokerDealerUntil,uint16 expiry,uint16 screenedUntil)";

    function grant(address pass, IKycPass.Grant memory g) internal view returns (bytes32) {
        return
            _ofPass(
                pass,
                keccak256(
                    abi.encode(
                        keccak256(
                            bytes.concat(
                                "Grant(address wallet,Claims claims,uint16[] classes,uint16 seq,uint48 deadline)",
                                bytes(CLAIMS)
                            )
                        ),
                        g.wallet,
                        _claims(g.claims),
                        keccak256(abi.encodePacked(g.classes)),
                        g.seq,
                        g.deadline
                    )
                )
            );
    }

    function renewal(address pass, IKycPass.Renewal memory r) internal view returns (bytes32) {
        bytes32 hash = keccak256(
            "Renewal(address wallet,uint16 expiry,uint16 screenedUntil,uint16 seq,uint48 deadline)"
        );
        return _ofPass(pass, keccak256(abi.encode(hash, r)));
    }

    function reclassification(
        address pass,
        IKycPass.Reclassification memory r
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
        IKycPass.Revocation memory r
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

    function trade(address dvp, Trade memory t) internal view returns (bytes32) {
        return _digest("Kessai DvP", dvp, tradeId(t));
    }

    function tradeId(Trade memory t) internal pure returns (bytes32) {
        bytes32 hash = keccak256(
            "Trade(address seller,address buyer,address security,uint64 units,address cash,uint256 amount,uint48 settleFrom,uint48 settleBy,uint256 sellerNonce,uint256 buyerNonce,uint16 termsEpoch,bytes32 cycle,bool partialAllowed,bytes32 commonReference)"
        );
        return keccak256(abi.encode(hash, t));
    }

    function _claims(IKycPass.Claims memory claims) private pure returns (bytes32) {
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
        bytes32 domain = keccak256(
            abi.encode(DOMAIN, keccak256(bytes(name)), keccak256("1"), block.chainid, verifier)
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }
}
