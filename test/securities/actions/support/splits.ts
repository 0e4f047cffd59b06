import { type SecurityToken, Split__factory } from "../../../../sdk/contracts.ts";
import { REASON } from "../../../support/passes.ts";
import { plainOf } from "../../../support/plainOf.ts";
import { DAY } from "../../../support/world.ts";
import { DOCUMENT, ISSUE, life, ONE_YEN, POWER } from "./life.ts";

/** As ISplit.Phase. */
export const SPLIT_PHASE = { none: 0n, begun: 1n, done: 2n, aborted: 3n } as const;

export const SHARES = { a: 105n, b: 20n, c: 7n } as const;
export const SUPPLY = SHARES.a + SHARES.b + SHARES.c;

/** A platform with splits named at its desk, and a class of shares of which A has 105, B 20 and C 7. */
export async function splits() {
  const w = await life();
  const split = await new Split__factory(w.registrar).deploy(
    w.platform.authority,
    w.platform.pass,
    w.platform.desk,
    w.platform.distribution,
  );
  await w.named(split, POWER.rescale);
  const share = await w.openClass({ classType: 1, cap: 10_000n });
  for (const [holder, units] of [
    [w.a, SHARES.a],
    [w.b, SHARES.b],
    [w.c, SHARES.c],
  ] as const) {
    await w.desk.issue(share, holder, units, ISSUE);
  }
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);

  /** One into three, from today on, but for the changes given. */
  let number = 0n;
  async function termsOf(changes: object = {}) {
    return {
      token: await share.getAddress(),
      numerator: 3,
      denominator: 1,
      cashPerUnit: 0n,
      funding: 0n,
      effective: await w.today(),
      listed: false,
      taxTo: w.issuer.address,
      document: DOCUMENT,
      number: ++number,
      ...changes,
    };
  }
  type Terms = Awaited<ReturnType<typeof termsOf>>;

  /** Ten into one, at ¥1,000 a new share. */
  const TEN_INTO_ONE = {
    ...{ numerator: 1, denominator: 10, cashPerUnit: 1_000n * ONE_YEN, funding: 1_200n },
  };

  /** Terms that two registrar keys approved. */
  async function approved(changes: object = {}) {
    const terms = await termsOf(changes);
    const id = await split.idOf(terms);
    const token = share.attach(terms.token) as SecurityToken;
    await w.lent(token, split, id);
    return { terms, id };
  }

  /** A split under way, its fractions paid in by the issuer. */
  async function begun(changes: object = {}) {
    const { terms, id } = await approved(changes);
    await split.connect(w.issuer).begin(terms);
    return { terms, id };
  }

  /** Pushes the fractions of a consolidation under way. */
  async function fractionsPaid(terms: Terms, wallets: readonly string[], holds: string[] = []) {
    const fractions = await split.fractionsOf(terms);
    await w.distribution.pay(plainOf(fractions), [...wallets], holds);
  }

  /** A has 30 shares promised to a trade, 20 pledged to B, and 10 frozen; answers the holds, ascending. */
  async function encumbered() {
    const until = (await w.now()) + 30 * DAY;
    const salt = `0x${"77".repeat(32)}`;
    const asHolder = share.connect(w.a);
    const trade = await asHolder.hold.staticCall(w.a, 30n, w.thief, until, salt);
    await asHolder.hold(w.a, 30n, w.thief, until, salt);
    const pledging = [share, w.a, 20n, w.b, REASON, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledging);
    await w.desk.pledgeUnits(...pledging);
    await w.desk.freezeUnits(share, w.a, 10n, REASON, DOCUMENT);
    const holds = [trade, pledge].toSorted((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
    return { trade, pledge, holds };
  }

  const all = [w.a.address, w.b.address, w.c.address];
  return {
    ...{ ...w, split, share, everyone, all, TEN_INTO_ONE },
    ...{ splitTerms: termsOf, approved, begun, fractionsPaid, encumbered },
  };
}

export type Splits = Awaited<ReturnType<typeof splits>>;
