import { expect } from "chai";
import { permitTypedData } from "../../sdk/encode/permitTypedData.ts";
import { signTypedData } from "../../sdk/encode/signTypedData.ts";
import { expectBalances } from "../support/balances.ts";
import { fixture } from "../support/fixture.ts";
import { linked } from "../support/lists.ts";
import { expectTotals, holdersOf } from "../support/totals.ts";
import { DAY, type World, world } from "../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;

/** A class for two investors at most: A has 10 units, B may hold and has none, C neither. */
const load = fixture(async () => {
  const w = await world();
  const token = await w.openClass({ maxInvestors: 2 });
  await w.granted([w.a, w.b], {}, [2]);
  await w.desk.issue(token, w.a, 10n, ISSUE);
  return { ...w, token };
});

const investors = async ({ token }: Awaited<ReturnType<typeof load>>) =>
  holdersOf(await token.classWord());

describe("attack: front-running a permit", () => {
  it("given a permit copied and sent by a thief first: the allowance is there, and serves its spender alone", async () => {
    const w = await load();
    const permit = {
      owner: w.a.address,
      spender: w.relayer.address,
      value: 3n,
      nonce: await w.token.nonces(w.a),
      deadline: BigInt((await w.now()) + DAY),
    };
    const address = await w.token.getAddress();
    const data = permitTypedData(w.chainId, address, await w.token.name(), permit);
    const signature = await signTypedData(w.a, data);
    const send = (sender: World["a"]) =>
      w.token
        .connect(sender)
        ["permit(address,address,uint256,uint256,bytes)"](
          permit.owner,
          permit.spender,
          permit.value,
          permit.deadline,
          signature,
        );

    await send(w.thief);
    await expect(w.token.connect(w.thief).transferFrom(w.a, w.b, 1n))
      .to.be.revertedWithCustomError(w.token, "ERC20InsufficientAllowance")
      .withArgs(w.thief.address, 0n, 1n);
    await expect(send(w.relayer)).to.be.revertedWithCustomError(w.token, "PermitInvalid");
    await w.token.connect(w.relayer).transferFrom(w.a, w.b, 3n);
    await expectBalances(w.token, [
      [w.a, 7n],
      [w.b, 3n],
    ]);
  });
});

describe("attack: dust and the most investors", () => {
  it("given one investor who spreads dust over wallets of his own: they take one place", async () => {
    const w = await load();
    await linked(w, w.a, [w.c, w.thief], [2]);
    await w.token.connect(w.a).transfer(w.c, 1n);
    await w.token.connect(w.a).transfer(w.thief, 1n);
    expect(await investors(w)).to.equal(1);
    await w.token.connect(w.a).transfer(w.b, 1n);
    expect(await investors(w)).to.equal(2);
  });

  it("given wallets enrolled and left empty: they take no place, and cost nobody else's", async () => {
    const w = await load();
    await w.granted([w.c, w.thief]);
    for (const wallet of [w.c, w.thief]) await w.token.connect(wallet).enrol(wallet, 0, "0x");
    await w.token.connect(w.a).transfer(w.thief, 0n);
    expect(await investors(w)).to.equal(1);
    await w.token.connect(w.a).transfer(w.b, 1n);
    expect(await investors(w)).to.equal(2);
  });

  it("given a full class: dust to a further investor is refused, and nobody in it is pinned", async () => {
    const w = await load();
    await w.granted([w.thief]);
    await w.token.connect(w.a).transfer(w.b, 1n);
    await expect(w.token.connect(w.a).transfer(w.thief, 1n))
      .to.be.revertedWithCustomError(w.token, "TooManyInvestors")
      .withArgs(2);
    await w.token.connect(w.b).transfer(w.a, 1n);
    await w.token.connect(w.a).transfer(w.b, 10n);
    expect(await investors(w)).to.equal(1);
  });
});

describe("attack: transfers to oneself", () => {
  it("given all of a wallet's units sent to itself: nothing is made, counted twice or freed", async () => {
    const w = await load();
    const word = await w.token.wordOf(w.a);
    const classWord = await w.token.classWord();
    await w.token.connect(w.a).transfer(w.a, 10n);
    await w.token.connect(w.a).transfer(w.a, 0n);
    expect(await w.token.wordOf(w.a)).to.equal(word);
    expect(await w.token.classWord()).to.equal(classWord);
    await expect(w.token.connect(w.a).transfer(w.a, 11n))
      .to.be.revertedWithCustomError(w.token, "ERC20InsufficientBalance")
      .withArgs(w.a.address, 10n, 11n);

    await w.desk.freezeUnits(w.token, w.a, 4n, ISSUE, ISSUE);
    await expect(w.token.connect(w.a).transfer(w.a, 7n))
      .to.be.revertedWithCustomError(w.token, "UnitsNotFree")
      .withArgs(w.a.address, 6n, 7n);
    await expectTotals(w.token, [w.a.address]);
  });
});
