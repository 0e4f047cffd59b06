import { z } from "zod";

/** An amount in it. */
export const amountSchema = z.string().regex(/^\d+$/);

/** JSON for scripts: amounts, which JSON's numbers would round, are texts. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(
    value,
    (_, each: unknown) => (typeof each === "bigint" ? each.toString() : each),
    2,
  );
}
