import { spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keccak256 } from "ethers";
import type { Terminal } from "../../../cli/desk/terminal.ts";
import { runKessai } from "../../../cli/runKessai.ts";
import { type Deployment, platformSteps } from "../../../sdk/index.ts";
import { type World, world } from "../../support/world.ts";
import { rpcServer } from "./rpcServer.ts";

/** What a command said. */
export interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** What `--json` printed. */
  // biome-ignore lint/suspicious/noExplicitAny: each command's own
  readonly json: any;
}

export interface SaidWith {
  readonly env?: Readonly<Record<string, string>>;
  /** A line for whoever asks for a secret. */
  readonly secret?: string;
  /** Ends the binary as Ctrl-C does, once it says this beside its output. */
  readonly until?: RegExp;
}

/**
 * A platform that answers over HTTP, its deployment file in a folder of its own, and the desk before it: `kessai`
 * in this process, `binary` as its users start it.
 */
export async function deskOf<W extends World>(w: W) {
  const server = await rpcServer(w.connection.provider);
  const folder = await mkdtemp(join(tmpdir(), "kessai-desk-"));
  const deployment = join(folder, "31337.json");
  await writeFile(deployment, JSON.stringify(await deploymentOf(w)));
  const onChain = ["--network", server.url, "--deployment", deployment];

  /** Runs a command; `local` ones are not told of the chain. */
  async function kessai(words: readonly string[], given: SaidWith & { local?: boolean } = {}) {
    const [out, err]: [string[], string[]] = [[], []];
    const now = await w.now();
    const terminal: Terminal = {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      isTerminal: false,
      env: given.env ?? {},
      now: () => now,
      agrees: async () => false,
      secret: async () => given.secret,
    };
    const all = given.local === true ? words : [...words, ...onChain];
    const exit = await runKessai(all, terminal);
    return said(exit, out.join("\n"), err.join("\n"), words);
  }

  return {
    ...{ ...w, server, folder, deployment, onChain, kessai },
    binary: (words: readonly string[], given: SaidWith = {}) => binary(words, given),
    at: (name: string) => join(folder, name),
    signer: ({ address }: { address: string }) => ["--signer", `node:${address}`],
  };
}

/** `kessai` as its users start it, in a process of its own. */
export async function binary(
  words: readonly string[],
  { env = {}, until }: SaidWith = {},
): Promise<Said> {
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["cli/kessai.mjs", ...words], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      err += String(chunk);
      if (until?.test(err) === true) child.kill("SIGINT");
    });
    child.on("error", reject);
    child.on("close", (exit) => resolve(said(exit ?? -1, out, err, words)));
  });
}

function said(exit: number, out: string, err: string, words: readonly string[]): Said {
  const json = words.includes("--json") ? JSON.parse(out) : undefined;
  return { exit, out, err, json };
}

async function deploymentOf(w: World): Promise<Deployment> {
  const { provider } = w.ethers;
  const placed = async (address: string, abi: string) => ({
    ...{ address, abi, block: 1 },
    codeHash: keccak256(await provider.getCode(address)),
  });
  const steps = platformSteps(w.platformFile, w.deployer.address);
  const names = new Map(steps.map(({ id, contract }) => [id, contract] as const));
  const contracts = Object.entries(w.platform).filter(([name]) => name !== "chainId");
  const token = await w.bond.getAddress();
  const { name, symbol, code } = w.classFile;
  const genesis = await provider.getBlock(0);
  return {
    ...{ format: 1, chainId: 31_337, genesis: genesis?.hash ?? "", abis: {} },
    platform: {
      name: w.platformFile.name,
      file: `0x${"00".repeat(32)}`,
      contracts: Object.fromEntries(
        await Promise.all(
          contracts.map(async ([each, address]) => [
            each,
            await placed(String(address), names.get(each) ?? each),
          ]),
        ),
      ),
      issuers: w.platformFile.issuers.map(
        ({ id, name: issuer, registrarRole, registrars, classes }) => ({
          ...{ id, name: issuer, registrarRole, registrars, classes },
        }),
      ),
    },
    classes: {
      [code]: {
        ...(await placed(token, "SecurityToken")),
        ...{ number: Number(await w.bond.classNumber()), name, symbol },
        ...{ issuer: w.classFile.issuer, file: `0x${"00".repeat(32)}` },
      },
    },
  };
}

/** A desk on a fresh platform. */
export async function desk() {
  return await deskOf(await world());
}

export type TestDesk = Awaited<ReturnType<typeof desk>>;

/** The same desk with a folder of its own for files: what a test writes there, the next one does not find. */
export async function inFolder<T extends { readonly folder: string }>(w: T) {
  const folder = await mkdtemp(join(w.folder, "test-"));
  return { ...w, folder, at: (name: string) => join(folder, name) };
}
