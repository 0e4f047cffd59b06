import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readTradeFile, type TradeFile } from "../../sdk/index.ts";
import type { Given, OptionSpec } from "../command.ts";
import { ArgumentRefused } from "./faults.ts";

/** The options by which a command is given many trades. */
export const TRADES_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--trade <file>",
    about: { en: "a trade's file; several times", ja: "約定ファイル(複数可)" },
    many: true,
  },
  {
    flags: "--folder <folder>",
    about: { en: "all trade files (*.json) in it", ja: "約定ファイルのフォルダ" },
  },
];

/**
 * The trades in files, named one by one or by their folder.
 *
 * @throws ArgumentRefused if none is named; FileNotFound, FileUnreadable, FileRefused
 */
export async function tradesIn({ options }: Given): Promise<TradeFile[]> {
  const named = Array.isArray(options.trade) ? (options.trade as readonly string[]) : [];
  const paths = [...named];
  if (typeof options.folder === "string") {
    const { folder } = options;
    let names: string[];
    try {
      names = await readdir(folder);
    } catch {
      throw new ArgumentRefused(
        {
          en: "{folder} is no folder that can be read. Name the trades' folder.",
          ja: "{folder} は読み取れるフォルダではありません。約定ファイルのフォルダを指定してください。",
        },
        { folder },
      );
    }
    const files = names.filter((name) => name.endsWith(".json")).toSorted();
    paths.push(...files.map((name) => join(folder, name)));
  }
  if (paths.length === 0) {
    throw new ArgumentRefused({
      en: "No trades: name their files with --trade FILE, or --folder FOLDER.",
      ja: "約定がありません。--trade ファイル、または --folder フォルダで指定してください。",
    });
  }
  return await Promise.all(paths.map((path) => readTradeFile(path)));
}
