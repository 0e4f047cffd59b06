import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { ChainMoved } from "./ChainMoved.ts";
import { type LogWindow, type LogWindowsErrors, logFilter, logWindows } from "./logWindows.ts";
import { BlockUnknown, nodeBlock } from "./nodeBlock.ts";
import { type RegisterEvent, type RegisterSources, registerEventOf } from "./RegisterEvent.ts";
import type { NodeBlock, NodeLog, Rpc } from "./Rpc.ts";

export interface IndexedLogsParameters {
  /** The file; made if there is none. One run at a time. */
  readonly path: string;
  readonly provider: Rpc;
  readonly chainId: bigint;
  readonly sources: RegisterSources;
  readonly fromBlock: number;
  readonly upTo: NodeBlock;
}

export type IndexedLogsErrors = ChainMoved | LogWindowsErrors;

/** Blocks this deep are read in windows where the node does not say what is final. */
const DEPTH = 64;
const AT_ONCE = 16;
const FORM = "kessai-register-index-1";

/** A line of the file: where it ends, and what it rests on. */
interface Checkpoint {
  readonly end: number;
  readonly sum: string;
  readonly to: number;
  /** Of block `to`; empty for the first line. */
  readonly hash: string;
}

/**
 * The logs of a class's register up to a block, kept in a file: what is there is not asked for again.
 *
 * The file grows by lines, each with the logs of a stretch of blocks, the hash of its last block, and a sum
 * over it and all lines before. A line that a killed run left torn, or that anybody changed, is cut off with
 * all that follow; so is a line whose last block is no longer the chain's. What is cut off is read anew:
 * the file can be deleted at any time. Final blocks are read in windows, later ones one by one by
 * their hashes, so that a reorganisation costs no more than its blocks.
 *
 * @throws ChainMoved if the chain was reorganised meanwhile: ask again
 * @throws LogsRefused if the node gives no logs
 */
export async function* indexedLogs(
  parameters: IndexedLogsParameters,
): AsyncGenerator<Pick<LogWindow, "logs">, void, undefined> {
  const { path, provider, sources, fromBlock, upTo } = parameters;
  const file = await opened(path);
  try {
    const checkpoints = await sound(file, headOf(parameters));
    let last = checkpoints.at(-1) as Checkpoint;
    while (last.hash !== "" && !(await isOnChain(provider, last))) {
      checkpoints.pop();
      last = checkpoints.at(-1) as Checkpoint;
    }
    await file.truncate(last.end);
    yield* kept(file, last, sources);

    let { to, sum, end, hash } = last;
    const append = async (
      from: number,
      block: Pick<NodeBlock, "number" | "hash">,
      logs: string,
    ) => {
      const body = `${from} ${block.number} ${block.hash} ${logs}`;
      sum = sumOf(sum, body);
      const line = `${sum} ${body}\n`;
      await file.write(line, end);
      end += line.length;
      ({ number: to, hash } = block);
    };

    const final = Math.min(upTo.number, await finalBlock(provider, upTo.number));
    for await (const window of logWindows(provider, sources, Math.max(fromBlock, to + 1), final)) {
      const block = await nodeBlock(provider, window.to);
      await append(window.from, block, packed(window.logs, sources));
      yield window;
    }
    for (let from = Math.max(fromBlock, to + 1); from <= upTo.number; ) {
      const until = Math.min(from + AT_ONCE - 1, upTo.number);
      const numbers = Array.from({ length: until - from + 1 }, (_, index) => from + index);
      const blocks = await Promise.all(
        numbers.map((number) => blockLogs(provider, sources, number)),
      );
      for (const { block, logs } of blocks) {
        // Another branch than that of the lines before.
        if (to === block.number - 1 && block.parentHash !== hash)
          throw new ChainMoved(block.number);
        await append(block.number, block, packed(logs, sources));
        yield { logs };
      }
      from = until + 1;
    }
    if (to === upTo.number && hash !== upTo.hash) throw new ChainMoved(to);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r+");
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
    return await open(path, "w+", 0o600);
  }
}

function headOf({ chainId, sources, fromBlock }: IndexedLogsParameters): string {
  const { token, pass, desk } = sources;
  return `${FORM} ${chainId} ${token} ${pass} ${desk} ${fromBlock}`;
}

/** Where the lines of a file end that are whole, from its first on. A file of another class is begun anew. */
async function sound(file: FileHandle, head: string): Promise<Checkpoint[]> {
  const { size } = await file.stat();
  const first = { end: head.length + 1, sum: sumOf("", head), to: -1, hash: "" };
  const found: Checkpoint[] = [];
  let end = 0;
  let last = first.sum;
  for await (const line of linesOf(file, 0, size)) {
    end += line.length + 1;
    if (end > size) break;
    if (found.length === 0) {
      if (line !== head) break;
      found.push(first);
      continue;
    }
    const [sum = "", , to = "", hash = ""] = line.slice(0, 256).split(" ");
    if (sum !== sumOf(last, line.slice(sum.length + 1))) break;
    last = sum;
    found.push({ end, sum, to: Number(to), hash });
  }
  if (found.length === 0) {
    await file.truncate(0);
    await file.write(`${head}\n`, 0);
    found.push(first);
  }
  return found;
}

async function* kept(
  file: FileHandle,
  last: Checkpoint,
  sources: RegisterSources,
): AsyncGenerator<Pick<LogWindow, "logs">, void, undefined> {
  let first = true;
  for await (const line of linesOf(file, 0, last.end)) {
    if (!first) yield { logs: unpacked(line, sources) };
    first = false;
  }
}

const CHUNK = 1 << 20;

/** The lines of a part of a file, which is plain ASCII, without their ends. */
async function* linesOf(
  file: FileHandle,
  from: number,
  to: number,
): AsyncGenerator<string, void, undefined> {
  const buffer = Buffer.alloc(CHUNK);
  let parts: string[] = [];
  for (let at = from; at < to; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, to - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const pieces = buffer.toString("latin1", 0, bytesRead).split("\n");
    for (const [index, piece] of pieces.entries()) {
      parts.push(piece);
      if (index === pieces.length - 1) break;
      yield parts.join("");
      parts = [];
    }
  }
  if (parts.join("") !== "") yield parts.join("");
}

function sumOf(before: string, body: string): string {
  return createHash("sha256").update(`${before} ${body}`, "latin1").digest("hex");
}

type Packed = readonly [
  block: number,
  time: number,
  source: number,
  data: string,
  ...topics: string[],
];

function packed(logs: readonly RegisterEvent[], { token, pass, desk }: RegisterSources): string {
  const addresses = [token, pass, desk];
  return JSON.stringify(
    logs.map(({ block, time = -1, address, data, topics }): Packed => {
      return [block, time, addresses.indexOf(address), data, ...topics];
    }),
  );
}

function unpacked(line: string, { token, pass, desk }: RegisterSources): RegisterEvent[] {
  const addresses = [token, pass, desk];
  const logs = JSON.parse(line.slice(line.indexOf("["))) as Packed[];
  return logs.map(([block, time, source, data, ...topics]) => ({
    block,
    ...(time < 0 ? {} : { time }),
    address: addresses[source] ?? "",
    data,
    topics,
  }));
}

async function isOnChain(provider: Rpc, { to, hash }: Checkpoint): Promise<boolean> {
  try {
    return (await nodeBlock(provider, to)).hash === hash;
  } catch (error) {
    if (error instanceof BlockUnknown) return false;
    throw error;
  }
}

async function finalBlock(provider: Rpc, head: number): Promise<number> {
  try {
    return (await nodeBlock(provider, "finalized")).number;
  } catch {
    return head - DEPTH;
  }
}

async function blockLogs(provider: Rpc, sources: RegisterSources, number: number) {
  const block = await nodeBlock(provider, number);
  const filter = { ...logFilter(sources), blockHash: block.hash };
  const found = (await provider.send("eth_getLogs", [filter])) as NodeLog[];
  return { block, logs: found.map(registerEventOf) };
}
