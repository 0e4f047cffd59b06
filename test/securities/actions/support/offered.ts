import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroHash } from "ethers";
import { Offering__factory } from "../../../../sdk/contracts.ts";
import { type OfferingTerms, offeringId } from "../../../../sdk/encode/offeringId.ts";
import { linked } from "../../../support/lists.ts";
import { byAdmin } from "../../../support/passes.ts";
import { expectTotals } from "../../../support/totals.ts";
import { DAY, world } from "../../../support/world.ts";

export const DOCUMENT = encodeBytes32String("prospectus");
export const REASON = encodeBytes32String("market conditions");
export const PRICE = 1_000n;
/** Yen of each investor at first. */
export const YEN = 10_000_000n;
export const ENTRY_GAS = 1_500_000n;

export const METHOD = { proRata: 0, byFile: 1, firstCome: 2 } as const;
/** As IOffering.Phase, Cause and EntryState. */
export const PHASE = {
  ...{ none: 0n, open: 1n, sealed: 2n, issuing: 3n, issued: 4n, failed: 5n, refunded: 6n },
} as const;
export const CAUSE = { cancelled: 0n, tooSmall: 1n, tooLate: 2n, termsChanged: 3n } as const;
export const STATE = {
  ...{ none: 0n, subscribed: 1n, withdrawn: 2n, issued: 3n, refused: 4n, refunded: 5n },
} as const;
const ISSUE_POWER = 1;

/**
 * An offering contract that the desk knows; A, B, C and D are investors with yen and an allowance, `other` is a
 * second wallet of A, the issuer is paid. `opened` gives an offering of 100 units for ¥1,000 each, in lots of
 * one, subscribed for ten days and to be issued in ten more.
 */
export async function offered() {
  const w = await world();
  const { bond, yen, desk, issuer, a, b, c, ethers, networkHelpers } = w;
  const [, other, d] = (await ethers.getSigners()).slice(16) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  await w.granted([issuer, a, b, c, d]);
  await linked(w, a, [other]);
  const offering = await new Offering__factory(w.deployer).deploy(
    w.authority,
    w.pass,
    yen,
    ENTRY_GAS,
  );
  await byAdmin(w, desk, "nameAction", [await offering.getAddress(), ISSUE_POWER]);
  const investors = [a, b, c, d, other];
  for (const investor of investors) {
    await w.minted(investor, YEN);
    await yen.connect(investor).approve(offering, MaxUint256);
  }
  const everyone = (await ethers.getSigners()).map(({ address }) => address);
  const asRegistrar = offering.connect(w.registrar);
  const asStranger = offering.connect(w.thief);

  let number = 0n;
  async function terms(changes: Partial<OfferingTerms> = {}): Promise<OfferingTerms> {
    const now = await w.now();
    const closes = now + 10 * DAY;
    return {
      token: bond.target as string,
      ...{ price: PRICE, most: 100n, least: 0n, lot: 1n },
      ...{ opens: now, closes, issueBy: closes + 10 * DAY, method: METHOD.proRata },
      ...{ proceedsTo: issuer.address, mostPerInvestor: 0n, list: ZeroHash, mostAsked: 0 },
      ...{ document: DOCUMENT, number: ++number },
      ...changes,
    };
  }

  /** Terms on which the registrar lent the issue power. */
  async function lent(changes: Partial<OfferingTerms> = {}) {
    const made = await terms(changes);
    const id = offeringId(made);
    await desk.lendIssue(made.token, offering, id);
    return { terms: made, id };
  }

  async function opened(changes: Partial<OfferingTerms> = {}) {
    const made = await lent(changes);
    await asRegistrar.open(made.terms);
    return made;
  }

  /** Subscribes for units, one entry each, in the order given. */
  async function subscribed(
    made: OfferingTerms,
    ...list: readonly (readonly [HardhatEthersSigner, bigint])[]
  ) {
    for (const [investor, units] of list) await offering.connect(investor).subscribe(made, units);
  }

  /** Lets the time be just after the close. */
  async function closed({ closes }: OfferingTerms) {
    await networkHelpers.time.increaseTo(closes + 1);
  }

  async function entryOf(id: string, entry: number) {
    const { holder, state, units, allotted } = await offering.entryOf(id, entry);
    return { holder, state, units, allotted };
  }

  async function phaseOf(id: string): Promise<bigint> {
    return (await offering.accountOf(id)).phase;
  }

  /** Units, yen and held yen of each; then SUM-1, HOLD-1, and that nothing is the offering's (DVP-2). */
  async function expectMoney(
    rows: readonly (readonly [
      wallet: HardhatEthersSigner,
      units: bigint,
      yen: bigint,
      held: bigint,
    ])[],
    security = bond,
    oneInvestors: readonly HardhatEthersSigner[] = [a, other],
  ) {
    for (const [wallet, units, balance, held] of rows) {
      const found = [
        ...[
          await security.balanceOf(wallet),
          await yen.balanceOf(wallet),
          await yen.heldOf(wallet),
        ],
      ];
      expect(found, `units, yen, held yen of ${wallet.address}`).to.deep.equal([
        ...[units, balance, held],
      ]);
    }
    const ones = oneInvestors.map(({ address }) => address);
    await expectTotals(security, everyone, ones);
    await expectTotals(yen, everyone, ones);
    expect(await yen.totalSupply(), "yen neither come nor go").to.equal(
      YEN * BigInt(investors.length),
    );
    for (const token of [security, yen]) {
      expect(await token.balanceOf(offering), "DVP-2: nothing is the offering's").to.equal(0n);
    }
  }

  return {
    ...w,
    ...{ offering, asRegistrar, asStranger, other, d, investors, everyone },
    ...{ terms, lent, opened, subscribed, closed, entryOf, phaseOf, expectMoney },
  };
}

export type Offered = Awaited<ReturnType<typeof offered>>;
