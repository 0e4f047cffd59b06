import type { Signer } from "ethers";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import { platformSteps } from "./platformSteps.ts";
import { runSteps } from "./runSteps.ts";

/** Where a platform's contracts are. */
export interface Platform {
  readonly chainId: bigint;
  readonly authority: string;
  readonly passAnnex: string;
  readonly pass: string;
  readonly lens: string;
  readonly desk: string;
  readonly tokenActions: string;
  readonly tokenAnnex: string;
  readonly implementation: string;
  readonly factory: string;
  readonly yenAnnex: string;
  readonly yen: string;
  readonly dvp: string;
  readonly net: string;
  readonly externalCash: string;
  readonly fixing: string;
  readonly fails: string;
  readonly taxes: string;
  readonly distribution: string;
  readonly offering: string;
  readonly bonds: string;
  readonly split: string;
  readonly meeting: string;
}

export interface PlatformDeployed {
  readonly platform: Platform;
  readonly gasUsed: bigint;
}

/**
 * Deploys a platform as its file says, in one go; {@link platformSteps} says what that is. For a chain
 * that lasts use `kessai platform deploy`, which resumes when it is killed.
 *
 * @throws whatever the chain refuses; nothing is usable before the last step is done
 */
export async function deployPlatform(
  deployer: Signer,
  file: PlatformFile,
): Promise<PlatformDeployed> {
  if (deployer.provider === null) {
    throw new Error("The deployer's signer is not connected to a chain. Connect it to a provider.");
  }
  const { chainId } = await deployer.provider.getNetwork();
  const steps = platformSteps(file, await deployer.getAddress());
  const { addresses, gasUsed } = await runSteps(deployer, steps);
  return { platform: { chainId, ...(addresses as Omit<Platform, "chainId">) }, gasUsed };
}
