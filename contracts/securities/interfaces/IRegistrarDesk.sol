// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import { HoldPurpose } from "../../types/Hold.sol";
import { JstDate } from "../../types/JstDate.sol";
import { PolicyWord } from "../../types/PolicyWord.sol";
import { RulesWord } from "../../types/RulesWord.sol";
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
        Recovery,
        Inheritance, // 相続
        CourtOrder,
        PledgeExecution, // 質権実行
        Cancellation, // of lost or destroyed units
        Redemption, // 償還
        ReleaseHold, // of a pledge, an attachment or a lock-up
        NamePayee, // to whom what pledged or attached units earn is paid; zero if it stays owed
        LendToAction // to an action over all holders, on terms whose hash is the document
    }

    /// What an action may borrow for a class whose registrar opens it.
    enum Power {
        None,
        Issue, // mints, within the cap
        Rescale // stops the class, makes more or fewer units of each holding, or ends them
    }

    /// What an act takes of one hold.
    struct HoldPart {
        bytes32 id;
        uint256 units;
    }

    /// @param wallet Whose units move or end, or whose freeze or hold ends; zero to lend to an action.
    /// @param to The receiver of the units, the successor of a lost wallet, the payee of a hold, or an action; else
    /// zero.
    /// @param units To move, end, unfreeze or release; 0 for a wallet.
    /// @param holds What it takes of the wallet's holds; the rest comes from units that are not held.
    /// @param reason The ground, such as a short text in 32 bytes.
    /// @param document Hash of the document that it rests on.
    /// @param number Tells two equal acts apart.
    struct Act {
        ISecurityToken token;
        Verb verb;
        address wallet;
        address to;
        uint256 units;
        HoldPart[] holds;
        bytes32 reason;
        bytes32 document;
        uint256 number;
    }

    /// The issuer's consent to one movement, applied for or given.
    /// @param until Last Unix second at which the units may move.
    /// @param number Tells two equal ones apart.
    struct Consent {
        ISecurityToken token;
        address from;
        address to;
        uint64 units;
        uint48 until;
        uint256 number;
    }

    struct Document {
        string uri;
        bytes32 documentHash;
        uint48 modified;
    }

    /// @param answer What the verb answered, or why it was refused.
    struct Row {
        bool done;
        bytes answer;
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
    /// @notice A pledge or an attachment; what it is, the token's `HoldPlaced` says.
    event UnitsEncumbered(
        address indexed token,
        bytes32 indexed id,
        address indexed creditor,
        bytes32 reason,
        bytes32 document,
        address by
    );
    event DocumentUpdated(
        address indexed token,
        bytes32 indexed name,
        string uri,
        bytes32 documentHash,
        address by
    );
    event DocumentRemoved(
        address indexed token,
        bytes32 indexed name,
        string uri,
        bytes32 documentHash,
        address by
    );
    event ConsentAppliedFor(bytes32 indexed id, address indexed token, Consent consent);
    event ConsentGiven(bytes32 indexed id, address indexed token, Consent consent, address by);
    /// @notice Rejected by the registrar, or withdrawn by the applicant.
    event ConsentEnded(bytes32 indexed id, address indexed token, bytes32 reason, address by);
    event ConsentTakenBack(
        address indexed token,
        address indexed from,
        address indexed to,
        bytes32 reason,
        address by
    );
    /// @notice An action may borrow this power from now on, for good.
    event ActionListed(address indexed action, Power power);
    /// @param terms Hash of the action's terms for this class; the action does nothing else with it.
    event PowerLent(address indexed token, address indexed action, bytes32 terms, address by);
    event PowerReturned(address indexed token, address indexed action, address by);
    event RowRefused(uint256 indexed row, bytes answer);
    event RulesSet(address indexed token, RulesWord rules, uint24 maxInvestors, address by);
    event VenueSet(address indexed token, address indexed venue, bool named, address by);
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
    /// with code n ({Rule}); 0 where no units change hands.
    event ActDone(bytes32 indexed id, address indexed token, uint256 skipped, address by);
    event ActStopped(bytes32 indexed id, address indexed token, bytes32 reason, address by);

    error NotAClassOfThePlatform(address token);
    error NotTheRegistrar(address caller, uint64 role);
    error NothingToIssue(address to);
    error NothingToFreeze(address wallet);
    error LockUpOver(uint48 until);
    /// @notice A document has a name and a hash, and one that is removed was set.
    error DocumentMalformed(bytes32 name);
    error NotTheApplicant(address caller, address holder);
    error ConsentKnown(bytes32 id);
    error ConsentMalformed(bytes32 id);
    error ConsentLapsed(bytes32 id, uint48 until);
    /// @notice Nobody applied for it, or it was given, rejected or withdrawn.
    error ConsentNotOpen(bytes32 id);
    error ConsentSignatureInvalid(bytes32 id, address signer);
    /// @notice An earlier consent between the two is not used up. Use it, or take it back.
    error ConsentUnused(address from, address to);
    error HoldOfAnother(bytes32 hold, address holder);
    /// @notice A pledge's execution takes pledged units, and no act releases a trade's hold.
    error HoldNotForAct(bytes32 id, bytes32 hold, HoldPurpose purpose);
    error ActDelayMissing();
    /// @notice An action is named once, with one power.
    error ActionNamed(address action);
    /// @notice The admin did not name it for that power.
    error NotAnAction(address action, Power power);
    /// @notice It runs, and nobody else could end it.
    error ActionRuns(address action);
    error NothingLent(address token, address action);
    /// @notice The action borrowed for other terms that are not done, or the terms are none.
    error LentAlready(address token, address action);
    error NotLent(address action, bytes4 selector);
    /// @notice The same act was proposed before. Give it another number.
    error ActKnown(bytes32 id);
    /// @notice Units only where units count, a receiver only where units move, and not the giver itself;
    /// holds only where units leave them, of no more units than the act takes.
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

    /// @notice Issues a tranche that its holder cannot move until a time: a hold on his account, which
    /// anyone may release after it.
    /// @param until Last Unix second of the lock-up.
    /// @dev Registrar, at once. Emits {UnitsIssued} and the token's `Transfer` and `HoldPlaced`.
    function issueLocked(
        ISecurityToken token,
        address to,
        uint256 units,
        bytes32 issueReference,
        uint48 until
    ) external returns (bytes32 id);

    /// @notice Registers a pledge (質権) on units that are not held. They stay their owner's. What they earn
    /// stays owed until an act of two keys names a payee; it ends by such an act too, not by time.
    /// @dev Registrar, at once. Emits the token's `HoldPlaced` and {UnitsEncumbered}.
    function pledgeUnits(
        ISecurityToken token,
        address holder,
        uint256 units,
        address pledgee,
        bytes32 reason,
        bytes32 document
    ) external returns (bytes32 id);

    /// @notice Registers an attachment (差押え), as {pledgeUnits} does a pledge.
    /// @dev Registrar, at once.
    function attachUnits(
        ISecurityToken token,
        address holder,
        uint256 units,
        address creditor,
        bytes32 reason,
        bytes32 document
    ) external returns (bytes32 id);

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

    /// @notice Names a document of the class, or a new version of it (ERC-1643).
    /// @dev Registrar, at once.
    function setDocument(
        ISecurityToken token,
        bytes32 name,
        string calldata uri,
        bytes32 documentHash
    ) external;

    /// @dev Registrar, at once.
    function removeDocument(ISecurityToken token, bytes32 name) external;

    /// @notice Where the class's JSON document is (ERC-7572).
    /// @dev Registrar, at once.
    function setContractURI(ISecurityToken token, string calldata uri) external;

    // ------------------------------------------------------------------ actions

    /// @notice Names a contract that may borrow a power, class by class, from a registrar who opens it.
    /// @dev Admin, after its delay. Emits {ActionListed}.
    function nameAction(address action, Power power) external;

    /// @notice Lends an action the power to issue units of a class, on its terms. What changes units that are
    /// there is lent by an act of two keys, or after the delay ({Verb.LendToAction}).
    /// @param terms Hash of the action's terms.
    /// @dev Registrar, at once. Emits {PowerLent}.
    function lendIssue(ISecurityToken token, address action, bytes32 terms) external;

    /// @notice Ends a loan.
    /// @dev The action, when it is done; or the registrar, while the class is in no action. Emits
    /// {PowerReturned}.
    function recall(ISecurityToken token, address action) external;

    /// @notice Passes an action's order on to the class.
    /// @param order A call of the token: `mint` for who may issue; `beginAction`, `rescale` or `endAction` for
    /// who may rescale.
    /// @dev An action with a loan.
    function forAction(ISecurityToken token, bytes calldata order) external returns (bytes memory);

    // ------------------------------------------------------------------ the issuer's consent

    /// @notice Asks the issuer to consent to a movement (譲渡承認請求).
    /// @dev The holder. Emits {ConsentAppliedFor}.
    function applyForConsent(Consent calldata consent) external returns (bytes32 id);

    /// @notice Consents (譲渡承認): so many units may go from one to the other until the consent's time, by
    /// transfer or trade, at once or in parts. Every other rule is asked when they move.
    /// @dev Registrar. An application that is open. Emits {ConsentGiven}.
    function giveConsent(Consent calldata consent) external;

    /// @notice The same with the consent signed beforehand: the EIP-712 struct {Consent} under the desk's
    /// domain, by a registrar, so that it rides with a transfer or a trade. It gives once; whoever presents
    /// it again changes nothing.
    /// @dev Emits {ConsentGiven}.
    function presentConsent(
        Consent calldata consent,
        address signer,
        bytes calldata signature
    ) external;

    /// @notice Rejects an application, or makes a signed consent that was not presented void.
    /// @dev Registrar. Emits {ConsentEnded}.
    function rejectConsent(Consent calldata consent, bytes32 reason) external;

    /// @dev The holder who applied. Emits {ConsentEnded}.
    function withdrawApplication(Consent calldata consent) external;

    /// @notice Ends a consent that was given and is not used up.
    /// @dev Registrar. Emits {ConsentTakenBack}.
    function takeConsentBack(
        ISecurityToken token,
        address from,
        address to,
        bytes32 reason
    ) external;

    // ------------------------------------------------------------------ many rows

    /// @notice Calls many of this desk's verbs for the caller, each row by itself: one that is refused
    /// changes nothing, its place and reason are in the answer and in {RowRefused}.
    /// @param rows Each one verb with its arguments, ABI-encoded.
    function batch(bytes[] calldata rows) external returns (Row[] memory results);

    // ------------------------------------------------------------------ two registrar keys, or a delay

    /// @notice Proposes an act (起案). Approved it is carried out at once, else after {actDelay}; seven days
    /// after that it lapses. It also ends when its proposer is no longer a registrar.
    /// @dev Registrar. The wallet has the units that a transfer would take. Emits {ActProposed}. What else
    /// the act needs is asked when it is carried out.
    function propose(Act calldata act) external returns (bytes32 id);

    /// @notice Approves an act that another key proposed (承認), and carries it out.
    /// @dev Registrar other than the proposer. Emits {ActDone}. What moves units needs a receiver with
    /// a working pass that the policy admits and that is not frozen, whole lots, room for one more
    /// investor (of his category too), no more units than one may have, and units that are not held or
    /// that leave the holds it names. The giver's pass, its freezes, a pause, a lock-up, the end of the
    /// class, consent, venue and block do not count; which of them did not is in {ActDone}.
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

    /// @notice Changes how units move.
    /// @param rules All rules, lot and lock-up too. See {ISecurityToken}.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function setRules(ISecurityToken token, RulesWord rules, uint24 maxInvestors) external;

    /// @notice Names a settlement contract through which units of a venue-only class move.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function setVenue(ISecurityToken token, address venue, bool named) external;

    /// @notice Ends the class for good.
    /// @dev Rule changer after its delay, who is also the class's registrar.
    function close(ISecurityToken token, bytes32 document) external;

    // ------------------------------------------------------------------ views

    /// @notice Seconds that an act waits without a second key.
    function actDelay() external view returns (uint48);

    function proposalOf(
        bytes32 id
    ) external view returns (address by, uint48 readyAt, uint48 lapsesAt, bool isOpen);

    function powerOf(address action) external view returns (Power);

    /// @notice Hash of the terms on which an action has its power over a class now; zero if it has none.
    function loanOf(ISecurityToken token, address action) external view returns (bytes32 terms);

    function actId(Act calldata act) external pure returns (bytes32);

    function consentId(Consent calldata consent) external pure returns (bytes32);

    function documentOf(
        ISecurityToken token,
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint48 modified);

    function documentNames(ISecurityToken token) external view returns (bytes32[] memory);
}
