import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { actionPlan } from "../../../cli/commands/action/plan.ts";
import { actionStatement } from "../../../cli/commands/action/statement.ts";
import { actionStatus } from "../../../cli/commands/action/status.ts";
import type { Terminal } from "../../../cli/desk/terminal.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { runKessai } from "../../../cli/runKessai.ts";
import { distributionReconciliationSchema } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { DOCUMENT, paymentDesk } from "./actions.ts";

const load = fixture(paymentDesk);

describe("kessai action plan FILE", () => {
  it("says what each investor gets, by the chain's own tax table, and writes terms by their hash", async () => {
    const w = await load();
    const { file, terms } = await w.planned();
    const said = await w.kessai(["action", "plan", file, "--out", terms, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    const plan = actionPlan.result.parse(said.json.result) as {
      funding: string;
      payments: { rows: Record<string, unknown>[] }[];
    };
    expect(plan.funding).to.equal("60030");
    const rows = plan.payments[0]!.rows.map(({ units, gross, national, local, net }) => [
      ...[units, gross, national, local, net],
    ]);
    expect(rows).to.have.deep.members([
      ["10", "10005", "1532", "500", "7973"],
      ["20", "20010", "3064", "0", "16946"],
      ["30", "30015", "4596", "1500", "23919"],
    ]);
    const written = JSON.parse(await readFile(terms, "utf8"));
    expect(written.id).to.equal(
      await w.distribution.idOf({
        ...{ token: await w.bond.getAddress(), kind: 1, listed: false, recordId: 1 },
        ...{ perUnit: 10_005_000_000_000_000n, numerator: 0, denominator: 0, funding: 0n },
        ...{ date: await w.today(), taxTo: w.issuer.address, document: DOCUMENT },
        ...{ owedUntil: written.terms.owedUntil, number: (1n << 128n) + 1n },
      }),
    );
  });

  it("tells people in Japanese, full-width digits taken", async () => {
    const w = await load();
    const { file } = await w.planned({ perUnit: "１０００" });
    const said = await w.kessai(["action", "plan", file, "--lang", "ja"]);
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("必要資金 ¥60,000").and.include("居住者（個人）");
  });

  it("waits where the record date is not over, and refuses one that was not declared", async () => {
    const w = await load();
    const { file } = await w.planned({ recordDate: "2027-04-20" });
    const none = await w.kessai(["action", "plan", file, "--json"]);
    expect(none.json.error).to.include({ name: "ArgumentRefused" });
    expect(none.json.error.message).to.include("action record --class SBI-ST-1 --date 2027-04-20");
    const declared = await w.kessai([
      ...["action", "record", "--class", "SBI-ST-1", "--date", "2027/04/20"],
      ...["--document", DOCUMENT, ...w.signer(w.registrar)],
    ]);
    expect(declared.exit, declared.err).to.equal(0);
    expect((await w.kessai(["action", "plan", file, "--json"])).exit).to.equal(3);
  });

  it("names what the law's notice lacks of a dividend, and ends with 2", async () => {
    const w = await load();
    const { file } = await w.planned({ payment: "dividend", noticeDate: "2027-04-01" });
    const said = await w.kessai(["action", "plan", file, "--json"]);
    expect(said.exit, said.out).to.equal(2);
    expect(said.json.result.findings[0]).to.include({ isBroken: true });
  });

  it("refuses a file with what it does not know, naming it", async () => {
    const w = await load();
    for (const [changes, says] of [
      [{ perUnit: "many" }, "perUnit: expected yen"],
      [{ colour: "red" }, "colour"],
      [{ kind: "Party" }, "DistributionPlan or SplitPlan"],
      [{ class: "NO-1" }, "NO-1"],
    ] as const) {
      const { file } = await w.planned(changes);
      const said = await w.kessai(["action", "plan", file, "--json"]);
      expect(said.exit).to.equal(1);
      expect(said.json.error.message).to.include(says);
      await w.networkHelpers.time.increase(1);
    }
    const missing = await w.kessai(["action", "plan", w.at("none.yaml"), "--json"]);
    expect(missing.json.error.name).to.equal("FileNotFound");
  });
});

describe("kessai action announce, fund, run, resume, statement, status", () => {
  it("pays all holders to the end, and every yen is told of", async () => {
    const w = await load();
    const terms = await w.funded();
    const before = await w.kessai(["action", "status", "--distribution", terms, "--json"]);
    expect(before.exit).to.equal(3);
    expect(actionStatus.result.parse(before.json.result)).to.include({ phase: "funded" });
    const early = await w.kessai([
      ...["action", "statement", "--distribution", terms, "--out", w.at("early"), "--json"],
    ]);
    expect(early.json.error.message).to.include("action run");

    const run = ["action", "run", "--distribution", terms, "--most", "2"];
    const dry = await w.kessai([...run, "--dry-run", "--json"]);
    expect(writtenSchema.parse(dry.json.result).calls.length).to.equal(2);
    const said = await w.kessai([...run, ...w.signer(w.relayer), "--json"]);
    expect(said.exit, said.out).to.equal(0);
    expect(writtenSchema.parse(said.json.result).result).to.deep.include({
      steps: [
        {
          ...{ step: "bond interest", holders: 3, transactions: 3, left: [] },
          gas: (said.json.result as { result: { steps: [{ gas: string }] } }).result.steps[0].gas,
        },
      ],
    });
    expect(said.err).to.include("2 holders done, 1 left").and.include("3 holders done, 0 left");
    expect(await w.yen.balanceOf(w.a)).to.equal(7_973n);

    const out = `${terms}.statements`;
    const told = await w.kessai([
      ...["action", "statement", "--distribution", terms, "--out", out, "--json"],
    ]);
    expect(told.exit, told.out).to.equal(0);
    const { reconciliation } = actionStatement.result.parse(told.json.result) as {
      reconciliation: object;
    };
    expect(reconciliation).to.deep.equal({
      ...{ funded: "60030", paid: "48838", national: "9192", local: "2000", owed: "0" },
      ...{ returned: "0", investorsPaid: 3, investorsOwed: 0 },
    });
    const json = JSON.parse(await readFile(`${out}/reconciliation.json`, "utf8"));
    distributionReconciliationSchema.parse(json);
    const csv = await readFile(`${out}/statements.csv`, "utf8");
    expect(csv.split("\r\n").length).to.equal(5);
    const again = await w.kessai([...run, ...w.signer(w.relayer), "--json"]);
    expect(again.json.result.status).to.equal("nothing");
    const after = await w.kessai(["action", "status", "--distribution", terms]);
    expect(after.exit).to.equal(0);
  });

  it("killed half way, goes on by resume where it stopped", async () => {
    const w = await load();
    const terms = await w.funded();
    const words = ["--distribution", terms, "--most", "1", ...w.signer(w.relayer)];
    const now = await w.now();
    const killed: Terminal = {
      out: () => {},
      err(line) {
        if (line.includes("holders done")) throw new Error("killed");
      },
      ...{ isTerminal: false, env: {}, now: () => now },
      ...{ agrees: async () => false, secret: async () => undefined },
    };
    expect(await runKessai(["action", "run", ...words, ...w.onChain], killed)).to.equal(1);
    const done = w.distribution.filters.InvestorDone();
    expect((await w.distribution.queryFilter(done)).length).to.equal(1);
    const said = await w.kessai(["action", "resume", ...words]);
    expect(said.exit, said.err).to.equal(0);
    expect((await w.distribution.queryFilter(done)).length).to.equal(3);
  });

  it("names whom it cannot pay, pays the others, and ends with 2", async () => {
    const w = await load();
    await w.granted([w.thief], { taxClass: 9 });
    await w.desk.issue(w.bond, w.thief, 1n, DOCUMENT);
    const { file, terms } = await w.planned();
    const plan = await w.kessai(["action", "plan", file, "--out", terms, "--json"]);
    expect(plan.exit, plan.out).to.equal(2);
    const unrated = plan.json.result.payments[0].rows.filter(
      ({ isRated }: { isRated: boolean }) => !isRated,
    );
    expect(unrated.map(({ wallet }: { wallet: string }) => wallet)).to.deep.equal([
      w.thief.address,
    ]);
    await w.kessai(["action", "announce", terms, ...w.signer(w.payingAgent)]);
    await w.kessai(["action", "fund", terms, ...w.signer(w.issuer)]);
    const run = ["action", "run", "--distribution", terms, ...w.signer(w.relayer), "--json"];
    const said = await w.kessai(run);
    expect(said.exit, said.out).to.equal(2);
    expect(said.json.result.result.steps[0].left).to.deep.equal([w.thief.address]);
    expect(await w.yen.balanceOf(w.a)).to.equal(7_973n);
    expect((await w.kessai(["action", "status", "--distribution", terms])).exit).to.equal(3);
  });

  it("waits for the payment's date", async () => {
    const w = await load();
    const terms = await w.funded({ pays: "2027-05-10" });
    const said = await w.kessai([
      ...["action", "run", "--distribution", terms, ...w.signer(w.relayer), "--json"],
    ]);
    expect(said.exit, said.out).to.equal(3);
    expect(said.json.result.result.payableFrom).to.equal("2027-05-10");
  });

  it("refuses terms that were changed, of another chain, or that nobody paid in", async () => {
    const w = await load();
    const { file, terms } = await w.planned();
    await w.kessai(["action", "plan", file, "--out", terms]);
    const unpaid = await w.kessai(["action", "run", "--distribution", terms, "--json"]);
    expect(unpaid.json.error.message).to.include("action announce");
    const text = await readFile(terms, "utf8");
    for (const [changed, says] of [
      [text.replace('"10005', '"20005'), "somebody changed it"],
      [text.replace('"chainId": 31337', '"chainId": 1'), "somebody changed it"],
      [text.replace('"kind": "DistributionTerms"', '"kind": "Party"'), "it holds no terms"],
      ["not json", "it is no JSON"],
    ] as const) {
      await writeFile(w.at("changed.json"), changed);
      const said = await w.kessai(["action", "announce", w.at("changed.json"), "--json"]);
      expect(said.exit).to.equal(1);
      expect(said.json.error, changed.slice(0, 60)).to.include({ name: "TermsFileRefused" });
      expect(said.json.error.message).to.include(says);
    }
  });

  it("lets only a paying agent announce, and only the payer pay in, who approves first", async () => {
    const w = await load();
    const { file, terms } = await w.planned();
    await w.kessai(["action", "plan", file, "--out", terms]);
    const thief = await w.kessai(["action", "announce", terms, ...w.signer(w.thief), "--json"]);
    expect(thief.json.error.code).to.equal("NotAPayingAgent");
    await w.kessai(["action", "announce", terms, ...w.signer(w.payingAgent)]);
    await w.yen.connect(w.issuer).approve(w.distribution, 0);
    const whose = await w.kessai(["action", "fund", terms, "--dry-run", "--json"]);
    expect(whose.json.error.message).to.include("--payer");
    const other = await w.kessai([
      ...["action", "fund", terms, "--payer", w.a.address, ...w.signer(w.issuer), "--json"],
    ]);
    expect(other.json.error.message).to.include("only the payer itself");
    const said = await w.kessai(["action", "fund", terms, ...w.signer(w.issuer), "--json"]);
    expect(said.exit, said.out).to.equal(0);
    const { calls } = writtenSchema.parse(said.json.result);
    expect(calls.map(({ name }) => name)).to.deep.equal(["approve", "fund"]);
    expect(await w.yen.balanceOf(w.distribution)).to.equal(60_030n);
  });

  it("through the real binary runs and tells its progress beside the output", async () => {
    const w = await load();
    const terms = await w.funded();
    const said = await w.binary([
      ...["action", "run", "--distribution", terms, ...w.signer(w.relayer), ...w.onChain, "--json"],
    ]);
    expect(said.exit, said.err).to.equal(0);
    expect(said.err).to.include("3 holders done");
    writtenSchema.parse(said.json.result);
  }).timeout(60_000);
});
