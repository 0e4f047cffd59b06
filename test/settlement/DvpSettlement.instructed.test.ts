import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroAddress } from "ethers";
import { DvpSettlement__factory } from "../../sdk/contracts.ts";
import { announced } from "../support/announced.ts";
import { eventsOf } from "../support/eventsOf.ts";
import { fixture } from "../support/fixture.ts";
import { impersonated } from "../support/impersonated.ts";
import { revoked } from "../support/passes.ts";
import { DAY } from "../support/world.ts";
import { expectSettled } from "./support/books.ts";
import { AMOUNT, BUYER_YEN, DOCUMENT, SELLER_UNITS, UNITS } from "./support/tradeAgreed.ts";
import {
  OWN_REFERENCE,
  otherCashListed,
  PARTIES,
  type Party,
  PHASE,
  type Route,
  routesOf,
  SIDE,
  type TradeKnown,
  tradeKnown,
} from "./support/tradeKnown.ts";

const load = fixture(tradeKnown);
const loadWithOtherCash = fixture(otherCashListed);
const LONG = 400 * DAY;

const otherOf = (party: Party): Party => (party === "seller" ? "buyer" : "seller");

/** Where a trade can be that is no longer to be instructed, and how it gets there. */
const LATER = {
  matched: async (scene: TradeKnown) => await scene.matched(),
  awaitingPayment: async (scene: TradeKnown) => {
    const trade = await scene.matched();
    await scene.dvp
      .connect(await impersonated(scene, scene.platform.externalCash))
      .awaitPayment(trade);
    return trade;
  },
  settled: async (scene: TradeKnown) => {
    const trade = await scene.matched();
    await scene.dvp.settleMatched(trade);
    return trade;
  },
  ended: async (scene: TradeKnown) => {
    const trade = await scene.matched();
    for (const party of PARTIES) {
      await scene.dvp.connect(scene[party]).agreeToCancel(trade, SIDE[party]);
    }
    return trade;
  },
} as const;

describe("instruct", () => {
  for (const first of PARTIES) {
    const second = otherOf(first);
    it(`by the ${first} first: announces, then matches, and uses up both numbers (DVP-1)`, async () => {
      const scene = await load();
      const { dvp, seller, buyer, yen, bond } = scene;
      const trade = await scene.trade({ partialAllowed: true });
      const id = await dvp.idOf(trade);
      await scene.expectPhase(trade, "none");

      const announcing = scene.instruct(trade, first, { ownReference: OWN_REFERENCE });
      await expect(announcing).to.emit(dvp, "TradeAnnounced").withArgs(id, Object.values(trade));
      await expect(announcing)
        .to.emit(dvp, "TradeInstructed")
        .withArgs(id, trade[first], SIDE[first], trade[first], false, OWN_REFERENCE);
      expect(await eventsOf(dvp, announcing)).to.deep.equal(["TradeAnnounced", "TradeInstructed"]);
      await scene.expectPhase(trade, "instructed");
      expect(await dvp.isNonceUsed(trade[first], trade[`${first}Nonce`])).to.equal(true);
      expect(await dvp.isNonceUsed(trade[second], trade[`${second}Nonce`])).to.equal(false);

      const matching = scene.instruct(trade, second);
      await expect(matching)
        .to.emit(dvp, "TradeMatched")
        .withArgs(id, seller.address, buyer.address);
      expect(await eventsOf(dvp, matching)).to.deep.equal(["TradeInstructed", "TradeMatched"]);
      await scene.expectPhase(trade, "matched");
      expect(await dvp.isNonceUsed(trade[second], trade[`${second}Nonce`])).to.equal(true);
      expect(await yen.heldOf(buyer), "nothing is held").to.equal(0n);
      expect(await bond.heldOf(seller), "nothing is held").to.equal(0n);
      await scene.expectSound();

      await scene.settles(trade, () => dvp.connect(scene.thief).settleMatched(trade));
    });
  }

  it("matches whatever each side calls the trade: that is never compared (DVP-1)", async () => {
    const scene = await load();
    const trade = await scene.trade({ commonReference: encodeBytes32String("T-1") });
    for (const [index, party] of PARTIES.entries()) {
      const ownReference = encodeBytes32String(`own ${index}`);
      await expect(scene.instruct(trade, party, { ownReference }))
        .to.emit(scene.dvp, "TradeInstructed")
        .withArgs(
          ...[await scene.dvp.idOf(trade), trade[party], SIDE[party]],
          ...[trade[party], false, ownReference],
        );
    }
    await scene.expectPhase(trade, "matched");
  });

  it("matches nothing that says anything else (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, thief, cashAddress } = scene;
    const trade = await scene.trade();
    await scene.instruct(trade, "seller");
    const security = await (await scene.openClass()).getAddress();
    const changes = {
      seller: thief.address,
      security,
      units: trade.units - 1n,
      cash: cashAddress,
      amount: trade.amount - 1n,
      settleFrom: trade.settleFrom + 1,
      settleBy: trade.settleBy + 1,
      sellerNonce: trade.sellerNonce + 1_000n,
      cycle: encodeBytes32String("cycle 1"),
      partialAllowed: true,
      commonReference: encodeBytes32String("another"),
    };
    const fields = Object.keys(trade).filter((key) => !["buyer", "termsEpoch"].includes(key));
    // Whoever instructs as the buyer must be it, and what is instructed must have the epoch of now.
    expect(Object.keys(changes), "every field that may differ").to.have.members([
      ...fields.filter((key) => key !== "buyerNonce"),
    ]);
    let buyerNonce = trade.buyerNonce + 2_000n;
    for (const [field, value] of Object.entries(changes)) {
      const changed = { ...trade, [field]: value, buyerNonce: ++buyerNonce };
      await scene.instruct(changed, "buyer");
      await scene.expectPhase(trade, "instructed");
      await scene.refuses(trade, () => dvp.settleMatched(trade), {
        by: dvp,
        error: "WrongPhase",
        args: [await dvp.idOf(trade), PHASE.instructed],
      });
      await scene.refuses(changed, () => dvp.settleMatched(changed), {
        by: dvp,
        error: "WrongPhase",
        args: [await dvp.idOf(changed), PHASE.instructed],
      });
    }
    await scene.instruct(trade, "buyer");
    await scene.expectPhase(trade, "matched");
  });

  it("asks nobody's pass yet: tokens judge at settlement (ELIG-1)", async () => {
    const scene = await load();
    const { dvp, buyer, bond } = scene;
    await revoked(scene, buyer);
    const trade = await scene.matched();
    await scene.refuses(trade, () => dvp.settleMatched(trade), {
      by: bond,
      error: "PassNotWorking",
      args: [buyer.address, 5],
    });
    await scene.expectPhase(trade, "matched");
  });

  describe("refuses", () => {
    it("a stranger, and the one party in the other's place (DVP-1)", async () => {
      const scene = await load();
      const { dvp, thief } = scene;
      const trade = await scene.trade();
      for (const party of PARTIES) {
        for (const by of [thief, scene[otherOf(party)], scene.admin, scene.operator]) {
          await scene.refuses(trade, () => scene.instruct(trade, party, { by }), {
            by: dvp,
            error: "NotForTheParty",
            args: [by.address, trade[party]],
          });
        }
      }
    });

    it("a side that there is not", async () => {
      const scene = await load();
      const trade = await scene.trade();
      const sent = () =>
        scene.dvp.connect(scene.seller).instruct(trade, 2, false, false, OWN_REFERENCE);
      await scene.refuses(trade, sent, { by: scene.dvp });
    });

    for (const party of PARTIES) {
      it(`the ${party} who said it before (DVP-1)`, async () => {
        const scene = await load();
        const { dvp } = scene;
        const trade = await scene.trade();
        await scene.instruct(trade, party);
        await scene.refuses(trade, () => scene.instruct(trade, party), {
          by: dvp,
          error: "InstructedBefore",
          args: [await dvp.idOf(trade), SIDE[party]],
        });
      });

      it(`the ${party}'s number that is cancelled, settled or instructed (DVP-1)`, async () => {
        const scene = await load();
        const { dvp } = scene;
        const nonce = `${party}Nonce` as const;
        const args = (number: bigint) => [scene[party].address, number];
        const refused = async (number: bigint) => {
          const trade = await scene.trade({ [nonce]: number });
          const error = "NonceUsed";
          const refusal = { by: dvp, error, args: args(number) };
          await scene.refuses(trade, () => scene.instruct(trade, party), refusal);
        };

        await dvp.connect(scene[party]).cancel(900n);
        await refused(900n);
        await expectSettled(scene, await scene.agreed({ [nonce]: 901n }));
        await refused(901n);
        await scene.instruct(await scene.trade({ [nonce]: 902n }), party);
        await refused(902n);
      });
    }

    for (const [phase, make] of Object.entries(LATER)) {
      it(`a trade that is ${phase} (DVP-1)`, async () => {
        const scene = await load();
        const trade = await make(scene);
        const args = [await scene.dvp.idOf(trade), PHASE[phase as keyof typeof LATER]];
        for (const party of PARTIES) {
          const refusal = { by: scene.dvp, error: "WrongPhase", args };
          await scene.refuses(trade, () => scene.instruct(trade, party), refusal);
        }
      });
    }

    it("a trade whose last second is over, and takes it in that second (DVP-1)", async () => {
      const scene = await load();
      const { dvp, networkHelpers } = scene;
      const trade = await scene.trade();
      const { settleBy } = trade;
      await networkHelpers.time.setNextBlockTimestamp(settleBy);
      await scene.instruct(trade, "seller");
      await networkHelpers.time.setNextBlockTimestamp(settleBy + 1);
      await scene.refuses(trade, () => scene.instruct(trade, "buyer"), {
        by: dvp,
        error: "TooLate",
        args: [settleBy, settleBy + 1],
      });
    });

    it("a leg held in what is no class of the platform (DVP-1)", async () => {
      const scene = await loadWithOtherCash();
      const { dvp, platform, thief, cashAddress } = scene;
      for (const security of [thief.address, platform.yen, cashAddress, platform.desk]) {
        const trade = await scene.trade({ security });
        for (const party of PARTIES) {
          const held = () => scene.instruct(trade, party, { held: true });
          await scene.refuses(trade, held, {
            by: dvp,
            error: "NotAClassOfThePlatform",
            args: [security],
          });
        }
      }
    });

    it("a leg held under other terms than the class's: a split would leave another hold than the trade's (HOLD-1)", async () => {
      const scene = await load();
      const trade = await scene.trade({ termsEpoch: 1 });
      for (const party of PARTIES) {
        const held = () => scene.instruct(trade, party, { held: true });
        const refusal = { by: scene.dvp, error: "TermsChanged", args: [0, 1] };
        await scene.refuses(trade, held, refusal);
      }
    });

    it("cash that is not listed, or no longer (DVP-1)", async () => {
      const scene = await loadWithOtherCash();
      const { dvp, bond, thief, cash, cashAddress } = scene;
      await scene.listed(cash, false);
      for (const other of [await bond.getAddress(), thief.address, cashAddress]) {
        const trade = await scene.trade({ cash: other });
        await scene.refuses(trade, () => scene.instruct(trade, "buyer"), {
          by: dvp,
          error: "CashNotListed",
          args: [other],
        });
      }
    });

    it("a trade of no units, for no cash, or with oneself (DVP-1)", async () => {
      const scene = await load();
      const { dvp, seller } = scene;
      const cases = [
        { changes: { units: 0n }, error: "TradeEmpty", args: [0, AMOUNT] },
        { changes: { amount: 0n }, error: "TradeEmpty", args: [UNITS, 0] },
        { changes: { buyer: seller.address }, error: "TradeWithOneself", args: [seller.address] },
      ];
      for (const { changes, error, args } of cases) {
        const trade = await scene.trade(changes);
        await scene.refuses(trade, () => scene.instruct(trade, "seller"), { by: dvp, error, args });
      }
    });
  });
});

describe("What is only said", () => {
  it("under other terms than the class's matches and never settles (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, desk, registrar } = scene;
    const error = "TermsChanged";
    const early = await scene.matched({ termsEpoch: 1 });
    const settled = () => dvp.settleMatched(early);
    await scene.refuses(early, settled, { by: dvp, error, args: [0, 1] });
    const trade = await scene.matched({ settleBy: (await scene.now()) + LONG });
    await announced(scene, registrar, desk, "close", [await bond.getAddress(), DOCUMENT]);
    const late = { by: dvp, error, args: [1, 0] };
    await scene.refuses(trade, () => dvp.settleMatched(trade), late);
  });

  it("of a security that is no class of the platform is never called, and never settles (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, platform, thief, cashAddress } = scene;
    for (const security of [thief.address, platform.yen, cashAddress, platform.desk]) {
      const trade = await scene.matched({ security });
      await scene.refuses(trade, () => dvp.settleMatched(trade), {
        by: dvp,
        error: "NotAClassOfThePlatform",
        args: [security],
      });
    }
  });
});

describe("matchSigned", () => {
  it("by a stranger: announces and matches, and uses up both numbers (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, thief } = scene;
    const { trade, sellerSignature, buyerSignature } = await scene.agreed();
    const id = await dvp.idOf(trade);
    const values = [trade, sellerSignature, buyerSignature] as const;
    expect(await dvp.matchSigned.staticCall(...values)).to.equal(id);
    const sent = dvp.connect(thief).matchSigned(...values);
    await expect(sent).to.emit(dvp, "TradeAnnounced").withArgs(id, Object.values(trade));
    await expect(sent).to.emit(dvp, "TradeMatched").withArgs(id, seller.address, buyer.address);
    expect(await eventsOf(dvp, sent)).to.deep.equal(["TradeAnnounced", "TradeMatched"]);
    await scene.expectPhase(trade, "matched");
    for (const party of PARTIES) {
      expect(await dvp.isNonceUsed(trade[party], trade[`${party}Nonce`])).to.equal(true);
    }
    await scene.expectSound();
    await scene.settles(trade, () => dvp.connect(thief).settleMatched(trade));
  });

  it("refuses a signature that is missing, a thief's, or over another trade (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, buyer, thief, bond } = scene;
    const { trade, sellerSignature, buyerSignature } = await scene.agreed();
    const id = await dvp.idOf(trade);
    const { sellerSignature: stolen } = await scene.signedTrade(thief, buyer, bond, { ...trade });
    const other = await scene.agreed();
    const cases: [string, string, string][] = [
      ["0x", buyerSignature, seller.address],
      [sellerSignature, "0x", buyer.address],
      ["0x", "0x", seller.address],
      [stolen, buyerSignature, seller.address],
      [sellerSignature, stolen, buyer.address],
      [buyerSignature, sellerSignature, seller.address],
      [other.sellerSignature, buyerSignature, seller.address],
      [sellerSignature, other.buyerSignature, buyer.address],
    ];
    for (const [forSeller, forBuyer, party] of cases) {
      await scene.refuses(trade, () => dvp.matchSigned(trade, forSeller, forBuyer), {
        by: dvp,
        error: "SignatureInvalid",
        args: [party, id],
      });
    }
  });

  it("refuses what instruct does of the trade itself (DVP-1)", async () => {
    const scene = await load();
    const { dvp, seller, thief } = scene;
    const cases = [
      { changes: { units: 0n }, error: "TradeEmpty", args: [0, AMOUNT] },
      { changes: { amount: 0n }, error: "TradeEmpty", args: [UNITS, 0] },
      { changes: { buyer: seller.address }, error: "TradeWithOneself", args: [seller.address] },
      { changes: { cash: thief.address }, error: "CashNotListed", args: [thief.address] },
    ];
    for (const { changes, error, args } of cases) {
      const { trade, sellerSignature, buyerSignature } = await scene.agreed(changes);
      const sent = () => dvp.matchSigned(trade, sellerSignature, buyerSignature);
      await scene.refuses(trade, sent, { by: dvp, error, args });
    }
  });

  for (const party of PARTIES) {
    it(`refuses a number of the ${party}'s that is used up (DVP-1)`, async () => {
      const scene = await load();
      const { dvp } = scene;
      const signed = await scene.agreed();
      const nonce = signed.trade[`${party}Nonce`];
      await dvp.connect(scene[party]).cancel(nonce);
      await scene.refuses(signed.trade, routesOf(scene, signed).matchSigned, {
        by: dvp,
        error: "NonceUsed",
        args: [scene[party].address, nonce],
      });
    });
  }

  it("refuses a trade whose last second is over, and takes it in that second (DVP-1)", async () => {
    const scene = await load();
    const { dvp, networkHelpers } = scene;
    const signed = await scene.agreed();
    const { settleBy } = signed.trade;
    const { restore } = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(settleBy);
    await routesOf(scene, signed).matchSigned();
    await restore();
    await networkHelpers.time.setNextBlockTimestamp(settleBy + 1);
    await scene.refuses(signed.trade, routesOf(scene, signed).matchSigned, {
      by: dvp,
      error: "TooLate",
      args: [settleBy, settleBy + 1],
    });
  });
});

describe("A trade settles once, by one route", () => {
  type Refused = { readonly error: string; readonly args: (scene: Case) => readonly unknown[] };
  interface Case {
    readonly seller: string;
    readonly buyer: string;
    readonly id: string;
    readonly nonce: bigint;
  }
  const nonceOf = (party: Party): Refused => ({
    error: "NonceUsed",
    args: (of) => [of[party], of.nonce],
  });
  const phase = (name: keyof typeof PHASE): Refused => ({
    error: "WrongPhase",
    args: ({ id }) => [id, PHASE[name]],
  });
  const saidBefore = (party: Party): Refused => ({
    error: "InstructedBefore",
    args: ({ id }) => [id, SIDE[party]],
  });
  const known = (name: keyof typeof PHASE, signed: Refused): Record<Route, Refused> => ({
    settle: signed,
    "settle in a batch": signed,
    matchSigned: phase(name),
    "the seller's instruction": phase(name),
    "the buyer's instruction": phase(name),
    settleMatched: phase(name),
    "settleMatched in a batch": phase(name),
  });
  const signedBefore: Record<Route, Refused> = {
    ...known("none", nonceOf("seller")),
    matchSigned: nonceOf("seller"),
    "the seller's instruction": nonceOf("seller"),
    "the buyer's instruction": nonceOf("buyer"),
  };

  const orderings: readonly [
    string,
    readonly Route[],
    Readonly<Record<Route, Refused | undefined>>,
    ((scene: TradeKnown, trade: Awaited<ReturnType<TradeKnown["trade"]>>) => Promise<unknown>)?,
  ][] = [
    ["settled as signed", ["settle"], signedBefore],
    ["settled as signed in a batch", ["settle in a batch"], signedBefore],
    [
      "instructed by the seller",
      ["the seller's instruction"],
      {
        ...known("instructed", nonceOf("seller")),
        "the seller's instruction": saidBefore("seller"),
        "the buyer's instruction": undefined,
      },
    ],
    [
      "instructed by the buyer",
      ["the buyer's instruction"],
      {
        ...known("instructed", nonceOf("buyer")),
        "the buyer's instruction": saidBefore("buyer"),
        "the seller's instruction": undefined,
      },
    ],
    [
      "matched by two instructions",
      ["the seller's instruction", "the buyer's instruction"],
      {
        ...known("matched", nonceOf("seller")),
        settleMatched: undefined,
        "settleMatched in a batch": undefined,
      },
    ],
    [
      "matched as signed",
      ["matchSigned"],
      {
        ...known("matched", nonceOf("seller")),
        settleMatched: undefined,
        "settleMatched in a batch": undefined,
      },
    ],
    [
      "instructed and settled",
      ["the buyer's instruction", "the seller's instruction", "settleMatched"],
      known("settled", nonceOf("seller")),
    ],
    [
      "matched as signed and settled in a batch",
      ["matchSigned", "settleMatched in a batch"],
      known("settled", nonceOf("seller")),
    ],
    [
      "withdrawn by the seller",
      ["the seller's instruction"],
      known("ended", nonceOf("seller")),
      ({ dvp, seller }, trade) => dvp.connect(seller).withdraw(trade, SIDE.seller),
    ],
    [
      "withdrawn by the buyer",
      ["the buyer's instruction"],
      known("ended", nonceOf("buyer")),
      ({ dvp, buyer }, trade) => dvp.connect(buyer).withdraw(trade, SIDE.buyer),
    ],
    [
      "matched and cancelled by both",
      ["matchSigned"],
      known("ended", nonceOf("seller")),
      async ({ dvp, seller, buyer }, trade) => {
        await dvp.connect(seller).agreeToCancel(trade, SIDE.seller);
        await dvp.connect(buyer).agreeToCancel(trade, SIDE.buyer);
      },
    ],
    [
      "cancelled by the seller's number",
      [],
      { ...signedBefore, "the buyer's instruction": undefined },
      ({ dvp, seller }, trade) => dvp.connect(seller).cancel(trade.sellerNonce),
    ],
    [
      "netted",
      ["matchSigned"],
      known("settled", nonceOf("seller")),
      async (scene, trade) =>
        scene.dvp.connect(await impersonated(scene, scene.platform.net)).consume([trade]),
    ],
    [
      "paid elsewhere",
      ["matchSigned"],
      known("settled", nonceOf("seller")),
      async (scene, trade) => {
        const { dvp, platform } = scene;
        const route = dvp.connect(await impersonated(scene, platform.externalCash));
        await route.awaitPayment(trade);
        await route.finish(await dvp.idOf(trade), true);
      },
    ],
    [
      "ended by a default or a buy-in",
      ["matchSigned"],
      known("ended", nonceOf("seller")),
      async (scene, trade) =>
        scene.dvp.connect(await impersonated(scene, scene.platform.fails)).endTrade(trade),
    ],
  ];
  for (const [what, made, refused, besides] of orderings) {
    it(`given one that was ${what}: by no other (DVP-1)`, async () => {
      const scene = await load();
      const signed = await scene.agreed({ partialAllowed: true });
      const { trade } = signed;
      const routes = routesOf(scene, signed);
      for (const route of made) await routes[route]();
      await besides?.(scene, trade);
      const of = {
        seller: trade.seller,
        buyer: trade.buyer,
        id: await scene.dvp.idOf(trade),
        nonce: trade.sellerNonce,
      };
      expect(trade.sellerNonce).to.equal(trade.buyerNonce);
      for (const [route, refusal] of Object.entries(refused)) {
        if (refusal === undefined) continue;
        const { error, args } = refusal;
        const by = scene.dvp;
        await scene.refuses(trade, routes[route as Route], { by, error, args: args(of) });
      }
    });
  }
});

describe("settleMatched", () => {
  it("returns the trade's id", async () => {
    const { dvp, matched } = await load();
    const trade = await matched();
    expect(await dvp.settleMatched.staticCall(trade)).to.equal(await dvp.idOf(trade));
  });

  it("refuses a second too early or too late, and takes the first and the last (DVP-1)", async () => {
    const scene = await load();
    const { dvp, networkHelpers } = scene;
    const { time } = networkHelpers;
    const settleFrom = (await scene.now()) + DAY;
    const trade = await scene.matched({ settleFrom, settleBy: settleFrom + DAY });
    const sent = () => dvp.settleMatched(trade);
    const { restore } = await networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(settleFrom - 1);
    const args = [settleFrom, settleFrom - 1];
    await scene.refuses(trade, sent, { by: dvp, error: "TooEarly", args });
    await time.setNextBlockTimestamp(settleFrom);
    await scene.settles(trade, sent);
    await restore();
    await time.setNextBlockTimestamp(trade.settleBy);
    await scene.settles(trade, sent);
    await restore();
    await time.setNextBlockTimestamp(trade.settleBy + 1);
    const late = [trade.settleBy, trade.settleBy + 1];
    await scene.refuses(trade, sent, { by: dvp, error: "TooLate", args: late });
  });

  it("refuses what was never made known, or changed in any way since (DVP-1)", async () => {
    const scene = await load();
    const { dvp, thief } = scene;
    const trade = await scene.matched();
    const changes = [
      { seller: thief.address },
      { buyer: thief.address },
      { units: 1n },
      { amount: 1n },
      { settleBy: trade.settleBy + DAY },
      { partialAllowed: true },
      { commonReference: encodeBytes32String("another") },
    ];
    for (const change of changes) {
      const changed = { ...trade, ...change };
      await scene.refuses(changed, () => dvp.settleMatched(changed), {
        by: dvp,
        error: "WrongPhase",
        args: [await dvp.idOf(changed), PHASE.none],
      });
    }
  });

  it("leaves both legs while one is missing, and settles once it is there (DVP-1)", async () => {
    const scene = await load();
    const { dvp, yen, bond, buyer, seller, desk } = scene;
    const trade = await scene.matched({ units: SELLER_UNITS + 1n, amount: BUYER_YEN + 1n });
    const sent = () => dvp.settleMatched(trade);
    const units = [seller.address, SELLER_UNITS, SELLER_UNITS + 1n];
    const error = "ERC20InsufficientBalance";
    await scene.refuses(trade, sent, { by: bond, error, args: units });
    await desk.issue(bond, seller, 1n, DOCUMENT);
    const cash = [buyer.address, BUYER_YEN, BUYER_YEN + 1n];
    await scene.refuses(trade, sent, { by: yen, error, args: cash });
    await scene.minted(buyer, 1n);
    await scene.settles(trade, sent);
  });

  it("refuses a trade of an epoch that is over, firm or not (DVP-1)", async () => {
    const scene = await load();
    const { dvp, bond, desk, registrar } = scene;
    const settleBy = (await scene.now()) + 100 * DAY;
    const trade = await scene.matched({ settleBy });
    const firm = await scene.matched({ settleBy, partialAllowed: true }, PARTIES);
    await announced(scene, registrar, desk, "close", [await bond.getAddress(), DOCUMENT]);
    for (const old of [trade, firm]) {
      const refusal = { by: dvp, error: "TermsChanged", args: [1, 0] };
      await scene.refuses(old, () => dvp.settleMatched(old), refusal);
      await expect(dvp.requireSettleable(old))
        .to.be.revertedWithCustomError(dvp, "TermsChanged")
        .withArgs(1, 0);
    }
    const part = () => dvp.connect(scene.seller).settlePart(firm, 1n);
    await scene.refuses(firm, part, { by: dvp, error: "TermsChanged", args: [1, 0] });
  });

  it("pays in listed cash, what left and what arrived alike (DVP-1, DVP-2)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, cash, cashAddress } = scene;
    const trade = await scene.matched({ cash: cashAddress });
    await scene.settles(trade, () => dvp.settleMatched(trade), { assets: [cash] });
  });

  it("refuses cash that was taken off the list since (DVP-1)", async () => {
    const scene = await loadWithOtherCash();
    const { dvp, cash, cashAddress } = scene;
    const settleBy = (await scene.now()) + LONG;
    const trade = await scene.matched({ cash: cashAddress, settleBy });
    await scene.listed(cash, false);
    const refusal = { by: dvp, error: "CashNotListed", args: [cashAddress] };
    const netting = dvp.connect(await impersonated(scene, scene.platform.net));
    for (const sent of [
      () => dvp.settleMatched(trade),
      () => dvp.requireSettleable(trade),
      () => netting.consume([trade]),
    ]) {
      await scene.refuses(trade, sent, refusal, [cash]);
    }
  });

  it("refuses money on another system, which is paid there (DVP-1)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    const trade = await scene.matched({ cash: platform.externalCash });
    const refusal = { by: dvp, error: "CashNotListed", args: [platform.externalCash] };
    await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    const signed = await scene.agreed({ cash: platform.externalCash });
    await scene.refuses(signed.trade, routesOf(scene, signed).settle, refusal);
  });
});

describe("restOf and requireSettleable", () => {
  it("say what is left of a trade and what keeps it, without changing anything", async () => {
    const scene = await load();
    const { dvp } = scene;
    const settleFrom = (await scene.now()) + DAY;
    const trade = await scene.trade({ settleFrom, settleBy: settleFrom + DAY });
    expect([...(await dvp.restOf(trade))]).to.deep.equal([UNITS, AMOUNT]);
    const id = await dvp.idOf(trade);
    await expect(dvp.requireSettleable(trade))
      .to.be.revertedWithCustomError(dvp, "WrongPhase")
      .withArgs(id, PHASE.none);
    for (const party of PARTIES) await scene.instruct(trade, party);
    await expect(dvp.requireSettleable(trade)).to.be.revertedWithCustomError(dvp, "TooEarly");
    await scene.networkHelpers.time.increaseTo(trade.settleFrom);
    await dvp.requireSettleable(trade);
    await dvp.settleMatched(trade);
    expect([...(await dvp.restOf(trade))]).to.deep.equal([0n, 0n]);
  });
});

describe("The cycle that a trade is made for", () => {
  const NUMBER = 1n;

  /** One signed and one matched trade of the operator's first cycle. */
  async function forCycle(scene: TradeKnown) {
    const { net, operator } = scene;
    const cycle = await net.cycleId(operator.address, NUMBER);
    const signed = await scene.agreed({ cycle });
    const trade = await scene.matched({ cycle, partialAllowed: true });
    return { cycle, signed, trade };
  }

  async function expectGated(scene: TradeKnown, of: Awaited<ReturnType<typeof forCycle>>) {
    const { dvp, seller } = scene;
    const { cycle, signed, trade } = of;
    const refusal = { by: dvp, error: "CycleNotVoid", args: [cycle] };
    await scene.refuses(signed.trade, routesOf(scene, signed).settle, refusal);
    await scene.refuses(signed.trade, routesOf(scene, signed)["settle in a batch"], refusal);
    await scene.refuses(trade, () => dvp.settleMatched(trade), refusal);
    await scene.refuses(trade, () => dvp.connect(seller).settlePart(trade, 1n), refusal);
  }

  it("unopened, open or settled: refuses gross settlement by every route (DVP-1)", async () => {
    const scene = await load();
    const { dvp, net, operator, platform } = scene;
    const of = await forCycle(scene);
    await expectGated(scene, of);
    await net.connect(operator).open(NUMBER, (await scene.now()) + DAY);
    await expectGated(scene, of);
    await dvp.connect(await impersonated(scene, platform.net)).endCycle(of.cycle, true);
    await expectGated(scene, of);
  });

  it("void: settles gross, signed, matched and in parts (DVP-1)", async () => {
    const scene = await load();
    const { dvp, net, operator, seller } = scene;
    const { cycle, signed, trade } = await forCycle(scene);
    await net.connect(operator).open(NUMBER, (await scene.now()) + DAY);
    await net.connect(operator).makeVoid(cycle);
    await expectSettled(scene, signed);
    const units = 4n;
    const amount = (AMOUNT * units) / UNITS;
    const part = () => dvp.connect(seller).settlePart(trade, units);
    await scene.settles(trade, part, { units, amount });
    const rest = { units: UNITS - units, amount: AMOUNT - amount };
    await scene.settles(trade, () => dvp.settleMatched(trade), rest);
  });
});

describe("Routes beside gross settlement", () => {
  it("are the three that were named: nobody else opens, consumes, ends or finishes (POWER-1)", async () => {
    const scene = await load();
    const { dvp, platform, admin, operator, thief, seller } = scene;
    const trade = await scene.matched();
    const id = await dvp.idOf(trade);
    const calls = {
      net: [
        (by: typeof admin) => dvp.connect(by).openCycle(id, by, MaxUint256 >> 208n),
        (by: typeof admin) => dvp.connect(by).endCycle(id, true),
        (by: typeof admin) => dvp.connect(by).consume([trade]),
      ],
      externalCash: [
        (by: typeof admin) => dvp.connect(by).awaitPayment(trade),
        (by: typeof admin) => dvp.connect(by).finish(id, true),
      ],
      fails: [(by: typeof admin) => dvp.connect(by).endTrade(trade)],
    };
    for (const [route, verbs] of Object.entries(calls)) {
      const others = Object.keys(calls).filter((name) => name !== route) as (keyof typeof calls)[];
      const callers = [admin, operator, thief, seller];
      for (const other of others) callers.push(await impersonated(scene, platform[other]));
      for (const verb of verbs) {
        for (const caller of callers) {
          const refusal = { by: dvp, error: "NotARoute", args: [caller.address] };
          await scene.refuses(trade, () => verb(caller), refusal);
        }
      }
    }
  });

  it("end or consume only what is matched, and finish only what awaits payment (DVP-1)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    const external = dvp.connect(await impersonated(scene, platform.externalCash));
    const netting = dvp.connect(await impersonated(scene, platform.net));
    const fails = dvp.connect(await impersonated(scene, platform.fails));
    const instructed = await scene.trade();
    await scene.instruct(instructed, "seller");
    const cases = [
      { trade: await scene.trade(), phase: PHASE.none },
      { trade: instructed, phase: PHASE.instructed },
      { trade: await LATER.awaitingPayment(scene), phase: PHASE.awaitingPayment },
      { trade: await LATER.settled(scene), phase: PHASE.settled },
      { trade: await LATER.ended(scene), phase: PHASE.ended },
      { trade: await scene.matched(), phase: PHASE.matched },
    ];
    for (const { trade, phase } of cases) {
      const args = [await dvp.idOf(trade), phase];
      const refusal = { by: dvp, error: "WrongPhase", args };
      if (phase !== PHASE.matched) {
        await scene.refuses(trade, () => netting.consume([trade]), refusal);
        await scene.refuses(trade, () => external.awaitPayment(trade), refusal);
        await scene.refuses(trade, () => fails.endTrade(trade), refusal);
      }
      if (phase === PHASE.awaitingPayment) continue;
      for (const delivered of [true, false]) {
        const finish = async () => external.finish(await dvp.idOf(trade), delivered);
        await scene.refuses(trade, finish, refusal);
      }
    }
  });

  it("finish a trade that awaits payment as settled or as ended (DVP-1)", async () => {
    const scene = await load();
    const { dvp, platform } = scene;
    const external = dvp.connect(await impersonated(scene, platform.externalCash));
    for (const delivered of [true, false]) {
      const trade = await LATER.awaitingPayment(scene);
      const id = await dvp.idOf(trade);
      await expect(external.finish(id, delivered))
        .to.emit(dvp, delivered ? "TradeSettledElsewhere" : "TradeEnded")
        .withArgs(id, platform.externalCash);
      await scene.expectPhase(trade, delivered ? "settled" : "ended");
    }
  });

  it("are named once, for good, by the admin after its delay (POWER-1)", async () => {
    const scene = await load();
    const { dvp, platform, admin, thief } = scene;
    const named = [platform.net, platform.externalCash, platform.fails];
    expect([...(await dvp.routes())]).to.deep.equal(named);
    await expect(dvp.connect(thief).nameRoutes(thief, thief, thief))
      .to.be.revertedWithCustomError(dvp, "AccessManagedUnauthorized")
      .withArgs(thief.address);
    const values = [thief.address, thief.address, thief.address];
    await expect(announced(scene, admin, dvp, "nameRoutes", values)).to.be.revertedWithCustomError(
      dvp,
      "RoutesNamedBefore",
    );
    expect([...(await dvp.routes())]).to.deep.equal(named);
  });

  it("are refused without netting, and are what was named from then on (POWER-1)", async () => {
    const scene = await load();
    const { deployer, admin, platform } = scene;
    const { authority, pass, yen, net, externalCash, fails } = platform;
    const fresh = await new DvpSettlement__factory(deployer).deploy(authority, pass, yen, 400_000);
    expect([...(await fresh.routes())]).to.deep.equal([ZeroAddress, ZeroAddress, ZeroAddress]);
    const missing = [ZeroAddress, externalCash, fails];
    await expect(announced(scene, admin, fresh, "nameRoutes", missing))
      .to.be.revertedWithCustomError(fresh, "NotARoute")
      .withArgs(ZeroAddress);
    const values = [net, externalCash, fails] as const;
    await expect(announced(scene, admin, fresh, "nameRoutes", values))
      .to.emit(fresh, "RoutesNamed")
      .withArgs(...values);
    expect([...(await fresh.routes())]).to.deep.equal(values);
    await expect(
      announced(scene, admin, fresh, "nameRoutes", values),
    ).to.be.revertedWithCustomError(fresh, "RoutesNamedBefore");
  });
});
