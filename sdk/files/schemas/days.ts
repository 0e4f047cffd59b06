import { formatDate } from "../../format/formatDate.ts";
import type { JstDate } from "../../format/JstDate.ts";

/** A day as files write it. */
export function day(date: JstDate): string {
  return formatDate(date, "en");
}

/** Whether a field could be read as a day; if not, it is left out or has a finding of its own. */
export function isDay(field: unknown): field is JstDate {
  return typeof field === "number";
}
