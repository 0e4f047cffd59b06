import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { emitPackage } from "./emitPackage.ts";
import { npmPack } from "./npmPack.ts";
import { runCommand } from "./runCommand.ts";
import { runTool, type ToolRun } from "./runTool.ts";

/** What an app writes; each wrong use must be an error of types, or the types were lost on the way. */
const APP = `
import { connect, type Connected, ContractRefusal, formatYen, PLACEMENTS, registerAt } from "kessai";
import { ISecurityToken__factory, type ISecurityToken } from "kessai/types";

export async function unitsOf(deployment: string, url: string, wallet: string): Promise<bigint> {
  const kessai: Connected = await connect(deployment, url);
  const token: ISecurityToken = ISecurityToken__factory.connect(wallet, kessai.provider);
  // @ts-expect-error the contract has no such function
  token.notAFunction();
  // @ts-expect-error quantities are bigint
  formatYen(1234);
  return await kessai.token("SBI-ST-1").balanceOf(wallet);
}

const doors = [connect, registerAt, ContractRefusal, ISecurityToken__factory.connect];
if (doors.some((door) => typeof door !== "function")) throw new Error("a door is missing");
if (Object.keys(PLACEMENTS).length === 0) throw new Error("the sdk's data are missing");
`;

const TSCONFIG = {
  compilerOptions: {
    ...{ target: "es2024", module: "nodenext", strict: true, exactOptionalPropertyTypes: true },
    ...{ noEmit: true, types: ["node"] },
  },
};

/**
 * Packs the package, unpacks it in a project outside that has the dependencies it names and none of its
 * development's, and there type-checks an app, the package's declarations included, and runs it on plain Node.
 */
export async function packageSurface(root: string): Promise<ToolRun> {
  const dist = join(root, "dist");
  const outside = mkdtempSync(join(tmpdir(), "kessai-outside-"));
  const modules = join(outside, "node_modules");
  try {
    rmSync(dist, { recursive: true, force: true });
    const emitted = await emitPackage(root, dist);
    if (!emitted.ok) return emitted;
    const packed = await npmPack(root, join(modules, "kessai"));
    if (!packed.ok) return packed;

    linkDependencies(root, modules);
    writeFileSync(join(outside, "package.json"), '{ "type": "module", "private": true }');
    writeFileSync(join(outside, "tsconfig.json"), JSON.stringify(TSCONFIG));
    writeFileSync(join(outside, "app.ts"), APP);
    const args = ["--pretty", "false", "-p", outside];
    const types = await runTool({
      root,
      cwd: outside,
      package: "typescript",
      command: "tsc",
      args,
    });
    if (!types.ok) return types;
    return await runCommand(process.execPath, ["app.ts"], outside);
  } finally {
    for (const folder of [dist, outside]) rmSync(folder, { recursive: true, force: true });
  }
}

function linkDependencies(root: string, modules: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of [...Object.keys(dependencies), "@types/node"]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }
}
