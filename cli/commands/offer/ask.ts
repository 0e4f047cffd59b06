import { z } from "zod";
import {
  askedPerson,
  decodeCsv,
  Offering__factory,
  parseAsked,
  readBytes,
} from "../../../sdk/index.ts";
import type { Call, WriteCommand } from "../../command.ts";
import { ArgumentRefused } from "../../desk/faults.ts";
import { writtenWith } from "../../desk/written.ts";
import { pathOf, textOf } from "../../inputs.ts";
import { amountSchema } from "../../json.ts";

/** Persons of one transaction. */
const MOST_PERSONS = 100;
const LEAST_SECRET = 16;

/** Records persons who are about to be asked to buy, before they are. */
export const offerAsk: WriteCommand = {
  kind: "write",
  path: "offer ask",
  about: {
    en: "record persons who are about to be asked to buy today, before they are (registrar); only keyed hashes go on chain",
    ja: "本日勧誘する者を事前に記録(原簿管理人)。チェーンには鍵付きハッシュのみ",
  },
  example:
    "offer ask persons.csv --list 0x5d2f9a0c5d2f9a0c5d2f9a0c5d2f9a0c5d2f9a0c5d2f9a0c5d2f9a0c5d2f9a0c " +
    "--secret ASKED_SECRET --signer env:REGISTRAR_KEY",
  arguments: [
    {
      name: "file",
      about: {
        en: "CSV (UTF-8 or CP932): person, your own number or code for each",
        ja: "CSV(UTF-8 または Shift_JIS): 顧客番号",
      },
    },
  ],
  options: [
    {
      flags: "--list <id>",
      about: { en: "as offer list shows it", ja: "管理簿の ID" },
      required: true,
    },
    {
      flags: "--secret <variable>",
      about: {
        en: "environment variable with a secret of 16 letters or more, the same for the whole list",
        ja: "秘密の文字列(16字以上)を持つ環境変数。管理簿ごとに同一",
      },
      required: true,
    },
  ],
  result: writtenWith(z.strictObject({ asked: amountSchema, most: amountSchema })),
  async plan(given, desk) {
    const path = pathOf(given, "file");
    const persons = parseAsked(decodeCsv(await readBytes(path), path).text, path);
    const list = textOf(given, "list").toLowerCase();
    if (!/^0x[0-9a-f]{64}$/.test(list)) {
      throw new ArgumentRefused("--list is the id of a list, 0x and 64 digits.");
    }
    const variable = textOf(given, "secret").replace(/^env:/, "");
    const secret = desk.terminal.env[variable] ?? "";
    if (secret.length < LEAST_SECRET) {
      throw new ArgumentRefused(
        `The environment's ${variable} has no secret of ${LEAST_SECRET} letters or more. Set it, and keep it: the same person must be the same number.`,
      );
    }
    const to = desk.platform.offering;
    const contract = Offering__factory.connect(to, desk.provider);
    const hashes = persons.map((person) => askedPerson(secret, person));
    const { most } = await contract.solicitationListOf(list);
    const asked = await contract.solicitedOf(list);
    const calls: Call[] = [];
    for (let first = 0; first < hashes.length; first += MOST_PERSONS) {
      const part = hashes.slice(first, first + MOST_PERSONS);
      const about = {
        en: `record ${part.length} persons who are asked today`,
        ja: `本日の勧誘 ${part.length} 名を記録`,
      };
      calls.push({ to, contract, name: "recordSolicitations", args: [list, part], about });
    }
    const title = {
      en: `record ${hashes.length} persons; ${asked} of ${most} were asked before`,
      ja: `勧誘 ${hashes.length} 名を記録(記録済み ${asked} / ${most} 名)`,
    };
    return {
      ...{ title, calls },
      async after() {
        const now = await contract.solicitedOf(list);
        return {
          value: { asked: now, most },
          lines: [given.lang === "ja" ? `計 ${now} / ${most} 名` : `${now} of ${most} persons`],
        };
      },
    };
  },
};
