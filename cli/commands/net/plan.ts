import { ZeroHash } from "ethers";
import { z } from "zod";
import { netOf, table } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { TRADES_OPTIONS, tradesIn } from "../../desk/tradesIn.ts";
import { amountSchema as amount } from "../../json.ts";

/** What trades come to: each party's obligations, gross and net. */
export const netPlan: LocalCommand = {
  kind: "local",
  path: "net plan",
  about: {
    en: "obligations of each party, gross and net, of trade files",
    ja: "当事者ごとの債務(グロス・ネット)を計算",
  },
  example: "net plan --folder trades",
  options: TRADES_OPTIONS,
  result: z.strictObject({
    trades: z.number(),
    cycles: z.array(z.string()),
    rows: z.array(
      z.strictObject({
        party: z.string(),
        asset: z.string(),
        ...{ gives: amount, gets: amount },
        /** Below 0: the party gives. */
        net: z.string().regex(/^-?\d+$/),
      }),
    ),
    assets: z.array(z.strictObject({ asset: z.string(), gross: amount, net: amount })),
  }),
  async run(given) {
    const files = await tradesIn(given);
    const chains = new Set(files.map(({ chainId, dvp }) => `${chainId} ${dvp.toLowerCase()}`));
    if (chains.size > 1) {
      throw new ArgumentRefused("The trades are of several chains or platforms: net those of one.");
    }
    const trades = files.map(({ trade }) => trade);
    const { parties, assets, nets } = netOf(trades);
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const rows = assets.flatMap((asset, index) =>
      parties.flatMap((party, place) => {
        let [gives, gets] = [0n, 0n];
        for (const { seller, buyer, security, cash, units, amount: yen } of trades) {
          const isUnits = same(security, asset);
          if (!isUnits && !same(cash, asset)) continue;
          const [from, to, moved] = isUnits ? [seller, buyer, units] : [buyer, seller, yen];
          if (same(from, party)) gives += moved;
          if (same(to, party)) gets += moved;
        }
        const net = nets[index]?.[place] ?? 0n;
        return gives === 0n && gets === 0n ? [] : [{ party, asset, gives, gets, net }];
      }),
    );
    const totals = assets.map((asset) => {
      const of_ = rows.filter((row) => row.asset === asset);
      const net = of_.reduce((sum, row) => sum + (row.net < 0n ? -row.net : 0n), 0n);
      return { asset, gross: of_.reduce((sum, row) => sum + row.gives, 0n), net };
    });
    const cycles = [...new Set(trades.map(({ cycle }) => cycle))].filter((id) => id !== ZeroHash);
    const isJa = given.lang === "ja";
    const number = (en: string, ja: string) => {
      return { heading: isJa ? ja : en, align: "right" as const };
    };
    const shown = (value: bigint) => value.toLocaleString("en-US");
    return {
      value: { trades: trades.length, cycles, rows, assets: totals },
      lines: [
        ...table(
          rows.map(({ party, asset, gives, gets, net }) => [
            ...[party, asset, shown(gives), shown(gets), shown(net)],
          ]),
          {
            columns: [
              { heading: isJa ? "当事者" : "party" },
              { heading: isJa ? "資産" : "asset" },
              number("gives", "渡す"),
              number("gets", "受ける"),
              number("net", "差引"),
            ],
          },
        ).split("\n"),
        "",
        ...table(
          totals.map(({ asset, gross, net }) => [asset, shown(gross), shown(net)]),
          {
            columns: [
              { heading: isJa ? "資産" : "asset" },
              number("gross", "グロス"),
              number("net", "ネット"),
            ],
          },
        ).split("\n"),
      ],
    };
  },
};
