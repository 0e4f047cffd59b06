import { expect } from "chai";
import { concat, id, keccak256, toBeHex } from "ethers";
import { tradeListProof } from "../../../sdk/settlement/tradeListProof.ts";
import { tradeListRoot } from "../../../sdk/settlement/tradeListRoot.ts";
import { TradeListRefused, TradeNotListed } from "../../../sdk/settlement/tradeTree.ts";
import { thrownBy } from "./support/trades.ts";

/** Ids in no order. */
const idsOf = (count: number) => Array.from({ length: count }, (_, index) => id(`trade ${index}`));

const pair = (a: string, b: string) =>
  keccak256(BigInt(a) < BigInt(b) ? concat([a, b]) : concat([b, a]));

/** OpenZeppelin's `MerkleProof.processProof`, line by line. */
function isProven(proof: readonly string[], root: string, leaf: string): boolean {
  return proof.reduce((computed, sibling) => pair(computed, sibling), leaf) === root;
}

describe("tradeListRoot", () => {
  it("refuses a list without trades, with one twice, or with what is no id", () => {
    const [a, b] = idsOf(2) as [string, string];
    const cases: [string[], RegExp][] = [
      [[], /is empty/],
      [[a, b, a.toUpperCase().replace("X", "x")], new RegExp(`has ${a} twice`)],
      [[a, "0x12"], /has "0x12", which is no id/],
    ];
    for (const [ids, message] of cases) {
      expect(thrownBy(TradeListRefused, () => tradeListRoot(ids)).message).to.match(message);
    }
  });

  it("is, by hand, the hash of pairs of hashed ids in ascending order, the odd one carried up", () => {
    const ids = [5, 1, 4, 2, 3].map((value) => toBeHex(value, 32));
    const [l1, l2, l3, l4, l5] = [...ids].sort().map((each) => keccak256(each)) as [
      ...[string, string, string, string, string],
    ];
    expect(tradeListRoot([toBeHex(1, 32)])).to.equal(l1);
    expect(tradeListRoot(ids)).to.equal(pair(pair(pair(l1, l2), pair(l3, l4)), l5));
  });

  it("does not depend on the order or the letters, and changes with every id", () => {
    const ids = idsOf(9);
    const root = tradeListRoot(ids);
    expect(tradeListRoot([...ids].reverse())).to.equal(root);
    expect(tradeListRoot(ids.map((each) => `0x${each.slice(2).toUpperCase()}`))).to.equal(root);
    const others = ids.map((_, index) => tradeListRoot(ids.with(index, id("other"))));
    expect(new Set([root, ...others]).size).to.equal(10);
  });
});

describe("tradeListProof", () => {
  it("refuses an id that is not in the list", () => {
    const error = thrownBy(TradeNotListed, () => tradeListProof(idsOf(3), id("other")));
    expect(error.message).to.contain(`Trade ${id("other")} is not among the 3 of the list`);
    expect(() => tradeListProof([], id("other"))).to.throw(TradeListRefused);
  });

  it("is verified as OpenZeppelin does, for every id of lists of every size to 33", () => {
    for (let count = 1; count <= 33; count++) {
      const ids = idsOf(count);
      const root = tradeListRoot(ids);
      for (const each of ids) {
        const proof = tradeListProof(ids, each);
        expect(isProven(proof, root, keccak256(each)), `${count}`).to.equal(true);
        expect(isProven(proof, root, keccak256(id("other")))).to.equal(false);
        expect(proof.length).to.be.at.most(Math.ceil(Math.log2(count)));
      }
    }
  });

  it("proves no node of the tree to be a trade", () => {
    const ids = idsOf(4);
    const [, node] = tradeListProof(ids, ids[0]!) as [string, string];
    const root = tradeListRoot(ids);
    // Were leaves not hashed once more, a node's two halves would pass as an id with a shorter proof.
    expect(isProven(tradeListProof(ids, ids[0]!).slice(1), root, keccak256(node))).to.equal(false);
  });
});
