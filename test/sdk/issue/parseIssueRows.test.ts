import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { parseIssueRows } from "../../../sdk/issue/parseIssueRows.ts";

const WALLET = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

describe("parseIssueRows", () => {
  it("takes columns in any order and either language", () => {
    const text = `数量,ウォレット,参照番号\n"1,000",${WALLET.toLowerCase()},I-1\n`;
    expect(parseIssueRows(text, "x.csv")).to.deep.equal([
      {
        ...{ line: 2, reference: "I-1", code: encodeBytes32String("I-1") },
        ...{ wallet: WALLET, units: 1_000n },
      },
    ]);
  });

  const refused: readonly (readonly [what: string, text: string, place: string])[] = [
    ["an unknown column", `reference,wallet,units,x\nI,${WALLET},1,2\n`, "x.csv:1:24"],
    ["a column twice", `reference,wallet,units,units\nI,${WALLET},1,2\n`, "x.csv:1:24"],
    ["a missing column", `reference,wallet\nI,${WALLET}\n`, "x.csv:1:1"],
    ["no units", `reference,wallet,units\nI,${WALLET},0\n`, "x.csv:2:46"],
    ["a part of a unit", `reference,wallet,units\nI,${WALLET},1.5\n`, "x.csv:2:46"],
    [
      "more than a token has",
      `reference,wallet,units\nI,${WALLET},18446744073709551616\n`,
      "x.csv:2:46",
    ],
    ["a full-width number", `reference,wallet,units\nI,${WALLET},５\n`, "write 5"],
    ["a bad checksum", `reference,wallet,units\nI,${WALLET.replace("F", "f")},5\n`, "x.csv:2:3"],
    ["a reference that is a formula", `reference,wallet,units\n=I,${WALLET},5\n`, "x.csv:2:1"],
    [
      "a reference that is too long",
      `reference,wallet,units\n${"I".repeat(32)},${WALLET},5\n`,
      "x.csv:2:1",
    ],
    [
      "a reference twice",
      `reference,wallet,units\nI,${WALLET},5\nI,${WALLET},5\n`,
      "lines 2 and 3",
    ],
    ["no row", "reference,wallet,units\n", "x.csv:2:1"],
    ["nothing", "", "x.csv:1:1"],
  ];
  for (const [what, text, place] of refused) {
    it(`refuses ${what}, and says where`, () => {
      expect(() => parseIssueRows(text, "x.csv"))
        .to.throw(FileRefused)
        .that.has.property("message")
        .that.includes(place);
    });
  }
});
