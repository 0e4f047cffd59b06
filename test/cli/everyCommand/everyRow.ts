import { stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import type { CommandSpec } from "../../../cli/command.ts";
import { COMMANDS } from "../../../cli/commands/index.ts";
import type { Terminal } from "../../../cli/desk/terminal.ts";
import { writtenAlone } from "../../../cli/desk/written.ts";
import { runKessai } from "../../../cli/runKessai.ts";
import { developmentKey } from "../../support/developmentKey.ts";
import { binary, type Said } from "../support/desk.ts";
import { miswritten } from "../support/miswritten.ts";

/** What is typed after a command's name. */
export interface Line {
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** 0 of a good one, 1 of a bad one, if not said. */
  readonly exit?: number;
  /** Ends a command that would go on for ever, once it says this. */
  readonly until?: RegExp;
}

/** How a bad one ends. */
export interface Refused extends Line {
  readonly name: string;
  /** Of a contract's refusal. */
  readonly code?: string;
  /** What the message says of what to do next, or of what is wrong. */
  readonly says: string;
}

/** How one command is tried, each line on the chain as `load` left it. */
export interface Row<W> {
  good(w: W): Line | Promise<Line>;
  bad(w: W): Refused | Promise<Refused>;
  /** Of a writing one that any key may send. */
  readonly isAnybodys?: boolean;
  /** Of one that writes its first file, whatever is there. */
  readonly makesFirst?: boolean;
}

export type Rows = Readonly<Record<string, Row<never>>>;

/** What a shell would be told where the chain is. */
interface OnChain {
  readonly onChain: readonly string[];
}

/** Keys of the development chain by their place: everybody knows them, and the desk still shows none. */
export const KEYS: readonly string[] = Array.from({ length: 20 }, (_, place) =>
  developmentKey(place),
);

/** How `--json` tells of a failure, of every command. */
export const failureSchema = z.strictObject({
  ok: z.literal(false),
  error: z.strictObject({
    name: z.string().regex(/^[A-Z][A-Za-z]+$/),
    message: z.string(),
    code: z.string().optional(),
    values: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** What an output says went wrong: in one of our own errors, and in words of which none is a library's. */
export function failureOf(out: string): z.infer<typeof failureSchema> {
  const failure = failureSchema.parse(JSON.parse(out));
  const { name, message } = failure.error;
  expect(name, message).not.to.match(/^(Type|Range|Syntax|Zod|Node)?Error$/);
  expect(message).not.to.match(/\b(code|version)=|\[object|undefined/);
  expect(name, message).not.to.equal("Unexpected");
  // A sentence, or lines of a table.
  expect(message).to.match(/[\s\S]{12}/);
  return failure;
}

/** No stack trace, no key and no password, wherever it is printed. */
export function expectNoSecret(text: string, env: Readonly<Record<string, string>> = {}): void {
  expect(text, "a stack trace").not.to.match(/^\s+at .+(:\d+|\))$/m);
  for (const secret of [...KEYS, ...Object.values(env)]) {
    expect(text.toLowerCase(), "a key or a password").not.to.include(
      secret.replace(/^0x/, "").toLowerCase(),
    );
  }
}

/**
 * The rows of some commands. Where `npm run test:desk` asks for it, each is tried through the real binary: the good
 * line does what it says, in the shape that its schema has, and the bad one is refused by a named error.
 *
 * @param end what is to be stopped after them
 */
export function everyRow<W extends OnChain>(
  load: () => Promise<W>,
  rows: Readonly<Record<string, Row<W>>>,
  end: () => void = () => {},
): Rows {
  if (process.env.KESSAI_EVERY_COMMAND === "1") {
    describe("Through the real binary", () => {
      after(end);
      for (const command of COMMANDS) {
        const row = rows[command.path];
        if (row !== undefined) tried(command, row, load);
      }
    });
  }
  return rows;
}

function tried<W extends OnChain>(command: CommandSpec, row: Row<W>, load: () => Promise<W>) {
  const { path, kind } = command;
  const wordsOf = (w: W, { words }: Line) => [
    ...path.split(" "),
    // What a line says of it itself counts.
    ...(kind === "local" ? [] : w.onChain),
    ...words,
  ];

  describe(`kessai ${path}`, function () {
    this.timeout(600_000);

    it("does what it is asked, in the shape that its schema has", async () => {
      const w = await load();
      const line = await row.good(w);
      const said = await binary([...wordsOf(w, line), "--json"], line);
      expect(said.exit, said.out + said.err).to.equal(line.exit ?? 0);
      expect(Object.keys(said.json)).to.deep.equal(["ok", "command", "result"]);
      expect(said.json).to.include({ ok: true, command: path });
      schemaOf(command).parse(said.json.result);
      if (kind === "write" && !line.words.includes("--dry-run")) expectSent(said);
      expectNoSecret(said.out + said.err, line.env);
    });

    it("refuses what is wrong, and says what to do", async () => {
      const w = await load();
      const line = await row.bad(w);
      const words = wordsOf(w, line);
      const said = await binary([...words, "--json"], line);
      expect(said.exit, said.out + said.err).to.equal(line.exit ?? 1);
      const { error } = failureOf(said.out);
      expect(error.name, error.message).to.equal(line.name);
      expect(error.message).to.include(line.says);
      if (line.code !== undefined) expect(error.code).to.equal(line.code);
      expectNoSecret(said.out + said.err, line.env);
      // People read the same sentence, on the error output.
      const plain = await inProcess(words, line.env);
      expect(plain.exit).to.equal(said.exit);
      expect(plain.err).to.include(error.message);
      expectNoSecret(plain.out + plain.err, line.env);
    });

    it("refuses it where one thing is wrong, whichever", async () => {
      const w = await load();
      const line = await row.good(w);
      const env = { ...line.env, NO_KEY: "ab".repeat(31), STRANGER: KEYS[14] ?? "" };
      for (const { what, words, name, says } of await spoilt(command, row, line.words)) {
        const said = await inProcess([...wordsOf(w, { words }), "--json"], env);
        expect(said.exit, what + said.out).to.equal(1);
        const { error } = failureOf(said.out);
        if (name !== undefined) expect(error.name, what).to.equal(name);
        if (says !== undefined) expect(error.message, what).to.include(says);
        expectNoSecret(said.out + said.err, env);
      }
    });
  });
}

/** A good line with one word or key that is wrong, and the name of its error where it is always the same. */
interface Spoilt {
  readonly what: string;
  readonly words: readonly string[];
  readonly name?: string;
  /** Stands in the message. */
  readonly says?: string;
}

/** The ways in which one thing of a good line can be wrong, without the chain being asked for another. */
async function spoilt(
  { kind }: CommandSpec,
  { isAnybodys, makesFirst }: Pick<Row<never>, "isAnybodys" | "makesFirst">,
  words: readonly string[],
): Promise<Spoilt[]> {
  const ways: Spoilt[] = [];
  const instead = (at: number, word: string) => words.with(at, word);
  for (const [at, word] of words.entries()) {
    const option = words[at - 1] ?? "";
    if (/^0x[0-9a-fA-F]{40}$/.test(word)) {
      const wrong = miswritten(word);
      ways.push({ what: `${option} ${wrong}`, words: instead(at, wrong) });
    } else if (option === "--signer") {
      for (const [signer, says] of [
        ["env:NO_KEY", "64 hexadecimal digits"],
        ["env:NOTHING", "There is nothing in"],
        ["keystore:package.json", "package.json"],
      ] as const) {
        ways.push({
          ...{ what: signer, words: instead(at, signer), says },
          ...(signer === "keystore:package.json" ? {} : { name: "SignerNeeded" }),
        });
      }
      if (kind === "write" && isAnybodys !== true) {
        ways.push({ what: "a key without the power", words: instead(at, "env:STRANGER") });
      }
    } else if (option !== "--out" && option !== "--deployment" && (await isFile(word))) {
      const empty = `${word}.empty`;
      const other = `${word}.cp932`;
      await writeFile(empty, "");
      // Letters of CP932 that are none of UTF-8, in no table's heading.
      await writeFile(other, Buffer.from([0x8a, 0x94, 0x8e, 0xae, 0x0a, 0xff]));
      for (const [path, says] of [
        [`${word}.none`, `${word}.none`],
        [empty, basename(empty)],
        [other, basename(other)],
      ] as const) {
        if (makesFirst === true && at === 0) continue;
        if (option !== "--document") ways.push({ what: path, words: instead(at, path), says });
      }
    }
  }
  return ways;
}

async function isFile(path: string): Promise<boolean> {
  return path.includes("/") && (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** What `--json` prints of a command under `result`. */
export function schemaOf(command: CommandSpec): z.ZodType {
  return command.result ?? writtenAlone;
}

/** A good line of a command that writes does write, or announces what its power delays. */
function expectSent({ json }: Said): void {
  const { status, done } = json.result;
  expect(["sent", "waits", "relayed", done]).to.include(status ?? 1);
}

/** A command in this process, which nobody looks at. */
export async function inProcess(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    ...{ isTerminal: false, env, now: () => Math.floor(Date.now() / 1_000) },
    ...{ agrees: async () => false, secret: async () => undefined },
  };
  const exit = await runKessai(words, terminal);
  return { exit, out: out.join("\n"), err: err.join("\n") };
}
