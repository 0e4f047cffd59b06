import type { Choice } from "../encode/ballotChoices.ts";

/** A fraction that a part must reach of a whole; `more`: it must exceed it. */
export interface VoteShare {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly more: boolean;
}

/** What an item of an agenda asks for. */
export interface VotedItem {
  /** Of all votes, those of investors who cast a ballot. */
  readonly quorum: VoteShare;
  /** Of the votes of those, the ones for it. */
  readonly approval: VoteShare;
  /** Of all votes, the ones for it. */
  readonly ofAll: VoteShare;
}

interface CastPart {
  readonly choices: readonly Choice[];
  /** 0 for all that the parts before leave. */
  readonly units: bigint;
}

/** What an investor, or a proxy for him, did between the opening and the close, in the order of the chain. */
export type MeetingAct =
  | {
      readonly verb: "vote";
      readonly investor: string;
      /** By a proxy: the wallet, and the number of the appointment that it names. */
      readonly proxy?: { readonly wallet: string; readonly appointment: number };
      readonly parts: readonly CastPart[];
      readonly number: number;
    }
  | {
      readonly verb: "appoint";
      readonly investor: string;
      /** Nobody: the appointment ends. */
      readonly proxy: string | undefined;
      readonly number: number;
    };

export interface MeetingTally {
  /** Votes that there are. */
  readonly total: bigint;
  /** Votes of those who cast a ballot. */
  readonly present: bigint;
  readonly items: readonly {
    readonly votesFor: bigint;
    readonly votesAgainst: bigint;
    readonly abstained: bigint;
    readonly quorumReached: boolean;
    readonly adopted: boolean;
  }[];
  /** Places of the acts that counted for nothing. */
  readonly refused: readonly number[];
}

export interface TallyParameters {
  readonly agenda: readonly VotedItem[];
  /** Units at the record date, by investor over all wallets. */
  readonly units: ReadonlyMap<string, bigint>;
  /** Investors without votes. */
  readonly excluded: ReadonlySet<string>;
  /** Votes may be divided. */
  readonly splits: boolean;
  readonly acts: readonly MeetingAct[];
}

interface Voice {
  number: number;
  appointed?: { wallet: string; appointment: number; number: number };
  ballot?: { parts: readonly CastPart[]; byProxy: boolean };
}

/**
 * The outcome of a meeting by the plainest means: acts are gone through one by one, and what stands at the end is
 * added up. It is what anybody can hold the contract's own running count against. Passes and signatures are
 * taken as good, and numbers as not ahead of the chain's time.
 */
export function tallyOf(parameters: TallyParameters): MeetingTally {
  const { agenda, units, excluded, acts } = parameters;
  const voices = new Map<string, Voice>();
  const refused: number[] = [];
  for (const [place, act] of acts.entries()) {
    const voice = voices.get(act.investor) ?? { number: 0 };
    voices.set(act.investor, voice);
    const counts = act.verb === "vote" ? voted(parameters, voice, act) : appointed(voice, act);
    if (!counts) refused.push(place);
  }

  const votes = [...units].filter(([investor]) => !excluded.has(investor));
  const total = votes.reduce((sum, [, each]) => sum + each, 0n);
  const parts = [...voices.values()].flatMap(({ ballot }) => ballot?.parts ?? []);
  const present = sumOf(parts);
  const items = agenda.map((item, place) => {
    const saying = (choice: Choice) =>
      sumOf(parts.filter((part) => part.choices[place] === choice));
    const votesFor = saying("for");
    const quorumReached = isReached(item.quorum, present, total);
    const adopted =
      votesFor > 0n &&
      quorumReached &&
      isReached(item.approval, votesFor, present) &&
      isReached(item.ofAll, votesFor, total);
    return {
      ...{ votesFor, votesAgainst: saying("against"), abstained: saying("abstain") },
      ...{ quorumReached, adopted },
    };
  });
  return { total, present, items, refused };
}

function voted(
  { agenda, units, excluded, splits }: TallyParameters,
  voice: Voice,
  act: MeetingAct & { verb: "vote" },
): boolean {
  const { proxy, number } = act;
  const isAppointed =
    proxy === undefined ||
    (voice.appointed?.wallet === proxy.wallet &&
      voice.appointed.appointment === proxy.appointment &&
      voice.appointed.appointment === voice.number);
  if (!isAppointed) return false;
  const last = proxy === undefined ? voice.number : (voice.appointed?.number ?? 0);
  const votes = excluded.has(act.investor) ? 0n : (units.get(act.investor) ?? 0n);
  if (number <= last || votes === 0n) return false;
  const parts = withUnits(act.parts, votes, agenda.length);
  if (parts === undefined) return false;
  if (!splits && (parts.length !== 1 || sumOf(parts) !== votes)) return false;

  if (proxy === undefined) voice.number = number;
  else if (voice.appointed !== undefined) voice.appointed.number = number;
  voice.ballot = { parts, byProxy: proxy !== undefined };
  return true;
}

function appointed(voice: Voice, { proxy, number }: MeetingAct & { verb: "appoint" }): boolean {
  if (number <= voice.number) return false;
  if (voice.ballot?.byProxy) delete voice.ballot;
  voice.number = number;
  delete voice.appointed;
  if (proxy !== undefined) voice.appointed = { wallet: proxy, appointment: number, number: 0 };
  return true;
}

function withUnits(
  parts: readonly CastPart[],
  votes: bigint,
  items: number,
): CastPart[] | undefined {
  let left = votes;
  const counted: CastPart[] = [];
  for (const { choices, units } of parts) {
    const each = units === 0n ? left : units;
    if (each === 0n || each > left || choices.length !== items) return undefined;
    left -= each;
    counted.push({ choices, units: each });
  }
  return counted.length === 0 ? undefined : counted;
}

function sumOf(parts: readonly CastPart[]): bigint {
  return parts.reduce((sum, { units }) => sum + units, 0n);
}

function isReached({ numerator, denominator, more }: VoteShare, part: bigint, whole: bigint) {
  const [reached, asked] = [part * denominator, whole * numerator];
  return more ? reached > asked : reached >= asked;
}
