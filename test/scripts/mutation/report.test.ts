import { expect } from "chai";
import type { Mutant } from "../../../scripts/mutation/Mutant.ts";
import type { Fate } from "../../../scripts/mutation/Outcome.ts";
import { type Judged, mutationReport } from "../../../scripts/mutation/report.ts";
import { sampled } from "../../../scripts/mutation/sampled.ts";
import { testOrder } from "../../../scripts/mutation/testOrder.ts";

function mutant(key: string, path = "contracts/money/Yen.sol"): Mutant {
  const site = {
    ...{ path, where: "Yen.mint", line: 7, start: 0, end: 1 },
    ...{ form: "statement" as const, before: "", original: "a < b" },
  };
  return { site, kind: "comparison", text: "a <= b", from: "a < b", to: "a <= b", key };
}

function judged(fates: readonly Fate[]): Judged[] {
  return fates.map((fate, i) => ({
    mutant: mutant(`mutant ${i}`),
    outcome: { key: `mutant ${i}`, fate, tests: i, near: false },
  }));
}

describe("mutationReport", () => {
  const nine = Array.from({ length: 9 }, () => "killed" as const);

  it("passes where nine of ten are killed, and names the tenth with its place and change", () => {
    const { ok, text } = mutationReport(judged([...nine, "survived"]), []);
    expect(ok).to.equal(true);
    expect(text).to.contain("90.0 % killed");
    expect(text).to.contain("contracts/money/Yen.sol:7 Yen.mint: comparison (9 tests ran it)");
    expect(text).to.contain("  - a < b\n  + a <= b");
  });

  it("fails below that", () => {
    const { ok, text } = mutationReport(judged([...nine.slice(1), "survived"]), []);
    expect(ok).to.equal(false);
    expect(text).to.contain("88.8 % killed");
  });

  it("counts neither what is explained nor what does not compile, and an endless loop as killed", () => {
    const fates = ["killed", "timed out", "survived", "not compiling"] as const;
    const { ok, text } = mutationReport(judged(fates), [{ key: "mutant 2", why: "equal" }]);
    expect(ok).to.equal(true);
    expect(text).to.contain("100.0 % killed").and.not.contain("no test kills these");
    expect(text).to.match(/in all +4 +1 +1 +0 +1 +1\n/);
  });

  it("is no proof of anything where nothing was judged", () => {
    expect(mutationReport([], []).ok).to.equal(false);
  });
});

describe("sampled", () => {
  const all = Array.from({ length: 50 }, (_, i) => mutant(`mutant ${i}`));
  const keys = (count: number, seed: string) => sampled(all, count, seed).map(({ key }) => key);

  it("takes the same for a seed, within a larger sample, and others for another seed", () => {
    expect(keys(10, "1")).to.deep.equal(keys(20, "1").slice(0, 10));
    expect(sampled(all.toReversed(), 10, "1").map(({ key }) => key)).to.deep.equal(keys(10, "1"));
    expect(keys(10, "1")).not.to.have.members(keys(10, "2"));
    expect(keys(99, "1")).to.have.length(50);
  });
});

describe("testOrder", () => {
  const probed = (
    test: string,
    milliseconds: number,
    byTest: number[],
    byFixture: number[] = [],
  ) => ({
    ...{ test, file: `${test}.test.ts`, ok: true, milliseconds, byTest, byFixture },
  });

  it("takes the tests that reach a mutant, killers first, then the quickest", () => {
    const tests = [
      probed("slow", 90, [1]),
      probed("quick", 10, [1, 2]),
      probed("killer", 50, [1]),
      probed("elsewhere", 1, [2]),
      { ...probed("failing", 1, [1]), ok: false },
    ];
    const { direct, byFixture } = testOrder(1, tests, new Map([["killer", 1]]));
    expect(direct).to.deep.equal(["killer", "quick", "slow"]);
    expect(byFixture).to.deep.equal([]);
  });

  it("takes one test of each file of which only the fixture reaches it", () => {
    const tests = [
      probed("own", 5, [1], [1]),
      probed("one", 9, [], [1]),
      { ...probed("other", 3, [], [1]), file: "one.test.ts" },
    ];
    expect(testOrder(1, tests, new Map()).byFixture).to.deep.equal(["other"]);
  });
});
