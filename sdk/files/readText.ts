import { readFile } from "node:fs/promises";
import { FileNotFound } from "./FileNotFound.ts";
import { FileUnreadable } from "./FileUnreadable.ts";

/** Why the system refused, in words, by its code. */
const reasons: Readonly<Record<string, string>> = {
  EISDIR: "it is a folder; name a file in it",
  EACCES: "this user may not read it; ask its owner for permission",
  EPERM: "this user may not read it; ask its owner for permission",
};

/**
 * The text of a UTF-8 file, without a byte order mark.
 *
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 */
export async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") throw new FileNotFound(path);
    const reason = reasons[code] ?? `the system answered ${code}; look into that and try again`;
    throw new FileUnreadable(path, reason);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileUnreadable(path, "it is not UTF-8 text (Shift_JIS?); save it as UTF-8");
  }
}
