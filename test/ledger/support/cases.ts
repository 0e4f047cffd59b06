import { MaxUint256 } from "ethers";
import { policyWord } from "../../../sdk/encode/policyWord.ts";
import { rulesWord } from "../../../sdk/encode/rulesWord.ts";
import { parseJstDate } from "../../../sdk/format/parseJstDate.ts";
import { IPassGatedToken__factory } from "../../../types/index.js";
import { announced } from "../../support/announced.ts";
import type { TokenCase } from "../../support/behaviours/erc20.ts";
import { fixture } from "../../support/fixture.ts";
import { impersonated } from "../../support/impersonated.ts";
import { JAPAN, type World, world } from "../../support/world.ts";

const ISSUE = `0x${"11".repeat(32)}`;
const MOST_UNITS = 2n ** 64n - 1n;
/** The last second that a consent can last to. */
const FOR_GOOD = MaxUint256 >> 208n;

/** The case of a token whose holder and receiver are the world's A and B. */
async function caseOf(w: World, address: string, step: bigint): Promise<TokenCase> {
  return {
    world: w,
    networkHelpers: w.networkHelpers,
    token: IPassGatedToken__factory.connect(address, w.relayer),
    holder: w.a,
    receiver: w.b,
    spender: w.c,
    step,
    everyone: (await w.ethers.getSigners()).map((signer) => signer.address),
  };
}

export const yenCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.minted(w.a, 100n);
  return await caseOf(w, w.platform.yen, 1n);
});

export const bondCase = fixture(async () => {
  const w = await world();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 100n, ISSUE);
  return await caseOf(w, await w.bond.getAddress(), 1n);
});

/**
 * Every policy that leaves units to move in parts: a lot, a lock-up that is over, a maturity, as many
 * holders as there are, limits of units and by category, consent and venues only; and who may hold was
 * changed since. Whoever sends is named as a venue, whatever moves has its consent.
 */
export const strictCase = fixture(async () => {
  const w = await world();
  const token = await w.openClass({
    lot: 10n,
    cap: 1_000n,
    maxInvestors: 2,
    lockUp: parseJstDate("2027-04-02"),
    policy: policyWord(["general"], []),
    rules: rulesWord({
      ...{ maxUnits: 1_000n, maxPerCategory: { specified: 2, general: 1 } },
      ...{ maturity: parseJstDate("2035-03-31"), consent: true, venueOnly: true },
    }),
  });
  await announced(w, w.registrar, w.desk, "setPolicy", [token.target, 0b00011, [JAPAN, 410]]);
  await w.granted([w.a, w.b], { specifiedUntil: parseJstDate("2039-03-31") });
  await w.networkHelpers.time.increase(2 * 86_400);
  await w.desk.issue(token, w.a, 1_000n, ISSUE);
  const asDesk = token.connect(await impersonated(w, w.platform.desk));
  for (const { address } of await w.ethers.getSigners()) await asDesk.setVenue(address, true);
  for (const from of [w.a, w.b]) {
    for (const to of [w.a, w.b, w.c]) await asDesk.setConsent(from, to, MOST_UNITS, FOR_GOOD);
  }
  return await caseOf(w, await token.getAddress(), 10n);
});
