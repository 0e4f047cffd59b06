import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { netPlan } from "../../../cli/commands/net/plan.ts";
import { netReport } from "../../../cli/commands/net/report.ts";
import { netSign } from "../../../cli/commands/net/sign.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { cycleDesk, MEMBERS } from "./cycles.ts";

const load = fixture(cycleDesk);

describe("kessai net plan", () => {
  it("tells what each party owes, gross and net", async () => {
    const w = await load();
    const folder = await w.filed((await w.circle()).map(({ trade }) => trade));
    const said = await w.kessai(["net", "plan", "--folder", folder, "--json"], { local: true });
    expect(said.exit, said.out).to.equal(0);
    const plan = netPlan.result.parse(said.json.result) as {
      rows: { party: string; asset: string; gives: string; gets: string; net: string }[];
      assets: { asset: string; gross: string; net: string }[];
    };
    const cash = plan.rows.find(
      ({ party, asset }) => party === w.a.address && asset === w.platform.yen,
    );
    expect(cash).to.include({ gives: "290000", gets: "300000", net: "10000" });
    const yen = plan.assets.find(({ asset }) => asset === w.platform.yen);
    expect(yen).to.include({ gross: "800000", net: "90000" });
    const people = await w.kessai(["net", "plan", "--folder", folder, "--lang", "ja"], {
      local: true,
    });
    expect(people.out).to.include("グロス").and.include("800,000");
  });

  it("refuses to be given nothing, or what is no trade", async () => {
    const w = await load();
    const none = await w.kessai(["net", "plan", "--json"], { local: true });
    expect(none.json.error.message).to.include("--trade FILE");
    const folder = await w.kessai(["net", "plan", "--folder", w.at("none"), "--json"], {
      local: true,
    });
    expect(folder.json.error.name).to.equal("ArgumentRefused");
    await writeFile(w.at("bad.json"), '{"apiVersion": 1}');
    const bad = await w.kessai(["net", "plan", "--trade", w.at("bad.json"), "--json"], {
      local: true,
    });
    expect(bad.json.error.name).to.equal("FileRefused");
  });
});

describe("kessai net open, fix, sign, run, report", () => {
  it("settle a cycle by its nets, and report it to the yen", async () => {
    const w = await load();
    const from = await w.ethers.provider.getBlockNumber();
    const { trades, folder, request } = await w.fixedCycle();
    const files: string[] = [];
    for (const [who, party] of [
      ["A", w.a],
      ["B", w.b],
      ["C", w.c],
    ] as const) {
      const book = await w.filed(w.ofParty(trades, party.address));
      const to = `${request}.${who}.json`;
      const said = await w.sign(request, who, book, to);
      expect(said.exit, said.out).to.equal(0);
      expect(netSign.result.parse(said.json.result)).to.include({ signed: true });
      files.push(to);
    }
    const some = files.slice(1).flatMap((file) => ["--signature", file]);
    const missing = await w.kessai(["net", "run", request, ...some, "--json"]);
    expect(missing.json.error.message).to.include(w.a.address);

    const all = files.flatMap((file) => ["--signature", file]);
    const dry = await w.kessai([
      ...["net", "run", request, ...all, "--dry-run", ...w.signer(w.relayer), "--json"],
    ]);
    expect(dry.exit, dry.out).to.equal(0);
    const before = await w.yen.balanceOf(w.a);
    const said = await w.kessai(["net", "run", request, ...all, ...w.signer(w.relayer), "--json"]);
    expect(said.exit, said.out).to.equal(0);
    writtenSchema.parse(said.json.result);
    expect((await w.yen.balanceOf(w.a)) - before).to.equal(10_000n);

    const gross = await w.signedTrade(w.a, w.b, w.bond, { units: 5n, amount: 1_000n });
    await w.dvp.settle(gross.trade, gross.sellerSignature, gross.buyerSignature);
    await w.yen.connect(w.a).transfer(w.b, 77n);
    const more = await w.filed([gross.trade]);
    const out = `${folder}.report`;
    const told = await w.kessai([
      ...["net", "report", "--folder", folder, "--trade", join(more, "0.json"), "--json"],
      ...["--from-block", String(from), "--out", out],
    ]);
    expect(told.exit, told.out).to.equal(0);
    const { report, open } = netReport.result.parse(told.json.result) as {
      report: { outcomes: { outcome: string; trades: number }[]; assets: { saved: string }[] };
      open: string[];
    };
    expect(open).to.deep.equal([]);
    expect(report.outcomes.map(({ outcome, trades: count }) => [outcome, count])).to.deep.equal([
      ["settled-gross", 1],
      ["netted-in-cycle", 3],
    ]);
    expect(await readFile(join(out, "assets.csv"), "utf8")).to.include("SBI-ST-1");
    // What somebody leaves out of the list shows in the accounts.
    const short = await w.kessai([
      ...["net", "report", "--trade", join(folder, "0.json"), "--from-block", String(from)],
      "--json",
    ]);
    expect(short.json.error.name, short.out).to.equal("ReconciliationFailed");
  });

  it("sign nothing that does not follow from the party's own trades, and end with 2", async () => {
    const w = await load();
    const { trades, request } = await w.fixedCycle();
    const mine = w.ofParty(trades, w.a.address);
    const [less, other] = [await w.filed(mine.slice(1)), `${request}.unsigned`];
    const foreign = await w.sign(request, "A", less, other);
    expect(foreign.exit, foreign.out).to.equal(2);
    const { faults } = netSign.result.parse(foreign.json.result) as { faults: { code: string }[] };
    expect(faults.map(({ code }) => code)).to.deep.equal(["neverAgreed"]);
    const book = await w.filed(mine);
    const forged = JSON.parse(await readFile(request, "utf8"));
    forged.trades.pop();
    await writeFile(`${request}.forged`, JSON.stringify(forged));
    const left = await w.sign(`${request}.forged`, "A", book, other);
    expect(left.exit, left.out).to.equal(2);
    expect(left.json.result.faults.map(({ code }: { code: string }) => code)).to.include("root");
    const thief = await w.sign(request, "THIEF", book, other);
    expect(thief.json.error.message).to.include("no party");
    await writeFile(`${request}.broken`, "{}");
    const broken = await w.sign(`${request}.broken`, "A", book, other);
    expect(broken.json.error.name).to.equal("CycleFileRefused");
    for (const { out } of [foreign, thief]) expect(out).not.to.include(MEMBERS.A.slice(2));
  });

  it("fix only what was made for the cycle, by its opener, and make a cycle void", async () => {
    const w = await load();
    const { trade } = await w.signedTrade(w.a, w.b, w.bond);
    const folder = await w.filed([trade]);
    const fix = (...words: string[]) =>
      w.kessai([
        ...["net", "fix", "--number", "7", "--folder", folder],
        ...["--request", `${folder}.x.json`, "--json", ...words],
      ]);
    expect((await fix()).json.error.message).to.include("--opener");
    const closed = await fix(...w.signer(w.settlementOperator));
    expect(closed.json.error.message).to.include("net open");
    const thief = await w.kessai([
      ...["net", "open", "--number", "8", "--until", "2027-12-31", ...w.signer(w.thief), "--json"],
    ]);
    expect(thief.json.error.name).to.equal("PowerMissing");
    const { request } = await w.fixedCycle();
    const gross = await fix(...w.signer(w.settlementOperator));
    expect(gross.json.error.message).to.include("is not made for the cycle");
    const ended = ["net", "run", request, "--void", ...w.signer(w.settlementOperator)];
    const said = await w.kessai(ended);
    expect(said.exit, said.err).to.equal(0);
    expect((await w.dvp.cycleWord(w.cycle)) & 0xffn).to.equal(3n);
  });

  it("settle matched trades that wait as one net, and name what is left", async () => {
    const w = await load();
    const empty = await w.kessai(["net", "queue", "--json"]);
    expect(empty.exit, empty.out).to.equal(0);
    const gross = { cycle: `0x${"00".repeat(32)}` };
    const circle = await w.circle(gross);
    const poor = await w.signedTrade(w.a, w.b, w.bond, { amount: 5_000_000n });
    for (const { trade, sellerSignature, buyerSignature } of [...circle, poor]) {
      await w.dvp.matchSigned(trade, sellerSignature, buyerSignature);
    }
    const before = await w.bond.balanceOf(w.c);
    const said = await w.kessai(["net", "queue", ...w.signer(w.relayer), "--json"]);
    expect(said.exit, said.out).to.equal(2);
    const written = writtenSchema.parse(said.json.result);
    const { settled, left } = written.result as {
      settled: string[];
      left: { party: string; asset: string }[];
    };
    expect(settled.length).to.equal(3);
    expect(left.map(({ party, asset }) => [party, asset])).to.deep.equal([
      [w.b.address, w.platform.yen],
    ]);
    expect((await w.bond.balanceOf(w.c)) - before).to.equal(20n);
  });

  it("through the real binary, tell nets for scripts", async () => {
    const w = await load();
    const folder = await w.filed((await w.circle()).map(({ trade }) => trade));
    const said = await w.binary(["net", "plan", "--folder", folder, "--json"]);
    expect(said.exit, said.err).to.equal(0);
    netPlan.result.parse(said.json.result);
  }).timeout(60_000);
});
