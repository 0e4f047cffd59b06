import type { Contract, Interface, Provider, Signer } from "ethers";
import type { z } from "zod";
import type { Deployment, Lang, Platform, Text } from "../sdk/index.ts";
import type { EncodedCall } from "./desk/encodedCall.ts";
import type { Terminal } from "./desk/terminal.ts";
import type { Written } from "./desk/written.ts";

/** A word of a command after its name. */
export interface ArgumentSpec {
  readonly name: string;
  readonly about: Text;
  /** True if not said. */
  readonly required?: boolean;
  /** All words that follow; only of the last one. */
  readonly many?: boolean;
}

/** An option of a command, beside those that all have. */
export interface OptionSpec {
  /** Such as `--units <number>`, or `--all` for one without a value. */
  readonly flags: string;
  readonly about: Text;
  readonly required?: boolean;
  /** It may be given several times. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
}

/** What was given on the command line, the same for all commands. */
export interface Given {
  readonly arguments: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** By the name in camel case; an option of many values has all of them. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly lang: Lang;
  readonly json: boolean;
  readonly yes: boolean;
}

/** What a command says. */
export interface Answer {
  /** As `--json` prints it; amounts are bigint, written as texts. */
  readonly value: unknown;
  /** The same for people, in the language asked for. */
  readonly lines: readonly string[];
  /** 0 if not said; see {@link EXIT}. */
  readonly exit?: number;
}

/** A connection to a chain, and what is deployed there. */
export interface Desk {
  readonly terminal: Terminal;
  readonly lang: Lang;
  readonly provider: Provider;
  readonly chainId: bigint;
  /** Its address, or the name that was given for it. */
  readonly network: string;
  readonly deployment: Deployment;
  /** The deployment's path as it was given or found. */
  readonly deploymentPath: string;
  readonly platform: Platform;
}

/** One call of a contract. */
export interface Call {
  readonly to: string;
  readonly contract: { readonly interface: Interface } | Contract;
  readonly name: string;
  readonly args: readonly unknown[];
  /** What it does, in a sentence's part: "freeze 10 units of 0x…". */
  readonly about: Text;
  /** The platform's authority is asked who may call it, and after which delay. */
  readonly restricted?: boolean;
}

/** What a command would send, in its order. */
export interface WritePlan {
  readonly title: Text;
  readonly calls: readonly (Call | EncodedCall)[];
  /** A key that must not be the one that sends: who wrote the plan down. */
  readonly notBy?: string;
  /** Whatever a reader should see before he agrees. */
  readonly notes?: readonly string[];
  /**
   * Asked once the key is known that would send, before anything is: throws where it must not. What it answers is
   * shown among the notes.
   */
  readonly check?: (from: string) => Promise<readonly string[]>;
  /** Of what was sent, by the receipts' order, what else to say; and what became of each call. */
  readonly after?: (hashes: readonly string[], calls: Written["calls"]) => Promise<Answer>;
  /** Each call stands alone: one that is refused stops no other, and the command ends with 2. */
  readonly isEachAlone?: boolean;
  /** What is to be said of the plan itself, whatever is done with it: rows that are left out. */
  readonly found?: Answer;
  /** Sends by itself, as the chain goes on; `calls` are what it would begin with now. */
  readonly job?: (signer: Signer) => Promise<Answer>;
}

interface CommandBase {
  /** Noun and verb: `class check`. */
  readonly path: string;
  readonly about: Text;
  /** What follows `kessai`, as somebody would type it. */
  readonly example: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
}

/** A command that needs no chain. */
export interface LocalCommand extends CommandBase {
  readonly kind: "local";
  /** Of `result` in what `--json` prints. */
  readonly result: z.ZodType;
  run(given: Given, terminal: Terminal): Promise<Answer>;
}

/** A command that reads a chain. */
export interface ReadCommand extends CommandBase {
  readonly kind: "read";
  readonly result: z.ZodType;
  run(given: Given, desk: Desk): Promise<Answer>;
}

/** A command that sends something, or writes down what is to be sent. */
export interface WriteCommand extends CommandBase {
  readonly kind: "write";
  /** As of the others; what every written plan has, and nothing more, if not said. */
  readonly result?: z.ZodType;
  /** An answer where there is nothing to send. */
  plan(given: Given, desk: Desk): Promise<WritePlan | Answer>;
}

export type CommandSpec = LocalCommand | ReadCommand | WriteCommand;
