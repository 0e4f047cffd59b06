import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import type { SecurityToken } from "../../../../sdk/contracts.ts";
import type { Wallet } from "../../../support/passes.ts";
import { DOCUMENT, type Life, life, PHASE } from "./life.ts";

export const VERB = {
  forcedTransfer: 0n,
  unfreezeUnits: 1n,
  unfreezeWallet: 2n,
  recovery: 3n,
  releaseHold: 9n,
  namePayee: 10n,
} as const;

export const REASON = encodeBytes32String("reason");
/** Gross, national and local tax, and net, of what A, B and C have at 1,000 yen a unit. */
export const DUE = {
  a: { gross: 10_000n, national: 1_531n, local: 500n, net: 7_969n },
  b: { gross: 20_000n, national: 3_063n, local: 0n, net: 16_937n },
  c: { gross: 30_000n, national: 4_594n, local: 1_500n, net: 23_906n },
} as const;

export type Terms = Awaited<ReturnType<Life["termsOf"]>>;

/**
 * Where pledges, freezes and orders of two registrar keys are a call each, and where whatever moves money of a
 * distribution is followed by the check of PAY-1.
 */
export async function paying() {
  const w = await life();
  const { bond, desk, distribution } = w;

  let number = 0n;
  /** An act of the desk, proposed by one registrar key and approved by the other. */
  async function ordered(verb: bigint, changes: object) {
    const act = {
      ...{ token: await bond.getAddress(), verb, wallet: ZeroAddress, to: ZeroAddress, units: 0n },
      ...{ holds: [], reason: REASON, document: DOCUMENT, number: ++number },
      ...changes,
    };
    await desk.propose(act);
    await desk.connect(w.secondRegistrar).approve(act);
  }

  async function pledged({ address }: Wallet, units: bigint, token: SecurityToken = bond) {
    const order = [token, address, units, w.thief.address, REASON, DOCUMENT] as const;
    const id = await desk.pledgeUnits.staticCall(...order);
    await desk.pledgeUnits(...order);
    return id;
  }

  async function attached({ address }: Wallet, units: bigint) {
    const order = [bond, address, units, w.thief.address, REASON, DOCUMENT] as const;
    const id = await desk.attachUnits.staticCall(...order);
    await desk.attachUnits(...order);
    return id;
  }

  async function payeeNamed(hold: string, { address }: Wallet, payee: Wallet) {
    const holds = [{ id: hold, units: 0n }];
    await ordered(VERB.namePayee, { wallet: address, to: payee.address, holds });
  }

  async function released(hold: string, { address }: Wallet, units: bigint) {
    const holds = [{ id: hold, units }];
    await ordered(VERB.releaseHold, { wallet: address, units, holds });
  }

  /** A holder's own promise to a trade. */
  async function promised(holder: Life["a"], units: bigint, salt = "promise", until?: number) {
    const order = [
      ...[holder.address, units, w.relayer.address],
      ...[until ?? (await w.now()) + 86_400, encodeBytes32String(salt)],
    ] as const;
    const call = bond.connect(holder).getFunction("hold");
    const id: string = await call.staticCall(...order);
    await call(...order);
    return id;
  }

  /** Pays by anyone, and checks PAY-1. */
  async function pay(terms: Terms, wallets: readonly Wallet[], holds: readonly string[] = []) {
    const sent = await distribution.connect(w.thief).pay(
      terms,
      wallets.map(({ address }) => address),
      [...holds],
    );
    await expectPurse(w);
    return sent;
  }

  async function claim(terms: Terms, key: string) {
    const sent = await distribution.connect(w.thief).claim(terms, key);
    await expectPurse(w);
    return sent;
  }

  async function collect(terms: Terms) {
    const sent = await distribution.connect(w.thief).collect(terms);
    await expectPurse(w);
    return sent;
  }

  const keyOf = async ({ address }: Wallet) =>
    `0x${(await w.pass.investorIdOf(address)).toString(16).padStart(64, "0")}`;

  return {
    ...w,
    ...{ ordered, pledged, attached, payeeNamed, released, promised, pay, claim, collect, keyOf },
  };
}

export type Paying = Awaited<ReturnType<typeof paying>>;

/** Hold ids in the order in which a wallet's are named. */
export function ascending(...holds: string[]): string[] {
  return holds.sort((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1));
}

/**
 * PAY-1, of every distribution by what its events told: paid + national + local + owed + returned + what is not
 * done yet = funded; and the purse has what all of them still have.
 */
export async function expectPurse({ distribution, yen }: Life): Promise<void> {
  const { filters } = distribution;
  const [announced, funded, done, owedPaid, returned, collected] = await Promise.all([
    distribution.queryFilter(filters.DistributionAnnounced()),
    distribution.queryFilter(filters.DistributionFunded()),
    distribution.queryFilter(filters.InvestorDone()),
    distribution.queryFilter(filters.OwedPaid()),
    distribution.queryFilter(filters.ReturnedToPayer()),
    distribution.queryFilter(filters.TaxesCollected()),
  ]);
  let left = 0n;
  for (const { id } of announced.map(({ args }) => args)) {
    const account = await distribution.accountOf(id);
    const of = <T extends { id: string }>(logs: readonly { args: T }[]) =>
      logs.map(({ args }) => args).filter((args) => args.id === id);
    const sum = (amounts: readonly bigint[]) => amounts.reduce((total, yen) => total + yen, 0n);
    const rows = of(done);
    const claimed = sum(of(owedPaid).map(({ yen }) => yen));
    const owed = sum(rows.map(({ owed }) => owed)) - claimed;
    const nets = rows.map(({ gross, national, local, owed }) => gross - national - local - owed);
    expect(account.funded, "PAY-1: funded").to.equal(sum(of(funded).map(({ yen }) => yen)));
    expect(account.paid, "PAY-1: paid").to.equal(sum(nets) + claimed);
    expect(account.national, "PAY-1: national").to.equal(sum(rows.map((row) => row.national)));
    expect(account.local, "PAY-1: local").to.equal(sum(rows.map((row) => row.local)));
    expect(account.owed, "PAY-1: owed").to.equal(account.phase === PHASE.returned ? 0n : owed);
    expect(account.returned, "PAY-1: returned").to.equal(sum(of(returned).map(({ yen }) => yen)));
    expect(account.collected, "PAY-1: collected").to.equal(
      sum(of(collected).map(({ yen }) => yen)),
    );
    const investors = new Set(rows.map(({ investor }) => investor));
    expect(investors.size, "PAY-1: nobody is done twice").to.equal(rows.length);
    const out = account.paid + account.national + account.local + account.owed + account.returned;
    expect(out <= account.funded, "PAY-1: no more than was funded").to.equal(true);
    const isOver = account.phase === PHASE.returned || account.phase === PHASE.withdrawn;
    if (isOver) expect(out, "PAY-1").to.equal(account.funded);
    if (account.phase === PHASE.complete || account.phase === PHASE.funded) {
      const isComplete = account.phase === PHASE.complete;
      expect(account.done === account.supply, "COMPLETE-1").to.equal(isComplete);
    }
    left += account.funded - account.paid - account.collected - account.returned;
  }
  expect(await yen.balanceOf(distribution), "PAY-1: the purse").to.equal(left);
}
