import { FetchRequest, JsonRpcProvider, Network } from "ethers";
import { ToldError } from "../text/ToldError.ts";
import type { Text } from "../text/texts.ts";

const PATIENCE = 10_000;

const WHY: Readonly<Record<string, Text>> = {
  ECONNREFUSED: { en: "nothing listens there", ja: "待ち受けていません" },
  ENOTFOUND: { en: "there is no such host", ja: "ホストがありません" },
};
const LATE: Text = { en: "no answer in 10 seconds", ja: "10 秒以内に応答なし" };
const BROKEN: Text = {
  en: "the connection broke, or what answers is no node",
  ja: "接続が切れたか、ノードではありません",
};
const NO_ADDRESS: Text = {
  en: "that is no address of a node: give http://… or https://…",
  ja: "ノードのアドレスではありません。http://… または https://… で指定してください",
};

/** No chain answers. */
export class ChainUnreachable extends ToldError {
  override readonly name = "ChainUnreachable";

  /** @param shown the address without what follows its origin, which is often a key */
  constructor(shown: string, why: Text) {
    super(
      {
        en:
          "No chain answers at {shown} ({why}). Start one there (`kessai chain run` starts a local one), or " +
          "name another.",
        ja:
          "{shown} のチェーンから応答がありません({why})。そこで起動する(ローカルは `kessai chain run`)か、" +
          "別のチェーンを指定してください。",
      },
      { shown, why },
    );
  }
}

/** A node that answered, and its chain. */
export interface OpenedProvider {
  readonly provider: JsonRpcProvider;
  readonly chainId: bigint;
  /** What a reader may see of its address: what follows the origin is often a key. */
  readonly shown: string;
}

/**
 * Connects to a node by its address, never waiting for ever. Whoever opened it ends it by `provider.destroy()`.
 *
 * @param url of the node, http or https
 * @throws ChainUnreachable
 */
export async function openProvider(url: string): Promise<OpenedProvider> {
  const shown = URL.canParse(url) ? new URL(url).origin : url;
  const chainId = await chainIdAt(url, shown);
  const request = new FetchRequest(url);
  request.timeout = 60_000;
  const known = Network.from(chainId);
  const provider = new JsonRpcProvider(request, known, {
    staticNetwork: known,
    pollingInterval: 500,
    // The library would answer from before a transaction for a quarter of a second after it.
    cacheTimeout: -1,
  });
  return { provider, chainId, shown };
}

/** Asked by hand: the library would ask for ever. */
async function chainIdAt(url: string, shown: string): Promise<bigint> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new ChainUnreachable(shown, NO_ADDRESS);
  }
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  let why: Text;
  try {
    const answer = await fetch(url, {
      ...{ method: "POST", body, headers: { "content-type": "application/json" } },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { result } = (await answer.json()) as { result?: unknown };
    if (typeof result === "string" && /^0x[0-9a-f]+$/i.test(result)) return BigInt(result);
    why = {
      en: `it answered ${answer.status} without a chain's id`,
      ja: `応答 ${answer.status} にチェーン ID がありません`,
    };
  } catch (error) {
    const cause = String((error as { cause?: { code?: unknown } }).cause?.code);
    why = (error as Error).name === "TimeoutError" ? LATE : (WHY[cause] ?? BROKEN);
  }
  throw new ChainUnreachable(shown, why);
}
