import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import type { DeployFileParameters } from "../../scripts/deploy/deployFile.ts";
import { deployFile } from "../../scripts/deploy/deployFile.ts";
import { type Connection, networkOf } from "../../scripts/deploy/openNetwork.ts";
import type { Rpc } from "../../scripts/deploy/rpc.ts";

export const PLATFORM = "examples/platform.yaml";
export const CLASS = "examples/classes/sbi-st-1.yaml";

/** A chain in this process, and the deploying command on it with a folder of its own. */
export async function deployments({ initialDate }: { initialDate?: string } = {}) {
  const override = initialDate === undefined ? {} : { override: { initialDate } };
  const connection = await network.create(override);
  const folder = await mkdtemp(join(tmpdir(), "kessai-deployments-"));
  return { connection, folder, ...commands(connection, folder) };
}

export type Deployments = Awaited<ReturnType<typeof deployments>>;

/** The deploying command on a chain with a folder. */
export function commands(connection: Connection, folder: string) {
  const exported = join(folder, "31337.json");
  return {
    exported,
    /** Runs the command and answers the lines that it printed. */
    async deploy(
      kind: "platform" | "class",
      path: string,
      changes: Partial<DeployFileParameters> & { rpc?: Rpc; accounts?: readonly string[] } = {},
    ): Promise<string[]> {
      const lines: string[] = [];
      const { rpc = connection.provider, accounts, ...rest } = changes;
      const plain = await networkOf("localhost", {
        ...connection,
        provider: rpc,
        ethers: connection.ethers,
      });
      await deployFile({
        ...{ kind, path, deployments: folder, from: undefined, lang: "en" },
        network: accounts === undefined ? plain : { ...plain, accounts },
        print: (line) => lines.push(...line.split("\n")),
        ...rest,
      });
      return lines;
    },
    bytes: () => readFile(exported, "utf8"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What a run is stopped with, in place of a kill. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** A chain that fails the first transaction it is given, before or after it reaches the chain. */
export function stopping(rpc: Rpc, when: "before" | "after"): Rpc {
  return {
    async request(call) {
      if (!call.method.startsWith("eth_send")) return await rpc.request(call);
      if (when === "after") await rpc.request(call);
      throw new Stopped(`stopped ${when} the transaction reached the chain`);
    },
  };
}

/** Every transaction of a chain in order: who sent what to whom under which nonce. */
export async function transactionsOf(rpc: Rpc) {
  const last = Number(await rpc.request({ method: "eth_blockNumber" }));
  const found: { from: string; to: string | null; nonce: number; input: string }[] = [];
  for (let number = 0; number <= last; number++) {
    const method = "eth_getBlockByNumber";
    const block = (await rpc.request({ method, params: [`0x${number.toString(16)}`, true] })) as {
      transactions: { from: string; to: string | null; nonce: string; input: string }[];
    };
    for (const { from, to, nonce, input } of block.transactions) {
      found.push({ from, to, nonce: Number(nonce), input });
    }
  }
  return found;
}

/** The error that a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was refused.");
}
