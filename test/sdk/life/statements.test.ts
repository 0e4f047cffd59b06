import { expect } from "chai";
import { parseCsv } from "../../../sdk/csv/parseCsv.ts";
import { PaymentRefused } from "../../../sdk/life/distribution.ts";
import { statementOf } from "../../../sdk/life/statementOf.ts";
import { statementsCsv } from "../../../sdk/life/statementsCsv.ts";
import { statementsJson, statementsSchema } from "../../../sdk/life/statementsJson.ts";
import { COUPON, paymentOf, WALLET } from "./support/payments.ts";

describe("statementOf", () => {
  for (const [what, changes, message] of [
    ["no investor", { investor: 0 }, "has no investor's number"],
    ["no wallet", { wallet: "0x12" }, "goes to 0x12, which is no wallet"],
    ["units below 0", { units: -1n }, "has units of -1"],
    ["a net below 0", { net: -1n }, "has net of -1"],
    ["a sum that is not its gross", { gross: 1n }, "has a gross of 1, and taxes and net of 227121"],
    ["more owed than its net", { owed: 1_181_730n }, "owes 1181730 of a net of 1181729"],
  ] as const) {
    it(`refuses a payment with ${what}`, () => {
      expect(() => statementOf(COUPON, paymentOf(changes))).to.throw(PaymentRefused, message);
    });
  }

  it("says gross, taxes and net of which units, class and record date", () => {
    expect(statementOf(COUPON, paymentOf({ wallet: WALLET.toLowerCase() }))).to.deep.equal({
      ...COUPON,
      ...{ investor: 7, wallet: WALLET, units: 2n },
      ...{ gross: 1_483_000n, national: 227_121n, local: 74_150n, net: 1_181_729n, owed: 0n },
    });
  });
});

describe("statements as files", () => {
  const statements = [
    statementOf(COUPON, paymentOf()),
    statementOf(
      { ...COUPON, recordDate: null, reference: "=1+1" },
      paymentOf({ investor: 8, owed: 1_000n }),
    ),
  ];

  it("are a table in either language, in which no cell is a formula", () => {
    const linesIn = (lang: "en" | "ja") => {
      const { header, rows } = parseCsv(statementsCsv(statements, lang).slice(1), "statements.csv");
      return [header, ...rows].map((cells) => cells.map(({ text }) => text));
    };
    const [heading, first, second] = linesIn("en");
    expect(heading?.slice(0, 6)).to.deep.equal([
      ...["reference", "class", "name", "payment", "record date", "paid on"],
    ]);
    expect(first).to.deep.equal([
      ...[
        "NRI-15/1",
        "NRI-15",
        "NRI 15th",
        "bond interest",
        "2025-09-11",
        "2025-09-12",
        "7",
        WALLET,
      ],
      ...["2", "1483000", "227121", "74150", "1181729", "0"],
    ]);
    expect([second?.[0], second?.[4], ...(second?.slice(-2) ?? [])]).to.deep.equal([
      ...["'=1+1", "", "1181729", "1000"],
    ]);
    const [japanese, line] = linesIn("ja");
    expect(japanese?.slice(8, 13)).to.deep.equal([
      ...["数量", "税引前（円）", "所得税等（円）", "住民税（円）", "税引後（円）"],
    ]);
    expect([line?.[2], line?.[3], line?.[13]]).to.deep.equal([
      ...["野村総研第15回", "社債利息", "0"],
    ]);
  });

  it("are JSON by their schema, the same bytes each time", () => {
    const json = statementsJson(statements);
    expect(json).to.equal(statementsJson(statements));
    const { statements: read } = statementsSchema.parse(JSON.parse(json));
    expect(read[0]).to.deep.include({
      ...{ payment: "bond-interest", recordDate: "2025-09-11", paidOn: "2025-09-12" },
      ...{ investor: 7, units: "2", gross: "1483000", national: "227121", owed: "0" },
    });
    expect(read[1]).to.deep.include({ recordDate: null, owed: "1000" });
  });
});
