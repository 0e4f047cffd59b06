import { expect } from "chai";
import { tradeId } from "../../../sdk/index.ts";
import { AMOUNT } from "../../settlement/support/tradeAgreed.ts";
import { ready } from "./fails.ts";

/** A day's charge at 3 % a year. */
const charge = (days: bigint) => (AMOUNT * 30_000n * days) / 365_000_000n;

describe("kessai fail", () => {
  it("judges a day, tells what is due, and collects it; net report has the charge", async () => {
    const w = await ready();
    const fromBlock = (await w.ethers.provider.getBlockNumber()) + 1;
    await w.has("seller", false);
    const early = await w.fail("mark", w.relayer);
    expect(early.json.error.code).to.equal("NotLateYet");
    for (const day of [0, 1]) {
      await w.atCutOff(day);
      const said = await w.fail("mark", w.relayer);
      expect(said.exit, said.out).to.equal(0);
    }
    expect(await w.status()).to.deep.include({
      ...{ failDays: 2, defaultDays: 0, dueFromSeller: String(charge(2n)), dueFromBuyer: "0" },
    });
    const said = await w.fail("collect", w.relayer, "--from", "seller");
    expect(said.exit, said.out).to.equal(0);
    expect(await w.status()).to.deep.include({
      ...{ dueFromSeller: "0", paidBySeller: String(charge(2n)) },
    });
    const nothing = await w.fail("collect", w.relayer, "--from", "buyer");
    expect(nothing.json.error.code).to.equal("NothingDue");
    const report = await w.kessai([
      ...["net", "report", "--trade", w.file, "--from-block", String(fromBlock), "--json"],
    ]);
    expect(report.exit, report.out).to.equal(0);
    const paid = report.json.result.report.charges.map((each: { party: string }) => each);
    expect(paid).to.deep.include({
      ...{ kind: "fail-charge", party: w.seller.address, cash: w.platform.yen },
      ...{ paid: String(charge(2n)), received: "0" },
    });
    const shown = await w.kessai([
      ...["net", "report", "--trade", w.file, "--from-block", String(fromBlock)],
      ...["--lang", "ja"],
    ]);
    expect(shown.out)
      .to.include("フェイルチャージ")
      .and.include(charge(2n).toLocaleString("en-US"));
  });

  it("buys in after enough days, and the report tells charge and difference apart", async () => {
    const w = await ready();
    await w.marked(w.made, "seller", 3);
    const fromBlock = (await w.ethers.provider.getBlockNumber()) + 1;
    const dearer = await w.replaced(w.made, { amount: AMOUNT + 1_000n });
    const other = await w.fileOf("replacement.json", dearer.trade);
    const said = await w.fail("buy-in", w.buyer, other);
    // The replacement comes before the file that it takes the place of.
    expect(said.exit, said.out).to.equal(0);
    const due = charge(3n) + 1_000n;
    expect(await w.status()).to.deep.include({ dueFromSeller: String(due), buyInDebt: "1000" });
    await w.fail("collect", w.relayer, "--from", "seller");
    const report = await w.kessai([
      ...["net", "report", "--trade", w.file, "--from-block", String(fromBlock), "--json"],
    ]);
    expect(report.exit, report.out).to.equal(0);
    const charges = report.json.result.report.charges as Record<string, string>[];
    const of = (kind: string) =>
      charges.find((each) => each.kind === kind && each.party === w.seller.address)?.paid;
    expect([of("fail-charge"), of("buy-in-difference")]).to.deep.equal([
      ...[String(charge(3n)), "1000"],
    ]);
  });

  it("agrees on late interest, or ends a trade for want of cash", async () => {
    const w = await ready();
    await w.marked(w.made, "buyer", 2);
    const few = await w.kessai(["fail", "cancel", w.file, ...w.signer(w.buyer), "--json"]);
    expect(few.json.error.code).to.equal("NotForTheParty");
    const rate = await w.fail("interest", w.seller, "--rate", "five");
    expect(rate.json.error.message).to.include("per cent");
    await w.fail("interest", w.seller, "--rate", "５");
    await w.fail("interest", w.buyer, "--rate", "5");
    expect(await w.status()).to.deep.include({ lateInterest: 50_000 });
    const agreed = await w.fail("cancel", w.seller);
    expect(agreed.json.error.code).to.equal("InterestAgreed");
    const other = await ready();
    await other.marked(other.made, "buyer", 2);
    const said = await other.fail("cancel", other.seller);
    expect(said.exit, said.out).to.equal(0);
    const ended = await other.kessai(["trade", "status", other.file, "--json"]);
    expect(ended.json.result).to.deep.include({ phase: "ended", id: tradeId(other.made.trade) });
  });
});

describe("kessai trade mandate and sign-off", () => {
  it("let a delegate instruct within limits, and an operator sign off", async () => {
    const w = await ready();
    const limits = ["--until", "2027-12-31", "--per-trade", "1,000", "--per-day", "5,000"];
    const mandate = ["trade", "mandate", "--to", w.c.address, "--asset", "SBI-ST-1"];
    const said = await w.kessai([...mandate, ...limits, ...w.signer(w.seller), "--json"]);
    expect(said.exit, said.out).to.equal(0);
    const kept = async () => (await w.dvp.mandateOf(w.seller, w.c, w.bond)).mandate.mostPerTrade;
    expect(await kept()).to.equal(1_000n);
    const half = await w.kessai([...mandate, "--per-day", "1", ...w.signer(w.seller), "--json"]);
    expect(half.json.error.name).to.equal("ArgumentRefused");
    await w.kessai([...mandate, "--end", ...w.signer(w.seller), "--json"]);
    expect(await kept()).to.equal(0n);
    const off = async (key: { address: string }, ...more: readonly string[]) =>
      await w.kessai(["trade", "sign-off", w.file, ...more, ...w.signer(key), "--json"]);
    const signed = async () =>
      (await w.kessai(["trade", "status", w.file, "--json"])).json.result.signedOff;
    expect((await off(w.operators[0]!)).exit).to.equal(0);
    expect(await signed()).to.equal(true);
    expect((await off(w.operators[0]!, "--undo")).exit).to.equal(0);
    expect(await signed()).to.equal(false);
    expect((await off(w.thief)).json.error.name).to.equal("PowerMissing");
  });
});
