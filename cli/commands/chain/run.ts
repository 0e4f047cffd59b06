import { type ChildProcess, spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { JsonRpcProvider } from "ethers";
import { z } from "zod";
import { say } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { anvilBinary } from "../../desk/anvilBinary.ts";
import { ArgumentRefused, ChainNotStarted } from "../../desk/faults.ts";
import { openChain } from "../../desk/openChain.ts";
import { maybe } from "../../inputs.ts";

const STATE = "kessai-chain.json";
const PORT = 8545;
/** Of all development chains, so that the keys of examples/platform.yaml are there. */
const MNEMONIC = "test test test test test test test test test test test junk";
const STARTS_WITHIN_MS = 60_000;

const TEXTS = {
  runs: {
    en: "A local chain (31337) runs at {url}. Its state is kept in {state}. Ctrl-C ends it.",
    ja: "ローカルチェーン (31337) が {url} で稼働中です。状態は {state} に保存されます。Ctrl-C で終了します。",
  },
  ended: {
    en: "Ended. The same command goes on with {state}.",
    ja: "終了しました。同じコマンドで {state} から再開します。",
  },
} as const;

/** A local chain that lasts. */
export const chainRun: LocalCommand = {
  kind: "local",
  path: "chain run",
  about: {
    en: "start a local chain, whose state is kept, until Ctrl-C",
    ja: "状態を保存するローカルチェーンを起動(Ctrl-C で終了)",
  },
  example: "chain run --state kessai-chain.json --port 8545",
  options: [
    {
      flags: "--state <file>",
      about: { en: `where its state is kept (${STATE})`, ja: `状態の保存先 (${STATE})` },
    },
    { flags: "--port <number>", about: { en: `its port (${PORT})`, ja: `ポート番号 (${PORT})` } },
  ],
  result: z.strictObject({ url: z.string(), state: z.string() }),
  async run(given, terminal) {
    const state = (given.options.state as string | undefined) ?? STATE;
    const port = portOf(maybe(given, "port"));
    const binary = anvilBinary();
    if (binary === undefined) {
      throw new ChainNotStarted({
        en:
          "anvil, which runs the chain, is not installed for this machine: run `npm install`, or start another " +
          "local chain with `npx hardhat node`, which forgets everything when it ends.",
        ja: "チェーンを動かす anvil がこの機械に入っていません。`npm install` を実行するか、`npx hardhat node`(終了すると内容は消えます)を使ってください。",
      });
    }
    await mkdir(dirname(state), { recursive: true });
    const anvil = spawn(
      binary,
      [
        ...["--port", String(port), "--chain-id", "31337", "--hardfork", "cancun"],
        ...["--accounts", "20", "--mnemonic", MNEMONIC],
        ...["--state", state, "--state-interval", "1", "--preserve-historical-states"],
      ],
      // In a group of its own: Ctrl-C is for this process, which then ends it.
      { stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" },
    );
    const ended = new Promise<void>((resolve) => anvil.once("close", () => resolve()));
    const stop = () => void anvil.kill("SIGINT");
    for (const signal of STOPS) process.on(signal, stop);
    try {
      const url = `http://${await listening(anvil)}`;
      const { provider } = await openChain(url, terminal);
      await keepTime(provider);
      provider.destroy();
      terminal.err(say(TEXTS.runs, given.lang, { url, state }));
      await ended;
      return { value: { url, state }, lines: [say(TEXTS.ended, given.lang, { state })] };
    } finally {
      stop();
      for (const signal of STOPS) process.off(signal, stop);
    }
  },
};

const STOPS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A chain whose clock was moved goes on from there: its program would begin again with this machine's. */
async function keepTime(provider: JsonRpcProvider): Promise<void> {
  const last = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const ahead = last - Math.floor(Date.now() / 1_000);
  if (ahead > 0) await provider.send("evm_increaseTime", [ahead + 1]);
}

function listening(anvil: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const found = /Listening on (\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      // What it says later is read, so that it is not held up, and forgotten.
      for (const stream of [anvil.stdout, anvil.stderr]) stream?.off("data", hear).resume();
      resolve(found);
    };
    anvil.stdout?.on("data", hear);
    anvil.stderr?.on("data", hear);
    const fail = (why: string) => {
      clearTimeout(late);
      reject(
        new ChainNotStarted({
          en: `The local chain did not start: ${why}`,
          ja: `ローカルチェーンを起動できません: ${why}`,
        }),
      );
    };
    anvil.on("error", ({ message }) => fail(`${message}. \`npm install\` brings anvil.`));
    anvil.on("close", () => fail(whyOf(said)));
    const late = setTimeout(() => fail("it did not listen within a minute."), STARTS_WITHIN_MS);
  });
}

/** What anvil said last, in words for whoever started it. */
function whyOf(said: string): string {
  if (/address already in use/i.test(said)) {
    return "something listens on that port already. End it, or name another with --port.";
  }
  if (/state|json|deserialize|expected/i.test(said)) {
    return "the file of --state is no state of a chain. Name another, which need not be there.";
  }
  return "anvil ended at once. Name another --state or --port.";
}

function portOf(value: string | undefined): number {
  if (value === undefined) return PORT;
  const port = Number(value);
  if (/^\d+$/.test(value) && port < 65_536) return port;
  throw new ArgumentRefused(`--port is a number up to 65535, not ${value}.`);
}
