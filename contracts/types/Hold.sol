// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// What units on their owner's account are promised for.
enum HoldPurpose {
    None,
    Trade, // until a deadline, for a settlement
    Pledge, // 質権, until two registrar keys release it
    Attachment, // 差押え, until two registrar keys release it
    LockUp, // a tranche that its holder cannot move until a time
    Redemption // yen that the bank pays out
}

/// @param executor Who alone may move the units out of the hold, and release it early; zero if nobody.
/// @param payee To whom what the units earn is paid meanwhile (the pledgee); zero for the holder.
/// @param until Last Unix second at which the executor may execute it; anyone may release it after.
/// Zero for a hold that does not end by time.
/// @param salt Tells two holds of one holder apart.
struct HoldOrder {
    HoldPurpose purpose;
    address holder;
    uint256 units;
    address executor;
    address payee;
    uint48 until;
    bytes32 salt;
}

/// What a token keeps of a hold.
/// @param since How often the holder had been recovered when it was placed.
struct Hold {
    address holder;
    uint64 units;
    uint32 since;
    address executor;
    uint48 until;
    HoldPurpose purpose;
    address payee;
}

library Holds {
    bytes32 private constant TYPEHASH = keccak256(
        "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)"
    );

    /// The hold's id on a token. Nobody can take an id before its holder does, since he is part of it.
    function idOf(HoldOrder memory order, address token) internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    TYPEHASH,
                    block.chainid,
                    token,
                    order.purpose,
                    order.holder,
                    order.executor,
                    order.salt
                )
            );
    }
}
