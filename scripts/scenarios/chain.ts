import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { Provider } from "ethers";
import hre, { network } from "hardhat";

/** A chain to play a scenario on. */
export interface Chain {
  readonly provider: Provider;
  readonly signers: readonly HardhatEthersSigner[];
  /** The chain's time now, Unix seconds. */
  now(): Promise<number>;
  /** The clock can be moved by days. */
  readonly canPassDays: boolean;
  /** Lets at least so many seconds pass, by moving the clock where the chain allows it. */
  pass(seconds: number): Promise<void>;
}

/** No such network is configured. */
export class NetworkUnknown extends Error {
  override readonly name = "NetworkUnknown";
}

/** The chain's clock cannot be moved, and waiting would take too long. */
export class ClockFixed extends Error {
  override readonly name = "ClockFixed";
}

const LONGEST_WAIT_SECONDS = 120;

/**
 * Connects to a network of hardhat.config.ts, or starts a chain in this process.
 *
 * @param initialDate when a chain in this process begins; now, without it
 * @throws NetworkUnknown if hardhat.config.ts has no such network
 */
export async function openChain(name: string | undefined, initialDate?: Date): Promise<Chain> {
  if (name !== undefined && !Object.hasOwn(hre.config.networks, name)) {
    const known = Object.keys(hre.config.networks).join(", ");
    throw new NetworkUnknown(
      `hardhat.config.ts has no network ${name}. It has ${known}. Add it there, or choose one of these.`,
    );
  }
  const connection = await network.create(
    initialDate === undefined ? name : { override: { initialDate } },
  );
  const { provider } = connection.ethers;
  const now = async () => (await provider.getBlock("latest"))?.timestamp ?? 0;
  return {
    provider,
    signers: await connection.ethers.getSigners(),
    now,
    canPassDays: await canMoveClock(connection.provider),
    async pass(seconds) {
      const until = (await now()) + seconds;
      try {
        await connection.provider.request({ method: "evm_increaseTime", params: [seconds] });
        await connection.provider.request({ method: "evm_mine", params: [] });
        return;
      } catch {
        if (seconds > LONGEST_WAIT_SECONDS) {
          throw new ClockFixed(
            `The clock of network ${name} cannot be moved, and the platform file's veto window is ` +
              `${seconds} seconds. Use a platform file with a vetoWindow of at most ` +
              `${LONGEST_WAIT_SECONDS}s there, or leave --network out.`,
          );
        }
      }
      while ((await now()) < until) await new Promise((done) => setTimeout(done, 1_000));
    },
  };
}

/** Chains for development move their clock when asked; by nothing, to find out. */
async function canMoveClock(provider: {
  request(call: { method: string; params: unknown[] }): Promise<unknown>;
}): Promise<boolean> {
  try {
    await provider.request({ method: "evm_increaseTime", params: [0] });
    return true;
  } catch {
    return false;
  }
}
