import type { NoticeFinding } from "./noticeFindings.ts";

/** Findings that somebody answers for, and why. */
export interface NoticeOverridden {
  readonly findings: readonly NoticeFinding[];
  readonly reason: string;
}

/** Findings were to be overridden without a reason. */
export class NoticeReasonMissing extends Error {
  override readonly name = "NoticeReasonMissing";

  constructor(findings: readonly NoticeFinding[]) {
    super(
      `To go on in spite of what was found (${findings.length}) a reason is needed: say who consented ` +
        "or which article or contract allows it.",
    );
  }
}

export type OverrideNoticeErrors = NoticeReasonMissing;

/**
 * Goes on in spite of findings, for a record of who answers why.
 *
 * @throws NoticeReasonMissing if the reason is empty
 */
export function overrideNotice(
  findings: readonly NoticeFinding[],
  reason: string,
): NoticeOverridden {
  const said = reason.trim();
  if (said === "") throw new NoticeReasonMissing(findings);
  return { findings, reason: said };
}
