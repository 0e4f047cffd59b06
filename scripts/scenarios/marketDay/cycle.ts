import {
  confirm,
  cycleId,
  type NetList,
  netOf,
  type SyntheticTrade,
  signVector,
  tradeListRoot,
  VectorRefused,
} from "../../../sdk/index.ts";
import { ensure } from "../firstSettlement/faults.ts";
import { agree } from "./agree.ts";
import type { Entry } from "./book.ts";
import type { Market } from "./opening.ts";
import type { Party } from "./parties.ts";
import { TEXTS } from "./texts.ts";

/** A cycle whose list is fixed and whose vectors are signed. */
export interface SignedCycle {
  readonly id: string;
  readonly number: bigint;
  readonly entries: readonly Entry[];
  readonly list: { readonly root: string } & NetList;
  readonly signatures: readonly string[];
  /** Gas of opening and fixing it. */
  readonly gasUsed: bigint;
}

/** The operator opens a cycle, which trades name before there is a list of them. */
export async function openCycle({ net, people }: Market, number: bigint, deadline: number) {
  const { gasUsed } = await confirm(await net.connect(people.operator).open(number, deadline));
  return { id: cycleId(people.operator.address, number), number, deadline, gasUsed };
}

/** Brokers agree on trades for the cycle, each signed by both. */
export async function agreeForCycle(
  market: Market,
  own: readonly Party[],
  trades: readonly SyntheticTrade[],
  { id, deadline }: { id: string; deadline: number },
  settleBy: number,
): Promise<Entry[]> {
  const settleFrom = await market.chain.now();
  const entries: Entry[] = [];
  for (const { seller, buyer, security, units, amount } of trades) {
    const [from, to] = [own[seller], own[buyer]];
    const token = market.securities[security]?.token;
    ensure(from !== undefined && to !== undefined && token !== undefined, "a party is missing");
    ensure(settleBy >= deadline, "a trade ends before its cycle");
    const terms = { seller: from, buyer: to, security: token, units, amount, cycle: id };
    entries.push(await agree(market, { ...terms, settleFrom, settleBy }));
  }
  market.tell.told(TEXTS.agreed, { trades: entries.length });
  return entries;
}

/** At the cut-off the operator fixes the list; every broker computes its vector anew and signs it. */
export async function fixAndSign(
  market: Market,
  own: readonly Party[],
  entries: readonly Entry[],
  cycle: { id: string; number: bigint; deadline: number; gasUsed: bigint },
): Promise<SignedCycle> {
  const { net, people, platform, tell, names } = market;
  const listed = entries.map(({ id, trade }) => ({ id, trade }));
  const list = { root: tradeListRoot(entries.map(({ id }) => id)), ...netOf(trades(entries)) };
  const { root, parties, assets, termsEpochs } = list;
  const fixed = { root, parties, assets, termsEpochs };
  const sent = await confirm(await net.connect(people.operator).fix(cycle.number, fixed));
  const shown = { cycle: Number(cycle.number), trades: entries.length, root: root.slice(0, 10) };
  tell.told(TEXTS.cycleFixed, shown, sent.gasUsed);

  const requestOf = (party: string) => ({
    ...{ cycle: cycle.id, deadline: cycle.deadline, fixed, trades: listed, party },
    vector: { cycle: cycle.id, root, party, assets, termsEpochs, nets: netsOf(list, party) },
    agreed: trades(entries).filter(({ seller, buyer }) => seller === party || buyer === party),
  });
  const byAddress = new Map(own.map((party) => [party.address, party]));
  const signatures: string[] = [];
  const signers = { chainId: platform.chainId, netSettlement: platform.net };
  for (const party of parties) {
    const key = byAddress.get(party)?.wallet;
    ensure(key !== undefined, "a party of the cycle has no key");
    signatures.push(await signVector(key, { ...requestOf(party), ...signers }));
  }
  if (cycle.number === 1n) {
    const who = parties[0] ?? "";
    const [mine] = requestOf(who).agreed;
    const without = listed.filter(({ trade }) => trade !== mine);
    const key = byAddress.get(who)?.wallet;
    ensure(key !== undefined && mine !== undefined, "nobody is there to be cheated");
    const codes = await refusalOf(
      signVector(key, { ...requestOf(who), ...signers, trades: without }),
    );
    tell.told(TEXTS.vectorRefused, { who: names.get(who) ?? who, codes });
  }
  tell.told(TEXTS.vectorsSigned, { parties: parties.length });
  return { ...cycle, entries, list, signatures, gasUsed: cycle.gasUsed + sent.gasUsed };
}

/** Sends a signed cycle, as anybody may. */
export async function settleCycle({ net }: Market, cycle: SignedCycle) {
  const { root, parties, assets, termsEpochs, nets } = cycle.list;
  const fixed = { root, parties, assets, termsEpochs };
  const sent = await net.settle(cycle.id, fixed, nets, [...cycle.signatures]);
  return await confirm(sent);
}

export function trades(entries: readonly Entry[]) {
  return entries.map(({ trade }) => trade);
}

function netsOf({ parties, nets }: NetList, party: string): bigint[] {
  const place = parties.indexOf(party);
  return nets.map((each) => each[place] ?? 0n);
}

async function refusalOf(signing: Promise<string>): Promise<string> {
  try {
    await signing;
  } catch (error) {
    if (error instanceof VectorRefused) return error.faults.map(({ code }) => code).join(", ");
    throw error;
  }
  ensure(false, "a vector was signed that leaves a trade out");
  return "";
}
