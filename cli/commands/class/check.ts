import { sha256 } from "ethers";
import { z } from "zod";
import { formatUnits, formatYen, readBytes, readClassFile } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { pathOf } from "../../inputs.ts";

/** Whether a class file can be used; every fault with its line. */
export const classCheck: LocalCommand = {
  kind: "local",
  path: "class check",
  about: {
    en: "check a class file and the documents it names, without a chain",
    ja: "銘柄ファイルと添付書類の検査(チェーン不要)",
  },
  example: "class check examples/classes/sbi-st-1.yaml",
  arguments: [{ name: "file", about: { en: "the class file", ja: "銘柄ファイル" } }],
  result: z.strictObject({
    ...{ file: z.string(), sha256: z.string(), code: z.string(), symbol: z.string() },
    ...{ type: z.string(), issuer: z.string(), cap: z.string(), documents: z.number() },
    /** Where the file marks a value as assumed. */
    assumed: z.array(z.string()),
  }),
  async run(given) {
    const path = pathOf(given, "file");
    const file = await readClassFile(path);
    const { code, symbol, type, issuer, supply, disclosure, assumed, unit } = file;
    const { lang } = given;
    const value = {
      ...{ file: path, sha256: sha256(await readBytes(path)), code, symbol, type, issuer },
      ...{ cap: String(supply.cap), documents: disclosure.length, assumed },
    };
    const cap = formatUnits(supply.cap, type, lang);
    const price = formatYen(unit.face ?? unit.issuePrice ?? 0n);
    const line = {
      en: `${path}: class ${code} (${symbol}), ${type}, at most ${cap} of ${price}; ${disclosure.length} documents are as named.`,
      ja: `${path}: 銘柄 ${code} (${symbol})、${type}、上限 ${cap}、1口 ${price}。書類 ${disclosure.length} 件は一致しました。`,
    };
    const marked = {
      en: `Marked as assumed: ${assumed.join(", ")}`,
      ja: `仮の値: ${assumed.join("、")}`,
    };
    return { value, lines: [line[lang], ...(assumed.length === 0 ? [] : [marked[lang]])] };
  },
};
