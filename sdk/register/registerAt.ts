import { getAddress } from "ethers";
import { inBatches } from "../read/inBatches.ts";
import { type BlockAtErrors, blockAt, type RegisterMoment } from "./blockAt.ts";
import { ChainMoved } from "./ChainMoved.ts";
import { type LogWindowsErrors, logWindows } from "./logWindows.ts";
import { type NodeBlockErrors, nodeBlock } from "./nodeBlock.ts";
import type { Register } from "./Register.ts";
import type { RegisterSources } from "./RegisterEvent.ts";
import { type EventsIncomplete, RegisterState } from "./RegisterState.ts";
import type { NodeBlock, Rpc } from "./Rpc.ts";
import { registerDigest } from "./registerDigest.ts";
import { indexedLogs } from "./registerIndex.ts";

/** What the events add up to is not the class's supply. */
export class RegisterDisagrees extends Error {
  override readonly name = "RegisterDisagrees";
  readonly sum: bigint;
  readonly supply: bigint;

  constructor(block: number, sum: bigint, supply: bigint) {
    super(
      `At block ${block} the holders have ${sum} units by the events, but the class's supply is ${supply}. ` +
        `Use no such register: ask another node, and begin at the block in which the platform was deployed.`,
    );
    this.sum = sum;
    this.supply = supply;
  }
}

/** The node does not say what the class was at the block. */
export class StateNotKept extends Error {
  override readonly name = "StateNotKept";

  constructor(block: number, token: string, reason: string) {
    super(
      `The node does not answer for ${token} at block ${block}: ${reason}. ` +
        `Check the address, and ask an archive node for blocks of long ago.`,
    );
  }
}

export interface RegisterAtParameters {
  /** ethers' `JsonRpcProvider`, or {@link rpcAt}, which reads many logs quicker. */
  readonly provider: Rpc;
  /** The class. */
  readonly token: string;
  readonly pass: string;
  /** The registrar's desk, whose events name pledgees; the class's own without it. */
  readonly desk?: string;
  /** The block in which the platform was deployed, or one before. */
  readonly fromBlock?: number;
  /** A block, a day in Japan, or the latest block. */
  readonly at?: RegisterMoment;
  /** A file in which what was read is kept, see {@link indexedLogs}. */
  readonly index?: string;
}

export type RegisterAtErrors =
  | RegisterDisagrees
  | StateNotKept
  | ChainMoved
  | EventsIncomplete
  | BlockAtErrors
  | NodeBlockErrors
  | LogWindowsErrors;

const TOTAL_SUPPLY = "0x18160ddd";
const DESK = "0xc12b293c";
const ATTEMPTS = 5;

/**
 * The register of a class at the end of a block or of a day in Japan, from events alone: whose units, in
 * which wallets, since when, and what stops them. The sum is held against the supply that the class answers.
 *
 * @throws RegisterDisagrees if the sum is not the supply
 * @throws StateNotKept, ChainMoved, EventsIncomplete, DayNotOver, DayTooEarly, BlockUnknown, LogsRefused
 */
export async function registerAt(parameters: RegisterAtParameters): Promise<Register> {
  const { provider, at, fromBlock = 0 } = parameters;
  for (let attempt = 1; ; ++attempt) {
    const block = await blockAt(provider, at, fromBlock);
    const register = await registerOf(parameters, block);
    const { hash } = await nodeBlock(provider, block.number);
    if (hash === block.hash && register !== undefined) return register;
    if (attempt === ATTEMPTS) throw new ChainMoved(block.number);
  }
}

async function registerOf(
  { provider, token, pass, desk, fromBlock = 0, index }: RegisterAtParameters,
  block: NodeBlock,
): Promise<Register | undefined> {
  const chainId = BigInt((await provider.send("eth_chainId", [])) as string);
  const supply = BigInt(await answer(provider, token, TOTAL_SUPPLY, block));
  const deskAddress = desk ?? `0x${(await answer(provider, token, DESK, block)).slice(26)}`;
  const sources: RegisterSources = {
    token: token.toLowerCase(),
    pass: pass.toLowerCase(),
    desk: deskAddress.toLowerCase(),
  };

  const state = new RegisterState(sources);
  const windows =
    index === undefined
      ? logWindows(provider, sources, fromBlock, block.number)
      : indexedLogs({ path: index, provider, chainId, sources, fromBlock, upTo: block });
  try {
    for await (const { logs } of windows) {
      for (const log of logs) if (log.block <= block.number) state.add(log);
    }
  } catch (error) {
    if (error instanceof ChainMoved) return undefined;
    // What does not add up because the chain changed meanwhile is no fault of the node.
    if ((await nodeBlock(provider, block.number)).hash !== block.hash) return undefined;
    throw error;
  }
  if (state.supply !== supply) {
    if ((await nodeBlock(provider, block.number)).hash !== block.hash) return undefined;
    throw new RegisterDisagrees(block.number, state.supply, supply);
  }

  const missing = state.timesMissing();
  const blocks = await inBatches(missing, (number) => nodeBlock(provider, number));
  const investors = state.result(
    new Map(blocks.map(({ number, timestamp }) => [number, timestamp])),
  );
  const sum = investors.reduce((total, { units }) => total + units, 0n);
  if (sum !== supply) throw new RegisterDisagrees(block.number, sum, supply);
  const register = {
    chainId,
    token: getAddress(token),
    pass: getAddress(pass),
    block: block.number,
    blockHash: block.hash,
    timestamp: block.timestamp,
    supply,
    investors,
  };
  return { ...register, digest: registerDigest(register) };
}

async function answer(
  provider: Rpc,
  token: string,
  data: string,
  block: NodeBlock,
): Promise<string> {
  const at = `0x${block.number.toString(16)}`;
  let answered: unknown;
  try {
    answered = await provider.send("eth_call", [{ to: token, data }, at]);
  } catch (error) {
    throw new StateNotKept(block.number, token, (error as Error).message);
  }
  if (typeof answered !== "string" || answered.length !== 66) {
    throw new StateNotKept(block.number, token, "no class is there");
  }
  return answered;
}
