import { readFile, writeFile } from "node:fs/promises";
import { fixture } from "../../../support/fixture.ts";
import { PARTIES as env, tradeDesk } from "../../trade/trades.ts";
import { everyRow } from "../everyRow.ts";

const load = fixture(tradeDesk);
type TradeDesk = Awaited<ReturnType<typeof load>>;

/** A trade whose parties signed it and allow its settlement. */
async function ready(w: TradeDesk): Promise<string> {
  const file = await w.signed();
  await w.allowed(file);
  return file;
}

/** A trade's file with something changed. */
async function edited(file: string, from: string, to: string): Promise<string> {
  await writeFile(`${file}.edited`, (await readFile(file, "utf8")).replace(from, to));
  return `${file}.edited`;
}

export const tradeRows = everyRow(load, {
  "trade new": {
    good: (w) => ({
      words: [
        ...["--class", "SBI-ST-1", "--seller", w.a.address, "--buyer", w.b.address],
        ...["--units", "１０", "--amount", "500,000", "--until", "2027/04/30"],
        ...["--reference", "JPX-1", "--out", w.at(`new-${Date.now()}.json`)],
      ],
    }),
    bad: (w) => ({
      words: [
        ...["--class", "SBI-ST-1", "--seller", w.a.address, "--buyer", w.a.address],
        ...["--units", "10", "--amount", "500,000", "--until", "2027/04/30"],
        ...["--out", w.at("own.json")],
      ],
      ...{ name: "TradeRefused", says: "buyer" },
    }),
  },
  "trade sign": {
    good: async (w) => ({ words: [await w.made(), "--signer", "env:SELLER"], env }),
    bad: async (w) => ({
      words: [await w.made(), "--signer", "env:THIEF"],
      env,
      ...{ name: "SignerNoParty", says: "seller" },
    }),
  },
  "trade compare": {
    good: async (w) => {
      const file = await w.signed();
      return { words: [file, file, "--merged", `${file}.merged`] };
    },
    bad: async (w) => {
      const file = await w.made();
      return {
        words: [file, await edited(file, "{", "")],
        ...{ name: "FileRefused", says: ".edited" },
      };
    },
  },
  "trade check": {
    good: async (w) => ({ words: [await ready(w)] }),
    bad: async (w) => ({
      words: [await edited(await w.made(), '"chainId": 31337', '"chainId": 1')],
      ...{ name: "TradeElsewhere", says: "Name its chain with --network" },
    }),
  },
  "trade allow": {
    good: async (w) => ({ words: [await w.made(), "--signer", "env:SELLER"], env }),
    bad: async (w) => ({
      words: [await w.made(), "--signer", "env:THIEF"],
      env,
      ...{ name: "ArgumentRefused", says: "A delegate says --as seller or --as buyer" },
    }),
  },
  "trade instruct": {
    good: async (w) => ({ words: [await w.made(), ...w.signer(w.a)] }),
    bad: async (w) => ({
      words: [await w.made(), "--as", "broker", ...w.signer(w.a)],
      ...{ name: "ArgumentRefused", says: "seller, buyer" },
    }),
  },
  "trade settle": {
    isAnybodys: true,
    good: async (w) => ({ words: [await ready(w), ...w.signer(w.relayer)] }),
    bad: async (w) => ({
      words: [await w.made(), ...w.signer(w.relayer)],
      ...{ name: "ArgumentRefused", says: "kessai trade check says whose" },
    }),
  },
  "trade cancel": {
    good: async (w) => ({ words: [await w.made(), ...w.signer(w.a)] }),
    bad: async (w) => {
      const file = await ready(w);
      await w.kessai(["trade", "settle", file, ...w.signer(w.relayer)]);
      return {
        words: [file, ...w.signer(w.a)],
        ...{ name: "ArgumentRefused", says: "settled" },
      };
    },
  },
  "trade status": {
    good: async (w) => {
      const file = await ready(w);
      await w.kessai(["trade", "settle", file, ...w.signer(w.relayer)]);
      return { words: [file] };
    },
    bad: (w) => ({
      words: [w.at("none.json")],
      ...{ name: "FileNotFound", says: "none.json" },
    }),
  },
  "trade match": {
    isAnybodys: true,
    good: async (w) => ({ words: [await w.signed(), ...w.signer(w.relayer)] }),
    bad: async (w) => ({
      words: [await w.made(), ...w.signer(w.relayer)],
      ...{ name: "ArgumentRefused", says: "kessai trade sign by both parties" },
    }),
  },
  "trade mandate": {
    isAnybodys: true,
    good: (w) => ({
      words: [
        ...["--to", w.c.address, "--asset", "SBI-ST-1", "--until", "2027-12-31"],
        ...["--per-trade", "１,000", "--per-day", "5,000", ...w.signer(w.a)],
      ],
    }),
    bad: (w) => ({
      words: ["--to", w.c.address, "--asset", "yen", "--per-day", "1", ...w.signer(w.a)],
      ...{ name: "ArgumentRefused", says: "or --end alone" },
    }),
  },
  "trade sign-off": {
    good: async (w) => ({ words: [await w.made(), ...w.signer(w.settlementOperator)] }),
    bad: async (w) => ({
      words: [
        await edited(await w.made(), '"chainId": 31337', '"chainId": 1'),
        ...w.signer(w.settlementOperator),
      ],
      ...{ name: "TradeElsewhere", says: "another chain" },
    }),
  },
});
