import { dataSlice, getAddress, id } from "ethers";
import type { Distribution, InvestorPayment } from "../../../../sdk/life/distribution.ts";
import { day } from "./bonds.ts";

export const WALLET = getAddress(dataSlice(id("wallet"), 12));

export const COUPON: Distribution = {
  ...{ reference: "NRI-15/1", kind: "bond-interest", classCode: "NRI-15" },
  className: { en: "NRI 15th", ja: "野村総研第15回" },
  ...{ recordDate: day("2025-09-11"), paidOn: day("2025-09-12") },
};

/** Two bonds of NRI's 15th, held by an individual. */
export function paymentOf(changes: Partial<InvestorPayment> = {}): InvestorPayment {
  return {
    ...{ investor: 7, wallet: WALLET, units: 2n, gross: 1_483_000n },
    ...{ national: 227_121n, local: 74_150n, net: 1_181_729n, owed: 0n },
    ...changes,
  };
}
