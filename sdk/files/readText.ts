import { FileUnreadable } from "./FileUnreadable.ts";
import { readBytes } from "./readBytes.ts";

/**
 * The text of a UTF-8 file, without a byte order mark.
 *
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileUnreadable(path, {
      en: "it is not UTF-8 text (Shift_JIS?); save it as UTF-8",
      ja: "UTF-8 ではありません(Shift_JIS?)。UTF-8 で保存してください",
    });
  }
}
