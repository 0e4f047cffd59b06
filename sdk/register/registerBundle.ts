import { AbiCoder, keccak256 } from "ethers";
import { z } from "zod";
import { inBatches } from "../read/inBatches.ts";
import { headerOf, headerSchema } from "./blockHashOf.ts";
import { ChainMoved } from "./ChainMoved.ts";
import type { Register } from "./Register.ts";
import type { Rpc } from "./Rpc.ts";
import { registerJson, registerSchema } from "./registerJson.ts";

/** Places of a class's storage, as the compiler lays out PassGatedLedger. */
const SLOTS = { class: 0n, words: 1n, frozen: 3n } as const;
/** Storage keys asked for at once. */
const KEYS = 200;

const hex = z.string().regex(/^0x([0-9a-f]{2})*$/);

/**
 * A register with all that proves its figures, to be checked without a node: the block's header, and the nodes
 * of the state's and the class's tries on the way to each figure.
 */
export const bundleSchema = z.strictObject({
  apiVersion: z.literal(1),
  kind: z.literal("RegisterBundle"),
  register: registerSchema,
  header: headerSchema,
  nodes: z.array(hex),
});

export type RegisterBundle = z.infer<typeof bundleSchema>;

/** The node proves nothing of the block's state. */
export class ProofRefused extends Error {
  override readonly name = "ProofRefused";

  constructor(block: number, reason: string) {
    super(
      `The node proves nothing of block ${block}: ${reason}. ` +
        `Ask one that answers eth_getProof, an archive node for blocks of long ago.`,
    );
  }
}

export type RegisterBundleErrors = ProofRefused | ChainMoved;

/** Where a class keeps its own word, and a wallet's word and frozen amount. */
export function storageKeys(wallet?: string): { word: string; frozen: string } | { class: string } {
  if (wallet === undefined) return { class: `0x${SLOTS.class.toString(16).padStart(64, "0")}` };
  const at = (slot: bigint) =>
    keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [wallet, slot]));
  return { word: at(SLOTS.words), frozen: at(SLOTS.frozen) };
}

interface Proof {
  readonly accountProof: readonly string[];
  readonly storageProof: readonly { readonly proof: readonly string[] }[];
}

/**
 * A register with the proofs of its figures, by eth_getProof.
 *
 * @throws ProofRefused if the node gives no proofs for the block
 * @throws ChainMoved if the block was replaced
 */
export async function registerBundle(provider: Rpc, register: Register): Promise<RegisterBundle> {
  const { token, block, blockHash, investors } = register;
  const at = `0x${block.toString(16)}`;
  const found = await provider.send("eth_getBlockByNumber", [at, false]);
  const header = (found ?? {}) as Readonly<Record<string, unknown>>;
  if (header.hash !== blockHash) throw new ChainMoved(block);
  const wallets = investors.flatMap((investor) => investor.wallets.map(({ wallet }) => wallet));
  const keys = [undefined, ...wallets].flatMap((wallet) => Object.values(storageKeys(wallet)));
  const chunks = Array.from({ length: Math.ceil(keys.length / KEYS) }, (_, index) =>
    keys.slice(index * KEYS, (index + 1) * KEYS),
  );
  const nodes = new Set<string>();
  await inBatches(chunks, async (chunk) => {
    const { accountProof, storageProof } = await proofOf(provider, token, chunk, at, block);
    for (const node of accountProof) nodes.add(node.toLowerCase());
    for (const { proof } of storageProof) for (const node of proof) nodes.add(node.toLowerCase());
  });
  return {
    apiVersion: 1,
    kind: "RegisterBundle",
    register: JSON.parse(registerJson(register)),
    header: headerOf(header),
    nodes: [...nodes].sort(),
  };
}

async function proofOf(
  provider: Rpc,
  token: string,
  keys: readonly string[],
  at: string,
  block: number,
): Promise<Proof> {
  try {
    return (await provider.send("eth_getProof", [token, keys, at])) as Proof;
  } catch (error) {
    throw new ProofRefused(block, (error as Error).message);
  }
}
