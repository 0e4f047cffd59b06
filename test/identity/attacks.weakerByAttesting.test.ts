import { expect } from "chai";
import { attestersOf, disowned, reattested } from "../support/lists.ts";
import { byAdmin, STATUS, signedRenewal, standingOf } from "../support/passes.ts";
import { fieldsOf, HOLDER_WORD, STANDING } from "../support/words.ts";
import { world } from "../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;
const settings = (quorum: number) => [quorum, 86_400, 200, 2000];

describe("Attack: an attestation more", () => {
  it("ELIG-2: never stops a pass while its yes stays cached", async () => {
    const w = await world();
    await w.granted([w.b]);
    await byAdmin(w, w.pass, "setSettings", settings(1));
    await w.granted([w.a]);
    const one = await signedRenewal(w, w.a, { officers: [1] });
    await w.pass.renew(one.renewal, one.attestations);
    const leak = (await w.now()) + 10;
    await w.networkHelpers.time.increase(100);
    // Officer 1 leaks and is disowned, since after it attested A. The quorum becomes two.
    await disowned(w, 1, leak);
    await byAdmin(w, w.pass, "setSettings", settings(2));
    await w.desk.issue(w.bond, w.a, 5n, ISSUE);
    await w.bond.connect(w.a).transfer(w.b, 1n);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
    // One officer's key (k - 1), a thief's or not, attests A anew.
    await reattested(w, [w.a], 2);
    console.log(await attestersOf(w, w.a), (await standingOf(w, w.a)).status);
    const word = fieldsOf(HOLDER_WORD, await w.bond.wordOf(w.a));
    const says = fieldsOf(STANDING, await w.pass.standing(w.a)).status;
    const moves = await w.bond
      .connect(w.a)
      .transfer.staticCall(w.b, 1n)
      .then(
        () => true,
        () => false,
      );
    console.log({ moves, says, until: word.until });
    expect(says, "one key stopped an honest pass").to.equal(STATUS.working);
  });

  it("of a thief with one key leaves honest passes standing when he is disowned", async () => {
    const w = await world();
    await w.granted([w.a]);
    await byAdmin(w, w.pass, "setSettings", settings(3));
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
    const since = (await w.now()) + 1;
    await reattested(w, [w.a], 3);
    await disowned(w, 3, since);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });

  it("keeps a good officer's earlier attestation: one repairs what lacks one", async () => {
    const w = await world();
    await w.granted([w.a]);
    const leak = (await w.now()) + 10;
    await w.networkHelpers.time.increase(100);
    await disowned(w, 1, 1);
    await disowned(w, 2, leak); // what it attested of A was mined before: good
    await reattested(w, [w.a], 3); // 2 and 3 are a quorum of good ones
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });

  it("beside a disowned officer's earlier one, which stays good, is taken by none: together they would end the pass", async () => {
    const w = await world();
    await byAdmin(w, w.pass, "setSettings", settings(1));
    await w.granted([w.a]);
    const one = await signedRenewal(w, w.a, { officers: [1] });
    await w.pass.renew(one.renewal, one.attestations);
    const leak = (await w.now()) + 10;
    await w.networkHelpers.time.increase(100);
    await disowned(w, 1, leak);
    const before = await attestersOf(w, w.a);
    await expect(reattested(w, [w.a], 2)).to.not.emit(w.pass, "PassReattested");
    expect(await attestersOf(w, w.a)).to.deep.equal(before);
    expect((await standingOf(w, w.a)).status).to.equal(STATUS.working);
  });
});
