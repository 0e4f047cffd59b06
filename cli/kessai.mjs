#!/usr/bin/env node
// Starts the desk under the project's own Node, which npm brings.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
if (!existsSync(at("./main.ts"))) {
  console.error(
    "The package has the sdk alone. The desk runs from a clone of the project: npm ci there.",
  );
  process.exit(1);
}
const own = at("../node_modules/.bin/node");
// It runs TypeScript as it stands, in half the time; where npm could not bring it, an older one needs help.
const [node, loader] = existsSync(own)
  ? [own, "./builtTypes.mjs"]
  : [process.execPath, "../node_modules/tsx/dist/loader.mjs"];
const desk = spawn(node, ["--import", at(loader), at("./main.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
  // Inside the project, as no other user of the machine may write what runs with somebody's keys.
  env: { NODE_COMPILE_CACHE: at("../cache/node"), ...process.env },
});
// Whoever stops this process stops the desk, which then ends in its own way.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => desk.kill(signal));
desk.on("error", ({ message }) => {
  console.error(`The desk cannot be started: ${message}`);
  process.exitCode = 1;
});
desk.on("close", (status, signal) => {
  process.exitCode = signal === null ? (status ?? 1) : 1;
});
