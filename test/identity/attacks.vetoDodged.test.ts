import { expect } from "chai";
import { reinstated, signedLink, signedRecovery } from "../support/lists.ts";
import { REASON, STATUS, standingOf, windowPasses } from "../support/passes.ts";
import { world } from "../support/world.ts";

describe("Attack: a veto of a new pass, front-run by a recovery of its wallet", () => {
  it("POWER-1: ends the pass all the same", async () => {
    const w = await world();
    // A thief with a quorum's keys: a pass for B, a second wallet C.
    const { grant, attestations } = await w.signedGrant(w.b.address);
    await w.pass.grant(grant, attestations);
    const more = await signedLink(w, w.b, w.c);
    await w.pass.link(more.link, more.attestations);
    // The guardian's veto of B is in the mempool; the thief's recovery of B comes before it.
    const dodge = await signedRecovery(w, w.b, w.c);
    await w.pass.connect(w.thief).recover(dodge.recovery, dodge.attestations);
    await expect(w.pass.connect(w.guardian).veto(w.b.address, REASON)).to.emit(
      w.pass,
      "PassVetoed",
    );
    await w.pass.connect(w.guardian).veto(w.c.address, REASON);
    await reinstated(w, [w.b]);
    await windowPasses(w);
    expect((await standingOf(w, w.b)).status).to.equal(STATUS.revoked);
  });
});
