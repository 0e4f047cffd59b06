import { encodeBytes32String, getAddress, ZeroAddress } from "ethers";
import { nearest } from "../files/nearest.ts";
import { residences } from "../files/residences.ts";

// What a field of an officers' file may hold. Each reader answers the value, or what is expected in its
// place, with the right form where it can be known.

/** A field's value, or what was expected. */
export type Cell<T> = { readonly value: T } | { readonly expected: string };

const NUMERICS: ReadonlySet<number> = new Set(residences.values());
const MOST_TAX_CLASS = 15;
const LONGEST_REFERENCE = 64;

/** The firm's own key of a row. A spreadsheet that opens the results must not run it as a formula. */
export function referenceCell(text: string): Cell<string> {
  const fits = isShowable(text) && !/^[=+\-@]/.test(text);
  if (fits) return { value: text };
  return {
    expected: `a row key of 1 to ${LONGEST_REFERENCE} characters that does not begin with = + - or @`,
  };
}

/** Whether a row key is short and prints as it is: what an officer reads before signing must not hide anything. */
export function isShowable(text: string): boolean {
  return text.length >= 1 && text.length <= LONGEST_REFERENCE && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}

/** An account, with the checksum that its letters give it. */
export function walletCell(text: string): Cell<string> {
  const plain = halfWidth(text).replace(/^0X/, "0x");
  if (!/^0x[0-9a-fA-F]{40}$/.test(plain) || plain === ZeroAddress) {
    return { expected: "a wallet, 0x and 40 hexadecimal digits, not all zero" };
  }
  const right = getAddress(plain.toLowerCase());
  if (text !== plain)
    return { expected: `a wallet in half-width letters and digits: write ${right}` };
  if (text === right || text === text.toLowerCase()) return { value: right };
  return { expected: `a wallet with a checksum that holds (if no digit is wrong, write ${right})` };
}

/** A country, by ISO 3166-1: two letters or the number. Answers the number. */
export function residenceCell(text: string): Cell<number> {
  const plain = halfWidth(text).toUpperCase();
  const number = /^\d{1,3}$/.test(plain) ? Number(plain) : residences.get(plain);
  const known = number !== undefined && NUMERICS.has(number);
  if (known && plain === text) return { value: number };
  if (known) return { expected: `a country in half-width capitals or digits: write ${plain}` };
  const close = /^[A-Z]{2}$/.test(plain) ? nearest(plain, [...residences.keys()]) : undefined;
  const hint = close === undefined ? "" : `; the nearest is ${close}`;
  return { expected: `a country by ISO 3166-1, such as JP or 392${hint}` };
}

/** Key of the tax table. */
export function taxClassCell(text: string): Cell<number> {
  const plain = halfWidth(text);
  const fits = /^(0|[1-9]\d?)$/.test(plain) && Number(plain) <= MOST_TAX_CLASS;
  if (!fits) return { expected: `a tax class, a whole number from 0 to ${MOST_TAX_CLASS}` };
  if (plain !== text) return { expected: `half-width digits: write ${plain}` };
  return { value: Number(plain) };
}

/**
 * Classes by code or number, with semicolons or spaces between. Answers their numbers in ascending order.
 *
 * @param known numbers by code, every one that there is; other codes and numbers are refused
 */
export function classesCell(text: string, known: ReadonlyMap<string, number>): Cell<number[]> {
  const plain = halfWidth(text);
  const words = plain.split(/[;、\s]+/).filter((word) => word !== "");
  const numbers = new Set(known.values());
  const found: number[] = [];
  for (const word of words) {
    const number = known.get(word) ?? (/^\d{1,3}$/.test(word) ? Number(word) : undefined);
    if (number === undefined || !numbers.has(number)) {
      const codes = [...known.keys()];
      const close = nearest(word, codes);
      const hint = close === undefined ? "no class is open" : `the nearest to ${word} is ${close}`;
      return { expected: `codes or numbers of open classes, with ; between (${hint})` };
    }
    if (found.includes(number)) return { expected: `each class once (${word} is named twice)` };
    found.push(number);
  }
  if (plain !== text)
    return { expected: `half-width letters and digits: write ${words.join(";")}` };
  return { value: found.toSorted((a, b) => a - b) };
}

/** Why, by a code of the firm's; it stays on the chain for good. Answers 32 bytes as hex. */
export function reasonCell(text: string): Cell<string> {
  const plain = halfWidth(text).toUpperCase();
  const fits = /^[A-Z0-9][A-Z0-9._:-]{0,30}$/.test(plain);
  if (fits && plain === text) return { value: encodeBytes32String(text) };
  const form = "a reason as a code of 1 to 31 capitals, digits, hyphens, dots or colons";
  if (fits) return { expected: `${form}: write ${plain}` };
  return { expected: `${form}, and nobody's name, since the chain keeps it for good` };
}

/** Full-width letters, digits and signs as half-width ones; a hyphen for each sign that stands for one. */
export function halfWidth(text: string): string {
  return text.normalize("NFKC").replace(/[‐‑‒–—―−ー]/g, "-");
}
