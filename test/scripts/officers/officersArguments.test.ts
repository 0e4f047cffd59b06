import { expect } from "chai";
import { OFFICERS_HELP, officersArguments } from "../../../scripts/officers/officersArguments.ts";

const refused = (given: string[]) => {
  try {
    return officersArguments(given);
  } catch (error) {
    return (error as Error).message;
  }
};

describe("officersArguments", () => {
  it("given no command, no file, or too much, shows how it is written", () => {
    for (const given of [
      [],
      ["grant", "x.csv"],
      ["prepare", "grant"],
      ["sign"],
      ["collect", "a"],
      ["relay", "a", "b"],
      ["ledger", "a"],
    ]) {
      expect(refused(given)).to.include(OFFICERS_HELP);
    }
  });

  it("names an option that it does not have, a value that is missing, and one that makes no sense", () => {
    expect(refused(["ledger", "--key", "0x12"])).to.match(/--key is no option here/);
    expect(refused(["ledger", "--network"])).to.match(/--network needs a value/);
    expect(refused(["ledger", "--lang", "fr"])).to.equal("--lang is en or ja, not fr.");
    expect(refused(["ledger", "--pass", "0x12"])).to.match(/--pass is an address/);
    expect(refused(["sign", "a", "--sha256", "12"])).to.match(/--sha256 is 64 hexadecimal digits/);
    expect(refused(["relay", "a", "--batch", "51"])).to.match(
      /--batch is a whole number from 1 to 50/,
    );
    expect(refused(["prepare", "grant", "a", "--days", "91"])).to.match(
      /--days is a whole number from 0 to 90/,
    );
  });

  it("reads a whole line", () => {
    expect(
      officersArguments([
        "collect",
        "a.json",
        "b.json",
        "c.json",
        "--network",
        "localhost",
        "--lang",
        "ja",
      ]),
    ).to.deep.include({
      command: "collect",
      words: ["a.json", "b.json", "c.json"],
      networkName: "localhost",
      lang: "ja",
      yes: false,
    });
  });
});
