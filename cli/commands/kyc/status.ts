import { ZeroAddress } from "ethers";
import { z } from "zod";
import {
  formatDate,
  formatTime,
  IKycPass__factory,
  PASS_STATUS_TEXTS,
  readOfficers,
  readPass,
  residences,
  say,
  statusNumber,
  TAX_CLASSES,
} from "../../../sdk/index.ts";
import type { ReadCommand } from "../../command.ts";
import { EXIT } from "../../exit.ts";
import { addressOf } from "../../inputs.ts";

const CATEGORIES = {
  specified: { en: "specified investor until {date}", ja: "特定投資家({date} まで)" },
  qii: { en: "QII until {date}", ja: "適格機関投資家({date} まで)" },
  "special-business-eligible": {
    en: "special-business-eligible until {date}",
    ja: "特例業務対象投資家({date} まで)",
  },
  "broker-dealer": { en: "broker-dealer until {date}", ja: "証券会社({date} まで)" },
} as const;

const TEXTS = {
  investor: { en: "investor {number}, since {time}", ja: "投資家番号 {number}、{time} から" },
  claims: {
    en: "residence {residence}, tax class {taxClass}",
    ja: "居住地 {residence}、税区分 {taxClass}",
  },
  general: { en: "general investor", ja: "一般投資家" },
  dates: {
    en: "until {expiry}, screened until {screened}",
    ja: "有効期限 {expiry}、審査期限 {screened}",
  },
  others: { en: "other wallets: {wallets}", ja: "他のウォレット: {wallets}" },
  attested: {
    en: "attested by officer {number} ({key}, {state}) at {time}",
    ja: "証明: KYC担当者 {number}({key}、{state})、{time}",
  },
  broker: { en: "account kept by investor {broker}", ja: "口座管理: 投資家番号 {broker}" },
  changes: { en: "a reclassification waits until {time}", ja: "区分変更が {time} まで待機中" },
  successor: {
    en: "{wallet} takes its place from {time}",
    ja: "{time} から {wallet} が承継",
  },
} as const;

/** Whether a wallet's pass works, since when, and what it says. */
export const kycStatus: ReadCommand = {
  kind: "read",
  path: "kyc status",
  about: {
    en: "whether a wallet's pass works (exit 2 if not), and what it says",
    ja: "ウォレットの本人確認パスの状態と内容(無効なら終了コード 2)",
  },
  example: "kyc status 0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  arguments: [{ name: "wallet", about: { en: "its address", ja: "ウォレットのアドレス" } }],
  result: z.strictObject({
    wallet: z.string(),
    works: z.boolean(),
    status: z.string(),
    investor: z.number(),
    validFrom: z.number(),
    /** None where there never was a pass. */
    claims: z
      .strictObject({
        /** ISO 3166-1, two letters, and the number that the chain has. */
        residence: z.string(),
        residenceNumber: z.number(),
        taxClass: z.number(),
        /** The last day of each; none for a general investor. */
        categories: z.record(z.string(), z.string()),
        expiry: z.string(),
        screenedUntil: z.string(),
      })
      .nullable(),
    otherWallets: z.array(z.string()),
    officers: z.array(
      z.strictObject({
        number: z.number(),
        key: z.string(),
        state: z.string(),
        attestedAt: z.number(),
      }),
    ),
    /** The account-keeping broker's investor number; 0 for nobody. */
    broker: z.number(),
    /** When a reclassification holds that waits; 0 if none does. */
    changesAt: z.number(),
    successor: z.strictObject({ wallet: z.string(), from: z.number() }).nullable(),
  }),
  async run(given, desk) {
    const { lang } = given;
    const { provider, platform, deployment } = desk;
    const wallet = addressOf(given, "wallet");
    const pass = await readPass(provider, platform.pass, wallet);
    const { status, investorId } = pass;
    const works = status === "working";
    const known = investorId === 0 ? undefined : await claimed();

    async function claimed() {
      const contract = IKycPass__factory.connect(platform.pass, provider);
      const from = deployment.platform.contracts.pass?.block;
      const [claims, wallets, attesters, account, changesAt, recovery, officers] =
        await Promise.all([
          contract.claimsOf(wallet),
          contract.walletsOf(wallet),
          contract.attestersOf(wallet),
          contract.accountOf(wallet),
          contract.changesAt(wallet),
          contract.recoveryOf(wallet),
          readOfficers(provider, platform.pass, from),
        ]);
      return { claims, wallets, attesters, account, changesAt, recovery, officers };
    }

    const date = (day: bigint) => formatDate(Number(day), "en");
    const ends = {
      specified: known?.claims.specifiedUntil ?? 0n,
      qii: known?.claims.qiiUntil ?? 0n,
      "special-business-eligible": known?.claims.specialBusinessUntil ?? 0n,
      "broker-dealer": known?.claims.brokerDealerUntil ?? 0n,
    };
    const held = (Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]).filter(
      (name) => ends[name] !== 0n,
    );
    const residenceNumber = Number(known?.claims.residence ?? 0n);
    const [residence = "?"] =
      [...residences].find(([, number]) => number === residenceNumber) ?? [];
    const claims =
      known === undefined || known.claims.expiry === 0n
        ? null
        : {
            ...{ residence, residenceNumber, taxClass: Number(known.claims.taxClass) },
            categories: Object.fromEntries(held.map((name) => [name, date(ends[name])])),
            expiry: date(known.claims.expiry),
            screenedUntil: date(known.claims.screenedUntil),
          };
    const officers = (known?.attesters.officers ?? []).map((number, index) => {
      const officer = known?.officers.officers.find((each) => each.number === Number(number));
      return {
        number: Number(number),
        key: officer?.key ?? ZeroAddress,
        state: officer?.state ?? "removed",
        attestedAt: Number(known?.attesters.minedAt[index] ?? 0n),
      };
    });
    const successor =
      known === undefined || known.recovery.successor === ZeroAddress
        ? null
        : { wallet: known.recovery.successor, from: Number(known.recovery.validFrom) };
    const value = {
      ...{ wallet, works, status, investor: investorId, validFrom: pass.validFrom, claims },
      otherWallets: (known?.wallets ?? []).filter((each) => each !== wallet),
      officers,
      broker: Number(known?.account.broker ?? 0n),
      changesAt: Number(known?.changesAt ?? 0n),
      successor,
    };
    const taxClass = TAX_CLASSES[value.claims?.taxClass ?? -1];
    const said = PASS_STATUS_TEXTS[statusNumber(status)]?.[lang] ?? status;
    const lines = [`${wallet}: ${status} (${said})`];
    if (investorId !== 0) {
      const time = formatTime(pass.validFrom, lang);
      lines.push(say(TEXTS.investor, lang, { number: investorId, time }));
    }
    if (claims !== null) {
      const shown =
        taxClass === undefined ? claims.taxClass : `${claims.taxClass} (${taxClass[lang]})`;
      lines.push(
        say(TEXTS.claims, lang, { residence: claims.residence, taxClass: shown }),
        held.length === 0
          ? TEXTS.general[lang]
          : held
              .map((name) =>
                say(CATEGORIES[name], lang, { date: formatDate(Number(ends[name]), lang) }),
              )
              .join(lang === "en" ? ", " : "、"),
        say(TEXTS.dates, lang, { expiry: claims.expiry, screened: claims.screenedUntil }),
      );
    }
    if (value.otherWallets.length > 0) {
      lines.push(say(TEXTS.others, lang, { wallets: value.otherWallets.join(", ") }));
    }
    for (const { number, key, state, attestedAt } of officers) {
      const time = formatTime(attestedAt, lang);
      lines.push(say(TEXTS.attested, lang, { number, key, state, time }));
    }
    if (value.broker !== 0) lines.push(say(TEXTS.broker, lang, { broker: value.broker }));
    if (value.changesAt !== 0) {
      lines.push(say(TEXTS.changes, lang, { time: formatTime(value.changesAt, lang) }));
    }
    if (successor !== null) {
      const time = formatTime(successor.from, lang);
      lines.push(say(TEXTS.successor, lang, { wallet: successor.wallet, time }));
    }
    return { value, lines, exit: works ? EXIT.done : EXIT.no };
  },
};
