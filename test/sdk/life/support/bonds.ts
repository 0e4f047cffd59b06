import { join } from "node:path";
import type { BondClassFile, BondTerms } from "../../../../sdk/files/parseClassFile.ts";
import { readClassFile } from "../../../../sdk/files/readClassFile.ts";
import { formatDate } from "../../../../sdk/format/formatDate.ts";
import { parseJstDate } from "../../../../sdk/format/parseJstDate.ts";
import type { BondPeriod } from "../../../../sdk/life/bondSchedule.ts";

export const day = parseJstDate;

/** A bond of the examples. */
export async function exampleBond(name: string): Promise<BondClassFile> {
  const path = join(import.meta.dirname, "../../../../examples/classes", `${name}.yaml`);
  const file = await readClassFile(path);
  if (file.type !== "bond") throw new Error(`${name} is no bond.`);
  return file;
}

interface Terms {
  readonly rate?: string;
  readonly issued: string;
  /** The last is the due date, unless that is said. */
  readonly interest: readonly string[];
  readonly due?: string;
  readonly interestFrom?: BondTerms["interestFrom"];
  readonly holiday?: BondTerms["holiday"];
  readonly schedule?: BondClassFile["schedule"];
}

/** Terms of 1.2 % a year from the day after payment, without a holiday rule. */
export function bondOf({
  rate = "0.012",
  interestFrom = "day-after-payment",
  holiday = "none",
  schedule = [],
  ...days
}: Terms): Pick<BondClassFile, "bond" | "schedule"> {
  const interest = days.interest.map(day);
  const bond = {
    ...{ rate, interestFrom, holiday, interest, issued: day(days.issued) },
    due: day(days.due ?? days.interest.at(-1) ?? ""),
  };
  return { bond, schedule };
}

/** Due, paid, record date, days/of, interest on a yen and principal, to compare with what was written by hand. */
export function rowOf({ due, pays, record, days, of, perYen, principal }: BondPeriod): unknown[] {
  const dates = [due, pays, record].map((date) =>
    date === null ? "none" : formatDate(date, "en"),
  );
  return [...dates, `${days}/${of}`, perYen, principal];
}

/** The whole face. */
export const ALL = 10_000_000_000_000n;
