import { appendLog } from "../../sdk/index.ts";
import type { Given } from "../command.ts";
import { maybe, pathOf } from "../inputs.ts";
import type { Terminal } from "./terminal.ts";

const LOG = "register.log.jsonl";

/** Where who asked what is kept. */
export function logPath(given: Given): string {
  return maybe(given, "log") === undefined ? LOG : pathOf(given, "log");
}

/** Notes who asked what, when. */
export async function registerLogged(
  given: Given,
  terminal: Terminal,
  what: string,
  digest?: string,
): Promise<void> {
  const who = maybe(given, "by") ?? terminal.env.USER ?? terminal.env.USERNAME ?? "?";
  const now = new Date(terminal.now() * 1_000);
  await appendLog(logPath(given), { who, what, ...(digest === undefined ? {} : { digest }) }, now);
}
