import { readFileSync } from "node:fs";
import { expect } from "chai";
import { getAddress, ZeroAddress } from "ethers";
import { load } from "../support/load.ts";
import { fieldsOf, OFFICER_WORD, STANDING, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { PATTERNS } from "./support/patterns.ts";
import { edges, itReads, itSetsNothingElse } from "./support/setters.ts";

const officerWord = async () => (await load(harnesses)).officerWord;
const standing = async () => (await load(harnesses)).standing;
const policyWord = async () => (await load(harnesses)).policyWord;

describe("The officer word", () => {
  itReads(officerWord, OFFICER_WORD, {
    key: "key",
    isSeated: "active",
    seat: "seat",
    disownedSince: "disownedSince",
  });
  itSetsNothingElse(officerWord, OFFICER_WORD, [
    { name: "removed", args: [], sets: { active: 0 } },
    ...edges(32).map((v) => ({ name: "withDisowned", args: [v], sets: { disownedSince: v } })),
  ]);

  it("is active only seated and not disowned", async () => {
    const harness = await officerWord();
    for (const [pattern, raw] of PATTERNS) {
      for (const active of [0, 1]) {
        for (const disownedSince of [0, 1, 0xffff_ffff]) {
          const word = withFields(OFFICER_WORD, raw, { active, disownedSince });
          expect(await harness.isActive(word), pattern).to.equal(
            active === 1 && disownedSince === 0,
          );
        }
      }
    }
  });

  it("is good for what was mined before it is disowned, and for all when it is not", async () => {
    const harness = await officerWord();
    for (const [pattern, raw] of PATTERNS) {
      for (const [disownedSince, minedAt, good] of [
        [0, 0, true],
        [0, 0xffff_ffff, true],
        [1_000, 999, true],
        [1_000, 1_000, false],
        [1_000, 1_001, false],
        [0xffff_ffff, 0xffff_fffe, true],
      ] as const) {
        const word = withFields(OFFICER_WORD, raw, { disownedSince });
        expect(await harness.isGoodAt(word, minedAt), pattern).to.equal(good);
      }
    }
  });

  it("is made active, with its key and seat", async () => {
    const harness = await officerWord();
    for (const key of [ZeroAddress, getAddress(`0x${"ff".repeat(20)}`)]) {
      for (const seat of [0, 1, 11]) {
        expect(await harness.make(key, seat)).to.equal(
          withFields(OFFICER_WORD, 0n, { key: BigInt(key), active: 1, seat }),
        );
      }
    }
  });
});

describe("A standing", () => {
  itReads(
    standing,
    STANDING,
    {
      investorId: "investorId",
      from: "from",
      until: "until",
      categories: "categories",
      residence: "residence",
      status: "status",
      isCountedApart: "countedApart",
      taxClass: "taxClass",
    },
    { status: 5 },
  );

  it("is packed field by field, and read back", async () => {
    const harness = await standing();
    for (const [, raw] of PATTERNS) {
      const fields = { ...fieldsOf(STANDING, raw), status: raw % 9n };
      const packed = await harness.pack(
        fields.investorId,
        fields.from,
        fields.until,
        fields.categories,
        fields.residence,
        fields.status,
        fields.countedApart === 1n,
        fields.taxClass,
      );
      expect(fieldsOf(STANDING, packed)).to.deep.equal({
        ...fields,
        otherCategories: 0n,
        free: 0n,
      });
      expect(await harness.span(packed)).to.equal((fields.from << 32n) | fields.until);
    }
  });
});

describe("The policy word", () => {
  it("refuses no category, and categories that there are not", async () => {
    const harness = await policyWord();
    await expect(harness.pack(0, [392])).to.be.revertedWithCustomError(
      harness,
      "NoCategoryAdmitted",
    );
    for (const categories of [0x20, 0x21, 0xff]) {
      await expect(harness.pack(categories, []))
        .to.be.revertedWithCustomError(harness, "UnknownCategories")
        .withArgs(categories);
    }
  });

  it("refuses more than 15 residences, and those out of range", async () => {
    const harness = await policyWord();
    await expect(harness.pack(1, Array(16).fill(392)))
      .to.be.revertedWithCustomError(harness, "TooManyResidences")
      .withArgs(16, 15);
    for (const residence of [0, 1000, 65_535]) {
      await expect(harness.pack(1, [392, residence]))
        .to.be.revertedWithCustomError(harness, "ResidenceOutOfRange")
        .withArgs(residence);
    }
  });

  it("packs categories and residences and reads them back, none to fifteen", async () => {
    const harness = await policyWord();
    for (const count of [0, 1, 2, 14, 15]) {
      const residences = Array.from({ length: count }, (_, i) => (i === 0 ? 1 : 985 + i));
      for (const admitted of [1, 0x10, 0x1f]) {
        const word = await harness.pack(admitted, residences);
        const expected = residences.reduce(
          (sum, residence, i) => sum | (BigInt(residence) << BigInt(16 + 16 * i)),
          BigInt(admitted),
        );
        expect(word).to.equal(expected);
        expect(await harness.admitted(word)).to.equal(admitted);
        expect(await harness.residences(word)).to.deep.equal(residences.map(BigInt));
        expect(await harness.isWellFormed(word)).to.equal(true);
      }
    }
  });

  it("knows a word that no packing makes", async () => {
    const harness = await policyWord();
    for (const [named, word] of [
      ["nothing", 0n],
      ["no category", 392n << 16n],
      ["an unknown category", 0x21n],
      ["an unknown category alone", 0x20n],
      ["bits between", 0x0101n],
      ["a residence behind an empty place", 1n | (392n << 32n)],
      ["a residence out of range", 1n | (1000n << 16n)],
      ["a last residence out of range", (2n ** 256n - 1n) & ~0xffe0n],
    ] as const) {
      expect(await harness.isWellFormed(word), named).to.equal(false);
    }
  });

  it("admits by category: everybody where general is named, else only who is named", async () => {
    const harness = await policyWord();
    for (let admitted = 1; admitted <= 0x1f; admitted++) {
      for (let categories = 0; categories < 16; categories++) {
        const expected = ((categories | 0x10) & admitted) !== 0;
        const who = withFields(STANDING, 0n, { categories, residence: 840 });
        expect(await harness.isAdmitted(categories, admitted)).to.equal(expected);
        expect(
          await harness.admits(BigInt(admitted), who),
          `${categories} in ${admitted}`,
        ).to.equal(expected);
      }
    }
  });

  it("admits by residence: all when none is listed, else the listed at any place", async () => {
    const harness = await policyWord();
    const listed = Array.from({ length: 15 }, (_, i) => 11 + 10 * i);
    const word = await harness.pack(0x02, listed);
    for (const residence of [1, 9, 10, 11, 80, 150, 151, 392, 999]) {
      const who = withFields(STANDING, 0n, { residence, categories: 2 });
      expect(await harness.admits(word, who), `${residence}`).to.equal(listed.includes(residence));
      expect(await harness.admits(0x02n, who)).to.equal(true);
      expect(await harness.admits(word, who & ~(0xfn << 96n)), "by residence alone").to.equal(
        false,
      );
    }
  });
});

describe("The rules", () => {
  it("keep the codes by which they are known, and a new one gets the next", () => {
    const source = readFileSync("contracts/types/Rule.sol", "utf8").replaceAll(/\/\/.*/g, "");
    const body = /enum Rule \{([^}]*)\}/.exec(source)![1]!;
    const named = [...body.matchAll(/\w+/g)].map(([name]) => name);
    const known = [
      ...["None", "Receiver", "Allowance", "Balance", "NotFree", "GiverPass", "TakerPass"],
      ...["MayGain", "GiverFrozen", "TakerFrozen", "Paused", "Closed", "LockUp", "Lot"],
      ...["MaxInvestors", "Matured", "VenueOnly", "BlockOnly", "Consent", "MostUnits"],
      ...["MostOfCategory", "SystemAccount", "InAction"],
    ];
    expect(named.slice(0, known.length)).to.deep.equal(known);
  });
});
