import { FetchRequest, JsonRpcProvider, Network } from "ethers";
import { ChainUnreachable, NetworkUnknown } from "./faults.ts";
import type { Terminal } from "./terminal.ts";

const LOCALHOST = "http://127.0.0.1:8545";
const PATIENCE = 10_000;

const WHY: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
};

/** A chain that answers. */
export interface Chain {
  readonly provider: JsonRpcProvider;
  readonly chainId: bigint;
  /** What a reader may see of its address: what follows the origin is often a key. */
  readonly shown: string;
}

/**
 * Connects to a chain by its address or its name.
 *
 * @throws NetworkUnknown, ChainUnreachable
 */
export async function openChain(network: string | undefined, { env }: Terminal): Promise<Chain> {
  const url = urlOf(network ?? "localhost", env);
  const shown = new URL(url).origin;
  const chainId = await chainIdAt(url, shown);
  const request = new FetchRequest(url);
  request.timeout = 60_000;
  const known = Network.from(chainId);
  const provider = new JsonRpcProvider(request, known, {
    staticNetwork: known,
    pollingInterval: 500,
  });
  return { provider, chainId, shown };
}

function urlOf(network: string, env: Terminal["env"]): string {
  if (/^https?:\/\//i.test(network) && URL.canParse(network)) return network;
  const variable = `KESSAI_NETWORK_${network.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
  const set = env[variable];
  if (set !== undefined && URL.canParse(set)) return set;
  if (network === "localhost") return LOCALHOST;
  throw new NetworkUnknown(network, variable);
}

/** Asked by hand: the library would ask for ever. */
async function chainIdAt(url: string, shown: string): Promise<bigint> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  let why: string;
  try {
    const answer = await fetch(url, {
      ...{ method: "POST", body, headers: { "content-type": "application/json" } },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { result } = (await answer.json()) as { result?: unknown };
    if (typeof result === "string" && /^0x[0-9a-f]+$/i.test(result)) return BigInt(result);
    why = `it answered ${answer.status} without a chain's id`;
  } catch (error) {
    const cause = String((error as { cause?: { code?: unknown } }).cause?.code);
    why =
      (error as Error).name === "TimeoutError"
        ? "no answer in 10 seconds"
        : (WHY[cause] ?? "the connection broke, or what answers is no node");
  }
  throw new ChainUnreachable(shown, why);
}
