import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import type { Terminal } from "../../../cli/desk/terminal.ts";
import { runKessai } from "../../../cli/runKessai.ts";
import type { Rpc } from "../../../scripts/deploy/rpc.ts";
import { rpcServer } from "./rpcServer.ts";

export const PLATFORM = "examples/platform.yaml";
export const CLASS = "examples/classes/sbi-st-1.yaml";
export const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
export const REGISTRAR = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";

/** A chain on which nothing stands, and the desk before it with a folder for deployments. */
export async function freshChain() {
  const connection = await network.create({ override: { initialDate: "2027-04-01T01:00:00Z" } });
  let rpc: Rpc = connection.provider;
  const server = await rpcServer({ request: (call) => rpc.request(call) });
  const folder = await mkdtemp(join(tmpdir(), "kessai-desk-"));
  const deployments = join(folder, "deployments");
  const onChain = ["--network", server.url, "--deployments", deployments];
  return {
    ...{ connection, server, folder, deployments, onChain },
    at: (name: string) => join(folder, name),
    /** Stands in for the chain from now on. */
    replace(other: (real: Rpc) => Rpc) {
      rpc = other(connection.provider);
    },
    async kessai(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
      const said = await kessaiHere([...words, ...onChain], env);
      return said;
    },
  };
}

/** A command in this process, told of nothing but its words. */
export async function kessaiHere(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  secret?: string,
) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    ...{ isTerminal: false, env, now: () => Math.floor(Date.now() / 1_000) },
    ...{ agrees: async () => false, secret: async () => secret },
  };
  const exit = await runKessai(words, terminal);
  const json = words.includes("--json") ? JSON.parse(out.join("\n")) : undefined;
  return { exit, out: out.join("\n"), err: err.join("\n"), json };
}
