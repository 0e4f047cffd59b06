import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import { expectBalances } from "../support/balances.ts";
import { disowned, reinstated, suspended } from "../support/lists.ts";
import { load } from "../support/load.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import {
  byAdmin,
  reclassified,
  renewed,
  STATUS,
  signedRenewal,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { CLASS_WORD, fieldsOf } from "../support/words.ts";
import { GENERAL, type World, world } from "../support/world.ts";

const ALL = 600;

/**
 * A world with four classes beside yen, in all of which A and B have a cached yes, A also units and yen.
 * Officers 1 and 2 attested A and B, officers 2 and 3 attested C.
 */
async function fiveTokens() {
  const w = await world();
  const more = [await w.openClass(), await w.openClass(), await w.openClass()];
  await w.granted([w.a, w.b]);
  const { grant } = await w.signedGrant(w.c.address);
  await w.pass.grant(
    grant,
    await w.attested(grantTypedData(w.chainId, w.platform.pass, grant), [2, 3]),
  );
  await windowPasses(w);
  const reference = encodeBytes32String("first issue");
  const securities = [w.bond, ...more];
  for (const token of securities) {
    await w.desk.issue(token, w.a.address, 60n, reference);
    await w.desk.issue(token, w.b.address, 40n, reference);
  }
  await w.minted(w.a, 1_000n);
  const grantedAt = Number((await w.pass.attestersOf(w.a.address)).minedAt[0]!);
  return { ...w, securities, tokens: [w.yen, ...securities], grantedAt };
}

type FiveTokens = Awaited<ReturnType<typeof fiveTokens>>;

const statusOf = async (w: World, wallet: { address: string }) =>
  (await standingOf(w, wallet)).status;

const guardians = (w: World) => w.pass.connect(w.guardian);

/** Which of the tokens, by class number, let A send one unit to B. */
async function moving(w: FiveTokens): Promise<number[]> {
  const answers = await Promise.all(
    w.tokens.map((token) =>
      token
        .connect(w.a)
        .transfer.staticCall(w.b.address, 1n)
        .catch(() => false),
    ),
  );
  return answers.flatMap((may, number) => (may ? [number] : []));
}

describe("Disowning an officer", () => {
  describe("is refused", () => {
    it("POWER-1: to everybody but a pass guardian", async () => {
      const w = await load(fiveTokens);
      for (const stranger of [w.thief, w.officers[1]!, w.admin, w.pauser, w.registrar, w.a]) {
        await expect(w.pass.connect(stranger).disown(1, 1, ALL))
          .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      }
    });

    it("given a number that no officer ever had", async () => {
      const w = await load(fiveTokens);
      for (const number of [0, 4, 255]) {
        await expect(guardians(w).disown(number, 1, ALL))
          .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
          .withArgs(number);
      }
    });

    it("given a time ahead, or none", async () => {
      const w = await load(fiveTokens);
      let at = (await w.now()) + 10;
      for (const ahead of [1, 1_000]) {
        await w.networkHelpers.time.setNextBlockTimestamp(++at);
        await expect(guardians(w).disown(1, at + ahead, ALL))
          .to.be.revertedWithCustomError(w.pass, "SinceAhead")
          .withArgs(at + ahead);
      }
      await expect(guardians(w).disown(1, 0, ALL))
        .to.be.revertedWithCustomError(w.pass, "SinceAhead")
        .withArgs(0);
      at = (await w.now()) + 1;
      await w.networkHelpers.time.setNextBlockTimestamp(at);
      await guardians(w).disown(1, at, ALL);
    });

    it("given a disowned officer and not an earlier time", async () => {
      const w = await load(fiveTokens);
      const since = await w.now();
      await disowned(w, 1, since);
      for (const later of [since, since + 1]) {
        await expect(guardians(w).disown(1, later, ALL))
          .to.be.revertedWithCustomError(w.pass, "DisownedAlready")
          .withArgs(1, since);
      }
      await expect(guardians(w).disown(1, since - 1, ALL))
        .to.emit(w.pass, "OfficerDisowned")
        .withArgs(1, since - 1, w.guardian.address);
      expect(await w.pass.disownedSinceOf(1)).to.deep.equal([since - 1, w.guardian.address]);
    });
  });

  it("ELIG-2: stops at once every pass that then lacks a quorum, in every token, with no loop over passes", async () => {
    const w = await load(fiveTokens);
    expect(await moving(w)).to.deep.equal([0, 1, 2, 3, 4]);
    const epochs = await Promise.all(
      w.tokens.map(async (token) => fieldsOf(CLASS_WORD, await token.classWord()).epoch),
    );
    await expect(guardians(w).disown(1, w.grantedAt, ALL))
      .to.emit(w.pass, "OfficerDisowned")
      .withArgs(1, w.grantedAt, w.guardian.address)
      .and.not.to.emit(w.pass, "ClassNotReached");
    expect(await moving(w)).to.deep.equal([]);
    for (const [i, token] of w.tokens.entries()) {
      const word = fieldsOf(CLASS_WORD, await token.classWord());
      expect(word).to.include({ epoch: epochs[i]! + 1n, doubted: 1n });
      for (const [from, to] of [
        [w.a, w.b],
        [w.b, w.a],
      ] as const) {
        await expect(token.connect(from).transfer(to.address, 0n), "ELIG-2")
          .to.be.revertedWithCustomError(token, "PassNotWorking")
          .withArgs(from.address, STATUS.unattested);
      }
    }
    for (const wallet of [w.a, w.b]) {
      expect(await standingOf(w, wallet)).to.include({
        ...{ status: STATUS.unattested, from: 0n, until: 0n, categories: 0n, residence: 0n },
      });
      expect(await w.pass.balanceOf(wallet.address), "it stays the wallet's").to.equal(1n);
    }
    expect(await w.pass.untold()).to.deep.equal([0n, 0n]);
    expect(await statusOf(w, w.c), "officers 2 and 3").to.equal(STATUS.working);
    for (const token of w.securities) {
      await expectBalances(token, [
        [w.a, 60n],
        [w.b, 40n],
      ]);
    }
  });

  it("compares with the time of the block in which the grant was mined, not a second earlier or later", async () => {
    const w = await load(fiveTokens);
    await disowned(w, 1, w.grantedAt + 1);
    expect(await statusOf(w, w.a), "mined before").to.equal(STATUS.working);
    await disowned(w, 1, w.grantedAt);
    expect(await statusOf(w, w.a), "mined then").to.equal(STATUS.unattested);
  });

  it("reaches a renewal by its own time, whatever the grant's", async () => {
    const w = await load(fiveTokens);
    const { renewal, attestations } = await signedRenewal(w, w.a, {
      expiry: GENERAL.expiry + 1,
      officers: [2, 3],
    });
    await w.pass.renew(renewal, attestations);
    const renewedAt = await w.now();
    await disowned(w, 1, 1);
    expect(await statusOf(w, w.a), "1 attests it no more").to.equal(STATUS.working);
    await disowned(w, 3, renewedAt + 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await disowned(w, 3, renewedAt);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
  });

  it("reaches a reclassification from the time at which it counts", async () => {
    const w = await load(fiveTokens);
    await reclassified(w, w.c, { residence: 840 });
    await disowned(w, 1, await w.now());
    expect(await statusOf(w, w.c), "2 and 3 still count").to.equal(STATUS.working);
    await windowPasses(w);
    expect(await statusOf(w, w.c), "1 and 2 count now").to.equal(STATUS.unattested);
  });

  it("leaves a pass that a quorum of good officers attests beside the disowned one", async () => {
    const w = await load(fiveTokens);
    const three = await signedRenewal(w, w.a, { officers: [1, 2, 3] });
    await w.pass.renew(three.renewal, three.attestations);
    await disowned(w, 1, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await disowned(w, 2, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
  });

  it("takes the officer's power to attest anything from then on, removed and back or not", async () => {
    const w = await load(fiveTokens);
    const since = await w.now();
    await disowned(w, 1, since);
    expect(await w.pass.officerAt(1)).to.equal(ZeroAddress);
    await expect(renewed(w, w.a, { expiry: GENERAL.expiry - 1 }))
      .to.be.revertedWithCustomError(w.pass, "OfficerIsDisowned")
      .withArgs(1, since);
    const { grant, attestations } = await w.signedGrant(w.issuer.address);
    await expect(w.pass.grant(grant, attestations))
      .to.be.revertedWithCustomError(w.pass, "OfficerIsDisowned")
      .withArgs(1, since);
  });

  it("reaches a removed officer too, whose passes stayed", async () => {
    const w = await load(fiveTokens);
    await byAdmin(w, w.pass, "removeOfficer", [1]);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await disowned(w, 1, 1);
    expect(await statusOf(w, w.a)).to.equal(STATUS.unattested);
  });

  it("counts in a class opened after it, and enrols nobody whose pass lost its ground", async () => {
    const w = await load(fiveTokens);
    await disowned(w, 1, 1);
    const late = await w.openClass();
    expect(fieldsOf(CLASS_WORD, await late.classWord()).doubted).to.equal(1n);
    await expect(w.desk.issue(late, w.a.address, 1n, encodeBytes32String("issue")))
      .to.be.revertedWithCustomError(late, "PassNotWorking")
      .withArgs(w.a.address, STATUS.unattested);
    await w.desk.issue(late, w.c.address, 1n, encodeBytes32String("issue"));
  });

  describe("in steps", () => {
    it("ELIG-2: stops each token at its step, by whoever goes on", async () => {
      const w = await load(fiveTokens);
      await guardians(w).disown(1, 1, 0);
      expect(await w.pass.untold()).to.deep.equal([0n, 5n]);
      expect(await moving(w), "until its step a cached yes counts").to.deep.equal([0, 1, 2, 3, 4]);
      const stranger = w.pass.connect(w.thief);
      await stranger.tellDisowning(2);
      expect(await w.pass.untold()).to.deep.equal([2n, 5n]);
      expect(await moving(w)).to.deep.equal([2, 3, 4]);
      await stranger.tellDisowning(1);
      expect(await moving(w)).to.deep.equal([3, 4]);
      await stranger.tellDisowning(ALL);
      expect(await moving(w)).to.deep.equal([]);
      expect(await w.pass.untold()).to.deep.equal([0n, 0n]);
    });

    it("given everything told, does nothing", async () => {
      const w = await load(fiveTokens);
      await disowned(w, 1, 1);
      const before = await Promise.all(w.tokens.map((token) => token.classWord()));
      await w.pass.connect(w.thief).tellDisowning(ALL);
      expect(await Promise.all(w.tokens.map((token) => token.classWord()))).to.deep.equal(before);
    });

    it("given a second disowning before the first is told, begins again with the first class", async () => {
      const w = await load(fiveTokens);
      await guardians(w).disown(1, 1, 3);
      expect(await w.pass.untold()).to.deep.equal([3n, 5n]);
      await guardians(w).disown(3, 1, 1);
      expect(await w.pass.untold()).to.deep.equal([1n, 5n]);
      await w.pass.tellDisowning(ALL);
      expect(await moving(w)).to.deep.equal([]);
    });

    it("given less gas than a class must be sure of, does nothing and says so", async () => {
      const w = await load(fiveTokens);
      await guardians(w).disown(1, 1, 0);
      const sent = w.pass.tellDisowning.staticCall(ALL, { gasLimit: 85_000 });
      await expect(sent).to.be.revertedWithCustomError(w.pass, "NotEnoughGas");
      expect(await w.pass.untold()).to.deep.equal([0n, 5n]);
    });
  });
});

describe("Taking a disowning back", () => {
  it("POWER-1: is refused to the guardian who disowned, and to everybody but a pass guardian", async () => {
    const w = await load(fiveTokens);
    await disowned(w, 1, 1);
    await expect(guardians(w).undoDisowning(1))
      .to.be.revertedWithCustomError(w.pass, "NeedsAnotherGuardian")
      .withArgs(1);
    for (const stranger of [w.thief, w.officers[0]!, w.admin, w.a]) {
      await expect(w.pass.connect(stranger).undoDisowning(1))
        .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    }
  });

  it("is refused to whoever disowned last, and given an officer who is not disowned", async () => {
    const w = await load(fiveTokens);
    const second = w.pass.connect(w.secondGuardian);
    for (const number of [1, 9]) {
      await expect(second.undoDisowning(number))
        .to.be.revertedWithCustomError(w.pass, "NotDisowned")
        .withArgs(number);
    }
    await disowned(w, 1, 5);
    await second.disown(1, 4, ALL);
    await expect(second.undoDisowning(1))
      .to.be.revertedWithCustomError(w.pass, "NeedsAnotherGuardian")
      .withArgs(1);
    await guardians(w).undoDisowning(1);
  });

  it("by another guardian makes its passes work again at their next use, with nobody's help", async () => {
    const w = await load(fiveTokens);
    await disowned(w, 1, 1);
    await expect(w.pass.connect(w.secondGuardian).undoDisowning(1))
      .to.emit(w.pass, "OfficerOwnedAgain")
      .withArgs(1, w.secondGuardian.address);
    expect(await w.pass.officerAt(1)).to.equal(w.officers[0]!.address);
    expect((await w.pass.disownedSinceOf(1)).since).to.equal(0n);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    expect(await moving(w)).to.deep.equal([0, 1, 2, 3, 4]);
    await w.bond.connect(w.a).transfer(w.b.address, 10n);
    await expectBalances(w.bond, [
      [w.a, 50n],
      [w.b, 50n],
    ]);
    await renewed(w, w.a, { expiry: GENERAL.expiry + 1 });
  });

  it("POWER-1: by the admin waits its delay and needs no second guardian", async () => {
    const w = await load(fiveTokens);
    await disowned(w, 1, 1);
    for (const stranger of [w.thief, w.guardian, w.officers[0]!]) {
      await expect(w.pass.connect(stranger).undoDisowningAsAdmin(1))
        .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    }
    const sent = await expectOnlyAnnounced(w, w.admin, w.pass, "undoDisowningAsAdmin", [1]);
    await expect(sent).to.emit(w.pass, "OfficerOwnedAgain").withArgs(1, w.admin.address);
    expect(await statusOf(w, w.a)).to.equal(STATUS.working);
    await expect(byAdmin(w, w.pass, "undoDisowningAsAdmin", [1]))
      .to.be.revertedWithCustomError(w.pass, "NotDisowned")
      .withArgs(1);
  });

  it("leaves what ended meanwhile as it is", async () => {
    const w = await load(fiveTokens);
    await disowned(w, 1, 1);
    await suspended(w, w.b);
    await w.pass.connect(w.secondGuardian).undoDisowning(1);
    expect(await statusOf(w, w.b)).to.equal(STATUS.suspended);
    await reinstated(w, [w.b]);
    expect(await statusOf(w, w.b)).to.equal(STATUS.working);
  });
});
