import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { JsonRpcProvider } from "ethers";
import type { Rpc } from "../../scripts/deploy/rpc.ts";

/** A development chain in a process of its own. */
export interface Anvil {
  readonly url: string;
  readonly rpc: Rpc;
  stop(): void;
}

/** The moment of block 0, so that two chains have the same one. */
const GENESIS = "1800000000";

/** Starts anvil on a free port; undefined, with the reason printed, where it cannot run. */
export async function anvil(): Promise<Anvil | undefined> {
  try {
    const args = ["--port", "0", "--timestamp", GENESIS];
    const child = spawn(binary(), args, {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = `http://${await listening(child)}`;
    const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true });
    return {
      url,
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

/** Its package is one for each kind of machine; package.json names those that could be locked. */
function binary(): string {
  const kind = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const resolve = createRequire(import.meta.url).resolve;
  const folder = dirname(resolve(`@foundry-rs/anvil-${kind}/package.json`));
  return join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
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
