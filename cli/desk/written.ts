import { z } from "zod";

const hex = z.string().regex(/^0x[0-9a-f]*$/i);

/** What `--json` prints of a command that writes. */
export const writtenSchema = z.strictObject({
  /** `waits`: announced, since the power has a delay; the same again from `readyAt` on goes through. */
  status: z.enum(["dry-run", "safe-batch", "proposed", "sent", "waits", "nothing"]),
  title: z.string(),
  calls: z.array(
    z.strictObject({
      to: hex,
      name: z.string(),
      about: z.string(),
      data: hex,
      /** Foreseen, or used. */
      gas: z.string().optional(),
      hash: hex.optional(),
      block: z.number().optional(),
      status: z.enum(["foreseen", "sent", "announced", "waits", "not-sent", "refused"]).optional(),
      readyAt: z.number().optional(),
      /** Of a refused one. */
      why: z.string().optional(),
    }),
  ),
  from: z.string().optional(),
  file: z.string().optional(),
  /** What the command itself adds. */
  result: z.unknown().optional(),
});

/** The same of a command that adds something of its own. */
export function writtenWith(result: z.ZodType): z.ZodType {
  return writtenSchema.extend({ result: result.optional() });
}

/** The same of a command that adds nothing. */
export const writtenAlone: z.ZodType = writtenSchema.omit({ result: true });

export type Written = z.infer<typeof writtenSchema>;
