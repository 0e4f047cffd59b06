import { expect } from "chai";
import { id, MaxUint256 } from "ethers";
import { cycleId } from "../../sdk/encode/cycleId.ts";
import { tradeId } from "../../sdk/encode/tradeId.ts";
import { netOf } from "../../sdk/settlement/netOf.ts";
import { tradeListProof } from "../../sdk/settlement/tradeListProof.ts";
import { tradeListRoot } from "../../sdk/settlement/tradeListRoot.ts";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { DAY } from "../support/world.ts";
import {
  CYCLE_PHASE,
  cycleScene,
  NUMBER,
  phaseOf,
  UNITS_EACH,
  YEN_EACH,
} from "./support/cycleScene.ts";

const load = fixture(cycleScene);
const loadReady = fixture(async () => {
  const scene = await cycleScene();
  const signed = await scene.circle();
  const settlement = await scene.ready(signed.map(({ trade }) => trade));
  return { ...scene, settlement, made: signed };
});

describe("attack: malicious netting proposer", () => {
  it("who leaves a party's trades out, or favours another's: no signature, nothing moves (NET-1)", async () => {
    const scene = await load();
    const { a, net, circle, listOf, open, signature, keys } = scene;
    const trades = (await circle()).map(({ trade }) => trade);
    const cycle = await open();
    // A's sale to B is left out, so that A only pays.
    const favoured = listOf(trades.slice(1));
    const full = listOf(trades);
    await net.fix(NUMBER, favoured.list);
    const unsigned = { id: cycle, ...favoured };
    const signatures = await Promise.all(
      favoured.list.parties.map(async (party) => {
        // A signs what it computed of its own trades, under the root that is fixed.
        const own = full.nets.map((row) => row[full.list.parties.indexOf(party)]!);
        return party === a.address
          ? await signature(a, unsigned, party, { nets: own })
          : await signature(keys.get(party)!, unsigned, party);
      }),
    );
    await scene.expectNothingMoved(
      () => scene.settleCycle({ ...unsigned, signatures }),
      net,
      "SignatureInvalid",
      [a.address, cycle],
    );
  });

  it("who leaves a trade out loses its parties time, and no money: void, it settles gross (DVP-1)", async () => {
    const scene = await load();
    const { dvp, net, thief, circle, listOf, open, networkHelpers } = scene;
    const signed = await circle({ settleBy: 2 ** 40 });
    const [left] = signed as [(typeof signed)[number]];
    await open();
    await net.fix(NUMBER, listOf(signed.slice(1).map(({ trade }) => trade)).list);
    await networkHelpers.time.increase(2 * DAY);
    await net.connect(thief).makeVoid(scene.cycle);
    await scene.expectMoved(listOf([left.trade]), () =>
      dvp.settle(left.trade, left.sellerSignature, left.buyerSignature),
    );
  });

  it("by id: any subset of matched trades nets to their sums, and favours nobody (NET-1)", async () => {
    const scene = await load();
    const { dvp, net, thief, circle, listOf } = scene;
    const signed = await circle({ cycle: `0x${"00".repeat(32)}` });
    for (const { trade, sellerSignature, buyerSignature } of signed) {
      await dvp.matchSigned(trade, sellerSignature, buyerSignature);
    }
    const trades = signed.map(({ trade }) => trade);
    const { restore } = await scene.networkHelpers.takeSnapshot();
    for (let bits = 1; bits < 8; bits += 1) {
      const subset = trades.filter((_, i) => bits & (1 << i));
      const expected = listOf(subset);
      const { parties, assets } = expected.list;
      await scene.expectMoved(expected, () =>
        net.connect(thief).settleByIds(subset, parties, assets),
      );
      await restore();
    }
  });
});

describe("attack: operator lies, forged root", () => {
  it("a root of trades that nobody made binds nobody: each signs its own vector (NET-1)", async () => {
    const scene = await load();
    const { a, b, c, net, bond, circle, listOf, open, signature, keys, opener } = scene;
    const trades = (await circle()).map(({ trade }) => trade);
    // In the operator's list A sells everything for nothing to speak of.
    const forged = { ...trades[0]!, units: UNITS_EACH, amount: 1n };
    const lie = listOf([forged, ...trades.slice(1)]);
    const truth = listOf(trades);
    const cycle = await open();
    await net.fix(NUMBER, lie.list);
    const unsigned = { id: cycle, list: lie.list, nets: lie.nets };
    const true_ = { id: cycle, list: { ...lie.list, root: truth.list.root }, nets: lie.nets };
    const signatures = await Promise.all(
      lie.list.parties.map(async (party) => {
        // B and C are the operator's; A signed only what it knows, of the true root.
        if (party !== a.address) return await signature(keys.get(party)!, unsigned, party);
        return await signature(a, true_, party);
      }),
    );
    const refused = (of: string[]) =>
      scene.expectNothingMoved(
        () => scene.settleCycle({ ...unsigned, signatures: of }),
        net,
        "SignatureInvalid",
        [a.address, cycle],
      );
    await refused(signatures);
    const place = lie.list.parties.indexOf(a.address);
    for (const key of [opener, b, c]) {
      const by = await signature(key, unsigned, a.address);
      await refused(signatures.map((good, i) => (i === place ? by : good)));
    }
    expect(await bond.balanceOf(a)).to.equal(UNITS_EACH);
  });

  it("another root under the same signatures, or a list swapped after fixing (NET-1)", async () => {
    const scene = await loadReady();
    const { net, settlement, cycle } = scene;
    const list = { ...settlement.list, root: id("forged") };
    await scene.expectNothingMoved(
      () => scene.settleCycle({ ...settlement, list }),
      net,
      "ListDiffers",
      [cycle],
    );
    await expect(net.fix(NUMBER, list))
      .to.be.revertedWithCustomError(net, "CycleFixedBefore")
      .withArgs(cycle);
  });

  it("a settled cycle proves its trades, and none that was slipped in (NET-1)", async () => {
    const scene = await loadReady();
    const { net, settlement, cycle, made } = scene;
    await scene.settleCycle(settlement);
    const ids = made.map(({ trade }) => tradeId(trade));
    const slipped = id("slipped in");
    const forged = tradeListProof([...ids, slipped], slipped);
    const was = (list: typeof settlement.list) => net.wasNetted(slipped, cycle, list, forged);
    expect(await was(settlement.list)).to.equal(false);
    const root = tradeListRoot([...ids, slipped]);
    expect(await was({ ...settlement.list, root })).to.equal(false);
  });
});

describe("attack: signing a net vector blind / two vectors in a cycle", () => {
  it("two vectors of one party: one settles, once, whichever is sent first (NET-1)", async () => {
    const scene = await loadReady();
    const { settlement, a, dvp, bond, yen, cycle } = scene;
    const { parties, assets } = settlement.list;
    const place = parties.indexOf(a.address);
    // A signed a second vector too, in which it gives one unit more to the next party.
    const other = (place + 1) % 3;
    const units = assets.indexOf(await bond.getAddress());
    const nets = settlement.nets.map((row, i) =>
      row.map((net, j) => {
        if (i !== units) return net;
        if (j === place) return net - 1n;
        return j === other ? net + 1n : net;
      }),
    );
    const second = await scene.signed({ ...settlement, nets });
    const { restore } = await scene.networkHelpers.takeSnapshot();
    for (const [first, later] of [
      [settlement, second],
      [second, settlement],
    ] as const) {
      await scene.expectMoved(first, () => scene.settleCycle(first));
      await scene.expectNothingMoved(() => scene.settleCycle(later), dvp, "CycleOver", [cycle]);
      await restore();
    }
    expect(await yen.balanceOf(a)).to.equal(YEN_EACH);
  });

  it("two vectors do not mix: a row of one beside a row of the other (NET-1)", async () => {
    const scene = await loadReady();
    const { settlement, net, cycle } = scene;
    const nets = settlement.nets.map((row) => row.map((value) => value * 2n));
    const second = await scene.signed({ ...settlement, nets });
    for (const asset of [0, 1, 2]) {
      const mixed = settlement.nets.map((row, i) => (i === asset ? nets[i]! : row));
      for (const { signatures } of [settlement, second]) {
        await scene.expectNothingMoved(
          () => scene.settleCycle({ ...settlement, nets: mixed, signatures }),
          net,
          "SignatureInvalid",
        );
      }
    }
    for (const place of [0, 1, 2]) {
      const signatures = settlement.signatures.map((one, i) =>
        i === place ? second.signatures[i]! : one,
      );
      await scene.expectNothingMoved(
        () => scene.settleCycle({ ...settlement, signatures }),
        net,
        "SignatureInvalid",
        [settlement.list.parties[place], cycle],
      );
    }
  });

  it("a vector signed for one cycle never settles another over the same list (NET-1)", async () => {
    const scene = await loadReady();
    const { settlement, net, open } = scene;
    const again = await open(NUMBER + 1n);
    await net.fix(NUMBER + 1n, settlement.list);
    await net.makeVoid(scene.cycle);
    await scene.expectNothingMoved(
      () => scene.settleCycle({ ...settlement, id: again }),
      net,
      "SignatureInvalid",
      [settlement.list.parties[0], again],
    );
    const anew = await scene.signed({ ...settlement, id: again });
    await scene.expectMoved(anew, () => scene.settleCycle(anew));
  });

  it("one party named twice, so that two of its vectors count: no such list is fixed (NET-1)", async () => {
    const scene = await load();
    const { net, circle, listOf, open } = scene;
    const { list } = listOf((await circle()).map(({ trade }) => trade));
    await open();
    const [first, ...rest] = list.parties as [string, ...string[]];
    await expect(net.fix(NUMBER, { ...list, parties: [first, first, ...rest] }))
      .to.be.revertedWithCustomError(net, "NotAscending")
      .withArgs(first, first);
  });

  it("what is lost by a blind signature is no more than the signer's allowance (NET-1)", async () => {
    const scene = await load();
    const { a, b, bond, net, open, platform } = scene;
    const list = {
      root: id("whatever"),
      ...{ parties: netOf((await scene.circle()).map(({ trade }) => trade)).parties },
      ...{ assets: [await bond.getAddress()], termsEpochs: [0] },
    };
    const cycle = await open();
    await net.fix(NUMBER, list);
    const nets = [
      list.parties.map((party) => {
        if (party === a.address) return -UNITS_EACH;
        return party === b.address ? UNITS_EACH : 0n;
      }),
    ];
    const blind = await scene.signed({ id: cycle, list, nets });
    await bond.connect(a).approve(net, 10n);
    await scene.expectNothingMoved(
      () => scene.settleCycle(blind),
      bond,
      "ERC20InsufficientAllowance",
      [platform.net, 10n, UNITS_EACH],
    );
  });
});

describe("attack: cycle squatting", () => {
  it("a stranger can neither open, fix, settle alone nor void another's cycle", async () => {
    const scene = await load();
    const { net, dvp, thief, opener, cycle, circle, listOf, open, now, signature } = scene;
    const deadline = (await now()) + DAY;
    const { list, nets } = listOf((await circle()).map(({ trade }) => trade));
    const own = {
      root: id("own"),
      parties: [thief.address],
      assets: list.assets,
      termsEpochs: [0, 0, 0],
    };
    const empty = { list: own, nets: own.assets.map(() => [0n]) };
    const asThief = net.connect(thief);
    await expect(asThief.open(NUMBER, deadline))
      .to.be.revertedWithCustomError(net, "AccessManagedUnauthorized")
      .withArgs(thief);
    const tries = async () => {
      await expect(asThief.fix(NUMBER, own))
        .to.be.revertedWithCustomError(net, "NotTheOpener")
        .withArgs(cycleId(thief.address, NUMBER), thief);
      const signatures = [await signature(thief, { id: cycle, ...empty }, thief.address)];
      await expect(scene.settleCycle({ id: cycle, ...empty, signatures }, thief)).to.be.revert(
        scene.ethers,
      );
      await expect(asThief.makeVoid(cycle)).to.be.revert(scene.ethers);
    };
    await tries();
    await open();
    await tries();
    await net.connect(opener).fix(NUMBER, list);
    await tries();
    const settlement = await scene.signed({ id: cycle, list, nets });
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement));
    expect(await phaseOf(scene, cycle)).to.equal(CYCLE_PHASE.settled);
    expect(await net.openerOf(cycle)).to.equal(opener.address);
    expect(await dvp.cycleWord(cycleId(thief.address, NUMBER))).to.equal(0n);
  });

  it("another operator with the same number opens a cycle of its own, which touches nobody's", async () => {
    const scene = await loadReady();
    const { w, net, settlement, now, cycle } = scene;
    const other = (await w.ethers.getSigners()).find(
      ({ address }) => address === w.platformFile.roles.settlementOperator.holders[1],
    )!;
    await net.connect(other).open(NUMBER, (await now()) + DAY);
    expect(cycleId(other.address, NUMBER)).to.not.equal(cycle);
    await expect(net.connect(other).makeVoid(cycle)).to.be.revertedWithCustomError(
      net,
      "CycleNotOver",
    );
    await net.connect(other).makeVoid(cycleId(other.address, NUMBER));
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement));
  });

  it("a cycle of no trades at the id that trades name cannot be fixed by anyone but its opener", async () => {
    const scene = await load();
    const { net, thief, open, cycle, bond } = scene;
    await open();
    const own = {
      ...{ root: id("none"), parties: [thief.address] },
      ...{ assets: [await bond.getAddress()], termsEpochs: [0] },
    };
    for (const number of [NUMBER, BigInt(cycle)]) {
      await expect(net.connect(thief).fix(number, own))
        .to.be.revertedWithCustomError(net, "NotTheOpener")
        .withArgs(cycleId(thief.address, number), thief);
    }
  });
});

describe("attack: proposer or validator withholding", () => {
  it("the opener neither fixes nor sends: any party sends it, or voids it after the deadline (DVP-1)", async () => {
    const scene = await loadReady();
    const { settlement, a, b, dvp, net, listOf, networkHelpers, cycle } = scene;
    const { restore } = await networkHelpers.takeSnapshot();
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement, a));
    await restore();
    await networkHelpers.time.increase(DAY + 1);
    await net.connect(b).makeVoid(cycle);
    expect(await phaseOf(scene, cycle)).to.equal(CYCLE_PHASE.void);
    const late = await scene.circle({ settleBy: 2 ** 40 });
    for (const { trade, sellerSignature, buyerSignature } of late) {
      await dvp.matchSigned(trade, sellerSignature, buyerSignature);
    }
    const trades = late.map(({ trade }) => trade);
    const expected = listOf(trades);
    await scene.expectMoved(expected, () =>
      net.connect(a).settleByIds(trades, expected.list.parties, expected.list.assets),
    );
  });

  it("a settlement that is kept back past the deadline settles nothing any more (DVP-1)", async () => {
    const scene = await loadReady();
    const { settlement, net, networkHelpers, dvp, cycle } = scene;
    const deadline = ((await dvp.cycleWord(cycle)) >> 8n) & (2n ** 48n - 1n);
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), net, "DeadlinePast", [
      deadline,
    ]);
  });

  for (const voidFirst of [true, false]) {
    const order = voidFirst ? "the opener's void before" : "the opener's void after";
    it(`${order} the settlement in one block: the first alone counts (DVP-1)`, async () => {
      const scene = await loadReady();
      const { settlement, net, relayer, networkHelpers, ethers, cycle } = scene;
      const [high, low] = [10n ** 11n, 10n ** 10n];
      const { id: of, list, nets, signatures } = settlement;
      const before = await scene.booked();
      await ethers.provider.send("evm_setAutomine", [false]);
      await net.connect(relayer).settle(of, list, nets, signatures, {
        gasLimit: 3_000_000,
        gasPrice: voidFirst ? low : high,
      });
      await net.makeVoid(of, { gasLimit: 200_000, gasPrice: voidFirst ? high : low });
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const after = await scene.booked();
      if (voidFirst) expect(after).to.deep.equal(before);
      else expect(after).to.not.deep.equal(before);
      const phase = voidFirst ? CYCLE_PHASE.void : CYCLE_PHASE.settled;
      expect(await phaseOf(scene, cycle)).to.equal(phase);
    });
  }
});

describe("attack: key theft", () => {
  it("of the opener's key: it voids and fixes nonsense, moves nothing, and ends with its role (POWER-1)", async () => {
    const scene = await loadReady();
    const { w, a, b, net, opener, admin, authority, settlement, bond, now, signature, cycle } =
      scene;
    // The thief has the opener's key: a list in which A gives all it has to B, and no signature of A's.
    const number = 666n;
    const stolen = cycleId(opener.address, number);
    await net.connect(opener).open(number, (await now()) + 30 * DAY);
    const list = {
      root: id("nonsense"),
      parties: [...settlement.list.parties],
      ...{ assets: [await bond.getAddress()], termsEpochs: [0] },
    };
    await net.connect(opener).fix(number, list);
    const nets = [
      list.parties.map((party) => {
        if (party === a.address) return -UNITS_EACH;
        return party === b.address ? UNITS_EACH : 0n;
      }),
    ];
    const unsigned = { id: stolen, list, nets };
    const signatures = await Promise.all(
      list.parties.map((party) => signature(opener, unsigned, party)),
    );
    await scene.expectNothingMoved(
      () => scene.settleCycle({ ...unsigned, signatures }),
      net,
      "SignatureInvalid",
      [list.parties[0], stolen],
    );
    // At worst a cycle that was ready is void: its trades settle otherwise.
    const { restore } = await scene.networkHelpers.takeSnapshot();
    const before = await scene.booked();
    await net.connect(opener).makeVoid(cycle);
    expect(await scene.booked()).to.deep.equal(before);
    await restore();
    // A cycle that settled stays so.
    await scene.settleCycle(settlement);
    await expect(net.connect(opener).makeVoid(cycle)).to.be.revertedWithCustomError(
      scene.dvp,
      "CycleOver",
    );
    await announced(w, admin, authority, "revokeRole", [7, opener.address]);
    await expect(net.connect(opener).open(number + 1n, MaxUint256 >> 208n))
      .to.be.revertedWithCustomError(net, "AccessManagedUnauthorized")
      .withArgs(opener);
    await expect(net.connect(opener).fix(number, list))
      .to.be.revertedWithCustomError(net, "NotTheOpener")
      .withArgs(stolen, opener);
  });
});
