import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ERROR_TEXTS } from "../../../sdk/errors/errorTexts.ts";
import { RULES } from "../../../sdk/errors/rules.ts";
import { fixture } from "../../support/fixture.ts";
import { world } from "../../support/world.ts";

const load = fixture(world);

describe("RULES", () => {
  it("has the rules of contracts/types/Rule.sol, each at the place of its code", () => {
    const source = readFileSync("contracts/types/Rule.sol", "utf8").replaceAll(/\/\/.*/g, "");
    const body = /enum Rule \{([^}]*)\}/.exec(source)![1]!;
    expect(RULES.map(({ rule }) => rule)).to.deep.equal([...body.matchAll(/\w+/g)].map(String));
  });

  it("names each rule as the lens does, and the lens knows no other", async () => {
    const { lens } = await load();
    for (const [code, { rule }] of RULES.entries()) {
      expect(await lens.messageForTransferRestriction(code), `code ${code}`).to.equal(rule);
    }
    const names = new Set<string>(RULES.map(({ rule }) => rule));
    for (let code = 0; code < 256; code++) {
      const name = await lens.messageForTransferRestriction(code);
      expect(name === "" || names.has(name), `code ${code}: ${name}`).to.equal(true);
      expect(name === "", `code ${code}`).to.equal(code >= RULES.length);
    }
  });

  it("has a text in both languages for each", () => {
    for (const { error } of RULES) {
      if (error !== undefined) expect(ERROR_TEXTS).to.have.property(error);
    }
  });
});
