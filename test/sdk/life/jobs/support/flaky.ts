import {
  type JsonRpcError,
  type JsonRpcPayload,
  JsonRpcProvider,
  type JsonRpcResult,
  type JsonRpcSigner,
} from "ethers";
import type { World } from "../../../../support/world.ts";

/** A question to a node. */
interface Asked {
  readonly method: string;
  readonly params: unknown;
}

/** What is answered instead of the chain's answer; nothing if that is given. */
export type Fault = (asked: Asked, ask: () => Promise<unknown>) => Promise<unknown> | undefined;

/** A connection to a world's chain as a service has it, with faults of its own. */
export async function flaky(w: World, sender: { address: string }, fault: Fault = () => undefined) {
  const provider = new FlakyProvider(w, fault);
  const signer: JsonRpcSigner = await provider.getSigner(sender.address);
  return { provider, signer };
}

/** As a connection is lost. */
export function lost(): Promise<never> {
  return Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
}

class FlakyProvider extends JsonRpcProvider {
  readonly #world: World;
  readonly #fault: Fault;

  constructor(world: World, fault: Fault) {
    super("http://localhost", Number(world.chainId), {
      ...{ batchMaxCount: 1, cacheTimeout: -1, staticNetwork: true, pollingInterval: 20 },
    });
    this.#world = world;
    this.#fault = fault;
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]) {
    // Ethers takes errors among the answers, though its type says results only.
    const answers = await Promise.all([payload].flat().map((each) => this.#answer(each)));
    return answers as JsonRpcResult[];
  }

  async #answer({ id, method, params }: JsonRpcPayload): Promise<JsonRpcResult | JsonRpcError> {
    const ask = () =>
      this.#world.connection.provider.request({ method, params: [params].flat() as unknown[] });
    const instead = this.#fault({ method, params }, ask);
    if (instead !== undefined) return { id, result: await instead };
    try {
      return { id, result: await ask() };
    } catch (error) {
      const { code, message, data } = error as { code: number; message: string; data?: unknown };
      return { id, error: { code, message, data } } as JsonRpcError;
    }
  }
}
