import { createInterface } from "node:readline/promises";

/** What the desk has of the world outside, so that tests can stand in for it. */
export interface Terminal {
  out(line: string): void;
  /** Progress and faults: never part of what a pipe reads. */
  err(line: string): void;
  /** Whether somebody looks at it, who can be asked. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Seconds. */
  now(): number;
  /** False where nobody can be asked. */
  agrees(question: string): Promise<boolean>;
  /** Undefined where nobody can be asked. */
  secret(question: string): Promise<string | undefined>;
}

/** This process's own. */
export function terminal(): Terminal {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    isTerminal,
    env: process.env,
    now: () => Math.floor(Date.now() / 1_000),
    async agrees(question) {
      if (!isTerminal) return false;
      const { confirm, isCancel } = await import("@clack/prompts");
      const said = await confirm({ message: question, initialValue: false });
      return !isCancel(said) && said;
    },
    async secret(question) {
      if (isTerminal) {
        const { isCancel, password } = await import("@clack/prompts");
        const said = await password({ message: question });
        return isCancel(said) ? undefined : said;
      }
      // From a pipe: one line, shown nowhere.
      if (process.stdin.isTTY) return undefined;
      const lines = createInterface({ input: process.stdin, terminal: false });
      for await (const line of lines) return line;
      return undefined;
    },
  };
}
