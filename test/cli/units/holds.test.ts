import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { unitsShow } from "../../../cli/commands/units/show.ts";
import { encumberedSchema } from "../../../cli/desk/encumbered.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { desk, inFolder, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);
const HASH = `0x${"d0".repeat(32)}`;
const CLASS = ["--class", "SBI-ST-1"];
const WHY = ["--reason", "DEED-1", "--document", HASH];

async function ready() {
  const w = await load();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
  return await inFolder(w);
}

async function held(w: TestDesk, key: { address: string }, words: readonly string[]) {
  const said = await w.kessai(["units", ...words, ...CLASS, "--json", ...w.signer(key)]);
  expect(said.exit, said.out).to.equal(0);
  const { result } = writtenSchema.parse(said.json.result);
  const [hold] = encumberedSchema.parse(result).holds;
  return hold?.id ?? "";
}

const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();

describe("kessai units, holds", () => {
  it("pledge and attach: units stay their owner's, and two keys release them", async () => {
    const w = await ready();
    const wallet = ["--wallet", w.a.address];
    const pledge = await held(w, w.registrar, [
      ...["pledge", ...wallet, "--units", "4", "--pledgee", w.b.address, ...WHY],
    ]);
    const attached = await held(w, w.registrar, [
      ...["attach", ...wallet, "--units", "3", "--creditor", w.b.address, ...WHY],
    ]);
    expect(await w.bond.holdOf(pledge)).to.deep.equal([w.a.address, 4n]);
    expect(await w.bond.holdOf(attached)).to.deep.equal([w.a.address, 3n]);
    const released = await w.kessai([
      ...["units", "release", ...CLASS, "--hold", pledge, ...WHY, "--act", w.at("act.json")],
      ...w.signer(w.registrar),
    ]);
    expect(released.exit, released.err).to.equal(0);
    expect(await w.bond.heldOf(w.a)).to.equal(7n);
    const approved = await w.kessai([
      ...["units", "approve", "--act", w.at("act.json"), ...w.signer(w.secondRegistrar)],
    ]);
    expect(approved.exit, approved.err).to.equal(0);
    expect(await w.bond.heldOf(w.a)).to.equal(3n);
  });

  it("payee: two keys name who is paid what pledged units earn, or that it stays owed", async () => {
    const w = await ready();
    const pledge = await held(w, w.registrar, [
      ...["pledge", "--wallet", w.a.address, "--units", "4", "--pledgee", w.b.address, ...WHY],
    ]);
    const payee = async (act: string, ...words: readonly string[]) => {
      const said = await w.kessai([
        ...["units", "payee", ...CLASS, "--hold", pledge, ...words, ...WHY, "--act", w.at(act)],
        ...[...w.signer(w.registrar), "--json"],
      ]);
      if (said.exit !== 0) return said;
      return await w.kessai([
        ...["units", "approve", "--act", w.at(act), ...w.signer(w.secondRegistrar), "--json"],
      ]);
    };
    const named = await payee("a.json", "--to", w.b.address);
    expect(named.exit, named.out).to.equal(0);
    expect((await w.bond.holdRecord(pledge)).payee).to.equal(w.b.address);
    const none = await payee("b.json", "--none");
    expect(none.exit, none.out).to.equal(0);
    expect((await w.bond.holdRecord(pledge)).payee).to.equal(ZeroAddress);
    const both = await payee("c.json", "--none", "--to", w.b.address);
    expect(both.json.error.name).to.equal("ArgumentRefused");
    const unknown = await w.kessai([
      ...["units", "payee", ...CLASS, "--hold", HASH, "--none", ...WHY, "--json"],
    ]);
    expect(unknown.json.error.name).to.equal("HoldUnknown");
  });

  it("force takes what is held where --take names it", async () => {
    const w = await ready();
    const pledge = await held(w, w.registrar, [
      ...["pledge", "--wallet", w.a.address, "--units", "10", "--pledgee", w.b.address, ...WHY],
    ]);
    const said = await w.kessai([
      ...["units", "force", ...CLASS, ...WHY, "--wallet", w.a.address, "--to", w.b.address],
      ...["--units", "6", "--ground", "pledge-execution", "--take", `${pledge}:6`],
      ...["--act", w.at("act.json"), ...w.signer(w.registrar)],
    ]);
    expect(said.exit, said.err).to.equal(0);
    const approved = await w.kessai([
      ...["units", "approve", "--act", w.at("act.json"), ...w.signer(w.secondRegistrar)],
    ]);
    expect(approved.exit, approved.err).to.equal(0);
    expect(await w.bond.balanceOf(w.b)).to.equal(6n);
  });

  it("hold: a holder promises units for a trade; anyone releases them after its time", async () => {
    const w = await ready();
    const words = [
      ...["hold", "--wallet", w.a.address, "--units", "4", "--reference", "TRADE-1"],
      ...["--until", iso((await w.now()) + DAY)],
    ];
    const id = await held(w, w.a, words);
    expect((await w.bond.holdRecord(id)).executor).to.equal(w.platform.dvp);
    const again = await w.kessai(["units", ...words, ...CLASS, "--json", ...w.signer(w.a)]);
    expect(again.json.error.code).to.equal("HoldAlreadyPlaced");
    const release = ["units", "release", ...CLASS, "--hold", id, "--json", ...w.signer(w.thief)];
    const early = await w.kessai(release);
    expect(early.json.error.code, early.out).to.equal("NotTheExecutor");
    await w.networkHelpers.time.increase(2 * DAY);
    const late = await w.kessai(release);
    expect(late.exit, late.out).to.equal(0);
    expect(await w.bond.heldOf(w.a)).to.equal(0n);
    const gone = await w.kessai(release);
    expect(gone.json.error.name).to.equal("HoldUnknown");
  });

  it("show: units, held, frozen, free, the holds, and acts that are open against the wallet", async () => {
    const w = await ready();
    await w.desk.freezeUnits(w.bond, w.a, 2n, HASH, HASH);
    const id = await held(w, w.registrar, [
      ...["pledge", "--wallet", w.a.address, "--units", "4", "--pledgee", w.b.address, ...WHY],
    ]);
    await w.kessai([
      ...["units", "redeem", ...CLASS, ...WHY, "--wallet", w.a.address, "--units", "1"],
      ...w.signer(w.registrar),
    ]);
    const said = await w.kessai(["units", "show", "--wallet", w.a.address, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    const { classes } = unitsShow.result.parse(said.json.result) as {
      classes: Record<string, unknown>[];
    };
    expect(classes[0]).to.deep.include({ units: "10", held: "4", frozen: "2", free: "4" });
    expect(said.json.result.classes[0].holds[0]).to.deep.include({ id, purpose: "pledge" });
    expect(said.json.result.classes[0].acts[0]).to.deep.include({ verb: "redemption" });
    const ja = await w.kessai(["units", "show", "--wallet", w.a.address, ...CLASS, "--lang", "ja"]);
    expect(ja.out).to.include("移転可能").and.include(id);
    const bad = await w.kessai(["units", "show", "--wallet", "0x12", "--json"]);
    expect(bad.json.error.name).to.equal("ArgumentRefused");
  });

  it("given what cannot be, says why and changes nothing", async () => {
    const w = await ready();
    const tooMany = await w.kessai([
      ...["units", "pledge", ...CLASS, "--wallet", w.a.address, "--units", "11"],
      ...["--pledgee", w.b.address, ...WHY, "--json", ...w.signer(w.registrar)],
    ]);
    expect(tooMany.json.error.code, tooMany.out).to.equal("ERC20InsufficientBalance");
    const thief = await w.kessai([
      ...["units", "attach", ...CLASS, "--wallet", w.a.address, "--units", "1"],
      ...["--creditor", w.b.address, ...WHY, "--json", ...w.signer(w.thief)],
    ]);
    expect(thief.json.error.code).to.equal("NotTheRegistrar");
    const past = await w.kessai([
      ...["units", "hold", ...CLASS, "--wallet", w.a.address, "--units", "1", "--reference", "T"],
      ...["--until", "2020-01-01", "--json", ...w.signer(w.a)],
    ]);
    expect(past.json.error.code).to.equal("HoldEnded");
    const shape = await w.kessai(["units", "release", ...CLASS, "--hold", "0x1", "--json"]);
    expect(shape.json.error.name).to.equal("ArgumentRefused");
    expect(await w.bond.heldOf(w.a)).to.equal(0n);
  });
});
