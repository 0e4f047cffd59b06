import { expect } from "chai";
import { attestation as made } from "../../sdk/encode/attestation.ts";
import { grantTypedData } from "../../sdk/encode/grantTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { disowned, signedLink, signedSystemGrant } from "../support/lists.ts";
import { byAdmin, REASON, windowPasses } from "../support/passes.ts";
import { GENERAL, type World, world } from "../support/world.ts";

function withOfficers<W extends World>(w: W, officers: World["officers"]): W {
  const attested: World["attested"] = async (data, numbers = [1, 2]) =>
    await Promise.all(
      numbers.map(async (n) => made(n, await signTypedData(officers[n - 1]!, data))),
    );
  return { ...w, officers, attested };
}

const ISSUE = `0x${"11".repeat(32)}`;

async function fiveOfficers() {
  const w = await world();
  await byAdmin(w, w.pass, "addOfficer", [w.c.address]);
  return withOfficers(w, [...w.officers, w.c]);
}

/** A plain grant by officers 3 and 4. */
async function honestGrant(w: World, wallet: string) {
  const grant = {
    wallet,
    claims: GENERAL,
    classes: [],
    seq: Number(await w.pass.seqOf(wallet)),
    deadline: (await w.now()) + 86_400,
  };
  await w.pass.grant(
    grant,
    await w.attested(grantTypedData(w.chainId, w.platform.pass, grant), [3, 4]),
  );
  await windowPasses(w);
}

async function out(w: World, since: number) {
  await disowned(w, 1, since);
  await disowned(w, 2, since);
}

describe("Attack: a number that a thief gave, vetoed and disowned", () => {
  it("does not make an honest plain grant an uncounted system pass", async () => {
    const w = await fiveOfficers();
    await w.granted([w.a]);
    const few = await w.openClass({ maxInvestors: 1n as never });
    await w.desk.issue(few, w.a, 1n, ISSUE);
    const since = (await w.now()) + 1;
    const vault = { address: few.target as string }; // any contract: an investor's contract wallet
    const theft = await signedSystemGrant(w, vault);
    await w.pass.connect(w.thief).grantSystem(theft.systemGrant, theft.attestations);
    await w.pass.connect(w.guardian).veto(vault.address, REASON);
    await out(w, since);
    await honestGrant(w, vault.address);
    await expect(w.desk.issue(few, vault.address, 1n, ISSUE)).to.be.revertedWithCustomError(
      few,
      "TooManyInvestors",
    );
  });

  it("does not make two investors one", async () => {
    const w = await fiveOfficers();
    await w.granted([w.a]);
    const few = await w.openClass({ maxInvestors: 1n as never });
    await w.desk.issue(few, w.a, 1n, ISSUE);
    const since = (await w.now()) + 1;
    const theft = await signedLink(w, w.a, w.b);
    await w.pass.connect(w.thief).link(theft.link, theft.attestations);
    await w.pass.connect(w.guardian).veto(w.b.address, REASON);
    await out(w, since);
    await honestGrant(w, w.b.address); // B is another person
    await expect(w.desk.issue(few, w.b, 1n, ISSUE)).to.be.revertedWithCustomError(
      few,
      "TooManyInvestors",
    );
  });
});
