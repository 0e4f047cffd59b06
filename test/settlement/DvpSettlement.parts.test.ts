import { expect } from "chai";
import { keccak256, MaxUint256, toBeHex } from "ethers";
import { fixture } from "../support/fixture.ts";
import { DAY } from "../support/world.ts";
import { AMOUNT, BUYER_YEN, ISSUE, SELLER_UNITS, UNITS } from "./support/tradeAgreed.ts";
import {
  otherCashListed,
  PARTIES,
  PHASE,
  routesOf,
  SIDE,
  type TradeKnown,
  tradeKnown,
} from "./support/tradeKnown.ts";

const load = fixture(tradeKnown);
const loadWithOtherCash = fixture(otherCashListed);

type Made = Awaited<ReturnType<TradeKnown["trade"]>>;

/** The cash of a part: that of all units so far, rounded down, less what was paid before. */
function cashOf({ units, amount }: Made, filled: bigint, part: bigint): bigint {
  return (amount * (filled + part)) / units - (amount * filled) / units;
}

/** The same numbers for the same seed, whatever run. */
function dice(seed: number) {
  let rolls = 0;
  return (sides: bigint): bigint => BigInt(keccak256(toBeHex(seed * 1_000 + rolls++, 32))) % sides;
}

/** Settles parts one after another and checks each: what moved, and what is left. */
async function settleParts(scene: TradeKnown, trade: Made, parts: readonly bigint[]) {
  const { dvp } = scene;
  let [filled, paid] = [0n, 0n];
  for (const [index, units] of parts.entries()) {
    const amount = cashOf(trade, filled, units);
    const by = dvp.connect(scene[PARTIES[index % 2]!]);
    await scene.settles(trade, () => by.settlePart(trade, units), { units, amount });
    filled += units;
    paid += amount;
    const left = [trade.units - filled, trade.amount - paid];
    expect([...(await dvp.restOf(trade))], "what is left").to.deep.equal(left);
  }
  expect(filled, "all units").to.equal(trade.units);
  expect(paid, "the parts' cash is the trade's, exactly").to.equal(trade.amount);
  await scene.expectPhase(trade, "settled");
}

describe("settlePart", () => {
  it("pays the cash of all units so far, rounded down, and the last part the rest (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const trade = await scene.matched({ units: 7n, amount: 1_000_001n, partialAllowed: true });
    const expected = [
      { units: 3n, amount: 428_571n },
      { units: 1n, amount: 142_858n },
      { units: 3n, amount: 428_572n },
    ];
    for (const part of expected) {
      const sent = () => dvp.connect(seller).settlePart(trade, part.units);
      await scene.settles(trade, sent, part);
    }
    await scene.expectPhase(trade, "settled");
  });

  it("returns the trade's id", async () => {
    const { dvp, seller, matched } = await load();
    const trade = await matched({ partialAllowed: true });
    const id = await dvp.idOf(trade);
    expect(await dvp.connect(seller).settlePart.staticCall(trade, 1n)).to.equal(id);
  });

  it("of all that is left settles the trade, at once or after other parts (DVP-1)", async () => {
    const scene = await load();
    const { dvp, buyer } = scene;
    const whole = await scene.matched({ partialAllowed: true });
    await scene.settles(whole, () => dvp.connect(buyer).settlePart(whole, UNITS));
    const rest = await scene.matched({ partialAllowed: true });
    await settleParts(scene, rest, [1n, UNITS - 1n]);
    for (const trade of [whole, rest]) {
      const args = [await dvp.idOf(trade), 0n, 1n];
      const refusal = { by: dvp, error: "PartOutOfRange", args };
      await scene.refuses(trade, () => dvp.connect(buyer).settlePart(trade, 1n), refusal);
    }
  });

  it("leaves the rest to anybody: settleMatched pays it (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, thief } = scene;
    const trade = await scene.matched({ units: 3n, amount: 100n, partialAllowed: true });
    const part = () => dvp.connect(seller).settlePart(trade, 1n);
    await scene.settles(trade, part, { units: 1n, amount: 33n });
    const rest = { units: 2n, amount: 67n };
    await scene.settles(trade, () => dvp.connect(thief).settleMatched(trade), rest);
  });

  it("moves parts out of the holds, and each hold keeps exactly the rest (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer } = scene;
    const changes = { units: 7n, amount: 1_000_001n, partialAllowed: true };
    const trade = await scene.matched(changes, PARTIES);
    await bond.connect(seller).approve(dvp, 0n);
    await yen.connect(buyer).approve(dvp, 0n);
    let filled = 0n;
    for (const units of [2n, 2n, 3n]) {
      const amount = cashOf(trade, filled, units);
      const sent = () => dvp.connect(buyer).settlePart(trade, units);
      await scene.settles(trade, sent, { units, amount });
      filled += units;
      const [left, cash] = await dvp.restOf(trade);
      expect(await bond.heldOf(seller)).to.equal(left);
      expect(await yen.heldOf(buyer)).to.equal(cash);
    }
  });

  describe("refuses", () => {
    it("anybody but the parties and their delegates", async () => {
      const scene = await load();
      const { dvp, thief, operator, admin, buyer } = scene;
      const trade = await scene.matched({ partialAllowed: true });
      for (const by of [thief, operator, admin]) {
        await scene.refuses(trade, () => dvp.connect(by).settlePart(trade, 1n), {
          by: dvp,
          error: "NotForTheParty",
          args: [by.address, buyer.address],
        });
      }
    });

    it("a trade whose parties did not allow parts, its whole too", async () => {
      const scene = await load();
      const { dvp, seller } = scene;
      const trade = await scene.matched();
      for (const units of [1n, UNITS]) {
        await scene.refuses(trade, () => dvp.connect(seller).settlePart(trade, units), {
          by: dvp,
          error: "PartsNotAllowed",
          args: [await dvp.idOf(trade)],
        });
      }
    });

    it("no units, and more than are left", async () => {
      const scene = await load();
      const { dvp, seller } = scene;
      const trade = await scene.matched({ partialAllowed: true });
      const id = await dvp.idOf(trade);
      const refused = async (rest: bigint, units: bigint) =>
        await scene.refuses(trade, () => dvp.connect(seller).settlePart(trade, units), {
          by: dvp,
          error: "PartOutOfRange",
          args: [id, rest, units],
        });
      await refused(UNITS, 0n);
      await refused(UNITS, UNITS + 1n);
      await refused(UNITS, 2n ** 64n - 1n);
      await dvp.connect(seller).settlePart(trade, 4n);
      await refused(UNITS - 4n, UNITS - 3n);
      await refused(UNITS - 4n, 0n);
    });

    it("a part that is worth less than a yen (DVP-1)", async () => {
      const scene = await load();
      const { dvp, seller } = scene;
      const trade = await scene.matched({ units: 10n, amount: 3n, partialAllowed: true });
      const id = await dvp.idOf(trade);
      const part = (units: bigint) => () => dvp.connect(seller).settlePart(trade, units);
      for (const units of [1n, 3n]) {
        const refusal = { by: dvp, error: "PartWithoutCash", args: [id, units] };
        await scene.refuses(trade, part(units), refusal);
      }
      await scene.settles(trade, part(4n), { units: 4n, amount: 1n });
      const refusal = { by: dvp, error: "PartWithoutCash", args: [id, 2n] };
      await scene.refuses(trade, part(2n), refusal);
      await scene.settles(trade, part(3n), { units: 3n, amount: 1n });
      await scene.settles(trade, part(3n), { units: 3n, amount: 1n });
    });

    it("a trade that is not matched, or over (DVP-1)", async () => {
      const scene = await load();
      const { dvp, seller, buyer } = scene;
      const trade = await scene.trade({ partialAllowed: true });
      const part = () => dvp.connect(seller).settlePart(trade, 1n);
      const id = await dvp.idOf(trade);
      const refused = async (phase: keyof typeof PHASE) =>
        await scene.refuses(trade, part, {
          by: dvp,
          error: "WrongPhase",
          args: [id, PHASE[phase]],
        });
      await refused("none");
      await scene.instruct(trade, "buyer");
      await refused("instructed");
      await scene.instruct(trade, "seller");
      await scene.settles(trade, part, { units: 1n, amount: AMOUNT / UNITS });
      await dvp.connect(seller).agreeToCancel(trade, SIDE.seller);
      await dvp.connect(buyer).agreeToCancel(trade, SIDE.buyer);
      await refused("ended");
    });
  });
});

describe("A trade settled in part", () => {
  it("and then cancelled by both: keeps what was delivered and frees the rest (DVP-1, HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer } = scene;
    const trade = await scene.matched({ partialAllowed: true }, PARTIES);
    const part = { units: 4n, amount: (AMOUNT * 4n) / UNITS };
    await scene.settles(trade, () => dvp.connect(buyer).settlePart(trade, 4n), part);
    for (const party of PARTIES) {
      await dvp.connect(scene[party]).agreeToCancel(trade, SIDE[party]);
    }
    expect(await scene.stateOf(trade)).to.deep.equal({ phase: PHASE.ended, filled: 4n });
    expect(await bond.freeOf(seller)).to.equal(SELLER_UNITS - 4n);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN - part.amount);
    await scene.expectSound();
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: dvp,
      error: "WrongPhase",
      args: [await dvp.idOf(trade), PHASE.ended],
    });
  });

  it("and then too late: keeps what was delivered; anyone frees the rest (DVP-1, HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief, networkHelpers } = scene;
    const trade = await scene.matched({ partialAllowed: true }, PARTIES);
    const part = { units: 4n, amount: (AMOUNT * 4n) / UNITS };
    await scene.settles(trade, () => dvp.connect(buyer).settlePart(trade, 4n), part);
    await networkHelpers.time.increaseTo(trade.settleBy + 1);
    for (const sent of [
      () => dvp.settleMatched(trade),
      () => dvp.connect(buyer).settlePart(trade, 1n),
    ]) {
      await scene.refuses(trade, sent, { by: dvp, error: "TooLate" });
    }
    const [units, amount] = await dvp.restOf(trade);
    await bond.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.seller), units);
    await yen.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.buyer), amount);
    expect(await bond.freeOf(seller)).to.equal(SELLER_UNITS - 4n);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN - part.amount);
    await scene.expectSound();
  });

  it("of which a party lacks the rest: neither leg of it moves, and it waits (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, seller, buyer } = scene;
    const trade = await scene.matched({ partialAllowed: true });
    await bond.connect(seller).transfer(buyer, SELLER_UNITS - 4n);
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: bond,
      error: "ERC20InsufficientBalance",
      args: [seller.address, 4n, UNITS],
    });
    const part = { units: 4n, amount: (AMOUNT * 4n) / UNITS };
    await scene.settles(trade, () => dvp.connect(seller).settlePart(trade, 4n), part);
    const rest = { units: UNITS - 4n, amount: AMOUNT - part.amount };
    await bond.connect(buyer).transfer(seller, UNITS);
    await scene.settles(trade, () => dvp.settleMatched(trade), rest);
  });

  it("settles as no other: signatures over it count no more (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller } = scene;
    const signed = await scene.agreed({ partialAllowed: true });
    const { trade } = signed;
    await routesOf(scene, signed).matchSigned();
    await dvp.connect(seller).settlePart(trade, 4n);
    await scene.refuses(trade, routesOf(scene, signed).settle, {
      by: dvp,
      error: "NonceUsed",
      args: [seller.address, trade.sellerNonce],
    });
    const rest = { units: UNITS - 4n, amount: AMOUNT - (AMOUNT * 4n) / UNITS };
    await scene.settles(trade, () => dvp.settleMatched(trade), rest);
  });
});

describe("Random splits of random trades", () => {
  for (let seed = 1; seed <= 12; seed++) {
    it(`number ${seed}: every part is the floor, the sum exact, whatever the split (DVP-1)`, async () => {
      const scene = await load();
      const roll = dice(seed);
      const units = 1n + roll(SELLER_UNITS);
      // From about a yen a unit to amounts that no unit count divides.
      const amount = units + roll(BUYER_YEN / (1n + roll(1_000n)) - units);
      const held = PARTIES.filter(() => roll(2n) === 0n);
      const trade = await scene.matched({ units, amount, partialAllowed: true }, held);
      const parts: bigint[] = [];
      for (let left = units; left > 0n; ) {
        const part = parts.length === 7 ? left : 1n + roll(left);
        parts.push(part);
        left -= part;
      }
      await settleParts(scene, trade, parts);
    });
  }

  it("at the largest numbers that there are: nothing overflows, the sum is exact (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, desk, seller, buyer, cash, cashAddress } = scene;
    const most = 2n ** 64n - 1n;
    const large = await scene.openClass({ cap: most });
    await desk.issue(large, seller, most, ISSUE);
    await large.connect(seller).approve(dvp, MaxUint256);
    await cash.mint(buyer, MaxUint256 - (await cash.totalSupply()));
    const amount = await cash.balanceOf(buyer);
    const settleBy = (await scene.now()) + DAY;
    const changes = { units: most, amount, cash: cashAddress, settleBy, partialAllowed: true };
    const trade = await scene.matched(changes, [], large);
    let [filled, paid] = [0n, 0n];
    for (const units of [1n, most / 3n, 7n, most - 8n - most / 3n]) {
      const expected = cashOf(trade, filled, units);
      const before = await cash.balanceOf(seller);
      await dvp.connect(seller).settlePart(trade, units);
      expect((await cash.balanceOf(seller)) - before, "floor").to.equal(expected);
      filled += units;
      paid += expected;
      expect(await large.balanceOf(buyer), "DVP-1").to.equal(filled);
    }
    expect(paid).to.equal(amount);
    expect(await cash.balanceOf(buyer), "DVP-1: all cash, exactly").to.equal(0n);
    expect(await large.balanceOf(seller), "DVP-1: all units").to.equal(0n);
    await scene.expectPhase(trade, "settled");
  });
});
