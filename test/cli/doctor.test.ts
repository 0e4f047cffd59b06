import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { doctor } from "../../cli/commands/doctor.ts";
import { cjkFont } from "../../cli/desk/cjkFont.ts";
import { fixture } from "../support/fixture.ts";
import { answering } from "./support/answering.ts";
import { desk, type Said } from "./support/desk.ts";

const load = fixture(desk);

function statesOf({ json }: Said): Record<string, string> {
  const { checks } = doctor.result.parse(json.result) as {
    checks: { name: string; state: string }[];
  };
  return Object.fromEntries(checks.map(({ name, state }) => [name, state]));
}

describe("kessai doctor", () => {
  it("finds machine, chain and deployment fit for work", async () => {
    const w = await load();
    const said = await w.kessai(["doctor", "--json"]);
    expect(said.exit, said.out).to.equal(0);
    expect(statesOf(said)).to.include({
      ...{ node: "ok", kessai: "ok", contracts: "ok", chain: "ok", finality: "ok" },
      ...{ clock: "ok", deployment: "ok", code: "ok" },
    });
    const lines = await w.kessai(["doctor", "--lang", "ja"]);
    expect(lines.out).to.include("正常");
  });

  it("names a deployment of another chain, and other code", async () => {
    const w = await load();
    await w.networkHelpers.setCode(w.platform.fails, "0x00");
    const known = JSON.parse(await readFile(w.deployment, "utf8"));
    const other = w.at("other.json");
    await writeFile(other, JSON.stringify({ ...known, genesis: `0x${"11".repeat(32)}` }));
    const on = ["--json", "--network", w.server.url, "--deployment"];
    const said = await w.kessai(["doctor", ...on, other], { local: true });
    expect(said.exit).to.equal(2);
    expect(statesOf(said)).to.include({ deployment: "failed", code: "failed" });
    await writeFile(other, JSON.stringify({ ...known, chainId: 1 }));
    const wrong = await w.kessai(["doctor", ...on, other], { local: true });
    expect(statesOf(wrong)).to.include({ deployment: "failed" });
    const none = await w.kessai(["doctor", ...on, w.at("none.json")], { local: true });
    expect(none.exit).to.equal(0);
    expect(statesOf(none)).to.include({ deployment: "note" });
  });

  it("says that no chain answers, or that its clock is far off", async () => {
    const w = await load();
    const down = await w.kessai(["doctor", "--json", "--network", "http://127.0.0.1:1"], {
      local: true,
    });
    expect(down.exit).to.equal(2);
    expect(statesOf(down)).to.include({ chain: "failed" });
    const block = {
      ...{ hash: `0x${"11".repeat(32)}`, parentHash: `0x${"11".repeat(32)}`, number: "0x1" },
      ...{
        timestamp: "0x1",
        gasLimit: "0x1",
        gasUsed: "0x0",
        extraData: "0x",
        nonce: `0x${"00".repeat(8)}`,
      },
      ...{ miner: w.a.address, difficulty: "0x0", transactions: [], baseFeePerGas: "0x1" },
    };
    const old = await answering({ eth_chainId: "0x1", eth_getBlockByNumber: block });
    const late = await w.kessai(["doctor", "--json", "--network", old.url], { local: true });
    old.close();
    expect(late.exit, late.out).to.equal(2);
    expect(statesOf(late)).to.include({ clock: "failed", deployment: "note" });
  });

  it("finds a font only where one is", async () => {
    expect(await cjkFont(["test/cli"])).to.equal(undefined);
  });

  it("through the real binary", async () => {
    const w = await load();
    const said = await w.binary(["doctor", "--json", ...w.onChain]);
    // The chain of these tests is months ahead of this machine.
    expect(said.exit, said.out).to.equal(0);
    doctor.result.parse(said.json.result);
  }).timeout(60_000);
});
