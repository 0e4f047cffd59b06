import { formatDate, Meeting__factory, TokenLens__factory } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { argument, TERMS } from "./options.ts";

/** Fixes how many votes there are, which no ballot counts before. */
export const meetingCount: WriteCommand = {
  kind: "write",
  path: "meeting count",
  about: {
    en: "fix how many votes there are, once the record date is over (anyone); no ballot counts before",
    ja: "基準日経過後に総議決権数を確定(誰でも実行可。確定まで投票不可)",
  },
  example: "meeting count meeting.json --signer env:ANY_KEY",
  arguments: [TERMS],
  async plan(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const { platform, provider } = desk;
    const lens = TokenLens__factory.connect(platform.lens, provider);
    const [dates, over] = await lens.recordDatesOf(terms.token);
    const place = dates.map(Number).indexOf(terms.recordDate);
    if (place < 0 || place >= Number(over)) {
      const date = formatDate(terms.recordDate, "en");
      throw new ArgumentRefused(
        place < 0
          ? `${date} is no record date of ${classCode}. Before it is over: kessai action record --class ${classCode} --date ${date}.`
          : `The record date ${date} is not over. Run this again from then on.`,
      );
    }
    const to = platform.meeting;
    const contract = Meeting__factory.connect(to, provider);
    const about = {
      en: `fix the votes of the meeting of ${classCode}`,
      ja: `${classCode} の集会の総議決権数を確定`,
    };
    const args = [argument(terms), place + 1];
    return { title: about, calls: [{ to, contract, name: "fixVotes", args, about }] };
  },
};
