import type { ClassType, ScheduleEntry } from "../files/parseClassFile.ts";
import { formatDate } from "../format/formatDate.ts";
import type { DateRefused, JstDate } from "../format/JstDate.ts";
import { filled } from "../text/filled.ts";
import type { Text } from "../text/texts.ts";
import { dateParts, monthsAfter } from "./months.ts";

/** What is planned around a record date; days are calendar dates in Japan. */
export interface NoticePlan {
  readonly classType: ClassType;
  readonly kind: ScheduleEntry["kind"];
  /** At whose end the holders are read; null if there is none. */
  readonly recordDate: JstDate | null;
  /** On which the record date is made public. */
  readonly noticeDate?: JstDate;
  /** On which the right is exercised: of the meeting, or of the payment. */
  readonly exerciseDate?: JstDate;
  /** On which a meeting's convocation is sent. */
  readonly convocationDate?: JstDate;
  /** Whether the articles say the record date themselves, so that no public notice is needed. */
  readonly isInArticles?: boolean;
  /** Whether the company is private (公開会社でない) and lets nobody vote in writing. */
  readonly isPrivate?: boolean;
}

export type NoticeRule =
  | "record-date-notice"
  | "exercise-in-time"
  | "convocation-of-shareholders"
  | "convocation-of-bondholders"
  | "contract";

/** What the law asks for and the plan does not show, or what a person must look up. */
export interface NoticeFinding {
  readonly rule: NoticeRule;
  /** Whether the plan breaks the rule; if not, it does not show that it keeps it. */
  readonly isBroken: boolean;
  readonly text: Text;
  readonly source: Text;
}

export type NoticeFindingsErrors = DateRefused;

const COMPANIES_ACT = { en: "Companies Act", ja: "会社法" };
const TWO_WEEKS = 14;
const ONE_WEEK = 7;

/**
 * Which notices a plan lacks or gives too late, by the class's type. Weeks are full ones between the
 * day of the notice and the day before which it must be (Civil Code 140: the first day does not
 * count). An empty list is no advice: articles, terms and exchanges may ask for more.
 *
 * @throws DateRefused if a day is no date
 */
export function noticeFindings(plan: NoticePlan): NoticeFinding[] {
  if (plan.classType === "share") {
    return [...recordDateNotice(plan), ...exerciseInTime(plan), ...shareholders(plan)];
  }
  if (plan.classType === "bond" && plan.kind === "meeting") return bondholders(plan);
  return [
    {
      rule: "contract",
      isBroken: false,
      text: {
        en: "No law was found that asks for a notice here: see the terms of the bond, the trust deed or the contract.",
        ja: "通知・公告を求める法令は見当たりません。社債要項、信託契約または契約の定めを確認してください。",
      },
      source: { en: "none found", ja: "該当する法令は未確認" },
    },
  ];
}

function recordDateNotice({ recordDate, noticeDate, isInArticles }: NoticePlan): NoticeFinding[] {
  if (recordDate === null || isInArticles === true) return [];
  const source = article("124(3)", "124条3項");
  const latest = recordDate - TWO_WEEKS - 1;
  const common = { rule: "record-date-notice", source } as const;
  if (noticeDate === undefined) {
    const text = {
      en: "The record date {record} must be public by {latest}, two weeks before it, unless the articles say it. No day of the notice is given.",
      ja: "基準日 {record} は、定款に定めがない限り、2週間前の {latest} までに公告が必要です。公告日が指定されていません。",
    };
    return [{ ...common, isBroken: false, text: dated(text, { record: recordDate, latest }) }];
  }
  if (noticeDate <= latest) return [];
  const text = {
    en: "The record date {record} is made public on {notice}; two weeks before it means by {latest}. Choose a later record date.",
    ja: "基準日 {record} の公告日 {notice} は、2週間前の {latest} を過ぎています。基準日を遅らせてください。",
  };
  const days = { record: recordDate, notice: noticeDate, latest };
  return [{ ...common, isBroken: true, text: dated(text, days) }];
}

function exerciseInTime({ recordDate, exerciseDate }: NoticePlan): NoticeFinding[] {
  if (recordDate === null) return [];
  const last = lastExercise(recordDate);
  const common = { rule: "exercise-in-time", source: article("124(2)", "124条2項") } as const;
  if (exerciseDate === undefined) {
    const text = {
      en: "Rights as of the record date {record} are exercised by {last}, within three months. No day is given.",
      ja: "基準日 {record} の権利は、3か月以内の {last} までに行使されるものに限られます。行使日が指定されていません。",
    };
    return [{ ...common, isBroken: false, text: dated(text, { record: recordDate, last }) }];
  }
  if (exerciseDate <= last) return [];
  const text = {
    en: "Rights as of the record date {record} would be exercised on {exercise}; within three months means by {last}. Choose a later record date.",
    ja: "基準日 {record} の権利の行使日 {exercise} は、3か月以内の {last} を過ぎています。基準日を遅らせてください。",
  };
  const days = { record: recordDate, exercise: exerciseDate, last };
  return [{ ...common, isBroken: true, text: dated(text, days) }];
}

function shareholders(plan: NoticePlan): NoticeFinding[] {
  if (plan.kind !== "meeting") return [];
  const isShort = plan.isPrivate === true;
  return convocation(plan, {
    rule: "convocation-of-shareholders",
    days: isShort ? ONE_WEEK : TWO_WEEKS,
    weeks: isShort ? { en: "one week", ja: "1週間" } : { en: "two weeks", ja: "2週間" },
    source: article("299(1)", "299条1項"),
  });
}

function bondholders(plan: NoticePlan): NoticeFinding[] {
  return convocation(plan, {
    rule: "convocation-of-bondholders",
    days: TWO_WEEKS,
    weeks: { en: "two weeks", ja: "2週間" },
    source: article("720(1)", "720条1項"),
  });
}

function convocation(
  { convocationDate, exerciseDate }: NoticePlan,
  { rule, days, weeks, source }: { rule: NoticeRule; days: number; weeks: Text; source: Text },
): NoticeFinding[] {
  if (convocationDate === undefined || exerciseDate === undefined) {
    const text = filled(
      {
        en: "The convocation is sent {weeks} before the meeting. The day of the meeting or of the convocation is not given.",
        ja: "招集通知は会日の{weeks}前までに発する必要があります。会日または発送日が指定されていません。",
      },
      (lang) => ({ weeks: weeks[lang] }),
    );
    return [{ rule, isBroken: false, text, source }];
  }
  const latest = exerciseDate - days - 1;
  if (convocationDate <= latest) return [];
  const text = filled(
    {
      en: "The meeting of {meeting} is convened on {sent}; {weeks} before it means by {latest}. Choose a later day.",
      ja: "{meeting} の集会の招集通知の発送日 {sent} は、{weeks}前の {latest} を過ぎています。会日を遅らせてください。",
    },
    (lang) => ({
      weeks: weeks[lang],
      meeting: formatDate(exerciseDate, lang),
      sent: formatDate(convocationDate, lang),
      latest: formatDate(latest, lang),
    }),
  );
  return [{ rule, isBroken: true, text, source }];
}

/** The last of the three months that begin when the record date is over (Civil Code 143). */
function lastExercise(recordDate: JstDate): JstDate {
  const from = recordDate + 1;
  const same = monthsAfter(from, 3);
  // Where the last month has no such day, the time ends with that month.
  return dateParts(same).day === dateParts(from).day ? same - 1 : same;
}

function dated(text: Text, days: Readonly<Record<string, JstDate>>): Text {
  return filled(text, (lang) =>
    Object.fromEntries(Object.entries(days).map(([name, day]) => [name, formatDate(day, lang)])),
  );
}

function article(en: string, ja: string): Text {
  return { en: `${COMPANIES_ACT.en} ${en}`, ja: `${COMPANIES_ACT.ja}${ja}` };
}
