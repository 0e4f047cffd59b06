// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What seller and buyer agree on. Both sign all of it; its id is its EIP-712 struct hash.
/// @param units Units of the security, 1 or more.
/// @param amount Of the cash token, in its smallest unit, 1 or more.
/// @param settleFrom First Unix second at which it may settle.
/// @param settleBy Last Unix second at which it may settle.
/// @param sellerNonce A number that the seller uses once.
/// @param buyerNonce A number that the buyer uses once.
/// @param termsEpoch The security's terms epoch at signing.
/// @param cycle 0 to settle gross, else the netting cycle that the trade is made for.
/// @param partialAllowed Both parties accept to be settled in parts.
/// @param commonReference What both parties call the trade, or 0.
struct Trade {
    address seller;
    address buyer;
    address security;
    uint64 units;
    address cash;
    uint256 amount;
    uint48 settleFrom;
    uint48 settleBy;
    uint256 sellerNonce;
    uint256 buyerNonce;
    uint16 termsEpoch;
    bytes32 cycle;
    bool partialAllowed;
    bytes32 commonReference;
}

library Trades {
    bytes32 internal constant TYPEHASH = keccak256(
        "Trade(address seller,address buyer,address security,uint64 units,address cash,uint256 amount,uint48 settleFrom,uint48 settleBy,uint256 sellerNonce,uint256 buyerNonce,uint16 termsEpoch,bytes32 cycle,bool partialAllowed,bytes32 commonReference)"
    );

    /// The trade's id. Its fields are hashed as they were sent: one with bits that its type does not have
    /// is another trade, which nobody signed, and is refused where the field is read.
    function idOf(Trade calldata trade) internal pure returns (bytes32 id) {
        bytes32 typehash = TYPEHASH;
        // Encoding anew would check and clean each field.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, typehash)
            calldatacopy(add(data, 0x20), trade, 0x1c0)
            id := keccak256(data, 0x1e0)
        }
    }
}
