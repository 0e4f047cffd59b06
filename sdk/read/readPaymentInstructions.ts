import type { Provider } from "ethers";
import { ExternalCash__factory } from "../contracts.ts";
import { jstDateOf } from "../format/jstDateOf.ts";
import type { PaymentInstruction } from "../settlement/PaymentInstruction.ts";

/**
 * The payment instructions that went out, in their order, each once. Their settlement date is the day in Japan
 * of the trade's last time.
 *
 * @param fromBlock the block from which they are wanted
 */
export async function readPaymentInstructions(
  provider: Provider,
  externalCash: string,
  fromBlock = 0,
): Promise<PaymentInstruction[]> {
  const contract = ExternalCash__factory.connect(externalCash, provider);
  const sent = await contract.queryFilter(contract.filters.PaymentInstructed(), fromBlock);
  return sent.map(({ args }) => ({
    tradeId: args.id,
    payer: args.payer,
    payee: args.payee,
    currency: args.currency,
    amount: args.amount,
    settleBy: Number(args.settleBy),
    settlementDate: jstDateOf(args.settleBy),
  }));
}
