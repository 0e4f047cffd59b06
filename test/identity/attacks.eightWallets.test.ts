import { expect } from "chai";
import { Wallet } from "ethers";
import { attestation as made } from "../../sdk/encode/attestation.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { disowned, signedLink } from "../support/lists.ts";
import { byAdmin, REASON, STATUS, standingOf } from "../support/passes.ts";
import { type World, world } from "../support/world.ts";

function withOfficers<W extends World>(w: W, officers: World["officers"]): W {
  const attested: World["attested"] = async (data, numbers = [1, 2]) =>
    await Promise.all(
      numbers.map(async (n) => made(n, await signTypedData(officers[n - 1]!, data))),
    );
  return { ...w, officers, attested };
}

describe("Attack: a thief with a quorum's keys fills an investor's list of wallets", () => {
  it("POWER-1: vetoed in the window and disowned, it leaves the investor a way to a new wallet", async () => {
    let w = await world();
    await byAdmin(w, w.pass, "addOfficer", [w.c.address]);
    w = withOfficers(w, [...w.officers, w.c]);
    await w.granted([w.a]);
    const since = (await w.now()) + 1;
    for (let i = 0; i < 7; i++) {
      const stolen = { address: Wallet.createRandom().address };
      const { link, attestations } = await signedLink(w, w.a, stolen);
      await w.pass.connect(w.thief).link(link, attestations);
      await w.pass.connect(w.guardian).veto(stolen.address, REASON); // at once, each of them
    }
    await disowned(w, 1, since);
    await disowned(w, 2, since);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
    // A's key is lost: officers 3 and 4 want to link its new wallet B, to recover A to it.
    const honest = await signedLink(w, w.a, w.b, { officers: [3, 4] });
    await w.pass.link(honest.link, honest.attestations);
  });
});
