import type { Text } from "../../../sdk/index.ts";

/** What every drill says, in both languages. */
export const TEXTS = {
  leaked: { en: "Leaked: {what}.", ja: "漏えい：{what}。" },
  stageSet: {
    en: "Chain {chainId}, {time}, a block every {seconds} s. The platform of {path}, the classes {classes}, yen; Investors A, B and C hold units and yen.",
    ja: "チェーン {chainId}、{time}、{seconds} 秒ごとに1ブロック。{path} の基盤、銘柄 {classes} と円。投資家A・B・Cが権利と円を保有。",
  },
  thief: { en: "The thief", ja: "窃取者" },
  stop: { en: "He is stopped", ja: "阻止" },
  repair: { en: "The repair", ja: "復旧" },
  sum: { en: "What it comes to", ja: "結果" },
  refused: { en: "refused", ja: "拒否" },
  got: { en: "the thief got", ja: "窃取者の取得" },
  worst: { en: "at worst", ja: "最悪の場合" },
  attempts: { en: "refused", ja: "拒否" },
  oneAttemptRefused: { en: "1 attempt, for the reason above", ja: "1 件（理由は上記）" },
  attemptsRefused: {
    en: "{count} attempts, each for the reason above",
    ja: "{count} 件（理由は上記）",
  },
  toStop: { en: "to stop him", ja: "阻止" },
  stopCost: {
    en: "{count}, {gas} gas; {time} after the leak",
    ja: "{count}、{gas} ガス。漏えいから{time}",
  },
  oneTransaction: { en: "1 transaction in a block", ja: "1取引（1ブロック）" },
  transactions: {
    en: "{transactions} transactions in as many blocks",
    ja: "{transactions}取引（同数のブロック）",
  },
  toRepair: { en: "to repair", ja: "復旧" },
  repairCost: {
    en: "{count}, {gas} gas; {time}, delays and windows included",
    ja: "{count}、{gas} ガス。予告期間・拒否期間を含め{time}",
  },
  tips: { en: "For operators", ja: "運用上の要点" },
  bullet: { en: "- ", ja: "・" },
  colon: { en: ": ", ja: "：" },
  investorA: { en: "Investor A", ja: "投資家A" },
  investorB: { en: "Investor B", ja: "投資家B" },
  investorC: { en: "Investor C", ja: "投資家C" },
  issuer: { en: "Issuer", ja: "発行会社" },
  thiefName: { en: "The thief's wallet", ja: "窃取者のウォレット" },
  nobody: { en: "nobody", ja: "（なし）" },
  officer: { en: "Officer {number}", ja: "KYC担当者{number}" },
  guardian: { en: "This pass guardian", ja: "このパス監視者" },
  admin: { en: "The admin", ja: "管理者" },
  yenOperator: { en: "The yen operator", ja: "円トークン発行者" },
  registrar: { en: "Registrar 1", ja: "原簿管理人1" },
  otherRegistrar: { en: "Registrar 2", ja: "原簿管理人2" },
  dvp: { en: "The settlement contract", ja: "決済コントラクト" },
} satisfies Record<string, Text>;
