import { expect } from "chai";
import { encodeBytes32String, Interface, ZeroAddress, ZeroHash } from "ethers";
import {
  ISecurityToken__factory,
  SecurityActions__factory,
  SecurityAnnex__factory,
  SecurityToken__factory,
} from "../../sdk/contracts.ts";
import { emptyValues } from "../support/emptyValues.ts";
import {
  expectAllRefused,
  expectNothingElse,
  expectNothingWritten,
  expectOwnSelectors,
  expectSameState,
  expectWhole,
  writesOf,
} from "../support/halves.ts";
import { holdId, holdOrder } from "../support/holds.ts";
import { impersonated } from "../support/impersonated.ts";
import { load } from "../support/load.ts";
import { PURPOSE } from "../support/purposes.ts";
import { expectTotals } from "../support/totals.ts";
import { CLASS_WORD, fieldsOf, HOLDER_WORD } from "../support/words.ts";
import { DAY, world } from "../support/world.ts";

const ISSUE = encodeBytes32String("issue");

const HALVES = {
  core: "contracts/securities/SecurityToken.sol:SecurityToken",
  annex: "contracts/securities/SecurityAnnex.sol:SecurityAnnex",
  further: "contracts/securities/SecurityActions.sol:SecurityActions",
  whole: "contracts/securities/interfaces/ISecurityToken.sol:ISecurityToken",
};

/** A and B have passes, A has 100 units, and the annex is called at its own address. */
async function withAnnex() {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  const annex = ISecurityToken__factory.connect(w.platform.tokenAnnex, w.relayer);
  const asDesk = w.bond.connect(await impersonated(w, w.platform.desk));
  const everyone = (await w.ethers.getSigners()).map(({ address }) => address);
  return { ...w, annex, asDesk, everyone };
}

/** What the desk alone may call. */
const DESKS = [
  ...["forcedTransfer", "encumber", "release", "mint", "burn", "recover", "setFrozenTokens"],
  ...["setFrozen", "setPaused", "setPolicy", "setRules", "setVenue", "setConsent"],
  ...["setPayee", "setContractURI", "close", "declareRecordDate", "withdrawRecordDate"],
];

describe("The three parts of a class's code", () => {
  it("together declare what the interface does, and each function once", async () => {
    await expectWhole(HALVES, []);
  });

  it("have no selector in common with each other by accident", async () => {
    await expectOwnSelectors(HALVES);
  });

  it("keep the same state at the same places, as the compiler lays it out", async () => {
    await expectSameState(HALVES);
  });

  it("read and write the same state, as each verb's effect is seen by the other's views", async () => {
    const w = await load(withAnnex);
    // Written by the annex, read by the core.
    expect(await w.bond.balanceOf(w.a)).to.equal(100n);
    expect(await w.bond.totalSupply()).to.equal(100n);
    await w.asDesk.setFrozen(w.b, true);
    expect(fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.b)).frozen).to.equal(1n);
    await expect(w.bond.connect(w.a).transfer(w.b, 1n))
      .to.be.revertedWithCustomError(w.bond, "WalletFrozen")
      .withArgs(w.b);
    await w.asDesk.setPaused(true);
    expect(fieldsOf(CLASS_WORD, await w.bond.classWord()).paused).to.equal(1n);
    await w.asDesk.setPaused(false);
    // Written by the core, read and spent by the annex.
    await w.bond.connect(w.a).approve(w.thief, 30n);
    const until = (await w.now()) + DAY;
    await w.bond.connect(w.thief).hold(w.a, 30n, w.thief, until, ZeroHash);
    expect(await w.bond.allowance(w.a, w.thief)).to.equal(0n);
    expect(await w.bond.freeOf(w.a)).to.equal(70n);
    expect(await w.bond.holderCount()).to.equal(1n);
    expect((await w.bond.eip712Domain()).name).to.equal(await w.bond.name());
    await expectTotals(w.bond, w.everyone);
  });

  it("name the annex for good, and refuse one without code", async () => {
    const w = await load(withAnnex);
    expect(await w.bond.annex()).to.equal(w.platform.tokenAnnex);
    const made = new SecurityToken__factory(w.deployer);
    for (const annex of [ZeroAddress, w.thief.address]) {
      await expect(made.deploy(w.platform.pass, w.platform.desk, annex))
        .to.be.revertedWithCustomError(w.bond, "AnnexMissing")
        .withArgs(annex);
    }
  });

  it("name the third part for good, and refuse one without code", async () => {
    const w = await load(withAnnex);
    const made = new SecurityAnnex__factory(w.deployer);
    const { pass, desk, lens } = w.platform;
    for (const actions of [ZeroAddress, w.thief.address]) {
      await expect(made.deploy(pass, desk, lens, actions))
        .to.be.revertedWithCustomError(w.bond, "AnnexMissing")
        .withArgs(actions);
    }
  });

  it("answer a call that none declares with a refusal, and take no money", async () => {
    const w = await load(withAnnex);
    await expectNothingElse(w, w.bond.target as string);
  });
});

describe("The classes' third part", () => {
  /** It and the annex, through which it answers too, at their own addresses. */
  async function withActions() {
    const w = await withAnnex();
    return { ...w, third: ISecurityToken__factory.connect(w.platform.tokenActions, w.relayer) };
  }
  const ORDERS = ["beginAction", "rescale", "endPromises", "endAction"];

  it("POWER-1: at its own address and at the annex's, refuses everybody every function that writes", async () => {
    const w = await load(withActions);
    const writes = writesOf(SecurityActions__factory.abi);
    expect(writes.map(({ name }) => name)).to.have.members(ORDERS);
    const callers = [w.thief, w.admin, w.registrar, w.pauser, w.deployer, w.a];
    for (const at of [w.third, w.annex]) {
      await expectAllRefused(w, at, writes, callers, (_, caller) => ["NotTheDesk", caller]);
    }
  });

  it("changes at neither address what a class sees, even for the desk", async () => {
    const w = await load(withActions);
    const before = await w.bond.classWord();
    const desk = await impersonated(w, w.platform.desk);
    for (const at of [w.third, w.annex]) await at.connect(desk).beginAction();
    expect(await w.bond.classWord()).to.equal(before);
    expect(fieldsOf(CLASS_WORD, await (await w.openClass()).classWord()).inAction).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });
});

describe("The classes' annex at its own address", () => {
  it("POWER-1: changes nothing, whoever calls: every function that writes is refused", async () => {
    const w = await load(withAnnex);
    const hold = holdId(w.annex, holdOrder(ZeroAddress, 0n, ZeroHash, { purpose: PURPOSE.trade }));
    const open: Readonly<Record<string, readonly [string, ...unknown[]]>> = {
      permit: ["PermitExpired", 0n],
      transferWithAuthorization: ["AuthorizationExpired", 0n],
      enrol: ["EnrolmentExpired", 0n],
      hold: ["HoldEnded", hold, 0n],
      executeHold: ["NotTheExecutor", ZeroHash, ZeroAddress],
      releaseHold: ["NotTheExecutor", ZeroHash, ZeroAddress],
      recount: ["PassNotWorking", ZeroAddress, 0n],
    };
    // It has no terms, so no name for a signature either, and is no class to the desk.
    const unnamed = ["cancelAuthorization", "transferWithConsent"];
    const others = ["receiveWithAuthorization", ...unnamed, "roll", "transferNet"];
    const writes = writesOf(SecurityAnnex__factory.abi);
    expect([...new Set(writes.map(({ name }) => name))]).to.have.members([
      ...DESKS,
      ...Object.keys(open),
      ...others,
    ]);
    const callers = [w.thief, w.admin, w.registrar, w.pauser, w.deployer, w.a];
    const refused = writes.filter(
      ({ name }) => ![...unnamed, "roll", "transferNet"].includes(name),
    );
    await expectAllRefused(w, w.annex, refused, callers, (name, caller) =>
      DESKS.includes(name)
        ? ["NotTheDesk", caller]
        : (open[name] ?? ["CallerNotPayee", caller, ZeroAddress]),
    );
    for (const caller of callers) {
      for (const write of writes.filter(({ name }) => unnamed.includes(name))) {
        const data = new Interface([write]).encodeFunctionData(write, emptyValues(write));
        const sent = caller.sendTransaction({ to: w.platform.tokenAnnex, data });
        await expect(sent, write.name).to.revert(w.ethers);
      }
    }
    await expectNothingWritten(w.networkHelpers, w.annex.target as string);
  });

  it("is ordered nothing by the desk, to which it is no class", async () => {
    const w = await load(withAnnex);
    for (const sent of [
      () => w.desk.issue(w.annex, w.a, 1n, ISSUE),
      () => w.desk.freezeWallet(w.annex, w.a, ISSUE, ISSUE),
      () => w.desk.declareRecordDate(w.annex, 25_000, ISSUE),
    ]) {
      await expect(sent()).to.revert(w.ethers);
    }
    await expectNothingWritten(w.networkHelpers, w.annex.target as string);
  });

  it("lets a pass holder enrol and hold nothing", async () => {
    const w = await load(withAnnex);
    const at = w.annex.connect(w.a);
    await expect(at.enrol(w.a, 0, "0x")).to.revert(w.ethers);
    await expect(at.hold(w.a, 1n, w.b, (await w.now()) + DAY, ZeroHash)).to.revert(w.ethers);
    await expectNothingWritten(w.networkHelpers, w.annex.target as string);
  });

  it("counts and rolls for anybody what no class ever sees", async () => {
    const w = await load(withAnnex);
    const before = await w.bond.classWord();
    await w.annex.recount(w.a);
    await w.annex.transferNet([], []);
    await expectNothingWritten(w.networkHelpers, w.annex.target as string);
    await w.annex.roll(3);
    expect(await w.bond.classWord()).to.equal(before);
    const next = await w.openClass();
    expect(fieldsOf(CLASS_WORD, await next.classWord()).recordId).to.equal(0n);
    await expectTotals(w.bond, w.everyone);
  });
});
