import type { Text } from "../../../sdk/index.ts";

/** What the market day says, in both languages. */
export const TEXTS = {
  title: {
    en: "Kessai: a market day of {brokers} brokers, {clients} clients, {classes} classes and {trades} trades",
    ja: "決済：証券会社 {brokers} 社・顧客 {clients} 名・{classes} 銘柄・約定 {trades} 件の一日",
  },
  madeUp: {
    en: "Made up from the seed {seed}: the same on every machine. {path} three times, with another name.",
    ja: "シード {seed} から作成（どの環境でも同じ）。銘柄は {path} を3通りに読み替えたもの。",
  },
  broker: { en: "Broker {number}", ja: "証券会社{number}" },
  client: { en: "Broker {number}'s client {client}", ja: "証券会社{number}の顧客{client}" },
  gas: { en: "gas", ja: "ガス" },

  opening: { en: "Before the market opens", ja: "開場前" },
  platform: {
    en: "The platform is deployed; {classes} classes are opened",
    ja: "基盤を配備し、{classes} 銘柄を開設",
  },
  passes: {
    en: "{count} passes, of one quorum of officers each; the veto window of {hours} h is over",
    ja: "パス {count} 件を複数のKYC担当者の証明で付与、拒否期間 {hours} 時間が終了",
  },
  funded: {
    en: "Units and yen stand on their owners' accounts: {yen} in all",
    ja: "受渡に使う口数と円を各口座に記録（円の総額 {yen}）",
  },
  permits: {
    en: "{count} standing allowances, signed by their owners and sent for them",
    ja: "決済に使う承認 {count} 件（所有者が署名、代理で送信）",
  },
  mandates: {
    en: "{count} clients let their broker instruct for them, within limits",
    ja: "顧客 {count} 名が証券会社に上限付きで決済指図を委任",
  },

  morning: { en: "{time}: the morning's trades, netted", ja: "{time}：午前の約定をネッティング" },
  agreed: {
    en: "{trades} trades among brokers, each signed by both parties off chain",
    ja: "証券会社間の約定 {trades} 件を双方がオフチェーンで署名",
  },
  cycleFixed: {
    en: "Cycle {cycle}: its list of {trades} trades is fixed by its root, {root}",
    ja: "サイクル {cycle}：約定 {trades} 件の一覧をルート {root} で確定",
  },
  vectorRefused: {
    en: "A list without one of {who}'s trades: {who}'s own computation refuses to sign ({codes})",
    ja: "{who}の約定を欠いた一覧には、{who}側の再計算が署名を拒否（{codes}）",
  },
  vectorsSigned: {
    en: "Each of {parties} brokers computes its own vector and signs it",
    ja: "証券会社 {parties} 社がそれぞれ自社の差引額を再計算して署名",
  },
  cycleSettled: {
    en: "The cycle settles: {gasPerTrade} gas a trade; {moved} paid instead of {gross} ({percent} % less)",
    ja: "サイクルを決済：1約定あたり {gasPerTrade} ガス。支払額は {gross} でなく {moved}（{percent} %減）",
  },

  clients: {
    en: "{time}: trades of clients, instructed by their brokers",
    ja: "{time}：顧客の約定を証券会社が指図",
  },
  instructed: {
    en: "{trades} trades: both sides send the same instruction, and they match on chain; {held} with units held",
    ja: "約定 {trades} 件：双方の決済指図がオンチェーンで照合一致（うち {held} 件は口数を拘束）",
  },
  mismatch: {
    en: "Two instructions of a trade that differ; what differs is named before they are sent: {fields}",
    ja: "双方の指図の相違を送信前に項目ごとに指摘：{fields}",
  },
  signedOff: {
    en: "{count} trades of a venue wait for an operator, who signs them off",
    ja: "承認が必要な市場の約定 {count} 件を決済運営者が承認",
  },
  cancelled: {
    en: "{count} trades are cancelled by both parties",
    ja: "約定 {count} 件を双方の合意で取消し",
  },
  parts: {
    en: "{count} trades settle in part; both parties cancel the rest",
    ja: "約定 {count} 件を一部決済し、残りは双方の合意で取消し",
  },
  batched: {
    en: "{settled} of {trades} settle, {most} at most in one transaction: {gasPerTrade} gas a trade",
    ja: "{trades} 件のうち {settled} 件を一括決済（1取引に最大 {most} 件）：1件あたり {gasPerTrade} ガス",
  },

  afternoon: {
    en: "{time}: the afternoon's trades, some parties short",
    ja: "{time}：午後の約定（資金・証券の不足あり）",
  },
  cycleRefused: {
    en: "Cycle {cycle} of {trades} trades does not settle, and nothing of it moved; its opener makes it void. {why}",
    ja: "サイクル {cycle}（{trades} 件）は決済できず、何も移転しない。開始者が無効にする。{why}",
  },
  solved: {
    en: "{waiting} wait, matched on chain; the solver finds {settled} that can settle together ({strategy})",
    ja: "照合済みの {waiting} 件が待ち、ソルバーが同時決済可能な {settled} 件を発見（{strategy}）",
  },
  nettedById: {
    en: "They are netted by id, by anybody's call: {gasPerTrade} gas a trade",
    ja: "約定を指定してネット決済（だれでも送信可）：1件あたり {gasPerTrade} ガス",
  },
  gridlock: {
    en: "Three trades in a circle: gross, none can settle; netted, {paid} settle {worth}",
    ja: "三者が循環する3約定：グロスでは1件も決済できず、ネットでは {paid} の支払で {worth} を決済",
  },

  elsewhere: { en: "{time}: cash on another system", ja: "{time}：資金が外部システムにある約定" },
  instructedPayment: {
    en: "Units are held; the payment instruction of {amount} goes out once, as {file}",
    ja: "口数を拘束し、{amount} の支払指図を一度だけ発信（{file}）",
  },
  attested: {
    en: "{attestors} attestors say that it was paid; the units are delivered",
    ja: "支払証明者 {attestors} 名が支払を証明し、証券を引渡し",
  },

  lateDay: { en: "{time}: cut-off, what is late is judged", ja: "{time}：締切、未決済を判定" },
  fixed: {
    en: "{index} of {date} is fixed at {rate} %, the median of {reports} reports",
    ja: "{index}（{date}）を報告 {reports} 件の中央値 {rate} % で確定",
  },
  judged: {
    en: "Of {trades}: {settled} settle, {failed} fail for want of units, {defaulted} default for want of cash, {both} lack both",
    ja: "{trades} 件中：決済 {settled}、証券不足のフェイル {failed}、資金不払 {defaulted}、双方不足 {both}",
  },
  boughtIn: {
    en: "After {days} days of fails {who} buys {units} units elsewhere; the seller owes the difference of {difference}",
    ja: "フェイル {days} 日後、{who}が {units} 口をバイイン。差額 {difference} は売り手の負担",
  },
  defaultCancelled: {
    en: "Cancelled by their sellers, after {days} days without cash: {count}",
    ja: "{days} 日間資金が払われず、売り手が取り消した約定：{count} 件",
  },
  interestAgreed: {
    en: "{seller} and {buyer} agree on late interest of {rate} % instead",
    ja: "{seller}と{buyer}は、取消しに代えて年 {rate} % の遅延利息に合意",
  },
  paidLate: {
    en: "{buyer} has cash again: the trade settles, {interest} of interest is paid",
    ja: "{buyer}に資金が入り決済、遅延利息 {interest} を支払い",
  },
  charged: {
    en: "{count} fail charges are collected, {amount} in all; {owed} stay owed",
    ja: "フェイルチャージ {count} 件、総額 {amount} を徴収（未収 {owed} 件）",
  },

  report: { en: "What became of {trades} trades", ja: "約定 {trades} 件の結果" },
  outcome: { en: "outcome", ja: "結果" },
  cash: { en: "cash", ja: "資金" },
  count: { en: "trades", ja: "件数" },
  worth: { en: "worth", ja: "約定金額" },
  asset: { en: "asset", ja: "資産" },
  gross: { en: "settled, gross", ja: "決済総額" },
  moved: { en: "moved", ja: "実際の移転" },
  saved: { en: "saved", ja: "節減" },
  reconciled: {
    en: "{lines} accounts reconciled: what each began with, and what moved, is what the chain says that it has.",
    ja: "{lines} 口座を照合：期首残高と移転の合計がチェーン上の残高に一致。",
  },
  owns: {
    en: "The settlement contracts own nothing.",
    ja: "決済コントラクトの残高はいずれもゼロ。",
  },
  written: { en: "Written: {files}", ja: "出力：{files}" },
} as const satisfies Record<string, Text>;
