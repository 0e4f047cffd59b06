import { expect } from "chai";
import { concat, toBeHex, toUtf8Bytes } from "ethers";
import { load } from "../support/load.ts";
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
};
const EMPTY = {
  ...{ name: "", symbol: "", classType: 0, legalKind: 0, policy: 0n },
  ...{ registrarRole: 0n, cap: 0n, lot: 0n, maxInvestors: 0n, lockUp: 0 },
};

type Terms = typeof FULL;

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
      },
    ] as const;
  }),
  // The policy stands in as many bytes as it needs.
  ...Array.from({ length: 32 }, (_, i) => {
    const bytes = 32 - i;
    const edge = bytes % 2 === 0 ? 1n << BigInt(8 * bytes - 8) : (1n << BigInt(8 * bytes)) - 1n;
    return [`a policy of ${bytes} bytes`, { ...FULL, policy: edge }] as const;
  }),
];

const ORDER = [
  ...["name", "symbol", "classType", "legalKind", "registrarRole"],
  ...["cap", "lot", "maxInvestors", "lockUp", "policy"],
] as (keyof Terms)[];

const asRead = (terms: Terms) =>
  ORDER.map((field) => (typeof terms[field] === "string" ? terms[field] : BigInt(terms[field])));

describe("Class terms as clone arguments", () => {
  it("stand where the layout draws them", async () => {
    const { cloneArguments } = await load(harnesses);
    const { name, symbol, ...terms } = FULL;
    const text = toUtf8Bytes(name);
    expect(await cloneArguments.encode(FULL)).to.equal(
      concat([
        toBeHex(terms.classType * 16 + terms.legalKind, 1),
        toBeHex(32, 1),
        toBeHex(terms.registrarRole, 4),
        toBeHex(terms.cap, 8),
        toBeHex(terms.lot, 4),
        toBeHex(terms.maxInvestors, 3),
        toBeHex(terms.lockUp, 2),
        toBeHex(text.length, 1),
        toBeHex(terms.policy, 32),
        text,
        toUtf8Bytes(symbol),
      ]),
    );
  });

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
        await cloneArguments.lotOf(clone),
        await cloneArguments.lockUpOf(clone),
        await cloneArguments.registrarRoleOf(clone),
        [...(await cloneArguments.openingOf(clone))],
      ]).to.deep.equal([
        terms.policy,
        terms.cap,
        terms.lot,
        BigInt(terms.lockUp),
        terms.registrarRole,
        [BigInt(terms.legalKind), terms.maxInvestors, terms.lot > 1n, terms.lockUp !== 0],
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

  it("know a lot of 1 from one of 2", async () => {
    const { cloneArguments } = await load(harnesses);
    for (const [lot, hasLot] of [
      [1n, false],
      [2n, true],
    ] as const) {
      const receipt = await (await cloneArguments.clone({ ...EMPTY, lot })).wait();
      const clone = cloneArguments.interface.parseLog(receipt!.logs[0]!)!.args.clone;
      expect([...(await cloneArguments.openingOf(clone))]).to.deep.equal([0n, 0n, hasLot, false]);
    }
  });
});
