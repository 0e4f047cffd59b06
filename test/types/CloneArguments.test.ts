import { expect } from "chai";
import { concat, toBeHex, toUtf8Bytes } from "ethers";
import { load } from "../support/load.ts";
import { CLASS_WORD, RULES_WORD, withFields } from "../support/words.ts";
import { harnesses } from "./support/harnesses.ts";
import { random } from "./support/patterns.ts";

const FULL = {
  name: "株式会社SBI証券第1回無担保社債（ST）",
  symbol: "SBIST1",
  classType: 4,
  legalKind: 2,
  registrarRole: 2n ** 32n - 1n,
  cap: 2n ** 64n - 1n,
  lot: 2n ** 32n - 1n,
  maxInvestors: 2n ** 24n - 1n,
  lockUp: 65_535,
  policy: 2n ** 256n - 1n,
  rules: 2n ** 256n - 1n,
};
const EMPTY = {
  ...{ name: "", symbol: "", classType: 0, legalKind: 0, policy: 0n },
  ...{ registrarRole: 0n, cap: 0n, lot: 0n, maxInvestors: 0n, lockUp: 0 },
  rules: 0n,
};

type Terms = typeof FULL;

/** The least or the most of so many bytes. */
function edgeOf(bytes: number): bigint {
  return bytes % 2 === 0 ? 1n << BigInt(8 * bytes - 8) : (1n << BigInt(8 * bytes)) - 1n;
}

/** All rules together, as a class has them: lot and lock-up are what the terms name. */
function rulesTogether({ rules, lot, lockUp }: Terms): bigint {
  return withFields(RULES_WORD, rules, { lot, lockUp });
}

/** Each field full with all others empty, the other way round, and random ones. */
const CASES: readonly (readonly [string, Terms])[] = [
  ["full", FULL],
  ["empty", EMPTY],
  ...(Object.keys(FULL) as (keyof Terms)[]).flatMap((field) => [
    [`only ${field}`, { ...EMPTY, [field]: FULL[field] }] as const,
    [`all but ${field}`, { ...FULL, [field]: EMPTY[field] }] as const,
  ]),
  ...[0, 1, 2, 3].map((seed) => {
    const bits = random(2_000 + seed);
    const cut = (from: number, size: number) => (bits >> BigInt(from)) & (2n ** BigInt(size) - 1n);
    return [
      `random ${seed}`,
      {
        name: "n".repeat(Number(cut(0, 8))),
        symbol: "S".repeat(Number(cut(8, 4))),
        classType: Number(cut(12, 2)),
        legalKind: Number(cut(14, 1)),
        registrarRole: cut(16, 32),
        cap: cut(48, 64),
        lot: cut(112, 32),
        maxInvestors: cut(144, 24),
        lockUp: Number(cut(168, 16)),
        policy: random(3_000 + seed),
        rules: random(4_000 + seed) >> BigInt(64 * seed),
      },
    ] as const;
  }),
  // Policy and rules stand in as many bytes as they need, also beside one that needs none.
  ...Array.from({ length: 32 }, (_, i) => 32 - i).flatMap(
    (bytes) =>
      [
        [`a policy of ${bytes} bytes`, { ...FULL, policy: edgeOf(bytes) }] as const,
        [`that policy and no rules`, { ...FULL, policy: edgeOf(bytes), rules: 0n }] as const,
        [`rules of ${bytes} bytes`, { ...FULL, rules: edgeOf(bytes) }] as const,
        [`those rules and no policy`, { ...FULL, policy: 0n, rules: edgeOf(bytes) }] as const,
        [`policy and rules of ${bytes}`, { ...EMPTY, policy: edgeOf(bytes), rules: edgeOf(bytes) }],
      ] as const,
  ),
];

const ORDER = [
  ...["name", "symbol", "classType", "legalKind", "registrarRole"],
  ...["cap", "lot", "maxInvestors", "lockUp", "policy", "rules"],
] as (keyof Terms)[];

const asRead = (terms: Terms) =>
  ORDER.map((field) => (typeof terms[field] === "string" ? terms[field] : BigInt(terms[field])));

describe("Class terms as clone arguments", () => {
  for (const [named, rules, hasRules] of [
    ["without rules", [], 0],
    ["with rules of 32 bytes", [toBeHex(32, 1), toBeHex(FULL.rules, 32)], 0x80],
    ["with rules of 1 byte", ["0x01", "0x05"], 0x80],
  ] as const) {
    it(`stand where the layout draws them, ${named}`, async () => {
      const { cloneArguments } = await load(harnesses);
      const { name, symbol, ...terms } = FULL;
      const text = toUtf8Bytes(name);
      const word = rules.length === 0 ? 0n : BigInt(rules[1]);
      expect(await cloneArguments.encode({ ...FULL, rules: word })).to.equal(
        concat([
          toBeHex(terms.classType * 16 + terms.legalKind, 1),
          toBeHex(32 + hasRules, 1),
          toBeHex(terms.registrarRole, 4),
          toBeHex(terms.cap, 8),
          toBeHex(terms.lot, 4),
          toBeHex(terms.maxInvestors, 3),
          toBeHex(terms.lockUp, 2),
          toBeHex(text.length, 1),
          toBeHex(terms.policy, 32),
          ...rules,
          text,
          toUtf8Bytes(symbol),
        ]),
      );
    });
  }

  for (const [named, terms] of CASES) {
    it(`come back as they were put in: ${named}`, async () => {
      const { cloneArguments, ethers } = await load(harnesses);
      const encoded = await cloneArguments.encode(terms);
      expect([...(await cloneArguments.decode(encoded))]).to.deep.equal(asRead(terms));

      const receipt = await (await cloneArguments.clone(terms)).wait();
      const clone = cloneArguments.interface.parseLog(receipt!.logs[0]!)!.args.clone;
      expect(await cloneArguments.argumentsOf(clone)).to.equal(encoded);
      expect((await ethers.provider.getCode(clone)).length / 2 - 1).to.equal(
        45 + encoded.length / 2 - 1,
      );
      expect([
        await cloneArguments.policyOf(clone),
        await cloneArguments.capOf(clone),
        await cloneArguments.rulesOf(clone),
        await cloneArguments.registrarRoleOf(clone),
        [...(await cloneArguments.openingOf(clone))],
      ]).to.deep.equal([
        terms.policy,
        terms.cap,
        rulesTogether(terms),
        terms.registrarRole,
        [BigInt(terms.legalKind), terms.maxInvestors, rulesTogether(terms)],
      ]);
    });
  }

  it("take a name of 255 bytes and refuse one of 256", async () => {
    const { cloneArguments } = await load(harnesses);
    const longest = { ...FULL, name: "社".repeat(85) };
    expect((await cloneArguments.decode(await cloneArguments.encode(longest))).name).to.equal(
      longest.name,
    );
    await expect(cloneArguments.encode({ ...FULL, name: `${longest.name}!` }))
      .to.be.revertedWithCustomError(cloneArguments, "NameTooLong")
      .withArgs(256, 255);
  });

  it("refuse a registrar role or lot above 32 bits, though the terms have room for it", async () => {
    const { cloneArguments } = await load(harnesses);
    const most = 2n ** 32n - 1n;
    for (const value of [most + 1n, 2n ** 64n - 1n]) {
      for (const field of ["registrarRole", "lot"] as const) {
        await expect(cloneArguments.encode({ ...FULL, [field]: value }))
          .to.be.revertedWithCustomError(cloneArguments, "TermTooLarge")
          .withArgs(value, most);
      }
    }
  });

  it("know a lot of 1 from one of 2, and a class opened with them too", async () => {
    const { cloneArguments, classWord } = await load(harnesses);
    for (const [lot, hasLot] of [
      [1n, 0n],
      [2n, 1n],
    ] as const) {
      const receipt = await (await cloneArguments.clone({ ...EMPTY, lot })).wait();
      const clone = cloneArguments.interface.parseLog(receipt!.logs[0]!)!.args.clone;
      const rules = withFields(RULES_WORD, 0n, { lot });
      expect([...(await cloneArguments.openingOf(clone))]).to.deep.equal([0n, 0n, rules]);
      const word = await classWord.withRules(0n, rules);
      expect(word).to.equal(withFields(CLASS_WORD, 0n, { lot: hasLot }));
    }
  });

  it("name lot and lock-up by themselves: what the rules say of them is not asked", async () => {
    const { cloneArguments } = await load(harnesses);
    const rules = withFields(RULES_WORD, 0n, { lot: 7, lockUp: 9, blockOnly: 1 });
    const receipt = await (await cloneArguments.clone({ ...EMPTY, lot: 3n, rules })).wait();
    const clone = cloneArguments.interface.parseLog(receipt!.logs[0]!)!.args.clone;
    expect(await cloneArguments.rulesOf(clone)).to.equal(
      withFields(RULES_WORD, 0n, { lot: 3, lockUp: 0, blockOnly: 1 }),
    );
  });
});
