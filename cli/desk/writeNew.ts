import { writeFile } from "node:fs/promises";
import { FileTaken } from "./faults.ts";

/**
 * Writes a file that is not there yet.
 *
 * @param mode who may read it, such as 0o600 for its owner alone
 * @throws FileTaken if it is
 */
export async function writeNew(path: string, content: string, mode = 0o666): Promise<void> {
  try {
    await writeFile(path, content, { flag: "wx", mode });
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") throw new FileTaken(path);
    throw error;
  }
}
