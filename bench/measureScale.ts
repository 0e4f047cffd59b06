import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { rpcAt } from "../sdk/register/rpcAt.ts";
import { gasOf } from "../test/bench/support/gasOf.ts";
import { type Market, market } from "../test/bench/support/market.ts";
import { filled } from "../test/sdk/register/support/fill.ts";
import { life } from "../test/securities/actions/support/life.ts";
import { anvil } from "../test/support/anvil.ts";
import { crowd } from "../test/support/crowd.ts";
import { world } from "../test/support/world.ts";
import type { Line, ScalePart } from "./results.ts";

/** Below the limit of bytes at each end. */
const BATCHES = [1, 2, 5, 10, 20, 50, 100, 163];
const NETS_BY_ID = [2, 5, 10, 20, 50, 100, 200];
const CYCLE_TRADES = [100, 1_000, 10_000, 100_000];
const CYCLE_PARTIES = [5, 20, 100];
const PARTIES = [5, 20, 50, 100];
/** In all fewer than a class of the example has investors. */
const HOLDERS = [1, 3, 10, 30, 100, 300, 500];
const PASSES = [1, 3, 10, 30, 100];
const TRANSFERS = [1_000, 3_000, 10_000];
const LIMITS = join(import.meta.dirname, "../docs/settlement-limits.md");
const ROOM = { gasLimit: 190_000_000n };
const MEASURED = join(import.meta.dirname, "../test/sdk/register/support/measured.ts");

/** Lines by the chart's id. */
type Lines = Readonly<Record<string, readonly Line[]>>;

/** What is measured one after the other, each on chains of its own, by name. */
export const SCALES: Readonly<Record<ScalePart, () => Promise<Lines>>> = {
  holders: async () => ({ holders: await byHolders() }),
  register: registerTimes,
  trades: async () => {
    const m = await market({ parties: Math.max(...PARTIES), classes: 3 });
    const trades = [await batches(m), await netsById(m), ...(await cycles(m))];
    return { trades, parties: await cyclesByParties(m) };
  },
};

async function batches(m: Market): Promise<Line> {
  const points: [number, number][] = [];
  for (const count of BATCHES) {
    const items = await itemsOf(m, count);
    points.push([count, (await gasOf(m.dvp.settleBatch(items, false, ROOM))) / count]);
  }
  return { name: "batch of signed trades, isolated", points };
}

async function netsById(m: Market): Promise<Line> {
  const assets = [...m.assets].sort((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1));
  const parties = m.addresses.slice(0, 16);
  const points: [number, number][] = [];
  for (const count of NETS_BY_ID) {
    const items = await itemsOf(m, count);
    for (const { trade, sellerSignature, buyerSignature } of items) {
      await m.dvp.matchSigned(trade, sellerSignature, buyerSignature, { gasLimit: 500_000 });
    }
    const trades = items.map(({ trade }) => trade);
    points.push([count, (await gasOf(m.net.settleByIds(trades, parties, assets, ROOM))) / count]);
  }
  return { name: "net by id of matched trades", points };
}

async function itemsOf(m: Market, count: number) {
  const items = [];
  for (let i = 0; i < count; i += 1) {
    const [seller, buyer] = [m.addresses[i % 8]!, m.addresses[8 + (Math.floor(i / 8) % 8)]!];
    items.push(await m.item(await m.trade(seller, buyer)));
  }
  return items;
}

async function cycles(m: Market): Promise<Line[]> {
  const lines = [];
  for (const parties of CYCLE_PARTIES) {
    const points: [number, number][] = [];
    for (const trades of CYCLE_TRADES) {
      const { all } = await cycleGas(m, trades, parties, 4);
      points.push([trades, all / trades]);
    }
    lines.push({ name: `cycle of ${parties} parties, 4 assets`, points });
  }
  return lines;
}

async function cyclesByParties(m: Market): Promise<Line[]> {
  const lines = [];
  for (const assets of [4, 2]) {
    const points: [number, number][] = [];
    for (const parties of PARTIES) {
      const { settled } = await cycleGas(m, parties * assets * 10, parties, assets);
      points.push([parties, settled]);
    }
    points.push(...limitOf(assets));
    lines.push({ name: `${assets} assets`, points });
  }
  return lines;
}

/** The largest cycle that settles at once, as docs/settlement-limits.md has it: hours to find, and measured there. */
function limitOf(assets: number): [number, number][] {
  const row = new RegExp(
    `^\\| cycle of ${assets} assets .*?\\| ([\\d,]+) parties \\| ([\\d,]+) \\|`,
    "m",
  );
  const [, parties, gas] = row.exec(readFileSync(LIMITS, "utf8")) ?? [];
  if (parties === undefined || gas === undefined) {
    throw new Error(`docs/settlement-limits.md has no cycle of ${assets} assets`);
  }
  return [[parties, gas].map((said) => Number(said.replaceAll(",", ""))) as [number, number]];
}

async function cycleGas(m: Market, trades: number, parties: number, assets: number) {
  const { number, deadline, id, list, nets, signatures } = await m.cycle(trades, parties, assets);
  const opened = await gasOf(m.net.open(number, deadline, ROOM));
  const fixed = await gasOf(m.net.fix(number, list, ROOM));
  const settled = await gasOf(m.net.connect(m.relayer).settle(id, list, nets, signatures, ROOM));
  return { settled, all: opened + fixed + settled };
}

async function byHolders(): Promise<Line[]> {
  const w = await life({ blockGasLimit: 200_000_000n });
  const token = await w.openClass({ cap: 1_000_000n });
  const total = HOLDERS.reduce((sum, count) => sum + count, 0);
  const wallets = await crowd(w, token, total, () => 10n);
  await w.desk.issue(token, w.c, 7_000n, `0x${"01".repeat(32)}`);
  for (let from = 0; from < total; from += 200) {
    const part = wallets.slice(from, from + 200);
    await w.yen.connect(w.issuer).batchTransfer(
      part,
      part.map(() => 1_000n),
      ROOM,
    );
  }
  const parts = HOLDERS.map((count, i) => {
    const from = HOLDERS.slice(0, i).reduce((sum, each) => sum + each, 0);
    return wallets.slice(from, from + count);
  });
  const moved: [number, number][] = [];
  for (const part of parts) {
    const units = part.map(() => 7n);
    const gas = await gasOf(token.connect(w.c).batchTransfer(part, units, ROOM));
    moved.push([part.length, gas / part.length]);
  }
  const recordId = await w.recorded(token);
  const { terms } = await w.funded(recordId, { token: token.target });
  const paid: [number, number][] = [];
  // The first of a distribution bears what is written for the first time.
  await w.distribution.pay(terms, [w.c.address], [], ROOM);
  for (const part of parts) {
    paid.push([
      part.length,
      (await gasOf(w.distribution.pay(terms, part, [], ROOM))) / part.length,
    ]);
  }
  return [
    { name: "passes by two signatures", points: await passes() },
    { name: "distribution, paid in yen", points: paid },
    { name: "batch transfer", points: moved },
  ];
}

async function passes(): Promise<[number, number][]> {
  const w = await world({ blockGasLimit: 200_000_000n });
  const points: [number, number][] = [];
  let investor = 0;
  for (const count of PASSES) {
    await w.networkHelpers.time.increase(86_400);
    const signed = [];
    for (let i = 0; i < count; i += 1) {
      investor += 1;
      signed.push(
        await w.signedGrant(`0x${(0xabc0000 + investor).toString(16).padStart(40, "0")}`),
      );
    }
    const gas = await gasOf(
      w.pass.grantMany(
        signed.map(({ grant }) => grant),
        signed.map(({ attestations }) => attestations),
        ROOM,
      ),
    );
    points.push([count, gas / count]);
  }
  return points;
}

/** None where anvil cannot run, which says so itself. */
async function registerTimes(): Promise<Lines> {
  const folder = await mkdtemp(join(tmpdir(), "kessai-bench-"));
  const plain: [number, number][] = [];
  const again: [number, number][] = [];
  for (const transfers of TRANSFERS) {
    const node = await anvil(["--accounts", "20"]);
    if (node === undefined) return {};
    try {
      const w = await world({ url: node.url });
      const rpc = rpcAt(node.url);
      const token = await filled(w, rpc, { holders: 60, transfers });
      const filter = { address: token, fromBlock: "0x0", toBlock: "latest" };
      const events = ((await rpc.send("eth_getLogs", [filter])) as unknown[]).length;
      const index = join(folder, String(transfers));
      plain.push([events, await secondsOf([node.url, token, w.platform.pass])]);
      await secondsOf([node.url, token, w.platform.pass, index]);
      again.push([events, await secondsOf([node.url, token, w.platform.pass, index])]);
    } finally {
      node.stop();
    }
  }
  await rm(folder, { recursive: true, force: true });
  const register = [
    { name: "from the node's logs alone", points: plain },
    { name: "with an index of all of them", points: again },
  ];
  return { register };
}

async function secondsOf(args: readonly string[]): Promise<number> {
  const command = ["--import", "tsx", MEASURED, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return (JSON.parse(stdout) as { readonly took: number }).took / 1_000;
}
