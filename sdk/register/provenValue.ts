import { decodeRlp, keccak256, type RlpStructuredData } from "ethers";

/** The nodes given do not prove what a key has under a root. */
export class ProofBroken extends Error {
  override readonly name = "ProofBroken";

  constructor(key: string, what: string) {
    super(
      `Nothing is proven of ${key}: ${what}. The bundle was changed or is cut short; make it anew.`,
    );
  }
}

/** Nodes of Merkle-Patricia tries, as RLP in hexadecimal, by their keccak-256. */
export type TrieNodes = ReadonlyMap<string, string>;

export type ProvenValueErrors = ProofBroken;

/**
 * What a key has in a secure Merkle-Patricia trie (Ethereum Yellow Paper, appendix D), followed from the
 * root node by node; undefined if the nodes prove that it has nothing. Each node is named by its hash,
 * so nodes that do not belong to the trie are never reached.
 *
 * @param key of which the trie's path is the keccak-256
 * @throws ProofBroken if a node on the way is missing or malformed
 */
export function provenValue(root: string, key: string, nodes: TrieNodes): string | undefined {
  const path = keccak256(key).slice(2);
  let reference: RlpStructuredData = root;
  for (let at = 0; ; ) {
    const node = nodeOf(reference, nodes, key);
    if (node === undefined) return undefined;
    if (node.length === 17) {
      if (at === path.length) return valueIn(node[16], key);
      reference = node[Number.parseInt(path[at] ?? "", 16)] as RlpStructuredData;
      at += 1;
    } else if (node.length === 2 && typeof node[0] === "string") {
      const nibbles = node[0].slice(2);
      const kind = Number.parseInt(nibbles[0] ?? "", 16);
      const part = nibbles.slice(kind % 2 === 1 ? 1 : 2);
      const isLeaf = kind >= 2;
      const matches = path.startsWith(part, at);
      if (isLeaf) {
        return matches && at + part.length === path.length ? valueIn(node[1], key) : undefined;
      }
      // Another key's branch: this one is nowhere.
      if (!matches) return undefined;
      at += part.length;
      reference = node[1] as RlpStructuredData;
    } else throw new ProofBroken(key, "a node is neither branch, extension nor leaf");
  }
}

/** keccak256(rlp("")): the root of a trie with nothing in it. */
const EMPTY_ROOT = keccak256("0x80");

function nodeOf(
  reference: RlpStructuredData,
  nodes: TrieNodes,
  key: string,
): readonly RlpStructuredData[] | undefined {
  // A node shorter than a hash stands in its parent itself.
  if (typeof reference !== "string") return reference;
  if (reference === "0x" || reference === EMPTY_ROOT) return undefined;
  const rlp = nodes.get(reference);
  if (rlp === undefined) throw new ProofBroken(key, `the node ${reference} is missing`);
  const node = decoded(rlp, key);
  if (typeof node === "string") throw new ProofBroken(key, "a node is no list");
  return node;
}

function decoded(rlp: string, key: string): RlpStructuredData {
  try {
    return decodeRlp(rlp);
  } catch {
    throw new ProofBroken(key, "a node is no RLP");
  }
}

function valueIn(value: RlpStructuredData | undefined, key: string): string | undefined {
  if (typeof value !== "string") throw new ProofBroken(key, "its value is a list");
  return value === "0x" ? undefined : value;
}

/** Nodes by their hashes, as {@link provenValue} looks them up. */
export function trieNodes(rlps: Iterable<string>): TrieNodes {
  const nodes = new Map<string, string>();
  for (const rlp of rlps) nodes.set(keccak256(rlp), rlp);
  return nodes;
}
