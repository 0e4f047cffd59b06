import type { FileNotFound } from "./FileNotFound.ts";
import type { FileUnreadable } from "./FileUnreadable.ts";
import {
  type ParsePlatformFileErrors,
  type PlatformFile,
  parsePlatformFile,
} from "./parsePlatformFile.ts";
import { readText } from "./readText.ts";

export type ReadPlatformFileErrors = FileNotFound | FileUnreadable | ParsePlatformFileErrors;

/**
 * Reads a platform file.
 *
 * @param path of a YAML file in UTF-8, such as `examples/platform.yaml`
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 * @throws FileRefused with every fault at its line and column
 */
export async function readPlatformFile(path: string): Promise<PlatformFile> {
  return parsePlatformFile(await readText(path), path);
}
