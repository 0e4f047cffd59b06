import { expect } from "chai";
import { codeState } from "../../../sdk/read/codeState.ts";

const built = {
  deployedBytecode: "0x6001000000026003",
  immutableReferences: { "7": [{ start: 2, length: 3 }] },
};
const SHARED = `0x${"aB".repeat(20)}`;
const clone = `0x363d3d373d3d3d363d73${"ab".repeat(20)}5af43d82803e903d91602b57fd5bf3`;

describe("codeState", () => {
  it("takes code for the built one whatever its immutables are, and nothing else", () => {
    expect(codeState("0x6001aabbcc026003", built)).to.equal("same");
    expect(codeState("0x6002aabbcc026003", built)).to.equal("other");
    expect(codeState("0x6001aabbcc02600300", built)).to.equal("other");
    expect(codeState("0x6001", built)).to.equal("other");
    expect(codeState("0x", built)).to.equal("missing");
  });

  it("takes a class for a clone of the shared code alone", () => {
    expect(codeState(`${clone}0102`, { cloneOf: SHARED })).to.equal("same");
    expect(codeState(`${clone}0102`, { cloneOf: `0x${"cd".repeat(20)}` })).to.equal("other");
    expect(codeState("0x", { cloneOf: SHARED })).to.equal("missing");
  });
});
