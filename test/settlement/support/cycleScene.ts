import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { type AddressLike, MaxUint256 } from "ethers";
import { cycleId } from "../../../sdk/encode/cycleId.ts";
import { netVectorTypedData } from "../../../sdk/encode/netVectorTypedData.ts";
import { signTypedData } from "../../../sdk/encode/signTypedData.ts";
import { tradeId } from "../../../sdk/encode/tradeId.ts";
import type { Trade } from "../../../sdk/encode/tradeTypedData.ts";
import { netOf } from "../../../sdk/settlement/netOf.ts";
import { tradeListRoot } from "../../../sdk/settlement/tradeListRoot.ts";
import { DAY, world } from "../../support/world.ts";
import { ISSUE, type Signed } from "./tradeAgreed.ts";

export const UNITS_EACH = 100n;
export const YEN_EACH = 1_000_000n;
/** The opener's number of the cycle of these tests. */
export const NUMBER = 7n;

/** What is fixed of a cycle. */
export interface Listed {
  readonly root: string;
  readonly parties: string[];
  readonly assets: string[];
  readonly termsEpochs: number[];
}

/** All that settles a cycle. */
export interface Settlement {
  readonly id: string;
  readonly list: Listed;
  readonly nets: bigint[][];
  readonly signatures: string[];
}

/** An asset, as far as its books go. */
export interface Booked {
  getAddress(): Promise<string>;
  balanceOf(wallet: AddressLike): Promise<bigint>;
  totalSupply(): Promise<bigint>;
}

/**
 * A, B and C, each with 100 units of two classes and a million yen, and standing allowances; `cycle` is the
 * id of the settlement operator's next cycle, not yet open.
 */
export async function cycleScene() {
  const w = await world();
  const { a, b, c, bond, yen, desk, dvp, net, platform, chainId, settlementOperator: opener } = w;
  const share = await w.openClass();
  const parties = [a, b, c] as const;
  await w.granted(parties);
  for (const party of parties) {
    for (const token of [bond, share]) await desk.issue(token, party, UNITS_EACH, ISSUE);
    await w.minted(party, YEN_EACH);
    for (const token of [bond, share, yen]) {
      for (const contract of [net, dvp]) await token.connect(party).approve(contract, MaxUint256);
    }
  }
  const cycle = cycleId(opener.address, NUMBER);
  const keys = new Map<string, HardhatEthersSigner>(parties.map((key) => [key.address, key]));
  const wallets = [...parties, w.thief, w.relayer].map(({ address }) => address);
  const contracts = [platform.net, platform.dvp, platform.externalCash, platform.fails];

  /** Three trades in a circle, made for the cycle: what A, B and C owe each other nearly cancels. */
  async function circle(changes: Partial<Trade> = {}): Promise<Signed[]> {
    const made = (
      seller: HardhatEthersSigner,
      buyer: HardhatEthersSigner,
      token: typeof bond,
      units: bigint,
      amount: bigint,
    ) => w.signedTrade(seller, buyer, token, { units, amount, cycle, ...changes });
    return [
      await made(a, b, bond, 30n, 300_000n),
      await made(b, c, bond, 20n, 210_000n),
      await made(c, a, share, 10n, 290_000n),
    ];
  }

  /** What is fixed of these trades, and everybody's nets of them. */
  function listOf(trades: readonly Trade[]) {
    const { nets, ...named } = netOf(trades);
    return { list: { root: tradeListRoot(trades.map(tradeId)), ...named }, nets };
  }

  async function signature(
    key: Pick<HardhatEthersSigner, "signTypedData">,
    { id, list, nets }: Omit<Settlement, "signatures">,
    party: string,
    changes: Partial<Parameters<typeof netVectorTypedData>[2]> = {},
  ): Promise<string> {
    const place = list.parties.indexOf(party);
    const vector = {
      ...{ cycle: id, root: list.root, party },
      ...{ assets: list.assets, termsEpochs: list.termsEpochs },
      nets: nets.map((row) => row[place]!),
      ...changes,
    };
    return await signTypedData(key, netVectorTypedData(chainId, platform.net, vector));
  }

  /** The settlement signed by every party, by others' keys where some are given. */
  async function signed(
    unsigned: Omit<Settlement, "signatures">,
    others: ReadonlyMap<string, HardhatEthersSigner> = new Map(),
  ): Promise<Settlement> {
    const signatures = await Promise.all(
      unsigned.list.parties.map((party) =>
        signature(others.get(party) ?? keys.get(party)!, unsigned, party),
      ),
    );
    return { ...unsigned, signatures };
  }

  async function open(number = NUMBER, deadline?: number) {
    await net.open(number, deadline ?? (await w.now()) + DAY);
    return cycleId(opener.address, number);
  }

  /** The circle's cycle, open, fixed and signed by all three. */
  async function ready(trades?: readonly Trade[], number = NUMBER) {
    const made = trades ?? (await circle()).map(({ trade }) => trade);
    const id = await open(number);
    const { list, nets } = listOf(made);
    await net.fix(number, list);
    return { ...(await signed({ id, list, nets })), trades: made };
  }

  function settleCycle({ id, list, nets, signatures }: Settlement, by = w.relayer) {
    return net.connect(by).settle(id, list, nets, signatures);
  }

  /** Each wallet's balance of each asset, the settlement contracts' too, and the supply. */
  async function booked(more: readonly Booked[] = []): Promise<Map<string, bigint>> {
    const rows = new Map<string, bigint>();
    for (const asset of [bond, share, yen, ...more]) {
      const address = await asset.getAddress();
      const everybody = [...wallets, ...contracts];
      const balances = await Promise.all(everybody.map((wallet) => asset.balanceOf(wallet)));
      for (const [i, wallet] of everybody.entries())
        rows.set(`${address} of ${wallet}`, balances[i]!);
      const sum = balances.reduce((total, balance) => total + balance, 0n);
      const supply = await asset.totalSupply();
      // A lying token's may differ: what it took is its own.
      if (!more.includes(asset)) expect(sum, `SUM-1: supply of ${address}`).to.equal(supply);
      rows.set(`supply of ${address}`, supply);
    }
    return rows;
  }

  /** NET-1, SUM-1, DVP-2: what was sent moved these nets, and nothing else. */
  async function expectMoved(
    { list, nets }: Pick<Settlement, "nets"> & { list: Pick<Listed, "parties" | "assets"> },
    send: () => Promise<unknown>,
    more: readonly Booked[] = [],
  ): Promise<void> {
    const expected = await booked(more);
    await send();
    for (const [i, asset] of list.assets.entries()) {
      for (const [j, party] of list.parties.entries()) {
        const row = `${asset} of ${party}`;
        expected.set(row, expected.get(row)! + nets[i]![j]!);
      }
    }
    const after = await booked(more);
    expect(after, "NET-1, SUM-1: each gave and got its net").to.deep.equal(expected);
    expectNothingOwned(after);
  }

  /** All or nothing: it is refused so, and every balance and the cycle's word stay. */
  async function expectNothingMoved(
    send: () => Promise<unknown>,
    by: Parameters<Chai.Assertion["revertedWithCustomError"]>[0],
    error: string,
    args: readonly unknown[] = [],
    more: readonly Booked[] = [],
  ): Promise<void> {
    const before = await booked(more);
    const word = await dvp.cycleWord(cycle);
    const refusal = expect(send()).to.be.revertedWithCustomError(by, error);
    await (args.length === 0 ? refusal : refusal.withArgs(...args));
    const after = await booked(more);
    expect(after, "nothing moved").to.deep.equal(before);
    expect(await dvp.cycleWord(cycle), "the cycle is as it was").to.equal(word);
    expectNothingOwned(after);
  }

  function expectNothingOwned(rows: ReadonlyMap<string, bigint>): void {
    for (const [row, balance] of rows) {
      if (contracts.some((contract) => row.endsWith(contract))) {
        expect(balance, `DVP-2: ${row}`).to.equal(0n);
      }
    }
  }

  return {
    ...w,
    ...{ w, share, parties, keys, opener, cycle, wallets },
    ...{ circle, listOf, signature, signed, open, ready, settleCycle },
    ...{ booked, expectMoved, expectNothingMoved },
  };
}

export type CycleScene = Awaited<ReturnType<typeof cycleScene>>;

/** Where a cycle stands, of its word in the registry. */
export const CYCLE_PHASE = { none: 0n, open: 1n, settled: 2n, void: 3n } as const;

export async function phaseOf({ dvp }: Pick<CycleScene, "dvp">, id: string): Promise<bigint> {
  return (await dvp.cycleWord(id)) & 0xffn;
}
