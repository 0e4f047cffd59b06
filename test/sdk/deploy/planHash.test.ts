import { expect } from "chai";
import { planHash } from "../../../sdk/deploy/planHash.ts";
import { platformSteps } from "../../../sdk/deploy/platformSteps.ts";
import { readPlatformFile } from "../../../sdk/files/readPlatformFile.ts";

const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const FILE = `0x${"11".repeat(32)}`;

describe("planHash", () => {
  it("changes with the file, a step, the sender and the chain, and with nothing else", async () => {
    const file = await readPlatformFile("examples/platform.yaml");
    const steps = platformSteps(file, DEPLOYER);
    const plan = { file: FILE, steps, state: { chainId: 31_337n, genesis: "0x1" } };
    const hash = planHash(plan);
    expect(hash).to.match(/^0x[0-9a-f]{64}$/);
    const same = { ...plan, state: { genesis: "0x1", chainId: 31_337n } };
    const inWords = steps.map((step) => ({ ...step, what: { en: "a", ja: "b" } }));
    expect(planHash(same)).to.equal(hash);
    expect(planHash({ ...plan, steps: inWords })).to.equal(hash);
    const others = [
      { ...plan, file: `0x${"12".repeat(32)}` },
      { ...plan, steps: steps.slice(1) },
      { ...plan, steps: platformSteps(file, OTHER) },
      { ...plan, state: { chainId: 1n, genesis: "0x1" } },
      { ...plan, state: { chainId: 31_337n, genesis: "0x2" } },
    ];
    expect(new Set([hash, ...others.map(planHash)]).size).to.equal(6);
  });
});
