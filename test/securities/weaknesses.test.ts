import { expect } from "chai";
import {
  AbiCoder,
  type Addressable,
  concat,
  dataSlice,
  encodeBytes32String,
  id as idOf,
  keccak256,
  MaxUint256,
  toBeHex,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import { attestation } from "../../sdk/encode/attestation.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../sdk/encode/rulesWord.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { tradeTypedData } from "../../sdk/encode/tradeTypedData.ts";
import { jstDateEnd } from "../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { FakeClass__factory, SecurityToken__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { expectBalances } from "../support/balances.ts";
import { fixture } from "../support/fixture.ts";
import { linked, recovered } from "../support/lists.ts";
import { byAdmin, reclassified, revoked, STATUS, windowPasses } from "../support/passes.ts";
import { deploySafe } from "../support/safe.ts";
import { expectTotals } from "../support/totals.ts";
import { DAY, GENERAL, JAPAN } from "../support/world.ts";
import {
  DOCUMENT,
  ISSUE,
  PURPOSE,
  REASON,
  type Registered,
  registered,
  VERB,
} from "./support/registered.ts";

const ROLE = 1_000n;
const YEAR = 365 * DAY;

/** The class, A's and B's trade, allowances and B's yen. */
const load = fixture(async () => {
  const w = await registered();
  await w.minted(w.b, 1_000_000n);
  await w.bond.connect(w.a).approve(w.dvp, MaxUint256);
  await w.yen.connect(w.b).approve(w.dvp, MaxUint256);
  return w;
});

const loadRegistered = fixture(registered);

/** Sends a trade that both parties signed, by anyone. */
async function settle(w: Registered, signed: Awaited<ReturnType<Registered["signedTrade"]>>) {
  return await w.dvp
    .connect(w.thief)
    .settle(signed.trade, signed.sellerSignature, signed.buyerSignature);
}

/** That the bond is where it was: A has 100 units, nobody else any, and the settlement owns nothing. */
async function expectUntouched(w: Registered) {
  expect(await w.accountOf(w.bond, w.a)).to.deep.equal([100n, 0n, 0n]);
  expect(await w.bond.balanceOf(w.dvp), "DVP-2").to.equal(0n);
  expect(await w.yen.balanceOf(w.dvp), "DVP-2").to.equal(0n);
  await expectTotals(w.bond, w.everyone);
  await expectTotals(w.yen, w.everyone);
}

describe("Weaknesses of the ledgers before", () => {
  it("T1: nobody registers himself: without k officers there is no pass, and without a pass no unit", async () => {
    const w = await load();
    const { thief, bond, pass } = w;
    const claims = {
      wallet: thief.address,
      claims: GENERAL,
      classes: [1],
      seq: 0,
      deadline: (await w.now()) + DAY,
    };
    const data = grantTypedData(w.chainId, w.platform.pass, claims);
    const forged = await signTypedData(thief, data);
    await expect(pass.connect(thief).grant(claims, []))
      .to.be.revertedWithCustomError(pass, "TooFewAttestations")
      .withArgs(0, 2);
    await expect(
      pass.connect(thief).grant(claims, [attestation(1, forged), attestation(2, forged)]),
    )
      .to.be.revertedWithCustomError(pass, "AttestationInvalid")
      .withArgs(1, w.officers[0]!.address, thief.address);
    await expect(pass.connect(thief).enrol(thief, 1, false))
      .to.be.revertedWithCustomError(pass, "NotAClass")
      .withArgs(thief.address, 1);
    await expect(bond.connect(thief).enrol(thief, 0, "0x"))
      .to.be.revertedWithCustomError(bond, "PassNotWorking")
      .withArgs(thief.address, STATUS.none);
    await expect(bond.connect(w.a).transfer(thief, 1n), "ELIG-1")
      .to.be.revertedWithCustomError(bond, "PassNotWorking")
      .withArgs(thief.address, STATUS.none);
    expect(await pass.investorIdOf(thief)).to.equal(0n);
    await expectUntouched(w);
  });

  it("T2: units that a holder promised reach nobody whom a transfer would not, and no owner changes without Transfer", async () => {
    const w = await load();
    const today = jstDateOf(await w.now());
    const lockUp = today + 30;
    const token = await w.openClass({ lockUp, rules: rulesWord({ consent: true }) });
    await w.desk.issue(token, w.a, 100n, ISSUE);
    const { id } = await w.held(token, 60n, { until: jstDateEnd(lockUp) + 7 * DAY });
    const helper = token.connect(w.relayer);

    await expect(helper.executeHold(id, w.thief, 60n), "ELIG-1")
      .to.be.revertedWithCustomError(token, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    await expect(helper.executeHold(id, w.b, 60n))
      .to.be.revertedWithCustomError(token, "LockedUp")
      .withArgs(lockUp);
    await w.networkHelpers.time.increaseTo(jstDateEnd(lockUp) + 1);
    await expect(helper.executeHold(id, w.b, 60n))
      .to.be.revertedWithCustomError(token, "ConsentMissing")
      .withArgs(w.a.address, w.b.address, 60n);
    await w.desk.connect(w.pauser).pause(token);
    await expect(helper.executeHold(id, w.b, 60n)).to.be.revertedWithCustomError(
      token,
      "TokenPaused",
    );
    expect(await w.accountOf(token, w.a)).to.deep.equal([100n, 60n, 0n]);
    await announced(w, w.unpauser, w.desk, "unpause", [token.target]);

    const until = (await w.now()) + DAY;
    const consent = {
      ...{ token: token.target as string, from: w.a.address, to: w.b.address },
      ...{ units: 60n, until, number: 1n },
    };
    await w.desk.connect(w.a).applyForConsent(consent);
    await w.desk.giveConsent(consent);
    await expect(helper.executeHold(id, w.b, 60n))
      .to.emit(token, "HoldReleased")
      .withArgs(id, w.a, 60n)
      .and.to.emit(token, "Transfer")
      .withArgs(w.a, w.b, 60n);
    await expectBalances(token, [
      [w.a, 40n],
      [w.b, 60n],
    ]);
    await expectTotals(token, w.everyone);
  });

  it("T3: an unregistered buyer gains nothing inside the settlement either, which keeps no accounts", async () => {
    const w = await load();
    const { trade, ...signatures } = await w.signedTrade(w.a, w.thief, w.bond, { units: 5n });
    await expect(settle(w, { trade, ...signatures }), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    const resold = await w.signedTrade(w.thief, w.b, w.bond, { units: 5n });
    await w.bond.connect(w.thief).approve(w.dvp, MaxUint256);
    await expect(settle(w, resold), "ELIG-2")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    await expect(w.bond.connect(w.a).transfer(w.dvp, 5n), "no units can be put in")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.platform.dvp, STATUS.none);
    await expectUntouched(w);
  });

  it("T4: units promised to an agent who vanishes are free again after their time, by anyone's call", async () => {
    const w = await load();
    const agent = w.relayer;
    const { id, until } = await w.held(w.bond, 60n);
    await expect(w.bond.connect(w.a).releaseHold(id, 60n))
      .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
      .withArgs(id, agent.address);
    await w.networkHelpers.time.setNextBlockTimestamp(until);
    await expect(w.bond.connect(w.thief).releaseHold(id, 60n), "until its last second")
      .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
      .withArgs(id, agent.address);

    await w.networkHelpers.time.increase(10 * YEAR);
    await expect(w.bond.connect(agent).executeHold(id, w.b, 60n), "nor does he come back")
      .to.be.revertedWithCustomError(w.bond, "HoldEnded")
      .withArgs(id, until);
    await expect(w.bond.connect(w.thief).releaseHold(id, 60n), "EXIT-1")
      .to.emit(w.bond, "HoldReleased")
      .withArgs(id, w.a, 60n);
    await w.bond.connect(w.a).transfer(w.b, 100n);
    await expectBalances(w.bond, [
      [w.a, 0n],
      [w.b, 100n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("T5: a forced transfer makes no settlement insolvent: it takes promised units only by naming the promise", async () => {
    const w = await load();
    const { id } = await w.held(w.bond, 60n);
    const fromSettlement = w.act({ wallet: w.platform.dvp, units: 60n });
    await expect(w.desk.propose(fromSettlement), "there is nothing to take")
      .to.be.revertedWithCustomError(w.desk, "ActNotCovered")
      .withArgs(await w.desk.actId(fromSettlement), 0, 60);
    await w.desk.propose(w.act({ units: 60n }));
    await expect(w.second.approve(w.act({ units: 60n })), "held units stay")
      .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
      .withArgs(w.a.address, 40, 60);

    const named = { units: 60n, holds: [{ id, units: 20n }], number: 2n };
    await expect(w.done(named))
      .to.emit(w.bond, "HoldReleased")
      .withArgs(id, w.a, 20n)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(w.a, w.b, 60n);
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([40n, 40n, 0n]);
    expect([...(await w.bond.holdOf(id))], "the promise says so").to.deep.equal([w.a.address, 40n]);
    await expect(w.bond.connect(w.relayer).executeHold(id, w.b, 60n))
      .to.be.revertedWithCustomError(w.bond, "HoldTooSmall")
      .withArgs(id, 40, 60);
    await w.bond.connect(w.relayer).executeHold(id, w.b, 40n);
    await expectBalances(w.bond, [
      [w.a, 0n],
      [w.b, 100n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("T6: no key points a class at other code or writes its balances: not the admin's, a registrar's or the desk's", async () => {
    const w = await load();
    const token = w.bond.target as string;
    const { implementation } = w.platform;
    const codeOf = async () => await w.ethers.provider.getCode(token);
    const code = await codeOf();
    const annex = await w.bond.annex();
    expect(dataSlice(code, 10, 30), "ERC-1167").to.equal(implementation.toLowerCase());

    const upgrades = [
      concat([dataSlice(idOf("upgradeTo(address)"), 0, 4), toBeHex(w.thief.address, 32)]),
      concat([dataSlice(idOf("setImplementation(address)"), 0, 4), toBeHex(w.thief.address, 32)]),
      concat([dataSlice(idOf("setAnnex(address)"), 0, 4), toBeHex(w.thief.address, 32)]),
    ];
    for (const key of [w.admin, w.registrar, w.secondRegistrar, w.guardian, w.asDesk]) {
      const as = w.bond.connect(key);
      await expect(as.moveFor(w.a, w.a, w.b, 1n, 1))
        .to.be.revertedWithCustomError(w.bond, "NotTheTokenItself")
        .withArgs(key.address);
      await expect(as.initialize(1, false)).to.be.revertedWithCustomError(w.bond, "AlreadyOpened");
      for (const data of upgrades) {
        await expect(key.sendTransaction({ to: token, data })).to.be.revertedWithoutReason(
          w.ethers,
        );
      }
    }
    for (const key of [w.admin, w.registrar, w.secondRegistrar, w.guardian]) {
      await expect(w.bond.connect(key).mint(key, 1n))
        .to.be.revertedWithCustomError(w.bond, "NotTheDesk")
        .withArgs(key.address);
      await expect(w.bond.connect(key).forcedTransfer(w.a, w.b, 1n))
        .to.be.revertedWithCustomError(w.bond, "NotTheDesk")
        .withArgs(key.address);
    }
    await expect(w.authority.updateAuthority(w.desk, w.thief))
      .to.be.revertedWithCustomError(w.authority, "AuthorityIsFixed")
      .withArgs(w.platform.desk);

    const next = await new SecurityToken__factory(w.deployer).deploy(w.pass, w.desk, annex);
    await byAdmin(w, w.factory, "setImplementation", [next.target, true]);
    await byAdmin(w, w.factory, "setImplementation", [implementation, false]);
    expect(await codeOf(), "the class has the code that it was opened with").to.equal(code);
    expect(await w.bond.annex()).to.equal(annex);
    expect(await w.bond.desk()).to.equal(w.platform.desk);
    await w.bond.connect(w.a).transfer(w.b, 1n);
    await w.bond.connect(w.b).transfer(w.a, 1n);
    await expectUntouched(w);
  });

  it("T7: an issuer that changes its keys leaves every holder registered", async () => {
    const w = await load();
    const next = w.c;
    await byAdmin(w, w.authority, "grantRole", [ROLE, next.address, 0]);
    for (const key of [w.registrar, w.secondRegistrar]) {
      await byAdmin(w, w.authority, "revokeRole", [ROLE, key.address]);
    }
    await w.bond.connect(w.a).transfer(w.b, 40n);
    for (const key of [w.registrar, w.secondRegistrar]) {
      await expect(w.desk.connect(key).issue(w.bond, w.b, 1n, ISSUE))
        .to.be.revertedWithCustomError(w.desk, "NotTheRegistrar")
        .withArgs(key.address, ROLE);
    }
    await w.desk.connect(next).issue(w.bond, w.b, 5n, ISSUE);
    await expectBalances(w.bond, [
      [w.a, 60n],
      [w.b, 45n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("T8: what is forced from a holder is credited to the receiver named, and to nobody's escrow", async () => {
    const w = await load();
    const intoSettlement = { to: w.platform.dvp };
    await w.desk.propose(w.act(intoSettlement));
    await expect(w.second.approve(w.act(intoSettlement)), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.platform.dvp, STATUS.none);
    await expectUntouched(w);

    await expect(w.done({ number: 2n }))
      .to.emit(w.bond, "ForcedTransfer")
      .withArgs(w.a, w.b, 10n)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(w.a, w.b, 10n);
    await expectBalances(w.bond, [
      [w.a, 90n],
      [w.b, 10n],
    ]);
    expect(await w.bond.balanceOf(w.registrar)).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });

  it("T9: whoever stops or ends the class locks nothing in: promised units are on their owner's account and come free", async () => {
    const w = await load();
    const first = await w.held(w.bond, 60n);
    const second = await w.held(w.bond, 30n, { salt: REASON, until: (await w.now()) + 30 * DAY });
    await w.desk.connect(w.pauser).pause(w.bond);
    await expect(
      w.bond.connect(w.relayer).executeHold(first.id, w.b, 1n),
    ).to.be.revertedWithCustomError(w.bond, "TokenPaused");
    await expect(w.bond.connect(w.relayer).releaseHold(first.id, 60n))
      .to.emit(w.bond, "HoldReleased")
      .withArgs(first.id, w.a, 60n);

    await announced(w, w.registrar, w.desk, "close", [w.bond.target, DOCUMENT]);
    await expect(
      w.bond.connect(w.relayer).executeHold(second.id, w.b, 1n),
    ).to.be.revertedWithCustomError(w.bond, "TokenPaused");
    await w.networkHelpers.time.increaseTo(second.until + 1);
    await expect(w.bond.connect(w.thief).releaseHold(second.id, 30n), "EXIT-1")
      .to.emit(w.bond, "HoldReleased")
      .withArgs(second.id, w.a, 30n);
    await expectUntouched(w);
    await expect(w.done({ verb: VERB.redemption, to: ZeroAddress, units: 100n }))
      .to.emit(w.bond, "Transfer")
      .withArgs(w.a, ZeroAddress, 100n);
    expect(await w.bond.totalSupply(), "SUM-1").to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });

  it("T10: a contract wallet with a pass gets units by transfer, by order and by trade, and sends them on", async () => {
    const w = await load();
    const safe = await deploySafe(w.deployer, w.chainId, [w.issuer, w.c, w.thief], 2);
    await w.granted([safe]);
    await w.bond.connect(w.a).transfer(safe.address, 10n);
    await w.done({ to: safe.address });
    const owners = [w.issuer, w.c] as const;
    const sends = async (token: Addressable, data: string) =>
      await safe.execute(token, data, owners);
    await w.minted(safe, 100_000n);
    await sends(w.yen, w.yen.interface.encodeFunctionData("approve", [w.platform.dvp, MaxUint256]));
    const { trade, sellerSignature } = await w.signedTrade(w.a, w.b, w.bond, {
      ...{ buyer: safe.address, units: 5n },
    });
    const data = tradeTypedData(w.chainId, w.platform.dvp, trade);
    await settle(w, { trade, sellerSignature, buyerSignature: await safe.sign(data, owners) });
    const until = (await w.now()) + DAY;
    const promised = w.bond.interface.encodeFunctionData("hold", [
      safe.address,
      15n,
      w.relayer.address,
      until,
      ZeroHash,
    ]);
    await sends(w.bond, promised);
    expect(await w.accountOf(w.bond, safe)).to.deep.equal([25n, 15n, 0n]);
    await sends(w.bond, w.bond.interface.encodeFunctionData("transfer", [w.b.address, 5n]));
    await expectBalances(w.bond, [
      [w.a, 75n],
      [w.b, 5n],
      [safe, 20n],
    ]);
    await expectTotals(w.bond, [...w.everyone, safe.address]);
    await expectTotals(w.yen, [...w.everyone, safe.address]);
  });

  it("T11: the ERC-20 surface is whole: decimals, allowances, ERC-165, Transfer at issue and redemption; nothing moves after the end", async () => {
    const w = await load();
    const { bond } = w;
    expect(await bond.decimals()).to.equal(0n);
    for (const id of ["0x01ffc9a7", "0x36372b07", "0x3edbb4c4"]) {
      expect(await bond.supportsInterface(id), id).to.equal(true);
    }
    await expect(bond.connect(w.a).approve(w.c, 7n))
      .to.emit(bond, "Approval")
      .withArgs(w.a, w.c, 7n);
    await expect(bond.connect(w.c).transferFrom(w.a, w.b, 8n))
      .to.be.revertedWithCustomError(bond, "ERC20InsufficientAllowance")
      .withArgs(w.c.address, 7, 8);
    await bond.connect(w.c).transferFrom(w.a, w.b, 7n);
    expect(await bond.allowance(w.a, w.c)).to.equal(0n);
    await expect(w.desk.issue(bond, w.b, 3n, ISSUE))
      .to.emit(bond, "Transfer")
      .withArgs(ZeroAddress, w.b, 3n);
    await expect(w.desk.issue(bond, ZeroAddress, 3n, ISSUE))
      .to.be.revertedWithCustomError(bond, "ERC20InvalidReceiver")
      .withArgs(ZeroAddress);
    await expect(w.done({ verb: VERB.redemption, to: ZeroAddress, units: 3n, wallet: w.b.address }))
      .to.emit(bond, "Transfer")
      .withArgs(w.b, ZeroAddress, 3n);
    await expectBalances(bond, [
      [w.a, 93n],
      [w.b, 7n],
    ]);

    await announced(w, w.registrar, w.desk, "close", [bond.target, DOCUMENT]);
    await expect(bond.connect(w.a).transfer(w.b, 1n)).to.be.revertedWithCustomError(
      bond,
      "ClassClosed",
    );
    await expect(w.desk.issue(bond, w.b, 1n, ISSUE)).to.be.revertedWithCustomError(
      bond,
      "ClassClosed",
    );
    await expectTotals(bond, w.everyone);
  });

  it("T12: of many orders in one call each stands by itself: one refused stops none, and says its place and reason", async () => {
    const w = await load();
    const receivers = [w.b.address, w.thief.address, ZeroAddress, w.a.address];
    const rows = receivers.map((to) =>
      w.desk.interface.encodeFunctionData("issue", [w.bond.target, to, 5n, ISSUE]),
    );
    const refusals = [
      w.bond.interface.encodeErrorResult("PassNotWorking", [w.thief.address, STATUS.none]),
      w.bond.interface.encodeErrorResult("ERC20InvalidReceiver", [ZeroAddress]),
    ] as const;
    const results = await w.desk.batch.staticCall(rows);
    expect(results.map(({ done, answer }) => [done, answer])).to.deep.equal([
      [true, "0x"],
      [false, refusals[0]],
      [false, refusals[1]],
      [true, "0x"],
    ]);
    await expect(w.desk.batch(rows))
      .to.emit(w.desk, "RowRefused")
      .withArgs(1, refusals[0])
      .and.to.emit(w.desk, "RowRefused")
      .withArgs(2, refusals[1]);
    await expectBalances(w.bond, [
      [w.a, 105n],
      [w.b, 5n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("T13: a buyer who lost his pass after he agreed gets nothing, by trade or by promise, nor does the trade live for ever", async () => {
    const w = await load();
    const signed = await w.signedTrade(w.a, w.b, w.bond, { units: 5n });
    const { id } = await w.held(w.bond, 5n, { until: (await w.now()) + 360 * DAY });
    await revoked(w, w.b);
    await expect(settle(w, signed), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.b.address, STATUS.revoked);
    await w.networkHelpers.time.increase(300 * DAY);
    await expect(w.bond.connect(w.relayer).executeHold(id, w.b, 5n), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.b.address, STATUS.revoked);
    await w.granted([w.b]);
    const at = (await w.now()) + 60;
    await w.networkHelpers.time.setNextBlockTimestamp(at);
    await expect(settle(w, signed), "even with a new pass")
      .to.be.revertedWithCustomError(w.dvp, "TooLate")
      .withArgs(signed.trade.settleBy, at);
    await w.bond.connect(w.relayer).releaseHold(id, 5n);
    await expectUntouched(w);
  });

  it("T14: a promise is firm: the seller cannot spend the units twice, by any path, nor take it back", async () => {
    const w = await load();
    const { id, until } = await w.held(w.bond, 60n);
    await w.bond.connect(w.a).approve(w.c, MaxUint256);
    const refused = [
      () => w.bond.connect(w.a).transfer(w.b, 41n),
      () => w.bond.connect(w.c).transferFrom(w.a, w.b, 41n),
      () => w.bond.connect(w.a).batchTransfer([w.b], [41n]),
      () => w.bond.connect(w.a).hold(w.a, 41n, w.thief, until, REASON),
    ];
    for (const spend of refused) {
      await expect(spend(), "HOLD-1")
        .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
        .withArgs(w.a.address, 40, 41);
    }
    await expect(w.bond.connect(w.a).hold(w.a, 40n, w.relayer, until, ZeroHash))
      .to.be.revertedWithCustomError(w.bond, "HoldAlreadyPlaced")
      .withArgs(id);
    await w.bond.connect(w.a).approve(w.relayer, 0n);
    await expect(w.bond.connect(w.relayer).executeHold(id, w.b, 60n))
      .to.emit(w.bond, "Transfer")
      .withArgs(w.a, w.b, 60n);
    await expectBalances(w.bond, [
      [w.a, 40n],
      [w.b, 60n],
    ]);
    await expectTotals(w.bond, w.everyone);
  });

  it("T15: units are issued to nobody without a pass, and no trade is paid with what is no cash", async () => {
    const w = await load();
    await expect(w.desk.issue(w.bond, w.thief, 1n, ISSUE), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    await expect(w.desk.issueLocked(w.bond, w.thief, 1n, ISSUE, (await w.now()) + DAY), "ELIG-1")
      .to.be.revertedWithCustomError(w.bond, "PassNotWorking")
      .withArgs(w.thief.address, STATUS.none);
    const signed = await w.signedTrade(w.a, w.b, w.bond, { cash: w.thief.address });
    await expect(settle(w, signed))
      .to.be.revertedWithCustomError(w.dvp, "CashNotListed")
      .withArgs(w.thief.address);
    await expect(byAdmin(w, w.dvp, "listCash", [w.thief.address, true]))
      .to.be.revertedWithCustomError(w.dvp, "CashWithoutCode")
      .withArgs(w.thief.address);
    await expectUntouched(w);
  });

  describe("Holds that name nobody", () => {
    it("A junk second leg gains nothing: only the executor moves a hold, and a trade's legs are the platform's own", async () => {
      const w = await load();
      const { id } = await w.held(w.bond, 60n);
      for (const stranger of [w.thief, w.b, w.a, w.registrar, w.asDesk]) {
        await expect(w.bond.connect(stranger).executeHold(id, w.b, 60n))
          .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
          .withArgs(id, w.relayer.address);
      }
      const junk = await new FakeClass__factory(w.thief).deploy(1, ROLE);
      const paidInJunk = await w.signedTrade(w.a, w.b, w.bond, { cash: junk.target as string });
      await expect(settle(w, paidInJunk))
        .to.be.revertedWithCustomError(w.dvp, "CashNotListed")
        .withArgs(junk.target);
      const ofJunk = await w.signedTrade(w.a, w.b, junk);
      await expect(settle(w, ofJunk))
        .to.be.revertedWithCustomError(w.dvp, "NotAClassOfThePlatform")
        .withArgs(junk.target);
      expect(await w.accountOf(w.bond, w.a)).to.deep.equal([100n, 60n, 0n]);
      expect(await w.yen.balanceOf(w.b)).to.equal(1_000_000n);
      await expectTotals(w.bond, w.everyone);
    });

    it("A squatted id gains nothing: it is bound to chain, token, purpose, holder, executor and salt", async () => {
      const w = await load();
      await w.bond.connect(w.a).transfer(w.b, 10n);
      const salt = encodeBytes32String("trade 1");
      const until = (await w.now()) + DAY;
      // B sees what A is about to send, and sends the same first.
      const squatted = await w.held(w.bond, 10n, { holder: w.b, salt, until });
      const honest = await w.held(w.bond, 10n, { salt, until });
      await expect(honest.sent)
        .to.emit(w.bond, "HoldPlaced")
        .withArgs(honest.id, w.a, 10n, PURPOSE.trade, w.relayer, ZeroAddress, until);
      const holdId = (changes: Partial<Record<"chainId" | "token" | "purpose", unknown>> = {}) => {
        const bound = {
          chainId: w.chainId,
          token: w.bond.target,
          purpose: PURPOSE.trade,
          ...changes,
        };
        return keccak256(
          AbiCoder.defaultAbiCoder().encode(
            ["bytes32", "uint256", "address", "uint8", "address", "address", "bytes32"],
            [
              idOf(
                "Hold(uint256 chainId,address token,uint8 purpose,address holder,address executor,bytes32 salt)",
              ),
              ...[bound.chainId, bound.token, bound.purpose, w.a.address, w.relayer.address, salt],
            ],
          ),
        );
      };
      expect(honest.id).to.equal(holdId());
      const other = await w.held(w.bond, 10n, { salt, until, executor: w.c });
      const ids = [
        ...[honest.id, squatted.id, other.id],
        ...[holdId({ chainId: 1n }), holdId({ token: w.yen.target }), holdId({ purpose: 2 })],
      ];
      expect(new Set(ids).size).to.equal(ids.length);
      await w.bond.connect(w.relayer).executeHold(squatted.id, w.a, 10n);
      expect([...(await w.bond.holdOf(honest.id))]).to.deep.equal([w.a.address, 10n]);
      await expectTotals(w.bond, w.everyone);
    });
  });
});

describe("Encumbrance and eligibility that the prototype had wrong", () => {
  it("D1: a forced transfer over held units names the holds, and what it leaves of them comes free in full", async () => {
    const w = await loadRegistered();
    const { id } = await w.held(w.bond, 80n);
    await w.desk.propose(w.act({ units: 50n }));
    await expect(w.second.approve(w.act({ units: 50n })), "never clamped")
      .to.be.revertedWithCustomError(w.bond, "UnitsNotFree")
      .withArgs(w.a.address, 20, 50);
    await w.done({ units: 50n, holds: [{ id, units: 30n }], number: 2n });
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([50n, 50n, 0n]);
    await expectTotals(w.bond, w.everyone);
    await w.bond.connect(w.relayer).releaseHold(id, 50n);
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([50n, 0n, 0n]);
    await w.bond.connect(w.a).transfer(w.b, 50n);
    await expectTotals(w.bond, w.everyone);
  });

  it("D1: units frozen, forced away and unfrozen leave one number, which ends at zero", async () => {
    const w = await loadRegistered();
    await w.desk.freezeUnits(w.bond, w.a, 80n, REASON, DOCUMENT);
    await expect(w.done({ units: 50n }))
      .to.emit(w.bond, "Frozen")
      .withArgs(w.a, 50n)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(w.a, w.b, 50n);
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([50n, 0n, 50n]);
    await expectTotals(w.bond, w.everyone);
    const unfreeze = { verb: VERB.unfreezeUnits, to: ZeroAddress, number: 2n };
    await w.desk.propose(w.act({ ...unfreeze, units: 51n }));
    await expect(w.second.approve(w.act({ ...unfreeze, units: 51n })))
      .to.be.revertedWithCustomError(w.desk, "NotFrozen")
      .withArgs(w.a.address, 50, 51);
    await w.done({ ...unfreeze, units: 50n });
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([50n, 0n, 0n]);
    await w.bond.connect(w.a).transfer(w.b, 50n);
    await expectTotals(w.bond, w.everyone);
  });

  it("D1: a recovery takes open holds along: a pledge is executed on the new wallet, a promise ends with the lost key, and both come free in full", async () => {
    const w = await loadRegistered();
    await linked(w, w.a, [w.c]);
    const pledged = [w.bond, w.a, 30n, w.b, REASON, DOCUMENT] as const;
    const pledge = await w.desk.pledgeUnits.staticCall(...pledged);
    await w.desk.pledgeUnits(...pledged);
    const { id } = await w.held(w.bond, 50n, { until: (await w.now()) + 30 * DAY });
    await recovered(w, w.a, w.c);
    const recovery = { verb: VERB.recovery, to: w.c.address, units: 0n };
    await expect(w.done(recovery))
      .to.emit(w.bond, "WalletRecovered")
      .withArgs(w.a, w.c, 100n, 80n, 0n, false);
    expect(await w.accountOf(w.bond, w.a)).to.deep.equal([0n, 0n, 0n]);
    expect(await w.accountOf(w.bond, w.c)).to.deep.equal([100n, 80n, 0n]);

    await expect(w.bond.connect(w.relayer).executeHold(id, w.b, 50n), "a thief's, perhaps")
      .to.be.revertedWithCustomError(w.bond, "HoldOfALostWallet")
      .withArgs(id, w.c.address);
    await expect(w.bond.connect(w.thief).releaseHold(id, 50n))
      .to.be.revertedWithCustomError(w.bond, "NotTheExecutor")
      .withArgs(id, w.relayer.address);
    await expect(w.bond.connect(w.c).releaseHold(id, 50n))
      .to.emit(w.bond, "HoldReleased")
      .withArgs(id, w.c, 50n);
    const execution = { verb: VERB.pledgeExecution, wallet: w.c.address, units: 20n };
    await expect(w.done({ ...execution, holds: [{ id: pledge, units: 20n }] }))
      .to.emit(w.bond, "HoldReleased")
      .withArgs(pledge, w.c, 20n)
      .and.to.emit(w.bond, "Transfer")
      .withArgs(w.c, w.b, 20n);
    await w.done({
      ...{ verb: VERB.releaseHold, wallet: w.c.address, to: ZeroAddress, units: 10n },
      holds: [{ id: pledge, units: 10n }],
    });
    expect(await w.accountOf(w.bond, w.c)).to.deep.equal([80n, 0n, 0n]);
    await expectTotals(w.bond, w.everyone);
  });

  it("D7: in a class for QIIs alone a holder who is one no more cannot gain, and can sell", async () => {
    const w = await loadRegistered();
    const token = await w.openClass({ policy: policyWord(["qii"], [JAPAN]) });
    const qiiUntil = parseJstDate("2039-03-31");
    for (const wallet of [w.a, w.b]) await reclassified(w, wallet, { qiiUntil });
    await windowPasses(w);
    await w.desk.issue(token, w.a, 60n, ISSUE);
    await w.desk.issue(token, w.b, 40n, ISSUE);

    await reclassified(w, w.a, { qiiUntil: 0 });
    const gains = [
      () => w.desk.issue(token, w.a, 1n, ISSUE),
      () => token.connect(w.b).transfer(w.a, 1n),
      () => token.connect(w.b).transfer(w.a, 0n),
    ];
    for (const gain of gains) {
      await expect(gain(), "ELIG-1")
        .to.be.revertedWithCustomError(token, "MayNotGain")
        .withArgs(w.a.address, 0, JAPAN);
    }
    expect(await token.canReceive(w.a)).to.equal(false);
    expect(await token.canSend(w.a)).to.equal(true);
    await expect(token.connect(w.a).transfer(w.b, 60n))
      .to.emit(token, "Transfer")
      .withArgs(w.a, w.b, 60n);
    await expectBalances(token, [
      [w.a, 0n],
      [w.b, 100n],
    ]);
    await expectTotals(token, w.everyone);
  });
});
