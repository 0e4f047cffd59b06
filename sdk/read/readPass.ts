import type { Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";
import { type PassStatus, statusIn } from "./readPassStatus.ts";

/** A wallet's pass, as officers need it to prepare what they sign. */
export interface Pass {
  readonly wallet: string;
  readonly status: PassStatus;
  /** The wallet has a pass, suspended or not. */
  readonly isHeld: boolean;
  /** What the next signature must bind. */
  readonly seq: number;
  /** From when the pass works, Unix seconds; names the pass. 0 if there never was one. */
  readonly validFrom: number;
  /** 0 if the wallet never had a pass. */
  readonly investorId: number;
}

/** The investor number of every system pass. */
export const SYSTEM_INVESTOR = 0xffff_ffff;

/**
 * What a wallet's pass is.
 *
 * @param block as of which block; the last one if left out
 */
export async function readPass(
  provider: Provider,
  pass: string,
  wallet: string,
  block?: number,
): Promise<Pass> {
  const contract = IKycPass__factory.connect(pass, provider);
  const at = { blockTag: block ?? "latest" };
  const [standing, held, seq, validFrom, investorId] = await Promise.all([
    contract.standing(wallet, at),
    contract.balanceOf(wallet, at),
    contract.seqOf(wallet, at),
    contract.validFromOf(wallet, at),
    contract.investorIdOf(wallet, at),
  ]);
  return {
    wallet,
    status: statusIn(standing),
    isHeld: held === 1n,
    seq: Number(seq),
    validFrom: Number(validFrom),
    investorId: Number(investorId),
  };
}
