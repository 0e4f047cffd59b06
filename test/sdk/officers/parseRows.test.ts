import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { decodeCsv } from "../../../sdk/csv/decodeCsv.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { parseRows } from "../../../sdk/officers/parseRows.ts";
import type { Verb } from "../../../sdk/officers/verbs.ts";
import { refusalOf } from "../files/support/refusalOf.ts";

const A = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const B = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const parameters = {
  today: parseJstDate("2027-04-01"),
  classes: new Map([
    ["SBI-ST-1", 1],
    ["NRI-15", 2],
    ["1", 1],
    ["2", 2],
  ]),
};

const HEADER =
  "reference,wallet,residence,tax class,specified until,QII until,special-business-eligible until," +
  "broker-dealer until,expiry,screened until,classes";
const SOUND = {
  reference: "C-1",
  wallet: A,
  residence: "JP",
  taxClass: "0",
  specified: "",
  qii: "",
  special: "",
  broker: "",
  expiry: "2030-03-31",
  screened: "2028-03-31",
  classes: "SBI-ST-1",
};

const line = (changes: Partial<typeof SOUND> = {}) =>
  Object.values({ ...SOUND, ...changes }).join(",");
const grants = (...rows: Partial<typeof SOUND>[]) => [HEADER, ...rows.map(line), ""].join("\r\n");
const parse = (text: string, verb: Verb = "grant") => parseRows(verb, text, "x.csv", parameters);
const refused = (text: string, verb?: Verb) => refusalOf(() => parse(text, verb));

/** Where a column begins in the second line of a file with these changes. */
function column(name: keyof typeof SOUND, changes: Partial<typeof SOUND>): number {
  const fields = Object.entries({ ...SOUND, ...changes });
  const before = fields.slice(
    0,
    fields.findIndex(([key]) => key === name),
  );
  return before.reduce((sum, [, text]) => sum + text.length + 1, 1);
}

type Case = [change: Partial<typeof SOUND>, heading: string, finding: string];

const DATES: Case[] = [
  [
    { expiry: "2027/4/30" },
    "expiry",
    'expected a date as YYYY-MM-DD: write 2027-04-30, found "2027/4/30"',
  ],
  [{ expiry: "２０２７-０４-３０" }, "expiry", "write 2027-04-30"],
  [{ expiry: "２０２７／４／３０" }, "expiry", "write 2027-04-30"],
  [{ expiry: "令和9年4月30日" }, "expiry", "write 2027-04-30"],
  [{ expiry: "令和９年４月３０日" }, "expiry", "write 2027-04-30"],
  [{ expiry: "R9.4.30" }, "expiry", "write 2027-04-30"],
  [{ expiry: "r9/4/30" }, "expiry", "write 2027-04-30"],
  [{ expiry: "平成40年4月30日" }, "expiry", "write 2028-04-30"],
  [{ expiry: "2027年4月30日" }, "expiry", "write 2027-04-30"],
  [{ expiry: "20270430" }, "expiry", "write 2027-04-30"],
  [{ expiry: "2027.4.30" }, "expiry", "write 2027-04-30"],
  [{ expiry: "4/30/2027" }, "expiry", "expected a date as YYYY-MM-DD, such as 2027-03-31"],
  [{ expiry: "46142" }, "expiry", "expected a date as YYYY-MM-DD, such as 2027-03-31"],
  [{ expiry: "" }, "expiry", "expected a date as YYYY-MM-DD, such as 2027-03-31, found nothing"],
  [{ expiry: "2027-02-29" }, "expiry", "(2027-02 has 28 days)"],
  [{ expiry: "2027-13-01" }, "expiry", "(there are 12 months)"],
  [{ expiry: "2200-01-01" }, "expiry", "expected an existing day from 1970-01-02 to 2106-02-06"],
  [{ expiry: "2027-03-31" }, "expiry", "expected a date not before today, 2027-04-01"],
  [{ screened: "2027-03-31" }, "screened until", "expected a date not before today, 2027-04-01"],
  [{ qii: "2026-12-31" }, "QII until", "expected a date not before today, 2027-04-01"],
  [{ specified: "令和9年6月31日" }, "specified until", "(2027-06 has 30 days)"],
];

const OTHERS: Case[] = [
  [{ reference: "" }, "reference", "expected a row key of 1 to 64 characters"],
  [{ reference: "=1+2" }, "reference", "that does not begin with = + - or @"],
  [{ wallet: "0x12" }, "wallet", "expected a wallet, 0x and 40 hexadecimal digits, not all zero"],
  [{ wallet: `0x${"0".repeat(40)}` }, "wallet", "not all zero"],
  [{ wallet: A.replace("C5", "c5") }, "wallet", `(if no digit is wrong, write ${A})`],
  [{ wallet: A.replace("70", "７０") }, "wallet", `write ${A}`],
  [{ residence: "XX" }, "residence", "expected a country by ISO 3166-1, such as JP or 392"],
  [{ residence: "393" }, "residence", "expected a country by ISO 3166-1, such as JP or 392"],
  [{ residence: "日本" }, "residence", "expected a country by ISO 3166-1, such as JP or 392"],
  [{ residence: "ＪＰ" }, "residence", "write JP"],
  [{ residence: "jp" }, "residence", "write JP"],
  [{ taxClass: "16" }, "tax class", "expected a tax class, a whole number from 0 to 15"],
  [{ taxClass: "１" }, "tax class", "write 1"],
  [{ taxClass: "1.0" }, "tax class", "expected a tax class"],
  [{ classes: "SBI-ST-2" }, "classes", "the nearest to SBI-ST-2 is SBI-ST-1"],
  [{ classes: "9" }, "classes", "expected codes or numbers of open classes"],
  [{ classes: "SBI-ST-1;1" }, "classes", "expected each class once (1 is named twice)"],
];

const FIELDS: Record<string, keyof typeof SOUND> = {
  "screened until": "screened",
  "QII until": "qii",
  "specified until": "specified",
  "tax class": "taxClass",
};

describe("A file of grants", () => {
  for (const [changes, heading, said] of [...DATES, ...OTHERS]) {
    const [written] = Object.values(changes);
    it(`is refused for one thing: ${heading} ${JSON.stringify(written)}`, () => {
      const findings = refused(grants(changes));
      expect(findings).to.have.lengthOf(1);
      const at = column(FIELDS[heading] ?? (heading as keyof typeof SOUND), changes);
      expect(findings[0]).to.match(new RegExp(`^x\\.csv:2:${at}: ${heading}: expected `));
      expect(findings[0]).to.contain(said);
    });
  }

  it("is refused for a wallet twice, naming both lines, whatever its capitals", () => {
    const found = refused(
      grants({}, { reference: "C-2", wallet: B }, { reference: "C-3", wallet: A.toLowerCase() }),
    );
    expect(found).to.deep.equal([
      "x.csv:4:5: wallet: expected each wallet in one row only, found it in lines 2 and 4",
    ]);
  });

  it("is refused for a reference twice", () => {
    expect(refused(grants({}, { wallet: B }))).to.deep.equal([
      "x.csv:3:1: reference: expected each reference in one row only, found it in lines 2 and 3",
    ]);
  });

  it("is refused for a heading that is unknown, twice or missing", () => {
    const found = (from: string, to: string) => refused(grants({}).replace(from, to));
    expect(found("tax class", "tax clas")).to.deep.equal([
      "x.csv:1:1: expected a column tax class (税区分), found none",
      'x.csv:1:28: expected a column of this file, the nearest is tax class, found "tax clas"',
    ]);
    expect(found("QII until", "specified until")).to.deep.equal([
      "x.csv:1:54: expected each column once, found specified until again",
    ]);
    expect(refused("reference\r\nC-1\r\n")).to.have.lengthOf(5);
  });

  it("is refused without a row", () => {
    expect(refused(`${HEADER}\r\n`)).to.deep.equal([
      "x.csv:2:1: expected at least one row below the header, found none",
    ]);
  });

  it("is refused for every fault at once, in the order of the file", () => {
    const found = refused(
      grants(
        { expiry: "2027/4/30", residence: "XX" },
        { reference: "C-2", wallet: B, taxClass: "99" },
      ),
    );
    expect(found.map((each) => each.split(": ")[1])).to.deep.equal([
      "residence",
      "expiry",
      "tax class",
    ]);
  });

  it("answers claims and class numbers, in either form of country and class", () => {
    const { rows, warnings } = parseRows(
      "grant",
      grants(
        { qii: "2029-03-31" },
        { reference: "C-2", wallet: B.toLowerCase(), residence: "392", classes: "2;SBI-ST-1" },
      ),
      "x.csv",
      parameters,
    );
    expect(warnings).to.deep.equal([]);
    expect(rows[0]).to.deep.equal({
      reference: "C-1",
      wallet: A,
      line: 2,
      classes: [1],
      claims: {
        residence: 392,
        taxClass: 0,
        specifiedUntil: 0,
        qiiUntil: parseJstDate("2029-03-31"),
        specialBusinessUntil: 0,
        brokerDealerUntil: 0,
        expiry: parseJstDate("2030-03-31"),
        screenedUntil: parseJstDate("2028-03-31"),
      },
    });
    expect(rows[1]).to.deep.include({ wallet: B, classes: [1, 2] });
  });

  it("warns of a category that ends after the pass", () => {
    const changes = { broker: "2031-03-31" };
    const { warnings } = parse(grants(changes));
    expect(warnings).to.deep.equal([
      {
        file: "x.csv",
        line: 2,
        column: column("broker", changes),
        path: "broker-dealer until",
        message: "ends after the pass itself, which ends on 2030-03-31",
      },
    ]);
  });

  it("may leave out what may be empty, have its columns in any order, and be in CP932", () => {
    // 有効期限,審査期限,税区分,居住地,ウォレット,整理番号 as CP932 writes it.
    const header = [
      ...[0x97, 0x4c, 0x8c, 0xf8, 0x8a, 0xfa, 0x8c, 0xc0, 0x2c],
      ...[0x90, 0x52, 0x8d, 0xb8, 0x8a, 0xfa, 0x8c, 0xc0, 0x2c],
      ...[0x90, 0xc5, 0x8b, 0xe6, 0x95, 0xaa, 0x2c],
      ...[0x8b, 0x8f, 0x8f, 0x5a, 0x92, 0x6e, 0x2c],
      ...[0x83, 0x45, 0x83, 0x48, 0x83, 0x8c, 0x83, 0x62, 0x83, 0x67, 0x2c],
      ...[0x90, 0xae, 0x97, 0x9d, 0x94, 0xd4, 0x8d, 0x86, 0x0d, 0x0a],
    ];
    const body = new TextEncoder().encode(`2030-03-31,2028-03-31,0,JP,${A},C-1\r\n`);
    const { text, encoding } = decodeCsv(Uint8Array.from([...header, ...body]), "x.csv");
    expect(encoding).to.equal("CP932");
    expect(parseRows("grant", text, "x.csv", parameters).rows[0]).to.deep.include({
      reference: "C-1",
      wallet: A,
      classes: [],
    });
  });
});

describe("A list of wallets", () => {
  it("is refused for a reason that is no code, since the chain keeps it for good", () => {
    for (const [reason, said] of [
      ["Taro Yamada, sanctioned", "and nobody's name"],
      ["sanctions-2027", "write SANCTIONS-2027"],
      ["ＳＡＮ-1", "write SAN-1"],
      ["", "found nothing"],
      ["A".repeat(32), "of 1 to 31 capitals"],
    ] as const) {
      const found = refused(`wallet,reason\n${A},"${reason}"\n`, "suspend");
      expect(found, reason).to.have.lengthOf(1);
      expect(found[0]).to.match(/^x\.csv:2:44: reason: expected a reason as a code/);
      expect(found[0]).to.contain(said);
    }
  });

  it("names rows without a reference by their line", () => {
    const text = `wallet,reason,reference\n${A},HIT-1,\n${B},HIT-1,C-7\n`;
    const { rows } = parseRows("suspend", text, "x.csv", parameters);
    expect(rows).to.deep.equal([
      { reference: "#2", wallet: A, line: 2, reason: encodeBytes32String("HIT-1") },
      { reference: "C-7", wallet: B, line: 3, reason: encodeBytes32String("HIT-1") },
    ]);
  });

  it("has for each verb its own columns and no others", () => {
    const sound: [Verb, string, string][] = [
      ["renew", "wallet,expiry,screened until", `${A},2030-03-31,2028-03-31`],
      ["reclassify", "ウォレット,居住地,税区分,特定投資家の期限", `${A},JP,0,2028-03-31`],
      ["reinstate", "wallet,reason", `${A},OK-1`],
      ["reattest", "wallet", A],
      ["recover", "wallet,successor,reason", `${A},${B},LOST-1`],
      ["revoke", "wallet,reason", `${A},R-1`],
      [
        "link",
        "reference,wallet,older wallet,residence,tax class,expiry,screened until",
        `C-1,${A},${B},JP,0,2030-03-31,2028-03-31`,
      ],
    ];
    for (const [verb, header, row] of sound) {
      expect(parse(`${header}\n${row}\n`, verb).rows, verb).to.have.lengthOf(1);
      const more = refused(`${header},shoe size\n${row},1\n`, verb);
      expect(more, verb).to.have.lengthOf(1);
    }
  });
});
