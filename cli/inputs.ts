import { readFile } from "node:fs/promises";
import { encodeBytes32String, getAddress, isAddress, sha256, ZeroHash } from "ethers";
import { DateRefused, type JstDate, jstDateOf, parseJstDate } from "../sdk/index.ts";
import type { Desk, Given } from "./command.ts";
import { ArgumentRefused, ClassUnknown } from "./desk/faults.ts";

// What command lines say, as the sdk takes it. Full-width digits and letters, as Japanese keyboards give
// them, are taken for the others.

/** @throws ArgumentRefused naming the option or argument, here and in all of these */
export function textOf(given: Given, name: string): string {
  const value = maybe(given, name);
  if (value === undefined || value === "") throw refused(given, name, "is needed", "");
  return value;
}

/** The text of an option or argument; undefined if it was not given. */
export function maybe({ options, arguments: words }: Given, name: string): string | undefined {
  const value = Object.hasOwn(words, name) ? words[name] : options[name];
  return typeof value === "string" ? value.normalize("NFKC").trim() : undefined;
}

/** A path, as it was typed. */
export function pathOf({ options, arguments: words }: Given, name: string): string {
  const value = Object.hasOwn(words, name) ? words[name] : options[name];
  if (typeof value !== "string" || value === "") {
    throw new ArgumentRefused(`${name} is needed: a file's path.`);
  }
  return value;
}

/** A number of units or yen: digits, with commas if somebody likes. */
export function amountOf(given: Given, name: string): bigint {
  const value = textOf(given, name);
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(value)) {
    throw refused(given, name, "is a whole number, such as 1000 or 1,000", value);
  }
  const amount = BigInt(value.replaceAll(",", ""));
  if (amount === 0n) throw refused(given, name, "is more than nothing", value);
  return amount;
}

/** A whole number from 0 on. */
export function numberOf(given: Given, name: string): bigint {
  const value = textOf(given, name);
  if (!/^\d{1,78}$/.test(value)) throw refused(given, name, "is a whole number from 0 on", value);
  return BigInt(value);
}

/** An address with checksum. One in mixed case must have it right. */
export function addressOf(given: Given, name: string): string {
  const value = textOf(given, name);
  if (!isAddress(value)) {
    throw refused(
      given,
      name,
      "is an address, 0x and 40 digits; one in mixed case has a checksum, which may be wrong",
      value,
    );
  }
  return getAddress(value);
}

export function dateOf(given: Given, name: string): JstDate {
  const value = textOf(given, name).replaceAll("/", "-");
  try {
    return parseJstDate(value);
  } catch (error) {
    if (!(error instanceof DateRefused)) throw error;
    throw refused(given, name, "is a date such as 2027-03-31", value);
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
    throw refused(
      given,
      name,
      "is a time with its zone, such as 2027-03-31T15:00:00+09:00, or a date",
      value,
    );
  }
  return Math.floor(time / 1_000);
}

/** A code of up to 31 letters, as the contracts keep it; `otherwise` if it was not given. */
export function codeOf(given: Given, name: string, otherwise?: string): string {
  const value = maybe(given, name) ?? otherwise;
  if (value === undefined) throw refused(given, name, "is needed", "");
  if (/^0x[0-9a-fA-F]{64}$/.test(value)) return value;
  if (value === "" || Buffer.byteLength(value) > 31) {
    throw refused(given, name, "is a code of 1 to 31 bytes, such as ISSUE-2027-04", value);
  }
  return encodeBytes32String(value);
}

/**
 * The hash of a document: of a file (SHA-256), or as it stands; zero if none is needed and none was given.
 */
export async function documentOf(given: Given, name: string, needed = true): Promise<string> {
  const value = maybe(given, name);
  if (value === undefined) {
    if (needed)
      throw refused(given, name, "is needed: the document's file, or its SHA-256 as 0x…", "");
    return ZeroHash;
  }
  if (/^0x[0-9a-fA-F]{64}$/.test(value)) return value.toLowerCase();
  try {
    return sha256(await readFile(pathOf(given, name)));
  } catch {
    throw refused(
      given,
      name,
      "is a file that can be read, or a SHA-256 as 0x and 64 digits",
      value,
    );
  }
}

/**
 * The class that a code or an address names.
 *
 * @throws ClassUnknown
 */
export function classOf(given: Given, { deployment }: Desk, name = "class") {
  const asked = textOf(given, name);
  const { classes } = deployment;
  const found = Object.entries(classes).find(
    ([code, { address }]) => code === asked || address.toLowerCase() === asked.toLowerCase(),
  );
  if (found === undefined) throw new ClassUnknown(asked, Object.keys(classes));
  const [code, known] = found;
  return { ...known, code };
}

/** Today's date in Japan. */
export function todayOf({ terminal }: Desk): JstDate {
  return jstDateOf(terminal.now());
}

function refused({ arguments: words }: Given, name: string, is: string, value: string) {
  const shown = Object.hasOwn(words, name)
    ? name
    : `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new ArgumentRefused(`${shown} ${is}${value === "" ? "" : `, not ${value}`}.`);
}
