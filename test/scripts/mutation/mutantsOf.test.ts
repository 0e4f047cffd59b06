import { expect } from "chai";
import { mutantsOf } from "../../../scripts/mutation/mutantsOf.ts";
import { parseContracts } from "../../../scripts/mutation/parseContracts.ts";
import { contractOf, PATH } from "./support/contractOf.ts";

/** Changes of the statements of a function, as before and after. */
function changes(body: string, head = "function f(uint256 a, uint256 b) internal"): string[][] {
  const text = contractOf(`${head} { ${body} }`);
  return mutantsOf(parseContracts("", [{ path: PATH, text }])[0]!).map(({ kind, from, to }) => [
    kind,
    from,
    to,
  ]);
}

describe("mutantsOf", () => {
  it("drops a guard, and swaps its comparison for the nearest one", () => {
    expect(changes("if (a < b) revert Wrong(a);")).to.deep.equal([
      ["guard dropped", "if (a < b)", "if (false)"],
      ["comparison", "if (a < b)", "if (a <= b)"],
    ]);
    expect(changes("require(a == b);")).to.deep.equal([
      ["guard dropped", "require(a == b);", ""],
      ["comparison", "require(a == b);", "require(a != b);"],
    ]);
  });

  it("negates a condition that is no guard, but not where a swapped operator says the same", () => {
    expect(changes("if (a > b && a > 0) total = a;").slice(0, 4)).to.deep.equal([
      ["condition negated", "if (a > b && a > 0)", "if (!(a > b && a > 0))"],
      ["logic", "if (a > b && a > 0)", "if (a > b || a > 0)"],
      ["comparison", "if (a > b && a > 0)", "if (a >= b && a > 0)"],
      ["comparison", "if (a > b && a > 0)", "if (a > b && a >= 0)"],
    ]);
    expect(changes("if (a != b) total = a;")[0]).to.deep.equal([
      ...["comparison", "if (a != b)", "if (a == b)"],
    ]);
  });

  it("drops statements, writing and telling", () => {
    expect(changes("total = a; emit Told(b);")).to.deep.equal([
      ["statement dropped", "total = a;", ""],
      ["statement dropped", "emit Told(b);", ""],
    ]);
  });

  it("swaps operators of arithmetic, bits and assignment, and rounds the other way", () => {
    expect(changes("total += a << 3;").slice(1)).to.deep.equal([
      ["arithmetic", "total += a << 3;", "total -= a << 3;"],
      ["arithmetic", "total += a << 3;", "total += a >> 3;"],
      ["constant", "total += a << 3;", "total += a << 4;"],
      ["constant", "total += a << 3;", "total += a << 2;"],
    ]);
    expect(changes("uint256 c = a / b;")).to.deep.equal([
      ["arithmetic", "uint256 c = a / b;", "uint256 c = a * b;"],
      ["rounding", "uint256 c = a / b;", "uint256 c = (((a) + (b) - 1) / (b));"],
    ]);
    expect(changes("++total;").slice(1)).to.deep.equal([["arithmetic", "++total;", "--total;"]]);
  });

  it("counts constants up, by name as well, and moves single bits", () => {
    expect(changes("total = MOST;").slice(1)).to.deep.equal([
      ["constant", "total = MOST;", "total = (MOST + 1);"],
    ]);
    expect(changes("total = FLAG;").slice(1)).to.deep.equal([
      ["constant", "total = FLAG;", "total = (FLAG << 1);"],
    ]);
    expect(changes("isOn = true;").slice(1)).to.deep.equal([
      ["constant", "isOn = true;", "isOn = false;"],
    ]);
  });

  it("drops modifiers, and reads conditions of loops", () => {
    expect(changes("total = a;", "function f(uint256 a) external guarded")[0]).to.deep.equal([
      ...["modifier dropped", "guarded", ""],
    ]);
    expect(changes("while (a < b) ++a;")[0]).to.deep.equal([
      ...["comparison", "while (a < b)", "while (a <= b)"],
    ]);
  });

  it("leaves comments, text and assembly as they are", () => {
    expect(changes('/* 1 < 2 */ label = "1 + 1"; // 3\n')).to.deep.equal([
      ["statement dropped", 'label = "1 + 1";', ""],
    ]);
    expect(changes('assembly ("memory-safe") { let x := add(1, 2) }')).to.deep.equal([]);
  });

  it("keys a mutant by its text and not by its line, and tells equal ones apart", () => {
    const keys = (body: string) =>
      mutantsOf(
        parseContracts("", [
          { path: PATH, text: contractOf(`function f() internal { ${body} }`) },
        ])[0]!,
      ).map(({ key }) => key);
    const [first, second] = keys("total = 1;\n\n total = 1;").filter((key) => key.includes("2;"));
    expect(first).to.equal(`${PATH} Counter.f: total = 1; -> total = 2;`);
    expect(second).to.equal(`${first} #2`);
    expect(keys("\n\n\n total = 1;")).to.include(first);
  });

  it("finds its places in a text with letters of several bytes", () => {
    expect(changes('label = unicode"決済"; total = a + b;').at(-1)).to.deep.equal([
      ...["arithmetic", "total = a + b;", "total = a - b;"],
    ]);
  });
});
