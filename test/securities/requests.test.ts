import { expect } from "chai";
import { encodeBytes32String, MaxUint256, ZeroAddress } from "ethers";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { announced } from "../support/announced.ts";
import { expectBalances } from "../support/balances.ts";
import { fixture } from "../support/fixture.ts";
import { linked, recovered } from "../support/lists.ts";
import { revoked, STATUS, windowPasses } from "../support/passes.ts";
import { ruleBits } from "../support/rules.ts";
import { expectTotals } from "../support/totals.ts";
import { GENERAL, JAPAN } from "../support/world.ts";
import { DOCUMENT, ISSUE, REASON, registered, VERB } from "./support/registered.ts";
import { consentOf, signedAuthorization, signedConsent } from "./support/signed.ts";

const load = fixture(registered);

describe("What users of permissioned tokens ask for", () => {
  it("R1: a forced transfer says which rules it skipped, and skips none of the receiver's", async () => {
    const w = await load();
    await w.desk.connect(w.pauser).pause(w.bond);
    await revoked(w, w.a);
    await expect(w.done())
      .to.emit(w.desk, "ActDone")
      .withArgs(
        await w.desk.actId(w.act()),
        w.bond,
        ruleBits("GiverPass", "Paused"),
        w.secondRegistrar,
      )
      .and.to.emit(w.bond, "ForcedTransfer")
      .withArgs(w.a, w.b, 10n);
    await revoked(w, w.b);
    await w.desk.propose(w.act({ number: 2n }));
    await expect(w.second.approve(w.act({ number: 2n })), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.b.address, STATUS.revoked);
    await expectTotals(w.bond, w.everyone);
  });

  it("R2: a pass needs no contract of the investor's, and one that waits for its veto or has lapsed lets nothing in", async () => {
    const w = await load();
    const { grant, attestations } = await w.signedGrant(w.c.address, {
      expiry: jstDateOf(await w.now()) + 5,
    });
    await w.pass.grant(grant, attestations);
    expect(await w.ethers.provider.getCode(w.c)).to.equal("0x");
    const gain = () => w.bond.connect(w.a).transfer(w.c, 1n);
    await expect(gain(), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.c.address, STATUS.inVetoWindow);
    await windowPasses(w);
    await gain();
    await w.networkHelpers.time.increaseTo(jstDateEnd(grant.claims.expiry));
    await expect(gain(), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.c.address, STATUS.expired);
    await expectTotals(w.bond, w.everyone);
  });

  it("R3: classes with rules of their own stand on one pass", async () => {
    const w = await load();
    const forQiis = await w.openClass({ policy: policyWord(["qii"], []) });
    const inLots = await w.openClass({ lot: 10n, rules: rulesWord({ blockOnly: true }) });
    await w.desk.issue(inLots, w.a, 20n, ISSUE);
    await expect(w.desk.issue(forQiis, w.a, 1n, ISSUE), "ELIG-1")
      .to.be.revertedWithCustomError(forQiis, "MayNotGain")
      .withArgs(w.a.address, 0, JAPAN);
    await expect(inLots.connect(w.a).transfer(w.b, 10n))
      .to.be.revertedWithCustomError(inLots, "NotTheWholeHolding")
      .withArgs(w.a.address, 20, 10);
    await w.bond.connect(w.a).transfer(w.b, 3n);
    await inLots.connect(w.a).transfer(w.b, 20n);
    for (const token of [w.bond, forQiis, inLots]) await expectTotals(token, w.everyone);
  });

  it("R4: whoever asks beforehand is told every rule that would refuse, with the token's own words", async () => {
    const w = await load();
    const token = await w.openClass({ rules: rulesWord({ consent: true, venueOnly: true }) });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    await w.desk.freezeWallet(token, w.a, REASON, DOCUMENT);
    const refusals = await w.lens.explain(token, w.a, w.a, w.thief, 101n);
    const told = refusals.map(({ reason }) => {
      const error = token.interface.parseError(reason)!;
      return [error.name, ...error.args];
    });
    expect(told).to.deep.equal([
      ["ERC20InsufficientBalance", w.a.address, 100n, 101n],
      ["PassNotWorking", w.thief.address, STATUS.none],
      ["WalletFrozen", w.a.address],
      ["NotAVenue", w.a.address],
      ["ConsentMissing", w.a.address, w.thief.address, 101n],
    ]);
    expect(await token.canTransfer(w.a, w.thief, 101n), "TRUTH-1").to.equal(false);
    expect(await w.bond.canTransfer(w.a, w.b, 100n), "TRUTH-1").to.equal(true);
    await w.bond.connect(w.a).transfer(w.b, 100n);
    await expectTotals(w.bond, w.everyone);
  });

  it("R5: a lost wallet is recovered by officers and two registrar keys, with no key of its owner's", async () => {
    const w = await load();
    await linked(w, w.a, [w.c]);
    await recovered(w, w.a, w.c);
    const recovery = w.act({ verb: VERB.recovery, to: w.c.address, units: 0n });
    await w.desk.propose(recovery);
    await expect(w.desk.approve(recovery))
      .to.be.revertedWithCustomError(w.desk, "ActNeedsAnotherKey")
      .withArgs(await w.desk.actId(recovery), w.registrar.address);
    await expect(w.second.approve(recovery))
      .to.emit(w.bond, "WalletRecovered")
      .withArgs(w.a, w.c, 100n, 0n, 0n, false);
    await expectBalances(w.bond, [
      [w.a, 0n],
      [w.c, 100n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("R6: units are not forced from a wallet to itself, so that no such order unfreezes any", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.a, 80n, REASON, DOCUMENT);
    for (const verb of [VERB.forcedTransfer, VERB.courtOrder, VERB.inheritance]) {
      const act = w.act({ verb, to: w.a.address, units: 100n });
      await expect(w.desk.propose(act))
        .to.be.revertedWithCustomError(w.desk, "ActMalformed")
        .withArgs(await w.desk.actId(act));
    }
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([100n, 0n, 80n]);
    await expectTotals(w.bond, w.everyone);
  });

  it("R7: ERC-7943 answers; a stop and an end are two errors; the issuer consents to one transfer, by application or by a signature that rides along", async () => {
    const w = await load();
    const token = await w.openClass({ rules: rulesWord({ consent: true }) });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    expect(await token.supportsInterface("0x3edbb4c4")).to.equal(true);
    expect([await token.canSend(w.a), await token.canReceive(w.thief)]).to.deep.equal([
      true,
      false,
    ]);
    expect(await token.canTransfer(w.a, w.b, 60n)).to.equal(false);

    const applied = await consentOf(w, token);
    await expect(w.desk.connect(w.a).applyForConsent(applied))
      .to.emit(w.desk, "ConsentAppliedFor")
      .and.not.to.emit(token, "ConsentChanged");
    await w.desk.giveConsent(applied);
    expect(await token.canTransfer(w.a, w.b, 60n)).to.equal(true);
    await token.connect(w.a).transfer(w.b, 60n);
    const carried = await consentOf(w, token, { units: 40n, number: 2n });
    const signature = await signedConsent(w, w.registrar, carried);
    await expect(
      token.connect(w.a).transferWithConsent(w.b, 40n, carried.until, 2n, w.registrar, signature),
    )
      .to.emit(token, "Transfer")
      .withArgs(w.a, w.b, 40n);
    await w.desk.connect(w.pauser).pause(token);
    await expect(token.connect(w.b).transfer(w.a, 1n)).to.be.revertedWithCustomError(
      token,
      "TokenPaused",
    );
    await announced(w, w.unpauser, w.desk, "unpause", [token.target]);
    await announced(w, w.registrar, w.desk, "close", [token.target, DOCUMENT]);
    await expect(token.connect(w.b).transfer(w.a, 1n)).to.be.revertedWithCustomError(
      token,
      "ClassClosed",
    );
    await expectTotals(token, w.everyone);
  });

  it("R8: a part of a holding is frozen by the token itself, with no engine beside it", async () => {
    const w = await load();
    await expect(w.desk.freezeUnits(w.bond, w.a, 70n, REASON, DOCUMENT))
      .to.emit(w.bond, "Frozen")
      .withArgs(w.a, 70n)
      .and.to.emit(w.desk, "UnitsFrozen")
      .withArgs(w.bond, w.a, 70n, REASON, DOCUMENT, w.registrar);
    await expect(w.bond.connect(w.a).transfer(w.b, 31n))
      .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
      .withArgs(w.a.address, 30, 31);
    await w.bond.connect(w.a).transfer(w.b, 30n);
    await expectTotals(w.bond, w.everyone);
  });

  it("R10: promised units are their owner's in the register, which shows the promise, and they move with the issuer's consent", async () => {
    const w = await load();
    const token = await w.openClass({ rules: rulesWord({ consent: true }) });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    const date = jstDateOf(await w.now());
    const { id } = await w.held(token, 60n, { until: jstDateEnd(date + 3) });
    await w.desk.declareRecordDate(token, date, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(date));
    await expect(token.connect(w.relayer).executeHold(id, w.b, 60n))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(w.a.address, w.b.address, 60);
    const consent = await consentOf(w, token);
    await w.desk.connect(w.a).applyForConsent(consent);
    await w.desk.giveConsent(consent);
    await token.connect(w.relayer).executeHold(id, w.b, 60n);
    expect([...(await token.holdingAt(w.a, 1))], "balance, held, frozen").to.deep.equal([
      100n,
      60n,
      0n,
    ]);
    expect([...(await token.holdingAt(w.b, 1))]).to.deep.equal([0n, 0n, 0n]);
    await expectTotals(token, w.everyone);
  });

  it("R11: a class takes so many investors, in all and of a category; a sale in part adds none; a rule that agrees overrules no other", async () => {
    const w = await load();
    await w.granted([w.c], { qiiUntil: parseJstDate("2039-03-31") });
    const token = await w.openClass({
      maxInvestors: 2,
      rules: rulesWord({ maxPerCategory: { general: 1 } }),
    });
    await w.desk.issue(token, w.a, 60n, ISSUE);
    await expect(token.connect(w.a).transfer(w.thief, 1n), "room for one more, and no pass")
      .to.be.revertedWithCustomError(token, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    expect(await w.lens.rulesAgainst(token, w.a, w.a, w.b, 1n)).to.equal(
      ruleBits("MostOfCategory"),
    );
    await token.connect(w.a).transfer(w.c, 20n);
    await token.connect(w.a).transfer(w.c, 20n);
    expect(await token.holderCount()).to.equal(2n);
    await token.connect(w.a).transfer(w.b, 20n);
    await expectBalances(token, [
      [w.a, 0n],
      [w.b, 20n],
      [w.c, 40n],
    ]);
    expect(await token.holderCount(), "a leaver makes room").to.equal(2n);
    await expectTotals(token, w.everyone);
  });

  it("R12: what was promised, and yen without a working pass, are not stuck when screening lapses", async () => {
    const w = await load();
    await w.minted(w.a, 1_000n);
    const account = encodeBytes32String("bank account");
    await w.yen.connect(w.yenOperator).registerBankAccount(w.a, account);
    const { id, until } = await w.held(w.bond, 60n);
    await w.networkHelpers.time.increaseTo(jstDateEnd(GENERAL.screenedUntil));
    expect(await w.bond.canSend(w.a)).to.equal(false);
    expect(await w.now()).to.be.greaterThan(until);
    await expect(w.bond.connect(w.thief).releaseHold(id, 60n), "EXIT-1")
      .to.emit(w.bond, "HoldReleased")
      .withArgs(id, w.a, 60n);
    const officer = w.yen.connect(w.officers[0]!);
    const redemption = await officer.redeemStranded.staticCall(w.a, 1_000n, REASON, 1);
    await expect(officer.redeemStranded(w.a, 1_000n, REASON, 1), "EXIT-1")
      .to.emit(w.yen, "StrandedYenReleased")
      .withArgs(w.a, 1_000n, account, w.officers[0]!.address);
    await w.yen.connect(w.yenOperator).confirmRedemption(redemption);
    expect(await w.yen.totalSupply()).to.equal(0n);
    await w.done({ verb: VERB.redemption, to: ZeroAddress, units: 100n });
    expect(await w.bond.totalSupply()).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
    await expectTotals(w.yen, w.everyone);
  });

  it("R13: the register at a record date has frozen holders in it, with what is frozen of theirs", async () => {
    const w = await load();
    await w.desk.freezeUnits(w.bond, w.a, 30n, REASON, DOCUMENT);
    await w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT);
    const date = jstDateOf(await w.now());
    await w.desk.declareRecordDate(w.bond, date, DOCUMENT);
    await w.networkHelpers.time.increaseTo(jstDateEnd(date));
    await w.done({ units: 100n });
    expect([...(await w.bond.holdingAt(w.a, 1))]).to.deep.equal([100n, 0n, 30n]);
    expect([...(await w.bond.holdingAt(w.b, 1))]).to.deep.equal([0n, 0n, 0n]);
    expect((await w.bond.recordAt(1)).supply, "SUM-1").to.equal(100n);
    await expectTotals(w.bond, w.everyone);
  });

  it("R14: every path asks the same: a frozen wallet's units move by none of them, signed or not", async () => {
    const w = await load();
    await w.bond.connect(w.a).approve(w.relayer, MaxUint256);
    const { id, until } = await w.held(w.bond, 10n);
    const signed = { to: w.b.address, value: 10n, nonce: REASON };
    const authorization = await signedAuthorization(w, w.bond, signed);
    await w.desk.freezeWallet(w.bond, w.a, REASON, DOCUMENT);
    const relayed = w.bond.connect(w.relayer);
    for (const path of [
      () => w.bond.connect(w.a).transfer(w.b, 10n),
      () => w.bond.connect(w.a).batchTransfer([w.b], [10n]),
      () => w.bond.connect(w.a).hold(w.a, 10n, w.c, until, REASON),
      () => relayed.transferFrom(w.a, w.b, 10n),
      () => relayed.hold(w.a, 10n, w.relayer, until, REASON),
      () => relayed.executeHold(id, w.b, 10n),
      () =>
        relayed["transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"](
          ...authorization,
        ),
    ]) {
      await expect(path())
        .to.be.revertedWithCustomError(w.bond, "WalletFrozen")
        .withArgs(w.a.address);
    }
    expect(await w.bond.authorizationState(w.a, REASON), "the signature is not used up").to.equal(
      false,
    );
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([100n, 10n, 0n]);
    await expectTotals(w.bond, w.everyone);
  });
});
