import { existsSync } from "node:fs";
import { appendFile, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { RecordBroken } from "./faults.ts";

/** The lines of Ignition's journal that this program looks at, and of each what it needs. */
const messageSchema = z.looseObject({
  type: z.string(),
  futureId: z.string().optional(),
  from: z.string().optional(),
  nonce: z.number().optional(),
  networkInteractionId: z.number().optional(),
  networkInteraction: z
    .looseObject({ id: z.number(), to: z.string().optional(), data: z.string().optional() })
    .optional(),
  transaction: z.looseObject({ hash: z.string() }).optional(),
  hash: z.string().optional(),
  receipt: z.looseObject({ blockHash: z.string(), blockNumber: z.number() }).optional(),
  result: z.looseObject({ type: z.string() }).optional().catch(undefined),
});

const BEGINNINGS = ["DEPLOYMENT_EXECUTION_STATE_INITIALIZE", "CALL_EXECUTION_STATE_INITIALIZE"];

type Message = z.infer<typeof messageSchema>;

/** What the journal knows of one transaction of the deployment. */
export interface Sending {
  readonly futureId: string;
  readonly from: string;
  /** Undefined as long as the call is not written down. */
  readonly interaction: number | undefined;
  /** Undefined as long as none is chosen. */
  readonly nonce: number | undefined;
  /** Undefined when a contract is created. */
  readonly to: string | undefined;
  readonly data: string;
  /** Hashes under which it was sent, as far as they were written down. */
  readonly hashes: readonly string[];
  readonly confirmed:
    | { readonly hash: string; readonly block: number; readonly blockHash: string }
    | undefined;
  readonly status: "open" | "done" | "failed";
}

/** Deployment folder's journal of Ignition, one message a line. */
export function journalPath(folder: string): string {
  return join(folder, "journal.jsonl");
}

/**
 * Takes back what a kill or a timeout left at the journal's end: a line half written, and the note
 * that a transaction was not mined in time (it may be mined yet, so it is waited for again, never sent
 * a second time).
 *
 * @returns whether a half-written line was taken back
 * @throws RecordBroken if another line than the last is unreadable
 */
export async function mendJournal(folder: string): Promise<boolean> {
  // Ignition rewrites this one in place; it is a copy of what the journal says.
  await rm(join(folder, "deployed_addresses.json"), { force: true });
  const path = journalPath(folder);
  if (!existsSync(path)) return false;
  const text = await readFile(path, "utf8");
  let end = text.lastIndexOf("\n") + 1;
  const isHalf = messageOf(text.slice(end)) === undefined && text.slice(end).trim() !== "";
  if (!isHalf) end = text.length;
  let kept = text.slice(0, end).trimEnd();
  while (messageOf(lastLine(kept))?.type === "ONCHAIN_INTERACTION_TIMEOUT") {
    kept = kept.slice(0, kept.lastIndexOf("\n")).trimEnd();
  }
  if (kept.length !== text.length) await truncate(path, Buffer.byteLength(kept));
  return isHalf;
}

/**
 * The deployment's transactions in the order in which they began. A last line half written is left out.
 *
 * @throws RecordBroken if another line is unreadable
 */
export async function readJournal(folder: string): Promise<Sending[]> {
  const path = journalPath(folder);
  if (!existsSync(path)) return [];
  const sendings = new Map<string, Sending>();
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const message = messageOf(line);
    if (message === undefined && index === lines.length - 1) break;
    if (message === undefined) {
      throw new RecordBroken(
        `Line ${index + 1} of ${path} is unreadable`,
        "Take the file back from your backup or repository.",
      );
    }
    const { futureId } = message;
    if (futureId === undefined) continue;
    const before = sendings.get(futureId) ?? beginning(message);
    if (message.type === "WIPE_APPLY") sendings.delete(futureId);
    else if (before !== undefined) sendings.set(futureId, after(before, message));
  }
  return [...sendings.values()];
}

/** Whether a nonce was ever chosen for a transaction, which happens before the first is sent. */
export async function mayHaveSent(folder: string): Promise<boolean> {
  const path = journalPath(folder);
  return existsSync(path) && (await readFile(path, "utf8")).includes('"TRANSACTION_PREPARE_SEND"');
}

/** Writes down a transaction that Ignition does not know to be its own. */
export async function addSent(folder: string, sending: Sending, hash: string): Promise<void> {
  const fee = { _kind: "bigint", value: "0" };
  const line = {
    futureId: sending.futureId,
    networkInteractionId: sending.interaction,
    nonce: sending.nonce,
    transaction: { fees: { gasPrice: fee }, hash },
    type: "TRANSACTION_SEND",
  };
  await appendFile(journalPath(folder), `\n${JSON.stringify(line)}`);
}

/** Writes Ignition's list of addresses anew, as the journal has them. */
export async function writeAddresses(
  folder: string,
  contracts: Readonly<Record<string, { readonly address: string }>>,
): Promise<void> {
  const addresses = Object.entries(contracts).map(([id, { address }]) => [id, address]);
  const text = `${JSON.stringify(Object.fromEntries(addresses), null, 2)}\n`;
  await writeFile(join(folder, "deployed_addresses.json"), text);
}

function messageOf(line: string): Message | undefined {
  try {
    return messageSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

function beginning({ type, futureId, from }: Message): Sending | undefined {
  if (!BEGINNINGS.includes(type) || futureId === undefined || from === undefined) return undefined;
  return {
    ...{ futureId, from, interaction: undefined, nonce: undefined, to: undefined, data: "0x" },
    ...{ hashes: [], confirmed: undefined, status: "open" },
  };
}

function after(sending: Sending, message: Message): Sending {
  switch (message.type) {
    case "NETWORK_INTERACTION_REQUEST": {
      const { id: interaction, to, data = "0x" } = message.networkInteraction ?? {};
      return { ...sending, interaction, to, data };
    }
    case "TRANSACTION_PREPARE_SEND":
      return { ...sending, nonce: message.nonce };
    case "TRANSACTION_SEND": {
      const { hash } = message.transaction ?? {};
      const hashes = hash === undefined ? sending.hashes : [...sending.hashes, hash];
      return { ...sending, nonce: message.nonce ?? sending.nonce, hashes };
    }
    case "ONCHAIN_INTERACTION_REPLACED_BY_USER":
      return { ...sending, nonce: undefined, hashes: [] };
    case "TRANSACTION_CONFIRM": {
      const { hash, receipt } = message;
      if (hash === undefined || receipt === undefined) return sending;
      const { blockNumber: block, blockHash } = receipt;
      return { ...sending, confirmed: { hash, block, blockHash } };
    }
    case "DEPLOYMENT_EXECUTION_STATE_COMPLETE":
    case "CALL_EXECUTION_STATE_COMPLETE":
      return { ...sending, status: message.result?.type === "SUCCESS" ? "done" : "failed" };
    default:
      return sending;
  }
}
