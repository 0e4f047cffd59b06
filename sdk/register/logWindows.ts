import { type RegisterEvent, type RegisterSources, registerEventOf } from "./RegisterEvent.ts";
import type { NodeLog, Rpc } from "./Rpc.ts";
import { TOPICS } from "./registerTopics.ts";

/** The node gives no logs, of however few blocks. */
export class LogsRefused extends Error {
  override readonly name = "LogsRefused";

  constructor(block: number, reason: string) {
    super(`The node gives no logs of block ${block}: ${reason}. Ask a node that keeps all logs.`);
  }
}

/** Logs of a stretch of blocks, in the order of the chain. */
export interface LogWindow {
  readonly from: number;
  readonly to: number;
  readonly logs: readonly RegisterEvent[];
}

export type LogWindowsErrors = LogsRefused;

const FIRST_WINDOW = 32;
const WIDEST = 65_536;
/** As many logs at once as keep an answer at a few megabytes. */
const MANY = 8_000;

/** What the register asks of a node's logs. */
export function logFilter({ token, pass, desk }: RegisterSources) {
  return { address: [token, pass, desk], topics: [Object.values(TOPICS)] };
}

/**
 * The logs from one block to another, in windows as wide as the node bears: halved when it refuses, wider
 * while they hold little. The next window is asked for while the last is worked on.
 *
 * @throws LogsRefused if the node refuses a single block
 */
export async function* logWindows(
  provider: Rpc,
  sources: RegisterSources,
  from: number,
  to: number,
): AsyncGenerator<LogWindow, void, undefined> {
  let width = FIRST_WINDOW;

  async function ask(first: number): Promise<LogWindow> {
    for (;;) {
      const last = Math.min(first + width - 1, to);
      const range = { fromBlock: hex(first), toBlock: hex(last) };
      try {
        const found = await provider.send("eth_getLogs", [{ ...logFilter(sources), ...range }]);
        const logs = (found as NodeLog[]).map(registerEventOf);
        if (logs.length * 8 < MANY) width = Math.min(width * 4, WIDEST);
        else if (logs.length * 2 < MANY) width = Math.min(width * 2, WIDEST);
        else if (logs.length > MANY) width = Math.max(1, Math.floor(width / 2));
        return { from: first, to: last, logs };
      } catch (error) {
        if (last === first) throw new LogsRefused(first, (error as Error).message);
        width = Math.max(1, Math.floor((last - first + 1) / 2));
      }
    }
  }

  let next = from <= to ? ask(from) : undefined;
  while (next !== undefined) {
    const window = await next;
    next = window.to < to ? ask(window.to + 1) : undefined;
    // Whoever stops in the middle leaves nobody to hear of a failure.
    next?.catch(() => undefined);
    yield window;
  }
}

function hex(block: number): string {
  return `0x${block.toString(16)}`;
}
