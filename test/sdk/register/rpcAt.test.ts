import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { canonicalJson } from "../../../sdk/register/canonicalJson.ts";
import { rpcAt } from "../../../sdk/register/rpcAt.ts";

async function answering(body: string) {
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

async function failure(url: string, method: string): Promise<Error & { code?: number }> {
  return await rpcAt(url)
    .send(method, [])
    .then(
      () => new Error("nothing was refused"),
      (error) => error,
    );
}

describe("rpcAt", () => {
  it("gives what the node answers", async () => {
    const { url, stop } = await answering('{"jsonrpc":"2.0","id":1,"result":"0x1"}');
    expect(await rpcAt(url).send("eth_chainId", [])).to.equal("0x1");
    stop();
  });

  it("says what the node refused, and when it is not there", async () => {
    const refusing = await answering('{"error":{"code":-32601,"message":"no such method"}}');
    const refused = await failure(refusing.url, "eth_getProof");
    refusing.stop();
    expect([refused.name, refused.code]).to.deep.equal(["RpcRefused", -32_601]);
    expect(refused.message).to.include("eth_getProof: no such method");
    const broken = await answering("<html>");
    const unread = await failure(broken.url, "eth_chainId");
    broken.stop();
    expect(unread.name).to.equal("RpcUnreachable");
    const gone = await failure(broken.url, "eth_chainId");
    expect(gone.name).to.equal("RpcUnreachable");
  });
});

describe("canonicalJson", () => {
  it("says the same of the same, whatever the order of its keys", () => {
    const value = { b: 1n, a: [true, null, "é"], c: undefined, d: { z: 1, y: [] } };
    expect(canonicalJson(value)).to.equal('{"a":[true,null,"é"],"b":"1","d":{"y":[],"z":1}}');
  });
});
