import type { Provider } from "ethers";
import { ISecurityToken__factory } from "../contracts.ts";

/** What a wallet has of a class, or of yen. */
export interface Holding {
  readonly balance: bigint;
  /** Promised, and still its owner's. */
  readonly held: bigint;
  /** Stopped by order; can be more than there is. */
  readonly frozen: bigint;
  /** What its key can move: balance less held less frozen, never below zero. */
  readonly free: bigint;
  /** The wallet itself is stopped by order. */
  readonly isFrozen: boolean;
}

/**
 * What a wallet has now, all of it of one block.
 *
 * @param token a class's address, or the yen token's
 */
export async function readHolding(
  provider: Provider,
  token: string,
  wallet: string,
): Promise<Holding> {
  const contract = ISecurityToken__factory.connect(token, provider);
  const blockTag = await provider.getBlockNumber();
  const [balance, held, frozen, free, isFrozen] = await Promise.all([
    contract.balanceOf(wallet, { blockTag }),
    contract.heldOf(wallet, { blockTag }),
    contract.frozenOf(wallet, { blockTag }),
    contract.freeOf(wallet, { blockTag }),
    contract.isFrozen(wallet, { blockTag }),
  ]);
  return { balance, held, frozen, free, isFrozen };
}
