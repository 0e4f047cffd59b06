import { expect } from "chai";
import { encodeBytes32String, HDNodeWallet, Mnemonic, ZeroHash } from "ethers";
import { jstDateOf } from "../../sdk/format/jstDateOf.ts";
import { announce, announced } from "../support/announced.ts";
import { fixture } from "../support/fixture.ts";
import { DAY, world } from "../support/world.ts";
import { reported, SOURCE, signedReport, TONA, windowOf } from "./support/fixings.ts";
import { keysOf } from "./support/paidElsewhere.ts";

const ROLE = 11n;
const UNKNOWN = encodeBytes32String("UNKNOWN");
const PHRASE = Mnemonic.fromPhrase("test test test test test test test test test test test junk");

const load = fixture(async () => {
  const w = await world();
  const reporters = await keysOf(w, "rateReporter");
  const date = jstDateOf(await w.now());
  const { opens, closes } = windowOf(w, date);
  const afterwards = () => w.networkHelpers.time.increaseTo(closes + 1);
  /** So many more keys are given the reporter's role, after the admin's delay. */
  const more = async (count: number) => {
    const keys: HDNodeWallet[] = [];
    for (let place = 0; place < count; place++) {
      const key = HDNodeWallet.fromMnemonic(PHRASE, `m/44'/60'/1'/0/${place}`);
      await announced(w, w.admin, w.authority, "grantRole", [ROLE, key.address, 0]);
      keys.push(key);
    }
    return keys;
  };
  return { ...w, reporters, date, opens, closes, afterwards, more };
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** Each reporter reports one of the rates of the day, then the window is over. */
async function allReported(w: Loaded, rates: readonly bigint[]) {
  for (const [place, rate] of rates.entries()) {
    await reported(w, w.reporters[place]!, { date: w.date, rate });
  }
  await w.afterwards();
}

describe("report", () => {
  it("takes a reporter's signed rate, sent by anybody", async () => {
    const w = await load();
    const [one] = w.reporters;
    const { report, signature } = await signedReport(w, w.fixing, one!, { date: w.date });
    const values = [TONA, w.date, report.rate, SOURCE, one!, signature] as const;
    await expect(w.fixing.connect(w.thief).report(...values))
      .to.emit(w.fixing, "RateReported")
      .withArgs(TONA, w.date, one, 2_500n, SOURCE);
    expect(await w.fixing.reportsOf(TONA, w.date)).to.equal(1n);
    expect(await w.fixing.reportsOf(TONA, w.date + 1)).to.equal(0n);
  });

  it("is refused a second before and after the window, and taken at its ends", async () => {
    const w = await load();
    const date = w.date + 3;
    const { opens, closes } = windowOf(w, date);
    const [one, two] = w.reporters;
    const { time } = w.networkHelpers;
    for (const [second, reporter, isOpen] of [
      [opens - 1, one, false],
      [opens, one, true],
      [closes, two, true],
      [closes + 1, w.reporters[2], false],
    ] as const) {
      await time.setNextBlockTimestamp(second);
      const sent = reported(w, reporter!, { date });
      if (isOpen) await expect(sent).to.emit(w.fixing, "RateReported");
      else {
        await expect(sent)
          .to.be.revertedWithCustomError(w.fixing, "OutsideTheWindow")
          .withArgs(opens, closes, second);
      }
    }
    expect(await w.fixing.reportsOf(TONA, date)).to.equal(2n);
  });

  it("is refused to whoever is no reporter, an admin too, and whose role was taken away (POWER-1)", async () => {
    const w = await load();
    for (const key of [w.thief, w.admin, w.deployer]) {
      await expect(reported(w, key, { date: w.date }))
        .to.be.revertedWithCustomError(w.fixing, "NotAReporter")
        .withArgs(key);
    }
    const [one] = w.reporters;
    await w.authority.connect(one!).renounceRole(ROLE, one!);
    await expect(reported(w, one!, { date: w.date }))
      .to.be.revertedWithCustomError(w.fixing, "NotAReporter")
      .withArgs(one);
  });

  it("is refused a second time, whatever it says: nobody counts twice (POWER-1)", async () => {
    const w = await load();
    const [one] = w.reporters;
    await reported(w, one!, { date: w.date });
    for (const rate of [2_500n, 1n]) {
      await expect(reported(w, one!, { date: w.date, rate }))
        .to.be.revertedWithCustomError(w.fixing, "ReportedBefore")
        .withArgs(one, TONA, w.date);
    }
    await w.networkHelpers.time.increase(DAY);
    await reported(w, one!, { date: w.date + 1 });
  });

  it("is refused given a signature over anything else, or another's (POWER-1)", async () => {
    const w = await load();
    const [one, two] = w.reporters;
    const { date } = w;
    const foreign = await signedReport(w, w.fixing.attach(w.platform.dvp) as never, one!, { date });
    const changes = [
      { index: UNKNOWN },
      { date: date + 1 },
      { rate: -2_500n },
      { source: ZeroHash },
    ];
    const signatures = await Promise.all(
      changes.map(async (each) => signedReport(w, w.fixing, one!, { date, ...each })),
    );
    const stolen = await signedReport(w, w.fixing, two!, { date });
    for (const { signature } of [...signatures, stolen, foreign, { signature: "0x" }]) {
      await expect(w.fixing.report(TONA, date, 2_500n, SOURCE, one!, signature))
        .to.be.revertedWithCustomError(w.fixing, "ReportInvalid")
        .withArgs(one, TONA, date);
    }
    expect(await w.fixing.reportsOf(TONA, date)).to.equal(0n);
  });

  it("of one index says nothing of another (POWER-1)", async () => {
    const w = await load();
    const terms = { quorum: 2, window: DAY, mostAge: 7 };
    await announced(w, w.admin, w.fixing, "setIndex", [UNKNOWN, terms]);
    const [one] = w.reporters;
    const date = jstDateOf(await w.now());
    const { report, signature } = await signedReport(w, w.fixing, one!, { date });
    await expect(w.fixing.report(UNKNOWN, date, report.rate, SOURCE, one!, signature))
      .to.be.revertedWithCustomError(w.fixing, "ReportInvalid")
      .withArgs(one, UNKNOWN, date);
    await w.fixing.report(TONA, date, report.rate, SOURCE, one!, signature);
    expect(await w.fixing.reportsOf(UNKNOWN, date)).to.equal(0n);
  });

  it("is refused of an index that nobody set", async () => {
    const w = await load();
    await expect(reported(w, w.reporters[0]!, { index: UNKNOWN, date: w.date }))
      .to.be.revertedWithCustomError(w.fixing, "IndexUnknown")
      .withArgs(UNKNOWN);
  });

  it("is bounded: 16 of a date and no more, so that fixing never runs out of gas", async () => {
    const w = await load();
    const keys = await w.more(14);
    const date = jstDateOf(await w.now());
    const send = async (key: HDNodeWallet | Loaded["a"], rate: bigint) => {
      const { report, signature } = await signedReport(w, w.fixing, key as never, { date, rate });
      return w.fixing.report(TONA, date, report.rate, SOURCE, key.address, signature);
    };
    const all = [...w.reporters, ...keys];
    for (const [place, key] of all.slice(0, 16).entries()) await send(key, BigInt(16 - place));
    await expect(send(all[16]!, 1n))
      .to.be.revertedWithCustomError(w.fixing, "TooManyReports")
      .withArgs(TONA, date);
    await w.networkHelpers.time.increaseTo(windowOf(w, date).closes + 1);
    await expect(w.fixing.fix(TONA, date))
      .to.emit(w.fixing, "RateFixed")
      .withArgs(TONA, date, 8, 16);
    const block = await w.ethers.provider.getBlock("latest");
    expect(block!.gasUsed < 400_000n, `${block!.gasUsed} gas`).to.equal(true);
  });
});

describe("fix", () => {
  const cases: readonly [string, readonly bigint[], bigint][] = [
    ["of three the one in the middle", [3n, 1n, 2n], 2n],
    ["of three equal ones that one", [7n, 7n, 7n], 7n],
    ["of two the lower", [9n, 4n], 4n],
    ["of three, two of them negative, the middle", [-100n, 50n, -300n], -100n],
    ["of two negative ones the lower", [-1n, -2n], -2n],
    ["of an outlier and two honest ones an honest one", [2n ** 63n - 1n, 500n, 510n], 510n],
    [
      "of the least that there is and two honest ones an honest one",
      [-(2n ** 63n), 500n, 510n],
      500n,
    ],
  ];
  for (const [title, rates, median] of cases) {
    it(`takes ${title}, in whatever order they came`, async () => {
      const w = await load();
      for (const order of [rates, rates.toReversed(), [...rates.slice(1), rates[0]!]]) {
        const { restore } = await w.networkHelpers.takeSnapshot();
        await allReported(w, order);
        await expect(w.fixing.connect(w.thief).fix(TONA, w.date))
          .to.emit(w.fixing, "RateFixed")
          .withArgs(TONA, w.date, median, rates.length);
        expect(await w.fixing.rateOf(TONA, w.date)).to.equal(median);
        await restore();
      }
    });
  }

  it("answers the rate", async () => {
    const w = await load();
    await allReported(w, [3n, 1n, 2n]);
    expect(await w.fixing.fix.staticCall(TONA, w.date)).to.equal(2n);
  });

  it("is refused while the window is open, at its last second too", async () => {
    const w = await load();
    for (const reporter of w.reporters) await reported(w, reporter, { date: w.date });
    const { time } = w.networkHelpers;
    await time.setNextBlockTimestamp(w.closes);
    await expect(w.fixing.fix(TONA, w.date))
      .to.be.revertedWithCustomError(w.fixing, "WindowStillOpen")
      .withArgs(w.closes);
    await time.setNextBlockTimestamp(w.closes + 1);
    await w.fixing.fix(TONA, w.date);
  });

  it("is refused given too few reports, for good: no report comes later", async () => {
    const w = await load();
    await allReported(w, [1n]);
    const refused = async (count: number) =>
      await expect(w.fixing.fix(TONA, w.date))
        .to.be.revertedWithCustomError(w.fixing, "TooFewReports")
        .withArgs(TONA, w.date, count, 2);
    await refused(1);
    await expect(reported(w, w.reporters[1]!, { date: w.date }))
      .to.be.revertedWithCustomError(w.fixing, "OutsideTheWindow")
      .withArgs(w.opens, w.closes, (now: bigint) => now > BigInt(w.closes));
    await refused(1);
    await expect(w.fixing.fix(TONA, w.date - 1))
      .to.be.revertedWithCustomError(w.fixing, "TooFewReports")
      .withArgs(TONA, w.date - 1, 0, 2);
  });

  it("is refused a second time, and of an unknown index", async () => {
    const w = await load();
    await allReported(w, [1n, 2n, 3n]);
    await w.fixing.fix(TONA, w.date);
    await expect(w.fixing.fix(TONA, w.date))
      .to.be.revertedWithCustomError(w.fixing, "FixedBefore")
      .withArgs(TONA, w.date);
    await expect(w.fixing.fix(UNKNOWN, w.date))
      .to.be.revertedWithCustomError(w.fixing, "IndexUnknown")
      .withArgs(UNKNOWN);
  });

  it("leaves out whoever lost the role since, and counts him no more for the quorum (POWER-1)", async () => {
    const w = await load();
    await allReported(w, [1_000_000n, 10n, 20n]);
    const [one, two] = w.reporters;
    await w.authority.connect(one!).renounceRole(ROLE, one!);
    const { restore } = await w.networkHelpers.takeSnapshot();
    await expect(w.fixing.fix(TONA, w.date))
      .to.emit(w.fixing, "RateFixed")
      .withArgs(TONA, w.date, 10, 2);
    await restore();
    await w.authority.connect(two!).renounceRole(ROLE, two!);
    await expect(w.fixing.fix(TONA, w.date))
      .to.be.revertedWithCustomError(w.fixing, "TooFewReports")
      .withArgs(TONA, w.date, 1, 2);
  });

  it("counts every report that came: who fixes cannot choose among them (POWER-1)", async () => {
    const w = await load();
    await allReported(w, [30n, 10n, 20n]);
    const senders = [w.thief, w.reporters[0]!, w.admin, w.a];
    for (const sender of senders) {
      expect(await w.fixing.connect(sender).fix.staticCall(TONA, w.date)).to.equal(20n);
    }
    const inputs = w.fixing.interface.getFunction("fix").inputs.map(({ name }) => name);
    expect(inputs, "nothing else is the sender's to say").to.deep.equal(["index", "date"]);
  });
});

describe("rateOf and rateOrPrevious", () => {
  it("know no rate before a fixing, and that of the very date after it", async () => {
    const w = await load();
    const none = async (date: number, index = TONA) => {
      for (const view of ["rateOf", "rateOrPrevious"] as const) {
        await expect(w.fixing[view](index, date))
          .to.be.revertedWithCustomError(w.fixing, "NoFixing")
          .withArgs(index, date);
      }
    };
    await none(w.date);
    await allReported(w, [0n, 0n, 0n]);
    await none(w.date);
    await w.fixing.fix(TONA, w.date);
    expect(await w.fixing.rateOf(TONA, w.date), "a rate of zero is a rate").to.equal(0n);
    expect([...(await w.fixing.rateOrPrevious(TONA, w.date))]).to.deep.equal([0n, BigInt(w.date)]);
    await none(w.date - 1);
    await none(w.date, UNKNOWN);
    await none(0);
  });

  it("look back as many days as the index says, and no day more", async () => {
    const w = await load();
    await allReported(w, [-5n, -5n, -5n]);
    await w.fixing.fix(TONA, w.date);
    const { mostAge } = w.platformFile.settlement.fixings[0]!;
    for (let age = 0; age <= mostAge; age++) {
      expect([...(await w.fixing.rateOrPrevious(TONA, w.date + age))]).to.deep.equal([
        ...[-5n, BigInt(w.date)],
      ]);
    }
    await expect(w.fixing.rateOf(TONA, w.date + 1))
      .to.be.revertedWithCustomError(w.fixing, "NoFixing")
      .withArgs(TONA, w.date + 1);
    const tooLate = w.date + mostAge + 1;
    await expect(w.fixing.rateOrPrevious(TONA, tooLate))
      .to.be.revertedWithCustomError(w.fixing, "NoFixing")
      .withArgs(TONA, tooLate);
  });

  it("prefer the last fixing of several", async () => {
    const w = await load();
    for (const [later, rate] of [
      [0, 100n],
      [1, 200n],
    ] as const) {
      const date = w.date + later;
      if (later > 0) await w.networkHelpers.time.increaseTo(windowOf(w, date).opens + 1);
      for (const reporter of w.reporters) await reported(w, reporter, { date, rate });
    }
    await w.networkHelpers.time.increaseTo(windowOf(w, w.date + 1).closes + 1);
    await w.fixing.fix(TONA, w.date);
    const at = async () => [...(await w.fixing.rateOrPrevious(TONA, w.date + 2))];
    expect(await at()).to.deep.equal([100n, BigInt(w.date)]);
    await w.fixing.fix(TONA, w.date + 1);
    expect(await at()).to.deep.equal([200n, BigInt(w.date + 1)]);
  });
});

describe("setIndex", () => {
  it("is the admin's after its delay (POWER-1)", async () => {
    const w = await load();
    const terms = { quorum: 16, window: DAY, mostAge: 31 };
    for (const caller of [w.thief, w.reporters[0]!]) {
      await expect(w.fixing.connect(caller).setIndex(UNKNOWN, terms))
        .to.be.revertedWithCustomError(w.fixing, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
    const { delay, send } = await announce(w, w.admin, w.fixing, "setIndex", [UNKNOWN, terms]);
    expect(delay).to.equal(w.platformFile.roles.admin.delay);
    await w.networkHelpers.time.increase(delay);
    await expect(send()).to.emit(w.fixing, "IndexChanged").withArgs(UNKNOWN, Object.values(terms));
    expect([...(await w.fixing.termsOf(UNKNOWN))]).to.deep.equal([16n, BigInt(DAY), 31n]);
  });

  it("changes no fixing that is made", async () => {
    const w = await load();
    await allReported(w, [1n, 2n, 3n]);
    await w.fixing.fix(TONA, w.date);
    const terms = { quorum: 3, window: 365 * DAY, mostAge: 0 };
    await announced(w, w.admin, w.fixing, "setIndex", [TONA, terms]);
    expect(await w.fixing.rateOf(TONA, w.date)).to.equal(2n);
    await expect(w.fixing.fix(TONA, w.date)).to.be.revertedWithCustomError(
      ...([w.fixing, "WindowStillOpen"] as const),
    );
    await expect(w.fixing.rateOrPrevious(TONA, w.date + 1))
      .to.be.revertedWithCustomError(w.fixing, "NoFixing")
      .withArgs(TONA, w.date + 1);
  });

  it("takes no quorum of one or of more than 16, and no age of more than 31 days", async () => {
    const w = await load();
    const fine = { quorum: 2, window: DAY, mostAge: 31 };
    for (const change of [{ quorum: 0 }, { quorum: 1 }, { quorum: 17 }, { mostAge: 32 }]) {
      const terms = { ...fine, ...change };
      await expect(announced(w, w.admin, w.fixing, "setIndex", [TONA, terms]))
        .to.be.revertedWithCustomError(w.fixing, "IndexTermsOutOfRange")
        .withArgs(Object.values(terms));
    }
  });
});

describe("attack: key theft, of rate reporters", () => {
  it("given one reporter's key: the fixing stays between the honest ones' rates (POWER-1)", async () => {
    const w = await load();
    for (const lie of [2n ** 63n - 1n, -(2n ** 63n), 0n]) {
      const { restore } = await w.networkHelpers.takeSnapshot();
      await allReported(w, [lie, 490n, 510n]);
      const rate = await w.fixing.fix.staticCall(TONA, w.date);
      expect(rate >= 490n && rate <= 510n, `${rate}`).to.equal(true);
      await restore();
    }
  });

  it("given a reporter who signs two rates: one counts, the one that is sent first", async () => {
    const w = await load();
    const [one] = w.reporters;
    const [first, second] = [
      await signedReport(w, w.fixing, one!, { date: w.date, rate: 1n }),
      await signedReport(w, w.fixing, one!, { date: w.date, rate: 2n }),
    ];
    await w.fixing.report(TONA, w.date, 2n, SOURCE, one!, second.signature);
    await expect(w.fixing.report(TONA, w.date, 1n, SOURCE, one!, first.signature))
      .to.be.revertedWithCustomError(w.fixing, "ReportedBefore")
      .withArgs(one, TONA, w.date);
  });
});
