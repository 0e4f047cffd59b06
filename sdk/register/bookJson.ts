import { z } from "zod";
import { formatDate } from "../format/formatDate.ts";
import { jstDateOf } from "../format/jstDateOf.ts";
import type { Book } from "./bookOf.ts";
import { BOOKS } from "./bookTexts.ts";

const whole = z.string().regex(/^(0|[1-9]\d*)$/);
const count = z.int().nonnegative();
const date = z.iso.date();
const text = z.strictObject({ en: z.string(), ja: z.string() });
const wallet = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

/** What the JSON of one holder holds; see `BookRow`. */
export const bookRowSchema = z.strictObject({
  number: z.int().positive(),
  investor: count.optional(),
  name: z.string().optional(),
  address: z.string().optional(),
  trust: z.boolean(),
  units: whole,
  amount: whole.optional(),
  lots: z.array(z.strictObject({ date, units: whole, amount: whole.optional() })),
  encumbrances: z.array(
    z.strictObject({
      purpose: z.enum(["pledge", "attachment"]),
      date,
      units: whole,
      wallet: wallet.optional(),
      investor: count.optional(),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
  ),
  ...{ held: whole, frozen: whole, free: whole },
  wallets: z.array(wallet),
});

/** What the JSON of a book holds; see `Book`. Amounts are decimal digits as text, dates days in Japan. */
export const bookSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.enum(["BondRegister", "ShareholderRegister", "BeneficialInterestRegister"]),
  title: text,
  law: text,
  name: text,
  code: z.string(),
  face: whole.optional(),
  items: z.array(z.strictObject({ label: text, value: text })),
  chainId: whole,
  ...{ token: wallet, pass: wallet },
  block: count,
  blockHash: hash,
  /** Unix seconds of the block, and its day in Japan. */
  timestamp: count,
  date,
  supply: whole,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  nameless: count,
  rows: z.array(bookRowSchema),
});

export type BookJson = z.infer<typeof bookSchema>;

/** What a book is called in JSON. */
export const BOOK_KINDS = {
  bond: "BondRegister",
  share: "ShareholderRegister",
  "beneficial-interest": "BeneficialInterestRegister",
} as const;

/** A book for programs, by `bookSchema`: the same is the same bytes. */
export function bookJson({ heading, register, rows, nameless }: Book): string {
  const { kind, name, code, face, items } = heading;
  const { token, pass, block, blockHash, timestamp, digest } = register;
  const { law, en, ja } = BOOKS[kind];
  const plain = {
    apiVersion: 1,
    kind: BOOK_KINDS[kind],
    title: { en, ja },
    law,
    ...{ name, code, face, items },
    chainId: register.chainId,
    ...{ token, pass, block, blockHash, timestamp },
    date: jstDateOf(timestamp),
    ...{ supply: register.supply, digest, nameless, rows },
  };
  return `${JSON.stringify(plain, printed, 2)}\n`;
}

/** Chain amounts as decimal text, dates as days of the calendar. */
export function printed(key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return key === "date" && typeof value === "number" ? formatDate(value, "en") : value;
}
