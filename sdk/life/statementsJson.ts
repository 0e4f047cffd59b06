import { z } from "zod";
import { formatDate } from "../format/formatDate.ts";
import type { DateRefused } from "../format/JstDate.ts";
import type { Statement } from "./statementOf.ts";
import { PAYMENT_KINDS } from "./taxRates.ts";

const whole = z.string().regex(/^(0|[1-9]\d*)$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What the JSON of statements holds; see `Statement`. Quantities are decimal digits as text, dates YYYY-MM-DD. */
export const statementsSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("Statements"),
  statements: z.array(
    z.strictObject({
      reference: z.string(),
      payment: z.enum(PAYMENT_KINDS),
      class: z.strictObject({
        code: z.string(),
        name: z.strictObject({ en: z.string(), ja: z.string() }),
      }),
      recordDate: day.nullable(),
      paidOn: day,
      investor: z.int().positive(),
      wallet: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
      ...{ units: whole, gross: whole, national: whole, local: whole, net: whole },
      owed: whole,
    }),
  ),
});

export type StatementsJsonErrors = DateRefused;

/**
 * Statements for programs, by `statementsSchema`: the same statements are the same bytes.
 *
 * @throws DateRefused
 */
export function statementsJson(statements: readonly Statement[]): string {
  const plain: z.input<typeof statementsSchema> = {
    ...{ apiVersion: 1, kind: "Statements" },
    statements: statements.map((each) => ({
      reference: each.reference,
      payment: each.kind,
      class: {
        code: each.classCode,
        name: { en: each.className.en, ja: each.className.ja },
      },
      recordDate: each.recordDate === null ? null : formatDate(each.recordDate, "en"),
      paidOn: formatDate(each.paidOn, "en"),
      investor: each.investor,
      wallet: each.wallet,
      units: String(each.units),
      gross: String(each.gross),
      national: String(each.national),
      local: String(each.local),
      net: String(each.net),
      owed: String(each.owed),
    })),
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}
