import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Anvil, anvil } from "../support/anvil.ts";
import { blocksOf } from "./support/blocksOf.ts";

const PAGES = ["docs/quick-start.md", "docs/quick-start.ja.md"] as const;

describe("The quick start", function () {
  this.timeout(600_000);
  let node: Anvil | undefined;
  let folder: string;

  before(async function () {
    // It covers no contract that other tests do not, and is all processes of their own.
    if (process.env.KESSAI_COVERAGE === "1") return this.skip();
    node = await anvil(["--accounts", "20"]);
    if (node === undefined) return this.skip(); // anvil is optional
    folder = await mkdtemp(join(tmpdir(), "kessai-quick-start-"));
  });
  after(async () => {
    node?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it("leads from nothing to a verified register, block by block", async () => {
    const blocks = await blocksOf(PAGES[0]);
    expect(blocks.length).to.be.greaterThan(6);
    const script = join(folder, "quick-start.sh");
    const commands = blocks.join("\n").replaceAll("quick-start/", `${folder}/`);
    const body = commands.replaceAll("mkdir -p quick-start", "true");
    await writeFile(
      script,
      `set -euo pipefail\nkessai() { "${process.execPath}" cli/kessai.mjs "$@"; }\n${body}`,
    );
    const { exit, said } = await run(script, {
      KESSAI_NETWORK_LOCALHOST: node!.url,
      KESSAI_DEPLOYMENTS: join(folder, "deployments"),
    });
    expect(exit, said.slice(-2_000)).to.equal(0);
    expect(said).to.include("working (it works)");
    expect(said).to.include("It would settle now.");
    expect(said).to.include("paid in ¥17,500 = paid ¥13,946 + national tax ¥2,680");
    expect(said).to.include("the figures of 2 wallets are proven");
    expect(said).not.to.match(/\n\s+at .*:\d+:\d+/);
  });

  it("has the same commands in both languages", async () => {
    const [english, japanese] = [await blocksOf(PAGES[0]), await blocksOf(PAGES[1])];
    expect(japanese).to.deep.equal(english);
  });
});

async function run(script: string, env: Record<string, string>) {
  return await new Promise<{ exit: number; said: string }>((resolve, reject) => {
    const child = spawn("bash", [script], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, USER: "a reader", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", (code) => resolve({ exit: code ?? -1, said }));
  });
}
