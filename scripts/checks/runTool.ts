import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface ToolRun {
  readonly ok: boolean;
  /** What the tool printed, both streams in the order they came; empty when it was shown at once. */
  readonly output: string;
}

export interface ToolOptions {
  /** The npm package that brings the tool. */
  readonly package: string;
  /** Its command, when the package brings several. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly root: string;
  /** Where it runs, when that is not the root. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Print while it runs instead of collecting. */
  readonly show?: boolean;
}

/**
 * Runs an installed tool on the very Node that runs this, so that the project's own Node counts and
 * not what the machine has.
 */
export function runTool(options: ToolOptions): Promise<ToolRun> {
  const child = spawn(process.execPath, [entryOf(options), ...options.args], {
    cwd: options.cwd ?? options.root,
    env: { ...process.env, ...options.env },
    stdio: options.show ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString("utf8") }),
    );
  });
}

function entryOf({ root, package: name, command = name }: ToolOptions): string {
  const folder = join(root, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entry: unknown = typeof bin === "string" ? bin : bin?.[command];
  if (typeof entry !== "string") {
    throw new Error(`the package ${name} has no command ${command}: run \`npm ci\` again`);
  }
  return join(folder, entry);
}
