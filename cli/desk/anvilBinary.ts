import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Where anvil is, as npm brings it; undefined where it is not installed. Its package is one for each kind of
 * machine; package.json names those that could be locked.
 */
export function anvilBinary(): string | undefined {
  const kind = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const { resolve } = createRequire(import.meta.url);
  try {
    const folder = dirname(resolve(`@foundry-rs/anvil-${kind}/package.json`));
    const path = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
