import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { FileNotFound } from "../../../sdk/files/FileNotFound.ts";
import { FileRefused } from "../../../sdk/files/FileRefused.ts";
import { hashFile } from "../../../sdk/files/hashFile.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { formatUnits } from "../../../sdk/format/formatUnits.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";

const EXAMPLES = "examples/classes";

async function findingsOf(path: string) {
  const failure: unknown = await readClassFile(path).catch((error: unknown) => error);
  if (!(failure instanceof FileRefused)) throw failure;
  return failure.findings;
}

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
      placement: "public-offering",
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
        interestFrom: "day-after-payment",
        interest: [parseJstDate("2021-10-27"), parseJstDate("2022-04-27")],
        due: parseJstDate("2022-04-27"),
        holiday: "preceding",
      },
      schedule: [],
      disclosure: [
        {
          name: { ja: "条件の概要（本プロジェクト作成）", en: "Summary of terms by this project" },
          sha256: await hashFile("examples/classes/documents/sbi-st-1.md"),
          file: "documents/sbi-st-1.md",
        },
      ],
      publicRecord: {
        issuer: { ja: "株式会社SBI証券", en: "SBI Securities" },
        platform: "not-found",
        securitiesFirms: [
          { ja: "株式会社SBI証券（自己募集）", en: "SBI Securities, offering its own bond" },
        ],
        venue: "not-found",
        eligibility: { ja: "譲渡制限特約付", en: "Transfer is restricted by the terms" },
        custody: "not-found",
        recordKeeping: {
          ja: "社債原簿をブロックチェーンで管理、振替社債ではない",
          en: "The bond register is kept on a blockchain network; not a book-entry bond",
        },
        cashLeg: "not-found",
        dvpStatus: "not-found",
        investorStatements: "not-found",
      },
      assumed: [],
    });
    expect(formatUnits(terms.supply.cap, terms.type, "ja", terms.unit.face)).to.equal(
      "額面 ¥100,000,000",
    );
  });

  it("gives every example, and what each assumes", async () => {
    const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith(".yaml"));
    const assumed = await Promise.all(
      names.sort().map(async (name) => {
        const { type, assumed } = await readClassFile(join(EXAMPLES, name));
        return [name, type, assumed];
      }),
    );
    const [first, second] = ["schedule[0]", "schedule[1]"];
    expect(assumed).to.deep.equal([
      [
        "fund-model.yaml",
        "collective-investment-interest",
        [`${first}.record`, `${first}.pays`, `${second}.record`],
      ],
      ["jpx-green-1.yaml", "bond", ["bond.interest[0]", "bond.interest[1]"]],
      [
        "nri-15.yaml",
        "bond",
        ["bond.issued", ...[1, 2, 3, 4, 5].map((at) => `bond.interest[${at}]`), "bond.due"],
      ],
      [
        "real-estate-model.yaml",
        "beneficial-interest",
        [first, second].flatMap((entry) => [`${entry}.record`, `${entry}.pays`]),
      ],
      [
        "sbi-esports.yaml",
        "share",
        ["unit.issuePrice", `${first}.record`, `${first}.pays`, `${second}.record`],
      ],
      ["sbi-st-1.yaml", "bond", []],
    ]);
  });

  describe("with its documents", () => {
    let folder: string;
    let text: string;
    const document = "A document.\n";
    /** Of the document, by sha256sum. */
    const hash = "b4f955c6fbf9cdcd5c68bc39045e0591ccb9ef247903792b8821ef737d40c821";

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "kessai-class-"));
      await writeFile(join(folder, "terms.md"), document);
      const example = await readFile(join(EXAMPLES, "sbi-st-1.yaml"), "utf8");
      text = example
        .replace(/"[0-9a-f]{64}"/, `"${hash}"`)
        .replace("documents/sbi-st-1.md", "terms.md");
    });

    after(() => rm(folder, { recursive: true }));

    const write = async (content: string) => {
      const path = join(folder, "class.yaml");
      await writeFile(path, content);
      return path;
    };

    it("takes a document beside the file that has the hash", async () => {
      const { disclosure } = await readClassFile(await write(text));
      expect(disclosure[0]).to.include({ file: "terms.md", sha256: hash });
    });

    it("refuses one with another hash, at the hash, and names the one that it has", async () => {
      const path = await write(text.replace(hash, `0${hash.slice(1)}`));
      expect(await findingsOf(path)).to.deep.equal([
        {
          ...{ file: path, line: 31, column: 13, path: "disclosure[0].sha256" },
          message: `expected the SHA-256 of terms.md, which is ${hash}, found "0${hash.slice(1, 60)}…"`,
        },
      ]);
    });

    it("refuses one that is not there, at its path", async () => {
      const path = await write(text.replace("terms.md", "none.md"));
      const [finding, ...more] = await findingsOf(path);
      expect(more).to.deep.equal([]);
      expect(finding?.path).to.equal("disclosure[0].file");
      expect(finding?.message).to.equal(
        'expected a file that is there and can be read, beside or below the class file, found "none.md"',
      );
    });

    it("does not look for one that has only a url", async () => {
      const path = await write(
        text.replace("file: terms.md", "url: https://example.org/terms.pdf"),
      );
      const { disclosure } = await readClassFile(path);
      expect(disclosure[0]).to.not.have.property("file");
    });
  });
});
