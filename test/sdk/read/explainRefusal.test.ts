import { expect } from "chai";
import { ContractRefusal } from "../../../sdk/errors/ContractRefusal.ts";
import { explainRefusal } from "../../../sdk/read/explainRefusal.ts";
import { load } from "../../support/load.ts";
import { world } from "../../support/world.ts";

async function refusal(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("was not refused");
}

describe("Explaining a refusal with what the chain knows", () => {
  async function setting() {
    const w = await world();
    await w.granted([w.a]);
    await w.minted(w.a, 1_000n);
    const { grant, attestations } = await w.signedGrant(w.b.address);
    await w.pass.grant(grant, attestations);
    return w;
  }

  it("says until when a pass is in its veto window, and how long that is from now", async () => {
    const w = await load(setting);
    await w.networkHelpers.time.increase(3_600);
    const error = await refusal(() => w.yen.connect(w.a).transfer(w.b.address, 1n));
    const explained = await explainRefusal(w.ethers.provider, w.platform.pass, error);
    expect(explained).to.be.instanceOf(ContractRefusal);
    const names = new Map([[w.b.address, "B"]]);
    const { code, values } = explained as ContractRefusal;
    expect(code).to.equal("PassNotWorking");
    expect(values.windowUntil).to.equal(await w.pass.validFromOf(w.b.address));
    expect((explained as ContractRefusal).in("en", names)).to.match(
      /^B has no working KYC pass: it is in its veto window until 2027-04-03 \d\d:\d\d JST, 2[23] h.* from now\./,
    );
    expect((explained as ContractRefusal).in("ja", names)).to.match(
      /拒否期間中、2027年4月3日 \d+時\d+分 まで（残り2[23]時間/,
    );
  });

  it("leaves every other refusal and fault as it is", async () => {
    const w = await load(setting);
    const error = await refusal(() => w.yen.connect(w.a).transfer(w.c.address, 1n));
    const explained = await explainRefusal(w.ethers.provider, w.platform.pass, error);
    expect((explained as ContractRefusal).in("en")).to.contain("none was ever granted");
    const fault = new Error("something else");
    expect(await explainRefusal(w.ethers.provider, w.platform.pass, fault)).to.equal(fault);
  });
});
