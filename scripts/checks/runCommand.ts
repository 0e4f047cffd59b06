import { spawn } from "node:child_process";
import type { ToolRun } from "./runTool.ts";

/** Runs a command; its output is what it printed, with what it complained of only if it failed. */
export function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<ToolRun> {
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString("utf8");
  });
  return new Promise((resolve) => {
    child.on("error", ({ message }) => resolve({ ok: false, output: `${command}: ${message}` }));
    child.on("close", (code) => resolve({ ok: code === 0, output: code === 0 ? out : out + err }));
  });
}
