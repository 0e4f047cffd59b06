import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Wallet } from "ethers";
import { officersArguments } from "../../scripts/officers/officersArguments.ts";
import { runOfficers } from "../../scripts/officers/runOfficers.ts";
import { parseCsv } from "../../sdk/csv/parseCsv.ts";
import { developmentKey } from "./developmentKey.ts";
import { world } from "./world.ts";

/** Keys of the three officers of examples/platform.yaml, of a stranger, and of who pays the gas. */
export const KEYS = {
  officers: [developmentKey(2), developmentKey(3), developmentKey(4)],
  stranger: developmentKey(14),
  relayer: developmentKey(15),
} as const;

/** A wallet that nobody has used: the same for the same number. */
export function walletOf(number: number): string {
  return new Wallet(`0x${(0xabc000 + number).toString(16).padStart(64, "0")}`).address;
}

/** A table as a desk keeps it, and its text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.join(",")}\r\n`).join("");
}

/** A platform on a chain in this process, a folder, and the officers' command. */
export async function officersDesk() {
  const w = await world();
  const folder = await mkdtemp(join(tmpdir(), "kessai-officers-"));
  const path = (name: string) => join(folder, name);

  /** Runs the command, with a key where one is needed, and answers what it said. */
  async function run(args: readonly string[], key?: string, answer?: string) {
    const lines: string[] = [];
    const heard = console.error;
    console.error = (line: unknown) => lines.push(String(line));
    try {
      const code = await runOfficers(officersArguments(args), {
        print: (line) => lines.push(line),
        ask: async () => answer,
        askSecret: async () => undefined,
        env: { KESSAI_OFFICER_KEY: key, KESSAI_RELAYER_KEY: key },
        open: async () => ({ chainId: Number(w.chainId), provider: w.ethers.provider }),
        explain: async (error) => error,
      });
      return { code, said: lines.join("\n") };
    } finally {
      console.error = heard;
    }
  }

  /** The same on the test's platform. */
  const on = (args: readonly string[], key?: string) =>
    run([...args, "--pass", w.platform.pass, "--deployments", folder], key);

  const text = (name: string) => readFile(path(name), "utf8");
  return {
    ...{ w, folder, path, run, on, text },
    write: (name: string, content: string | Uint8Array) => writeFile(path(name), content),
    /** The rows of a table below its header, by their headings. */
    async table(name: string): Promise<Record<string, string>[]> {
      const { header, rows } = parseCsv((await text(name)).replace(/^\uFEFF/, ""), name);
      return rows.map((cells) =>
        Object.fromEntries(header.map((cell, index) => [cell.text, cells[index]!.text])),
      );
    },
  };
}
