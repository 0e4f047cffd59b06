import { encodeBytes32String } from "ethers";
import type { ClassFile } from "../files/parseClassFile.ts";
import type { PlatformIssuer } from "../files/parsePlatformFile.ts";
import { classTerms } from "./classTerms.ts";
import type { Step } from "./steps.ts";

/**
 * All that opening a class does.
 *
 * @param platform where the platform's factory and the classes' code are
 * @param registrar who opens it, one of the issuer's registrars
 * @throws IssuerUnknown if the class's issuer is not among the platform's
 */
export function classSteps(
  platformFile: { readonly issuers: readonly PlatformIssuer[] },
  classFile: ClassFile,
  platform: { readonly factory: string; readonly implementation: string },
  registrar: string,
): Step[] {
  return [
    {
      id: "open",
      kind: "call",
      contract: "SecurityFactory",
      at: platform.factory,
      function: "open",
      args: [
        platform.implementation,
        encodeBytes32String(classFile.code),
        classTerms(platformFile, classFile),
      ],
      from: registrar,
      what: {
        en: `the class ${classFile.code} (${classFile.symbol}) opened by its registrar`,
        ja: `銘柄 ${classFile.code}（${classFile.symbol}）を原簿管理人が開設`,
      },
    },
  ];
}
