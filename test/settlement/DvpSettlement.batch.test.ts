import { expect } from "chai";
import { concat, dataLength, dataSlice, MaxUint256, toBeHex } from "ethers";
import {
  HostileWallet__factory,
  LyingCash__factory,
  ReentrancyLock__factory,
} from "../../types/index.js";
import { fixture } from "../support/fixture.ts";
import { revoked } from "../support/passes.ts";
import { DAY } from "../support/world.ts";
import { expectRefused } from "./support/books.ts";
import { AMOUNT, BUYER_YEN, ISSUE, SELLER_UNITS, type Signed } from "./support/tradeAgreed.ts";
import { PARTIES, PHASE, type TradeKnown, tradeKnown } from "./support/tradeKnown.ts";

/** As LyingCash.Lie and HostileWallet.Answer in test/support/mocks/settlement. */
const LIE = { revertsWithMuch: 14, burnsGas: 15, callsFirst: 16, callsOrRefuses: 17 } as const;
const ANSWER = { yes: 1, megabyte: 7, burnsGas: 10, yesIfRefused: 11 } as const;

const REASON_BYTES = 68;
const GAS = { gasLimit: 16_700_000 };
const REENTERED = ReentrancyLock__factory.createInterface().getError("Reentered")!.selector;

const load = fixture(tradeKnown);
const loadPoisoned = fixture(poisoned);

/**
 * Twenty trades of one unit between the parties, and what can go wrong with an item of them: a listed
 * cash token that loops, one that reverts with 100,000 bytes, one that settles another trade in the middle, and a
 * contract wallet for the same by ERC-1271, with a megabyte.
 */
async function poisoned() {
  const scene = await tradeKnown();
  const { dvp, buyer, deployer, yen, platform } = scene;

  async function lying(lie: number) {
    const cash = await new LyingCash__factory(deployer).deploy(lie);
    await cash.mint(buyer, BUYER_YEN);
    await cash.connect(buyer).approve(dvp, MaxUint256);
    await scene.listed(cash);
    return cash;
  }
  const looping = await lying(LIE.burnsGas);
  const bomb = await lying(LIE.revertsWithMuch);
  const reentering = await lying(LIE.callsOrRefuses);

  const wallet = await new HostileWallet__factory(deployer).deploy();
  const address = await wallet.getAddress();
  await scene.granted([{ address }]);
  await scene.minted({ address }, BUYER_YEN);
  scene.wallets.push(address);
  const approve = yen.interface.encodeFunctionData("approve", [platform.dvp, MaxUint256]);
  await wallet.execute(yen, approve);

  /** So many trades of a unit each, signed. */
  async function trades(count: number): Promise<Signed[]> {
    const settleBy = (await scene.now()) + DAY;
    const made: Signed[] = [];
    for (let i = 0; i < count; i++) made.push(await scene.agreed({ units: 1n, settleBy }));
    return made;
  }

  const against = async (cash: { getAddress(): Promise<string> }) =>
    await scene.agreed({ units: 1n, cash: await cash.getAddress() });

  /** A trade whose buyer is the wallet, which answers so. */
  async function withWallet(answer: number) {
    await wallet.setAnswer(answer);
    const { seller, bond } = scene;
    const changes = { units: 1n, amount: AMOUNT, buyer: address };
    const signed = await scene.signedTrade(seller, buyer, bond, changes);
    return { ...signed, buyerSignature: "0x" };
  }

  return {
    ...scene,
    ...{ looping, bomb, reentering, wallet, walletAddress: address },
    ...{ trades, against, withWallet },
  };
}

type SettleValues = [Signed["trade"], string, string];
type Poisoned = Awaited<ReturnType<typeof poisoned>>;

const matchedItem = (trade: Signed["trade"]) => ({
  trade,
  sellerSignature: "0x",
  buyerSignature: "0x",
});

/**
 * Settles a batch, isolated: the items at these places do not settle, all others do, and nothing else
 * moves. Each good item is a unit for AMOUNT yen between the parties.
 *
 * @returns the reasons, by place
 */
async function settleAllBut(
  scene: TradeKnown,
  items: readonly Signed[],
  bad: readonly number[],
): Promise<Record<number, string>> {
  const { dvp, bond, yen, seller, buyer } = scene;
  const [unitsBefore, yenBefore] = [await bond.balanceOf(buyer), await yen.balanceOf(seller)];
  expect(await dvp.settleBatch.staticCall([...items], false, GAS), "how many settled").to.equal(
    items.length - bad.length,
  );
  const receipt = await (await dvp.connect(scene.thief).settleBatch([...items], false, GAS)).wait();
  const logs = receipt!.logs
    .filter(({ address }) => address === scene.platform.dvp)
    .map((log) => dvp.interface.parseLog(log)!);
  const refused = logs.filter(({ name }) => name === "ItemNotSettled");
  const settled = logs.filter(({ name }) => name === "TradeSettled");
  expect(refused.map(({ args }) => Number(args.index))).to.deep.equal([...bad]);
  const good = items.filter((_, index) => !bad.includes(index));
  const ids = await Promise.all(good.map(({ trade }) => dvp.idOf(trade)));
  expect(settled.map(({ args }) => args.id)).to.deep.equal(ids);
  expect(await bond.balanceOf(buyer), "DVP-1: units").to.equal(unitsBefore + BigInt(good.length));
  expect(await yen.balanceOf(seller), "DVP-1: cash").to.equal(
    yenBefore + BigInt(good.length) * AMOUNT,
  );
  for (const index of bad) {
    const { trade } = items[index]!;
    expect(await dvp.isNonceUsed(trade.seller, trade.sellerNonce), "no number").to.equal(false);
  }
  for (const token of [bond, yen]) expect(await token.balanceOf(dvp), "DVP-2").to.equal(0n);
  for (const { args } of refused) {
    expect(dataLength(args.reason), "what is copied of a reason").to.be.at.most(REASON_BYTES);
  }
  return Object.fromEntries(refused.map(({ args }) => [Number(args.index), args.reason as string]));
}

describe("settleBatch", () => {
  it("of none settles none; of twenty all, by anyone (DVP-1)", async () => {
    const scene = await loadPoisoned();
    expect(await scene.dvp.settleBatch.staticCall([], false)).to.equal(0n);
    expect(await scene.dvp.settleBatch.staticCall([], true)).to.equal(0n);
    await settleAllBut(scene, await scene.trades(20), []);
    await scene.expectSound();
  });

  it("settles signed and matched trades side by side (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp } = scene;
    const [first, second, third] = await scene.trades(3);
    const firm = await scene.matched({ units: 1n }, PARTIES);
    await dvp.matchSigned(third!.trade, third!.sellerSignature, third!.buyerSignature);
    const items = [first!, matchedItem(firm), second!, matchedItem(third!.trade)];
    await settleAllBut(scene, items, []);
    await scene.expectPhase(firm, "settled");
    await scene.expectPhase(third!.trade, "settled");
    await scene.expectSound();
  });

  it("says why an item was refused, so far as 68 bytes go; it settles once the cause is gone (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, bond, seller } = scene;
    const items = await scene.trades(4);
    const early = await scene.agreed({ units: 1n, settleFrom: items[0]!.trade.settleBy });
    const large = await scene.agreed({ units: SELLER_UNITS + 1n });
    const unsigned = { ...(await scene.agreed({ units: 1n })), buyerSignature: "0x" };
    const unknown = matchedItem((await scene.agreed()).trade);
    items.splice(1, 0, early, large, unsigned, unknown);
    const reasons = await settleAllBut(scene, items, [1, 2, 3, 4]);
    const whole = bond.interface.encodeErrorResult("ERC20InsufficientBalance", [
      ...[seller.address, SELLER_UNITS - 1n, SELLER_UNITS + 1n],
    ]);
    expect(dataLength(whole)).to.be.greaterThan(REASON_BYTES);
    expect(dvp.interface.parseError(reasons[1]!)!.name).to.equal("TooEarly");
    expect(reasons[2], "cut off").to.equal(dataSlice(whole, 0, REASON_BYTES));
    const id = await dvp.idOf(unsigned.trade);
    expect([...dvp.interface.parseError(reasons[3]!)!.args]).to.deep.equal([
      ...[unsigned.trade.buyer, id],
    ]);
    expect([...dvp.interface.parseError(reasons[4]!)!.args]).to.deep.equal([
      ...[await dvp.idOf(unknown.trade), PHASE.none],
    ]);
    await scene.networkHelpers.time.increaseTo(early.trade.settleFrom - 5);
    await scene.networkHelpers.time.setNextBlockTimestamp(early.trade.settleFrom);
    await dvp.settleBatch([early], true, GAS);
    await scene.expectSound();
  });

  it("given the same trade twice: settles it once, signed or matched (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, bond, yen, seller, buyer } = scene;
    const [signed] = await scene.trades(1);
    const trade = await scene.matched({ units: 1n });
    const item = matchedItem(trade);
    const items = [signed!, item, signed!, item];
    expect(await dvp.settleBatch.staticCall(items, false, GAS)).to.equal(2n);
    const sent = dvp.settleBatch(items, false, GAS);
    const used = [seller.address, signed!.trade.sellerNonce];
    await expect(sent)
      .to.emit(dvp, "ItemNotSettled")
      .withArgs(2, dvp.interface.encodeErrorResult("NonceUsed", used));
    const phase = [await dvp.idOf(trade), PHASE.settled];
    await expect(sent)
      .to.emit(dvp, "ItemNotSettled")
      .withArgs(3, dvp.interface.encodeErrorResult("WrongPhase", phase));
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(2n);
    expect(await yen.balanceOf(seller), "DVP-1").to.equal(2n * AMOUNT);
    const refusal = { by: dvp, error: "NonceUsed", args: used };
    const all = () => dvp.settleBatch([signed!, signed!], true, GAS);
    await expectRefused(scene, signed!, refusal, { sent: all });
  });

  it("of one class with many parties: a stopped one keeps nobody else (DVP-1, ELIG-2)", async () => {
    const scene = await loadPoisoned();
    const { dvp, bond, yen, c, desk, seller, buyer } = scene;
    const other = await scene.openClass();
    await scene.granted([c]);
    await desk.issue(other, seller, 5n, ISSUE);
    await other.connect(seller).approve(dvp, MaxUint256);
    const settleBy = (await scene.now()) + DAY;
    await scene.minted(c, AMOUNT);
    await yen.connect(c).approve(dvp, MaxUint256);
    const toStopped = await scene.signedTrade(seller, c, bond, { amount: AMOUNT, settleBy });
    const [first, last] = await scene.trades(2);
    const inOther = await scene.agreed({ units: 5n, settleBy }, other);
    await revoked(scene, c);
    const items = [first!, toStopped, inOther, last!];
    const sent = dvp.settleBatch(items, false, GAS);
    const reason = bond.interface.encodeErrorResult("PassNotWorking", [c.address, 5]);
    await expect(sent).to.emit(dvp, "ItemNotSettled").withArgs(1, reason);
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(2n);
    expect(await other.balanceOf(buyer), "DVP-1").to.equal(5n);
    expect(await yen.balanceOf(seller), "DVP-1").to.equal(3n * AMOUNT);
    expect(await yen.balanceOf(c), "DVP-1").to.equal(AMOUNT);
  });

  it("all or nothing: settles all, or is refused as the first refused item is (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, bond, seller, buyer } = scene;
    const [first, last] = await scene.trades(2);
    const trade = await scene.matched({ units: 1n });
    const large = await scene.agreed({ units: SELLER_UNITS });
    const items = [first!, matchedItem(trade), large, last!];
    const sent = () => dvp.settleBatch(items, true, GAS);
    const args = [seller.address, SELLER_UNITS - 2n, SELLER_UNITS];
    const refusal = { by: bond, error: "ERC20InsufficientBalance", args };
    for (const signed of [first!, large, last!]) {
      await expectRefused(scene, signed, refusal, { sent });
    }
    await scene.expectPhase(trade, "matched");
    const good = [first!, matchedItem(trade), last!];
    expect(await dvp.settleBatch.staticCall(good, true, GAS)).to.equal(3n);
    await dvp.settleBatch(good, true, GAS);
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(3n);
    await scene.expectSound();
  });

  it("given less gas than an item may take: refuses all of it, whatever would have settled (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, bond, buyer } = scene;
    const items = await scene.trades(3);
    const itemGas = await dvp.itemGas();
    expect(itemGas).to.equal(400_000n);
    const needed = itemGas + itemGas / 32n + 20_000n;
    await expect(dvp.settleBatch.staticCall(items, false, { gasLimit: 420_000 }))
      .to.be.revertedWithCustomError(dvp, "GasForItemMissing")
      .withArgs(0, needed);
    // Enough for the first, which takes less than it may, and not for the next.
    await expect(dvp.settleBatch.staticCall(items, false, { gasLimit: 600_000 }))
      .to.be.revertedWithCustomError(dvp, "GasForItemMissing")
      .withArgs(1, needed);
    await expect(dvp.settleBatch(items, false, { gasLimit: 600_000 })).to.revert(scene.ethers);
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(0n);
    // All or nothing has no bound to keep.
    await dvp.settleBatch(items, true, { gasLimit: 600_000 });
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(3n);
  });

  it("given an item as long as a block: it has all its gas, at any limit, or the batch is refused (DVP-1)", async () => {
    // Instrumented code takes other gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const scene = await loadPoisoned();
    const { dvp, networkHelpers } = scene;
    const long = {
      ...(await scene.withWallet(ANSWER.yes)),
      buyerSignature: `0x${"00".repeat(240_000)}`,
    };
    const items = [long];
    const { restore } = await networkHelpers.takeSnapshot();
    const enough = await dvp.settleBatch(items, false, GAS);
    await expect(enough).to.emit(dvp, "TradeSettled");
    await restore();
    const outcomes = new Set<string>();
    const limits = Array.from({ length: 22 }, (_, i) => 1_350_000 + i * 25_000);
    // Where EIP-7623 has a floor price for what is sent, nothing goes by less than this.
    for (const gasLimit of [...limits, 2_600_000]) {
      const settled = await dvp.settleBatch.staticCall(items, false, { gasLimit }).then(
        (count) => (count === 1n ? "settled" : "not settled for want of gas"),
        () => "refused",
      );
      outcomes.add(settled);
    }
    expect([...outcomes]).to.deep.equal(["refused", "settled"]);
  });

  it("given an item whose signatures do not stand behind it: it alone is refused, or settles as sent (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, relayer, bond, buyer } = scene;
    const items = await scene.trades(3);
    const data = dvp.interface.encodeFunctionData("settleBatch", [items, false]);
    // Where the second item says that its seller's signature stands: past selector, two words, the count.
    const start = 4 + 3 * 32;
    const wordAt = (at: number) => BigInt(dataSlice(data, at, at + 32));
    const item = start + Number(wordAt(start + 32));
    const pointer = item + 14 * 32;
    const size = dataLength(data);
    const pointing = (to: bigint, behind = "0x") =>
      concat([dataSlice(data, 0, pointer), toBeHex(to, 32), dataSlice(data, pointer + 32), behind]);
    const signature = items[1]!.sellerSignature;
    const tail = concat([toBeHex(65, 32), signature, `0x${"00".repeat(31)}`]);
    const first = start + Number(wordAt(start));
    const backwards = BigInt.asUintN(256, BigInt(first + Number(wordAt(first + 14 * 32)) - item));
    const { restore } = await scene.networkHelpers.takeSnapshot();
    for (const [call, settled] of [
      [data, 3n],
      // Far behind all items.
      [pointing(BigInt(size - item), tail), 3n],
      // Among the first item's: the seller's of another trade.
      [pointing(backwards), 2n],
    ] as const) {
      const before = await bond.balanceOf(buyer);
      await relayer.sendTransaction({ to: dvp, data: call, ...GAS });
      expect((await bond.balanceOf(buyer)) - before).to.equal(settled);
      await restore();
    }
    // Where there can be no signature there is no batch, or that item is refused.
    for (const place of [0n, BigInt.asUintN(256, BigInt(-item)), 1n << 255n, BigInt(size)]) {
      const before = await bond.balanceOf(buyer);
      const sent = relayer.sendTransaction({ to: dvp, data: pointing(place), ...GAS });
      const isBatch = await sent.then(
        () => true,
        () => false,
      );
      expect((await bond.balanceOf(buyer)) - before).to.equal(isBatch ? 2n : 0n);
      await restore();
    }
  });

  it("given a batch inside a batch: refused (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, reentering, platform } = scene;
    const [inner, other] = await scene.trades(2);
    const data = dvp.interface.encodeFunctionData("settleBatch", [[inner!], false]);
    await reentering.setCall(platform.dvp, data);
    await reentering.setLie(LIE.callsFirst);
    const item = await scene.against(reentering);
    const sent = dvp.settleBatch([item, other!], false, GAS);
    await expect(sent).to.not.emit(dvp, "ItemNotSettled");
    expect(await reentering.called()).to.equal(false);
    expect(await reentering.refusal()).to.equal(REENTERED);
    const { seller, sellerNonce } = inner!.trade;
    expect(await dvp.isNonceUsed(seller, sellerNonce)).to.equal(false);
  });
});

describe("settleItem", () => {
  it("is refused to everybody but the contract itself (DVP-1)", async () => {
    const scene = await load();
    const { dvp, thief, admin, seller, operator } = scene;
    const signed = await scene.agreed();
    const trade = await scene.matched();
    for (const by of [thief, admin, seller, operator]) {
      for (const item of [signed, matchedItem(trade)]) {
        await scene.refuses(item.trade, () => dvp.connect(by).settleItem(item), {
          by: dvp,
          error: "NotTheContractItself",
          args: [by.address],
        });
      }
    }
  });
});

describe("attack: gas and size bombs", () => {
  const poisons: Record<string, (scene: Poisoned, others: readonly Signed[]) => Promise<Signed>> = {
    "looping asset": async ({ against, looping }) => await against(looping),
    "looping ERC-1271 wallet": async ({ withWallet }) => await withWallet(ANSWER.burnsGas),
    "return-bomb asset": async ({ against, bomb }) => await against(bomb),
    "return-bomb ERC-1271 wallet (1 MB)": async ({ withWallet }) =>
      await withWallet(ANSWER.megabyte),
    "re-entering asset": async ({ against, reentering, dvp, platform }, others) => {
      const { trade, sellerSignature, buyerSignature } = others.at(-1)!;
      const values: SettleValues = [trade, sellerSignature, buyerSignature];
      const data = dvp.interface.encodeFunctionData("settle", values);
      await reentering.setCall(platform.dvp, data);
      return await against(reentering);
    },
    "re-entering ERC-1271 wallet": async ({ withWallet, wallet, dvp, platform }, others) => {
      const { trade, sellerSignature, buyerSignature } = others.at(-1)!;
      const values: SettleValues = [trade, sellerSignature, buyerSignature];
      const data = dvp.interface.encodeFunctionData("settle", values);
      // It says yes only where the lock lets it in.
      await wallet.setCall(platform.dvp, data, "0x00000000");
      return await withWallet(ANSWER.yesIfRefused);
    },
  };
  for (const [poison, make] of Object.entries(poisons)) {
    it(`given one ${poison} in a batch of 20: 19 settle, wherever it stands (DVP-1)`, async () => {
      const scene = await loadPoisoned();
      const { restore } = await scene.networkHelpers.takeSnapshot();
      for (const place of [0, 10, 19]) {
        const items = await scene.trades(19);
        const bad = await make(scene, items);
        items.splice(place, 0, bad);
        const reasons = await settleAllBut(scene, items, [place]);
        if (poison === "looping asset") expect(reasons[place], "out of gas").to.equal("0x");
        await scene.expectSound();
        await restore();
      }
    });
  }

  it("given one looping, one return-bomb and one re-entering asset in a batch of 20: 17 settle (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const items = await scene.trades(17);
    const names = ["looping asset", "return-bomb asset", "re-entering asset"];
    const bad = await Promise.all(names.map((name) => poisons[name]!(scene, items)));
    items.splice(3, 0, bad[0]!);
    items.splice(9, 0, bad[1]!);
    items.splice(15, 0, bad[2]!);
    const reasons = await settleAllBut(scene, items, [3, 9, 15]);
    expect(reasons[3], "out of gas").to.equal("0x");
    expect(dataLength(reasons[9]!), "cut off").to.equal(REASON_BYTES);
    await scene.expectSound();
  });

  it("given ten looping items: costs what they may take, and no more (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, looping } = scene;
    const items: Signed[] = [];
    for (let i = 0; i < 10; i++) items.push(await scene.against(looping));
    const [good] = await scene.trades(1);
    const sent = await dvp.settleBatch([...items, good!], false, GAS);
    await expect(sent).to.emit(dvp, "TradeSettled");
    const { gasUsed } = (await sent.wait())!;
    expect(gasUsed).to.be.lessThan(10n * (await dvp.itemGas()) + 500_000n);
  });

  it("given a trade whose wallet answers a megabyte: matched by nobody (DVP-1)", async () => {
    const scene = await loadPoisoned();
    const { dvp, walletAddress } = scene;
    const { trade, sellerSignature } = await scene.withWallet(ANSWER.megabyte);
    await expect(dvp.matchSigned(trade, sellerSignature, "0x", { gasLimit: 2_000_000 }))
      .to.be.revertedWithCustomError(dvp, "SignatureInvalid")
      .withArgs(walletAddress, await dvp.idOf(trade));
  });
});
