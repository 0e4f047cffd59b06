import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { HASH_LOCK, SECRET } from "../../settlement/support/paidElsewhere.ts";
import { UNITS } from "../../settlement/support/tradeAgreed.ts";
import { reserved } from "./payments.ts";

describe("kessai cash", () => {
  it("holds units, instructs the payment, and delivers by the attestors' quorum", async () => {
    const w = await reserved();
    expect(await w.status()).to.deep.equal([3, "reserved"]);
    const instructed = await w.run("cash", "instruct", w.buyer);
    expect(instructed.exit, instructed.out).to.equal(0);
    const [one, two] = w.attestors;
    const files = [await w.signed(two!, "paid"), await w.signed(one!, "paid")];
    const alone = await w.run("cash", "finish", w.relayer, files[0]!);
    expect(alone.json.error.code).to.equal("QuorumMissing");
    const mixed = await w.run(
      "cash",
      "finish",
      w.relayer,
      files[0]!,
      await w.signed(one!, "rejected"),
    );
    expect(mixed.json.error.name).to.equal("PaymentSignatureRefused");
    const said = await w.run("cash", "finish", w.relayer, ...files);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.status()).to.deep.equal([0, "delivered"]);
    expect(await w.bond.balanceOf(w.buyer)).to.equal(UNITS);
  });

  it("frees the units of a rejected payment, and of one that nobody instructed", async () => {
    const w = await reserved();
    await w.run("cash", "instruct", w.buyer);
    const files = [];
    for (const key of w.attestors.slice(0, 2)) files.push(await w.signed(key, "rejected"));
    const said = await w.run("cash", "finish", w.relayer, ...files);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.status()).to.deep.equal([2, "released"]);
    const other = await reserved();
    const early = await other.run("cash", "release", other.relayer);
    expect(early.json.error.code).to.equal("NotYet");
    await other.networkHelpers.time.increaseTo(other.trade.settleBy + 1);
    const freed = await other.run("cash", "release", other.relayer);
    expect(freed.exit, freed.out).to.equal(0);
    expect(await other.bond.heldOf(other.seller)).to.equal(0n);
  });

  it("delivers when the secret of a hash-lock is shown", async () => {
    const w = await reserved("--lock", HASH_LOCK);
    await w.run("cash", "instruct", w.buyer);
    const wrong = await w.run("cash", "open", w.relayer, "--secret", `0x${"11".repeat(32)}`);
    expect(wrong.json.error.code).to.equal("HashLockClosed");
    const bad = await w.run("cash", "open", w.relayer, "--secret", "sesame");
    expect(bad.json.error.name).to.equal("ArgumentRefused");
    const said = await w.run("cash", "open", w.relayer, "--secret", SECRET);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.bond.balanceOf(w.buyer)).to.equal(UNITS);
    const again = await w.run("cash", "deliver", w.relayer);
    expect(again.json.error.code).to.equal("WrongPhase");
  });

  it("lets the operators' quorum decide what nobody answered for, after the long stop", async () => {
    const w = await reserved();
    await w.run("cash", "instruct", w.buyer);
    const files = [];
    for (const key of w.deciders) files.push(await w.signed(key, "free", "NO-ANSWER"));
    const early = await w.run("cash", "finish", w.relayer, ...files);
    expect(early.json.error.code).to.equal("NotYet");
    await w.atLongStop(await w.dvp.idOf(w.trade));
    const said = await w.run("cash", "finish", w.relayer, ...files);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.status()).to.deep.equal([2, "released"]);
    const text = await readFile(files[0]!, "utf8");
    await writeFile(files[0]!, text.replace("decision", "guess"));
    const bad = await w.run("cash", "finish", w.relayer, files[0]!);
    expect(bad.json.error.name).to.equal("PaymentSignatureRefused");
  });
});
