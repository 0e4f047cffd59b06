import { expect } from "chai";
import { FileNotFound } from "../../../sdk/files/FileNotFound.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { formatUnits } from "../../../sdk/format/formatUnits.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";

describe("Reading a class file", () => {
  it("fails when nothing is there", async () => {
    const failure: unknown = await readClassFile("examples/classes/none.yaml").catch(
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(FileNotFound);
  });

  it("gives the first security-token bond of SBI Securities", async () => {
    const terms = await readClassFile("examples/classes/sbi-st-1.yaml");
    expect(terms).to.deep.equal({
      apiVersion: 1,
      kind: "TokenClass",
      code: "SBI-ST-1",
      type: "bond",
      legalKind: "tokenised-paragraph-1",
      name: { ja: "株式会社SBI証券第1回無担保社債（ST）", en: "SBI Securities 1st ST Bond" },
      symbol: "SBIST1",
      issuer: "ISSUER-1",
      unit: { face: 100_000n, currency: "JPY" },
      supply: { cap: 1_000n },
      holders: {
        categories: ["general", "specified", "qii", "special-business-eligible", "broker-dealer"],
        residences: [{ alpha2: "JP", numeric: 392 }],
        max: 999,
      },
      transfer: { lot: 1n },
      settlement: { cash: "yen" },
      bond: {
        rate: "0.0035",
        issued: parseJstDate("2021-04-27"),
        interest: [parseJstDate("2021-10-27"), parseJstDate("2022-04-27")],
        due: parseJstDate("2022-04-27"),
      },
    });
    expect(formatUnits(terms.supply.cap, terms.type, "ja", terms.unit?.face)).to.equal(
      "額面 ¥100,000,000",
    );
  });
});
