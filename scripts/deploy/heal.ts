import { trackTransaction, wipe } from "@nomicfoundation/ignition-core";
import type { Text } from "../../sdk/index.ts";
import { StillWaiting } from "./faults.ts";
import { findTransaction } from "./findTransaction.ts";
import { addSent, mendJournal, readJournal, type Sending } from "./journal.ts";
import { type Rpc, type RpcTransaction, receiptOf, sentCount } from "./rpc.ts";
import { TEXTS } from "./texts.ts";

export interface HealParameters {
  readonly folder: string;
  readonly rpc: Rpc;
  /** The number of the last block before the deployment began. */
  readonly after: number;
  readonly confirmations: number;
  readonly tell: (text: Text, values?: Record<string, string>) => void;
  /** The longest wait for a transaction that the node has but does not show. */
  readonly patienceSeconds?: number;
}

/**
 * Brings the journal of a stopped run in line with the chain, so that resuming it sends nothing twice.
 *
 * @throws StillWaiting if the chain cannot tell yet what became of the last transaction
 * @throws RecordBroken if the journal is unreadable
 */
export async function heal(parameters: HealParameters): Promise<void> {
  const { folder, tell } = parameters;
  if (await mendJournal(folder)) tell(TEXTS.lineMended);
  for (const sending of await readJournal(folder)) {
    if (sending.status === "done" || sending.confirmed !== undefined) {
      // What was mined as failed did nothing: it is done anew.
      if (sending.status === "failed") await wipe(folder, NO_ARTIFACTS, sending.futureId);
      continue;
    }
    // Ignition cannot read its own journal when it ends between a step's first line and its second.
    if (sending.interaction === undefined) await wipe(folder, NO_ARTIFACTS, sending.futureId);
    if (sending.nonce === undefined) continue;
    if (sending.hashes.length === 0) await healUnsent(parameters, sending, sending.nonce);
    else await healReplaced(parameters, sending, sending.nonce);
  }
}

/** Ignition's `wipe` takes a resolver that it does not use on a folder. */
const NO_ARTIFACTS = {
  loadArtifact: () => Promise.reject(new Error("no artifact is needed")),
  getBuildInfo: async () => undefined,
};

/** Ignition's number for a transaction that must be confirmed first. */
const TOO_FEW_CONFIRMATIONS = 11_305;

/** The run stopped between choosing a nonce and writing the hash down. */
async function healUnsent(
  { folder, rpc, after, confirmations, tell, patienceSeconds = 120 }: HealParameters,
  sending: Sending,
  nonce: number,
): Promise<void> {
  const { from } = sending;
  const pending = await sentCount(rpc, from, "pending");
  if (pending < nonce) {
    throw new StillWaiting(
      `The network's node knows ${pending} transactions of ${from}, but ${nonce} were sent from it before: ` +
        "it is behind, or has dropped some.",
    );
  }
  if (pending === nonce) {
    // Sent again under the same nonce: even if the first one turns up yet, only one can be mined.
    await wipe(folder, NO_ARTIFACTS, sending.futureId);
    tell(TEXTS.neverSent);
    return;
  }
  const shown = `transaction ${nonce} of ${from}`;
  const found = await patiently(
    patienceSeconds,
    () => findTransaction(rpc, from, nonce, after),
    `${shown} is in the node's pool, which does not show it, and was not mined`,
  );
  if (isSame(sending, found)) {
    await trackTransaction(folder, found.hash, rpc, confirmations);
    tell(TEXTS.found, { hash: found.hash });
    return;
  }
  // A stranger's: when it is confirmed, Ignition takes the next nonce.
  await patiently(
    patienceSeconds,
    async () => {
      if ((await receiptOf(rpc, found.hash)) === null) return undefined;
      try {
        await trackTransaction(folder, found.hash, rpc, confirmations);
        return true;
      } catch (error) {
        if ((error as { number?: number }).number === TOO_FEW_CONFIRMATIONS) return undefined;
        throw error;
      }
    },
    `${shown} is ${found.hash}, which is not this deployment's, and was not confirmed`,
  );
}

/** What an attempt answers as soon as it does, asked every second. */
async function patiently<T>(
  seconds: number,
  attempt: () => Promise<T | undefined>,
  what: string,
): Promise<T> {
  const until = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await attempt();
    if (answer !== undefined) return answer;
    if (Date.now() > until) {
      throw new StillWaiting(`The network's node says that ${what} within ${seconds} seconds.`);
    }
    await new Promise((done) => setTimeout(done, 1_000));
  }
}

/**
 * Under every hash written down the transaction is gone. If its owner sent the same again for a higher
 * fee, that one is ours; Ignition would take it for a stranger's and send once more.
 */
async function healReplaced(
  { folder, rpc, after, tell }: HealParameters,
  sending: Sending,
  nonce: number,
): Promise<void> {
  for (const hash of sending.hashes) {
    if ((await rpc.request({ method: "eth_getTransactionByHash", params: [hash] })) !== null)
      return;
  }
  if ((await sentCount(rpc, sending.from, "latest")) <= nonce) return;
  const found = await findTransaction(rpc, sending.from, nonce, after);
  if (found === undefined || !isSame(sending, found)) return;
  await addSent(folder, sending, found.hash);
  tell(TEXTS.found, { hash: found.hash });
}

function isSame(sending: Sending, { to, input }: RpcTransaction): boolean {
  return (
    (to ?? undefined)?.toLowerCase() === sending.to?.toLowerCase() &&
    input.toLowerCase() === sending.data.toLowerCase()
  );
}
