import { readFileSync } from "node:fs";
import { expect } from "chai";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { parseClassFile } from "../../../sdk/files/parseClassFile.ts";
import { solicitationOf } from "../../../sdk/files/solicitationOf.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { edit } from "./support/edit.ts";
import { faultsOf } from "./support/faultsOf.ts";
import { refusalOf } from "./support/refusalOf.ts";

const bond = `apiVersion: 1
kind: TokenClass
code: B-1
type: bond
legalKind: tokenised-paragraph-1
placement: public-offering
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
  interestFrom: day-after-payment
  interest: [2021-10-27, 2022-04-27]
  due: 2022-04-27
  holiday: preceding
schedule: []
disclosure:
  - name: { ja: 目論見書, en: Prospectus }
    sha256: "${"0f".repeat(32)}"
    url: https://example.org/prospectus.pdf
publicRecord:
  issuer: { ja: 発行会社, en: Issuer }
  platform: not-found
  securitiesFirms: [{ ja: 証券会社, en: A securities firm }]
  venue: not-found
  eligibility: not-found
  custody: not-found
  recordKeeping: not-found
  cashLeg: not-found
  dvpStatus: not-found
  investorStatements: not-found
`;

const share = edit(
  bond,
  [bond.slice(bond.indexOf("bond:\n"), bond.indexOf("schedule:")), ""],
  ["type: bond", "type: share"],
  ["face: 100000", "issuePrice: 50000"],
  ["  max: 999\n", ""],
);

/** An interest in a fund, of the excluded kind. */
const fund = edit(
  share,
  ["type: share", "type: collective-investment-interest"],
  ["legalKind: tokenised-paragraph-1", "legalKind: excluded"],
  ["placement: public-offering", "placement: special-business"],
  ["[general, qii]", "[special-business-eligible, qii]"],
  ["  residences: [JP]\n", "  residences: [JP]\n  max: 49\n"],
  ["lot: 1 }", "lot: 1, consent: issuer }"],
);

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
      'class.yaml:10:33: unit.currency: expected JPY (the currency of face or issue price), found "USD"',
      'class.yaml:13:25: holders.categories[1]: expected one of general, specified, qii, special-business-eligible, broker-dealer (a category of investor), found "retail"',
    ]);
  });

  it("when the symbol is not 1 to 11 of A-Z and 0-9", () => {
    for (const symbol of ["b1", "ABCDEFGHIJKL", '"B 1"', "社債"]) {
      expect(refused(["symbol: B1", `symbol: ${symbol}`])).to.deep.equal([
        `class.yaml:8:9: symbol: expected 1 to 11 letters A-Z and digits 0-9 (the class's symbol), found "${symbol.replaceAll('"', "")}"`,
      ]);
    }
  });

  describe("for its numbers", () => {
    it("when the cap is not from 1 to 2^64 - 1, however long it is", () => {
      const share64 = edit(
        share,
        ["cap: 1000", "cap: 18446744073709551615"],
        ["issuePrice: 50000", "issuePrice: 1"],
      );
      expect(parse(share64).supply.cap).to.equal(2n ** 64n - 1n);
      for (const cap of ["0", "-5", "18446744073709551616", '"1000"', "1_000", "1e3"]) {
        const found = cap === "1_000" ? '"1_000"' : cap;
        expect(refused(["cap: 1000", `cap: ${cap}`])).to.deep.equal([
          `class.yaml:11:16: supply.cap: expected a whole number from 1 to 18446744073709551615 (units that may be out at once), found ${found}`,
        ]);
      }
    });

    it("when the lot has more than the 32 bits that a class keeps of it", () => {
      expect(refused(["lot: 1", "lot: 4294967296"])[0]).to.include(
        "transfer.lot: expected a whole number from 1 to 4294967295 (units move in multiples of this), found 4294967296",
      );
    });

    it("when the cap is no multiple of the lot", () => {
      expect(refused(["lot: 1", "lot: 300"])).to.deep.equal([
        "class.yaml:11:16: supply.cap: expected a multiple of transfer.lot, which is 300, found 1000",
      ]);
    });

    it("when the face of the whole cap does not fit an amount of yen", () => {
      expect(refused(["face: 100000", "face: 18446744073709552"])).to.deep.equal([
        "class.yaml:10:15: unit.face: expected at most 18446744073709551 yen, so that face × supply.cap fits the 64 bits of an amount of yen, found 18446744073709552",
      ]);
    });

    it("when the most investors are none or beyond 24 bits", () => {
      for (const max of ["0", "16777215"]) {
        expect(refused(["max: 999", `max: ${max}`])).to.deep.equal([
          `class.yaml:15:8: holders.max: expected a whole number from 1 to 16777214 (holders at most; leave the key out for no limit), found ${max}`,
        ]);
      }
    });
  });

  describe("for its holders", () => {
    it("when no category or one twice is named", () => {
      expect(refused(["[general, qii]", "[]"])).to.deep.equal([
        "class.yaml:13:15: holders.categories: expected a list of at least 1 (categories of investor that may hold), found an empty list",
      ]);
      expect(refused(["[general, qii]", "[qii, general, qii]"])).to.deep.equal([
        'class.yaml:13:30: holders.categories[2]: expected a category not listed before (the same as [0]), found "qii"',
      ]);
    });

    it("when the excluded kind admits others than QIIs and special-business-eligible investors", () => {
      const text = edit(fund, ["qii]", "qii, specified, retail]"]);
      expect(refusalOf(() => parse(text))).to.deep.equal([
        'class.yaml:13:48: holders.categories[2]: expected qii or special-business-eligible, since the legal kind is excluded, found "specified"',
        'class.yaml:13:59: holders.categories[3]: expected one of general, specified, qii, special-business-eligible, broker-dealer (a category of investor), found "retail"',
      ]);
    });

    it("when a private placement admits whom it is not for", () => {
      const cases: [placement: string, list: string, ...admitted: string[]][] = [
        ["qii-private", "[qii, specified]", "13:21", "qii", "[1]", "specified"],
        ["qii-private", "[broker-dealer]", "13:16", "qii", "[0]", "broker-dealer"],
        ["specified-investor-private", "[general]", "13:16", "specified or qii", "[0]", "general"],
      ];
      for (const [placement, list, place, admitted, index, found] of cases) {
        expect(refused(["public-offering", placement], ["[general, qii]", list])).to.deep.equal([
          `class.yaml:${place}: holders.categories${index}: expected ${admitted}, since the placement is ${placement}, found "${found}"`,
        ]);
      }
    });

    it("when a residence is no country, is listed twice, or is `any` in a list", () => {
      expect(refused(["[JP]", "[JP, UK, jp, UK, any, JP]"])).to.deep.equal([
        ...[
          ["14:20", 1, "UK"],
          ["14:24", 2, "jp"],
          ["14:28", 3, "UK"],
          ["14:32", 4, "any"],
        ].map(
          ([place, index, found]) =>
            `class.yaml:${place}: holders.residences[${index}]: expected a country's ISO 3166-1 alpha-2 code such as JP; the word any stands alone, not in a list, found "${found}"`,
        ),
        'class.yaml:14:37: holders.residences[5]: expected a country not listed before (the same as [0]), found "JP"',
      ]);
    });

    it("when the residences are none, more than 15, or another word", () => {
      const expected =
        "class.yaml:14:15: holders.residences: expected the word any, or a list of 1 to 15 (countries in which a holder may live, by ISO 3166-1 alpha-2), found";
      const sixteen = "AT AU BE CA CH CZ DE DK ES FI FR GB IE IT JP NO".split(" ").join(", ");
      expect(refused(["[JP]", `[${sixteen}]`])).to.deep.equal([`${expected} a list of 16`]);
      expect(refused(["[JP]", "[]"])).to.deep.equal([`${expected} an empty list`]);
      expect(refused(["[JP]", "JP"])).to.deep.equal([`${expected} "JP"`]);
      expect(refused(["residences: [JP]", "residences:"])).to.deep.equal([
        `${expected.replace("14:15", "14:3")} nothing`,
      ]);
      expect(refused(["  residences: [JP]\n", ""])).to.deep.equal([
        `${expected.replace("14:15", "13:3")} nothing`,
      ]);
    });
  });

  describe("for its cash", () => {
    it("when it is neither yen nor an address", () => {
      const expected =
        "class.yaml:17:21: settlement.cash: expected the word yen, or an address in quotes, 0x and 40 hexadecimal digits (what units are paid with), found";
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
        'class.yaml:17:21: settlement.cash: expected an address with a checksum that holds (if no digit is wrong: 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC), found "0x3c44CdDdB6a900fa2b585dd299e03d12FA4293BC"',
      ]);
    });
  });

  describe("for its bond", () => {
    it("when a bond lacks its terms and has an issue price instead of a face", () => {
      const text = edit(share, ["type: share", "type: bond"]);
      expect(refusalOf(() => parse(text))).to.deep.equal([
        "class.yaml:1:1: bond: expected a map with rate, issued, interestFrom, interest, due, holiday, since the type is bond, found nothing",
        "class.yaml:10:21: unit.issuePrice: expected the key face and not issuePrice, since the type is bond, found 50000",
      ]);
    });

    it("when another type has the terms of a bond", () => {
      expect(refused(["type: bond", "type: share"])).to.deep.equal([
        "class.yaml:10:15: unit.face: expected the key issuePrice and not face, since the type is share, found 100000",
        "class.yaml:19:3: bond: expected no terms of a bond, since the type is share, found a map",
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
          `class.yaml:19:9: bond.rate: expected a decimal in quotes such as "0.0035", from 0 to 1 with at most 12 decimals (interest a year as a share of the face), found ${rate}`,
        ]);
      }
    });

    it("when a date does not exist or is written otherwise", () => {
      for (const date of ["2021-02-29", "2021-4-27", "2021/04/27", "1970-01-01", "2106-02-07"]) {
        expect(refused(["issued: 2021-04-27", `issued: ${date}`])).to.deep.equal([
          `class.yaml:20:11: bond.issued: expected an existing day from 1970-01-02 to 2106-02-06 as YYYY-MM-DD (the payment date, on which the bond is paid for and issued), found "${date}"`,
        ]);
      }
    });

    it("when it is due on its day of issue", () => {
      expect(
        refused(["  due: 2022-04-27", "  due: 2021-04-27"], ["[2021-10-27, 2022-04-27]", "[]"]),
      )
        .to.include(
          'class.yaml:23:8: bond.due: expected a day after bond.issued, 2021-04-27, found "2021-04-27"',
        )
        .and.to.have.length(2);
    });

    it("when the days of interest do not ascend from the issue to the due date", () => {
      expect(
        refused(["[2021-10-27, 2022-04-27]", "[2021-04-27, 2022-04-28, 2022-01-01, 2022-01-01]"]),
      ).to.deep.equal([
        'class.yaml:22:14: bond.interest[0]: expected a day after bond.issued, 2021-04-27, found "2021-04-27"',
        'class.yaml:22:26: bond.interest[1]: expected a day not after bond.due, 2022-04-27, found "2022-04-28"',
        'class.yaml:22:38: bond.interest[2]: expected a day after the one before it, 2022-04-28, found "2022-01-01"',
        'class.yaml:22:50: bond.interest[3]: expected a day not listed before (the same as [2]), found "2022-01-01"',
      ]);
    });

    it("when it has a rate and no day of interest", () => {
      expect(refused(["[2021-10-27, 2022-04-27]", "[]"])).to.deep.equal([
        "class.yaml:22:13: bond.interest: expected at least one day of interest, since bond.rate is not zero, found an empty list",
      ]);
    });

    it("for its order even while one of its days cannot be read", () => {
      expect(refused(["[2021-10-27, 2022-04-27]", "[2022-04-27, soon, 2021-10-27]"])).to.deep.equal(
        [
          'class.yaml:22:26: bond.interest[1]: expected an existing day from 1970-01-02 to 2106-02-06 as YYYY-MM-DD (a day of interest), found "soon"',
          'class.yaml:22:32: bond.interest[2]: expected a day after the one before it, 2022-04-27, found "2021-10-27"',
        ],
      );
    });
  });

  describe("for what the law ties together", () => {
    it("when the legal kind is not one of the type's", () => {
      const cases: [type: string, kind: string, expected: string][] = [
        ["share", "electronic-record-transfer-right", "tokenised-paragraph-1"],
        ["beneficial-interest", "electronic-record-transfer-right", "tokenised-paragraph-1"],
        ["trust-interest", "tokenised-paragraph-1", "electronic-record-transfer-right"],
        [
          "collective-investment-interest",
          "tokenised-paragraph-1",
          "electronic-record-transfer-right or excluded",
        ],
      ];
      for (const [type, kind, expected] of cases) {
        const text = edit(share, ["type: share", `type: ${type}`], ["tokenised-paragraph-1", kind]);
        expect(refusalOf(() => parse(text))).to.deep.equal([
          `class.yaml:5:12: legalKind: expected ${expected}, since the type is ${type}, found "${kind}"`,
        ]);
      }
    });

    it("when a plain trust interest is of the excluded kind, since no placement of such is known", () => {
      const text = edit(fund, ["type: collective-investment-interest", "type: trust-interest"]);
      expect(refusalOf(() => parse(text))).to.deep.equal([
        'class.yaml:5:12: legalKind: expected electronic-record-transfer-right, since the type is trust-interest, found "excluded"',
      ]);
    });

    it("when the excluded kind goes without special business, or special business without it", () => {
      const private_ = edit(fund, ["placement: special-business", "placement: qii-private"]);
      expect(refusalOf(() => parse(private_))).to.deep.equal([
        'class.yaml:6:12: placement: expected special-business, since the legal kind is excluded, found "qii-private"',
      ]);
      const right = edit(fund, [
        "legalKind: excluded",
        "legalKind: electronic-record-transfer-right",
      ]);
      expect(refusalOf(() => parse(right))).to.deep.equal([
        'class.yaml:6:12: placement: expected another placement than special-business, since the legal kind is electronic-record-transfer-right and not excluded, found "special-business"',
      ]);
    });

    it("when the excluded kind moves without the issuer's consent", () => {
      const text = edit(fund, [", consent: issuer", ""]);
      expect(refusalOf(() => parse(text))).to.deep.equal([
        "class.yaml:16:11: transfer.consent: expected issuer, since the legal kind is excluded, found nothing",
      ]);
    });

    it("when a small-number placement is neither in one block nor in fewer than 50 lots", () => {
      const small = ["public-offering", "small-number-private"] as const;
      expect(refused(small, ["lot: 1 }", "lot: 20 }"])).to.deep.equal([
        "class.yaml:16:11: transfer.blockOnly: expected true, or fewer than 50 lots in supply.cap (there are 50), since the placement is small-number-private, found nothing",
      ]);
      expect(parse(edit(bond, small, ["cap: 1000", "cap: 49"])).placement).to.equal(small[1]);
      const block = edit(bond, small, ["lot: 1 }", "lot: 1, blockOnly: true }"]);
      expect(parse(block).transfer.blockOnly).to.equal(true);
    });
  });

  describe("for its schedule", () => {
    const scheduled = (...entries: string[]) =>
      refused(["schedule: []", `schedule:\n${entries.map((entry) => `  - ${entry}`).join("\n")}`]);

    it("when its record dates do not ascend, or pay before they are read", () => {
      expect(
        scheduled(
          "{ kind: interest, record: 2021-10-20, pays: 2021-10-27 }",
          "{ kind: interest, record: 2021-10-19 }",
          "{ kind: interest, record: 2021-10-28, pays: 2021-10-27 }",
          "{ kind: redemption, record: 2021-10-28 }",
        ),
      ).to.deep.equal([
        'class.yaml:27:31: schedule[1].record: expected a day not before the record date above it, 2021-10-20, found "2021-10-19"',
        'class.yaml:28:49: schedule[2].pays: expected a day not before its record date, 2021-10-28, found "2021-10-27"',
      ]);
    });

    it("when a kind is not one of the type's", () => {
      expect(scheduled("{ kind: dividend, record: 2021-10-20 }")).to.deep.equal([
        'class.yaml:26:13: schedule[0].kind: expected interest or redemption, since the type is bond, found "dividend"',
      ]);
    });

    it("when interest or redemption is not paid on the bond's days", () => {
      expect(
        scheduled(
          "{ kind: interest, record: 2021-10-20, pays: 2021-10-28 }",
          "{ kind: redemption, record: 2021-10-20, pays: { value: 2022-04-26, assumed: true } }",
        ),
      ).to.deep.equal([
        'class.yaml:26:49: schedule[0].pays: expected one of the days of bond.interest, found "2021-10-28"',
        'class.yaml:27:60: schedule[1].pays.value: expected bond.due, 2022-04-27, found "2022-04-26"',
      ]);
    });
  });

  describe("for its documents", () => {
    const url = "url: https://example.org/prospectus.pdf";

    it("when a path leaves the folder or is not written with plain slashes", () => {
      for (const path of ["/a.md", "../a.md", "a/../b.md", "./a.md", "a//b.md", "a/", "a\\b.md"]) {
        const [line, ...others] = refused([url, `file: ${path}`]);
        expect(others).to.deep.equal([]);
        expect(line).to.contain("disclosure[0].file: expected a path below this file's folder");
      }
      for (const path of ["a.md", "terms/a..b.md", "書類/目論見書.pdf"]) {
        const [document] = parse(edit(bond, [url, `file: ${path}`])).disclosure;
        expect(document?.file).to.equal(path);
      }
    });

    it("when an address on the web is none, or not https", () => {
      for (const address of ["http://example.org/a", "https://", "https:///a", "example.org"]) {
        const [line, ...others] = refused([url, `url: ${address}`]);
        expect(others).to.deep.equal([]);
        expect(line).to.contain("disclosure[0].url: expected an address that begins with https://");
      }
    });
  });

  describe("for a value marked as assumed", () => {
    it("when the mark is not true, alone, or where nothing can be assumed", () => {
      expect(
        refused(
          ["issued: 2021-04-27", "issued: { value: 2021-04-27, assumed: no }"],
          ["  due: 2022-04-27", "  due: { assumed: true, note: x }"],
          ["cap: 1000", "cap: { value: 1000, assumed: true }"],
        ),
      ).to.deep.equal([
        "class.yaml:11:16: supply.cap: expected a whole number from 1 to 18446744073709551615 (units that may be out at once), found a map",
        'class.yaml:20:41: bond.issued.assumed: expected true; write the value alone if it is not assumed, found "no"',
        "class.yaml:23:8: bond.due.value: expected an existing day from 1970-01-02 to 2106-02-06 as YYYY-MM-DD (the day of redemption), found nothing".replace(
          "23:10",
          "23:8",
        ),
        "class.yaml:23:25: bond.due.note: expected a known key, the nearest is value, found note",
      ]);
    });

    it("at the value, when a rule between fields is broken", () => {
      expect(
        refused(["  due: 2022-04-27", "  due: { value: 2022-04-28, assumed: true }"]),
      ).to.deep.equal([
        'class.yaml:22:26: bond.interest[1]: expected bond.due, 2022-04-28, as the last day of interest, since bond.rate is not zero, found "2022-04-27"',
      ]);
      expect(
        refused(["2021-10-27, 2022-04-27]", "{ value: 2021-04-26, assumed: true }, 2022-04-27]"]),
      ).to.deep.equal([
        'class.yaml:22:23: bond.interest[0].value: expected a day after bond.issued, 2021-04-27, found "2021-04-26"',
      ]);
    });
  });

  it("never by another error, whatever is left out or put in the wrong place", () => {
    for (const name of ["sbi-st-1", "fund-model", "sbi-esports"]) {
      for (const text of faultsOf(readFileSync(`examples/classes/${name}.yaml`, "utf8"))) {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error;
        }
      }
    }
  });
});

describe("A class file is read", () => {
  it("with an issue price, and without terms of a bond and limit of investors", () => {
    const terms = parse(share);
    expect(terms.unit).to.deep.equal({ issuePrice: 50_000n, currency: "JPY" });
    expect(terms).to.not.have.property("bond");
    expect(terms.holders).to.not.have.property("max");
  });

  it("with assumed values as plain ones, and their paths in the order of the file", () => {
    const terms = parse(
      edit(
        bond,
        ["issued: 2021-04-27", "issued: { assumed: true, value: 2021-04-27 }"],
        ["2021-10-27, 2022", "{ value: 2021-10-27, assumed: true }, 2022"],
        [
          "schedule: []",
          "schedule: [{ kind: interest, record: { value: 2021-10-20, assumed: true } }]",
        ],
      ),
    );
    expect(terms.assumed).to.deep.equal(["bond.issued", "bond.interest[0]", "schedule[0].record"]);
    const { bond: plain } = parse(bond);
    expect(terms.bond).to.deep.equal(plain);
    expect(parse(bond).assumed).to.deep.equal([]);
    expect(
      parse(edit(share, ["issuePrice: 50000", "issuePrice: { value: 50000, assumed: true }"])),
    ).to.deep.include({
      unit: { issuePrice: 50_000n, currency: "JPY" },
      assumed: ["unit.issuePrice"],
    });
  });

  it("with what public sources say, in both languages or as not found", () => {
    expect(parse(bond).publicRecord).to.deep.include({
      issuer: { ja: "発行会社", en: "Issuer" },
      platform: "not-found",
      securitiesFirms: [{ ja: "証券会社", en: "A securities firm" }],
    });
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

  it("with limits by category and a last day of transfers", () => {
    const text = edit(
      bond,
      ["  max: 999", "  maxPerCategory: { general: 49, qii: 3 }"],
      ["lot: 1 }", "lot: 1, lockUp: 2027-03-30, closesAfter: 2027-03-31 }"],
    );
    const { holders, transfer } = parse(text);
    expect(holders.maxPerCategory).to.deep.equal({ general: 49, qii: 3 });
    expect(transfer.closesAfter).to.equal(parseJstDate("2027-03-31"));
  });

  it("with the months in which persons asked are counted, or as its placement counts them", () => {
    const small = edit(bond, ["public-offering", "small-number-private"], ["cap: 1000", "cap: 49"]);
    expect(solicitationOf(parse(small))).to.deep.equal({ most: 49, windowMonths: 6 });
    const three = edit(small, ["settlement:", "solicitation: { windowMonths: 3 }\nsettlement:"]);
    expect(solicitationOf(parse(three))).to.deep.equal({ most: 49, windowMonths: 3 });
    expect(solicitationOf(parse(bond))).to.equal(undefined);
  });

  it("as the excluded kind for QIIs and special-business-eligible investors", () => {
    expect(parse(fund)).to.deep.include({
      legalKind: "excluded",
      placement: "special-business",
      transfer: { lot: 1n, consent: "issuer" },
    });
  });
});
