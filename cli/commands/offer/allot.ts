import { decodeCsv, Offering__factory, parseAllotment, readBytes } from "../../../sdk/index.ts";
import type { Call, WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { offeringIn } from "../../desk/termsIn.ts";
import { maybe, pathOf } from "../../inputs.ts";
import { TERMS } from "./options.ts";

/** Allotments of one transaction. */
const MOST_ROWS = 200;

/** Allots by a table, and seals the allotment. */
export const offerAllot: WriteCommand = {
  kind: "write",
  path: "offer allot",
  about: {
    en: "allot by a table (ファイルによる割当て) after the close, and with --seal end that for good (registrar)",
    ja: "締切後、割当表により割当て(--seal で確定、原簿管理人)",
  },
  example: "offer allot offer.json --table allotment.csv --seal --signer env:REGISTRAR_KEY",
  arguments: [TERMS],
  options: [
    {
      flags: "--table <file.csv>",
      about: {
        en: "CSV (UTF-8 or CP932): entry and units; other columns are passed over",
        ja: "割当表 CSV(UTF-8 または Shift_JIS): 申込番号・割当数量",
      },
    },
    {
      flags: "--seal",
      about: { en: "the allotment stands, for good", ja: "割当てを確定(取消し不可)" },
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await offeringIn(given, desk);
    const isSealed = given.options.seal === true;
    if (maybe(given, "table") === undefined && !isSealed) {
      throw new ArgumentRefused("Name the allotment with --table FILE, or end it with --seal.");
    }
    const path = maybe(given, "table") === undefined ? undefined : pathOf(given, "table");
    const rows =
      path === undefined ? [] : parseAllotment(decodeCsv(await readBytes(path), path).text, path);
    const to = desk.platform.offering;
    const contract = Offering__factory.connect(to, desk.provider);
    const calls: Call[] = [];
    for (let first = 0; first < rows.length; first += MOST_ROWS) {
      const part = rows.slice(first, first + MOST_ROWS);
      const units = part.reduce((sum, each) => sum + each.units, 0n);
      const about = {
        en: `allot ${units} units of ${classCode} to ${part.length} entries`,
        ja: `${classCode} ${units} 口を申込み ${part.length} 件に割当て`,
      };
      calls.push({ to, contract, name: "allot", args: [terms, part], about });
    }
    if (isSealed) {
      const about = {
        en: `seal the allotment of ${classCode}`,
        ja: `${classCode} の割当てを確定`,
      };
      calls.push({ to, contract, name: "seal", args: [terms], about });
    }
    const title = {
      en: `allot ${classCode} by file: ${rows.length} entries${isSealed ? ", for good" : ""}`,
      ja: `${classCode} の割当て: ${rows.length} 件${isSealed ? "(確定)" : ""}`,
    };
    return { title, calls };
  },
};
