import { expect } from "chai";
import { id, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { cycleId } from "../../sdk/encode/cycleId.ts";
import { tradeId } from "../../sdk/encode/tradeId.ts";
import { ascendingAddresses } from "../../sdk/settlement/addressForms.ts";
import { tradeListProof } from "../../sdk/settlement/tradeListProof.ts";
import { ISecurityToken__factory, LyingCash__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { suspended } from "../support/lists.ts";
import { revoked, STATUS } from "../support/passes.ts";
import { deploySafe } from "../support/safe.ts";
import { DAY } from "../support/world.ts";
import {
  CYCLE_PHASE,
  cycleScene,
  NUMBER,
  phaseOf,
  type Settlement,
  YEN_EACH,
} from "./support/cycleScene.ts";
import { DOCUMENT, ISSUE, REASON } from "./support/tradeAgreed.ts";

const load = fixture(cycleScene);
const loadReady = fixture(async () => {
  const scene = await cycleScene();
  return { ...scene, settlement: await scene.ready() };
});
const loadWithCash = fixture(() => listedCash(0));

/** As LyingCash.Lie in test/support/mocks/settlement. */
const LIE = {
  returnsFalse: 1,
  returnsFalseYetMoves: 2,
  returnsNothing: 3,
  movesNothing: 4,
  takesFee: 6,
  takesFeeOnTop: 7,
  paysSomebodyElse: 8,
  paysTooMuch: 9,
  growsBoth: 10,
  shrinksBoth: 11,
};

/** A cycle whose cash is a listed token of which nothing is assumed. */
async function listedCash(lie: number) {
  const scene = await cycleScene();
  const { deployer, dvp, net, admin, parties } = scene;
  const cash = await new LyingCash__factory(deployer).deploy(lie);
  const address = await cash.getAddress();
  for (const party of parties) {
    await cash.mint(party, YEN_EACH);
    await cash.connect(party).approve(net, MaxUint256);
  }
  await announced(scene, admin, dvp, "listCash", [address, true]);
  await announced(scene, admin, dvp, "listCash", [scene.platform.yen, false]);
  const trades = (await scene.circle({ cash: address })).map(({ trade }) => trade);
  const settlement = await scene.ready(trades);
  return { ...scene, cash, cashAddress: address, settlement };
}

/** The settlement with one net of one party changed, by which the asset's sum changes too. */
function shifted(settlement: Settlement, asset: number, party: number, by: bigint): Settlement {
  const nets = settlement.nets.map((row, i) =>
    row.map((net, j) => (i === asset && j === party ? net + by : net)),
  );
  return { ...settlement, nets };
}

describe("NetSettlement.open", () => {
  it("opens a cycle under the hash of its opener and his number, and says so", async () => {
    const { dvp, net, opener, cycle, now } = await load();
    const deadline = (await now()) + DAY;
    expect(await net.open.staticCall(NUMBER, deadline)).to.equal(cycle);
    expect(await net.cycleId(opener, NUMBER)).to.equal(cycle);
    await expect(net.open(NUMBER, deadline)).to.emit(dvp, "CycleOpened").withArgs(cycle, deadline);
    expect(await net.openerOf(cycle)).to.equal(opener.address);
    expect(await dvp.cycleWord(cycle)).to.equal(
      (BigInt(opener.address) << 56n) | (BigInt(deadline) << 8n) | CYCLE_PHASE.open,
    );
  });

  it("refuses whoever is no settlement operator, and a registry's caller that is no route", async () => {
    const { net, dvp, thief, admin, opener, cycle, now } = await load();
    const deadline = (await now()) + DAY;
    for (const caller of [thief, admin]) {
      await expect(net.connect(caller).open(NUMBER, deadline))
        .to.be.revertedWithCustomError(net, "AccessManagedUnauthorized")
        .withArgs(caller);
      await expect(dvp.connect(caller).openCycle(cycle, caller, deadline))
        .to.be.revertedWithCustomError(dvp, "NotARoute")
        .withArgs(caller);
      await expect(dvp.connect(caller).endCycle(cycle, true))
        .to.be.revertedWithCustomError(dvp, "NotARoute")
        .withArgs(caller);
    }
    await expect(dvp.connect(opener).endCycle(cycle, false))
      .to.be.revertedWithCustomError(dvp, "NotARoute")
      .withArgs(opener);
  });

  it("refuses a number used before, whatever became of its cycle", async () => {
    const { net, dvp, cycle, open, now } = await load();
    await open();
    const again = async () => net.open(NUMBER, (await now()) + DAY);
    await expect(again()).to.be.revertedWithCustomError(dvp, "CycleOpenedBefore").withArgs(cycle);
    await net.makeVoid(cycle);
    await expect(again()).to.be.revertedWithCustomError(dvp, "CycleOpenedBefore").withArgs(cycle);
  });

  it("refuses a deadline that is past, and takes one that is now", async () => {
    const { net, now, networkHelpers } = await load();
    const at = (await now()) + 10;
    await networkHelpers.time.setNextBlockTimestamp(at);
    await expect(net.open(NUMBER, at - 1))
      .to.be.revertedWithCustomError(net, "DeadlinePast")
      .withArgs(at - 1);
    await networkHelpers.time.setNextBlockTimestamp(at + 1);
    await net.open(NUMBER, at + 1);
  });
});

describe("NetSettlement.fix", () => {
  async function opened() {
    const scene = await load();
    await scene.open();
    const trades = (await scene.circle()).map(({ trade }) => trade);
    return { ...scene, ...scene.listOf(trades), trades };
  }

  it("fixes root, parties, assets and epochs, once, and says them", async () => {
    const { net, list, cycle } = await opened();
    await expect(net.fix(NUMBER, list))
      .to.emit(net, "CycleFixed")
      .withArgs(cycle, list.root, list.parties, list.assets, list.termsEpochs);
    await expect(net.fix(NUMBER, list))
      .to.be.revertedWithCustomError(net, "CycleFixedBefore")
      .withArgs(cycle);
    await expect(net.fix(NUMBER, { ...list, root: ZeroHash }))
      .to.be.revertedWithCustomError(net, "CycleFixedBefore")
      .withArgs(cycle);
  });

  it("refuses whoever is not the opener, and an opener that is no operator any more", async () => {
    const { w, net, list, opener, admin, thief, authority, cycle, open } = await opened();
    const [, otherOperator] = w.platformFile.roles.settlementOperator.holders;
    const other = (await w.ethers.getSigners()).find(({ address }) => address === otherOperator)!;
    for (const caller of [thief, other]) {
      await expect(net.connect(caller).fix(NUMBER, list))
        .to.be.revertedWithCustomError(net, "NotTheOpener")
        .withArgs(cycleId(caller.address, NUMBER), caller);
    }
    await expect(net.fix(NUMBER + 1n, list))
      .to.be.revertedWithCustomError(net, "NotTheOpener")
      .withArgs(cycleId(opener.address, NUMBER + 1n), opener);
    await announced(w, admin, authority, "revokeRole", [7, opener.address]);
    await expect(net.fix(NUMBER, list))
      .to.be.revertedWithCustomError(net, "NotTheOpener")
      .withArgs(cycle, opener);
    await expect(open(9n))
      .to.be.revertedWithCustomError(net, "AccessManagedUnauthorized")
      .withArgs(opener);
  });

  it("refuses a cycle that is void, or past its deadline", async () => {
    const { net, dvp, list, cycle, networkHelpers } = await opened();
    const { restore } = await networkHelpers.takeSnapshot();
    await net.makeVoid(cycle);
    await expect(net.fix(NUMBER, list))
      .to.be.revertedWithCustomError(dvp, "CycleOver")
      .withArgs(cycle);
    await restore();
    const deadline = ((await dvp.cycleWord(cycle)) >> 8n) & (2n ** 48n - 1n);
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expect(net.fix(NUMBER, list))
      .to.be.revertedWithCustomError(net, "DeadlinePast")
      .withArgs(deadline);
  });

  it("NET-1: refuses parties or assets that are none, one twice, or not ascending", async () => {
    const { net, list } = await opened();
    for (const field of ["parties", "assets"] as const) {
      const [first, second, ...rest] = list[field] as [string, string, ...string[]];
      await expect(net.fix(NUMBER, { ...list, [field]: [] })).to.be.revertedWithCustomError(
        net,
        "ListEmpty",
      );
      await expect(net.fix(NUMBER, { ...list, [field]: [second, first, ...rest] }))
        .to.be.revertedWithCustomError(net, "NotAscending")
        .withArgs(second, first);
      await expect(net.fix(NUMBER, { ...list, [field]: [first, first, second, ...rest] }))
        .to.be.revertedWithCustomError(net, "NotAscending")
        .withArgs(first, first);
      const last = [...list[field]];
      await expect(net.fix(NUMBER, { ...list, [field]: [...last, last.at(-1)!] }))
        .to.be.revertedWithCustomError(net, "NotAscending")
        .withArgs(last.at(-1), last.at(-1));
    }
  });

  it("refuses assets that are none of the platform, and epochs that are not theirs", async () => {
    const { net, list, platform, thief, deployer } = await opened();
    const cash = await new LyingCash__factory(deployer).deploy(0);
    for (const odd of [
      thief.address,
      platform.externalCash,
      platform.implementation,
      platform.pass,
      await cash.getAddress(),
      ZeroAddress,
    ]) {
      const assets = ascendingAddresses([...list.assets, odd]);
      await expect(net.fix(NUMBER, { ...list, assets, termsEpochs: [0, 0, 0, 0] }))
        .to.be.revertedWithCustomError(net, "NotAnAsset")
        .withArgs(odd);
    }
    await expect(net.fix(NUMBER, { ...list, termsEpochs: [0, 0] }))
      .to.be.revertedWithCustomError(net, "ListsDiffer")
      .withArgs(3, 2);
    for (const place of [0, 1, 2]) {
      const termsEpochs = [0, 0, 0].map((epoch, i) => (i === place ? 5 : epoch));
      await expect(net.fix(NUMBER, { ...list, termsEpochs }))
        .to.be.revertedWithCustomError(net, "TermsChanged")
        .withArgs(list.assets[place], 0, 5);
    }
  });
});

describe("NetSettlement.settle", () => {
  it("NET-1, DVP-2: moves each party's net of each asset, sent by anyone, and says them", async () => {
    const scene = await loadReady();
    const { dvp, net, settlement, thief, cycle } = scene;
    let sent: ReturnType<typeof scene.settleCycle> | undefined;
    await scene.expectMoved(settlement, () => {
      sent = scene.settleCycle(settlement, thief);
      return sent;
    });
    await expect(sent).to.emit(dvp, "CycleSettled").withArgs(cycle);
    for (const [i, asset] of settlement.list.assets.entries()) {
      await expect(sent).to.emit(net, "AssetNetted").withArgs(cycle, asset, settlement.nets[i]);
    }
    expect(await phaseOf(scene, cycle)).to.equal(CYCLE_PHASE.settled);
  });

  it("DVP-1: settles once", async () => {
    const scene = await loadReady();
    const { dvp, settlement, cycle } = scene;
    await scene.settleCycle(settlement);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), dvp, "CycleOver", [cycle]);
  });

  it("refuses a cycle that is not fixed, not open, or unknown", async () => {
    const scene = await loadReady();
    const { net, dvp, settlement, open, cycle } = scene;
    const unknown = id("no cycle");
    await scene.expectNothingMoved(
      () => scene.settleCycle({ ...settlement, id: unknown }),
      net,
      "CycleNotFixed",
      [unknown],
    );
    const other = await open(NUMBER + 1n);
    await scene.expectNothingMoved(
      () => scene.settleCycle({ ...settlement, id: other }),
      net,
      "CycleNotFixed",
      [other],
    );
    await net.makeVoid(cycle);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), dvp, "CycleOver", [cycle]);
  });

  it("settles at its last second, and not one after", async () => {
    const scene = await loadReady();
    const { net, dvp, settlement, cycle, networkHelpers } = scene;
    const deadline = ((await dvp.cycleWord(cycle)) >> 8n) & (2n ** 48n - 1n);
    const { restore } = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), net, "DeadlinePast", [
      deadline,
    ]);
    await restore();
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement));
  });

  it("NET-1: refuses a list that differs from the one fixed, in anything", async () => {
    const scene = await loadReady();
    const { net, settlement, cycle } = scene;
    const { list } = settlement;
    for (const changes of [
      { root: id("another") },
      { parties: list.parties.slice(1) },
      { assets: list.assets.slice(0, 2) },
      { termsEpochs: [0, 0, 1] },
      { termsEpochs: [0, 0] },
    ]) {
      const other = { ...settlement, list: { ...list, ...changes } };
      await scene.expectNothingMoved(() => scene.settleCycle(other), net, "ListDiffers", [cycle]);
    }
  });

  it("refuses nets and signatures that are too many or too few", async () => {
    const scene = await loadReady();
    const { net, settlement } = scene;
    const { nets, signatures } = settlement;
    const odd: [Partial<Settlement>, number[]][] = [
      [{ nets: nets.slice(1) }, [3, 2]],
      [{ nets: [...nets, nets[0]!] }, [3, 4]],
      [{ nets: nets.map((row, i) => (i === 1 ? row.slice(1) : row)) }, [3, 2]],
      [{ nets: nets.map((row, i) => (i === 2 ? [...row, 0n] : row)) }, [3, 4]],
      [{ signatures: signatures.slice(1) }, [3, 2]],
      [{ signatures: [...signatures, "0x"] }, [3, 4]],
    ];
    for (const [changes, args] of odd) {
      const other = { ...settlement, ...changes };
      await scene.expectNothingMoved(() => scene.settleCycle(other), net, "ListsDiffer", args);
    }
  });

  it("NET-1: refuses a vector other than the one signed, in any asset, of any party", async () => {
    const scene = await loadReady();
    const { net, settlement, cycle } = scene;
    for (const asset of [0, 1, 2]) {
      for (const [place, party] of settlement.list.parties.entries()) {
        const other = shifted(settlement, asset, place, 1n);
        await scene.expectNothingMoved(() => scene.settleCycle(other), net, "SignatureInvalid", [
          party,
          cycle,
        ]);
      }
    }
  });

  it("NET-1: refuses signed nets that do not sum to zero, of a class, of yen, of other cash", async () => {
    const scene = await loadReady();
    const { bond, settlement } = scene;
    for (const asset of [0, 1, 2]) {
      const other = await scene.signed(shifted(settlement, asset, 0, 3n));
      const token = bond.attach(settlement.list.assets[asset]!) as typeof bond;
      await scene.expectNothingMoved(() => scene.settleCycle(other), token, "NetsNotZero", [3n]);
    }
    const { settlement: inCash, ...cashScene } = await loadWithCash();
    const place = inCash.list.assets.indexOf(cashScene.cashAddress);
    for (const by of [3n, -3n]) {
      const other = await cashScene.signed(shifted(inCash, place, 0, by));
      const args = [cashScene.cashAddress, by];
      await cashScene.expectNothingMoved(
        () => cashScene.settleCycle(other),
        cashScene.net,
        "NetsNotZero",
        args,
        [cashScene.cash],
      );
    }
  });

  it("NET-1: refuses nets of other cash whose sum is zero only because it wraps", async () => {
    const { settlement, ...scene } = await loadWithCash();
    const { cash, cashAddress } = scene;
    const place = settlement.list.assets.indexOf(cashAddress);
    // A sells for 300,000 and is owed 10,000 by nobody: the others are promised the moon.
    const nets = settlement.nets.map((row, i) =>
      i === place ? [10_000n, (1n << 255n) - 5_000n, (1n << 255n) - 5_000n] : row,
    );
    const moon = await scene.signed({ ...settlement, nets });
    const before = await scene.booked([cash]);
    await expect(scene.settleCycle(moon)).to.be.revertedWithPanic(0x11);
    expect(await scene.booked([cash])).to.deep.equal(before);
  });

  it("NET-1: refuses a missing signature, another's, another cycle's, another contract's or chain's", async () => {
    const scene = await loadReady();
    const { net, settlement, signature, a, b, thief, cycle, open, listOf, chainId } = scene;
    const place = settlement.list.parties.indexOf(a.address);
    const other = await open(NUMBER + 1n);
    const { list } = listOf(settlement.trades);
    await net.fix(NUMBER + 1n, list);
    const wrong = [
      "0x",
      settlement.signatures[(place + 1) % 3]!,
      await signature(b, settlement, a.address),
      await signature(thief, settlement, a.address),
      await signature(a, { ...settlement, id: other }, a.address),
      await signature(a, settlement, a.address, { root: id("another") }),
      await signature(a, settlement, a.address, { assets: list.assets.slice(1) }),
      await signature(a, settlement, a.address, { termsEpochs: [0, 0, 1] }),
      await signature(a, settlement, a.address, { party: b.address }),
      await signature(a, settlement, a.address, { nets: [0n, 0n, 0n] }),
    ];
    const elsewhere = [
      { chainId: chainId + 1n },
      { verifyingContract: thief.address },
      { name: "Kessai DvP" },
      { version: "2" },
    ];
    for (const change of elsewhere) {
      const key = {
        signTypedData: (domain: object, types: object, message: object) =>
          a.signTypedData({ ...domain, ...change }, types as never, message),
      };
      wrong.push(await signature(key as typeof a, settlement, a.address));
    }
    for (const odd of wrong) {
      const signatures = settlement.signatures.map((good, i) => (i === place ? odd : good));
      await scene.expectNothingMoved(
        () => scene.settleCycle({ ...settlement, signatures }),
        net,
        "SignatureInvalid",
        [a.address, cycle],
      );
    }
  });

  it("takes a contract wallet's signature by ERC-1271, and refuses what its owners did not sign", async () => {
    const scene = await load();
    const { a, b, c, deployer, chainId, bond, yen, desk, platform, net, open, listOf } = scene;
    const safe = await deploySafe(deployer, chainId, [b, c], 2);
    await scene.granted([safe]);
    await desk.issue(bond, safe.address, 50n, ISSUE);
    for (const token of [bond, yen]) {
      const approve = token.interface.encodeFunctionData("approve", [platform.net, MaxUint256]);
      await safe.execute(token, approve, [b, c]);
    }
    const { trade } = await scene.signedTrade(a, b, bond, { units: 40n, amount: 100_000n });
    const trades = [{ ...trade, seller: safe.address, buyer: a.address }];
    const cycle = await open(11n);
    const { list, nets } = listOf(trades);
    await net.fix(11n, list);
    const unsigned = { id: cycle, list, nets };
    const asSafe = (owners: Parameters<typeof safe.sign>[1]) => ({
      signTypedData: (domain: never, types: never, message: never) =>
        safe.sign({ domain, types, message, primaryType: "NetVector" }, owners),
    });
    const with_ = async (owners: Parameters<typeof safe.sign>[1]) => {
      const signatures = [];
      for (const party of list.parties) {
        const key = party === safe.address ? (asSafe(owners) as unknown as typeof a) : a;
        signatures.push(await scene.signature(key, unsigned, party));
      }
      return { ...unsigned, signatures };
    };
    const one = await with_([b]);
    await expect(scene.settleCycle(one))
      .to.be.revertedWithCustomError(net, "SignatureInvalid")
      .withArgs(safe.address, cycle);
    const both = await with_([b, c]);
    await scene.settleCycle(both);
    expect(await bond.balanceOf(safe.address)).to.equal(10n);
    expect(await yen.balanceOf(safe.address)).to.equal(100_000n);
  });

  it("ELIG-2: refuses it all while one party's pass does not work, its nets zero or not", async () => {
    const scene = await load();
    const { w, net, a, b, c, bond, open, listOf, networkHelpers } = scene;
    // A and B trade; C's two trades cancel each other out.
    const made = async (...[seller, buyer]: (typeof a)[]) =>
      (await scene.signedTrade(seller!, buyer!, bond, { units: 5n, amount: 50_000n })).trade;
    const trades = [await made(a, b), await made(b, c), await made(c, b)];
    const cycle = await open();
    const { list, nets } = listOf(trades);
    await net.fix(NUMBER, list);
    const settlement = await scene.signed({ id: cycle, list, nets });
    const place = list.parties.indexOf(c.address);
    expect(nets.map((row) => row[place])).to.deep.equal([0n, 0n]);
    const { restore } = await networkHelpers.takeSnapshot();
    await revoked(w, c);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), net, "PassNotWorking", [
      c.address,
      STATUS.revoked,
    ]);
    await restore();
    await suspended(w, a);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), net, "PassNotWorking", [
      a.address,
      STATUS.suspended,
    ]);
  });

  it("ELIG-2: refuses a party whose attesting officer was disowned meanwhile", async () => {
    const scene = await loadReady();
    const { pass, guardian, now, settlement, net } = scene;
    await pass.connect(guardian).disown(1, (await now()) - 30 * DAY, 0);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), net, "PassNotWorking", [
      settlement.list.parties[0],
      STATUS.unattested,
    ]);
  });

  it("DVP-1: refuses an epoch that rose between fixing and settling, in time", async () => {
    const scene = await load();
    const { registrar, desk, bond, net, circle, listOf, now } = scene;
    const cycle = await scene.open(NUMBER, (await now()) + 30 * DAY);
    const trades = (await circle()).map(({ trade }) => trade);
    const { list, nets } = listOf(trades);
    await net.fix(NUMBER, list);
    const settlement = await scene.signed({ id: cycle, list, nets });
    await announced(scene, registrar, desk, "close", [bond.target, DOCUMENT]);
    await scene.expectNothingMoved(() => scene.settleCycle(settlement), net, "TermsChanged", [
      await bond.getAddress(),
      1,
      0,
    ]);
  });

  it("all or nothing: one party that cannot give or take stops the whole cycle", async () => {
    const scene = await loadReady();
    const { settlement, bond, share, a, c, desk, net, platform } = scene;
    const token = ISecurityToken__factory.connect(await bond.getAddress(), a);
    await bond.connect(a).approve(net, 29n);
    const send = () => scene.settleCycle(settlement);
    const error = "ERC20InsufficientAllowance";
    await scene.expectNothingMoved(send, token, error, [platform.net, 29n, 30n]);
    await bond.connect(a).approve(net, MaxUint256);
    await desk.freezeWallet(share, c, REASON, DOCUMENT);
    await scene.expectNothingMoved(send, token, "WalletFrozen", [c.address]);
  });

  it("all or nothing: settles the same cycle once what was lacking is there", async () => {
    const scene = await loadReady();
    const { settlement, yen, a, b } = scene;
    await yen.connect(b).transfer(a, YEN_EACH);
    await scene.expectNothingMoved(
      () => scene.settleCycle(settlement),
      scene.bond,
      "ERC20InsufficientBalance",
    );
    await yen.connect(a).transfer(b, YEN_EACH);
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement));
  });

  it("NET-1, DVP-2: pays other cash exactly, and refuses a token that does not", async () => {
    const { settlement, ...scene } = await loadWithCash();
    const { cash, net } = scene;
    const lied = (["takesFee", "takesFeeOnTop", "paysSomebodyElse", "paysTooMuch"] as const).concat(
      ["growsBoth", "shrinksBoth", "movesNothing"] as never,
    );
    for (const lie of lied) {
      await cash.setLie(LIE[lie]);
      await scene.expectNothingMoved(
        () => scene.settleCycle(settlement),
        net,
        "CashNotExact",
        [],
        [cash],
      );
    }
    for (const lie of ["returnsFalse", "returnsFalseYetMoves"] as const) {
      await cash.setLie(LIE[lie]);
      await scene.expectNothingMoved(
        () => scene.settleCycle(settlement),
        net,
        "SafeERC20FailedOperation",
        [await cash.getAddress()],
        [cash],
      );
    }
    await cash.setLie(LIE.returnsNothing);
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement), [cash]);
  });

  it("refuses a cycle whose cash was taken off the list since", async () => {
    const { settlement, ...scene } = await loadWithCash();
    const { net, cash, cashAddress, admin, dvp } = scene;
    const trades = settlement.trades;
    const id_ = await scene.open(20n, (await scene.now()) + 30 * DAY);
    const { list, nets } = scene.listOf(trades);
    await net.fix(20n, list);
    const late = await scene.signed({ id: id_, list, nets });
    await announced(scene, admin, dvp, "listCash", [cashAddress, false]);
    await scene.expectNothingMoved(
      () => scene.settleCycle(late),
      net,
      "NotAnAsset",
      [cashAddress],
      [cash],
    );
  });

  it("refuses to be entered again by a cash token: settle, void and by id", async () => {
    const { settlement, ...scene } = await loadWithCash();
    const { cash, net, cycle } = scene;
    const reentered = id("Reentered()").slice(0, 10);
    const { list, nets, signatures, trades } = settlement;
    const I = net.interface;
    const { restore } = await scene.networkHelpers.takeSnapshot();
    for (const [data, refusal] of [
      [I.encodeFunctionData("settle", [cycle, list, nets, signatures]), reentered],
      [I.encodeFunctionData("settleByIds", [[...trades], list.parties, list.assets]), reentered],
      [I.encodeFunctionData("makeVoid", [cycle]), net.interface.getError("CycleNotOver")!.selector],
    ] as const) {
      await cash.setLie(16); // calls first, then moves
      await cash.setCall(net, data);
      await scene.expectMoved(settlement, () => scene.settleCycle(settlement), [cash]);
      expect(await cash.called()).to.equal(false);
      expect(await cash.refusal()).to.equal(refusal);
      await restore();
    }
  });
});

describe("NetSettlement.makeVoid", () => {
  it("is the opener's at any time before it settled, fixed or not; says so; for good", async () => {
    const scene = await loadReady();
    const { net, dvp, cycle, open } = scene;
    const young = await open(NUMBER + 1n);
    for (const each of [cycle, young]) {
      await expect(net.makeVoid(each)).to.emit(dvp, "CycleVoided").withArgs(each);
      expect(await phaseOf(scene, each)).to.equal(CYCLE_PHASE.void);
      await expect(net.makeVoid(each))
        .to.be.revertedWithCustomError(dvp, "CycleOver")
        .withArgs(each);
    }
  });

  it("is anyone's after the deadline, and not at its last second", async () => {
    const scene = await loadReady();
    const { net, dvp, cycle, thief, networkHelpers } = scene;
    const deadline = ((await dvp.cycleWord(cycle)) >> 8n) & (2n ** 48n - 1n);
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await expect(net.connect(thief).makeVoid(cycle))
      .to.be.revertedWithCustomError(net, "CycleNotOver")
      .withArgs(cycle, deadline);
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expect(net.connect(thief).makeVoid(cycle)).to.emit(dvp, "CycleVoided").withArgs(cycle);
  });

  it("is still the opener's who is no operator any more", async () => {
    const scene = await load();
    const { net, admin, authority, opener, now } = scene;
    const cycle = await scene.open(NUMBER, (await now()) + 30 * DAY);
    await announced(scene, admin, authority, "revokeRole", [7, opener.address]);
    await net.makeVoid(cycle);
    expect(await phaseOf(scene, cycle)).to.equal(CYCLE_PHASE.void);
  });

  it("DVP-1: is nobody's once it settled, and never anyone's of a cycle that never was", async () => {
    const scene = await loadReady();
    const { net, dvp, cycle, thief, settlement, networkHelpers } = scene;
    await scene.settleCycle(settlement);
    await expect(net.makeVoid(cycle))
      .to.be.revertedWithCustomError(dvp, "CycleOver")
      .withArgs(cycle);
    await networkHelpers.time.increase(30 * DAY);
    await expect(net.connect(thief).makeVoid(cycle))
      .to.be.revertedWithCustomError(dvp, "CycleOver")
      .withArgs(cycle);
    const never = id("never");
    await expect(net.connect(thief).makeVoid(never))
      .to.be.revertedWithCustomError(dvp, "CycleUnknown")
      .withArgs(never);
  });
});

describe("Trades of a cycle", () => {
  it("DVP-1: settle neither gross nor by id while it is open or settled, nor before it is", async () => {
    const scene = await load();
    const { dvp, net, cycle, circle, listOf, open } = scene;
    const trades = await circle();
    const [first] = trades as [(typeof trades)[number]];
    await dvp.matchSigned(first.trade, first.sellerSignature, first.buyerSignature);
    const { parties, assets } = listOf([first.trade]).list;
    const refused = async () => {
      const [, second] = trades;
      await scene.expectNothingMoved(
        () => dvp.settle(second!.trade, second!.sellerSignature, second!.buyerSignature),
        dvp,
        "CycleNotVoid",
        [cycle],
      );
      for (const send of [
        () => dvp.settleMatched(first.trade),
        () => net.settleByIds([first.trade], parties, assets),
      ]) {
        await scene.expectNothingMoved(send, dvp, "CycleNotVoid", [cycle]);
      }
    };
    await refused();
    await open();
    await refused();
    const { list, nets } = listOf(trades.map(({ trade }) => trade));
    await net.fix(NUMBER, list);
    await refused();
    await scene.settleCycle(await scene.signed({ id: cycle, list, nets }));
    await refused();
    expect(await phaseOf(scene as typeof scene, cycle)).to.equal(CYCLE_PHASE.settled);
  });

  it("DVP-1: settle gross, or by id, each once, when it is void", async () => {
    const scene = await load();
    const { dvp, net, cycle, circle, listOf, open } = scene;
    const trades = await circle();
    const [first, second] = trades as [(typeof trades)[number], (typeof trades)[number]];
    await dvp.matchSigned(second.trade, second.sellerSignature, second.buyerSignature);
    await open();
    await net.makeVoid(cycle);
    const gross = listOf([first.trade]);
    const settleFirst = () => dvp.settle(first.trade, first.sellerSignature, first.buyerSignature);
    await scene.expectMoved(gross, settleFirst);
    await scene.expectNothingMoved(settleFirst, dvp, "NonceUsed");
    const byId = listOf([second.trade]);
    const settleSecond = () => net.settleByIds([second.trade], byId.list.parties, byId.list.assets);
    await scene.expectMoved(byId, settleSecond);
    await scene.expectNothingMoved(settleSecond, dvp, "WrongPhase", [tradeId(second.trade), 4]);
  });

  it("NET-1: are proved under the root of a settled cycle, and only so", async () => {
    const scene = await loadReady();
    const { net, settlement, cycle } = scene;
    const { list, trades } = settlement;
    const ids = trades.map(tradeId);
    const was = (trade: string, proof: string[], of = cycle, under = list) =>
      net.wasNetted(trade, of, under, proof);
    for (const each of ids) {
      expect(await was(each, tradeListProof(ids, each)), "not before it settled").to.equal(false);
    }
    await scene.settleCycle(settlement);
    for (const each of ids) {
      const proof = tradeListProof(ids, each);
      expect(await was(each, proof)).to.equal(true);
      expect(await was(id("no trade"), proof), "another trade").to.equal(false);
      expect(await was(each, proof.slice(1)), "a part of the proof").to.equal(false);
      expect(await was(each, [...proof, ZeroHash]), "more than the proof").to.equal(false);
      expect(await was(each, proof, id("other")), "another cycle").to.equal(false);
      expect(await was(each, proof, cycle, { ...list, root: each }), "another root").to.equal(
        false,
      );
      expect(await was(list.root, [], cycle), "the root itself").to.equal(false);
    }
  });

  it("NET-1: are not proved under the root of a void cycle", async () => {
    const scene = await loadReady();
    const { net, settlement, cycle } = scene;
    const ids = settlement.trades.map(tradeId);
    await net.makeVoid(cycle);
    const { list } = settlement;
    const proof = tradeListProof(ids, ids[0]!);
    expect(await net.wasNetted(ids[0]!, cycle, list, proof)).to.equal(false);
  });
});

describe("A cycle's parties and assets", () => {
  it("NET-1, SUM-1: may be one asset alone, or one party whose nets are zero", async () => {
    const scene = await load();
    const { a, net, bond, open } = scene;
    const cycle = await open();
    const list = {
      root: id("root"),
      parties: [a.address],
      assets: [await bond.getAddress()],
      termsEpochs: [0],
    };
    await net.fix(NUMBER, list);
    const settlement = await scene.signed({ id: cycle, list, nets: [[0n]] });
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement));
  });

  it("NET-1: gross units and net cash are a case of it", async () => {
    const scene = await load();
    const { a, b, c, bond, share, yen } = scene;
    const made = async (seller: typeof a, buyer: typeof a, token: typeof bond, amount: bigint) =>
      (await scene.signedTrade(seller, buyer, token, { units: 10n, amount, cycle: scene.cycle }))
        .trade;
    const trades = [
      await made(a, b, bond, 100_000n),
      await made(b, c, share, 100_000n),
      await made(c, a, share, 100_000n),
    ];
    const settlement = await scene.ready(trades);
    const cash = settlement.list.assets.indexOf(await yen.getAddress());
    expect(settlement.nets[cash]).to.deep.equal([0n, 0n, 0n]);
    await scene.expectMoved(settlement, () => scene.settleCycle(settlement));
  });
});
