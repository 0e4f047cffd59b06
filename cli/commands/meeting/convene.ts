import { formatTime, Meeting__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { argument, TERMS } from "./options.ts";

/** Convenes a meeting; its terms are fixed from then on. */
export const meetingConvene: WriteCommand = {
  kind: "write",
  path: "meeting convene",
  about: {
    en: "convene a meeting of a class's holders, for good once it opens (registrar)",
    ja: "集会を招集(開始後は取消し不可、原簿管理人)",
  },
  example: "meeting convene meeting.json --signer env:REGISTRAR_KEY",
  arguments: [TERMS],
  async plan(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const to = desk.platform.meeting;
    const contract = Meeting__factory.connect(to, desk.provider);
    const { length } = terms.agenda;
    const about = {
      en: `convene the meeting of ${classCode}: ${length} items, until ${formatTime(terms.closes, "en")}`,
      ja: `${classCode} の集会を招集: 議案 ${length} 件、${formatTime(terms.closes, "ja")} まで`,
    };
    const args = [argument(terms)];
    return { title: about, calls: [{ to, contract, name: "convene", args, about }] };
  },
};
