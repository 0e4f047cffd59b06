import { ZeroAddress } from "ethers";
import {
  type Consent,
  type ConsentRead,
  consentId,
  formatTime,
  RegistrarDesk__factory,
  readConsents,
  type Text,
} from "../../sdk/index.ts";
import type { Desk, Given, OptionSpec, WritePlan } from "../command.ts";
import { addressOf, amountOf, classOf, maybe, numberOf, textOf, timeOf } from "../inputs.ts";
import { ArgumentRefused } from "./faults.ts";

/** The options that say what is consented to. */
export const CONSENT_OPTIONS: readonly OptionSpec[] = [
  { flags: "--class <code>", about: { en: "the class", ja: "銘柄コード" }, required: true },
  { flags: "--from <address>", about: { en: "whose units", ja: "譲渡人" }, required: true },
  { flags: "--to <address>", about: { en: "who gets them", ja: "譲受人" }, required: true },
  { flags: "--units <number>", about: { en: "how many", ja: "数量" }, required: true },
  {
    flags: "--until <time>",
    about: { en: "last time at which they may move", ja: "移転の期限" },
    required: true,
  },
  {
    flags: "--number <number>",
    about: { en: "tells equal ones apart", ja: "同じ内容の承諾を区別する番号" },
  },
];

/** What the options say, under the lowest number that no equal one had. */
export async function consentOf(given: Given, desk: Desk): Promise<Consent> {
  const { address: token } = classOf(given, desk);
  const wanted = {
    ...{ token, from: addressOf(given, "from"), to: addressOf(given, "to") },
    ...{ units: amountOf(given, "units"), until: timeOf(given, "until") },
  };
  if (maybe(given, "number") !== undefined) {
    return { ...wanted, number: numberOf(given, "number") };
  }
  const known = new Set((await consentsOf(desk, { token })).map(({ id }) => id));
  for (let number = 0n; ; number++) {
    const consent = { ...wanted, number };
    if (!known.has(consentId(consent))) return consent;
  }
}

/** The consents that this platform's desk knows. */
export async function consentsOf(
  { provider, platform, deployment }: Desk,
  filter: Parameters<typeof readConsents>[2],
): Promise<ConsentRead[]> {
  const from = deployment.platform.contracts.desk?.block ?? 0;
  return await readConsents(provider, platform.desk, filter, from);
}

/** A consent in words. */
export function consentSaid({ token, from, to, units, until }: Consent, desk: Desk): Text {
  const classes = Object.entries(desk.deployment.classes);
  const code = classes.find(([, { address }]) => address === token)?.[0] ?? token;
  return {
    en: `${units} units of ${code} from ${from} to ${to}, until ${formatTime(until, "en")}`,
    ja: `${code} ${units} 口 ${from} から ${to} へ、期限 ${formatTime(until, "ja")}`,
  };
}

/**
 * A call about a consent that somebody applied for, which `--id` names.
 *
 * @throws ArgumentRefused
 */
export async function consentPlan(
  given: Given,
  desk: Desk,
  name: string,
  what: Text,
  more: readonly unknown[] = [],
): Promise<WritePlan> {
  const id = textOf(given, "id").toLowerCase();
  const [found] = /^0x[0-9a-f]{64}$/.test(id) ? await consentsOf(desk, { id }) : [];
  // A node may answer with another application: the id is the application's own.
  if (
    found === undefined ||
    found.consent.from === ZeroAddress ||
    consentId(found.consent) !== id
  ) {
    throw new ArgumentRefused(
      `Nobody applied for a consent ${id}. \`kessai consent list\` shows those that are open.`,
    );
  }
  const { consent } = found;
  const said = consentSaid(consent, desk);
  const about = { en: `${what.en} ${said.en}`, ja: `${said.ja}: ${what.ja}` };
  const to = desk.platform.desk;
  const contract = RegistrarDesk__factory.connect(to, desk.provider);
  return { title: about, calls: [{ to, contract, name, args: [consent, ...more], about }] };
}

export const ID = {
  name: "id",
  about: { en: "of the application, as consent list shows it", ja: "承認請求の ID" },
} as const;

export const REASON: OptionSpec = {
  flags: "--reason <code>",
  about: { en: "a code of up to 31 bytes", ja: "理由コード" },
  required: true,
};
