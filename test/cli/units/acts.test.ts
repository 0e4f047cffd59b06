import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { proposedActSchema } from "../../../cli/desk/acts.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { desk, inFolder, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);
const HASH = `0x${"d0".repeat(32)}`;
const WHY = ["--class", "SBI-ST-1", "--reason", "COURT-1", "--document", HASH];

async function ready() {
  const w = await load();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
  return await inFolder(w);
}

/** Proposes by the first registrar; answers what was said of the act. */
async function proposed(w: TestDesk, verb: string, ...more: string[]) {
  const said = await w.kessai([
    ...["units", verb, ...WHY, ...more, "--act", w.at("act.json"), "--json"],
    ...w.signer(w.registrar),
  ]);
  expect(said.exit, said.out).to.equal(0);
  return proposedActSchema.parse(writtenSchema.parse(said.json.result).result);
}

const act = (w: TestDesk, verb: string, key: { address: string }, ...more: string[]) =>
  w.kessai(["units", verb, "--act", w.at("act.json"), ...more, "--json", ...w.signer(key)]);

describe("kessai units, acts of two registrar keys", () => {
  it("force: proposes, says who approves and from when it goes alone; another key approves it", async () => {
    const w = await ready();
    const state = await proposed(
      w,
      "force",
      ...["--wallet", w.a.address, "--to", w.b.address, "--units", "４"],
    );
    expect(state.by).to.equal(w.registrar.address);
    expect(state.approvers).to.deep.equal([w.secondRegistrar.address]);
    expect(state.readyAt).to.equal((await w.now()) + 3 * DAY);
    expect(state.file).to.equal(w.at("act.json"));
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);

    const own = await act(w, "approve", w.registrar);
    expect(own.json.error.code, own.out).to.equal("ActNeedsAnotherKey");
    const stranger = await act(w, "approve", w.thief);
    expect(stranger.json.error.code).to.equal("NotTheRegistrar");
    const other = await act(w, "approve", w.secondRegistrar);
    expect(other.exit, other.out).to.equal(0);
    expect(await w.bond.balanceOf(w.b)).to.equal(4n);
    const again = await act(w, "approve", w.secondRegistrar);
    expect(again.json.error.code).to.equal("ActNotOpen");
  });

  it("an act is known by its id too, and an equal one is not proposed twice by mistake", async () => {
    const w = await ready();
    const more = ["--wallet", w.a.address, "--to", w.b.address, "--units", "4"];
    const { id } = await proposed(w, "inherit", ...more);
    const again = await w.kessai([
      ...["units", "inherit", ...WHY, ...more, "--json", ...w.signer(w.registrar)],
    ]);
    expect(again.json.error.name, again.out).to.equal("ActOpen");
    const second = await w.kessai([
      ...["units", "inherit", ...WHY, ...more, "--number", "1", ...w.signer(w.registrar)],
    ]);
    expect(second.exit, second.err).to.equal(0);
    expect(second.out).to.include('"kind": "kessai-act"');
    const approved = await w.kessai([
      ...["units", "approve", "--act", id, ...w.signer(w.secondRegistrar)],
    ]);
    expect(approved.exit, approved.err).to.equal(0);
    expect(await w.bond.balanceOf(w.b)).to.equal(4n);
    const unknown = await w.kessai([
      ...["units", "approve", "--act", HASH, "--json", ...w.signer(w.secondRegistrar)],
    ]);
    expect(unknown.json.error.name).to.equal("ActRefused");
  });

  it("redeem: waits for its delay with exit 3, then goes without a second key", async () => {
    const w = await ready();
    await proposed(w, "redeem", "--wallet", w.a.address, "--units", "10");
    const early = await act(w, "carry-out", w.registrar);
    expect(early.exit, early.out).to.equal(3);
    const waiting = writtenSchema.parse(early.json.result);
    expect(waiting.status).to.equal("waits");
    expect(proposedActSchema.parse(waiting.result).approvers.length).to.equal(1);
    await w.networkHelpers.time.increase(3 * DAY);
    const late = await act(w, "carry-out", w.registrar);
    expect(late.exit, late.out).to.equal(0);
    expect(await w.bond.totalSupply()).to.equal(0n);
  });

  it("cancel: a registrar withdraws it, or a pass guardian vetoes it", async () => {
    const w = await ready();
    for (const [verb, key] of [
      ["withdraw", w.secondRegistrar],
      ["veto", w.guardian],
    ] as const) {
      const { id } = await proposed(w, "cancel", "--wallet", w.a.address, "--units", "10");
      const stopped = await act(w, verb, key, "--reason", "MISTAKE-1");
      expect(stopped.exit, stopped.out).to.equal(0);
      expect((await w.desk.proposalOf(id)).isOpen).to.equal(false);
      await rm(w.at("act.json"));
    }
    await proposed(w, "cancel", "--wallet", w.a.address, "--units", "10");
    const stranger = await act(w, "veto", w.thief, "--reason", "MISTAKE-1");
    expect(stranger.exit).to.equal(1);
    expect(await w.bond.totalSupply()).to.equal(10n);
  });

  it("unfreeze: ends a freeze of units, and one of the wallet", async () => {
    const w = await ready();
    await w.desk.freezeUnits(w.bond, w.a, 4n, HASH, HASH);
    await w.desk.freezeWallet(w.bond, w.a, HASH, HASH);
    await w.networkHelpers.time.increase(1);
    await proposed(w, "unfreeze", "--wallet", w.a.address, "--units", "3");
    expect((await act(w, "approve", w.secondRegistrar)).exit).to.equal(0);
    expect(await w.bond.frozenOf(w.a)).to.equal(1n);
    const taken = await w.kessai([
      ...["units", "unfreeze", ...WHY, "--wallet", w.a.address, "--act", w.at("act.json")],
      ...["--json", ...w.signer(w.registrar)],
    ]);
    expect(taken.json.error.name).to.equal("FileTaken");
    const whole = await w.kessai([
      ...["units", "unfreeze", ...WHY, "--wallet", w.a.address, "--act", w.at("whole.json")],
      ...w.signer(w.registrar),
    ]);
    expect(whole.exit, whole.err).to.equal(0);
    const approved = await w.kessai([
      ...["units", "approve", "--act", w.at("whole.json"), ...w.signer(w.secondRegistrar)],
    ]);
    expect(approved.exit, approved.err).to.equal(0);
    expect(await w.bond.isFrozen(w.a)).to.equal(false);
  });

  it("recover: says who must name a successor first, and proposes for the one who is named", async () => {
    const w = await ready();
    const said = await w.kessai([
      ...["units", "recover", ...WHY, "--wallet", w.a.address, "--json"],
      ...w.signer(w.registrar),
    ]);
    expect(said.exit).to.equal(1);
    expect(said.json.error.name).to.equal("SuccessorMissing");
    expect(said.json.error.message).to.include("kessai kyc recover");
  });

  it("writes the act also where a Safe or another key sends it, and sends nothing itself", async () => {
    const w = await ready();
    const more = ["--wallet", w.a.address, "--units", "10"];
    const said = await w.kessai([
      ...["units", "redeem", ...WHY, ...more, "--act", w.at("act.json")],
      ...["--out", w.at("safe.json"), "--json"],
    ]);
    expect(said.exit, said.out).to.equal(0);
    const { id } = JSON.parse(await readFile(w.at("act.json"), "utf8"));
    expect((await w.desk.proposalOf(id)).readyAt).to.equal(0n);
    const dry = await w.kessai([
      ...["units", "redeem", ...WHY, ...more, "--act", w.at("dry.json"), "--dry-run"],
      ...w.signer(w.registrar),
    ]);
    expect(dry.exit, dry.err).to.equal(0);
    expect(dry.out).to.include("Without a second key it can be carried out");
    expect(existsSync(w.at("dry.json"))).to.equal(false);
  });

  it("refuses a file that was changed, or of another chain, or none", async () => {
    const w = await ready();
    await proposed(w, "redeem", "--wallet", w.a.address, "--units", "4");
    const text = await readFile(w.at("act.json"), "utf8");
    for (const [changed, says] of [
      [text.replace('"units": "4"', '"units": "5"'), "it was changed"],
      [text.replace('"chainId": "31337"', '"chainId": "1"'), "it is for chain 1"],
      [text.replace("kessai-act", "other"), "it is no act"],
      ["{", "it is no JSON"],
    ] as const) {
      await writeFile(w.at("act.json"), changed);
      const said = await act(w, "approve", w.secondRegistrar);
      expect(said.exit).to.equal(1);
      expect(said.json.error.name).to.equal("ActRefused");
      expect(said.json.error.message).to.include(says);
    }
    const covered = await w.kessai([
      ...["units", "redeem", ...WHY, "--wallet", w.a.address, "--units", "11", "--json"],
      ...w.signer(w.registrar),
    ]);
    expect(covered.json.error.code, covered.out).to.equal("ActNotCovered");
    const taken = await w.kessai([
      ...["units", "redeem", ...WHY, "--wallet", w.a.address, "--units", "1", "--take", "0x1:1"],
      ...["--json", ...w.signer(w.registrar)],
    ]);
    expect(taken.json.error.message).to.include("units show");
  });

  it("goes through the real binary", async () => {
    const w = await ready();
    const said = await w.binary([
      ...["units", "force", ...WHY, "--wallet", w.a.address, "--to", w.b.address],
      ...["--units", "4", "--act", w.at("act.json"), "--lang", "ja"],
      ...[...w.signer(w.registrar), ...w.onChain],
    ]);
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("起案: 強制移転").and.include(w.secondRegistrar.address);
  }).timeout(60_000);
});
