import { expect } from "chai";
import { load } from "../support/load.ts";
import { CLAIMS_WORD, fieldsOf, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { edges, itReads, itSetsNothingElse } from "./support/setters.ts";

const FLAGS = {
  endsDiffer: 1n << 165n,
  changeWaits: 1n << 166n,
  moreClasses: 1n << 167n,
  moreOfficers: 1n << 168n,
  severalWallets: 1n << 169n,
} as const;

const claimsWord = async () => (await load(harnesses)).claimsWord;

describe("The claims word", () => {
  itReads(
    claimsWord,
    CLAIMS_WORD,
    {
      investorId: "investorId",
      validFrom: "validFrom",
      attestedAt: "attestedAt",
      expiry: "expiry",
      screenedUntil: "screenedUntil",
      categoriesUntil: "categoriesUntil",
      categories: "categories",
      residence: "residence",
      taxClass: "taxClass",
      state: "state",
      officers: "officers",
      seq: "seq",
      classes: "classes",
    },
    { state: 2 },
  );

  itSetsNothingElse(claimsWord, CLAIMS_WORD, [
    ...edges(32).map((v) => ({ name: "withInvestorId", args: [v], sets: { investorId: v } })),
    ...edges(32).map((v) => ({ name: "withValidFrom", args: [v], sets: { validFrom: v } })),
    ...edges(32).map((v) => ({ name: "withAttestedAt", args: [v], sets: { attestedAt: v } })),
    ...edges(16).map((v) => ({ name: "withSeq", args: [v], sets: { seq: v } })),
    ...[0, 1, 2, 3, 4].map((v) => ({ name: "withState", args: [v], sets: { state: v } })),
    ...edges(16).flatMap((v) =>
      [true, false].map((more) => ({
        name: "withOfficers",
        args: [v, more],
        sets: { officers: v, moreOfficers: more ? 1 : 0 },
      })),
    ),
    ...edges(16).map((v) => ({
      name: "withDates",
      args: [v, 0xffffn - v],
      sets: { expiry: v, screenedUntil: 0xffffn - v },
    })),
    ...edges(4).flatMap((v) =>
      [true, false].map((differ) => ({
        name: "withCategories",
        args: [v, 0xabcd, differ],
        sets: { categories: v, categoriesUntil: 0xabcd, endsDiffer: differ ? 1 : 0 },
      })),
    ),
    ...edges(10).map((v) => ({
      name: "withResidence",
      args: [v, v % 16n],
      sets: { residence: v, taxClass: v % 16n },
    })),
    ...Object.entries(FLAGS).flatMap(([field, flag]) =>
      [true, false].map((on) => ({ name: "set", args: [flag, on], sets: { [field]: on ? 1 : 0 } })),
    ),
  ]);

  it("cuts what does not fit, and lets none of it into a neighbour", async () => {
    const harness = await claimsWord();
    for (const [pattern, raw] of PATTERNS) {
      expect(await harness.withCategories(raw, 0xff, 0, false), pattern).to.equal(
        withFields(CLAIMS_WORD, raw, { categories: 0xf, categoriesUntil: 0, endsDiffer: 0 }),
      );
      expect(await harness.withResidence(raw, 0xffff, 0xff), pattern).to.equal(
        withFields(CLAIMS_WORD, raw, { residence: 0x3ff, taxClass: 0xf }),
      );
    }
  });

  it("notes each class of the first page by a bit of its own", async () => {
    const harness = await claimsWord();
    for (const number of [0, 1, 24, 46, 47]) {
      for (const [pattern, raw] of PATTERNS) {
        const { classes } = fieldsOf(CLAIMS_WORD, raw);
        expect(await harness.withClass(raw, number), `${number} ${pattern}`).to.equal(
          withFields(CLAIMS_WORD, raw, { classes: classes | (1n << BigInt(number)) }),
        );
      }
    }
  });

  it("granted anew keeps number, seq, classes and that there are other wallets, and replaces all the rest", async () => {
    const harness = await claimsWord();
    for (const value of [0n, 0xffff_ffffn]) {
      const short = value & 0xffffn;
      for (const [pattern, raw] of PATTERNS) {
        const { investorId, seq, classes, moreClasses, severalWallets, free } = fieldsOf(
          CLAIMS_WORD,
          raw,
        );
        const granted = await harness.granted(
          raw,
          value,
          value,
          short,
          short,
          value & 999n,
          value & 15n,
          short,
        );
        expect(fieldsOf(CLAIMS_WORD, granted), pattern).to.deep.equal({
          ...{ investorId, seq, classes, moreClasses, severalWallets, free },
          validFrom: value,
          attestedAt: value,
          expiry: short,
          screenedUntil: short,
          categoriesUntil: 0n,
          categories: 0n,
          residence: value & 999n,
          taxClass: value & 15n,
          state: 1n,
          endsDiffer: 0n,
          changeWaits: 0n,
          moreOfficers: 0n,
          firstPass: 0n,
          otherFlags: 0n,
          officers: short,
        });
      }
    }
  });

  it("is held granted and suspended, and may be granted when there is none or it was revoked", async () => {
    const harness = await claimsWord();
    for (const [state, held, open] of [
      [0, false, true],
      [1, true, false],
      [2, false, true],
      [3, true, false],
      [4, false, false],
    ] as const) {
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLAIMS_WORD, raw, { state });
        expect(await harness.isHeld(word), `${state} ${pattern}`).to.equal(held);
        expect(await harness.mayBeGranted(word), `${state} ${pattern}`).to.equal(open);
      }
    }
  });

  it("is counted apart with several wallets, and as a system pass", async () => {
    const harness = await claimsWord();
    for (const [severalWallets, investorId, apart] of [
      [0, 1, false],
      [0, 0xffff_fffe, false],
      [0, 0xffff_ffff, true],
      [1, 1, true],
      [1, 0xffff_ffff, true],
    ] as const) {
      for (const [pattern, raw] of PATTERNS) {
        const word = withFields(CLAIMS_WORD, raw, { severalWallets, investorId });
        expect(await harness.isCountedApart(word), pattern).to.equal(apart);
      }
    }
  });

  it("tells flags apart", async () => {
    const harness = await claimsWord();
    for (const [field, flag] of Object.entries(FLAGS)) {
      for (const [pattern, raw] of PATTERNS) {
        const fields: Record<string, bigint> = fieldsOf(CLAIMS_WORD, raw);
        expect(await harness.has(raw, flag), pattern).to.equal(fields[field] === 1n);
      }
    }
  });
});
