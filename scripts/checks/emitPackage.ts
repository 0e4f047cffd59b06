import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runTool, type ToolRun } from "./runTool.ts";

/** What the sdk reads beside its code, by path from the root. */
const DATA = ["sdk/files/placements"];

/**
 * Writes the sdk and the contracts' types as JavaScript with declarations, as an outside project gets them.
 *
 * @param folder to write into
 */
export async function emitPackage(root: string, folder: string): Promise<ToolRun> {
  const settings = join(root, "cache/package");
  mkdirSync(settings, { recursive: true });
  try {
    const outDir = relative(settings, folder);
    writeFileSync(join(settings, "tsconfig.json"), JSON.stringify(tsconfig(outDir)));
    const args = ["--pretty", "false", "-p", settings];
    const run = await runTool({ package: "typescript", command: "tsc", args, root });
    if (run.ok) for (const data of DATA) cpSync(join(root, data), join(folder, data), COPIED);
    return run;
  } finally {
    rmSync(settings, { recursive: true, force: true });
  }
}

const COPIED = { recursive: true } as const;

function tsconfig(outDir: string) {
  return {
    extends: "../../tsconfig.json",
    compilerOptions: {
      ...{ noEmit: false, declaration: true, rootDir: "../..", outDir },
      types: ["node"],
    },
    include: ["../../sdk"],
    exclude: [],
  };
}
