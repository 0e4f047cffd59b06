import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./runCommand.ts";
import type { ToolRun } from "./runTool.ts";

/**
 * Packs the package as it stands, without its scripts, and unpacks it as an install does.
 *
 * @param to a folder that is made
 */
export async function npmPack(root: string, to: string): Promise<ToolRun> {
  mkdirSync(to, { recursive: true });
  const packed = await runCommand(
    ...npm(["pack", "--ignore-scripts", "--pack-destination", to]),
    root,
  );
  if (!packed.ok) return packed;
  const name = packed.output.trim().split("\n").at(-1) ?? "";
  return await runCommand("tar", ["-xzf", join(to, name), "-C", to, "--strip-components=1"], root);
}

/** The npm that runs this, or the machine's. */
function npm(args: string[]): [command: string, args: string[]] {
  const own = process.env.npm_execpath;
  return own === undefined ? ["npm", args] : [process.execPath, [own, ...args]];
}
