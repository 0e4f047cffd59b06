import { policyWord } from "../../sdk/encode/policyWord.ts";
import { parseJstDate } from "../../sdk/format/parseJstDate.ts";
import { PassGatedToken__factory } from "../../types/index.js";
import { announced } from "../support/announced.ts";
import { behavesAsErc20, type TokenCase } from "../support/behaviours/erc20.ts";
import { behavesAsErc2612 } from "../support/behaviours/erc2612.ts";
import { fixture } from "../support/fixture.ts";
import { JAPAN, type World, world } from "../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;

/** The case of a token whose holder and receiver are the world's A and B. */
async function caseOf(w: World, address: string, step: bigint): Promise<TokenCase> {
  return {
    world: w,
    networkHelpers: w.networkHelpers,
    token: PassGatedToken__factory.connect(address, w.relayer),
    holder: w.a,
    receiver: w.b,
    spender: w.c,
    step,
    everyone: (await w.ethers.getSigners()).map((signer) => signer.address),
  };
}

const yenCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.minted(w.a, 100n);
  return await caseOf(w, w.platform.yen, 1n);
});

const bondCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  return await caseOf(w, await w.bond.getAddress(), 1n);
});

/** Every policy on: a lot, as many holders as there are, and who may hold was changed since. */
const strictCase = fixture(async () => {
  const w = await world();
  const token = await w.openClass({
    lot: 10n,
    cap: 1_000n,
    maxInvestors: 2,
    policy: policyWord(["general"], []),
  });
  await announced(w, w.registrar, w.desk, "setPolicy", [token.target, 0b00011, [JAPAN, 410]]);
  await w.granted([w.a, w.b], { specifiedUntil: parseJstDate("2039-03-31") });
  await w.desk.issue(token, w.a, 1_000n, ISSUE);
  return await caseOf(w, await token.getAddress(), 10n);
});

for (const [name, load] of [
  ["The yen token", yenCase],
  ["A bond class", bondCase],
  ["A class with a lot, a most of holders and a changed policy", strictCase],
] as const) {
  describe(`${name}, as ERC-20`, () => behavesAsErc20(load));
  describe(`${name}, as ERC-2612 and ERC-5267`, () => behavesAsErc2612(load));
}
