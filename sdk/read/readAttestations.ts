import type { LogDescription, Provider } from "ethers";
import { IKycPass__factory } from "../contracts.ts";
import type { Claims } from "../encode/passTypes.ts";
import type { Verb } from "../officers/verbs.ts";
import { inBatches } from "./inBatches.ts";
import { readOfficers } from "./readOfficers.ts";

/** What was done with a pass, as the chain's events say. */
export interface PassAct {
  /** `keep-account` and `veto` are no requests of the officers' tools; the rest is. */
  readonly verb: Verb | "keep-account" | "veto";
  readonly wallet: string;
  /** Numbers of the officers who attested it, ascending; none for what a pass guardian did. */
  readonly officers: readonly number[];
  /** The guardian, where one did it. */
  readonly by: string | undefined;
  /** The wallet's number before the act, which signatures bind. */
  readonly seq: number;
  /** What named the wallet's pass before the act, Unix seconds; 0 if it had none. */
  readonly validFrom: number;
  /** From when it works, Unix seconds: the end of the veto window, or the act's own time. */
  readonly worksFrom: number;
  /** Of a suspension, reinstatement, recovery, revocation or veto: 32 bytes as hex. */
  readonly reason: string | undefined;
  /** Of a grant, link or reclassification all that was attested, of a renewal its dates. */
  readonly claims: Partial<Claims>;
  /** Of a recovery the wallet that takes the lost one's place. */
  readonly successor: string | undefined;
  /** When it was mined, Unix seconds. */
  readonly minedAt: number;
  readonly block: number;
  readonly transactionHash: string;
}

const EVENTS = [
  "PassGranted",
  "WalletLinked",
  "PassRenewed",
  "PassReclassified",
  "PassReattested",
  "PassReinstated",
  "PassSuspended",
  "PassRevoked",
  "PassVetoed",
  "AccountKept",
  "PassRecovered",
] as const;

/** Where a claims word has its fields and how many bits, as `contracts/types/ClaimsWord.sol` draws it. */
const WORD = {
  validFrom: [32n, 32n],
  expiry: [96n, 16n],
  screenedUntil: [112n, 16n],
  residence: [148n, 10n],
  taxClass: [158n, 4n],
  seq: [188n, 16n],
} as const;

/** Where the four categories' last dates are, as `contracts/types/CategoryEnds.sol` draws it. */
const ENDS = {
  specifiedUntil: [0n, 16n],
  qiiUntil: [16n, 16n],
  specialBusinessUntil: [32n, 16n],
  brokerDealerUntil: [48n, 16n],
} as const;

/** What most acts have none of. */
const NONE = { by: undefined, reason: undefined, claims: {}, successor: undefined } as const;

/** The highest number, where it stays. */
const LAST_SEQ = 0xffff;

/**
 * Everything that was attested of passes or done with them, in the order of the chain, from its events
 * alone. Each act carries the number that its signatures had to bind, so that it can be held against the
 * request that asked for it.
 *
 * @param fromBlock the block from which KycPass has existed; from a later one the numbers are wrong
 */
export async function readAttestations(
  provider: Provider,
  pass: string,
  fromBlock = 0,
): Promise<PassAct[]> {
  const { officers } = await readOfficers(provider, pass, fromBlock);
  const numbers = new Map(officers.map(({ key, number }) => [key, number]));
  const abi = IKycPass__factory.createInterface();
  const topics = [EVENTS.map((name) => abi.getEvent(name).topicHash)];
  const logs = await provider.getLogs({ address: pass, fromBlock, toBlock: "latest", topics });
  const blocks = [...new Set(logs.map(({ blockNumber }) => blockNumber))];
  const read = await inBatches(blocks, (each) => provider.getBlock(each));
  const times = new Map(read.map((block) => [block?.number ?? 0, block?.timestamp ?? 0]));
  const states = new Map<string, State>();
  const changesAt = new Map<string, number>();
  const linked = new Set<string>();
  return logs.flatMap((log): PassAct[] => {
    const event = abi.parseLog(log);
    if (event === null) return [];
    const wallet = String(event.args[0]);
    if (event.name === "WalletLinked") {
      linked.add(`${log.transactionHash} ${wallet}`);
      return [];
    }
    const minedAt = times.get(log.blockNumber) ?? 0;
    const isLink = linked.has(`${log.transactionHash} ${wallet}`);
    const known = states.get(wallet) ?? { seq: 0, validFrom: 0 };
    // A reclassification that has come into force raises the number with the next act, save a suspension.
    const isChanged =
      event.name !== "PassSuspended" &&
      minedAt >= (changesAt.get(wallet) ?? Number.POSITIVE_INFINITY);
    const before = isChanged ? { ...known, seq: Math.min(known.seq + 1, LAST_SEQ) } : known;
    if (isChanged || !["PassSuspended", "AccountKept"].includes(event.name))
      changesAt.delete(wallet);
    if (event.name === "PassReclassified" && Number(event.args.validFrom) > minedAt) {
      changesAt.set(wallet, Number(event.args.validFrom));
    }
    const { after, ...act } = actOf(event, before, minedAt, isLink, numbers);
    states.set(wallet, after);
    const { blockNumber: block, transactionHash } = log;
    return [{ wallet, ...before, ...act, minedAt, block, transactionHash }];
  });
}

interface State {
  readonly seq: number;
  readonly validFrom: number;
}

type Acted = Omit<
  PassAct,
  "wallet" | "seq" | "validFrom" | "minedAt" | "block" | "transactionHash"
> & {
  readonly after: State;
  /** Where the event itself says the number before. */
  readonly seq?: number;
};

function actOf(
  { name, args }: LogDescription,
  state: State,
  minedAt: number,
  isLink: boolean,
  numbers: ReadonlyMap<string, number>,
): Acted {
  const after = { ...state, seq: Math.min(state.seq + 1, LAST_SEQ) };
  switch (name) {
    case "PassGranted": {
      const { seq, validFrom, ...dates } = fieldsOf(WORD, args.claims);
      const claims = { ...dates, ...fieldsOf(ENDS, args.categoryEnds) };
      const [verb, officers] = [isLink ? "link" : "grant", officersIn(args.officers)] as const;
      const made = { worksFrom: validFrom, after: { seq, validFrom }, seq: seq - 1 };
      return { ...NONE, verb, officers, claims, ...made };
    }
    case "PassRenewed": {
      const officers = officersIn(args.officers);
      const claims = { expiry: Number(args.expiry), screenedUntil: Number(args.screenedUntil) };
      const worksFrom = Math.max(minedAt, state.validFrom);
      return { ...NONE, verb: "renew", officers, claims, worksFrom, after };
    }
    case "PassReclassified": {
      const officers = officersIn(args.officers);
      const claims = claimsIn(args.claims);
      const worksFrom = Number(args.validFrom);
      return { ...NONE, verb: "reclassify", officers, claims, worksFrom, after };
    }
    case "AccountKept": {
      const [officers, worksFrom] = [officersIn(args.officers), Number(args.validFrom)];
      return { ...NONE, verb: "keep-account", officers, worksFrom, after };
    }
    case "PassReattested": {
      const officers = [Number(args.officer)];
      return { ...NONE, verb: "reattest", officers, worksFrom: minedAt, after: state };
    }
    case "PassReinstated": {
      const [officers, reason] = [officersIn(args.officers), String(args.reason)];
      // A reinstated pass has another name, so that no older suspension stops it again.
      const renamed = { ...after, validFrom: state.validFrom + 1 };
      return { ...NONE, verb: "reinstate", officers, reason, worksFrom: minedAt, after: renamed };
    }
    case "PassRecovered": {
      const [officers, reason] = [officersIn(args.officers), String(args.reason)];
      const [successor, worksFrom] = [String(args.successor), Number(args.validFrom)];
      return { ...NONE, verb: "recover", officers, reason, successor, worksFrom, after };
    }
    case "PassSuspended": {
      const [reason, worksFrom] = [String(args.reason), minedAt];
      const number = numbers.get(args.by);
      if (number === undefined) {
        const by = String(args.by);
        return { ...NONE, verb: "suspend", officers: [], by, reason, worksFrom, after };
      }
      return { ...NONE, verb: "suspend", officers: [number], reason, worksFrom, after };
    }
    case "PassRevoked": {
      const [officers, reason] = [officersIn(args.officers), String(args.reason)];
      const by = officers.length === 0 ? String(args.by) : undefined;
      return { ...NONE, verb: "revoke", officers, by, reason, worksFrom: minedAt, after };
    }
    default: {
      const [by, reason] = [String(args.by), String(args.reason)];
      return { ...NONE, verb: "veto", officers: [], by, reason, worksFrom: minedAt, after };
    }
  }
}

type Layout = Readonly<Record<string, readonly [at: bigint, bits: bigint]>>;

function fieldsOf<L extends Layout>(layout: L, word: bigint): Record<keyof L, number> {
  const fields = Object.entries(layout).map(([key, [at, bits]]) => [
    key,
    Number((word >> at) & ((1n << bits) - 1n)),
  ]);
  return Object.fromEntries(fields);
}

function claimsIn(claims: Readonly<Record<keyof Claims, bigint>>): Claims {
  return {
    residence: Number(claims.residence),
    taxClass: Number(claims.taxClass),
    specifiedUntil: Number(claims.specifiedUntil),
    qiiUntil: Number(claims.qiiUntil),
    specialBusinessUntil: Number(claims.specialBusinessUntil),
    brokerDealerUntil: Number(claims.brokerDealerUntil),
    expiry: Number(claims.expiry),
    screenedUntil: Number(claims.screenedUntil),
  };
}

/** One byte each, first in the lowest. */
function officersIn(packed: bigint): number[] {
  const numbers: number[] = [];
  for (let rest = packed; rest !== 0n; rest >>= 8n) numbers.push(Number(rest & 0xffn));
  return numbers;
}
