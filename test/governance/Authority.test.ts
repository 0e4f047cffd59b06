import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { type Interface, id } from "ethers";
import { announce } from "../support/announced.ts";
import { DAY, world } from "../support/world.ts";

describe("A leaked admin key (POWER-1)", () => {
  async function planned(functionName: "grantRole" | "revokeRole", args: readonly unknown[]) {
    const w = await world();
    const target = await w.authority.getAddress();
    const abi: Interface = w.authority.interface;
    const data = abi.encodeFunctionData(functionName, args);
    await w.authority.connect(w.admin).schedule(target, data, 0);
    return { ...w, target, data };
  }

  it("cannot leave the platform without an admin", async () => {
    const { authority, admin } = await world();
    await expect(authority.connect(admin).renounceRole(0n, admin.address))
      .to.be.revertedWithCustomError(authority, "AdminCannotRenounce")
      .withArgs(admin.address);
  });

  it("cannot point a contract at another authority", async () => {
    const { authority, admin, platform, thief } = await world();
    await expect(authority.connect(admin).updateAuthority(platform.yen, thief.address))
      .to.be.revertedWithCustomError(authority, "AuthorityIsFixed")
      .withArgs(platform.yen);
  });

  it("cannot plan another authority at the contract itself", async () => {
    const { authority, admin, yen, platform, thief } = await world();
    const { selector } = yen.interface.getFunction("setAuthority");
    const data = yen.interface.encodeFunctionData("setAuthority", [thief.address]);
    await expect(authority.connect(admin).schedule(platform.yen, data, 0))
      .to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedCall")
      .withArgs(admin.address, platform.yen, selector);
    await expect(authority.connect(admin).execute(platform.yen, data))
      .to.be.revertedWithCustomError(authority, "CallTargetItself")
      .withArgs(platform.yen);
    await expect(yen.connect(admin).setAuthority(thief.address))
      .to.be.revertedWithCustomError(yen, "AccessManagedUnauthorized")
      .withArgs(admin.address);
  });

  it("can be called off by a pass guardian while its plan waits", async () => {
    const role = 4n;
    const { authority, admin, guardian, target, data, networkHelpers, thief } = await planned(
      "grantRole",
      [role, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", 0],
    );
    await expect(authority.connect(thief).cancel(admin.address, target, data))
      .to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedCancel")
      .withArgs(thief.address, admin.address, target, data.slice(0, 10));
    await authority.connect(guardian).cancel(admin.address, target, data);
    await networkHelpers.time.increase(2 * DAY + 1);
    await expect(authority.connect(admin).execute(target, data)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerNotScheduled",
    );
    expect((await authority.hasRole(role, admin.address))[0]).to.equal(false);
  });

  it("cannot grant anything before its delay is over", async () => {
    const { authority, admin, target, data } = await planned("grantRole", [
      5n,
      "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
      0,
    ]);
    await expect(authority.connect(admin).execute(target, data)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerNotReady",
    );
  });

  it("cannot call off its own removal by another admin", async () => {
    const w = await world();
    const { authority, admin, c, networkHelpers } = w;
    const target = await authority.getAddress();
    const run = async (data: string) => {
      await authority.connect(admin).schedule(target, data, 0);
      await networkHelpers.time.increase(2 * DAY + 1);
      await authority.connect(admin).execute(target, data);
    };
    const { interface: abi } = authority;
    await run(abi.encodeFunctionData("grantRole", [0n, c.address, 2 * DAY]));
    const out = abi.encodeFunctionData("revokeRole", [0n, c.address]);
    await authority.connect(admin).schedule(target, out, 0);
    await expect(
      authority.connect(c).cancel(admin.address, target, out),
    ).to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedCancel");
    await networkHelpers.time.increase(2 * DAY + 1);
    await authority.connect(admin).execute(target, out);
    expect((await authority.hasRole(0n, c.address))[0]).to.equal(false);
  });

  it("can still put a leaked pass guardian out: he cannot call it off", async () => {
    const guardianAddress = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";
    const { authority, admin, guardian, target, data, networkHelpers } = await planned(
      "revokeRole",
      [1n, guardianAddress],
    );
    await expect(
      authority.connect(guardian).cancel(admin.address, target, data),
    ).to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedCancel");
    await networkHelpers.time.increase(2 * DAY + 1);
    await authority.connect(admin).execute(target, data);
    expect((await authority.hasRole(1n, guardianAddress))[0]).to.equal(false);
  });

  it("cannot be shielded by another pass guardian either", async () => {
    const w = await world();
    const { authority, admin, c, networkHelpers, guardian } = w;
    const target = await authority.getAddress();
    const second = authority.interface.encodeFunctionData("grantRole", [1n, c.address, 0]);
    await authority.connect(admin).schedule(target, second, 0);
    await networkHelpers.time.increase(2 * DAY + 1);
    await authority.connect(admin).execute(target, second);
    const out = authority.interface.encodeFunctionData("revokeRole", [1n, guardian.address]);
    await authority.connect(admin).schedule(target, out, 0);
    await expect(
      authority.connect(c).cancel(admin.address, target, out),
    ).to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedCancel");
    await authority.connect(admin).cancel(admin.address, target, out);
    await networkHelpers.time.increase(2 * DAY + 1);
    await expect(
      authority.connect(admin).execute(target, out),
      "called off by who announced it",
    ).to.be.revertedWithCustomError(authority, "AccessManagerNotScheduled");
  });

  it("lets any other role be given up by its holder", async () => {
    const { authority, pauser } = await world();
    await authority.connect(pauser).renounceRole(2n, pauser.address);
    expect((await authority.hasRole(2n, pauser.address))[0]).to.equal(false);
  });
});

describe("The authority's own execute", () => {
  type Called = Parameters<typeof announce>[2];

  /** Refuses `verb` through execute, to a key that may call it at once or after its delay. */
  async function expectRefused(
    { authority }: Pick<Awaited<ReturnType<typeof world>>, "authority">,
    key: HardhatEthersSigner,
    target: Called,
    verb: string,
    values: readonly unknown[],
  ) {
    const to = await target.getAddress();
    const data = target.interface.encodeFunctionData(verb, values);
    const [atOnce, delay] = await authority.canCall(key.address, to, data.slice(0, 10));
    expect(atOnce || delay > 0n, "the key holds the role").to.equal(true);
    await expect(authority.connect(key).execute(to, data))
      .to.be.revertedWithCustomError(authority, "CallTargetItself")
      .withArgs(to);
  }

  it("lends no guardian a second name to take his own disowning back with (POWER-1)", async () => {
    const w = await world();
    const { pass, guardian, secondGuardian } = w;
    await expectRefused(w, guardian, pass, "disown", [1, 1, 10]);
    await pass.connect(guardian).disown(1, 1, 10);
    await expectRefused(w, guardian, pass, "undoDisowning", [1]);
    expect((await pass.disownedSinceOf(1)).since).to.equal(1n);
    await expect(pass.connect(guardian).undoDisowning(1))
      .to.be.revertedWithCustomError(pass, "NeedsAnotherGuardian")
      .withArgs(1);
    await expect(pass.connect(secondGuardian).undoDisowning(1))
      .to.emit(pass, "OfficerOwnedAgain")
      .withArgs(1, secondGuardian.address);
  });

  it("hides no key from the events of what it does (POWER-1)", async () => {
    const w = await world();
    await w.granted([w.a]);
    await expectRefused(w, w.guardian, w.pass, "revoke", [w.a.address, id("reason")]);
    await w.yen.connect(w.attestor).attestReserve(1_000n, await w.now());
    const minted = [w.a.address, 1_000n, id("deposit")];
    await expectRefused(w, w.yenOperator, w.yen, "mint", minted);
    expect(await w.yen.totalSupply()).to.equal(0n);
    await w.yen.connect(w.yenOperator).mint(w.a.address, 1_000n, id("deposit"));
    await expect(w.pass.connect(w.guardian).revoke(w.a.address, id("reason")))
      .to.emit(w.pass, "PassRevoked")
      .withArgs(w.a.address, id("reason"), w.guardian.address, anyValue);
  });

  it("refuses what is announced for another contract, and leaves it to be called there", async () => {
    const w = await world();
    const { authority, admin, yen, networkHelpers } = w;
    const data = yen.interface.encodeFunctionData("setFreshness", [5 * DAY]);
    const { id: operation, delay, send } = await announce(w, admin, yen, "setFreshness", [5 * DAY]);
    await networkHelpers.time.increase(delay);
    await expectRefused(w, admin, yen, "setFreshness", [5 * DAY]);
    // Nor does the authority lead there by executing its own execute.
    const nested = authority.interface.encodeFunctionData("execute", [w.platform.yen, data]);
    await authority.connect(admin).schedule(authority, nested, 0);
    await networkHelpers.time.increase(delay);
    await expect(authority.connect(admin).execute(authority, nested))
      .to.be.revertedWithCustomError(authority, "CallTargetItself")
      .withArgs(w.platform.yen);
    const through = authority.connect(admin).multicall;
    await expect(through([nested]))
      .to.be.revertedWithCustomError(authority, "CallTargetItself")
      .withArgs(w.platform.yen);
    await expect(send()).to.emit(authority, "OperationExecuted").withArgs(operation, 1);
  });

  it("does what the admin announced at the authority itself, once", async () => {
    const w = await world();
    const { authority, admin, c, networkHelpers } = w;
    const data = authority.interface.encodeFunctionData("grantRole", [4n, c.address, 0]);
    await authority.connect(admin).schedule(authority, data, 0);
    await networkHelpers.time.increase(2 * DAY);
    await expect(authority.connect(admin).execute(authority, data))
      .to.emit(authority, "RoleGranted")
      .and.to.emit(authority, "OperationExecuted")
      .withArgs(await authority.hashOperation(admin.address, authority, data), 1);
    expect((await authority.hasRole(4n, c.address))[0]).to.equal(true);
    await expect(authority.connect(admin).execute(authority, data)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerNotScheduled",
    );
  });

  it("does nothing at the authority for a key that may not", async () => {
    const { authority, thief } = await world();
    const data = authority.interface.encodeFunctionData("grantRole", [0n, thief.address, 0]);
    await expect(authority.connect(thief).execute(authority, data))
      .to.be.revertedWithCustomError(authority, "AccessManagerUnauthorizedCall")
      .withArgs(thief.address, authority, data.slice(0, 10));
  });
});

describe("A key without any role", () => {
  it("opens no class by naming the role that everybody has (POWER-1)", async () => {
    const w = await world();
    const everybody = 2n ** 64n - 1n;
    const { classTerms } = await import("../../sdk/deploy/classTerms.ts");
    const terms = { ...classTerms(w.platformFile, w.classFile), registrarRole: everybody };
    await expect(w.factory.connect(w.thief).open(w.platform.implementation, id("code"), terms))
      .to.be.revertedWithCustomError(w.factory, "NotARegistrarRole")
      .withArgs(everybody);
  });
});

describe("A leaked yen operator key (YEN-1)", () => {
  it("mints nothing on money that was paid out since it was attested", async () => {
    const w = await world();
    const { yen, a, yenOperator, attestor, networkHelpers } = w;
    await w.granted([a, w.thief]);
    await w.minted(a, 1_000n);
    const before = await w.now();
    await networkHelpers.time.increase(10);
    const redemption = await yen.connect(a).redeem.staticCall(1_000n, id("payout"));
    await yen.connect(a).redeem(1_000n, id("payout"));
    await yen.connect(yenOperator).confirmRedemption(redemption);
    expect(await yen.totalSupply()).to.equal(0n);
    expect((await yen.reserve()).yen).to.equal(0n);

    await expect(yen.connect(yenOperator).mint(w.thief.address, 1_000n, id("no deposit")))
      .to.be.revertedWithCustomError(yen, "ReserveExceeded")
      .withArgs(0n, 1_000n);
    await expect(
      yen.connect(attestor).attestReserve(1_000n, before + 1),
      "an attestation from before the payout",
    ).to.be.revertedWithCustomError(yen, "ReserveAttestedOutOfOrder");
  });
});
