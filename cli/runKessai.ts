import { CommanderError } from "commander";
import type { Lang } from "../sdk/index.ts";
import type { Answer, CommandSpec, Given } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { carryOut } from "./desk/carryOut.ts";
import { openDesk } from "./desk/openDesk.ts";
import type { Terminal } from "./desk/terminal.ts";
import { toldError } from "./desk/toldError.ts";
import { EXIT } from "./exit.ts";
import { jsonOf } from "./json.ts";
import { program } from "./program.ts";

/**
 * Does what the command line says, and answers the exit code. What goes wrong is one clear text on the error
 * output, or with `--json` an object on the output; KESSAI_STACK=1 adds where it came from.
 */
export async function runKessai(words: readonly string[], terminal: Terminal): Promise<number> {
  let exit: number = EXIT.done;
  // What is wrong with the words themselves is known before they are read.
  const isJson = words.includes("--json");
  const isJa = words.some(
    (word, index) => word === "--lang=ja" || (word === "--lang" && words[index + 1] === "ja"),
  );
  const lang: Lang = isJa ? "ja" : "en";
  const run = async (command: CommandSpec, given: Given) => {
    const answer = await answerOf(command, given, terminal);
    if (given.json) terminal.out(jsonOf({ ok: true, command: command.path, result: answer.value }));
    else for (const line of answer.lines) terminal.out(line);
    exit = answer.exit ?? EXIT.done;
  };
  try {
    await program(COMMANDS, lang, terminal, run).parseAsync([...words], { from: "user" });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    tell(error, isJson, lang, terminal);
    return EXIT.refused;
  }
}

async function answerOf(command: CommandSpec, given: Given, terminal: Terminal): Promise<Answer> {
  if (command.kind === "local") return await command.run(given, terminal);
  const desk = await openDesk(given, terminal);
  try {
    if (command.kind === "read") return await command.run(given, desk);
    const plan = await command.plan(given, desk);
    return "calls" in plan ? await carryOut(plan, given, desk) : plan;
  } finally {
    (desk.provider as { destroy?: () => void }).destroy?.();
  }
}

function tell(error: unknown, isJson: boolean, lang: Lang, terminal: Terminal): void {
  const { name, message, ...more } = toldError(error, lang);
  if (isJson) terminal.out(jsonOf({ ok: false, error: { name, message, ...more } }));
  else terminal.err(message);
  if (terminal.env.KESSAI_STACK === "1") terminal.err(String((error as Error).stack));
}
