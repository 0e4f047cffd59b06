import { Meeting__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { argument, TERMS } from "./options.ts";

/** Puts a meeting's outcome on record. */
export const meetingDeclare: WriteCommand = {
  kind: "write",
  path: "meeting declare",
  about: {
    en: "put the outcome on record, after the close (anyone)",
    ja: "終了後、結果を記録(誰でも実行可)",
  },
  example: "meeting declare meeting.json --signer env:ANY_KEY",
  arguments: [TERMS],
  async plan(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const to = desk.platform.meeting;
    const contract = Meeting__factory.connect(to, desk.provider);
    const about = {
      en: `declare the outcome of the meeting of ${classCode}`,
      ja: `${classCode} の集会の結果を記録`,
    };
    const args = [argument(terms)];
    return { title: about, calls: [{ to, contract, name: "declare", args, about }] };
  },
};
