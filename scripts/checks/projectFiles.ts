import { type Dirent, readdirSync } from "node:fs";
import { join, posix } from "node:path";

const GENERATED = new Set(["types", "artifacts", "cache", "coverage", "dist", ".git"]);

/**
 * Paths of the project's own files under `root`, sorted, with forward slashes; what is installed or
 * generated is left out. It reads the folders instead of asking git, so that an unpacked archive can
 * be checked too.
 */
export function projectFiles(root: string): string[] {
  return walk(root, "").sort();
}

function walk(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => isOurs(entry, folder))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? walk(root, path) : [path];
    });
}

/** Generated folders lie at the root: contracts/types is ours, types is not. */
function isOurs(entry: Dirent, folder: string): boolean {
  if (entry.isSymbolicLink() || entry.name === "node_modules") return false;
  return !(folder === "" && GENERATED.has(entry.name));
}
