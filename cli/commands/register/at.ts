import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  bookOf,
  formatDate,
  formatTime,
  jstDateOf,
  type Rpc,
  registerBundle,
  registerJson,
  registerSchema,
  table,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { registerFiles } from "../../desk/registerFiles.ts";
import { registerLogged } from "../../desk/registerLogged.ts";
import { headingOf, holdersOf, registerOf } from "../../desk/registerOf.ts";
import { classOf, maybe, pathOf } from "../../inputs.ts";
import { CLASS, DOCUMENT, LOGGED, MOMENT } from "./options.ts";

/** The register of holders as of a date or block. */
export const registerAtCommand: ReadCommand = {
  kind: "read",
  path: "register at",
  about: {
    en: "rebuild the register of holders from the chain's events, and write it as the law's book",
    ja: "イベントから保有者の原簿・名簿を再構成し、帳簿として出力",
  },
  example: "register at --class SBI-ST-1 --date 2027-03-31 --out books --format csv,json",
  options: [
    CLASS,
    ...MOMENT,
    ...DOCUMENT,
    {
      flags: "--bundle",
      about: {
        en: "write the chain's proofs of it too, for `register verify`",
        ja: "状態証明も書き出す",
      },
    },
    ...LOGGED,
  ],
  result: z.strictObject({ register: registerSchema, files: z.array(z.string()) }),
  async run(given, desk) {
    const { lang } = given;
    const { code } = classOf(given, desk);
    const [heading, holders] = [
      await headingOf(given, desk),
      await holdersOf(given, desk.terminal),
    ];
    const register = await registerOf(given, desk);
    const book = bookOf(register, heading, holders);
    const stem = `${code}-${formatDate(jstDateOf(register.timestamp), "en")}-${register.block}`;
    const files = await registerFiles(book, stem, given, lang);
    if (maybe(given, "out") !== undefined) {
      const [plain, bundle] = ["register", "bundle"].map((each) =>
        join(pathOf(given, "out"), `${stem}.${each}.json`),
      ) as [string, string];
      await writeFile(plain, registerJson(register));
      files.push(plain);
      if (given.options.bundle === true) {
        const proven = await registerBundle(desk.provider as unknown as Rpc, register);
        await writeFile(bundle, `${JSON.stringify(proven, undefined, 2)}\n`);
        files.push(bundle);
      }
    }
    await registerLogged(
      given,
      desk.terminal,
      `register at ${code}, block ${register.block}`,
      register.digest,
    );
    const ja = lang === "ja";
    const rows = book.rows.map((row) => [
      ...[String(row.investor ?? row.wallets[0] ?? ""), row.name ?? ""],
      ...[row.units, row.held, row.frozen, row.free].map((each) => each.toLocaleString("en-US")),
      row.encumbrances.length === 0 ? "" : String(row.encumbrances.length),
    ]);
    const columns = (
      ja
        ? ["投資家", "氏名", "数量", "うち拘束", "凍結", "処分可能", "質権等"]
        : ["investor", "name", "units", "held", "frozen", "free", "pledges"]
    ).map((text, index) => ({
      heading: text,
      align: index < 2 ? ("left" as const) : ("right" as const),
    }));
    return {
      value: { register: JSON.parse(registerJson(register)), files },
      lines: [
        `${heading.name[lang]} (${code}), ${formatTime(register.timestamp, lang)}`,
        ...table(rows, { columns }).split("\n"),
        `${ja ? "合計" : "in all"} ${register.supply.toLocaleString("en-US")}`,
        `${ja ? "ブロック" : "block"} ${register.block} ${register.blockHash}`,
        `${ja ? "ダイジェスト" : "digest"} ${register.digest}`,
        ...files,
      ],
    };
  },
};
