import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import {
  type ContractTransactionResponse,
  concat,
  FunctionFragment,
  getBytes,
  hexlify,
  MaxUint256,
  Signature,
  toBeHex,
  zeroPadValue,
} from "ethers";
import { DvpSettlement__factory } from "../../sdk/contracts.ts";
import {
  HostileWallet__factory,
  ReentrancyLock__factory,
  StrangeClass__factory,
} from "../../types/index.js";
import { fixture } from "../support/fixture.ts";
import { reinstated, suspended } from "../support/lists.ts";
import { revoked } from "../support/passes.ts";
import { DAY } from "../support/world.ts";
import { expectRefused, expectSettled } from "./support/books.ts";
import {
  AMOUNT,
  BUYER_YEN,
  DOCUMENT,
  ISSUE,
  REASON,
  SELLER_UNITS,
  UNITS,
} from "./support/tradeAgreed.ts";
import {
  OWN_REFERENCE,
  otherCashListed,
  PARTIES,
  type Party,
  PHASE,
  routesOf,
  SIDE,
  type TradeKnown,
  tradeKnown,
} from "./support/tradeKnown.ts";

const load = fixture(tradeKnown);
const loadWithOtherCash = fixture(otherCashListed);
const loadOnMainnet = fixture(() => tradeKnown({ chainId: 1 }));

const SECP256K1_N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const REENTERED = ReentrancyLock__factory.createInterface().getError("Reentered")!.selector;
/** As LyingCash.Lie and HostileWallet.Answer in test/support/mocks/settlement. */
const LIE = {
  ReturnsFalse: 1,
  ReturnsFalseYetMoves: 2,
  MovesNothing: 4,
  MovesNothingAndReturnsNothing: 5,
  TakesFee: 6,
  TakesFeeOnTop: 7,
  PaysSomebodyElse: 8,
  PaysTooMuch: 9,
  GrowsBoth: 10,
  ShrinksBoth: 11,
  CallsFirst: 16,
} as const;
const ANSWER = { nothing: 0, yes: 1 } as const;

type Send = (gasPrice: bigint) => Promise<ContractTransactionResponse>;

/** Puts two calls into one block, in this order, and says which of them went through. */
async function inOneBlock(
  { ethers, networkHelpers }: TradeKnown,
  first: Send,
  second: Send,
): Promise<boolean[]> {
  await ethers.provider.send("evm_setAutomine", [false]);
  const sent = [await second(10n ** 10n), await first(10n ** 11n)].reverse();
  await networkHelpers.mine();
  await ethers.provider.send("evm_setAutomine", [true]);
  return await Promise.all(
    sent.map(async ({ hash }) => (await ethers.provider.getTransactionReceipt(hash))!.status === 1),
  );
}

const gasLimit = 1_000_000;

describe("attack: front-running a relayed call", () => {
  it("given a matched trade's settlement copied: the same legs move, once (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief, relayer } = scene;
    const trade = await scene.matched();
    const by =
      (sender: HardhatEthersSigner): Send =>
      (gasPrice) =>
        dvp.connect(sender).settleMatched(trade, { gasLimit, gasPrice });
    expect(await inOneBlock(scene, by(thief), by(relayer))).to.deep.equal([true, false]);
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(UNITS);
    expect(await yen.balanceOf(seller), "DVP-1").to.equal(AMOUNT);
    await scene.expectSound();
  });

  it("given a signed trade made known by a stranger first: it settles as it was signed, once (DVP-1)", async () => {
    const scene = await load();
    const { dvp, thief, relayer, seller } = scene;
    const signed = await scene.agreed();
    const { trade, sellerSignature, buyerSignature } = signed;
    const values = [trade, sellerSignature, buyerSignature] as const;
    const matching: Send = (gasPrice) =>
      dvp.connect(thief).matchSigned(...values, { gasLimit, gasPrice });
    const settling: Send = (gasPrice) =>
      dvp.connect(relayer).settle(...values, { gasLimit, gasPrice });
    expect(await inOneBlock(scene, matching, settling)).to.deep.equal([true, false]);
    await scene.refuses(trade, routesOf(scene, signed).settle, {
      by: dvp,
      error: "NonceUsed",
      args: [seller.address, trade.sellerNonce],
    });
    await scene.settles(trade, () => dvp.connect(relayer).settleMatched(trade));
  });

  it("given an instruction copied: it is nobody's but the party's (DVP-1)", async () => {
    const scene = await load();
    const { dvp, thief } = scene;
    const trade = await scene.trade();
    for (const party of PARTIES) {
      const sent = () => scene.instruct(trade, party, { by: thief, held: true });
      await scene.refuses(trade, sent, {
        by: dvp,
        error: "NotForTheParty",
        args: [thief.address, trade[party]],
      });
    }
  });

  for (const withdrawFirst of [true, false]) {
    const order = withdrawFirst ? "before" : "after";
    it(`given a withdrawal ${order} the answer in one block: the first alone counts (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, bond, yen, seller, buyer } = scene;
      const trade = await scene.trade();
      await scene.instruct(trade, "seller", { held: true });
      const withdrawing: Send = (gasPrice) =>
        dvp.connect(seller).withdraw(trade, SIDE.seller, { gasLimit, gasPrice });
      const answering: Send = (gasPrice) =>
        dvp
          .connect(buyer)
          .instruct(trade, SIDE.buyer, true, false, OWN_REFERENCE, { gasLimit, gasPrice });
      const sends = [withdrawing, answering] as const;
      const done = withdrawFirst
        ? await inOneBlock(scene, sends[0], sends[1])
        : await inOneBlock(scene, sends[1], sends[0]);
      expect(done).to.deep.equal([true, false]);
      await scene.expectPhase(trade, withdrawFirst ? "ended" : "matched");
      expect(await bond.heldOf(seller)).to.equal(withdrawFirst ? 0n : UNITS);
      expect(await yen.heldOf(buyer)).to.equal(withdrawFirst ? 0n : AMOUNT);
      await scene.expectSound();
    });
  }

  for (const cancelFirst of [true, false]) {
    const order = cancelFirst ? "before" : "after";
    it(`given the second cancel ${order} the settlement in one block: the first alone counts (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, bond, seller, buyer, relayer } = scene;
      const trade = await scene.matched({}, PARTIES);
      await dvp.connect(seller).agreeToCancel(trade, SIDE.seller);
      const cancelling: Send = (gasPrice) =>
        dvp.connect(buyer).agreeToCancel(trade, SIDE.buyer, { gasLimit, gasPrice });
      const settling: Send = (gasPrice) =>
        dvp.connect(relayer).settleMatched(trade, { gasLimit, gasPrice });
      const done = cancelFirst
        ? await inOneBlock(scene, cancelling, settling)
        : await inOneBlock(scene, settling, cancelling);
      expect(done).to.deep.equal([true, false]);
      await scene.expectPhase(trade, cancelFirst ? "ended" : "settled");
      expect(await bond.balanceOf(buyer), "DVP-1").to.equal(cancelFirst ? 0n : UNITS);
      await scene.expectSound();
    });
  }
});

describe("attack: replay: chain, contract, fork, clone, upgrade", () => {
  it("given signatures shown to a second settlement contract: it matches nothing (DVP-1)", async () => {
    const scene = await load();
    const { dvp, deployer, platform, seller } = scene;
    const values = [platform.authority, platform.pass, platform.yen, 400_000] as const;
    const other = await new DvpSettlement__factory(deployer).deploy(...values);
    const signed = await scene.agreed();
    const { trade, sellerSignature, buyerSignature } = signed;
    await expect(other.matchSigned(trade, sellerSignature, buyerSignature))
      .to.be.revertedWithCustomError(other, "SignatureInvalid")
      .withArgs(seller.address, await other.idOf(trade));
    // What is known to one is not known to the other, nor is a hold of the one the other's.
    await routesOf(scene, signed).matchSigned();
    await expect(other.settleMatched(trade))
      .to.be.revertedWithCustomError(other, "WrongPhase")
      .withArgs(await dvp.idOf(trade), PHASE.none);
    const hold = await dvp.holdIdOf(trade, SIDE.seller);
    expect(await other.holdIdOf(trade, SIDE.seller)).to.not.equal(hold);
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });

  it("given signatures shown on another chain with the same contracts: it matches nothing (DVP-1)", async () => {
    const here = await load();
    const there = await loadOnMainnet();
    expect(there.platform.dvp, "the same addresses").to.equal(here.platform.dvp);
    const settleBy = Math.max(await here.now(), await there.now()) + 10_000;
    const signed = await here.agreed({ settleFrom: 0, settleBy, sellerNonce: 9_999n });
    const { trade } = signed;
    await there.refuses(trade, routesOf(there, signed).matchSigned, {
      by: there.dvp,
      error: "SignatureInvalid",
      args: [there.seller.address, await there.dvp.idOf(trade)],
    });
    await routesOf(here, signed).matchSigned();
    await here.settles(trade, () => here.dvp.settleMatched(trade));
  });
});

describe("attack: signature malleability, zero signer, compact forms", () => {
  const forms: readonly [string, (signature: string) => string][] = [
    [
      "its twin with a high s",
      (signature) => {
        const { r, s, v } = Signature.from(signature);
        return concat([r, toBeHex(SECP256K1_N - BigInt(s), 32), toBeHex(v === 27 ? 28 : 27)]);
      },
    ],
    ["its 64 bytes of ERC-2098", (signature) => Signature.from(signature).compactSerialized],
    ["zeros, which recover to the zero address", () => toBeHex(0, 65)],
    ["nothing", () => "0x"],
  ];
  for (const [what, form] of forms) {
    it(`given ${what} to match by: refuses it in either place (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const signed = await scene.agreed();
      const { trade } = signed;
      for (const party of PARTIES) {
        const signature = `${party}Signature` as const;
        const changed = { ...signed, [signature]: form(signed[signature]) };
        await scene.refuses(trade, routesOf(scene, changed).matchSigned, {
          by: dvp,
          error: "SignatureInvalid",
          args: [trade[party], await dvp.idOf(trade)],
        });
      }
      await routesOf(scene, signed).matchSigned();
    });
  }
});

describe("attack: EIP-7702 / ERC-1271 signer changes code or revokes", () => {
  /** A contract wallet as the buyer, with a pass, yen and an allowance. */
  const loadWithWallet = fixture(async () => {
    const scene = await tradeKnown();
    const { deployer, yen, platform } = scene;
    const wallet = await new HostileWallet__factory(deployer).deploy();
    const address = await wallet.getAddress();
    await scene.granted([{ address }]);
    await scene.minted({ address }, BUYER_YEN);
    const approve = yen.interface.encodeFunctionData("approve", [platform.dvp, MaxUint256]);
    await wallet.execute(yen, approve);
    const agreed = async () => ({
      ...(await scene.agreed({ buyer: address })),
      buyerSignature: "0x",
    });
    return { ...scene, wallet, walletAddress: address, agreed };
  });

  it("given a yes that became a no: refused in the settlement, at any time before (DVP-1)", async () => {
    const scene = await loadWithWallet();
    const { dvp, wallet, walletAddress } = scene;
    const signed = await scene.agreed();
    await wallet.setAnswer(ANSWER.yes);
    await routesOf(scene, signed).settle();
    const next = await scene.agreed();
    await wallet.setAnswer(ANSWER.nothing);
    for (const route of ["settle", "matchSigned"] as const) {
      await expect(routesOf(scene, next)[route]())
        .to.be.revertedWithCustomError(dvp, "SignatureInvalid")
        .withArgs(walletAddress, await dvp.idOf(next.trade));
    }
  });

  it("given a yes that was shown and became a no: the trade is matched, and binds (DVP-1)", async () => {
    const scene = await loadWithWallet();
    const { dvp, bond, wallet, walletAddress } = scene;
    const signed = await scene.agreed();
    await wallet.setAnswer(ANSWER.yes);
    await routesOf(scene, signed).matchSigned();
    await wallet.setAnswer(ANSWER.nothing);
    await dvp.settleMatched(signed.trade);
    expect(await bond.balanceOf(walletAddress), "DVP-1").to.equal(UNITS);
  });

  it("given a contract wallet that instructs: its call is its word (DVP-1)", async () => {
    const scene = await loadWithWallet();
    const { dvp, bond, yen, wallet, walletAddress, platform, seller } = scene;
    const { trade } = await scene.agreed();
    await scene.instruct(trade, "seller");
    const data = dvp.interface.encodeFunctionData("instruct", [
      trade,
      SIDE.buyer,
      true,
      false,
      OWN_REFERENCE,
    ]);
    await wallet.execute(platform.dvp, data);
    await scene.expectPhase(trade, "matched");
    await dvp.settleMatched(trade);
    expect(await bond.balanceOf(walletAddress), "DVP-1").to.equal(UNITS);
    expect(await yen.balanceOf(seller), "DVP-1").to.equal(AMOUNT);
  });
});

describe("attack: stranger executes a hold against a junk leg", () => {
  it("given a stranger at the tokens: only the settlement contract executes or releases (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, thief, platform } = scene;
    await scene.granted([thief]);
    const trade = await scene.matched({ settleBy: (await scene.now()) + DAY }, PARTIES);
    for (const [token, party, held] of [
      [bond, "seller", UNITS],
      [yen, "buyer", AMOUNT],
    ] as const) {
      const hold = await dvp.holdIdOf(trade, SIDE[party]);
      for (const sent of [
        () => token.connect(thief).executeHold(hold, thief.address, held),
        () => token.connect(thief).releaseHold(hold, held),
      ]) {
        const refusal = { by: token, error: "NotTheExecutor", args: [hold, platform.dvp] };
        await scene.refuses(trade, sent, refusal);
      }
    }
  });

  it("given a junk leg in the place of one that was agreed: it is another trade, without holds (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, bond, cash, cashAddress, deployer, thief } = scene;
    const trade = await scene.matched({}, PARTIES);
    const strange = await new StrangeClass__factory(deployer).deploy(await bond.classNumber());
    const junk = [
      { cash: cashAddress },
      { cash: cashAddress, amount: 1n },
      { security: await strange.getAddress() },
      { buyer: thief.address },
      { amount: 1n },
    ];
    for (const change of junk) {
      const other = { ...trade, ...change };
      for (const sent of [
        () => dvp.connect(thief).settleMatched(other),
        () =>
          dvp.settleBatch([{ trade: other, sellerSignature: "0x", buyerSignature: "0x" }], true),
      ]) {
        await scene.refuses(
          other,
          sent,
          { by: dvp, error: "WrongPhase", args: [await dvp.idOf(other), PHASE.none] },
          [cash],
        );
      }
    }
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });
});

describe("attack: hold id squatting", () => {
  it("given a stranger who was first with the same id's parts: the legs are held all the same (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief, platform, desk } = scene;
    await scene.granted([thief]);
    await desk.issue(bond, thief, UNITS, ISSUE);
    await scene.minted(thief, AMOUNT);
    const trade = await scene.trade({ settleBy: (await scene.now()) + DAY });
    const id = await dvp.idOf(trade);
    const { settleBy } = trade;
    for (const [token, holder] of [
      [bond, seller],
      [yen, buyer],
    ] as const) {
      await token.connect(thief).hold(thief, 1n, platform.dvp, settleBy, id);
      await token.connect(thief).hold(thief, 1n, thief, settleBy, id);
      await expect(token.connect(thief).hold(holder, 1n, platform.dvp, settleBy, id))
        .to.be.revertedWithCustomError(token, "NotTheHolder")
        .withArgs(thief.address, holder.address);
    }
    for (const party of PARTIES) await scene.instruct(trade, party, { held: true });
    expect([...(await bond.holdOf(await dvp.holdIdOf(trade, SIDE.seller)))]).to.deep.equal([
      ...[seller.address, UNITS],
    ]);
    await expect(dvp.settleMatched(trade)).to.emit(dvp, "TradeSettled");
    expect(await bond.balanceOf(buyer), "DVP-1").to.equal(UNITS);
    expect(await yen.balanceOf(seller), "DVP-1").to.equal(AMOUNT);
    expect(await bond.balanceOf(thief)).to.equal(UNITS);
  });
});

describe("attack: griefing by freezing or emptying one leg", () => {
  it("given a leg that was emptied: neither moves, and in a batch nobody else waits (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, seller, buyer } = scene;
    const emptied = await scene.matched({ units: SELLER_UNITS });
    const others = [await scene.matched({ units: 1n }), await scene.matched({ units: 1n })];
    await bond.connect(seller).transfer(buyer, 1n);
    const refusal = {
      by: bond,
      error: "ERC20InsufficientBalance",
      args: [seller.address, SELLER_UNITS - 1n, SELLER_UNITS],
    };
    await scene.refuses(emptied, () => dvp.settleMatched(emptied), refusal);
    const items = [others[0]!, emptied, others[1]!].map((trade) => ({
      trade,
      sellerSignature: "0x",
      buyerSignature: "0x",
    }));
    await dvp.settleBatch(items, false, { gasLimit: 5_000_000 });
    for (const other of others) await scene.expectPhase(other, "settled");
    await scene.expectPhase(emptied, "matched");
    await scene.expectSound();
  });

  it("given a firm trade: its legs cannot be emptied, by no key of the parties (HOLD-1, DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer } = scene;
    const trade = await scene.matched({}, PARTIES);
    for (const [token, from, to, all, held] of [
      [bond, seller, buyer, SELLER_UNITS, UNITS],
      [yen, buyer, seller, BUYER_YEN, AMOUNT],
    ] as const) {
      const args = [from.address, all - held, all];
      const refusal = { by: token, error: "UnitsNotFree", args };
      await scene.refuses(trade, () => token.connect(from).transfer(to, all), refusal);
    }
    await scene.refuses(trade, () => yen.connect(buyer).redeem(BUYER_YEN, REASON), {
      by: yen,
      error: "UnitsNotFree",
      args: [buyer.address, BUYER_YEN - AMOUNT, BUYER_YEN],
    });
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });

  it("given held units that the registrar froze: neither leg moves, and the cash is free in the end (DVP-1, EXIT-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, desk, seller, buyer, thief, networkHelpers } = scene;
    const trade = await scene.matched({}, PARTIES);
    await desk.freezeUnits(bond, seller, SELLER_UNITS, REASON, DOCUMENT);
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: bond,
      error: "UnitsNotFree",
      args: [seller.address, 0n, UNITS],
    });
    await networkHelpers.time.increaseTo(trade.settleBy + 1);
    await yen.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.buyer), AMOUNT);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN);
    await scene.expectSound();
  });
});

describe("attack: KYC revoked between trade and settlement", () => {
  for (const party of PARTIES) {
    for (const held of [false, true]) {
      const how = held ? "firm" : "matched";
      it(`given the ${party}'s, of a ${how} trade: neither leg moves (DVP-1, ELIG-2)`, async () => {
        const scene = await load();
        const { dvp, bond } = scene;
        const trade = await scene.matched({ partialAllowed: true }, held ? PARTIES : []);
        await revoked(scene, scene[party]);
        const refusal = { by: bond, error: "PassNotWorking", args: [trade[party], 5] };
        const part = () => dvp.connect(scene.buyer).settlePart(trade, 1n);
        await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
        await scene.refuses(trade, part, refusal);
        await scene.expectPhase(trade, "matched");
      });
    }
  }

  it("given a suspension that ends in time: settles after it (DVP-1, ELIG-2)", async () => {
    const scene = await load();
    const { dvp, bond, buyer } = scene;
    const trade = await scene.matched({}, PARTIES);
    await suspended(scene, buyer);
    const refusal = { by: bond, error: "PassNotWorking", args: [buyer.address, 6] };
    await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    await reinstated(scene, [buyer]);
    await scene.settles(trade, () => dvp.settleMatched(trade));
  });
});

describe("attack: reentrancy by hooks", () => {
  it("given cash that calls any entry in the middle of a matched trade: refused, and it settles once (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, cash, cashAddress, platform, networkHelpers } = scene;
    const encode = dvp.interface.encodeFunctionData.bind(dvp.interface);
    const trade = await scene.matched({ cash: cashAddress, partialAllowed: true });
    const other = await scene.matched({}, PARTIES);
    const { sellerSignature, buyerSignature, trade: signed } = await scene.agreed();
    const riding = { until: 0, number: 0n, signer: platform.pass, signature: "0x" };
    const calls: Record<string, string> = {
      settleMatched: encode("settleMatched", [trade]),
      "settleMatched of another": encode("settleMatched", [other]),
      settlePart: encode("settlePart", [trade, 1n]),
      settle: encode("settle", [signed, sellerSignature, buyerSignature]),
      settleWithConsent: encode("settleWithConsent", [
        signed,
        sellerSignature,
        buyerSignature,
        riding,
      ]),
      matchSigned: encode("matchSigned", [signed, sellerSignature, buyerSignature]),
      settleBatch: encode("settleBatch", [[{ trade, sellerSignature, buyerSignature }], false]),
      instruct: encode("instruct", [signed, SIDE.seller, false, false, OWN_REFERENCE]),
      withdraw: encode("withdraw", [trade, SIDE.seller]),
      agreeToCancel: encode("agreeToCancel", [trade, SIDE.seller]),
    };
    for (const [entry, data] of Object.entries(calls)) {
      const { restore } = await networkHelpers.takeSnapshot();
      await cash.setLie(LIE.CallsFirst);
      await cash.setCall(platform.dvp, data);
      const sent = () => dvp.settleMatched(trade, { gasLimit: 2_000_000 });
      await scene.settles(trade, sent, { assets: [cash] });
      expect(await cash.called(), entry).to.equal(false);
      expect(await cash.refusal(), entry).to.equal(REENTERED);
      await scene.expectPhase(other, "matched");
      await restore();
    }
    // An item is for the contract itself, whatever it is in the middle of.
    await cash.setLie(LIE.CallsFirst);
    await cash.setCall(
      platform.dvp,
      encode("settleItem", [{ trade: signed, sellerSignature, buyerSignature }]),
    );
    await scene.settles(trade, () => dvp.settleMatched(trade, { gasLimit: 2_000_000 }), {
      assets: [cash],
    });
    expect(await cash.refusal()).to.equal(dvp.interface.getError("NotTheContractItself")!.selector);
  });

  it("given cash that nets the rest in the middle of a part: nothing is paid twice (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, net, bond, cash, cashAddress, seller, buyer, platform } = scene;
    const trade = await scene.matched({ cash: cashAddress, partialAllowed: true });
    const ascending = (list: readonly string[]) =>
      [...list].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
    const parties = ascending([seller.address, buyer.address]);
    const assets = ascending([await bond.getAddress(), cashAddress]);
    await cash.setLie(LIE.CallsFirst);
    const data = net.interface.encodeFunctionData("settleByIds", [[trade], parties, assets]);
    await cash.setCall(platform.net, data);
    const part = { units: 4n, amount: (AMOUNT * 4n) / UNITS };
    const before = await cash.balanceOf(seller);
    const sent = dvp.connect(seller).settlePart(trade, part.units, { gasLimit: 3_000_000 });
    const done = await sent.then(
      async (tx) => (await tx.wait())!.status === 1,
      () => false,
    );
    const units = await bond.balanceOf(buyer);
    const paid = (await cash.balanceOf(seller)) - before;
    expect(paid, "DVP-1: paid for exactly what was delivered").to.equal((AMOUNT * units) / UNITS);
    expect(units <= UNITS, "DVP-1: no unit twice").to.equal(true);
    expect(done ? units > 0n : units === 0n).to.equal(true);
    await scene.expectSound();
  });
});

describe("attack: free option / expiry race", () => {
  it("given a firm trade's last second and the next: settled or free, never both, never neither (DVP-1, HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, thief, relayer, networkHelpers } = scene;
    const trade = await scene.matched({}, PARTIES);
    const hold = await dvp.holdIdOf(trade, SIDE.seller);
    const releasing: Send = (gasPrice) =>
      bond.connect(thief).releaseHold(hold, UNITS, { gasLimit, gasPrice });
    const settling: Send = (gasPrice) =>
      dvp.connect(relayer).settleMatched(trade, { gasLimit, gasPrice });
    const { restore } = await networkHelpers.takeSnapshot();
    for (const [second, settles] of [
      [trade.settleBy, true],
      [trade.settleBy + 1, false],
    ] as const) {
      for (const releaseFirst of [true, false]) {
        await networkHelpers.time.setNextBlockTimestamp(second);
        const sends = releaseFirst ? [releasing, settling] : [settling, releasing];
        const done = await inOneBlock(scene, sends[0]!, sends[1]!);
        const released = done[releaseFirst ? 0 : 1];
        const settled = done[releaseFirst ? 1 : 0];
        expect({ settled, released }).to.deep.equal({ settled: settles, released: !settles });
        expect(await bond.balanceOf(trade.buyer), "DVP-1").to.equal(settles ? UNITS : 0n);
        expect(await bond.heldOf(trade.seller), "HOLD-1").to.equal(0n);
        await scene.expectSound();
        await restore();
      }
    }
  });

  it("given a party that has second thoughts: a matched trade is no option of one side (DVP-1)", async () => {
    const scene = await load();
    const { dvp } = scene;
    const trade = await scene.matched({}, PARTIES);
    for (const party of PARTIES) {
      const by = dvp.connect(scene[party]);
      await expect(by.withdraw(trade, SIDE[party])).to.be.revertedWithCustomError(
        dvp,
        "WrongPhase",
      );
      await expect(by.cancel(trade[`${party}Nonce`])).to.be.revertedWithCustomError(
        dvp,
        "NonceUsed",
      );
    }
    await dvp.connect(scene.seller).agreeToCancel(trade, SIDE.seller);
    await scene.settles(trade, () => dvp.connect(scene.buyer).settleMatched(trade));
  });
});

describe("attack: fee-on-transfer, rebasing, false-returning tokens", () => {
  for (const lie of Object.keys(LIE) as (keyof typeof LIE)[]) {
    if (lie === "CallsFirst") continue;
    it(`given a cash token that ${lie}: a matched trade waits, whole or in part (DVP-1, DVP-2)`, async () => {
      const scene = await loadWithOtherCash();
      const { dvp, cash, cashAddress, buyer } = scene;
      const changes = { cash: cashAddress, partialAllowed: true };
      const trade = await scene.matched(changes, ["seller"]);
      await cash.setLie(LIE[lie]);
      const error = lie.startsWith("ReturnsFalse") ? "SafeERC20FailedOperation" : "CashNotExact";
      const refusal = { by: dvp, error };
      await scene.refuses(trade, () => dvp.settleMatched(trade), refusal, [cash]);
      const part = () => dvp.connect(buyer).settlePart(trade, 3n);
      await scene.refuses(trade, part, refusal, [cash]);
      await cash.setLie(0);
      await scene.settles(trade, () => dvp.settleMatched(trade), { assets: [cash] });
    });
  }
});

describe("attack: key theft", () => {
  it("given a delegate's key: takes what is left of a day's mandate, until it is taken back", async () => {
    const scene = await load();
    const { dvp, buyer, platform, thief: key } = scene;
    const until = (await scene.now()) + DAY;
    const mandate = { until, mostPerTrade: AMOUNT, mostPerDay: 2n * AMOUNT };
    await dvp.connect(buyer).setMandate(key, platform.yen, mandate);
    for (let i = 0; i < 2; i++) {
      await scene.instruct(await scene.trade({ units: 1n }), "buyer", { by: key });
    }
    const next = await scene.trade({ units: 1n });
    await scene.refuses(next, () => scene.instruct(next, "buyer", { by: key }), {
      by: dvp,
      error: "MandateExceeded",
      args: [buyer.address, key.address, 2n * AMOUNT, 3n * AMOUNT],
    });
    const none = { until: 0, mostPerTrade: 0, mostPerDay: 0 };
    await dvp.connect(buyer).setMandate(key, platform.yen, none);
    await scene.refuses(next, () => scene.instruct(next, "buyer", { by: key }), {
      by: dvp,
      error: "NotForTheParty",
      args: [key.address, buyer.address],
    });
  });

  it("within a mandate a delegate's key can sell too cheap, and no more units than the mandate says", async () => {
    const scene = await load();
    const { dvp, bond, seller, thief: key } = scene;
    const until = (await scene.now()) + DAY;
    const security = await bond.getAddress();
    const mandate = { until, mostPerTrade: UNITS, mostPerDay: UNITS };
    await dvp.connect(seller).setMandate(key, security, mandate);
    // The buyer is an accomplice.
    const all = await scene.trade({ units: SELLER_UNITS, amount: 1n });
    await scene.refuses(all, () => scene.instruct(all, "seller", { by: key }), {
      by: dvp,
      error: "MandateExceeded",
      args: [seller.address, key.address, UNITS, SELLER_UNITS],
    });
    const next = await scene.trade({ units: UNITS, amount: 1n });
    await scene.instruct(next, "seller", { by: key });
    await scene.instruct(next, "buyer");
    await scene.settles(next, () => dvp.settleMatched(next));
  });

  it("given a party's key: settles nothing once the pass is suspended, and numbers can be used up (ELIG-2)", async () => {
    const scene = await load();
    const { dvp, bond, seller } = scene;
    const signed = await scene.agreed();
    const trade = await scene.matched({}, PARTIES);
    await suspended(scene, seller);
    const refusal = { by: bond, error: "PassNotWorking", args: [seller.address, 6] };
    await expectRefused(scene, signed, refusal);
    await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    const word = signed.trade.sellerNonce >> 8n;
    await dvp.connect(seller).cancelMany(word, MaxUint256);
    await reinstated(scene, [seller]);
    await expectRefused(scene, signed, {
      by: dvp,
      error: "NonceUsed",
      args: [seller.address, signed.trade.sellerNonce],
    });
  });

  it("given the operator's, the admin's, the registrar's or the pauser's key: it makes, settles and ends no trade (POWER-1)", async () => {
    const scene = await load();
    const { dvp, operator, admin, registrar, pauser, guardian, yenOperator } = scene;
    const trade = await scene.matched({ partialAllowed: true }, PARTIES);
    const fresh = await scene.trade();
    for (const key of [operator, admin, registrar, pauser, guardian, yenOperator]) {
      const by = dvp.connect(key);
      const calls: [() => Promise<unknown>, string, readonly unknown[]][] = PARTIES.flatMap(
        (party: Party) => [
          [
            () => by.instruct(fresh, SIDE[party], false, false, OWN_REFERENCE),
            "NotForTheParty",
            [key.address, fresh[party]],
          ],
          [() => by.withdraw(trade, SIDE[party]), "NotForTheParty", [key.address, trade[party]]],
          [
            () => by.agreeToCancel(trade, SIDE[party]),
            "NotForTheParty",
            [key.address, trade[party]],
          ],
        ],
      );
      calls.push([() => by.settlePart(trade, 1n), "NotForTheParty", [key.address, trade.buyer]]);
      calls.push([() => by.endTrade(trade), "NotARoute", [key.address]]);
      calls.push([() => by.consume([trade]), "NotARoute", [key.address]]);
      for (const [sent, error, args] of calls) {
        await scene.refuses(trade, sent, { by: dvp, error, args });
      }
    }
  });
});

describe("attack: proposer or validator withholding", () => {
  it("given a relayer who does not send: anybody does, to the last second, with the same result (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, thief, deployer, networkHelpers } = scene;
    const trade = await scene.matched({}, PARTIES);
    const { restore } = await networkHelpers.takeSnapshot();
    for (const by of [seller, buyer, thief, deployer]) {
      await networkHelpers.time.setNextBlockTimestamp(trade.settleBy);
      await scene.settles(trade, () => dvp.connect(by).settleMatched(trade));
      await restore();
    }
  });

  it("given a block too late: nothing is lost, both legs are free at anyone's call (HOLD-1)", async () => {
    const scene = await load();
    const { dvp, bond, yen, seller, buyer, thief, networkHelpers } = scene;
    const trade = await scene.matched({}, PARTIES);
    await networkHelpers.time.increaseTo(trade.settleBy);
    await scene.refuses(trade, () => dvp.settleMatched(trade), { by: dvp, error: "TooLate" });
    await bond.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.seller), UNITS);
    await yen.connect(thief).releaseHold(await dvp.holdIdOf(trade, SIDE.buyer), AMOUNT);
    expect(await bond.freeOf(seller)).to.equal(SELLER_UNITS);
    expect(await yen.freeOf(buyer)).to.equal(BUYER_YEN);
    // Who still wants the trade signs it anew.
    await expectSettled(scene, await scene.agreed());
  });
});

describe("attack: rounding and packing overflow", () => {
  it("given bits that a field does not have: refused, instructed, signed or matched (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, platform, ethers } = scene;
    const signed = await scene.agreed();
    const { trade, sellerSignature, buyerSignature } = signed;
    const fields = Object.keys(trade);
    const narrow = {
      ...{ seller: 160, buyer: 160, security: 160, units: 64, cash: 160 },
      ...{ settleFrom: 48, settleBy: 48, termsEpoch: 16, partialAllowed: 1 },
    };
    const calls = {
      instruct: dvp.interface.encodeFunctionData("instruct", [
        trade,
        SIDE.seller,
        false,
        false,
        OWN_REFERENCE,
      ]),
      settle: dvp.interface.encodeFunctionData("settle", [trade, sellerSignature, buyerSignature]),
      matchSigned: dvp.interface.encodeFunctionData("matchSigned", [
        trade,
        sellerSignature,
        buyerSignature,
      ]),
    };
    for (const [field, bits] of Object.entries(narrow)) {
      const at = 4 + 32 * fields.indexOf(field);
      for (const [entry, data] of Object.entries(calls)) {
        for (const bit of [bits, 255]) {
          const bytes = getBytes(data);
          const word = BigInt(hexlify(bytes.slice(at, at + 32))) | (1n << BigInt(bit));
          bytes.set(getBytes(zeroPadValue(toBeHex(word), 32)), at);
          const sent = seller.sendTransaction({ to: platform.dvp, data: hexlify(bytes) });
          await expect(sent, `${entry}: bit ${bit} of ${field}`).to.revert(ethers);
        }
      }
    }
    expect(await dvp.isNonceUsed(seller, trade.sellerNonce)).to.equal(false);
    await expectSettled(scene, signed);
  });

  it("given amounts above what a balance can be: nothing is cut off, held or free (DVP-1)", async () => {
    const scene = await load();
    const { dvp, yen, buyer } = scene;
    for (const amount of [2n ** 64n + AMOUNT, 2n ** 128n + AMOUNT, MaxUint256]) {
      const trade = await scene.trade({ amount });
      const refusal = {
        by: yen,
        error: "ERC20InsufficientBalance",
        args: [buyer.address, BUYER_YEN, amount],
      };
      await scene.refuses(trade, () => scene.instruct(trade, "buyer", { held: true }), refusal);
      for (const party of PARTIES) await scene.instruct(trade, party);
      await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    }
  });

  it("given units above what there are: nothing is cut off, held or free (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, seller } = scene;
    const units = 2n ** 64n - 1n;
    const trade = await scene.trade({ units, partialAllowed: true });
    const refusal = {
      by: bond,
      error: "ERC20InsufficientBalance",
      args: [seller.address, SELLER_UNITS, units],
    };
    await scene.refuses(trade, () => scene.instruct(trade, "seller", { held: true }), refusal);
    for (const party of PARTIES) await scene.instruct(trade, party);
    await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    expect([...(await dvp.restOf(trade))]).to.deep.equal([units, AMOUNT]);
  });
});

describe("attack: debug and admin back doors", () => {
  it("given all that changes anything: only these, and none takes ether (POWER-1)", async () => {
    const { dvp } = await load();
    const changing = dvp.interface.fragments
      .filter((fragment) => FunctionFragment.isFragment(fragment))
      .filter(({ stateMutability }) => !["view", "pure"].includes(stateMutability));
    expect(changing.some(({ payable }) => payable)).to.equal(false);
    expect(changing.map(({ name }) => name)).to.have.members([
      // anybody, with both signatures or for a matched trade
      ...["settle", "settleWithConsent", "settleBatch", "matchSigned", "settleMatched"],
      // a party or its delegate
      ...["instruct", "settlePart", "withdraw", "agreeToCancel"],
      // anybody, for itself
      ...["cancel", "cancelMany", "setMandate"],
      // the contract itself, its three routes
      ...["settleItem", "openCycle", "endCycle", "consume", "awaitPayment", "finish", "endTrade"],
      // roles; the last is the AccessManager's
      ...["signOff", "askSignOff", "listCash", "nameRoutes", "setAuthority"],
    ]);
  });

  it("given its code: it can neither be replaced nor run another's (POWER-1)", async () => {
    const { ethers, platform } = await load();
    const code = getBytes(await ethers.provider.getCode(platform.dvp));
    const [DELEGATECALL, CALLCODE, SELFDESTRUCT, PUSH1, PUSH32] = [0xf4, 0xf2, 0xff, 0x60, 0x7f];
    // The last two bytes say how long the compiler's own data behind the code is.
    const end = code.length - 2 - (code.at(-2)! * 256 + code.at(-1)!);
    const found = new Set<number>();
    for (let at = 0; at < end; at++) {
      const operation = code[at]!;
      found.add(operation);
      if (operation >= PUSH1 && operation <= PUSH32) at += operation - PUSH1 + 1;
    }
    for (const operation of [DELEGATECALL, CALLCODE, SELFDESTRUCT]) {
      expect(found.has(operation), `0x${operation.toString(16)}`).to.equal(false);
    }
  });
});
