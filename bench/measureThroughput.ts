import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { id, Wallet } from "ethers";
import { type Market, market } from "../test/bench/support/market.ts";
import { anvil } from "../test/support/anvil.ts";
import { BLOCK_GAS } from "./charts.ts";
import { compiledPeers, LIBRARIES } from "./peers/compiledPeers.ts";
import { deployPeer } from "./peers/peerArtifact.ts";
import type { Throughput, ThroughputRow } from "./results.ts";

/** Who sends: each has units of everything. */
const SENDERS = 40;
const CLASSES = 3;
const BLOCKS = 2;
/** Calls in one HTTP request. */
const AT_ONCE = 200;
/** The keys of the market's parties. */
const keys = Array.from({ length: SENDERS }, (_, i) => new Wallet(id(`party ${i}`)));
const FEES = { maxFeePerGas: 40n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n };

/** Milliseconds of a core that a process has used; undefined where that cannot be known. */
type Processor = () => number | undefined;

/** A call that a sender will sign, send and have executed. */
interface Call {
  readonly to: string;
  readonly data: string;
}

/** A kind of transaction that fills blocks. */
interface Kind {
  readonly what: string;
  readonly unit: string;
  /** How many of the unit one transaction does. */
  readonly each: number;
  /** The next one; whatever it signs counts as signing. */
  readonly next: (place: number) => Promise<Call>;
  /** What must be on the chain before, for so many. */
  readonly before?: (count: number) => Promise<void>;
}

/**
 * How many a second, in full blocks, by one process: the blocks alone, with submission, with signing. Everything is
 * signed, then all is submitted, then blocks are mined until nothing waits. No rows where anvil cannot run.
 */
export async function measureThroughput(chain: ThroughputRow["chain"]): Promise<Throughput> {
  const [processor] = cpus();
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const machine = `${cpus().length} cores (${processor?.model.trim() ?? "unknown"}), load ${load} from other work when ${chain} began, Node ${process.versions.node}`;
  if (chain === "EDR") return { machine, rows: await ofChain(chain, { processor: ownProcessor }) };
  const node = await anvil([
    ...["--accounts", "20", "--gas-limit", String(BLOCK_GAS), "--order", "fifo"],
  ]);
  if (node === undefined) return { machine: "a machine on which anvil is not installed", rows: [] };
  try {
    const { url, pid } = node;
    return { machine, rows: await ofChain(chain, { url, processor: () => processorOf(pid) }) };
  } finally {
    node.stop();
  }
}

async function ofChain(
  chain: ThroughputRow["chain"],
  { url, processor }: { readonly url?: string; readonly processor: Processor },
): Promise<ThroughputRow[]> {
  const shape = { parties: SENDERS, classes: CLASSES };
  const m = await market(shape, { blockGasLimit: BigInt(BLOCK_GAS), ...(url ? { url } : {}) });
  const rows = [];
  for (const kind of await kinds(m)) {
    const row = await measured(m, kind, processor, url);
    console.log(`${chain}: ${Math.round(row.executed)} ${row.unit} a second (${row.what})`);
    rows.push({ chain, ...row });
  }
  return rows;
}

async function kinds(m: Market): Promise<Kind[]> {
  const plain = await deployPeer(m.deployer, compiledPeers(LIBRARIES).OpenZeppelinToken!);
  for (const party of m.addresses) await plain.mint(party, 1_000_000n);
  const transfer = (place: number) =>
    m.yen.interface.encodeFunctionData("transfer", [keys[(place + 1) % SENDERS]!.address, 1n]);
  const pair = (place: number) =>
    [
      m.addresses[place % SENDERS]!,
      m.addresses[(place + 1 + Math.floor(place / SENDERS)) % SENDERS]!,
    ] as const;
  const cycles: Awaited<ReturnType<Market["cycle"]>>[] = [];
  return [
    {
      ...{ what: "plain ERC-20 transfer (OpenZeppelin)", unit: "transfers", each: 1 },
      next: async (place) => ({ to: plain.target, data: transfer(place) }),
    },
    {
      ...{ what: "compliant transfer of a class", unit: "transfers", each: 1 },
      next: async (place) => ({ to: m.assets[0]!, data: transfer(place) }),
    },
    {
      ...{ what: "DvP on both signatures", unit: "trades", each: 1 },
      next: async (place) => {
        const { trade, sellerSignature, buyerSignature } = await m.item(
          await m.trade(...pair(place)),
        );
        const values = [trade, sellerSignature, buyerSignature] as const;
        return {
          to: m.platform.dvp,
          data: m.dvp.interface.encodeFunctionData("settle", [...values]),
        };
      },
    },
    {
      ...{ what: "trade matched on both signed instructions", unit: "instructions", each: 2 },
      next: async (place) => {
        const { trade, sellerSignature, buyerSignature } = await m.item(
          await m.trade(...pair(place)),
        );
        const values = [trade, sellerSignature, buyerSignature] as const;
        return {
          to: m.platform.dvp,
          data: m.dvp.interface.encodeFunctionData("matchSigned", [...values]),
        };
      },
    },
    {
      what: `cycle of ${SENDERS} parties, ${CLASSES + 1} assets, ${said(CYCLE_TRADES)} trades`,
      ...{ unit: "nets", each: SENDERS * (CLASSES + 1) },
      before: async (count) => {
        for (let i = 0; i < count; i += 1) {
          const cycle = await m.cycle(CYCLE_TRADES, SENDERS, CLASSES + 1);
          await m.net.open(cycle.number, cycle.deadline, { gasLimit: 1_000_000 });
          await m.net.fix(cycle.number, cycle.list, { gasLimit: 5_000_000 });
          cycles.push(cycle);
        }
      },
      next: async (place) => {
        const { id, list, nets, signatures } = cycles[place]!;
        return {
          to: m.platform.net,
          data: m.net.interface.encodeFunctionData("settle", [id, list, nets, signatures]),
        };
      },
    },
  ];
}

const CYCLE_TRADES = 4_000;

function ownProcessor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** As Linux counts it, in hundredths of a second. */
function processorOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return undefined;
  }
}

async function measured(
  m: Market,
  { what, unit, each, next, before }: Kind,
  processor: Processor,
  url: string | undefined,
): Promise<Omit<ThroughputRow, "chain">> {
  const provider = m.ethers.provider;
  const nonces = await Promise.all(keys.map((key) => provider.getTransactionCount(key.address)));
  for (const { address } of keys) await m.networkHelpers.setBalance(address, 10n ** 20n);

  await before?.(1);
  const probe = await next(0);
  const from = keys[0]!.address;
  const estimate = Number(await provider.send("eth_estimateGas", [{ ...probe, from }]));
  const gasLimit = Math.ceil(estimate * 1.03);
  const count = Math.max(1, Math.floor(BLOCK_GAS / gasLimit)) * BLOCKS;
  await before?.(count - 1);

  const began = performance.now();
  const raw = [];
  for (let place = 0; place < count; place += 1) {
    const at = place % SENDERS;
    const call = place === 0 ? probe : await next(place);
    const nonce = nonces[at]!;
    nonces[at] = nonce + 1;
    raw.push(
      await keys[at]!.signTransaction({
        ...{ type: 2, chainId: m.chainId, nonce, gasLimit, ...FEES },
        ...call,
      }),
    );
  }
  const signed = performance.now();
  await provider.send("evm_setAutomine", [false]);
  const first = Number(await provider.send("eth_blockNumber", []));
  const begun = performance.now();
  const hashes = await submitted(m, raw, url);
  const inPool = performance.now();
  const worked = processor();
  let left = count;
  let blocks = 0;
  while (left > 0) {
    await provider.send("evm_mine", []);
    blocks += 1;
    const block = await provider.send("eth_getBlockByNumber", [
      `0x${(first + blocks).toString(16)}`,
      false,
    ]);
    if (block.transactions.length === 0)
      throw new Error(`${left} of ${count} were not taken: ${what}`);
    left -= block.transactions.length;
  }
  const mined = performance.now();
  const work = (processor() ?? 0) - (worked ?? 0);
  await provider.send("evm_setAutomine", [true]);
  let gas = 0;
  for (const hash of hashes) {
    const receipt = await provider.send("eth_getTransactionReceipt", [hash]);
    if (receipt.status !== "0x1") throw new Error(`one was refused: ${what}`);
    gas += Number(receipt.gasUsed);
  }
  const rate = (milliseconds: number) => (count * each * 1_000) / milliseconds;
  return {
    ...{ what: `${what}, ${said(Math.round(gas / count))} gas`, unit, blocks },
    blockGas: Math.round(gas / blocks),
    executed: rate(mined - inPool),
    ...(work > 0 ? { executedPerCore: rate(work) } : {}),
    submitted: rate(mined - begun),
    signed: rate(mined - begun + signed - began),
  };
}

/** To a chain in this process one by one, to a node in lists over HTTP. */
async function submitted(
  m: Market,
  raw: readonly string[],
  url: string | undefined,
): Promise<string[]> {
  const hashes: string[] = [];
  if (url === undefined) {
    for (const one of raw) {
      hashes.push(await m.ethers.provider.send("eth_sendRawTransaction", [one]));
    }
    return hashes;
  }
  for (let at = 0; at < raw.length; at += AT_ONCE) {
    const calls = raw.slice(at, at + AT_ONCE).map((one, i) => ({
      ...{ jsonrpc: "2.0", id: i, method: "eth_sendRawTransaction", params: [one] },
    }));
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(calls),
    });
    for (const { result, error } of (await answer.json()) as Answer[]) {
      if (result === undefined) throw new Error(`the node refused: ${error?.message}`);
      hashes.push(result);
    }
  }
  return hashes;
}

interface Answer {
  readonly result?: string;
  readonly error?: { readonly message: string };
}

function said(number: number): string {
  return number.toLocaleString("en-US");
}
