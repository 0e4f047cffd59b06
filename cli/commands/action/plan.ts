import { z } from "zod";
import {
  type DistributionPlan,
  type DistributionTerms,
  foreseeDistribution,
  formatDate,
  formatTermsFile,
  formatYen,
  type JstDate,
  jstDateEnd,
  type NoticeFinding,
  type NoticePlan,
  noticeFindings,
  PAYMENT_KIND_TEXTS,
  PAYMENT_KINDS,
  parseActionPlan,
  readBondPeriod,
  readText,
  type SplitPlan,
  type SplitTerms,
  TAX_CLASSES,
  TokenLens__factory,
  table,
  termsFileId,
} from "../../../sdk/index.ts";
import type { Answer, Desk, Given, ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { classFrom, writeTerms } from "../../desk/termsIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { EXIT } from "../../exit.ts";
import { amountOf, classOf, dateOf, maybe, pathOf, textOf } from "../../inputs.ts";
import { amountSchema as amount } from "../../json.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const DAY_SECONDS = 86_400;
/** What the law lets holders claim in, and a month for whoever announces late. */
const CLAIM_DAYS = { principal: 10 * 366 + 30, other: 5 * 366 + 30 };
/** Numbers below it are those of actions. */
const FIRST_NUMBER = 1n << 128n;
const CLASS_TYPES = {
  principal: "bond",
  "bond-interest": "bond",
  dividend: "share",
  "trust-distribution": "beneficial-interest",
  "fund-distribution": "collective-investment-interest",
} as const;

interface Payment {
  readonly kind: (typeof PAYMENT_KINDS)[number];
  readonly perUnit: bigint;
}

/** What a coupon, a dividend or a split comes to, and its terms in a file. */
export const actionPlan: ReadCommand = {
  kind: "read",
  path: "action plan",
  about: {
    en: "what a coupon, a distribution or a split comes to; writes its terms (exit 2 with findings, 3 if not yet)",
    ja: "利払い・配当・分割の計算と条件ファイルの作成",
  },
  example: "action plan coupon --class SBI-ST-1 --period 1",
  arguments: [
    {
      name: "what",
      about: {
        en: "coupon, or a YAML file (DistributionPlan, SplitPlan)",
        ja: "coupon(利払い)または計画ファイル",
      },
    },
  ],
  options: [
    { flags: "--class <code>", about: { en: "the bond's class", ja: "銘柄コード" } },
    {
      flags: "--period <number>",
      about: { en: "from 1; the next one if not said", ja: "利払回(省略時は次回)" },
    },
    {
      flags: "--out <file>",
      about: { en: "write the terms to it", ja: "条件ファイルの書出し先" },
    },
    {
      flags: "--notice <date>",
      about: { en: "when the record date is made public", ja: "基準日の公告日" },
    },
  ],
  result: z.strictObject({
    kind: z.enum(["coupon", "distribution", "split"]),
    class: z.string(),
    period: z.number().optional(),
    record: day.nullable(),
    pays: day,
    /** Nothing more can change about whom it pays. */
    isFixed: z.boolean(),
    payments: z.array(
      z.strictObject({
        kind: z.enum(PAYMENT_KINDS),
        perUnit: amount,
        funding: amount,
        gross: amount,
        national: amount,
        local: amount,
        net: amount,
        rows: z.array(
          z.strictObject({
            investor: z.number(),
            wallet: z.string(),
            units: amount,
            taxClass: z.number(),
            isRated: z.boolean(),
            ...{ gross: amount, national: amount, local: amount, net: amount },
          }),
        ),
      }),
    ),
    funding: amount,
    findings: z.array(z.strictObject({ isBroken: z.boolean(), text: z.string() })),
    split: z
      .strictObject({ from: z.number(), into: z.number(), before: amount, after: amount })
      .optional(),
    files: z.array(z.strictObject({ file: z.string(), kind: z.string() })),
  }),
  async run(given, desk) {
    const what = textOf(given, "what");
    if (what === "coupon") return await coupon(given, desk);
    if (maybe(given, "class") !== undefined || maybe(given, "period") !== undefined) {
      throw new ArgumentRefused("--class and --period are for a coupon: a plan's file says both.");
    }
    const path = pathOf(given, "what");
    const plan = parseActionPlan(await readText(path), path);
    const named = { ...given, options: { ...given.options, class: plan.class } };
    const { address, code } = classOf(named, desk);
    return plan.kind === "SplitPlan"
      ? await split(given, desk, plan, { address, code })
      : await distribution(given, desk, plan, { address, code });
  },
};

interface Class {
  readonly address: string;
  readonly code: string;
}

async function coupon(given: Given, desk: Desk): Promise<Answer> {
  const { address, code } = classOf(given, desk);
  const number = maybe(given, "period") === undefined ? undefined : amountOf(given, "period");
  const period = await readBondPeriod(
    desk.provider,
    desk.platform,
    address,
    number === undefined ? undefined : Number(number),
  );
  const payments: Payment[] = [
    { kind: "bond-interest", perUnit: period.interestPerUnit },
    { kind: "principal", perUnit: period.principalPerUnit },
  ];
  const out = maybe(given, "out");
  if (out !== undefined && period.paidIn.length === 0) {
    const command = period.isLast
      ? `action redeem --class ${code}`
      : `action coupon --class ${code}`;
    throw new ArgumentRefused(
      `Period ${period.number} of ${code} is not paid in, which makes its terms: kessai ${command}. Leave --out out to see what it comes to.`,
    );
  }
  const files =
    out === undefined ? [] : await writeTerms(desk, code, pathOf(given, "out"), period.paidIn);
  return await answer(given, desk, {
    ...{ kind: "coupon", class: { address, code }, period: period.number, payments, files },
    ...{ record: period.record, pays: period.pays, listed: period.listed },
    ...{ recordId: period.isRecordOver ? period.recordId : 0 },
    isFixed: period.isRecordOver || period.paidIn.length > 0,
    notice: { classType: "bond", kind: period.isLast ? "redemption" : "interest" },
  });
}

async function distribution(
  given: Given,
  desk: Desk,
  plan: DistributionPlan,
  { address, code }: Class,
): Promise<Answer> {
  const { platform, provider } = desk;
  const lens = TokenLens__factory.connect(platform.lens, provider);
  const [dates, over] = await lens.recordDatesOf(address);
  const place = dates.map(Number).indexOf(plan.recordDate);
  if (place < 0) {
    const date = formatDate(plan.recordDate, "en");
    throw new ArgumentRefused(
      `${date} is no record date of ${code}. Declare it before it is over: kessai action record --class ${code} --date ${date}.`,
    );
  }
  const isFixed = place < Number(over);
  const kind = PAYMENT_KINDS.indexOf(plan.payment);
  const claimed = plan.payment === "principal" ? CLAIM_DAYS.principal : CLAIM_DAYS.other;
  const terms: DistributionTerms = {
    ...{ token: address, kind, listed: plan.listed, recordId: place + 1, perUnit: plan.perUnit },
    ...{ numerator: 0, denominator: 0, funding: 0n, date: plan.pays, taxTo: plan.taxTo },
    owedUntil: plan.owedUntil ?? jstDateEnd(plan.pays) + claimed * DAY_SECONDS,
    ...{ document: plan.document, number: FIRST_NUMBER + plan.number },
  };
  const files: { file: string; kind: string }[] = [];
  if (maybe(given, "out") !== undefined) {
    if (!isFixed) {
      throw new ArgumentRefused(
        `The record date ${formatDate(plan.recordDate, "en")} is not over: its terms are written from then on.`,
      );
    }
    const path = pathOf(given, "out");
    const { chainId } = desk;
    const file = {
      kind: "DistributionTerms",
      ...{ chainId, contract: platform.distribution, classCode: code, terms },
    } as const;
    await writeNew(path, formatTermsFile(file));
    files.push({ file: path, kind: plan.payment });
  }
  return await answer(given, desk, {
    ...{ kind: "distribution", class: { address, code }, files, isFixed, listed: plan.listed },
    payments: [{ kind: plan.payment, perUnit: plan.perUnit }],
    ...{ record: plan.recordDate, pays: plan.pays, recordId: isFixed ? place + 1 : 0 },
    notice: {
      classType: CLASS_TYPES[plan.payment],
      kind: plan.payment === "dividend" ? "dividend" : "distribution",
      ...(plan.noticeDate === undefined ? {} : { noticeDate: plan.noticeDate }),
      ...(plan.isInArticles === undefined ? {} : { isInArticles: plan.isInArticles }),
    },
  });
}

async function split(
  given: Given,
  desk: Desk,
  plan: SplitPlan,
  { address, code }: Class,
): Promise<Answer> {
  const { chainId, platform, provider } = desk;
  const terms: SplitTerms = {
    ...{ token: address, numerator: plan.into, denominator: plan.from },
    ...{ cashPerUnit: plan.cashPerUnit, funding: plan.funding, effective: plan.effective },
    ...{ listed: plan.listed, taxTo: plan.taxTo, document: plan.document, number: plan.number },
  };
  const file = {
    kind: "SplitTerms",
    ...{ chainId, contract: platform.split, classCode: code, terms },
  } as const;
  const foreseen = await foreseeDistribution(provider, platform, {
    ...{ token: address, kind: "fraction-cash", listed: plan.listed, perUnit: 0n },
    ...{ date: plan.effective, fromBlock: classFrom(desk, address) },
  });
  const [into, from] = [BigInt(plan.into), BigInt(plan.from)];
  const after = (foreseen.supply * into) / (from === 0n ? 1n : from);
  const files: { file: string; kind: string }[] = [];
  if (maybe(given, "out") !== undefined) {
    await writeNew(pathOf(given, "out"), formatTermsFile(file));
    files.push({ file: pathOf(given, "out"), kind: "split" });
  }
  const value = {
    ...{ kind: "split", class: code, record: null, pays: formatDate(plan.effective, "en") },
    ...{ isFixed: true, payments: [], funding: plan.funding, findings: [], files },
    split: { from: plan.from, into: plan.into, before: foreseen.supply, after },
  };
  const isJa = given.lang === "ja";
  return {
    value,
    lines: [
      isJa
        ? `${code}: ${from} 口を ${into} 口に、${formatDate(plan.effective, "ja")} から(${foreseen.supply} 口 → ${after} 口)`
        : `${code}: ${from} into ${into} from ${formatDate(plan.effective, "en")} on (${foreseen.supply} units → ${after})`,
      `id ${termsFileId(file)}`,
      ...files.map((each) => each.file),
    ],
  };
}

interface Planned {
  readonly kind: "coupon" | "distribution";
  readonly class: Class;
  readonly period?: number;
  readonly payments: readonly Payment[];
  readonly record: JstDate | null;
  readonly pays: JstDate;
  readonly listed: boolean;
  /** 0 for those that have units now. */
  readonly recordId: number;
  readonly isFixed: boolean;
  readonly notice: Omit<NoticePlan, "recordDate" | "exerciseDate">;
  readonly files: readonly { file: string; kind: string }[];
}

async function answer(given: Given, desk: Desk, planned: Planned): Promise<Answer> {
  const { lang } = given;
  const { record, pays, listed, recordId, isFixed, files } = planned;
  const { address, code } = planned.class;
  const noticeDate = maybe(given, "notice") === undefined ? undefined : dateOf(given, "notice");
  const findings = noticeFindings({
    ...{ ...planned.notice, recordDate: record, exerciseDate: pays },
    ...(noticeDate === undefined ? {} : { noticeDate }),
  });
  const payments = [];
  for (const { kind, perUnit } of planned.payments.filter((each) => each.perUnit > 0n)) {
    const foreseen = await foreseeDistribution(desk.provider, desk.platform, {
      ...{ token: address, kind, listed, perUnit, date: pays, fromBlock: classFrom(desk, address) },
      recordId,
    });
    const sum = (field: "gross" | "national" | "local" | "net") =>
      foreseen.payments.reduce((all, each) => all + each[field], 0n);
    payments.push({
      ...{ kind, perUnit, funding: foreseen.funding, gross: sum("gross") },
      ...{ national: sum("national"), local: sum("local"), net: sum("net") },
      rows: foreseen.payments,
    });
  }
  const funding = payments.reduce((all, each) => all + each.funding, 0n);
  const unrated = payments.flatMap(({ rows }) => rows).filter(({ isRated }) => !isRated);
  const value = {
    ...{ kind: planned.kind, class: code },
    ...(planned.period === undefined ? {} : { period: planned.period }),
    record: record === null ? null : formatDate(record, "en"),
    ...{ pays: formatDate(pays, "en"), isFixed, payments, funding, files },
    findings: findings.map(({ isBroken, text }) => ({ isBroken, text: text[lang] })),
  };
  return {
    value,
    lines: [
      ...linesOf(planned, payments, funding, lang),
      ...findings.map(findingLine(lang)),
      ...unrated.map(({ investor, taxClass }) =>
        lang === "ja"
          ? `投資家 ${investor}: 税区分 ${taxClass} の源泉税率が未登録のため支払えません。`
          : `investor ${investor}: the tax table has no rates for tax class ${taxClass}; he cannot be paid before it has.`,
      ),
      ...files.map(({ file }) => file),
    ],
    exit:
      findings.some(({ isBroken }) => isBroken) || unrated.length > 0
        ? EXIT.no
        : isFixed
          ? EXIT.done
          : EXIT.waits,
  };
}

const findingLine = (lang: "en" | "ja") => (found: NoticeFinding) =>
  `${found.isBroken ? "✗" : "?"} ${found.text[lang]} (${found.source[lang]})`;

type Foreseen = Awaited<ReturnType<typeof foreseeDistribution>>["payments"];

function linesOf(
  { class: { code }, period, record, pays, isFixed }: Planned,
  payments: readonly (Payment & { funding: bigint; rows: Foreseen })[],
  funding: bigint,
  lang: "en" | "ja",
): string[] {
  const isJa = lang === "ja";
  const when = (date: JstDate) => formatDate(date, lang);
  const lines = [
    isJa
      ? `${code}${period === undefined ? "" : ` 第${period}回`}: 基準日 ${record === null ? "なし" : when(record)}、支払日 ${when(pays)}`
      : `${code}${period === undefined ? "" : `, period ${period}`}: record date ${record === null ? "none" : when(record)}, paid on ${when(pays)}`,
  ];
  if (!isFixed) {
    lines.push(
      isJa
        ? "基準日が経過していないため、現在の保有者で計算しています。"
        : "The record date is not over: counted by who holds now.",
    );
  }
  for (const { kind, rows } of payments) {
    const heading = (en: string, ja: string) => ({ heading: isJa ? ja : en });
    const number = (en: string, ja: string) => ({ ...heading(en, ja), align: "right" as const });
    lines.push(
      "",
      PAYMENT_KIND_TEXTS[kind][lang],
      ...table(
        rows.map((row) => [
          String(row.investor),
          TAX_CLASSES[row.taxClass]?.[lang] ?? String(row.taxClass),
          String(row.units),
          ...[row.gross, row.national, row.local, row.net].map(formatYen),
        ]),
        {
          columns: [
            number("investor", "投資家番号"),
            heading("tax class", "税区分"),
            number("units", "数量"),
            number("gross", "税引前"),
            number("national tax", "所得税等"),
            number("local tax", "住民税"),
            number("net", "税引後"),
          ],
        },
      ).split("\n"),
    );
  }
  lines.push("", isJa ? `必要資金 ${formatYen(funding)}` : `to be paid in: ${formatYen(funding)}`);
  return lines;
}
