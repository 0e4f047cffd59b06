import { readFileSync } from "node:fs";
import { expect } from "chai";
import { encodeBytes32String, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { HOLD_PURPOSES, type HoldPurpose, holdId } from "../../../sdk/encode/holdId.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY, world } from "../../support/world.ts";

const SALT = encodeBytes32String("salt");

/** A has a pass, units of the bond and yen. */
const load = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ZeroHash);
  await w.minted(w.a, 1_000n);
  return w;
});

describe("holdId", () => {
  it("says purposes by their place in contracts/types/Hold.sol", () => {
    const source = readFileSync("contracts/types/Hold.sol", "utf8").replaceAll(/\/\/.*/g, "");
    const body = /enum HoldPurpose \{([^}]*)\}/.exec(source)![1]!;
    const words = [...body.matchAll(/\w+/g)].map(([word]) =>
      word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1),
    );
    expect(HOLD_PURPOSES).to.deep.equal(words);
  });

  it("names the hold that a holder places for a trade, beforehand", async () => {
    const w = await load();
    const token = await w.bond.getAddress();
    const identity = { purpose: "trade", holder: w.a.address, executor: w.b.address } as const;
    const id = holdId(w.chainId, token, { ...identity, salt: SALT });
    await w.bond.connect(w.a).hold(w.a, 5n, w.b, (await w.now()) + DAY, SALT);
    expect([...(await w.bond.holdOf(id))]).to.deep.equal([w.a.address, 5n]);
  });

  it("names pledges, attachments, locked tranches and redemptions, which their offices number", async () => {
    const w = await load();
    const token = await w.bond.getAddress();
    const yen = await w.yen.getAddress();
    await w.desk.pledgeUnits(token, w.a, 1n, w.b, ZeroHash, ZeroHash);
    await w.desk.attachUnits(token, w.a, 2n, ZeroAddress, ZeroHash, ZeroHash);
    await w.desk.issueLocked(token, w.a, 3n, ZeroHash, (await w.now()) + DAY);
    await w.yen.connect(w.a).redeem(4n, ZeroHash);
    const cases: [token: string, HoldPurpose, number: number, units: bigint][] = [
      [token, "pledge", 1, 1n],
      [token, "attachment", 2, 2n],
      [token, "lock-up", 3, 3n],
      [yen, "redemption", 1, 4n],
    ];
    for (const [at, purpose, number, units] of cases) {
      const id = holdId(w.chainId, at, {
        ...{ purpose, holder: w.a.address, executor: ZeroAddress, salt: toBeHex(number, 32) },
      });
      const held = await (at === yen ? w.yen : w.bond).holdOf(id);
      expect([...held], purpose).to.deep.equal([w.a.address, units]);
    }
  });
});
