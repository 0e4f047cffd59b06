import { z } from "zod";
import { formatTime } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { consentSaid, consentsOf } from "../../desk/consents.ts";
import { classOf, maybe } from "../../inputs.ts";

const amount = z.string().regex(/^\d+$/);
const STATES = {
  applied: { en: "applied for", ja: "請求中" },
  given: { en: "given", ja: "承認済み" },
  ended: { en: "ended", ja: "終了" },
} as const;

/** Applications and consents. */
export const consentList: ReadCommand = {
  kind: "read",
  path: "consent list",
  about: {
    en: "applications for consent and consents that can still be used; with --all the ended ones too",
    ja: "譲渡承認請求と使用可能な承認の一覧(--all で終了分も)",
  },
  example: "consent list --class SBI-ST-1",
  options: [
    { flags: "--class <code>", about: { en: "one class, not all", ja: "銘柄コード" } },
    { flags: "--all", about: { en: "ended and used-up ones too", ja: "終了・使用済みも表示" } },
  ],
  result: z.strictObject({
    consents: z.array(
      z.strictObject({
        ...{ id: z.string(), state: z.enum(["applied", "given", "ended"]), class: z.string() },
        ...{ from: z.string(), to: z.string(), units: amount, until: z.number(), left: amount },
        number: amount,
      }),
    ),
  }),
  async run(given, desk) {
    const { lang } = given;
    const filter =
      maybe(given, "class") === undefined ? {} : { token: classOf(given, desk).address };
    const now = desk.terminal.now();
    const all = await consentsOf(desk, filter);
    const shown = all.filter(
      ({ state, left, consent }) =>
        given.options.all === true ||
        (consent.until >= now && (state === "applied" || (state === "given" && left > 0n))),
    );
    return {
      value: {
        consents: shown.map(({ id, state, left, consent: { token, ...rest } }) => {
          return { id, state, class: token, ...rest, left };
        }),
      },
      lines: shown.map(({ id, state, left, consent }) => {
        const isOver = consent.until < now ? ` (${formatTime(consent.until, lang)})` : "";
        const rest = state === "given" ? `, ${left}` : "";
        return `${id} ${STATES[state][lang]}${rest}${isOver}: ${consentSaid(consent, desk)[lang]}`;
      }),
    };
  },
};
