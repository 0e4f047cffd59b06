import { type OpenedProvider, openProvider } from "../../sdk/index.ts";
import { NetworkUnknown } from "./faults.ts";
import type { Terminal } from "./terminal.ts";

const LOCALHOST = "http://127.0.0.1:8545";

/** A chain that answers. */
export type Chain = OpenedProvider;

/**
 * Connects to a chain by its address or its name.
 *
 * @throws NetworkUnknown, ChainUnreachable
 */
export async function openChain(network: string | undefined, { env }: Terminal): Promise<Chain> {
  return await openProvider(urlOf(network ?? "localhost", env));
}

function urlOf(network: string, env: Terminal["env"]): string {
  if (/^https?:\/\//i.test(network) && URL.canParse(network)) return network;
  const variable = `KESSAI_NETWORK_${network.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
  const set = env[variable];
  if (set !== undefined && URL.canParse(set)) return set;
  if (network === "localhost") return LOCALHOST;
  throw new NetworkUnknown(network, variable);
}
