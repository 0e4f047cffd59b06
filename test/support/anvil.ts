import { type ChildProcess, spawn } from "node:child_process";
import { JsonRpcProvider } from "ethers";
import { anvilBinary } from "../../cli/desk/anvilBinary.ts";
import type { Rpc } from "../../scripts/deploy/rpc.ts";

/** A development chain in a process of its own. */
export interface Anvil {
  readonly url: string;
  readonly rpc: Rpc;
  readonly pid: number;
  stop(): void;
}

/** The moment of block 0, so that two chains have the same one. */
const GENESIS = "1800000000";

/**
 * Starts anvil on a free port; undefined, with the reason printed, where it cannot run.
 *
 * @param more arguments for it
 */
export async function anvil(more: readonly string[] = []): Promise<Anvil | undefined> {
  try {
    const args = ["--port", "0", "--timestamp", GENESIS, ...more];
    const child = spawn(binary(), args, {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = `http://${await listening(child)}`;
    const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true });
    return {
      url,
      pid: child.pid ?? 0,
      rpc: { request: ({ method, params = [] }) => provider.send(method, [...params]) },
      stop() {
        provider.destroy();
        killGroup(child);
      },
    };
  } catch (error) {
    console.log(`      anvil cannot run here: ${(error as Error).message}`);
    return undefined;
  }
}

function binary(): string {
  const path = anvilBinary();
  if (path === undefined) throw new Error("its package is not installed");
  return path;
}

/** Kills a process that leads a group, and all that it started, at once. */
export function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Listening on (\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("error", reject);
    child.on("exit", (code) =>
      reject(new Error(`it ended with code ${code}: ${said.slice(-300)}`)),
    );
    const late = setTimeout(() => {
      killGroup(child);
      reject(new Error("it did not listen within 20 seconds"));
    }, 20_000);
  });
}
