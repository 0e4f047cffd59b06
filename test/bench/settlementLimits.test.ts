import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withTable } from "../../scripts/checks/generatedTable.ts";
import { bytesOf, type Market, market } from "./support/market.ts";

const PAGE = join(import.meta.dirname, "../../docs/settlement-limits.md");

/** EIP-7825: gas of one transaction. */
const MOST_GAS = 16_777_216n;
/** What an ordinary node's pool takes, signed. */
const MOST_BYTES = 131_072;

/** A transaction whose size is to be found. */
interface Sized {
  readonly to: string;
  readonly data: string;
}

interface Limit {
  readonly what: string;
  /** Of what it is the number. */
  readonly unit: string;
  /** Figures of the largest that goes by both limits. */
  readonly most: number;
  readonly gas: number;
  readonly bytes: number;
  /** The largest by gas alone and by bytes alone. */
  readonly byGas: number;
  readonly byBytes: number;
}

// Minutes, on a machine with nothing else to do: asked for by whoever changes what settlement costs.
(process.env.KESSAI_LIMITS === "write" ? describe : describe.skip)("Limits of settlement", () => {
  it("are written into docs/settlement-limits.md", async () => {
    const limits: Limit[] = [];
    for (const [classes, parties] of [
      [1, 560],
      [3, 330],
      [7, 190],
      [15, 100],
    ] as const) {
      const m = await market({ parties, classes });
      limits.push(await cycleLimit(m, classes + 1));
    }
    const m = await market({ parties: 16, classes: 1 });
    limits.push(await batchLimit(m, true), await batchLimit(m, false), await byIdsLimit(m));

    const head = ["", "largest", "its gas", "its bytes", "by gas alone", "by bytes alone"];
    const rows = limits.map(({ what, unit, most, gas, bytes, byGas, byBytes }) => [
      what,
      ...[`${said(most)} ${unit}`, said(gas), said(bytes), said(byGas), said(byBytes)],
    ]);
    const lines = [head, ["---", ...head.slice(1).map(() => "---:")], ...rows];
    const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
    console.log(table);
    const page = withTable(readFileSync(PAGE, "utf8"), table);
    if (page === undefined) throw new Error(`${PAGE} has no place for its table`);
    writeFileSync(PAGE, page);
  }).timeout(0);
});

/** The most parties of a cycle over so many assets, every one of them with a net in each. */
async function cycleLimit(m: Market, assets: number): Promise<Limit> {
  const limit = await largest(m, m.addresses.length, async (parties) => {
    const { restore } = await m.networkHelpers.takeSnapshot();
    const { number, deadline, id, list, nets, signatures } = await m.cycle(
      parties * assets * 10,
      parties,
      assets,
    );
    await m.net.open(number, deadline, { gasLimit: 1_000_000 });
    await m.net.fix(number, list, { gasLimit: MOST_GAS });
    const data = m.net.interface.encodeFunctionData("settle", [id, list, nets, signatures]);
    return { sized: { to: m.platform.net, data }, restore };
  });
  const cells = limit.most * assets;
  return { what: `cycle of ${assets} assets (${said(cells)} nets)`, unit: "parties", ...limit };
}

/** The most trades of a batch, each isolated: with both signatures, or matched before. */
async function batchLimit(m: Market, signed: boolean): Promise<Limit> {
  const items = await itemsOf(m, 600);
  if (!signed) await matched(m, items);
  const limit = await largest(m, items.length, async (count) => {
    const batch = items
      .slice(0, count)
      .map((item) => (signed ? item : { ...item, sellerSignature: "0x", buyerSignature: "0x" }));
    const data = m.dvp.interface.encodeFunctionData("settleBatch", [batch, false]);
    return { sized: { to: m.platform.dvp, data } };
  });
  return {
    what: `batch of ${signed ? "signed" : "matched"} trades, isolated`,
    unit: "trades",
    ...limit,
  };
}

async function byIdsLimit(m: Market): Promise<Limit> {
  const items = await itemsOf(m, 1_000);
  await matched(m, items);
  const assets = [...m.assets].sort((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1));
  const limit = await largest(m, items.length, async (count) => {
    const trades = items.slice(0, count).map(({ trade }) => trade);
    return {
      sized: {
        to: m.platform.net,
        data: m.net.interface.encodeFunctionData("settleByIds", [trades, m.addresses, assets]),
      },
    };
  });
  return { what: "net by id of matched trades, 16 parties", unit: "trades", ...limit };
}

async function itemsOf(m: Market, count: number) {
  const items = [];
  for (let i = 0; i < count; i += 1) {
    const [seller, buyer] = [m.addresses[i % 8]!, m.addresses[8 + (Math.floor(i / 8) % 8)]!];
    items.push(await m.item(await m.trade(seller, buyer)));
  }
  return items;
}

async function matched(m: Market, items: Awaited<ReturnType<typeof itemsOf>>): Promise<void> {
  for (const { trade, sellerSignature, buyerSignature } of items) {
    await m.dvp.matchSigned(trade, sellerSignature, buyerSignature, { gasLimit: 500_000 });
  }
}

/**
 * Finds by trying the largest that settles with the gas of one transaction, and the largest that is small
 * enough; each up to `end`.
 */
async function largest(
  m: Market,
  end: number,
  made: (count: number) => Promise<{ sized: Sized; restore?: () => Promise<void> }>,
): Promise<Omit<Limit, "what" | "unit">> {
  const tried = async <T>(count: number, act: (sized: Sized) => Promise<T>): Promise<T> => {
    const { sized, restore } = await made(count);
    const answer = await act(sized);
    await restore?.();
    return answer;
  };
  const settles = (count: number) =>
    tried(count, async (sized) => {
      const call = { ...sized, from: m.relayer.address, gasLimit: MOST_GAS };
      return await m.ethers.provider.call(call).then(
        () => true,
        () => false,
      );
    });
  const sizeOf = (count: number) => tried(count, ({ to, data }) => bytesOf(to, data));
  const byGas = await last(end, settles);
  // Every one of them takes as many bytes as any other.
  const [two, twelve] = [await sizeOf(2), await sizeOf(12)];
  const byBytes = 2 + Math.floor((MOST_BYTES - two) / ((twelve - two) / 10));
  const most = Math.min(byGas, byBytes);
  const { gas, bytes } = await tried(most, async ({ to, data }) => {
    const sent = await m.relayer.sendTransaction({ to, data, gasLimit: MOST_GAS });
    return { gas: Number((await sent.wait())!.gasUsed), bytes: await bytesOf(to, data) };
  });
  return { most, gas, bytes, byGas, byBytes };
}

/** The last number up to `end` of which it is true, of those of which it is true from 2 on. */
async function last(end: number, isSo: (count: number) => Promise<boolean>): Promise<number> {
  let [yes, no] = [2, end + 1];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (await isSo(middle)) yes = middle;
    else no = middle;
  }
  if (yes === end) throw new Error(`${end} is not enough to find the limit`);
  return yes;
}

function said(number: number): string {
  return number.toLocaleString("en-US");
}
