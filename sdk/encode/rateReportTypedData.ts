import type { JstDate } from "../format/JstDate.ts";
import type { TypedData } from "./TypedData.ts";

/** What a source published for a date. */
export interface RateReport {
  /** The index's code, 32 bytes as hex. */
  readonly index: string;
  readonly date: JstDate;
  /** In millionths a year: 2,500 is 0.25 %. May be negative. */
  readonly rate: bigint;
  /** What the rate was read from, 32 bytes as hex. */
  readonly source: string;
}

/** What a rate reporter signs. Sign one rate of a date only: whoever sends two chooses which one counts. */
export function rateReportTypedData(
  chainId: bigint,
  fixing: string,
  report: RateReport,
): TypedData<RateReport> {
  return {
    domain: { name: "Kessai Fixing", version: "1", chainId, verifyingContract: fixing },
    types: {
      Report: [
        { name: "index", type: "bytes32" },
        { name: "date", type: "uint16" },
        { name: "rate", type: "int64" },
        { name: "source", type: "bytes32" },
      ],
    },
    primaryType: "Report",
    message: report,
  };
}
