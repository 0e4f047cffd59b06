import { decodeRlp, toBeHex } from "ethers";
import { blockHashOf } from "./blockHashOf.ts";
import { parseRegister } from "./parseRegister.ts";
import { type ProofBroken, provenValue, type TrieNodes, trieNodes } from "./provenValue.ts";
import type { Register } from "./Register.ts";
import { bundleSchema, type RegisterBundle, storageKeys } from "./registerBundle.ts";
import { registerDigest } from "./registerDigest.ts";

/** A bundle says what its own proofs deny. */
export class BundleDenied extends Error {
  override readonly name = "BundleDenied";

  constructor(what: string) {
    super(
      `The bundle contradicts itself: ${what}. Use no such register; have it made anew from a node.`,
    );
  }
}

/** The text is no bundle. */
export class BundleMalformed extends Error {
  override readonly name = "BundleMalformed";

  constructor(what: string) {
    super(`This is no bundle of a register: ${what}. Give the file as \`registerBundle\` made it.`);
  }
}

export type VerifyBundleErrors = BundleDenied | BundleMalformed | ProofBroken;

/** What a bundle proves, once it is known that the block is the chain's. */
export interface Verified {
  readonly register: Register;
  /** Compare it with the chain's, from a source of your own: all else follows from it. */
  readonly blockHash: string;
  /** How many wallets' figures are proven. */
  readonly wallets: number;
}

const UNITS = (1n << 64n) - 1n;
const HOLDERS = (1n << 24n) - 1n;
const STOPPED = 1n << 240n;
const HAS_FROZEN = 1n << 241n;

/**
 * Checks a register against the proofs that came with it, without a node: the block's hash from its header, the
 * class's storage from the header's state root, each wallet's units, held and frozen units and order to stop
 * from that, and their sum against the proven supply, so that no holder is left out. Dates of lots and
 * what each hold is for rest on events alone.
 *
 * @param bundle as read from its JSON; `unknown` is fine
 * @throws BundleMalformed, BundleDenied, ProofBroken
 */
export function verifyBundle(bundle: unknown): Verified {
  const { register: json, header, nodes: rlps } = parsed(bundle);
  const register = parseRegister(json);
  const { token, blockHash } = register;
  if (registerDigest(register) !== register.digest) throw new BundleDenied("the digest is another");
  if (blockHashOf(header) !== blockHash) throw new BundleDenied("the header has another hash");
  if (BigInt(header.number ?? "0x") !== BigInt(register.block)) {
    throw new BundleDenied("the header is another block's");
  }
  if (BigInt(header.timestamp ?? "0x") !== BigInt(register.timestamp)) {
    throw new BundleDenied("the block has another time");
  }

  const nodes = trieNodes(rlps);
  const root = storageRoot(header.stateRoot ?? "0x", token, nodes);
  const storage = (key: string) => wordOf(provenValue(root, key, nodes), key);
  const classWord = storage(Object.values(storageKeys())[0] ?? "");
  const supply = classWord & UNITS;
  if (supply !== register.supply) {
    throw new BundleDenied(`the supply is proven to be ${supply}, not ${register.supply}`);
  }

  const seen = new Set<string>();
  let sum = 0n;
  for (const investor of register.investors) {
    for (const row of investor.wallets) {
      const { wallet } = row;
      if (seen.has(wallet.toLowerCase())) throw new BundleDenied(`${wallet} stands there twice`);
      seen.add(wallet.toLowerCase());
      const [wordKey = "", frozenKey = ""] = Object.values(storageKeys(wallet));
      const word = storage(wordKey);
      const frozen = (word & HAS_FROZEN) === 0n ? 0n : storage(frozenKey);
      const proven = { units: word & UNITS, held: (word >> 64n) & UNITS, frozen };
      for (const [what, is] of Object.entries(proven)) {
        const said = row[what as keyof typeof proven];
        if (is !== said) {
          throw new BundleDenied(`${what} of ${wallet} are proven to be ${is}, not ${said}`);
        }
      }
      if (((word & STOPPED) !== 0n) !== row.stopped) {
        throw new BundleDenied(`whether an order stops ${wallet} is proven to be otherwise`);
      }
      requireSums(row);
      sum += row.units;
    }
    for (const what of ["units", "held", "frozen", "free"] as const) {
      const total = investor.wallets.reduce((all, row) => all + row[what], 0n);
      if (total !== investor[what]) {
        const who = investor.investor ?? investor.wallets[0]?.wallet;
        throw new BundleDenied(`the ${what} of investor ${who}'s wallets sum to ${total}`);
      }
    }
  }
  if (sum !== supply) throw new BundleDenied(`the rows sum to ${sum} units of ${supply}`);
  const holders = Number((classWord >> 64n) & HOLDERS);
  // A contract with a system pass counts as no investor.
  const investors = register.investors.filter(({ investor }) => investor !== undefined).length;
  if (holders !== investors) {
    throw new BundleDenied(`the class counts ${holders} investors, the register ${investors}`);
  }
  return { register, blockHash, wallets: seen.size };
}

function parsed(bundle: unknown): RegisterBundle {
  const { success, data, error } = bundleSchema.safeParse(bundle);
  if (success) return data;
  const issue = error.issues[0];
  throw new BundleMalformed(`${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

function requireSums({ wallet, units, held, frozen, free, lots, holds }: Row) {
  const sum = (rows: readonly { readonly units: bigint }[]) =>
    rows.reduce((total, each) => total + each.units, 0n);
  if (sum(lots) !== units) throw new BundleDenied(`the lots of ${wallet} are not its units`);
  if (sum(holds) !== held) throw new BundleDenied(`the holds of ${wallet} are not what is held`);
  const left = units - held - frozen;
  if (free !== (left > 0n ? left : 0n)) {
    throw new BundleDenied(`the free units of ${wallet} do not follow`);
  }
}

type Row = Register["investors"][number]["wallets"][number];

function storageRoot(stateRoot: string, token: string, nodes: TrieNodes): string {
  const account = provenValue(stateRoot, token, nodes);
  if (account === undefined) throw new BundleDenied(`there is no contract at ${token}`);
  const root = decodeRlp(account)[2];
  if (typeof root !== "string") throw new BundleDenied(`${token} is no account`);
  return root;
}

function wordOf(value: string | undefined, key: string): bigint {
  if (value === undefined) return 0n;
  const word = decodeRlp(value);
  if (typeof word !== "string" || word.length > 66) {
    throw new BundleDenied(`the storage at ${toBeHex(key)} is no word`);
  }
  return BigInt(word);
}
