import { isAddress } from "ethers";
import type { JstDate } from "../format/JstDate.ts";
import type { Text } from "../text/texts.ts";
import type { PaymentKind } from "./taxRates.ts";

/** One payment to holders of a class: a coupon, a dividend, a distribution, a repayment. */
export interface Distribution {
  /** What tells it from every other, such as its id on the chain. */
  readonly reference: string;
  readonly kind: PaymentKind;
  readonly classCode: string;
  readonly className: Text;
  /** At whose end the holders were read; null if the class was stopped for it. */
  readonly recordDate: JstDate | null;
  /** The business day on which was paid. */
  readonly paidOn: JstDate;
}

/** The investor number of every system pass, which stands for no investor. */
export const SYSTEM_INVESTOR = 0xffff_ffff;

/** What of a distribution is one investor's, in whole yen. */
export interface InvestorPayment {
  /** The investor's number, as passes have it; of a system pass, which is a contract's, {@link SYSTEM_INVESTOR}. */
  readonly investor: number;
  /** To which wallet is paid. */
  readonly wallet: string;
  /** Of all the investor's wallets together. */
  readonly units: bigint;
  readonly gross: bigint;
  readonly national: bigint;
  readonly local: bigint;
  readonly net: bigint;
  /** Of the net, what could not be paid on the day; a part of what was may have gone to a pledgee. */
  readonly owed: bigint;
}

/** A payment that contradicts itself. */
export class PaymentRefused extends Error {
  override readonly name = "PaymentRefused";
  readonly investor: number;

  constructor({ investor }: InvestorPayment, why: string) {
    super(
      `The payment to investor ${investor} ${why}. Correct that in what the payments are read from.`,
    );
    this.investor = investor;
  }
}

/** @throws PaymentRefused if a payment contradicts itself */
export function checkPayment(payment: InvestorPayment): void {
  const { investor, wallet, units, gross, national, local, net, owed } = payment;
  if (!Number.isSafeInteger(investor) || investor < 1) {
    throw new PaymentRefused(payment, "has no investor's number, which is 1 or more");
  }
  if (!isAddress(wallet))
    throw new PaymentRefused(payment, `goes to ${wallet}, which is no wallet`);
  for (const [name, amount] of Object.entries({ units, gross, national, local, net, owed })) {
    if (amount < 0n) throw new PaymentRefused(payment, `has ${name} of ${amount}, below 0`);
  }
  if (gross !== national + local + net) {
    const sum = `${national} + ${local} + ${net}`;
    throw new PaymentRefused(payment, `has a gross of ${gross}, and taxes and net of ${sum}`);
  }
  if (owed > net) throw new PaymentRefused(payment, `owes ${owed} of a net of ${net}`);
}
