// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { IERC721 } from "@openzeppelin/contracts/interfaces/IERC721.sol";

import { IERC5192 } from "./IERC5192.sol";
import { IERC5484 } from "./IERC5484.sol";
import { IPassAnnex } from "./IPassAnnex.sol";
import { IPassCore } from "./IPassCore.sol";

/// @title The soulbound KYC pass (SBT)
/// @notice ERC-721 that cannot move (ERC-5192, ERC-5484): the token id is the wallet, a wallet has at
/// most one. A pass is granted by k of n officers' EIP-712 signatures, relayed by anybody, and works
/// after a window in which a pass guardian may veto it. Nothing personal is stored: investor
/// numbers, categories, residence, tax class and dates.
/// @dev Every signed verb has an EIP-712 type of its own; all but revocation and suspension bind the wallet's `seq`,
/// which every change of state raises; so no signature works twice, for another verb, or after a
/// revocation. ERC-721's owner and balance say who holds a pass, also in its veto window and after its
/// expiry; only {IPassCore-standing} says whether it works.
/// Domain: name "Kessai KYC Pass", version "1", this chain, this contract.
/// One contract to whoever calls it; its code is in two, since one would be too large: what is in
/// {IPassAnnex} reaches the annex, which is fixed for good, by delegation.
interface IKycPass is
    IPassCore,
    IPassAnnex,
    IERC721,
    IERC5192,
    IERC5484,
    IAccessManaged,
    IERC5267
{}
