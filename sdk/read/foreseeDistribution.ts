import type { Provider } from "ethers";
import {
  Distribution__factory,
  IKycPass__factory,
  ISecurityToken__factory,
  TaxTable__factory,
} from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import type { JstDate } from "../format/JstDate.ts";
import { SYSTEM_INVESTOR } from "../life/distribution.ts";
import { grossOf } from "../life/grossOf.ts";
import { taxesOf } from "../life/taxesOf.ts";
import { PAYMENT_KINDS, type PaymentKind, type TaxRates } from "../life/taxRates.ts";
import { holdersOf } from "./holdersOf.ts";
import { inBatches } from "./inBatches.ts";

export interface ForeseeDistributionParameters {
  readonly token: string;
  /** Number of the record date; of the holders now if not said. */
  readonly recordId?: number;
  readonly kind: PaymentKind;
  readonly listed: boolean;
  /** Yen of a unit, times 10^13. */
  readonly perUnit: bigint;
  /** Of the payment: taxes are that day's. */
  readonly date: JstDate;
  /** The block from which the class has existed. */
  readonly fromBlock?: number;
}

/** What an investor would be paid, in whole yen. */
export interface ForeseenPayment {
  /** The investor's number; of a system pass `SYSTEM_INVESTOR`. */
  readonly investor: number;
  /** To which wallet would be paid now. */
  readonly wallet: string;
  readonly units: bigint;
  readonly taxClass: number;
  /** The tax table has rates for it. If not, no tax is counted here, and he cannot be paid. */
  readonly isRated: boolean;
  readonly gross: bigint;
  readonly national: bigint;
  readonly local: bigint;
  readonly net: bigint;
}

export interface ForeseenDistribution {
  readonly supply: bigint;
  /** What it takes to fund it. */
  readonly funding: bigint;
  /** Ascending by investor. */
  readonly payments: readonly ForeseenPayment[];
}

/** What a distribution would pay, by the chain's own tax table, before anybody announces it. */
export async function foreseeDistribution(
  provider: Provider,
  platform: Pick<Platform, "distribution" | "pass" | "taxes">,
  given: ForeseeDistributionParameters,
): Promise<ForeseenDistribution> {
  const { recordId = 0, kind, listed, perUnit, date, fromBlock = 0 } = given;
  const token = ISecurityToken__factory.connect(given.token, provider);
  const pass = IKycPass__factory.connect(platform.pass, provider);
  const distribution = Distribution__factory.connect(platform.distribution, provider);
  const taxes = TaxTable__factory.connect(platform.taxes, provider);

  const wallets = await holdersOf(token, fromBlock);
  const held = await inBatches(wallets, async (wallet) => ({
    wallet,
    investor: Number(await pass.investorIdOf(wallet)),
    units:
      recordId === 0
        ? await token.balanceOf(wallet)
        : (await token.holdingAt(wallet, recordId)).balance,
  }));
  const byInvestor = new Map<string, (typeof held)[number]>();
  for (const each of held.filter(({ units }) => units > 0n)) {
    const key = each.investor === SYSTEM_INVESTOR ? each.wallet : String(each.investor);
    const before = byInvestor.get(key);
    byInvestor.set(key, { ...(before ?? each), units: (before?.units ?? 0n) + each.units });
  }
  const rates = new Map<number, Promise<TaxRates | undefined>>();
  const ratesOf = (taxClass: number) => {
    const known =
      rates.get(taxClass) ??
      taxes
        .ratesOf(PAYMENT_KINDS.indexOf(kind), listed, taxClass, date)
        .then(({ national, local }) => ({ national, local }))
        .catch((error: unknown) => {
          // A refusal has data; anything else is the node's.
          if ((error as { data?: unknown }).data == null) throw error;
          return undefined;
        });
    rates.set(taxClass, known);
    return known;
  };
  const found = [...byInvestor.values()].sort((a, b) => a.investor - b.investor);
  const payments = await inBatches(found, async ({ investor, wallet, units }) => {
    const to = investor === SYSTEM_INVESTOR ? wallet : await distribution.payoutWalletOf(wallet);
    const taxClass = Number((await pass.claimsOf(to)).taxClass);
    const known = await ratesOf(taxClass);
    const gross = grossOf(units, perUnit);
    const withheld = taxesOf(gross, known ?? { national: 0n, local: 0n });
    return {
      ...{ investor, wallet: to, units, taxClass, gross },
      ...{ isRated: known !== undefined, ...withheld },
    };
  });
  const supply =
    recordId === 0 ? await token.totalSupply() : (await token.recordAt(recordId)).supply;
  return { supply, funding: grossOf(supply, perUnit), payments };
}
