import { requestOf } from "../../../scripts/officers/prepare.ts";
import { decodeCsv, isVerb, readBytes, VERBS } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { officersDesk, preparedSaid, preparedSchema } from "../../desk/officers.ts";
import { maybe, pathOf } from "../../inputs.ts";

/** Checks a table, and shows what would be prepared. */
export const kycImport: ReadCommand = {
  kind: "read",
  path: "kyc import",
  about: {
    en: "check a table (UTF-8 or CP932) and show what would be prepared; writes nothing",
    ja: "表(UTF-8・CP932)を点検し、準備される内容を表示(書き出しなし)",
  },
  example: "kyc import examples/officers/grants-ja.csv --verb grant",
  arguments: [{ name: "file", about: { en: "the table", ja: "表のファイル" } }],
  options: [
    {
      flags: "--verb <verb>",
      about: { en: "what it is for (grant)", ja: "用途(既定は grant)" },
      choices: Object.keys(VERBS),
    },
  ],
  result: preparedSchema,
  async run(given, desk) {
    const fileName = pathOf(given, "file");
    const verb = maybe(given, "verb") ?? "grant";
    if (!isVerb(verb)) throw new Error("The choices are the verbs.");
    const { text, encoding } = decodeCsv(await readBytes(fileName), fileName);
    const { request, notes } = await requestOf(await officersDesk(desk), verb, text, fileName);
    const { value, lines } = preparedSaid({ request, notes, encoding, fileName }, given.lang);
    return { value, lines };
  },
};
