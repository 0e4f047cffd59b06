import { readFile, writeFile } from "node:fs/promises";
import { encodeBytes32String } from "ethers";
import { fixture } from "../../support/fixture.ts";
import { desk, inFolder } from "../support/desk.ts";

export const HASH = `0x${"d0".repeat(32)}`;
export const OF = ["--class", "SBI-ST-1"] as const;
export const ORDER = ["--reason", "COURT-1", "--document", HASH] as const;
export const PLATFORM = "examples/platform.yaml";
export const CLASS = "examples/classes/sbi-st-1.yaml";

const opened = fixture(async () => {
  const w = await desk();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, encodeBytes32String("issue"));
  await w.minted(w.a, 1_000_000n);
  return w;
});

/** A desk whose A and B have passes, A 100 units and a million yen, with a folder of its own. */
export async function office() {
  const w = await inFolder(await opened());

  /** Writes a file, and answers its path. */
  async function filed(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(w.at(name), content);
    return w.at(name);
  }

  return {
    ...w,
    filed,
    /** Runs a command that makes ready for another. */
    async done(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
      const said = await w.kessai([...words, "--json"], { env });
      if (said.exit !== 0) throw new Error(said.out);
      return said.json.result;
    },
    /** The deployment's file, as if it were of another chain. */
    async elsewhere(): Promise<string> {
      const known = JSON.parse(await readFile(w.deployment, "utf8"));
      return await filed("1.json", JSON.stringify({ ...known, chainId: 1 }));
    },
  };
}

export type Office = Awaited<ReturnType<typeof office>>;

export const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
