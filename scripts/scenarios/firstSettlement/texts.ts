import type { Text } from "../../../sdk/index.ts";

/** What the first settlement says, in both languages. */
export const TEXTS = {
  title: {
    en: "Kessai: first settlement of {name}",
    ja: "決済：{name} の初回決済",
  },
  chain: { en: "Chain {chainId}, {time}", ja: "チェーン {chainId}、{time}" },
  terms: {
    en: "Up to {units}. The terms are the file's; the story plays today.",
    ja: "発行上限：{units}。条件はファイルのとおりで、本日の日付で実演する。",
  },
  bond: {
    en: "{rate} % a year, issued {issued}, interest {interest}, due {due}.",
    ja: "年{rate} %、発行日 {issued}、利払日 {interest}、償還日 {due}。",
  },
  discountBond: {
    en: "Without interest, issued {issued}, due {due}.",
    ja: "無利息、発行日 {issued}、償還日 {due}。",
  },
  issuePrice: {
    en: "Issue price {yen} for {one}.",
    ja: "発行価格は{one}あたり {yen}。",
  },
  rules: { en: "Rules: {rules}.", ja: "保有・譲渡の条件：{rules}。" },
  ruleMax: { en: "{count} holders at most", ja: "保有者 {count} 名以内" },
  ruleMaxOfCategory: { en: "{count} {who} at most", ja: "{who} {count} 名以内" },
  ruleMaxUnits: { en: "{units} to one investor at most", ja: "1投資家あたり {units} 以内" },
  ruleLot: { en: "whole multiples of {units}", ja: "移転単位 {units}" },
  ruleLockUp: { en: "locked up until the end of {date}", ja: "{date} まで譲渡制限" },
  ruleCloses: { en: "closed to transfers after {date}", ja: "{date} の翌日以降は譲渡不可" },
  ruleConsent: { en: "the issuer consents to each transfer", ja: "譲渡ごとに発行者の承諾" },
  ruleBlock: { en: "a holder moves all of its units or none", ja: "一括譲渡のみ" },
  ruleVenue: { en: "only through a venue's settlement", ja: "市場の決済を通じた移転のみ" },
  ruleAsked: {
    en: "{most} persons asked at most in {months} months",
    ja: "勧誘は {months} か月で {most} 名以内",
  },
  assumed: {
    en: "Assumed in the file, not publicly reported: {paths}.",
    ja: "ファイルで仮定した項目（公表資料では未確認）：{paths}。",
  },

  issuer: { en: "Issuer", ja: "発行会社" },
  investorA: { en: "Investor A", ja: "投資家A" },
  investorB: { en: "Investor B", ja: "投資家B" },
  stranger: { en: "Stranger C", ja: "部外者C" },
  thief: { en: "The thief", ja: "窃取者" },
  dvp: { en: "The settlement contract", ja: "決済コントラクト" },

  steps: { en: "What was done", ja: "実行した手続" },
  gas: { en: "gas", ja: "ガス" },
  platformDeployed: {
    en: "The platform is deployed from {path}: {count} contracts, {roles} powers; the deployer keeps none",
    ja: "{path} から基盤を配備：コントラクト {count} 件、権限 {roles} 種。配備者に権限は残らない",
  },
  classOpened: {
    en: "The class is opened from {path}: {symbol} at {address}",
    ja: "{path} から銘柄を開設：{symbol}（{address}）",
  },
  passGranted: {
    en: "{who} is granted a KYC pass by {quorum} of {officers} officers, good until {expiry}",
    ja: "{who} にKYC担当者 {officers} 名中 {quorum} 名の署名でKYCパスを付与（期限 {expiry}）",
  },
  windowPassed: {
    en: "The veto window of {window} passes; nobody vetoes",
    ja: "拒否期間 {window} が経過、拒否なし",
  },
  reserveAttested: {
    en: "The attestor confirms a yen reserve of {yen}",
    ja: "準備資産証明者が準備資産 {yen} を証明",
  },
  yenMinted: {
    en: "The trust bank mints {yen} for {who}'s deposit",
    ja: "信託銀行が {who} の入金に対し {yen} を発行",
  },
  unitsIssued: {
    en: "The registrar issues {units} to the issuer's account",
    ja: "原簿管理人が発行会社口座に {units} を発行",
  },
  approved: {
    en: "{who} lets the settlement contract move what it signs ({what})",
    ja: "{who} が署名した分の移転を決済コントラクトに承認（{what}）",
  },
  settled: {
    en: "DvP in one transaction: {seller} delivers {units} to {buyer} against {yen}",
    ja: "DvP（1取引）：{seller} が {buyer} に {units} を引渡し、{yen} を受領",
  },

  registerTitle: { en: "The register, {when}", ja: "原簿（{when}）" },
  beforeOffer: { en: "before the offer", ja: "募集前" },
  afterPrimary: { en: "after the first delivery", ja: "新規引渡し後" },
  afterSecondary: { en: "after A sold to B", ja: "AからBへの売却後" },
  atEnd: { en: "after all refused attempts", ja: "拒否された試みの後" },
  holder: { en: "holder", ja: "保有者" },
  units: { en: "units", ja: "口数" },
  passHeading: { en: "pass", ja: "パス" },
  passWorks: { en: "works", ja: "有効" },
  passEnded: { en: "ended: nothing moves", ja: "無効（移転不可）" },
  free: { en: "free", ja: "移転可" },
  held: { en: "held", ja: "拘束" },
  frozen: { en: "frozen", ja: "凍結" },
  yen: { en: "yen", ja: "円" },
  total: { en: "total", ja: "合計" },

  refusals: { en: "What was refused, and why", ja: "拒否された試みとその理由" },
  attemptNoPass: {
    en: "A sells to a buyer without a pass",
    ja: "パスのない買い手への売却",
  },
  attemptThief: {
    en: "a thief with A's leaked key sends A's units to a wallet of his own",
    ja: "漏えいしたAの鍵で窃取者が自分のウォレットへ移転",
  },
  attemptReplay: { en: "the settled trade is sent again", ja: "決済済み取引の再送信" },
  attemptExpired: { en: "a trade is sent after its last time", ja: "期限切れ取引の送信" },
  attemptRevoked: {
    en: "a signed trade, whose buyer's pass was revoked meanwhile",
    ja: "署名後に買い手のパスが取り消された取引",
  },

  recordDeclared: {
    en: "The registrar declares today, {date}, a record date",
    ja: "原簿管理人が本日 {date} を基準日に指定",
  },
  recordPassed: {
    en: "The day ends in Japan; nobody has to do anything",
    ja: "{date} が終了（日本時間24時）。誰の操作も要しない",
  },
  recordLeftOut: {
    en: "This network's clock cannot be moved, so no record date is shown.",
    ja: "このネットワークの時計は進められないため、基準日の実演は省略する。",
  },
  registerAtTitle: {
    en: "Register of the class as of the record date {date}, read now",
    ja: "基準日 {date} 終了時点の原簿（現在の照会）",
  },
  explained: {
    en: "Asked beforehand: may Investor B send {units} to Stranger C? Every rule that refuses",
    ja: "事前照会：投資家Bは部外者Cに {units} を移転できるか。該当する拒否規則すべて",
  },
  ruleCode: { en: "rule {code}", ja: "規則 {code}" },

  powers: { en: "Who can do what", ja: "権限一覧" },
  role: { en: "role", ja: "権限" },
  key: { en: "key", ja: "鍵" },
  after: { en: "after", ja: "予告" },
  may: { en: "may", ja: "できること" },
  atOnce: { en: "at once", ja: "即時" },
  hours: { en: "{hours} h", ja: "{hours} 時間" },
  minutes: { en: "{minutes} min", ja: "{minutes} 分" },
  seconds: { en: "{seconds} s", ja: "{seconds} 秒" },
  officersRow: {
    en: "grant, renew, reclassify, revoke passes: {quorum} of {count} must sign",
    ja: "パスの付与・更新・区分変更・取消し：{count} 名中 {quorum} 名の署名",
  },
  officers: { en: "officers", ja: "KYC担当者" },
  deployer: { en: "deployer", ja: "配備者" },
  nothing: { en: "nothing: it gave its power up", ja: "なし（権限を放棄済み）" },
  keys: { en: "{count} keys", ja: "鍵 {count} 個" },

  summary: { en: "Summary", ja: "まとめ" },
  summaryDeliveries: {
    en: "2 deliveries against payment, each in one transaction: {units1} for {yen1}, {units2} for {yen2}.",
    ja: "DvP 2件を各1取引で決済：{units1}（{yen1}）、{units2}（{yen2}）。",
  },
  summaryRefusals: {
    en: "{count} attempts refused, each with its reason; not one unit and not one yen moved by them.",
    ja: "{count} 件の試みを理由を示して拒否。これによる権利・円の移動はなし。",
  },
  summarySums: {
    en: "Units issued = units held = {units}; yen minted = yen held = {yen}, within the attested reserve.",
    ja: "発行数＝保有数＝{units}、円の発行額＝保有額＝{yen}（確認済み準備資産の範囲内）。",
  },
  summarySaleGas: {
    en: "The sale from A to B, their first, took {gas} gas; from the next on about 100,000 (bench/bars.json).",
    ja: "AからBへの初回の売却は {gas} ガス、次回以降は約100,000（bench/bars.json参照）。",
  },
  summaryOtherGas: {
    en: "A pass with its places in the class and in yen took {pass} gas, opening the class {class}.",
    ja: "銘柄と円の登録を含むKYCパスは {pass} ガス、銘柄開設は {class} ガス。",
  },
  summaryNothingHeld: {
    en: "The settlement contract owns nothing, as at every moment between transactions.",
    ja: "決済コントラクトの保有残高は零（各トランザクションの終了時点で常に零）。",
  },
} satisfies Record<string, Text>;
