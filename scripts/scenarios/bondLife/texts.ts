import type { Text } from "../../../sdk/index.ts";

/** What the life of a bond says, in both languages. */
export const TEXTS = {
  title: {
    en: "Kessai: the life of {name}, {units} bonds of {face}, from offering to redemption",
    ja: "決済：{name}の一生（{face} × {units} 口、募集から償還まで）",
  },
  terms: {
    en: "Terms from {path}; the clock of a chain of the demo's own is moved from day to day.",
    ja: "条件は {path} による。デモ専用チェーンの時計を日付ごとに進めます。",
  },
  opening: { en: "{date}: before the offer", ja: "{date}：募集の前" },
  platform: {
    en: "The platform is deployed, and the class opened",
    ja: "基盤を配備し、銘柄を開設",
  },
  passes: {
    en: "Passes for the issuer, a bank and {count} wallets of investors, granted before the offer",
    ja: "発行会社・銀行・投資家のウォレット {count} 件に募集前にパスを付与",
  },
  registered: {
    en: "Terms and {periods} periods are fixed for good, on the word of two registrar keys",
    ja: "社債要項と利払 {periods} 回を、原簿管理人2名の承認により確定（以後変更不可）",
  },
  offering: { en: "{date}: the offering", ja: "{date}：募集" },
  subscribed: {
    en: "{who} subscribes {units} bonds; {yen} are held on the account",
    ja: "{who}が {units} 口を申込み、{yen} を口座上で拘束",
  },
  allotted: {
    en: "{subscribed} bonds were subscribed, {offered} are offered: allotted pro rata",
    ja: "申込み {subscribed} 口に対し募集 {offered} 口、按分により割当て",
  },
  issued: {
    en: "{date}: {units} bonds are issued against {yen}, each entry both or neither",
    ja: "{date}：{units} 口を {yen} の払込みと同時に発行（申込みごとに同時履行）",
  },
  traded: {
    en: "{date}: {seller} sells a bond to {buyer} by DvP for {yen}, of it {accrued} accrued in {days} days",
    ja: "{date}：{seller}が{buyer}へ1口をDvPで売却（{yen}、うち経過利子 {days} 日分 {accrued}）",
  },
  pledged: {
    en: "{who} pledges a bond; two registrar keys name {bank} as payee of what it earns",
    ja: "{who}の1口に質権を登録、利払先を原簿管理人2名の承認で{bank}に指定",
  },
  expired: { en: "{who}'s pass expires", ja: "{who}のパスが失効" },
  suspended: {
    en: "{who}'s pass is suspended by a pass guardian",
    ja: "{who}のパスをパス監視者が停止",
  },
  reinstated: {
    en: "{who}'s pass is reinstated; what was owed, {yen}, is claimed by anybody",
    ja: "{who}のパスを復帰、未払分 {yen} をだれでも請求可能となり支払",
  },
  recovered: {
    en: "{who} lost a key: pass, bonds and what they earn go to the other wallet",
    ja: "{who}が鍵を紛失、パス・社債・利息をもう一つのウォレットへ引継ぎ",
  },
  coupons: { en: "Interest", ja: "利払い" },
  paidIn: {
    en: "{date}: coupon {number}, {yen} paid in for the holders of {record}",
    ja: "{date}：第{number}回利払、{record} 現在の保有者分 {yen} を払込み",
  },
  killed: {
    en: "the job that pays is killed after {done} of {all} holders …",
    ja: "支払ジョブを {all} 名中 {done} 名で強制終了 …",
  },
  paid: {
    en: "paid to {investors} investors: {net} net, {national} + {local} withheld, {owed} owed, {returned} of roundings back",
    ja: "投資家 {investors} 名に支払：税引後 {net}、源泉 {national} + {local}、未払 {owed}、端数返戻 {returned}",
  },
  lapsed: {
    en: "{who}'s interest lands on the account, where it stays until the pass works again",
    ja: "{who}の利息は口座に入金され、パスの更新まで移転不可",
  },
  defaulted: {
    en: "{date}: coupon {number} is not paid in; anybody marks the default",
    ja: "{date}：第{number}回利払が払い込まれず、だれでも不履行を記録可能",
  },
  cured: {
    en: "{date}: paid in late, the default is cured",
    ja: "{date}：遅れて払込み、不履行を解消",
  },
  matured: { en: "{date}: redemption", ja: "{date}：償還" },
  redeemed: {
    en: "The class stands still; {yen} are paid in for the last interest and the face",
    ja: "銘柄を停止し、最終利息と元本 {yen} を払込み",
  },
  stopped: { en: "A transfer now is refused: {why}", ja: "この間の移転は拒否：{why}" },
  repaid: {
    en: "the face, {yen}, is repaid to {investors} investors",
    ja: "元本 {yen} を投資家 {investors} 名に償還",
  },
  retired: {
    en: "All {units} bonds are ended by anybody, and the class with them",
    ja: "{units} 口すべてを消却し、銘柄を終了",
  },
  report: { en: "Every yen", ja: "全額の突合" },
  payment: { en: "payment", ja: "支払" },
  paidOn: { en: "paid", ja: "支払日" },
  funded: { en: "paid in", ja: "払込額" },
  net: { en: "net", ja: "税引後" },
  taxes: { en: "withheld", ja: "源泉税" },
  owed: { en: "owed", ja: "未払" },
  returned: { en: "returned", ja: "返戻" },
  balanced: {
    en: "Each line adds up, the purse is empty, no bond is left. Statements and the payer's reconciliation: {folder}",
    ja: "各行とも一致、支払口座の残高は0、未償還残高は0口。支払明細と突合表：{folder}",
  },
  issuer: { en: "the issuer", ja: "発行会社" },
  bank: { en: "the bank", ja: "銀行" },
  individual: { en: "Individual {name}", ja: "個人{name}" },
  corporation: { en: "Corporation {name}", ja: "法人{name}" },
} as const satisfies Record<string, Text>;
