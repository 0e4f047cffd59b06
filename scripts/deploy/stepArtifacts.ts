import { readFile } from "node:fs/promises";
import type { Artifact, ArtifactResolver } from "@nomicfoundation/ignition-core";
import hre from "hardhat";
import { type Argument, isAddressOf, isCallData, type Step } from "../../sdk/index.ts";

/**
 * The contracts as `npx hardhat build` left them, with so much of each interface as the steps call: Ignition
 * reads an interface anew for every check of every step, which takes it a minute for whole ones.
 */
export function stepArtifacts(steps: readonly Step[]): ArtifactResolver {
  const called = calledFunctions(steps);
  return {
    async loadArtifact(name) {
      const whole = (await hre.artifacts.readArtifact(name)) as unknown as Artifact;
      const functions = called.get(name);
      const abi = whole.abi.filter(
        (each) =>
          each.type === "constructor" || (each.type === "function" && functions?.has(each.name)),
      );
      return { ...whole, abi };
    },
    async getBuildInfo(name) {
      const id = await hre.artifacts.getBuildInfoId(name);
      const path = id === undefined ? undefined : await hre.artifacts.getBuildInfoPath(id);
      if (path === undefined) return undefined;
      return JSON.parse(await readFile(path, "utf8"));
    },
  };
}

function calledFunctions(steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<string>> {
  const called = new Map<string, Set<string>>();
  const note = (contract: string, name: string) => {
    const names = called.get(contract) ?? new Set<string>();
    // A function of many forms is called by its signature.
    called.set(contract, names.add(name.replace(/\(.*/, "")));
  };
  const look = (argument: Argument): void => {
    if (typeof argument !== "object" || isAddressOf(argument)) return;
    if (isCallData(argument)) note(argument.contract, argument.encode);
    for (const each of Object.values(isCallData(argument) ? argument.args : argument)) look(each);
  };
  for (const step of steps) {
    if (step.kind === "call") note(step.contract, step.function);
    step.args.forEach(look);
  }
  return called;
}
