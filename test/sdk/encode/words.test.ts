import { readFileSync } from "node:fs";
import { expect } from "chai";
import { Signature } from "ethers";
import { attestation } from "../../../sdk/encode/attestation.ts";
import { categoryBits, policyWord } from "../../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import type { InvestorCategory } from "../../../sdk/files/parseClassFile.ts";

const CONSTANTS: Record<InvestorCategory, string> = {
  specified: "SPECIFIED",
  qii: "QII",
  "special-business-eligible": "SPECIAL_BUSINESS",
  "broker-dealer": "BROKER_DEALER",
  general: "GENERAL",
};

/** The categories by their place in contracts/types/Categories.sol. */
const CATEGORIES = Object.keys(CONSTANTS) as InvestorCategory[];

describe("categoryBits", () => {
  it("says each category by its bit in contracts/types/Categories.sol", () => {
    const source = readFileSync("contracts/types/Categories.sol", "utf8");
    for (const [category, constant] of Object.entries(CONSTANTS)) {
      const shift = new RegExp(`constant ${constant} = 1 << (\\d)`).exec(source)![1]!;
      expect(categoryBits([category as InvestorCategory]), category).to.equal(1 << Number(shift));
    }
  });

  it("given several, or one twice, says the set", () => {
    expect(categoryBits(["qii", "general", "qii"])).to.equal(0b10010);
    expect(categoryBits([])).to.equal(0);
  });
});

describe("policyWord", () => {
  it("puts residences behind the categories, 16 bits each, in their order", () => {
    expect(policyWord(["specified"], [])).to.equal(1n);
    expect(policyWord(["specified"], [392, 999])).to.equal((999n << 32n) | (392n << 16n) | 1n);
    expect(policyWord(["specified"], [999, 392])).to.equal((999n << 32n) | (392n << 16n) | 1n);
  });

  it("given fifteen residences, fills the word to its last bit field", () => {
    const fifteen = Array.from({ length: 15 }, (_, index) => index + 1);
    const word = policyWord(["general"], fifteen);
    expect(word >> 240n).to.equal(15n);
    expect(word & 0xffffn).to.equal(0b10000n);
  });
});

describe("rulesWord", () => {
  it("puts each rule where contracts/types/RulesWord.sol reads it", () => {
    expect(rulesWord({})).to.equal(0n);
    expect(rulesWord({ consent: true })).to.equal(1n);
    expect(rulesWord({ venueOnly: true })).to.equal(2n);
    expect(rulesWord({ blockOnly: true })).to.equal(4n);
    expect(rulesWord({ maturity: 0xffff })).to.equal(0xffffn << 8n);
    expect(rulesWord({ lockUp: 0xffff })).to.equal(0xffffn << 24n);
    expect(rulesWord({ lot: 0xffff_ffffn })).to.equal(0xffff_ffffn << 40n);
    expect(rulesWord({ maxUnits: 2n ** 64n - 1n })).to.equal((2n ** 64n - 1n) << 72n);
    for (const [place, category] of CATEGORIES.entries()) {
      const word = rulesWord({ maxPerCategory: { [category]: 0xff_ffff } });
      expect(word, category).to.equal(0xff_ffffn << BigInt(136 + 24 * place));
    }
  });
});

describe("attestation", () => {
  it("packs a signature as ERC-2098 does, so that nothing of it is lost", () => {
    for (const v of [27, 28] as const) {
      const whole = Signature.from({ r: `0x${"11".repeat(32)}`, s: `0x${"22".repeat(32)}`, v });
      const { officer, r, vs } = attestation(3, whole.serialized);
      expect(officer).to.equal(3);
      expect(Signature.from({ r, yParityAndS: vs }).serialized).to.equal(whole.serialized);
    }
  });
});
