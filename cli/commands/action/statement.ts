import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  DistributionUnbalanced,
  distributionReconciliation,
  distributionReconciliationCsv,
  distributionReconciliationJson,
  formatYen,
  ISecurityToken__factory,
  PAYMENT_KIND_TEXTS,
  PAYMENT_KINDS,
  readDistribution,
  statementOf,
  statementsCsv,
  statementsJson,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { classFrom, distributionIn } from "../../desk/termsIn.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { maybe, pathOf } from "../../inputs.ts";
import { amountSchema as amount } from "../../json.ts";

/** Statements of what each investor was paid, and the payer's reconciliation (PAY-1). */
export const actionStatement: ReadCommand = {
  kind: "read",
  path: "action statement",
  about: {
    en: "write statements of a payment and the payer's reconciliation",
    ja: "支払明細と支払者の突合表を書出し",
  },
  example: "action statement --distribution coupon-1.bond-interest.json --out statements",
  options: [
    {
      flags: "--distribution <file>",
      about: { en: "terms of the payment", ja: "支払の条件ファイル" },
      required: true,
    },
    { flags: "--out <folder>", about: { en: "where to", ja: "書出し先" }, required: true },
    {
      flags: "--reference <text>",
      about: { en: "what it is called (CLASS/KIND/ID)", ja: "整理番号" },
    },
  ],
  result: z.strictObject({
    reference: z.string(),
    id: z.string(),
    statements: z.number(),
    reconciliation: z.strictObject({
      ...{ funded: amount, paid: amount, national: amount, local: amount },
      ...{ owed: amount, returned: amount, investorsPaid: z.number(), investorsOwed: z.number() },
    }),
    files: z.array(z.string()),
  }),
  async run(given, desk) {
    const { lang } = given;
    const { classCode, terms } = await distributionIn(given, desk, "distribution");
    const { provider, platform, deployment } = desk;
    const from = classFrom(desk, terms.token);
    const read = await readDistribution(provider, platform, terms, from);
    if (read.phase === "announced" || read.phase === "funded") {
      throw new ArgumentRefused(
        read.phase === "announced"
          ? "The payment is announced and not paid in: kessai action fund FILE."
          : "The payment is not over: kessai action run --distribution FILE brings it to its end.",
      );
    }
    const kind = PAYMENT_KINDS[terms.kind] ?? "principal";
    const reference = maybe(given, "reference") ?? `${classCode}/${kind}/${read.id.slice(2, 10)}`;
    let reconciliation: ReturnType<typeof distributionReconciliation>;
    try {
      reconciliation = distributionReconciliation({ reference, ...read });
    } catch (error) {
      if (!(error instanceof DistributionUnbalanced)) throw error;
      throw new ArgumentRefused(
        `Its roundings are not back with the payer: kessai action run --distribution FILE collects them. (${error.message})`,
      );
    }
    const token = ISecurityToken__factory.connect(terms.token, provider);
    const recordDate =
      terms.recordId === 0 ? null : Number((await token.recordAt(terms.recordId)).date);
    const className = deployment.classes[classCode]?.name ?? { en: classCode, ja: classCode };
    const of_ = { reference, kind, recordDate, paidOn: terms.date, classCode, className };
    const statements = read.payments.map((payment) => statementOf(of_, payment));
    const folder = pathOf(given, "out");
    await mkdir(folder, { recursive: true });
    const files: string[] = [];
    for (const [name, text] of [
      ["statements.csv", statementsCsv(statements, lang)],
      ["statements.json", statementsJson(statements)],
      ["reconciliation.csv", distributionReconciliationCsv([reconciliation], lang)],
      ["reconciliation.json", distributionReconciliationJson(reconciliation)],
    ] as const) {
      await writeNew(join(folder, name), text);
      files.push(join(folder, name));
    }
    const { funded, paid, national, local, owed, returned } = reconciliation;
    const { investorsPaid, investorsOwed } = reconciliation;
    const said =
      lang === "ja"
        ? [
            `${classCode} ${PAYMENT_KIND_TEXTS[kind].ja}: 払込 ${formatYen(funded)} = 支払 ${formatYen(paid)} + 所得税等 ${formatYen(national)} + 住民税 ${formatYen(local)} + 未払 ${formatYen(owed)} + 返戻 ${formatYen(returned)}`,
          ]
        : [
            `${classCode} ${PAYMENT_KIND_TEXTS[kind].en}: paid in ${formatYen(funded)} = paid ${formatYen(paid)} + national tax ${formatYen(national)} + local tax ${formatYen(local)} + owed ${formatYen(owed)} + returned ${formatYen(returned)}`,
          ];
    return {
      value: {
        ...{ reference, id: read.id, statements: statements.length, files },
        reconciliation: {
          ...{ funded, paid, national, local, owed, returned, investorsPaid, investorsOwed },
        },
      },
      lines: [...said, ...files],
    };
  },
};
