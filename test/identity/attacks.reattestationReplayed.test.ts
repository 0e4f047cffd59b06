import { expect } from "chai";
import { attestation as made } from "../../sdk/encode/attestation.ts";
import { policyWord } from "../../sdk/encode/policyWord.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { attestersOf, disowned, signedReattestation } from "../support/lists.ts";
import {
  byAdmin,
  STATUS,
  signedReclassification,
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

const ISSUE = `0x${"11".repeat(32)}`;

describe("Attack: a repair signed for the pass as it is, sent again after the thief's window", () => {
  it("ELIG-1: does not vouch for a disowned quorum's reclassification", async () => {
    let w = await world();
    await byAdmin(w, w.pass, "addOfficer", [w.c.address]);
    w = withOfficers(w, [...w.officers, w.c]);
    // A: a general investor. Keys 1 and 2 leak; they make A a QII, which waits.
    await w.granted([w.a]);
    const qii = await w.openClass({ policy: policyWord(["qii"], []) });
    const theft = await signedReclassification(w, w.a, { qiiUntil: parseJstDate("2039-03-31") });
    await w.pass.connect(w.thief).reclassify(theft.reclassification, theft.attestations);
    // An hour later both are disowned, since well before, and honest officers repair the pass as it is.
    await disowned(w, 1, 1);
    await disowned(w, 2, 1);
    const lists = [
      await signedReattestation(w, [w.a], { officer: 3 }),
      await signedReattestation(w, [w.a], { officer: 4 }),
    ];
    for (const l of lists) await w.pass.reattestListed(l.reattestation, l.attestation);
    expect(await standingOf(w, w.a)).to.include({ status: STATUS.working, categories: 0n });
    await windowPasses(w);
    expect(await standingOf(w, w.a)).to.include({ status: STATUS.working, categories: 0n });
    // The thief sends the public lists again.
    for (const l of lists) {
      await w.pass.connect(w.thief).reattestListed(l.reattestation, l.attestation);
    }
    const after = await standingOf(w, w.a);
    const rests = await attestersOf(w, w.a);
    await expect(w.desk.issue(qii, w.a, 5n, ISSUE), `rests on ${rests.officers}`).to.be.revert(
      w.ethers,
    );
    expect(after).to.include({ status: STATUS.working, categories: 0n });
  });
});
