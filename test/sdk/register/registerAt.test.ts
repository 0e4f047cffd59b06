import { expect } from "chai";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import type { Rpc } from "../../../sdk/register/Rpc.ts";
import { registerAt } from "../../../sdk/register/registerAt.ts";
import { registerDigest } from "../../../sdk/register/registerDigest.ts";
import { DOCUMENT } from "../../securities/actions/support/life.ts";
import { type Splits, splits } from "../../securities/actions/support/splits.ts";
import { fixture } from "../../support/fixture.ts";
import { impersonated } from "../../support/impersonated.ts";
import { linked, recovered } from "../../support/lists.ts";
import { load } from "../../support/load.ts";
import { REASON } from "../../support/passes.ts";
import { DAY, type World, world } from "../../support/world.ts";
import { expectAsOnChain } from "./support/asOnChain.ts";

const ISSUE = `0x${"11".repeat(32)}`;

/** A has 100 bonds since the first day, of which 30 went to B on the second; C is A's second wallet. */
async function traded() {
  const w = await world();
  const { bond, desk, a, b, c } = w;
  await w.granted([a, b], {}, [1]);
  await linked(w, a, [c], [1]);
  await desk.issue(bond, a.address, 60n, ISSUE);
  const issued = await w.now();
  await w.networkHelpers.time.increase(DAY);
  await desk.issue(bond, a.address, 40n, ISSUE);
  await bond.connect(a).transfer(b, 30n);
  const sold = await w.now();
  const token = await bond.getAddress();
  const provider: Rpc = w.ethers.provider;
  const register = (changes: Partial<Parameters<typeof registerAt>[0]> = {}) =>
    registerAt({ provider, token, pass: w.platform.pass, ...changes });
  return { ...w, token, register, issued, sold };
}

const loadTraded = fixture(traded);

const lotsOf = ({ lots }: { readonly lots: readonly { date: number; units: bigint }[] }) =>
  lots.map(({ date, units }) => [date, units]);

async function registerOf(w: Splits) {
  return await registerAt({
    provider: w.ethers.provider,
    token: await w.share.getAddress(),
    pass: w.platform.pass,
  });
}

function walletOf(
  register: Awaited<ReturnType<typeof registerAt>>,
  { address }: { readonly address: string },
) {
  const wallets = register.investors.flatMap((investor) => investor.wallets);
  const found = wallets.find(({ wallet }) => wallet === address);
  if (found === undefined) throw new Error(`${address} has no units`);
  return found;
}

describe("registerAt", () => {
  it("shows each investor's units by wallet, oldest lots used first (SUM-1)", async () => {
    const w = await loadTraded();
    const register = await w.register();
    const [first, second] = [jstDateOf(w.issued), jstDateOf(w.sold)];
    expect(register.investors.map(({ investor, units }) => [investor, units])).to.deep.equal([
      [1, 70n],
      [2, 30n],
    ]);
    expect(lotsOf(walletOf(register, w.a))).to.deep.equal([
      [first, 30n],
      [second, 40n],
    ]);
    expect(lotsOf(walletOf(register, w.b))).to.deep.equal([[second, 30n]]);
    expect(register.supply).to.equal(100n);
    const block = await w.ethers.provider.getBlock("latest");
    expect([register.block, register.blockHash, register.timestamp]).to.deep.equal([
      block?.number,
      block?.hash,
      block?.timestamp,
    ]);
    expect(register.token).to.equal(w.token);
    expect(register.chainId).to.equal(31_337n);
    await expectAsOnChain(w.bond, register);
  });

  it("keeps the dates of what moves between wallets of one investor", async () => {
    const w = await loadTraded();
    await w.networkHelpers.time.increase(DAY);
    await w.bond.connect(w.a).transfer(w.c, 50n);
    const register = await w.register();
    const [first, second] = [jstDateOf(w.issued), jstDateOf(w.sold)];
    expect(lotsOf(walletOf(register, w.c))).to.deep.equal([
      [first, 30n],
      [second, 20n],
    ]);
    expect(register.investors).to.have.lengthOf(2);
    await w.bond.connect(w.c).transfer(w.a, 40n);
    const back = await w.register();
    expect(lotsOf(walletOf(back, w.a))).to.deep.equal([
      [first, 30n],
      [second, 30n],
    ]);
    await expectAsOnChain(w.bond, back);
  });

  it("changes nothing by units that a wallet sends itself", async () => {
    const w = await loadTraded();
    const before = await w.register();
    await w.networkHelpers.time.increase(DAY);
    await w.bond.connect(w.a).transfer(w.a, 70n);
    expect((await w.register()).investors).to.deep.equal(before.investors);
  });

  it("shows holds, pledgees, what is frozen and who is stopped", async () => {
    const w = await loadTraded();
    const until = (await w.now()) + DAY;
    await w.bond.connect(w.a).hold(w.a, 5n, w.relayer, until, ISSUE);
    await w.desk.pledgeUnits(w.bond, w.a, 20n, w.b, REASON, DOCUMENT);
    await w.desk.attachUnits(w.bond, w.a, 7n, w.thief, REASON, DOCUMENT);
    await w.desk.freezeUnits(w.bond, w.a, 10n, REASON, DOCUMENT);
    await w.desk.freezeWallet(w.bond, w.b, REASON, DOCUMENT);
    const register = await w.register();
    const of = walletOf(register, w.a);
    expect([of.units, of.held, of.frozen, of.free, of.stopped]).to.deep.equal([
      ...[70n, 32n, 10n, 28n, false],
    ]);
    expect(
      of.holds.map(({ purpose, units, creditor, executor, until }) => [
        ...[purpose, units, creditor, executor, until],
      ]),
    ).to.deep.equal([
      ["trade", 5n, undefined, w.relayer.address, until],
      ["pledge", 20n, w.b.address, undefined, undefined],
      ["attachment", 7n, w.thief.address, undefined, undefined],
    ]);
    expect(walletOf(register, w.b).stopped).to.equal(true);
    await expectAsOnChain(w.bond, register);
    await w.bond.connect(w.relayer).releaseHold(of.holds[0]!.id, 2n);
    const after = walletOf(await w.register(), w.a);
    expect(after.holds[0]?.units).to.equal(3n);
    await w.bond.connect(w.relayer).executeHold(of.holds[0]!.id, w.c, 3n);
    await expectAsOnChain(w.bond, await w.register());
  });

  it("gives a lost wallet's units, dates, holds and freezes to its successor", async () => {
    const w = await loadTraded();
    await w.desk.pledgeUnits(w.bond, w.a, 20n, w.b, REASON, DOCUMENT);
    await w.desk.freezeUnits(w.bond, w.a, 10n, REASON, DOCUMENT);
    await w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT);
    const before = walletOf(await w.register(), w.a);
    await recovered(w as World, w.a, w.c);
    await w.bond.connect(await impersonated(w, w.platform.desk)).recover(w.a);
    const register = await w.register();
    const after = walletOf(register, w.c);
    expect(after).to.deep.equal({ ...before, wallet: w.c.address });
    expect(register.investors[0]?.wallets).to.have.lengthOf(1);
    await expectAsOnChain(w.bond, register);
  });

  it("shows the register at an earlier block, and at the end of a day in Japan", async () => {
    const w = await loadTraded();
    const day = jstDateOf(w.issued);
    const then = await w.register({ at: { date: day } });
    expect(then.investors.map(({ units }) => units)).to.deep.equal([60n]);
    expect(then.timestamp).to.equal(w.issued);
    expect(await w.register({ at: { block: then.block } })).to.deep.equal(then);
    const refused = await w.register({ at: { date: jstDateOf(w.sold) } }).catch((error) => error);
    expect(refused.name).to.equal("DayNotOver");
    expect(refused.message).to.include("is not over on this chain");
    const early = await w.register({ at: { date: day - 9 } }).catch((error) => error);
    expect(early.name).to.equal("DayTooEarly");
    const unknown = await w.register({ at: { block: 9_999 } }).catch((error) => error);
    expect(unknown.name).to.equal("BlockUnknown");
  });

  it("has one digest for one register", async () => {
    const w = await loadTraded();
    const register = await w.register();
    expect(register.digest).to.match(/^[0-9a-f]{64}$/);
    expect((await w.register()).digest).to.equal(register.digest);
    const other = { ...register, supply: 101n };
    expect(registerDigest(other)).to.not.equal(register.digest);
    expect(registerDigest(register)).to.equal(register.digest);
  });

  it("refuses what the chain's supply denies, and events that do not add up", async () => {
    const w = await loadTraded();
    const { provider } = w.ethers;
    const without = (drop: (log: { topics: string[] }) => boolean): Rpc => ({
      async send(method, params) {
        const answer = await provider.send(method, params);
        return method === "eth_getLogs" ? answer.filter((log: never) => !drop(log)) : answer;
      },
    });
    const last = (await w.bond.queryFilter(w.bond.filters.Transfer())).at(-2)!;
    const issueLost = without((log) => JSON.stringify(log).includes(last.transactionHash));
    const disagrees = await w.register({ provider: issueLost }).catch((error) => error);
    expect(disagrees.name).to.equal("RegisterDisagrees");
    expect([disagrees.sum, disagrees.supply]).to.deep.equal([60n, 100n]);
    const first = (await w.bond.queryFilter(w.bond.filters.Transfer())).at(0)!;
    const lost = without((log) => JSON.stringify(log).includes(first.transactionHash));
    const incomplete = await w.register({ provider: lost }).catch((error) => error);
    expect(incomplete.name).to.match(/RegisterDisagrees|EventsIncomplete/);
    const late = await w
      .register({ fromBlock: last.blockNumber - 5 })
      .catch((error: unknown) => error as Error);
    expect((late as Error).name).to.match(/RegisterDisagrees|EventsIncomplete/);
    const noClass = await w.register({ token: w.a.address }).catch((error) => error);
    expect(noClass.name).to.equal("StateNotKept");
  });

  it("halves its windows until the node bears them, and says so when it bears none", async () => {
    const w = await loadTraded();
    const { provider } = w.ethers;
    const most = (blocks: number): Rpc => ({
      async send(method, params) {
        if (method === "eth_getLogs") {
          const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }];
          if (Number(toBlock) - Number(fromBlock) >= blocks) throw new Error("too many blocks");
        }
        return await provider.send(method, params as never[]);
      },
    });
    expect(await w.register({ provider: most(3) })).to.deep.equal(await w.register());
    const refused = await w.register({ provider: most(0) }).catch((error) => error);
    expect(refused.name).to.equal("LogsRefused");
  });

  it("keeps the dates of lots through a split, and scales what is promised (COMPLETE-1)", async () => {
    const w = await load(splits);
    await w.encumbered();
    await w.networkHelpers.time.increase(DAY);
    const before = walletOf(await registerOf(w), w.a);
    const { terms } = await w.begun();
    const { holds } = before;
    const ids = holds.map(({ id }) => id).sort();
    await w.split.scale(terms, w.all, ids);
    const register = await registerOf(w);
    const after = walletOf(register, w.a);
    expect(after.lots).to.deep.equal(before.lots.map((lot) => ({ ...lot, units: lot.units * 3n })));
    expect(after.holds.map(({ units }) => units)).to.deep.equal(
      holds.map(({ units }) => units * 3n),
    );
    await expectAsOnChain(w.share, register);
  });

  it("rounds lots of a consolidation down, the oldest first", async () => {
    const w = await load(splits);
    await w.networkHelpers.time.increase(DAY);
    await w.share.connect(w.b).transfer(w.a, 8n);
    const { terms } = await w.begun(w.TEN_INTO_ONE);
    await w.fractionsPaid(terms, w.all);
    await w.split.scale(terms, w.all, []);
    const register = await registerOf(w);
    expect(walletOf(register, w.a).lots.map(({ units }) => units)).to.deep.equal([10n, 1n]);
    await expectAsOnChain(w.share, register);
  });
});
