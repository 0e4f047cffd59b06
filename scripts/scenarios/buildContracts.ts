import { readdirSync } from "node:fs";
import { join } from "node:path";
import hre from "hardhat";

/** Compiles what the platform deploys, if it is not compiled yet, and nothing that only tests need. */
export async function buildContracts(): Promise<void> {
  const files = readdirSync("contracts", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".sol"))
    .map((path) => join("contracts", path));
  await hre.tasks.getTask("build").run({ files, quiet: true, noTests: true });
}
