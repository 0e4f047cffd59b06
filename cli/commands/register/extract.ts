import { z } from "zod";
import {
  extractJson,
  extractOf,
  extractSchema,
  formatDate,
  jstDateOf,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { registerFiles } from "../../desk/registerFiles.ts";
import { registerLogged } from "../../desk/registerLogged.ts";
import { headingOf, holdersOf, registerOf } from "../../desk/registerOf.ts";
import { addressOf, classOf, textOf } from "../../inputs.ts";
import { CLASS, DOCUMENT, LOGGED, MOMENT } from "./options.ts";

/** A holder's own row, in writing. */
export const registerExtract: ReadCommand = {
  kind: "read",
  path: "register extract",
  about: {
    en: "one holder's written extract, without anybody else's figures",
    ja: "保有者本人に交付する記載事項の書面",
  },
  example: "register extract --class SBI-ST-1 --holder 7 --date 2027-03-31 --out extracts",
  options: [
    CLASS,
    {
      flags: "--holder <number|address>",
      about: {
        en: "the investor's number; of a contract its address",
        ja: "投資家番号(契約はアドレス)",
      },
      required: true,
    },
    ...MOMENT,
    ...DOCUMENT,
    ...LOGGED,
  ],
  result: z.strictObject({ extract: extractSchema, files: z.array(z.string()) }),
  async run(given, desk) {
    const { code } = classOf(given, desk);
    const named = textOf(given, "holder");
    const holder = /^\d{1,10}$/.test(named) ? Number(named) : addressOf(given, "holder");
    const [heading, holders] = [
      await headingOf(given, desk),
      await holdersOf(given, desk.terminal),
    ];
    const register = await registerOf(given, desk);
    const extract = extractOf(register, holder, heading, holders);
    const day = formatDate(jstDateOf(register.timestamp), "en");
    const files = await registerFiles(extract, `${code}-${day}-${holder}`, given, given.lang);
    const what = `register extract ${code}, holder ${holder}, block ${register.block}`;
    await registerLogged(given, desk.terminal, what, register.digest);
    const [row] = extract.rows;
    return {
      value: { extract: JSON.parse(extractJson(extract)), files },
      lines: [
        `${heading.name[given.lang]} (${code}), ${day}, block ${register.block}`,
        `${row.name ?? holder}: ${row.units.toLocaleString("en-US")}`,
        ...row.lots.map(
          ({ date, units }) => `  ${formatDate(date, "en")}  ${units.toLocaleString("en-US")}`,
        ),
        ...files,
      ],
    };
  },
};
