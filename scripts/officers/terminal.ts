import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Provider } from "ethers";

/** What the officers' commands have of the world outside, so that tests can stand in for it. */
export interface Terminal {
  print(line: string): void;
  /** The answer to a question; undefined if nobody can be asked. */
  ask(question: string): Promise<string | undefined>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string | undefined>;
  readonly env: Readonly<Record<string, string | undefined>>;
  open(name: string | undefined, url: string | undefined): Promise<OpenedNetwork>;
  /** An error, or in its place one that names the address at which no chain answers. */
  explain(error: unknown, name: string | undefined, url: string | undefined): Promise<unknown>;
}

export interface OpenedNetwork {
  readonly chainId: number;
  readonly provider: Provider;
}

/** This process's own. */
export function terminal(): Terminal {
  return {
    print: (line) => console.log(line),
    ask: (question) => answer(question, process.stdout),
    askSecret: async (question) => {
      process.stdout.write(process.stdin.isTTY ? question : "");
      const typed = await answer("", new Writable({ write: (_, __, done) => done() }));
      if (typed !== undefined) process.stdout.write("\n");
      return typed;
    },
    env: process.env,
    // Loaded only when a chain is asked for: signing needs none.
    open: async (name, url) => (await import("../deploy/openNetwork.ts")).openNetwork(name, url),
    explain: async (error, name, url) =>
      name === undefined
        ? error
        : (await import("../deploy/openNetwork.ts")).withAddress(error, name, url),
  };
}

async function answer(
  question: string,
  output: NodeJS.WritableStream,
): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
