import { z } from "zod";
import {
  ACT_TEXTS,
  classIn,
  formatTime,
  HOLD_PURPOSES,
  type HoldPurpose,
  ISecurityToken__factory,
  readActs,
  readHolding,
  readHolds,
  say,
  type Text,
  table,
} from "../../../sdk/index.ts";
import type { Desk, ReadCommand } from "../../command.ts";
import { addressOf, classOf, maybe } from "../../inputs.ts";
import { amountSchema } from "../../json.ts";
import { WALLET } from "./options.ts";

const HEADINGS = [
  { en: "class", ja: "銘柄" },
  { en: "units", ja: "数量" },
  { en: "held", ja: "拘束" },
  { en: "frozen", ja: "凍結" },
  { en: "free", ja: "移転可能" },
] as const;
const PURPOSES: Readonly<Record<HoldPurpose, Text>> = {
  none: { en: "none", ja: "なし" },
  trade: { en: "for a trade", ja: "約定" },
  pledge: { en: "pledged", ja: "質権" },
  attachment: { en: "attached", ja: "差押え" },
  "lock-up": { en: "locked up", ja: "譲渡制限" },
  redemption: { en: "for a payout", ja: "払戻し" },
};
const TEXTS = {
  stopped: { en: "{code}: the wallet is frozen", ja: "{code}: ウォレットは凍結中" },
  hold: {
    en: "{code}: {units} held, {purpose}, hold {id}{until}",
    ja: "{code}: {units} 拘束中({purpose})、拘束 {id}{until}",
  },
  until: { en: ", until {time}", ja: "、期限 {time}" },
  act: {
    en: "{code}: proposed against it: {what}, act {id}, alone from {time}",
    ja: "{code}: 起案中の管理行為: {what}、{id}、単独実行 {time} から",
  },
} as const;

const classSchema = z.strictObject({
  class: z.string(),
  units: amountSchema,
  held: amountSchema,
  frozen: amountSchema,
  free: amountSchema,
  /** The wallet as a whole is frozen. */
  stopped: z.boolean(),
  holds: z.array(
    z.strictObject({
      id: z.string(),
      purpose: z.enum(HOLD_PURPOSES),
      units: amountSchema,
      executor: z.string(),
      payee: z.string(),
      /** Unix seconds; 0 for one without an end. */
      until: z.number(),
    }),
  ),
  /** Acts of registrars that are open against the wallet. */
  acts: z.array(
    z.strictObject({
      id: z.string(),
      verb: z.string(),
      units: amountSchema,
      by: z.string(),
      readyAt: z.number(),
      lapsesAt: z.number(),
    }),
  ),
});

/** What a wallet has of one class or of all. */
export const unitsShow: ReadCommand = {
  kind: "read",
  path: "units show",
  about: {
    en: "a wallet's units: held, frozen, free, its holds, and acts proposed against it",
    ja: "ウォレットの数量(拘束・凍結・移転可能)、拘束の明細、起案中の管理行為",
  },
  example: "units show --wallet 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --class SBI-ST-1",
  options: [
    WALLET,
    { flags: "--class <code>", about: { en: "one class, not all", ja: "銘柄コード" } },
  ],
  result: z.strictObject({ wallet: z.string(), classes: z.array(classSchema) }),
  async run(given, desk) {
    const wallet = addressOf(given, "wallet");
    const { lang } = given;
    const codes =
      maybe(given, "class") === undefined
        ? Object.keys(desk.deployment.classes)
        : [classOf(given, desk).code];
    const classes: Awaited<ReturnType<typeof inClass>>[] = [];
    for (const code of codes) classes.push(await inClass(wallet, code, desk));
    const rows = classes.map((each) => [
      each.class,
      ...[each.units, each.held, each.frozen, each.free].map(String),
    ]);
    return {
      value: { wallet, classes },
      lines: [
        wallet,
        table(rows, {
          columns: HEADINGS.map((text, index) => ({
            heading: text[lang],
            align: index === 0 ? "left" : "right",
          })),
        }),
        ...classes.flatMap(({ class: code, stopped, holds, acts }) => [
          ...(stopped ? [say(TEXTS.stopped, lang, { code })] : []),
          ...holds.map(({ id, purpose, units, until }) =>
            say(TEXTS.hold, lang, {
              ...{ code, id, units, purpose: PURPOSES[purpose][lang] },
              until: until === 0 ? "" : say(TEXTS.until, lang, { time: formatTime(until, lang) }),
            }),
          ),
          ...acts.map(({ id, verb, readyAt }) =>
            say(TEXTS.act, lang, {
              ...{ code, id, time: formatTime(readyAt, lang) },
              what: ACT_TEXTS[verb as keyof typeof ACT_TEXTS][lang],
            }),
          ),
        ]),
      ],
    };
  },
};

async function inClass(wallet: string, code: string, desk: Desk) {
  const { provider, platform, deployment } = desk;
  const { address, block } = classIn(deployment, code);
  const token = ISecurityToken__factory.connect(address, provider);
  const holding = await readHolding(provider, address, wallet);
  const { balance: units, held, frozen, free, isFrozen: stopped } = holding;
  const ids = held === 0n ? [] : ((await readHolds(token, block)).get(wallet) ?? []);
  const holds = await Promise.all(
    ids.map(async (id) => {
      const record = await token.holdRecord(id);
      return {
        ...{ id, purpose: HOLD_PURPOSES[Number(record.purpose)] ?? "none", units: record.units },
        ...{ executor: record.executor, payee: record.payee, until: Number(record.until) },
      };
    }),
  );
  const from = Math.max(block, deployment.platform.contracts.desk?.block ?? 0);
  const proposed = await readActs(provider, platform.desk, { token: address }, from);
  const acts = proposed
    .filter(({ act, isOpen }) => isOpen && act.wallet === wallet)
    .map(({ id, act, by, readyAt, lapsesAt }) => {
      return { id, verb: act.verb, units: act.units, by, readyAt, lapsesAt };
    });
  return { class: code, units, held, frozen, free, stopped, holds, acts };
}
