import type { Lang } from "../text/texts.ts";

/** What an error says, in the language asked for where it has one; else as it stands. */
export function messageIn(error: Error, lang: Lang): string {
  return "in" in error && typeof error.in === "function" ? String(error.in(lang)) : error.message;
}
