import type { Text } from "../../sdk/index.ts";

export const TEXTS = {
  warning: { en: "Note: {file}:{line}: {message}", ja: "注意：{file}:{line}: {message}" },
  encoding: {
    en: "{file} was read as {encoding}.",
    ja: "{file} を {encoding} として読み込みました。",
  },
  prepared: {
    en: "{verb}: {items} signatures for {rows} rows, to be relayed until {deadline}",
    ja: "{verb}：{rows} 行、署名 {items} 件、送信期限 {deadline}",
  },
  sha256: { en: "SHA-256  {sha256}", ja: "SHA-256  {sha256}" },
  written: { en: "Written to {path}", ja: "書込み先：{path}" },
  sayAloud: {
    en: "Tell the officers this SHA-256 by another way than the file. Then each signs:",
    ja: "この SHA-256 をファイルとは別の経路で担当者に伝え、各自が署名します：",
  },
  nextCollect: { en: "Then put the signatures together:", ja: "次に署名をまとめます：" },
  nextRelay: { en: "Next, send it:", ja: "次は送信：" },
  toSign: {
    en: "{officer} would sign, on chain {chainId}, for the passes at {pass}:",
    ja: "{officer} が署名する内容（チェーン {chainId}、パス登録簿 {pass}）：",
  },
  ask: { en: "Sign this? Answer yes: ", ja: "署名しますか。yes と入力：" },
  password: { en: "Password of {path}: ", ja: "{path} のパスワード：" },
  signed: { en: "Signed: {count}", ja: "署名済み：{count} 件" },
  badFile: { en: "Does not count: {file}: {message}", ja: "無効：{file}：{message}" },
  collected: {
    en: "{have} good signatures, of officers {numbers}; {needed} needed",
    ja: "有効な署名 {have} 名分（KYC担当者 {numbers}）、必要数 {needed}",
  },
  row: {
    en: "{outcome}  {reference}  {wallet}  {reason}",
    ja: "{outcome}  {reference}  {wallet}  {reason}",
  },
  mined: { en: "{hash}: {count} rows done", ja: "{hash}：{count} 行完了" },
  minedPasses: {
    en: "{hash}: {count} rows done, work from {worksFrom}",
    ja: "{hash}：{count} 行完了、有効開始 {worksFrom}",
  },
  before: {
    en: "The chain shows {count} rows done already; they are not sent again.",
    ja: "{count} 行はチェーン上で完了済みのため、再送しません。",
  },
  summary: {
    en: "done {done}, done before {before}, refused {refused}, left out {leftOut}",
    ja: "完了 {done}、完了済み {before}、拒否 {refused}、対象外 {leftOut}",
  },
  ledgerAppended: { en: "{count} entries appended to {path}", ja: "{path} に {count} 件を追記" },
  noActs: { en: "Nothing was attested yet.", ja: "証明の記録はありません。" },
  onlyInLedger: {
    en: "In {path} but not on the chain: {verb} {wallet} {transaction}. Wait until it is final, or find out who wrote it.",
    ja: "{path} にあるがチェーンにない：{verb} {wallet} {transaction}。確定を待つか、記入者を確認してください。",
  },
  onlyOnChain: {
    en: "On the chain but not in {path}: {verb} {wallet} by officers {officers}, {transaction}. Find out which desk sent it; if none did, let a pass guardian disown the officer.",
    ja: "チェーンにあるが {path} にない：{verb} {wallet}（KYC担当者 {officers}）{transaction}。送信元を確認し、心当たりがなければパス監視者による否認を検討してください。",
  },
  agrees: { en: "{path} and the chain agree.", ja: "{path} とチェーンは一致しています。" },
  unattested: {
    en: "{count} passes do not work until officers attest them anew:",
    ja: "{count} 件のパスは再証明まで無効です：",
  },
  unattestedRow: {
    en: "{wallet}  still good: {good} ({have} of the {quorum} needed); disowned: {bad}; at least {missing} more must attest",
    ja: "{wallet}  有効：{good}（必要 {quorum} 名中 {have} 名）、否認：{bad}、再証明は {missing} 名以上必要",
  },
  officer: { en: "officer {numbers}", ja: "KYC担当者 {numbers}" },
  officers: { en: "officers {numbers}", ja: "KYC担当者 {numbers}" },
  nobody: { en: "nobody", ja: "なし" },
  foreignGrants: {
    en: "SUSPICIOUS: {count} passes that do not work were granted by nobody at this desk: do not attest; have a guardian revoke them. They are not in the table:",
    ja: "要警戒：無効なパスのうち {count} 件は、この窓口の誰も発行していません。再証明せず、パス監視者に取消しを依頼してください。再証明の表には載せていません：",
  },
  foreignChanges: {
    en: "SUSPICIOUS: {count} passes that do not work were granted at this desk, then changed by nobody at it: do not attest before you know who did it. They are not in the table:",
    ja: "要警戒：無効なパスのうち {count} 件は、この窓口で発行後、窓口の誰も行っていない変更を受けています。経緯が分かるまで再証明しないでください。再証明の表には載せていません：",
  },
  foreignRow: {
    en: "{wallet}  {verb} by {officers}, {transaction}",
    ja: "{wallet}  {verb}（{officers}）{transaction}",
  },
  chainAlone: {
    en: "WARNING: without --ledger FILE this table comes from the chain alone. A pass that a stolen officer key granted would be in it too. Hold it against the desk's ledger before anybody signs.",
    ja: "警告：--ledger FILE の指定がないため、この表はチェーンの記録だけから作成しています。盗まれた担当者鍵で発行されたパスも含まれ得ます。署名の前に窓口の台帳と照合してください。",
  },
  noUnattested: {
    en: "Every pass has enough good officers.",
    ja: "すべてのパスに有効な証明者が足りています。",
  },
  nextReattest: { en: "Next, prepare what they sign:", ja: "次は再証明の準備：" },
} satisfies Record<string, Text>;

export const LEDGER_HEADINGS = {
  time: { en: "mined", ja: "取込み" },
  act: { en: "act", ja: "行為" },
  wallet: { en: "wallet", ja: "ウォレット" },
  officers: { en: "officers", ja: "KYC担当者" },
  reference: { en: "reference", ja: "整理番号" },
  transaction: { en: "transaction", ja: "トランザクション" },
} satisfies Record<string, Text>;

/** Acts that no verb of the officers' tools is for. */
export const OTHER_ACTS = {
  "keep-account": { en: "name the account-keeping broker", ja: "口座管理機関の登録" },
  veto: { en: "veto by a pass guardian", ja: "パス監視者による拒否" },
} satisfies Record<string, Text>;
