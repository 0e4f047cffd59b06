import { Meeting__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { codeOf } from "../../inputs.ts";
import { argument, TERMS } from "./options.ts";

/** Calls a meeting off before it opens. */
export const meetingCancel: WriteCommand = {
  kind: "write",
  path: "meeting cancel",
  about: {
    en: "call a meeting off before it opens (registrar)",
    ja: "開始前の集会を中止(原簿管理人)",
  },
  example: "meeting cancel meeting.json --reason POSTPONED --signer env:REGISTRAR_KEY",
  arguments: [TERMS],
  options: [
    {
      flags: "--reason <code>",
      about: { en: "a code of up to 31 bytes", ja: "理由コード" },
      required: true,
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const to = desk.platform.meeting;
    const contract = Meeting__factory.connect(to, desk.provider);
    const about = { en: `call the meeting of ${classCode} off`, ja: `${classCode} の集会を中止` };
    const args = [argument(terms), codeOf(given, "reason")];
    return { title: about, calls: [{ to, contract, name: "cancel", args, about }] };
  },
};
