// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { JstDate } from "../../types/JstDate.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { ISecurityToken } from "./ISecurityToken.sol";

/// @title The registrar's verbs, for every class of the platform
/// @notice One desk holds what a bond-ledger manager, trust bank or issuer may order. A registrar's verbs
/// ask for the class's registrar role, without delay, and name a reference or a reason and a document;
/// a rule changer's wait their delay at the platform's AccessManager besides. A registrar freezes alone; what
/// moves units against their holder's will, or ends a freeze, is an {Act}: one key proposes it, a second
/// key approves it at once, or the platform's delay passes, in which any registrar key of the class or a
/// pass guardian can stop it. A holder sees what is proposed and can sell: freeze first.
interface IRegistrarDesk {
    enum Verb {
        ForcedTransfer,
        UnfreezeUnits,
        UnfreezeWallet,
        Recovery
    }

    /// @param wallet Whose units move, or whose freeze ends.
    /// @param to The receiver of a forced transfer, or the successor of a lost wallet; else zero.
    /// @param units To move, or to unfreeze; 0 for a wallet.
    /// @param reason The ground, such as a short text in 32 bytes.
    /// @param document Hash of the document that it rests on.
    /// @param number Tells two equal acts apart.
    struct Act {
        ISecurityToken token;
        Verb verb;
        address wallet;
        address to;
        uint256 units;
        bytes32 reason;
        bytes32 document;
        uint256 number;
    }

    /// @param issueReference The issue's own reference, such as a resolution's hash.
    event UnitsIssued(
        address indexed token,
        address indexed to,
        uint256 units,
        bytes32 indexed issueReference,
        address by
    );
    event UnitsFrozen(
        address indexed token,
        address indexed wallet,
        uint256 units,
        bytes32 reason,
        bytes32 document,
        address by
    );
    event WalletStopped(
        address indexed token,
        address indexed wallet,
        bytes32 reason,
        bytes32 document,
        address by
    );
    event PolicySet(address indexed token, PolicyWord policy, address by);
    event ClassEndOrdered(address indexed token, bytes32 document, address by);
    /// @param declared False when the date was withdrawn.
    event RecordDateOrdered(
        address indexed token,
        JstDate indexed date,
        bool declared,
        bytes32 document,
        address by
    );
    event ActProposed(
        bytes32 indexed id,
        address indexed token,
        Act act,
        uint48 readyAt,
        address by
    );
    /// @param skipped Rules that would have refused the holder and did not count, bit n for the rule
    /// with code n ({Rule}); 0 for a freeze that ended.
    event ActDone(bytes32 indexed id, address indexed token, uint256 skipped, address by);
    event ActStopped(bytes32 indexed id, address indexed token, bytes32 reason, address by);

    error NotAClassOfThePlatform(address token);
    error NotTheRegistrar(address caller, uint64 role);
    error NothingToIssue(address to);
    error NothingToFreeze(address wallet);
    error ActDelayMissing();
    /// @notice The same act was proposed before. Give it another number.
    error ActKnown(bytes32 id);
    /// @notice Units only where units count, a receiver only where units move, and not the giver itself.
    error ActMalformed(bytes32 id);
    /// @notice The wallet has fewer units than the act would take.
    error ActNotCovered(bytes32 id, uint256 balance, uint256 units);
    /// @notice The wallet was frozen again after the unfreeze was proposed. Propose it anew.
    error ActOlderThanFreeze(bytes32 id, uint48 frozenAt);
    /// @notice It is too late to withdraw the date: another key could not put it back in time.
    error RecordDateTooNear(JstDate date);
    /// @notice Nobody proposed it, or it was done or stopped.
    error ActNotOpen(bytes32 id);
    error ActNeedsAnotherKey(bytes32 id, address proposer);
    error ActTooEarly(bytes32 id, uint48 readyAt);
    error ActLapsed(bytes32 id, uint48 lapsedAt);
    /// @notice KycPass names another wallet as the lost one's successor, or none.
    error NotTheSuccessor(address lost, address successor);
    /// @notice Less is frozen than was to be unfrozen, or the wallet is not frozen.
    error NotFrozen(address wallet, uint256 frozen, uint256 units);

    /// @notice Issues units to an account, never above the class file's cap.
    /// @dev Registrar, at once. Emits {UnitsIssued} and the token's `Transfer`.
    function issue(
        ISecurityToken token,
        address to,
        uint256 units,
        bytes32 issueReference
    ) external;

    /// @notice Adds to the units that the wallet cannot move.
    /// @dev Registrar, at once.
    function freezeUnits(
        ISecurityToken token,
        address wallet,
        uint256 units,
        bytes32 reason,
        bytes32 document
    ) external;

    /// @notice Stops the wallet: it neither sends nor receives this class. A second order is recorded
    /// besides the first, and an unfreeze proposed before it ends neither.
    /// @dev Registrar, at once.
    function freezeWallet(
        ISecurityToken token,
        address wallet,
        bytes32 reason,
        bytes32 document
    ) external;

    /// @notice Makes a date a record date: the register can be read as of its end.
    /// @param document Hash of the resolution or of the public notice.
    /// @dev Registrar, at once. See {IRecordDates}.
    function declareRecordDate(ISecurityToken token, JstDate date, bytes32 document) external;

    /// @notice Takes a declaration back, {actDelay} before the day's end at the latest.
    /// @dev Registrar, at once.
    function withdrawRecordDate(ISecurityToken token, JstDate date, bytes32 document) external;

    // ------------------------------------------------------------------ two registrar keys, or a delay

    /// @notice Proposes an act (起案). Approved it is carried out at once, else after {actDelay}; seven days
    /// after that it lapses. It also ends when its proposer is no longer a registrar.
    /// @dev Registrar. The wallet has the units that a transfer would take. Emits {ActProposed}. What else
    /// the act needs is asked when it is carried out.
    function propose(Act calldata act) external returns (bytes32 id);

    /// @notice Approves an act that another key proposed (承認), and carries it out.
    /// @dev Registrar other than the proposer. Emits {ActDone}. A forced transfer needs a receiver with a
    /// working pass that the policy admits and that is not frozen, whole lots, room for one more
    /// investor, and units that are not held. The giver's pass, its freezes, a pause, a lock-up and
    /// the end of the class do not count; which of them did not is in {ActDone}.
    function approve(Act calldata act) external;

    /// @notice Carries out an act whose delay is over, as {approve} does.
    /// @dev Registrar; the proposer too.
    function carryOut(Act calldata act) external;

    /// @notice Stops a proposed act for good.
    /// @dev Registrar: the proposer or another key. Emits {ActStopped}.
    function withdraw(Act calldata act, bytes32 reason) external;

    /// @notice The same by a pass guardian.
    /// @dev Pass guardian. Emits {ActStopped}.
    function veto(Act calldata act, bytes32 reason) external;

    // ------------------------------------------------------------------ pauser, rule changer

    /// @notice Stops the class at once.
    /// @dev Pauser.
    function pause(ISecurityToken token) external;

    /// @notice Lets the class move again.
    /// @dev Unpauser, after its delay.
    function unpause(ISecurityToken token) external;

    /// @notice Changes who may hold the class.
    /// @param admitted Categories as in {Categories}, at least one.
    /// @param residences ISO 3166-1 numeric, at most 15; none means that residence does not matter.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function setPolicy(ISecurityToken token, uint8 admitted, uint16[] calldata residences) external;

    /// @notice Ends the class for good.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function close(ISecurityToken token, bytes32 document) external;

    // ------------------------------------------------------------------ views

    /// @notice Seconds that an act waits without a second key.
    function actDelay() external view returns (uint48);

    function proposalOf(
        bytes32 id
    ) external view returns (address by, uint48 readyAt, uint48 lapsesAt, bool isOpen);

    function actId(Act calldata act) external pure returns (bytes32);
}
