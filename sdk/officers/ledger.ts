import { open } from "node:fs/promises";
import { z } from "zod";
import { FileNotFound } from "../files/FileNotFound.ts";
import { readText } from "../files/readText.ts";
import type { RowResult } from "./relayBundle.ts";
import { FORMAT } from "./request.ts";
import { VERBS, type Verb } from "./verbs.ts";

const entrySchema = z.strictObject({
  format: z.literal(FORMAT),
  /** When it was mined, Unix seconds. */
  minedAt: z.int().positive(),
  verb: z.enum(Object.keys(VERBS) as [Verb, ...Verb[]]),
  /** The firm's own key of the row. */
  reference: z.string(),
  wallet: z.string(),
  /** Numbers of the officers who attested it. */
  officers: z.array(z.int().positive()),
  /** SHA-256 of the request's file. */
  request: z.string().regex(/^[0-9a-f]{64}$/),
  transaction: z.string().regex(/^0x[0-9a-f]{64}$/),
});

/** What was attested, by whom, when, by which request and transaction. */
export type LedgerEntry = Readonly<z.infer<typeof entrySchema>>;

/** A line of a ledger is not as this program writes it. */
export class LedgerBroken extends Error {
  override readonly name = "LedgerBroken";

  constructor(path: string, line: number) {
    super(
      `${path}:${line}: the line is not as \`npm run officers -- relay\` writes it. A ledger is only ever ` +
        "appended to: take the file back from your backup. The chain has the same acts: " +
        "`npm run officers -- ledger` without the file lists them.",
    );
  }
}

export type ReadLedgerErrors = FileNotFound | LedgerBroken;

/**
 * The entries of a ledger, in their order. A last line that was half written when a run was killed does
 * not count.
 *
 * @throws FileNotFound if nothing is there
 * @throws LedgerBroken if a whole line is not an entry
 */
export async function readLedger(path: string): Promise<LedgerEntry[]> {
  return entriesIn(await readText(path), path);
}

/**
 * Appends what was done to a ledger, which is made if it is not there: what is in it already is left out,
 * and a half-written last line is taken back.
 *
 * @returns how many entries were appended
 * @throws LedgerBroken if a whole line is not an entry
 */
export async function appendLedger(path: string, entries: readonly LedgerEntry[]): Promise<number> {
  let text = "";
  try {
    text = await readText(path);
  } catch (error) {
    if (!(error instanceof FileNotFound)) throw error;
  }
  const known = new Set(entriesIn(text, path).map(keyOf));
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const added = entries.filter((entry) => !known.has(keyOf(entry)));
  if (added.length === 0) return 0;
  const file = await open(path, "a");
  try {
    if (whole.length < text.length) await file.truncate(new TextEncoder().encode(whole).length);
    await file.writeFile(added.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
  return added.length;
}

/** The entries of results: of the rows that the chain shows as done. */
export function ledgerEntries(
  request: string,
  verb: Verb,
  results: readonly RowResult[],
): LedgerEntry[] {
  return results.flatMap(({ row, officers, transactionHash, minedAt }): LedgerEntry[] => {
    // What a pass guardian did is done too, and attested by nobody.
    if (transactionHash === undefined || minedAt === undefined || officers.length === 0) return [];
    const { reference, wallet } = row;
    const by = [...officers];
    const transaction = transactionHash;
    return [
      { format: FORMAT, minedAt, verb, reference, wallet, officers: by, request, transaction },
    ];
  });
}

function entriesIn(text: string, path: string): LedgerEntry[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return entrySchema.parse(JSON.parse(line));
    } catch {
      throw new LedgerBroken(path, index + 1);
    }
  });
}

function keyOf({ verb, wallet, officers, request, transaction }: LedgerEntry): string {
  return [verb, wallet, officers.join(" "), request, transaction].join("|");
}
