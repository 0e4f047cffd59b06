import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Rpc } from "../../../scripts/deploy/rpc.ts";

/** A chain of this process, for another one that speaks HTTP. */
export interface RpcServer {
  readonly url: string;
  close(): void;
}

/** Serves a chain on a free port of this machine. */
export async function rpcServer(rpc: Rpc): Promise<RpcServer> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const asked = JSON.parse(body) as Call | Call[];
    const answer = Array.isArray(asked)
      ? await Promise.all(asked.map((call) => answered(rpc, call)))
      : await answered(rpc, asked);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params?: readonly unknown[];
}

async function answered(rpc: Rpc, { id, method, params = [] }: Call) {
  try {
    return { jsonrpc: "2.0", id, result: await rpc.request({ method, params: [...params] }) };
  } catch (error) {
    const { code, message, data } = error as { code?: number; message?: string; data?: unknown };
    return { jsonrpc: "2.0", id, error: { code: code ?? -32_603, message, data } };
  }
}
