import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Anvil, anvil, killGroup } from "../../support/anvil.ts";
import { CLASS, PLATFORM, transactionsOf } from "../../support/deployments.ts";

const KILLS = 10;
/** The last ones are left for the class, which is one transaction. */
const PLATFORM_KILLS = 8;
const PLATFORM_STEPS = 37;

interface Run {
  readonly code: number | null;
  readonly said: string;
  /** Milliseconds from the start to the first line, from that to the first step, from that to the end. */
  readonly startup: number;
  readonly prelude: number;
  readonly work: number;
}

describe("the deploying command, killed", function () {
  this.timeout(180_000);
  const chains: Anvil[] = [];
  const folders: string[] = [];
  const children = new Set<ChildProcess>();

  after(async () => {
    for (const child of children) killGroup(child);
    for (const { stop } of chains) stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  /** Runs the command, and kills it and all that it started when `kill` comes true. */
  function run(
    { url }: Anvil,
    folder: string,
    [kind, path]: readonly [string, string],
    kill?: { readonly from: "start" | "first line"; readonly after: number },
  ): Promise<Run> {
    const args = ["--import", "tsx", "scripts/deploy.ts", kind, path, "--no-build"];
    const network = ["--network", "localhost", "--url", url, "--deployments", folder];
    const child = spawn(process.execPath, [...args, ...network], { detached: true });
    children.add(child);
    const began = performance.now();
    let [said, first, step] = ["", 0, 0];
    const soon = () => setTimeout(() => killGroup(child), kill?.after);
    if (kill?.from === "start") soon();
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (first === 0 && kill?.from === "first line") soon();
      if (first === 0) first = performance.now();
      if (step === 0 && / 1\//.test(said)) step = performance.now();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    return new Promise((resolve) => {
      child.on("close", (code) => {
        children.delete(child);
        const end = performance.now();
        const [startup, prelude, work] = [first - began, step - first, end - step];
        resolve({ code, said, startup, prelude, work });
      });
    });
  }

  async function place(): Promise<{ chain: Anvil; folder: string } | undefined> {
    const chain = await anvil();
    if (chain === undefined) return undefined;
    chains.push(chain);
    const folder = await mkdtemp(join(tmpdir(), "kessai-killed-"));
    folders.push(folder);
    return { chain, folder };
  }

  async function runWhole(
    { chain, folder }: { chain: Anvil; folder: string },
    what: readonly [string, string],
  ): Promise<Run> {
    const made = await run(chain, folder, what);
    expect(made.code, made.said).to.equal(0);
    return made;
  }

  it("at ten moments of its life, is resumed by the same command and deploys nothing twice", async function () {
    const [whole, torn] = [await place(), await place()];
    if (whole === undefined || torn === undefined) return this.skip(); // anvil is optional
    const platform = ["platform", PLATFORM] as const;
    const tokenClass = ["class", CLASS] as const;

    const wholePlatform = await runWhole(whole, platform);
    const wholeClass = await runWhole(whole, tokenClass);

    const seed = Number(process.env.KESSAI_SEED ?? Date.now() % 1_000_000);
    const next = random(seed);
    const moments: string[] = [];
    let sent = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const isPlatform = kill < PLATFORM_KILLS;
      if (kill === PLATFORM_KILLS) await runWhole(torn, platform);
      const { startup, prelude, work } = isPlatform ? wholePlatform : wholeClass;
      // One kill of the platform's meets it while it starts. The others let it do a share of its work,
      // since every run begins where the one before it was killed.
      const from = kill === 3 ? "start" : "first line";
      const isDone = isPlatform ? sent >= PLATFORM_STEPS : sent > PLATFORM_STEPS;
      const [least, most] = isDone
        ? [0, prelude / 2]
        : [prelude * 0.7, prelude + (isPlatform ? work / 3 : work)];
      const after = Math.floor(
        from === "start" ? next() * startup : least + next() * (most - least),
      );
      const what = isPlatform ? platform : tokenClass;
      const { code, said } = await run(torn.chain, torn.folder, what, { from, after });
      sent = (await transactionsOf(torn.chain.rpc)).length;
      moments.push(
        `${after} ms after the ${from}${code === null ? "" : ", too late"} (${sent} sent)`,
      );
      if (code !== null) expect(code, said).to.equal(0);
    }
    const { startup, prelude, work } = wholePlatform;
    console.log(
      `      start-up ${ms(startup)}, to the first step ${ms(prelude)}, steps ${ms(work)}`,
    );
    console.log(`      KESSAI_SEED=${seed}, killed ${moments.join(", ")}`);
    await runWhole(torn, platform);
    await runWhole(torn, tokenClass);

    const made = await transactionsOf(torn.chain.rpc);
    const expected = await transactionsOf(whole.chain.rpc);
    expect(made.filter(({ to }) => to === null)).to.have.length(22);
    expect(nonces(made)).to.deep.equal(nonces(expected));
    expect(made).to.deep.equal(expected);
    const [file, other] = await Promise.all(
      [torn, whole].map(({ folder }) => readFile(join(folder, "31337.json"))),
    );
    expect(file!.equals(other!), "the exported files are the same, byte for byte").to.equal(true);
  });
});

/** How many transactions each sender sent. */
function nonces(sent: readonly { from: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { from } of sent) counts[from] = (counts[from] ?? 0) + 1;
  return counts;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
