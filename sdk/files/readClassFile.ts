import { checkClassFile } from "./checkClassFile.ts";
import type { FileNotFound } from "./FileNotFound.ts";
import { FileRefused, type Finding } from "./FileRefused.ts";
import type { FileUnreadable } from "./FileUnreadable.ts";
import { hashFile } from "./hashFile.ts";
import type { ClassFile, ParseClassFileErrors } from "./parseClassFile.ts";
import { readText } from "./readText.ts";

export type ReadClassFileErrors = FileNotFound | FileUnreadable | ParseClassFileErrors;

/**
 * Reads a class file, and makes sure that the documents beside it are those that it names.
 *
 * @param path of a YAML file in UTF-8, such as `examples/classes/sbi-st-1.yaml`
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 * @throws FileRefused with every fault at its line and column; a document that is not there, or has
 *   another SHA-256, is one
 */
export async function readClassFile(path: string): Promise<ClassFile> {
  const { file, yaml } = checkClassFile(await readText(path), path);
  const folder = path.slice(0, path.search(/[^/\\]*$/));
  const findings: Finding[] = [];
  for (const [index, document] of file.disclosure.entries()) {
    if (document.file === undefined) continue;
    const found = await hashFile(`${folder}${document.file}`);
    const at = ["disclosure", index];
    if (found === undefined) {
      const expected = "a file that is there and can be read, beside or below the class file";
      findings.push(yaml.finding([...at, "file"], expected));
    } else if (found !== document.sha256) {
      const expected = `the SHA-256 of ${document.file}, which is ${found}`;
      findings.push(yaml.finding([...at, "sha256"], expected));
    }
  }
  if (findings.length > 0) throw new FileRefused(findings);
  return file;
}
