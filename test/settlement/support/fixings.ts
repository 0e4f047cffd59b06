import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String } from "ethers";
import type { Fixing } from "../../../sdk/contracts.ts";
import { type RateReport, rateReportTypedData } from "../../../sdk/encode/rateReportTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { DAY, type World } from "../../support/world.ts";

export const TONA = encodeBytes32String("TONA");
export const SOURCE = encodeBytes32String("Bank of Japan");

/** First and last second at which reports of a date are taken. */
export function windowOf(w: World, date: number) {
  const end = jstDateEnd(date);
  const { window } = w.platformFile.settlement.fixings[0]!;
  return { opens: end - DAY, closes: end - 1 + window };
}

/** A reporter's signature over a rate of TONA, but for the changes given. */
export async function signedReport(
  w: World,
  fixing: Fixing,
  reporter: HardhatEthersSigner,
  changes: Partial<RateReport> & Pick<RateReport, "date">,
) {
  const report = { index: TONA, rate: 2_500n, source: SOURCE, ...changes };
  const data = rateReportTypedData(w.chainId, await fixing.getAddress(), report);
  return { report, signature: await signTypedData(reporter, data) };
}

/** Sends what a reporter signed of a date. */
export async function reported(
  w: World,
  reporter: HardhatEthersSigner,
  changes: Partial<RateReport> & Pick<RateReport, "date">,
) {
  const { report, signature } = await signedReport(w, w.fixing, reporter, changes);
  const { index, date, rate, source } = report;
  return await w.fixing.report(index, date, rate, source, reporter, signature);
}
