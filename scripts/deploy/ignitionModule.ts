import {
  type ArgumentType,
  type Artifact,
  buildModule,
  type CallableContractFuture,
  type Future,
  type IgnitionModule,
} from "@nomicfoundation/ignition-core";
import { type Argument, isAddressOf, isCallData, type Step } from "../../sdk/index.ts";

/**
 * The steps of a deployment as a module of Ignition, each after the one before it.
 *
 * @param id letters and digits, begins with a letter
 * @param artifacts of the interfaces that are called, by name; those of contracts deployed by these steps may be missing
 */
export function ignitionModule(
  id: string,
  steps: readonly Step[],
  artifacts: ReadonlyMap<string, Artifact> = new Map(),
): IgnitionModule {
  return buildModule(id, (m) => {
    const contracts = new Map<string, CallableContractFuture<string>>();
    let last: Future | undefined;
    for (const step of steps) {
      const asIgnition = (argument: Argument, place: string): ArgumentType => {
        if (typeof argument !== "object") return argument;
        if (isAddressOf(argument)) return contractOf(argument.addressOf);
        const each = (value: Argument, key: string | number) =>
          asIgnition(value, `${place}_${key}`);
        if (isCallData(argument)) {
          const target = [...contracts.values()].find(
            (made) => made.contractName === argument.contract,
          );
          if (target === undefined)
            throw new Error(`No step before ${step.id} deploys ${argument.contract}.`);
          return m.encodeFunctionCall(target, argument.encode, argument.args.map(each), {
            id: place,
          });
        }
        if (Array.isArray(argument)) return argument.map(each);
        const entries = Object.entries(argument).map(([key, value]) => [key, each(value, key)]);
        return Object.fromEntries(entries);
      };
      const args = step.args.map((argument, index) => asIgnition(argument, `${step.id}_${index}`));
      const options = { id: step.id, from: step.from, after: last === undefined ? [] : [last] };
      if (step.kind === "deploy") {
        const made = m.contract(step.contract, args, options);
        contracts.set(step.id, made);
        last = made;
      } else {
        last = m.call(calledBy(step), step.function, args, options);
      }
    }
    return {};

    function contractOf(step: string): CallableContractFuture<string> {
      const contract = contracts.get(step);
      if (contract === undefined) throw new Error(`No step before this one deploys ${step}.`);
      return contract;
    }

    function calledBy(step: Extract<Step, { kind: "call" }>): CallableContractFuture<string> {
      const made = typeof step.at === "string" ? undefined : contractOf(step.at.addressOf);
      if (made?.contractName === step.contract) return made;
      const artifact = artifacts.get(step.contract);
      if (artifact === undefined) throw new Error(`The artifact of ${step.contract} is missing.`);
      const at = made ?? (step.at as string);
      return m.contractAt(step.contract, artifact, at, { id: `${step.id}_at` });
    }
  });
}
