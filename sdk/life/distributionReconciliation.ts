import {
  checkPayment,
  type InvestorPayment,
  PaymentRefused,
  SYSTEM_INVESTOR,
} from "./distribution.ts";

/** What came of the money of one distribution, in whole yen. */
export interface DistributionReconciliationParameters {
  /** What the distribution is told by. */
  readonly reference: string;
  /** What was paid in for it. */
  readonly funded: bigint;
  /** What went back to whoever funded it, fractions among it. */
  readonly returned: bigint;
  readonly payments: readonly InvestorPayment[];
  /** Of what was owed, what was paid since. */
  readonly claimed?: bigint;
}

/** funded = paid + national + local + owed + returned, in whole yen. */
export interface DistributionReconciliation {
  readonly reference: string;
  readonly funded: bigint;
  /** Net, to investors or the payees of their pledges. */
  readonly paid: bigint;
  /** Taxes, of what is owed too: they are withheld on the day of payment. */
  readonly national: bigint;
  readonly local: bigint;
  /** Net, to investors who have it yet to get. */
  readonly owed: bigint;
  readonly returned: bigint;
  /** Paid whole on the day. */
  readonly investorsPaid: number;
  /** Owed a part or all on the day. */
  readonly investorsOwed: number;
}

/** What came of the money is not what was funded. */
export class DistributionUnbalanced extends Error {
  override readonly name = "DistributionUnbalanced";
  readonly reconciliation: DistributionReconciliation;

  constructor(reconciliation: DistributionReconciliation) {
    const { reference, funded, paid, national, local, owed, returned } = reconciliation;
    const sum = paid + national + local + owed + returned;
    super(
      `Distribution ${reference} was funded with ${funded}, and paid ${paid} + national ${national} + ` +
        `local ${local} + owed ${owed} + returned ${returned} is ${sum}. Look for a payment that is ` +
        "missing or of another distribution.",
    );
    this.reconciliation = reconciliation;
  }
}

export type DistributionReconciliationErrors = PaymentRefused | DistributionUnbalanced;

/**
 * That every yen that a distribution was funded with is paid, withheld, owed or returned, and no
 * investor is paid twice (PAY-1).
 *
 * @throws PaymentRefused if a payment contradicts itself, or an investor is there twice
 * @throws DistributionUnbalanced also if what was returned is below 0
 */
export function distributionReconciliation({
  reference,
  funded,
  returned,
  payments,
  claimed = 0n,
}: DistributionReconciliationParameters): DistributionReconciliation {
  const investors = new Set<number | string>();
  for (const payment of payments) {
    checkPayment(payment);
    const { investor, wallet } = payment;
    const key = investor === SYSTEM_INVESTOR ? wallet : investor;
    if (investors.has(key)) throw new PaymentRefused(payment, "is there twice");
    investors.add(key);
  }
  const left = payments.filter(({ owed }) => owed !== 0n);
  const owed = sumOf(payments, "owed") - claimed;
  const reconciliation = {
    ...{ reference, funded, returned },
    paid: sumOf(payments, "net") - owed,
    national: sumOf(payments, "national"),
    local: sumOf(payments, "local"),
    owed,
    ...{ investorsPaid: payments.length - left.length, investorsOwed: left.length },
  };
  const gone =
    reconciliation.paid +
    reconciliation.national +
    reconciliation.local +
    reconciliation.owed +
    returned;
  if (gone !== funded || returned < 0n || owed < 0n)
    throw new DistributionUnbalanced(reconciliation);
  return reconciliation;
}

function sumOf(
  payments: readonly InvestorPayment[],
  field: "net" | "national" | "local" | "owed",
): bigint {
  return payments.reduce((sum, payment) => sum + payment[field], 0n);
}
