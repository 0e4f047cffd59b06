import { ZeroAddress } from "ethers";
import { Meeting__factory, meetingId } from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { senderOf } from "../../desk/senderOf.ts";
import { meetingIn } from "../../desk/termsIn.ts";
import { addressOf, maybe } from "../../inputs.ts";
import { TERMS } from "./options.ts";

/** Lets somebody vote for a holder at one meeting. */
export const meetingAppoint: WriteCommand = {
  kind: "write",
  path: "meeting appoint",
  about: {
    en: "appoint a proxy (代理人) for one meeting, or with --none end it (holder)",
    ja: "代理人を選任(--none で解任、保有者)",
  },
  example:
    "meeting appoint meeting.json --proxy 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --signer env:HOLDER_KEY",
  arguments: [TERMS],
  options: [
    { flags: "--proxy <address>", about: { en: "who may vote", ja: "代理人" } },
    { flags: "--none", about: { en: "nobody any more", ja: "解任" } },
    {
      flags: "--holder <address>",
      about: { en: "who appoints, without --signer", ja: "選任者(--signer なしの場合)" },
    },
  ],
  async plan(given, desk) {
    const { classCode, terms } = await meetingIn(given, desk);
    const isNone = given.options.none === true;
    if (isNone === (maybe(given, "proxy") !== undefined)) {
      throw new ArgumentRefused("Name --proxy ADDRESS, or --none: one of them.");
    }
    const proxy = isNone ? ZeroAddress : addressOf(given, "proxy");
    const sender = await senderOf(given, desk);
    const holder = maybe(given, "holder") === undefined ? sender : addressOf(given, "holder");
    if (holder === undefined) {
      throw new ArgumentRefused("Who appoints? Name the key with --signer, or the --holder.");
    }
    const to = desk.platform.meeting;
    const contract = Meeting__factory.connect(to, desk.provider);
    const meeting = meetingId(terms);
    const [{ number }, latest] = await Promise.all([
      contract.ballotOf(meeting, holder),
      desk.provider.getBlock("latest"),
    ]);
    const next = Math.max(latest?.timestamp ?? 0, Number(number) + 1);
    const about = isNone
      ? {
          en: `end the appointment of a proxy for the meeting of ${classCode}`,
          ja: `${classCode} の集会の代理人を解任`,
        }
      : {
          en: `appoint ${proxy} as proxy for the meeting of ${classCode}`,
          ja: `${classCode} の集会の代理人に ${proxy} を選任`,
        };
    const args = [{ meeting, holder, proxy, number: next }];
    return { title: about, calls: [{ to, contract, name: "appoint", args, about }] };
  },
};
