import { encodeRlp, keccak256 } from "ethers";
import { z } from "zod";

/** A block's header as nodes give it: hexadecimal text by name. */
export type BlockHeader = Readonly<Record<string, string>>;

/** In the order of the header; those after `nonce` came with later forks, each after the one before. */
const BYTES = ["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot"] as const;
const FIELDS: readonly (readonly [name: string, isNumber: boolean])[] = [
  ...BYTES.map((name) => [name, false] as const),
  ["receiptsRoot", false],
  ["logsBloom", false],
  ["difficulty", true],
  ["number", true],
  ["gasLimit", true],
  ["gasUsed", true],
  ["timestamp", true],
  ["extraData", false],
  ["mixHash", false],
  ["nonce", false],
  ["baseFeePerGas", true],
  ["withdrawalsRoot", false],
  ["blobGasUsed", true],
  ["excessBlobGas", true],
  ["parentBeaconBlockRoot", false],
  ["requestsHash", false],
];

const BYTES_TEXT = /^0x([0-9a-f]{2})*$/;
const NUMBER_TEXT = /^0x(0|[1-9a-f][0-9a-f]*)$/;

/**
 * A header as it may come from anybody: each field in the one form that its hash covers. A number written otherwise
 * would be hashed as one thing and read as another.
 */
export const headerSchema = z.record(z.string(), z.string()).refine((header) => {
  const names = FIELDS.map(([name]) => name);
  const last = names.findLastIndex((name) => header[name] !== undefined);
  const isWhole = names.slice(0, last + 1).every((name) => header[name] !== undefined);
  const isKnown = Object.keys(header).every((name) => names.includes(name));
  const isWritten = FIELDS.every(
    ([name, isNumber]) =>
      header[name] === undefined || (isNumber ? NUMBER_TEXT : BYTES_TEXT).test(header[name]),
  );
  return isWhole && isKnown && isWritten && last >= names.indexOf("nonce");
}, "expected a block's header, with each number as 0x and its digits");

/** What of a block's header its hash is made of. */
export function headerOf(block: Readonly<Record<string, unknown>>): BlockHeader {
  const known = FIELDS.map(([name]) => [name, block[name]] as const);
  return Object.fromEntries(
    known.filter((field): field is readonly [string, string] => typeof field[1] === "string"),
  );
}

/** The hash of a block, from its header alone. */
export function blockHashOf(header: BlockHeader): string {
  const fields = FIELDS.flatMap(([name, isNumber]) => {
    const value = header[name];
    if (value === undefined) return [];
    return [isNumber ? minimal(value) : value];
  });
  return keccak256(encodeRlp(fields));
}

/** A number as RLP wants it: no zero before its first digit. */
function minimal(value: string): string {
  const digits = value.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 0 ? "" : "0"}${digits}`;
}
