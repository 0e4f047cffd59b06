// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title ERC-3009, in the form of Circle's tokens (version 2.2): also with a signature in one piece
/// @notice A holder signs one movement; whoever has the signature sends it. `validAfter` and `validBefore`
/// are Unix seconds and both exclusive. A nonce is any number that the holder has not used.
interface IERC3009 {
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);

    error AuthorizationNotYetValid(uint256 validAfter);
    error AuthorizationExpired(uint256 validBefore);
    error AuthorizationUsedBefore(address authorizer, bytes32 nonce);
    error AuthorizationInvalid(address authorizer);
    error CallerNotPayee(address caller, address payee);

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice Only `to` may send it, so that nobody takes a payment out of the call it is for.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    function cancelAuthorization(
        address authorizer,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    function cancelAuthorization(
        address authorizer,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice True when the nonce is used or cancelled.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool);
}
