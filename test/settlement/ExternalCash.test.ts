import { expect } from "chai";
import { concat, dataSlice, encodeBytes32String, sha256, ZeroAddress, ZeroHash } from "ethers";
import { ExternalCash__factory } from "../../sdk/contracts.ts";
import { announce, announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { linked, recovered, reinstated, suspended } from "../support/lists.ts";
import { STATUS } from "../support/passes.ts";
import { DAY, type World } from "../support/world.ts";
import {
  BANK_REFERENCE,
  HASH_LOCK,
  PAYMENT,
  type PaidElsewhere,
  paidElsewhere,
  SECRET,
  TRADE,
} from "./support/paidElsewhere.ts";
import { actionLent, rescaled } from "./support/rescaled.ts";
import { AMOUNT, DOCUMENT, REASON, SELLER_UNITS, UNITS } from "./support/tradeAgreed.ts";

const load = fixture(paidElsewhere);

const ROLE = { settlementOperator: 7n, paymentAttestor: 9n } as const;
const HOLD_AFTER_LONG_STOP = 180 * DAY;
const OTHER_REFERENCE = encodeBytes32String("another payment");
/** Units of the seller, of them held, units of the buyer. */
const UNTOUCHED = [SELLER_UNITS, 0n, 0n] as const;
const HELD = [SELLER_UNITS, UNITS, 0n] as const;
const DELIVERED = [SELLER_UNITS - UNITS, 0n, UNITS] as const;
const COURT_ORDER = 5;

/** Two registrars carry out a court's order to give units to C, out of what is held for a trade. */
async function ordered(w: PaidElsewhere, hold: string, units: bigint, to: { address: string }) {
  const act = {
    ...{ token: w.bond.target as string, verb: COURT_ORDER, wallet: w.seller.address },
    ...{ to: to.address, units, holds: [{ id: hold, units }] },
    ...{ reason: REASON, document: DOCUMENT, number: 1n },
  };
  await w.desk.propose(act);
  await w.desk.connect(w.secondRegistrar).approve(act);
}

/** The seller's wallet is lost; C takes its place in the class. */
async function sellerRecovered(w: PaidElsewhere) {
  await linked(w, w.seller, [w.c]);
  await recovered(w, w.seller, w.c);
  const act = {
    ...{ token: w.bond.target as string, verb: 3, wallet: w.seller.address, to: w.c.address },
    ...{ units: 0n, holds: [], reason: REASON, document: DOCUMENT, number: 1n },
  };
  await w.desk.propose(act);
  await w.desk.connect(w.secondRegistrar).approve(act);
}

/** The class is closed by its registrar, after the rule changer's delay. */
async function closed(w: World) {
  await announced(w, w.registrar, w.desk, "close", [w.bond.target, DOCUMENT]);
}

/** What DeliveryRefused copies of a refusal. */
function copied(w: World, error: string, args: unknown[]): string {
  const data = w.bond.interface.encodeErrorResult(error as "TokenPaused", args as []);
  return data.length > 2 + 2 * 68 ? dataSlice(data, 0, 68) : data;
}

describe("reserve", () => {
  it("holds the seller's units, which stay his, until long after the long stop (HOLD-1, DVP-2)", async () => {
    const w = await load();
    const { trade, id, hold } = await w.matched();
    const longStop = trade.settleBy + w.platformFile.settlement.externalCash.longStop;
    const until = longStop + HOLD_AFTER_LONG_STOP;
    expect(await w.asSeller.reserve.staticCall(trade, HASH_LOCK)).to.equal(id);
    await expect(w.asSeller.reserve(trade, HASH_LOCK))
      .to.emit(w.externalCash, "UnitsReserved")
      .withArgs(id, w.seller, UNITS, longStop, HASH_LOCK)
      .and.to.emit(w.bond, "HoldPlaced")
      .withArgs(hold, w.seller, UNITS, 1, w.externalCash, ZeroAddress, until);
    expect([...(await w.externalCash.paymentOf(id))]).to.deep.equal([
      ...[PAYMENT.reserved, BigInt(longStop), UNITS, AMOUNT, HASH_LOCK],
    ]);
    expect([...(await w.bond.holdOf(hold))]).to.deep.equal([w.seller.address, UNITS]);
    await w.expectPhases(id, PAYMENT.reserved, TRADE.matched);
    await w.expectUnits(HELD);
  });

  it("is the seller's delegate's too, but for a hash-lock: whoever knows the secret says that he was paid", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    const until = (await w.now()) + DAY;
    const mandate = { until, mostPerTrade: 1n, mostPerDay: 1n };
    await w.dvp.connect(w.seller).setMandate(w.c, w.bond, mandate);
    await expect(w.externalCash.connect(w.c).reserve(trade, HASH_LOCK))
      .to.be.revertedWithCustomError(w.externalCash, "HashLockNotTheSellers")
      .withArgs(w.c, w.seller);
    await w.expectUnits(UNTOUCHED);
    await expect(w.externalCash.connect(w.c).reserve(trade, ZeroHash))
      .to.emit(w.externalCash, "UnitsReserved")
      .withArgs(id, w.seller, UNITS, (n: bigint) => n > 0n, ZeroHash);
    await w.expectUnits(HELD);
  });

  describe("is refused", () => {
    it("to anybody else, and to a delegate whose mandate ended or is not for this class", async () => {
      const w = await load();
      const { trade } = await w.matched();
      const until = await w.now();
      const mandate = { until, mostPerTrade: AMOUNT, mostPerDay: AMOUNT };
      await w.dvp.connect(w.seller).setMandate(w.c, w.bond, mandate);
      const later = { ...mandate, until: until + DAY };
      await w.dvp.connect(w.seller).setMandate(w.relayer, w.externalCash, later);
      for (const caller of [w.buyer, w.thief, w.c, w.relayer, w.deciders[0]!, w.attestors[0]!]) {
        await expect(w.externalCash.connect(caller).reserve(trade, ZeroHash))
          .to.be.revertedWithCustomError(w.externalCash, "NotForTheParty")
          .withArgs(caller, w.seller);
      }
      await w.expectUnits(UNTOUCHED);
    });

    it("given a trade in other cash", async () => {
      const w = await load();
      const { trade } = await w.matched({ cash: w.platform.yen });
      await expect(w.asSeller.reserve(trade, ZeroHash))
        .to.be.revertedWithCustomError(w.externalCash, "NotThisCash")
        .withArgs(w.yen);
    });

    it("given a trade of what is no class of the platform, which both may have said all the same", async () => {
      const w = await load();
      const { trade } = await w.matched({ security: w.platform.yen });
      await expect(w.asSeller.reserve(trade, ZeroHash))
        .to.be.revertedWithCustomError(w.dvp, "NotAClassOfThePlatform")
        .withArgs(w.yen);
      await w.expectUnits(UNTOUCHED);
    });

    it("given a trade that is unknown, said by one party only, ended, or reserved before", async () => {
      const w = await load();
      const cash = w.platform.externalCash;
      const { trade } = await w.agreed({ cash });
      const id = await w.dvp.idOf(trade);
      const refused = async (of: typeof trade, at: string, phase: bigint) =>
        await expect(w.asSeller.reserve(of, ZeroHash))
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(at, phase);
      await refused(trade, id, PAYMENT.none);
      await w.dvp.connect(w.seller).instruct(trade, 0, false, false, ZeroHash);
      await refused(trade, id, PAYMENT.none);
      await w.dvp.connect(w.buyer).instruct(trade, 1, false, false, ZeroHash);
      await w.asSeller.reserve(trade, ZeroHash);
      await refused(trade, id, PAYMENT.reserved);
      const ended = await w.matched();
      await w.dvp.connect(w.seller).agreeToCancel(ended.trade, 0);
      await w.dvp.connect(w.buyer).agreeToCancel(ended.trade, 1);
      await refused(ended.trade, ended.id, PAYMENT.none);
      await w.expectUnits(HELD);
    });

    it("given no allowance, or units that are held for another trade (HOLD-1)", async () => {
      const w = await load();
      const { trade } = await w.matched();
      await w.bond.connect(w.seller).approve(w.externalCash, UNITS - 1n);
      await expect(w.asSeller.reserve(trade, ZeroHash))
        .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientAllowance")
        .withArgs(w.externalCash, UNITS - 1n, UNITS);
      await w.bond.connect(w.seller).approve(w.externalCash, SELLER_UNITS + UNITS);
      await w.reserved({ units: SELLER_UNITS - UNITS + 1n });
      await expect(w.asSeller.reserve(trade, ZeroHash))
        .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
        .withArgs(w.seller, UNITS - 1n, UNITS);
      await w.expectUnits([SELLER_UNITS, SELLER_UNITS - UNITS + 1n, 0n]);
    });

    it("given a last time so late that the hold would be longer than 366 days, until it is nearer", async () => {
      const w = await load();
      const longStop = w.platformFile.settlement.externalCash.longStop;
      const most = 366 * DAY - HOLD_AFTER_LONG_STOP - longStop;
      const { trade, id } = await w.matched({ settleBy: (await w.now()) + most + DAY });
      const until = trade.settleBy + longStop + HOLD_AFTER_LONG_STOP;
      await expect(w.asSeller.reserve(trade, ZeroHash))
        .to.be.revertedWithCustomError(w.bond, "HoldTooLong")
        .withArgs(until, (latest: bigint) => latest < until);
      await w.networkHelpers.time.setNextBlockTimestamp(trade.settleBy - most);
      await w.asSeller.reserve(trade, ZeroHash);
      await w.expectPhases(id, PAYMENT.reserved, TRADE.matched);
    });
  });
});

describe("instructPayment", () => {
  for (const [who, callerOf] of [
    ["buyer", (w) => w.buyer],
    ["buyer's delegate", (w) => w.c],
    ["settlement operator", (w) => w.deciders[1]!],
  ] as [string, (w: PaidElsewhere) => PaidElsewhere["c"]][]) {
    it(`sends the instruction out, given the ${who}: nothing moves (DVP-1)`, async () => {
      const w = await load();
      const { trade, id } = await w.reserved();
      const mandate = { until: (await w.now()) + DAY, mostPerTrade: 0n, mostPerDay: 0n };
      await w.dvp.connect(w.buyer).setMandate(w.c, w.externalCash, mandate);
      await expect(w.externalCash.connect(callerOf(w)).instructPayment(trade))
        .to.emit(w.externalCash, "PaymentInstructed")
        .withArgs(id, w.buyer, w.seller, "JPY", AMOUNT, trade.settleBy)
        .and.to.emit(w.dvp, "TradeAwaitsPayment")
        .withArgs(id, w.externalCash);
      await w.expectPhases(id, PAYMENT.instructed, TRADE.awaitingPayment);
      await w.expectUnits(HELD);
    });
  }

  describe("is refused", () => {
    it("to a stranger, the seller, an attestor", async () => {
      const w = await load();
      const { trade, id } = await w.reserved();
      for (const caller of [w.thief, w.seller, w.attestors[0]!, w.admin]) {
        await expect(w.externalCash.connect(caller).instructPayment(trade))
          .to.be.revertedWithCustomError(w.externalCash, "NotForTheParty")
          .withArgs(caller, w.buyer);
      }
      await w.expectPhases(id, PAYMENT.reserved, TRADE.matched);
    });

    it("given nothing reserved, or an instruction that went out: one payment (DVP-1)", async () => {
      const w = await load();
      const { trade, id } = await w.matched();
      const refused = async (phase: bigint) =>
        await expect(w.asBuyer.instructPayment(trade))
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(id, phase);
      await refused(PAYMENT.none);
      await w.asSeller.reserve(trade, ZeroHash);
      await w.asBuyer.instructPayment(trade);
      await refused(PAYMENT.instructed);
      await w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true));
      await refused(PAYMENT.delivered);
    });

    it("a second after the trade's last time, and taken at that last second (DVP-1)", async () => {
      const w = await load();
      const { trade, id } = await w.reserved();
      const { time, takeSnapshot } = w.networkHelpers;
      const { restore } = await takeSnapshot();
      await time.setNextBlockTimestamp(trade.settleBy + 1);
      await expect(w.asBuyer.instructPayment(trade))
        .to.be.revertedWithCustomError(w.dvp, "TooLate")
        .withArgs(trade.settleBy, trade.settleBy + 1);
      await restore();
      await time.setNextBlockTimestamp(trade.settleBy);
      await w.asBuyer.instructPayment(trade);
      await w.expectPhases(id, PAYMENT.instructed, TRADE.awaitingPayment);
    });

    it("before the first time, for a cycle, without a sign-off asked for, under new terms (DVP-1)", async () => {
      const w = await load();
      const settleFrom = (await w.now()) + 2 * DAY;
      const early = await w.reserved({ settleFrom });
      await expect(w.asBuyer.instructPayment(early.trade))
        .to.be.revertedWithCustomError(w.dvp, "TooEarly")
        .withArgs(settleFrom, (now: bigint) => now < settleFrom);
      const cycle = encodeBytes32String("cycle");
      const netted = await w.reserved({ cycle });
      await expect(w.asBuyer.instructPayment(netted.trade))
        .to.be.revertedWithCustomError(w.dvp, "CycleNotVoid")
        .withArgs(cycle);
      const { trade } = await w.agreed({
        ...{ cash: w.platform.externalCash, settleBy: settleFrom + DAY },
      });
      const id = await w.dvp.idOf(trade);
      await w.dvp.connect(w.seller).instruct(trade, 0, false, true, ZeroHash);
      await w.dvp.connect(w.buyer).instruct(trade, 1, false, false, ZeroHash);
      await w.asSeller.reserve(trade, ZeroHash);
      await expect(w.asBuyer.instructPayment(trade))
        .to.be.revertedWithCustomError(w.dvp, "SignOffMissing")
        .withArgs(id);
      await w.dvp.connect(w.deciders[0]!).signOff([id], true);
      const { restore } = await w.networkHelpers.takeSnapshot();
      await w.asBuyer.instructPayment(trade);
      await restore();
      await closed(w);
      await expect(w.asBuyer.instructPayment(trade))
        .to.be.revertedWithCustomError(w.dvp, "TermsChanged")
        .withArgs(1, 0);
    });

    it("given units that an order took out of the hold: nobody pays for what is not there (DVP-1)", async () => {
      const w = await load();
      await w.granted([w.c]);
      const { trade, id, hold } = await w.reserved();
      await ordered(w, hold, 1n, w.c);
      await expect(w.asBuyer.instructPayment(trade))
        .to.be.revertedWithCustomError(w.externalCash, "UnitsNotHeld")
        .withArgs(id, w.seller, UNITS - 1n);
      await w.expectPhases(id, PAYMENT.reserved, TRADE.matched);
    });

    it("given a seller whose wallet was recovered: its hold cannot be executed any more (DVP-1)", async () => {
      const w = await load();
      const { trade, id } = await w.reserved();
      await sellerRecovered(w);
      await expect(w.asBuyer.instructPayment(trade))
        .to.be.revertedWithCustomError(w.externalCash, "UnitsNotHeld")
        .withArgs(id, w.c, UNITS);
      await w.networkHelpers.time.increaseTo(trade.settleBy + 1);
      await w.externalCash.connect(w.thief).release(trade);
      await w.expectUnits(UNTOUCHED, w.c);
    });
  });
});

describe("attest", () => {
  it("delivers what was paid, given a quorum and any sender, once and for good (DVP-1, DVP-2)", async () => {
    const w = await load();
    const { trade, id, hold } = await w.instructed();
    const attestations = await w.outcome(id, true);
    await expect(w.externalCash.connect(w.thief).attest(trade, true, BANK_REFERENCE, attestations))
      .to.emit(w.externalCash, "PaymentAttested")
      .withArgs(id, true, BANK_REFERENCE)
      .and.to.emit(w.externalCash, "UnitsDelivered")
      .withArgs(id, w.seller, w.buyer, w.bond, UNITS)
      .and.to.emit(w.dvp, "TradeSettledElsewhere")
      .withArgs(id, w.externalCash)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(w.seller, w.buyer, UNITS);
    expect([...(await w.bond.holdOf(hold))]).to.deep.equal([ZeroAddress, 0n]);
    await w.expectPhases(id, PAYMENT.delivered, TRADE.settled);
    await w.expectUnits(DELIVERED);
  });

  it("frees what was rejected, and ends the trade (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const { trade, id, hold } = await w.instructed();
    const attestations = await w.outcome(id, false);
    await expect(w.externalCash.connect(w.thief).attest(trade, false, BANK_REFERENCE, attestations))
      .to.emit(w.externalCash, "PaymentAttested")
      .withArgs(id, false, BANK_REFERENCE)
      .and.to.emit(w.externalCash, "UnitsReleased")
      .withArgs(id, w.thief)
      .and.to.emit(w.dvp, "TradeEnded")
      .withArgs(id, w.externalCash)
      .and.to.emit(w.bond, "HoldReleased")
      .withArgs(hold, w.seller, UNITS);
    await w.expectPhases(id, PAYMENT.released, TRADE.ended);
    await w.expectUnits(UNTOUCHED);
  });

  it("counts a payment whenever it is attested, after the trade's last time and the long stop too (HOLD-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    await w.networkHelpers.time.increaseTo((await w.longStopOf(id)) + 100 * DAY);
    const attestations = await w.outcome(id, true, BANK_REFERENCE, w.attestors);
    await w.externalCash.attest(trade, true, BANK_REFERENCE, attestations);
    await w.expectUnits(DELIVERED);
  });

  describe("is refused", () => {
    it("given a trade of which no instruction went out, or whose outcome is known (DVP-1)", async () => {
      const w = await load();
      const { trade, id } = await w.matched();
      const refused = async (paid: boolean, phase: bigint) =>
        await expect(
          w.externalCash.attest(
            ...([
              trade,
              paid,
              OTHER_REFERENCE,
              await w.outcome(id, paid, OTHER_REFERENCE),
            ] as const),
          ),
        )
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(id, phase);
      await refused(true, PAYMENT.none);
      await w.asSeller.reserve(trade, ZeroHash);
      await refused(true, PAYMENT.reserved);
      await w.asBuyer.instructPayment(trade);
      const { restore } = await w.networkHelpers.takeSnapshot();
      await w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true));
      for (const paid of [true, false]) await refused(paid, PAYMENT.delivered);
      await w.expectUnits(DELIVERED);
      await restore();
      await w.externalCash.attest(trade, false, BANK_REFERENCE, await w.outcome(id, false));
      for (const paid of [true, false]) await refused(paid, PAYMENT.released);
      await w.expectUnits(UNTOUCHED);
    });

    it("given no bank reference, or one that spoke for another trade: one payment pays one trade", async () => {
      const w = await load();
      const [first, second, third] = [
        await w.instructed(),
        await w.instructed(),
        await w.instructed(),
      ];
      const attest = async (of: typeof first, paid: boolean, reference: string) =>
        await w.externalCash.attest(
          ...([of.trade, paid, reference, await w.outcome(of.id, paid, reference)] as const),
        );
      await expect(attest(first, true, ZeroHash))
        .to.be.revertedWithCustomError(w.externalCash, "BankReferenceMissing")
        .withArgs();
      await attest(first, true, BANK_REFERENCE);
      await attest(second, false, OTHER_REFERENCE);
      for (const reference of [BANK_REFERENCE, OTHER_REFERENCE]) {
        for (const paid of [true, false]) {
          await expect(attest(third, paid, reference))
            .to.be.revertedWithCustomError(w.externalCash, "BankReferenceUsed")
            .withArgs(reference);
        }
      }
      await w.expectUnits([SELLER_UNITS - UNITS, UNITS, UNITS]);
    });

    it("given one signature less than the quorum, none, one twice, or a descending pair (POWER-1)", async () => {
      const w = await load();
      const { trade, id } = await w.instructed();
      const [one, two] = w.attestors as [PaidElsewhere["a"], PaidElsewhere["a"]];
      const attest = async (...signers: PaidElsewhere["a"][]) =>
        await w.externalCash.attest(
          ...([trade, true, BANK_REFERENCE] as const),
          await w.outcome(id, true, BANK_REFERENCE, signers),
        );
      for (const signers of [[], [one]]) {
        await expect(attest(...signers))
          .to.be.revertedWithCustomError(w.externalCash, "QuorumMissing")
          .withArgs(signers.length, 2);
      }
      for (const [first, then] of [
        [one, one],
        [two, one],
      ] as const) {
        await expect(attest(first, then))
          .to.be.revertedWithCustomError(w.externalCash, "NotAscending")
          .withArgs(first, then);
      }
      await w.expectPhases(id, PAYMENT.instructed, TRADE.awaitingPayment);
      await w.expectUnits(HELD);
    });

    it("given a signer who is no attestor: a party, an operator, one whose role was taken away (POWER-1)", async () => {
      const w = await load();
      const { trade, id } = await w.instructed({ settleBy: (await w.now()) + 60 * DAY });
      const [one, two, three] = w.attestors as PaidElsewhere["attestors"];
      const refused = async (signer: PaidElsewhere["a"], beside: PaidElsewhere["a"]) => {
        const signers = [signer, beside].toSorted((a, b) =>
          BigInt(a.address) < BigInt(b.address) ? -1 : 1,
        );
        const attestations = await w.outcome(id, true, BANK_REFERENCE, signers);
        await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, attestations))
          .to.be.revertedWithCustomError(w.externalCash, "NotInRole")
          .withArgs(signer, ROLE.paymentAttestor);
      };
      for (const signer of [w.buyer, w.seller, w.thief, w.deciders[0]!])
        await refused(signer, one!);
      const values = [ROLE.paymentAttestor, two!.address];
      await announced(w, w.admin, w.authority, "revokeRole", values);
      await refused(two!, one!);
      const attestations = await w.outcome(id, true, BANK_REFERENCE, [one!, three!]);
      await w.externalCash.attest(trade, true, BANK_REFERENCE, attestations);
      await w.expectUnits(DELIVERED);
    });

    it("given signatures over another trade, another outcome, another payment, another contract (DVP-1)", async () => {
      const w = await load();
      const { trade, id } = await w.instructed();
      const other = await w.instructed();
      const wrong = [
        await w.outcome(other.id, true),
        await w.outcome(id, false),
        await w.outcome(id, true, OTHER_REFERENCE),
        (await w.outcome(id, true)).map(({ signer }) => ({ signer, signature: "0x" })),
      ];
      const elsewhere = await new ExternalCash__factory(w.deployer).deploy(
        ...([w.authority, w.dvp, "JPY", 2, 2, DAY] as const),
      );
      const { domain, types, message } = {
        domain: {
          ...{ name: "Kessai External Cash", version: "1", chainId: w.chainId },
          verifyingContract: await elsewhere.getAddress(),
        },
        types: {
          PaymentOutcome: [
            { name: "trade", type: "bytes32" },
            { name: "paid", type: "bool" },
            { name: "bankReference", type: "bytes32" },
          ],
        },
        message: { trade: id, paid: true, bankReference: BANK_REFERENCE },
      };
      wrong.push(
        await Promise.all(
          w.attestors.slice(0, 2).map(async (signer) => ({
            signer: signer.address,
            signature: await signer.signTypedData(domain, types, message),
          })),
        ),
      );
      for (const attestations of wrong) {
        await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, attestations))
          .to.be.revertedWithCustomError(w.externalCash, "SignatureInvalid")
          .withArgs(w.attestors[0]!, id);
      }
      await w.expectUnits([SELLER_UNITS, 2n * UNITS, 0n]);
    });
  });
});

describe("openLock", () => {
  it("delivers, given whoever knows the secret (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed({}, HASH_LOCK);
    await expect(w.externalCash.connect(w.thief).openLock(trade, SECRET))
      .to.emit(w.externalCash, "HashLockOpened")
      .withArgs(id, SECRET)
      .and.to.emit(w.externalCash, "UnitsDelivered")
      .withArgs(id, w.seller, w.buyer, w.bond, UNITS);
    await w.expectPhases(id, PAYMENT.delivered, TRADE.settled);
    await w.expectUnits(DELIVERED);
  });

  it("is refused given another secret, the lock itself, or no lock at all (DVP-1)", async () => {
    const w = await load();
    const locked = await w.instructed({}, HASH_LOCK);
    const free = await w.instructed();
    const refused = async ({ trade, id }: typeof free, secret: string) =>
      await expect(w.externalCash.openLock(trade, secret))
        .to.be.revertedWithCustomError(w.externalCash, "HashLockClosed")
        .withArgs(id);
    for (const secret of [ZeroHash, HASH_LOCK, sha256(concat([SECRET, SECRET]))]) {
      await refused(locked, secret);
    }
    for (const secret of [ZeroHash, SECRET]) await refused(free, secret);
    await w.expectUnits([SELLER_UNITS, 2n * UNITS, 0n]);
  });

  it("is refused before the instruction and after the outcome (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.reserved({}, HASH_LOCK);
    const refused = async (phase: bigint) =>
      await expect(w.externalCash.openLock(trade, SECRET))
        .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
        .withArgs(id, phase);
    await refused(PAYMENT.reserved);
    await w.asBuyer.instructPayment(trade);
    await w.externalCash.attest(trade, false, BANK_REFERENCE, await w.outcome(id, false));
    await refused(PAYMENT.released);
    await w.expectUnits(UNTOUCHED);
  });

  it("leaves an attestor's quorum its say while the lock is closed (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed({}, HASH_LOCK);
    await w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true));
    await w.expectUnits(DELIVERED);
  });
});

describe("What was paid and cannot be delivered", () => {
  it("waits for the buyer's pass, and is delivered by anyone once it works again (DVP-1, ELIG-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    await suspended(w, w.buyer);
    const refusal = copied(w, "PassNotWorking", [w.buyer.address, STATUS.suspended]);
    const attestations = await w.outcome(id, true);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, attestations))
      .to.emit(w.externalCash, "PaymentAttested")
      .withArgs(id, true, BANK_REFERENCE)
      .and.to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, refusal)
      .and.not.to.emit(w.externalCash, "UnitsDelivered");
    await w.expectPhases(id, PAYMENT.paid, TRADE.awaitingPayment);
    await w.expectUnits(HELD);
    await expect(w.externalCash.connect(w.thief).deliver(trade))
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.buyer, STATUS.suspended);
    await reinstated(w, [w.buyer]);
    await expect(w.externalCash.connect(w.thief).deliver(trade))
      .to.emit(w.externalCash, "UnitsDelivered")
      .withArgs(id, w.seller, w.buyer, w.bond, UNITS)
      .and.to.emit(w.dvp, "TradeSettledElsewhere")
      .withArgs(id, w.externalCash);
    await w.expectPhases(id, PAYMENT.delivered, TRADE.settled);
    await w.expectUnits(DELIVERED);
  });

  it("is decided after the long stop, given a buyer whose pass was revoked (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    await w.pass.connect(w.guardian).revoke(w.buyer, REASON);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "PassNotWorking", [w.buyer.address, STATUS.revoked]));
    await w.atLongStop(id);
    await expect(w.externalCash.decide(trade, true, REASON, await w.decision(id, true, REASON)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "PassNotWorking", [w.buyer.address, STATUS.revoked]));
    await w.expectPhases(id, PAYMENT.paid, TRADE.awaitingPayment);
    await w.expectUnits(HELD);
    await expect(w.externalCash.decide(trade, false, REASON, await w.decision(id, false, REASON)))
      .to.emit(w.externalCash, "SilenceDecided")
      .withArgs(id, false, REASON);
    await w.expectPhases(id, PAYMENT.released, TRADE.ended);
    await w.expectUnits(UNTOUCHED);
  });

  it("waits while the class is paused, and goes on after (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    await w.desk.connect(w.pauser).pause(w.bond);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "TokenPaused", []));
    await announced(w, w.unpauser, w.desk, "unpause", [w.bond.target]);
    await w.externalCash.deliver(trade);
    await w.expectUnits(DELIVERED);
  });

  it("waits for good, given a class that was closed: the quorum frees the units (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    await closed(w);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "ClassClosed", []));
    await w.expectPhases(id, PAYMENT.paid, TRADE.awaitingPayment);
    await w.atLongStop(id);
    await w.externalCash.decide(trade, false, REASON, await w.decision(id, false, REASON));
    await w.expectUnits(UNTOUCHED);
  });

  for (const [ratio, became] of [
    [[3n, 1n], 3n * UNITS],
    [[1n, 10n], UNITS / 10n],
  ] as const) {
    it(`is as many units as the held ones became, given ${ratio.join(" for ")} since the payment was instructed (DVP-1, HOLD-1)`, async () => {
      const w = await load();
      await actionLent(w, w.thief);
      const { trade, id, hold } = await w.instructed();
      await rescaled(w, w.thief, ratio, [w.seller.address], [hold]);
      await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
        .to.emit(w.externalCash, "UnitsDelivered")
        .withArgs(id, w.seller, w.buyer, w.bond, became);
      await w.expectPhases(id, PAYMENT.delivered, TRADE.settled);
      expect([await w.bond.heldOf(w.seller), await w.bond.balanceOf(w.buyer)]).to.deep.equal([
        ...[0n, became],
      ]);
    });
  }

  it("was never paid, given a split between the reserve and the payment, whatever terms it was signed under (HOLD-1)", async () => {
    for (const termsEpoch of [0, 1]) {
      const w = await load();
      await actionLent(w, w.thief);
      const { trade, id, hold } = await w.reserved({ termsEpoch });
      await rescaled(w, w.thief, [3n, 1n], [w.seller.address], [hold]);
      await expect(w.asBuyer.instructPayment(trade))
        .to.be.revertedWithCustomError(w.externalCash, "UnitsNotHeld")
        .withArgs(id, w.seller, 3n * UNITS);
      await w.networkHelpers.time.increaseTo(trade.settleBy + 1);
      await w.externalCash.connect(w.thief).release(trade);
      expect(await w.bond.heldOf(w.seller)).to.equal(0n);
    }
  });

  for (const who of ["seller", "buyer"] as const) {
    it(`waits while the ${who}'s wallet is frozen (DVP-1)`, async () => {
      const w = await load();
      const { trade, id } = await w.instructed();
      await w.desk.freezeWallet(w.bond, w[who], REASON, DOCUMENT);
      await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
        .to.emit(w.externalCash, "DeliveryRefused")
        .withArgs(id, copied(w, "WalletFrozen", [w[who].address]));
      const act = {
        ...{ token: w.bond.target as string, verb: 2, wallet: w[who].address, to: ZeroAddress },
        ...{ units: 0n, holds: [], reason: REASON, document: DOCUMENT, number: 1n },
      };
      await w.desk.propose(act);
      await w.desk.connect(w.secondRegistrar).approve(act);
      await w.externalCash.deliver(trade);
      await w.expectUnits(DELIVERED);
    });
  }

  it("is the successor's, given a seller recovered after the instruction: a key's promise ends with the key", async () => {
    const w = await load();
    const { trade, id, hold } = await w.instructed();
    await sellerRecovered(w);
    await w.expectUnits(HELD, w.c);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "HoldOfALostWallet", [hold, w.c.address]));
    await w.bond.connect(w.c).releaseHold(hold, UNITS);
    await w.expectUnits(UNTOUCHED, w.c);
    await w.atLongStop(id);
    await expect(w.externalCash.decide(trade, false, REASON, await w.decision(id, false, REASON)))
      .to.emit(w.externalCash, "UnitsReleased")
      .withArgs(id, w.relayer);
    await w.expectPhases(id, PAYMENT.released, TRADE.ended);
    await w.expectUnits(UNTOUCHED, w.c);
  });

  it("waits, given a court that took a part; the quorum frees the rest (DVP-1, HOLD-1)", async () => {
    const w = await load();
    await w.granted([w.c]);
    const { trade, id, hold } = await w.instructed();
    await ordered(w, hold, 3n, w.c);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "HoldTooSmall", [hold, UNITS - 3n, UNITS]));
    await w.atLongStop(id);
    await w.externalCash.decide(trade, false, REASON, await w.decision(id, false, REASON));
    const found = [await w.bond.balanceOf(w.seller), await w.bond.heldOf(w.seller)];
    expect([...found, await w.bond.balanceOf(w.buyer), await w.bond.balanceOf(w.c)]).to.deep.equal([
      ...[SELLER_UNITS - 3n, 0n, 0n, 3n],
    ]);
  });

  it("waits at worst, given an attestation sent with too little gas: anyone delivers (DVP-1)", async () => {
    // Instrumented code takes other gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const w = await load();
    const { trade, id } = await w.instructed();
    const attestations = await w.outcome(id, true);
    const { externalCash, networkHelpers } = w;
    const values = [trade, true, BANK_REFERENCE, attestations] as const;
    const needed = Number(await externalCash.attest.estimateGas(...values));
    const seen = new Set<bigint>();
    for (let gasLimit = needed; gasLimit > needed - 100_000; gasLimit -= 2_500) {
      const { restore } = await networkHelpers.takeSnapshot();
      await externalCash.attest(...values, { gasLimit }).catch(() => undefined);
      const { phase } = await externalCash.paymentOf(id);
      seen.add(phase);
      expect(phase, `with ${gasLimit} gas`).to.be.oneOf([
        ...[PAYMENT.instructed, PAYMENT.paid, PAYMENT.delivered],
      ]);
      if (phase === PAYMENT.paid) await externalCash.connect(w.thief).deliver(trade);
      await w.expectUnits(phase === PAYMENT.instructed ? HELD : DELIVERED);
      await restore();
    }
    expect([...seen], "all three were met").to.have.members([
      ...[PAYMENT.instructed, PAYMENT.paid, PAYMENT.delivered],
    ]);
  });
});

describe("deliver", () => {
  it("is refused given no payment, or units delivered or freed already (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    const refused = async (phase: bigint) =>
      await expect(w.externalCash.deliver(trade))
        .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
        .withArgs(id, phase);
    await refused(PAYMENT.none);
    await w.asSeller.reserve(trade, ZeroHash);
    await refused(PAYMENT.reserved);
    await w.asBuyer.instructPayment(trade);
    await refused(PAYMENT.instructed);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true));
    await refused(PAYMENT.delivered);
    await restore();
    await w.externalCash.attest(trade, false, BANK_REFERENCE, await w.outcome(id, false));
    await refused(PAYMENT.released);
  });

  it("has a way for the contract alone, which nobody else may take (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    for (const caller of [w.thief, w.buyer, w.admin, w.deciders[0]!]) {
      await expect(w.externalCash.connect(caller).deliverFor(trade, id))
        .to.be.revertedWithCustomError(w.externalCash, "NotForTheParty")
        .withArgs(caller, w.externalCash);
    }
    await w.expectUnits(HELD);
  });
});

describe("release", () => {
  it("frees what was never instructed, a second after the last time, by anyone (EXIT-1, HOLD-1)", async () => {
    const w = await load();
    const { trade, id, hold } = await w.reserved();
    const { time, takeSnapshot } = w.networkHelpers;
    const { restore } = await takeSnapshot();
    for (const caller of [w.seller, w.buyer, w.thief]) {
      await expect(w.externalCash.connect(caller).release(trade))
        .to.be.revertedWithCustomError(w.externalCash, "NotYet")
        .withArgs(trade.settleBy + 1, (now: bigint) => now < trade.settleBy);
    }
    await time.setNextBlockTimestamp(trade.settleBy);
    await expect(w.externalCash.release(trade))
      .to.be.revertedWithCustomError(w.externalCash, "NotYet")
      .withArgs(trade.settleBy + 1, trade.settleBy);
    await restore();
    await time.setNextBlockTimestamp(trade.settleBy + 1);
    await expect(w.externalCash.connect(w.thief).release(trade))
      .to.emit(w.externalCash, "UnitsReleased")
      .withArgs(id, w.thief)
      .and.to.emit(w.bond, "HoldReleased")
      .withArgs(hold, w.seller, UNITS);
    await w.expectPhases(id, PAYMENT.released, TRADE.matched);
    await w.expectUnits(UNTOUCHED);
  });

  it("needs no pass, no open class and no working one: given a seller revoked and a class paused (EXIT-1)", async () => {
    const w = await load();
    const { trade } = await w.reserved();
    await w.pass.connect(w.guardian).revoke(w.seller, REASON);
    await closed(w);
    await w.desk.connect(w.pauser).pause(w.bond);
    await w.networkHelpers.time.increaseTo(trade.settleBy + 1);
    await w.externalCash.connect(w.thief).release(trade);
    await w.expectUnits(UNTOUCHED);
  });

  it("frees at once what both parties cancelled before the instruction (HOLD-1)", async () => {
    const w = await load();
    const { trade, id } = await w.reserved();
    await w.dvp.connect(w.seller).agreeToCancel(trade, 0);
    await expect(w.asSeller.release(trade)).to.be.revertedWithCustomError(w.externalCash, "NotYet");
    await w.dvp.connect(w.buyer).agreeToCancel(trade, 1);
    await expect(w.asBuyer.instructPayment(trade))
      .to.be.revertedWithCustomError(w.dvp, "WrongPhase")
      .withArgs(id, TRADE.ended);
    await w.externalCash.connect(w.thief).release(trade);
    await w.expectPhases(id, PAYMENT.released, TRADE.ended);
    await w.expectUnits(UNTOUCHED);
  });

  it("is not for what was instructed, at any time and to nobody: no key alone ends the wait (HOLD-1)", async () => {
    const w = await load();
    const { trade, id, hold } = await w.instructed();
    for (const later of [0, trade.settleBy + 1, (await w.longStopOf(id)) + DAY]) {
      if (later !== 0) await w.networkHelpers.time.increaseTo(later);
      for (const caller of [w.seller, w.buyer, w.thief, w.deciders[0]!, w.attestors[0]!, w.admin]) {
        await expect(w.externalCash.connect(caller).release(trade))
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(id, PAYMENT.instructed);
        await expect(w.bond.connect(caller).releaseHold(hold, UNITS))
          .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
          .withArgs(hold, w.externalCash);
      }
      for (const side of [0, 1]) {
        await expect(w.dvp.connect(side === 0 ? w.seller : w.buyer).agreeToCancel(trade, side))
          .to.be.revertedWithCustomError(w.dvp, "WrongPhase")
          .withArgs(id, TRADE.awaitingPayment);
      }
    }
    await w.expectUnits(HELD);
  });

  it("is refused given nothing reserved, and a second time", async () => {
    const w = await load();
    const { trade, id } = await w.matched();
    const refused = async (phase: bigint) =>
      await expect(w.externalCash.release(trade))
        .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
        .withArgs(id, phase);
    await refused(PAYMENT.none);
    await w.asSeller.reserve(trade, ZeroHash);
    await w.networkHelpers.time.increaseTo(trade.settleBy + 1);
    await w.externalCash.release(trade);
    await refused(PAYMENT.released);
  });

  it("comes by itself at the hold's end, given no quorum that exists any more (HOLD-1, EXIT-1)", async () => {
    const w = await load();
    const { trade, id, hold } = await w.instructed();
    const until = (await w.longStopOf(id)) + HOLD_AFTER_LONG_STOP;
    expect(await w.externalCash.HOLD_AFTER_LONG_STOP()).to.equal(HOLD_AFTER_LONG_STOP);
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(until);
    await expect(w.bond.connect(w.thief).releaseHold(hold, UNITS))
      .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
      .withArgs(hold, w.externalCash);
    await time.setNextBlockTimestamp(until + 1);
    await w.bond.connect(w.thief).releaseHold(hold, UNITS);
    await w.expectUnits(UNTOUCHED);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(id, copied(w, "NotTheExecutor", [hold, ZeroAddress]));
    await w.expectUnits(UNTOUCHED);
  });
});

describe("decide", () => {
  for (const deliver of [true, false]) {
    const what = deliver ? "delivers" : "frees the units";
    it(`${what} after silence, from the long stop's first second (DVP-1, HOLD-1)`, async () => {
      const w = await load();
      const { trade, id } = await w.instructed();
      const decisions = await w.decision(id, deliver, REASON);
      const longStop = await w.longStopOf(id);
      const send = () => w.externalCash.connect(w.thief).decide(trade, deliver, REASON, decisions);
      const { time, takeSnapshot } = w.networkHelpers;
      const { restore } = await takeSnapshot();
      await time.setNextBlockTimestamp(longStop - 1);
      await expect(send())
        .to.be.revertedWithCustomError(w.externalCash, "NotYet")
        .withArgs(longStop, longStop - 1);
      await restore();
      await time.setNextBlockTimestamp(longStop);
      await expect(send())
        .to.emit(w.externalCash, "SilenceDecided")
        .withArgs(id, deliver, REASON)
        .and.to.emit(w.externalCash, deliver ? "UnitsDelivered" : "UnitsReleased")
        .withArgs(...(deliver ? [id, w.seller, w.buyer, w.bond, UNITS] : [id, w.thief]));
      await w.expectPhases(
        ...([id, deliver ? PAYMENT.delivered : PAYMENT.released] as const),
        deliver ? TRADE.settled : TRADE.ended,
      );
      await w.expectUnits(deliver ? DELIVERED : UNTOUCHED);
      await expect(send())
        .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
        .withArgs(id, deliver ? PAYMENT.delivered : PAYMENT.released);
    });
  }

  it("is refused to one operator, one twice, attestors, parties, and over another decision (POWER-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    const other = await w.instructed();
    await w.atLongStop(other.id);
    const [one, two] = w.deciders as [PaidElsewhere["a"], PaidElsewhere["a"]];
    const decide = async (decisions: Awaited<ReturnType<PaidElsewhere["decision"]>>) =>
      await w.externalCash.decide(trade, true, REASON, decisions);
    await expect(decide(await w.decision(id, true, REASON, [one])))
      .to.be.revertedWithCustomError(w.externalCash, "QuorumMissing")
      .withArgs(1, 2);
    for (const [first, then] of [
      [one, one],
      [two, one],
    ] as const) {
      await expect(decide(await w.decision(id, true, REASON, [first, then])))
        .to.be.revertedWithCustomError(w.externalCash, "NotAscending")
        .withArgs(first, then);
    }
    const [attestor] = w.attestors;
    await expect(decide(await w.decision(id, true, REASON, w.attestors.slice(0, 2))))
      .to.be.revertedWithCustomError(w.externalCash, "NotInRole")
      .withArgs(attestor, ROLE.settlementOperator);
    for (const wrong of [
      await w.decision(other.id, true, REASON),
      await w.decision(id, false, REASON),
      await w.decision(id, true, DOCUMENT),
    ]) {
      await expect(decide(wrong))
        .to.be.revertedWithCustomError(w.externalCash, "SignatureInvalid")
        .withArgs(one, id);
    }
    await w.expectUnits([SELLER_UNITS, 2n * UNITS, 0n]);
  });

  it("is refused given a trade that waits for no payment (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.reserved();
    await w.atLongStop(id);
    await expect(w.externalCash.decide(trade, true, REASON, await w.decision(id, true, REASON)))
      .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
      .withArgs(id, PAYMENT.reserved);
    await w.expectUnits(HELD);
  });
});

describe("setQuorums", () => {
  it("is the admin's after its delay, and counts from then on (POWER-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    const longStop = await w.longStopOf(id);
    for (const caller of [w.thief, w.deciders[0]!, w.attestors[0]!]) {
      await expect(w.externalCash.connect(caller).setQuorums(2, 2, 0))
        .to.be.revertedWithCustomError(w.externalCash, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
    const { delay, send } = await announce(w, w.admin, w.externalCash, "setQuorums", [3, 2, DAY]);
    expect(delay).to.equal(w.platformFile.roles.admin.delay);
    await w.networkHelpers.time.increase(delay);
    await expect(send()).to.emit(w.externalCash, "QuorumsChanged").withArgs(3, 2, DAY);
    expect([...(await w.externalCash.quorums())]).to.deep.equal([3n, 2n, BigInt(DAY)]);
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.be.revertedWithCustomError(w.externalCash, "QuorumMissing")
      .withArgs(2, 3);
    expect(await w.longStopOf(id), "what was reserved keeps its long stop").to.equal(longStop);
    const attestations = await w.outcome(id, true, BANK_REFERENCE, w.attestors);
    await w.externalCash.attest(trade, true, BANK_REFERENCE, attestations);
    await w.expectUnits(DELIVERED);
  });

  it("takes no quorum of one and no long stop of more than 90 days, at deployment neither (POWER-1)", async () => {
    const w = await load();
    const factory = new ExternalCash__factory(w.deployer);
    const wrong = [
      [0, 2, DAY, "QuorumOutOfRange", 0],
      [1, 2, DAY, "QuorumOutOfRange", 1],
      [2, 1, DAY, "QuorumOutOfRange", 1],
      [2, 2, 90 * DAY + 1, "LongStopOutOfRange", 90 * DAY + 1],
    ] as const;
    for (const [attestors, deciders, longStop, error, value] of wrong) {
      const values = [attestors, deciders, longStop] as const;
      await expect(announced(w, w.admin, w.externalCash, "setQuorums", values))
        .to.be.revertedWithCustomError(w.externalCash, error)
        .withArgs(value);
      await expect(factory.deploy(w.authority, w.dvp, "JPY", ...values))
        .to.be.revertedWithCustomError(w.externalCash, error)
        .withArgs(value);
    }
    const most = await factory.deploy(w.authority, w.dvp, "USD", 2, 2, 90 * DAY);
    expect(await most.currency()).to.equal("USD");
    expect(await most.registry()).to.equal(w.platform.dvp);
  });
});

describe("Cash elsewhere is nobody's by DvP", () => {
  it("given a trade paid elsewhere, settles in no other way, before or after its instruction (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.reserved();
    await expect(w.dvp.settleMatched(trade))
      .to.be.revertedWithCustomError(w.dvp, "CashNotListed")
      .withArgs(w.externalCash);
    await w.asBuyer.instructPayment(trade);
    await expect(w.dvp.settleMatched(trade))
      .to.be.revertedWithCustomError(w.dvp, "WrongPhase")
      .withArgs(id, TRADE.awaitingPayment);
    await w.expectUnits(HELD);
  });

  it("given the routes' own functions, is not for anybody else to finish (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    for (const caller of [w.thief, w.admin, w.deciders[0]!]) {
      const dvp = w.dvp.connect(caller);
      for (const sent of [dvp.finish(id, true), dvp.awaitPayment(trade), dvp.endTrade(trade)]) {
        await expect(sent).to.be.revertedWithCustomError(w.dvp, "NotARoute").withArgs(caller);
      }
    }
    await w.expectPhases(id, PAYMENT.instructed, TRADE.awaitingPayment);
  });
});

describe("attack: free option / expiry race", () => {
  it("given either party racing the deadline: an instructed payment expires for neither (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const { trade, id } = await w.reserved({}, HASH_LOCK);
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(trade.settleBy);
    await w.asBuyer.instructPayment(trade);
    await expect(w.asSeller.release(trade))
      .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
      .withArgs(id, PAYMENT.instructed);
    await time.increaseTo((await w.longStopOf(id)) + 30 * DAY);
    await expect(w.asSeller.release(trade))
      .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
      .withArgs(id, PAYMENT.instructed);
    await w.asBuyer.openLock(trade, SECRET);
    await w.expectUnits(DELIVERED);
  });

  it("given both ways out in one second, takes the one that is mined first, and only it (DVP-1)", async () => {
    const w = await load();
    for (const instructFirst of [true, false]) {
      const { trade, id } = await w.reserved();
      await w.networkHelpers.time.setNextBlockTimestamp(trade.settleBy + (instructFirst ? 0 : 1));
      if (instructFirst) {
        await w.asBuyer.instructPayment(trade);
        await expect(w.asSeller.release(trade))
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(id, PAYMENT.instructed);
        await w.externalCash.attest(trade, false, BANK_REFERENCE, await w.outcome(id, false));
      } else {
        await w.asSeller.release(trade);
        await expect(w.asBuyer.instructPayment(trade))
          .to.be.revertedWithCustomError(w.externalCash, "WrongPhase")
          .withArgs(id, PAYMENT.released);
      }
      await w.expectUnits(UNTOUCHED);
    }
  });
});

describe("attack: key theft", () => {
  it("given one payment attestor's key: says nothing alone, with whomever of other roles (POWER-1, DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    const stolen = w.attestors[0]!;
    const ascending = (signers: PaidElsewhere["a"][]) =>
      signers.toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
    const attest = async (signers: PaidElsewhere["a"][]) =>
      await w.externalCash.attest(
        ...([trade, true, BANK_REFERENCE] as const),
        await w.outcome(id, true, BANK_REFERENCE, signers),
      );
    await expect(attest([stolen]))
      .to.be.revertedWithCustomError(w.externalCash, "QuorumMissing")
      .withArgs(1, 2);
    await expect(attest([stolen, stolen]))
      .to.be.revertedWithCustomError(w.externalCash, "NotAscending")
      .withArgs(stolen, stolen);
    for (const accomplice of [w.buyer, w.deciders[0]!, w.deciders[1]!, w.thief]) {
      await expect(attest(ascending([stolen, accomplice])))
        .to.be.revertedWithCustomError(w.externalCash, "NotInRole")
        .withArgs(accomplice, ROLE.paymentAttestor);
    }
    await w.expectUnits(HELD);
  });

  it("given one settlement operator's key: instructs what is reserved, and decides nothing (POWER-1)", async () => {
    const w = await load();
    const { trade, id } = await w.reserved();
    const stolen = w.deciders[0]!;
    await w.externalCash.connect(stolen).instructPayment(trade);
    await w.atLongStop(id);
    for (const deliver of [true, false]) {
      const decisions = await w.decision(id, deliver, REASON, [stolen]);
      await expect(w.externalCash.connect(stolen).decide(trade, deliver, REASON, decisions))
        .to.be.revertedWithCustomError(w.externalCash, "QuorumMissing")
        .withArgs(1, 2);
    }
    await w.expectUnits(HELD);
  });
});

describe("a payment attestor that vanishes", () => {
  it("given one of three: the other two go on (DVP-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    const attestations = await w.outcome(id, true, BANK_REFERENCE, w.attestors.slice(1));
    await w.externalCash.attest(trade, true, BANK_REFERENCE, attestations);
    await w.expectUnits(DELIVERED);
  });

  it("given all of them: nothing moves before the long stop, a quorum decides after it (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const { trade, id } = await w.instructed();
    for (const attestor of w.attestors) {
      await w.authority.connect(attestor).renounceRole(ROLE.paymentAttestor, attestor);
    }
    await expect(w.externalCash.attest(trade, true, BANK_REFERENCE, await w.outcome(id, true)))
      .to.be.revertedWithCustomError(w.externalCash, "NotInRole")
      .withArgs(w.attestors[0]!, ROLE.paymentAttestor);
    const decisions = await w.decision(id, false, REASON);
    await expect(w.externalCash.decide(trade, false, REASON, decisions))
      .to.be.revertedWithCustomError(w.externalCash, "NotYet")
      .withArgs(await w.longStopOf(id), (now: bigint) => now > 0n);
    await w.expectUnits(HELD);
    await w.atLongStop(id);
    await w.externalCash.decide(trade, false, REASON, decisions);
    await w.expectUnits(UNTOUCHED);
  });
});

describe("time jumps", () => {
  it("given years in one block: each way out is open or shut as its own second says (DVP-1, HOLD-1)", async () => {
    const w = await load();
    const [silent, never] = [await w.instructed(), await w.reserved()];
    await w.networkHelpers.time.increase(5 * 365 * DAY);
    await expect(w.asBuyer.instructPayment(never.trade)).to.be.revertedWithCustomError(
      ...([w.dvp, "TooLate"] as const),
    );
    await w.externalCash.release(never.trade);
    const attestations = await w.outcome(silent.id, true);
    await expect(w.externalCash.attest(silent.trade, true, BANK_REFERENCE, attestations))
      .to.emit(w.externalCash, "DeliveryRefused")
      .withArgs(silent.id, (reason: string) => reason.length > 2);
    await w.externalCash.decide(
      ...([silent.trade, false, REASON, await w.decision(silent.id, false, REASON)] as const),
    );
    await w.expectUnits(UNTOUCHED);
  });
});
