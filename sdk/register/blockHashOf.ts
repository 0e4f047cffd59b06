import { encodeRlp, keccak256 } from "ethers";

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
