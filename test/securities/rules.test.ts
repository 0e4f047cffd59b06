import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import type { SecurityToken } from "../../sdk/contracts.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { type Rules, rulesWord } from "../../sdk/encode/rulesWord.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { ContractWallet__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { grantedSystem, linked, recovered } from "../support/lists.ts";
import { expectOnlyAnnounced } from "../support/onlyAnnounced.ts";
import { REASON, reclassified, windowPasses } from "../support/passes.ts";
import { expectTotals, holdersOf } from "../support/totals.ts";
import { expectTruth } from "../support/truth.ts";
import { DAY, type World, world } from "../support/world.ts";

const ISSUE = id("issue");
const NO_MAX = 2 ** 24 - 1;
const QII = { qiiUntil: parseJstDate("2039-03-31") };
const MATURITY = parseJstDate("2027-12-31");

/** A, B and C have passes; the thief has none; `open` opens a class with rules, of which A gets units. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b, w.c]);
  await w.granted([w.issuer], QII);
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  const open = async (rules: Rules, units = 100n, terms: object = {}) => {
    const token = await w.openClass({
      policy: policyWord(["general"], []),
      rules: rulesWord(rules),
      ...terms,
    });
    if (units !== 0n) await w.desk.issue(token, w.a, units, ISSUE);
    return token;
  };
  return { ...w, everyone, open };
});

/** The rule changer orders all rules anew, after the delay. */
async function changed(w: World, token: SecurityToken, rules: Rules, maxInvestors = NO_MAX) {
  const word = rulesWord({ lot: 1n, ...rules });
  return await announced(w, w.registrar, w.desk, "setRules", [token.target, word, maxInvestors]);
}

describe("A class whose investors may have so many units at most", () => {
  it("refuses what would make it more, and takes the last unit of room", async () => {
    const w = await load();
    const { a, b, everyone, open } = w;
    const token = await open({ maxUnits: 100n });
    await token.connect(a).transfer(b, 40n);
    await w.desk.issue(token, a, 40n, ISSUE);
    await expect(token.connect(a).transfer(b, 61n))
      .to.be.revertedWithCustomError(token, "TooManyUnits")
      .withArgs(b, 100n, 101n);
    expect(await expectTruth(w, token, a, b, 61n)).to.equal(false);
    expect(await expectTruth(w, token, a, b, 60n)).to.equal(true);
    await token.connect(a).transfer(b, 60n);
    await expect(w.desk.issue(token, b, 1n, ISSUE))
      .to.be.revertedWithCustomError(token, "TooManyUnits")
      .withArgs(b, 100n, 101n);
    await expectTotals(token, everyone);
  });

  it("counts an investor's wallets together, and lets him move among them", async () => {
    const w = await load();
    const { a, b, relayer, everyone, open } = w;
    await linked(w, b, [relayer]);
    const token = await open({ maxUnits: 100n });
    await token.connect(a).transfer(b, 60n);
    await token.connect(b).transfer(relayer, 60n);
    await w.desk.issue(token, a, 60n, ISSUE);
    await expect(token.connect(a).transfer(b, 41n))
      .to.be.revertedWithCustomError(token, "TooManyUnits")
      .withArgs(b, 100n, 101n);
    expect(await expectTruth(w, token, a, b, 41n)).to.equal(false);
    await token.connect(a).transfer(b, 40n);
    expect(await expectTruth(w, token, relayer, b, 60n)).to.equal(true);
    await token.connect(relayer).transfer(b, 60n);
    await expectTotals(token, everyone, [b.address, relayer.address]);
  });

  it("leaves what an investor has above a lower limit; he may only sell, also to himself", async () => {
    const w = await load();
    const { a, b, open } = w;
    const token = await open({});
    await changed(w, token, { maxUnits: 50n });
    expect(await token.balanceOf(a)).to.equal(100n);
    expect(await expectTruth(w, token, a, a, 1n)).to.equal(true);
    await token.connect(a).transfer(b, 50n);
    expect(await expectTruth(w, token, b, a, 1n)).to.equal(false);
  });

  it("limits no contract with a system pass: no investor stands behind it", async () => {
    const w = await load();
    const token = await w.open({ maxUnits: 100n });
    const vault = await new ContractWallet__factory(w.deployer).deploy(w.thief.address);
    await grantedSystem(w, { address: await vault.getAddress() });
    await token.connect(w.a).transfer(vault, 100n);
    await w.desk.issue(token, w.a, 100n, ISSUE);
    expect(await expectTruth(w, token, w.a, vault, 100n)).to.equal(true);
    await token.connect(w.a).transfer(vault, 100n);
    expect(await token.balanceOf(vault)).to.equal(200n);
    expect(holdersOf(await token.classWord())).to.equal(0);
  });

  it("never stands in the way of a recovery", async () => {
    const w = await load();
    const { a, b, relayer, desk, secondRegistrar, everyone, open } = w;
    const token = await open({});
    await token.connect(a).transfer(b, 100n);
    await linked(w, b, [relayer]);
    await changed(w, token, { maxUnits: 50n });
    await recovered(w, b, relayer);
    const act = {
      token: token.target as string,
      verb: 3,
      wallet: b.address,
      to: relayer.address,
      ...{ units: 0n, holds: [], reason: REASON, document: REASON, number: 1n },
    };
    await desk.propose(act);
    await desk.connect(secondRegistrar).approve(act);
    expect(await token.balanceOf(relayer)).to.equal(100n);
    await expectTotals(token, everyone);
  });
});

describe("A class of which so many investors of a category may hold", () => {
  const general = async () => {
    const w = await load();
    const token = await w.open({ maxPerCategory: { general: 2 } });
    return { ...w, token };
  };

  it("refuses one investor of it more, and none of another category", async () => {
    const w = await general();
    const { a, b, c, issuer, token, everyone } = w;
    await token.connect(a).transfer(b, 10n);
    await expect(token.connect(a).transfer(c, 10n))
      .to.be.revertedWithCustomError(token, "TooManyOfCategory")
      .withArgs(4n, 2n);
    expect(await expectTruth(w, token, a, c, 10n)).to.equal(false);
    await token.connect(a).transfer(issuer, 10n);
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([2n, 1n]);
    await expectTotals(token, everyone);
  });

  it("lets the last unit of one who leaves make room for his buyer", async () => {
    const w = await general();
    const { a, b, c, token, everyone } = w;
    await token.connect(a).transfer(b, 10n);
    expect(await expectTruth(w, token, a, c, 90n)).to.equal(true);
    await token.connect(a).transfer(c, 90n);
    expect(await token.countOf(4)).to.equal(2n);
    await expectTotals(token, everyone);
  });

  it("counts an investor once, whatever his wallets, and a linked one from then on", async () => {
    const w = await general();
    const { a, b, c, relayer, token, everyone } = w;
    await linked(w, a, [relayer]);
    await token.connect(a).transfer(relayer, 10n);
    expect(await token.countOf(4)).to.equal(1n);
    await token.connect(a).transfer(b, 10n);
    await token.connect(a).transfer(relayer, 80n);
    expect(await token.countOf(4)).to.equal(2n);
    await token.connect(relayer).transfer(c, 90n);
    expect(await token.countOf(4)).to.equal(2n);
    await expectTotals(token, everyone, [a.address, relayer.address]);
  });

  it("moves a reclassified holder to his new category, which may be full, at his next receipt", async () => {
    const w = await general();
    const { a, b, issuer, thief, token } = w;
    await token.connect(a).transfer(b, 10n);
    await token.connect(a).transfer(issuer, 10n);
    await reclassified(w, issuer, { qiiUntil: 0 });
    await windowPasses(w);
    // Until then he is counted as what he was.
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([2n, 1n]);
    await token.connect(thief).recount(issuer);
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([3n, 0n]);
    expect(await token.countedAs(issuer)).to.equal(16n);
    await token.connect(a).transfer(issuer, 1n);
    await token.connect(issuer).transfer(a, 11n);
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([2n, 0n]);
    expect(await token.countedAs(issuer)).to.equal(0n);
  });

  it("is recounted by a receipt too, without anybody's call", async () => {
    const w = await general();
    const { a, issuer, token } = w;
    await token.connect(a).transfer(issuer, 10n);
    await reclassified(w, issuer, { qiiUntil: 0 });
    await windowPasses(w);
    await token.connect(a).transfer(issuer, 1n);
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([2n, 0n]);
  });

  it("counts an investor by all his wallets: one that is no QII's makes no general investor", async () => {
    const w = await load();
    const { a, b, c, issuer, relayer, thief, open } = w;
    const token = await open({ maxPerCategory: { general: 1 } }, 0n);
    await linked(w, issuer, [relayer]);
    await reclassified(w, relayer, { qiiUntil: 0 });
    await windowPasses(w);
    await w.desk.issue(token, b, 10n, ISSUE);
    await w.desk.issue(token, issuer, 10n, ISSUE);
    await token.connect(issuer).transfer(relayer, 10n);
    await token.connect(thief).recount(relayer);
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([1n, 1n]);
    expect(await expectTruth(w, token, relayer, a, 10n)).to.equal(false);
    expect(await expectTruth(w, token, b, c, 10n)).to.equal(true);
  });

  it("counts who enters by what he is now, whatever his cached yes rested on", async () => {
    const w = await general();
    const { a, b, c, token } = w;
    // C has a word as a general investor, and becomes a QII.
    await token.connect(c).enrol(c, 0, "0x");
    await reclassified(w, c, QII);
    await windowPasses(w);
    await token.connect(a).transfer(b, 10n);
    expect(await expectTruth(w, token, a, c, 10n)).to.equal(true);
    await token.connect(a).transfer(c, 10n);
    expect([await token.countOf(4), await token.countOf(1)]).to.deep.equal([2n, 1n]);
    await token.connect(a).transfer(c, 10n);
    expect(await token.countedAs(c)).to.equal(2n);
  });

  it("limits categories from its first holder on or never: a count with gaps would be wrong", async () => {
    const w = await load();
    const token = await w.open({});
    await expect(changed(w, token, { maxPerCategory: { general: 2 } }))
      .to.be.revertedWithCustomError(token, "CategoriesNotCounted")
      .withArgs(1n);
    const counted = (await general()).token;
    await changed(w, counted, {});
    await changed(w, counted, { maxPerCategory: { general: 1 } });
    expect(await counted.countOf(4)).to.equal(1n);
    expect(await expectTruth(w, counted, w.a, w.b, 10n)).to.equal(false);
  });
});

describe("A class with a maturity", () => {
  it("moves units until the end of that day in Japan, then only the registrar does", async () => {
    const w = await load();
    const { a, b, desk, networkHelpers, open } = w;
    const token = await open({ maturity: MATURITY });
    const last = jstDateEnd(MATURITY) - 1;
    await networkHelpers.time.increaseTo(last - 2);
    expect(await expectTruth(w, token, a, b, 1n)).to.equal(true);
    await networkHelpers.time.setNextBlockTimestamp(last);
    await token.connect(a).transfer(b, 1n);
    await expect(token.connect(a).transfer(b, 1n))
      .to.be.revertedWithCustomError(token, "ClassMatured")
      .withArgs(MATURITY);
    await networkHelpers.time.increase(1);
    expect(await expectTruth(w, token, a, b, 1n)).to.equal(false);
    await expect(desk.issue(token, a, 1n, ISSUE))
      .to.be.revertedWithCustomError(token, "ClassMatured")
      .withArgs(MATURITY);
  });
});

describe("A class that moves through venues only", () => {
  it("moves nothing by its holders' own keys, and settles by the contract that is named", async () => {
    const w = await load();
    const { a, b, dvp, yen, everyone, open } = w;
    const token = await open({ venueOnly: true });
    await expect(token.connect(a).transfer(b, 1n))
      .to.be.revertedWithCustomError(token, "NotAVenue")
      .withArgs(a);
    expect(await expectTruth(w, token, a, b, 1n)).to.equal(false);
    await w.minted(b, 1_000_000n);
    await token.connect(a).approve(dvp, 100n);
    await yen.connect(b).approve(dvp, 1_000_000n);
    const unnamed = await w.signedTrade(a, b, token);
    await expect(dvp.settle(unnamed.trade, unnamed.sellerSignature, unnamed.buyerSignature))
      .to.be.revertedWithCustomError(token, "NotAVenue")
      .withArgs(dvp);
    await announced(w, w.registrar, w.desk, "setVenue", [token.target, dvp.target, true]);
    const { trade, sellerSignature, buyerSignature } = await w.signedTrade(a, b, token);
    await dvp.settle(trade, sellerSignature, buyerSignature);
    expect(await token.isVenue(dvp)).to.equal(true);
    await expectTotals(token, everyone);
  });

  it("is not dodged by a hold whose executor is no venue", async () => {
    const w = await load();
    const { a, b, relayer, open } = w;
    const token = await open({ venueOnly: true });
    const until = (await w.now()) + DAY;
    const hold = await token.connect(a).hold.staticCall(a, 10n, relayer, until, ZeroHash);
    await token.connect(a).hold(a, 10n, relayer, until, ZeroHash);
    await expect(token.connect(relayer).executeHold(hold, b, 10n))
      .to.be.revertedWithCustomError(token, "NotAVenue")
      .withArgs(relayer);
  });
});

describe("A class that moves in one block", () => {
  it("moves all of a holding or nothing, by any path", async () => {
    const w = await load();
    const { a, b, relayer, everyone, open } = w;
    const token = await open({ blockOnly: true });
    for (const units of [0n, 1n, 99n]) {
      await expect(token.connect(a).transfer(b, units))
        .to.be.revertedWithCustomError(token, "NotTheWholeHolding")
        .withArgs(a, 100n, units);
      expect(await expectTruth(w, token, a, b, units)).to.equal(false);
    }
    const until = (await w.now()) + DAY;
    const hold = await token.connect(a).hold.staticCall(a, 50n, relayer, until, ZeroHash);
    await token.connect(a).hold(a, 50n, relayer, until, ZeroHash);
    await expect(token.connect(relayer).executeHold(hold, b, 50n))
      .to.be.revertedWithCustomError(token, "NotTheWholeHolding")
      .withArgs(a, 100n, 50n);
    await token.connect(relayer).releaseHold(hold, 50n);
    await expect(token.connect(a).batchTransfer([b, b], [50n, 50n]))
      .to.be.revertedWithCustomError(token, "NotTheWholeHolding")
      .withArgs(a, 100n, 50n);
    expect(await expectTruth(w, token, a, b, 100n)).to.equal(true);
    await token.connect(a).transfer(b, 100n);
    await expectTotals(token, everyone);
  });
});

describe("Changing the rules of a class", () => {
  it("POWER-1: is announced, waits its delay, and is the rule changer's who is its registrar", async () => {
    const w = await load();
    const token = await w.open({});
    const word = rulesWord({ lot: 1n, blockOnly: true });
    const { registrar, desk, dvp } = w;
    await expectOnlyAnnounced(w, registrar, desk, "setRules", [token.target, word, 10]);
    await expectOnlyAnnounced(w, registrar, desk, "setVenue", [token.target, dvp.target, true]);
  });

  it("says so at the desk and at the class, and every rule counts from then on", async () => {
    const w = await load();
    const { a, b, desk, registrar, open } = w;
    const token = await open({});
    const rules = rulesWord({
      ...{ lot: 10n, maxUnits: 90n, lockUp: parseJstDate("2027-06-30") },
      ...{ maturity: MATURITY, blockOnly: false },
    });
    const sent = announced(w, registrar, desk, "setRules", [token.target, rules, 2]);
    await expect(sent).to.emit(desk, "RulesSet").withArgs(token, rules, 2, registrar);
    await expect(sent).to.emit(token, "RulesChanged").withArgs(rules, 2);
    expect(await token.rules()).to.equal(rules);
    await expect(token.connect(a).transfer(b, 10n))
      .to.be.revertedWithCustomError(token, "LockedUp")
      .withArgs(parseJstDate("2027-06-30"));
    await w.networkHelpers.time.increaseTo(jstDateEnd(parseJstDate("2027-06-30")) + 1);
    await expect(token.connect(a).transfer(b, 11n))
      .to.be.revertedWithCustomError(token, "NotWholeLots")
      .withArgs(11n, 10n);
    await token.connect(a).transfer(b, 90n);
    expect(await expectTruth(w, token, b, w.c, 10n)).to.equal(false);
    await changed(w, token, {});
    await token.connect(b).transfer(w.c, 3n);
  });

  it("lets a holder of less than a raised lot part with all of it", async () => {
    const w = await load();
    const { a, b, open } = w;
    const token = await open({}, 97n);
    await changed(w, token, { lot: 10n });
    await token.connect(a).transfer(b, 90n);
    expect(await expectTruth(w, token, a, b, 5n)).to.equal(false);
    expect(await expectTruth(w, token, a, b, 7n)).to.equal(true);
    await token.connect(a).transfer(b, 7n);
    expect(await token.balanceOf(b)).to.equal(97n);
  });

  it("is refused for a lot that the cap is no multiple of, no investors, or an unknown flag", async () => {
    const w = await load();
    const token = await w.open({}, 0n, { cap: 1_000n });
    for (const [rules, most] of [
      [rulesWord({ lot: 3n }), 10],
      [rulesWord({ lot: 0n }), 10],
      [rulesWord({ lot: 1n }), 0],
      [rulesWord({ lot: 1n }) | 8n, 10],
    ] as const) {
      await expect(announced(w, w.registrar, w.desk, "setRules", [token.target, rules, most]))
        .to.be.revertedWithCustomError(token, "RulesMalformed")
        .withArgs(rules);
    }
  });
});

describe("A class of the excluded kind", () => {
  const excluded = { legalKind: 2, policy: policyWord(["qii", "special-business-eligible"], []) };

  it("opens only for QIIs and special-business-eligible investors, with consent", async () => {
    const w = await load();
    await w.openClass({ ...excluded, rules: rulesWord({ consent: true }) });
    for (const terms of [
      { ...excluded, rules: rulesWord({}) },
      {
        ...excluded,
        policy: policyWord(["qii", "specified"], []),
        rules: rulesWord({ consent: true }),
      },
      { ...excluded, policy: policyWord(["general"], []), rules: rulesWord({ consent: true }) },
    ]) {
      await expect(w.openClass(terms))
        .to.be.revertedWithCustomError(w.bond, "LegalKindNotKept")
        .withArgs(2n);
    }
  });

  it("stays so: neither its policy nor its rules leave the law", async () => {
    const w = await load();
    const token = await w.openClass({ ...excluded, rules: rulesWord({ consent: true }) });
    await expect(changed(w, token, {}))
      .to.be.revertedWithCustomError(token, "LegalKindNotKept")
      .withArgs(2n);
    await expect(announced(w, w.registrar, w.desk, "setPolicy", [token.target, 0b10000, []]))
      .to.be.revertedWithCustomError(token, "LegalKindNotKept")
      .withArgs(2n);
    await changed(w, token, { consent: true, maxUnits: 5n });
  });
});
