import { expect } from "chai";
import { id } from "ethers";
import { type Consent, consentTypedData } from "../../sdk/encode/consentTypedData.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { fixture } from "../support/fixture.ts";
import { REASON } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { expectTruth } from "../support/truth.ts";
import { DAY, world } from "../support/world.ts";

/**
 * A class that moves with the issuer's consent alone, of which A has 100 units; B and C may hold it.
 * `consent` is one to move 10 units from A to B within a day, but for the changes given.
 */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  const token = await w.openClass({
    policy: policyWord(["general"], []),
    rules: rulesWord({ consent: true }),
  });
  const other = await w.openClass({ rules: rulesWord({ consent: true }) });
  await w.desk.issue(token, w.a, 100n, id("issue"));
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const until = (await w.now()) + DAY;
  const consent = (changes: Partial<Consent> = {}): Consent => ({
    ...{ token: token.target as string, from: w.a.address, to: w.b.address },
    ...{ units: 10n, until, number: 1n },
    ...changes,
  });
  const sign = async (made: Consent, signer = w.registrar, desk = w.platform.desk) =>
    await signTypedData(signer, consentTypedData(w.chainId, desk, made));
  return { ...w, token, other, everyone, until, consent, sign };
});

describe("A class that moves with consent alone", () => {
  it("moves nothing without it, by any path, a zero amount included", async () => {
    const w = await load();
    const { token, a, b, relayer } = w;
    for (const units of [0n, 10n]) {
      await expect(token.connect(a).transfer(b, units))
        .to.be.revertedWithCustomError(token, "ConsentMissing")
        .withArgs(a, b, units);
      expect(await expectTruth(w, token, a, b, units)).to.equal(false);
    }
    await token.connect(a).approve(relayer, 10n);
    await expect(token.connect(relayer).transferFrom(a, b, 10n))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(a, b, 10n);
  });

  it("applied for and given: so many units go to that receiver, at once or in parts", async () => {
    const w = await load();
    const { token, desk, a, b, c, registrar, consent, everyone, until } = w;
    const made = consent();
    const consentId = await desk.consentId(made);
    await expect(desk.connect(a).applyForConsent(made))
      .to.emit(desk, "ConsentAppliedFor")
      .withArgs(consentId, token, Object.values(made));
    expect(await expectTruth(w, token, a, b, 1n)).to.equal(false);
    const given = desk.giveConsent(made);
    await expect(given)
      .to.emit(desk, "ConsentGiven")
      .withArgs(consentId, token, Object.values(made), registrar);
    await expect(given).to.emit(token, "ConsentChanged").withArgs(a, b, 10n, until);
    expect([...(await token.consentOf(a, b))]).to.deep.equal([10n, BigInt(until)]);
    await token.connect(a).transfer(b, 4n);
    expect(await expectTruth(w, token, a, b, 7n)).to.equal(false);
    expect(await expectTruth(w, token, a, b, 6n)).to.equal(true);
    expect(await expectTruth(w, token, a, c, 1n)).to.equal(false);
    await token.connect(a).transfer(b, 6n);
    expect(await expectTruth(w, token, a, b, 0n)).to.equal(false);
    await expectTotals(token, everyone);
  });

  it("is over after its last second", async () => {
    const { token, desk, a, b, consent, until, networkHelpers } = await load();
    await desk.connect(a).applyForConsent(consent());
    await desk.giveConsent(consent());
    await networkHelpers.time.setNextBlockTimestamp(until);
    await token.connect(a).transfer(b, 4n);
    await networkHelpers.time.setNextBlockTimestamp(until + 1);
    await expect(token.connect(a).transfer(b, 6n))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(a, b, 6n);
  });

  it("rejected, withdrawn or lapsed, an application gives nothing, and cannot be given after", async () => {
    const w = await load();
    const { desk, a, registrar, token, consent, until } = w;
    for (const [made, end, by] of [
      [
        consent({ number: 2n }),
        () => desk.rejectConsent(consent({ number: 2n }), REASON),
        registrar,
      ],
      [
        consent({ number: 3n }),
        () => desk.connect(a).withdrawApplication(consent({ number: 3n })),
        a,
      ],
    ] as const) {
      await desk.connect(a).applyForConsent(made);
      const consentId = await desk.consentId(made);
      await expect(end())
        .to.emit(desk, "ConsentEnded")
        .withArgs(
          consentId,
          token,
          by === a ? id("").slice(0, 0) || `0x${"00".repeat(32)}` : REASON,
          by,
        );
      for (const again of [() => desk.giveConsent(made), end]) {
        await expect(again())
          .to.be.revertedWithCustomError(desk, "ConsentNotOpen")
          .withArgs(consentId);
      }
      await expect(desk.connect(a).applyForConsent(made))
        .to.be.revertedWithCustomError(desk, "ConsentKnown")
        .withArgs(consentId);
    }
    await desk.connect(a).applyForConsent(consent());
    await w.networkHelpers.time.increaseTo(until + 1);
    await expect(desk.giveConsent(consent()))
      .to.be.revertedWithCustomError(desk, "ConsentLapsed")
      .withArgs(await desk.consentId(consent()), until);
  });

  it("is applied for by the holder alone, for some units, of a class of the platform", async () => {
    const { desk, a, b, thief, consent, yen } = await load();
    await expect(desk.connect(thief).applyForConsent(consent()))
      .to.be.revertedWithCustomError(desk, "NotTheApplicant")
      .withArgs(thief, a);
    await expect(desk.connect(b).withdrawApplication(consent()))
      .to.be.revertedWithCustomError(desk, "NotTheApplicant")
      .withArgs(b, a);
    const nothing = consent({ units: 0n });
    await expect(desk.connect(a).applyForConsent(nothing))
      .to.be.revertedWithCustomError(desk, "ConsentMalformed")
      .withArgs(await desk.consentId(nothing));
    await expect(desk.connect(a).applyForConsent(consent({ token: yen.target as string })))
      .to.be.revertedWithCustomError(desk, "NotAClassOfThePlatform")
      .withArgs(yen);
  });

  it("POWER-1: is given, rejected and taken back by a registrar of the class alone", async () => {
    const { desk, a, b, thief, token, registrar, consent } = await load();
    await desk.connect(a).applyForConsent(consent());
    for (const caller of [a, thief]) {
      for (const tried of [
        () => desk.connect(caller).giveConsent(consent()),
        () => desk.connect(caller).rejectConsent(consent(), REASON),
        () => desk.connect(caller).takeConsentBack(token, a, b, REASON),
      ]) {
        await expect(tried())
          .to.be.revertedWithCustomError(desk, "NotTheRegistrar")
          .withArgs(caller, 1_000n);
      }
    }
    await desk.giveConsent(consent());
    await expect(desk.takeConsentBack(token, a, b, REASON))
      .to.emit(desk, "ConsentTakenBack")
      .withArgs(token, a, b, REASON, registrar);
    await expect(token.connect(a).transfer(b, 1n))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(a, b, 1n);
  });

  it("unused, is not silently replaced by another", async () => {
    const { desk, a, b, token, consent } = await load();
    await desk.connect(a).applyForConsent(consent());
    await desk.connect(a).applyForConsent(consent({ number: 2n, units: 20n }));
    await desk.giveConsent(consent());
    await expect(desk.giveConsent(consent({ number: 2n, units: 20n })))
      .to.be.revertedWithCustomError(desk, "ConsentUnused")
      .withArgs(a, b);
    await token.connect(a).transfer(b, 10n);
    await desk.giveConsent(consent({ number: 2n, units: 20n }));
    await token.connect(a).transfer(b, 20n);
  });
});

describe("A consent that the registrar signed", () => {
  it("rides with the holder's transfer", async () => {
    const w = await load();
    const { token, desk, a, b, registrar, consent, sign, until, everyone } = w;
    const signature = await sign(consent());
    const sent = token.connect(a).transferWithConsent(b, 10n, until, 1n, registrar, signature);
    await expect(sent)
      .to.emit(desk, "ConsentGiven")
      .withArgs(await desk.consentId(consent()), token, Object.values(consent()), registrar);
    await expect(sent).to.emit(token, "Transfer").withArgs(a, b, 10n);
    expect([...(await token.consentOf(a, b))]).to.deep.equal([0n, BigInt(until)]);
    // It gives once.
    await expect(token.connect(a).transferWithConsent(b, 10n, until, 1n, registrar, signature))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(a, b, 10n);
    await expectTotals(token, everyone);
  });

  it("rides with a trade: presented by anyone, then settled", async () => {
    const w = await load();
    const { token, desk, dvp, yen, a, b, relayer, registrar, consent, sign, everyone } = w;
    await w.minted(b, 1_000_000n);
    await token.connect(a).approve(dvp, 100n);
    await yen.connect(b).approve(dvp, 1_000_000n);
    const { trade, sellerSignature, buyerSignature } = await w.signedTrade(a, b, token);
    const signature = await sign(consent({ units: 1n }));
    await expect(
      dvp.settleWithConsent(trade, sellerSignature, buyerSignature, {
        ...{ until: consent().until, number: 1n, signer: registrar, signature },
      }),
    )
      .to.emit(token, "Transfer")
      .withArgs(a, b, 1n);
    expect(await token.balanceOf(b)).to.equal(1n);
    await desk
      .connect(relayer)
      .presentConsent(consent({ number: 2n }), registrar, await sign(consent({ number: 2n })));
    expect((await token.consentOf(a, b)).units).to.equal(10n);
    await expectTotals(token, everyone);
  });

  it("counts once, for this class, these wallets and this desk", async () => {
    const w = await load();
    const { desk, relayer, registrar, c, other, consent, sign, platform } = w;
    const signature = await sign(consent());
    const present = (made: Consent, bytes = signature) =>
      desk.connect(relayer).presentConsent(made, registrar, bytes);
    for (const [made, bytes] of [
      [consent({ token: other.target as string }), signature],
      [consent({ to: c.address }), signature],
      [consent({ from: c.address }), signature],
      [consent({ units: 11n }), signature],
      [consent({ until: consent().until + 1 }), signature],
      [consent({ number: 2n }), signature],
      [consent(), await sign(consent(), registrar, platform.dvp)],
    ] as const) {
      await expect(present(made, bytes))
        .to.be.revertedWithCustomError(desk, "ConsentSignatureInvalid")
        .withArgs(await desk.consentId(made), registrar);
    }
    await present(consent());
    await expect(present(consent())).to.not.emit(desk, "ConsentGiven");
    expect((await w.token.consentOf(w.a, w.b)).units).to.equal(10n);
  });

  it("presented by whoever runs ahead, still rides with the transfer it is for", async () => {
    const w = await load();
    const { token, desk, a, b, thief, registrar, consent, sign, until, everyone } = w;
    const signature = await sign(consent());
    await desk.connect(thief).presentConsent(consent(), registrar, signature);
    await token.connect(a).transferWithConsent(b, 10n, until, 1n, registrar, signature);
    expect(await token.balanceOf(b)).to.equal(10n);
    await expectTotals(token, everyone);
  });

  it("POWER-1: is a registrar's of the class, and no more once he rejected it", async () => {
    const w = await load();
    const { desk, relayer, registrar, thief, consent, sign } = w;
    await expect(
      desk.connect(relayer).presentConsent(consent(), thief, await sign(consent(), thief)),
    )
      .to.be.revertedWithCustomError(desk, "NotTheRegistrar")
      .withArgs(thief, 1_000n);
    const signature = await sign(consent());
    await desk.rejectConsent(consent(), REASON);
    await expect(desk.connect(relayer).presentConsent(consent(), registrar, signature))
      .to.be.revertedWithCustomError(desk, "ConsentNotOpen")
      .withArgs(await desk.consentId(consent()));
  });
});
