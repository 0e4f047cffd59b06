import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Normal } from "../../sdk/index.ts";
import { RecordBroken } from "./faults.ts";
import { writeAtomically } from "./writeAtomically.ts";

const recordSchema = z.strictObject({
  chainId: z.int(),
  /** The hash of the chain's block 0. */
  genesis: z.string(),
  /** The number of the last block before the first transaction. */
  after: z.int(),
  from: z.string(),
  /** SHA-256 of the file's bytes. */
  sha256: z.string(),
  /** What the deployment stands on: for a class the platform's factory. */
  on: z.string().nullable(),
  /** The file's terms in normal form. */
  file: z.custom<Normal>((value) => typeof value === "object" && value !== null),
});

/** What a deployment began with, kept in its folder before anything is sent. */
export type DeploymentRecord = Readonly<z.infer<typeof recordSchema>>;

/**
 * What the deployment in a folder began with; undefined if none began there.
 *
 * @throws RecordBroken if it is there but not as this program writes it
 */
export async function readRecord(folder: string): Promise<DeploymentRecord | undefined> {
  const path = join(folder, "record.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    throw new RecordBroken(
      `${path} is not as \`npm run deploy\` writes it`,
      "Take it back from your backup or repository.",
    );
  }
}

export async function writeRecord(folder: string, record: DeploymentRecord): Promise<void> {
  await writeAtomically(join(folder, "record.json"), `${JSON.stringify(record, null, 2)}\n`);
}
