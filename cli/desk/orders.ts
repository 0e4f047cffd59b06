import { encodeBytes32String, getAddress, isAddress, type ParamType } from "ethers";
import {
  POWERS,
  RESTRICTED_INTERFACES,
  type RestrictedContract,
  type Text,
} from "../../sdk/index.ts";
import { ArgumentRefused } from "./faults.ts";

// Orders of the platform's powers, each by its contract and function: whatever has no command of its own.

/** An order, and what it takes. */
export interface Order {
  /** Such as `yen.setLimits`. */
  readonly name: string;
  readonly contract: RestrictedContract;
  readonly function: string;
  /** Who may give it. */
  readonly role: Text;
  /** Names and types of what it takes, structs field by field. */
  readonly takes: readonly { readonly name: string; readonly type: string }[];
}

/** All of them, by the list of powers itself; what takes a list of things has a command of its own. */
export function orders(): Order[] {
  return Object.values(POWERS).flatMap(({ label, functions }) =>
    Object.entries(functions).flatMap(([contract, names]) =>
      names.flatMap((name): Order[] => {
        const at = contract as RestrictedContract;
        const inputs = RESTRICTED_INTERFACES[at].getFunction(name)?.inputs ?? [];
        if (inputs.some(({ baseType }) => baseType === "array")) return [];
        const takes = inputs.flatMap(fieldsOf).map(({ name: field, type }) => {
          return { name: field, type };
        });
        return [{ name: `${at}.${name}`, contract: at, function: name, role: label, takes }];
      }),
    ),
  );
}

/**
 * The arguments of an order, from words.
 *
 * @throws ArgumentRefused naming what it takes
 */
export function argumentsOf(
  { name, contract, function: verb, takes }: Order,
  words: readonly string[],
) {
  if (words.length !== takes.length) {
    const list = takes.map(({ name: field, type }) => `${field} (${type})`).join(", ");
    throw new ArgumentRefused(
      {
        en: "{name} takes {count} values: {list}; {given} were given.",
        ja: "{name} には値が {count} 個必要です: {list}(指定は {given} 個)。",
      },
      { name, count: takes.length, list: list === "" ? "–" : list, given: words.length },
    );
  }
  const left = [...words];
  const taken = (input: ParamType): unknown =>
    input.baseType === "tuple"
      ? (input.components ?? []).map(taken)
      : wordValue(input, (left.shift() ?? "").normalize("NFKC").trim());
  return (RESTRICTED_INTERFACES[contract].getFunction(verb)?.inputs ?? []).map(taken);
}

function fieldsOf(input: ParamType): ParamType[] {
  return input.baseType === "tuple" ? (input.components ?? []).flatMap(fieldsOf) : [input];
}

function wordValue({ name, type }: ParamType, word: string): unknown {
  const refuse = (wanted: Text) =>
    new ArgumentRefused(
      {
        en: "{name} is {wanted}, not {word}.",
        ja: "{name} は{wanted}です(指定された値: {word})。",
      },
      { name, wanted, word },
    );
  if (type === "address") {
    if (isAddress(word)) return getAddress(word);
    throw refuse({ en: "an address", ja: "アドレス" });
  }
  if (type === "bool") {
    if (/^(yes|true|no|false)$/i.test(word)) return /^(yes|true)$/i.test(word);
    throw refuse({ en: "yes or no", ja: " yes または no " });
  }
  if (type === "bytes32") {
    if (/^0x[0-9a-fA-F]{64}$/.test(word)) return word.toLowerCase();
    if (word !== "" && Buffer.byteLength(word) <= 31) return encodeBytes32String(word);
    throw refuse({
      en: "a code of 1 to 31 bytes, or 0x and 64 digits",
      ja: "1〜31 バイトのコード",
    });
  }
  if (type === "string") return word;
  const plain = word.replaceAll(",", "");
  if (/^-?\d{1,78}$/.test(plain)) return BigInt(plain);
  throw refuse({ en: "a whole number", ja: "整数" });
}
