import { parse } from "yaml";
import type { z } from "zod";
import { TermsFileRefused } from "../termsFile.ts";

export type ParsePlanErrors = TermsFileRefused;

/**
 * What a YAML or JSON file says is planned, in a form.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused with every fault
 */
export function parsePlan<T extends { apiVersion: string }>(
  text: string,
  path: string,
  schema: z.ZodType<T>,
): Omit<T, "apiVersion"> {
  let plain: unknown;
  try {
    // Every value as it was written: an address is no number.
    plain = parse(text.replace(/^\uFEFF/, ""), { schema: "failsafe" });
  } catch (error) {
    const [line] = (error as Error).message.split("\n");
    throw new TermsFileRefused(path, `it is no YAML (${line}). Correct it and try again.`);
  }
  const parsed = schema.safeParse(plain);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path: at, message }) =>
      at.length === 0 ? message : `${at.join(".")}: ${message}`,
    );
    throw new TermsFileRefused(path, `${faults.join("; ")}. Correct this and try again.`);
  }
  const { apiVersion, ...plan } = parsed.data;
  const given = Object.entries(plan).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Omit<T, "apiVersion">;
}
