import type { Deployment } from "../deploy/deployment.ts";
import { ToldError } from "../text/ToldError.ts";

/** The deployment has no class under this name. */
export class ClassUnknown extends ToldError {
  override readonly name = "ClassUnknown";

  constructor(asked: string, known: readonly string[]) {
    super(
      known.length === 0
        ? {
            en: "There is no class {asked} in the deployment. It has none yet: `kessai class deploy FILE`.",
            ja: "銘柄 {asked} は配備記録にありません。まだ銘柄がありません: `kessai class deploy ファイル`。",
          }
        : {
            en: "There is no class {asked} in the deployment. It has {known}.",
            ja: "銘柄 {asked} は配備記録にありません。あるのは {known} です。",
          },
      { asked, known: known.join(", ") },
    );
  }
}

/** A class as its deployment has it, with its code. */
export type DeployedClass = Deployment["classes"][string] & { readonly code: string };

/**
 * The class that a code or an address names.
 *
 * @throws ClassUnknown
 */
export function classIn({ classes }: Deployment, asked: string): DeployedClass {
  const found = Object.entries(classes).find(
    ([code, { address }]) => code === asked || address.toLowerCase() === asked.toLowerCase(),
  );
  if (found === undefined) throw new ClassUnknown(asked, Object.keys(classes));
  const [code, known] = found;
  return { ...known, code };
}
