import { expect } from "chai";
import { id, MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { tradeId } from "../../sdk/encode/tradeId.ts";
import type { Trade } from "../../sdk/encode/tradeTypedData.ts";
import { ascendingAddresses } from "../../sdk/settlement/addressForms.ts";
import { LyingCash__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { REASON, revoked, STATUS } from "../support/passes.ts";
import { DAY } from "../support/world.ts";
import { cycleScene, UNITS_EACH, YEN_EACH } from "./support/cycleScene.ts";
import { DOCUMENT, type Signed } from "./support/tradeAgreed.ts";

/** As TradePhase in contracts/types/TradeWord.sol. */
const PHASE = { none: 0, instructed: 1, matched: 2, awaitingPayment: 3, settled: 4, ended: 5 };
const SIDE = { seller: 0, buyer: 1 };
const FOREVER = 2 ** 40;

const load = fixture(async () => {
  const scene = await cycleScene();
  const { dvp, net, relayer } = scene;

  /** The circle, matched on chain by its signatures. */
  async function matched(changes: Partial<Trade> = {}): Promise<Signed[]> {
    const signed = await scene.circle({ cycle: ZeroHash, ...changes });
    for (const { trade, sellerSignature, buyerSignature } of signed) {
      await dvp.matchSigned(trade, sellerSignature, buyerSignature);
    }
    return signed;
  }

  function settleByIds(
    trades: readonly Trade[],
    { parties, assets }: { parties?: readonly string[]; assets?: readonly string[] } = {},
  ) {
    const { list } = scene.listOf([...new Set(trades)]);
    return net
      .connect(relayer)
      .settleByIds([...trades], [...(parties ?? list.parties)], [...(assets ?? list.assets)]);
  }

  return { ...scene, matched, settleByIds };
});

const tradesOf = (signed: readonly Signed[]) => signed.map(({ trade }) => trade);

describe("NetSettlement.settleByIds", () => {
  it("NET-1, DVP-2: moves the sums of the trades named, sent by anyone, and says each", async () => {
    const scene = await load();
    const { net, dvp, matched, settleByIds, listOf, thief, platform } = scene;
    const trades = tradesOf(await matched());
    const { list, nets } = listOf(trades);
    let sent: ReturnType<typeof settleByIds> | undefined;
    await scene.expectMoved({ list, nets }, () => {
      sent = net.connect(thief).settleByIds(trades, list.parties, list.assets);
      return sent;
    });
    await expect(sent)
      .to.emit(net, "TradesNetted")
      .withArgs(list.parties, list.assets, trades.length);
    for (const trade of trades) {
      await expect(sent)
        .to.emit(dvp, "TradeNetted")
        .withArgs(tradeId(trade), platform.net, trade.units, trade.amount);
      const word = await dvp.tradeWord(tradeId(trade));
      expect(word & (2n ** 64n - 1n), "filled").to.equal(trade.units);
      expect((word >> 64n) & 0xffn, "phase").to.equal(BigInt(PHASE.settled));
    }
  });

  it("DVP-1: consumes each trade once, by whichever route", async () => {
    const scene = await load();
    const { dvp, matched, settleByIds } = scene;
    const signed = await matched();
    const trades = tradesOf(signed);
    await settleByIds(trades);
    for (const { trade, sellerSignature, buyerSignature } of signed) {
      const args = [tradeId(trade), PHASE.settled];
      for (const send of [
        () => settleByIds([trade]),
        () => dvp.settleMatched(trade),
        () => dvp.matchSigned(trade, sellerSignature, buyerSignature),
      ]) {
        await scene.expectNothingMoved(send, dvp, "WrongPhase", args);
      }
      await scene.expectNothingMoved(
        () => dvp.settle(trade, sellerSignature, buyerSignature),
        dvp,
        "NonceUsed",
        [trade.seller, trade.sellerNonce],
      );
    }
  });

  it("DVP-1: refuses a trade named twice, with all the others", async () => {
    const scene = await load();
    const { dvp, matched, settleByIds } = scene;
    const trades = tradesOf(await matched());
    await scene.expectNothingMoved(() => settleByIds([...trades, trades[1]!]), dvp, "WrongPhase", [
      tradeId(trades[1]!),
      PHASE.settled,
    ]);
    await scene.expectMoved(scene.listOf(trades), () => settleByIds(trades));
  });

  it("refuses a trade settled gross before, and one that only one party instructed, or nobody", async () => {
    const scene = await load();
    const { dvp, matched, settleByIds, a, b, bond } = scene;
    const trades = tradesOf(await matched());
    await dvp.settleMatched(trades[0]!);
    await scene.expectNothingMoved(() => settleByIds(trades), dvp, "WrongPhase", [
      tradeId(trades[0]!),
      PHASE.settled,
    ]);
    const { trade } = await scene.signedTrade(a, b, bond);
    const lone = () => settleByIds([...trades.slice(1), trade]);
    const none = [tradeId(trade), PHASE.none];
    await scene.expectNothingMoved(lone, dvp, "WrongPhase", none);
    await dvp.connect(a).instruct(trade, SIDE.seller, false, false, id("own"));
    const one = [tradeId(trade), PHASE.instructed];
    await scene.expectNothingMoved(lone, dvp, "WrongPhase", one);
    await dvp.connect(b).instruct(trade, SIDE.buyer, false, false, id("own"));
    const named = [...trades.slice(1), trade];
    await scene.expectMoved(scene.listOf(named), lone);
  });

  it("refuses a trade that was cancelled, withdrawn, or is too early or too late", async () => {
    const scene = await load();
    const { dvp, matched, settleByIds, a, b, now, networkHelpers } = scene;
    const early = (await now()) + DAY;
    const [ended, late] = [
      await matched(),
      await matched({ settleFrom: early, settleBy: early + DAY }),
    ];
    const trades = tradesOf(ended);
    await dvp.connect(a).agreeToCancel(trades[0]!, SIDE.seller);
    await dvp.connect(b).agreeToCancel(trades[0]!, SIDE.buyer);
    await scene.expectNothingMoved(() => settleByIds(trades), dvp, "WrongPhase", [
      tradeId(trades[0]!),
      PHASE.ended,
    ]);
    const dated = tradesOf(late);
    await networkHelpers.time.setNextBlockTimestamp(early - 1);
    await scene.expectNothingMoved(() => settleByIds(dated), dvp, "TooEarly", [early, early - 1]);
    const { restore } = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(early + DAY + 1);
    await scene.expectNothingMoved(() => settleByIds(dated), dvp, "TooLate", [
      early + DAY,
      early + DAY + 1,
    ]);
    await restore();
    await networkHelpers.time.setNextBlockTimestamp(early + DAY);
    await scene.expectMoved(scene.listOf(dated), () => settleByIds(dated));
  });

  it("NET-1: nets what is left of a trade settled in parts, cash rounded once", async () => {
    const scene = await load();
    const { dvp, a, b, c, bond, share, platform } = scene;
    const part = await scene.signedTrade(a, b, bond, {
      ...{ units: 7n, amount: 100_001n, partialAllowed: true },
    });
    const whole = await scene.signedTrade(b, c, share, { units: 3n, amount: 50_000n });
    for (const { trade, sellerSignature, buyerSignature } of [part, whole]) {
      await dvp.matchSigned(trade, sellerSignature, buyerSignature);
    }
    await dvp.connect(a).settlePart(part.trade, 3n);
    const paid = (100_001n * 3n) / 7n;
    const rest = { ...part.trade, units: 4n, amount: 100_001n - paid };
    const expected = scene.listOf([rest, whole.trade]);
    let sent: ReturnType<typeof scene.settleByIds> | undefined;
    await scene.expectMoved(expected, () => {
      sent = scene.settleByIds([part.trade, whole.trade]);
      return sent;
    });
    await expect(sent)
      .to.emit(dvp, "TradeNetted")
      .withArgs(tradeId(part.trade), platform.net, 4n, rest.amount);
  });

  it("HOLD-1: frees what was held for the trades, on both legs, before it moves nets", async () => {
    const scene = await load();
    const { dvp, a, b, bond, yen, share, c } = scene;
    const { trade } = await scene.signedTrade(a, b, bond, { units: UNITS_EACH, amount: YEN_EACH });
    await dvp.connect(a).instruct(trade, SIDE.seller, true, false, id("own"));
    await dvp.connect(b).instruct(trade, SIDE.buyer, true, false, id("own"));
    expect([await bond.heldOf(a), await yen.heldOf(b)]).to.deep.equal([UNITS_EACH, YEN_EACH]);
    const back = await scene.signedTrade(b, c, share, { units: 1n, amount: 10n });
    await dvp.matchSigned(back.trade, back.sellerSignature, back.buyerSignature);
    const trades = [trade, back.trade];
    let sent: ReturnType<typeof scene.settleByIds> | undefined;
    await scene.expectMoved(scene.listOf(trades), () => {
      sent = scene.settleByIds(trades);
      return sent;
    });
    for (const [token, side, units] of [
      [bond, SIDE.seller, UNITS_EACH],
      [yen, SIDE.buyer, YEN_EACH],
    ] as const) {
      const hold = await dvp.holdIdOf(trade, side);
      const holder = side === SIDE.seller ? a : b;
      await expect(sent).to.emit(token, "HoldReleased").withArgs(hold, holder, units);
      expect(await token.heldOf(holder)).to.equal(0n);
    }
  });

  it("HOLD-1: does not touch what is held for other trades", async () => {
    const scene = await load();
    const { dvp, a, b, bond } = scene;
    const other = await scene.signedTrade(a, b, bond, { units: 95n, amount: 10n });
    await dvp.connect(a).instruct(other.trade, SIDE.seller, true, false, id("own"));
    const { trade, ...signatures } = await scene.signedTrade(a, b, bond, {
      units: 6n,
      amount: 10n,
    });
    await dvp.matchSigned(trade, signatures.sellerSignature, signatures.buyerSignature);
    await scene.expectNothingMoved(() => scene.settleByIds([trade]), bond, "UnitsNotFree", [
      a.address,
      5n,
      6n,
    ]);
  });

  it("NET-1: refuses lists that lack a party or an asset of the trades, are empty or not ascending", async () => {
    const scene = await load();
    const { net, matched, settleByIds, listOf } = scene;
    const trades = tradesOf(await matched());
    const { parties, assets } = listOf(trades).list;
    for (const missing of parties) {
      const lists = { parties: parties.filter((party) => party !== missing) };
      await scene.expectNothingMoved(() => settleByIds(trades, lists), net, "NotInTheList", [
        missing,
      ]);
    }
    for (const missing of assets) {
      const lists = { assets: assets.filter((asset) => asset !== missing) };
      await scene.expectNothingMoved(() => settleByIds(trades, lists), net, "NotInTheList", [
        missing,
      ]);
    }
    for (const lists of [{ parties: [] }, { assets: [] }]) {
      await scene.expectNothingMoved(() => settleByIds(trades, lists), net, "ListEmpty");
    }
    for (const [field, list] of [
      ["parties", parties],
      ["assets", assets],
    ] as const) {
      const [first, second, ...rest] = list as [string, string, ...string[]];
      for (const odd of [
        [second, first, ...rest],
        [first, first, second, ...rest],
      ]) {
        await scene.expectNothingMoved(
          () => settleByIds(trades, { [field]: odd }),
          net,
          "NotAscending",
          odd.slice(0, 2),
        );
      }
    }
    await scene.expectNothingMoved(() => net.settleByIds([], parties, assets), net, "NothingToNet");
  });

  it("takes parties and assets that no trade names, if they are sound", async () => {
    const scene = await load();
    const { net, matched, settleByIds, listOf, thief, granted, platform } = scene;
    const trades = tradesOf(await matched());
    const [first] = trades as [Trade];
    const all = listOf(trades).list;
    const lone = listOf([first]);
    const withThief = ascendingAddresses([...lone.list.parties, thief.address]);
    await scene.expectNothingMoved(
      () => settleByIds([first], { parties: withThief }),
      net,
      "PassNotWorking",
      [thief.address, STATUS.none],
    );
    for (const odd of [thief.address, platform.externalCash, ZeroAddress]) {
      const assets = ascendingAddresses([...lone.list.assets, odd]);
      const send = () => settleByIds([first], { assets });
      await scene.expectNothingMoved(send, net, "NotAnAsset", [odd]);
    }
    await granted([thief]);
    const later = tradesOf(await matched());
    const wide = {
      parties: ascendingAddresses([...all.parties, thief.address]),
      assets: all.assets,
    };
    await scene.expectMoved(listOf([later[0]!]), () => settleByIds([later[0]!], wide));
  });

  it("ELIG-2: refuses it all while one party's pass does not work, its nets zero or not", async () => {
    const scene = await load();
    const { w, net, dvp, a, b, c, bond, settleByIds } = scene;
    const trades: Trade[] = [];
    for (const [seller, buyer] of [
      [a, b],
      [b, c],
      [c, b],
    ] as const) {
      const signed = await scene.signedTrade(seller, buyer, bond, { units: 5n, amount: 500n });
      await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
      trades.push(signed.trade);
    }
    await revoked(w, c);
    await scene.expectNothingMoved(() => settleByIds(trades), net, "PassNotWorking", [
      c.address,
      STATUS.revoked,
    ]);
    await scene.expectMoved(scene.listOf([trades[0]!]), () => settleByIds([trades[0]!]));
  });

  it("refuses a trade whose sign-off is missing, by its class or by whoever asked, until it is there", async () => {
    const scene = await load();
    const { dvp, matched, settleByIds, registrar, opener, bond, share } = scene;
    const trades = tradesOf(await matched({ settleBy: FOREVER }));
    const ids = trades.map(tradeId);
    await announced(scene, registrar, dvp, "askSignOff", [await bond.getAddress(), true]);
    const send = () => settleByIds(trades);
    await scene.expectNothingMoved(send, dvp, "SignOffMissing", [ids[0]]);
    await dvp.connect(opener).signOff([ids[0]!], true);
    await scene.expectNothingMoved(send, dvp, "SignOffMissing", [ids[1]]);
    await dvp.connect(opener).signOff([ids[1]!], true);
    await scene.expectMoved(scene.listOf(trades), send);
    expect(await dvp.isSignOffAsked(share)).to.equal(false);
  });

  it("DVP-1: refuses trades under older terms", async () => {
    const scene = await load();
    const { dvp, matched, settleByIds, registrar, desk, bond } = scene;
    const trades = tradesOf(await matched({ settleBy: FOREVER }));
    await announced(scene, registrar, desk, "close", [bond.target, DOCUMENT]);
    await scene.expectNothingMoved(() => settleByIds(trades), dvp, "TermsChanged", [1, 0]);
  });

  it("DVP-1: refuses a trade that is paid elsewhere, also where such payments cancel each other out", async () => {
    const scene = await load();
    const { net, dvp, a, b, bond, share, platform, settleByIds } = scene;
    const cash = platform.externalCash;
    const there = await scene.signedTrade(a, b, bond, { units: 5n, amount: 500n, cash });
    const back = await scene.signedTrade(b, a, share, { units: 7n, amount: 500n, cash });
    for (const { trade, sellerSignature, buyerSignature } of [there, back]) {
      await dvp.matchSigned(trade, sellerSignature, buyerSignature);
    }
    for (const trades of [[there.trade], [there.trade, back.trade]]) {
      const send = () => settleByIds(trades);
      await scene.expectNothingMoved(send, net, "NotAnAsset", [cash]);
    }
  });

  it("NET-1: nets trades in listed cash, exactly, and refuses what is too large for a net", async () => {
    const scene = await load();
    const { dvp, net, a, b, c, bond, deployer, admin, settleByIds } = scene;
    const cash = await new LyingCash__factory(deployer).deploy(0);
    const address = await cash.getAddress();
    await announced(scene, admin, dvp, "listCash", [address, true]);
    for (const party of [b, c]) {
      await cash.mint(party, YEN_EACH);
      await cash.connect(party).approve(net, MaxUint256);
    }
    const trades: Trade[] = [];
    for (const [seller, buyer, amount] of [
      [a, b, 700n],
      [b, c, 500n],
      [a, b, 2n ** 255n],
    ] as const) {
      const signed = await scene.signedTrade(seller, buyer, bond, {
        ...{ cash: address, amount, units: 5n },
      });
      await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
      trades.push(signed.trade);
    }
    await scene.expectNothingMoved(
      () => settleByIds(trades),
      net,
      "NotInTheList",
      [address],
      [cash],
    );
    const sound = trades.slice(0, 2);
    await cash.setLie(6);
    await scene.expectNothingMoved(() => settleByIds(sound), net, "CashNotExact", [], [cash]);
    await cash.setLie(0);
    await scene.expectMoved(scene.listOf(sound), () => settleByIds(sound), [cash]);
  });

  it("all or nothing: one leg that a token refuses leaves every trade matched", async () => {
    const scene = await load();
    const { matched, settleByIds, desk, share, c, dvp } = scene;
    const trades = tradesOf(await matched());
    await desk.freezeWallet(share, c, REASON, DOCUMENT);
    const send = () => settleByIds(trades);
    await scene.expectNothingMoved(send, share, "WalletFrozen", [c.address]);
    for (const trade of trades) {
      expect(((await dvp.tradeWord(tradeId(trade))) >> 64n) & 0xffn).to.equal(
        BigInt(PHASE.matched),
      );
    }
    const others = trades.slice(0, 2);
    await scene.expectMoved(scene.listOf(others), () => settleByIds(others));
  });

  it("settles a circle of trades that nobody can begin gross", async () => {
    const scene = await load();
    const { dvp, a, b, c, yen, bond, share, thief, granted, settleByIds, platform } = scene;
    // Each pays with the cash that its own sale brings: nobody has any.
    await granted([thief]);
    for (const party of [a, b, c]) await yen.connect(party).transfer(thief, YEN_EACH);
    const trades: Trade[] = [];
    for (const [seller, buyer, token] of [
      [a, b, bond],
      [b, c, share],
      [c, a, bond],
    ] as const) {
      const signed = await scene.signedTrade(seller, buyer, token, {
        ...{ units: 10n, amount: 400_000n },
      });
      await dvp.matchSigned(signed.trade, signed.sellerSignature, signed.buyerSignature);
      trades.push(signed.trade);
    }
    for (const trade of trades) {
      await scene.expectNothingMoved(
        () => dvp.settleMatched(trade),
        yen,
        "ERC20InsufficientBalance",
        [trade.buyer, 0n, 400_000n],
      );
    }
    for (const pair of [trades.slice(0, 2), trades.slice(1), [trades[0]!, trades[2]!]]) {
      const send = () => settleByIds(pair);
      await scene.expectNothingMoved(send, yen, "ERC20InsufficientBalance");
    }
    const expected = scene.listOf(trades);
    const cash = expected.list.assets.indexOf(platform.yen);
    expect(expected.nets[cash]).to.deep.equal([0n, 0n, 0n]);
    await scene.expectMoved(expected, () => settleByIds(trades));
  });

  it("is the registry's route alone: nobody else consumes trades", async () => {
    const scene = await load();
    const { dvp, matched, thief, admin, opener } = scene;
    const trades = tradesOf(await matched());
    for (const caller of [thief, admin, opener]) {
      await scene.expectNothingMoved(() => dvp.connect(caller).consume(trades), dvp, "NotARoute", [
        caller.address,
      ]);
    }
  });
});
