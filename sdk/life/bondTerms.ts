import { encodeBytes32String, ZeroHash } from "ethers";
import type { ClassFile } from "../files/parseClassFile.ts";
import type { JstDate } from "../format/JstDate.ts";
import { type BondScheduleErrors, type BondScheduleOptions, bondSchedule } from "./bondSchedule.ts";
import { calendarVersion } from "./calendarVersion.ts";
import { rate13 } from "./perYen.ts";

/** What a bond is, as its contract keeps it (`IBondLifecycle.Bond`). */
export interface RegisteredBond {
  /** Yen of a unit. */
  readonly face: bigint;
  /** A year's, times 10^13. */
  readonly rate: bigint;
  readonly perYear: number;
  readonly interestFrom: JstDate;
  /** Of a floating coupon; zero for a fixed one. */
  readonly index: string;
  readonly margin: bigint;
  readonly mostRate: bigint;
  /** First day of early repayment; 0 if there is none. */
  readonly callableFrom: JstDate;
  readonly noticeDays: number;
  /** Millionths of the face that is repaid early. */
  readonly callPrice: number;
  readonly graceDays: number;
  readonly listed: boolean;
  readonly taxTo: string;
  readonly calendar: string;
  readonly document: string;
}

/** One period of interest, as the contract keeps it (`IBondLifecycle.Period`). */
export interface RegisteredPeriod {
  readonly due: JstDate;
  /** 0 of the last one. */
  readonly record: JstDate;
  readonly pays: JstDate;
  readonly days_: number;
  readonly of_: number;
  /** Share of the face repaid then, times 10^13. */
  readonly principal: bigint;
}

/** What a class file does not say of a bond. */
export interface BondTermsOptions extends BondScheduleOptions {
  /** Who gets the taxes withheld, to pay them over. */
  readonly taxTo: string;
  /** Days after a payment's date from which its lack is a default. */
  readonly graceDays?: number;
  readonly listed?: boolean;
  /** Hash of the terms (社債要項); without it the class file's first document. */
  readonly document?: string;
  /** Early repayment at the issuer's wish; none without it. */
  readonly call?: {
    readonly from: JstDate;
    readonly noticeDays: number;
    readonly price: number;
  };
}

export type BondTermsErrors = BondScheduleErrors;

/** @throws BondScheduleErrors if the schedule does not follow from the file */
export function bondTerms(
  {
    unit,
    bond,
    schedule,
    disclosure,
  }: Pick<ClassFile, "unit" | "bond" | "schedule" | "disclosure">,
  options: BondTermsOptions,
): { readonly bond: RegisteredBond; readonly periods: readonly RegisteredPeriod[] } {
  if (bond === undefined || unit.face === undefined) {
    throw new Error("The class file is of no bond: give one whose type is bond.");
  }
  const periods = bondSchedule({ bond, schedule }, options);
  const { call } = options;
  return {
    bond: {
      face: unit.face,
      rate: rate13(bond.rate),
      perYear: periods[0]?.perYear ?? 1,
      interestFrom: periods[0]?.from ?? 0,
      ...{ index: ZeroHash, margin: 0n, mostRate: 0n },
      callableFrom: call?.from ?? 0,
      noticeDays: call?.noticeDays ?? 0,
      callPrice: call?.price ?? 0,
      graceDays: options.graceDays ?? 0,
      listed: options.listed ?? false,
      taxTo: options.taxTo,
      calendar: encodeBytes32String(calendarVersion()),
      document: options.document ?? `0x${disclosure[0]?.sha256 ?? ""}`,
    },
    periods: periods.map(({ until, record, pays, days, of, principal }, index) => ({
      due: until,
      record: index + 1 === periods.length ? 0 : (record ?? 0),
      ...{ pays, days_: days, of_: of, principal },
    })),
  };
}
