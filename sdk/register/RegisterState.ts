import { getAddress } from "ethers";
import { jstDateOf } from "../format/jstDateOf.ts";
import type {
  RegisterHold,
  RegisterHoldPurpose,
  RegisterInvestor,
  RegisterLot,
  RegisterWallet,
} from "./Register.ts";
import type { RegisterEvent, RegisterSources } from "./RegisterEvent.ts";
import { TOPICS } from "./registerTopics.ts";

/** The events do not add up: some are missing, or they are of another contract. */
export class EventsIncomplete extends Error {
  override readonly name = "EventsIncomplete";

  constructor(block: number, what: string) {
    super(
      `The events up to block ${block} do not add up: ${what}. ` +
        `Begin at the block in which the platform was deployed, and ask a node that keeps all logs.`,
    );
  }
}

interface Lot {
  readonly block: number;
  units: bigint;
}

interface Account {
  units: bigint;
  held: bigint;
  frozen: bigint;
  stopped: boolean;
  /** Oldest first from `first` on; those before are spent. */
  lots: Lot[];
  first: number;
}

interface Hold {
  owner: string;
  units: bigint;
  readonly purpose: RegisterHoldPurpose;
  readonly executor: string;
  payee: string;
  creditor: string;
  readonly until: number;
  readonly block: number;
}

/** As HoldPurpose in contracts/types/Hold.sol. */
const PURPOSES: readonly (RegisterHoldPurpose | undefined)[] = [
  undefined,
  "trade",
  "pledge",
  "attachment",
  "lock-up",
  "redemption",
];

const ZERO = `0x${"0".repeat(64)}`;
/** The investor number of contracts' passes, as ClaimsWords.SYSTEM. */
const SYSTEM = 0xffff_ffff;
/** Spent lots before this many are not cleared away. */
const TIDY = 64;

/**
 * A class's holders, event by event. Wallets are keyed by the topic in which events name them.
 *
 * Lots are used up oldest first. Between wallets of one investor they move with their dates: nobody
 * acquired anything. In an action over all holders they keep their dates too, and each becomes its share
 * of the new units, cut off so that the oldest i lots together are floor(sum of the i × new ÷ old).
 */
export class RegisterState {
  supply = 0n;
  /** Time of each block that a log told it of. */
  private readonly times = new Map<number, number>();
  private readonly accounts = new Map<string, Account>();
  private readonly holds = new Map<string, Hold>();
  private readonly investors = new Map<string, number>();
  private inAction = false;
  private block = 0;
  private readonly sources: RegisterSources;

  /** @param sources in lower case */
  constructor(sources: RegisterSources) {
    this.sources = sources;
  }

  /** Takes in the next log, in the order of the chain. */
  add({ address, topics, data, block, time }: RegisterEvent): void {
    this.block = block;
    if (time !== undefined) this.times.set(block, time);
    const [kind, first = ZERO, second = ZERO] = topics;
    if (address === this.sources.token) this.addOfToken(kind, first, second, data);
    else if (address === this.sources.pass) {
      if (kind === TOPICS.passGranted) this.investors.set(first, Number(second));
    } else if (kind === TOPICS.unitsEncumbered && sameAddress(first, this.sources.token)) {
      const hold = this.holds.get(second);
      if (hold !== undefined) hold.creditor = topics[3] ?? ZERO;
    }
  }

  /** Blocks whose time is needed and was not told. */
  timesMissing(): number[] {
    const needed = new Set<number>();
    for (const account of this.accounts.values()) {
      for (const { block } of lotsOf(account)) needed.add(block);
    }
    for (const { block } of this.holds.values()) needed.add(block);
    return [...needed].filter((block) => !this.times.has(block));
  }

  /** @param times of the blocks that were missing */
  result(times: ReadonlyMap<number, number>): RegisterInvestor[] {
    const dateOf = (block: number) => jstDateOf(this.times.get(block) ?? times.get(block) ?? 0);
    const holdsOf = new Map<string, RegisterHold[]>();
    for (const [id, hold] of this.holds) {
      const list = holdsOf.get(hold.owner) ?? [];
      if (list.length === 0) holdsOf.set(hold.owner, list);
      list.push(holdRow(id, hold, this.investors.get(hold.creditor), dateOf));
    }
    const byInvestor = new Map<string, RegisterWallet[]>();
    for (const [key, account] of this.accounts) {
      if (account.units === 0n) continue;
      const number = this.investors.get(key);
      if (number === undefined) {
        throw new EventsIncomplete(this.block, `no event gives ${addressOf(key)} a pass`);
      }
      const group = number === SYSTEM ? key : String(number);
      const list = byInvestor.get(group) ?? [];
      if (list.length === 0) byInvestor.set(group, list);
      list.push(walletRow(key, account, holdsOf.get(key) ?? [], dateOf));
    }
    return [...byInvestor].map(investorRow).sort(byNumber);
  }

  private addOfToken(kind: string | undefined, first: string, second: string, data: string) {
    switch (kind) {
      case TOPICS.transfer:
        this.transfer(first, second, word(data, 0));
        break;
      case TOPICS.holdPlaced:
        this.place(first, second, data);
        break;
      case TOPICS.holdReleased:
        this.release(first, word(data, 0));
        break;
      case TOPICS.holdRescaled:
        this.rescale(first, word(data, 1));
        break;
      case TOPICS.payeeChanged: {
        const hold = this.holds.get(first);
        if (hold !== undefined) hold.payee = second;
        break;
      }
      case TOPICS.frozen:
        this.account(first).frozen = word(data, 0);
        break;
      case TOPICS.walletFrozenChanged:
        this.account(first).stopped = word(data, 0) !== 0n;
        break;
      case TOPICS.walletRecovered:
        this.recover(first, second, data);
        break;
      case TOPICS.actionBegun:
        this.inAction = true;
        break;
      case TOPICS.actionEnded:
        this.inAction = false;
        break;
    }
  }

  private transfer(from: string, to: string, units: bigint) {
    if (units === 0n || from === to) return;
    if (from === ZERO) this.supply += units;
    if (to === ZERO) this.supply -= units;
    if (this.inAction && (from === ZERO || to === ZERO)) {
      const account = this.account(from === ZERO ? to : from);
      this.scale(account, from === ZERO ? account.units + units : account.units - units);
      return;
    }
    const keepDates = from !== ZERO && to !== ZERO && this.areOneInvestors(from, to);
    const given = from === ZERO ? [] : this.take(from, units);
    if (to === ZERO) return;
    const taker = this.account(to);
    taker.units += units;
    if (keepDates) merge(taker, given);
    else {
      const last = taker.lots.at(-1);
      if (last !== undefined && last.block === this.block && taker.first < taker.lots.length) {
        last.units += units;
      } else taker.lots.push({ block: this.block, units });
    }
  }

  private areOneInvestors(one: string, other: string): boolean {
    const investor = this.investors.get(one);
    return investor !== undefined && investor !== SYSTEM && investor === this.investors.get(other);
  }

  /** The oldest units of a wallet. */
  private take(wallet: string, units: bigint): Lot[] {
    const account = this.account(wallet);
    if (account.units < units) {
      const what = `${addressOf(wallet)} gives ${units} units of ${account.units}`;
      throw new EventsIncomplete(this.block, what);
    }
    account.units -= units;
    const given: Lot[] = [];
    for (let left = units; left > 0n; ) {
      const lot = account.lots[account.first];
      if (lot === undefined) throw new EventsIncomplete(this.block, "lots are missing");
      const part = lot.units < left ? lot.units : left;
      given.push({ block: lot.block, units: part });
      lot.units -= part;
      left -= part;
      if (lot.units === 0n) account.first += 1;
    }
    if (account.first > TIDY && account.first * 2 > account.lots.length) {
      account.lots = account.lots.slice(account.first);
      account.first = 0;
    }
    return given;
  }

  /** A wallet's units in an action over all holders. */
  private scale(account: Account, units: bigint) {
    const before = account.units;
    if (before === 0n || units < 0n) throw new EventsIncomplete(this.block, "an action's units");
    let [sum, given] = [0n, 0n];
    const lots: Lot[] = [];
    for (const { block, units: each } of lotsOf(account)) {
      sum += each;
      const upTo = (sum * units) / before;
      if (upTo > given) lots.push({ block, units: upTo - given });
      given = upTo;
    }
    account.units = units;
    account.lots = lots;
    account.first = 0;
  }

  private place(id: string, owner: string, data: string) {
    const purpose = PURPOSES[Number(word(data, 1))];
    if (purpose === undefined) throw new EventsIncomplete(this.block, `hold ${id} is of no kind`);
    const units = word(data, 0);
    this.account(owner).held += units;
    this.holds.set(id, {
      owner,
      units,
      purpose,
      executor: topicAt(data, 2),
      payee: topicAt(data, 3),
      creditor: ZERO,
      until: Number(word(data, 4)),
      block: this.block,
    });
  }

  private hold(id: string): Hold {
    const hold = this.holds.get(id);
    if (hold === undefined) throw new EventsIncomplete(this.block, `hold ${id} was never placed`);
    return hold;
  }

  private release(id: string, units: bigint) {
    this.rescale(id, this.hold(id).units - units);
  }

  private rescale(id: string, units: bigint) {
    const hold = this.hold(id);
    this.account(hold.owner).held += units - hold.units;
    hold.units = units;
    if (units === 0n) this.holds.delete(id);
  }

  private recover(lost: string, successor: string, data: string) {
    const [from, to] = [this.account(lost), this.account(successor)];
    to.held += from.held;
    from.held = 0n;
    from.stopped = false;
    if (word(data, 3) !== 0n) to.stopped = true;
    for (const hold of this.holds.values()) if (hold.owner === lost) hold.owner = successor;
  }

  private account(wallet: string): Account {
    const found = this.accounts.get(wallet);
    if (found !== undefined) return found;
    const made = { units: 0n, held: 0n, frozen: 0n, stopped: false, lots: [], first: 0 };
    this.accounts.set(wallet, made);
    return made;
  }
}

type DateOf = (block: number) => number;

function lotsOf(account: Account): readonly Lot[] {
  return account.first === 0 ? account.lots : account.lots.slice(account.first);
}

/** Adds lots with dates of their own where they belong. */
function merge(account: Account, given: readonly Lot[]) {
  const lots: Lot[] = [];
  for (const lot of [...lotsOf(account), ...given].sort((a, b) => a.block - b.block)) {
    const last = lots.at(-1);
    if (last !== undefined && last.block === lot.block) last.units += lot.units;
    else lots.push({ ...lot });
  }
  account.lots = lots;
  account.first = 0;
}

function walletRow(
  key: string,
  account: Account,
  holds: readonly RegisterHold[],
  dateOf: DateOf,
): RegisterWallet {
  const { units, held, frozen, stopped } = account;
  const lots = lotsOf(account).map(
    ({ block, units: each }): RegisterLot => ({ block, date: dateOf(block), units: each }),
  );
  const unfrozen = units - held - frozen;
  return {
    wallet: addressOf(key),
    ...{ units, held, frozen, free: unfrozen > 0n ? unfrozen : 0n, stopped, lots, holds },
  };
}

function holdRow(
  id: string,
  hold: Hold,
  investor: number | undefined,
  dateOf: DateOf,
): RegisterHold {
  const { units, purpose, creditor, executor, payee, until, block } = hold;
  return {
    id,
    purpose,
    units,
    ...(creditor === ZERO ? {} : { creditor: addressOf(creditor) }),
    ...(investor === undefined || investor === SYSTEM ? {} : { creditorInvestor: investor }),
    ...(executor === ZERO ? {} : { executor: addressOf(executor) }),
    ...(payee === ZERO ? {} : { payee: addressOf(payee) }),
    ...(until === 0 ? {} : { until }),
    block,
    date: dateOf(block),
  };
}

function investorRow([group, wallets]: readonly [string, RegisterWallet[]]): RegisterInvestor {
  const sum = (of: (wallet: RegisterWallet) => bigint) =>
    wallets.reduce((total, wallet) => total + of(wallet), 0n);
  wallets.sort((a, b) => (a.wallet.toLowerCase() < b.wallet.toLowerCase() ? -1 : 1));
  return {
    ...(group.startsWith("0x") ? {} : { investor: Number(group) }),
    units: sum(({ units }) => units),
    held: sum(({ held }) => held),
    frozen: sum(({ frozen }) => frozen),
    free: sum(({ free }) => free),
    wallets,
  };
}

/** Investors by number, contracts after them by address. */
function byNumber(one: RegisterInvestor, other: RegisterInvestor): number {
  const [a, b] = [one.investor ?? SYSTEM, other.investor ?? SYSTEM];
  if (a !== b) return a - b;
  return (one.wallets[0]?.wallet ?? "").toLowerCase() <
    (other.wallets[0]?.wallet ?? "").toLowerCase()
    ? -1
    : 1;
}

function word(data: string, index: number): bigint {
  return BigInt(`0x${data.slice(2 + index * 64, 66 + index * 64)}`);
}

function topicAt(data: string, index: number): string {
  return `0x${data.slice(2 + index * 64, 66 + index * 64)}`;
}

function addressOf(topic: string): string {
  return getAddress(`0x${topic.slice(26)}`);
}

function sameAddress(topic: string, address: string): boolean {
  return topic.endsWith(address.slice(2));
}
