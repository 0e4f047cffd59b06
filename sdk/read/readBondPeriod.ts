import type { Provider } from "ethers";
import { BondLifecycle__factory, TokenLens__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import type { JstDate } from "../format/JstDate.ts";
import type { DistributionTerms } from "../life/DistributionTerms.ts";
import { PER_YEN_SCALE } from "../life/perYen.ts";
import { ToldError } from "../text/ToldError.ts";
import { distributionTermsOf } from "./distributionTermsOf.ts";

/** What a period of a bond pays, as its registered terms have it. */
export interface BondPeriodRead {
  /** Counted from 1. */
  readonly number: number;
  readonly periods: number;
  readonly isLast: boolean;
  /** The next that is to be paid in. */
  readonly next: number;
  readonly due: JstDate;
  /** At whose end the holders are read; null of the last one. */
  readonly record: JstDate | null;
  readonly pays: JstDate;
  /** Of the record date; 0 if it was not declared. */
  readonly recordId: number;
  /** It is over, so that nobody's units of then change. */
  readonly isRecordOver: boolean;
  readonly listed: boolean;
  /** Yen of a unit, times 10^13. */
  readonly interestPerUnit: bigint;
  readonly principalPerUnit: bigint;
  /** Terms of its payments, once it is paid in: of interest first. */
  readonly paidIn: readonly DistributionTerms[];
}

/** The class has no registered bond, or no such period. */
export class BondPeriodUnknown extends ToldError {
  override readonly name = "BondPeriodUnknown";

  constructor(token: string, periods: number) {
    super(
      periods === 0
        ? {
            en: "{token} has no registered bond terms. Register them before the first unit is issued.",
            ja: "{token} には社債要項の登録がありません。初回発行前に登録してください。",
          }
        : {
            en: "{token} has the periods 1 to {periods}. Name one of them.",
            ja: "{token} の利払期は 1 から {periods} までです。そのいずれかを指定してください。",
          },
      { token, periods },
    );
  }
}

export type ReadBondPeriodErrors = BondPeriodUnknown;

const REDEEMING = 2n;

/**
 * A period of a bond: what it pays or paid, and where its payment stands.
 *
 * @param number from 1; the next one to be paid in if not said
 * @throws BondPeriodUnknown; a ContractRefusal if a floating rate is not fixed yet
 */
export async function readBondPeriod(
  provider: Provider,
  platform: Pick<Platform, "bonds" | "lens">,
  token: string,
  number?: number,
): Promise<BondPeriodRead> {
  const bonds = BondLifecycle__factory.connect(platform.bonds, provider);
  const lens = TokenLens__factory.connect(platform.lens, provider);
  const state = await bonds.stateOf(token);
  const periods = Number(state.periods);
  const next = Number(state.next) + 1;
  const asked = number ?? Math.min(next, periods);
  if (periods === 0 || asked < 1 || asked > periods) throw new BondPeriodUnknown(token, periods);

  const [bond, [period]] = await Promise.all([
    bonds.bondOf(token),
    bonds.periodOf(token, asked - 1),
  ]);
  const isLast = asked === periods;
  const record = isLast ? null : Number(period.record);
  const [dates, over] = await lens.recordDatesOf(token);
  const place = record === null ? -1 : dates.map(Number).indexOf(record);
  const isRecordOver = place >= 0 && place < Number(over);
  const common = {
    ...{ number: asked, periods, isLast, next, due: Number(period.due), record },
    ...{ pays: Number(period.pays), recordId: place + 1, isRecordOver, listed: bond.listed },
  };
  const isPaidIn = asked < next || (isLast && state.phase >= REDEEMING);
  if (isPaidIn) {
    const payments = isLast
      ? await bonds.redemptionOf(token)
      : await bonds.paymentsOf(token, asked - 1);
    return {
      ...common,
      interestPerUnit: payments.interest.perUnit,
      principalPerUnit: payments.principal.perUnit,
      paidIn: [payments.interest, payments.principal]
        .filter(({ perUnit }) => perUnit > 0n)
        .map(distributionTermsOf),
    };
  }
  if (asked === next) {
    const [interestPerUnit, principalPerUnit] = await bonds.dueOf(token);
    return { ...common, interestPerUnit, principalPerUnit, paidIn: [] };
  }
  let outstanding = state.outstanding;
  for (let before = next; before < asked; before++) {
    outstanding -= (await bonds.periodOf(token, before - 1))[0].principal;
  }
  const perYen =
    (bond.rate * outstanding * period.days_) / (period.of_ * bond.perYear * PER_YEN_SCALE);
  return {
    ...common,
    interestPerUnit: bond.face * perYen,
    principalPerUnit: bond.face * period.principal,
    paidIn: [],
  };
}
