import { z } from "zod";
import { type ClassRead, formatDate, type Lang, readClass } from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { classOf } from "../../inputs.ts";

const LABELS = {
  name: { en: "name", ja: "名称" },
  address: { en: "address", ja: "アドレス" },
  issuer: { en: "issuer", ja: "発行会社" },
  type: { en: "type", ja: "種類" },
  units: { en: "units", ja: "数量" },
  holders: { en: "holders", ja: "保有者" },
  state: { en: "state", ja: "状態" },
  categories: { en: "who may hold", ja: "保有可能な区分" },
  residences: { en: "residences", ja: "居住国" },
  rules: { en: "rules", ja: "移転条件" },
  record: { en: "record dates", ja: "基準日" },
  documents: { en: "documents", ja: "書類" },
  uri: { en: "contract URI", ja: "コントラクト URI" },
} as const;

/** A class as the chain has it. */
export const classShow: ReadCommand = {
  kind: "read",
  path: "class show",
  about: {
    en: "show a class as the chain has it: terms, rules, flags, record dates, documents",
    ja: "チェーン上の銘柄の条件・状態・基準日・書類を表示",
  },
  example: "class show SBI-ST-1",
  arguments: [
    { name: "class", about: { en: "its code or address", ja: "銘柄コードまたはアドレス" } },
  ],
  result: z.strictObject({
    ...{ code: z.string(), issuer: z.string(), address: z.string(), number: z.number() },
    ...{ name: z.string(), symbol: z.string(), type: z.string(), legalKind: z.string() },
    ...{ registrarRole: z.number(), cap: z.string(), supply: z.string(), holders: z.number() },
    maxInvestors: z.number().nullable(),
    policy: z.strictObject({ categories: z.array(z.string()), residences: z.array(z.string()) }),
    rules: z.strictObject({
      ...{ lot: z.string(), lockUp: z.string().nullable(), closesAfter: z.string().nullable() },
      ...{ consent: z.boolean(), venueOnly: z.boolean(), blockOnly: z.boolean() },
      maxUnits: z.string().nullable(),
      maxPerCategory: z.record(z.string(), z.number()),
    }),
    termsEpoch: z.number(),
    ...{ isPaused: z.boolean(), isClosed: z.boolean(), isInAction: z.boolean() },
    contractURI: z.string(),
    documents: z.array(
      z.strictObject({
        ...{ name: z.string(), uri: z.string(), hash: z.string(), modified: z.number() },
      }),
    ),
    recordDates: z.strictObject({ over: z.array(z.string()), coming: z.array(z.string()) }),
  }),
  async run(given, desk) {
    const { code, address, issuer } = classOf(given, desk);
    const chain = await readClass(desk.provider, desk.platform, address);
    const { policy, rules, recordDates, documents, maxInvestors, ...rest } = chain;
    const dates = (list: readonly number[]) => list.map((date) => formatDate(date, "en"));
    const date = (each: number | undefined) => (each === undefined ? null : formatDate(each, "en"));
    const value = {
      ...{ ...rest, code, issuer, maxInvestors: maxInvestors ?? null },
      cap: String(chain.cap),
      supply: String(chain.supply),
      policy: {
        categories: policy.categories,
        residences:
          policy.residences === "any" ? [] : policy.residences.map(({ alpha2 }) => alpha2),
      },
      rules: {
        ...{ lot: String(rules.lot ?? 1n), lockUp: date(rules.lockUp) },
        ...{ closesAfter: date(rules.maturity), consent: rules.consent === true },
        ...{ venueOnly: rules.venueOnly === true, blockOnly: rules.blockOnly === true },
        maxUnits: rules.maxUnits === undefined ? null : String(rules.maxUnits),
        maxPerCategory: rules.maxPerCategory ?? {},
      },
      documents,
      recordDates: { over: dates(recordDates.over), coming: dates(recordDates.coming) },
    };
    return { value, lines: lines(chain, code, issuer, value.policy.residences, given.lang) };
  },
};

function lines(
  chain: ClassRead,
  code: string,
  issuer: string,
  residences: readonly string[],
  lang: Lang,
): string[] {
  const { rules, policy, recordDates, documents } = chain;
  const flags = [
    ...(chain.isClosed ? ["closed"] : []),
    ...(chain.isPaused ? ["paused"] : []),
    ...(chain.isInAction ? ["in an action"] : []),
  ];
  const said = [
    `lot ${rules.lot ?? 1n}`,
    ...(rules.lockUp === undefined ? [] : [`lock-up ${formatDate(rules.lockUp, "en")}`]),
    ...(rules.maturity === undefined ? [] : [`closes after ${formatDate(rules.maturity, "en")}`]),
    ...(rules.consent === true ? ["consent"] : []),
    ...(rules.venueOnly === true ? ["venue only"] : []),
    ...(rules.blockOnly === true ? ["block only"] : []),
    ...(rules.maxUnits === undefined ? [] : [`at most ${rules.maxUnits} of one investor`]),
    ...Object.entries(rules.maxPerCategory ?? {}).map(([name, most]) => `${name} at most ${most}`),
  ];
  const rows: [keyof typeof LABELS, string][] = [
    ["name", `${code} ${chain.name} (${chain.symbol})`],
    ["address", chain.address],
    ["issuer", issuer],
    ["type", `${chain.type}, ${chain.legalKind}`],
    ["units", `${chain.supply.toLocaleString("en-US")} / ${chain.cap.toLocaleString("en-US")}`],
    ["holders", `${chain.holders} / ${chain.maxInvestors ?? "-"}`],
    ["state", flags.length === 0 ? "open" : flags.join(", ")],
    ["categories", policy.categories.join(", ")],
    ["residences", residences.length === 0 ? "any" : residences.join(", ")],
    ["rules", said.join(", ")],
    [
      "record",
      [...recordDates.over, ...recordDates.coming].map((each) => formatDate(each, lang)).join(", "),
    ],
    ["documents", documents.map(({ name, hash }) => `${name} ${hash}`).join("; ")],
    ["uri", chain.contractURI],
  ];
  return rows
    .filter(([, text]) => text !== "")
    .map(([label, text]) => `${LABELS[label][lang]}: ${text}`);
}
