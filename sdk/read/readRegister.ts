import type { Provider } from "ethers";
import { ISecurityToken__factory } from "../contracts.ts";
import { holdersOf } from "./holdersOf.ts";

/** One holder of a token now. */
export interface RegisterRow {
  readonly wallet: string;
  /** Units or yen. balance = what the holder owns; free = what is neither held nor frozen. */
  readonly balance: bigint;
  readonly free: bigint;
  readonly held: bigint;
  readonly frozen: bigint;
}

/**
 * The holders of a class or of yen now, in the order in which they came in: built from the token's
 * `Transfer` events, with the figures that the token itself answers.
 *
 * @param fromBlock the block from which the token has existed
 */
export async function readRegister(
  provider: Provider,
  token: string,
  fromBlock = 0,
): Promise<RegisterRow[]> {
  const contract = ISecurityToken__factory.connect(token, provider);
  const wallets = await holdersOf(contract, fromBlock);
  const rows = await Promise.all(
    wallets.map(async (wallet): Promise<RegisterRow> => {
      const [balance, free, held, frozen] = await Promise.all([
        contract.balanceOf(wallet),
        contract.freeOf(wallet),
        contract.heldOf(wallet),
        contract.frozenOf(wallet),
      ]);
      return { wallet, balance, free, held, frozen };
    }),
  );
  return rows.filter(({ balance }) => balance > 0n);
}
