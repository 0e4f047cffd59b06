import { encodeBytes32String } from "ethers";
import type { SecurityToken, YenToken } from "../../../sdk/contracts.ts";
import { world } from "../../support/world.ts";

export type Token = SecurityToken | YenToken;

export const ISSUE = encodeBytes32String("issue");
export const PAYOUT = encodeBytes32String("payout");
export const DOCUMENT = encodeBytes32String("document");

/** Units that A has, yen that B has, and what one sells to the other. */
export const ISSUED = 100n;
export const DEPOSITED = 5_000_000n;
export const UNITS = 10n;
export const AMOUNT = 1_000_000n;

/** A has units and B yen, both with passes. */
export async function market() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, ISSUED, ISSUE);
  await w.minted(w.b, DEPOSITED);
  return w;
}
