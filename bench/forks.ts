import type { ChainChanges } from "../test/support/world.ts";

/** A set of rules that the chain can follow. */
interface Fork {
  readonly note: string;
  readonly chain: ChainChanges;
  /** What does not run under it yet is said, not refused. */
  readonly preview?: true;
}

/** By Hardhat's name, the ones of record first. */
export const FORKS: Readonly<Record<string, Fork>> = {
  cancun: {
    note: "what the project is compiled for and tested on: the figures of record",
    chain: { hardfork: "cancun" },
  },
  prague: { note: "", chain: { hardfork: "prague" } },
  osaka: {
    note: "the latest that Hardhat calls stable; one transaction has at most 16,777,216 gas",
    chain: { hardfork: "osaka" },
  },
  amsterdam: {
    ...{ preview: true },
    note:
      "a preview that may still change, in which new state is dearer (EIP-8037); blocks and transactions are let have " +
      "more gas, since deployments would not fit",
    chain: { hardfork: "amsterdam", blockGasLimit: 4_000_000_000n, transactionGasCap: false },
  },
};
