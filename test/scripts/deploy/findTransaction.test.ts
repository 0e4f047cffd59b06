import { expect } from "chai";
import { network } from "hardhat";
import { findTransaction } from "../../../scripts/deploy/findTransaction.ts";
import type { Rpc } from "../../../scripts/deploy/rpc.ts";

/** A chain on which two accounts take turns, and the hashes of what the first one sent, by nonce. */
async function chain() {
  const { ethers, provider } = await network.create();
  const [a, b] = await ethers.getSigners();
  const hashes: string[] = [];
  for (let nonce = 0; nonce < 5; nonce++) {
    hashes.push((await a!.sendTransaction({ to: b!.address })).hash);
    await b!.sendTransaction({ to: a!.address });
  }
  return { provider: provider as Rpc, from: a!.address, hashes };
}

describe("findTransaction", () => {
  it("finds each mined one by its sender and nonce", async () => {
    const { provider, from, hashes } = await chain();
    for (const [nonce, hash] of hashes.entries()) {
      expect((await findTransaction(provider, from, nonce, 0))?.hash).to.equal(hash);
    }
  });

  it("finds it on a node that has forgotten old counts", async () => {
    const { provider, from, hashes } = await chain();
    const pruned: Rpc = {
      async request(call) {
        const isOld = call.method === "eth_getTransactionCount" && call.params?.[1] !== "latest";
        if (isOld) throw new Error("missing trie node");
        return await provider.request(call);
      },
    };
    expect((await findTransaction(pruned, from, 1, 0))?.hash).to.equal(hashes[1]);
  });

  it("finds one that waits in the pool", async () => {
    const { provider, from } = await chain();
    await provider.request({ method: "evm_setAutomine", params: [false] });
    const params = [{ from, to: from }];
    const hash = await provider.request({ method: "eth_sendTransaction", params });
    expect((await findTransaction(provider, from, 5, 0))?.hash).to.equal(hash);
  });

  it("asks a node that knows the question", async () => {
    const { provider, from } = await chain();
    const known: Rpc = {
      request: async (call) =>
        call.method === "eth_getTransactionBySenderAndNonce"
          ? { hash: "0x1", asked: call.params }
          : await provider.request(call),
    };
    expect(await findTransaction(known, from, 3, 0)).to.include({ hash: "0x1" });
  });

  it("answers nothing for one that was never sent", async () => {
    const { provider, from } = await chain();
    expect(await findTransaction(provider, from, 7, 0)).to.equal(undefined);
  });
});
