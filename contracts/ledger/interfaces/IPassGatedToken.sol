// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Metadata } from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import { IERC2612 } from "@openzeppelin/contracts/interfaces/IERC2612.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import { IKycPass } from "../../identity/interfaces/IKycPass.sol";
import { ClassWord } from "../../types/ClassWord.sol";
import { HolderWord } from "../../types/HolderWord.sol";
import { PassStatus } from "../../types/Standing.sol";

/// @title What every token of the suite is: an ERC-20 whose holders carry a KYC pass
/// @notice ERC-20 exactly (zero amounts move like others), ERC-2612, ERC-5267. Decimals are 0: units
/// of a class, or whole yen.
/// @dev Every path that changes who owns a unit goes through one gate. The pass is the truth. A wallet's
/// word caches its yes until the earliest end of what the yes rests on; the word never says no: before
/// anything is refused, the pass is asked. A zero amount is gated like any other, and changes no word.
interface IPassGatedToken is IERC20Metadata, IERC2612, IERC5267 {
    /// @notice A hold was placed on units that stay on their owner's account.
    event HoldPlaced(bytes32 indexed id, address indexed holder, uint256 units);
    /// @notice Units of a hold became free again.
    event HoldReleased(bytes32 indexed id, address indexed holder, uint256 units);

    /// @notice All that was a lost wallet's is its successor's: units, of them held ones, frozen units and
    /// whether an order stops the wallet. Its holds are the successor's.
    event WalletRecovered(
        address indexed lost,
        address indexed successor,
        uint256 units,
        uint256 held,
        uint256 frozen,
        bool stopped
    );

    /// @notice The wallet cannot move or gain: it has no working pass. `status` says why.
    error PassNotWorking(address wallet, PassStatus status);
    /// @notice The pass works, but this class is not for such a wallet. It may still sell.
    error MayNotGain(address wallet, uint8 categories, uint16 residence);
    /// @notice The units are there, but held or frozen.
    error UnitsNotFree(address wallet, uint256 free, uint256 units);
    error WalletFrozen(address wallet);
    /// @notice The pass names no wallet that takes this one's place, or not yet.
    error NoSuccessor(address lost);
    error TooManyInvestors(uint256 most);
    error TokenPaused();
    error HoldAlreadyPlaced(bytes32 id);
    error HoldTooSmall(bytes32 id, uint256 held, uint256 units);
    error HoldOfNothing(bytes32 id);
    error PermitExpired(uint256 deadline);
    error PermitInvalid(address owner);
    error EnrolmentInvalid(address wallet);
    error EnrolmentExpired(uint256 deadline);

    /// @notice Makes the wallet's word now, so that its first receipt costs no new storage. Anyone may
    /// send it with the wallet's EIP-712 signature over `Enrolment(address wallet,uint256 deadline)`;
    /// the wallet itself needs none. Nothing if the word is there.
    function enrol(address wallet, uint256 deadline, bytes calldata signature) external;

    /// @notice The pass that it asks.
    function pass() external view returns (IKycPass);

    /// @notice Units of the wallet that are promised by holds.
    function heldOf(address wallet) external view returns (uint256);

    /// @notice Units of the wallet that are stopped by order; may exceed the balance.
    function frozenOf(address wallet) external view returns (uint256);

    /// @notice Units that the wallet's key could move if nothing else refused.
    function freeOf(address wallet) external view returns (uint256);

    function isFrozen(address wallet) external view returns (bool);

    /// @notice Owner and units of a hold; zero when there is none.
    function holdOf(bytes32 id) external view returns (address holder, uint256 units);

    /// @notice The wallet's word as it is stored.
    function wordOf(address wallet) external view returns (HolderWord);

    /// @notice The token's own word as it is stored.
    function classWord() external view returns (ClassWord);

    /// @notice This token's number at KycPass.
    function classNumber() external view returns (uint16);
}
