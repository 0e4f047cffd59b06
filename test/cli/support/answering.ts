import { type RpcServer, rpcServer } from "./rpcServer.ts";

/** A node that knows only these answers. */
export async function answering(answers: Readonly<Record<string, unknown>>): Promise<RpcServer> {
  return await rpcServer({
    async request({ method }) {
      if (Object.hasOwn(answers, method)) return answers[method];
      throw new Error(`the method ${method} does not exist`);
    },
  });
}
