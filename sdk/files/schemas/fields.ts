import { getAddress, ZeroAddress } from "ethers";
import { z } from "zod";
import { parseJstDate } from "../../format/parseJstDate.ts";
import { nearest } from "../nearest.ts";
import { parseDuration } from "../parseDuration.ts";
import { type Residence, residences } from "../residences.ts";

// The fields that both kinds of file are made of. Each carries one sentence, its description, which
// is also what a finding says was expected: what form, and (in brackets) what it means.

export const MAX_UNITS = 2n ** 64n - 1n;
/** What a class keeps of its lot on chain has 32 bits. */
export const MAX_LOT = 2n ** 32n - 1n;

/** A map with known keys only. A finding about an unknown key names the nearest known one. */
export function map<S extends z.core.$ZodLooseShape>(meaning: string, shape: S) {
  const keys = Object.keys(shape);
  const expected = `a map with ${keys.join(", ")} (${meaning})`;
  return z
    .strictObject(shape, {
      // One line per unknown key, in their order, for checkFile to take apart.
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => `a known key, the nearest is ${nearest(key, keys)}`).join("\n")
          : expected,
    })
    .describe(expected);
}

/** A list of which no two entries are the same. */
export function list<S extends z.ZodType>(
  meaning: string,
  entry: S,
  { what, least, most }: { what: string; least: number; most?: number },
) {
  const count = most === undefined ? `at least ${least}` : `${least} to ${most}`;
  const expected = `a list${least === 0 ? ", which may be empty" : ` of ${count}`} (${meaning})`;
  return z
    .array(entry, { error: expected })
    .superRefine(
      (entries, context) => {
        if (entries.length < least || entries.length > (most ?? Number.POSITIVE_INFINITY)) {
          context.addIssue({ code: "custom", message: expected });
        }
        const first = new Map<unknown, number>();
        for (const [index, value] of entries.entries()) {
          if (isFaulty(index, context.issues)) continue;
          const key = identity(value);
          const earlier = first.get(key);
          if (earlier === undefined) first.set(key, index);
          else {
            const message = `${what} not listed before (the same as [${earlier}])`;
            context.addIssue({ code: "custom", message, path: [index], params: { ofValue: true } });
          }
        }
      },
      // Also when an entry is faulty, so that all findings come at once.
      { when: ({ value }) => Array.isArray(value) },
    )
    .describe(expected);
}

/** What two entries of a list must not share: the entry itself, or the code by which it is known. */
function identity(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("id" in value) return value.id;
  if ("alpha2" in value) return value.alpha2;
  if ("sha256" in value) return value.sha256;
  return value;
}

/** Under which keys an entry's code or assumed value stands, so that a fault there is the entry's. */
const OWN_KEYS: readonly unknown[] = ["id", "sha256", "value", "assumed"];

/** Whether an entry of a list, or what it is known by, has a finding of its own already. */
function isFaulty(index: number, issues: readonly z.core.$ZodRawIssue[]): boolean {
  return issues.some(
    ({ code, path = [] }) =>
      code !== "unrecognized_keys" &&
      path[0] === index &&
      (path.length === 1 || OWN_KEYS.includes(path[1])),
  );
}

/** A whole number. */
export function whole(meaning: string, least: bigint, most: bigint) {
  const expected = `a whole number from ${least} to ${most} (${meaning})`;
  return z
    .bigint({ error: expected })
    .refine((value) => value >= least && value <= most, { error: expected })
    .describe(expected);
}

/** A whole number that only counts things, so that a JavaScript number holds it. */
export function count(meaning: string, least: number, most: number) {
  const field = whole(meaning, BigInt(least), BigInt(most));
  return field.transform(Number).describe(field.description ?? "");
}

/** A whole number that may be larger than what every JSON reader holds, so that it is written as text. */
export function decimal(meaning: string, least: bigint, most: bigint) {
  const expected = `a whole number from ${least} to ${most} in quotes (${meaning})`;
  return read(expected, (text) => {
    if (!/^(0|[1-9]\d{0,77})$/.test(text)) return undefined;
    const value = BigInt(text);
    return value >= least && value <= most ? value : undefined;
  });
}

/** Yes or no. */
export function flag(meaning: string) {
  const expected = `true or false (${meaning})`;
  return z.boolean({ error: expected }).describe(expected);
}

/** A hash, an id, or another 32 bytes. */
export function bytes32(meaning: string) {
  const expected = `32 bytes in quotes, 0x and 64 hexadecimal digits (${meaning})`;
  return read(expected, (text) =>
    /^0x[0-9a-fA-F]{64}$/.test(text) ? text.toLowerCase() : undefined,
  );
}

/** Bytes of any number, at least one. */
export function bytes(meaning: string) {
  const expected = `bytes in quotes, 0x and an even number of hexadecimal digits (${meaning})`;
  return read(expected, (text) =>
    /^0x([0-9a-fA-F]{2})+$/.test(text) ? text.toLowerCase() : undefined,
  );
}

/** A text that must match a pattern. */
function pattern(expected: string, regex: RegExp) {
  return z
    .string({ error: expected })
    .refine((value) => regex.test(value), { error: expected })
    .describe(expected);
}

/** A text read by a function that answers undefined for what it cannot read. */
function read<T>(expected: string, reader: (text: string) => T | undefined) {
  return z
    .string({ error: expected })
    .transform((text, context) => {
      const value = reader(text);
      if (value !== undefined) return value;
      context.addIssue({ code: "custom", message: expected });
      return z.NEVER;
    })
    .describe(expected);
}

/** A duration in seconds. */
export function duration(
  meaning: string,
  { least, most }: { least: 0 | 1; most?: "90d" | "180d" },
) {
  const longest = most === undefined ? undefined : parseDuration(most);
  const bound = `${least === 0 ? "" : ` of at least ${least}s`}${most === undefined ? "" : ` and at most ${most}`}`;
  const expected = `a duration such as 48h${bound}, a whole number and s, m, h or d (${meaning})`;
  return read(expected, (text) => {
    const seconds = parseDuration(text);
    return seconds !== undefined && seconds >= least && seconds <= (longest ?? seconds)
      ? seconds
      : undefined;
  });
}

/** A day in Japan. */
export function date(meaning: string) {
  return read(
    `an existing day from 1970-01-02 to 2106-02-06 as YYYY-MM-DD (${meaning})`,
    (text) => {
      try {
        return parseJstDate(text);
      } catch {
        return undefined;
      }
    },
  );
}

/** An account or contract, in the form that its checksum gives it (EIP-55). */
export function address(meaning: string) {
  const expected = `an address in quotes, 0x and 40 hexadecimal digits, not all zero (${meaning})`;
  return z
    .string({ error: expected })
    .transform((text, context) => {
      const fault = addressFault(text, expected);
      if (fault === undefined) return getAddress(text.toLowerCase());
      context.addIssue({ code: "custom", message: fault });
      return z.NEVER;
    })
    .describe(expected);
}

/** What is expected instead of a text that is no address, or undefined if it is one. */
function addressFault(text: string, expected: string): string | undefined {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text) || text === ZeroAddress) return expected;
  const right = getAddress(text.toLowerCase());
  return text === right || text === text.toLowerCase()
    ? undefined
    : `an address with a checksum that holds (if no digit is wrong: ${right})`;
}

/** Addresses of one kind of holder. */
export function addresses(meaning: string, what: string, most: number) {
  return list(meaning, address(what), { what, least: 1, most });
}

/** A name in both languages, each short enough for the clone arguments of a class. */
export function name(meaning: string) {
  return bilingual(meaning, "the name", 120);
}

/** A text in both languages. */
function bilingual(meaning: string, what: string, most: number) {
  const half = (language: string) =>
    read(
      `a text of 1 to ${most} bytes of UTF-8 without line breaks or outer spaces (${what} in ${language})`,
      (text) => {
        const bytes = new TextEncoder().encode(text).length;
        return bytes >= 1 && bytes <= most && text.trim() === text && !/\p{Cc}/u.test(text)
          ? text
          : undefined;
      },
    );
  return map(meaning, { ja: half("Japanese"), en: half("English") });
}

/** A sentence or two in both languages. */
export function note(meaning: string) {
  return bilingual(meaning, "the text", 480);
}

/** A day in Japan, or that nobody wrote it down. */
export function day(meaning: string) {
  const expected = `a day as YYYY-MM-DD, or the word not-recorded (${meaning})`;
  return wordOr("not-recorded", date(meaning), expected);
}

/** In how many months persons asked are counted together. */
export function windowMonths() {
  return count("months in which all persons asked for the same kind are counted together", 1, 60);
}

/** What public sources say of a class, or that they say nothing. */
export function statement(meaning: string) {
  return wordOr(
    "not-found",
    bilingual(meaning, "what is public,", 360),
    `a map with ja, en, or the word not-found (${meaning})`,
  );
}

/** Several things that public sources name, or that they name none. */
export function statements(meaning: string, what: string) {
  return wordOr(
    "not-found",
    list(meaning, bilingual(what, "what is public,", 360), { what, least: 1 }),
    `the word not-found, or a list of at least 1 map with ja, en (${meaning})`,
  );
}

/** The SHA-256 of a document's bytes. */
export function sha256(meaning: string) {
  return pattern(`64 digits 0-9 and letters a-f in quotes (${meaning})`, /^[0-9a-f]{64}$/);
}

/** A file in the folder of the file that names it, or below it. */
export function pathBelow(meaning: string) {
  return pattern(
    `a path below this file's folder with / and without .. (${meaning})`,
    /^(?!\/)(?!.*\\)(?!(.*\/)?\.\.?(\/|$))(?!.*\/\/)[^\p{Cc}]*[^/\p{Cc}]$/u,
  );
}

/** An address on the web that nobody can change on its way. */
export function httpsUrl(meaning: string) {
  return read(`an address that begins with https:// (${meaning})`, (text) =>
    /^https:\/\/[^\s/]/.test(text) && URL.canParse(text) ? text : undefined,
  );
}

/** A rule that a class has if the key is there. */
export function yes(meaning: string) {
  const expected = `true, or no such key (${meaning})`;
  return z.literal(true, { error: expected }).describe(expected);
}

/** A field that only some files need. */
export function neededIf<S extends z.ZodType>(condition: string, field: S) {
  return field.exactOptional().meta({ neededIf: condition });
}

/**
 * A field whose value may be marked as assumed: `{ value: X, assumed: true }` instead of `X`. Who
 * reads the file gets `X` either way; assumedPaths says which were marked.
 */
export function assumable<S extends z.ZodType>(field: S) {
  const marked = map("a value that is assumed", {
    value: field,
    assumed: z.literal(true, { error: "true; write the value alone if it is not assumed" }),
  });
  return z
    .any()
    .transform((raw: unknown, context): z.output<S> => {
      const isMap = typeof raw === "object" && raw !== null && !Array.isArray(raw);
      if (isMap) return (handOn(marked, raw, context) as { value: z.output<S> }).value;
      return handOn(field, raw, context) as z.output<S>;
    })
    .meta({ description: field.description ?? "", assumable: true });
}

/** One word, or what a schema reads. */
function wordOr<const W extends string, S extends z.ZodType>(word: W, other: S, expected: string) {
  return z
    .any()
    .transform((raw: unknown, context): W | z.output<S> => {
      if (raw === word) return word;
      return handOn(other, raw, context, expected) as z.output<S>;
    })
    .describe(expected);
}

/** Reads with a schema inside another; its findings become the other's. */
function handOn(
  schema: z.ZodType,
  raw: unknown,
  context: z.RefinementCtx,
  whole?: string,
): unknown {
  const { data, error } = schema.safeParse(raw);
  for (const issue of error?.issues ?? []) {
    const path = [...issue.path];
    if (issue.code === "unrecognized_keys") {
      const { code, keys, message } = issue;
      context.addIssue({ code, keys, message, path });
    } else {
      const message = path.length === 0 ? (whole ?? issue.message) : issue.message;
      context.addIssue({ code: "custom", message, path });
    }
  }
  return error === undefined ? data : z.NEVER;
}

/** A code by which files and people refer to something. */
export function code(meaning: string) {
  return pattern(
    `a code of 1 to 31 letters A-Z, digits and inner hyphens (${meaning})`,
    /^(?=.{1,31}$)[A-Z0-9]+(-[A-Z0-9]+)*$/,
  );
}

/** A token's symbol. */
export function symbol(meaning: string) {
  return pattern(`1 to 11 letters A-Z and digits 0-9 (${meaning})`, /^[A-Z0-9]{1,11}$/);
}

/** A currency's code. */
export function currency(meaning: string) {
  return pattern(`three capital letters such as JPY (${meaning})`, /^[A-Z]{3}$/);
}

/** A time of day, in seconds from midnight. */
export function timeOfDay(meaning: string) {
  return read(`a time of day in quotes such as "15:00" (${meaning})`, (text) => {
    const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
    return hours === undefined ? undefined : Number(hours) * 3_600 + Number(minutes) * 60;
  });
}

/** A rate or share in millionths, written as a decimal fraction: "0.03" is 30,000. */
export function millionths(meaning: string, least: number, most: number) {
  const shown = (value: number) => (value / 1_000_000).toString();
  const expected = `a decimal fraction in quotes from ${shown(least)} to ${shown(most)} with at most 6 decimals, such as "0.03" for 3 % (${meaning})`;
  return read(expected, (text) => {
    const [, sign, units, decimals = ""] = /^(-?)(\d)(?:\.(\d{1,6}))?$/.exec(text) ?? [];
    if (units === undefined) return undefined;
    const digits = Number(`${units}${decimals.padEnd(6, "0")}`);
    const value = sign === "-" && digits > 0 ? -digits : digits;
    return value >= least && value <= most ? value : undefined;
  });
}

/** A share of one, kept as it is written: no binary fraction holds it exactly. */
export function rate(meaning: string) {
  return pattern(
    `a decimal in quotes such as "0.0035", from 0 to 1 with at most 12 decimals (${meaning})`,
    /^(0(\.\d{1,12})?|1(\.0{1,12})?)$/,
  );
}

/** One of a few words. */
export function word<const W extends readonly [string, ...string[]]>(meaning: string, words: W) {
  const expected =
    words.length === 1 ? `${words[0]} (${meaning})` : `one of ${words.join(", ")} (${meaning})`;
  return z.enum(words, { error: expected }).describe(expected);
}

/** The version of the file's form. */
export function apiVersion() {
  const expected = "1 (the version of this form of file)";
  return z
    .bigint({ error: expected })
    .refine((value) => value === 1n, { error: expected })
    .transform(() => 1 as const)
    .describe(expected);
}

/** The cash of a class: the platform's yen, or another token by its address. */
export function cash(meaning: string) {
  const expected = `the word yen, or an address in quotes, 0x and 40 hexadecimal digits (${meaning})`;
  return z
    .string({ error: expected })
    .transform((text, context) => {
      if (text === "yen") return text;
      const fault = addressFault(text, expected);
      if (fault === undefined) return getAddress(text.toLowerCase());
      context.addIssue({ code: "custom", message: fault });
      return z.NEVER;
    })
    .describe(expected);
}

/** Where holders may live: a list of countries, or the word any. */
export function residencesField(meaning: string) {
  const expected = `the word any, or a list of 1 to 15 (${meaning})`;
  const country = read<Residence>(
    "a country's ISO 3166-1 alpha-2 code such as JP; the word any stands alone, not in a list",
    (alpha2) => {
      const numeric = residences.get(alpha2);
      return numeric === undefined ? undefined : { alpha2, numeric };
    },
  );
  const countries = list(meaning, country, { what: "a country", least: 1, most: 15 });
  return wordOr("any", countries, expected);
}
