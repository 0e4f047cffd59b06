import { expect } from "chai";
import { actionPlan } from "../../../cli/commands/action/plan.ts";
import { actionStatus } from "../../../cli/commands/action/status.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { formatDate } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { bondDesk, DOCUMENT } from "./actions.ts";

const load = fixture(() => bondDesk());
const OF = ["--class", "SBI-ST-1"];

async function recordPassed(w: Awaited<ReturnType<typeof load>>, period: number) {
  const date = w.periods[period]!.record;
  const said = await w.kessai([
    ...["action", "record", ...OF, "--date", formatDate(date, "en"), "--document", DOCUMENT],
    ...w.signer(w.registrar),
  ]);
  expect(said.exit, said.err).to.equal(0);
  await w.onDate(w.periods[period]!.pays);
}

describe("kessai action plan coupon", () => {
  it("says what a coupon pays before its record date, and that it may change", async () => {
    const w = await load();
    const said = await w.kessai(["action", "plan", "coupon", ...OF, "--period", "1", "--json"]);
    expect(said.exit, said.out).to.equal(3);
    const plan = actionPlan.result.parse(said.json.result) as Record<string, never>;
    expect(plan).to.deep.include({ kind: "coupon", period: 1, isFixed: false });
    const perUnit = (100_000_000n * 148_300_000_000n) / 2n;
    expect(plan.funding).to.equal(String((6n * perUnit) / 10n ** 13n));
    const last = await w.kessai(["action", "plan", "coupon", ...OF, "--period", "3", "--json"]);
    expect(last.json.result.payments.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
      "bond-interest",
      "principal",
    ]);
  });

  it("refuses a period that there is not, and terms before they are made", async () => {
    const w = await load();
    const none = await w.kessai(["action", "plan", "coupon", ...OF, "--period", "９", "--json"]);
    expect(none.json.error).to.include({ name: "BondPeriodUnknown" });
    const early = await w.kessai([
      ...["action", "plan", "coupon", ...OF, "--out", w.at("x.json"), "--json"],
    ]);
    expect(early.json.error.message).to.include("kessai action coupon");
  });
});

describe("kessai action coupon and redeem", () => {
  it("pay a bond from its first coupon to its end", async () => {
    const w = await load();
    const undeclared = await w.kessai(["action", "coupon", ...OF, "--json"]);
    expect(undeclared.json.error.message).to.include("action record");
    for (const [index] of w.periods.slice(0, -1).entries()) {
      await recordPassed(w, index);
      const stem = w.at(`coupon-${index + 1}`);
      const said = await w.kessai([
        ...["action", "coupon", ...OF, "--record", String(index + 1), "--terms", stem],
        ...[...w.signer(w.issuer), "--json"],
      ]);
      expect(said.exit, said.out).to.equal(0);
      const { calls } = writtenSchema.parse(said.json.result);
      expect(calls.map(({ name }) => name)).to.deep.equal(["approve", "payInterest"]);
      const run = ["--distribution", `${stem}.bond-interest.json`, ...w.signer(w.relayer)];
      const ran = await w.kessai(["action", "run", ...run]);
      expect(ran.exit, ran.err).to.equal(0);
    }
    const paid = await w.kessai([
      ...["action", "plan", "coupon", ...OF, "--period", "1", "--out", w.at("again"), "--json"],
    ]);
    expect(paid.exit, paid.out).to.equal(0);
    expect(paid.json.result.files[0].file).to.equal(w.at("again.bond-interest.json"));
    const wrong = await w.kessai(["action", "coupon", ...OF, "--record", "1", "--json"]);
    expect(wrong.json.error.message).to.include("action redeem");

    await w.onDate(w.periods.at(-1)!.pays);
    const begun = await w.kessai(["action", "redeem", ...OF, ...w.signer(w.issuer), "--json"]);
    expect(begun.exit, begun.out).to.equal(0);
    const open = await w.kessai(["action", "status", ...OF, "--json"]);
    expect(open.exit).to.equal(3);
    expect(actionStatus.result.parse(open.json.result)).to.include({ phase: "redeeming" });
    const { restore } = await w.networkHelpers.takeSnapshot();
    const abort = ["action", "abort", ...OF, "--json"];
    const thief = await w.kessai([...abort, ...w.signer(w.thief)]);
    expect(thief.json.error.code).to.equal("NotTheRegistrar");
    const aborted = await w.kessai([...abort, ...w.signer(w.registrar)]);
    expect(aborted.exit, aborted.out).to.equal(0);
    const again = await w.kessai(["action", "status", ...OF, "--json"]);
    expect(again.json.result).to.include({ phase: "running" });
    await restore();
    const before = await w.yen.balanceOf(w.a);
    const ended = await w.kessai(["action", "run", ...OF, ...w.signer(w.relayer), "--json"]);
    expect(ended.exit, ended.out).to.equal(0);
    expect((await w.yen.balanceOf(w.a)) - before > 100_000_000n).to.equal(true);
    expect(await w.bond.isClosed()).to.equal(true);
    const over = await w.kessai(["action", "status", ...OF, "--json"]);
    expect(actionStatus.result.parse(over.json.result)).to.include({ phase: "redeemed" });
  });

  it("are refused by the contract before their date, in words", async () => {
    const w = await load();
    const said = await w.kessai(["action", "redeem", ...OF, ...w.signer(w.issuer), "--json"]);
    expect(said.exit).to.equal(1);
    expect(said.json.error.code).to.equal("PeriodUnpaid");
    const status = await w.kessai(["action", "status", ...OF, "--lang", "ja"]);
    expect(status.exit).to.equal(0);
    expect(status.out).to.include("第1回 / 3 回");
  });
});
