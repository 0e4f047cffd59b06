import type { Text } from "../../sdk/index.ts";

export const TEXTS = {
  begins: {
    en: "{id} on {network} (chain {chainId}), steps: {count}, from {from}",
    ja: "{id}：ネットワーク {network}（チェーン {chainId}）、全 {count} 手順、送信者 {from}",
  },
  resumes: {
    en: "Resumed: {done} of {count} steps were already done.",
    ja: "再開：{count} 手順のうち {done} 手順は完了済みです。",
  },
  allDone: {
    en: "Everything was already done (steps: {count}); nothing was sent.",
    ja: "全 {count} 手順は完了済みのため、何も送信していません。",
  },
  lineMended: {
    en: "The journal's last line was half written when the earlier run stopped; it was taken back.",
    ja: "前回の停止で書きかけになったジャーナルの最終行を取り除きました。",
  },
  found: {
    en: "Found on the chain what the earlier run had sent last: {hash}",
    ja: "前回最後に送信されたトランザクションをチェーン上で確認しました：{hash}",
  },
  neverSent: {
    en: "The earlier run stopped before it sent its last step; it is sent now.",
    ja: "前回は最後の手順を送信する前に停止したため、今回送信します。",
  },
  waiting: {
    en: "Waiting for {hash} to be mined, {seconds} s so far",
    ja: "{hash} の取込みを待っています（{seconds} 秒経過）",
  },
  waitingOthers: {
    en: "Waiting until earlier transactions of {from} are confirmed",
    ja: "{from} の先行トランザクションの確定を待っています",
  },
  foreseen: {
    en: "Class {code} has an address that follows from the file and the factory: {address}",
    ja: "銘柄 {code} のアドレスは、ファイルとファクトリーから {address} と定まる",
  },
  total: { en: "{gas} gas in this run", ja: "今回のガス合計 {gas}" },
  deployed: { en: "Deployed", ja: "配備済み" },
  written: { en: "Written to {path}", ja: "書込み先：{path}" },
  stopped: {
    en: "Stopped. Run the same command again to go on.",
    ja: "停止しました。同じコマンドを再実行すると続きから進みます。",
  },
  nextClass: {
    en: "Next, open a class:",
    ja: "次は銘柄の開設：",
  },
  nextStatus: {
    en: "Run it again and see that nothing is deployed twice:",
    ja: "もう一度実行しても二重に配備されません：",
  },
} satisfies Record<string, Text>;
