import type { FileNotFound } from "./FileNotFound.ts";
import type { FileUnreadable } from "./FileUnreadable.ts";
import { type ClassFile, type ParseClassFileErrors, parseClassFile } from "./parseClassFile.ts";
import { readText } from "./readText.ts";

export type ReadClassFileErrors = FileNotFound | FileUnreadable | ParseClassFileErrors;

/**
 * Reads a class file.
 *
 * @param path of a YAML file in UTF-8, such as `examples/classes/sbi-st-1.yaml`
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 * @throws FileRefused with every fault at its line and column
 */
export async function readClassFile(path: string): Promise<ClassFile> {
  return parseClassFile(await readText(path), path);
}
