import { expect } from "chai";
import { AbiCoder, encodeBytes32String, keccak256, ZeroAddress, ZeroHash } from "ethers";
import { ballotChoices } from "../../../sdk/encode/ballotChoices.ts";
import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { jstDateOf } from "../../../sdk/format/jstDateOf.ts";
import { fixture } from "../../support/fixture.ts";
import { STATUS } from "../../support/passes.ts";
import {
  AGENDA,
  all,
  convened,
  DOCUMENT,
  type Gathered,
  gathered,
  MAJORITY,
  NOTHING,
  opened,
  PHASE,
  REASON,
} from "./support/meetings.ts";

const planned = fixture(gathered);
const called = fixture(convened);
const open = fixture(opened);

const SPLIT = [
  { choices: all("for"), units: 25n },
  { choices: all("against"), units: 5n },
  { choices: all("abstain"), units: 0n },
];

/** The same meeting under other terms, open for votes. */
async function openUnder(m: Gathered, changes: Partial<Gathered["terms"]>) {
  const terms = { ...m.terms, number: 2n, ...changes };
  await m.meetings.convene(terms);
  await m.goTo(jstDateEnd(m.recordDate));
  await m.meetings.fixVotes(terms, 1);
  await m.goTo(terms.opens);
  return { terms, id: await m.meetings.idOf(terms) };
}

describe("convene", () => {
  it("given a registrar, makes a meeting whose id is the hash of its terms, and says so", async () => {
    const m = await planned();
    await expect(m.meetings.convene(m.terms))
      .to.emit(m.meetings, "MeetingConvened")
      .withArgs(m.id, m.bond, (terms: unknown[]) => terms[1] === BigInt(m.recordDate), m.registrar);
    const type = m.meetings.interface.getFunction("idOf").inputs[0]!;
    expect(m.id).to.equal(keccak256(AbiCoder.defaultAbiCoder().encode([type], [m.terms])));
    const account = await m.meetings.meetingOf(m.id);
    expect(Number(account.phase)).to.equal(PHASE.convened);
    expect(account.token).to.equal(m.bond);
  });

  it("is refused a second time, and to anybody but a registrar of the class (POWER-1)", async () => {
    const m = await called();
    await expect(m.meetings.convene(m.terms))
      .to.be.revertedWithCustomError(m.meetings, "ConvenedBefore")
      .withArgs(m.id);
    for (const caller of [m.thief, m.a, m.admin, m.issuer]) {
      const as = m.meetings.connect(caller);
      for (const send of [
        () => as.convene({ ...m.terms, number: 2n }),
        () => as.cancel(m.terms, REASON),
      ]) {
        await expect(send())
          .to.be.revertedWithCustomError(m.meetings, "NotTheRegistrar")
          .withArgs(caller, 1_000n);
      }
    }
  });

  it("is refused of what is no class of the platform: yen, or a contract that says it is one", async () => {
    const m = await planned();
    const pretender = await m.ethers.deployContract("FakeClass", [1, 1_000n]);
    for (const token of [m.platform.yen, await pretender.getAddress()]) {
      await expect(m.meetings.convene({ ...m.terms, token }))
        .to.be.revertedWithCustomError(m.meetings, "NotAClassOfThePlatform")
        .withArgs(token);
    }
  });

  it("is refused given terms that cannot be", async () => {
    const m = await planned();
    const item = AGENDA[0]!;
    const third = { numerator: 1n, denominator: 3n, more: false };
    for (const changes of [
      { agenda: [] },
      { agenda: Array(65).fill(item) },
      { agenda: [{ ...item, document: ZeroHash }] },
      { agenda: [item, { ...item, quorum: { ...third, denominator: 0n } }] },
      { agenda: [{ ...item, approval: { ...third, numerator: 4n } }] },
      { agenda: [{ ...item, ofAll: { ...third, numerator: 3n, more: true } }] },
      { excluded: Array(17).fill(m.issuer.address) },
      { closes: m.terms.opens },
    ]) {
      const terms = { ...m.terms, ...changes };
      await expect(m.meetings.convene(terms))
        .to.be.revertedWithCustomError(m.meetings, "MeetingMalformed")
        .withArgs(await m.meetings.idOf(terms));
    }
    const most = { agenda: Array(64).fill(item), excluded: Array(16).fill(m.issuer.address) };
    await m.meetings.convene({ ...m.terms, ...most });
  });

  it("is refused given an opening before the end of the record date, or one that is past", async () => {
    const m = await planned();
    const end = jstDateEnd(m.recordDate) - 1;
    await expect(m.meetings.convene({ ...m.terms, opens: end }))
      .to.be.revertedWithCustomError(m.meetings, "OpensTooEarly")
      .withArgs(end, end);
    const now = await m.now();
    await m.networkHelpers.time.setNextBlockTimestamp(now + 10);
    await expect(m.meetings.convene({ ...m.terms, recordDate: m.recordDate - 9, opens: now + 10 }))
      .to.be.revertedWithCustomError(m.meetings, "OpensTooEarly")
      .withArgs(now + 10, now + 10);
  });

  it("asks for two weeks between the notice and the day, unless a reason is named", async () => {
    const m = await planned();
    const today = jstDateOf(await m.now());
    const [first, tooEarly] = [jstDateEnd(today + 15) - 1, jstDateEnd(today + 14) - 1];
    await expect(m.meetings.convene({ ...m.terms, closes: tooEarly }))
      .to.be.revertedWithCustomError(m.meetings, "NoticeTooShort")
      .withArgs(today + 14, today + 15);
    await m.meetings.convene({ ...m.terms, closes: first });
    await m.meetings.convene({ ...m.terms, closes: tooEarly, noticeOverride: REASON });
  });

  it("asks for a record date of the last three months, unless a reason is named", async () => {
    const m = await planned();
    const day = jstDateOf(m.terms.closes);
    await expect(m.meetings.convene({ ...m.terms, recordDate: day - 93 }))
      .to.be.revertedWithCustomError(m.meetings, "RecordDateTooOld")
      .withArgs(day - 93, day - 92);
    await m.meetings.convene({ ...m.terms, recordDate: day - 92 });
    await m.meetings.convene({ ...m.terms, recordDate: day - 93, noticeOverride: REASON });
  });
});

describe("cancel", () => {
  it("given a registrar before the opening, calls the meeting off for good", async () => {
    const m = await called();
    await expect(m.meetings.cancel(m.terms, REASON))
      .to.emit(m.meetings, "MeetingCancelled")
      .withArgs(m.id, REASON, m.registrar);
    await m.goTo(m.terms.opens);
    for (const send of [
      () => m.meetings.fixVotes(m.terms, 1),
      () => m.meetings.cancel(m.terms, REASON),
      () => m.meetings.connect(m.a).vote(m.ballot()),
      () => m.meetings.connect(m.a).appoint(m.appointment()),
      () => m.meetings.declare(m.terms),
      () => m.meetings.resultOf(m.terms),
      () => m.meetings.votesOf(m.id, m.a),
    ]) {
      await expect(send())
        .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
        .withArgs(m.id, PHASE.cancelled);
    }
    await expect(m.meetings.convene(m.terms))
      .to.be.revertedWithCustomError(m.meetings, "ConvenedBefore")
      .withArgs(m.id);
  });

  it("is refused from the opening on, and of a meeting that there is not", async () => {
    const m = await called();
    const other = { ...m.terms, number: 2n };
    await expect(m.meetings.cancel(other, REASON))
      .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
      .withArgs(await m.meetings.idOf(other), PHASE.none);
    await m.networkHelpers.time.setNextBlockTimestamp(m.terms.opens);
    await expect(m.meetings.cancel(m.terms, REASON))
      .to.be.revertedWithCustomError(m.meetings, "OpenedAlready")
      .withArgs(m.id, m.terms.opens);
  });
});

describe("fixVotes", () => {
  it("by anyone, fixes the units at the record date less those without votes", async () => {
    const m = await called();
    await m.goTo(jstDateEnd(m.recordDate));
    await m.desk.issue(m.bond, m.b, 100n, ZeroHash);
    await expect(m.meetings.connect(m.thief).fixVotes(m.terms, 1))
      .to.emit(m.meetings, "VotesFixed")
      .withArgs(m.id, 1, 115n, 100n);
    const votes = [m.a, m.c, m.b, m.vault, m.issuer, m.lawyer, m.thief].map(
      async ({ address }) => await m.meetings.votesOf(m.id, address),
    );
    expect(await Promise.all(votes)).to.deep.equal([60n, 60n, 30n, 10n, 0n, 0n, 0n]);
    const { total, present, recordId } = await m.meetings.meetingOf(m.id);
    expect([total, present, recordId]).to.deep.equal([100n, 0n, 1n]);
  });

  it("leaves an excluded investor out with all wallets, once, and wallets that nobody knows", async () => {
    const m = await planned();
    const excluded = [m.c, m.a, m.c, m.thief, m.vault, m.lawyer].map(({ address }) => address);
    const { id } = await openUnder(m, { excluded });
    expect((await m.meetings.meetingOf(id)).total).to.equal(45n);
    for (const { address } of [m.a, m.c, m.vault]) {
      expect(await m.meetings.votesOf(id, address)).to.equal(0n);
    }
    for (const voter of [m.a, m.c]) {
      await expect(m.meetings.connect(voter).vote(m.ballot({ meeting: id, holder: voter.address })))
        .to.be.revertedWithCustomError(m.meetings, "NoVotes")
        .withArgs(id, voter);
    }
  });

  it("is refused before the record date is over, of another date, and a second time", async () => {
    const m = await called();
    await m.desk.declareRecordDate(m.bond, m.recordDate + 1, DOCUMENT);
    await m.networkHelpers.time.setNextBlockTimestamp(jstDateEnd(m.recordDate) - 1);
    await expect(m.meetings.fixVotes(m.terms, 1))
      .to.be.revertedWithCustomError(m.bond, "RecordDateNotOver")
      .withArgs(1);
    await m.goTo(m.terms.opens);
    await expect(m.meetings.fixVotes(m.terms, 2))
      .to.be.revertedWithCustomError(m.meetings, "NotTheRecordDate")
      .withArgs(2, m.recordDate + 1, m.recordDate);
    await m.meetings.fixVotes(m.terms, 1);
    await expect(m.meetings.fixVotes(m.terms, 1))
      .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
      .withArgs(m.id, PHASE.votesFixed);
  });

  it("takes the date, whose number may shift until it is over", async () => {
    const m = await called();
    await m.desk.declareRecordDate(m.bond, m.recordDate - 1, DOCUMENT);
    await m.goTo(jstDateEnd(m.recordDate));
    await expect(m.meetings.fixVotes(m.terms, 1))
      .to.be.revertedWithCustomError(m.meetings, "NotTheRecordDate")
      .withArgs(1, m.recordDate - 1, m.recordDate);
    const recordId = await m.lens.recordIdOf(m.bond, m.recordDate);
    await m.meetings.fixVotes(m.terms, recordId);
    expect((await m.meetings.meetingOf(m.id)).recordId).to.equal(2n);
  });

  it("may come after the close, so that every meeting has an outcome", async () => {
    const m = await called();
    await m.goTo(m.terms.closes + 1);
    await expect(m.meetings.resultOf(m.terms))
      .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
      .withArgs(m.id, PHASE.convened);
    await m.meetings.fixVotes(m.terms, 1);
    expect((await m.meetings.resultOf(m.terms)).map(({ adopted }) => adopted)).to.deep.equal([
      ...[false, false, false],
    ]);
  });
});

describe("vote", () => {
  it("counts all units of the investor, from any of his wallets, once", async () => {
    const m = await open();
    await expect(m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address })))
      .to.emit(m.meetings, "BallotCast")
      .withArgs(m.id, await m.numberOf(m.a), m.c, [[all("for"), 60n]], 1);
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
    for (const wallet of [m.a, m.c]) {
      expect(await m.meetings.ballotOf(m.id, wallet)).to.deep.equal([
        ...[[[all("for"), 60n]], 1n, false],
      ]);
    }
    expect((await m.meetings.ballotOf(m.id, m.b)).parts).to.deep.equal([]);
  });

  it("says something else on each item", async () => {
    const m = await open();
    const choices = ballotChoices(["for", "against", "abstain"]);
    await m.meetings.connect(m.a).vote(m.ballot({ parts: [{ choices, units: 60n }] }));
    expect(await m.countOf(0)).to.deep.equal([60, 0, 0]);
    expect(await m.countOf(1)).to.deep.equal([0, 60, 0]);
    expect(await m.countOf(2)).to.deep.equal([0, 0, 60]);
  });

  it("replaces the investor's ballot by one with a higher number, from another wallet too", async () => {
    const m = await open();
    await m.meetings.connect(m.a).vote(m.ballot());
    const parts = [{ choices: all("against"), units: 0n }];
    await m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address, parts, number: 2 }));
    expect(await m.countOf()).to.deep.equal([0, 60, 0]);
    expect((await m.meetings.meetingOf(m.id)).present).to.equal(60n);
    for (const number of [0, 1, 2]) {
      await expect(m.meetings.connect(m.a).vote(m.ballot({ number })))
        .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
        .withArgs(m.id, number, 2);
    }
  });

  it("is refused with a number that lies ahead", async () => {
    const m = await open();
    const next = (await m.now()) + 10;
    await m.networkHelpers.time.setNextBlockTimestamp(next);
    await expect(m.meetings.connect(m.a).vote(m.ballot({ number: next + 1 })))
      .to.be.revertedWithCustomError(m.meetings, "NumberAhead")
      .withArgs(m.id, next + 1, next);
    await m.networkHelpers.time.setNextBlockTimestamp(next + 1);
    await m.meetings.connect(m.a).vote(m.ballot({ number: next + 1 }));
  });

  it("is refused a second before and after its time, and taken at its ends", async () => {
    const m = await called();
    await m.goTo(jstDateEnd(m.recordDate));
    await m.meetings.fixVotes(m.terms, 1);
    const { opens, closes } = m.terms;
    for (const [number, second, isOpen] of [
      [1, opens - 1, false],
      [2, opens, true],
      [3, closes, true],
      [4, closes + 1, false],
    ] as const) {
      await m.networkHelpers.time.setNextBlockTimestamp(second);
      const sent = m.meetings.connect(m.a).vote(m.ballot({ number }));
      if (isOpen) await expect(sent).to.emit(m.meetings, "BallotCast");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(m.meetings, "NotOpen")
          .withArgs(m.id, opens, closes, second);
      }
    }
  });

  it("is refused before the votes are fixed, and of a meeting that there is not", async () => {
    const m = await called();
    await m.goTo(m.terms.opens);
    for (const [meeting, phase] of [
      [m.id, PHASE.convened],
      [DOCUMENT, PHASE.none],
    ] as const) {
      await expect(m.meetings.connect(m.a).vote(m.ballot({ meeting })))
        .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
        .withArgs(meeting, phase);
    }
  });

  it("is refused to who had nothing at the record date, who is excluded, and who has no pass", async () => {
    const m = await open();
    await m.bond.connect(m.b).transfer(m.lawyer, 30n);
    for (const voter of [m.lawyer, m.issuer]) {
      await expect(m.meetings.connect(voter).vote(m.ballot({ holder: voter.address })))
        .to.be.revertedWithCustomError(m.meetings, "NoVotes")
        .withArgs(m.id, voter);
    }
    await expect(m.meetings.connect(m.thief).vote(m.ballot({ holder: m.thief.address })))
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.thief, STATUS.none);
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address }));
    expect(await m.countOf()).to.deep.equal([30, 0, 0]);
  });

  it("is refused to anybody but the holder that it names", async () => {
    const m = await open();
    for (const caller of [m.thief, m.b, m.c, m.registrar]) {
      await expect(m.meetings.connect(caller).vote(m.ballot()))
        .to.be.revertedWithCustomError(m.meetings, "NotTheVoter")
        .withArgs(caller, m.a);
    }
  });

  it("is refused when it does not say something on every item, or something beyond", async () => {
    const m = await open();
    const ballots = [
      ...[0n, all("for", 2), all("for", 4), all("abstain") - 3n, 1n << 127n].map((choices) => [
        { choices, units: 0n },
      ]),
      [],
    ];
    for (const parts of ballots) {
      await expect(m.meetings.connect(m.a).vote(m.ballot({ parts })))
        .to.be.revertedWithCustomError(m.meetings, "BallotMalformed")
        .withArgs(m.id);
    }
  });

  it("goes as one unless the terms let votes be divided", async () => {
    const m = await open();
    for (const parts of [[{ choices: all("for"), units: 59n }], SPLIT]) {
      await expect(m.meetings.connect(m.a).vote(m.ballot({ parts })))
        .to.be.revertedWithCustomError(m.meetings, "VotesNotDivisible")
        .withArgs(m.id);
    }
    await expect(
      m.meetings.connect(m.a).vote(m.ballot({ parts: [{ choices: all("for"), units: 61n }] })),
    )
      .to.be.revertedWithCustomError(m.meetings, "TooManyVotes")
      .withArgs(m.id, 61n, 60n);
  });

  it("given terms that let votes be divided, counts each part, and replaces all of them", async () => {
    const m = await planned();
    const { terms, id } = await openUnder(m, { splits: true });
    const vote = async (parts: typeof SPLIT, number: number) =>
      await m.meetings.connect(m.a).vote(m.ballot({ meeting: id, parts, number }));
    await expect(vote(SPLIT, 1))
      .to.emit(m.meetings, "BallotCast")
      .withArgs(
        ...([id, await m.numberOf(m.a), m.a] as const),
        [
          [all("for"), 25n],
          [all("against"), 5n],
          [all("abstain"), 30n],
        ],
        1,
      );
    expect((await m.meetings.ballotOf(id, m.a)).parts.map(({ units }) => units)).to.deep.equal([
      ...[25n, 5n, 30n],
    ]);
    await vote([{ choices: all("against"), units: 7n }], 2);
    expect((await m.meetings.meetingOf(id)).present).to.equal(7n);
    await vote(SPLIT.slice(0, 2), 3);
    const tooMany = [SPLIT[0]!, { choices: all("for"), units: 36n }];
    await expect(vote(tooMany, 4))
      .to.be.revertedWithCustomError(m.meetings, "TooManyVotes")
      .withArgs(id, 36n, 35n);
    for (const parts of [
      [SPLIT[2]!, SPLIT[0]!, SPLIT[2]!],
      [SPLIT[2]!, SPLIT[2]!],
      Array(130).fill({ choices: all("for"), units: 1n }),
    ]) {
      await expect(vote(parts, 4)).to.be.revert(m.ethers);
    }
    await m.goTo(terms.closes + 1);
    const [first] = await m.meetings.resultOf(terms);
    expect([first!.votesFor, first!.votesAgainst, first!.abstained]).to.deep.equal([25n, 5n, 0n]);
  });

  it("counts units that are pledged, frozen or held: their owner of record votes", async () => {
    const m = await called();
    await m.desk.pledgeUnits(m.bond, m.b, 10n, m.lawyer, REASON, DOCUMENT);
    await m.desk.freezeUnits(m.bond, m.b, 10n, REASON, DOCUMENT);
    const until = m.terms.closes;
    await m.bond.connect(m.b).hold(m.b, 10n, m.lawyer, until, ZeroHash);
    await m.goTo(m.terms.opens);
    await m.meetings.fixVotes(m.terms, 1);
    await m.desk.freezeWallet(m.bond, m.b, REASON, DOCUMENT);
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address }));
    expect(await m.countOf()).to.deep.equal([30, 0, 0]);
  });

  it("of 64 items costs what a block has room for, and counts each", async () => {
    // Instrumented code takes more gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const m = await planned();
    const { terms, id } = await openUnder(m, { agenda: Array(64).fill(AGENDA[0]) });
    const parts = [{ choices: all("abstain", 64), units: 0n }];
    const choices = ballotChoices(
      Array.from({ length: 64 }, (_, item) => (item % 3 === 0 ? "for" : "against")),
    );
    await m.meetings.connect(m.a).vote(m.ballot({ meeting: id, parts }));
    const ballot = m.ballot({ meeting: id, parts: [{ choices, units: 0n }], number: 2 });
    await m.meetings.connect(m.a).vote(ballot);
    const { gasUsed } = (await m.ethers.provider.getBlock("latest"))!;
    expect(gasUsed < 1_000_000n, `${gasUsed} gas`).to.equal(true);
    await m.goTo(terms.closes + 1);
    const outcomes = await m.meetings.resultOf(terms);
    for (const [item, { votesFor, votesAgainst }] of outcomes.entries()) {
      expect([votesFor, votesAgainst]).to.deep.equal(item % 3 === 0 ? [60n, 0n] : [0n, 60n]);
    }
    await m.meetings.declare(terms);
  });
});

describe("voteSigned", () => {
  it("counts what the holder signed, sent by anybody", async () => {
    const m = await open();
    const signature = await m.signedBallot(m.a, m.ballot());
    await expect(m.meetings.connect(m.thief).voteSigned(m.ballot(), signature))
      .to.emit(m.meetings, "BallotCast")
      .withArgs(m.id, await m.numberOf(m.a), m.a, [[all("for"), 60n]], 1);
  });

  it("counts what a contract with a system pass signs by ERC-1271, by its own units", async () => {
    const m = await open();
    const ballot = m.ballot({ holder: m.vault.address });
    await expect(m.meetings.voteSigned(ballot, await m.signedBallot(m.relayer, ballot)))
      .to.emit(m.meetings, "BallotCast")
      .withArgs(m.id, BigInt(m.vault.address), m.vault.address, [[all("for"), 10n]], 1);
  });

  it("is refused given a signature over anything else, by anybody else, or for elsewhere", async () => {
    const m = await open();
    const signatures = [
      m.signedBallot(m.a, m.ballot({ number: 2 })),
      m.signedBallot(m.a, m.ballot({ meeting: DOCUMENT })),
      m.signedBallot(m.a, m.ballot({ holder: m.c.address })),
      m.signedBallot(m.a, m.ballot({ parts: [{ choices: all("against"), units: 0n }] })),
      m.signedBallot(m.a, m.ballot({ parts: [{ choices: all("for"), units: 60n }] })),
      m.signedBallot(m.a, m.ballot({ appointment: 1 })),
      m.signedBallot(m.c, m.ballot()),
      m.signedBallot(m.thief, m.ballot()),
      m.signedBallot(m.a, m.ballot(), { chainId: 1n }),
      m.signedBallot(m.a, m.ballot(), { verifyingContract: m.platform.dvp }),
      "0x",
    ];
    for (const signature of await Promise.all(signatures)) {
      await expect(m.meetings.voteSigned(m.ballot(), signature))
        .to.be.revertedWithCustomError(m.meetings, "BallotSignatureInvalid")
        .withArgs(m.id, m.a);
    }
  });
});

describe("appoint and appointSigned", () => {
  it("let a proxy vote all that the investor has, by call or by signature, also before the opening", async () => {
    const m = await called();
    await expect(m.meetings.connect(m.a).appoint(m.appointment()))
      .to.emit(m.meetings, "ProxyAppointed")
      .withArgs(m.id, await m.numberOf(m.a), m.lawyer, 1);
    expect(await m.meetings.proxyOf(m.id, m.c)).to.deep.equal([m.lawyer.address, 1n, 0n]);
    const second = m.appointment({ holder: m.c.address, number: 5 });
    await expect(m.meetings.appointSigned(second, await m.signedProxy(m.c, second)))
      .to.emit(m.meetings, "ProxyAppointed")
      .withArgs(m.id, await m.numberOf(m.a), m.lawyer, 5);
    await m.goTo(m.terms.opens);
    await m.meetings.fixVotes(m.terms, 1);
    const ballot = m.ballot({ appointment: 5 });
    await expect(m.meetings.connect(m.lawyer).vote(ballot))
      .to.emit(m.meetings, "BallotCast")
      .withArgs(m.id, await m.numberOf(m.a), m.lawyer, [[all("for"), 60n]], 1);
    const later = m.ballot({
      ...{ appointment: 5, number: 2, parts: [{ choices: all("against"), units: 0n }] },
    });
    await m.meetings.voteSigned(later, await m.signedBallot(m.lawyer, later));
    expect(await m.countOf()).to.deep.equal([0, 60, 0]);
    expect(await m.meetings.proxyOf(m.id, m.a)).to.deep.equal([m.lawyer.address, 5n, 2n]);
    expect(await m.meetings.ballotOf(m.id, m.a)).to.deep.equal([
      ...[[[all("against"), 60n]], 5n, true],
    ]);
  });

  it("serve a contract with a system pass, which signs by ERC-1271", async () => {
    const m = await open();
    const value = m.appointment({ holder: m.vault.address });
    await m.meetings.appointSigned(value, await m.signedProxy(m.relayer, value));
    await m.meetings.connect(m.lawyer).vote(m.ballot({ holder: m.vault.address, appointment: 1 }));
    expect(await m.countOf()).to.deep.equal([10, 0, 0]);
  });

  it("are the holder's alone, with a pass that works", async () => {
    const m = await open();
    await expect(m.meetings.connect(m.c).appoint(m.appointment()))
      .to.be.revertedWithCustomError(m.meetings, "NotTheVoter")
      .withArgs(m.c, m.a);
    const value = m.appointment();
    for (const signature of [
      await m.signedProxy(m.lawyer, value),
      await m.signedProxy(m.a, { ...value, proxy: m.b.address }),
      await m.signedProxy(m.a, { ...value, meeting: DOCUMENT }),
      await m.signedProxy(m.a, { ...value, number: 2 }),
      await m.signedProxy(m.a, value, { chainId: 1n }),
      "0x",
    ]) {
      await expect(m.meetings.appointSigned(value, signature))
        .to.be.revertedWithCustomError(m.meetings, "BallotSignatureInvalid")
        .withArgs(m.id, m.a);
    }
    await expect(m.meetings.connect(m.thief).appoint(m.appointment({ holder: m.thief.address })))
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.thief, STATUS.none);
  });

  it("are refused after the close, of an unknown meeting, and with a number used or ahead", async () => {
    const m = await open();
    await expect(m.meetings.connect(m.a).appoint(m.appointment({ meeting: DOCUMENT })))
      .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
      .withArgs(DOCUMENT, PHASE.none);
    await m.meetings.connect(m.a).vote(m.ballot({ number: 3 }));
    for (const number of [0, 3]) {
      await expect(m.meetings.connect(m.a).appoint(m.appointment({ number })))
        .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
        .withArgs(m.id, number, 3);
    }
    const ahead = 2 ** 32 - 1;
    await expect(m.meetings.connect(m.a).appoint(m.appointment({ number: ahead })))
      .to.be.revertedWithCustomError(m.meetings, "NumberAhead")
      .withArgs(m.id, ahead, (now: bigint) => now > 0n);
    const { opens, closes } = m.terms;
    await m.networkHelpers.time.setNextBlockTimestamp(closes + 1);
    await expect(m.meetings.connect(m.a).appoint(m.appointment({ number: 4 })))
      .to.be.revertedWithCustomError(m.meetings, "NotOpen")
      .withArgs(m.id, opens, closes, closes + 1);
  });

  it("leave the investor's own ballot until the proxy votes, and end with his next one", async () => {
    const m = await open();
    const against = [{ choices: all("against"), units: 0n }];
    await m.meetings.connect(m.a).vote(m.ballot());
    await m.meetings.connect(m.a).appoint(m.appointment({ number: 2 }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
    await m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 2, parts: against }));
    expect(await m.countOf()).to.deep.equal([0, 60, 0]);
    await m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address, number: 3 }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
    await expect(m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 2, number: 2 })))
      .to.be.revertedWithCustomError(m.meetings, "NotAppointed")
      .withArgs(m.id, m.a, 2);
    expect(await m.meetings.proxyOf(m.id, m.a)).to.deep.equal([ZeroAddress, 0n, 0n]);
  });

  it("given nobody or another proxy, take what the first had cast out of the count", async () => {
    const m = await open();
    for (const [number, proxy] of [
      [2, ZeroAddress],
      [4, m.b.address],
    ] as const) {
      await m.meetings.connect(m.a).appoint(m.appointment({ number: number - 1 }));
      await m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: number - 1 }));
      expect(await m.countOf()).to.deep.equal([60, 0, 0]);
      const sent = m.meetings.connect(m.a).appoint(m.appointment({ number, proxy }));
      await expect(sent)
        .to.emit(m.meetings, "ProxyBallotFell")
        .withArgs(m.id, await m.numberOf(m.a), 60n);
      await expect(sent)
        .to.emit(m.meetings, "ProxyAppointed")
        .withArgs(m.id, await m.numberOf(m.a), proxy, number);
      expect(await m.countOf()).to.deep.equal([0, 0, 0]);
      expect((await m.meetings.meetingOf(m.id)).present).to.equal(0n);
      await expect(
        m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: number - 1, number: 2 })),
      )
        .to.be.revertedWithCustomError(m.meetings, "NotAppointed")
        .withArgs(m.id, m.a, number - 1);
    }
    await m.meetings.connect(m.b).vote(m.ballot({ appointment: 4 }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
  });

  it("given terms by which proxies must hold, let only holders vote for others", async () => {
    const m = await planned();
    const { id } = await openUnder(m, { proxiesHold: true });
    await m.meetings.connect(m.a).appoint(m.appointment({ meeting: id }));
    await expect(m.meetings.connect(m.lawyer).vote(m.ballot({ meeting: id, appointment: 1 })))
      .to.be.revertedWithCustomError(m.meetings, "ProxyHoldsNothing")
      .withArgs(id, m.lawyer);
    await m.meetings
      .connect(m.a)
      .appoint(m.appointment({ meeting: id, proxy: m.b.address, number: 2 }));
    await m.meetings.connect(m.b).vote(m.ballot({ meeting: id, appointment: 2 }));
    expect((await m.meetings.meetingOf(id)).present).to.equal(60n);
  });

  it("ask a proxy for a pass that works when it votes, not when it is appointed", async () => {
    const m = await open();
    await m.meetings.connect(m.a).appoint(m.appointment({ proxy: m.thief.address }));
    await expect(m.meetings.connect(m.thief).vote(m.ballot({ appointment: 1 })))
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.thief, STATUS.none);
    for (const [holder, appointment] of [
      [m.b, 1],
      [m.a, 2],
    ] as const) {
      await expect(
        m.meetings.connect(m.thief).vote(m.ballot({ holder: holder.address, appointment })),
      )
        .to.be.revertedWithCustomError(m.meetings, "NotAppointed")
        .withArgs(m.id, holder, appointment);
    }
  });
});

describe("declare and resultOf", () => {
  const outcomeOf = (votes: [bigint, bigint, bigint], reached: [boolean, boolean]) => [
    ...[...votes, ...reached],
  ];

  it("put the outcome on record once, by anyone, after the close", async () => {
    const m = await open();
    const choices = ballotChoices(["for", "against", "abstain"]);
    await m.meetings.connect(m.a).vote(m.ballot({ parts: [{ choices, units: 0n }] }));
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address }));
    await m.networkHelpers.time.setNextBlockTimestamp(m.terms.closes);
    await expect(m.meetings.declare(m.terms))
      .to.be.revertedWithCustomError(m.meetings, "NotClosedYet")
      .withArgs(m.id, m.terms.closes);
    await expect(m.meetings.resultOf(m.terms)).to.be.revertedWithCustomError(
      ...([m.meetings, "NotClosedYet"] as const),
    );
    await m.goTo(m.terms.closes + 1);
    const outcomes = [
      outcomeOf([90n, 0n, 0n], [true, true]),
      outcomeOf([30n, 60n, 0n], [true, false]),
      outcomeOf([30n, 0n, 60n], [true, false]),
    ];
    expect(await m.meetings.resultOf(m.terms)).to.deep.equal(outcomes);
    const sent = m.meetings.connect(m.thief).declare(m.terms);
    for (const [item, outcome] of outcomes.entries()) {
      await expect(sent)
        .to.emit(m.meetings, "ItemDecided")
        .withArgs(m.id, item, encodeBytes32String(`${item + 1}`), outcome);
    }
    await expect(sent).to.emit(m.meetings, "MeetingDeclared").withArgs(m.id, 100n, 90n);
    expect(await m.meetings.resultOf(m.terms)).to.deep.equal(outcomes);
    await expect(m.meetings.declare(m.terms))
      .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
      .withArgs(m.id, PHASE.declared);
  });

  const at = (numerator: bigint, denominator: bigint, more = false) => ({
    ...{ numerator, denominator, more },
  });
  const nothing = { quorum: NOTHING, approval: NOTHING, ofAll: NOTHING };
  // Of 100 votes 60 are for, 10 against, 0 abstain, and 30 are not there.
  const cases: readonly [string, object, boolean, boolean][] = [
    ["a quorum met exactly", { quorum: at(7n, 10n) }, true, true],
    ["a quorum met exactly that must be exceeded", { quorum: at(7n, 10n, true) }, false, false],
    ["a quorum just missed", { quorum: at(71n, 100n) }, false, false],
    ["an approval met exactly", { approval: at(6n, 7n) }, true, true],
    ["an approval met exactly that must be exceeded", { approval: at(6n, 7n, true) }, true, false],
    ["an approval of all votes met exactly", { ofAll: at(3n, 5n) }, true, true],
    ["an approval of all votes just missed", { ofAll: at(601n, 1_000n) }, true, false],
    ["everybody's, of whom 10 are against", { approval: at(1n, 1n) }, true, false],
    ["a majority of those there", { approval: MAJORITY }, true, true],
  ];
  for (const [title, changes, quorumReached, adopted] of cases) {
    it(`given ${title}: ${adopted ? "adopted" : "not adopted"}`, async () => {
      const m = await planned();
      const agenda = [{ document: DOCUMENT, ...nothing, ...changes }];
      const { terms, id } = await openUnder(m, { agenda });
      const parts = [{ choices: all("for", 1), units: 0n }];
      await m.meetings.connect(m.a).vote(m.ballot({ meeting: id, parts }));
      const against = m.ballot({
        ...{ meeting: id, holder: m.vault.address },
        parts: [{ choices: all("against", 1), units: 0n }],
      });
      await m.meetings.voteSigned(against, await m.signedBallot(m.relayer, against));
      await m.goTo(terms.closes + 1);
      expect(await m.meetings.resultOf(terms)).to.deep.equal([
        outcomeOf([60n, 10n, 0n], [quorumReached, adopted]),
      ]);
    });
  }

  it("adopt nothing for which nobody is, whatever the terms ask for", async () => {
    const m = await planned();
    const agenda = [{ document: DOCUMENT, ...nothing }];
    const { terms, id } = await openUnder(m, { agenda });
    const parts = [{ choices: all("abstain", 1), units: 0n }];
    await m.meetings.connect(m.a).vote(m.ballot({ meeting: id, parts }));
    await m.goTo(terms.closes + 1);
    expect(await m.meetings.resultOf(terms)).to.deep.equal([
      outcomeOf([0n, 0n, 60n], [true, false]),
    ]);
  });

  it("meet two thirds exactly, which no millionths can", async () => {
    const m = await open();
    // 60 of 90 votes.
    await m.meetings.connect(m.a).vote(m.ballot());
    const parts = [{ choices: all("against"), units: 0n }];
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address, parts }));
    await m.goTo(m.terms.closes + 1);
    const outcomes = await m.meetings.resultOf(m.terms);
    expect(outcomes.map(({ adopted }) => adopted)).to.deep.equal([true, true, true]);
  });
});
