import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the peers' packages are: a place of their own, that nothing else of the project looks into. */
export const PEERS = import.meta.dirname;

/** The peers could not be installed. */
export class PeersNotInstalled extends Error {
  override readonly name = "PeersNotInstalled";
}

/**
 * Installs the peers as their own lock file says, unless they are there already.
 * @throws PeersNotInstalled when npm fails
 */
export function installPeers(): void {
  const installed = join(PEERS, "node_modules/.package-lock.json");
  if (existsSync(installed) && sameVersions(installed, join(PEERS, "package-lock.json"))) return;
  console.log("Installing the peers into bench/peers/ …");
  const npm = process.env.npm_execpath;
  const options = { cwd: PEERS, stdio: "inherit" } as const;
  const run = npm
    ? spawnSync(process.execPath, [npm, "ci"], options)
    : spawnSync("npm", ["ci"], { ...options, shell: true });
  if (run.status === 0) return;
  throw new PeersNotInstalled(
    "npm could not install the peers: see above, check that the npm registry is reachable, and run `npm run bench` again.",
  );
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly integrity?: string; readonly peer?: boolean }>
  >;
}

function sameVersions(installed: string, locked: string): boolean {
  const [have, want] = [installed, locked].map(
    (path) => (JSON.parse(readFileSync(path, "utf8")) as Lock).packages,
  ) as [Lock["packages"], Lock["packages"]];
  return Object.entries(want)
    .filter(([path, { peer }]) => path !== "" && !peer)
    .every(([path, { integrity }]) => have[path]?.integrity === integrity);
}
