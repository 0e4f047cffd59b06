import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, MaxUint256 } from "ethers";
import type { SecurityToken } from "../../../../sdk/contracts.ts";
import { jstDateEnd } from "../../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../../sdk/format/jstDateOf.ts";
import { announced } from "../../../support/announced.ts";
import { type ChainChanges, DAY, world } from "../../../support/world.ts";

export const KIND = {
  principal: 0,
  bondInterest: 1,
  dividend: 2,
  trustDistribution: 3,
  fundDistribution: 4,
  fractionCash: 5,
} as const;

export const PHASE = {
  none: 0n,
  announced: 1n,
  funded: 2n,
  complete: 3n,
  returned: 4n,
  withdrawn: 5n,
} as const;

export const POWER = { none: 0n, issue: 1n, rescale: 2n } as const;

/** One yen, as amounts per unit count it. */
export const ONE_YEN = 10n ** 13n;
export const ISSUE = encodeBytes32String("issue");
export const DOCUMENT = `0x${"d0".repeat(32)}`;
/** An individual's rates on a bond's interest, in parts of 100,000, and a corporation's. */
export const INDIVIDUAL = { taxClass: 0, national: 15_315n, local: 5_000n };
export const CORPORATION = { taxClass: 1, national: 15_315n, local: 0n };
export const UNITS = { a: 10n, b: 20n, c: 30n } as const;

/** A platform whose bond A, B and C have, who have passes; the issuer has yen that the distribution may take. */
export async function life(chain: ChainChanges = {}) {
  const w = await world(chain);
  await w.granted([w.a, w.c, w.issuer]);
  await w.granted([w.b], { taxClass: CORPORATION.taxClass });
  for (const [holder, units] of [
    [w.a, UNITS.a],
    [w.b, UNITS.b],
    [w.c, UNITS.c],
  ] as const) {
    await w.desk.issue(w.bond, holder, units, ISSUE);
  }
  await w.minted(w.issuer, 100_000_000n);
  await w.yen.connect(w.issuer).approve(w.distribution, MaxUint256);
  // On top of what the platform was deployed with, of which no row begins later.
  const from = jstDateOf(await w.now());
  await announced(w, w.admin, w.taxes, "setRates", [
    [0, 1, 2, 3, 4, 5].flatMap((kind) =>
      [false, true].flatMap((listed) =>
        [INDIVIDUAL, CORPORATION].map(({ taxClass, national, local }) => {
          const isTaxed = kind !== 0 && kind !== 5;
          return {
            ...{ kind, listed, taxClass, from, until: 65_535 },
            national: isTaxed ? national : 0n,
            local: isTaxed ? local : 0n,
          };
        }),
      ),
    ),
  ]);

  /** Today's date in Japan. */
  const today = async () => jstDateOf(await w.now());

  /** Declares today a record date of a class, and lets it pass. */
  async function recorded(token: SecurityToken = w.bond): Promise<number> {
    const date = await today();
    await w.desk.declareRecordDate(token, date, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(date) + 1);
    const word = await token.classWord();
    return Number((word >> 192n) & 0xffffn) + 1;
  }

  /** The terms of a distribution over all holders at a record date; 1,000 yen of interest a unit without changes. */
  let number = 1n << 128n;
  async function termsOf(recordId: number, changes: object = {}) {
    return {
      token: await w.bond.getAddress(),
      kind: KIND.bondInterest,
      listed: false,
      recordId,
      perUnit: 1_000n * ONE_YEN,
      numerator: 0,
      denominator: 0,
      funding: 0n,
      date: await today(),
      taxTo: w.issuer.address,
      owedUntil: (await w.now()) + 11 * 366 * DAY,
      document: DOCUMENT,
      number: ++number,
      ...changes,
    };
  }

  /** A distribution announced by the agent and funded by the issuer. */
  async function funded(recordId: number, changes: object = {}) {
    const terms = await termsOf(recordId, changes);
    const id = await w.distribution.idOf(terms);
    await w.distribution.announce(terms);
    await w.distribution.connect(w.issuer).fund(terms, w.issuer);
    return { terms, id };
  }

  /** Names an action at the desk. */
  async function named(action: { getAddress(): Promise<string> }, power: bigint) {
    await announced(w, w.admin, w.desk, "nameAction", [await action.getAddress(), power]);
  }

  /** Lends an action the power to rescale a class, by two registrar keys. */
  async function lent(
    token: SecurityToken,
    action: { getAddress(): Promise<string> },
    terms: string,
  ) {
    const act = {
      token: await token.getAddress(),
      verb: 11n,
      wallet: "0x0000000000000000000000000000000000000000",
      to: await action.getAddress(),
      units: 0n,
      holds: [],
      reason: encodeBytes32String("action"),
      document: terms,
      number: ++number,
    };
    await w.desk.propose(act);
    await w.desk.connect(w.secondRegistrar).approve(act);
  }

  return { ...w, today, recorded, termsOf, funded, named, lent };
}

export type Life = Awaited<ReturnType<typeof life>>;
export type Signer = HardhatEthersSigner;
