// npm run by Node 20 leaves out the chain's native binary, which asks for Node 22. By the time this
// runs, `node` is the project's own Node 24, so a second pass of npm brings the binary in.
import { spawnSync } from "node:child_process";

try {
  await import("@nomicfoundation/edr");
} catch {
  const npm = process.env.npm_execpath;
  const args = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: ["ignore", "ignore", "inherit"] })
    : spawnSync("npm", args, { stdio: ["ignore", "ignore", "inherit"], shell: true });
  if (run.status !== 0) {
    console.error(
      "The local chain's binary (@nomicfoundation/edr) could not be installed. " +
        "Check that the npm registry is reachable and run `npm ci` again.",
    );
    process.exit(1);
  }
}
