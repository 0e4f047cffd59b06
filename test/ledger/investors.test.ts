import { expect } from "chai";
import type { SecurityToken } from "../../sdk/contracts.ts";
import { fixture } from "../support/fixture.ts";
import { impersonated } from "../support/impersonated.ts";
import { linked } from "../support/lists.ts";
import { revoked } from "../support/passes.ts";
import { ruleBits } from "../support/rules.ts";
import { holdersOf } from "../support/totals.ts";
import { type World, world } from "../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;

/**
 * A class for two investors. A and C are one investor, of which A has 100 units; B and the issuer are two
 * more, without units.
 */
const load = fixture(async () => {
  const w = await world();
  const token = await w.openClass({ maxInvestors: 2 });
  await w.granted([w.a, w.b, w.issuer], {}, [2]);
  await w.desk.issue(token, w.a, 100n, ISSUE);
  await linked(w, w.a, [w.c], [2]);
  const asDesk = token.connect(await impersonated(w, w.platform.desk));
  return { ...w, token, asDesk };
});
type Loaded = Awaited<ReturnType<typeof load>>;

const countOf = async ({ token }: { token: SecurityToken }) => holdersOf(await token.classWord());

/** Sends units, which the lens must have foreseen. */
async function moved(w: Loaded, from: World["a"], to: World["a"], units: bigint) {
  expect(await w.lens.canTransfer(w.token, from, to, units), "TRUTH-1").to.equal(true);
  await w.token.connect(from).transfer(to, units);
  const balances = await Promise.all(
    [w.a, w.b, w.c, w.issuer].map((wallet) => w.token.balanceOf(wallet)),
  );
  const [a, b, c, issuer] = balances.map((balance) => balance !== 0n);
  expect(await w.token.totalSupply(), "SUM-1").to.equal(balances.reduce((x, y) => x + y));
  expect(await countOf(w), "investors").to.equal([a || c, b, issuer].filter(Boolean).length);
}

/** That the most investors are there, for the token and for the lens. */
async function expectNoRoom(w: Loaded, from: World["a"], to: World["a"], units: bigint) {
  await expect(w.token.connect(from).transfer(to, units))
    .to.be.revertedWithCustomError(w.token, "TooManyInvestors")
    .withArgs(2);
  expect(await w.lens.rulesAgainst(w.token, from, from, to, units), "TRUTH-1").to.equal(
    ruleBits("MaxInvestors"),
  );
}

describe("Investors of a class, by whatever wallets they hold", () => {
  it("count once: a second wallet that gains, the first that leaves, and back", async () => {
    const w = await load();
    await moved(w, w.a, w.c, 40n);
    await moved(w, w.a, w.c, 60n);
    await moved(w, w.c, w.a, 100n);
    expect(await countOf(w)).to.equal(1);
  });

  it("at the most there may be, gain by another wallet of one who is there", async () => {
    const w = await load();
    await moved(w, w.a, w.b, 10n);
    await moved(w, w.b, w.c, 4n);
    expect(await countOf(w)).to.equal(2);
    await expectNoRoom(w, w.a, w.issuer, 1n);
  });

  it("make no room by the last units of one wallet while another has some", async () => {
    const w = await load();
    await moved(w, w.a, w.b, 10n);
    await moved(w, w.a, w.c, 50n);
    await expectNoRoom(w, w.a, w.issuer, 40n);
    await moved(w, w.a, w.b, 40n);
    await moved(w, w.c, w.issuer, 50n);
    expect(await countOf(w), "B and the issuer").to.equal(2);
    await expectNoRoom(w, w.b, w.a, 1n);
    await expectNoRoom(w, w.b, w.c, 1n);
    await moved(w, w.b, w.c, 50n);
  });

  it("who leave by a burn or a forced transfer are counted so too", async () => {
    const w = await load();
    await w.asDesk.forcedTransfer(w.a, w.c, 30n);
    expect(await countOf(w)).to.equal(1);
    await w.asDesk.burn(w.a, 70n);
    expect(await countOf(w)).to.equal(1);
    await w.asDesk.burn(w.c, 30n);
    expect(await countOf(w)).to.equal(0);
    await w.asDesk.mint(w.c, 5n);
    await w.asDesk.mint(w.a, 5n);
    expect(await countOf(w)).to.equal(1);
  });

  it("whose wallets were linked with units or without, before their first word or after, count alike", async () => {
    const w = await load();
    await linked(w, w.issuer, [w.thief], [2]);
    await moved(w, w.a, w.issuer, 5n);
    await w.token.connect(w.issuer).transfer(w.thief, 5n);
    expect(await countOf(w)).to.equal(2);
    await w.token.connect(w.thief).transfer(w.issuer, 2n);
    expect(await countOf(w)).to.equal(2);
    await w.token.connect(w.issuer).transfer(w.a, 2n);
    await w.token.connect(w.thief).transfer(w.a, 3n);
    expect(await countOf(w)).to.equal(1);
  });

  it("with a third wallet linked later count once still", async () => {
    const w = await load();
    await moved(w, w.a, w.c, 40n);
    await linked(w, w.c, [w.thief]);
    await w.token.connect(w.c).transfer(w.thief, 40n);
    expect(await countOf(w)).to.equal(1);
    await w.token.connect(w.a).transfer(w.thief, 60n);
    expect(await countOf(w)).to.equal(1);
    await moved(w, w.thief, w.b, 100n);
    expect(await countOf(w)).to.equal(1);
  });

  it("keep their place while a wallet's pass is revoked and granted again", async () => {
    const w = await load();
    await moved(w, w.a, w.c, 40n);
    await revoked(w, w.a);
    await w.granted([w.a]);
    await moved(w, w.a, w.c, 60n);
    expect(await countOf(w)).to.equal(1);
    await moved(w, w.c, w.b, 100n);
    expect(await countOf(w)).to.equal(1);
  });

  it("of yen have no most, linked or not", async () => {
    const w = await load();
    await w.minted(w.a, 10n);
    await w.yen.connect(w.a).transfer(w.c, 4n);
    expect(holdersOf(await w.yen.classWord())).to.equal(1);
    expect(await w.lens.canTransfer(w.yen, w.a, w.b, 1n)).to.equal(true);
    await w.yen.connect(w.a).transfer(w.b, 6n);
    expect(holdersOf(await w.yen.classWord())).to.equal(2);
  });
});
