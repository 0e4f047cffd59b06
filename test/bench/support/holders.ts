import { id, MaxUint256, Wallet } from "ethers";
import { Split__factory } from "../../../sdk/contracts.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { bonds, ONE } from "../../securities/actions/support/bonds.ts";
import { DOCUMENT, ISSUE, POWER } from "../../securities/actions/support/life.ts";
import { type ChainChanges, DAY } from "../../support/world.ts";

/** Passes that go in one transaction, classes' words included. */
const AT_ONCE = 50;
/** What each holder has of a class. */
const UNITS = 10n;

/** So many holders of a class of shares and of a bond in its last period, no holder with a hold. */
export async function holders(count: number, chain: ChainChanges = {}) {
  const w = await bonds(chain);
  const { networkHelpers, pass, desk, lifecycle } = w;
  const split = await new Split__factory(w.registrar).deploy(
    w.platform.authority,
    w.platform.pass,
    w.platform.desk,
    w.platform.distribution,
  );
  await w.named(split, POWER.rescale);
  const cap = 4n * UNITS * BigInt(count);
  const share = await w.openClass({ classType: 1, cap });
  const debt = await w.openClass({ cap });
  const today = jstDateOf(await w.now());
  const terms = w.bondTerms({ interestFrom: today, face: 1n, rate: ONE / 2n, perYear: 1 });
  const due = today + 9;
  const periods = [{ due, record: 0, pays: due, days_: 10, of_: 10, principal: ONE }];
  await w.lentOn(debt, terms, periods);
  await lifecycle.register(debt, terms, periods);

  const wallets = Array.from({ length: count }, (_, i) => new Wallet(id(`holder ${i}`)).address);
  const classes = [0, Number(await share.classNumber()), Number(await debt.classNumber())];
  for (let from = 0; from < count; from += AT_ONCE) {
    // Officers attest so many a day, and no more.
    if (from % 150 === 0) await networkHelpers.time.increase(DAY);
    const part = wallets.slice(from, from + AT_ONCE);
    const signed = await Promise.all(part.map((wallet) => w.signedGrant(wallet, {}, classes)));
    await pass.grantMany(
      signed.map(({ grant }) => grant),
      signed.map(({ attestations }) => attestations),
    );
  }
  await networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);
  for (const token of [share, debt]) {
    for (let from = 0; from < count; from += AT_ONCE) {
      await desk.batch(
        wallets
          .slice(from, from + AT_ONCE)
          .map((wallet) =>
            desk.interface.encodeFunctionData("issue", [
              ...[token.target as string, wallet, UNITS, ISSUE],
            ] as never),
          ),
      );
    }
  }
  await w.yen.connect(w.issuer).approve(w.distribution, MaxUint256);

  /** A split of one into so many, under way. */
  let number = 0n;
  async function splitBegun(numerator: number) {
    const made = {
      ...{ token: share.target as string, numerator, denominator: 1, cashPerUnit: 0n, funding: 0n },
      ...{ effective: jstDateOf(await w.now()), listed: false, taxTo: w.issuer.address },
      ...{ document: DOCUMENT, number: ++number },
    };
    await w.lent(share, split, await split.idOf(made));
    await split.begin(made);
    return made;
  }

  /** The bond's redemption is under way, and everybody is paid. */
  async function redemptionPaid() {
    if ((await w.now()) < jstDateEnd(due)) await networkHelpers.time.increaseTo(jstDateEnd(due));
    await w.byIssuer.redeem(debt);
    for (let from = 0; from < count; from += AT_ONCE) {
      await w.paidOut(debt, wallets.slice(from, from + AT_ONCE));
    }
  }

  return { ...w, ...{ split, share, debt, wallets, splitBegun, redemptionPaid } };
}

export type Holders = Awaited<ReturnType<typeof holders>>;
