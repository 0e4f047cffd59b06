import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { DOCUMENT } from "../../securities/actions/support/life.ts";
import type { ChainChanges } from "../../support/world.ts";
import { gasOf } from "./gasOf.ts";
import { type Holders, holders } from "./holders.ts";

/** Holders whom one transaction reaches. */
const BATCH = 100;

/** Gas of what befalls all holders, whole transactions over a hundred of them. */
export async function lifeGas(chain: ChainChanges = {}) {
  const w = await holders(2 * BATCH, chain);
  const none = await splitGas(w, 2);
  const date = jstDateOf(await w.now());
  await w.desk.declareRecordDate(w.share, date, DOCUMENT);
  await w.networkHelpers.time.increaseTo(jstDateEnd(date) + 1);
  const pending = await splitGas(w, 2);
  const retired = await retireGas(w);
  const measured = {
    splitPerHolder: Math.ceil(none / BATCH),
    splitPerHolderAfterRecordDate: Math.ceil(pending / BATCH),
  };
  return { holders: BATCH, none, pending, retired, measured };
}

/** The first batch of a split; the second one, unmeasured, ends it. */
async function splitGas(w: Holders, numerator: number): Promise<number> {
  const terms = await w.splitBegun(numerator);
  const gas = await gasOf(w.split.scale(terms, w.wallets.slice(0, BATCH), []));
  await w.split.scale(terms, w.wallets.slice(BATCH), []);
  return gas;
}

async function retireGas(w: Holders): Promise<number> {
  await w.redemptionPaid();
  return await gasOf(w.lifecycle.retire(w.debt, w.wallets.slice(0, BATCH), []));
}
