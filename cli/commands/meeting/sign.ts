import { ZeroAddress } from "ethers";
import { z } from "zod";
import {
  formatBallotFile,
  meetingId,
  parseTermsFile,
  readText,
  signBallotFile,
  TermsFileRefused,
} from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { partsOf, VOTE } from "../../desk/ballotIn.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { signerOf } from "../../desk/signerOf.ts";
import { writeNew } from "../../desk/writeNew.ts";
import { addressOf, maybe, numberOf, pathOf } from "../../inputs.ts";
import { HOLDER, TERMS } from "./options.ts";

/** Signs a ballot or an appointment without a chain; anyone may send it. */
export const meetingSign: LocalCommand = {
  kind: "local",
  path: "meeting sign",
  about: {
    en: "sign a ballot, or with --proxy an appointment, offline; meeting send brings it",
    ja: "投票または代理人選任に署名(オフライン。送信は meeting send)",
  },
  example: "meeting sign meeting.json --vote for --to ballot.json --signer keystore:holder.json",
  arguments: [TERMS],
  options: [
    VOTE,
    {
      flags: "--proxy <address|none>",
      about: { en: "appoint a proxy instead, or end it", ja: "代理人の選任または解任(none)" },
    },
    HOLDER,
    {
      flags: "--appointment <number>",
      about: {
        en: "of a proxy: the number of its appointment",
        ja: "代理行使の場合: 選任番号",
      },
    },
    {
      flags: "--signer <key>",
      about: {
        en: "env:NAME, keystore:FILE or hardhat:NAME",
        ja: "env:変数名、keystore:ファイル、hardhat:変数名",
      },
      required: true,
    },
    {
      flags: "--to <file>",
      about: { en: "where to", ja: "書出し先" },
      required: true,
    },
  ],
  result: z.strictObject({
    kind: z.enum(["Ballot", "ProxyAppointment"]),
    ...{ meeting: z.string(), holder: z.string(), signer: z.string(), file: z.string() },
    number: z.number(),
  }),
  async run(given, terminal) {
    const path = pathOf(given, "file");
    const terms = parseTermsFile(await readText(path), path);
    if (terms.kind !== "MeetingTerms") throw new TermsFileRefused(path, "it is of no meeting.");
    const proxy = maybe(given, "proxy");
    if ((proxy === undefined) === (given.options.vote === undefined)) {
      throw new ArgumentRefused("Say --vote, or --proxy: one of them.");
    }
    const key = await signerOf(maybe(given, "signer"), undefined, undefined, terminal);
    const signer = await key.getAddress();
    const { chainId, contract } = terms;
    const common = {
      meeting: meetingId(terms.terms),
      holder: maybe(given, "holder") === undefined ? signer : addressOf(given, "holder"),
      number: terminal.now(),
    };
    const isProxys = maybe(given, "appointment") !== undefined;
    if (!isProxys && common.holder !== signer) {
      throw new ArgumentRefused(
        `The key is ${signer}'s. To vote for ${common.holder} name its --appointment too.`,
      );
    }
    const signed = await signBallotFile(
      key,
      proxy === undefined
        ? {
            ...{ kind: "Ballot", chainId, contract },
            message: {
              ...common,
              appointment: isProxys ? Number(numberOf(given, "appointment")) : 0,
              parts: partsOf(given, terms.terms.agenda.length),
            },
          }
        : {
            ...{ kind: "ProxyAppointment", chainId, contract },
            message: {
              ...common,
              proxy: proxy === "none" ? ZeroAddress : addressOf(given, "proxy"),
            },
          },
    );
    const file = pathOf(given, "to");
    await writeNew(file, formatBallotFile(signed));
    return { value: { kind: signed.kind, ...common, signer, file }, lines: [file] };
  },
};
