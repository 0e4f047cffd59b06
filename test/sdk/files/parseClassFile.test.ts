import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { parseClassFile } from "../../../sdk/files/parseClassFile.ts";
import { edit } from "./support/edit.ts";
import { faultsOf } from "./support/faultsOf.ts";
import { refusalOf } from "./support/refusalOf.ts";

const bond = `apiVersion: 1
kind: TokenClass
code: B-1
type: bond
legalKind: tokenised-paragraph-1
name: { ja: 社債, en: Bond }
symbol: B1
issuer: ISSUER-1
unit: { face: 100000, currency: JPY }
supply: { cap: 1000 }
holders:
  categories: [general, qii]
  residences: [JP]
  max: 999
transfer: { lot: 1 }
settlement: { cash: yen }
bond:
  rate: "0.0035"
  issued: 2021-04-27
  interest: [2021-10-27, 2022-04-27]
  due: 2022-04-27
`;

const share = `${bond
  .slice(0, bond.indexOf("bond:\n"))
  .replace("type: bond", "type: share")
  .replace("unit: { face: 100000, currency: JPY }\n", "")
  .replace("  max: 999\n", "")}`;

const parse = (text: string) => parseClassFile(text, "class.yaml");
const refused = (...changes: readonly (readonly [string, string])[]) =>
  refusalOf(() => parse(edit(bond, ...changes)));

describe("A class file is refused", () => {
  it("with that one finding when it is a platform file", () => {
    const text = readFileSync("examples/platform.yaml", "utf8");
    expect(refusalOf(() => parse(text))).to.deep.equal([
      'class.yaml:4:7: kind: expected TokenClass, the kind of file asked for here, found "Platform"',
    ]);
  });

  it("when a word is none of the known ones", () => {
    expect(
      refused(
        ["type: bond", "type: stock"],
        ["legalKind: tokenised-paragraph-1", "legalKind: exempt"],
        ["currency: JPY", "currency: USD"],
        ["general, qii", "general, retail"],
      ),
    ).to.deep.equal([
      'class.yaml:4:7: type: expected one of bond, share, beneficial-interest, trust-interest, collective-investment-interest (the kind of right), found "stock"',
      'class.yaml:5:12: legalKind: expected one of tokenised-paragraph-1, electronic-record-transfer-right, excluded (what the class is by law), found "exempt"',
      'class.yaml:9:33: unit.currency: expected JPY (the currency of the face), found "USD"',
      'class.yaml:12:25: holders.categories[1]: expected one of general, specified, qii, special-business-eligible, broker-dealer (a category of investor), found "retail"',
    ]);
  });

  it("when the symbol is not 1 to 11 of A-Z and 0-9", () => {
    for (const symbol of ["b1", "ABCDEFGHIJKL", '"B 1"', "社債"]) {
      expect(refused(["symbol: B1", `symbol: ${symbol}`])).to.deep.equal([
        `class.yaml:7:9: symbol: expected 1 to 11 letters A-Z and digits 0-9 (the class's symbol), found "${symbol.replaceAll('"', "")}"`,
      ]);
    }
  });

  describe("for its numbers", () => {
    it("when the cap is not from 1 to 2^64 - 1, however long it is", () => {
      const share64 = edit(share, ["cap: 1000", "cap: 18446744073709551615"]);
      expect(parse(share64).supply.cap).to.equal(2n ** 64n - 1n);
      for (const cap of ["0", "-5", "18446744073709551616", '"1000"', "1_000", "1e3"]) {
        const found = cap === "1_000" ? '"1_000"' : cap;
        expect(refused(["cap: 1000", `cap: ${cap}`])).to.deep.equal([
          `class.yaml:10:16: supply.cap: expected a whole number from 1 to 18446744073709551615 (units that may be out at once), found ${found}`,
        ]);
      }
    });

    it("when the cap is no multiple of the lot", () => {
      expect(refused(["lot: 1", "lot: 300"])).to.deep.equal([
        "class.yaml:10:16: supply.cap: expected a multiple of transfer.lot, which is 300, found 1000",
      ]);
    });

    it("when the face of the whole cap does not fit an amount of yen", () => {
      expect(refused(["face: 100000", "face: 18446744073709552"])).to.deep.equal([
        "class.yaml:9:15: unit.face: expected at most 18446744073709551 yen, so that face × supply.cap fits the 64 bits of an amount of yen, found 18446744073709552",
      ]);
    });

    it("when the most investors are none or beyond 24 bits", () => {
      for (const max of ["0", "16777215"]) {
        expect(refused(["max: 999", `max: ${max}`])).to.deep.equal([
          `class.yaml:14:8: holders.max: expected a whole number from 1 to 16777214 (holders at most; leave the key out for no limit), found ${max}`,
        ]);
      }
    });
  });

  describe("for its holders", () => {
    it("when no category or one twice is named", () => {
      expect(refused(["[general, qii]", "[]"])).to.deep.equal([
        "class.yaml:12:15: holders.categories: expected a list of at least 1 (categories of investor that may hold), found an empty list",
      ]);
      expect(refused(["[general, qii]", "[qii, general, qii]"])).to.deep.equal([
        'class.yaml:12:30: holders.categories[2]: expected a category not listed before (the same as [0]), found "qii"',
      ]);
    });

    it("when the excluded kind admits others than QIIs and special-business-eligible investors", () => {
      expect(
        refused(
          ["legalKind: tokenised-paragraph-1", "legalKind: excluded"],
          ["general, qii", "special-business-eligible, qii, specified, retail"],
        ),
      ).to.deep.equal([
        'class.yaml:12:48: holders.categories[2]: expected qii or special-business-eligible, since the legal kind is excluded, found "specified"',
        'class.yaml:12:59: holders.categories[3]: expected one of general, specified, qii, special-business-eligible, broker-dealer (a category of investor), found "retail"',
      ]);
    });

    it("when a residence is no country, is listed twice, or is `any` in a list", () => {
      expect(refused(["[JP]", "[JP, UK, jp, UK, any, JP]"])).to.deep.equal([
        ...[
          ["13:20", 1, "UK"],
          ["13:24", 2, "jp"],
          ["13:28", 3, "UK"],
          ["13:32", 4, "any"],
        ].map(
          ([place, index, found]) =>
            `class.yaml:${place}: holders.residences[${index}]: expected a country's ISO 3166-1 alpha-2 code such as JP; the word any stands alone, not in a list, found "${found}"`,
        ),
        'class.yaml:13:37: holders.residences[5]: expected a country not listed before (the same as [0]), found "JP"',
      ]);
    });

    it("when the residences are none, more than 15, or another word", () => {
      const expected =
        "class.yaml:13:15: holders.residences: expected the word any, or a list of 1 to 15 (countries in which a holder may live, by ISO 3166-1 alpha-2), found";
      const sixteen = "AT AU BE CA CH CZ DE DK ES FI FR GB IE IT JP NO".split(" ").join(", ");
      expect(refused(["[JP]", `[${sixteen}]`])).to.deep.equal([`${expected} a list of 16`]);
      expect(refused(["[JP]", "[]"])).to.deep.equal([`${expected} an empty list`]);
      expect(refused(["[JP]", "JP"])).to.deep.equal([`${expected} "JP"`]);
      expect(refused(["residences: [JP]", "residences:"])).to.deep.equal([
        `${expected.replace("13:15", "13:3")} nothing`,
      ]);
      expect(refused(["  residences: [JP]\n", ""])).to.deep.equal([
        `${expected.replace("13:15", "12:3")} nothing`,
      ]);
    });
  });

  describe("for its cash", () => {
    it("when it is neither yen nor an address", () => {
      const expected =
        "class.yaml:16:21: settlement.cash: expected the word yen, or an address in quotes, 0x and 40 hexadecimal digits (what units are paid with), found";
      for (const [cash, found] of [
        ["JPY", '"JPY"'],
        [
          "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
          "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
        ],
        [`"0x${"0".repeat(40)}"`, `"0x${"0".repeat(40)}"`],
      ] as const) {
        expect(refused(["cash: yen", `cash: ${cash}`])).to.deep.equal([`${expected} ${found}`]);
      }
    });

    it("when its checksum does not hold", () => {
      expect(
        refused(["cash: yen", 'cash: "0x3c44CdDdB6a900fa2b585dd299e03d12FA4293BC"']),
      ).to.deep.equal([
        'class.yaml:16:21: settlement.cash: expected an address with a checksum that holds (if no digit is wrong: 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC), found "0x3c44CdDdB6a900fa2b585dd299e03d12FA4293BC"',
      ]);
    });
  });

  describe("for its bond", () => {
    it("when a bond lacks its terms or its face", () => {
      const text = edit(share, ["type: share", "type: bond"]);
      expect(refusalOf(() => parse(text))).to.deep.equal([
        "class.yaml:1:1: bond: expected a map with rate, issued, interest, due, since the type is bond, found nothing",
        "class.yaml:1:1: unit: expected a map with face, currency, since the type is bond, found nothing",
      ]);
    });

    it("when another type has the terms of a bond", () => {
      expect(refused(["type: bond", "type: share"])).to.deep.equal([
        "class.yaml:18:3: bond: expected no terms of a bond, since the type is share, found a map",
      ]);
    });

    it("when the rate is no decimal in quotes, from 0 to 1", () => {
      for (const rate of [
        "0.0035",
        '"0.35%"',
        '"1.5"',
        '".5"',
        '"-0.1"',
        '"0.0000000000001"',
        "0",
      ]) {
        expect(refused(['rate: "0.0035"', `rate: ${rate}`])).to.deep.equal([
          `class.yaml:18:9: bond.rate: expected a decimal in quotes such as "0.0035", from 0 to 1 with at most 12 decimals (interest a year as a share of the face), found ${rate}`,
        ]);
      }
    });

    it("when a date does not exist or is written otherwise", () => {
      for (const date of ["2021-02-29", "2021-4-27", "2021/04/27", "1970-01-01", "2106-02-07"]) {
        expect(refused(["issued: 2021-04-27", `issued: ${date}`])).to.deep.equal([
          `class.yaml:19:11: bond.issued: expected an existing day from 1970-01-02 to 2106-02-06 as YYYY-MM-DD (the day of issue), found "${date}"`,
        ]);
      }
    });

    it("when it is due on its day of issue", () => {
      expect(
        refused(["  due: 2022-04-27", "  due: 2021-04-27"], ["[2021-10-27, 2022-04-27]", "[]"]),
      )
        .to.include(
          'class.yaml:21:8: bond.due: expected a day after bond.issued, 2021-04-27, found "2021-04-27"',
        )
        .and.to.have.length(2);
    });

    it("when the days of interest do not ascend from the issue to the due date", () => {
      expect(
        refused(["[2021-10-27, 2022-04-27]", "[2021-04-27, 2022-04-28, 2022-01-01, 2022-01-01]"]),
      ).to.deep.equal([
        'class.yaml:20:14: bond.interest[0]: expected a day after bond.issued, 2021-04-27, found "2021-04-27"',
        'class.yaml:20:26: bond.interest[1]: expected a day not after bond.due, 2022-04-27, found "2022-04-28"',
        'class.yaml:20:38: bond.interest[2]: expected a day after the one before it, 2022-04-28, found "2022-01-01"',
        'class.yaml:20:50: bond.interest[3]: expected a day not listed before (the same as [2]), found "2022-01-01"',
      ]);
    });

    it("when it has a rate and no day of interest", () => {
      expect(refused(["[2021-10-27, 2022-04-27]", "[]"])).to.deep.equal([
        "class.yaml:20:13: bond.interest: expected at least one day of interest, since bond.rate is not zero, found an empty list",
      ]);
    });

    it("for its order even while one of its days cannot be read", () => {
      expect(refused(["[2021-10-27, 2022-04-27]", "[2022-04-27, soon, 2021-10-27]"])).to.deep.equal(
        [
          'class.yaml:20:26: bond.interest[1]: expected an existing day from 1970-01-02 to 2106-02-06 as YYYY-MM-DD (a day of interest), found "soon"',
          'class.yaml:20:32: bond.interest[2]: expected a day after the one before it, 2022-04-27, found "2021-10-27"',
        ],
      );
    });
  });

  it("never by another error, whatever is left out or put in the wrong place", () => {
    for (const text of faultsOf(readFileSync("examples/classes/sbi-st-1.yaml", "utf8"))) {
      try {
        parse(text);
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
      }
    }
  });
});

describe("A class file is read", () => {
  it("without face, terms of a bond and limit of investors where the type needs none", () => {
    const terms = parse(share);
    expect(terms).to.not.have.any.keys("unit", "bond");
    expect(terms.holders).to.not.have.property("max");
  });

  it("with the word any for residences and a cash token by address", () => {
    const text = edit(
      bond,
      ["[JP]", "any"],
      ["cash: yen", 'cash: "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"'],
    );
    const { holders, settlement } = parse(text);
    expect(holders.residences).to.equal("any");
    expect(settlement.cash).to.equal("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
  });

  it("with Norway as a country and not as a no", () => {
    expect(parse(edit(bond, ["[JP]", "[JP, NO]"])).holders.residences).to.deep.equal([
      { alpha2: "JP", numeric: 392 },
      { alpha2: "NO", numeric: 578 },
    ]);
  });

  it("as a bond without interest when its rate is zero", () => {
    const text = edit(bond, ['"0.0035"', '"0"'], ["[2021-10-27, 2022-04-27]", "[]"]);
    expect(parse(text).bond).to.deep.include({ rate: "0", interest: [] });
  });

  it("as the excluded kind for QIIs and special-business-eligible investors", () => {
    const text = edit(
      share,
      ["type: share", "type: trust-interest"],
      ["legalKind: tokenised-paragraph-1", "legalKind: excluded"],
      ["[general, qii]", "[qii, special-business-eligible]"],
    );
    expect(parse(text).legalKind).to.equal("excluded");
  });
});
