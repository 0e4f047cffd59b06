import { expect } from "chai";
import { MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import {
  Bundler__factory,
  FakeClass__factory,
  RegistrarDesk__factory,
  SecurityAnnex__factory,
} from "../../types/index.js";
import { announce, announced } from "../support/announced.ts";
import { expectBalances } from "../support/balances.ts";
import { fixture } from "../support/fixture.ts";
import { grantedSystem, linked, recovered } from "../support/lists.ts";
import { reclassified, windowPasses } from "../support/passes.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY } from "../support/world.ts";
import {
  DOCUMENT,
  ISSUE,
  REASON,
  type Registered,
  registered,
  VERB,
} from "./support/registered.ts";
import { consentOf, signedAuthorization, signedConsent } from "./support/signed.ts";

const load = fixture(registered);
const ROLE = 1_000n;
const FAR = parseJstDate("2039-03-31");
/** Places of categories in the contracts' `Categories`. */
const [QII, GENERAL] = [1, 4];

/** A class with these rules, of which A has 100 units. */
async function classOf(w: Registered, rules: Parameters<typeof rulesWord>[0]) {
  const token = await w.openClass({ rules: rulesWord(rules) });
  await w.desk.issue(token, w.a, 100n, ISSUE);
  return token;
}

describe("Attacks by holds", () => {
  it("POWER-1: an allowance lets its spender promise units to itself, once, and nobody else", async () => {
    const w = await load();
    const until = (await w.now()) + DAY;
    const hold = (by: typeof w.b, units: bigint, executor: { address: string }) =>
      w.bond.connect(by).hold(w.a, units, executor.address, until, REASON);
    await expect(hold(w.relayer, 1n, w.relayer))
      .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientAllowance")
      .withArgs(w.relayer.address, 0, 1);
    await w.bond.connect(w.a).approve(w.relayer, 60n);
    await expect(hold(w.relayer, 1n, w.thief), "not to another")
      .to.be.revertedWithCustomError(w.bond, "NotTheHolder")
      .withArgs(w.relayer.address, w.a.address);
    await expect(hold(w.thief, 1n, w.relayer), "nor for another")
      .to.be.revertedWithCustomError(w.bond, "NotTheHolder")
      .withArgs(w.thief.address, w.a.address);
    await hold(w.relayer, 50n, w.relayer);
    expect(await w.bond.allowance(w.a, w.relayer)).to.equal(10n);
    await expect(w.bond.connect(w.relayer).transferFrom(w.a, w.b, 11n))
      .to.be.revertedWithCustomError(w.bond, "ERC20InsufficientAllowance")
      .withArgs(w.relayer.address, 10, 11);
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([100n, 50n, 0n]);
    await expectTotals(w.bond, w.everyone);
  });

  it("HOLD-1: an executor that is a contract and executes twice in one transaction gets the units once", async () => {
    const w = await load();
    const bundler = await new Bundler__factory(w.deployer).deploy();
    const executor = { address: bundler.target as string };
    const { id } = await w.held(w.bond, 60n, { executor });
    const execute = w.bond.interface.encodeFunctionData("executeHold", [id, w.b.address, 60n]);
    const release = w.bond.interface.encodeFunctionData("releaseHold", [id, 60n]);
    await expect(bundler.send(w.bond, [execute, execute, release]))
      .to.emit(bundler, "Sent")
      .withArgs(0, true)
      .and.to.emit(bundler, "Sent")
      .withArgs(1, false)
      .and.to.emit(bundler, "Sent")
      .withArgs(2, false);
    await expectBalances(w.bond, [
      [w.a, 40n],
      [w.b, 60n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("HOLD-1: a pledge, an attachment and a lock-up are released by no stranger, holder, payee or single registrar", async () => {
    const w = await load();
    const until = (await w.now()) + 30 * DAY;
    const pledged = [w.bond, w.a, 10n, w.b, REASON, DOCUMENT] as const;
    const ids: string[] = [];
    ids.push(await w.desk.pledgeUnits.staticCall(...pledged));
    await w.desk.pledgeUnits(...pledged);
    ids.push(await w.desk.attachUnits.staticCall(...pledged));
    await w.desk.attachUnits(...pledged);
    const locked = [w.bond, w.a, 10n, ISSUE, until] as const;
    ids.push(await w.desk.issueLocked.staticCall(...locked));
    await w.desk.issueLocked(...locked);
    for (const id of ids) {
      for (const by of [w.thief, w.a, w.b, w.registrar, w.admin]) {
        for (const end of [
          () => w.bond.connect(by).releaseHold(id, 1n),
          () => w.bond.connect(by).executeHold(id, w.b, 1n),
        ]) {
          await expect(end())
            .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
            .withArgs(id, ZeroAddress);
        }
        await expect(w.bond.connect(by).release(id, 1n))
          .to.be.revertedWithCustomError(w.bond, "NotTheDesk")
          .withArgs(by.address);
      }
    }
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([110n, 30n, 0n]);

    await w.networkHelpers.time.increaseTo(until + 1);
    for (const id of ids.slice(0, 2)) {
      await expect(w.bond.connect(w.thief).releaseHold(id, 10n), "no time ends them")
        .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
        .withArgs(id, ZeroAddress);
      await expect(w.freed(id, 10n, BigInt(id)))
        .to.emit(w.bond, "HoldReleased")
        .withArgs(id, w.a, 10n);
    }
    await w.bond.connect(w.thief).releaseHold(ids[2]!, 10n);
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([110n, 0n, 0n]);
    await expectTotals(w.bond, w.everyone);
  });

  it("HOLD-1: an act that names a hold twice takes no more than there is in it, and a trade's hold is no pledge", async () => {
    const w = await load();
    const pledged = [w.bond, w.a, 30n, w.b, REASON, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledged);
    await w.desk.pledgeUnits(...pledged);
    const part = { id: pledge, units: 20n };
    await w.desk.propose(w.act({ units: 40n, holds: [part, part] }));
    await expect(w.second.approve(w.act({ units: 40n, holds: [part, part] })))
      .to.be.revertedWithCustomError(w.bond, "HoldTooSmall")
      .withArgs(pledge, 10, 20);
    const trade = await w.held(w.bond, 30n);
    for (const changes of [
      { verb: VERB.pledgeExecution, units: 30n },
      { verb: VERB.releaseHold, units: 30n, to: ZeroAddress },
    ]) {
      const act = w.act({ ...changes, holds: [{ id: trade.id, units: 30n }] });
      await w.desk.propose(act);
      await expect(w.second.approve(act))
        .to.be.revertedWithCustomError(w.desk, "HoldNotForAct")
        .withArgs(await w.desk.actId(act), trade.id, 1);
    }
    const [half, all] = [
      { id: pledge, units: 15n },
      { id: trade.id, units: 30n },
    ];
    await w.done({ units: 90n, holds: [half, half, all, all], number: 2n });
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([10n, 0n, 0n]);
    expect(await w.bond.balanceOf(w.b), "what was ordered, and not a unit more").to.equal(90n);
    await expectTotals(w.bond, w.everyone);
  });

  it("HOLD-1: pledged units that a recovery moved are the successor's: an act on the old wallet takes none", async () => {
    const w = await load();
    await linked(w, w.a, [w.c]);
    const pledged = [w.bond, w.a, 40n, w.b, REASON, DOCUMENT] as const;
    const id = await w.desk.pledgeUnits.staticCall(...pledged);
    await w.desk.pledgeUnits(...pledged);
    const execution = {
      ...{ verb: VERB.pledgeExecution, units: 40n, holds: [{ id, units: 40n }] },
    };
    await w.desk.propose(w.act(execution));
    await recovered(w, w.a, w.c);
    await w.done({ verb: VERB.recovery, to: w.c.address, units: 0n });
    await expect(w.second.approve(w.act(execution)))
      .to.be.revertedWithCustomError(w.desk, "HoldOfAnother")
      .withArgs(id, w.c.address);
    await w.done({ ...execution, wallet: w.c.address });
    await expectBalances(w.bond, [
      [w.c, 60n],
      [w.b, 40n],
    ]);
    expect(await w.bond.heldOf(w.c)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });

  it("HOLD-1: a hold placed in a class that has ended moves nothing, and redemption takes its units by name", async () => {
    const w = await load();
    await announced(w, w.registrar, w.desk, "close", [w.bond.target, DOCUMENT]);
    const { id } = await w.held(w.bond, 60n);
    await expect(w.bond.connect(w.relayer).executeHold(id, w.b, 60n)).to.be.revertedWithCustomError(
      w.bond,
      "ClassClosed",
    );
    await w.done({
      ...{ verb: VERB.redemption, to: ZeroAddress, units: 100n },
      holds: [{ id, units: 60n }],
    });
    expect(await w.bond.totalSupply(), "SUM-1").to.equal(0n);
    expect(await w.bond.heldOf(w.a)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });
});

describe("Attacks by the issuer's consent", () => {
  it("POWER-1: a signed consent counts for its token, desk, chain, receiver and units alone, and once", async () => {
    const w = await load();
    const token = await classOf(w, { consent: true });
    const other = await classOf(w, { consent: true });
    const consent = await consentOf(w, token);
    const signature = await signedConsent(w, w.registrar, consent);
    const present = (changed: typeof consent, signed = signature, desk = w.desk) =>
      desk.connect(w.thief).presentConsent(changed, w.registrar, signed);
    for (const changed of [
      { ...consent, token: other.target as string },
      { ...consent, from: w.b.address },
      { ...consent, to: w.thief.address },
      { ...consent, units: 61n },
      { ...consent, until: consent.until + 1 },
      { ...consent, number: 2n },
    ]) {
      await expect(present(changed))
        .to.be.revertedWithCustomError(w.desk, "ConsentSignatureInvalid")
        .withArgs(await w.desk.consentId(changed), w.registrar.address);
    }
    const id = await w.desk.consentId(consent);
    const elsewhere = [{ chainId: 1n }, { verifyingContract: token.target as string }];
    for (const domain of elsewhere) {
      await expect(present(consent, await signedConsent(w, w.registrar, consent, domain)))
        .to.be.revertedWithCustomError(w.desk, "ConsentSignatureInvalid")
        .withArgs(id, w.registrar.address);
    }
    const secondDesk = await new RegistrarDesk__factory(w.deployer).deploy(
      ...[w.authority, w.pass, w.lens, DAY],
    );
    await expect(present(consent, signature, secondDesk))
      .to.be.revertedWithCustomError(secondDesk, "ConsentSignatureInvalid")
      .withArgs(id, w.registrar.address);

    await expect(present(consent))
      .to.emit(w.desk, "ConsentGiven")
      .and.to.emit(token, "ConsentChanged")
      .withArgs(w.a, w.b, 60n, consent.until);
    await token.connect(w.a).transfer(w.b, 60n);
    await expect(present(consent), "it gives once").not.to.emit(token, "ConsentChanged");
    await expect(token.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(w.a.address, w.b.address, 1);
    await expectTotals(token, w.everyone);
  });

  it("POWER-1: nobody consents but a registrar of the class: not the holder, a stranger, or a registrar that is one no more", async () => {
    const w = await load();
    const token = await classOf(w, { consent: true });
    const consent = await consentOf(w, token);
    for (const signer of [w.a, w.thief, w.admin]) {
      const signature = await signedConsent(w, signer, consent);
      await expect(w.desk.connect(signer).presentConsent(consent, signer, signature))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(signer.address, ROLE);
      await expect(w.desk.connect(signer).giveConsent(consent))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(signer.address, ROLE);
      await expect(token.connect(signer).setConsent(w.a, w.b, 1n, consent.until))
        .to.be.revertedWithCustomError(token, "NotTheDesk")
        .withArgs(signer.address);
    }
    const kept = await consentOf(w, token, { until: (await w.now()) + 30 * DAY });
    const signature = await signedConsent(w, w.secondRegistrar, kept);
    const values = [ROLE, w.secondRegistrar.address];
    await announced(w, w.admin, w.authority, "revokeRole", values);
    await expect(w.desk.presentConsent(kept, w.secondRegistrar, signature))
      .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
      .withArgs(w.secondRegistrar.address, ROLE);
    await expectTotals(token, w.everyone);
  });

  it("POWER-1: a consent that was rejected, withdrawn or lapsed is given by nobody's signature any more", async () => {
    const w = await load();
    const token = await classOf(w, { consent: true });
    for (const [number, end] of [
      (c: Awaited<ReturnType<typeof consentOf>>) => w.desk.rejectConsent(c, REASON),
      (c: Awaited<ReturnType<typeof consentOf>>) => w.desk.connect(w.a).withdrawApplication(c),
    ].entries()) {
      const consent = await consentOf(w, token, { number });
      const signature = await signedConsent(w, w.registrar, consent);
      await w.desk.connect(w.a).applyForConsent(consent);
      await end(consent);
      const id = await w.desk.consentId(consent);
      for (const again of [
        () => w.desk.giveConsent(consent),
        () => w.desk.presentConsent(consent, w.registrar, signature),
      ]) {
        await expect(again()).to.be.revertedWithCustomError(w.desk, "ConsentNotOpen").withArgs(id);
      }
    }
    const late = await consentOf(w, token, { number: 9n });
    const signature = await signedConsent(w, w.registrar, late);
    await w.networkHelpers.time.increaseTo(late.until + 1);
    await expect(w.desk.presentConsent(late, w.registrar, signature))
      .to.be.revertedWithCustomError(w.desk, "ConsentLapsed")
      .withArgs(await w.desk.consentId(late), late.until);
    expect([...(await token.consentOf(w.a, w.b))]).to.deep.equal([0n, 0n]);
    await expectTotals(token, w.everyone);
  });
});

describe("Attacks by the desk's batch", () => {
  it("POWER-1: a row does what its caller could do alone: no more by nesting, nor by a verb that waits", async () => {
    const w = await load();
    const call = w.desk.interface;
    const rules = rulesWord({ lot: 1n, lockUp: jstDateOf(await w.now()) + 1_000 });
    const waits = call.encodeFunctionData("setRules", [w.bond.target, rules, 999]);
    const issue = call.encodeFunctionData("issue", [w.bond.target, w.b.address, 5n, ISSUE]);
    const nested = call.encodeFunctionData("batch", [[issue, waits]]);
    for (const by of [w.thief, w.a, w.admin, w.pauser]) {
      const rows = await w.desk.connect(by).batch.staticCall([issue, waits, nested]);
      expect(rows.map(({ done }) => done)).to.deep.equal([false, false, true]);
      const [, answer] = rows[2]!;
      const inner = call.decodeFunctionResult("batch", answer)[0] as typeof rows;
      expect(inner.map(({ done }) => done)).to.deep.equal([false, false]);
      await w.desk.connect(by).batch([issue, waits, nested]);
    }
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);
    const lone = await w.desk.batch.staticCall([waits]);
    const operation = await w.authority.hashOperation(w.registrar, w.desk, waits);
    expect(lone[0]!.answer, "unannounced").to.equal(
      w.authority.interface.encodeErrorResult("AccessManagerNotScheduled", [operation]),
    );

    const args = [w.bond.target, rules, 999] as const;
    const { delay } = await announce(w, w.registrar, w.desk, "setRules", args);
    await w.networkHelpers.time.increase(delay);
    await expect(w.desk.batch([waits, waits]))
      .to.emit(w.desk, "RulesSet")
      .withArgs(w.bond, rules, 999, w.registrar)
      .and.to.emit(w.desk, "RowRefused")
      .withArgs(1, lone[0]!.answer);
    await expectTotals(w.bond, w.everyone);
  });

  it("POWER-1: a key does not approve its own act by a batch", async () => {
    const w = await load();
    const id = await w.desk.actId(w.act());
    const rows = ["propose", "approve", "carryOut"].map((verb) =>
      w.desk.interface.encodeFunctionData(verb as "propose", [w.act()]),
    );
    const results = await w.desk.batch.staticCall(rows);
    expect(results.map(({ done }) => done)).to.deep.equal([true, false, false]);
    expect(results[1]!.answer).to.equal(
      w.desk.interface.encodeErrorResult("ActNeedsAnotherKey", [id, w.registrar.address]),
    );
    await w.desk.batch(rows);
    expect(await w.bond.balanceOf(w.b)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });
});

describe("Attacks on how units move", () => {
  it("a venue-only class moves by no path but its venue's: not by 3009, an allowance, a batch or a hold", async () => {
    const w = await load();
    const token = await classOf(w, { venueOnly: true });
    await announced(w, w.registrar, w.desk, "setVenue", [token.target, w.platform.dvp, true]);
    await token.connect(w.a).approve(w.thief, MaxUint256);
    const { id } = await w.held(token, 10n, { executor: w.thief });
    const signed = { to: w.b.address, value: 10n, nonce: REASON };
    const authorization = await signedAuthorization(w, token, signed);
    const by3009 = token.connect(w.thief)[
      "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)"
    ];
    for (const [by, path] of [
      [w.a, () => token.connect(w.a).transfer(w.b, 10n)],
      [w.a, () => token.connect(w.a).batchTransfer([w.b], [10n])],
      [w.thief, () => token.connect(w.thief).transferFrom(w.a, w.b, 10n)],
      [w.thief, () => token.connect(w.thief).executeHold(id, w.b, 10n)],
      [w.thief, () => by3009(...authorization)],
    ] as const) {
      await expect(path()).to.be.revertedWithCustomError(token, "NotAVenue").withArgs(by.address);
    }
    await w.minted(w.b, 100_000n);
    await w.yen.connect(w.b).approve(w.dvp, MaxUint256);
    await token.connect(w.a).approve(w.dvp, MaxUint256);
    const trade = await w.signedTrade(w.a, w.b, token, { units: 10n });
    await w.dvp.settle(trade.trade, trade.sellerSignature, trade.buyerSignature);
    await expectBalances(token, [
      [w.a, 90n],
      [w.b, 10n],
    ]);
    await expectTotals(token, w.everyone);
  });

  it("a block-only holding is not split by a batch, an allowance or a hold", async () => {
    const w = await load();
    const token = await classOf(w, { blockOnly: true });
    await token.connect(w.a).approve(w.relayer, MaxUint256);
    const { id } = await w.held(token, 100n);
    for (const path of [
      () => token.connect(w.relayer).executeHold(id, w.b, 60n),
      () => token.connect(w.relayer).transferFrom(w.a, w.b, 60n),
      () => token.connect(w.a).batchTransfer([w.b, w.b], [60n, 40n]),
    ]) {
      await expect(path())
        .to.be.revertedWithCustomError(token, "NotTheWholeHolding")
        .withArgs(w.a.address, 100, 60);
    }
    await token.connect(w.relayer).executeHold(id, w.b, 100n);
    await expectBalances(token, [
      [w.a, 0n],
      [w.b, 100n],
    ]);
    await expectTotals(token, w.everyone);
  });

  it("the most units of one investor are not dodged by a second wallet, and what stays his is no gain", async () => {
    const w = await load();
    await linked(w, w.b, [w.c]);
    const token = await classOf(w, { maxUnits: 100n });
    await w.desk.issue(token, w.b, 60n, ISSUE);
    await expect(token.connect(w.a).transfer(w.c, 41n))
      .to.be.revertedWithCustomError(token, "TooManyUnits")
      .withArgs(w.c.address, 100, 101);
    await expect(w.desk.issue(token, w.c, 41n, ISSUE))
      .to.be.revertedWithCustomError(token, "TooManyUnits")
      .withArgs(w.c.address, 100, 101);
    await token.connect(w.a).transfer(w.c, 40n);
    await token.connect(w.b).transfer(w.c, 60n);
    await expectBalances(token, [
      [w.a, 60n],
      [w.b, 0n],
      [w.c, 100n],
    ]);
    await expectTotals(token, w.everyone, [w.b.address, w.c.address]);
  });

  it("the count of a category survives links, recoveries, reclassifications and system passes", async () => {
    const w = await load();
    const token = await classOf(w, { maxPerCategory: { general: 2, qii: 1 } });
    const counts = async () => [await token.countOf(GENERAL), await token.countOf(QII)];
    const system = { address: (await new FakeClass__factory(w.deployer).deploy(1, ROLE)).target };
    await grantedSystem(w, system as { address: string });
    await linked(w, w.a, [w.c, w.issuer]);
    await token.connect(w.a).transfer(system.address, 10n);
    expect(await counts(), "no investor stands behind it").to.deep.equal([1n, 0n]);
    await token.connect(w.a).transfer(w.c, 20n);
    expect(await counts(), "one investor").to.deep.equal([1n, 0n]);
    await recovered(w, w.a, w.c);
    const recovery = { token: token.target, verb: VERB.recovery, to: w.c.address, units: 0n };
    await w.done(recovery);
    expect(await counts()).to.deep.equal([1n, 0n]);
    await w.desk.issue(token, w.b, 10n, ISSUE);
    expect(await counts()).to.deep.equal([2n, 0n]);

    await reclassified(w, w.b, { qiiUntil: FAR });
    await windowPasses(w);
    await token.connect(w.thief).recount(w.b);
    await token.connect(w.thief).recount(w.b);
    expect(await counts()).to.deep.equal([1n, 1n]);
    await w.granted([w.thief], { qiiUntil: FAR });
    await expect(token.connect(w.c).transfer(w.thief, 1n))
      .to.be.revertedWithCustomError(token, "TooManyOfCategory")
      .withArgs(QII, 1);
    await token.connect(w.b).transfer(w.thief, 10n);
    expect(await counts(), "a leaver makes room").to.deep.equal([1n, 1n]);
    await token.connect(w.c).transfer(w.thief, 90n);
    expect(await counts()).to.deep.equal([0n, 1n]);
    const wallets = [...w.everyone, system.address as string];
    await expectTotals(token, wallets, [], [system.address as string]);
  });

  it("POWER-1: no change of rules breaks a class: a lot of none, one that the cap is no multiple of, no investor at all", async () => {
    const w = await load();
    const cases: readonly (readonly [bigint, number, string, readonly unknown[]])[] = [
      [rulesWord({ lot: 0n }), 999, "RulesMalformed", [0n]],
      [rulesWord({ lot: 7n }), 999, "RulesMalformed", [rulesWord({ lot: 7n })]],
      [rulesWord({ lot: 1n }), 0, "RulesMalformed", [rulesWord({ lot: 1n })]],
      [rulesWord({ lot: 1n }) | 8n, 999, "RulesMalformed", [rulesWord({ lot: 1n }) | 8n]],
      [rulesWord({ lot: 1n, maxPerCategory: { general: 1 } }), 999, "CategoriesNotCounted", [1n]],
    ];
    const before = await w.bond.rules();
    for (const [rules, most, error, args] of cases) {
      await expect(announced(w, w.registrar, w.desk, "setRules", [w.bond.target, rules, most]))
        .to.be.revertedWithCustomError(w.bond, error)
        .withArgs(...args);
    }
    expect(await w.bond.rules()).to.equal(before);
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await expectTotals(w.bond, w.everyone);
  });

  it("POWER-1: the second half of the code, called at its own address, moves and opens nothing", async () => {
    const w = await load();
    const annex = SecurityAnnex__factory.connect(await w.bond.annex(), w.a);
    const until = (await w.now()) + DAY;
    await expect(annex.hold(w.a, 1n, w.relayer, until, ZeroHash))
      .to.be.revertedWithCustomError(annex, "ERC20InsufficientBalance")
      .withArgs(w.a.address, 0, 1);
    await expect(annex.enrol(w.a, 0, "0x"))
      .to.be.revertedWithCustomError(w.pass, "NotAClass")
      .withArgs(annex.target, 0);
    await expect(annex.mint(w.a, 1n))
      .to.be.revertedWithCustomError(annex, "NotTheDesk")
      .withArgs(w.a.address);
    const consent = [w.b, 1n, until, 1n, w.registrar, "0x"] as const;
    await expect(annex.transferWithConsent(...consent)).to.be.revertedWithoutReason(w.ethers);
    await expect(annex.connect(w.asDesk).mint(w.a, 1n)).to.be.revertedWithoutReason(w.ethers);
    await annex.roll(3);
    await expect(w.bond.connect(w.thief).moveFor(w.a, w.a, w.b, 1n, 0))
      .to.be.revertedWithCustomError(w.bond, "NotTheTokenItself")
      .withArgs(w.thief.address);
    expect(await w.pass.investorIdOf(annex)).to.equal(0n);
    expect(await w.bond.balanceOf(w.a)).to.equal(100n);
    await expectTotals(w.bond, w.everyone);
  });
});
