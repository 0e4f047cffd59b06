import { dirname, join } from "node:path";
import type { JsonRpcProvider } from "ethers";
import { z } from "zod";
import { writeAtomically } from "../../scripts/deploy/writeAtomically.ts";
import { collectedFrom } from "../../scripts/officers/collect.ts";
import { classesAt, renamed, requireOurs, writeOnce } from "../../scripts/officers/desk.ts";
import { requestOf } from "../../scripts/officers/prepare.ts";
import { relayed } from "../../scripts/officers/relay.ts";
import { signFile } from "../../scripts/officers/sign.ts";
import {
  type Bundle,
  COLUMNS,
  type Column,
  decodeCsv,
  describeItem,
  type Finding,
  formatBundle,
  formatCsv,
  formatRequest,
  formatTime,
  HEADINGS,
  hashRequest,
  type OfficersRequest,
  OUTCOME_TEXTS,
  type RowResult,
  readBytes,
  say,
  type Text,
  VERB_TEXTS,
  VERBS,
  type Verb,
} from "../../sdk/index.ts";
import type { Answer, Desk, Given, OptionSpec, WriteCommand } from "../command.ts";
import { EXIT } from "../exit.ts";
import { maybe, numberOf, pathOf } from "../inputs.ts";
import { ArgumentRefused } from "./faults.ts";
import { signerOf } from "./signerOf.ts";

// What officers attest: from a table, or one wallet on the command line, to a request; signed by each officer,
// collected, relayed.

const TEXTS = {
  prepared: {
    en: "{verb}: {items} signatures for {rows} rows, to be relayed until {deadline}",
    ja: "{verb}:{rows} 行、署名 {items} 件、送信期限 {deadline}",
  },
  encoding: {
    en: "{file} was read as {encoding}.",
    ja: "{file} を {encoding} として読み込みました。",
  },
  note: { en: "Note: {file}:{line}: {message}", ja: "注意:{file}:{line}: {message}" },
  sha256: { en: "SHA-256  {sha256}", ja: "SHA-256  {sha256}" },
  written: { en: "Written to {file}", ja: "{file} に書き出しました" },
  dry: { en: "Nothing was written or sent.", ja: "書き出しも送信もしていません。" },
  nextSign: {
    en: "Tell the officers the SHA-256 by another way than the file; each signs: kessai kyc sign {file} --sha256 {sha256} --signer env:OFFICER_KEY",
    ja: "SHA-256 をファイルとは別の経路で担当者に伝え、各自が署名します: kessai kyc sign {file} --sha256 {sha256} --signer env:OFFICER_KEY",
  },
  collected: {
    en: "{have} good signatures, of officers {numbers}; {needed} needed",
    ja: "有効な署名 {have} 名分(KYC担当者 {numbers})、必要数 {needed}",
  },
  badFile: { en: "Does not count: {file}: {message}", ja: "無効:{file}:{message}" },
  nextRelay: {
    en: "Next: kessai kyc relay {file} --signer env:RELAYER_KEY",
    ja: "次は送信: kessai kyc relay {file} --signer env:RELAYER_KEY",
  },
  row: {
    en: "{outcome}  {reference}  {wallet}  {reason}",
    ja: "{outcome}  {reference}  {wallet}  {reason}",
  },
  summary: {
    en: "done {done}, done before {before}, refused {refused}, left out {leftOut}",
    ja: "完了 {done}、完了済み {before}、拒否 {refused}、対象外 {leftOut}",
  },
  progress: { en: "{told} of {count} rows", ja: "{count} 行中 {told} 行" },
  works: { en: "They work from {time}.", ja: "{time} から有効です。" },
} satisfies Record<string, Text>;

/** Where no table is given. */
const COMMAND_LINE = "command line";

const noteSchema = z.strictObject({ file: z.string(), line: z.number(), message: z.string() });

/** What officers are asked to sign, in JSON. */
export const preparedSchema = z.strictObject({
  verb: z.enum(Object.keys(VERBS) as [Verb, ...Verb[]]),
  /** Where the request is; none if it was only checked. */
  request: z.string().optional(),
  sha256: z.string(),
  items: z.number(),
  rows: z.array(z.strictObject({ line: z.number(), reference: z.string(), wallet: z.string() })),
  deadline: z.number(),
  encoding: z.enum(["UTF-8", "CP932"]).optional(),
  notes: z.array(noteSchema),
});

/** Signatures put together, in JSON. */
export const collectedSchema = z.strictObject({
  bundle: z.string(),
  sha256: z.string(),
  officers: z.array(z.number()),
  needed: z.number(),
  faults: z.array(z.strictObject({ file: z.string(), message: z.string() })),
});

/** What became of a bundle's rows, in JSON. */
export const relayedSchema = z.strictObject({
  verb: z.string(),
  results: z.string().optional(),
  ledger: z.string().optional(),
  done: z.number(),
  before: z.number(),
  refused: z.number(),
  leftOut: z.number(),
  rows: z.array(
    z.strictObject({
      reference: z.string(),
      wallet: z.string(),
      outcome: z.enum(["done", "done-before", "refused", "left-out"]),
      reason: z.string().optional(),
      hash: z.string().optional(),
      worksFrom: z.number().optional(),
      officers: z.array(z.number()),
    }),
  ),
});

/** What a command that prepares answers; signed and relayed too, if the keys were named. */
export const officersSchema = z.strictObject({
  status: z.enum(["checked", "request", "bundle", "relayed"]),
  prepared: preparedSchema,
  signatures: z.array(z.string()).optional(),
  collected: collectedSchema.optional(),
  relayed: relayedSchema.optional(),
});

const VALUES: Readonly<Record<Column, string>> = {
  reference: "code",
  wallet: "address",
  older: "address",
  successor: "address",
  residence: "country",
  taxClass: "0-15",
  specifiedUntil: "date",
  qiiUntil: "date",
  specialBusinessUntil: "date",
  brokerDealerUntil: "date",
  expiry: "date",
  screenedUntil: "date",
  classes: "codes",
  reason: "code",
};

/** The options of a verb: a table, or each of its columns for one wallet. */
export function officersOptions(verb: Verb): readonly OptionSpec[] {
  const columns = COLUMNS[verb].map((column): OptionSpec => {
    const name = column.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const { en, ja } = HEADINGS[column];
    return {
      flags: `--${name} <${VALUES[column]}>`,
      about: { en: `${en}, of one wallet`, ja: `${ja}(1件の場合)` },
    };
  });
  return [
    {
      flags: "--table <file.csv>",
      about: { en: "many wallets, a row each", ja: "ウォレットの表(1行1件)" },
    },
    ...columns,
    {
      flags: "--request <file>",
      about: { en: "where to write what officers sign", ja: "署名依頼の書き出し先" },
    },
    {
      flags: "--days <number>",
      about: { en: "may be relayed so many days (7)", ja: "送信期限までの日数(既定 7)" },
    },
    {
      flags: "--officer <key>",
      about: {
        en: "an officer's key that signs here and now; with --signer it is relayed too",
        ja: "この場で署名する担当者の鍵(--signer があれば送信も行う)",
      },
      many: true,
    },
  ];
}

/** A command that prepares what a quorum of officers signs. */
export function officersCommand(
  verb: Verb,
  { path, about, example }: Pick<WriteCommand, "path" | "about" | "example">,
): WriteCommand {
  return {
    ...{ kind: "write", path, about, example },
    options: officersOptions(verb),
    result: officersSchema,
    plan: async (given, desk) => await officersAnswer(given, desk, verb),
  };
}

/** The officers' view of the platform. */
export async function officersDesk({ provider, platform, deployment, chainId }: Desk) {
  const codes: [string, number][] = [
    ["YEN", 0],
    ...Object.entries(deployment.classes).map(([code, { number }]): [string, number] => [
      code,
      number,
    ]),
  ];
  const { pass } = platform;
  return {
    ...{ provider, pass, fromBlock: deployment.platform.contracts.pass?.block ?? 0 },
    classes: await classesAt(provider, pass, Number(chainId), codes),
  };
}

/** Prepares a verb's request, and signs and relays it as far as keys were named. */
export async function officersAnswer(given: Given, desk: Desk, verb: Verb): Promise<Answer> {
  const { text, fileName, encoding, request: path } = await tableOf(given, verb);
  const days = maybe(given, "days") === undefined ? undefined : Number(numberOf(given, "days"));
  const { request, notes } = await requestOf(await officersDesk(desk), verb, text, fileName, days);
  return await answered(given, desk, { request, notes, encoding, path, fileName });
}

/** The same for a request that was prepared otherwise. */
export async function answered(
  given: Given,
  desk: Desk,
  prepared: {
    readonly request: OfficersRequest;
    readonly notes: readonly Finding[];
    readonly encoding: "UTF-8" | "CP932" | undefined;
    readonly path: string;
    readonly fileName: string;
  },
): Promise<Answer> {
  const { lang, options } = given;
  const { request, path } = prepared;
  for (const other of ["out", "propose"]) {
    if (options[other] === undefined) continue;
    throw new ArgumentRefused(
      `--${other} is for what needs a power. What officers signed anybody can relay: leave it out, or name --request.`,
    );
  }
  const isDry = options.dryRun === true;
  const said = preparedSaid(prepared, lang);
  const value: z.infer<typeof officersSchema> = {
    status: isDry ? "checked" : "request",
    prepared: isDry ? said.value : { ...said.value, request: path },
  };
  if (isDry) return { value, lines: [...said.lines, TEXTS.dry[lang]] };
  await writeOnce(path, formatRequest(request), "--request");
  const lines = [...said.lines, say(TEXTS.written, lang, { file: path })];
  const keys = (options.officer as readonly string[] | undefined) ?? [];
  if (keys.length === 0) {
    const sha256 = hashRequest(request);
    return { value, lines: [...lines, say(TEXTS.nextSign, lang, { file: path, sha256 })] };
  }

  const provider = desk.provider as JsonRpcProvider;
  const signatures: string[] = [];
  for (const key of keys) {
    const signer = await signerOf(key, provider, desk.chainId, desk.terminal);
    signatures.push((await signFile(signer, request, path)).out);
  }
  const collected = await collectedAnswer(given, desk, request, path, signatures);
  value.status = "bundle";
  value.signatures = signatures;
  value.collected = collected.value;
  lines.push(...collected.lines);
  if (options.signer === undefined) {
    const file = collected.value.bundle;
    return { value, lines: [...lines, say(TEXTS.nextRelay, lang, { file })] };
  }
  const relay = await relayedAnswer(given, desk, collected.bundle, collected.value.bundle);
  value.status = "relayed";
  value.relayed = relay.value;
  return { value, lines: [...lines, ...relay.lines], exit: relay.exit };
}

/** What was prepared, in words and in JSON. */
export function preparedSaid(
  {
    request,
    notes,
    encoding,
    fileName,
  }: {
    readonly request: OfficersRequest;
    readonly notes: readonly Finding[];
    readonly encoding: "UTF-8" | "CP932" | undefined;
    readonly fileName: string;
  },
  lang: Given["lang"],
) {
  const sha256 = hashRequest(request);
  const { verb, items, deadline } = request;
  const rows = items.flatMap((item) => item.rows);
  const value: z.infer<typeof preparedSchema> = {
    ...{ verb, sha256, items: items.length, deadline },
    rows: rows.map(({ line, reference, wallet }) => ({ line, reference, wallet })),
    ...(encoding === undefined ? {} : { encoding }),
    notes: notes.map(({ file, line, message }) => ({ file, line, message })),
  };
  const lines = [
    ...(encoding === "CP932" ? [say(TEXTS.encoding, lang, { file: fileName, encoding })] : []),
    ...value.notes.map((note) => say(TEXTS.note, lang, note)),
    ...items.flatMap((item) => describeItem(request, item, lang).map((line) => `  ${line}`)),
    say(TEXTS.prepared, lang, {
      ...{ verb: VERB_TEXTS[verb][lang], items: items.length, rows: rows.length },
      deadline: formatTime(deadline, lang),
    }),
    say(TEXTS.sha256, lang, { sha256 }),
  ];
  return { value, lines };
}

/** Puts signatures together, and writes the bundle. */
export async function collectedAnswer(
  { lang }: Given,
  desk: Desk,
  request: OfficersRequest,
  path: string,
  files: readonly string[],
  named?: string,
) {
  const officersSide = await officersDesk(desk);
  requireOurs(path, request, officersSide);
  const { collected, unread, officers } = await collectedFrom(officersSide, request, files);
  const file = named ?? renamed(path, /\.request\.json$/, ".bundle.json");
  await writeAtomically(file, formatBundle(collected.bundle));
  const needed = VERBS[request.verb].byQuorum ? officers.quorum : 1;
  const faults = [...unread, ...collected.faults].map(({ fileName, message }) => ({
    ...{ file: fileName, message: message[lang] },
  }));
  const value: z.infer<typeof collectedSchema> = {
    ...{ bundle: file, sha256: collected.bundle.sha256 },
    ...{ officers: [...collected.officers], needed, faults },
  };
  const have = collected.officers.length;
  const numbers = collected.officers.join(", ");
  return {
    ...{ value, bundle: collected.bundle },
    lines: [
      ...faults.map((fault) => say(TEXTS.badFile, lang, fault)),
      say(TEXTS.collected, lang, { have, numbers, needed }),
      say(TEXTS.written, lang, { file }),
    ],
  };
}

/** Sends a bundle, or what of it the chain does not show yet. */
export async function relayedAnswer(given: Given, desk: Desk, bundle: Bundle, path: string) {
  const { lang, options } = given;
  const { request } = bundle;
  const officersSide = await officersDesk(desk);
  requireOurs(path, request, officersSide);
  const provider = desk.provider as JsonRpcProvider;
  const named = options.signer as string | undefined;
  const relayer = await signerOf(named, provider, desk.chainId, desk.terminal);
  const file = (name: string) => options[name] as string | undefined;
  const table = file("results") ?? renamed(path, /\.bundle\.json$/, ".results.csv");
  const ledger = file("ledger") ?? join(dirname(path), "officers.ledger.jsonl");
  const { fromBlock } = officersSide;
  const count = request.items.flatMap((item) => item.rows).length;
  let told = 0;
  const { results } = await relayed(
    { relayer, bundle, fromBlock },
    { table, ledger, lang },
    (some) => {
      told += some.length;
      if (desk.terminal.isTerminal) {
        desk.terminal.err(say(TEXTS.progress, lang, { told, count }));
      }
    },
  );
  const countOf = (outcome: RowResult["outcome"]) =>
    results.filter((each) => each.outcome === outcome).length;
  const counts = {
    ...{ done: countOf("done"), before: countOf("done-before") },
    ...{ refused: countOf("refused"), leftOut: countOf("left-out") },
  };
  const value: z.infer<typeof relayedSchema> = {
    ...{ verb: request.verb, results: table, ledger, ...counts },
    rows: results.map(({ row, outcome, reason, transactionHash, worksFrom, officers }) => ({
      ...{ reference: row.reference, wallet: row.wallet, outcome, officers: [...officers] },
      ...(reason === undefined ? {} : { reason: reason[lang] }),
      ...(transactionHash === undefined ? {} : { hash: transactionHash }),
      ...(worksFrom === undefined ? {} : { worksFrom }),
    })),
  };
  const worksFrom = results.find(({ outcome }) => outcome === "done")?.worksFrom;
  const makesPasses = request.verb === "grant" || request.verb === "link";
  return {
    value,
    lines: [
      ...results.map(({ row, outcome, reason }) =>
        say(TEXTS.row, lang, {
          ...{ outcome: OUTCOME_TEXTS[outcome][lang], reference: row.reference },
          ...{ wallet: row.wallet, reason: reason?.[lang] ?? "" },
        }).trimEnd(),
      ),
      ...(worksFrom === undefined || !makesPasses
        ? []
        : [say(TEXTS.works, lang, { time: formatTime(worksFrom, lang) })]),
      say(TEXTS.summary, lang, counts),
      say(TEXTS.written, lang, { file: table }),
    ],
    exit: counts.refused > 0 ? EXIT.no : EXIT.done,
  };
}

/** The rows that were named: a table's, or one on the command line as a table of its own. */
export async function tableOf(given: Given, verb: Verb, name = "table") {
  const { options } = given;
  const columns = COLUMNS[verb].filter((column) => maybe(given, column) !== undefined);
  const named = options.request as string | undefined;
  if (maybe(given, name) !== undefined) {
    if (columns.length > 0) {
      throw new ArgumentRefused(`--${name} says everything; leave the other columns out.`);
    }
    const fileName = pathOf(given, name);
    const { text, encoding } = decodeCsv(await readBytes(fileName), fileName);
    const request = named ?? renamed(fileName, /\.csv$/i, ".request.json");
    return { text, fileName, encoding, request };
  }
  if (columns.length === 0) {
    throw new ArgumentRefused(
      `Name a table (--${name} FILE.csv), or one wallet: ${COLUMNS[verb].map((each) => HEADINGS[each].en).join(", ")}.`,
    );
  }
  const values = columns.map((column) => String(maybe(given, column)));
  const csv = formatCsv([columns.map((column) => HEADINGS[column].en), values]);
  const wallet = (maybe(given, "wallet") ?? "").slice(2, 10);
  return {
    text: csv.replace(/^\uFEFF/, ""),
    ...{ fileName: COMMAND_LINE, encoding: undefined },
    request: named ?? `kyc-${verb}-${wallet}.request.json`,
  };
}

/** Whether officers are to sign; else it is a pass guardian's own order. */
export function isForOfficers({ options }: Given): boolean {
  return [options.table, options.officer, options.request].some((each) => each !== undefined);
}
