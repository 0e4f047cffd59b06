import { anyUint } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { expectBalances } from "../support/balances.ts";
import { load } from "../support/load.ts";
import { anyClass } from "../support/mockClasses.ts";
import {
  REASON,
  reclassified,
  renewed,
  revoked,
  STATUS,
  standingOf,
  type Wallet,
} from "../support/passes.ts";
import { fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { GENERAL } from "../support/world.ts";

const ISSUE = encodeBytes32String("issue");
const MEGABYTE = 1_000_000;
/** What a class can just return within its gas. */
const AFFORDABLE = 128 * 1024;

/**
 * A world where A has words in yen, in two classes of the platform and in broken and sound ones,
 * mixed; B holds units as well.
 */
async function brokenAndSound() {
  const w = await anyClass();
  await w.granted([w.a, w.b]);
  const looping = await w.looping();
  const soundFirst = await w.sound();
  const reverting = await w.reverting();
  const returning = await w.loud(MEGABYTE, false);
  const shouting = await w.loud(AFFORDABLE, false);
  const failing = await w.loud(AFFORDABLE, true);
  const soundLast = await w.sound();
  const last = await w.openClass();

  const sound = [soundFirst, soundLast];
  const broken = [looping, reverting, returning, failing];
  for (const { contract } of sound) await contract.mend();
  for (const { contract, number } of [...sound, ...broken, shouting]) {
    await contract.enrol(w.a.address, number);
  }
  await w.minted(w.a, 500n);
  for (const token of [w.bond, last]) {
    await w.desk.issue(token, w.a.address, 30n, ISSUE);
    await w.desk.issue(token, w.b.address, 20n, ISSUE);
  }
  const real = [w.yen, w.bond, last];

  /** Every sound class was told so often of a wallet whose pass then stood so, and no real one says yes. */
  async function expectTold({ address }: Wallet, times: bigint, status: bigint) {
    for (const { contract, number } of sound) {
      const news = await contract.newsOf(address);
      expect([news.times, news.statusThen], `class ${number}`).to.deep.equal([times, status]);
    }
    for (const token of real) {
      const word = fieldsOf(HOLDER_WORD, await token.wordOf(address));
      expect(word).to.include({ from: 0n, until: 0n, epoch: 0n, mayGain: 0n });
    }
  }

  return {
    ...w,
    broken,
    looping,
    reverting,
    returning,
    shouting,
    failing,
    sound,
    last,
    real,
    expectTold,
  };
}

type BrokenAndSound = Awaited<ReturnType<typeof brokenAndSound>>;

async function expectNoneReached(w: BrokenAndSound, sent: Promise<unknown>) {
  for (const { number, token } of w.broken) {
    await expect(sent).to.emit(w.pass, "ClassNotReached").withArgs(w.a.address, number, token);
  }
  const told = await w.pass.queryFilter(w.pass.filters.ClassNotReached(), "latest");
  expect(told).to.have.length(w.broken.length);
}

describe("Attack: classes that loop for ever, revert, or return a megabyte, at a revocation", () => {
  it("ELIG-2: the pass ends, sound classes are told, and the broken ones are named", async () => {
    const w = await load(brokenAndSound);
    await expectNoneReached(w, revoked(w, w.a));
    await w.expectTold(w.a, 1n, STATUS.revoked);
    for (const token of [w.bond, w.last]) {
      await expect(token.connect(w.a).transfer(w.b.address, 1n))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(w.a.address, STATUS.revoked);
      await expect(token.connect(w.b).transfer(w.a.address, 1n))
        .to.be.revertedWithCustomError(token, "PassNotWorking")
        .withArgs(w.a.address, STATUS.revoked);
      await expectBalances(token, [
        [w.a, 30n],
        [w.b, 20n],
      ]);
    }
  });

  it("the same at an earlier expiry", async () => {
    const w = await load(brokenAndSound);
    await expectNoneReached(w, renewed(w, w.a, { expiry: GENERAL.expiry - 1 }));
    await w.expectTold(w.a, 1n, STATUS.working);
  });

  it("the same at a reclassification", async () => {
    const w = await load(brokenAndSound);
    await expectNoneReached(w, reclassified(w, w.a, { residence: 840 }));
    await w.expectTold(w.a, 1n, STATUS.working);
  });

  it("the same at a veto", async () => {
    const w = await load(brokenAndSound);
    const { grant, attestations } = await w.signedGrant(w.c.address);
    await w.pass.grant(grant, attestations);
    for (const { contract, number } of [...w.sound, ...w.broken]) {
      await contract.enrol(w.c.address, number);
    }
    await w.pass.connect(w.guardian).veto(w.c.address, REASON);
    const told = await w.pass.queryFilter(w.pass.filters.ClassNotReached(w.c.address), "latest");
    expect(told.map(({ args }) => args.number)).to.deep.equal(
      w.broken.map(({ number }) => BigInt(number)),
    );
    await w.expectTold(w.c, 1n, STATUS.revoked);
  });

  it("anyone's sync repeats the news, and reaches a class that was mended", async () => {
    const w = await load(brokenAndSound);
    await revoked(w, w.a);
    const numbers = w.broken.map(({ number }) => number);
    await expectNoneReached(w, w.pass.connect(w.thief).sync(w.a.address, numbers));
    for (const { contract } of w.broken) await contract.mend();
    await expect(w.pass.connect(w.thief).sync(w.a.address, numbers)).not.to.emit(
      w.pass,
      "ClassNotReached",
    );
    for (const { contract } of w.broken) {
      const news = await contract.newsOf(w.a.address);
      expect([news.times, news.statusThen]).to.deep.equal([1n, STATUS.revoked]);
    }
    await w.expectTold(w.a, 1n, STATUS.revoked);
  });

  it("each costs no more than its fixed gas: nothing that it returns is copied", async () => {
    const w = await load(brokenAndSound);
    const cost = async (wallet: Wallet) => (await (await revoked(w, wallet)).wait())!.gasUsed;
    await w.granted([w.c, w.issuer]);
    for (const { contract, number } of [w.shouting, w.failing]) {
      await contract.enrol(w.c.address, number);
    }
    const none = await cost(w.issuer);
    const two = await cost(w.c);
    const bound = (await w.pass.LISTENER_GAS()) + 10_000n;
    expect(Number(two - none)).to.be.lessThan(Number(2n * bound));
    expect(Number(two - none), "they did return what they could").to.be.greaterThan(90_000);
  });
});

describe("Attack: too little gas for the classes at a revocation", () => {
  it("refuses to tell a class that might not get its gas", async () => {
    const w = await load(brokenAndSound);
    await expect(w.pass.connect(w.guardian).revoke(w.a.address, REASON, { gasLimit: 120_000n }))
      .to.be.revertedWithCustomError(w.pass, "NotEnoughGas")
      .withArgs(anyUint, 65_952n);
    await expect(w.pass.sync(w.a.address, [1], { gasLimit: 85_000n }))
      .to.be.revertedWithCustomError(w.pass, "NotEnoughGas")
      .withArgs(anyUint, 65_952n);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });

  it("ELIG-2: at 90 gas limits, either every sound class is told or nothing happens at all", async () => {
    const w = await load(brokenAndSound);
    const full = (await (await revoked(w, w.a)).wait())!.gasUsed;
    const { networkHelpers, pass, a, guardian } = await load(brokenAndSound);
    const words = await Promise.all(w.real.map((token) => token.wordOf(a.address)));
    const lowest = 40_000n;
    // A tenth above what was used: the guard wants more to be there than is spent.
    const step = (full + full / 10n + 65_952n - lowest) / 89n;
    let refused = 0;
    let done = 0;
    let guarded = 0;
    const start = await networkHelpers.takeSnapshot();
    for (let i = 0n; i < 90n; i++) {
      const gasLimit = lowest + i * step;
      try {
        await pass.connect(guardian).revoke(a.address, REASON, { gasLimit });
        done++;
        expect((await standingOf(w, a)).status, `at ${gasLimit}`).to.equal(STATUS.revoked);
        await w.expectTold(a, 1n, STATUS.revoked);
      } catch (error) {
        if (error instanceof Error && error.name === "AssertionError") throw error;
        refused++;
        if (String(error).includes("NotEnoughGas")) guarded++;
        expect((await standingOf(w, a)).status, `at ${gasLimit}`).to.equal(STATUS.working);
        expect(await Promise.all(w.real.map((token) => token.wordOf(a.address)))).to.deep.equal(
          words,
        );
      }
      await start.restore();
    }
    expect(refused + done).to.equal(90);
    expect(done, "revoked").to.be.greaterThan(5);
    expect(guarded, "refused by the guard").to.be.greaterThan(40);
  });
});

describe("Attack: a class that asks back while it is told", () => {
  it("sees the pass ended already: KycPass writes before it tells", async () => {
    const w = await load(brokenAndSound);
    await revoked(w, w.a);
    await w.expectTold(w.a, 1n, STATUS.revoked);
  });

  it("cannot call itself into more gas: its own news fails, all others arrive", async () => {
    const w = await load(anyClass);
    await w.granted([w.a]);
    const reentering = await w.reentering();
    const sound = await w.sound();
    await sound.contract.mend();
    for (const { contract, number } of [reentering, sound]) {
      await contract.enrol(w.a.address, number);
    }
    await expect(revoked(w, w.a))
      .to.emit(w.pass, "ClassNotReached")
      .withArgs(w.a.address, reentering.number, reentering.token);
    const news = await sound.contract.newsOf(w.a.address);
    expect([news.times, news.statusThen]).to.deep.equal([1n, STATUS.revoked]);
  });

  it("cannot undo the revocation by enrolling the wallet meanwhile", async () => {
    const w = await load(anyClass);
    await w.granted([w.a]);
    const enrolling = await w.enrolling();
    await enrolling.contract.enrol(w.a.address, enrolling.number);
    await expect(revoked(w, w.a)).not.to.emit(w.pass, "ClassNotReached");
    expect(await standingOf(w, w.a)).to.include({ status: STATUS.revoked, investorId: 1n });
    expect(await w.pass.seqOf(w.a.address)).to.equal(2n);
  });
});

describe("Attack: a class that did not know the wallet when its pass ended", () => {
  it("refuses a revoked wallet though it was opened after the revocation", async () => {
    const w = await load(brokenAndSound);
    await revoked(w, w.a);
    const later = await w.openClass();
    await w.desk.issue(later, w.b.address, 10n, ISSUE);
    await expect(w.desk.issue(later, w.a.address, 10n, ISSUE))
      .to.be.revertedWithCustomError(later, "PassNotWorking")
      .withArgs(w.a.address, STATUS.revoked);
    for (const units of [0n, 1n]) {
      await expect(later.connect(w.b).transfer(w.a.address, units))
        .to.be.revertedWithCustomError(later, "PassNotWorking")
        .withArgs(w.a.address, STATUS.revoked);
    }
    await expectBalances(later, [[w.b, 10n]]);
    expect(await later.holderCount()).to.equal(1n);
  });

  it("gives a revoked wallet that enrols itself a word without a yes", async () => {
    const w = await load(brokenAndSound);
    await revoked(w, w.a);
    const later = await w.openClass();
    await later.connect(w.a).enrol(w.a.address, 0, "0x");
    const word = fieldsOf(HOLDER_WORD, await later.wordOf(w.a.address));
    expect(word).to.include({ enrolled: 1n, from: 0n, until: 0n });
    await expect(later.connect(w.a).transfer(w.a.address, 0n))
      .to.be.revertedWithCustomError(later, "PassNotWorking")
      .withArgs(w.a.address, STATUS.revoked);
  });

  it("refuses a revoked wallet as class number 67, beyond the first page", async () => {
    const w = await load(anyClass);
    await w.granted([w.a, w.b]);
    await w.filledUpTo(67);
    const far = await w.openClass();
    expect(await far.classNumber()).to.equal(67n);
    await w.desk.issue(far, w.a.address, 10n, ISSUE);
    await w.desk.issue(far, w.b.address, 5n, ISSUE);
    await far.connect(w.a).transfer(w.b.address, 1n);
    expect(await w.pass.isEnrolled(w.a.address, 67)).to.equal(true);
    await revoked(w, w.a);
    await expect(far.connect(w.a).transfer(w.b.address, 1n))
      .to.be.revertedWithCustomError(far, "PassNotWorking")
      .withArgs(w.a.address, STATUS.revoked);
    await expect(far.connect(w.b).transfer(w.a.address, 1n))
      .to.be.revertedWithCustomError(far, "PassNotWorking")
      .withArgs(w.a.address, STATUS.revoked);
    await expectBalances(far, [
      [w.a, 9n],
      [w.b, 6n],
    ]);
  });

  it("stops a wallet in class number 67 at a lost category as well", async () => {
    const w = await load(anyClass);
    const year = jstDateOf(await w.now()) + 365;
    await w.granted([w.a, w.b], { qiiUntil: year });
    await w.filledUpTo(67);
    const far = await w.openClass({ policy: 0b00010n });
    await w.desk.issue(far, w.a.address, 10n, ISSUE);
    await w.desk.issue(far, w.b.address, 10n, ISSUE);
    await reclassified(w, w.a, { qiiUntil: 0 });
    await expect(far.connect(w.b).transfer(w.a.address, 1n))
      .to.be.revertedWithCustomError(far, "MayNotGain")
      .withArgs(w.a.address, 0, 392);
    await far.connect(w.a).transfer(w.b.address, 10n);
    await expectBalances(far, [
      [w.a, 0n],
      [w.b, 20n],
    ]);
  });
});
