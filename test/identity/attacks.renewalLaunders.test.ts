import { expect } from "chai";
import { attestation as made } from "../../sdk/encode/attestation.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { disowned } from "../support/lists.ts";
import {
  byAdmin,
  signedReclassification,
  signedRenewal,
  standingOf,
  windowPasses,
} from "../support/passes.ts";
import { type World, world } from "../support/world.ts";

function withOfficers<W extends World>(w: W, officers: World["officers"]): W {
  const attested: World["attested"] = async (data, numbers = [1, 2]) =>
    await Promise.all(
      numbers.map(async (n) => made(n, await signTypedData(officers[n - 1]!, data))),
    );
  return { ...w, officers, attested };
}

describe("Attack: an honest renewal inside the window of a thief's reclassification", () => {
  for (const first of ["disowned", "renewed"] as const) {
    it(`does not bring it into force (${first} first)`, async () => {
      let w = await world();
      await byAdmin(w, w.pass, "addOfficer", [w.c.address]);
      w = withOfficers(w, [...w.officers, w.c]);
      await w.granted([w.a]);
      const since = (await w.now()) + 1;
      const theft = await signedReclassification(w, w.a, { qiiUntil: parseJstDate("2039-03-31") });
      await w.pass.connect(w.thief).reclassify(theft.reclassification, theft.attestations);
      const out = async () => {
        await disowned(w, 1, since);
        await disowned(w, 2, since);
      };
      if (first === "disowned") await out();
      const { renewal, attestations } = await signedRenewal(w, w.a, {
        expiry: parseJstDate("2041-03-31"),
        officers: [3, 4],
      });
      if (first === "disowned") await w.pass.renew(renewal, attestations);
      else {
        await expect(w.pass.renew(renewal, attestations)).to.be.revertedWithCustomError(
          w.pass,
          "ChangeWaits",
        );
        await out();
      }
      await windowPasses(w);
      expect((await standingOf(w, w.a)).categories).to.equal(0n);
    });
  }
});
