import { BaseWallet, type JsonRpcProvider, type Signer, Transaction } from "ethers";
import { type DeployNetwork, networkOf } from "./openNetwork.ts";
import type { Rpc } from "./rpc.ts";

/** A transaction as a node is asked to sign it. */
interface Asked {
  readonly from?: string;
  readonly to?: string | null;
  readonly data?: string;
  readonly value?: string;
  readonly nonce?: string;
  readonly gas?: string;
  readonly gasPrice?: string;
  readonly maxFeePerGas?: string;
  readonly maxPriorityFeePerGas?: string;
}

/**
 * A network on which one key sends: a key of this process signs here what the node would sign; for a key that
 * the node keeps, everything is the node's.
 *
 * @param name how messages name the network
 */
export async function signedBy(
  name: string,
  provider: JsonRpcProvider,
  signer: Signer,
): Promise<DeployNetwork> {
  const node: Rpc = {
    request: async ({ method, params = [] }) => await provider.send(method, [...params]),
  };
  if (!(signer instanceof BaseWallet)) {
    return await networkOf(name, { provider: node, ethers: { provider } });
  }
  const { chainId } = await provider.getNetwork();
  const rpc: Rpc = {
    async request(call) {
      if (call.method === "eth_accounts") return [signer.address];
      if (call.method !== "eth_sendTransaction") return await node.request(call);
      const { from, gas, to, ...asked } = (call.params?.[0] ?? {}) as Asked;
      if (from?.toLowerCase() !== signer.address.toLowerCase()) {
        throw new Error(`${from} is not the key that signs.`);
      }
      const { serialized } = Transaction.from(
        await signer.signTransaction({
          ...{ ...asked, to: to ?? null, chainId, gasLimit: gas ?? null },
          nonce: Number(asked.nonce),
        }),
      );
      return await node.request({ method: "eth_sendRawTransaction", params: [serialized] });
    },
  };
  return await networkOf(name, { provider: rpc, ethers: { provider } });
}
