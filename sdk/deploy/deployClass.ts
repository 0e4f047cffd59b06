import type { Signer } from "ethers";
import type { ClassFile } from "../files/parseClassFile.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import type { Receipt } from "../write/confirm.ts";
import { classSteps } from "./classSteps.ts";
import type { Platform } from "./deployPlatform.ts";
import { openedClass } from "./openedClass.ts";
import { runSteps } from "./runSteps.ts";

export interface ClassDeployed {
  readonly token: string;
  readonly number: number;
  readonly receipt: Receipt;
}

/**
 * Opens a class as its file says, with one of its issuer's registrars as signer. For a chain that
 * lasts use `kessai class deploy`, which resumes when it is killed.
 *
 * @throws IssuerUnknown if the platform file does not name the class's issuer
 */
export async function deployClass(
  registrar: Signer,
  platform: Platform,
  platformFile: PlatformFile,
  classFile: ClassFile,
): Promise<ClassDeployed> {
  const sender = await registrar.getAddress();
  const steps = classSteps(platformFile, classFile, platform, sender);
  const { receipts } = await runSteps(registrar, steps);
  const receipt = receipts.open;
  const opened = receipt === undefined ? undefined : openedClass(receipt.logs);
  if (receipt !== undefined && opened !== undefined) return { ...opened, receipt };
  throw new Error(`The factory at ${platform.factory} opened no class: it is not Kessai's.`);
}
