import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id as hashOf, MaxUint256 } from "ethers";
import { confirm } from "../../../sdk/index.ts";
import type { Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

/** Units to the issuer's account, and the standing allowances by which signed trades move. */
export async function issueUnits(stage: Stage): Promise<void> {
  const { people, narrator, platformFile, classFile, platform, security, desk, deal } = stage;
  const { issuer, a, b } = people;
  const issued = await confirm(
    await desk.issue(security, issuer.address, deal.offered, hashOf(classFile.code)),
  );
  narrator.told(TEXTS.unitsIssued, { units: narrator.units(deal.offered) }, issued.gasUsed);

  const allowances: [HardhatEthersSigner, Stage["token"] | Stage["yen"], string][] = [
    [issuer, stage.token, classFile.symbol],
    [a, stage.token, classFile.symbol],
    [a, stage.yen, platformFile.yen.symbol],
    [b, stage.yen, platformFile.yen.symbol],
  ];
  for (const [who, asset, what] of allowances) {
    const approved = await confirm(await asset.connect(who).approve(platform.dvp, MaxUint256));
    narrator.told(TEXTS.approved, { who: narrator.nameOf(who.address), what }, approved.gasUsed);
  }
}
