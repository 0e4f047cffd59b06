import { expect } from "chai";

import { jstDateEnd } from "../../../sdk/format/jstDateEnd.ts";
import { fixture } from "../../support/fixture.ts";
import { linked, recovered, signedLink, suspended } from "../../support/lists.ts";
import { revoked, STATUS } from "../../support/passes.ts";
import { VERB } from "../support/registered.ts";
import { all, convened, type Gathered, opened, REASON } from "./support/meetings.ts";

const called = fixture(convened);
const open = fixture(opened);

const AGAINST = [{ choices: all("against"), units: 0n }];

/** The registrars move what a lost wallet had to its successor. */
async function moved(m: Gathered, lost: { address: string }, to: { address: string }) {
  const act = {
    ...{ token: m.bond.target as string, verb: VERB.recovery, wallet: lost.address },
    ...{ to: to.address, units: 0n, holds: [], reason: REASON, document: REASON, number: 1n },
  };
  await m.desk.propose(act);
  await m.desk.connect(m.secondRegistrar).approve(act);
}

describe("attack: votes that count twice", () => {
  it("through an investor's two wallets: one ballot, whoever of them casts it", async () => {
    const m = await open();
    await m.meetings.connect(m.a).vote(m.ballot());
    await expect(m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address })))
      .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
      .withArgs(m.id, 1, 1);
    await m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address, number: 2 }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
  });

  it("through a lost wallet's successor: the investor's ballot is replaced, not added", async () => {
    const m = await open();
    await m.meetings.connect(m.a).vote(m.ballot());
    await recovered(m, m.a, m.c);
    await moved(m, m.a, m.c);
    expect(await m.bond.balanceOf(m.c)).to.equal(60n);
    expect(await m.meetings.votesOf(m.id, m.c)).to.equal(60n);
    await expect(m.meetings.connect(m.a).vote(m.ballot({ number: 2 })))
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.a, STATUS.recovered);
    const ballot = m.ballot({ holder: m.c.address, parts: AGAINST, number: 2 });
    await m.meetings.connect(m.c).vote(ballot);
    expect(await m.countOf()).to.deep.equal([0, 60, 0]);
  });

  it("by units that moved after the record date, to a wallet linked since too", async () => {
    const m = await open();
    await linked(m, m.b, [m.thief]);
    await m.meetings.connect(m.a).vote(m.ballot());
    await m.bond.connect(m.a).transfer(m.thief, 40n);
    await m.bond.connect(m.c).transfer(m.lawyer, 20n);
    await m.meetings.connect(m.thief).vote(m.ballot({ holder: m.thief.address }));
    await expect(
      m.meetings.connect(m.lawyer).vote(m.ballot({ holder: m.lawyer.address })),
    ).to.be.revertedWithCustomError(m.meetings, "NoVotes");
    expect(await m.countOf()).to.deep.equal([90, 0, 0]);
    await expect(m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address })))
      .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
      .withArgs(m.id, 1, 1);
  });

  it("by a link that a guardian vetoes: it votes never, and what was cast is as it was", async () => {
    const m = await open();
    const { link, attestations } = await signedLink(m, m.b, m.thief);
    await m.pass.link(link, attestations);
    await expect(m.meetings.connect(m.thief).vote(m.ballot({ holder: m.thief.address })))
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.thief, STATUS.inVetoWindow);
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address }));
    await m.pass.connect(m.guardian).veto(m.thief.address, REASON);
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address, number: 2 }));
    expect(await m.countOf()).to.deep.equal([30, 0, 0]);
  });

  it("by treasury units handed on after the record date", async () => {
    const m = await open();
    await m.bond.connect(m.issuer).transfer(m.b, 15n);
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address }));
    expect(await m.countOf()).to.deep.equal([30, 0, 0]);
  });

  it("by oneself and by a proxy, in whatever order", async () => {
    const m = await open();
    await m.meetings.connect(m.a).appoint(m.appointment());
    await m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 1 }));
    await m.meetings.connect(m.a).vote(m.ballot({ number: 2 }));
    await m.meetings.connect(m.a).appoint(m.appointment({ number: 3 }));
    await m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 3, parts: AGAINST }));
    expect(await m.countOf()).to.deep.equal([0, 60, 0]);
    expect((await m.meetings.meetingOf(m.id)).present).to.equal(60n);
  });
});

describe("attack: ballots sent by strangers", () => {
  it("in the wrong order: the one with the higher number counts", async () => {
    const m = await open();
    const [first, second] = [m.ballot(), m.ballot({ number: 2, parts: AGAINST })];
    const signed = await m.signedBallot(m.a, first);
    await m.meetings.connect(m.thief).voteSigned(second, await m.signedBallot(m.a, second));
    await expect(m.meetings.connect(m.thief).voteSigned(first, signed))
      .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
      .withArgs(m.id, 1, 2);
    expect(await m.countOf()).to.deep.equal([0, 60, 0]);
  });

  it("a second time, at another meeting, and at another contract", async () => {
    const m = await called();
    const other = { ...m.terms, number: 2n };
    await m.meetings.convene(other);
    const twin = await m.ethers.deployContract("Meeting", [m.platform.authority, m.platform.pass]);
    const twins = m.meetings.attach(await twin.getAddress()) as typeof m.meetings;
    await twins.convene(m.terms);
    await m.goTo(jstDateEnd(m.recordDate));
    for (const [meetings, terms] of [
      [m.meetings, m.terms],
      [m.meetings, other],
      [twins, m.terms],
    ] as const) {
      await meetings.fixVotes(terms, 1);
    }
    await m.goTo(m.terms.opens);
    const ballot = m.ballot();
    const signature = await m.signedBallot(m.a, ballot);
    await m.meetings.voteSigned(ballot, signature);
    await expect(m.meetings.voteSigned(ballot, signature))
      .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
      .withArgs(m.id, 1, 1);
    const meeting = await m.meetings.idOf(other);
    await expect(m.meetings.voteSigned({ ...ballot, meeting }, signature))
      .to.be.revertedWithCustomError(m.meetings, "BallotSignatureInvalid")
      .withArgs(meeting, m.a);
    await expect(twins.voteSigned(ballot, signature))
      .to.be.revertedWithCustomError(m.meetings, "BallotSignatureInvalid")
      .withArgs(m.id, m.a);
  });

  it("of a proxy that was dismissed and appointed again: what it signed before counts no more", async () => {
    const m = await open();
    await m.meetings.connect(m.a).appoint(m.appointment());
    const before = m.ballot({ appointment: 1 });
    const signature = await m.signedBallot(m.lawyer, before);
    await m.meetings.connect(m.a).appoint(m.appointment({ number: 2 }));
    await expect(m.meetings.voteSigned(before, signature))
      .to.be.revertedWithCustomError(m.meetings, "NotAppointed")
      .withArgs(m.id, m.a, 1);
    await expect(m.meetings.voteSigned({ ...before, appointment: 2 }, signature))
      .to.be.revertedWithCustomError(m.meetings, "BallotSignatureInvalid")
      .withArgs(m.id, m.lawyer);
  });

  it("an appointment that the investor's later ballot overtook", async () => {
    const m = await open();
    const appointment = m.appointment();
    const signature = await m.signedProxy(m.a, appointment);
    await m.meetings.connect(m.a).vote(m.ballot({ number: 2 }));
    await expect(m.meetings.appointSigned(appointment, signature))
      .to.be.revertedWithCustomError(m.meetings, "NumberUsed")
      .withArgs(m.id, 1, 2);
  });
});

describe("attack: key theft, of holders and proxies", () => {
  it("given a pass that ended: its key votes no more, by no route; what was cast before stays", async () => {
    const m = await open();
    await m.meetings.connect(m.b).vote(m.ballot({ holder: m.b.address }));
    await m.meetings.connect(m.b).appoint(m.appointment({ holder: m.b.address, number: 2 }));
    const later = m.ballot({ holder: m.b.address, parts: AGAINST, number: 3 });
    const signature = await m.signedBallot(m.b, later);
    await revoked(m, m.b);
    for (const send of [
      () => m.meetings.connect(m.b).vote(later),
      () => m.meetings.voteSigned(later, signature),
      () => m.meetings.connect(m.b).appoint(m.appointment({ holder: m.b.address, number: 3 })),
      () =>
        m.meetings
          .connect(m.lawyer)
          .vote(m.ballot({ holder: m.b.address, appointment: 2, parts: AGAINST })),
    ]) {
      await expect(send())
        .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
        .withArgs(m.b, STATUS.revoked);
    }
    expect(await m.countOf()).to.deep.equal([30, 0, 0]);
  });

  it("given a thief who votes by the highest number that there is: the investor has a higher one later", async () => {
    const m = await open();
    const next = (await m.now()) + 5;
    await m.networkHelpers.time.setNextBlockTimestamp(next);
    await m.meetings.connect(m.a).vote(m.ballot({ parts: AGAINST, number: next }));
    await suspended(m, m.a);
    await m.networkHelpers.time.increase(10);
    const number = await m.now();
    await m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address, number }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
  });

  it("given a thief who appoints an accomplice: the investor's other wallet ends it, and undoes its ballot", async () => {
    const m = await open();
    await m.meetings.connect(m.a).appoint(m.appointment());
    await m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 1, parts: AGAINST }));
    await suspended(m, m.a);
    await expect(m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 1, number: 2 })))
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.a, STATUS.suspended);
    await m.meetings.connect(m.c).vote(m.ballot({ holder: m.c.address, number: 2 }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
    await expect(
      m.meetings
        .connect(m.lawyer)
        .vote(m.ballot({ holder: m.c.address, appointment: 1, number: 2 })),
    )
      .to.be.revertedWithCustomError(m.meetings, "NotAppointed")
      .withArgs(m.id, m.c, 1);
  });

  it("given a proxy whose key is stolen: a guardian stops it, and its numbers bind nobody else", async () => {
    const m = await open();
    await m.meetings.connect(m.a).appoint(m.appointment());
    const number = (await m.now()) + 5;
    await m.networkHelpers.time.setNextBlockTimestamp(number);
    await m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 1, number, parts: AGAINST }));
    await suspended(m, m.lawyer);
    await expect(
      m.meetings.connect(m.lawyer).vote(m.ballot({ appointment: 1, number: number + 1 })),
    )
      .to.be.revertedWithCustomError(m.meetings, "PassNotWorking")
      .withArgs(m.lawyer, STATUS.suspended);
    await m.meetings.connect(m.a).vote(m.ballot({ number: 2 }));
    expect(await m.countOf()).to.deep.equal([60, 0, 0]);
  });

  it("given a registrar's key: no meeting ends because of how it is going (POWER-1)", async () => {
    const m = await open();
    await m.meetings.connect(m.a).vote(m.ballot());
    await expect(m.meetings.cancel(m.terms, REASON))
      .to.be.revertedWithCustomError(m.meetings, "OpenedAlready")
      .withArgs(m.id, m.terms.opens);
    await expect(m.meetings.fixVotes({ ...m.terms, excluded: [m.a.address] }, 1))
      .to.be.revertedWithCustomError(m.meetings, "MeetingNotInPhase")
      .withArgs(await m.meetings.idOf({ ...m.terms, excluded: [m.a.address] }), 0);
  });
});

describe("A ballot's gas", () => {
  it("stays within its bounds, at an agenda of three", async () => {
    // Instrumented code takes more gas.
    if (process.env.KESSAI_COVERAGE === "1") return;
    const m = await open();
    const limits = { first: 160_000n, direct: 112_000n, signed: 140_000n, again: 95_000n };
    const gasOf = async (sent: Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>) =>
      (await (await sent).wait())!.gasUsed;
    const half = m.ballot({ holder: m.vault.address });
    const first = await gasOf(m.meetings.voteSigned(half, await m.signedBallot(m.relayer, half)));
    const ballot = m.ballot({ holder: m.b.address });
    const direct = await gasOf(m.meetings.connect(m.b).vote(ballot));
    const later = { ...ballot, number: 2, parts: AGAINST };
    const again = await gasOf(m.meetings.connect(m.b).vote(later));
    // Of an investor with two wallets.
    const signature = await m.signedBallot(m.a, m.ballot());
    const signed = await gasOf(m.meetings.connect(m.relayer).voteSigned(m.ballot(), signature));
    for (const [name, gas] of Object.entries({ first, direct, signed, again })) {
      expect(gas <= limits[name as keyof typeof limits], `${name}: ${gas}`).to.equal(true);
    }
  });
});
