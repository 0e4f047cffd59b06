import { keccak256, type Provider } from "ethers";
import { CONTRACTS, type CodeState, codeState, type Deployment } from "../../sdk/index.ts";

/** The code at one address of a deployment. */
export interface CodeRow {
  readonly name: string;
  readonly address: string;
  readonly contract: string;
  /** Compared with the code built here. */
  readonly code: CodeState;
  /** Whether the deployment wrote down the same hash. */
  readonly isAsRecorded: boolean;
}

/** Compares the code at every address of a deployment with what was built and with what was written down. */
export async function codeRows(provider: Provider, deployment: Deployment): Promise<CodeRow[]> {
  const { builtCode } = await import("../../scripts/deploy/builtCode.ts");
  const { contracts } = deployment.platform;
  const shared = contracts.implementation?.address ?? "";
  const placed = [
    ...Object.entries(contracts).map(([name, each]) => ({ name, ...each, isClass: false })),
    ...Object.entries(deployment.classes).map(([name, each]) => ({ ...each, name, isClass: true })),
  ];
  return await Promise.all(
    placed.map(async ({ name, address, abi, codeHash, isClass }): Promise<CodeRow> => {
      const code = await provider.getCode(address);
      const isKnown = Object.hasOwn(CONTRACTS, abi);
      const state = isClass
        ? codeState(code, { cloneOf: shared })
        : isKnown
          ? codeState(code, await builtCode(abi))
          : "other";
      const isAsRecorded = keccak256(code) === codeHash;
      return { name, address, contract: abi, code: state, isAsRecorded };
    }),
  );
}
