import { z } from "zod";
import { MEETING_PHASES, readMeeting, table } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { nowOf } from "../../desk/acts.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { EXIT } from "../../exit.ts";
import { TERMS } from "./options.ts";

const amount = z.string().regex(/^\d+$/);

/** Where a meeting stands, and what it decided. */
export const meetingResult: ReadCommand = {
  kind: "read",
  path: "meeting result",
  about: {
    en: "where a meeting stands and what it decided (exit 3 before its close, 2 if an item is not adopted)",
    ja: "集会の状況と議決結果(終了前は終了コード 3、否決があれば 2)",
  },
  example: "meeting result meeting.json",
  arguments: [TERMS],
  result: z.strictObject({
    ...{ id: z.string(), phase: z.enum(MEETING_PHASES), total: amount, present: amount },
    isClosed: z.boolean(),
    outcomes: z.array(
      z.strictObject({
        ...{ document: z.string(), votesFor: amount, votesAgainst: amount, abstained: amount },
        ...{ quorumReached: z.boolean(), adopted: z.boolean() },
      }),
    ),
  }),
  async run(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const isJa = given.lang === "ja";
    const read = await readMeeting(desk.provider, desk.platform, terms, await nowOf(desk));
    const { phase, total, present, outcomes, isClosed } = read;
    const yes = (is: boolean) => (isJa ? (is ? "可" : "否") : is ? "yes" : "no");
    const rows = outcomes.map((each, item) => [
      ...[String(item + 1), String(each.votesFor), String(each.votesAgainst)],
      ...[String(each.abstained), yes(each.quorumReached), yes(each.adopted)],
    ]);
    const headings = isJa
      ? ["議案", "賛成", "反対", "棄権", "定足数", "可決"]
      : ["item", "for", "against", "abstained", "quorum", "adopted"];
    const isLost = phase === "cancelled" || outcomes.some(({ adopted }) => !adopted);
    const waits = phase !== "cancelled" && (!isClosed || outcomes.length === 0);
    return {
      value: read,
      lines: [
        isJa
          ? `${classCode} の集会: ${phase}、出席議決権 ${present} / ${total}`
          : `meeting of ${classCode}: ${phase}, ${present} of ${total} votes there`,
        ...(rows.length === 0
          ? []
          : table(rows, {
              columns: headings.map((heading) => ({ heading, align: "right" })),
            }).split("\n")),
      ],
      exit: waits ? EXIT.waits : isLost ? EXIT.no : EXIT.done,
    };
  },
};
