import type { Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";

/** The statuses of a pass, in the order of `contracts/types/Standing.sol`. */
const STATUSES = [
  "none",
  "working",
  "in-veto-window",
  "expired",
  "screening-lapsed",
  "revoked",
  "suspended",
  "unattested",
  "recovered",
] as const;

export type PassStatus = (typeof STATUSES)[number];

/** Where the status stands in a standing, as `contracts/types/Standing.sol` draws it. */
const STATUS_AT = 116n;
const STATUS_BITS = 0xfn;

/** What a wallet's pass amounts to now. */
export async function readPassStatus(
  provider: Provider,
  pass: string,
  wallet: string,
): Promise<PassStatus> {
  const standing = await IKycPass__factory.connect(pass, provider).standing(wallet);
  return statusIn(standing);
}

/** The status that a standing says. */
export function statusIn(standing: bigint): PassStatus {
  return STATUSES[Number((standing >> STATUS_AT) & STATUS_BITS)] ?? "none";
}

/** The status's place among the contracts' statuses, by which its text is found. */
export function statusNumber(status: PassStatus): number {
  return STATUSES.indexOf(status);
}
