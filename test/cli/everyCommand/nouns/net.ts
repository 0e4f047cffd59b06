import { join } from "node:path";
import { fixture } from "../../../support/fixture.ts";
import { cycleDesk, MEMBERS as env } from "../../net/cycles.ts";
import { everyRow } from "../everyRow.ts";
import { iso } from "../office.ts";

const load = fixture(cycleDesk);
type CycleDesk = Awaited<ReturnType<typeof load>>;

const operator = (w: CycleDesk) => w.signer(w.settlementOperator);

/** The circle's trades in a folder. */
async function trades(w: CycleDesk): Promise<string> {
  return await w.filed((await w.circle()).map(({ trade }) => trade));
}

async function opened(w: CycleDesk): Promise<void> {
  const until = iso((await w.now()) + 3_600);
  await w.kessai(["net", "open", "--number", "7", "--until", until, ...operator(w)]);
}

export const netRows = everyRow(load, {
  "net plan": {
    good: async (w) => ({ words: ["--folder", await trades(w)] }),
    bad: (w) => ({
      words: ["--folder", w.at("none")],
      ...{ name: "ArgumentRefused", says: "Name the trades' folder" },
    }),
  },
  "net open": {
    good: async (w) => ({
      words: ["--number", "７", "--until", iso((await w.now()) + 3_600), ...operator(w)],
    }),
    bad: async (w) => ({
      words: [
        ...["--number", "7", "--until", iso((await w.now()) + 3_600)],
        ...["--signer", "env:THIEF"],
      ],
      env,
      ...{ name: "PowerMissing", says: "`kessai audit powers` says who may" },
    }),
  },
  "net fix": {
    good: async (w) => {
      const folder = await trades(w);
      await opened(w);
      const request = `${folder}.request`;
      return {
        words: ["--number", "7", "--folder", folder, "--request", request, ...operator(w)],
      };
    },
    bad: async (w) => {
      const folder = await trades(w);
      return {
        words: ["--number", "7", "--folder", folder, "--request", `${folder}.x`, ...operator(w)],
        ...{ name: "ArgumentRefused", says: "net open" },
      };
    },
  },
  "net sign": {
    good: async (w) => {
      const { trades: all, request } = await w.fixedCycle();
      const book = await w.filed(w.ofParty(all, w.a.address));
      return {
        words: [request, "--folder", book, "--signer", "env:A", "--to", `${request}.signed`],
        env,
      };
    },
    bad: async (w) => {
      const { folder, request } = await w.fixedCycle();
      return {
        words: [request, "--folder", folder, "--signer", "env:THIEF", "--to", `${request}.signed`],
        env,
        ...{ name: "ArgumentRefused", says: "no party" },
      };
    },
  },
  "net run": {
    isAnybodys: true,
    good: async (w) => {
      const { trades: all, request } = await w.fixedCycle();
      const signatures: string[] = [];
      for (const [who, { address }] of [
        ["A", w.a],
        ["B", w.b],
        ["C", w.c],
      ] as const) {
        const to = `${request}.${who}`;
        await w.sign(request, who, await w.filed(w.ofParty(all, address)), to);
        signatures.push("--signature", to);
      }
      return { words: [request, ...signatures, ...w.signer(w.relayer)] };
    },
    bad: async (w) => {
      const { request } = await w.fixedCycle();
      return {
        words: [request, ...w.signer(w.relayer)],
        ...{ name: "ArgumentRefused", says: "each signs by kessai net sign" },
      };
    },
  },
  "net queue": {
    isAnybodys: true,
    good: async (w) => {
      for (const each of await w.circle({ cycle: `0x${"00".repeat(32)}` })) {
        await w.dvp.matchSigned(each.trade, each.sellerSignature, each.buyerSignature);
      }
      return { words: w.signer(w.relayer) };
    },
    bad: () => ({
      words: ["--network", "nowhere"],
      ...{ name: "NetworkUnknown", says: "KESSAI_NETWORK_NOWHERE" },
    }),
  },
  "net report": {
    good: async (w) => {
      const from = await w.ethers.provider.getBlockNumber();
      const folder = await trades(w);
      return {
        words: ["--folder", folder, "--from-block", String(from), "--out", `${folder}.out`],
      };
    },
    bad: async (w) => ({
      words: ["--trade", join(await trades(w), "0.json"), "--from-block", "-1"],
      ...{ name: "ArgumentRefused", says: "from-block" },
    }),
  },
});
