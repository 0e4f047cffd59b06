import { expect } from "chai";
import { maskSource } from "../../../scripts/checks/maskSource.ts";

describe("maskSource", () => {
  it("keeps every character's place", () => {
    const text = 'a = "x\\"y"; // c\n/* d\n */ b = `c\n"`; e = /[/"]/.test(f) / 2; "open\ng';
    const { code } = maskSource(text, "typescript");
    expect(code).to.have.length(text.length);
    expect(code.split("\n")).to.have.length(text.split("\n").length);
    expect(code).to.contain("b =").and.contain(".test(f) / 2;").and.contain("\ng");
  });

  it("blanks comments, templates and regular expressions", () => {
    const text = "one /* two */ // three\nfour(/five'/g, `six`); seven = eight / nine / ten;";
    const { code } = maskSource(text, "typescript");
    expect(code.split(/\s+/).join(" ")).to.equal("one four( g, ); seven = eight / nine / ten;");
  });

  it("gives strings by the place of their opening quote", () => {
    const { code, strings } = maskSource(`x = "a'b"; y = 'c';`, "solidity");
    expect(strings.get(4)).to.equal("a'b");
    expect(strings.get(code.lastIndexOf("'") - 2)).to.equal("c");
    expect(code).to.equal(`x = "   "; y = ' ';`);
  });

  it("is not led astray by a lone quote", () => {
    const text = 'x = "\nimport';
    const { code } = maskSource(text, "typescript");
    expect(code).to.have.length(text.length);
    expect(code).to.match(/import$/);
  });
});
