// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The part of {IYenToken} that is called less often, beside {IPassGatedAnnex}
interface IYenAnnex {
    /// @notice States the money held in trust for the yen tokens.
    /// @param asOf Unix second, not in the future, later than the last attestation's and than the last
    /// payout's confirmation: a live balance, read while no payout is being confirmed.
    /// @dev Reserve attestor only, never the yen operator's key.
    function attestReserve(uint64 yen, uint48 asOf) external;

    /// @notice Mints yen for a deposit. A deposit reference mints once, ever.
    /// @dev Yen operator only. Requires a fresh attestation, and the supply after it, redemptions
    /// under way included, within the reserve (YEN-1). Emits {YenMinted}.
    function mint(address to, uint256 yen, bytes32 depositReference) external;

    /// @notice Asks for yen to be paid out. They stay held on the caller's account meanwhile. Works
    /// while the token is paused, and needs no fresh attestation.
    /// @param payoutReference Names the payout for the bank; nothing guessable.
    /// @dev The caller, with a working pass. Emits {RedemptionRequested} and `HoldPlaced`.
    function redeem(uint256 yen, bytes32 payoutReference) external returns (bytes32 id);

    /// @notice Starts the payout of yen whose wallet has no working pass, to the bank account registered
    /// for it and nowhere else (EXIT-1). Works while the token is paused.
    /// @param officer The caller's number among KycPass's officers.
    /// @dev An active officer. Requires a registered bank account, and yen that are neither held nor
    /// frozen. Emits {StrandedYenReleased}, {RedemptionRequested} and `HoldPlaced`; the yen operator ends
    /// it like any redemption.
    function redeemStranded(
        address wallet,
        uint256 yen,
        bytes32 payoutReference,
        uint8 officer
    ) external returns (bytes32 id);

    /// @notice The bank has paid: the yen end, and the attested reserve falls by as much.
    /// @dev Yen operator only.
    function confirmRedemption(bytes32 id) external;

    /// @notice The bank could not pay: the yen are free again.
    /// @dev Yen operator only.
    function returnRedemption(bytes32 id, bytes32 reason) external;

    /// @notice Pays what an action owes. To a pass that works it is a transfer. To one that expired, or whose
    /// screening lapsed, it lands too: it stays there until the pass works again, or an officer has it paid to
    /// the wallet's bank account ({redeemStranded}). To any other it is refused, and stays owed.
    /// @dev The purse of an action.
    function payOut(address to, uint256 yen) external;

    /// @notice Pays many, each as {payOut} does; whoever cannot receive stops nobody else.
    /// @dev The purse of an action. Fails as a whole for whatever is the purse's own lack, and if it is not given the
    /// gas to tell a payee's refusal from a want of gas.
    /// @return refused Places in the list of those who could not, ascending.
    function payOutMany(
        address[] calldata to,
        uint256[] calldata yen
    ) external returns (uint256[] memory refused);

    /// @notice Names the bank account to which a wallet's yen can always be paid out. The account itself
    /// is kept off chain.
    /// @param accountHash Hash of a salted reference to it, nothing guessable; zero if there is none.
    /// @dev Yen operator only. Emits {BankAccountRegistered}.
    function registerBankAccount(address wallet, bytes32 accountHash) external;

    /// @notice Stops the wallet: it neither sends, receives nor redeems.
    /// @dev Yen operator, at once. Emits {WalletStopped}.
    function freezeWallet(address wallet, bytes32 reason, bytes32 document) external;

    /// @notice Adds to the yen that the wallet cannot move.
    /// @dev Yen operator, at once. Emits {YenFrozen} and ERC-7943's `Frozen`.
    function freezeYen(address wallet, uint256 yen, bytes32 reason, bytes32 document) external;

    /// @notice Ends the wallet's stop. Frozen yen are changed by ERC-7943's `setFrozenTokens`, yen are moved
    /// against their holder's will by its `forcedTransfer`: both are the admin's too, after its delay, in
    /// which a pass guardian can call them off.
    /// @dev Admin, after its delay. Emits {WalletFreed}.
    function unfreezeWallet(address wallet, bytes32 reason, bytes32 document) external;

    /// @notice Frees yen that their holder promised to a trade, so that an order reaches them; all of the
    /// hold where it has less left.
    /// @dev Admin, after its delay. Emits `HoldReleased`.
    function releaseByOrder(bytes32 id, uint256 yen) external;

    /// @notice Makes a contract the purse of an action, which holds yen without a pass, or ends that. It may
    /// pay only holders of working passes, or its funder.
    /// @param account A contract that never had a pass. What is in one that is ended goes back to its
    /// funder, who must be able to receive it.
    /// @param funder Who funds it; zero to end it.
    /// @dev Admin, after its delay. Emits {SystemAccountChanged}.
    function setSystemAccount(address account, address funder) external;

    /// @notice The bank's own limits beside the reserve; 0 for none. A day is Japan's.
    /// @dev Admin, after its delay.
    function setLimits(uint64 mostSupply, uint64 mostPerDay) external;

    /// @notice Where the token's JSON document is (ERC-7572).
    /// @dev Admin, after its delay.
    function setContractURI(string calldata uri) external;

    /// @notice Moves all that is a lost wallet's to the wallet that KycPass names as its successor, yen of
    /// redemptions under way included. Works while the token is paused.
    /// @dev Yen operator only. Emits `Transfer` and `WalletRecovered`.
    function recover(address lost) external;

    /// @dev Pauser only.
    function pause() external;

    /// @dev Unpauser, after its delay.
    function unpause() external;

    /// @notice How old an attestation may be for a mint, in seconds.
    /// @dev Admin, after its delay.
    function setFreshness(uint32 freshness) external;

    /// @notice The reserve last attested less what was paid out since, and when it was attested.
    function reserve() external view returns (uint256 yen, uint48 asOf, uint32 freshness);

    function isDepositMinted(bytes32 depositReference) external view returns (bool);

    function limits()
        external
        view
        returns (uint64 mostSupply, uint64 mostPerDay, uint64 mintedToday);

    /// @notice The hash of the bank account registered for the wallet; zero if none is.
    function bankAccountOf(address wallet) external view returns (bytes32);

    /// @notice Who funds a system account; zero for any other.
    function funderOf(address account) external view returns (address);

    function systemAccounts() external view returns (address[] memory);

    function isPaused() external view returns (bool);
}
