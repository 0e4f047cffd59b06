import { ZeroHash } from "ethers";
import { z } from "zod";
import type { JstDate } from "../format/JstDate.ts";
import type { MeetingItem, MeetingTerms } from "./MeetingTerms.ts";
import {
  address,
  date,
  firstSecond,
  hash,
  isSo,
  lastSecond,
  must,
  refined,
  whole,
} from "./plans/fields.ts";
import { parsePlan } from "./plans/parsePlan.ts";
import type { VoteShare } from "./tallyOf.ts";
import type { TermsFileRefused } from "./termsFile.ts";

/** A meeting of the holders of a class that somebody convenes. */
export interface MeetingPlan extends Omit<MeetingTerms, "token"> {
  readonly kind: "MeetingPlan";
  /** The class's code. */
  readonly class: string;
  /** On which the convocation is sent. */
  readonly convocationDate?: JstDate;
  /** On which the record date is made public. */
  readonly recordNoticeDate?: JstDate;
  readonly isInArticles?: boolean;
}

const NOTHING: VoteShare = { numerator: 0n, denominator: 1n, more: false };
const MAJORITY: VoteShare = { numerator: 1n, denominator: 2n, more: true };
const TWO_THIRDS: VoteShare = { numerator: 2n, denominator: 3n, more: false };
const FIFTH: VoteShare = { numerator: 1n, denominator: 5n, more: false };

const ORDINARY = { quorum: MAJORITY, approval: MAJORITY, ofAll: NOTHING };
const SPECIAL = { quorum: MAJORITY, approval: TWO_THIRDS, ofAll: NOTHING };

/** What the law asks for where articles and terms say nothing else: Companies Act 309, 724 and Trust Act 113. */
const RESOLUTIONS = {
  ...{ "shareholders-ordinary": ORDINARY, "shareholders-special": SPECIAL },
  "bondholders-ordinary": { quorum: NOTHING, approval: MAJORITY, ofAll: NOTHING },
  "bondholders-special": { quorum: NOTHING, approval: TWO_THIRDS, ofAll: FIFTH },
  ...{ "beneficiaries-ordinary": ORDINARY, "beneficiaries-special": SPECIAL },
} as const satisfies Record<string, Omit<MeetingItem, "document">>;

type Resolution = keyof typeof RESOLUTIONS;
const NAMES = Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]];

/** `2/3` is two thirds or more, `>1/2` more than a half. */
const share = refined("a share such as 2/3, or >1/2 for more than it", (text): VoteShare => {
  const [, more, numerator, denominator] = /^(>?)\s*(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  must(numerator !== undefined && denominator !== undefined && BigInt(denominator) > 0n);
  const [part, whole] = [BigInt(numerator ?? 0), BigInt(denominator ?? 1)];
  must(more === ">" ? part < whole : part <= whole);
  return { numerator: part, denominator: whole, more: more === ">" };
});

const item = z
  .strictObject({
    document: hash,
    resolution: z.enum(NAMES).optional(),
    ...{ quorum: share.optional(), approval: share.optional(), ofAll: share.optional() },
  })
  .transform(({ document, resolution, ...said }, context): MeetingItem => {
    if (resolution === undefined && said.approval === undefined) {
      context.addIssue({
        code: "custom",
        message: `expected resolution (${NAMES.join(", ")}) or approval, such as ">1/2"`,
      });
      return z.NEVER;
    }
    const { quorum, approval, ofAll } =
      resolution === undefined
        ? { quorum: NOTHING, approval: MAJORITY, ofAll: NOTHING }
        : RESOLUTIONS[resolution];
    return {
      document,
      ...{ quorum: said.quorum ?? quorum, approval: said.approval ?? approval },
      ofAll: said.ofAll ?? ofAll,
    };
  });

const schema = z.strictObject({
  apiVersion: z.literal("1", "expected 1"),
  kind: z.literal("MeetingPlan", "expected MeetingPlan"),
  class: z.string().min(1),
  ...{ recordDate: date, opens: firstSecond, closes: lastSecond, notice: hash },
  noticeOverride: hash.default(ZeroHash),
  agenda: z.array(item).min(1).max(64),
  excluded: z.array(address).max(16).default([]),
  ...{ splits: isSo.default(false), proxiesHold: isSo.default(false), number: whole.default(1n) },
  ...{ convocationDate: date.optional(), recordNoticeDate: date.optional() },
  isInArticles: isSo.optional(),
});

export type ParseMeetingPlanErrors = TermsFileRefused;

/**
 * The meeting that a YAML or JSON file plans. Digits may be full-width.
 *
 * @param path how the error names the file
 * @throws TermsFileRefused with every fault
 */
export function parseMeetingPlan(text: string, path: string): MeetingPlan {
  return parsePlan(text, path, schema) as MeetingPlan;
}
