// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { IPassListener } from "../../identity/interfaces/IPassListener.sol";
import { HoldPurpose } from "../../types/Hold.sol";
import { PassStatus } from "../../types/Standing.sol";
import { IPassGatedAnnex } from "./IPassGatedAnnex.sol";
import { IPassGatedCore } from "./IPassGatedCore.sol";

/// @title What every token of the suite is: an ERC-20 whose holders carry a KYC pass
/// @notice ERC-20 exactly (zero amounts move like others), ERC-165, ERC-2612, ERC-3009, ERC-5267, ERC-7572,
/// ERC-7943; each signature also by ERC-1271. Decimals are 0: units of a class, or whole yen.
/// @dev Every path that changes who owns a unit goes through one gate. The pass is the truth. A wallet's
/// word caches its yes until the earliest end of what the yes rests on; the word never says no: before
/// anything is refused, the pass is asked. A zero amount is gated like any other, and changes no word.
interface IPassGatedToken is IPassGatedCore, IPassGatedAnnex, IPassListener, IERC20Errors {
    /// @notice A hold was placed on units that stay on their owner's account.
    event HoldPlaced(
        bytes32 indexed id,
        address indexed holder,
        uint256 units,
        HoldPurpose purpose,
        address executor,
        address payee,
        uint48 until
    );
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
    /// @notice An action over all holders runs. Until it ends, nothing else moves, is promised or stopped.
    error TokenInAction();
    error HoldAlreadyPlaced(bytes32 id);
    error HoldTooSmall(bytes32 id, uint256 held, uint256 units);
    error HoldOfNothing(bytes32 id);
    /// @notice Only this executor may execute or, before its end, release the hold.
    error NotTheExecutor(bytes32 id, address executor);
    /// @notice The hold's time is over, or was when it was placed.
    error HoldEnded(bytes32 id, uint48 until);
    /// @notice A holder promises for 366 days at most.
    error HoldTooLong(uint48 until, uint256 latest);
    /// @notice The wallet that promised was lost and recovered: `owner` may release it at once.
    error HoldOfALostWallet(bytes32 id, address owner);
    /// @notice A hold is placed by its holder, or by its executor out of the holder's allowance.
    error NotTheHolder(address caller, address holder);
    error NotTheTokenItself(address caller);
    error ListsDiffer(uint256 to, uint256 units);
    error NetsNotZero(int256 sum);
    error PermitExpired(uint256 deadline);
    error PermitInvalid(address owner);
    error EnrolmentInvalid(address wallet);
    error EnrolmentExpired(uint256 deadline);
}
