import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { documentCode } from "../../../scripts/checks/documentCode.ts";

const FENCE = "```";

/** A little project of its own, so that this test does not wait for the sdk's types. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), "kessai-documents-"));
  mkdirSync(join(root, "sdk"));
  writeFileSync(join(root, "sdk/index.ts"), "export const yen: number = 1;\n");
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(root, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "es2024",
        module: "nodenext",
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        types: [],
      },
      exclude: ["cache"],
    }),
  );
  symlinkSync(join(import.meta.dirname, "../../../node_modules"), join(root, "node_modules"));
  return root;
}

describe("documentCode", () => {
  let root: string;
  before(() => {
    root = project();
  });
  after(() => rmSync(root, { recursive: true }));

  it("finds a block that does not compile, at its line in the document", async () => {
    const text = [
      "# T",
      `${FENCE}ts`,
      'import { yen } from "kessai";',
      "const right: number = yen;",
      FENCE,
      "",
      `${FENCE}ts`,
      'import { yen } from "kessai";',
      "const wrong: string = yen;",
      FENCE,
    ].join("\n");
    const found = await documentCode(root, [
      { path: "docs/other.md", text: "# nothing\n" },
      { path: "docs/a.md", text },
    ]);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ file: "docs/a.md", line: 9 });
    expect(found[0]?.message).to.contain("not assignable");
  }).timeout(60_000);

  it("finds a block that does not parse", async () => {
    const text = `# T\n\n${FENCE}typescript\nconst = 1;\n${FENCE}\n`;
    const found = await documentCode(root, [{ path: "README.md", text }]);
    expect(found.map(({ line }) => line)).to.include(4);
  }).timeout(60_000);

  it("finds a name that the sdk does not have", async () => {
    const text = `${FENCE}ts\nimport { dollar } from "kessai";\n${FENCE}\n`;
    const found = await documentCode(root, [{ path: "README.md", text }]);
    expect(found).to.have.length(1);
    expect(found[0]?.message).to.contain("dollar");
  }).timeout(60_000);

  it("has nothing to say about other blocks", async () => {
    const text = `${FENCE}solidity\nnot code\n${FENCE}\n`;
    expect(await documentCode(root, [{ path: "README.md", text }])).to.deep.equal([]);
  });
});
