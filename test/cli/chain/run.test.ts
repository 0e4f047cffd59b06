import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { chainRun } from "../../../cli/commands/chain/run.ts";
import { anvilBinary } from "../../../cli/desk/anvilBinary.ts";
import { readPlatformFile } from "../../../sdk/index.ts";
import { binary } from "../support/desk.ts";

describe("kessai chain run", () => {
  before(function () {
    if (anvilBinary() === undefined) this.skip(); // anvil is optional: no package for this system
  });

  // What a failed test leaves running.
  after(() => {
    for (const child of children) child.kill("SIGINT");
  });

  it("starts a chain whose keys are those of the example platform, and keeps blocks and clock over a restart", async () => {
    const state = join(await mkdtemp(join(tmpdir(), "kessai-chain-")), "deep/state.json");
    const first = await started(state);
    const accounts = await first.provider.send("eth_accounts", []);
    const { roles } = await readPlatformFile("examples/platform.yaml");
    const holders = Object.values(roles).flatMap((role) => role.holders);
    const lower = accounts.map((each: string) => each.toLowerCase());
    for (const holder of holders) expect(lower).to.include(holder.toLowerCase());
    expect(await first.provider.send("eth_chainId", [])).to.equal("0x7a69");
    const genesis = (await first.provider.getBlock(0))?.hash;
    const moved = await binary([
      "chain",
      "advance",
      "--days",
      "30",
      "--json",
      "--network",
      first.url,
    ]);
    expect(moved.exit, moved.out).to.equal(0);
    const ended = await first.stop();
    expect(ended.exit).to.equal(0);
    expect(chainRun.result.parse(JSON.parse(ended.out).result)).to.include({ state });

    const second = await started(state);
    expect((await second.provider.getBlock(0))?.hash).to.equal(genesis);
    expect((await second.provider.getBlock("latest"))?.timestamp).to.equal(moved.json.result.to);
    await second.provider.send("evm_mine", []);
    const next = await second.provider.getBlock(2);
    expect(next?.timestamp).to.be.greaterThan(moved.json.result.to);
    await second.stop();
  }).timeout(120_000);

  it("says in a sentence that the port is taken, or that the state is none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kessai-chain-"));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const words = ["chain", "run", "--json", "--state"];
    const taken = await binary([...words, join(folder, "a.json"), "--port", String(port)]);
    server.close();
    expect(taken.exit).to.equal(1);
    expect(taken.json.error.name).to.equal("ChainNotStarted");
    expect(taken.json.error.message).to.include("listens on that port already");
    const broken = join(folder, "broken.json");
    await writeFile(broken, "no state");
    const none = await binary([...words, broken, "--port", "0"]);
    expect(none.json.error.name).to.equal("ChainNotStarted");
    expect(none.json.error.message).to.include("is no state of a chain");
    const bad = await binary([...words, broken, "--port", "http"]);
    expect(bad.json.error.name).to.equal("ArgumentRefused");
  }).timeout(120_000);
});

const children: ChildProcess[] = [];

async function started(state: string) {
  const child = spawn(
    process.execPath,
    ["cli/kessai.mjs", "chain", "run", "--json", "--port", "0", "--state", state],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  children.push(child);
  const url = await saidUrl(child);
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true });
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  return {
    ...{ url, provider },
    async stop() {
      provider.destroy();
      const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
      child.kill("SIGINT");
      return { exit: await exit, out };
    },
  };
}

function saidUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let err = "";
    child.stderr?.on("data", (chunk) => {
      err += String(chunk);
      const url = /http:\/\/[\d.]+:\d+/.exec(err)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.on("close", () => reject(new Error(err)));
  });
}
