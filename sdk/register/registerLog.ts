import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { z } from "zod";
import { canonicalJson } from "./canonicalJson.ts";

/** Lines of a log are missing, changed or out of order. */
export class LogBroken extends Error {
  override readonly name = "LogBroken";
  /** From 1. */
  readonly line: number;

  constructor(path: string, line: number, what: string) {
    super(
      `${path}:${line}: ${what}. The log was changed or cut from here on; ` +
        `compare it with its backup, and begin a new one beside it.`,
    );
    this.line = line;
  }
}

const entrySchema = z.strictObject({
  /** From 1. */
  number: z.int().positive(),
  time: z.iso.datetime(),
  who: z.string().min(1),
  what: z.string().min(1),
  /** The register's digest, if one was shown. */
  digest: z.string().optional(),
  /** Hash of the line before; of the first line zeros. */
  before: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One line of the log: who asked what of the register, and when. */
export type LogEntry = z.infer<typeof entrySchema>;

export type RegisterLogErrors = LogBroken;

const NOTHING = "0".repeat(64);

/**
 * Adds a line to the log of who asked what, which is only ever added to.
 *
 * @param now seconds are kept; of tests
 * @returns the line; its hash, kept elsewhere, shows later that no line before it was taken away
 * @throws LogBroken if what is there does not hold together: nothing is added then
 */
export async function appendLog(
  path: string,
  { who, what, digest }: Pick<LogEntry, "who" | "what" | "digest">,
  now: Date = new Date(),
): Promise<LogEntry> {
  const last = (await verifyLog(path)).at(-1);
  const said = {
    number: (last?.number ?? 0) + 1,
    time: now.toISOString(),
    ...{ who, what },
    ...(digest === undefined ? {} : { digest }),
    before: last?.hash ?? NOTHING,
  };
  const entry = entrySchema.parse({ ...said, hash: hashOf(said) });
  const file = await open(path, "a", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(entry)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return entry;
}

/**
 * Reads a log and checks that its lines follow each other. Lines taken from its end are seen only by one who
 * kept the last hash.
 *
 * @param last the hash of a line that must be in it
 * @throws LogBroken at the first line that does not follow
 */
export async function verifyLog(path: string, last?: string): Promise<LogEntry[]> {
  const text = await readFile(path, "utf8").catch((error: { readonly code?: string }) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const entries: LogEntry[] = [];
  const lines = text.split("\n");
  // A whole log ends in a line break.
  const rest = lines.pop();
  if (rest !== "") throw new LogBroken(path, lines.length + 1, "the line is cut short");
  for (const [index, line] of lines.entries()) {
    const { number, before, entry } = parsed(path, index + 1, line);
    if (number !== index + 1) throw new LogBroken(path, index + 1, `this is line ${number}`);
    if (before !== (entries.at(-1)?.hash ?? NOTHING)) {
      throw new LogBroken(path, index + 1, "the line does not follow the one before");
    }
    entries.push(entry);
  }
  if (last !== undefined && !entries.some(({ hash }) => hash === last)) {
    throw new LogBroken(path, entries.length + 1, `the line ${last} is missing`);
  }
  return entries;
}

function parsed(path: string, at: number, line: string) {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new LogBroken(path, at, "the line is no JSON");
  }
  const { success, data } = entrySchema.safeParse(json);
  if (!success) throw new LogBroken(path, at, "the line is no entry");
  const { hash, ...said } = data;
  if (hashOf(said) !== hash) throw new LogBroken(path, at, "the line has another hash");
  return { number: data.number, before: data.before, entry: data };
}

function hashOf(said: Omit<LogEntry, "hash">): string {
  return createHash("sha256").update(canonicalJson(said)).digest("hex");
}
