import { expect } from "chai";
import { parseCsv } from "../../../sdk/csv/parseCsv.ts";
import { AssetIsBoth } from "../../../sdk/settlement/netOf.ts";
import {
  ReconciliationFailed,
  ReportRefused,
} from "../../../sdk/settlement/report/reportErrors.ts";
import {
  CHARGE_KINDS,
  type ReportedCharge,
  type ReportedQuantity,
  type ReportedTrade,
  type SettlementReportInput,
  TRADE_OUTCOMES,
} from "../../../sdk/settlement/report/reportTypes.ts";
import { settlementReport } from "../../../sdk/settlement/settlementReport.ts";
import { settlementReportCsv } from "../../../sdk/settlement/settlementReportCsv.ts";
import {
  settlementReportJson,
  settlementReportSchema,
} from "../../../sdk/settlement/settlementReportJson.ts";
import { ALICE, BOB, BOND, BY, CAROL, FROM, SHARE, thrownBy, YEN } from "./support/trades.ts";

const [A, B, C] = [ALICE.address, BOB.address, CAROL.address];

const trade = (id: string, changes: Partial<ReportedTrade>): ReportedTrade => ({
  ...{ id, seller: A, buyer: B, security: BOND, units: 10n, cash: YEN, amount: 1_000n },
  outcome: "settled-gross",
  ...changes,
});
const has = (party: string, asset: string, quantity: bigint): ReportedQuantity => ({
  party,
  asset,
  quantity,
});
const charge = (changes: Partial<ReportedCharge> = {}): ReportedCharge => ({
  ...{ kind: "fail-charge", trade: "failed", payer: A, payee: B, cash: YEN, amount: 7n },
  ...changes,
});

/** A day on which everything happened once. */
const DAY: SettlementReportInput = {
  ...{ from: FROM, until: BY },
  trades: [
    trade("gross", {}),
    // A circle of three in one cycle: 30 units and ¥3,100 in gross, ¥100 in net.
    trade("n1", { outcome: "netted-in-cycle", net: "cycle 1" }),
    trade("n2", {
      outcome: "netted-in-cycle",
      net: "cycle 1",
      seller: B,
      buyer: C,
      amount: 1_100n,
    }),
    trade("n3", { outcome: "netted-in-cycle", net: "cycle 1", seller: C, buyer: A }),
    trade("id", {
      outcome: "netted-by-id",
      net: "net 1",
      security: SHARE,
      units: 2n,
      amount: 500n,
    }),
    trade("partly", { outcome: "partly", settled: { units: 4n, amount: 400n } }),
    trade("failed", { outcome: "failed" }),
    trade("default", { outcome: "cash-defaulted" }),
    trade("bought", { outcome: "bought-in", seller: C }),
    trade("cancelled", { outcome: "cancelled" }),
    trade("expired", { outcome: "expired", units: 1_000n }),
  ],
  charges: [
    charge(),
    charge({ trade: "partly", amount: 3n }),
    charge({ kind: "late-interest", trade: "default", payer: B, payee: A, amount: 2n }),
    charge({ kind: "buy-in-difference", trade: "bought", payer: C, payee: B, amount: 20n }),
  ],
  others: [has(A, BOND, 100n), has(C, YEN, -50n)],
  opening: [has(A, SHARE, 2n), has(B, YEN, 5_000n), has(C, YEN, 500n)],
  closing: [
    ...[has(A, BOND, 86n), has(B, BOND, 14n), has(A, YEN, 1_892n), has(B, YEN, 3_228n)],
    ...[has(C, YEN, 330n), has(B, SHARE, 2n)],
  ],
};

/** The day without one of its parts' consistency being anybody's business. */
const alone = (changes: Partial<SettlementReportInput>): SettlementReportInput => ({
  ...DAY,
  ...{ trades: [], charges: [], others: [], opening: [], closing: [] },
  ...changes,
});

const report = settlementReport(DAY);

describe("settlementReport", () => {
  it("refuses what contradicts itself, saying what", () => {
    const one = (changes: Partial<ReportedTrade>) => alone({ trades: [trade("t", changes)] });
    const charged = (changes: Partial<ReportedCharge>) =>
      alone({ trades: DAY.trades, charges: [charge(changes)] });
    const cases: [SettlementReportInput, RegExp][] = [
      [alone({ from: BY, until: FROM }), /its time ends at \d+, before it begins at \d+/],
      [alone({ trades: [trade("t", {}), trade("t", {})] }), /trade t is there twice/],
      [one({ outcome: "netted-by-id" }), /trade t is netted-by-id and does not say in which net/],
      [one({ net: "n" }), /trade t is settled-gross but names the net n/],
      [one({ outcome: "partly" }), /trade t is partly and does not say how much/],
      [one({ settled: { units: 1n, amount: 1n } }), /is settled-gross but says how much of it is/],
      [
        one({ outcome: "partly", settled: { units: 10n, amount: 1n } }),
        /10 of 10 units, 1 of 1000 is no part/,
      ],
      [one({ outcome: "partly", settled: { units: 1n, amount: 0n } }), /0 of 1000 is no part/],
      [charged({ trade: "other" }), /for trade other names a trade that is not in the report/],
      [
        charged({ payer: B, payee: A }),
        /a fail-charge for trade failed goes from .* to .*, of seller/,
      ],
      [charged({ kind: "late-interest" }), /a late-interest for trade failed goes from/],
      [charged({ kind: "buy-in-difference", payee: C }), /a buy-in-difference .* goes from/],
      [charged({ cash: SHARE }), /is paid in .*, and the trade in/],
      [charged({ amount: 0n }), /is 0; it must be 1 or more/],
      [
        alone({ opening: [has(A, YEN, 1n), has(A.toLowerCase(), YEN, 1n)] }),
        /the opening balance of .* is there twice/,
      ],
      [
        alone({ closing: [has(A, YEN, 1n), has(A, YEN, 1n)] }),
        /the closing balance of .* is there twice/,
      ],
    ];
    for (const [input, message] of cases) {
      const error = thrownBy(ReportRefused, () => settlementReport(input));
      expect(error.message)
        .to.match(message)
        .and.match(/^No report was made: /);
    }
  });

  it("refuses a token that is a class here and cash there", () => {
    const trades = [trade("a", {}), trade("b", { security: YEN, cash: SHARE, outcome: "expired" })];
    expect(() => settlementReport(alone({ trades }))).to.throw(AssetIsBoth);
  });

  it("fails if a closing balance does not follow, naming every line that does not", () => {
    const closing = DAY.closing.map((each) => ({
      ...each,
      quantity: each.quantity + (each.asset === YEN ? 1n : 0n),
    }));
    const error = thrownBy(ReconciliationFailed, () => settlementReport({ ...DAY, closing }));
    expect(error.lines.map(({ party }) => party)).to.have.members([A, B, C]);
    expect(error.message).to.contain(
      `${C} in ${YEN}: 500 + trades -100 + charges -20 + others -50 is 330, and the closing balance is 331`,
    );
    // A balance that nobody spoke of is none.
    const missing = { ...DAY, closing: DAY.closing.slice(1) };
    expect(thrownBy(ReconciliationFailed, () => settlementReport(missing)).lines).to.have.length(1);
  });

  it("tells by asset what was owed, settled, moved and saved", () => {
    const of = (asset: string) => report.assets.find((each) => each.asset === asset)!;
    expect(report.assets).to.have.length(3);
    expect(of(YEN)).to.deep.equal({
      ...{ asset: YEN, kind: "cash" },
      // 1,000 + 3,100 + 500 + 1,000 (partly) + 1,000 + 1,000 + 1,000, without cancelled and expired.
      grossObligations: 8_600n,
      // B owes A 1,000 + 1,000 + 500 + 1,000 + 1,000 + 1,000 and C 1,000; C owes B 1,100, A owes C 1,000.
      netObligations: 5_400n,
      settled: 5_000n,
      // 1,000 gross, 100 for the circle, 500 of the other net, 400 in part.
      moved: 2_000n,
      saved: 3_000n,
      savedBasisPoints: 6_000,
    });
    expect(of(BOND)).to.deep.include({ kind: "class", settled: 44n, moved: 14n, saved: 30n });
    expect(of(BOND).savedBasisPoints).to.equal(6_818);
    expect(of(SHARE)).to.deep.include({ settled: 2n, moved: 2n, savedBasisPoints: 0 });
  });

  it("counts two nets each by itself", () => {
    const both = [
      trade("a", { outcome: "netted-by-id", net: "1" }),
      trade("b", { outcome: "netted-by-id", net: "2", seller: B, buyer: A }),
    ];
    const opening = [has(A, BOND, 10n), has(B, YEN, 1_000n)];
    const yen = (trades: ReportedTrade[]) =>
      settlementReport(alone({ trades, opening, closing: opening })).assets.find(
        ({ asset }) => asset === YEN,
      )!;
    expect(yen(both)).to.deep.include({ settled: 2_000n, moved: 2_000n, netObligations: 0n });
    expect(yen(both.map((each) => ({ ...each, net: "1" })))).to.deep.include({
      moved: 0n,
      savedBasisPoints: 10_000,
    });
  });

  it("counts trades by outcome, with what they were for and what of it was paid", () => {
    const rows = report.outcomes.map(({ outcome, trades, amount, settled }) => [
      outcome,
      trades,
      amount,
      settled,
    ]);
    expect(rows).to.deep.equal([
      ["settled-gross", 1, 1_000n, 1_000n],
      ["netted-in-cycle", 3, 3_100n, 3_100n],
      ["netted-by-id", 1, 500n, 500n],
      ["partly", 1, 1_000n, 400n],
      ["failed", 1, 1_000n, 0n],
      ["cash-defaulted", 1, 1_000n, 0n],
      ["bought-in", 1, 1_000n, 0n],
      ["cancelled", 1, 1_000n, 0n],
      ["expired", 1, 1_000n, 0n],
    ]);
    expect(rows.map(([outcome]) => outcome)).to.deep.equal([...TRADE_OUTCOMES]);
  });

  it("adds charges up by kind and party, what one pays the other gets", () => {
    const of = (kind: string, party: string) =>
      report.charges.find((each) => each.kind === kind && each.party === party);
    expect(of("fail-charge", A)).to.deep.include({ paid: 10n, received: 0n });
    expect(of("fail-charge", B)).to.deep.include({ paid: 0n, received: 10n });
    expect(of("late-interest", B)).to.deep.include({ paid: 2n, received: 0n });
    expect(of("buy-in-difference", C)).to.deep.include({ paid: 20n, received: 0n, cash: YEN });
    expect(new Set(report.charges.map(({ kind }) => kind))).to.have.all.keys(...CHARGE_KINDS);
    const sum = (field: "paid" | "received") =>
      report.charges.reduce((all, each) => all + each[field], 0n);
    expect(sum("paid")).to.equal(sum("received"));
  });

  it("leads every balance from opening to closing, and conserves what was not issued or redeemed", () => {
    const { reconciliation } = report;
    for (const { opening, trades, charges, others, closing } of reconciliation) {
      expect(opening + trades + charges + others).to.equal(closing);
    }
    for (const asset of [BOND, SHARE, YEN]) {
      const lines = reconciliation.filter((each) => each.asset === asset);
      const sum = (field: "trades" | "charges") =>
        lines.reduce((all, each) => all + each[field], 0n);
      expect([sum("trades"), sum("charges")]).to.deep.equal([0n, 0n]);
    }
    const alices = reconciliation.find(({ party, asset }) => party === A && asset === YEN);
    expect(alices).to.deep.include({
      opening: 0n,
      trades: 1_900n,
      charges: -8n,
      others: 0n,
      closing: 1_892n,
    });
  });

  it("is the same whatever the order and the letters of what it is made of", () => {
    const small = <T extends object>(each: T): T =>
      Object.fromEntries(
        Object.entries(each).map(([key, value]) => [
          ...[
            key,
            typeof value === "string" && value.startsWith("0x") ? value.toLowerCase() : value,
          ],
        ]),
      ) as T;
    const other = {
      ...{ from: FROM, until: BY },
      ...{
        trades: DAY.trades.toReversed().map(small),
        charges: DAY.charges.toReversed().map(small),
      },
      ...{
        others: DAY.others.toReversed(),
        opening: DAY.opening.map(small),
        closing: DAY.closing.toReversed(),
      },
    };
    expect(settlementReport(other)).to.deep.equal(report);
  });

  it("is empty for a day without anything", () => {
    expect(settlementReport(alone({}))).to.deep.equal({
      ...{ from: FROM, until: BY, assets: [], outcomes: [], charges: [], reconciliation: [] },
    });
  });
});

describe("settlementReportJson", () => {
  it("keeps to its schema, says quantities as text, and ends in a line break", () => {
    const text = settlementReportJson(report);
    const plain = settlementReportSchema.parse(JSON.parse(text));
    expect(plain.assets.find(({ asset }) => asset === YEN)!.saved).to.equal("3000");
    expect(plain).to.deep.include({
      apiVersion: 1,
      kind: "SettlementReport",
      from: FROM,
      until: BY,
    });
    expect(text.endsWith("}\n")).to.equal(true);
    expect(settlementReportJson(settlementReport(DAY))).to.equal(text);
  });

  it("has a schema that refuses another form", () => {
    const plain = JSON.parse(settlementReportJson(report));
    expect(settlementReportSchema.safeParse({ ...plain, apiVersion: 2 }).success).to.equal(false);
    expect(settlementReportSchema.safeParse({ ...plain, further: 1 }).success).to.equal(false);
  });
});

describe("settlementReportCsv", () => {
  const tableOf = (text: string) => {
    expect(text.startsWith("\uFEFF")).to.equal(true);
    const { header, rows } = parseCsv(text.slice(1), "x.csv");
    return [header, ...rows].map((row) => row.map((cell) => cell.text));
  };

  it("has a table for each part, with as many rows as that has", () => {
    const tables = settlementReportCsv(report, "en");
    for (const part of ["assets", "outcomes", "charges", "reconciliation"] as const) {
      const rows = tableOf(tables[part]);
      expect(rows, part).to.have.length(report[part].length + 1);
      expect(rows[0]!.every((title) => title !== "")).to.equal(true);
    }
    const assets = tableOf(tables.assets);
    expect(assets.find((row) => row[0] === YEN)).to.deep.equal([
      ...[YEN, "", "cash", "8600", "5400", "5000", "2000", "3000", "60.00"],
    ]);
    const alices = tableOf(tables.reconciliation).find((row) => row[0] === A && row[2] === YEN);
    expect(alices).to.deep.equal([A, "", YEN, "", "0", "1900", "-8", "0", "1892"]);
  });

  it("says columns, outcomes and charges in Japanese", () => {
    const tables = settlementReportCsv(report, "ja");
    expect(tableOf(tables.assets)[0]).to.deep.equal([
      ...[
        "資産",
        "名称",
        "種別",
        "決済義務（グロス）",
        "決済義務（ネット）",
        "決済済み",
        "移動",
        "節約",
        "節約（%）",
      ],
    ]);
    expect(tableOf(tables.outcomes).map(([outcome]) => outcome)).to.include.members([
      "フェイル",
      "資金不払い",
      "バイイン",
    ]);
    expect(tableOf(tables.charges).map(([kind]) => kind)).to.include("フェイルチャージ");
  });

  it("has names beside addresses, none of which a spreadsheet runs", () => {
    const names = new Map([
      [A, "=HYPERLINK(1)"],
      [YEN, "JPY"],
      [B, "あおば証券, 本店"],
    ]);
    const nameOf = (address: string) => names.get(address);
    const rows = tableOf(settlementReportCsv(report, "en", { nameOf }).reconciliation);
    expect(new Set(rows.slice(1).map((row) => row[1]))).to.have.all.keys(
      "'=HYPERLINK(1)",
      "あおば証券, 本店",
      "",
    );
    expect(rows.find((row) => row[2] === YEN)![3]).to.equal("JPY");
  });
});
