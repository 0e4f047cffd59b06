import { encodeBytes32String, type Provider } from "ethers";
import { SecurityFactory__factory } from "../contracts.ts";
import { classTerms } from "../deploy/classTerms.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import type { ClassFile } from "../files/parseClassFile.ts";
import type { PlatformIssuer } from "../files/parsePlatformFile.ts";

/**
 * Where a class stands or will stand: its address follows from the factory, the code that classes share,
 * the class's code and its terms.
 *
 * @throws IssuerUnknown as classTerms does
 */
export async function foreseenClass(
  provider: Provider,
  { factory, implementation }: Pick<Platform, "factory" | "implementation">,
  platformFile: { readonly issuers: readonly PlatformIssuer[] },
  classFile: ClassFile,
): Promise<string> {
  const code = encodeBytes32String(classFile.code);
  const terms = classTerms(platformFile, classFile);
  const contract = SecurityFactory__factory.connect(factory, provider);
  return await contract.addressOf(implementation, code, terms);
}
