import { readFile } from "node:fs/promises";
import { encodeBytes32String, getAddress, isAddress, sha256, ZeroHash } from "ethers";
import {
  classIn,
  DateRefused,
  type JstDate,
  jstDateOf,
  parseJstDate,
  type Text,
} from "../sdk/index.ts";
import type { Desk, Given } from "./command.ts";
import { ArgumentRefused } from "./desk/faults.ts";

// What command lines say, as the sdk takes it. Full-width digits and letters, as Japanese keyboards give
// them, are taken for the others.

const NEEDED: Text = { en: "is needed", ja: "を指定してください" };
const TEXTS = {
  amount: {
    en: "is a whole number, such as 1000 or 1,000",
    ja: "は 1000 または 1,000 のような整数で指定してください",
  },
  more: { en: "is more than nothing", ja: "は 1 以上で指定してください" },
  number: { en: "is a whole number from 0 on", ja: "は 0 以上の整数で指定してください" },
  rate: {
    en: "is a rate in per cent, with up to four decimals, such as 2.5",
    ja: "は 2.5 のような年率(%、小数4桁まで)で指定してください",
  },
  address: {
    en: "is an address, 0x and 40 digits; one in mixed case has a checksum, which may be wrong",
    ja: "は 0x と16進40桁のアドレスで指定してください(大文字小文字混在の場合はチェックサムも確認)",
  },
  date: { en: "is a date such as 2027-03-31", ja: "は 2027-03-31 のような日付で指定してください" },
  time: {
    en: "is a time with its zone, such as 2027-03-31T15:00:00+09:00, or a date",
    ja: "は 2027-03-31T15:00:00+09:00 のような時刻(時差付き)または日付で指定してください",
  },
  code: {
    en: "is a code of 1 to 31 bytes, such as ISSUE-2027-04",
    ja: "は ISSUE-2027-04 のような 1〜31 バイトのコードで指定してください",
  },
  document: {
    en: "is needed: the document's file, or its SHA-256 as 0x…",
    ja: "を指定してください(文書のファイル、または SHA-256 を 0x… で)",
  },
  readable: {
    en: "is a file that can be read, or a SHA-256 as 0x and 64 digits",
    ja: "は読み取れるファイル、または 0x と16進64桁の SHA-256 で指定してください",
  },
} as const satisfies Record<string, Text>;

/** @throws ArgumentRefused naming the option or argument, here and in all of these */
export function textOf(given: Given, name: string): string {
  const value = maybe(given, name);
  if (value === undefined || value === "") throw refused(given, name, NEEDED, "");
  return value;
}

/** The text of an option or argument; undefined if it was not given. */
export function maybe({ options, arguments: words }: Given, name: string): string | undefined {
  const value = Object.hasOwn(words, name) ? words[name] : options[name];
  return typeof value === "string" ? value.normalize("NFKC").trim() : undefined;
}

function asTyped({ options, arguments: words }: Given, name: string): string {
  return String(Object.hasOwn(words, name) ? words[name] : options[name]);
}

/** A path, as it was typed. */
export function pathOf({ options, arguments: words }: Given, name: string): string {
  const value = Object.hasOwn(words, name) ? words[name] : options[name];
  if (typeof value !== "string" || value === "") {
    throw new ArgumentRefused(
      { en: "{name} is needed: a file's path.", ja: "{name} が必要です(ファイルのパス)。" },
      { name },
    );
  }
  return value;
}

/** A number of units or yen: digits, with commas if somebody likes. */
export function amountOf(given: Given, name: string): bigint {
  const value = textOf(given, name);
  // A footnote's mark or a circled digit is none of the amount's: 1000000¹ is not 10,000,001.
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(value) || /[^\d０-９,，\s]/.test(asTyped(given, name))) {
    throw refused(given, name, TEXTS.amount, value);
  }
  const amount = BigInt(value.replaceAll(",", ""));
  if (amount === 0n) throw refused(given, name, TEXTS.more, value);
  return amount;
}

/** A yearly rate in per cent, with up to four decimals, in millionths: 2.5 is 25,000. */
export function millionthsOf(given: Given, name: string): bigint {
  const value = textOf(given, name).replace(/%$/, "");
  const [, sign, whole, decimals = ""] = /^(-?)(\d{1,9})(?:\.(\d{1,4}))?$/.exec(value) ?? [];
  if (whole === undefined) {
    throw refused(given, name, TEXTS.rate, value);
  }
  const millionths = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, "0"));
  return sign === "-" ? -millionths : millionths;
}

/** A whole number from 0 on. */
export function numberOf(given: Given, name: string): bigint {
  const value = textOf(given, name);
  if (!/^\d{1,78}$/.test(value)) throw refused(given, name, TEXTS.number, value);
  return BigInt(value);
}

/** An address with checksum. One in mixed case must have it right. */
export function addressOf(given: Given, name: string): string {
  const value = textOf(given, name);
  if (!isAddress(value)) {
    throw refused(given, name, TEXTS.address, value);
  }
  return getAddress(value);
}

export function dateOf(given: Given, name: string): JstDate {
  const value = textOf(given, name).replaceAll("/", "-");
  try {
    return parseJstDate(value);
  } catch (error) {
    if (!(error instanceof DateRefused)) throw error;
    throw refused(given, name, TEXTS.date, value);
  }
}

/** A Unix second: a date's first (JST), or a time such as 2027-03-31T15:00:00+09:00. */
export function timeOf(given: Given, name: string): number {
  const value = textOf(given, name);
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? Date.parse(`${value}T00:00:00+09:00`)
    : /([+-]\d{2}:\d{2}|Z)$/.test(value)
      ? Date.parse(value)
      : Number.NaN;
  if (Number.isNaN(time)) {
    throw refused(given, name, TEXTS.time, value);
  }
  return Math.floor(time / 1_000);
}

/** A code of up to 31 letters, as the contracts keep it; `otherwise` if it was not given. */
export function codeOf(given: Given, name: string, otherwise?: string): string {
  const value = maybe(given, name) ?? otherwise;
  if (value === undefined) throw refused(given, name, NEEDED, "");
  if (/^0x[0-9a-fA-F]{64}$/.test(value)) return value;
  if (value === "" || Buffer.byteLength(value) > 31) {
    throw refused(given, name, TEXTS.code, value);
  }
  return encodeBytes32String(value);
}

/**
 * The hash of a document: of a file (SHA-256), or as it stands; zero if none is needed and none was given.
 */
export async function documentOf(given: Given, name: string, needed = true): Promise<string> {
  const value = maybe(given, name);
  if (value === undefined) {
    if (needed) throw refused(given, name, TEXTS.document, "");
    return ZeroHash;
  }
  if (/^0x[0-9a-fA-F]{64}$/.test(value)) return value.toLowerCase();
  try {
    return sha256(await readFile(pathOf(given, name)));
  } catch {
    throw refused(given, name, TEXTS.readable, value);
  }
}

/**
 * The class that a code or an address names.
 *
 * @throws ClassUnknown
 */
export function classOf(given: Given, { deployment }: Desk, name = "class") {
  return classIn(deployment, textOf(given, name));
}

/** Today's date in Japan. */
export function todayOf({ terminal }: Desk): JstDate {
  return jstDateOf(terminal.now());
}

function refused({ arguments: words }: Given, name: string, is: Text, value: string) {
  const shown = Object.hasOwn(words, name)
    ? name
    : `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new ArgumentRefused(
    value === ""
      ? { en: "{shown} {is}.", ja: "{shown} {is}。" }
      : { en: "{shown} {is}, not {value}.", ja: "{shown} {is}(指定された値: {value})。" },
    { shown, is, value },
  );
}
