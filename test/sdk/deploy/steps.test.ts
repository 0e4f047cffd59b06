import { expect } from "chai";
import { Interface } from "ethers";
import { classSteps } from "../../../sdk/deploy/classSteps.ts";
import { platformSteps } from "../../../sdk/deploy/platformSteps.ts";
import { resolveArgument, StepOutOfOrder } from "../../../sdk/deploy/resolveArgument.ts";
import { CONTRACTS } from "../../../sdk/deploy/steps.ts";
import { readClassFile } from "../../../sdk/files/readClassFile.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";

const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const FACTORY = `0x${"11".repeat(20)}`;
const PLATFORM = { factory: FACTORY, implementation: `0x${"22".repeat(20)}` };

async function steps() {
  const example = await readPlatformFile("examples/platform.yaml");
  const platformFile = { ...example, yen: { ...example.yen, mostSupply: 9n } };
  const classFile = await readClassFile("examples/classes/sbi-st-1.yaml");
  const platform = platformSteps(platformFile, DEPLOYER);
  return { platform, tokenClass: classSteps(platformFile, classFile, PLATFORM, DEPLOYER) };
}

describe("the steps of deployments", () => {
  it("have ids that are letters and digits, each once, and say in both languages what they do", async () => {
    const { platform, tokenClass } = await steps();
    for (const each of [platform, tokenClass]) {
      expect(new Set(each.map(({ id }) => id)).size).to.equal(each.length);
      for (const { id, what } of each) {
        expect(id).to.match(/^[a-zA-Z][a-zA-Z0-9]*$/);
        expect(what.en).to.match(/^[\x20-\x7e]+$/);
        expect(what.ja).to.match(/[\u3040-\u30ff\u4e00-\u9fff]/);
      }
    }
  });

  it("name only functions that the contracts have, and addresses of steps before them", async () => {
    const { platform, tokenClass } = await steps();
    const addresses: Record<string, string> = {};
    for (const step of [...platform, ...tokenClass]) {
      for (const argument of step.args) resolveArgument(argument, addresses);
      if (step.kind === "deploy") addresses[step.id] = FACTORY;
      else {
        const { abi } = CONTRACTS[step.contract];
        expect(new Interface(abi).getFunction(step.function), step.id).not.to.equal(null);
      }
    }
  });

  it("POWER-1: hand all powers over in the platform's last step, the deployer's own at its very end", async () => {
    const { platform } = await steps();
    expect(platform.at(-1)).to.include({ id: "handOver", function: "multicall" });
    const calls = platform.at(-1)!.args[0] as { encode: string; args: unknown[] }[];
    expect(calls.at(-1)).to.deep.include({ encode: "revokeRole", args: [0n, DEPLOYER] });
    const granted = platform
      .slice(0, -1)
      .flatMap((step) => (step.kind === "call" ? [step.function] : []));
    expect(granted).not.to.include.members(["grantRole"]);
  });

  it("given an address of no earlier step, names the step", () => {
    expect(() => resolveArgument({ addressOf: "yen" }, {})).to.throw(StepOutOfOrder, /deploys yen/);
  });
});
