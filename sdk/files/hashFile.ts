import { readFile } from "node:fs/promises";
import { sha256 } from "ethers";

/** The SHA-256 of a file's bytes in 64 hexadecimal digits, or undefined if none can be read there. */
export async function hashFile(path: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(path)).slice(2);
  } catch {
    return undefined;
  }
}
