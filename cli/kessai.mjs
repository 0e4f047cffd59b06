#!/usr/bin/env node
// Starts the desk under the project's own Node, which npm brings.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const own = at("../node_modules/.bin/node");
const desk = spawn(
  existsSync(own) ? own : process.execPath,
  [
    "--import",
    at("../node_modules/tsx/dist/loader.mjs"),
    at("./main.ts"),
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);
// Whoever stops this process stops the desk, which then ends in its own way.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => desk.kill(signal));
desk.on("error", ({ message }) => {
  console.error(`The desk cannot be started: ${message}`);
  process.exitCode = 1;
});
desk.on("close", (status, signal) => {
  process.exitCode = signal === null ? (status ?? 1) : 1;
});
