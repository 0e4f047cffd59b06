// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { ClassTerms } from "../../types/ClassTerms.sol";
import { HoldOrder } from "../../types/Hold.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { RulesWord } from "../../types/RulesWord.sol";
import { IRecordDates } from "./IRecordDates.sol";

/// @title The part of {ISecurityToken} that is called rarely
/// @notice Beside these the desk alone may call two of ERC-7943. `forcedTransfer` moves units against the
/// holder's will: the receiver needs a working pass that the policy admits (ELIG-1) and must not be
/// frozen; lots, the most investors, of a category too, and the most units count; the giver's pass, its
/// freezes, a pause, a lock-up, consent, venue, block, maturity and the end of the class do not. Held
/// units stay; frozen units that move are unfrozen. `setFrozenTokens` sets the amount that a wallet cannot
/// move; it may exceed the balance.
interface ISecurityAnnex is IRecordDates {
    // ------------------------------------------------------------------ desk only

    /// @notice Places a hold on units that are not held. They stay on the holder's account.
    /// @dev Emits `HoldPlaced`.
    function encumber(HoldOrder calldata order) external returns (bytes32 id);

    /// @notice Frees `units` of a hold, whatever it is for.
    /// @dev Emits `HoldReleased`.
    function release(bytes32 id, uint256 units) external;

    /// @notice To whom what held units earn is paid; zero if it stays owed.
    function setPayee(bytes32 id, address payee) external;

    /// @notice Issues units, never above the cap.
    function mint(address to, uint256 units) external;

    /// @notice Ends units of `from` that are not held.
    function burn(address from, uint256 units) external;

    /// @notice Moves all that is a lost wallet's to the wallet that KycPass names as its successor: units,
    /// holds, what is frozen, an order that stops the wallet. Neither pause, close, any rule of how units
    /// move, hold nor the lost wallet's freeze stops it; the successor must be admitted like any receiver,
    /// and not stopped.
    /// @dev Emits `Transfer` and {WalletRecovered}.
    function recover(address lost) external;

    /// @notice A frozen wallet neither sends nor receives.
    function setFrozen(address wallet, bool frozen) external;

    /// @notice Paused: nothing moves by a holder's key and nothing is issued.
    function setPaused(bool paused) external;

    /// @notice Changes who may hold, and raises the pass epoch: every wallet is judged anew at its
    /// next use. A holder no longer admitted may still sell.
    function setPolicy(PolicyWord policy) external;

    /// @notice Changes how units move and how many investors there may be. Who has more than is allowed
    /// from now on keeps it and may sell.
    /// @param rules All of them, lot and lock-up too. A limit by category is new only to a class without
    /// holders: it would not know whom it has.
    function setRules(RulesWord rules, uint24 maxInvestors) external;

    /// @notice Names a settlement contract through which units of a venue-only class move.
    function setVenue(address venue, bool named) external;

    /// @notice Lets `units` more go from one wallet to another until a time; 0 units take that back.
    function setConsent(address from, address to, uint64 units, uint48 until) external;

    function setContractURI(string calldata uri) external;

    /// @notice Ends the class for good and raises the terms epoch: no trade signed before settles.
    function close() external;

    // ------------------------------------------------------------------ anyone

    /// @notice Counts a holder whose category changed by what he is now. Each receipt does so too.
    function recount(address wallet) external;

    /// @notice {transfer} with the issuer's signed consent riding along; see {IRegistrarDesk}.
    function transferWithConsent(
        address to,
        uint64 units,
        uint48 until,
        uint256 number,
        address signer,
        bytes calldata signature
    ) external;

    // ------------------------------------------------------------------ views

    /// @notice The terms that the class was made with. Policy and rules may have changed since.
    function terms() external view returns (ClassTerms memory);

    function policy() external view returns (PolicyWord);

    /// @notice How units move, lot and lock-up among it.
    function rules() external view returns (RulesWord);

    function isVenue(address venue) external view returns (bool);

    /// @notice Units that may still go from one wallet to another with the issuer's consent, and until when.
    function consentOf(address from, address to) external view returns (uint64 units, uint48 until);

    /// @notice Investors of a category with a balance, in a class that limits them.
    /// @param category Place of its bit in {Categories}.
    function countOf(uint256 category) external view returns (uint256);

    /// @notice Categories as which the wallet's investor is counted; 0 if it is not.
    function countedAs(address wallet) external view returns (uint8);

    /// @notice Investors with a balance.
    function holderCount() external view returns (uint256);

    function isPaused() external view returns (bool);

    function isClosed() external view returns (bool);
}
