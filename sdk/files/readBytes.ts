import { readFile } from "node:fs/promises";
import { FileNotFound } from "./FileNotFound.ts";
import { FileUnreadable } from "./FileUnreadable.ts";

/** Why the system refused, in words, by its code. */
const reasons: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder; name a file in it",
  EACCES: "this user may not read it; ask its owner for permission",
  EPERM: "this user may not read it; ask its owner for permission",
};

export type ReadBytesErrors = FileNotFound | FileUnreadable;

/**
 * What a file holds.
 *
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder or closed to this user
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") throw new FileNotFound(path);
    const reason = reasons[code] ?? `the system answered ${code}; look into that and try again`;
    throw new FileUnreadable(path, reason);
  }
}
