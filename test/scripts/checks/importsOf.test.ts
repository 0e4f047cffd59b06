import { expect } from "chai";
import { importsOf } from "../../../scripts/checks/importsOf.ts";

describe("importsOf", () => {
  it("finds every form of Solidity import", () => {
    const text = [
      "// import {A} from './commented.sol';",
      '/// import {B} from "./natspec.sol";',
      'import "./one.sol";',
      "import {",
      "    C, // a note with a ; in it",
      "    D as E",
      "} from",
      "    './two.sol';",
      'import * as F from "./three.sol";',
      'string constant G = "import {H} from";',
    ].join("\n");
    expect(importsOf(text, "solidity")).to.deep.equal([
      { specifier: "./one.sol", line: 3 },
      { specifier: "./two.sol", line: 8 },
      { specifier: "./three.sol", line: 9 },
    ]);
  });

  it("finds every form of TypeScript import", () => {
    const text = [
      '// import a from "./commented.ts";',
      'const fixture = `import b from "./template.ts"`;',
      'import "./one.ts";',
      "import type {",
      "  C,",
      '} from "./two.ts";',
      'export * from "./three.ts";',
      'type D = import("./four.ts").D;',
      'await import("./five.ts");',
      'require.resolve("./six.ts");',
      'import.meta.resolve("./seven.ts");',
      'Array.from("not an import");',
    ].join("\n");
    expect(importsOf(text, "typescript").map(({ specifier }) => specifier)).to.deep.equal([
      "./one.ts",
      "./two.ts",
      "./three.ts",
      "./four.ts",
      "./five.ts",
      "./six.ts",
      "./seven.ts",
    ]);
  });

  it("tells a computed import by its missing name", () => {
    expect(importsOf("\nawait import(name);", "typescript")).to.deep.equal([
      { specifier: undefined, line: 2 },
    ]);
  });
});
