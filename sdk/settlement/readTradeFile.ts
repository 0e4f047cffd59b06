import type { FileNotFound } from "../files/FileNotFound.ts";
import type { FileRefused } from "../files/FileRefused.ts";
import type { FileUnreadable } from "../files/FileUnreadable.ts";
import { readText } from "../files/readText.ts";
import { parseTradeFile, type TradeFile } from "./tradeFile.ts";

export type ReadTradeFileErrors = FileNotFound | FileUnreadable | FileRefused;

/**
 * The trade in a file.
 *
 * @throws FileNotFound if nothing is there
 * @throws FileUnreadable if it is a folder, closed to this user, or not UTF-8
 * @throws FileRefused if it is no trade; with every fault, its field, line and column
 */
export async function readTradeFile(path: string): Promise<TradeFile> {
  return parseTradeFile(await readText(path), path);
}
