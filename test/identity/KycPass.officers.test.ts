import { expect } from "chai";
import { getAddress, toBeHex, ZeroAddress } from "ethers";
import { KycPass__factory } from "../../sdk/contracts.ts";
import { load } from "../support/load.ts";
import { announced, byAdmin, rewriteRoster, STATUS, standingOf } from "../support/passes.ts";
import { world } from "../support/world.ts";

const key = (number: number) => getAddress(toBeHex(BigInt(number) << 80n, 20));

/** A world with all twelve seats taken. */
async function twelveOfficers() {
  const w = await world();
  for (let number = 4; number <= 12; number++) {
    await byAdmin(w, w.pass, "addOfficer", [key(number)]);
  }
  return w;
}

describe("Adding an officer", () => {
  it("is refused to everybody but the admin", async () => {
    const w = await load(world);
    for (const stranger of [w.thief, w.guardian, w.officers[0]!]) {
      await expect(w.pass.connect(stranger).addOfficer(stranger.address))
        .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
    }
  });

  it("waits for the admin's delay", async () => {
    const w = await load(world);
    const call = w.pass.interface.encodeFunctionData("addOfficer", [key(4)]);
    const id = await w.authority.hashOperation(w.admin.address, w.platform.pass, call);
    await expect(w.pass.connect(w.admin).addOfficer(key(4)))
      .to.be.revertedWithCustomError(w.authority, "AccessManagerNotScheduled")
      .withArgs(id);
    await announced(w, w.admin, w.pass, "addOfficer", [key(4)]);
    await expect(w.pass.connect(w.admin).addOfficer(key(4)))
      .to.be.revertedWithCustomError(w.authority, "AccessManagerNotReady")
      .withArgs(id);
    await w.networkHelpers.time.increase(w.platformFile.roles.admin.delay);
    await w.pass.connect(w.admin).addOfficer(key(4));
    expect(await w.pass.officerAt(4)).to.equal(key(4));
  });

  it("refuses the zero address", async () => {
    const w = await load(world);
    await expect(byAdmin(w, w.pass, "addOfficer", [ZeroAddress])).to.be.revertedWithCustomError(
      w.pass,
      "WalletZero",
    );
  });

  it("refuses a key that is one already, on whatever seat", async () => {
    const w = await load(twelveOfficers);
    for (const officer of [w.officers[0]!.address, w.officers[2]!.address, key(12)]) {
      await expect(byAdmin(w, w.pass, "addOfficer", [officer]))
        .to.be.revertedWithCustomError(w.pass, "OfficerAlreadyThere")
        .withArgs(officer);
    }
  });

  it("refuses a thirteenth at a time", async () => {
    const w = await load(twelveOfficers);
    await expect(byAdmin(w, w.pass, "addOfficer", [key(13)]))
      .to.be.revertedWithCustomError(w.pass, "TooManyOfficers")
      .withArgs(12);
  });

  it("refuses one more when all 255 numbers were given", async () => {
    const w = await load(world);
    await rewriteRoster(w, { officers: 254 });
    await byAdmin(w, w.pass, "addOfficer", [key(4)]);
    expect(await w.pass.officerAt(255)).to.equal(key(4));
    await expect(byAdmin(w, w.pass, "addOfficer", [key(5)])).to.be.revertedWithCustomError(
      w.pass,
      "OfficerNumbersSpent",
    );
  });

  it("gives the next number, which is never used again", async () => {
    const w = await load(world);
    await expect(byAdmin(w, w.pass, "addOfficer", [key(4)]))
      .to.emit(w.pass, "OfficerAdded")
      .withArgs(4, key(4));
    expect(await w.pass.officerCount()).to.equal(4n);
    await byAdmin(w, w.pass, "removeOfficer", [4]);
    expect(await w.pass.officerAt(4)).to.equal(ZeroAddress);
    await expect(byAdmin(w, w.pass, "addOfficer", [key(4)]), "the same key may come back")
      .to.emit(w.pass, "OfficerAdded")
      .withArgs(5, key(4));
    expect(await w.pass.officerAt(4)).to.equal(ZeroAddress);
    expect(await w.pass.officerAt(5)).to.equal(key(4));
  });

  it("takes the seat that a removed officer left", async () => {
    const w = await load(twelveOfficers);
    await byAdmin(w, w.pass, "removeOfficer", [7]);
    await expect(byAdmin(w, w.pass, "addOfficer", [key(13)]))
      .to.emit(w.pass, "OfficerAdded")
      .withArgs(13, key(13));
    await expect(byAdmin(w, w.pass, "addOfficer", [key(14)]))
      .to.be.revertedWithCustomError(w.pass, "TooManyOfficers")
      .withArgs(12);
  });
});

describe("Removing an officer", () => {
  it("is refused to everybody but the admin", async () => {
    const w = await load(world);
    await expect(w.pass.connect(w.thief).removeOfficer(1))
      .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
      .withArgs(w.thief.address);
  });

  it("is refused for a number that no officer has", async () => {
    const w = await load(world);
    await byAdmin(w, w.pass, "removeOfficer", [2]);
    for (const number of [0, 2, 4, 255]) {
      await expect(byAdmin(w, w.pass, "removeOfficer", [number]))
        .to.be.revertedWithCustomError(w.pass, "NotAnOfficer")
        .withArgs(number);
    }
  });

  it("leaves the passes that he attested", async () => {
    const w = await load(world);
    await w.granted([w.a]);
    await expect(byAdmin(w, w.pass, "removeOfficer", [1]))
      .to.emit(w.pass, "OfficerRemoved")
      .withArgs(1, w.officers[0]!.address);
    expect(await w.pass.officerCount(), "numbers given").to.equal(3n);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });
});

describe("Changing the settings", () => {
  const MOST_WINDOW = 180 * 86_400;

  it("is refused to everybody but the admin", async () => {
    const w = await load(world);
    await expect(w.pass.connect(w.thief).setSettings(1, 1, 1, 1))
      .to.be.revertedWithCustomError(w.pass, "AccessManagedUnauthorized")
      .withArgs(w.thief.address);
  });

  for (const settings of [
    [0, 1, 1, 1],
    [9, 1, 1, 1],
    [255, 1, 1, 1],
    [1, 0, 1, 1],
    [1, MOST_WINDOW + 1, 1, 1],
    [1, 0xffff_ffff, 1, 1],
    [1, 1, 0, 1],
    [1, 1, 4096, 1],
    [1, 1, 65_535, 1],
    [1, 1, 1, 0],
  ] as const) {
    it(`refuses quorum, window and quota of ${settings.join(", ")}`, async () => {
      const w = await load(world);
      await expect(byAdmin(w, w.pass, "setSettings", settings))
        .to.be.revertedWithCustomError(w.pass, "SettingsOutOfRange")
        .withArgs(...settings);
      const [quorum, window, quota, lists] = settings;
      const made = new KycPass__factory(w.deployer);
      await expect(
        made.deploy(w.platform.authority, w.platform.passAnnex, quorum, window, quota, lists),
      )
        .to.be.revertedWithCustomError(w.pass, "SettingsOutOfRange")
        .withArgs(...settings);
    });
  }

  for (const settings of [
    [1, 1, 1, 1],
    [8, MOST_WINDOW, 4095, 65_535],
  ] as const) {
    it(`takes ${settings.join(", ")} and leaves every other count`, async () => {
      const w = await load(world);
      await w.granted([w.a]);
      await expect(byAdmin(w, w.pass, "setSettings", settings))
        .to.emit(w.pass, "SettingsChanged")
        .withArgs(...settings);
      expect(await w.pass.settings()).to.deep.equal(settings.map(BigInt));
      expect(await w.pass.officerCount()).to.equal(3n);
      expect(await w.pass.classCount()).to.equal(1n);
      await rewriteRoster(w, { quorum: 2, vetoWindow: 1, quota: 200 });
      await w.granted([w.b]);
      expect(await w.pass.investorIdOf(w.b.address)).to.equal(2n);
    });
  }

  it("counts for the next grant: a higher quorum, a lower quota", async () => {
    const w = await load(world);
    const signed = await w.signedGrant(w.a.address);
    await byAdmin(w, w.pass, "setSettings", [3, 60, 1, 1]);
    await expect(w.pass.grant(signed.grant, signed.attestations))
      .to.be.revertedWithCustomError(w.pass, "TooFewAttestations")
      .withArgs(2, 3);
  });

  it("does not shorten the window of a pass granted before", async () => {
    const w = await load(world);
    await byAdmin(w, w.pass, "setSettings", [2, MOST_WINDOW, 200, 2_000]);
    const { grant, attestations } = await w.signedGrant(w.a.address);
    await w.pass.grant(grant, attestations);
    await byAdmin(w, w.pass, "setSettings", [2, 60, 200, 2_000]);
    await w.networkHelpers.time.increase(3_600);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.inVetoWindow);
  });
});
