import { z } from "zod";
import { Meeting__factory, meetingId } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { partsOf, VOTE } from "../../desk/ballotIn.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { writtenWith } from "../../desk/written.ts";
import { addressOf, maybe } from "../../inputs.ts";
import { amountSchema } from "../../json.ts";
import { HOLDER, TERMS } from "./options.ts";

/** Casts a ballot, as a holder or his proxy. */
export const meetingVote: WriteCommand = {
  kind: "write",
  path: "meeting vote",
  about: {
    en: "cast a ballot, as a holder or as his proxy; a later one takes its place",
    ja: "議決権を行使(本人または代理人。後の投票が優先)",
  },
  example: "meeting vote meeting.json --vote for,against --signer env:HOLDER_KEY",
  arguments: [TERMS],
  options: [{ ...VOTE, required: true }, HOLDER],
  result: writtenWith(
    z.strictObject({ meeting: z.string(), holder: z.string(), votes: amountSchema }),
  ),
  async plan(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const { platform, provider } = desk;
    const parts = partsOf(given, terms.agenda.length);
    const sender = await senderOf(given, desk);
    const holder = maybe(given, "holder") === undefined ? sender : addressOf(given, "holder");
    if (holder === undefined) {
      throw new ArgumentRefused("Whose votes? Name the key with --signer, or the --holder.");
    }
    const to = platform.meeting;
    const contract = Meeting__factory.connect(to, provider);
    const meeting = meetingId(terms);
    const isProxy = sender !== undefined && sender !== holder;
    const own = await contract.ballotOf(meeting, holder);
    const { proxy, appointment, number } = await contract.proxyOf(meeting, holder);
    if (isProxy && proxy !== sender) {
      throw new ArgumentRefused(
        `${sender} is no proxy of ${holder} at this meeting: kessai meeting appoint by the holder names one.`,
      );
    }
    const latest = await provider.getBlock("latest");
    const last = isProxy ? number : own.number;
    const ballot = {
      ...{ meeting, holder, appointment: isProxy ? appointment : 0n, parts },
      number: Math.max(latest?.timestamp ?? 0, Number(last) + 1),
    };
    const about = {
      en: `vote${isProxy ? ` for ${holder}` : ""} at the meeting of ${classCode}`,
      ja: `${classCode} の集会で${isProxy ? ` ${holder} を代理して` : ""}議決権を行使`,
    };
    return {
      title: about,
      calls: [{ to, contract, name: "vote", args: [ballot], about }],
      async after() {
        const votes = await contract.votesOf(meeting, holder);
        const line = given.lang === "ja" ? `議決権 ${votes} 個` : `${votes} votes`;
        return { value: { meeting, holder, votes }, lines: [line] };
      },
    };
  },
};
