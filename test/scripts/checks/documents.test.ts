import { expect } from "chai";
import { documents } from "../../../scripts/checks/documents.ts";

const FENCE = "```";

/** The findings for one page, in a project that has `docs/a.md`, `docs/` and `src.ts`. */
function findings(text: string, path = "README.md") {
  const present: Record<string, string | true> = {
    "docs/a.md": '# Title\n\n## 決済の流れ\n\n<a id="by-hand"></a>\n',
    docs: true,
    "src.ts": "one\ntwo\n",
    "README.md": "",
    "CHANGELOG.md": "",
    "SECURITY.md": "",
    [path]: text,
  };
  return documents({
    documents: ["README.md", "CHANGELOG.md", "SECURITY.md", path]
      .filter((name, i, all) => all.indexOf(name) === i)
      .map((name) => ({ path: name, text: String(present[name]) })),
    scripts: ["demo", "test"],
    look: (name) => present[name],
  });
}

function fenced(language: string, body: string): string {
  return `${FENCE}${language}\n${body}\n${FENCE}\n`;
}

describe("documents", () => {
  describe("links", () => {
    const dead: [text: string, why: string][] = [
      ["see [a](docs/missing.md)", "there is no docs/missing.md"],
      ["see [a](docs/a.md#nowhere)", "no such heading"],
      ["see [a](#nowhere)", "no such heading"],
      ["see [a](docs/#title)", "a folder has no headings"],
      ["see [a](../outside.md)", "there is no ../outside.md"],
      ["see [a](src.ts#L9)", "no such heading"],
      ["see [a][b]\n\n[b]: docs/missing.md", "there is no docs/missing.md"],
      ["[![a](docs/missing.svg)](docs/a.md)", "there is no docs/missing.svg"],
      ['<img src="docs/missing.svg">', "there is no docs/missing.svg"],
    ];
    for (const [text, why] of dead) {
      it(`finds ${text.split("\n")[0]}`, () => {
        const found = findings(`# T\n\n${text}\n`);
        expect(found).to.have.length(1);
        expect(found[0]).to.include({ file: "README.md" });
        expect(found[0]?.line).to.equal(text.includes("\n") ? 5 : 3);
        expect(found[0]?.message).to.contain(why);
      });
    }

    const alive = [
      "[a](docs/a.md)",
      "[a](docs/a.md#title)",
      "[a](docs/a.md#決済の流れ)",
      "[a](docs/a.md#%E6%B1%BA%E6%B8%88%E3%81%AE%E6%B5%81%E3%82%8C)",
      "[a](docs/a.md#by-hand)",
      '[a](docs/ "with a title")',
      "[a](src.ts#L1-L2)",
      "[a](https://example.org/missing)",
      "[a](mailto:a@example.org)",
      "[a](#t)",
      "`[a](docs/missing.md)`",
      "<!-- [a](docs/missing.md) -->",
      fenced("text", "[a](docs/missing.md)"),
    ];
    for (const text of alive) {
      it(`accepts ${text.split("\n")[0]}`, () => {
        expect(findings(`# T\n\n${text}\n`)).to.deep.equal([]);
      });
    }

    it("resolves from the folder of the page", () => {
      expect(findings("[up](../README.md) [side](a.md)", "docs/b.md")).to.deep.equal([]);
      expect(findings("[up](README.md)", "docs/b.md")).to.have.length(1);
    });
  });

  describe("blocks", () => {
    it("finds an npm script that does not exist, at its line", () => {
      const found = findings(`# T\n\n${fenced("sh", "npm ci\nnpm test\nnpm run demoo -- --all")}`);
      expect(found).to.have.length(1);
      expect(found[0]).to.include({ line: 6 });
      expect(found[0]?.message).to.contain('"demoo"');
    });

    it("accepts npm scripts that exist", () => {
      expect(findings(fenced("bash", "npm ci && npm run -s demo && npm t"))).to.deep.equal([]);
    });

    it("finds YAML that does not parse", () => {
      const found = findings(fenced("yaml", "a: 1\nb: [1,\n"));
      expect(found[0]?.message).to.match(/^YAML: /);
      expect(findings(fenced("yaml", "a: [1]\n---\nb: 2"))).to.deep.equal([]);
    });

    it("finds JSON that does not parse", () => {
      const found = findings(`\n${fenced("json", "{ a: 1 }")}`);
      expect(found).to.have.length(1);
      expect(found[0]?.message).to.match(/^JSON: /);
      expect(found[0]?.line).to.equal(3);
      expect(findings(fenced("json", '{ "a": 1 }'))).to.deep.equal([]);
    });
  });

  it("asks for the three pages that everybody looks for", () => {
    const found = documents({ documents: [], scripts: [], look: () => undefined });
    expect(found.map(({ file }) => file)).to.deep.equal([
      "README.md",
      "CHANGELOG.md",
      "SECURITY.md",
    ]);
  });

  it("keeps the README at two screens", () => {
    expect(findings("line\n".repeat(110))).to.deep.equal([]);
    expect(findings("line\n".repeat(111))).to.have.length(1);
    expect(findings("line\n".repeat(111), "docs/b.md")).to.deep.equal([]);
  });
});
