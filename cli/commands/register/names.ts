import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import {
  backupNames,
  createNames,
  FileNotFound,
  type Holders,
  importNames,
  putName,
  readNames,
  removeName,
  restoreNames,
  table,
  writeNames,
} from "../../../sdk/index.ts";
import type { Answer, ArgumentSpec, Given, LocalCommand, OptionSpec } from "../../command.ts";
import { namesPassword } from "../../desk/registerOf.ts";
import type { Terminal } from "../../desk/terminal.ts";
import { pathOf, textOf } from "../../inputs.ts";

// Names and addresses of holders, in a local file that is encrypted. Nothing of it goes on the chain.

const FILE: ArgumentSpec = { name: "file", about: { en: "the file of names", ja: "氏名ファイル" } };
const HOLDER: OptionSpec = {
  flags: "--holder <number|address>",
  about: {
    en: "the investor's number; of a contract its address",
    ja: "投資家番号(契約はアドレス)",
  },
  required: true,
};
const result = z.strictObject({ file: z.string(), holders: z.number() });

function command(
  verb: string,
  about: LocalCommand["about"],
  more: string,
  rest: Pick<LocalCommand, "options"> & { readonly arguments?: readonly ArgumentSpec[] },
  run: (given: Given, path: string, password: string) => Promise<number>,
): LocalCommand {
  return {
    ...{ kind: "local", path: `register names-${verb}`, about, result },
    example: `register names-${verb} names.sealed${more}`,
    arguments: [FILE, ...(rest.arguments ?? [])],
    options: rest.options ?? [],
    async run(given: Given, terminal: Terminal): Promise<Answer> {
      const path = pathOf(given, "file");
      const holders = await run(given, path, await namesPassword(given, terminal));
      const said = given.lang === "ja" ? `${path}: ${holders} 名` : `${path}: ${holders} names`;
      return { value: { file: path, holders }, lines: [said] };
    },
  };
}

async function changed(
  path: string,
  password: string,
  change: (before: Holders) => Holders,
): Promise<number> {
  const after = change(await readNames(path, password));
  await writeNames(path, password, after);
  return after.size;
}

export const namesCommands: readonly LocalCommand[] = [
  command(
    "create",
    { en: "begin an encrypted file of names", ja: "氏名ファイルを作成" },
    "",
    {},
    async (_, path, password) => {
      await createNames(path, password);
      return 0;
    },
  ),
  command(
    "put",
    { en: "enter a holder's name and address", ja: "氏名・住所を登録" },
    " --holder 7 --name 髙橋一郎 --address 東京都千代田区",
    {
      options: [
        HOLDER,
        { flags: "--name <text>", about: { en: "name", ja: "氏名・名称" }, required: true },
        { flags: "--address <text>", about: { en: "address", ja: "住所" }, required: true },
        { flags: "--trust", about: { en: "the units are a trust's", ja: "信託財産" } },
      ],
    },
    async (given, path, password) =>
      await changed(path, password, (before) =>
        putName(before, textOf(given, "holder"), {
          // As they are written: no letter of a name is another's.
          ...{ name: String(given.options.name), address: String(given.options.address) },
          ...(given.options.trust === true ? { trust: true } : {}),
        }),
      ),
  ),
  command(
    "remove",
    { en: "take a holder's name out", ja: "氏名を削除" },
    " --holder 7",
    { options: [HOLDER] },
    async (given, path, password) =>
      await changed(path, password, (before) => removeName(before, textOf(given, "holder"))),
  ),
  command(
    "import",
    { en: "enter names from a table (CSV, UTF-8 or CP932)", ja: "CSV(UTF-8・CP932)から登録" },
    " holders.csv",
    {
      arguments: [
        { name: "table", about: { en: "columns investor, name, address", ja: "CSV ファイル" } },
      ],
    },
    async (given, path, password) => {
      const table_ = pathOf(given, "table");
      const bytes = await readFile(table_).catch((error: { code?: string }) => {
        throw error.code === "ENOENT" ? new FileNotFound(table_) : error;
      });
      return await changed(path, password, (before) =>
        importNames(before, bytes, basename(table_)),
      );
    },
  ),
  command(
    "backup",
    { en: "copy it, and make sure that the copy opens", ja: "写しを作り、開けることを確認" },
    " names.backup",
    { arguments: [{ name: "to", about: { en: "the copy", ja: "写し" } }] },
    async (given, path, password) => await backupNames(path, password, pathOf(given, "to")),
  ),
  command(
    "restore",
    { en: "bring it back from a copy that opens", ja: "写しから復元" },
    " names.backup",
    { arguments: [{ name: "from", about: { en: "the copy", ja: "写し" } }] },
    async (given, path, password) => await restoreNames(pathOf(given, "from"), password, path),
  ),
  {
    kind: "local",
    path: "register names-list",
    about: { en: "who is in it", ja: "登録者の一覧" },
    example: "register names-list names.sealed",
    arguments: [FILE],
    result: z.strictObject({
      holders: z.array(
        z.strictObject({
          ...{ holder: z.string(), name: z.string(), address: z.string(), trust: z.boolean() },
        }),
      ),
    }),
    async run(given, terminal) {
      const path = pathOf(given, "file");
      const names = await readNames(path, await namesPassword(given, terminal));
      const holders = [...names].map(([holder, { name, address, trust }]) => ({
        ...{ holder, name, address, trust: trust === true },
      }));
      const columns = ["holder", "name", "address"].map((heading) => ({ heading }));
      return {
        value: { holders },
        lines: table(
          holders.map(({ holder, name, address }) => [holder, name, address]),
          { columns },
        ).split("\n"),
      };
    },
  },
];
