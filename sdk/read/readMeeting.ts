import type { Provider } from "ethers";
import { Meeting__factory } from "../contracts.ts";
import type { Platform } from "../deploy/deployPlatform.ts";
import { meetingId } from "../encode/meetingId.ts";
import type { MeetingTerms } from "../life/MeetingTerms.ts";

/** As `IMeeting.Phase`. */
export const MEETING_PHASES = ["none", "convened", "votes-fixed", "declared", "cancelled"] as const;

/** What became of an item. */
export interface MeetingOutcome {
  readonly document: string;
  readonly votesFor: bigint;
  readonly votesAgainst: bigint;
  readonly abstained: bigint;
  readonly quorumReached: boolean;
  readonly adopted: boolean;
}

/** Where a meeting stands. */
export interface MeetingRead {
  readonly id: string;
  readonly phase: (typeof MEETING_PHASES)[number];
  /** Votes that there are, and those of who cast a ballot. */
  readonly total: bigint;
  readonly present: bigint;
  /** Ballots count no more. */
  readonly isClosed: boolean;
  /** Of each item, once it is closed and its votes were fixed. */
  readonly outcomes: readonly MeetingOutcome[];
}

/**
 * A meeting, with its outcome once there is one.
 *
 * @param now the chain's time, Unix seconds
 */
export async function readMeeting(
  provider: Provider,
  { meeting }: Pick<Platform, "meeting">,
  terms: MeetingTerms,
  now: number,
): Promise<MeetingRead> {
  const contract = Meeting__factory.connect(meeting, provider);
  const id = meetingId(terms);
  const account = await contract.meetingOf(id);
  const phase = MEETING_PHASES[Number(account.phase)] ?? "none";
  const isClosed = now > terms.closes;
  const isCounted = isClosed && (phase === "votes-fixed" || phase === "declared");
  const argument = { ...terms, agenda: [...terms.agenda], excluded: [...terms.excluded] };
  const outcomes = isCounted ? await contract.resultOf(argument) : [];
  return {
    ...{ id, phase, total: account.total, present: account.present, isClosed },
    outcomes: outcomes.map((outcome, item) => {
      const { votesFor, votesAgainst, abstained, quorumReached, adopted } = outcome;
      return {
        document: terms.agenda[item]?.document ?? "",
        ...{ votesFor, votesAgainst, abstained, quorumReached, adopted },
      };
    }),
  };
}
