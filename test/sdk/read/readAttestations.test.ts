import { expect } from "chai";
import { readAttestations } from "../../../sdk/read/readAttestations.ts";
import { readOfficers } from "../../../sdk/read/readOfficers.ts";
import { readPass } from "../../../sdk/read/readPass.ts";
import { load } from "../../support/load.ts";
import { byAdmin, REASON, renewed, revoked } from "../../support/passes.ts";
import { DAY, type World, world } from "../../support/world.ts";

const acts = (w: World) => readAttestations(w.ethers.provider, w.platform.pass);

describe("readAttestations", () => {
  it("follows a wallet's number and pass through everything that changes them", async () => {
    const w = await load(world);
    const numbers: number[][] = [];
    const note = async () => {
      const { seq, validFrom } = await readPass(w.ethers.provider, w.platform.pass, w.a.address);
      numbers.push([seq, validFrom]);
    };
    const grant = async () => {
      const { grant, attestations } = await w.signedGrant(w.a.address);
      await w.pass.grant(grant, attestations);
    };
    const steps = [
      grant,
      () => w.pass.connect(w.guardian).veto(w.a.address, REASON),
      grant,
      () => renewed(w, w.a),
      () => w.pass.connect(w.guardian).suspend(w.a.address, REASON),
      () => revoked(w, w.a),
      grant,
    ];
    for (const step of steps) {
      await note();
      await step();
    }
    const told = await acts(w);
    expect(told.map(({ verb }) => verb)).to.deep.equal([
      ...["grant", "veto", "grant", "renew", "suspend", "revoke", "grant"],
    ]);
    expect(told.map(({ seq, validFrom }) => [seq, validFrom])).to.deep.equal(numbers);
    expect(told[1]).to.deep.include({ officers: [], by: w.guardian.address, reason: REASON });
    expect(told[0]!.claims).to.include({ residence: 392, taxClass: 0 });
  });
});

describe("readOfficers", () => {
  it("knows those of the past, and why they attest no more", async () => {
    const w = await load(world);
    await byAdmin(w, w.pass, "removeOfficer", [1]);
    const since = (await w.now()) - DAY;
    await w.pass.connect(w.guardian).disown(3, since, 10);
    const { officers, quorum } = await readOfficers(w.ethers.provider, w.platform.pass);
    expect(quorum).to.equal(2);
    expect(officers.map(({ state, disownedSince }) => [state, disownedSince])).to.deep.equal([
      ["removed", 0],
      ["active", 0],
      ["disowned", since],
    ]);
    expect(officers.map(({ key }) => key)).to.deep.equal(w.platformFile.passes.officers);
  });
});
