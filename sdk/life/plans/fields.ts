import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { DAY_SECONDS } from "../../format/JstDate.ts";
import { jstDateEnd } from "../../format/jstDateEnd.ts";
import { parseJstDate } from "../../format/parseJstDate.ts";
import { PER_YEN_SCALE } from "../perYen.ts";

// Fields of a plan that somebody wrote by hand: texts, in which digits may be full-width.

export const refined = <T>(what: string, read: (text: string) => T) =>
  z.string().transform((text, context) => {
    try {
      return read(text.normalize("NFKC").trim());
    } catch {
      context.addIssue({ code: "custom", message: `expected ${what}, found ${text}` });
      return z.NEVER;
    }
  });

export const must = (holds: boolean) => {
  if (!holds) throw new Error();
};

export const date = refined("a date such as 2027-03-31", (text) =>
  parseJstDate(text.replaceAll("/", "-")),
);
export const address = refined("an address", (text) => {
  must(isAddress(text));
  return getAddress(text);
});
export const hash = refined("a SHA-256, 0x and 64 digits", (text) => {
  must(/^(0x)?[0-9a-fA-F]{64}$/.test(text));
  return `0x${text.replace(/^0x/, "").toLowerCase()}`;
});
export const isSo = refined("true or false", (text) => {
  must(text === "true" || text === "false");
  return text === "true";
});
export const whole = refined("a whole number", (text) => {
  must(/^(\d+|\d{1,3}(,\d{3})+)$/.test(text));
  return BigInt(text.replaceAll(",", ""));
});
export const count = whole.transform((value) => Number(value));
/** Yen with up to 13 decimals. */
export const yen13 = refined("yen, with up to 13 decimals", (text) => {
  const found = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,13}))?$/.exec(text);
  must(found !== null);
  const [, units = "0", decimals = ""] = found ?? [];
  return BigInt(units.replaceAll(",", "")) * PER_YEN_SCALE + BigInt(decimals.padEnd(13, "0"));
});

const moment = (ofDay: (dayEnd: number) => number) =>
  refined("a time with its zone such as 2027-03-31T15:00:00+09:00, or a date", (text) => {
    const day = text.replaceAll("/", "-");
    if (/^\d{4}-\d{2}-\d{2}$/.test(day)) return ofDay(jstDateEnd(parseJstDate(day)));
    const time = Date.parse(text);
    must(/([+-]\d{2}:\d{2}|Z)$/.test(text) && !Number.isNaN(time));
    return Math.floor(time / 1_000);
  });

/** A Unix second; of a date alone its first one in Japan. */
export const firstSecond = moment((dayEnd) => dayEnd - DAY_SECONDS);

/** A Unix second; of a date alone its last one in Japan. */
export const lastSecond = moment((dayEnd) => dayEnd - 1);
