import type { JsonRpcProvider } from "ethers";
import { explainError } from "../../sdk/index.ts";
import type { Given, OptionSpec } from "../command.ts";
import { type Chain, openChain } from "./openChain.ts";
import type { Terminal } from "./terminal.ts";

/** For commands that need a chain, and no deployment. */
export const NETWORK_OPTION: OptionSpec = {
  flags: "--network <name|url>",
  about: {
    en: "address of a node, or a name (localhost)",
    ja: "ノードのアドレスまたは名前 (localhost)",
  },
};

/**
 * Does something on the chain that was named, and closes the connection.
 *
 * @throws NetworkUnknown, ChainUnreachable
 */
export async function onChain<T>(
  { options }: Given,
  terminal: Terminal,
  work: (chain: Chain) => Promise<T>,
): Promise<T> {
  const chain = await openChain(options.network as string | undefined, terminal);
  try {
    return await work(chain);
  } finally {
    chain.provider.destroy();
  }
}

/** Asks a node by a method of its own. */
export async function asked(
  provider: JsonRpcProvider,
  method: string,
  params: readonly unknown[] = [],
): Promise<unknown> {
  try {
    return await provider.send(method, [...params]);
  } catch (error) {
    throw explainError(error);
  }
}
