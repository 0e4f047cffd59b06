import hre from "hardhat";
import type { BuiltCode } from "../../sdk/index.ts";

/** A contract's runtime code as `npx hardhat build` left it. */
export async function builtCode(name: string): Promise<BuiltCode> {
  const { deployedBytecode, immutableReferences } = await hre.artifacts.readArtifact(name);
  return { deployedBytecode, immutableReferences: immutableReferences ?? {} };
}
