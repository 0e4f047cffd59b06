import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { actionPlan } from "../../../cli/commands/action/plan.ts";
import { fixture } from "../../support/fixture.ts";
import { splitDesk } from "./actions.ts";

const load = fixture(splitDesk);
const THREE = { from: "1", into: "3" };
const ONE_OF_TEN = { from: "10", into: "1", cashPerUnit: "1000", funding: "1,200" };

async function begun(
  changes: Readonly<Record<string, string>>,
  before: () => Promise<string> = async () => "",
) {
  const w = await load();
  const hold = await before();
  const { file, terms } = await w.planned(changes);
  const planned = await w.kessai(["action", "plan", file, "--out", terms, "--json"]);
  expect(planned.exit, planned.out).to.equal(0);
  actionPlan.result.parse(planned.json.result);
  const first = await w.kessai(["action", "lend", terms, ...w.signer(w.registrar), "--json"]);
  expect(first.json.result.calls[0].name, first.out).to.equal("propose");
  const same = await w.kessai(["action", "lend", terms, ...w.signer(w.registrar), "--json"]);
  expect(same.exit).to.equal(3);
  const other = await w.kessai([
    ...["action", "lend", terms, ...w.signer(w.secondRegistrar), "--json"],
  ]);
  expect(other.json.result.calls[0].name, other.out).to.equal("approve");
  const again = await w.kessai(["action", "lend", terms, ...w.signer(w.registrar), "--json"]);
  expect(again.json.result).to.deep.include({ status: "nothing", result: { lent: true } });
  const said = await w.kessai(["action", "split", terms, ...w.signer(w.issuer), "--json"]);
  expect(said.exit, said.out).to.equal(0);
  return { w, terms, hold };
}

describe("kessai action lend, split and run --split", () => {
  it("make three of one, in every wallet", async () => {
    const { w, terms } = await begun(THREE);
    const said = await w.kessai(["action", "run", "--split", terms, ...w.signer(w.relayer)]);
    expect(said.exit, said.err).to.equal(0);
    expect(await w.share.balanceOf(w.a)).to.equal(315n);
    expect(await w.share.totalSupply()).to.equal(396n);
  });

  it("let a registrar end promises to trades on the way, and nobody else", async () => {
    const w0 = await load();
    const until = (await w0.now()) + 86_400;
    const promised = async () => {
      const salt = `0x${"07".repeat(32)}`;
      const asHolder = w0.share.connect(w0.a);
      const id = await asHolder.hold.staticCall(w0.a, 5n, w0.platform.dvp, until, salt);
      await asHolder.hold(w0.a, 5n, w0.platform.dvp, until, salt);
      return id;
    };
    const { w, hold } = await begun(THREE, promised);
    const words = ["action", "end-promises", "--class", "SBI-ST-1", "--hold", hold, "--json"];
    const thief = await w.kessai([...words, ...w.signer(w.thief)]);
    expect(thief.json.error.code, thief.out).to.equal("NotTheRegistrar");
    const said = await w.kessai([...words, ...w.signer(w.registrar)]);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.share.heldOf(w.a)).to.equal(0n);
    const bad = await w.kessai([...words.slice(0, 5), "7", "--json"]);
    expect(bad.json.error.name).to.equal("ArgumentRefused");
  });

  it("make one of ten, and pay the fractions first", async () => {
    const { w, terms } = await begun(ONE_OF_TEN);
    const said = await w.kessai(["action", "run", "--split", terms, ...w.signer(w.relayer)]);
    expect(said.exit, said.err).to.equal(0);
    expect(await w.share.balanceOf(w.a)).to.equal(10n);
    expect(await w.yen.balanceOf(w.a)).to.equal(500n);
    expect(await w.share.balanceOf(w.c)).to.equal(0n);
  });

  it("are taken back before anybody is scaled", async () => {
    const { w, terms } = await begun(THREE);
    const said = await w.kessai(["action", "split", terms, "--abort", ...w.signer(w.registrar)]);
    expect(said.exit, said.err).to.equal(0);
    const { id } = JSON.parse(await readFile(terms, "utf8"));
    expect((await w.split.runOf(id)).phase).to.equal(3n);
  });

  it("refuse what nobody approved, what was not begun, and terms of something else", async () => {
    const w = await load();
    const { file, terms } = await w.planned(THREE);
    await w.kessai(["action", "plan", file, "--out", terms]);
    const run = await w.kessai(["action", "run", "--split", terms, "--json"]);
    expect(run.json.error.message).to.include("action split");
    const begin = await w.kessai(["action", "split", terms, ...w.signer(w.issuer), "--json"]);
    expect(begin.exit).to.equal(1);
    const other = await w.kessai(["action", "announce", terms, "--json"]);
    expect(other.json.error).to.include({ name: "TermsFileRefused" });
    const two = await w.kessai([
      ...["action", "run", "--split", terms, "--class", "SBI-ST-1", "--json"],
    ]);
    expect(two.json.error.message).to.include("one of them");
  });
});
