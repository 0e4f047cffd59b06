import { z } from "zod";
import {
  formatTime,
  IKycPass__factory,
  readAttestations,
  readUnattested,
  say,
} from "../../../sdk/index.ts";
import type { WriteCommand } from "../../command.ts";
import { officerOf } from "../../desk/officerOf.ts";
import { writtenWith } from "../../desk/written.ts";
import { maybe, numberOf, timeOf } from "../../inputs.ts";

const TEXTS = {
  about: {
    en: "disown officer {number} ({key}): what it attested since {since} counts no more",
    ja: "KYC担当者 {number}({key})を否認: {since} 以降の証明は無効",
  },
  stopped: {
    en: "{count} passes stopped: attest anew those that are right (npm run officers -- ledger lists them), then kessai kyc attest",
    ja: "停止したパス {count} 件。正しいものは再証明してください(npm run officers -- ledger で一覧、kessai kyc attest)",
  },
  untold: {
    en: "{count} classes are not told yet: anybody calls tellDisowning",
    ja: "未通知の銘柄 {count} 件: tellDisowning で通知してください",
  },
} as const;

/** Says from when on an officer's attestations are worth nothing. */
export const kycDisown: WriteCommand = {
  kind: "write",
  path: "kyc disown",
  about: {
    en: "as a pass guardian, make an officer's attestations since a time worth nothing",
    ja: "KYC担当者の指定時刻以降の証明を否認(パス監視者)",
  },
  example: "kyc disown --number 2 --since 2027-11-20T09:00:00+09:00 --signer env:GUARDIAN_KEY",
  options: [
    {
      flags: "--number <officer>",
      about: { en: "the officer's number", ja: "担当者の番号" },
      required: true,
    },
    {
      flags: "--since <time>",
      about: { en: "from when on, not in the future", ja: "否認の起点(将来は不可)" },
      required: true,
    },
    {
      flags: "--most <number>",
      about: { en: "classes told in this call (all)", ja: "この送信で通知する銘柄数(既定は全部)" },
    },
  ],
  result: writtenWith(
    z.strictObject({ officer: z.number(), stopped: z.array(z.string()), untold: z.number() }),
  ),
  async plan(given, desk) {
    const { provider, platform, deployment } = desk;
    const { lang } = given;
    const contract = IKycPass__factory.connect(platform.pass, provider);
    const officer = await officerOf(given, desk);
    const since = timeOf(given, "since");
    const most =
      maybe(given, "most") === undefined
        ? (await contract.classCount()) + 1n
        : numberOf(given, "most");
    const values = (each: "en" | "ja") => {
      return { number: officer.number, key: officer.key, since: formatTime(since, each) };
    };
    const about = {
      en: say(TEXTS.about, "en", values("en")),
      ja: say(TEXTS.about, "ja", values("ja")),
    };
    const args = [officer.number, since, most];
    return {
      title: about,
      calls: [{ to: platform.pass, contract, name: "disown", args, about }],
      async after() {
        const fromBlock = deployment.platform.contracts.pass?.block ?? 0;
        const acts = await readAttestations(provider, platform.pass, fromBlock);
        const wallets = [...new Set(acts.map(({ wallet }) => wallet))];
        const stopped = await readUnattested(provider, platform.pass, wallets, fromBlock);
        const [from, to] = await contract.untold();
        const untold = Number(to - from);
        return {
          value: { officer: officer.number, stopped: stopped.map(({ wallet }) => wallet), untold },
          lines: [
            say(TEXTS.stopped, lang, { count: stopped.length }),
            ...stopped.map(({ wallet }) => `  ${wallet}`),
            ...(untold === 0 ? [] : [say(TEXTS.untold, lang, { count: untold })]),
          ],
        };
      },
    };
  },
};
