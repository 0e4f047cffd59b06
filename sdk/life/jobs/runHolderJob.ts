import type { Provider, Signer, TransactionReceipt } from "ethers";
import { explainError } from "../../errors/explainError.ts";
import type { Asked, HolderItem, HolderJob } from "./HolderJob.ts";
import { isConnectionLost, type NodeUnreachable, persistently } from "./persistently.ts";

/** A chunk that went through. */
export interface ChunkDone {
  readonly hash: string;
  readonly holders: number;
  readonly gasUsed: bigint;
  /** Holders that were left before it. */
  readonly left: number;
}

export interface HolderJobOptions {
  /** Most holders of a transaction; fewer where the gas does not suffice. */
  readonly most?: number;
  /** Most gas of a transaction: no chain with Ethereum's rules since 2025 takes more than the default. */
  readonly gasCap?: bigint;
  /** Blocks behind which nothing is expected to be undone; the job looks again then. */
  readonly depth?: number;
  /** Seconds that a transaction is waited for before it is sent anew for a higher fee. */
  readonly minedWithin?: number;
  /** Seconds that a node may be silent. */
  readonly patience?: number;
  readonly onChunk?: (done: ChunkDone) => void;
}

export interface HolderJobReport {
  readonly transactions: number;
  readonly holders: number;
  readonly gasUsed: bigint;
}

/** Some holders cannot be done as things are. */
export class HoldersLeft extends Error {
  override readonly name = "HoldersLeft";
  readonly wallets: readonly string[];

  constructor(wallets: readonly string[]) {
    const [shown, more] = [wallets.slice(0, 5).join(", "), wallets.length - 5];
    super(
      `${wallets.length} holders were sent ${TRIES} times and not done: ${shown}${more > 0 ? `, and ${more} more` : ""}. ` +
        "Look at what the contract said of them (InvestorSkipped), mend that, and run the same again.",
    );
    this.wallets = wallets;
  }
}

export type RunHolderJobErrors = HoldersLeft | NodeUnreachable;

const TRIES = 3;
const GAS_CAP = 16_777_216n;
const MOST = 250;
/** A fee must be a tenth higher to take another's place; a quarter is taken by every node. */
const [DEARER, OF] = [5n, 4n];

/**
 * Does a job to its end: asks the chain who is left, sends them in chunks, and asks again until nobody is left,
 * at last behind the depth given. Each of these ends well:
 *
 * - it is killed at any point: run again, it asks the chain and goes on;
 * - two run at once: each holder is done once, the later transaction changes nothing;
 * - the node is silent or a transaction gets lost: it asks again, and sends what is still left;
 * - the key has transactions under later numbers that wait for a missing one: it always sends under the next
 *   number that is mined, and so fills the gap;
 * - the chain undoes blocks: who is no longer done is left again.
 *
 * @param sender any key that can pay the fees, used by nobody else meanwhile
 * @throws HoldersLeft naming who could not be done; NodeUnreachable; a ContractRefusal if the contract refuses
 */
export async function runHolderJob(
  job: HolderJob,
  sender: Signer,
  {
    most = MOST,
    gasCap = GAS_CAP,
    depth = 0,
    minedWithin = 120,
    patience = 300,
    onChunk,
  }: HolderJobOptions = {},
): Promise<HolderJobReport> {
  const provider = sender.provider;
  if (provider === null) throw new Error("The key that sends has no connection to a chain.");
  const asked = <T>(ask: () => Promise<T>) => persistently(ask, patience);
  const tries = new Map<string, number>();
  let [transactions, holders, gasUsed, chunk] = [0, 0, 0n, most];

  for (;;) {
    const left = await job.left(asked);
    if (left.length === 0) {
      if (!(await buried(provider, depth, asked))) continue;
      if ((await job.left(asked)).length !== 0) continue;
      return { transactions, holders, gasUsed };
    }
    const open = left.filter(({ wallet }) => (tries.get(wallet) ?? 0) < TRIES);
    if (open.length === 0) throw new HoldersLeft(left.map(({ wallet }) => wallet));

    const next = await fitting(job, sender, open, chunk, gasCap, asked);
    chunk = next.grow ? Math.min(most, next.items.length * 2) : next.items.length;
    const receipt = await sent(sender, provider, next, { minedWithin, patience, gasCap });
    // Lost, or somebody else's took its place: the chain says what is left.
    if (receipt === null) continue;
    for (const { wallet } of next.items) tries.set(wallet, (tries.get(wallet) ?? 0) + 1);
    transactions += 1;
    holders += next.items.length;
    gasUsed += receipt.gasUsed;
    onChunk?.({
      hash: receipt.hash,
      holders: next.items.length,
      gasUsed: receipt.gasUsed,
      left: left.length,
    });
  }
}

interface Chunk {
  readonly items: readonly HolderItem[];
  readonly to: string;
  readonly data: string;
  readonly gas: bigint;
  /** It fits with room for more. */
  readonly grow: boolean;
}

/** As many of the holders as fit into a transaction. */
async function fitting(
  job: HolderJob,
  sender: Signer,
  open: readonly HolderItem[],
  most: number,
  gasCap: bigint,
  asked: Asked,
): Promise<Chunk> {
  for (let count = Math.min(most, open.length); ; count = Math.ceil(count / 2)) {
    const items = open.slice(0, count);
    const { to, data } = await asked(() => job.call(items));
    let gas: bigint;
    try {
      gas = await asked(() => sender.estimateGas({ to, data }));
    } catch (error) {
      // Too much for any block reads like a refusal without a reason.
      if (count > 1 && !isRefusal(error)) continue;
      throw explainError(error);
    }
    // Room for state that changes before it is mined.
    const limit = (gas * 5n) / 4n;
    if (limit > gasCap && count > 1) continue;
    const within = limit > gasCap ? gasCap : limit;
    return { items, to, data, gas: within, grow: limit < gasCap / 2n };
  }
}

function isRefusal(error: unknown): boolean {
  return explainError(error) !== error;
}

/** Sends a chunk under the next number that is mined; null if it is not known to be mined. */
async function sent(
  sender: Signer,
  provider: Provider,
  { to, data, gas }: Chunk,
  { minedWithin, patience, gasCap }: { minedWithin: number; patience: number; gasCap: bigint },
): Promise<TransactionReceipt | null> {
  const asked: Asked = (ask) => persistently(ask, patience);
  const nonce = await asked(() => sender.getNonce("latest"));
  const fees = await asked(() => provider.getFeeData());
  let [maxFeePerGas, maxPriorityFeePerGas] = [fees.maxFeePerGas, fees.maxPriorityFeePerGas];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    let hash: string;
    try {
      const dynamic =
        maxFeePerGas === null || maxPriorityFeePerGas === null
          ? { gasPrice: fees.gasPrice }
          : { maxFeePerGas, maxPriorityFeePerGas };
      const gasLimit = gas < gasCap ? gas : gasCap;
      ({ hash } = await sender.sendTransaction({ to, data, nonce, gasLimit, ...dynamic }));
    } catch (error) {
      if (isConnectionLost(error) || isNumberTaken(error)) {
        // It may have arrived all the same. What waits under the number is outbid, or mined meanwhile.
        if ((await asked(() => sender.getNonce("latest"))) > nonce) return null;
        maxFeePerGas = raised(maxFeePerGas);
        maxPriorityFeePerGas = raised(maxPriorityFeePerGas);
        await new Promise((resume) => setTimeout(resume, 250));
        continue;
      }
      throw explainError(error);
    }
    const receipt = await mined(provider, hash, minedWithin, asked);
    if (receipt !== null) return receipt;
    if ((await asked(() => sender.getNonce("latest"))) > nonce) return null;
    maxFeePerGas = raised(maxFeePerGas);
    maxPriorityFeePerGas = raised(maxPriorityFeePerGas);
  }
  return null;
}

function raised(fee: bigint | null): bigint | null {
  return fee === null ? null : (fee * DEARER) / OF + 1n;
}

/** Another transaction has or had the number. */
function isNumberTaken(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    ["NONCE_EXPIRED", "REPLACEMENT_UNDERPRICED"].includes(String(code)) ||
    /nonce too low|replacement transaction underpriced|already known/i.test(String(message))
  );
}

async function mined(
  provider: Provider,
  hash: string,
  seconds: number,
  asked: Asked,
): Promise<TransactionReceipt | null> {
  const until = Date.now() + seconds * 1_000;
  for (let pause = 20; ; pause = Math.min(pause * 2, 2_000)) {
    const receipt = await asked(() => provider.getTransactionReceipt(hash));
    if (receipt !== null || Date.now() > until) return receipt;
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

/** Waits until the chain is `depth` blocks further. False if it was undone meanwhile. */
async function buried(provider: Provider, depth: number, asked: Asked): Promise<boolean> {
  const from = await asked(() => provider.getBlock("latest"));
  if (depth === 0 || from === null) return true;
  while ((await asked(() => provider.getBlockNumber())) < from.number + depth) {
    await new Promise((resume) => setTimeout(resume, 500));
  }
  const now = await asked(() => provider.getBlock(from.number));
  return now?.hash === from.hash;
}
