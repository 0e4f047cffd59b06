import type { Text } from "../text/texts.ts";

const PASS_STATUS = "{status}";

/**
 * Why a contract refused and what to do next, by the name of its custom error; where two contracts have
 * errors of one name with other arguments, by the name with those, such as `NotFrozen(wallet)`. A place
 * in braces is the error's argument of that name. The last sentence says what to do, those before it why;
 * `docs/errors.md` shows them so. A test holds this list against every error that the contracts have.
 */
export const ERROR_TEXTS: Readonly<Record<string, Text>> = {
  // who may hold and move
  "PassNotWorking(party,status)": {
    en: `{party} has no working KYC pass: ${PASS_STATUS}. Nothing is netted with it: ask the platform's KYC officers, or net without it.`,
    ja: `{party} には有効なKYCパスがありません（${PASS_STATUS}）。ネッティングに参加できません。KYC担当者に照会するか、除いて清算してください。`,
  },
  PassNotWorking: {
    en: `{wallet} has no working KYC pass: ${PASS_STATUS}. Ask the platform's KYC officers.`,
    ja: `{wallet} には有効なKYCパスがありません（${PASS_STATUS}）。KYC担当者に照会してください。`,
  },
  MayNotGain: {
    en: "{wallet} has a working pass, but this class is not for investors of its category or residence; it may still sell. Offer to another wallet, or ask the KYC officers if its category or residence is out of date.",
    ja: "{wallet} のパスは有効ですが、この銘柄はその投資家区分または居住地を対象としていません（売却は可能）。別の相手に譲渡するか、区分・居住地が古い場合はKYC担当者に照会してください。",
  },
  UnitsNotFree: {
    en: "{wallet} can move {free} units, not {units}: the rest is held or frozen. Release the hold first.",
    ja: "{wallet} が移転できるのは {free} です（請求 {units}）。残りは拘束または凍結中です。先に解除してください。",
  },
  WalletFrozen: {
    en: "{wallet} is frozen by order: in a class of the registrar, in yen of the yen operator. Ask whoever ordered it.",
    ja: "{wallet} は命令により凍結されています（銘柄は原簿管理人、円トークンは発行者による）。凍結した者に照会してください。",
  },
  TooManyInvestors: {
    en: "The class has all {most} investors that it may have. Sell to somebody who holds it already.",
    ja: "この銘柄の保有者数は上限 {most} に達しています。既存の保有者にのみ譲渡できます。",
  },
  TokenPaused: {
    en: "The token is paused. Try again once the unpauser has ended the stop.",
    ja: "トークンは停止中です。停止が解除されてから再度お試しください。",
  },
  ClassClosed: {
    en: "The class has ended: units only leave it, by redemption or a legal event. Ask the registrar for one of these.",
    ja: "この銘柄は終了しています。償還または法的事由による移転のみ可能です。原簿管理人に照会してください。",
  },
  TokenInAction: {
    en: "An action over all holders of the class runs, such as a split or a redemption: nothing else moves, is promised, released or frozen. Try again once it has ended.",
    ja: "全保有者を対象とする手続（分割・償還等）の実行中のため、移転・拘束・解除・凍結はできません。終了後に再度お試しください。",
  },
  LockedUp: {
    en: "The class is locked up: no unit moves by a holder's key until {date} is over. Wait for the day after.",
    ja: "この銘柄は譲渡制限期間中です（{date} まで）。翌日以降に移転してください。",
  },
  NotWholeLots: {
    en: "{units} units are no whole multiple of the lot of {lot}. Choose a multiple.",
    ja: "{units} は移転単位 {lot} の整数倍ではありません。整数倍を指定してください。",
  },
  ClassMatured: {
    en: "The class reached its maturity with the end of {maturity}: units are redeemed and do not move. Ask the registrar for the redemption.",
    ja: "この銘柄は {maturity} をもって満期となり、移転できません（償還のみ）。償還は原簿管理人に照会してください。",
  },
  NotAVenue: {
    en: "Units of this class move only through named settlement contracts, and {caller} is none of them. Settle through a venue's contract.",
    ja: "この銘柄は指定された決済コントラクトを通じてのみ移転できます。{caller} は指定されていません。取引市場の決済を利用してください。",
  },
  NotTheWholeHolding: {
    en: "Units of this class move as one block: {holder} has {balance} and would move {units}. Move all of them, or none.",
    ja: "この銘柄は一括譲渡のみ可能です。{holder} の保有数は {balance} で、移転数は {units} です。全数を移転してください。",
  },
  ConsentMissing: {
    en: "The issuer has not consented that {units} units go from {from} to {to}, or the consent is over or used up. Apply for it at the registrar's desk, or present a signed one.",
    ja: "{from} から {to} への {units} の譲渡に発行者の承諾がないか、期限切れまたは使用済みです。譲渡承認請求を行うか、署名済みの承諾を提示してください。",
  },
  TooManyUnits: {
    en: "The investor of {wallet} would have {units} units in all his wallets, and {most} is the most for one investor. Send fewer.",
    ja: "{wallet} の投資家の保有数が全ウォレット合計で {units} となり、1投資家あたりの上限 {most} を超えます。移転数を減らしてください。",
  },
  TooManyOfCategory: {
    en: "The class has all {most} {category} that it may have. Sell to an investor who holds it already, or to one of another category.",
    ja: "この銘柄の{category}は上限の {most} 名に達しています。既存の保有者または他の区分の投資家に譲渡してください。",
  },
  LegalKindNotKept: {
    en: "A class of the excluded kind is for QIIs and special-business-eligible investors alone, and moves only with the issuer's consent. Keep both in the class's terms.",
    ja: "適用除外電子記録移転権利の保有者は適格機関投資家と特例業務対象投資家に限られ、譲渡には発行者の承諾が必要です。条件に両方を残してください。",
  },
  RulesMalformed: {
    en: "The rules of the class are malformed: they name unknown flags, no lot, a lot that does not divide the cap, or no investor. Build them with the sdk's rulesWord.",
    ja: "譲渡条件の形式が不正です（未定義の値、移転単位なし、上限を割り切れない移転単位、投資家数零のいずれか）。sdkのrulesWordで作成してください。",
  },
  CategoriesNotCounted: {
    en: "The class has {holders} holders who were not counted by category, so it cannot limit categories now. Open a class with that limit from the start.",
    ja: "この銘柄には区分別に数えていない保有者が {holders} 名いるため、区分別の上限を設定できません。当初から上限のある銘柄を開設してください。",
  },
  CapExceeded: {
    en: "The issue would bring the supply to {supply}, above the class's cap of {cap}. Issue less.",
    ja: "発行後の残高 {supply} が銘柄の上限 {cap} を超えます。発行数を減らしてください。",
  },
  ERC20InsufficientBalance: {
    en: "{sender} has {balance}, but {needed} are needed. See that the account has them first.",
    ja: "{sender} の残高は {balance} で、必要な {needed} に足りません。先に残高を確保してください。",
  },
  ERC20InsufficientAllowance: {
    en: "{spender} may take {allowance} from the owner's account, but {needed} are needed. The owner must approve it first.",
    ja: "{spender} に許可された額は {allowance} で、必要な {needed} に足りません。先に所有者が承認（approve）してください。",
  },
  ERC20InvalidReceiver: {
    en: "{receiver} cannot receive units. Name a wallet.",
    ja: "{receiver} は受取人になれません。ウォレットを指定してください。",
  },
  ERC20InvalidSender: {
    en: "{sender} cannot send units. Name a wallet.",
    ja: "{sender} は移転元になれません。ウォレットを指定してください。",
  },
  ERC20InvalidSpender: {
    en: "{spender} cannot be given an allowance. Name an account.",
    ja: "{spender} には承認を与えられません。アカウントを指定してください。",
  },
  ERC20InvalidApprover: {
    en: "{approver} cannot give an allowance. Name an account.",
    ja: "{approver} は承認を与えられません。アカウントを指定してください。",
  },
  PermitExpired: {
    en: "The permit's deadline has passed. Sign a new one.",
    ja: "許可署名（permit）の期限が過ぎています。署名し直してください。",
  },
  PermitInvalid: {
    en: "The permit is not signed by {owner}, or was used. Sign it anew with the present nonce.",
    ja: "許可署名が {owner} のものでないか、使用済みです。現在のノンスで署名し直してください。",
  },
  AuthorizationNotYetValid: {
    en: "The authorization is good only after {validAfter}. Send it then.",
    ja: "この移転許可は {validAfter} より後に有効となります。それまでお待ちください。",
  },
  AuthorizationExpired: {
    en: "The authorization was good only before {validBefore}. Let the holder sign a new one.",
    ja: "この移転許可の期限（{validBefore} より前）が過ぎています。保有者が署名し直してください。",
  },
  AuthorizationUsedBefore: {
    en: "The authorization with number {nonce} of {authorizer} was used or cancelled. Let the holder sign one with a new number.",
    ja: "{authorizer} の番号 {nonce} の移転許可は使用済みか取消し済みです。新しい番号で署名し直してください。",
  },
  AuthorizationInvalid: {
    en: "The authorization is not signed by {authorizer} over exactly this. Let the holder sign it anew.",
    ja: "移転許可がこの内容に対する {authorizer} の署名ではありません。保有者が署名し直してください。",
  },
  CallerNotPayee: {
    en: "{payee} alone may send this authorization, not {caller}. Let the receiver send it.",
    ja: "この移転許可を送信できるのは受取人 {payee} のみです（送信者 {caller}）。受取人が送信してください。",
  },
  EnrolmentInvalid: {
    en: "The enrolment is not signed by {wallet}. Let the wallet sign it, or send it itself.",
    ja: "登録の署名が {wallet} のものではありません。本人の署名または本人の送信が必要です。",
  },
  EnrolmentExpired: {
    en: "The enrolment's deadline has passed. Sign a new one.",
    ja: "登録署名の期限が過ぎています。署名し直してください。",
  },

  // holds
  HoldAlreadyPlaced: {
    en: "There is a hold {id} already. Choose another salt.",
    ja: "拘束 {id} は既に存在します。別の番号（salt）を使用してください。",
  },
  HoldTooSmall: {
    en: "The hold {id} has {held} units, not {units}. Release no more than it has.",
    ja: "拘束 {id} の数量は {held} です（請求 {units}）。その範囲で解除してください。",
  },
  HoldOfNothing: {
    en: "The hold {id} would be of nothing. Give 1 unit or more.",
    ja: "拘束 {id} の数量が零です。1以上を指定してください。",
  },

  HoldEnded: {
    en: "The time of the hold {id} was over at {until}. Release it, or place one with a later time.",
    ja: "拘束 {id} の期限（{until}）は過ぎています。解除するか、後の期限で設定し直してください。",
  },
  HoldTooLong: {
    en: "The hold would last until {until}, and a holder promises until {latest} at most. Give an earlier time.",
    ja: "拘束の期限 {until} が、設定できる最長の期限 {latest} を超えます。早い日時を指定してください。",
  },
  NotTheExecutor: {
    en: "The hold {id} is executed and, before its time is over, released by {executor} alone (a zero address: by its office). Ask there, or wait until the time is over.",
    ja: "拘束 {id} の実行と期限前の解除は {executor} のみ可能です（ゼロアドレスは管理者による解除のみ）。照会するか期限の経過を待ってください。",
  },
  HoldOfALostWallet: {
    en: "The wallet that promised the hold {id} was lost and is recovered, and its promises ended with its key. {owner}, who takes its place, may release it at once; promise anew from there.",
    ja: "拘束 {id} を設定したウォレットは紛失により承継済みで、その約束は鍵とともに失効しています。承継先 {owner} は直ちに解除できます。承継先から設定し直してください。",
  },
  NotTheHolder: {
    en: "{caller} cannot place a hold on units of {holder}: that is for the holder, or for the hold's executor out of an allowance. Let one of them send it.",
    ja: "{caller} は {holder} の保有分を拘束できません。保有者本人か、許可を得た執行者が送信してください。",
  },
  NotTheTokenItself: {
    en: "{caller} is not the token itself, which alone asks its gate this way. Use a transfer.",
    ja: "{caller} はトークン自身ではありません。通常の移転を利用してください。",
  },

  // passes
  PassCannotMove: {
    en: "A KYC pass is bound to its wallet and cannot move. Ask the officers for a pass for the other wallet.",
    ja: "KYCパスはウォレットに固定されており移転できません。別のウォレットには新たなパスを申請してください。",
  },
  PassAlreadyHeld: {
    en: "{wallet} has a pass already. Renew or reclassify it instead.",
    ja: "{wallet} は既にパスを保有しています。更新または区分変更を行ってください。",
  },
  PassNotHeld: {
    en: "{wallet} has no pass. Grant one first.",
    ja: "{wallet} はパスを保有していません。先に付与してください。",
  },
  NothingToVeto: {
    en: "Nothing of {wallet}'s pass is inside its veto window any more. Revoke the pass instead.",
    ja: "{wallet} のパスに拒否期間中のものはありません。取消しを行ってください。",
  },
  WrongSeq: {
    en: "The signatures for {wallet} are for number {signed}, but its pass is at {current}: something has changed since. Prepare and sign anew.",
    ja: "{wallet} への署名は番号 {signed} のものですが、現在は {current} です。内容を確認し署名し直してください。",
  },
  WrongPass: {
    en: "The revocation names another pass of {wallet} than the present one. Prepare and sign anew.",
    ja: "取消しの署名は {wallet} の現在のパスに対するものではありません。署名し直してください。",
  },
  SeqAtMaximum: {
    en: "The pass of {wallet} has used all its numbers. Use another wallet.",
    ja: "{wallet} のパスは変更回数の上限に達しました。別のウォレットを使用してください。",
  },
  AttestationExpired: {
    en: "The officers' signatures were good until {deadline}. Sign anew.",
    ja: "KYC担当者の署名の期限（{deadline}）が過ぎています。署名し直してください。",
  },
  TooFewAttestations: {
    en: "{given} officers have signed, {quorum} must. Collect more signatures.",
    ja: "署名は {given} 名分ですが {quorum} 名分が必要です。署名を追加してください。",
  },
  TooManyAttestations: {
    en: "{given} signatures were given, {most} at most are taken. Leave some out.",
    ja: "署名が {given} 件あります。{most} 件以内にしてください。",
  },
  AttestationsNotAscending: {
    en: "Officer {officer} is out of order or twice. Give the signatures by ascending officer number, each once.",
    ja: "KYC担当者 {officer} の順序が不正か重複しています。番号の昇順で一度ずつ指定してください。",
  },
  NotAnOfficer: {
    en: "There is no active officer {number}. Check the officers' numbers.",
    ja: "KYC担当者 {number} は在任していません。番号を確認してください。",
  },
  "NotAnOfficer(caller)": {
    en: "{caller} is not the active officer with that number. Sign with the officer's own key, and check the number.",
    ja: "{caller} はその番号の在任中のKYC担当者ではありません。本人の鍵と番号を確認してください。",
  },
  AttestationInvalid: {
    en: "The signature given for officer {number} is by {signer}, not by {officer}, over this request (a zero address: no valid signature at all). Let the officer sign exactly this.",
    ja: "KYC担当者 {number} の署名は {signer} によるもので、{officer} によるこの内容への署名ではありません（ゼロアドレスは署名自体が無効）。署名し直してください。",
  },
  OfficerIsDisowned: {
    en: "Officer {number} is disowned since {since} and attests nothing. Ask another officer.",
    ja: "KYC担当者 {number} は {since} 以降否認されており、署名できません。他の担当者に依頼してください。",
  },
  ListQuotaSpent: {
    en: "Officer {number} would name more than {quota} passes in lists on {date}. Ask another officer, or wait for tomorrow (JST).",
    ja: "KYC担当者 {number} の {date} の一覧処理は上限 {quota} 件を超えます。他の担当者に依頼するか翌日までお待ちください。",
  },
  // One selector in three contracts: lists of wallets, of receivers, or of a net's parties and assets.
  ListsDiffer: {
    en: "The lists have {one} and {other} entries. Give lists that fit, entry by entry.",
    ja: "一覧の件数が一致しません（{one} と {other}）。項目ごとに対応する一覧を指定してください。",
  },
  "ListsDiffer(expected,given)": {
    en: "A list of the net has {given} entries in the place of {expected}. Give one for each party, or for each asset.",
    ja: "ネッティングの一覧の件数が {given} 件です（必要 {expected} 件）。当事者または資産ごとに1件ずつ指定してください。",
  },
  "ListsDiffer(to,units)": {
    en: "The lists have {to} receivers and {units} amounts. Give one amount for each receiver.",
    ja: "受取人 {to} 件に対し数量が {units} 件です。各受取人に1件ずつ指定してください。",
  },
  WalletAlreadyKnown: {
    en: "{wallet} belongs to investor {investorId} for good. Use a wallet that never had a pass.",
    ja: "{wallet} は投資家 {investorId} に恒久的に属しています。パスの発行歴のないウォレットを使用してください。",
  },
  TooManyWallets: {
    en: "Investor {investorId} has {most} wallets, the most there may be. Use one of them.",
    ja: "投資家 {investorId} のウォレットは上限 {most} に達しています。既存のものを使用してください。",
  },
  LinkNotTold: {
    en: "Class {number} ({token}) did not take the news of a second wallet, so nothing was linked. Send more gas, or ask the platform's admin.",
    ja: "銘柄番号 {number}（{token}）に反映できなかったため、追加は行われていません。ガスを増やすか、管理者に照会してください。",
  },
  NotAContract: {
    en: "{wallet} is no contract. A system pass is for a contract; give a person's wallet an ordinary pass.",
    ja: "{wallet} はコントラクトではありません。システム用パスはコントラクト専用です。通常のパスを発行してください。",
  },
  SystemPass: {
    en: "{wallet} has a system pass, which stands for no investor: it can neither be linked nor recovered. Name an investor's wallet.",
    ja: "{wallet} はシステム用パスで投資家に属さないため、追加・復旧の対象外です。投資家のウォレットを指定してください。",
  },
  NotThisInvestors: {
    en: "{wallet} is no other wallet of investor {investorId}. Link it to the investor first.",
    ja: "{wallet} は投資家 {investorId} の別ウォレットではありません。先に追加してください。",
  },
  ChangeWaits: {
    en: "A reclassification of {wallet} waits until {validFrom}. Try again once it holds, or have a pass guardian veto it.",
    ja: "{wallet} の区分変更が {validFrom} まで待機中です。発効後に再度お試しいただくか、監視者が拒否してください。",
  },
  RecoveredAlready: {
    en: "{successor} takes the place of {lost} already. Veto that recovery inside its window first, if it is wrong.",
    ja: "{lost} はすでに {successor} に承継されています。誤りであれば拒否期間内に拒否してください。",
  },
  AnnexMissing: {
    en: "There is no code at {annex}. Deploy the second half of the token's code first.",
    ja: "{annex} にコードがありません。先にトークンのコードの後半を配備してください。",
  },
  NotInThePass: {
    en: "This is the second half of the passes' code. Call KycPass itself.",
    ja: "これはKYCパス登録簿のコードの後半です。登録簿本体を呼び出してください。",
  },
  NoSuccessor: {
    en: "No pass names a wallet that takes the place of {lost}, or not yet. Let the officers recover it, and wait for the end of the veto window.",
    ja: "{lost} の承継先はパスに登録されていないか、まだ有効ではありません。KYC担当者による復旧と拒否期間の終了をお待ちください。",
  },
  NotTheSuccessor: {
    en: "The pass names {successor} as successor of {lost}. Propose the act with that wallet.",
    ja: "{lost} の承継先はパス上 {successor} です。その承継先で起案し直してください。",
  },
  SinceAhead: {
    en: "An officer is disowned since a time that has come, not since {since}. Give one in the past.",
    ja: "否認の起点 {since} はまだ到来していません。過去の日時を指定してください。",
  },
  DisownedAlready: {
    en: "Officer {number} is disowned since {since}. Only an earlier time changes that.",
    ja: "KYC担当者 {number} は {since} 以降すでに否認されています。変更は、より早い日時のみ可能です。",
  },
  NotDisowned: {
    en: "Officer {number} is not disowned. Check the officer's number.",
    ja: "KYC担当者 {number} は否認されていません。番号を確認してください。",
  },
  NeedsAnotherGuardian: {
    en: "You disowned officer {number} yourself. Another pass guardian, or the admin, takes that back.",
    ja: "KYC担当者 {number} を否認した本人は撤回できません。他の監視者または管理者が撤回します。",
  },
  OfficerQuotaSpent: {
    en: "Officer {number} has attested {quota} grants today, the most there may be. Ask another officer, or wait for tomorrow (JST).",
    ja: "KYC担当者 {number} は本日の上限 {quota} 件に達しました。他の担当者に依頼するか翌日までお待ちください。",
  },
  OfficerAlreadyThere: {
    en: "{officer} is an officer already. Name another key.",
    ja: "{officer} は既にKYC担当者です。別の鍵を指定してください。",
  },
  TooManyOfficers: {
    en: "{most} officers are active, the most there may be. Remove one first.",
    ja: "在任中のKYC担当者が上限の {most} 名です。先に解任してください。",
  },
  OfficerNumbersSpent: {
    en: "All officer numbers are used. Deploy another KYC pass contract.",
    ja: "KYC担当者の番号を使い切りました。別のKYCパスのコントラクトを配備してください。",
  },
  InvestorNumbersSpent: {
    en: "All investor numbers are used. Deploy another KYC pass contract.",
    ja: "投資家番号を使い切りました。別のKYCパスのコントラクトを配備してください。",
  },
  SettingsOutOfRange: {
    en: "Quorum {quorum}, veto window {vetoWindow} s or quotas {grantsPerOfficerPerDay} and {listedPerOfficerPerDay} are out of range. Choose 1 to 8, 1 second to 180 days, 1 to 4,095, and at least 1.",
    ja: "定足数 {quorum}、拒否期間 {vetoWindow} 秒、件数 {grantsPerOfficerPerDay}・{listedPerOfficerPerDay} のいずれかが範囲外です。順に1〜8、1秒〜180日、1〜4,095、1以上で指定してください。",
  },
  ClaimsOutOfRange: {
    en: "Residence {residence} or tax class {taxClass} is out of range. Use an ISO 3166-1 number and a tax class from 0 to 15.",
    ja: "居住地 {residence} または税区分 {taxClass} が範囲外です。ISO 3166-1の番号と0〜15の税区分を使用してください。",
  },
  DatePast: {
    en: "A date of the pass has passed already ({date}). Choose a later one.",
    ja: "パスの日付（{date}）は既に過ぎています。後の日付を指定してください。",
  },
  DatesNotTheirOwn: {
    en: "A reclassification leaves the pass's dates as they are ({expiry} and {screenedUntil}). Renew to change them.",
    ja: "区分変更では期日（{expiry}、{screenedUntil}）を変更できません。更新を行ってください。",
  },
  NotAClass: {
    en: "Class number {number} is not registered as {caller}. Check the class number.",
    ja: "銘柄番号 {number} は {caller} として登録されていません。番号を確認してください。",
  },
  NotAFactory: {
    en: "{caller} is no factory of this platform, and only factories register classes. Open the class through the platform's factory.",
    ja: "{caller} は当基盤の発行コントラクトではなく、銘柄を登録できません。当基盤の発行コントラクトから開設してください。",
  },
  TooManyClasses: {
    en: "The platform has all {most} classes that it may have. Deploy another KYC pass contract.",
    ja: "銘柄数が上限 {most} に達しました。別のKYCパスのコントラクトを配備してください。",
  },
  MoneyAlreadyRegistered: {
    en: "The yen token {token} is registered already, once and for good. Use that one.",
    ja: "円トークン {token} は登録済みで、変更できません。登録済みのトークンを使用してください。",
  },
  WalletZero: {
    en: "The zero address is no wallet. Name an account.",
    ja: "ゼロアドレスは指定できません。アカウントを指定してください。",
  },
  NotEnoughGas: {
    en: "Each class must be told, or each investor paid, for sure: {needed} gas were needed, {left} were left. Send the transaction with more gas.",
    ja: "全銘柄への通知または支払に必要なガス {needed} に対し残り {left} です。ガス上限を上げて送信してください。",
  },
  NotThePass: {
    en: "{caller} is not the KYC pass contract, which alone may tell of passes. Have the pass changed there.",
    ja: "{caller} はKYCパスのコントラクトではなく、通知できません。パスはKYCパスのコントラクトで変更してください。",
  },

  // registrars and classes
  NotTheDesk: {
    en: "{caller} is not the registrar desk. Use the desk's own function.",
    ja: "{caller} は原簿管理窓口ではありません。窓口の機能を使用してください。",
  },
  NotTheRegistrar: {
    en: "{caller} does not hold the registrar role {role} of this class, or holds it with a delay. Sign with a registrar's key.",
    ja: "{caller} はこの銘柄の原簿管理人の権限 {role} を有していないか、予告期間付きで有しています。原簿管理人の鍵で署名してください。",
  },
  NoClassLeft: {
    en: "The issuer with role {role} is not registered, or has opened all {most} classes that it may. Have the admin register it for more.",
    ja: "権限 {role} の発行会社は未登録か、開設できる銘柄数の上限 {most} に達しています。管理者に登録を依頼してください。",
  },
  NotAnImplementation: {
    en: "{implementation} is no registered implementation of a class. Use the platform's own, or have the admin register it.",
    ja: "{implementation} は登録済みの銘柄の実装コントラクトではありません。登録済みのものを指定するか管理者に登録を依頼してください。",
  },
  CodeMissing: {
    en: "A class needs a code. Give the one in its file.",
    ja: "銘柄にはコードが必要です。銘柄ファイルのコードを指定してください。",
  },
  FailedDeployment: {
    en: "A class with the same implementation, code and terms is there already. Use it, or give the new class another code.",
    ja: "実装・コード・条件が同じ銘柄が既に存在します。それを使用するか別のコードを指定してください。",
  },
  TermTooLarge: {
    en: "{value} does not fit: a registrar role and a lot are {most} at most. Choose a smaller one.",
    ja: "{value} は記録できません。原簿管理人の権限番号と移転単位は {most} 以下にしてください。",
  },
  NotARegistrarRole: {
    en: "Role {role} is no registrar's role. Use the one that the issuer was registered with.",
    ja: "権限 {role} は原簿管理人のものではありません。発行会社に付与された権限を指定してください。",
  },
  NotAClassOfThePlatform: {
    en: "{token} is no class of this platform. Check its address.",
    ja: "{token} は当基盤の銘柄ではありません。アドレスを確認してください。",
  },
  ActDelayMissing: {
    en: "A registrar's act must wait a while for a second key. Give a delay of 1 second or more.",
    ja: "原簿管理人の管理行為には第二の鍵を待つ待機期間が必要です。1秒以上を指定してください。",
  },
  ActKnown: {
    en: "The act {id} was proposed before. Give it another number if it is meant again.",
    ja: "管理行為 {id} は既に起案されたことがあります。再度行う場合は別の番号を指定してください。",
  },
  ActMalformed: {
    en: "The act {id} makes no sense: it needs units except to unfreeze or recover a wallet or to name a payee, a receiver other than the giver only where units move or a payee is named, and holds only where units leave them, of no more units than the act takes, or the one that gets a payee; to lend an action its power it needs the action alone. Correct it and propose it anew.",
    ja: "管理行為 {id} の内容が整っていません。数量はウォレットの凍結解除・復旧・支払先の指定以外で、移転元と異なる受取人は権利が移る場合と支払先の指定で必要です。拘束は数量の範囲で、そこから出る場合（支払先の指定は1件）のみ指定できます。手続への権限の貸与で指定するのは手続のみです。修正して起案し直してください。",
  },
  ActNotCovered: {
    en: "The act {id} would take {units} units, and the wallet has {balance}. Propose it for what is there.",
    ja: "管理行為 {id} の対象 {units} に対し、ウォレットの残高は {balance} です。残高の範囲で起案してください。",
  },
  ActOlderThanFreeze: {
    en: "The wallet was frozen at {frozenAt}, after the act {id} was proposed. Propose the unfreeze anew.",
    ja: "管理行為 {id} の起案後の {frozenAt} にウォレットが凍結されています。凍結解除を起案し直してください。",
  },
  RecordDateTooNear: {
    en: "It is too late to withdraw the record date {date}: another key could not put it back in time. Let it stand, and declare the right one besides.",
    ja: "基準日 {date} の取下げ期限は過ぎています（他の鍵による再指定の時間が残らないため）。基準日はそのまま有効です。",
  },
  ActNotOpen: {
    en: "The act {id} was never proposed as it stands, or was done or stopped. Propose it anew with another number.",
    ja: "管理行為 {id} はこの内容で起案されていないか、実行または中止されています。別の番号で起案し直してください。",
  },
  ActNeedsAnotherKey: {
    en: "{proposer} proposed the act {id} and cannot approve it too. Let another registrar approve it, or wait for its delay.",
    ja: "管理行為 {id} は {proposer} の起案によるため、同じ鍵では承認できません。別の原簿管理人が承認するか、待機期間の経過を待ってください。",
  },
  ActTooEarly: {
    en: "The act {id} can be carried out from {readyAt} on. Wait, or let a second registrar approve it.",
    ja: "管理行為 {id} を実行できるのは {readyAt} 以降です。お待ちいただくか、別の原簿管理人が承認してください。",
  },
  ActLapsed: {
    en: "The act {id} lapsed at {lapsedAt}. Propose it anew with another number.",
    ja: "管理行為 {id} の起案は {lapsedAt} に失効しました。別の番号で起案し直してください。",
  },
  NotFrozen: {
    en: "Of {wallet}, {frozen} units are frozen and {units} were to be unfrozen (0 and 0: the wallet itself is not frozen). Look up what is frozen.",
    ja: "{wallet} の凍結数量は {frozen} です（解除の請求 {units}。ともに0の場合はウォレット自体が凍結されていません）。凍結の状況を確認してください。",
  },
  "NotFrozen(wallet)": {
    en: "{wallet} is not frozen. Look up what is.",
    ja: "{wallet} は凍結されていません。凍結の状況を確認してください。",
  },
  LockUpOver: {
    en: "The lock-up of the tranche would be over at {until} already. Give a later time, or issue without a lock-up.",
    ja: "譲渡制限の期限 {until} は既に過ぎています。後の日時を指定するか、制限なしで発行してください。",
  },
  DocumentMalformed: {
    en: "The document {name} has no name or no hash, or was never set. Give both, and remove only what is there.",
    ja: "文書 {name} に名称またはハッシュがないか、登録されていません。両方を指定し、削除は登録済みの文書に限ってください。",
  },
  NotTheApplicant: {
    en: "{caller} cannot apply for consent, or withdraw an application, in the place of {holder}. The holder sends it.",
    ja: "{caller} は {holder} に代わって譲渡承認の請求・取下げをできません。保有者本人が送信してください。",
  },
  ConsentKnown: {
    en: "The consent {id} was applied for, given or ended before. Apply with another number.",
    ja: "承諾 {id} は既に請求・承認または終了しています。別の番号で請求してください。",
  },
  ConsentMalformed: {
    en: "The consent {id} is for no unit. Give 1 or more.",
    ja: "承諾 {id} の数量が零です。1以上を指定してください。",
  },
  ConsentLapsed: {
    en: "The consent {id} was good until {until}. Apply, or have it signed, with a later time.",
    ja: "承諾 {id} の期限（{until}）は過ぎています。後の期限で請求または署名し直してください。",
  },
  ConsentNotOpen: {
    en: "The consent {id} is not open: nobody applied for it, or it was given, rejected or withdrawn. Apply anew with another number.",
    ja: "承諾 {id} は請求されていないか、承認・拒否・取下げ済みです。別の番号で請求し直してください。",
  },
  ConsentSignatureInvalid: {
    en: "The consent {id} is not signed by {signer} over exactly this. Let the registrar sign it anew.",
    ja: "承諾 {id} はこの内容に対する {signer} の署名ではありません。原簿管理人が署名し直してください。",
  },
  ConsentUnused: {
    en: "An earlier consent from {from} to {to} is not used up. Use it first, or have the registrar take it back.",
    ja: "{from} から {to} への以前の承諾が未使用です。先に使用するか、原簿管理人が撤回してください。",
  },
  HoldOfAnother: {
    en: "The hold {hold} is on units of {holder}, not of the wallet that the act is for. Name that wallet's own holds.",
    ja: "拘束 {hold} は {holder} の保有分に対するもので、対象のウォレットのものではありません。対象の拘束を指定してください。",
  },
  HoldNotForAct: {
    en: "The act {id} is not for the hold {hold}: a pledge's execution takes pledged units alone, a trade's hold is not released by an act, and only a pledge or an attachment has a payee. Name other holds.",
    ja: "管理行為 {id} は拘束 {hold} を対象にできません。質権実行の対象は質権のみ、約定の拘束は管理行為で解除できず、支払先があるのは質権と差押えのみです。別の拘束を指定してください。",
  },
  NothingToIssue: {
    en: "Nothing would be issued to {to}. Give 1 unit or more.",
    ja: "{to} への発行数が零です。1以上を指定してください。",
  },
  NothingToFreeze: {
    en: "Nothing of {wallet} is left to freeze by this order. Look up what is frozen already.",
    ja: "{wallet} についてこの命令で凍結する対象は残っていません。凍結済みの数量を確認してください。",
  },
  AlreadyOpened: {
    en: "The class was opened already. Open another one with another code.",
    ja: "この銘柄は既に開設されています。別の銘柄コードで開設してください。",
  },
  CapOutOfRange: {
    en: "Cap {cap} and lot {lot} do not fit. Give both as 1 or more, and the cap as a multiple of the lot.",
    ja: "上限 {cap} と移転単位 {lot} が適合しません。ともに1以上、上限は移転単位の整数倍としてください。",
  },
  NoInvestorAllowed: {
    en: "A class that allows no investor could never be held. Allow 1 or more, or set no limit.",
    ja: "投資家数の上限が零の銘柄は誰も保有できません。1以上とするか上限を設けないでください。",
  },
  NameMissing: {
    en: "A class needs a name and a symbol. Give both.",
    ja: "銘柄の名称または略称がありません。両方を指定してください。",
  },
  NameTooLong: {
    en: "The name has {length} bytes, {most} at most fit. Shorten it.",
    ja: "名称が {length} バイトです。{most} バイト以内にしてください。",
  },
  PolicyMalformed: {
    en: "The policy word {policy} is malformed. Build it with the sdk's policyWord.",
    ja: "保有条件 {policy} の形式が不正です。sdkのpolicyWordで作成してください。",
  },
  NoCategoryAdmitted: {
    en: "A class must admit a category of investor. Name one or more.",
    ja: "対象とする投資家区分がありません。一つ以上指定してください。",
  },
  UnknownCategories: {
    en: "Categories {categories} have bits that mean nothing. Use the sdk's categoryBits.",
    ja: "投資家区分 {categories} に未定義の値があります。sdkのcategoryBitsで作成してください。",
  },
  TooManyResidences: {
    en: "{count} residences were given, {most} at most fit. Leave some out.",
    ja: "居住地が {count} 件あります。{most} 件以内にしてください。",
  },
  ResidenceOutOfRange: {
    en: "Residence {residence} is no ISO 3166-1 number. Give a country's three-digit number.",
    ja: "居住地 {residence} はISO 3166-1の番号ではありません。国の3桁の番号を指定してください。",
  },
  TermsEpochAtMaximum: {
    en: "The class's terms have changed as often as they can. Open a successor.",
    ja: "条件変更の回数が上限に達しました。後継銘柄を開設してください。",
  },

  // actions over all holders
  ActionNamed: {
    en: "{action} is named already, or no power was given. An action has one power for good: name another contract.",
    ja: "{action} は登録済みか、権限の指定がありません。登録後の権限は変更できません。別のコントラクトを指定してください。",
  },
  NotAnAction: {
    en: "{action} was not named for this power. Have the admin name it, or name another action.",
    ja: "{action} はこの権限を持つ手続として登録されていません。管理者による登録後に行うか、別のものを指定してください。",
  },
  LentAlready: {
    en: "{action} has the power over {token} for terms that are not done, or these terms are none. Have it finish or recall it first.",
    ja: "{action} には {token} の権限が別の条件で貸与済みか、条件の指定がありません。完了または回収してから行ってください。",
  },
  NothingLent: {
    en: "{action} has no power over {token}. Have its registrar lend it first.",
    ja: "{action} には {token} の権限が貸与されていません。先に原簿管理人が貸与してください。",
  },
  NotLent: {
    en: "What was lent to {action} does not cover the call {selector}. Order only what its power is for.",
    ja: "{action} に貸与された権限では {selector} を実行できません。権限の範囲で実行してください。",
  },
  ActionRuns: {
    en: "The class is in an action, which nobody else could end, so that {action} keeps its power. Recall it once the action has ended.",
    ja: "手続の実行中は {action} の権限を回収できません（他に終了させる者がないため）。終了後に回収してください。",
  },
  NotAPromise: {
    en: "The hold {id} is no promise to a trade. Only those end while an action runs; leave it out.",
    ja: "ホールド {id} は約定のためのものではありません。アクション中に終了できるのは約定のためのホールドだけです。除いてください。",
  },
  NoAction: {
    en: "The class is in no action. Begin one first.",
    ja: "この銘柄について実行中の手続がありません。先に開始してください。",
  },
  ActionsSpent: {
    en: "The class had 255 actions, as many as there can be in its life. Exchange it into another class.",
    ja: "この銘柄の手続は通算の上限255回に達しています。別の銘柄へ交換してください。",
  },
  HoldsNotTheWallets: {
    en: "The hold {id} is of none of the wallets named, or out of its order. List the wallets' holds in the order of the wallets, each one's ascending.",
    ja: "拘束 {id} は指定されたウォレットのものではないか、順序が異なります。ウォレットの順に、各ウォレット内は昇順で並べてください。",
  },
  "HoldsNotNamed(wallet,held,named)": {
    en: "Of {held} units held on {wallet}, holds of {named} were named. Name all of its holds.",
    ja: "{wallet} の拘束数量 {held} のうち指定されたのは {named} です。全ての拘束を指定してください。",
  },

  // payments to holders
  NotAPayingAgent: {
    en: "{caller} is no paying agent, or is one with a delay. Sign with a paying agent's key.",
    ja: "{caller} は支払代理人でないか、予告期間付きの権限です。支払代理人の鍵で署名してください。",
  },
  AnnouncedBefore: {
    en: "The distribution {id} was announced before. Give a new one another number.",
    ja: "支払 {id} は告知済みです。新たに行う場合は番号を変えてください。",
  },
  TermsMalformed: {
    en: "The terms of the distribution {id} make no sense, or do not take this. Check amounts, dates, fractions and who gets the taxes.",
    ja: "支払 {id} の条件が整っていないか、この操作の対象外です。金額・日付・端数・税の受取人を確認してください。",
  },
  OwedTooShort: {
    en: "What is owed must be claimable until {least} at least, not {owedUntil} (Unix seconds): as long as holders may claim by law. Choose a later end.",
    ja: "未払金の請求期限は {least} 以降（UNIX秒、指定 {owedUntil}）でなければなりません（法定の時効期間）。期限を延ばしてください。",
  },
  NotThePayer: {
    en: "{caller} cannot pay in with the yen of {payer}. Pay in with one's own.",
    ja: "{caller} は {payer} の資金を払い込めません。自らの資金で払い込んでください。",
  },
  "NotTheAnnouncer(id,caller)": {
    en: "{caller} did not announce the distribution {id}. Have it withdrawn by who did.",
    ja: "{caller} は支払 {id} の告知者ではありません。告知した者が取り下げてください。",
  },
  ClassNotInAction: {
    en: "A payment without a record date is part of an action, and {token} is in none. Begin the action, or name a record date.",
    ja: "基準日のない支払は手続の一部ですが、{token} は手続中ではありません。手続を開始するか、基準日を指定してください。",
  },
  BegunAlready: {
    en: "Investors are paid already of the distribution {id}: it goes on to its end. Push it on.",
    ja: "支払 {id} は一部実行済みのため取り下げられません。最後まで実行してください。",
  },
  NothingOwed: {
    en: "Of the distribution {id} nothing is owed under {key}. Look up what is owed, and to whom.",
    ja: "支払 {id} に {key} の未払金はありません。未払金の一覧を確認してください。",
  },
  StoppedByOrder: {
    en: "{wallet} or units of its investor are stopped by order: what is owed waits until the order ends. Ask whoever gave it.",
    ja: "{wallet} またはその投資家の保有分は命令により停止中です。停止の解除後に支払われます。命令した者に照会してください。",
  },
  NoPayee: {
    en: "The hold {hold} names nobody who is paid what its units earn. Have the registrar name a payee.",
    ja: "拘束 {hold} に収益の支払先の指定がありません。原簿管理人が支払先を指定してください。",
  },
  NotTheInvestors: {
    en: "{wallet} is no wallet of an investor whose pass works, or not this investor's. Name one of one's own.",
    ja: "{wallet} は有効なパスを持つ同一投資家のウォレットではありません。自身のウォレットを指定してください。",
  },
  NotThePayoutWallet: {
    en: "The investor is paid at {wallet} now: that wallet names the next one, not {caller}. Sign with it.",
    ja: "現在の受取先は {wallet} です。変更は {caller} ではなく受取先のウォレットから行ってください。",
  },
  "HoldsNotNamed(wallet,held)": {
    en: "Units of {wallet} are held ({held}), and not all its holds were named. Name all of them.",
    ja: "{wallet} に拘束（{held}）があり、全てが指定されていません。全ての拘束を指定してください。",
  },
  NotCovered: {
    en: "Of the distribution {id} ¥{left} are left, and the next investor's fraction is ¥{gross}. Pay in more.",
    ja: "支払 {id} の残額 ¥{left} では次の投資家の端数代金 ¥{gross} に足りません。追加で払い込んでください。",
  },
  RescaledBefore: {
    en: "The units of {wallet} were changed by an action before its investor was paid by what they were. Pay him when the action is over; if it is the action's own payment, ask the registrar: it comes first.",
    ja: "{wallet} の保有分は支払前にアクションにより変更されています。アクションの終了後に支払ってください。アクション自体の支払であれば、支払が先に行われるべきため、原簿管理人に照会してください。",
  },
  NoRates: {
    en: "No rates of tax are known for such a payment on {date}, to the tax class {taxClass}. Have the admin set them first.",
    ja: "{date} のこの種の支払について、税区分 {taxClass} の源泉税率が登録されていません。先に管理者が設定してください。",
  },
  RatesOutOfRange: {
    en: "Row {row} would withhold more than the whole, or has a tax class above 15. Correct it.",
    ja: "{row} 行目の税率の合計が全額を超えるか、税区分が15を超えています。修正してください。",
  },
  RowOutOfOrder: {
    en: "Row {row} begins before the last one of its kind. Rows follow each other: set the last one anew, or a later one.",
    ja: "{row} 行目の適用開始日が同種の最終行より前です。最終行の更新または以後の日付の追加のみ可能です。",
  },

  // record dates
  RecordDateOver: {
    en: "{date} is over, and a record date is declared on its own day at the latest. Choose a later one.",
    ja: "{date} は既に過ぎています。基準日はその当日までに指定してください。",
  },
  RecordDateTooFar: {
    en: "{date} is too far off for a record date. Choose one before 2106-02-07.",
    ja: "{date} は基準日として遠すぎます。2106年2月7日より前の日付を指定してください。",
  },
  RecordDateDeclaredAlready: {
    en: "{date} is a record date of this class already. Use it.",
    ja: "{date} は既にこの銘柄の基準日に指定されています。そのまま使用してください。",
  },
  RecordDateUnknown: {
    en: "{date} is no record date of this class that is still to come. Check the date.",
    ja: "{date} はこの銘柄の今後の基準日ではありません。日付を確認してください。",
  },
  RecordDateNotOver: {
    en: "The class has no record date number {id}, or its day is not over in Japan. Wait until it is.",
    ja: "基準日 {id} 番は存在しないか、その日がまだ終わっていません。経過後に照会してください。",
  },
  TooManyRecordDates: {
    en: "{most} record dates are still to be taken, the most there may be. Withdraw one, or wait until one is over.",
    ja: "未到来の基準日が上限の {most} 件です。取り下げるか到来をお待ちください。",
  },
  RecordDatesSpent: {
    en: "The class has had all the record dates that it can number. Open a successor.",
    ja: "この銘柄の基準日の番号を使い切りました。後継銘柄を開設してください。",
  },

  // yen
  DepositEmpty: {
    en: "A mint needs yen and a deposit's reference, not ¥{yen} for {depositReference}. Give both.",
    ja: "円の発行に必要な金額または入金番号がありません（¥{yen}、{depositReference}）。両方を指定してください。",
  },
  DepositAlreadyMinted: {
    en: "Yen were minted for deposit {depositReference} already. Check the deposit's reference.",
    ja: "入金 {depositReference} に対する円は発行済みです。入金番号を確認してください。",
  },
  ReserveNotFresh: {
    en: "The reserve was last attested as of {asOf}, more than {freshness} s ago. Attest it again first.",
    ja: "準備資産の確認（{asOf} 時点）から {freshness} 秒を超えています。先に再確認してください。",
  },
  ReserveExceeded: {
    en: "The supply would be ¥{supply}, above the attested reserve of ¥{reserve}. Attest the deposits first, or mint less.",
    ja: "発行後の残高 ¥{supply} が確認済み準備資産 ¥{reserve} を超えます。先に入金を確認するか発行額を減らしてください。",
  },
  ReserveAttestedOutOfOrder: {
    en: "The attestation as of {asOf} is not after the last one or the last payout ({last}) and up to now. Check the time.",
    ja: "確認時点 {asOf} が前回または最後の払戻し（{last}）より後、現在以前ではありません。時刻を確認してください。",
  },
  NoSuchRedemption: {
    en: "There is no redemption {id} under way. Check its number in the event of the request.",
    ja: "償還 {id} は存在しないか完了しています。請求時のイベントの番号を確認してください。",
  },
  NotATradeHold: {
    en: "The hold {id} is of no trade, so no order frees it: a redemption ends by the yen operator. Name a trade's hold.",
    ja: "拘束 {id} は約定のためのものではないため、命令では解除できません（償還は円トークン発行者が完了または返戻）。約定の拘束を指定してください。",
  },
  LimitExceeded: {
    en: "There would be ¥{yen}, above the limit of ¥{most} that the bank set for all yen or for one day. Mint less, or wait for tomorrow (JST).",
    ja: "¥{yen} となり、総額または1日あたりの上限 ¥{most} を超えます。発行額を減らすか、翌日までお待ちください。",
  },
  NotStranded: {
    en: "The pass of {wallet} works, or it is a system account: then its holder, or its action, pays out by itself. Ask there.",
    ja: "{wallet} のパスは有効か、システム口座です。保有者本人が償還を請求するか、その手続で支払ってください。",
  },
  NoBankAccount: {
    en: "No bank account is registered for {wallet}. Have the yen operator register it first.",
    ja: "{wallet} に銀行口座が登録されていません。先に円トークン発行者が登録してください。",
  },
  NotAPurse: {
    en: "{account} is no system account, and if it has a pass or had one, can be none. Name a contract that never had a pass; only a system account pays out.",
    ja: "{account} はシステム口座ではなく、パスの発行歴があれば指定もできません。パスの発行歴のないコントラクトを指定してください。支払はシステム口座のみ行えます。",
  },
  SystemAccountUnchanged: {
    en: "{account} is a system account already, or is none and was to be ended. Look up the list of them.",
    ja: "{account} は既にシステム口座であるか、終了の対象がシステム口座ではありません。一覧を確認してください。",
  },
  NotTheFunder: {
    en: "The system account {account} pays holders of working passes, and of other system accounts only its funder {funder}, not {to}. Pay one of these.",
    ja: "システム口座 {account} の支払先はパスの有効な保有者か、資金の拠出者 {funder} に限られます（{to} は不可）。支払先を変更してください。",
  },
  FreshnessOutOfRange: {
    en: "A freshness of {freshness} s would let nothing be minted. Choose 1 second or more.",
    ja: "準備資産確認の有効時間 {freshness} 秒では発行できません。1秒以上にしてください。",
  },

  // settlement
  TradeEmpty: {
    en: "A trade needs units and an amount, not {units} for {amount}. Give both as 1 or more.",
    ja: "取引の数量または金額がありません（{units}、{amount}）。ともに1以上を指定してください。",
  },
  TradeWithOneself: {
    en: "{party} is seller and buyer at once. Name two parties.",
    ja: "{party} が売り手と買い手の双方です。別の当事者を指定してください。",
  },
  TooEarly: {
    en: "The trade settles from {settleFrom} on, not yet. Wait.",
    ja: "この取引の決済は {settleFrom} 以降です。お待ちください。",
  },
  TooLate: {
    en: "The trade had to settle by {settleBy}. Both parties must sign a new one.",
    ja: "この取引の決済期限 {settleBy} は過ぎています。双方で署名し直してください。",
  },
  CycleNotVoid: {
    en: "The trade was made for netting cycle {cycle}, which is not void. It settles with that cycle, or by itself once the cycle is void; sign one with cycle 0 to settle it now.",
    ja: "この取引はネッティング・サイクル {cycle} のためのもので、無効になっていません。サイクルで決済するか無効となるのを待ち、直ちに個別決済する場合は署名し直してください。",
  },
  CashNotListed: {
    en: "{token} is not on the list of cash tokens. Use the yen token, or have it listed; a trade that is paid on another system settles there.",
    ja: "{token} は資金トークンとして登録されていません。円トークンを使用するか登録を申請してください。外部システムで支払う取引はその窓口で決済します。",
  },
  CashWithoutCode: {
    en: "There is no contract at {token}. Check the cash token's address.",
    ja: "{token} に契約がありません。資金トークンのアドレスを確認してください。",
  },
  "TermsChanged(security,current,fixed_)": {
    en: "The cycle's list has terms number {fixed_} for {security}, which is at {current} (0 for cash). Fix the present numbers; where the list is fixed already, make the cycle void, and let the parties sign anew.",
    ja: "サイクルの一覧では {security} の条件番号が {fixed_} ですが、現在は {current} です（資金は0）。現在の番号で確定してください。確定済みの場合はサイクルを無効とし、当事者が署名し直してください。",
  },
  TermsChanged: {
    en: "The trade was signed under terms number {signed}; the class is at {current}. Both parties must sign anew.",
    ja: "取引は条件番号 {signed} で署名されましたが、現在は {current} です。双方で署名し直してください。",
  },
  NonceUsed: {
    en: "Number {nonce} of {party} is used up: the trade was settled, made known here, or cancelled. Settle it as a matched one, or sign a new trade.",
    ja: "{party} の番号 {nonce} は使用済みです（決済・指図・照合・取消しのいずれか）。照合済みの取引として決済するか、新たに署名してください。",
  },
  // One selector in three contracts: what is signed is a trade, the nets of a cycle, or a payment's outcome.
  SignatureInvalid: {
    en: "{party} has not signed what was sent under {id}. Let {party} sign exactly this.",
    ja: "{party} の {id} に関するこの内容への署名がありません。本人に署名を求めてください。",
  },
  "SignatureInvalid(signer,id)": {
    en: "{signer} has not signed this about the payment of the trade {id}. Let {signer} sign exactly this.",
    ja: "取引 {id} の支払に関するこの内容への {signer} の署名がありません。本人に署名を求めてください。",
  },
  "SignatureInvalid(party,cycle)": {
    en: "{party} has not signed these nets of the cycle {cycle}. Let the party compute its own nets and sign them.",
    ja: "サイクル {cycle} のこの差引額への {party} の署名がありません。本人が計算のうえ署名してください。",
  },
  CashNotExact: {
    en: "{token} took {paid} and delivered {received} instead of {amount}, so it is no fit cash token. Trade in another one, and have this one taken off the list.",
    ja: "{token} は {amount} の代わりに {paid} を引き落とし {received} を引き渡したため、決済に適しません。別の資金トークンで取引し、これを一覧から外してください。",
  },
  NothingToCancel: {
    en: "None of these numbers in word {word} was still unused. Check the numbers: their trades are settled, known or cancelled already.",
    ja: "ワード {word} に未使用の番号がありません。番号を確認してください（決済・登録・取消し済みです）。",
  },
  Reentered: {
    en: "A token or wallet tried to settle inside a settlement. Do not trade with it, and tell the settlement operator.",
    ja: "決済中に再度決済が呼び出されました。そのトークンまたはウォレットとの取引を避け、決済運営者に連絡してください。",
  },
  SafeERC20FailedOperation: {
    en: "The cash token {token} refused the payment. Check its balance, allowance and state.",
    ja: "資金トークン {token} が支払いを拒否しました。残高・承認・状態を確認してください。",
  },
  HashLockNotTheSellers: {
    en: "{caller} cannot choose a hash-lock for {seller}: whoever knows the secret can say that the seller was paid. Reserve without one, or let the seller reserve.",
    ja: "{caller} は {seller} に代わってハッシュロックを指定できません（秘密を知る者が受領を主張できるため）。ハッシュロックなしで、または売り手本人が確保してください。",
  },
  UnitsNotHeld: {
    en: "Only {held} units are still held for this trade, on the account of {owner}: nobody pays for what is not there. Free them after the trade's last time and trade anew.",
    ja: "この取引のために拘束されている数量は {held}（口座 {owner}）のみのため、支払を指図できません。取引の最終時刻後に解除し、改めて取引してください。",
  },
  InterestOutOfRange: {
    en: "Interest of {rate} millionths a year is above 100 %. Offer 1,000,000 at most.",
    ja: "年率 {rate}（百万分率）は 100 % を超えています。1,000,000 以下を提示してください。",
  },

  // instructed and matched
  // One selector in three contracts, whose phases are numbered differently: none is named.
  WrongPhase: {
    en: "{id} is past the step at which this is done, or has not come to it. Look up where the trade stands, and its payment if it is paid on another system; or where the distribution stands.",
    ja: "{id} はこの操作を行える段階にありません。取引（外部システムで支払う場合は支払も）または保有者への支払の状態を確認してください。",
  },
  NotForTheParty: {
    en: "{caller} is not {party}, and has no mandate of that party now in what it gives. Let the party send it, or give a mandate.",
    ja: "{caller} は {party} 本人ではなく、引き渡す資産（権利または資金）に関する有効な委任もありません。本人が送信するか委任を設定してください。",
  },
  MandateExceeded: {
    en: "With this {delegate} would have given {amount} for {party}, in one trade or on one day (JST), and its mandate is for {most}. Let the party instruct it, or raise the mandate.",
    ja: "{delegate} が {party} に代わって引き渡す数量は1件または1日（日本時間）で {amount} となり、委任の上限 {most} を超えます。本人が指図するか上限を引き上げてください。",
  },
  InstructedBefore: {
    en: "The {side} has instructed the trade {id} already. Wait for the other side's instruction.",
    ja: "取引 {id} は{side}が既に指図しています。相手方の指図をお待ちください。",
  },
  NotInstructed: {
    en: "The {side} has not instructed the trade {id}, so there is nothing to withdraw. Check the side.",
    ja: "取引 {id} は{side}から指図されていないため、撤回できません。売り手・買い手の別を確認してください。",
  },
  CancelAgreedBefore: {
    en: "The {side} has agreed to cancel the trade {id} already. Wait for the other side, whose consent ends it.",
    ja: "取引 {id} の取消しに{side}は既に同意しています。相手方の同意により終了します。",
  },
  LegCannotBeHeld: {
    en: "The {side}'s leg of the trade {id} cannot be held: that is for units and yen, of a trade for no netting cycle; units that are paid on another system are reserved there. Instruct it without a hold.",
    ja: "取引 {id} の{side}の引渡し分は拘束できません。拘束できるのはネッティング以外の取引の権利と円に限られ、外部システムで支払う取引の権利はその窓口で確保します。拘束なしで指図してください。",
  },
  SignOffMissing: {
    en: "A settlement operator must sign the trade {id} off first. Ask one.",
    ja: "取引 {id} には決済運営者の承認が必要です。承認を依頼してください。",
  },
  PartsNotAllowed: {
    en: "The trade {id} was made to settle in one piece. Settle all of it.",
    ja: "取引 {id} は分割決済を認めていません。全量を決済してください。",
  },
  PartOutOfRange: {
    en: "Of the trade {id}, {rest} units are left, and {units} were to be settled. Give 1 or more, and no more than are left.",
    ja: "取引 {id} の未決済数量は {rest} です（請求 {units}）。1以上、未決済数量以下を指定してください。",
  },
  PartWithoutCash: {
    en: "{units} units of the trade {id} are worth less than the smallest unit of cash. Settle a larger part.",
    ja: "取引 {id} の {units} に対する金額が資金の最小単位に満たないため決済できません。数量を増やしてください。",
  },
  NotTheContractItself: {
    en: "{caller} is not the settlement contract itself, which alone settles one item of a batch this way. Send a batch.",
    ja: "{caller} は決済コントラクト自身ではありません。一括決済を利用してください。",
  },
  GasForItemMissing: {
    en: "Item {index} of the batch (the first is 0) starts only with {needed} gas left, so that none takes another's. Send more gas, or fewer items.",
    ja: "一括決済の {index} 番（先頭は0）の開始には残りガス {needed} が必要です。ガス上限を上げるか件数を減らしてください。",
  },
  NotARoute: {
    en: "{caller} is none of this platform's routes beside DvP: netting, cash on another system, fails. Call the route itself.",
    ja: "{caller} は当基盤の決済経路（ネッティング、外部資金、フェイル）ではありません。各経路のコントラクトを呼び出してください。",
  },
  RoutesNamedBefore: {
    en: "The routes beside DvP are named already, once and for good. Deploy another platform to have others.",
    ja: "DvP以外の決済経路は設定済みで、変更できません。変更するには別の基盤を配備してください。",
  },

  // netting
  NetsNotZero: {
    en: "The nets sum to {sum}, not to zero: somebody would receive what nobody gives. Compute them anew.",
    ja: "差引額の合計が零ではありません（{sum}）。計算し直してください。",
  },
  "NetsNotZero(asset,sum)": {
    en: "The nets of {asset} sum to {sum}, not to zero: somebody would receive what nobody gives. Let each party compute its own from the list of trades, and sign it.",
    ja: "{asset} の差引額の合計が零ではありません（{sum}）。各当事者が取引の一覧から計算し直し、署名してください。",
  },
  DeadlinePast: {
    en: "The cycle's deadline {deadline} is past. Give a new cycle a later one; an old cycle can be made void, so that its trades settle by themselves.",
    ja: "サイクルの期限 {deadline} は過ぎています。新しいサイクルには後の期限を指定してください。期限を過ぎたサイクルは無効とし、取引を個別に決済できます。",
  },
  NotTheOpener: {
    en: "{caller} did not open the cycle {id}, or is no settlement operator any more. Let its opener fix the list, or open another cycle.",
    ja: "{caller} はサイクル {id} の開始者ではないか、決済運営者の権限を失っています。開始者が一覧を確定するか、別のサイクルを開始してください。",
  },
  CycleFixedBefore: {
    en: "The list of the cycle {id} is fixed, once and for good. If it is wrong, make the cycle void and open another.",
    ja: "サイクル {id} の一覧は確定済みで、変更できません。誤りがある場合は無効とし、別のサイクルを開始してください。",
  },
  CycleNotFixed: {
    en: "The list of the cycle {id} is not fixed yet. Let its opener fix it, and the parties sign.",
    ja: "サイクル {id} の一覧は確定していません。開始者が確定し、当事者が署名してください。",
  },
  ListDiffers: {
    en: "This is not the list that was fixed for the cycle {id}. Send the one in its event CycleFixed.",
    ja: "この一覧はサイクル {id} で確定したものではありません。イベント CycleFixed の一覧を送信してください。",
  },
  CycleNotOver: {
    en: "The cycle {id} may settle until {deadline}, and before that its opener alone makes it void. Ask the opener, or wait.",
    ja: "サイクル {id} の期限は {deadline} で、それまでは開始者のみが無効にできます。開始者に照会するかお待ちください。",
  },
  CycleUnknown: {
    en: "There is no cycle {id}. Check its opener and its number.",
    ja: "サイクル {id} は存在しません。開始者と番号を確認してください。",
  },
  CycleOpenedBefore: {
    en: "The cycle {id} was opened before. Open one with another number.",
    ja: "サイクル {id} は既に開始されたことがあります。別の番号で開始してください。",
  },
  CycleOver: {
    en: "The cycle {id} has settled, or is void for good. Trades of a void one settle by themselves, or in a net by id.",
    ja: "サイクル {id} は決済済みか無効です。無効となったサイクルの取引は、個別に、または取引を指定したネッティングで決済してください。",
  },
  NotAscending: {
    en: "{next} stands after {previous}: addresses go in ascending order, each once. Sort them.",
    ja: "{previous} の次に {next} があります。アドレスは昇順で一度ずつ指定してください。",
  },
  ListEmpty: {
    en: "A net needs parties and assets. Name one of each at least.",
    ja: "ネッティングには当事者と資産が必要です。それぞれ1件以上指定してください。",
  },
  NotAnAsset: {
    en: "{asset} is no class of this platform, no yen and no listed cash, so nothing of it is netted. Leave it out, or have the cash listed.",
    ja: "{asset} は当基盤の銘柄・円・登録済み資金のいずれでもなく、ネッティングできません。除外するか、資金の登録を申請してください。",
  },
  NotInTheList: {
    en: "{missing} is a party or an asset of one of the trades, and is not in the list. Add it.",
    ja: "{missing} は取引の当事者または資産ですが一覧にありません。追加してください。",
  },
  NothingToNet: {
    en: "No trade was named to be netted. Name one or more.",
    ja: "ネッティングする取引が指定されていません。1件以上指定してください。",
  },

  // cash on another system
  NotThisCash: {
    en: "The trade is paid in {cash}, not on the other system. Settle it by DvP.",
    ja: "この取引の資金は {cash} で、外部システムの資金ではありません。DvPで決済してください。",
  },
  NotYet: {
    en: "This can be done from {from} on. Wait until then.",
    ja: "この操作ができるのは {from} 以降です。お待ちください。",
  },
  QuorumMissing: {
    en: "{signed} have signed, {needed} must. Collect more signatures.",
    ja: "署名は {signed} 名分ですが {needed} 名分が必要です。署名を追加してください。",
  },
  NotInRole: {
    en: "{signer} does not hold role {role} now, so what it signs does not count. Let holders of the role sign.",
    ja: "{signer} は現在 {role} の権限を有しないため、その署名は無効です。権限を持つ者が署名してください。",
  },
  BankReferenceUsed: {
    en: "The bank's reference {bankReference} was given for another outcome: one payment pays one trade. Check it at the bank.",
    ja: "銀行の照会番号 {bankReference} は別の結果に使用済みです（1件の支払は1件の取引に対応）。銀行に確認してください。",
  },
  BankReferenceMissing: {
    en: "An outcome names the payment, or its rejection, by the bank's reference. Give it.",
    ja: "支払結果には、支払または拒否の銀行照会番号が必要です。指定してください。",
  },
  HashLockClosed: {
    en: "That does not open the hash-lock of the trade {id}, or it has none. Ask the seller's bank for the secret, or let the attestors answer.",
    ja: "取引 {id} のハッシュロックはこの値では開かないか、設定されていません。売り手の銀行に確認するか、支払証明者の証明をお待ちください。",
  },
  QuorumOutOfRange: {
    en: "With a quorum of {quorum} one key alone would answer. Ask for 2 or more.",
    ja: "定足数 {quorum} では一つの鍵だけで決定できてしまいます。2以上にしてください。",
  },
  LongStopOutOfRange: {
    en: "A long stop {longStopAfter} s after a trade's last time is too late: 90 days at most. Choose a shorter one.",
    ja: "最終期限（取引の決済期限から {longStopAfter} 秒後）が長すぎます。90日以内にしてください。",
  },

  // fails and defaults
  NotLateYet: {
    en: "A day is judged from its cut-off on, today from {from}, and a trade at the first cut-off after its first settlement time. Settle it, or come back after the next cut-off.",
    ja: "判定は各日の時限（本日は {from}）以降、かつ取引の決済開始後に最初に到来する時限以降に行います。決済するか、次の時限後に再度お試しください。",
  },
  DayJudgedBefore: {
    en: "The trade {id} was judged for {day} already, once a day is all. Come back after the next cut-off.",
    ja: "取引 {id} の {day} の判定は済んでいます（1日1回）。次の時限後に再度お試しください。",
  },
  NotMatched: {
    en: "The trade {id} does not wait as a matched one: it was never matched, or it has settled, ended or awaits a payment. Look up where it stands.",
    ja: "取引 {id} は照合済みで決済待ちの状態にありません（未照合、決済済み、終了、または支払待ち）。状態を確認してください。",
  },
  TooFewDays: {
    en: "The trade {id} was late by {days_} marked days, and {needed} are needed. Have each further late day marked after its cut-off.",
    ja: "取引 {id} の遅延として記録された日数は {days_} 日で、{needed} 日が必要です。以後の遅延も各日の時限後に記録してください。",
  },
  InterestAgreed: {
    en: "Late interest of {rate} millionths a year is agreed for the trade {id}, in the place of the seller's right to cancel. Wait for the cash, or agree to cancel with the buyer.",
    ja: "取引 {id} には売り手の取消しに代えて年率百万分の {rate} の遅延損害金が合意されています。資金の到着を待つか、双方の同意で取り消してください。",
  },
  ReplacementDiffers: {
    en: "The trade {replacement} is no buy-in for {id}: it must be settled and signed off, for the same buyer, class, cash and the units that are left, from another seller, with the id of the failed trade as its common reference. Name one that is.",
    ja: "取引 {replacement} は {id} のバイインに該当しません。同じ買い手・銘柄・資金・未決済数量で、別の売り手からの、決済・承認済みで共通番号が元の取引のidである取引を指定してください。",
  },
  ReplacementTooDear: {
    en: "The buy-in {replacement} cost {amount}, and the seller answers for {most} at most. Buy elsewhere, or agree with the seller.",
    ja: "バイイン {replacement} の金額 {amount} は、売り手が負担する上限 {most} を超えます。他から調達するか、売り手と合意してください。",
  },
  NothingDue: {
    en: "Nothing is due from that side for the trade {id}, or it was collected already. Look the charges of the trade up.",
    ja: "取引 {id} について、その当事者の未払額はありません。取引の請求額を確認してください。",
  },
  TermsOutOfRange: {
    en: "The terms of fails are out of range: a rate from 0 to 100 % a year, a cut-off within the day, rights after 1 day or more. Correct them.",
    ja: "フェイルの条件が範囲外です。年率は0〜100%、時限は1日の範囲内、権利発生までの日数は1日以上としてください。",
  },
  CashElsewhere: {
    en: "The trade {id} is paid on another system: its payment and its long stop say what is late. Look its payment up.",
    ja: "取引 {id} は外部システムで支払われるため、遅延は支払の状態と最終期限によります。支払の状態を確認してください。",
  },

  // fixings
  IndexUnknown: {
    en: "There is no fixing {index}. Check its code, or have the admin set it up.",
    ja: "基準金利 {index} は設定されていません。コードを確認するか、管理者に設定を依頼してください。",
  },
  IndexTermsOutOfRange: {
    en: "A fixing asks for 2 to 16 reports and counts on for 31 days at most. Correct its terms.",
    ja: "基準金利の条件が範囲外です。報告数は2〜16、有効日数は31日以内としてください。",
  },
  ReportInvalid: {
    en: "The report of {index} for {date} is not signed by {reporter} over exactly this. Let the reporter sign it anew.",
    ja: "{index} の {date} の報告がこの内容に対する {reporter} の署名ではありません。報告者が署名し直してください。",
  },
  NotAReporter: {
    en: "{reporter} does not hold the rate reporter's role. Let a holder of it report.",
    ja: "{reporter} は金利報告者の権限を有していません。権限を持つ者が報告してください。",
  },
  ReportedBefore: {
    en: "{reporter} has reported {index} for {date} already, and a report stays. Let another reporter report.",
    ja: "{reporter} は {index} の {date} を報告済みで、変更できません。他の報告者が報告してください。",
  },
  OutsideTheWindow: {
    en: "Reports of that date are taken from {opens} to {closes}. Send it in that time; without a fixing the fallback counts.",
    ja: "その日の報告の受付は {opens} から {closes} までです。期間内に送信してください。確定がない場合は代替値を用います。",
  },
  WindowStillOpen: {
    en: "Reports are taken until {closes}. Fix the rate after that.",
    ja: "報告の受付は {closes} までです。その後に確定してください。",
  },
  TooManyReports: {
    en: "{index} has all the reports for {date} that it takes. Fix the rate once the window is over.",
    ja: "{index} の {date} の報告は上限に達しています。受付終了後に確定してください。",
  },
  TooFewReports: {
    en: "{reports} reports of {index} for {date} count, and {quorum} are needed: that date stays without a fixing. Use the one before, or the fallback.",
    ja: "{index} の {date} の有効な報告は {reports} 件で、{quorum} 件が必要です。この日は確定されません。直前の確定値または代替値を用いてください。",
  },
  FixedBefore: {
    en: "{index} is fixed for {date}, for good. Read it.",
    ja: "{index} の {date} は確定済みで、変更されません。確定値を参照してください。",
  },
  NoFixing: {
    en: "{index} has no fixing for {date}, and none before it that is recent enough. Use the fallback.",
    ja: "{index} には {date} の確定値も、有効な直前の確定値もありません。代替値を用いてください。",
  },

  // meetings
  ConvenedBefore: {
    en: "The meeting {id} was convened already. Give the new one another number.",
    ja: "招集済みの集会です（{id}）。新たな集会には別の番号を指定してください。",
  },
  MeetingMalformed: {
    en: "The terms of the meeting {id} cannot be: 1 to 64 items, each with a document and shares that can be reached, at most 16 excluded wallets, and a close after the opening. Correct them.",
    ja: "集会 {id} の条件が不正です。議案は1〜64件（各議案に文書と達成可能な割合）、除外ウォレットは16以内、締切は開始より後としてください。",
  },
  OpensTooEarly: {
    en: "Ballots would open at {opens}, and must not before {after_}: that is now, or the end of the record date. Choose a later opening.",
    ja: "投票の開始 {opens} が早すぎます。現在および基準日の終わり（{after_}）より後を指定してください。",
  },
  NoticeTooShort: {
    en: "Two weeks lie between the notice and the day of the meeting: {meeting} is too early, {earliest} is the first. Choose a later day, or name the reason for a shorter notice.",
    ja: "招集通知と会日の間には2週間が必要です。会日 {meeting} は早すぎます（最短 {earliest}）。会日を改めるか、期間を短縮する理由を指定してください。",
  },
  RecordDateTooOld: {
    en: "The record date {recordDate} is more than three months before the meeting, {oldest} is the first that is not. Choose a later one, or name the reason for it.",
    ja: "基準日 {recordDate} が会日の3か月より前です（{oldest} 以降）。基準日を改めるか、理由を指定してください。",
  },
  MeetingNotInPhase: {
    en: "The meeting {id} does not stand where this can be done: ballots and outcomes need its votes fixed after the record date, and nothing is left to do of one that is declared or called off. Look it up.",
    ja: "集会 {id} は現在この操作ができる段階にありません。投票と結果には基準日後の議決権数の確定が必要で、結果公表後および中止後は操作できません。状態を確認してください。",
  },
  OpenedAlready: {
    en: "The meeting {id} opened at {opens} and cannot be called off any more. Let it end.",
    ja: "集会 {id} は {opens} に投票を開始したため、中止できません。終了をお待ちください。",
  },
  "NotTheRecordDate(recordId,date,asked)": {
    en: "Record date no. {recordId} is {date}, and the meeting's is {asked}. Look its number up with the lens.",
    ja: "{recordId} 番の基準日は {date} で、集会の基準日 {asked} と異なります。番号を確認してください。",
  },
  NotOpen: {
    en: "The meeting {id} takes this from {opens} to {closes}, and it is {now_}. Come back in that time.",
    ja: "集会 {id} の受付は {opens} から {closes} までです（現在 {now_}）。期間内に行ってください。",
  },
  NotClosedYet: {
    en: "The meeting {id} is open until {closes}, and its outcome is there after that. Wait until then.",
    ja: "集会 {id} の締切は {closes} です。結果はその後に確認できます。",
  },
  NotTheVoter: {
    en: "{caller} cannot send this: it is {voter}'s own to send or to sign. Use that key.",
    ja: "{caller} は送信できません。{voter} 本人の送信または署名が必要です。",
  },
  BallotSignatureInvalid: {
    en: "The signature is not {voter}'s over this ballot or appointment at the meeting {id}. Have it signed again.",
    ja: "集会 {id} のこの投票または委任に対する {voter} の署名ではありません。署名し直してください。",
  },
  NoVotes: {
    en: "{holder} has no votes at the meeting {id}: no units at the record date, or excluded by its terms. Vote with a wallet that held units then.",
    ja: "{holder} は集会 {id} の議決権を有しません（基準日の保有なし、または議決権から除外）。基準日に保有していたウォレットで行使してください。",
  },
  NumberUsed: {
    en: "The number {number} is not above {last}, the last one used at the meeting {id}: this or a later ballot or appointment came before. To change it, sign one with a higher number.",
    ja: "番号 {number} は集会 {id} で使用済みの番号 {last} を超えていません（同じか後の投票・委任が先に届いています）。変更するにはより大きい番号で署名してください。",
  },
  NumberAhead: {
    en: "The number {number} lies ahead of the chain's time, {now_}. Send it later, or sign one that does not.",
    ja: "番号 {number} がチェーンの現在時刻 {now_} より先です。時間をおいて送信するか、小さい番号で署名してください。",
  },
  NotAppointed: {
    en: "At the meeting {id} nobody votes for {holder} by the appointment {appointment}: there is none, or a later ballot or appointment ended it. Ask the holder.",
    ja: "集会 {id} で {holder} の委任 {appointment} は有効ではありません（不存在、または後の投票・委任により終了）。本人に確認してください。",
  },
  ProxyHoldsNothing: {
    en: "Only holders at the record date may be proxies at the meeting {id}, and {proxy} is none. Appoint a holder.",
    ja: "集会 {id} の代理人は基準日の保有者に限られ、{proxy} は該当しません。保有者を選任してください。",
  },
  BallotMalformed: {
    en: "A ballot at the meeting {id} says for, against or abstain on every item and nothing beyond, in 1 to 129 parts of which each has votes. Correct it.",
    ja: "集会 {id} の投票は、すべての議案について賛成・反対・棄権のいずれかを示し、1〜129に分けた各部分に議決権が必要です。修正してください。",
  },
  VotesNotDivisible: {
    en: "At the meeting {id} an investor's votes go as one. Cast a ballot with one part that has them all.",
    ja: "集会 {id} では議決権の不統一行使はできません。全議決権を一つにして投票してください。",
  },
  TooManyVotes: {
    en: "A part of the ballot at the meeting {id} has {votes} votes, and {left} are left. Correct the parts.",
    ja: "集会 {id} の投票の一部の議決権数 {votes} が残り {left} を超えています。修正してください。",
  },

  // powers
  AdminCannotRenounce: {
    en: "{admin} cannot give the admin role up by itself. Have it revoked, after the admin's delay.",
    ja: "{admin} は管理者権限を自ら放棄できません。予告期間を経て解任してください。",
  },
  AuthorityIsFixed: {
    en: "{target} keeps its authority for good. Deploy another platform to have another authority.",
    ja: "{target} の権限管理コントラクトは変更できません。変更するには別の基盤を構築してください。",
  },
  CallTargetItself: {
    en: "The authority executes nothing at {target}. Call the target itself, with the key that holds the role.",
    ja: "権限管理コントラクトを経由して {target} を実行することはできません。権限を持つ鍵で対象のコントラクトを直接呼び出してください。",
  },
  AccessManagedUnauthorized: {
    en: "{caller} does not hold the role for this. Sign with a key that does: see who can do what.",
    ja: "{caller} にはこの操作の権限がありません。権限を持つ鍵で署名してください。",
  },
  AccessManagedRequiredDelay: {
    en: "{caller} must announce this {delay} s ahead. Schedule it at the platform's authority first.",
    ja: "{caller} はこの操作を {delay} 秒前に予告する必要があります。先に予約してください。",
  },
  AccessManagerNotScheduled: {
    en: "This was not announced. Schedule it at the platform's authority first.",
    ja: "この操作は予告されていません。先に予約してください。",
  },
  AccessManagerNotReady: {
    en: "This was announced, but its delay is not over. Wait.",
    ja: "予告期間が終わっていません。お待ちください。",
  },
  AccessManagerExpired: {
    en: "The announcement has expired. Schedule it again.",
    ja: "予告の有効期間が過ぎました。予約し直してください。",
  },
  AccessManagerAlreadyScheduled: {
    en: "This is announced already. Wait for its delay, or cancel it.",
    ja: "既に予告されています。期間を待つか取り消してください。",
  },
  AccessManagerUnauthorizedAccount: {
    en: "{msgsender} does not hold role {roleId}. Sign with a key that does.",
    ja: "{msgsender} には権限 {roleId} がありません。権限を持つ鍵で署名してください。",
  },
  AccessManagerUnauthorizedCancel: {
    en: "{msgsender} may not call off what {caller} announced. That is for whoever announced it, or for another admin.",
    ja: "{msgsender} は {caller} の予告を中止できません。中止できるのは予告した本人または他の管理者です。",
  },
  AccessManagerUnauthorizedCall: {
    en: "{caller} may not call this function of {target}. Sign with a key that may.",
    ja: "{caller} は {target} のこの機能を呼び出せません。権限を持つ鍵で署名してください。",
  },

  // offerings
  OfferingMalformed: {
    en: "The terms of offering {id} do not fit together: price, units and lot above zero, whole lots (of the class too), the least no more than the most, opening, close and last second to issue in their order and within 366 days, a payee, and a solicitation list of the same registrar together with its limit. Correct them; their hash changes.",
    ja: "募集 {id} の条件に不整合があります（価格・数量・申込単位は正、銘柄の移転単位の整数倍、最低数量は上限以下、開始・締切・発行期限は順序どおり366日以内、払込先の指定、勧誘人数リストは同一の原簿管理人のもので上限と併せて指定）。訂正するとハッシュも変わります。",
  },
  OfferingKnown: {
    en: "Offering {id} was opened before. Give the terms another number.",
    ja: "募集 {id} は既に開始されています。条件の番号を変えてください。",
  },
  OfferingAboveCap: {
    en: "The class has room for {room} units below its cap, and offering {id} offers {units}. Offer fewer.",
    ja: "この銘柄の発行余力は {room} で、募集 {id} の数量 {units} に足りません。数量を減らしてください。",
  },
  OfferingWithoutLoan: {
    en: "The registrar has lent no issue power on the terms of offering {id} (lent now: {lent}). Lend it at the registrar's desk on exactly these terms.",
    ja: "募集 {id} の条件での発行権限が貸与されていません（現在の貸与先条件: {lent}）。原簿管理人が同じ条件で貸与してください。",
  },
  OfferingInPhase: {
    en: "Offering {id} is past the step at which this is done, or has not come to it. Look up where it stands.",
    ja: "募集 {id} はこの操作を行える段階にありません。状態を確認してください。",
  },
  OfferingNotInTime: {
    en: "Offering {id} is subscribed from {opens} to {closes}. Subscribe and withdraw in that time.",
    ja: "募集 {id} の申込期間は {opens} から {closes} までです。申込みと取消しは期間内に行ってください。",
  },
  OfferingStillOpen: {
    en: "Offering {id} can be subscribed until {closes}. Wait until then.",
    ja: "募集 {id} は {closes} まで申込期間中です。締切後に操作してください。",
  },
  OfferingOver: {
    en: "Offering {id} had to be issued by {issueBy}. What is left of it is refunded: anybody can do that.",
    ja: "募集 {id} の発行期限は {issueBy} でした。残りは返金となります（誰でも実行できます）。",
  },
  OfferingTooSmall: {
    en: "Offering {id} has {units} units, fewer than the {least} without which it fails. Allot more, or refund it.",
    ja: "募集 {id} の数量 {units} は最低数量 {least} に達していません。割当てを増やすか、返金してください。",
  },
  OfferingFull: {
    en: "Offering {id} has {left} units left, not {units}. Subscribe for fewer.",
    ja: "募集 {id} の残数は {left} です（申込 {units}）。数量を減らしてください。",
  },
  OfferingNotFailed: {
    en: "Offering {id} has not failed, nor is its last second to issue over, so nothing is refunded yet. Wait for one of these.",
    ja: "募集 {id} は不成立でも発行期限経過でもありません。まだ返金できません。",
  },
  OfferingTermsChanged: {
    en: "The class's terms changed since offering {id} was opened ({opened} then, {current} now): a unit is no longer what was subscribed. Refund it, and open another.",
    ja: "募集 {id} の開始後に銘柄の条件が変わりました（開始時の版 {opened}、現在 {current}）。返金のうえ、改めて募集してください。",
  },
  AllottedOtherwise: {
    en: "Units of offering {id} are not allotted by file. Issue it once it has closed.",
    ja: "募集 {id} はファイルによる割当ての対象ではありません。締切後に発行してください。",
  },
  AllottedTooMuch: {
    en: "{units} units of offering {id} would be allotted, and {most} is the most: what was subscribed by an entry, or what is offered in all. Allot fewer.",
    ja: "募集 {id} の割当数 {units} が上限 {most}（申込数または募集総数）を超えます。割当てを減らしてください。",
  },
  SubscriberNotAdmitted: {
    en: "{wallet} could receive no units of the class now: its pass does not work, the class is not for it, or it is stopped. Look up which rule refuses it.",
    ja: "{wallet} は現在この銘柄を取得できません（パスが無効、対象外、または凍結中）。拒否理由を確認してください。",
  },
  SubscribedTooMuch: {
    en: "The investor of {wallet} would have subscribed {units} units in all his wallets, and {most} is the most for one investor. Subscribe for fewer.",
    ja: "{wallet} の投資家の申込数が全ウォレット合計で {units} となり、1投資家あたりの上限 {most} を超えます。数量を減らしてください。",
  },
  NotTheSubscriber: {
    en: "{caller} did not subscribe this entry: {holder} did. Let that wallet withdraw it.",
    ja: "この申込みは {caller} ではなく {holder} のものです。本人が取り消してください。",
  },
  EntryInState: {
    en: "Entry {entry} of offering {id} is not there, or was withdrawn, issued or refunded. Look up where it stands.",
    ja: "募集 {id} の申込 {entry} は存在しないか、取消し・発行・返金済みです。状態を確認してください。",
  },
  ProceedsRefused: {
    en: "{proceedsTo} is to be paid and could receive no yen now. Have its pass and its freezes put right first.",
    ja: "払込先 {proceedsTo} は現在円トークンを受領できません。パスまたは凍結の状態を先に解消してください。",
  },
  GasForEntryMissing: {
    en: "Entry {entry} starts only with {needed} gas left, so that nobody is refunded for want of gas. Send more gas, or name fewer entries.",
    ja: "申込 {entry} の処理開始には残りガス {needed} が必要です（ガス不足による返金を防ぐため）。ガス上限を上げるか件数を減らしてください。",
  },
  NotTheOffering: {
    en: "{caller} is not the offering contract itself, which alone issues one entry this way. Issue the offering.",
    ja: "{caller} は募集コントラクト自身ではありません。発行の機能を利用してください。",
  },
  SolicitationListMalformed: {
    en: "A solicitation list is of a registrar's role, has a limit above zero and a window of 1 to 400 days. Correct the values.",
    ja: "勧誘人数リストには原簿管理人の権限、1以上の上限、1〜400日の通算期間が必要です。値を訂正してください。",
  },
  SolicitationListKnown: {
    en: "The solicitation list {list} is open already, with its limit and window for good. Use it, or choose another name.",
    ja: "勧誘人数リスト {list} は既に開かれており、上限と期間は変更できません。そのまま使うか、別の名前にしてください。",
  },
  SolicitationListUnknown: {
    en: "There is no solicitation list {list}. Open it first.",
    ja: "勧誘人数リスト {list} はありません。先に開いてください。",
  },
  SolicitedPersonMissing: {
    en: "A person on the solicitation list {list} is named by 32 bytes that are not zero. Name each one.",
    ja: "勧誘人数リスト {list} では各人をゼロ以外の32バイトで示します。指定してください。",
  },
  TooManySolicited: {
    en: "{asked} persons would be asked within the window of the list {list}, and {most} is the most. Ask nobody further before somebody's window is over.",
    ja: "リスト {list} の通算期間内の勧誘人数が {asked} 名となり、上限 {most} 名を超えます。期間が経過するまで新たに勧誘しないでください。",
  },

  // word arithmetic: reached only if another check is missing
  BalanceOverflow: {
    en: "A balance would overflow. Use a smaller amount.",
    ja: "残高が記録可能な上限を超えます。数量を減らしてください。",
  },
  BalanceUnderflow: {
    en: "A balance would fall below zero. Use no more than is there.",
    ja: "残高が負になります。残高以下の数量を指定してください。",
  },
  HeldOverflow: {
    en: "{units} more cannot be held: {held} of a balance of {balance} are. Hold fewer, or release others first.",
    ja: "残高 {balance} のうち {held} が拘束済みのため、{units} を追加で拘束できません。数量を減らすか、先に他の拘束を解除してください。",
  },
  HeldUnderflow: {
    en: "Less is held than would be released. Release no more than is held.",
    ja: "拘束数量を超えて解除できません。拘束数量以下を指定してください。",
  },
  SupplyOverflow: {
    en: "The supply would exceed what a token can count. Issue less.",
    ja: "総数が記録可能な上限を超えます。発行数を減らしてください。",
  },
  SupplyUnderflow: {
    en: "The supply would fall below zero. Redeem no more than there is.",
    ja: "総数が負になります。総数以下を指定してください。",
  },
  HoldersOutOfRange: {
    en: "There would be more holders than a token can count. Transfer to somebody who holds it already.",
    ja: "保有者数が記録可能な上限を超えます。既存の保有者に移転してください。",
  },
  // bonds, splits and consolidations
  NotLentOnTheseTerms: {
    en: "Two registrar keys did not approve these terms for {token}: approved is {lent}, given is {terms}. Have them approve an act that lends the action the class on exactly these terms.",
    ja: "{token} について、この条件は原簿管理人の2つの鍵で承認されていません（承認済み {lent}、指定 {terms}）。この条件どおりの付与を起案・承認してください。",
  },
  DistributionUnfinished: {
    en: "Not everybody is paid: distribution {id} is not complete. Push it for those who are left first.",
    ja: "支払 {id} が完了していません。残りの保有者への支払を先に進めてください。",
  },
  BondKnown: {
    en: "The bond {token} is registered already, for good. Use the terms that stand there.",
    ja: "社債 {token} は登録済みです（変更できません）。登録済みの条件を使用してください。",
  },
  NotABond: {
    en: "{token} is no bond class. Register a class of type bond.",
    ja: "{token} は社債の銘柄ではありません。社債として開設した銘柄を登録してください。",
  },
  UnitsIssuedBefore: {
    en: "{token} has {supply} units already. A bond is registered before the first one is issued.",
    ja: "{token} はすでに {supply} 発行されています。社債の登録は最初の発行前に行います。",
  },
  BondMalformed: {
    en: "The terms of {token} do not hold together: face, rate, periods a year, call, tax payee, calendar, document, or the number of periods. Correct them and have them approved anew.",
    ja: "{token} の条件に矛盾があります（額面、利率、年回数、繰上償還、納付先、暦、文書、期間数）。修正のうえ再承認してください。",
  },
  PeriodMalformed: {
    en: "Period {period} (from 0) does not hold together. See that it follows the one before without a gap, has as many days as it says, is paid within ten days of its due date and after its record date; only the last has no record date.",
    ja: "利息期間 {period}（0起算）に矛盾があります。前の期間との連続、日数、支払日（期日前後10日以内、基準日後）、最終期以外の基準日を確認してください。",
  },
  PrincipalNotWhole: {
    en: "What the periods repay is {sum} ten-trillionths of the face, and must be 10,000,000,000,000. Correct the schedule.",
    ja: "各期の元本償還の合計が {sum} です。10兆分の10兆（額面全額）になるよう修正してください。",
  },
  MaturityDiffers: {
    en: "The class matures on {maturity}, the last period is due on {due}. Make them the same.",
    ja: "銘柄の満期日 {maturity} と最終期の期日 {due} が一致しません。同じ日にしてください。",
  },
  WrongBondPhase: {
    en: "The bond {token} is past the step at which this is done, or has not come to it. Look up where it stands.",
    ja: "社債 {token} はこの操作を行える段階にありません。状態を確認してください。",
  },
  PeriodUnpaid: {
    en: "Period {period} (from 0) of {token} is not paid in. Pay it in first.",
    ja: "{token} の利息期間 {period}（0起算）が未払です。先に払い込んでください。",
  },
  PeriodNotOpen: {
    en: "{token} has no period {period} (from 0), or it is paid already. Check the period's number.",
    ja: "{token} の利息期間 {period}（0起算）は存在しないか、支払済みです。番号を確認してください。",
  },
  PaidByRedemption: {
    en: "Period {period} (from 0) of {token} is the last, which is paid with the redemption. Run the redemption.",
    ja: "{token} の利息期間 {period}（0起算）は最終期で、償還とともに支払われます。償還を実行してください。",
  },
  "NotTheRecordDate(record,date)": {
    en: "The period's record date is {record}, the number given is that of {date}. Give the number of {record}.",
    ja: "この期間の基準日は {record} ですが、指定された番号は {date} のものです。{record} の番号を指定してください。",
  },
  NotFloating: {
    en: "{token} has a fixed rate, so there is nothing to fix. Pay the period at the rate of its terms.",
    ja: "{token} は固定利付で、利率の決定は不要です。条件の利率で支払ってください。",
  },
  RateNotFixed: {
    en: "The rate of period {period} (from 0) of {token} is not fixed. Fix it first; anyone can.",
    ja: "{token} の利息期間 {period}（0起算）の利率が未決定です。先に決定してください（誰でも可能）。",
  },
  RateFixedBefore: {
    en: "The rate of period {period} (from 0) of {token} is fixed already, for good. Use that one.",
    ja: "{token} の利息期間 {period}（0起算）の利率は決定済みです。決定済みの利率を使用してください。",
  },
  FixingMissing: {
    en: "There is no fixing of {index} at or shortly before {date}. From {from} on the rate of the period before counts.",
    ja: "{date} およびその直前の {index} の基準金利がありません。{from} 以降は前期間の利率が適用されます。",
  },
  NotCallable: {
    en: "The terms of {token} let nothing be repaid early. Pay at the dates of its terms.",
    ja: "{token} の条件は繰上償還を認めていません。条件の期日に支払ってください。",
  },
  CallOutOfRange: {
    en: "{date} is too early or too late for an early repayment, or its record date is over. Choose one from {firstDate} to {lastDate} whose record date is still to come.",
    ja: "{date} は繰上償還の期日にできません。{firstDate} から {lastDate} までで、基準日が経過していない日を指定してください。",
  },
  CallRuns: {
    en: "All of {token} is redeemed at {date}, as announced. Pay that.",
    ja: "{token} は {date} に全額繰上償還される旨が告知済みです。その支払を行ってください。",
  },
  NoCall: {
    en: "No early redemption of {token} is announced. Announce one first.",
    ja: "{token} の繰上償還は告知されていません。先に告知してください。",
  },
  NoticeBegun: {
    en: "The redemption at {date} stands: its notice began on {noticeDate}, and holders rely on it. Pay it on its day.",
    ja: "{date} の繰上償還は撤回できません（告知期間は {noticeDate} に開始）。その日に支払ってください。",
  },
  ShareOutOfRange: {
    en: "{share} cannot be repaid: from 1 to {most} ten-trillionths of the face can. To repay all, announce the redemption.",
    ja: "償還割合 {share} は指定できません（1 から {most} まで、10兆分率）。全額の場合は繰上償還を告知してください。",
  },
  NoPaymentDue: {
    en: "Nothing is due on {token}, so there is nothing to be late with. Look up its next payment.",
    ja: "{token} に支払うべき額はありません。次の支払日を確認してください。",
  },
  DefaultKnown: {
    en: "The default on {token} is marked already. Paying in cures it.",
    ja: "{token} の不履行は記録済みです。払込みにより解消します。",
  },
  PaymentDateOutOfRange: {
    en: "{pays} is out of range for a payment that is not late. Give a date from {firstDate} to {lastDate}.",
    ja: "{pays} は遅延前の支払日にできません。{firstDate} から {lastDate} までの日を指定してください。",
  },
  RecordDateNotMissed: {
    en: "The record date {record} is not over, or was declared, or the number given does not show that it was not. Only one that was missed is replaced.",
    ja: "基準日 {record} は経過していないか、設定済みであるか、指定番号では未設定と確認できません。置換できるのは設定漏れの基準日のみです。",
  },
  SplitMalformed: {
    en: "The terms of split {id} do not hold together. Give a ratio that is neither one to one nor to none, and for fractions a price, funding and a tax payee; where none are left, give none of these.",
    ja: "分割・併合 {id} の条件に矛盾があります。比率（等倍・0は不可）と、端数が生じる場合のみ端数代金・払込額・納付先を確認してください。",
  },
  BondsDoNotSplit: {
    en: "{token} is a bond: its face follows from its terms, and it does not split. Open another class and exchange it.",
    ja: "{token} は社債のため分割・併合できません。別の銘柄を開設して交換してください。",
  },
  WrongSplitPhase: {
    en: "The split {id} is past the step at which this is done, or has not come to it. Look up where it stands.",
    ja: "分割・併合 {id} はこの操作を行える段階にありません。状態を確認してください。",
  },
  SupplyOutOfRange: {
    en: "{supply} units would become {units}: there must be some, and no more than a class can count. Choose another ratio.",
    ja: "発行数 {supply} は {units} になり、0または記録可能な上限超となります。比率を変更してください。",
  },
  RecordDateNear: {
    en: "A record date ends at {until}, within seven days or while this would run. Begin after it.",
    ja: "基準日が {until} に到来します（7日以内）。基準日の経過後に開始してください。",
  },
  ScaledAlready: {
    en: "{units} units are scaled already, so split {id} cannot be called off. Push it on to its end.",
    ja: "{units} がすでに変換済みです。分割・併合 {id} は完了まで続行してください。",
  },
  AccessManagerBadConfirmation: {
    en: "A role is given up by its own holder, who names himself. Send it from that account.",
    ja: "権限の返上は本人が自らを指定して行います。本人のアカウントから送信してください。",
  },
  AccessManagerInvalidInitialAdmin: {
    en: "{initialAdmin} cannot be the first admin. Name an account.",
    ja: "{initialAdmin} は最初の管理者になれません。アカウントを指定してください。",
  },
  AccessManagerLockedFunction: {
    en: "The function {selector} is locked and takes no rule. Use the rule that stands.",
    ja: "関数 {selector} の権限設定は固定されています。現在の設定のまま使用してください。",
  },
  AccessManagerLockedRole: {
    en: "Role {roleId} is locked: who holds it, and who grants it, cannot be set so. Choose another role.",
    ja: "権限 {roleId} は固定されており、この設定はできません。別の権限を指定してください。",
  },
  AccessManagerUnauthorizedConsume: {
    en: "{target} does not take announced calls here. Schedule the call at the contract that it is for.",
    ja: "{target} は予告済みの呼出しを受け付けません。対象のコントラクトに対して予告してください。",
  },
  AccessManagedInvalidAuthority: {
    en: "{authority} is no contract that could be the authority. Name the platform's authority.",
    ja: "{authority} は権限管理コントラクトではありません。当基盤の権限管理コントラクトを指定してください。",
  },
  AddressEmptyCode: {
    en: "There is no contract at {target}. Check the address.",
    ja: "{target} にコントラクトがありません。アドレスを確認してください。",
  },
  FailedCall: {
    en: "A call inside this one failed and gave no reason. Simulate that call alone to see why.",
    ja: "内部の呼出しが理由なく失敗しました。その呼出しを単独で模擬実行して原因を確認してください。",
  },
  InsufficientBalance: {
    en: "The contract has {balance} of the chain's own coin, and {needed} are needed. Send the transaction without coin.",
    ja: "コントラクトの残高は {balance}（チェーンの基軸通貨）で、必要な {needed} に足りません。通貨を付けずに送信してください。",
  },
  SafeCastOverflowedUintDowncast: {
    en: "{value} is too large for the {bits} bits that are kept of it. Give a smaller number.",
    ja: "{value} は保存できる {bits} ビットを超えています。小さい値を指定してください。",
  },
  InvalidShortString: {
    en: "The contract's own name or version does not read as text. Check the code at the address by `kessai audit code`.",
    ja: "コントラクトの名称または版を文字列として読めません。`kessai audit code` でコードを照合してください。",
  },
  StringTooLong: {
    en: "The name {str} is too long for its place. Give one of 31 bytes or fewer.",
    ja: "名称 {str} が長すぎます。31バイト以下で指定してください。",
  },
  ERC5267ExtensionsNotSupported: {
    en: "The contract's signing domain has extensions, which nothing here reads. Check the code at the address by `kessai audit code`.",
    ja: "署名ドメインに未対応の拡張があります。`kessai audit code` でコードを照合してください。",
  },
  CloneArgumentsTooLong: {
    en: "The class's name, symbol and code are too long together. Shorten them.",
    ja: "銘柄の名称・略称・コードの合計が長すぎます。短くしてください。",
  },
  Create2EmptyBytecode: {
    en: "There is no code to deploy. Name the platform's implementation of a class.",
    ja: "配置するコードがありません。当基盤の銘柄の実装を指定してください。",
  },
};

/** In the place of a status: how long a pass still waits. */
export const WINDOW_TEXT: Text = {
  en: "it is in its veto window until {until}, {left} from now",
  ja: "拒否期間中、{until} まで（残り{left}）",
};

/** The pass statuses of `contracts/types/Standing.sol`, in their order. */
export const PASS_STATUS_TEXTS: readonly Text[] = [
  { en: "none was ever granted", ja: "付与されていない" },
  { en: "it works", ja: "有効" },
  {
    en: "it is still in its veto window, so wait until that ends",
    ja: "拒否期間中、終了までお待ちください",
  },
  { en: "it has expired", ja: "有効期限切れ" },
  { en: "its screening has lapsed", ja: "審査期限切れ" },
  { en: "it was revoked", ja: "取消し済み" },
  {
    en: "it is suspended until a quorum of officers reinstates it",
    ja: "停止中、KYC担当者の定足数による再開まで",
  },
  {
    en: "too many of the officers who attested it are disowned, so others must attest it anew",
    ja: "証明した担当者が否認されたため再証明が必要",
  },
  { en: "another wallet takes its place", ja: "別のウォレットに承継済み" },
];
