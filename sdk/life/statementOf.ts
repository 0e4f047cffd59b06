import { getAddress } from "ethers";
import {
  checkPayment,
  type Distribution,
  type InvestorPayment,
  type PaymentRefused,
} from "./distribution.ts";

/** What an investor is told of one distribution. Amounts are whole yen. */
export interface Statement extends Distribution, InvestorPayment {}

export type StatementOfErrors = PaymentRefused;

/**
 * The statement of a payment to an investor: gross, each tax, net, and of what it is.
 *
 * @throws PaymentRefused if the payment contradicts itself
 */
export function statementOf(distribution: Distribution, payment: InvestorPayment): Statement {
  checkPayment(payment);
  return { ...distribution, ...payment, wallet: getAddress(payment.wallet) };
}
