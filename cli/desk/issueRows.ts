import { z } from "zod";
import {
  ContractRefusal,
  explainError,
  type IssueRow,
  type Lang,
  RegistrarDesk__factory,
  readIssued,
  refusalOf,
  requireIdle,
  say,
  type Text,
  table,
} from "../../sdk/index.ts";
import type { Answer, Call, Desk, Given, WritePlan } from "../command.ts";
import { EXIT } from "../exit.ts";
import { classOf } from "../inputs.ts";
import { amountSchema } from "../json.ts";

/** Rows in one transaction. */
const PAGE = 50;

const TEXTS = {
  title: {
    en: "issue {units} units of {code} in {count} rows",
    ja: "{code} を {count} 行、計 {units} 口発行",
  },
  page: { en: "rows {from} to {to} of {count}", ja: "{count} 行中 {from}～{to} 行目" },
  before: {
    en: "{count} rows are issued already, and skipped.",
    ja: "{count} 行は発行済みのため飛ばします。",
  },
  foreseen: {
    en: "line {line}, {reference}: would be refused: {why}",
    ja: "{line} 行目 {reference}: 拒否される見込み: {why}",
  },
  otherwise: {
    en: "the reference was used for {units} units to {to}; give the row another one",
    ja: "この参照番号は {to} への {units} 口の発行で使用済みです。別の番号にしてください",
  },
  unknown: { en: "refused without a reason that is known", ja: "理由不明の拒否" },
  summary: {
    en: "issued {issued}, issued before {before}, refused {refused}",
    ja: "発行 {issued}、発行済み {before}、拒否 {refused}",
  },
} satisfies Record<string, Text>;

const OUTCOMES = ["issued", "issued-before", "refused"] as const;
const OUTCOME_TEXTS: Readonly<Record<(typeof OUTCOMES)[number], Text>> = {
  issued: { en: "issued", ja: "発行" },
  "issued-before": { en: "issued before", ja: "発行済み" },
  refused: { en: "refused", ja: "拒否" },
};
const HEADINGS: readonly Text[] = [
  { en: "line", ja: "行" },
  { en: "reference", ja: "参照番号" },
  { en: "wallet", ja: "ウォレット" },
  { en: "units", ja: "数量" },
  { en: "result", ja: "結果" },
  { en: "reason", ja: "理由" },
];

const rowSchema = z.strictObject({
  line: z.number(),
  reference: z.string(),
  wallet: z.string(),
  units: amountSchema,
  outcome: z.enum(OUTCOMES),
  /** Of a refusal. */
  reason: z.string().optional(),
  code: z.string().optional(),
  hash: z.string().optional(),
});

/** What became of the rows of a file, in JSON. */
export const issueRowsSchema = z.strictObject({
  issued: z.number(),
  before: z.number(),
  refused: z.number(),
  rows: z.array(rowSchema),
});

type Row = Omit<z.infer<typeof rowSchema>, "units"> & { readonly units: bigint };

/** Issues the rows of a file that the chain does not show as issued, many in a transaction, each by itself. */
export async function issueRowsPlan(
  given: Given,
  desk: Desk,
  rows: readonly IssueRow[],
): Promise<WritePlan | Answer> {
  const { lang, options } = given;
  const { provider, platform } = desk;
  const { address: token, code, block } = classOf(given, desk);
  const contract = RegistrarDesk__factory.connect(platform.desk, provider);
  const issued = new Map(
    (await readIssued(provider, platform.desk, token, block)).map((each) => [each.reference, each]),
  );
  const known: Row[] = [];
  const open: IssueRow[] = [];
  for (const row of rows) {
    const before = issued.get(row.code);
    if (before === undefined) open.push(row);
    else if (before.to === row.wallet && before.units === row.units) {
      known.push({ ...plain(row), outcome: "issued-before", hash: before.transactionHash });
    } else {
      const reason = say(TEXTS.otherwise, lang, { units: before.units, to: before.to });
      known.push({ ...plain(row), outcome: "refused", code: "ReferenceUsed", reason });
    }
  }
  const units = open.reduce((sum, row) => sum + row.units, 0n);
  const titleIn = (each: Lang) => say(TEXTS.title, each, { units, code, count: open.length });
  const title = { en: titleIn("en"), ja: titleIn("ja") };
  if (open.length === 0) {
    const { value, lines, exit } = answerOf(known, lang);
    const written = { status: "sent", title: title[lang], calls: [], result: value };
    return { value: written, lines, exit: exit ?? EXIT.done };
  }
  const pages = Array.from({ length: Math.ceil(open.length / PAGE) }, (_, index) =>
    open.slice(index * PAGE, (index + 1) * PAGE),
  );
  const encoded = pages.map((page) =>
    page.map((row) =>
      contract.interface.encodeFunctionData("issue", [token, row.wallet, row.units, row.code]),
    ),
  );
  const calls = pages.map((page, index): Call => {
    const from = index * PAGE + 1;
    const values = { from, to: from + page.length - 1, count: open.length };
    const about = { en: say(TEXTS.page, "en", values), ja: say(TEXTS.page, "ja", values) };
    return { to: platform.desk, contract, name: "batch", args: [encoded[index]], about };
  });
  const already = known.filter(({ outcome }) => outcome === "issued-before").length;
  return {
    ...{ title, calls },
    notes: already === 0 ? [] : [say(TEXTS.before, lang, { count: already })],
    async check(from) {
      // What an earlier run sent and is not mined yet would be issued twice.
      await requireIdle(provider, from);
      const foreseen: string[] = [];
      for (const [index, page] of pages.entries()) {
        const results = await simulated(contract, encoded[index] ?? [], from);
        for (const [at, { done, answer }] of results.entries()) {
          const [row, refusal] = [page[at], done ? undefined : refusalOf(answer)];
          // The key is wrong for all rows.
          if (refusal?.code === "NotTheRegistrar") throw refusal;
          if (done || row === undefined) continue;
          const why = refusal?.in(lang) ?? TEXTS.unknown[lang];
          foreseen.push(
            say(TEXTS.foreseen, lang, { line: row.line, reference: row.reference, why }),
          );
        }
      }
      return options.dryRun === true ? foreseen : [];
    },
    async after(hashes) {
      const done = await Promise.all(
        pages.map(async (page, index): Promise<Row[]> => {
          const hash = hashes[index] ?? "";
          const receipt = await provider.getTransactionReceipt(hash);
          const events = (receipt?.logs ?? [])
            .filter(({ address }) => address.toLowerCase() === platform.desk.toLowerCase())
            .flatMap((log) => contract.interface.parseLog(log) ?? []);
          const refused = new Map(
            events
              .filter(({ name }) => name === "RowRefused")
              .map(({ args }) => [Number(args.row), String(args.answer)]),
          );
          return page.map((row, at): Row => {
            const answer = refused.get(at);
            if (answer === undefined) return { ...plain(row), outcome: "issued", hash };
            const refusal = refusalOf(answer);
            return {
              ...{ ...plain(row), outcome: "refused", hash },
              reason: refusal?.in(lang) ?? TEXTS.unknown[lang],
              ...(refusal === undefined ? {} : { code: refusal.code }),
            };
          });
        }),
      );
      return answerOf([...known, ...done.flat()], lang);
    },
  };
}

async function simulated(
  contract: ReturnType<typeof RegistrarDesk__factory.connect>,
  rows: readonly string[],
  from: string,
) {
  try {
    return await contract.batch.staticCall([...rows], { from });
  } catch (error) {
    const explained = explainError(error);
    if (explained instanceof ContractRefusal) throw explained;
    throw error;
  }
}

function plain({ line, reference, wallet, units }: IssueRow) {
  return { line, reference, wallet, units };
}

function answerOf(unordered: readonly Row[], lang: Lang): Answer {
  const rows = unordered.toSorted((a, b) => a.line - b.line);
  const count = (outcome: Row["outcome"]) => rows.filter((each) => each.outcome === outcome).length;
  const counts = {
    issued: count("issued"),
    before: count("issued-before"),
    refused: count("refused"),
  };
  const cells = rows.map(({ line, reference, wallet, units, outcome, reason }) => [
    ...[String(line), reference, wallet, String(units), OUTCOME_TEXTS[outcome][lang]],
    reason ?? "",
  ]);
  return {
    value: { ...counts, rows },
    lines: [
      table(cells, { columns: HEADINGS.map((text) => ({ heading: text[lang] })) }),
      say(TEXTS.summary, lang, counts),
    ],
    exit: counts.refused > 0 ? EXIT.no : EXIT.done,
  };
}
