import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Where a Solidity source lies, named as imports name it: under the root, or in a package. */
export function locateSource(root: string, source: string): string {
  const own = join(root, source);
  return existsSync(own) ? own : createRequire(join(root, "package.json")).resolve(source);
}
