import { rename, writeFile } from "node:fs/promises";
import { formatTradeFile, type TradeFile } from "./tradeFile.ts";

/**
 * Writes a trade to a file, over what was there: whoever reads it meanwhile finds the old or the new whole.
 * The folder must be there.
 */
export async function writeTradeFile(path: string, file: TradeFile): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, formatTradeFile(file));
  await rename(part, path);
}
