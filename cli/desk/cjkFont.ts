import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

const NAME = /^Noto(Sans|Serif)(Mono)?CJK.*\.(ttc|otf|ttf)$/i;
/** Where systems keep their fonts. */
const FOLDERS = [
  ...["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"],
  ...[join(homedir(), ".fonts"), join(homedir(), ".local/share/fonts")],
  ...[join(homedir(), "Library/Fonts"), "C:\\Windows\\Fonts"],
];

/** A full Noto CJK font of this system, with which PDFs can be written; undefined if there is none. */
export async function cjkFont(folders: readonly string[] = FOLDERS): Promise<string | undefined> {
  for (const folder of folders) {
    const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const font = found.find((each) => !each.isDirectory() && NAME.test(each.name));
    if (font !== undefined) return join(font.parentPath, font.name);
  }
  return undefined;
}
