import type { Rpc } from "./Rpc.ts";

/** The node did not answer. */
export class RpcUnreachable extends Error {
  override readonly name = "RpcUnreachable";

  constructor(method: string, reason: string) {
    super(`The node did not answer ${method}: ${reason}. Check its address and that it runs.`);
  }
}

/** The node answered with an error. */
export class RpcRefused extends Error {
  override readonly name = "RpcRefused";
  readonly code: number;

  constructor(method: string, code: number, reason: string) {
    super(
      `The node refused ${method}: ${reason} (${code}). Ask one that serves it, or ask for less.`,
    );
    this.code = code;
  }
}

export type RpcAtErrors = RpcUnreachable | RpcRefused;

/** A node that does not answer within this time is taken for gone. */
const PATIENCE = 60_000;

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * A node, asked by plain JSON-RPC over HTTP. A register of many transfers is read several times quicker
 * by it than by ethers' provider, which reads answers byte by byte.
 *
 * @param url of the node
 * @throws RpcUnreachable, RpcRefused from `send`
 */
export function rpcAt(url: string): Rpc {
  let id = 0;
  return {
    async send(method, params) {
      let answer: Answer;
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }),
          signal: AbortSignal.timeout(PATIENCE),
        });
        answer = (await response.json()) as Answer;
      } catch (error) {
        const { message, cause } = error as Error;
        throw new RpcUnreachable(method, cause instanceof Error ? cause.message : message);
      }
      if (answer.error) throw new RpcRefused(method, answer.error.code, answer.error.message);
      return answer.result;
    },
  };
}
