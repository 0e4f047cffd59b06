import { expect } from "chai";
import { ZeroHash } from "ethers";
import { offeringId } from "../../../sdk/encode/offeringId.ts";
import { parseClassFile } from "../../../sdk/files/parseClassFile.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { readText } from "../../../sdk/files/readText.ts";
import { allotmentOf } from "../../../sdk/life/allotmentOf.ts";
import {
  type OfferingOptions,
  offeringTerms,
  SolicitationListWanted,
} from "../../../sdk/life/offeringTerms.ts";
import { solicitationWindow } from "../../../sdk/life/solicitationWindow.ts";

const TOKEN = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const PAYEE = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const LIST = `0x${"11".repeat(32)}`;
const FILE = "examples/classes/sbi-st-1.yaml";
const OPTIONS: OfferingOptions = {
  ...{ opens: 1_806_541_200, closes: 1_807_000_000, issueBy: 1_808_000_000 },
  ...{ method: "pro-rata", proceedsTo: PAYEE },
};

/** The example bond's file, privately placed with a small number of persons. */
async function smallNumber(more = "") {
  const text = await readText(FILE);
  const placed = text
    .replace("placement: public-offering", `placement: small-number-private${more}`)
    .replace("transfer: { lot: 1 }", "transfer: { lot: 1, blockOnly: true }");
  return parseClassFile(placed, "small.yaml");
}

describe("offeringTerms", () => {
  it("are the class file's: a bond's face as the price, the cap, the lot, the first document", async () => {
    const classFile = await readClassFile(FILE);
    expect(offeringTerms(classFile, TOKEN, OPTIONS)).to.deep.equal({
      ...{ token: TOKEN, price: 100_000n, most: 1_000n, least: 0n, lot: 1n, method: 0 },
      ...{ opens: 1_806_541_200, closes: 1_807_000_000, issueBy: 1_808_000_000 },
      ...{ proceedsTo: PAYEE, mostPerInvestor: 0n, list: ZeroHash, mostAsked: 0 },
      ...{ document: `0x${classFile.disclosure[0]!.sha256}`, number: 1n },
    });
  });

  it("are the issue price of what is no bond, and the class's own limit of one investor", async () => {
    const classFile = await readClassFile("examples/classes/real-estate-model.yaml");
    const { price, mostPerInvestor } = offeringTerms(classFile, TOKEN, OPTIONS);
    expect(price).to.equal(classFile.unit.issuePrice);
    expect(mostPerInvestor).to.equal(classFile.holders.maxUnits ?? 0n);
  });

  it("are what the options say where they say it", async () => {
    const said = {
      ...{ price: 99_500n, most: 600n, least: 300n, lot: 10n, mostPerInvestor: 50n, number: 7n },
      ...{ document: LIST, list: LIST, mostAsked: 30 },
    };
    const options: OfferingOptions = { ...OPTIONS, ...said, method: "first-come" };
    const terms = offeringTerms(await readClassFile(FILE), TOKEN, options);
    expect(terms).to.deep.equal({ ...OPTIONS, token: TOKEN, ...said, method: 2 });
  });

  it("take the limit of persons asked from the placement, and want the list that counts them", async () => {
    const classFile = await smallNumber();
    expect(() => offeringTerms(classFile, TOKEN, OPTIONS)).to.throw(
      SolicitationListWanted,
      "No list says how many persons were asked to buy. Name `list`",
    );
    const { list, mostAsked } = offeringTerms(classFile, TOKEN, { ...OPTIONS, list: LIST });
    expect([list, mostAsked]).to.deep.equal([LIST, 49]);
    const open = await readClassFile(FILE);
    expect(() => offeringTerms(open, TOKEN, { ...OPTIONS, list: LIST })).to.throw(
      SolicitationListWanted,
      "Nothing says how many persons may be asked.",
    );
  });

  it("have an id that changes with each of them", async () => {
    const terms = offeringTerms(await readClassFile(FILE), TOKEN, OPTIONS);
    const ids = new Set([offeringId(terms)]);
    for (const [key, value] of Object.entries(terms)) {
      const other =
        typeof value === "string" && value.length === 66
          ? LIST
          : typeof value === "string"
            ? `0x${"22".repeat(20)}`
            : BigInt(value) + 1n;
      ids.add(offeringId({ ...terms, [key]: other }));
    }
    expect(ids.size).to.equal(16);
  });
});

describe("allotmentOf", () => {
  it("fills what was subscribed up to the cap, and shares the cap by the running sums beyond it", () => {
    expect(allotmentOf([], 100n, 1n)).to.deep.equal([]);
    expect(allotmentOf([60n, 40n], 100n, 1n)).to.deep.equal([60n, 40n]);
    expect(allotmentOf([1n, 1n, 1n], 2n, 1n)).to.deep.equal([0n, 1n, 1n]);
    expect(allotmentOf([30n, 0n, 30n], 50n, 10n)).to.deep.equal([20n, 0n, 30n]);
  });
});

describe("solicitationWindow", () => {
  it("is no shorter than the months, whichever they are", () => {
    expect(solicitationWindow(3)).to.equal(93);
    expect(solicitationWindow(6)).to.equal(186);
    expect(solicitationWindow(12)).to.be.lessThan(401);
  });
});
