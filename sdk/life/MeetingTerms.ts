import type { JstDate } from "../format/JstDate.ts";
import type { VotedItem } from "./tallyOf.ts";

/** A matter that a meeting decides (議案). */
export interface MeetingItem extends VotedItem {
  /** Hash of the proposal, 32 bytes as hex. */
  readonly document: string;
}

/** Terms of a meeting, as its contract takes them (`IMeeting.Terms`). */
export interface MeetingTerms {
  readonly token: string;
  /** Whose end says who votes. */
  readonly recordDate: JstDate;
  /** First and last Unix second at which ballots count. */
  readonly opens: number;
  readonly closes: number;
  /** Hash of the notice of convocation. */
  readonly notice: string;
  /** Hash of the reason for which the rules of notice do not apply; zero where they are kept. */
  readonly noticeOverride: string;
  readonly agenda: readonly MeetingItem[];
  /** Wallets of investors who have no votes. */
  readonly excluded: readonly string[];
  readonly splits: boolean;
  readonly proxiesHold: boolean;
  /** Tells two equal ones apart. */
  readonly number: bigint;
}
