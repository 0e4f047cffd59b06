import { expect } from "chai";
import { policyOf } from "../../../sdk/encode/policyOf.ts";
import { policyWord } from "../../../sdk/encode/policyWord.ts";
import { rulesOf } from "../../../sdk/encode/rulesOf.ts";
import { type Rules, rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";

describe("policyOf", () => {
  it("reads what policyWord packs", () => {
    const { categories, residences } = policyOf(policyWord(["qii", "general"], [840, 392]));
    expect(categories).to.have.members(["general", "qii"]);
    expect(residences).to.deep.equal([
      { alpha2: "JP", numeric: 392 },
      { alpha2: "US", numeric: 840 },
    ]);
    expect(policyOf(policyWord(["specified"], []))).to.deep.equal({
      ...{ categories: ["specified"], residences: "any" },
    });
  });
});

describe("rulesOf", () => {
  it("reads what rulesWord packs, and leaves out what is no rule", () => {
    const rules: Rules = {
      ...{ maxUnits: 2n ** 64n - 1n, lot: 100n, consent: true, venueOnly: false, blockOnly: true },
      ...{ lockUp: parseJstDate("2027-03-31"), maturity: parseJstDate("2030-03-31") },
      maxPerCategory: { general: 49, qii: 16_777_214 },
    };
    expect(rulesOf(rulesWord(rules))).to.deep.equal(rules);
    expect(rulesOf(0n)).to.deep.equal({ consent: false, venueOnly: false, blockOnly: false });
  });
});
