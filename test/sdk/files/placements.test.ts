import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parsePlacementFile } from "../../../sdk/files/parsePlacementFile.ts";
import { PLACEMENTS } from "../../../sdk/files/placements.ts";
import { PLACEMENT_WORDS } from "../../../sdk/files/schemas/words.ts";
import { faultsOf } from "./support/faultsOf.ts";
import { refusalOf } from "./support/refusalOf.ts";

const FOLDER = "sdk/files/placements";
const textOf = (word: string) => readFileSync(`${FOLDER}/${word}.yaml`, "utf8");

describe("PLACEMENTS", () => {
  it("has a file for each word of a class file, and no other", () => {
    expect(Object.keys(PLACEMENTS)).to.deep.equal([...PLACEMENT_WORDS]);
    expect(readdirSync(FOLDER)).to.have.members(PLACEMENT_WORDS.map((word) => `${word}.yaml`));
  });

  it("says the rules that were found", () => {
    const { solicitation, transfer } = PLACEMENTS["small-number-private"];
    expect(solicitation).to.deep.equal({ most: 49, windowMonths: 6 });
    expect(transfer).to.deep.equal({ blockOnlyFromLots: 50n });
    expect(PLACEMENTS["qii-private"].holders.categories).to.deep.equal(["qii"]);
    expect(PLACEMENTS["special-business"]).to.deep.include({
      legalKinds: ["excluded"],
      transfer: { consent: "issuer" },
    });
  });

  it("names the window of solicitation as unconfirmed", () => {
    const { sources } = PLACEMENTS["small-number-private"];
    const window = sources.filter(({ says }) => /window/.test(says.en));
    expect(window.map(({ confidence }) => confidence)).to.deep.equal([
      "unconfirmed",
      "unconfirmed",
    ]);
  });

  it("admits what every other placement but the excluded kind's admits by law", () => {
    for (const { placement, legalKinds } of Object.values(PLACEMENTS)) {
      if (placement === "special-business") continue;
      expect(legalKinds, placement).to.deep.equal([
        ...["tokenised-paragraph-1", "electronic-record-transfer-right"],
      ]);
    }
  });
});

describe("A placement's file", () => {
  it("is refused with the place of each fault", () => {
    const text = textOf("qii-private").replace("confidence: high", "confidence: sure");
    expect(refusalOf(() => parsePlacementFile(text, "p.yaml"))).to.deep.equal([
      'p.yaml:22:17: sources[0].confidence: expected one of high, medium, low, unconfirmed (how sure it is that the rule is so), found "sure"',
    ]);
  });

  it("is read or refused, and never anything else, whatever stands in it", () => {
    for (const text of faultsOf(textOf("special-business"))) {
      try {
        parsePlacementFile(text, "p.yaml");
      } catch (error) {
        expect((error as Error).name, text).to.equal("FileRefused");
      }
    }
  });
});
