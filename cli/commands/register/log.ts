import { z } from "zod";
import { LogBroken, readText, table, verifyLog } from "../../../sdk/index.ts";
import type { LocalCommand } from "../../command.ts";
import { logPath } from "../../desk/registerLogged.ts";
import { maybe } from "../../inputs.ts";
import { LOGGED } from "./options.ts";

/** Who asked what, when. */
export const registerLog: LocalCommand = {
  kind: "local",
  path: "register log",
  about: {
    en: "who asked for what, when: refused if a line was changed or taken away",
    ja: "照会の記録(改変があれば拒否)",
  },
  example: "register log --log register.log.jsonl",
  options: [
    ...LOGGED.filter(({ flags }) => flags.startsWith("--log")),
    {
      flags: "--last <hash>",
      about: { en: "a line's hash that was kept elsewhere", ja: "別に控えた末尾のハッシュ" },
    },
  ],
  result: z.strictObject({
    entries: z.array(
      z.strictObject({
        number: z.number(),
        time: z.string(),
        who: z.string(),
        what: z.string(),
        digest: z.string().optional(),
        hash: z.string(),
      }),
    ),
  }),
  async run(given) {
    const path = logPath(given);
    // A log that is lost is not one in which nobody asked.
    await readText(path);
    const entries = await verifyLog(path, maybe(given, "last"));
    // It begins with its first line.
    if (entries.length === 0) throw new LogBroken(path, 1, "there is no line");
    const columns = ["no.", "when", "who", "what"].map((heading) => ({ heading }));
    return {
      value: {
        entries: entries.map(({ number, time, who, what, digest, hash }) => ({
          ...{ number, time, who, what, hash },
          ...(digest === undefined ? {} : { digest }),
        })),
      },
      lines: [
        ...table(
          entries.map(({ number, time, who, what }) => [String(number), time, who, what]),
          { columns },
        ).split("\n"),
        ...(entries.at(-1) === undefined ? [] : [`last ${entries.at(-1)?.hash}`]),
      ],
    };
  },
};
