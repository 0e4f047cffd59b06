import { expect } from "chai";
import { encodeBytes32String, ZeroAddress } from "ethers";
import { ballotChoices, type Choice } from "../../../sdk/encode/ballotChoices.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { type MeetingAct, tallyOf } from "../../../sdk/life/tallyOf.ts";
import { type SeededRandom, seededRandom } from "../../../sdk/settlement/seededRandom.ts";

import { type Gathered, gathered } from "../../securities/actions/support/meetings.ts";

const MEETINGS = 200;
const GAS = { gasLimit: 1_000_000 };
const SEED = 20_270_401;
const CHOICES: readonly Choice[] = ["for", "against", "abstain"];
const UNITS = new Map([
  ["A", 60n],
  ["B", 30n],
  ["vault", 10n],
  ["issuer", 15n],
  ["lawyer", 0n],
]);

/** Workers of mocha cannot tell each other of bigints. */
const plain = (value: object) =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each)));

const oneOf = <T>(random: SeededRandom, values: readonly T[]): T =>
  values[random.below(values.length)] as T;

function shareOf(random: SeededRandom) {
  const denominator = 1 + random.below(6);
  const more = random.below(2) === 0;
  const numerator = random.below(more ? denominator : denominator + 1);
  return { numerator: BigInt(numerator), denominator: BigInt(denominator), more };
}

type Appointed = { readonly wallet: string; readonly appointment: number };

/** Mostly what an investor may do, with some of what it may not: old numbers, too many votes, strangers. */
function actsOf(random: SeededRandom, items: number, proxies: readonly string[]): MeetingAct[] {
  const appointed = new Map<string, Appointed>();
  return Array.from({ length: 3 + random.below(4) }, (_, place) => {
    const isVoter = random.below(4) > 0;
    const investor = oneOf(random, isVoter ? ["A", "B", "vault"] : [...UNITS.keys()]);
    const number = 1 + place + random.below(3) - random.below(Math.min(place, 1) + 1);
    if (random.below(3) === 0) {
      const proxy = random.below(4) === 0 ? undefined : oneOf(random, proxies);
      if (proxy !== undefined) appointed.set(investor, { wallet: proxy, appointment: number });
      return { verb: "appoint", investor, proxy, number };
    }
    const parts = Array.from({ length: random.below(3) === 0 ? 1 + random.below(3) : 1 }, () => ({
      choices: Array.from({ length: random.below(20) === 0 ? items + 1 : items }, () =>
        oneOf(random, CHOICES),
      ),
      units: BigInt(random.below(3) === 0 ? random.below(40) : 0),
    }));
    const known = oneOf<[string, Appointed] | undefined>(random, [...appointed]);
    if (known === undefined || random.below(3) === 0) {
      return { verb: "vote", investor, parts, number };
    }
    const [principal, { wallet, appointment }] = known;
    const isStranger = random.below(6) === 0;
    const proxy = { wallet: isStranger ? oneOf(random, proxies) : wallet, appointment };
    return { verb: "vote", investor: principal, proxy, parts, number };
  });
}

/** Sends an act; true if it counted. */
async function sent(m: Gathered, meeting: string, act: MeetingAct, random: SeededRandom) {
  const wallets: Record<string, readonly { address: string }[]> = {
    ...{ A: [m.a, m.c], B: [m.b], vault: [m.vault], issuer: [m.issuer], lawyer: [m.lawyer] },
  };
  const signers = [m.a, m.b, m.c, m.issuer, m.lawyer];
  const signerOf = (address: string) =>
    address === m.vault.address ? m.relayer : signers.find((each) => each.address === address)!;
  const holder = oneOf(random, wallets[act.investor]!).address;
  const { number } = act;
  const isSigned = holder === m.vault.address || random.below(8) === 0;
  const gas = GAS;
  try {
    if (act.verb === "appoint") {
      const value = { meeting, holder, proxy: act.proxy ?? ZeroAddress, number };
      const signer = signerOf(holder);
      await (isSigned
        ? m.meetings.appointSigned(value, await m.signedProxy(signer, value), gas)
        : m.meetings.connect(signer).appoint(value, gas));
      return true;
    }
    const parts = act.parts.map(({ choices, units }) => ({
      choices: ballotChoices(choices),
      units,
    }));
    const appointment = act.proxy?.appointment ?? 0;
    const value = { meeting, holder, appointment, parts, number };
    const signer = signerOf(act.proxy?.wallet ?? holder);
    await (isSigned
      ? m.meetings.voteSigned(value, await m.signedBallot(signer, value), gas)
      : m.meetings.connect(signer).vote(value, gas));
    return true;
  } catch (error) {
    expect(String(error)).to.include("reverted with custom error");
    return false;
  }
}

describe("tallyOf", () => {
  it("and the contract agree on random meetings, in what counts and in what comes of it", async () => {
    const random = seededRandom(SEED);
    const m = await gathered();
    const plans = Array.from({ length: MEETINGS }, (_, place) => {
      const items = 1 + random.below(5);
      const agenda = Array.from({ length: items }, (_, item) => ({
        document: encodeBytes32String(`${item}`),
        ...{ quorum: shareOf(random), approval: shareOf(random), ofAll: shareOf(random) },
      }));
      const isExcluded = random.below(2) === 0;
      const splits = random.below(2) === 0;
      const excluded = isExcluded ? [m.issuer.address] : [];
      const terms = { ...m.terms, agenda, excluded, splits, number: BigInt(place + 2) };
      const acts = actsOf(random, items, [m.lawyer.address, m.b.address]);
      return { terms, agenda, splits, acts, excluded: new Set(isExcluded ? ["issuer"] : []) };
    });
    for (const { terms } of plans) await m.meetings.convene(terms, GAS);
    await m.goTo(jstDateEnd(m.recordDate));
    for (const { terms } of plans) await m.meetings.fixVotes(terms, 1, GAS);
    await m.goTo(m.terms.opens);
    const refused: number[][] = [];
    for (const { terms, acts } of plans) {
      const meeting = await m.meetings.idOf(terms);
      const places: number[] = [];
      for (const [place, act] of acts.entries()) {
        if (!(await sent(m, meeting, act, random))) places.push(place);
      }
      refused.push(places);
    }
    await m.goTo(m.terms.closes + 1);
    let [counted, byProxy, adopted] = [0, 0, 0];
    for (const [place, { terms, ...parameters }] of plans.entries()) {
      const tally = tallyOf({ units: UNITS, ...parameters });
      const { total, present } = await m.meetings.meetingOf(await m.meetings.idOf(terms));
      const outcomes = await m.meetings.resultOf(terms);
      const items = outcomes.map(
        ({ votesFor, votesAgainst, abstained, quorumReached, adopted }) => ({
          ...{ votesFor, votesAgainst, abstained, quorumReached, adopted },
        }),
      );
      const found = { total, present, items, refused: refused[place] };
      expect(plain(found), `meeting ${place}`).to.deep.equal(plain(tally));
      const good = parameters.acts.filter((_, act) => !tally.refused.includes(act));
      counted += good.length;
      byProxy += good.filter((act) => act.verb === "vote" && act.proxy !== undefined).length;
      adopted += items.filter((item) => item.adopted).length;
    }
    // The meetings are worth comparing: much of what is sent counts, proxies' too, and both outcomes come up.
    expect(byProxy).to.be.greaterThan(20);
    expect(counted).to.be.greaterThan(2 * MEETINGS);
    expect(adopted).to.be.greaterThan(30);
  }).timeout(60_000);
});
