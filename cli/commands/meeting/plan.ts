import { z } from "zod";
import {
  formatDate,
  formatTermsFile,
  formatTime,
  jstDateOf,
  type MeetingFile,
  type MeetingTerms,
  noticeFindings,
  parseMeetingPlan,
  readClass,
  readText,
  termsFileId,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { EXIT } from "../../exit.ts";
import { classOf, maybe, pathOf } from "../../inputs.ts";

/** The terms of a meeting, from its plan, and what the law's notices find. */
export const meetingPlan: ReadCommand = {
  kind: "read",
  path: "meeting plan",
  about: {
    en: "what a meeting's plan comes to, by the law's notices too; writes its terms (exit 2 with findings)",
    ja: "集会計画の確認(通知期間を含む)と条件ファイルの作成",
  },
  example: "meeting plan meeting.yaml --out meeting.json",
  arguments: [{ name: "file", about: { en: "a YAML file (MeetingPlan)", ja: "集会計画ファイル" } }],
  options: [
    {
      flags: "--out <file>",
      about: { en: "write the terms to it", ja: "条件ファイルの書出し先" },
    },
  ],
  result: z.strictObject({
    ...{ id: z.string(), class: z.string(), recordDate: z.string(), items: z.number() },
    ...{ opens: z.number(), closes: z.number() },
    findings: z.array(z.strictObject({ isBroken: z.boolean(), text: z.string() })),
    file: z.string().optional(),
  }),
  async run(given, desk) {
    const path = pathOf(given, "file");
    const plan = parseMeetingPlan(await readText(path), path);
    const named = { ...given, options: { ...given.options, class: plan.class } };
    const { address, code } = classOf(named, desk);
    const { kind, class: _, convocationDate, recordNoticeDate, isInArticles, ...said } = plan;
    const terms: MeetingTerms = { token: address, ...said };
    const file: MeetingFile = {
      ...{ kind: "MeetingTerms", chainId: desk.chainId, contract: desk.platform.meeting },
      ...{ classCode: code, terms },
    };
    const { type } = await readClass(desk.provider, desk.platform, address);
    const findings = noticeFindings({
      ...{ classType: type, kind: "meeting", recordDate: terms.recordDate },
      exerciseDate: jstDateOf(terms.closes),
      ...(convocationDate === undefined ? {} : { convocationDate }),
      ...(recordNoticeDate === undefined ? {} : { noticeDate: recordNoticeDate }),
      ...(isInArticles === undefined ? {} : { isInArticles }),
    });
    const out = maybe(given, "out") === undefined ? undefined : pathOf(given, "out");
    if (out !== undefined) await writeNew(out, formatTermsFile(file));
    const { lang } = given;
    const { opens, closes, agenda, recordDate } = terms;
    const record = formatDate(recordDate, lang);
    const times = [opens, closes].map((time) => formatTime(time, lang));
    const id = termsFileId(file);
    return {
      value: {
        ...{ id, class: code, recordDate: formatDate(recordDate, "en"), items: agenda.length },
        ...{ opens, closes },
        findings: findings.map(({ isBroken, text }) => ({ isBroken, text: text[lang] })),
        ...(out === undefined ? {} : { file: out }),
      },
      lines: [
        lang === "ja"
          ? `${code} の集会: 基準日 ${record}、議決権行使 ${times[0]} から ${times[1]} まで、議案 ${agenda.length} 件`
          : `meeting of ${code}: record date ${record}, votes from ${times[0]} until ${times[1]}, ${agenda.length} items`,
        ...findings.map(
          ({ isBroken, text, source }) => `${isBroken ? "✗" : "?"} ${text[lang]} (${source[lang]})`,
        ),
        `id ${id}`,
        ...(out === undefined ? [] : [out]),
      ],
      exit: findings.some(({ isBroken }) => isBroken) ? EXIT.no : EXIT.done,
    };
  },
};
