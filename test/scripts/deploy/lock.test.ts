import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { lock } from "../../../scripts/deploy/lock.ts";
import { deployments, PLATFORM, refusal, transactionsOf } from "../../support/deployments.ts";

describe("lock", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-lock-"));
    path = join(folder, "chain-1.lock");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const leave = (changes: object) => {
    const holder = { pid: process.pid, host: hostname(), started: "then", born: null, ...changes };
    return writeFile(path, JSON.stringify(holder));
  };

  it("given a process that has it and lives, refuses, naming it", async () => {
    const held = await lock(path);
    const error = await refusal(lock(path));
    expect(error.name).to.equal("DeploymentRunning");
    expect(error.message).to.match(new RegExp(`process ${process.pid} on ${hostname()}, since 2`));
    await held.release();
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("given another machine's, refuses, since nobody here can tell", async () => {
    await leave({ host: "elsewhere.example" });
    const error = await refusal(lock(path));
    expect(error.message).to.include("If that machine is gone, remove");
  });

  it("given a dead process's, or one that its process left half written, takes it", async () => {
    await leave({ pid: 2 ** 22 + 1 });
    await (await lock(path)).release();
    await writeFile(path, '{"pid":');
    await (await lock(path)).release();
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("given a dead process's whose number was given again, takes it", async function () {
    if (process.platform !== "linux") this.skip(); // only Linux says this of a process
    await leave({ born: "1" });
    await (await lock(path)).release();
  });

  it("given a process that ended and still waits to be asked after, takes it", async function () {
    if (process.platform !== "linux") this.skip(); // only Linux says this of a process
    // The shell's child ends at once; the shell becomes a program that never asks after it.
    const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 5"]);
    const pid = await new Promise<number>((done) => {
      parent.stdout.once("data", (said: Buffer) => done(Number(said)));
    });
    await new Promise((done) => setTimeout(done, 100));
    await leave({ pid });
    await (await lock(path)).release();
    parent.kill("SIGKILL");
  });

  it("lets only one of many have it", async () => {
    await leave({ pid: 2 ** 22 + 1 });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lock(path)));
    expect(tries.filter(({ status }) => status === "fulfilled")).to.have.length(1);
  });

  it("notices that it was taken away", async () => {
    const held = await lock(path);
    await held.verify();
    await rm(path);
    expect((await refusal(held.verify())).name).to.equal("LockLost");
    await leave({});
    await held.release();
    expect(await readFile(path, "utf8"), "another's lock stays").to.include("then");
  });
});

describe("a process that holds a lock and is stopped", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-stopped-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Starts one that says something all the time, and stops it as soon as it has. */
  async function stopped(lang: "en" | "ja", stop: (child: ChildProcess) => void) {
    const here = new URL("../../../scripts/deploy/", import.meta.url).href;
    const script = `
      import { endOnStop } from "${here}endOnStop.ts";
      import { lock } from "${here}lock.ts";
      endOnStop("${lang}");
      await lock(${JSON.stringify(join(folder, "chain-1.lock"))});
      setInterval(() => console.log("held"), 10);
    `;
    const path = join(folder, "holder.mts");
    await writeFile(path, script);
    const child = spawn(process.execPath, ["--import", "tsx", path]);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdout.once("data", () => stop(child));
    const code = await new Promise((done) => child.on("close", done));
    return { code, said, left: await readdir(folder) };
  }

  it("by a signal, releases it, says how to go on, and ends with the signal's code", async () => {
    const left = ["holder.mts"];
    expect(await stopped("en", (child) => child.kill("SIGINT"))).to.deep.equal({
      ...{ code: 130, said: "\nStopped. Run the same command again to go on.\n", left },
    });
    const { code, said } = await stopped("ja", (child) => child.kill("SIGTERM"));
    expect(code).to.equal(143);
    expect(said).to.include("停止しました");
  });

  it("since nobody reads its output any more, releases it and says nothing", async () => {
    const end = await stopped("en", (child) => child.stdout?.destroy());
    expect(end).to.deep.equal({ code: 141, said: "", left: ["holder.mts"] });
  });
});

describe("two deployments at once", () => {
  it("are one: the second says so and sends nothing", async () => {
    const { deploy, connection, remove } = await deployments();
    const [first, second] = await Promise.allSettled([
      deploy("platform", PLATFORM),
      deploy("platform", PLATFORM),
    ]);
    const failed = [first, second].filter(({ status }) => status === "rejected");
    expect(failed).to.have.length(1);
    expect((failed[0] as PromiseRejectedResult).reason.name).to.equal("DeploymentRunning");
    expect(await transactionsOf(connection.provider)).to.have.length(37);
    await remove();
  });
});
