import { expect } from "chai";
import { encodeBytes32String, id, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { SecurityActions__factory } from "../../sdk/contracts.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { transferAuthorizationTypedData } from "../../sdk/encode/transferAuthorizationTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { fixture } from "../support/fixture.ts";
import { type HoldOrder, holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { linked, recovered, suspended } from "../support/lists.ts";
import type { Wallet } from "../support/passes.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD, withFields } from "../support/words.ts";
import { DAY, type World, world } from "../support/world.ts";

const ISSUE = encodeBytes32String("issue");
const DOCUMENT = `0x${"33".repeat(32)}`;
const MOST = 2n ** 64n - 1n;
const UNITS = { a: 100n, b: 7n, c: 1n } as const;

/** A class with these terms, of which A, B and C have {@link UNITS}; its orders are the desk's. */
async function classOf(terms: Parameters<World["openClass"]>[0] = {}, units: Units = UNITS) {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  const token = await w.openClass(terms);
  for (const name of ["a", "b", "c"] as const) {
    if (units[name] !== 0n) await w.desk.issue(token, w[name], units[name], ISSUE);
  }
  const asDesk = token.connect(await impersonated(w, w.platform.desk));
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  // Errors of the words are its code's own, not the interface's.
  const own = SecurityActions__factory.connect(await token.getAddress());

  const rescale = (
    [numerator, denominator]: Ratio,
    wallets: readonly Wallet[],
    holds: readonly string[] = [],
  ) => asDesk.rescale(numerator, denominator, addresses(wallets), [...holds]);
  /** An action of all holders, begun, done and ended. */
  async function done(ratio: Ratio, wallets: readonly Wallet[], holds: readonly string[] = []) {
    await asDesk.beginAction();
    await rescale(ratio, wallets, holds);
    return await asDesk.endAction(...ratio);
  }
  /** A hold that the desk places. */
  async function encumbered(order: HoldOrder) {
    await asDesk.encumber(order);
    return holdId(token, order);
  }
  const classWord = async () => fieldsOf(CLASS_WORD, await token.classWord());
  const word = async ({ address }: Wallet) => fieldsOf(HOLDER_WORD, await token.wordOf(address));
  return { ...w, w, token, own, asDesk, everyone, rescale, done, encumbered, classWord, word };
}

/** Wallets and holds of one call. */
type Page = [wallets: string[], holds: string[]];
type Ratio = readonly [numerator: bigint, denominator: bigint];
type Units = Readonly<Record<"a" | "b" | "c", bigint>>;
type Loaded = Awaited<ReturnType<typeof classOf>>;

const load = fixture(() => classOf());
const addresses = (wallets: readonly Wallet[]) => wallets.map(({ address }) => address);
const ascending = (...holds: string[]) => [...holds].sort();
const ceil = (part: bigint, whole: bigint) => (part + whole - 1n) / whole;

/** Balance, held and frozen of a wallet. */
const accountOf = async ({ token }: Loaded, { address }: Wallet) => [
  await token.balanceOf(address),
  await token.heldOf(address),
  await token.frozenOf(address),
];

describe("beginAction", () => {
  it("numbers the action, raises the terms epoch, says so, and answers the supply", async () => {
    const w = await load();
    expect(await w.asDesk.beginAction.staticCall()).to.equal(108n);
    await expect(w.asDesk.beginAction()).to.emit(w.token, "ActionBegun").withArgs(1, 1);
    expect(await w.classWord()).to.include({ actionNumber: 1n, termsEpoch: 1n, inAction: 1n });
    await expect(w.asDesk.endAction(1, 1)).to.emit(w.token, "ActionEnded").withArgs(1, 1, 1);
    expect(await w.classWord()).to.include({ actionNumber: 1n, termsEpoch: 1n, inAction: 0n });
    await expect(w.asDesk.beginAction()).to.emit(w.token, "ActionBegun").withArgs(2, 2);
    await expectTotals(w.token, w.everyone);
  });

  it("is refused while one runs, and the other orders while none does", async () => {
    const w = await load();
    for (const tried of [
      () => w.rescale([2n, 1n], [w.a]),
      () => w.asDesk.endPromises([]),
      () => w.asDesk.endAction(1, 1),
    ]) {
      await expect(tried()).to.be.revertedWithCustomError(w.token, "NoAction").withArgs();
    }
    await w.asDesk.beginAction();
    await expect(w.asDesk.beginAction())
      .to.be.revertedWithCustomError(w.token, "TokenInAction")
      .withArgs();
  });

  it("makes no trade settle that was signed before", async () => {
    const w = await load();
    await w.minted(w.b, 1_000_000n);
    await w.token.connect(w.a).approve(w.platform.dvp, MaxUint256);
    await w.yen.connect(w.b).approve(w.platform.dvp, MaxUint256);
    const signed = await w.signedTrade(w.a, w.b, w.token);
    await w.asDesk.beginAction();
    await w.asDesk.endAction(1, 1);
    const { trade, sellerSignature, buyerSignature } = signed;
    await expect(w.dvp.settle(trade, sellerSignature, buyerSignature))
      .to.be.revertedWithCustomError(w.dvp, "TermsChanged")
      .withArgs(1, 0);
  });

  it("is refused after the 255th, and after the last terms epoch", async () => {
    const w = await load();
    for (let number = 1; number <= 255; number++) {
      await w.asDesk.beginAction();
      await w.asDesk.endAction(1, 1);
    }
    expect((await w.classWord()).actionNumber).to.equal(255n);
    await expect(w.asDesk.beginAction())
      .to.be.revertedWithCustomError(w.own, "ActionsSpent")
      .withArgs();
    const word = await w.token.classWord();
    const spent = withFields(CLASS_WORD, word, { actionNumber: 1, termsEpoch: 0xffff });
    await setClassWord(w, spent);
    await expect(w.asDesk.beginAction())
      .to.be.revertedWithCustomError(w.own, "TermsEpochAtMaximum")
      .withArgs();
  });
});

describe("heirOf", () => {
  it("given a wallet that was not recovered in the class, is the wallet itself", async () => {
    const w = await load();
    expect(await w.token.heirOf(w.a)).to.equal(w.a.address);
  });
});

/** Writes the class's word straight into storage. */
async function setClassWord(w: Loaded, word: bigint) {
  const at = w.token.target as string;
  const before = await w.token.classWord();
  for (let slot = 0; slot < 4; slot++) {
    if (BigInt(await w.networkHelpers.getStorageAt(at, slot)) !== before) continue;
    await w.networkHelpers.setStorageAt(at, slot, word);
    return;
  }
  throw new Error("No slot holds the class word");
}

describe("rescale", () => {
  it("SUM-1: makes more units of each, says so, and answers how many there were", async () => {
    const w = await load();
    await w.asDesk.beginAction();
    const page: Page = [addresses([w.a, w.c]), []];
    expect(await w.asDesk.rescale.staticCall(3, 1, ...page)).to.equal(101n);
    const sent = w.rescale([3n, 1n], [w.a, w.c]);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(ZeroAddress, w.a, 200n);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(ZeroAddress, w.c, 2n);
    await expectTotals(w.token, w.everyone);
    expect(await w.asDesk.rescale.staticCall(3, 1, addresses([w.b]), [])).to.equal(7n);
    await w.rescale([3n, 1n], [w.b]);
    await w.asDesk.endAction(3, 1);
    expect(await accountOf(w, w.a)).to.deep.equal([300n, 0n, 0n]);
    expect(await accountOf(w, w.b)).to.deep.equal([21n, 0n, 0n]);
    expect(await w.token.totalSupply()).to.equal(324n);
    await expectTotals(w.token, w.everyone);
    await w.token.connect(w.a).transfer(w.b, 300n);
    await expectTotals(w.token, w.everyone);
  });

  it("SUM-1: makes fewer of each, rounded down, and whoever has none left is no holder", async () => {
    const w = await load();
    await w.asDesk.beginAction();
    const sent = w.rescale([3n, 10n], [w.c, w.b, w.a]);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(w.a, ZeroAddress, 70n);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(w.b, ZeroAddress, 5n);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(w.c, ZeroAddress, 1n);
    await w.asDesk.endAction(3, 10);
    expect(await w.token.holderCount()).to.equal(2n);
    expect(await w.token.totalSupply()).to.equal(32n);
    await expectTotals(w.token, w.everyone);
  });

  it("does a wallet once, however often and in whatever pages it is named", async () => {
    const w = await load();
    await w.asDesk.beginAction();
    const page: Page = [addresses([w.a, w.a, w.b, w.a]), []];
    expect(await w.asDesk.rescale.staticCall(2, 1, ...page)).to.equal(107n);
    await w.rescale([2n, 1n], [w.a, w.a, w.b, w.a]);
    expect(await w.asDesk.rescale.staticCall(2, 1, ...page)).to.equal(0n);
    await expect(w.rescale([2n, 1n], [w.a, w.b])).not.to.emit(w.token, "Transfer");
    expect(await w.token.balanceOf(w.a)).to.equal(200n);
    expect(await w.token.balanceOf(w.b)).to.equal(14n);
    await expectTotals(w.token, w.everyone);
  });

  it("skips who has nothing, and does in the next action who came after the last", async () => {
    const w = await load();
    await w.done([2n, 1n], [w.thief, w.a, w.issuer, w.b, w.c]);
    expect(await w.token.wordOf(w.thief)).to.equal(0n);
    // B leaves and comes back, and the issuer is new: both know the last action as done.
    await w.token.connect(w.b).transfer(w.a, 14n);
    await w.granted([w.issuer]);
    await w.token.connect(w.a).transfer(w.b, 4n);
    await w.token.connect(w.a).transfer(w.issuer, 10n);
    await w.desk.issue(w.token, w.issuer, 1n, ISSUE);
    for (const wallet of [w.a, w.b, w.c, w.issuer]) {
      expect((await w.word(wallet)).actionNumber).to.equal(1n);
    }
    await w.asDesk.beginAction();
    const all = [w.issuer, w.c, w.b, w.a];
    const page: Page = [addresses(all), []];
    expect(await w.asDesk.rescale.staticCall(1, 2, ...page)).to.equal(217n);
    await w.rescale([1n, 2n], all);
    await w.asDesk.endAction(1, 2);
    expect(await w.token.totalSupply()).to.equal(100n + 2n + 1n + 5n);
    await expectTotals(w.token, w.everyone);
  });

  it("does who took no part in an action that was given up", async () => {
    const w = await load();
    await w.asDesk.beginAction();
    await w.asDesk.endAction(1, 1);
    expect(await w.token.cap()).to.equal(1_000n);
    expect((await w.classWord()).capChanged).to.equal(0n);
    await w.done([2n, 1n], [w.a, w.b, w.c]);
    expect(await w.token.totalSupply()).to.equal(216n);
  });

  it("asks neither pass nor freeze nor pause, and of a stopped wallet the units stay", async () => {
    const w = await load();
    await suspended(w.w, w.a);
    await w.asDesk.setFrozen(w.b, true);
    await w.desk.connect(w.pauser).pause(w.token);
    await w.done([1n, 7n], [w.a, w.b, w.c]);
    expect(await w.token.balanceOf(w.a)).to.equal(14n);
    expect(await w.token.balanceOf(w.b)).to.equal(1n);
    expect(await w.token.isFrozen(w.b)).to.equal(true);
    await expectTotals(w.token, w.everyone);
  });

  it("counts an investor's wallets as one, who stays until the last is empty", async () => {
    const w = await load();
    await linked(w.w, w.a, [w.issuer]);
    await w.token.connect(w.a).transfer(w.issuer, 2n);
    const his = addresses([w.a, w.issuer]);
    expect(await w.token.holderCount()).to.equal(3n);
    await w.done([1n, 7n], [w.issuer, w.a, w.b, w.c]);
    expect(await w.token.holderCount()).to.equal(2n);
    await expectTotals(w.token, w.everyone, his);
    await w.done([1n, 20n], [w.a, w.b]);
    expect(await w.token.holderCount()).to.equal(0n);
    await expectTotals(w.token, w.everyone, his);
  });

  it("counts fewer of a category where its last unit goes", async () => {
    const w = await classOf({ rules: rulesWord({ maxPerCategory: { general: 3 } }) });
    const general = 4;
    expect(await w.token.countOf(general)).to.equal(3n);
    await w.done([1n, 7n], [w.a, w.b, w.c]);
    expect(await w.token.countOf(general)).to.equal(2n);
    await w.granted([w.issuer, w.thief]);
    await w.token.connect(w.a).transfer(w.issuer, 1n);
    await expect(w.token.connect(w.a).transfer(w.thief, 1n))
      .to.be.revertedWithCustomError(w.token, "TooManyOfCategory")
      .withArgs(general, 3);
    await w.done([0n, 1n], [w.a, w.b, w.c, w.issuer]);
    expect(await w.token.countOf(general)).to.equal(0n);
    await expectTotals(w.token, w.everyone);
  });

  it("SUM-1: is refused where a balance or the supply would not fit", async () => {
    const units = { a: 2n ** 63n, b: 2n ** 62n, c: 1n };
    const w = await classOf({ cap: MOST }, units);
    await w.asDesk.beginAction();
    await expect(w.rescale([2n, 1n], [w.a]))
      .to.be.revertedWithCustomError(w.own, "BalanceOverflow")
      .withArgs(0, 2n ** 64n);
    const more = 2n ** 63n;
    await expect(w.rescale([3n, 1n], [w.b]))
      .to.be.revertedWithCustomError(w.own, "SupplyOverflow")
      .withArgs(units.a + units.b + units.c, more);
    await expect(w.rescale([1n, 0n], [w.a])).to.revert(w.ethers);
    await expectTotals(w.token, w.everyone);
  });
});

describe("rescale, of what is held", () => {
  /** A pledge of 30, an attachment of 20, a lock-up of 10 and a trade of 7 on A's units. */
  async function held(w: Loaded, holder: World["a"] = w.a) {
    const salt = id("salt");
    const orders = (["pledge", "attachment", "lockUp"] as const).map((purpose, place) =>
      holdOrder(holder, [30n, 20n, 10n][place]!, salt, { purpose: PURPOSE[purpose] }),
    );
    const ids = [];
    for (const order of orders) ids.push(await w.encumbered(order));
    const until = (await w.now()) + 30 * DAY;
    await w.token.connect(holder).hold(holder, 7n, w.relayer, until, salt);
    const changes = { purpose: PURPOSE.trade, executor: w.relayer.address };
    const trade = holdId(w.token, holdOrder(holder, 7n, salt, changes));
    return { trade, pledge: ids[0]!, until, ids: ascending(...ids, trade) };
  }
  const unitsOf = async (w: Loaded, hold: string) => (await w.token.holdOf(hold)).units;

  it("HOLD-1: makes each hold one of the same share, whatever it is for", async () => {
    const w = await load();
    const { ids, trade, until } = await held(w);
    const before = await Promise.all(ids.map((hold) => unitsOf(w, hold)));
    await w.asDesk.beginAction();
    const sent = w.rescale([3n, 2n], [w.b, w.a, w.c], ids);
    await sent;
    expect(await accountOf(w, w.a)).to.deep.equal([150n, 101n, 0n]);
    let sum = 0n;
    for (const hold of ids) sum += await unitsOf(w, hold);
    expect(sum).to.equal(101n);
    for (const [place, hold] of ids.entries()) {
      await expect(sent)
        .to.emit(w.token, "HoldRescaled")
        .withArgs(hold, w.a, before[place], await unitsOf(w, hold));
    }
    await w.asDesk.endAction(3, 2);
    await expectTotals(w.token, w.everyone);
    // It is the same hold still.
    const record = await w.token.holdRecord(trade);
    expect(record.executor).to.equal(w.relayer.address);
    expect(record.until).to.equal(until);
    await w.token.connect(w.relayer).executeHold(trade, w.b, await unitsOf(w, trade));
    await expectTotals(w.token, w.everyone);
  });

  it("HOLD-1: lets the free units bear a fraction, and what is held no more than there is", async () => {
    const w = await load();
    await w.token.connect(w.a).transfer(w.b, 33n);
    const { ids } = await held(w);
    // All 67 are held: of 1 for 10 there are 6, of which a trade's is the last to get any.
    await w.asDesk.beginAction();
    await w.rescale([1n, 10n], [w.a], ids);
    expect(await accountOf(w, w.a)).to.deep.equal([6n, 6n, 0n]);
    let sum = 0n;
    for (const hold of ids) sum += await unitsOf(w, hold);
    expect(sum).to.equal(6n);
    await expectTotals(w.token, w.everyone);
  });

  it("ends a hold of which nothing is left, and passes over it when the page comes again", async () => {
    const w = await load();
    const { ids, trade } = await held(w);
    await w.asDesk.beginAction();
    await w.rescale([1n, 100n], [w.a], ids);
    expect(await accountOf(w, w.a)).to.deep.equal([1n, 1n, 0n]);
    // What the registrar bound comes before a trade, in the order of the ids.
    const first = ids.find((hold) => hold !== trade);
    for (const hold of ids) expect(await unitsOf(w, hold)).to.equal(hold === first ? 1n : 0n);
    expect((await w.token.holdOf(trade)).holder).to.equal(ZeroAddress);
    // Somebody else was first with this page: it does the rest.
    await w.rescale([1n, 100n], [w.a, w.b, w.c], ids);
    expect(await w.token.totalSupply()).to.equal(1n);
    await w.asDesk.endAction(1, 100);
    await expectTotals(w.token, w.everyone);
  });

  it("refuses a hold too few, twice, out of order, or of somebody else", async () => {
    const w = await load();
    const { ids } = await held(w);
    const [first, second] = [ids[0]!, ids[1]!];
    const other = await w.encumbered(holdOrder(w.b, 5n, ZeroHash));
    const none = id("never placed");
    await w.asDesk.beginAction();
    const named = 67n - (await unitsOf(w, ids[3]!));
    for (const [wallets, holds, error, args] of [
      [[w.a], [], "HoldsNotNamed", [w.a, 67n, 0n]],
      [[w.a], [none], "HoldsNotNamed", [w.a, 67n, 0n]],
      [[w.a], ids.slice(0, 3), "HoldsNotNamed", [w.a, 67n, named]],
      [[w.a], [first, first, ...ids.slice(1)], "HoldsNotTheWallets", [first]],
      [[w.a], [second, first, ...ids.slice(2)], "HoldsNotTheWallets", [first]],
      [[w.a], [...ids, other], "HoldsNotTheWallets", [other]],
      [[w.a], [other, ...ids], "HoldsNotNamed", [w.a, 67n, 0n]],
      [[w.b, w.a], [...ids, other], "HoldsNotNamed", [w.b, 5n, 0n]],
      [[w.c], [other], "HoldsNotTheWallets", [other]],
      [[], [other], "HoldsNotTheWallets", [other]],
    ] as const) {
      await expect(w.rescale([2n, 1n], wallets, holds))
        .to.be.revertedWithCustomError(w.token, error)
        .withArgs(...args);
    }
    await w.rescale([2n, 1n], [w.b, w.c, w.a], [other, ...ids]);
    expect(await accountOf(w, w.a)).to.deep.equal([200n, 134n, 0n]);
    expect(await accountOf(w, w.b)).to.deep.equal([14n, 10n, 0n]);
    await expectTotals(w.token, w.everyone);
  });

  it("follows a lost wallet's holds to its successor", async () => {
    const w = await load();
    const { ids, pledge } = await held(w);
    await linked(w.w, w.a, [w.issuer]);
    await recovered(w.w, w.a, w.issuer);
    await w.asDesk.recover(w.a);
    await w.asDesk.beginAction();
    await expect(w.rescale([2n, 1n], [w.a], ids)).to.be.revertedWithCustomError(
      w.token,
      "HoldsNotTheWallets",
    );
    await w.rescale([2n, 1n], [w.a, w.issuer], ids);
    expect(await accountOf(w, w.issuer)).to.deep.equal([200n, 134n, 0n]);
    expect([...(await w.token.holdOf(pledge))].slice(0, 2)).to.deep.equal([w.issuer.address, 60n]);
    await w.asDesk.endAction(2, 1);
    await expectTotals(w.token, w.everyone);
  });

  it("HOLD-1: keeps the share of each hold within one unit, at any ratio", async () => {
    const w = await load();
    const { ids } = await held(w);
    const before = await Promise.all(ids.map((hold) => unitsOf(w, hold)));
    const { restore } = await w.networkHelpers.takeSnapshot();
    let snapshot = restore;
    const ratios: Ratio[] = [
      [1n, 1n],
      [2n, 1n],
      [1n, 2n],
      [1n, 3n],
      [2n, 3n],
      [7n, 5n],
      [5n, 7n],
      [1n, 67n],
      [99n, 100n],
      [1n, 99n],
      [1n, 101n],
      [1_000_003n, 1_000n],
      [0n, 1n],
    ];
    for (const ratio of ratios) {
      const [numerator, denominator] = ratio;
      await w.asDesk.beginAction();
      await w.rescale(ratio, [w.a], ids);
      const balance = (100n * numerator) / denominator;
      const most = before.reduce((sum, units) => sum + ceil(units * numerator, denominator), 0n);
      const all = most < balance ? most : balance;
      expect(await accountOf(w, w.a), `${ratio}`).to.deep.equal([balance, all, 0n]);
      let sum = 0n;
      for (const [place, hold] of ids.entries()) {
        const units = await unitsOf(w, hold);
        sum += units;
        expect(units <= ceil(before[place]! * numerator, denominator), `${ratio}`).to.equal(true);
      }
      expect(sum, `${ratio}`).to.equal(all);
      await expectTotals(w.token, w.everyone);
      await snapshot();
      snapshot = (await w.networkHelpers.takeSnapshot()).restore;
    }
  });
});

describe("rescale, of what is frozen", () => {
  it("stops no less than before, whatever the fraction", async () => {
    const w = await load();
    await w.asDesk.setFrozenTokens(w.a, 31n);
    await w.asDesk.setFrozenTokens(w.b, 7n);
    await w.asDesk.beginAction();
    const sent = w.rescale([1n, 2n], [w.a, w.b]);
    await expect(sent).to.emit(w.token, "Frozen").withArgs(w.a, 16n);
    await expect(sent).to.emit(w.token, "Frozen").withArgs(w.b, 4n);
    expect(await accountOf(w, w.a)).to.deep.equal([50n, 0n, 16n]);
    expect(await accountOf(w, w.b)).to.deep.equal([3n, 0n, 4n]);
    await w.asDesk.endAction(1, 2);
    await expectTotals(w.token, w.everyone);
    await expect(w.token.connect(w.a).transfer(w.c, 35n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a, 34n, 35n);
  });

  it("that is more than anybody can have stays all, also where no unit is left", async () => {
    const w = await load();
    for (const frozen of [MaxUint256, MOST + 1n]) await w.asDesk.setFrozenTokens(w.a, frozen);
    await w.asDesk.setFrozenTokens(w.b, MOST);
    await w.asDesk.setFrozenTokens(w.c, MaxUint256);
    await w.asDesk.beginAction();
    await w.rescale([2n, 1n], [w.a, w.b]);
    expect(await w.token.frozenOf(w.a)).to.equal(MOST + 1n);
    expect(await w.token.frozenOf(w.b)).to.equal(2n * MOST);
    await w.asDesk.endAction(2, 1);
    expect(await w.token.freeOf(w.b)).to.equal(0n);
    await w.done([1n, 2n], [w.c]);
    expect(await w.token.balanceOf(w.c)).to.equal(0n);
    expect(await w.token.frozenOf(w.c)).to.equal(MaxUint256);
    expect((await w.word(w.c)).hasFrozenUnits).to.equal(1n);
    await expectTotals(w.token, w.everyone);
  });

  it("of a wallet without units follows too, once", async () => {
    const w = await load();
    await w.asDesk.setFrozenTokens(w.issuer, 10n);
    await w.asDesk.beginAction();
    await w.rescale([3n, 1n], [w.issuer, w.a, w.issuer]);
    expect(await w.token.frozenOf(w.issuer)).to.equal(30n);
    await expectTotals(w.token, w.everyone);
  });
});

describe("endAction", () => {
  it("has the cap follow, rounded down, and issues up to it", async () => {
    const w = await load();
    await w.done([7n, 3n], [w.a, w.b, w.c]);
    expect(await w.token.cap()).to.equal(2_333n);
    expect((await w.classWord()).capChanged).to.equal(1n);
    const supply = 233n + 16n + 2n;
    expect(await w.token.totalSupply()).to.equal(supply);
    await expect(w.asDesk.mint(w.a, 2_334n - supply))
      .to.be.revertedWithCustomError(w.token, "CapExceeded")
      .withArgs(2_333n, 2_334n);
    await w.asDesk.mint(w.a, 2_333n - supply);
    // And so do the next ones, from what it is.
    await w.done([1n, 10n], [w.a, w.b, w.c]);
    expect(await w.token.cap()).to.equal(233n);
    await w.done([1n, 1n], [w.a, w.b, w.c]);
    expect(await w.token.cap()).to.equal(233n);
    await expect(w.asDesk.mint(w.a, 100n)).to.be.revertedWithCustomError(w.token, "CapExceeded");
    await expectTotals(w.token, w.everyone);
  });

  it("of all units ends the class with its holds, keeps what an order stopped, and nothing is issued any more", async () => {
    const w = await load();
    await w.asDesk.setFrozenTokens(w.b, 3n);
    const hold = await w.encumbered(holdOrder(w.a, 40n, ZeroHash));
    await w.asDesk.beginAction();
    const sent = w.rescale([0n, 1n], [w.a, w.b, w.c], [hold]);
    await expect(sent).to.emit(w.token, "HoldRescaled").withArgs(hold, w.a, 40n, 0n);
    await expect(sent).to.emit(w.token, "Transfer").withArgs(w.a, ZeroAddress, 100n);
    await expectTotals(w.token, w.everyone);
    const ended = w.asDesk.endAction(0, 1);
    await expect(ended).to.emit(w.token, "ClassEnded").withArgs(1);
    await expect(ended).to.emit(w.token, "ActionEnded").withArgs(1, 0, 1);
    expect(await w.token.totalSupply()).to.equal(0n);
    expect(await w.token.holderCount()).to.equal(0n);
    expect(await w.token.cap()).to.equal(0n);
    expect((await w.classWord()).closed).to.equal(1n);
    // What was paid for them is still stopped.
    expect((await w.word(w.b)).hasFrozenUnits).to.equal(1n);
    expect(await w.token.frozenOf(w.b)).to.equal(3n);
    await expect(w.asDesk.mint(w.a, 1n))
      .to.be.revertedWithCustomError(w.token, "ClassClosed")
      .withArgs();
    await expectTotals(w.token, w.everyone);
  });
});

describe("A record date and an action", () => {
  const declared = async (w: Loaded) => {
    const date = jstDateOf(await w.now());
    await w.asDesk.declareRecordDate(date);
    return {
      passes: async () => await w.networkHelpers.time.increaseTo(jstDateEnd(date) + 1),
    };
  };
  const holdingOf = async ({ token }: Loaded, { address }: Wallet) =>
    [...(await token.holdingAt(address, 1))].slice(0, 3);

  it("REC-1: that is over when it begins keeps what was there then", async () => {
    const w = await load();
    const { passes } = await declared(w);
    const hold = await w.encumbered(holdOrder(w.a, 40n, ZeroHash));
    await w.asDesk.setFrozenTokens(w.b, 3n);
    await passes();
    await expect(w.asDesk.beginAction()).to.emit(w.token, "RecordTaken");
    await w.rescale([1n, 10n], [w.a, w.b, w.c], [hold]);
    await w.asDesk.endAction(1, 10);
    expect(await holdingOf(w, w.a)).to.deep.equal([100n, 40n, 0n]);
    expect(await holdingOf(w, w.b)).to.deep.equal([7n, 0n, 3n]);
    expect(await holdingOf(w, w.c)).to.deep.equal([1n, 0n, 0n]);
    const { supply, holders } = await w.token.recordAt(1);
    expect([supply, holders]).to.deep.equal([108n, 3n]);
    await expectTotals(w.token, w.everyone);
  });

  it("REC-1: that comes while it runs has what each wallet has in its last second", async () => {
    const w = await load();
    const { passes } = await declared(w);
    await w.asDesk.beginAction();
    await w.rescale([3n, 1n], [w.a]);
    await passes();
    await w.rescale([3n, 1n], [w.b, w.c]);
    await w.asDesk.endAction(3, 1);
    expect(await holdingOf(w, w.a)).to.deep.equal([300n, 0n, 0n]);
    expect(await holdingOf(w, w.b)).to.deep.equal([7n, 0n, 0n]);
    expect(await holdingOf(w, w.c)).to.deep.equal([1n, 0n, 0n]);
    const { supply, holders } = await w.token.recordAt(1);
    expect([supply, holders]).to.deep.equal([308n, 3n]);
    await expectTotals(w.token, w.everyone);
  });

  it("REC-1: that comes after it has what there is then, of whole classes that ended too", async () => {
    const w = await load();
    const { passes } = await declared(w);
    await w.done([0n, 1n], [w.a, w.b, w.c]);
    await passes();
    expect(await holdingOf(w, w.a)).to.deep.equal([0n, 0n, 0n]);
    expect((await w.token.recordAt(1)).supply).to.equal(0n);
  });
});

describe("While an action runs", () => {
  /** What is ready to move, be promised, released or frozen a moment before. */
  const ready = fixture(async () => {
    const w = await classOf();
    const { token, a, b, c, relayer } = w;
    const until = (await w.now()) + 30 * DAY;
    await token.connect(a).approve(relayer, MaxUint256);
    await token.connect(b).approve(relayer, MaxUint256);
    const trade = holdId(
      token,
      holdOrder(a, 10n, ZeroHash, { purpose: PURPOSE.trade, executor: relayer.address }),
    );
    await token.connect(a).hold(a, 10n, relayer, until, ZeroHash);
    const lien = await w.encumbered(holdOrder(a, 10n, id("lien")));
    await linked(w.w, c, [w.issuer]);
    await recovered(w.w, c, w.issuer);
    const authorization = {
      ...{ from: a.address, to: b.address, value: 1n, validAfter: 0n, validBefore: BigInt(until) },
      nonce: id("nonce"),
    };
    const data = transferAuthorizationTypedData(
      w.chainId,
      token.target as string,
      await token.name(),
      authorization,
    );
    const signature = await signTypedData(a, data);
    const { from, to, value, validAfter, validBefore, nonce } = authorization;
    const signed = [from, to, value, validAfter, validBefore, nonce, signature] as const;
    return { ...w, until, trade, lien, signed };
  });
  type Ready = Awaited<ReturnType<typeof ready>>;
  const net = ({ token, relayer }: Ready, ...nets: (readonly [Wallet, bigint])[]) =>
    token.connect(relayer).transferNet(
      nets.map(([{ address }]) => address),
      nets.map(([, units]) => units),
    );

  const MOVERS: Readonly<Record<string, (w: Ready) => Promise<unknown>>> = {
    transfer: ({ token, a, b }) => token.connect(a).transfer(b, 1n),
    "transfer of nothing": ({ token, a, b }) => token.connect(a).transfer(b, 0n),
    "transfer to oneself": ({ token, a }) => token.connect(a).transfer(a, 1n),
    transferFrom: ({ token, a, b, relayer }) => token.connect(relayer).transferFrom(a, b, 1n),
    transferWithAuthorization: ({ token, signed }) =>
      token["transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"](
        ...signed,
      ),
    batchTransfer: ({ token, a, b }) => token.connect(a).batchTransfer([b], [1n]),
    transferNet: (w) => net(w, [w.a, -1n], [w.b, 1n]),
    "transferNet of who leaves": (w) => net(w, [w.b, -7n], [w.a, 7n]),
    "transferNet of nothing": (w) => net(w, [w.a, 0n], [w.b, 0n]),
    hold: ({ token, a, relayer, until }) => token.connect(a).hold(a, 1n, relayer, until, id("new")),
    "hold by allowance": ({ token, a, relayer, until }) =>
      token.connect(relayer).hold(a, 1n, relayer, until, id("new")),
    executeHold: ({ token, b, relayer, trade }) => token.connect(relayer).executeHold(trade, b, 1n),
    releaseHold: ({ token, relayer, trade }) => token.connect(relayer).releaseHold(trade, 1n),
    mint: ({ asDesk, a }) => asDesk.mint(a, 1n),
    burn: ({ asDesk, a }) => asDesk.burn(a, 1n),
    forcedTransfer: ({ asDesk, a, b }) => asDesk.forcedTransfer(a, b, 1n),
    recover: ({ asDesk, c }) => asDesk.recover(c),
    freezeUnits: ({ desk, token, a }) => desk.freezeUnits(token, a, 1n, ISSUE, DOCUMENT),
    setFrozenTokens: ({ asDesk, a }) => asDesk.setFrozenTokens(a, 0n),
    encumber: ({ asDesk, a }) => asDesk.encumber(holdOrder(a, 1n, id("other"))),
    release: ({ asDesk, lien }) => asDesk.release(lien, 1n),
    issue: ({ desk, token, a }) => desk.issue(token, a, 1n, ISSUE),
  };

  for (const [name, tried] of Object.entries(MOVERS)) {
    it(`ACTION-1: refuses ${name}, which goes a moment before and after`, async () => {
      const w = await ready();
      const before = await w.networkHelpers.takeSnapshot();
      await tried(w);
      await before.restore();
      await w.asDesk.beginAction();
      await expect(tried(w)).to.be.revertedWithCustomError(w.token, "TokenInAction").withArgs();
      await expectTotals(w.token, w.everyone);
      await w.asDesk.endAction(1, 1);
      await tried(w);
    });
  }

  it("ACTION-1: lets an order stop and free whole wallets, and keeps what a stop changes nothing of", async () => {
    const w = await ready();
    await w.asDesk.beginAction();
    await w.desk.freezeWallet(w.token, w.a, ISSUE, DOCUMENT);
    await w.asDesk.setFrozen(w.a, false);
    await w.asDesk.setPayee(w.lien, w.b);
    await w.token.connect(w.a).approve(w.relayer, 1n);
    await w.rescale([2n, 1n], [w.a], ascending(w.trade, w.lien));
    expect((await w.token.holdRecord(w.lien)).payee).to.equal(w.b.address);
  });
});
