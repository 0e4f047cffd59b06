import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, ZeroHash } from "ethers";
import type { Meeting } from "../../../../sdk/contracts.ts";
import { ballotChoices, type Choice } from "../../../../sdk/encode/ballotChoices.ts";
import { type Ballot, ballotTypedData } from "../../../../sdk/encode/ballotTypedData.ts";
import { type ProxyAppointment, proxyTypedData } from "../../../../sdk/encode/proxyTypedData.ts";
import { signTypedData } from "../../../../sdk/encode/signTypedData.ts";
import type { TypedData } from "../../../../sdk/encode/TypedData.ts";
import { jstDateEnd } from "../../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../../sdk/format/jstDateOf.ts";
import { grantedSystem, linked } from "../../../support/lists.ts";
import { DAY, world } from "../../../support/world.ts";

export const DOCUMENT = encodeBytes32String("document");
export const REASON = encodeBytes32String("reason");
export const PHASE = { none: 0, convened: 1, votesFixed: 2, declared: 3, cancelled: 4 } as const;

const share = (numerator: bigint, denominator: bigint, more = false) => ({
  ...{ numerator, denominator, more },
});
export const NOTHING = share(0n, 1n);
export const MAJORITY = share(1n, 2n, true);
export const TWO_THIRDS = share(2n, 3n);

/** An ordinary resolution, a special one, and bondholders' special one. */
export const AGENDA = [
  {
    document: encodeBytes32String("1"),
    ...{ quorum: MAJORITY, approval: MAJORITY, ofAll: NOTHING },
  },
  {
    document: encodeBytes32String("2"),
    ...{ quorum: share(1n, 3n), approval: TWO_THIRDS, ofAll: NOTHING },
  },
  {
    document: encodeBytes32String("3"),
    ...{ quorum: NOTHING, approval: TWO_THIRDS, ofAll: share(1n, 5n) },
  },
];

export const all = (choice: Choice, items = AGENDA.length) =>
  ballotChoices(Array<Choice>(items).fill(choice));

/**
 * A meeting of 115 units' holders, not yet convened, whose record date ends tomorrow: A has 40 units and, on C,
 * another 20, B has 30, a contract with a system pass and the relayer's key 10, and the issuer, who has no votes,
 * 15. The lawyer has a pass and no units; the thief has no pass.
 */
export async function gathered() {
  const w = await world();
  const lawyer = w.settlementOperator;
  await w.granted([w.a, w.b, w.issuer, lawyer]);
  await linked(w, w.a, [w.c]);
  const safe = await w.ethers.deployContract("ContractWallet", [w.relayer.address]);
  const vault = { address: await safe.getAddress() };
  await grantedSystem(w, vault);
  for (const [wallet, units] of [
    [w.a, 40n],
    [w.c, 20n],
    [w.b, 30n],
    [vault, 10n],
    [w.issuer, 15n],
  ] as const) {
    await w.desk.issue(w.bond, wallet.address, units, ZeroHash);
  }
  const recordDate = jstDateOf(await w.now()) + 1;
  await w.desk.declareRecordDate(w.bond, recordDate, DOCUMENT);
  const deployed = await w.ethers.deployContract("Meeting", [
    w.platform.authority,
    w.platform.pass,
  ]);
  const meetings = deployed.connect(w.registrar) as unknown as Meeting;
  const at = await meetings.getAddress();
  const opens = jstDateEnd(recordDate) + DAY;

  const terms = {
    ...{ token: w.bond.target as string, recordDate, opens, closes: opens + 20 * DAY },
    ...{ notice: DOCUMENT, noticeOverride: ZeroHash, agenda: AGENDA },
    ...{ excluded: [w.issuer.address], splits: false, proxiesHold: false, number: 1n },
  };
  const id = await meetings.idOf(terms);

  /** A's ballot, for everything, but for the changes given. */
  const ballot = (changes: Partial<Ballot> = {}): Ballot => ({
    ...{ meeting: id, holder: w.a.address, appointment: 0 },
    ...{ parts: [{ choices: all("for"), units: 0n }], number: 1 },
    ...changes,
  });
  /** A's appointment of the lawyer, but for the changes given. */
  const appointment = (changes: Partial<ProxyAppointment> = {}): ProxyAppointment => ({
    ...{ meeting: id, holder: w.a.address, proxy: lawyer.address, number: 1 },
    ...changes,
  });
  type Domain = Partial<TypedData<object>["domain"]>;
  const signedBallot = async (signer: HardhatEthersSigner, value: Ballot, domain: Domain = {}) => {
    const data = ballotTypedData(w.chainId, at, value);
    return await signTypedData(signer, { ...data, domain: { ...data.domain, ...domain } });
  };
  const signedProxy = async (
    signer: HardhatEthersSigner,
    value: ProxyAppointment,
    domain: Domain = {},
  ) => {
    const data = proxyTypedData(w.chainId, at, value);
    return await signTypedData(signer, { ...data, domain: { ...data.domain, ...domain } });
  };
  const goTo = async (second: number) => {
    await w.networkHelpers.time.increaseTo(second);
  };
  const numberOf = async ({ address }: { address: string }) => await w.pass.investorIdOf(address);
  /** For and against of an item, and who is there. */
  const countOf = async (item = 0) => {
    const { restore } = await w.networkHelpers.takeSnapshot();
    await w.networkHelpers.time.increaseTo(terms.closes + 1);
    const { votesFor, votesAgainst, abstained } = (await meetings.resultOf(terms))[item]!;
    await restore();
    return [votesFor, votesAgainst, abstained].map(Number);
  };
  return {
    ...{ ...w, lawyer, safe, vault, recordDate, meetings, at, terms, id },
    ...{ ballot, appointment, signedBallot, signedProxy, goTo, numberOf, countOf },
  };
}

/** The same, convened. */
export async function convened() {
  const m = await gathered();
  await m.meetings.convene(m.terms);
  return m;
}

/** The same, with its votes fixed, as it opens: 100 of 115 units vote. */
export async function opened() {
  const m = await convened();
  await m.goTo(jstDateEnd(m.recordDate));
  await m.meetings.fixVotes(m.terms, 1);
  await m.goTo(m.terms.opens);
  return m;
}

export type Gathered = Awaited<ReturnType<typeof gathered>>;
