import { readFileSync } from "node:fs";
import { expect } from "chai";
import { withTable } from "../../scripts/checks/generatedTable.ts";
import { ArgumentRefused, demoArguments } from "../../scripts/scenarios/demoArguments.ts";
import type { DrillResult } from "../../scripts/scenarios/drills/drill.ts";
import { drillTable } from "../../scripts/scenarios/drills/drillTable.ts";
import {
  DEFAULT_PASSES,
  DRILL_NAMES,
  type DrillName,
} from "../../scripts/scenarios/drills/names.ts";
import { runDrills } from "../../scripts/scenarios/drills/runDrills.ts";
import { displayWidth } from "../../sdk/format/displayWidth.ts";

async function played(name: DrillName, lang: "en" | "ja" = "en") {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const [result] = await runDrills([name], { lang, passes: DEFAULT_PASSES, print });
  return { result: result!, text: lines.join("\n") };
}

/** Of each drill: attempts refused at least, stop within so many seconds, and words it must say. */
const PROMISES: Readonly<Record<DrillName, readonly [number, number, ...string[]]>> = {
  "investor-key": [6, 600, "in its veto window until 2027-04-04", "known accomplice"],
  "lost-key": [5, 60, "another wallet takes its place"],
  "officer-key": [7, 600, "1 officers have signed, 2 must", "2,000 passes stopped a day"],
  "officer-quorum": [7, 90_000, "has attested 200 grants today", "0 units and ¥0"],
  "guardian-key": [6, 180_000, "may not call off", "0 units, ¥0, no pass"],
  "registrar-key": [8, 180_000, "above the class's cap of 1,000", "cannot approve it too"],
  "operator-key": [9, 180_000, "above the attested reserve of ¥30,500,000", "¥1,500,000"],
  "screening-hit": [1, 600, "100 passes suspended"],
};

// Gas and what is reckoned from it; amounts of yen are exact.
const MEASURED = /(?<![¥\d,])\d{1,3}(?:,\d{3})+/g;
const withoutMeasured = (text: string) => text.replaceAll(MEASURED, "");
const measuredIn = (text: string) =>
  [...text.matchAll(MEASURED)].map(([figure]) => Number(figure.replaceAll(",", "")));

describe("The drills", () => {
  const results: DrillResult[] = [];

  for (const name of DRILL_NAMES) {
    it(`${name}: the thief is refused, stopped, and all is repaired`, async () => {
      const { result, text } = await played(name);
      results.push(result);
      const [refused, within, ...words] = PROMISES[name];
      expect(result.refused).to.be.at.least(refused);
      expect(result.stop.seconds).to.be.at.most(within);
      expect(result.stop.transactions).to.be.greaterThan(0);
      expect(result.repair.gas > 0n).to.equal(true);
      expect(result.tips).not.to.have.lengthOf(0);
      for (const word of words) expect(text.replace(/\s+/g, " ")).to.contain(word);
      expect(text).to.contain("settle a trade again");
      for (const line of text.split("\n")) expect(displayWidth(line), line).to.be.at.most(100);
    }).timeout(60_000);
  }

  it("found what docs/threat-model.md shows", () => {
    expect(results).to.have.lengthOf(DRILL_NAMES.length);
    const { page, table, from } = drillTable(results);
    const text = readFileSync(page, "utf8");
    const found = withTable(text, table) ?? "";
    expect(withoutMeasured(found), `write it anew by ${from}`).to.equal(withoutMeasured(text));
    // What is compiled again in parts differs by some gas from what a fresh clone compiles whole.
    for (const [index, figure] of measuredIn(found).entries()) {
      const shown = measuredIn(text)[index]!;
      expect(figure, `write it anew by ${from}`).to.be.within(shown * 0.99, shown * 1.01);
    }
  });

  it("costs a disowning nothing more beside 500 passes than beside 10, and fits a block", () => {
    const [disowning, perClass, largest] = results.find((r) => r.name === "officer-quorum")!
      .figures!;
    const [few, many] = disowning!.value.en.split(" / ");
    expect(few).to.equal(many);
    expect(Number(perClass!.value.en.replace(",", ""))).to.be.within(5_000, 15_000);
    expect(largest!.value.en).to.contain("1 transaction of at most 16.7M");
  });

  it("tells the same in Japanese, in as few columns", async () => {
    for (const name of ["investor-key", "lost-key"] as const) {
      const { result, text } = await played(name, "ja");
      const { stop, repair, refused } = results.find((each) => each.name === name)!;
      expect(result).to.deep.include({ stop, repair, refused });
      expect(text).to.contain("運用上の要点");
      expect(text).to.contain("取引が再び決済");
      for (const line of text.split("\n")) expect(displayWidth(line), line).to.be.at.most(100);
    }
  }).timeout(60_000);
});

describe("npm run demo -- --drill", () => {
  it("answers what makes no sense with one sentence, before anything is played", () => {
    const names = `${DRILL_NAMES.join(", ")} and all`;
    const cases: [string[], string][] = [
      [["--drill", "nothing"], `There is no drill nothing. There are ${names}.`],
      [["--drill", "all", "--network", "localhost"], "A drill plays the example platform"],
      [["--drill", "all", "--passes", "5"], "--passes is a number from 1,200 to 10,000, not 5."],
      [["--drill", "lost-key", "--write"], "--write goes with --drill all, without --passes."],
      [["--write"], "--write goes with --drill only."],
    ];
    for (const [args, sentence] of cases) {
      try {
        demoArguments(args);
        expect.fail(`${args.join(" ")} was not refused`);
      } catch (error) {
        expect(error).to.be.instanceOf(ArgumentRefused);
        expect((error as Error).message.startsWith(sentence), String(error)).to.equal(true);
      }
    }
  });

  it("plays one, or all, at the number of passes that docs show", () => {
    expect(demoArguments(["--drill", "lost-key"])).to.deep.include({
      drills: ["lost-key"],
      passes: DEFAULT_PASSES,
      write: false,
    });
    const all = demoArguments(["--write", "--drill", "all", "--lang", "ja"]);
    expect(all).to.deep.include({ drills: DRILL_NAMES, write: true, lang: "ja" });
    expect(demoArguments([]).drills).to.deep.equal([]);
  });
});
