import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id as hashOf, type Provider, type Signer, type TransactionResponse, Wallet } from "ethers";
import { network } from "hardhat";
import { confirm, type Receipt } from "../../../sdk/index.ts";

/** A key that signs and sends. */
export type Key = Signer & { readonly address: string };

/** Ten in the morning in Japan, far from midnight. */
const START_SECONDS = Date.parse("2027-04-01T01:00:00Z") / 1_000;
const DAY_SECONDS = 86_400;
/** As on the main network. */
export const BLOCK_SECONDS = 12;

/**
 * A chain in this process whose every block has a time of its own, so that a drill's gas and seconds
 * are the same at every run.
 */
export interface DrillChain {
  readonly provider: Provider;
  readonly signers: readonly HardhatEthersSigner[];
  now(): Promise<number>;
  /** Sends in a block of its own, 12 seconds after the last. */
  mined(send: () => Promise<TransactionResponse>): Promise<Receipt>;
  /** Lets so many seconds pass. */
  pass(seconds: number): Promise<void>;
  /** The key of somebody whom no file names, with some of the chain's coin. */
  keyOf(name: string): Promise<Key>;
  /** What a run answers, with all that it did undone. */
  undone<T>(run: () => Promise<T>): Promise<T>;
  /** From here on time is counted: to be called once what is deployed stands. */
  startClock(): Promise<void>;
}

export async function openDrillChain(): Promise<DrillChain> {
  const initialDate = new Date(START_SECONDS * 1_000);
  const connection = await network.create({ override: { initialDate } });
  const { provider } = connection.ethers;
  const ask = (method: string, ...params: unknown[]) =>
    connection.provider.request({ method, params });
  let time = START_SECONDS;
  const pass = async (seconds: number) => {
    time += seconds;
    await ask("evm_setNextBlockTimestamp", time);
    await ask("evm_mine");
  };
  return {
    provider,
    signers: await connection.ethers.getSigners(),
    now: async () => time,
    async mined(send) {
      time += BLOCK_SECONDS;
      await ask("evm_setNextBlockTimestamp", time);
      return await confirm(await send());
    },
    pass,
    async keyOf(name) {
      const key = new Wallet(hashOf(`Kessai drill: ${name}`), provider);
      await ask("hardhat_setBalance", key.address, "0x56bc75e2d63100000");
      return key;
    },
    async undone(run) {
      const [at, snapshot] = [time, await ask("evm_snapshot")];
      try {
        return await run();
      } finally {
        await ask("evm_revert", snapshot);
        time = at;
      }
    },
    async startClock() {
      time = START_SECONDS;
      await pass(DAY_SECONDS);
    },
  };
}
