import { readFileSync } from "node:fs";
import { expect } from "chai";
import { classTerms } from "../../../sdk/deploy/classTerms.ts";
import { RuleNotBuilt, requireBuilt } from "../../../sdk/deploy/requireBuilt.ts";
import { unbuiltRules } from "../../../sdk/deploy/unbuiltRules.ts";
import { type ClassFile, parseClassFile } from "../../../sdk/files/parseClassFile.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";

const example = (name: string) =>
  parseClassFile(readFileSync(`examples/classes/${name}.yaml`, "utf8"), name);
const bond = example("sbi-st-1");

describe("unbuiltRules", () => {
  it("given a class with rules that the contracts keep only, names none", () => {
    const { transfer } = bond;
    const locked: ClassFile = { ...bond, transfer: { ...transfer, lockUp: 20_000 } };
    expect(unbuiltRules(locked)).to.deep.equal([]);
  });

  it("given every other rule, names each with its place in the file", () => {
    const promising: ClassFile = {
      ...bond,
      holders: { ...bond.holders, maxUnits: 10n },
      transfer: { lot: 1n, consent: "issuer", blockOnly: true, venueOnly: true },
    };
    expect(unbuiltRules(promising).map(({ path }) => path)).to.deep.equal([
      ...["holders.maxUnits", "transfer.consent", "transfer.blockOnly", "transfer.venueOnly"],
    ]);
  });
});

describe("requireBuilt", () => {
  it("given a class whose rules are kept, says nothing", () => {
    for (const name of ["sbi-st-1", "jpx-green-1", "nri-15", "sbi-esports", "real-estate-model"]) {
      requireBuilt(example(name));
    }
  });

  it("given a class of the excluded kind, throws what would not be kept and what to do", () => {
    expect(() => requireBuilt(example("fund-model")))
      .to.throw(
        RuleNotBuilt,
        "The contracts do not enforce yet what the file of class MODEL-FUND-1 states: " +
          "holders.maxUnits (most units of one investor), transfer.consent (issuer's consent to " +
          "each transfer). Units would be sold without those rules, so the class is not deployed " +
          "and nothing was sent. Use a version of Kessai that enforces them; take them out of the " +
          "file only if the terms of the security do not ask for them.",
      )
      .with.property("rules")
      .that.has.length(2);
  });

  it("given one such rule, speaks of one", () => {
    const block: ClassFile = { ...bond, transfer: { lot: 1n, blockOnly: true } };
    expect(() => requireBuilt(block)).to.throw(
      "Units would be sold without that rule, so the class is not deployed and nothing was sent. " +
        "Use a version of Kessai that enforces it; take it out of the file only if",
    );
  });

  it("is asked before a class file becomes terms on chain, even of an unknown issuer", async () => {
    const platformFile = await readPlatformFile("examples/platform.yaml");
    const fund = { ...example("fund-model"), issuer: "ISSUER-9" };
    expect(() => classTerms(platformFile, fund)).to.throw(RuleNotBuilt);
  });
});
