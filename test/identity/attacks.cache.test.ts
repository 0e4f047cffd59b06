import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import type { SecurityToken } from "../../sdk/contracts.ts";
import { enrolmentTypedData } from "../../sdk/encode/enrolmentTypedData.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { expectBalances } from "../support/balances.ts";
import { load } from "../support/load.ts";
import {
  announced,
  REASON,
  reclassified,
  renewed,
  revoked,
  STATUS,
  standingOf,
  type Wallet,
  windowPasses,
} from "../support/passes.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD, withFields } from "../support/words.ts";
import { DAY, JAPAN, world } from "../support/world.ts";

const ISSUE = encodeBytes32String("issue");
const QII = 0b00010;
const ANY = 0b11111;
const EPOCH_MAX = 0xffff;

/**
 * A world where A and B are QIIs for 400 days and C is general, all enrolled in yen, in the bond
 * (whoever lives in Japan) and in a class for QIIs only; A and B hold 50 units of both classes.
 */
async function market() {
  const w = await world();
  const qiiOnly = await w.openClass({ policy: policyWord(["qii"], [JAPAN]) });
  const today = jstDateOf(await w.now());
  const qiiUntil = today + 400;
  await w.granted([w.a, w.b], { qiiUntil }, [0, 1, 2]);
  await w.granted([w.c], {}, [0, 1, 2]);
  for (const token of [w.bond, qiiOnly]) {
    for (const holder of [w.a, w.b]) await w.desk.issue(token, holder.address, 50n, ISSUE);
  }
  // One transfer each way, so that every word is at work.
  for (const token of [w.bond, qiiOnly]) {
    await token.connect(w.a).transfer(w.b.address, 1n);
    await token.connect(w.b).transfer(w.a.address, 1n);
  }
  const changer = w.registrar;

  /** The rule changer changes who may hold a class, after its delay. */
  async function policySet(token: SecurityToken, admitted: number, residences = [JAPAN]) {
    const args = [await token.getAddress(), admitted, residences] as const;
    await announced(w, changer, w.desk, "setPolicy", args);
    await w.networkHelpers.time.increase(w.platformFile.roles.ruleChanger.delay + 1);
    return await w.desk.connect(changer).setPolicy(...args);
  }

  async function expectMayNotGain(
    token: SecurityToken,
    { address }: Wallet,
    categories: number,
    residence = JAPAN,
  ) {
    for (const units of [0n, 1n]) {
      await expect(token.connect(w.b).transfer(address, units), "ELIG-1")
        .to.be.revertedWithCustomError(token, "MayNotGain")
        .withArgs(address, categories, residence);
    }
    await expect(w.desk.issue(token, address, 1n, ISSUE), "ELIG-1")
      .to.be.revertedWithCustomError(token, "MayNotGain")
      .withArgs(address, categories, residence);
  }

  async function expectStopped(token: SecurityToken, wallet: World["a"], status: bigint) {
    for (const units of [0n, 1n]) {
      await expect(token.connect(wallet).transfer(w.b.address, units), "ELIG-2")
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(wallet.address, status);
      await expect(token.connect(w.b).transfer(wallet.address, units), "ELIG-2")
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(wallet.address, status);
    }
  }

  return { ...w, qiiOnly, today, qiiUntil, policySet, expectMayNotGain, expectStopped };
}

type World = Awaited<ReturnType<typeof world>>;
type Market = Awaited<ReturnType<typeof market>>;

/** What anybody can do to a wallet's word and notes, hoping that a no sticks. */
async function pester(w: Market, victim: World["a"]) {
  const thief = w.bond.connect(w.thief);
  await w.pass.connect(w.thief).sync(victim.address, [0, 1, 2]);
  for (const attempt of [
    () => thief.transferFrom(victim.address, w.b.address, 0n),
    () => thief.transferFrom(w.b.address, victim.address, 0n),
    () => thief.transferFrom(victim.address, victim.address, 0n),
    () => w.bond.connect(w.b).transfer(victim.address, 0n),
    () => w.bond.connect(w.b).transfer(victim.address, 1n),
    () => w.desk.issue(w.bond, victim.address, 0n, ISSUE),
  ]) {
    await attempt().catch(() => undefined); // most are refused, and none may leave a trace
  }
  const deadline = BigInt((await w.now()) + DAY);
  const data = enrolmentTypedData(w.chainId, await w.bond.getAddress(), await w.bond.name(), {
    wallet: victim.address,
    deadline,
  });
  await thief.enrol(victim.address, deadline, await signTypedData(victim, data));
  await w.pass.connect(w.thief).sync(victim.address, [0, 1, 2]);
}

describe("Attack: a stranger has a no cached while the pass does not work", () => {
  it("in vain after a revocation: the new pass works at once when its window is over", async () => {
    const w = await load(market);
    await revoked(w, w.a);
    await pester(w, w.a);
    await w.granted([w.a], { qiiUntil: w.qiiUntil });
    await w.bond.connect(w.b).transfer(w.a.address, 7n);
    await w.bond.connect(w.a).transfer(w.c.address, 5n);
    await expectBalances(w.bond, [
      [w.a, 52n],
      [w.b, 43n],
      [w.c, 5n],
    ]);
  });

  it("in vain inside the veto window of the new pass", async () => {
    const w = await load(market);
    await revoked(w, w.a);
    const { grant, attestations } = await w.signedGrant(w.a.address);
    await w.pass.grant(grant, attestations);
    await pester(w, w.a);
    await windowPasses(w);
    await w.bond.connect(w.b).transfer(w.a.address, 7n);
    expect(await w.bond.balanceOf(w.a.address)).to.equal(57n);
  });

  for (const field of ["expiry", "screenedUntil"] as const) {
    it(`in vain after ${field}: a renewal works at once`, async () => {
      const w = await load(market);
      await renewed(w, w.a, { [field]: w.today + 10 });
      await w.networkHelpers.time.increaseTo(jstDateEnd(w.today + 10));
      await pester(w, w.a);
      await renewed(w, w.a, { [field]: w.today + 90 });
      await w.bond.connect(w.b).transfer(w.a.address, 7n);
      await w.bond.connect(w.a).transfer(w.b.address, 57n);
      await expectBalances(w.bond, [
        [w.a, 0n],
        [w.b, 100n],
      ]);
    });
  }

  it("in vain while the class does not admit the wallet: an opened policy works at once", async () => {
    const w = await load(market);
    await w.policySet(w.bond, QII);
    await pester(w, w.c);
    await w.policySet(w.bond, ANY);
    await w.bond.connect(w.b).transfer(w.c.address, 7n);
    expect(await w.bond.balanceOf(w.c.address)).to.equal(7n);
  });

  it("in vain while a better category waits: it counts from the end of its window", async () => {
    const w = await load(market);
    await reclassified(w, w.c, { qiiUntil: w.qiiUntil });
    await w.pass.connect(w.thief).sync(w.c.address, [0, 1, 2]);
    await w.expectMayNotGain(w.qiiOnly, w.c, 0);
    await windowPasses(w);
    await w.qiiOnly.connect(w.b).transfer(w.c.address, 7n);
    await expectBalances(w.qiiOnly, [
      [w.a, 50n],
      [w.b, 43n],
      [w.c, 7n],
    ]);
  });
});

describe("Attack: a holder that its class no longer admits", () => {
  it("ELIG-1: a QII made general gains nothing at once, and can sell all", async () => {
    const w = await load(market);
    await reclassified(w, w.a, { qiiUntil: 0 });
    await w.expectMayNotGain(w.qiiOnly, w.a, 0);
    await expect(w.qiiOnly.connect(w.a).transfer(w.a.address, 1n), "to itself")
      .to.be.revertedWithCustomError(w.qiiOnly, "MayNotGain")
      .withArgs(w.a.address, 0, JAPAN);
    await w.qiiOnly.connect(w.a).transfer(w.b.address, 20n);
    await w.expectMayNotGain(w.qiiOnly, w.a, 0);
    await w.qiiOnly.connect(w.a).transfer(w.b.address, 30n);
    await expectBalances(w.qiiOnly, [
      [w.a, 0n],
      [w.b, 100n],
    ]);
    expect(await w.qiiOnly.holderCount()).to.equal(1n);
    await w.bond.connect(w.b).transfer(w.a.address, 1n);
  });

  it("ELIG-1: a holder moved abroad gains nothing from the end of the window on, by no transaction, and can sell", async () => {
    const w = await load(market);
    await reclassified(w, w.a, { residence: 840 });
    const counts = (await w.now()) + w.platformFile.passes.vetoWindow;
    await w.bond.connect(w.b).transfer(w.a.address, 1n);
    await w.networkHelpers.time.increaseTo(counts);
    for (const token of [w.bond, w.qiiOnly]) {
      await w.expectMayNotGain(token, w.a, QII, 840);
      const balance = await token.balanceOf(w.a.address);
      await token.connect(w.a).transfer(w.b.address, balance);
      await expectBalances(token, [
        [w.a, 0n],
        [w.b, 100n],
      ]);
    }
  });

  it("ELIG-1: a category that ended by time gains nothing from that second on, by no transaction, and can sell", async () => {
    const w = await load(market);
    // B stays QII; only A's status ends.
    await reclassified(w, w.a, { qiiUntil: w.today + 10 });
    await w.qiiOnly.connect(w.b).transfer(w.a.address, 1n);
    const end = jstDateEnd(w.today + 10);
    await w.networkHelpers.time.setNextBlockTimestamp(end - 1);
    await w.qiiOnly.connect(w.b).transfer(w.a.address, 1n);
    await w.networkHelpers.time.setNextBlockTimestamp(end);
    await w.networkHelpers.mine();
    await w.expectMayNotGain(w.qiiOnly, w.a, 0);
    await w.qiiOnly.connect(w.a).transfer(w.b.address, 52n);
    await w.bond.connect(w.b).transfer(w.a.address, 1n);
    await expectBalances(w.qiiOnly, [
      [w.a, 0n],
      [w.b, 100n],
    ]);
    await expectBalances(w.bond, [
      [w.a, 51n],
      [w.b, 49n],
    ]);
  });

  it("ELIG-1: a policy made narrower shuts out at once and lets sell", async () => {
    const w = await load(market);
    await w.bond.connect(w.a).transfer(w.c.address, 10n);
    await w.policySet(w.bond, QII);
    expect(fieldsOf(CLASS_WORD, await w.bond.classWord()).epoch).to.equal(2n);
    await w.expectMayNotGain(w.bond, w.c, 0);
    await w.bond.connect(w.c).transfer(w.b.address, 10n);
    await w.bond.connect(w.b).transfer(w.a.address, 10n);
    await expectBalances(w.bond, [
      [w.a, 50n],
      [w.b, 50n],
      [w.c, 0n],
    ]);
  });

  it("ELIG-1: a holder no longer admitted cannot send to itself, neither zero units nor all", async () => {
    const w = await load(market);
    await w.policySet(w.bond, QII, [840]);
    for (const units of [0n, 50n]) {
      await expect(w.bond.connect(w.a).transfer(w.a.address, units))
        .to.be.revertedWithCustomError(w.bond, "MayNotGain")
        .withArgs(w.a.address, QII, JAPAN);
    }
    await expectBalances(w.bond, [
      [w.a, 50n],
      [w.b, 50n],
    ]);
  });
});

describe("Attack: moving on a cached yes after the pass's time is over", () => {
  for (const [field, status] of [
    ["screenedUntil", STATUS.screeningLapsed],
    ["expiry", STATUS.expired],
  ] as const) {
    it(`ELIG-2: ${field} stops every movement by no transaction, and a renewal restores it with none per class`, async () => {
      const w = await load(market);
      const last = w.today + 10;
      await renewed(w, w.a, { [field]: last });
      for (const token of [w.bond, w.qiiOnly]) {
        await token.connect(w.a).transfer(w.b.address, 1n);
        await token.connect(w.b).transfer(w.a.address, 1n);
      }
      const end = jstDateEnd(last);
      await w.networkHelpers.time.setNextBlockTimestamp(end - 1);
      await w.bond.connect(w.a).transfer(w.b.address, 1n);
      await w.networkHelpers.time.increaseTo(end);
      for (const token of [w.bond, w.qiiOnly]) await w.expectStopped(token, w.a, status);

      await expect(renewed(w, w.a, { [field]: last + 30 })).not.to.emit(w.pass, "ClassNotReached");
      for (const token of [w.bond, w.qiiOnly]) {
        await token.connect(w.a).transfer(w.b.address, 2n);
        await token.connect(w.b).transfer(w.a.address, 1n);
      }
      await expectBalances(w.bond, [
        [w.a, 48n],
        [w.b, 52n],
      ]);
      await expectBalances(w.qiiOnly, [
        [w.a, 49n],
        [w.b, 51n],
      ]);
    });
  }
});

describe("Attack: gaining or moving inside the veto window", () => {
  it("ELIG-1: a pass in its window gains nothing, and its word works by itself afterwards", async () => {
    const w = await load(market);
    const { grant, attestations } = await w.signedGrant(w.issuer.address, {}, [0, 1]);
    await w.pass.grant(grant, attestations);
    const from = (await w.now()) + w.platformFile.passes.vetoWindow;
    const waiting = await w.bond.wordOf(w.issuer.address);
    expect(fieldsOf(HOLDER_WORD, waiting)).to.include({ from: BigInt(from), mayGain: 1n });
    await w.expectStopped(w.bond, w.issuer, STATUS.inVetoWindow);
    expect(await w.bond.wordOf(w.issuer.address), "a no is not written").to.equal(waiting);
    await w.networkHelpers.time.setNextBlockTimestamp(from);
    await w.bond.connect(w.b).transfer(w.issuer.address, 3n);
    expect(await w.bond.wordOf(w.issuer.address), "the pass was not asked again").to.equal(
      withFields(HOLDER_WORD, waiting, { balance: 3n }),
    );
    await w.bond.connect(w.issuer).transfer(w.a.address, 1n);
    await expectBalances(w.bond, [
      [w.a, 51n],
      [w.b, 47n],
      [w.issuer, 2n],
    ]);
  });

  it("ELIG-2: units of a holder granted anew stay where they are until its window is over", async () => {
    const w = await load(market);
    await revoked(w, w.a);
    const { grant, attestations } = await w.signedGrant(w.a.address, { qiiUntil: w.qiiUntil });
    await w.pass.grant(grant, attestations);
    for (const token of [w.bond, w.qiiOnly]) {
      await w.expectStopped(token, w.a, STATUS.inVetoWindow);
    }
    await windowPasses(w);
    for (const token of [w.bond, w.qiiOnly]) {
      await token.connect(w.a).transfer(w.b.address, 50n);
      await expectBalances(token, [
        [w.a, 0n],
        [w.b, 100n],
      ]);
    }
  });

  it("ELIG-1: a word made in the window never works when the pass is vetoed", async () => {
    const w = await load(market);
    const { grant, attestations } = await w.signedGrant(w.issuer.address, {}, [1]);
    await w.pass.grant(grant, attestations);
    await w.pass.connect(w.guardian).veto(w.issuer.address, REASON);
    await windowPasses(w);
    await w.expectStopped(w.bond, w.issuer, STATUS.revoked);
    expect(await w.bond.balanceOf(w.issuer.address)).to.equal(0n);
  });
});

describe("Attack: an investor leaves and comes back under another number", () => {
  it("keeps its number for good, so that a cap counts it once", async () => {
    const w = await load(market);
    const number = await w.pass.investorIdOf(w.a.address);
    await revoked(w, w.a);
    expect(await w.pass.investorIdOf(w.a.address)).to.equal(number);
    expect((await standingOf(w, w.a)).investorId).to.equal(number);
    await w.granted([w.issuer]);
    await w.granted([w.a], { qiiUntil: w.qiiUntil });
    expect(await w.pass.investorIdOf(w.a.address)).to.equal(number);
    const granted = await w.pass.queryFilter(w.pass.filters.PassGranted(w.a.address));
    expect(granted.map(({ args }) => args.investorId)).to.deep.equal([number, number]);
    await w.bond.connect(w.a).transfer(w.b.address, 50n);
    expect(await w.bond.holderCount()).to.equal(1n);
    await w.bond.connect(w.b).transfer(w.a.address, 1n);
    expect(await w.bond.holderCount()).to.equal(2n);
  });
});

describe("Attack: zero units as a way around the gate", () => {
  it("ELIG-1: refuses zero units to and from a wallet without a pass, by its key or a stranger's", async () => {
    const w = await load(market);
    for (const token of [w.bond, w.yen]) {
      for (const [by, from, to] of [
        [w.thief, w.thief, w.a],
        [w.a, w.a, w.thief],
        [w.thief, w.a, w.thief],
        [w.relayer, w.thief, w.a],
        [w.thief, w.thief, w.thief],
      ] as const) {
        await expect(token.connect(by).transferFrom(from.address, to.address, 0n))
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(w.thief.address, STATUS.none);
      }
      await expect(token.connect(w.thief).transfer(w.a.address, 0n))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(w.thief.address, STATUS.none);
    }
    expect(await w.pass.isEnrolled(w.thief.address, 1)).to.equal(false);
  });

  it("writes nothing between wallets that pass the gate, and enrols nobody", async () => {
    const w = await load(market);
    await w.granted([w.issuer]);
    const words = async () =>
      await Promise.all([w.a, w.issuer].map(({ address }) => w.bond.wordOf(address)));
    const before = [...(await words()), await w.bond.classWord()];
    await expect(w.bond.connect(w.thief).transferFrom(w.a.address, w.issuer.address, 0n))
      .to.emit(w.bond, "Transfer")
      .withArgs(w.a.address, w.issuer.address, 0);
    expect([...(await words()), await w.bond.classWord()]).to.deep.equal(before);
    expect(await w.pass.isEnrolled(w.issuer.address, 1)).to.equal(false);
  });
});

describe("Attack: the pass epoch at its maximum", () => {
  /** The market, where the bond's epoch is one below its maximum and its other fields are full of bits. */
  async function nearlySpent() {
    const w = await market();
    const token = await w.bond.getAddress();
    await w.networkHelpers.setStorageAt(
      token,
      0,
      withFields(CLASS_WORD, await w.bond.classWord(), {
        epoch: EPOCH_MAX - 1,
        termsEpoch: 0xfedc,
      }),
    );
    await w.bond.connect(w.a).transfer(w.b.address, 10n);
    await w.bond.connect(w.b).transfer(w.a.address, 10n);
    return w;
  }

  it("stays there, and touches neither supply nor terms epoch nor any other field", async () => {
    const w = await load(nearlySpent);
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a.address)).epoch).to.equal(0xfffen);
    const before = await w.bond.classWord();
    const spent = withFields(CLASS_WORD, before, { epoch: EPOCH_MAX, policyChanged: 1 });
    for (const admitted of [ANY, QII, ANY]) {
      await w.policySet(w.bond, admitted);
      expect(await w.bond.classWord()).to.equal(spent);
    }
    expect(await w.bond.totalSupply()).to.equal(100n);
    expect(await w.bond.termsEpoch()).to.equal(0xfedcn);
  });

  it("ELIG-1, ELIG-2: every transfer is gated right from then on, by asking the pass", async () => {
    const w = await load(nearlySpent);
    await w.policySet(w.bond, QII);
    await w.expectMayNotGain(w.bond, w.c, 0);
    await w.bond.connect(w.a).transfer(w.b.address, 10n);
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.b.address)).epoch, "no class's").to.equal(
      0n,
    );

    await w.policySet(w.bond, ANY);
    await w.bond.connect(w.b).transfer(w.c.address, 5n);
    await w.policySet(w.bond, QII);
    await w.expectMayNotGain(w.bond, w.c, 0);
    await w.bond.connect(w.c).transfer(w.b.address, 2n);

    await reclassified(w, w.a, { qiiUntil: 0 });
    await w.expectMayNotGain(w.bond, w.a, 0);
    await revoked(w, w.a);
    await w.expectStopped(w.bond, w.a, STATUS.revoked);
    await expectBalances(w.bond, [
      [w.a, 40n],
      [w.b, 57n],
      [w.c, 3n],
    ]);
    expect(await w.bond.holderCount()).to.equal(3n);
  });
});
