import { z } from "zod";
import {
  formatDate,
  PAYMENT_KIND_TEXTS,
  PAYMENT_KINDS,
  TAX_CLASSES,
  TaxTable__factory,
  table,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { dateOf, maybe, todayOf } from "../../inputs.ts";

const rate = (parts: bigint) => `${parts / 1_000n}.${String(parts % 1_000n).padStart(3, "0")} %`;

/** The rates that are withheld on a date. */
export const taxShow: ReadCommand = {
  kind: "read",
  path: "tax show",
  about: {
    en: "withholding rates on a date, by the chain's tax table",
    ja: "ある日の源泉税率(チェーンの税率表)",
  },
  example: "tax show --date 2027-06-30",
  options: [{ flags: "--date <date>", about: { en: "today if not said", ja: "省略時は今日" } }],
  result: z.strictObject({
    date: z.string(),
    rates: z.array(
      z.strictObject({
        ...{ kind: z.enum(PAYMENT_KINDS), listed: z.boolean(), taxClass: z.number() },
        /** Parts per 100,000. */
        ...{ national: z.number(), local: z.number() },
      }),
    ),
  }),
  async run(given, desk) {
    const { lang } = given;
    const date = maybe(given, "date") === undefined ? todayOf(desk) : dateOf(given, "date");
    const contract = TaxTable__factory.connect(desk.platform.taxes, desk.provider);
    const from = desk.deployment.platform.contracts.taxes?.block ?? 0;
    const set = await contract.queryFilter(contract.filters.RatesSet(), from);
    // Of each key the row that began last, on the date or before it; a later one of the same day replaced it.
    const rows = new Map<string, (typeof set)[number]["args"]>();
    for (const { args } of set.toSorted((a, b) => Number(a.args.from - b.args.from))) {
      if (Number(args.from) <= date) {
        rows.set(`${args.kind} ${args.listed} ${args.taxClass}`, args);
      }
    }
    const now = [...rows.values()].filter(({ until }) => Number(until) >= date);
    const rates = now.map(({ kind, listed, taxClass, national, local }) => ({
      ...{ kind: PAYMENT_KINDS[Number(kind)] ?? "principal", listed, taxClass: Number(taxClass) },
      ...{ national: Number(national), local: Number(local) },
    }));
    const isJa = lang === "ja";
    const listedText = (is: boolean) => (isJa ? (is ? "上場" : "非上場") : is ? "yes" : "no");
    const headings = isJa
      ? ["支払種別", "上場", "税区分", "所得税等", "住民税"]
      : ["kind", "listed", "tax class", "national", "local"];
    return {
      value: { date: formatDate(date, "en"), rates },
      lines: table(
        rates.map(({ kind, listed, taxClass, national, local }) => [
          ...[PAYMENT_KIND_TEXTS[kind][lang], listedText(listed)],
          TAX_CLASSES[taxClass]?.[lang] ?? String(taxClass),
          ...[rate(BigInt(national)), rate(BigInt(local))],
        ]),
        { columns: headings.map((heading) => ({ heading })) },
      ).split("\n"),
    };
  },
};
