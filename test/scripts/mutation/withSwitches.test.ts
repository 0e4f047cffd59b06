import { expect } from "chai";
import { network } from "hardhat";
import { compilable } from "../../../scripts/mutation/compilable.ts";
import { compile } from "../../../scripts/mutation/compile.ts";
import { mutantsOf } from "../../../scripts/mutation/mutantsOf.ts";
import { parseContracts } from "../../../scripts/mutation/parseContracts.ts";
import { SWITCH_ADDRESS } from "../../../scripts/mutation/withSwitches.ts";
import { contractOf, PATH } from "./support/contractOf.ts";

const FUNCTIONS = `
    function difference(uint256 a, uint256 b) external pure returns (uint256) {
        if (a < b) revert Wrong(a);
        (uint256 more, uint256 less) = (a, b);
        unchecked {
            return more - less;
        }
    }
    function largest(uint256[] calldata list) external pure returns (uint256 most) {
        for (uint256 i = 0; i < list.length; ++i) if (list[i] > most) most = list[i];
    }
    function count() external { ++total; emit Told(total); }
`;

/** The contract with every change of it behind a switch, on a chain; and the number of each change. */
async function switched() {
  const sources = [{ path: PATH, text: contractOf(FUNCTIONS) }];
  const { files, mutants } = compilable(
    "",
    sources,
    parseContracts("", sources).flatMap(mutantsOf),
  );
  const { contracts } = compile("", files, { [PATH]: { Counter: ["abi", "evm.bytecode.object"] } });
  const { abi, evm } = contracts[PATH]!.Counter!;
  const { ethers, networkHelpers } = await network.create();
  const [signer] = await ethers.getSigners();
  const counter = await new ethers.ContractFactory(abi as [], evm.bytecode.object, signer).deploy();
  const turnOn = async (from: string, to: string) => {
    const found = mutants.find(({ mutant }) => mutant.from === from && mutant.to === to);
    await networkHelpers.setBalance(SWITCH_ADDRESS, BigInt(found!.id));
  };
  const call = (name: string, ...values: unknown[]) => counter.getFunction(name)(...values);
  return { counter, call, turnOn, networkHelpers };
}

describe("withSwitches", () => {
  it("changes nothing while no mutant is switched on", async () => {
    const { counter, call } = await switched();
    expect(await call("difference", 7, 5)).to.equal(2n);
    expect(await call("largest", [3, 9, 4])).to.equal(9n);
    await expect(call("difference", 5, 7)).to.be.revertedWithCustomError(counter, "Wrong");
    await expect(call("count")).to.emit(counter, "Told").withArgs(1);
  });

  it("runs one mutant at a time, in pure code as well, by a balance", async () => {
    const { counter, call, turnOn } = await switched();
    await turnOn("return more - less;", "return more + less;");
    expect(await call("difference", 7, 5)).to.equal(12n);
    await turnOn("if (a < b)", "if (false)");
    expect(await call("difference", 5, 7)).to.equal(2n ** 256n - 2n);
    await turnOn("if (list[i] > most)", "if (!(list[i] > most))");
    expect(await call("largest", [3, 9, 4])).to.equal(0n);
    await turnOn("emit Told(total);", "");
    await expect(call("count")).not.to.emit(counter, "Told");
    expect(await call("difference", 7, 5)).to.equal(2n);
  });

  it("leaves out what the compiler refuses, and names it", () => {
    const text = contractOf("function f() external pure returns (bytes32) { return bytes32(0); }");
    const sources = [{ path: PATH, text }];
    const { mutants, notCompiling } = compilable(
      "",
      sources,
      parseContracts("", sources).flatMap(mutantsOf),
    );
    expect(mutants).to.deep.equal([]);
    expect(notCompiling.map(({ to }) => to)).to.deep.equal(["return bytes32(1);"]);
  });
});
