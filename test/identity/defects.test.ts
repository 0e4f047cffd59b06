import { expect } from "chai";
import { encodeBytes32String, getAddress, ZeroAddress } from "ethers";
import { enrolmentTypedData } from "../../sdk/encode/enrolmentTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { expectBalances } from "../support/balances.ts";
import {
  attestersOf,
  disowned,
  linked,
  reattested,
  signedKeeping,
  signedLink,
  signedReattestation,
  signedRecovery,
  signedReinstatement,
  suspended,
} from "../support/lists.ts";
import { load } from "../support/load.ts";
import { anyClass } from "../support/mockClasses.ts";
import {
  byAdmin,
  revoked,
  STATUS,
  signedReclassification,
  signedRenewal,
  standingOf,
} from "../support/passes.ts";
import { holdersOf } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD, withFields } from "../support/words.ts";
import { DAY, GENERAL, type World, world } from "../support/world.ts";

const ISSUE = encodeBytes32String("issue");
const EPOCH_MAX = 0xffffn;

/** A world where A and B have passes of officers 1 and 2, cached in the bond: A has 60 units, B 40. */
async function holders() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a.address, 60n, ISSUE);
  await w.desk.issue(w.bond, w.b.address, 40n, ISSUE);
  return w;
}

const statusOf = async (w: World, wallet: { address: string }) =>
  (await standingOf(w, wallet)).status;

describe("Defects that the prototype had", () => {
  describe("D2: counting per investor", () => {
    it("D2: a linked wallet that is revoked, granted again and sold counts for its investor throughout", async () => {
      const w = await load(world);
      const token = await w.openClass({ maxInvestors: 2 });
      await w.granted([w.a, w.b, w.c]);
      await linked(w, w.a, [w.issuer]);
      await w.desk.issue(token, w.a.address, 50n, ISSUE);
      await w.desk.issue(token, w.issuer.address, 50n, ISSUE);
      const investors = async () => holdersOf(await token.classWord());
      expect(await investors()).to.equal(1);

      await revoked(w, w.issuer);
      expect(await investors()).to.equal(1);
      await w.granted([w.issuer]);
      expect(await w.pass.investorIdOf(w.issuer.address), "no new number").to.equal(1n);
      await token.connect(w.issuer).transfer(w.b.address, 50n);
      expect(await investors(), "A and B").to.equal(2);
      await expect(token.connect(w.a).transfer(w.c.address, 1n))
        .to.be.revertedWithCustomError(token, "TooManyInvestors")
        .withArgs(2);
      await token.connect(w.a).transfer(w.b.address, 50n);
      expect(await investors()).to.equal(1);
      await expectBalances(token, [
        [w.a, 0n],
        [w.issuer, 0n],
        [w.b, 100n],
      ]);
    });

    it("D2: a wallet that was ever an investor of its own is never linked to another", async () => {
      const w = await load(holders);
      await revoked(w, w.b);
      const { link, attestations } = await signedLink(w, w.a, w.b);
      await expect(w.pass.link(link, attestations))
        .to.be.revertedWithCustomError(w.pass, "WalletAlreadyKnown")
        .withArgs(w.b.address, 2);
    });
  });

  it("D3: nothing that the wallet kept back brings a revoked pass back, nor changes its next one", async () => {
    const w = await load(holders);
    await linked(w, w.a, [w.c]);
    const renewal = await signedRenewal(w, w.a, { expiry: GENERAL.expiry + 1 });
    const change = await signedReclassification(w, w.a, { residence: 840 });
    const keeping = await signedKeeping(w, w.a);
    const recovery = await signedRecovery(w, w.a, w.c);
    const again = await signedReinstatement(w, [w.a]);
    const anew = await signedReattestation(w, [w.a]);
    const kept: readonly (() => Promise<unknown>)[] = [
      () => w.pass.renew(renewal.renewal, renewal.attestations),
      () => w.pass.reclassify(change.reclassification, change.attestations),
      () => w.pass.keepAccount(keeping.keeping, keeping.attestations),
    ];
    const lists = async () => [
      await w.pass.reinstateListed.staticCall(again.reinstatement, again.attestations),
      await w.pass.reattestListed.staticCall(anew.reattestation, anew.attestation),
    ];
    await revoked(w, w.a);
    for (const send of kept) {
      await expect(send())
        .to.be.revertedWithCustomError(w.pass, "PassNotHeld")
        .withArgs(w.a.address);
    }
    const expectNoRecovery = async (seq: number) =>
      await expect(w.pass.recover(recovery.recovery, recovery.attestations))
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, seq, 1);
    await expectNoRecovery(2);
    expect(await lists()).to.deep.equal([0n, 0n]);
    expect(await statusOf(w, w.a)).to.equal(STATUS.revoked);

    await w.granted([w.a]);
    for (const send of kept) {
      await expect(send())
        .to.be.revertedWithCustomError(w.pass, "WrongSeq")
        .withArgs(w.a.address, 3, 1);
    }
    await expectNoRecovery(3);
    expect(await lists()).to.deep.equal([0n, 0n]);
    await suspended(w, w.a);
    expect(await lists()).to.deep.equal([0n, 0n]);
    expect(await statusOf(w, w.a)).to.equal(STATUS.suspended);
  });

  it("D4: a disowning with the epoch at its maximum wraps nothing, and every word asks the pass from then on", async () => {
    const w = await load(holders);
    const at = await w.bond.getAddress();
    const nearly = withFields(CLASS_WORD, await w.bond.classWord(), {
      ...{ epoch: EPOCH_MAX - 1n, termsEpoch: 0xfedc },
    });
    await w.networkHelpers.setStorageAt(at, 0, nearly);
    await w.bond.connect(w.a).transfer(w.b.address, 1n);
    const before = await w.bond.classWord();
    for (const number of [3, 1]) {
      await disowned(w, number, 1);
      expect(await w.bond.classWord()).to.equal(
        withFields(CLASS_WORD, before, { epoch: EPOCH_MAX, doubted: 1 }),
      );
    }
    expect(await w.bond.termsEpoch()).to.equal(0xfedcn);
    for (const from of [w.a, w.b]) {
      await expect(w.bond.connect(from).transfer(w.c.address, 0n), "ELIG-2")
        .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
        .withArgs(from.address, STATUS.unattested);
    }
    await w.pass.connect(w.secondGuardian).undoDisowning(1);
    await w.bond.connect(w.a).transfer(w.b.address, 1n);
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.b.address)).epoch, "no class's").to.equal(
      0n,
    );
    await disowned(w, 1, 1);
    await expect(w.bond.connect(w.b).transfer(w.a.address, 0n), "ELIG-2")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.b.address, STATUS.unattested);
    expect(await w.bond.termsEpoch()).to.equal(0xfedcn);
    await expectBalances(w.bond, [
      [w.a, 58n],
      [w.b, 42n],
    ]);
  });

  describe("D5: classes that break", () => {
    /** A has words in yen, the bond, and among them in classes that loop, revert, or shout. */
    async function broken() {
      const w = await anyClass();
      await w.granted([w.a, w.b]);
      await w.minted(w.a, 100n);
      await w.desk.issue(w.bond, w.a.address, 60n, ISSUE);
      const bad = [await w.looping(), await w.reverting(), await w.loud(1_000_000, false)];
      const sound = await w.sound();
      await sound.contract.mend();
      const last = await w.openClass();
      await w.desk.issue(last, w.a.address, 5n, ISSUE);
      for (const { contract, number } of [...bad, sound]) {
        await contract.enrol(w.a.address, number);
      }
      return { ...w, bad, sound, last, real: [w.yen, w.bond, last] };
    }

    it("D5: stop no disowning: every other class is told, and the broken ones are named", async () => {
      const w = await load(broken);
      const sent = disowned(w, 1, 1);
      for (const { number, token } of w.bad) {
        await expect(sent).to.emit(w.pass, "ClassNotReached").withArgs(ZeroAddress, number, token);
      }
      const told = await w.pass.queryFilter(w.pass.filters.ClassNotReached(), "latest");
      expect(told).to.have.length(w.bad.length);
      expect(await w.pass.untold(), "all of them").to.deep.equal([0n, 0n]);
      expect((await w.sound.contract.newsOf(ZeroAddress)).times).to.equal(1n);
      for (const token of w.real) {
        await expect(token.connect(w.a).transfer(w.b.address, 1n), "ELIG-2")
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(w.a.address, STATUS.unattested);
      }
    });

    it("D5: stop no disowning in steps, each of which fits its gas", async () => {
      const w = await load(broken);
      await w.pass.connect(w.guardian).disown(1, 1, 0);
      for (let step = 0; (await w.pass.untold()).to !== 0n; step++) {
        expect(step).to.be.lessThan(10);
        await w.pass.connect(w.thief).tellDisowning(1, { gasLimit: 400_000 });
      }
      for (const token of w.real) {
        expect(fieldsOf(CLASS_WORD, await token.classWord()).doubted).to.equal(1n);
      }
    });

    it("D5: stop no revocation, and are told by anybody once they are mended", async () => {
      const w = await load(broken);
      const sent = revoked(w, w.a);
      for (const { number, token } of w.bad) {
        await expect(sent).to.emit(w.pass, "ClassNotReached").withArgs(w.a.address, number, token);
      }
      expect(await statusOf(w, w.a)).to.equal(STATUS.revoked);
      for (const token of w.real) {
        await expect(token.connect(w.a).transfer(w.b.address, 1n), "ELIG-2")
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(w.a.address, STATUS.revoked);
      }
      for (const { contract } of w.bad) await contract.mend();
      const numbers = w.bad.map(({ number }) => number);
      await expect(w.pass.connect(w.thief).sync(w.a.address, numbers)).not.to.emit(
        w.pass,
        "ClassNotReached",
      );
      for (const { contract } of w.bad) {
        const news = await contract.newsOf(w.a.address);
        expect([news.times, news.statusThen]).to.deep.equal([1n, STATUS.revoked]);
      }
    });
  });

  it("D6: no stranger can pin a no: what he has asked while a pass was doubted counts no more once it is attested anew", async () => {
    const w = await load(holders);
    await w.granted([w.c]);
    await disowned(w, 1, 1);
    const stranger = w.pass.connect(w.thief);
    for (const { address } of [w.a, w.b, w.c]) await stranger.sync(address, [0, 1]);
    const deadline = BigInt((await w.now()) + DAY);
    const data = enrolmentTypedData(w.chainId, await w.bond.getAddress(), await w.bond.name(), {
      wallet: w.c.address,
      deadline,
    });
    // The wallet's consent lets the stranger make its word while the answer is no.
    await w.bond.connect(w.thief).enrol(w.c.address, deadline, await signTypedData(w.c, data));
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.c.address))).to.include({
      ...{ enrolled: 1n, from: 0n, until: 0n },
    });
    for (const to of [w.b, w.c]) {
      await expect(w.bond.connect(w.a).transfer(to.address, 0n))
        .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
        .withArgs(w.a.address, STATUS.unattested);
    }

    await reattested(w, [w.a, w.b, w.c]);
    for (const { address } of [w.a, w.b, w.c]) await stranger.sync(address, [0, 1]);
    await w.bond.connect(w.a).transfer(w.c.address, 10n);
    await w.bond.connect(w.c).transfer(w.b.address, 4n);
    await expectBalances(w.bond, [
      [w.a, 50n],
      [w.b, 44n],
      [w.c, 6n],
    ]);
  });

  describe("D17: repair after a disowning", () => {
    it("D17: one officer's one signature mends a whole list, beyond what may be granted in a day", async () => {
      const w = await load(world);
      const wallets = Array.from({ length: 30 }, (_, i) => ({
        address: getAddress(`0x${(i + 1).toString(16).padStart(40, "8")}`),
      }));
      await w.granted(wallets);
      await byAdmin(w, w.pass, "setSettings", [2, DAY, 1, 2_000]);
      await disowned(w, 2, 1);
      for (const wallet of [wallets[0]!, wallets[29]!]) {
        expect(await statusOf(w, wallet)).to.equal(STATUS.unattested);
      }
      const sent = await reattested(w, wallets);
      const told = await w.pass.queryFilter(w.pass.filters.PassReattested(), "latest");
      expect(told.map(({ args }) => args.wallet)).to.deep.equal(
        wallets.map(({ address }) => address),
      );
      expect((await sent.wait())!.gasUsed).to.be.lessThan(2_000_000n);
      for (const wallet of wallets) {
        expect(await statusOf(w, wallet)).to.equal(STATUS.working);
        expect((await attestersOf(w, wallet)).officers).to.deep.equal([1, 3]);
      }
      expect(await w.pass.listedOf(3)).to.equal(30n);
    });

    it("D17: a third officer's attestation, added later, keeps the pass through a disowning", async () => {
      const w = await load(holders);
      await reattested(w, [w.a]);
      await disowned(w, 1, 1);
      expect(await statusOf(w, w.a)).to.equal(STATUS.working);
      expect(await statusOf(w, w.b)).to.equal(STATUS.unattested);
      await w.bond.connect(w.a).transfer(w.a.address, 1n);
      await disowned(w, 2, 1);
      expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
    });
  });
});
