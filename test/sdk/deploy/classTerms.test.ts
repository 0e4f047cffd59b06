import { readFileSync } from "node:fs";
import { expect } from "chai";
import { classTerms, IssuerUnknown } from "../../../sdk/deploy/classTerms.ts";
import { type ClassFile, parseClassFile } from "../../../sdk/files/parseClassFile.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";

const text = readFileSync("examples/classes/sbi-st-1.yaml", "utf8");
const classFile = parseClassFile(text, "class.yaml");
const platformFile = await readPlatformFile("examples/platform.yaml");
const [issuer] = platformFile.issuers;

/** The words of an enum of contracts/types/ClassTerms.sol, in its order, as files write them. */
function enumWords(name: string): string[] {
  const source = readFileSync("contracts/types/ClassTerms.sol", "utf8");
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)![1]!;
  return [...body.replaceAll(/\/\/.*/g, "").matchAll(/\w+/g)].map(([word]) =>
    word.replaceAll(/[A-Z0-9]/g, (part) => `-${part.toLowerCase()}`).slice(1),
  );
}

describe("classTerms", () => {
  it("given an issuer that the platform file does not have, throws what to do", () => {
    const stranger = { ...classFile, issuer: "ISSUER-9" };
    expect(() => classTerms(platformFile, stranger))
      .to.throw(
        IssuerUnknown,
        "The platform file has no issuer ISSUER-9, which the class file names; it has ISSUER-1. " +
          "Correct `issuer` in the class file, or register the issuer first.",
      )
      .with.property("issuer", "ISSUER-9");
  });

  it("given the example, says its terms as the factory takes them", () => {
    expect(classTerms(platformFile, classFile)).to.deep.equal({
      ...{ name: "SBI Securities 1st ST Bond", symbol: "SBIST1", classType: 0, legalKind: 0 },
      ...{ registrarRole: 1_000n, cap: 1_000n, lot: 1n, maxInvestors: 999, lockUp: 0 },
      policy: (392n << 16n) | 0b11111n,
      rules: 0n,
    });
  });

  it("given every further rule, packs them into one word, without lot and lock-up", () => {
    const { rules } = classTerms(platformFile, {
      ...classFile,
      holders: { ...classFile.holders, maxPerCategory: { general: 9, qii: 7 }, maxUnits: 100n },
      transfer: {
        ...{ lot: 5n, lockUp: 20_000, closesAfter: 20_910 },
        ...{ consent: "issuer", venueOnly: true, blockOnly: true },
      },
    });
    expect(rules).to.equal((9n << 232n) | (7n << 160n) | (100n << 72n) | (20_910n << 8n) | 0b111n);
  });

  it("given no most of holders, says the number that means none", () => {
    const { max: _, ...holders } = classFile.holders;
    const { maxInvestors } = classTerms(platformFile, { ...classFile, holders });
    expect(maxInvestors).to.equal(0xffffff);
  });

  it("given a lock-up, says its last day as the chain counts days; given none, no date", () => {
    const lockUpOf = (lockUp?: number) => {
      const { lockUp: _, ...transfer } = classFile.transfer;
      const changed = lockUp === undefined ? transfer : { ...transfer, lockUp };
      return classTerms(platformFile, { ...classFile, transfer: changed }).lockUp;
    };
    expect(lockUpOf(parseJstDate("1970-01-02"))).to.equal(1);
    expect(lockUpOf(parseJstDate("2027-04-02"))).to.equal(20_910);
    expect(lockUpOf()).to.equal(0);
  });

  it("given any residence, lists none", () => {
    const holders = { ...classFile.holders, residences: "any" as const };
    expect(classTerms(platformFile, { ...classFile, holders }).policy).to.equal(0b11111n);
  });

  it("given several issuers, says the role of the one that the class names", () => {
    const issuers = ["ISSUER-8", "ISSUER-9"].map((id, index) => ({
      ...issuer!,
      id,
      registrarRole: 1_001 + index,
    }));
    const file = { ...platformFile, issuers: [...platformFile.issuers, ...issuers] };
    const roleOf = (id: string) => classTerms(file, { ...classFile, issuer: id }).registrarRole;
    expect(["ISSUER-1", "ISSUER-8", "ISSUER-9"].map(roleOf)).to.deep.equal([
      1_000n,
      1_001n,
      1_002n,
    ]);
  });

  it("says class types and legal kinds by their place in contracts/types/ClassTerms.sol", () => {
    const say = (changes: object) =>
      classTerms(platformFile, { ...classFile, ...changes } as ClassFile);
    expect(enumWords("ClassType").map((type) => say({ type }).classType)).to.deep.equal([
      ...[0, 1, 2, 3, 4],
    ]);
    expect(enumWords("LegalKind").map((legalKind) => say({ legalKind }).legalKind)).to.deep.equal([
      ...[0, 1, 2],
    ]);
  });
});
