import { z } from "zod";
import { DvpSettlement__factory, readTradeStanding } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { tradeIn } from "../../desk/tradeIn.ts";
import { writtenWith } from "../../desk/written.ts";
import { amountOf, maybe } from "../../inputs.ts";

/** Settles a trade, delivery versus payment; anybody may send it. */
export const tradeSettle: WriteCommand = {
  kind: "write",
  path: "trade settle",
  about: {
    en: "settle a trade: both legs, or neither (any key)",
    ja: "約定を DvP 決済(送信者は不問)",
  },
  example: "trade settle trade.json --signer env:ANY_KEY",
  arguments: [{ name: "file", about: { en: "the trade", ja: "約定ファイル" } }],
  options: [
    {
      flags: "--units <number>",
      about: { en: "a part of a matched one, by a party", ja: "一部決済の数量(当事者のみ)" },
    },
  ],
  result: writtenWith(z.strictObject({ settled: z.literal(true) })),
  async plan(given, desk) {
    const { trade, signatures } = await tradeIn(given, desk);
    const { platform, provider } = desk;
    const to = platform.dvp;
    const contract = DvpSettlement__factory.connect(to, provider);
    const from = desk.deployment.platform.contracts.dvp?.block;
    const { id, phase } = await readTradeStanding(provider, platform, trade, from);
    const about = { en: `settle trade ${id}`, ja: `約定 ${id} を決済` };
    if (phase === "settled") {
      const said = { en: "It settled before.", ja: "決済済みです。" };
      return {
        ...{ title: about, calls: [] },
        found: { value: { settled: true }, lines: [said[given.lang]] },
      };
    }
    const call = (name: string, args: readonly unknown[]) => ({
      title: about,
      calls: [{ to, contract, name, args, about }],
    });
    if (maybe(given, "units") !== undefined) {
      return call("settlePart", [trade, amountOf(given, "units")]);
    }
    if (phase === "matched") return call("settleMatched", [trade]);
    if (phase === "unknown" && signatures.seller && signatures.buyer) {
      return call("settle", [trade, signatures.seller, signatures.buyer]);
    }
    throw new ArgumentRefused(
      phase === "unknown"
        ? `Trade ${id} lacks a signature: kessai trade check says whose. Both sign, or both instruct.`
        : `Trade ${id} is ${phase} and cannot be settled now: kessai trade check says why.`,
    );
  },
};
