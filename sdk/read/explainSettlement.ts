import type { Provider } from "ethers";
import { DvpSettlement__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { ContractRefusal } from "../errors/ContractRefusal.ts";
import { checkTradeFile } from "../settlement/checkTradeFile.ts";
import type { TradeFile } from "../settlement/tradeFile.ts";
import type { Text } from "../text/texts.ts";
import { explainRefusal } from "./explainRefusal.ts";
import { explainTransfer } from "./explainTransfer.ts";
import { readTradeStanding, type TradeStanding } from "./readTradeStanding.ts";

/** Why a trade would not settle now. */
export interface SettlementExplained {
  readonly standing: TradeStanding;
  /** Nothing if it would. */
  readonly reasons: readonly Text[];
}

const ENDS = {
  settled: { en: "It has settled.", ja: "決済済みです。" },
  ended: {
    en: "It has ended without settling: make it anew.",
    ja: "決済されずに終了しました。約定を作り直してください。",
  },
  "awaiting-payment": {
    en: "Its payment instruction went out: it ends by what becomes of the payment.",
    ja: "支払指図を発信済みです。支払の結果により完了します。",
  },
  instructed: {
    en: "Only one party has instructed it: the other one does it too.",
    ja: "一方の当事者のみ指図済みです。相手方の指図が必要です。",
  },
} as const satisfies Record<string, Text>;

/**
 * All that keeps a trade from settling now, from the first thing to mend on. Its signatures are looked at where it
 * was not made known yet; rules of units and yen are told each.
 */
export async function explainSettlement(
  provider: Provider,
  platform: Pick<Platform, "dvp" | "lens" | "pass" | "yen">,
  file: TradeFile,
  fromBlock = 0,
): Promise<SettlementExplained> {
  const { trade, signatures } = file;
  const dvp = DvpSettlement__factory.connect(platform.dvp, provider);
  const standing = await readTradeStanding(provider, platform, trade, fromBlock);
  const { phase, units, amount } = standing;
  if (phase !== "unknown" && phase !== "matched") return { standing, reasons: [ENDS[phase]] };

  const reasons: Text[] = [];
  const isSigned = phase === "unknown";
  const { seller, buyer, isReady } = checkTradeFile(file);
  if (isSigned && !isReady) {
    const wrong = [seller, buyer].filter(({ state }) => state === "missing" || state === "wrong");
    reasons.push(...wrong.map(({ text }) => text));
  }
  const refusedBy = async (call: () => Promise<unknown>) => {
    try {
      await call();
      return undefined;
    } catch (error) {
      const why = await explainRefusal(provider, platform.pass, error);
      if (!(why instanceof ContractRefusal)) throw why;
      return { en: why.in("en"), ja: why.in("ja") };
    }
  };
  // What keeps the whole from settling comes before the legs; a leg's own refusal is told once.
  const whole = isSigned
    ? async () =>
        isReady &&
        (await dvp.settle.staticCall(trade, signatures.seller ?? "0x", signatures.buyer ?? "0x"))
    : () => dvp.settleMatched.staticCall(trade);
  const first = await refusedBy(whole);
  if (first !== undefined) reasons.push(first);
  const legs = [
    {
      isHeld: standing.seller.held,
      ...{ token: trade.security, from: trade.seller, to: trade.buyer, units },
    },
    {
      isHeld: standing.buyer.held || trade.cash !== platform.yen,
      ...{ token: trade.cash, from: trade.buyer, to: trade.seller, units: amount },
    },
  ];
  for (const { isHeld, ...leg } of legs) {
    if (isHeld) continue;
    const found = await explainTransfer(provider, platform, { ...leg, spender: platform.dvp });
    const texts = found.map(({ reason }) => ({ en: reason.in("en"), ja: reason.in("ja") }));
    reasons.push(...texts.filter(({ en }) => !reasons.some((known) => known.en === en)));
  }
  return { standing, reasons };
}
