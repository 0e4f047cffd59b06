import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Register } from "../../../sdk/register/Register.ts";
import type { Rpc } from "../../../sdk/register/Rpc.ts";
import { type RegisterAtParameters, registerAt } from "../../../sdk/register/registerAt.ts";
import { rpcAt } from "../../../sdk/register/rpcAt.ts";
import { type Anvil, anvil } from "../../support/anvil.ts";
import { type World, world } from "../../support/world.ts";
import { expectAsOnChain } from "./support/asOnChain.ts";

const ISSUE = `0x${"11".repeat(32)}`;

describe("The register's index", function () {
  this.timeout(180_000);
  let node: Anvil | undefined;
  let w: World;
  let folder: string;
  let path: string;
  let parameters: RegisterAtParameters;
  let asked: string[] = [];

  before(async function () {
    node = await anvil(["--accounts", "20"]);
    if (node === undefined) return this.skip();
    folder = await mkdtemp(join(tmpdir(), "kessai-register-"));
    path = join(folder, "index");
    w = await world({ url: node.url });
    await w.granted([w.a, w.b, w.c], {}, [1]);
    await w.desk.issue(w.bond, w.a.address, 500n, ISSUE);
    const plain = rpcAt(node.url);
    const provider: Rpc = {
      send(method, params) {
        asked.push(method);
        return plain.send(method, params);
      },
    };
    parameters = { provider, token: await w.bond.getAddress(), pass: w.platform.pass };
  });

  after(async () => {
    node?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  async function both(): Promise<Register> {
    const indexed = await registerAt({ ...parameters, index: path });
    expect(indexed).to.deep.equal(await registerAt(parameters));
    await expectAsOnChain(w.bond, indexed);
    return indexed;
  }

  async function mined(blocks: number) {
    for (let count = 0; count < blocks; count++) {
      const [from, to] = count % 2 === 0 ? [w.a, w.b] : [w.b, w.c];
      await w.bond.connect(from).transfer(to, count % 2 === 0 ? 3n : 1n);
    }
  }

  it("reads nothing twice, and shows earlier blocks too", async () => {
    await mined(80);
    const first = await both();
    asked = [];
    expect(await registerAt({ ...parameters, index: path })).to.deep.equal(first);
    expect(asked).to.not.include("eth_getLogs");
    const earlier = { block: first.block - 70 };
    expect(await registerAt({ ...parameters, index: path, at: earlier })).to.deep.equal(
      await registerAt({ ...parameters, at: earlier }),
    );
    await mined(3);
    asked = [];
    await registerAt({ ...parameters, index: path });
    expect(asked.filter((method) => method === "eth_getLogs")).to.have.lengthOf(3);
  });

  for (const depth of [1, 2, 7, 25, 50]) {
    it(`follows a reorganisation of ${depth} block${depth === 1 ? "" : "s"}`, async () => {
      await mined(52);
      const before = await both();
      await w.ethers.provider.send("anvil_reorg", [depth, []]);
      const after = await both();
      expect(after.blockHash).to.not.equal(before.blockHash);
      expect(after.digest).to.not.equal(before.digest);
      await mined(2);
      await both();
    });
  }

  it("follows a chain that became shorter", async () => {
    await mined(6);
    const before = await both();
    await w.ethers.provider.send("anvil_rollback", [4]);
    const after = await both();
    expect(after.block).to.equal(before.block - 4);
    await mined(1);
    await both();
  });

  it("goes on wherever a killed run left the file", async () => {
    await mined(5);
    const whole = await both();
    const { length } = await readFile(path);
    for (let cut = 1; cut < length; cut = Math.ceil(cut * 1.7) + 13) {
      await truncate(path, length - cut);
      expect(await registerAt({ ...parameters, index: path }), String(cut)).to.deep.equal(whole);
    }
    for (const size of [0, 1, 40]) {
      await truncate(path, size);
      expect(await registerAt({ ...parameters, index: path }), String(size)).to.deep.equal(whole);
    }
  });

  it("goes on after a node that fails in the middle", async () => {
    const whole = await both();
    await rm(path);
    for (let calls = 1; calls < 200; calls = Math.ceil(calls * 1.5)) {
      let left = calls;
      const failing: Rpc = {
        async send(method, params) {
          if (left-- <= 0) throw new Error("gone");
          return await parameters.provider.send(method, params);
        },
      };
      await registerAt({ ...parameters, provider: failing, index: path }).catch(() => undefined);
    }
    expect(await registerAt({ ...parameters, index: path })).to.deep.equal(whole);
  });

  it("reads anew what somebody changed, and what is another class's", async () => {
    const whole = await both();
    const bytes = await readFile(path);
    for (let at = 3; at < bytes.length; at += Math.ceil(bytes.length / 25)) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at] === 0x37 ? 0x38 : 0x37;
      await writeFile(path, changed);
      expect(await registerAt({ ...parameters, index: path }), String(at)).to.deep.equal(whole);
    }
    const other = await w.openClass();
    await w.desk.issue(other, w.b.address, 9n, ISSUE);
    const token = await other.getAddress();
    const another = await registerAt({ ...parameters, token, index: path });
    expect(another.supply).to.equal(9n);
    await both();
  });

  it("asks again while the chain changes under it, and says so when it goes on and on", async () => {
    await mined(3);
    const whole = await both();
    let changes = 2;
    const changing: Rpc = {
      async send(method, params) {
        const answer = await parameters.provider.send(method, params);
        const isHeader = method === "eth_getBlockByNumber" && params[0] === "latest";
        if (!isHeader || changes-- <= 0) return answer;
        return { ...(answer as object), hash: `0x${"00".repeat(32)}` };
      },
    };
    expect(await registerAt({ ...parameters, provider: changing, index: path })).to.deep.equal(
      whole,
    );
    changes = 99;
    const moved = await registerAt({ ...parameters, provider: changing }).catch((error) => error);
    expect(moved.name).to.equal("ChainMoved");
  });
});
