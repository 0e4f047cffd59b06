import type { Signer } from "ethers";
import { SecurityFactory__factory } from "../contracts.ts";
import type { ClassFile } from "../files/parseClassFile.ts";
import type { PlatformFile } from "../files/parsePlatformFile.ts";
import { confirm, type Receipt } from "../write/confirm.ts";
import { classTerms } from "./classTerms.ts";
import type { Platform } from "./deployPlatform.ts";

export interface ClassDeployed {
  readonly token: string;
  readonly number: number;
  readonly receipt: Receipt;
}

/**
 * Opens a class as its file says, with one of its issuer's registrars as signer.
 *
 * @throws RuleNotBuilt if the class file states a rule that the contracts do not enforce yet
 * @throws IssuerUnknown if the platform file does not name the class's issuer
 */
export async function deployClass(
  registrar: Signer,
  platform: Platform,
  platformFile: PlatformFile,
  classFile: ClassFile,
): Promise<ClassDeployed> {
  const factory = SecurityFactory__factory.connect(platform.factory, registrar);
  const receipt = await confirm(await factory.open(classTerms(platformFile, classFile)));
  for (const log of receipt.logs) {
    const event = factory.interface.parseLog(log);
    if (event?.name === "ClassOpened")
      return { token: event.args.token, number: Number(event.args.number), receipt };
  }
  throw new Error(`The factory at ${platform.factory} opened no class: it is not Kessai's.`);
}
