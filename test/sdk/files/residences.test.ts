import { expect } from "chai";
import { residences } from "../../../sdk/files/residences.ts";

describe("The table of residences", () => {
  it("has the 249 countries of ISO 3166-1, each with a number of its own from 1 to 999", () => {
    expect(residences.size).to.equal(249);
    expect(new Set(residences.values()).size).to.equal(249);
    for (const numeric of residences.values()) expect(numeric).to.be.within(1, 999);
  });

  it("has only codes for which the language data of the runtime knows a country", () => {
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    for (const alpha2 of residences.keys()) {
      expect(alpha2).to.match(/^[A-Z]{2}$/);
      expect(names.of(alpha2), alpha2).to.be.a("string");
    }
  });

  it("knows the numbers that desks meet most", () => {
    const known = { JP: 392, US: 840, GB: 826, SG: 702, HK: 344, CN: 156, KR: 410, DE: 276 };
    for (const [alpha2, numeric] of Object.entries(known)) {
      expect(residences.get(alpha2), alpha2).to.equal(numeric);
    }
  });

  it("does not know codes in private or former use", () => {
    for (const alpha2 of ["XK", "UK", "EU", "AN", "SU", "ZZ", "constructor"]) {
      expect(residences.has(alpha2), alpha2).to.equal(false);
    }
  });
});
