import { expect } from "chai";
import { seededRandom } from "../../../sdk/settlement/seededRandom.ts";
import { bookOf, type Entry } from "../../../sdk/settlement/solver/Book.ts";
import { MinHeap } from "../../../sdk/settlement/solver/MinHeap.ts";
import { settleInTurn } from "../../../sdk/settlement/solver/settleInTurn.ts";
import { WaitingList } from "../../../sdk/settlement/solver/WaitingList.ts";
import { inOrder, plainGross, queued, randomQueue } from "./support/queues.ts";

describe("MinHeap", () => {
  it("gives what it was given, the smallest first, and then nothing", () => {
    for (let size = 0; size < 40; size++) {
      const numbers = seededRandom(size).shuffled(
        Array.from({ length: size }, (_, index) => index),
      );
      const heap = new MinHeap<number>((a, b) => a < b);
      for (const number of numbers) heap.push(number);
      const taken = Array.from({ length: size }, () => {
        const first = heap.peek();
        expect(heap.pop()).to.equal(first);
        return first!;
      });
      expect(taken).to.deep.equal(numbers.toSorted((a, b) => a - b));
      expect([heap.peek(), heap.pop()]).to.deep.equal([undefined, undefined]);
    }
  });
});

describe("WaitingList", () => {
  it("gives the oldest of whom there is enough, as asking each in turn does", () => {
    for (const count of [0, 1, 2, 3, 8, 13]) {
      const random = seededRandom(count);
      const { entries } = bookOf(
        Array.from({ length: count }, () => queued()),
        [],
      );
      const list = new WaitingList(entries);
      const plain = new Map<Entry, bigint>();
      for (let step = 0; step < 300; step++) {
        const entry = entries[random.below(count || 1)];
        const quantity = BigInt(random.below(20));
        if (entry !== undefined && random.below(2) === 0) {
          list.add(entry, quantity);
          plain.set(entry, quantity);
        } else {
          const oldest = entries.find((each) => (plain.get(each) ?? 100n) <= quantity);
          expect(list.takeOldest(quantity)).to.equal(oldest);
          if (oldest !== undefined) plain.delete(oldest);
        }
      }
    }
  });
});

describe("settleInTurn", () => {
  it("settles what the plainest way settles, in the same order", () => {
    for (let seed = 0; seed < 200; seed++) {
      const { queue, balances } = randomQueue(seed, 5 + (seed % 30));
      const { entries, free } = bookOf(queue, balances);
      const settled = settleInTurn(entries, [...free]).map(({ trade }) => trade);
      expect(settled, `${seed}`).to.deep.equal(plainGross(inOrder(queue), balances));
    }
  });
});
