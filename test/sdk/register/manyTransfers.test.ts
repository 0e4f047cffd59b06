import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { ISecurityToken__factory } from "../../../sdk/contracts.ts";
import { registerAt } from "../../../sdk/register/registerAt.ts";
import { rpcAt } from "../../../sdk/register/rpcAt.ts";
import { type Anvil, anvil, killGroup } from "../../support/anvil.ts";
import { world } from "../../support/world.ts";
import { expectAsOnChain } from "./support/asOnChain.ts";
import { filled } from "./support/fill.ts";

// 100,000 transfers take minutes to make: KESSAI_REGISTER_BENCH=1 asks for them.
const isBench = process.env.KESSAI_REGISTER_BENCH === "1";
const TRANSFERS = isBench ? 100_000 : 2_000;
const HOLDERS = isBench ? 180 : 20;
const KILLS = isBench ? 10 : 2;
/** The bar: seconds and megabytes for the whole, the node's own time included. */
const MOST_SECONDS = 5;
const MOST_MEGABYTES = 512;

/** What support/measured.ts prints: milliseconds, kilobytes. */
interface Measured {
  readonly took: number;
  readonly fetching: number;
  readonly maxRSS: number;
  readonly digest: string;
  readonly lots: number;
}

const MEASURED = join(import.meta.dirname, "support", "measured.ts");

describe(`The register of ${TRANSFERS.toLocaleString("en-US")} transfers`, function () {
  this.timeout(isBench ? 1_800_000 : 120_000);
  let node: Anvil | undefined;
  let folder: string;
  let args: string[];

  before(async function () {
    node = await anvil(["--accounts", "20"]);
    if (node === undefined) return this.skip();
    folder = await mkdtemp(join(tmpdir(), "kessai-register-"));
    const w = await world({ url: node.url });
    const token = await filled(w, rpcAt(node.url), { holders: HOLDERS, transfers: TRANSFERS });
    args = [node.url, token, w.platform.pass];
  });

  after(async () => {
    node?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  async function run(...more: string[]) {
    const command = ["--import", "tsx", MEASURED, ...args, ...more];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    return JSON.parse(stdout) as Measured;
  }

  function report(what: string, { took, fetching, maxRSS, lots }: Measured) {
    const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
    console.log(
      `      ${what}: ${seconds(took)} s (of it ${seconds(fetching)} s waiting for logs), ` +
        `${Math.round(maxRSS / 1_024)} MB, ${lots} lots`,
    );
  }

  it("is the chain's to the unit, in time and memory, with and without an index", async () => {
    const [url = "", token = "", pass = ""] = args;
    const plain = await run();
    report("without an index", plain);
    const index = join(folder, "index");
    const first = await run(index);
    report("with a new index", first);
    const again = await run(index);
    report("with the index", again);
    expect([first.digest, again.digest]).to.deep.equal([plain.digest, plain.digest]);
    const register = await registerAt({ provider: rpcAt(url), token, pass });
    expect(register.digest).to.equal(plain.digest);
    const { JsonRpcProvider } = await import("ethers");
    const provider = new JsonRpcProvider(url);
    await expectAsOnChain(ISecurityToken__factory.connect(token, provider), register);
    provider.destroy();
    if (!isBench) return;
    for (const { took, maxRSS } of [plain, first, again]) {
      expect(took / 1_000).to.be.below(MOST_SECONDS);
      expect(maxRSS / 1_024).to.be.below(MOST_MEGABYTES);
    }
  });

  it("is the same after runs that were killed", async () => {
    const whole = await run();
    const index = join(folder, "killed");
    let killed = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      // Each dies once the file has grown since the last, or is done.
      const before = await sizeOf(index);
      const child = spawn(process.execPath, ["--import", "tsx", MEASURED, ...args, index], {
        detached: true,
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => child.on("close", resolve));
      const isOver = Promise.race([ended.then(() => true), grown(index, before + 1)]);
      if ((await isOver) !== true) killed++;
      killGroup(child as ChildProcess);
      await ended;
    }
    expect(killed).to.be.greaterThan(0);
    expect((await run(index)).digest).to.equal(whole.digest);
    expect((await readFile(index)).length).to.be.greaterThan(0);
  });
});

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => ({ size: 0 }))).size;
}

async function grown(path: string, size: number): Promise<false> {
  while ((await sizeOf(path)) < size) await new Promise((resolve) => setTimeout(resolve, 5));
  return false;
}
