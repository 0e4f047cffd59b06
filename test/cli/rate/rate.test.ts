import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { rateSign } from "../../../cli/commands/rate/sign.ts";
import { TONA, windowOf } from "../../settlement/support/fixings.ts";
import { ready } from "./rates.ts";

describe("kessai rate", () => {
  it("signs what was published, sends it, and fixes the median", async () => {
    const w = await ready();
    const files = [];
    for (const [place, rate] of ["0.25", "-0.1", "０．３"].entries()) {
      const { said, to } = await w.sign(place, rate);
      expect(said.exit, said.out).to.equal(0);
      rateSign.result.parse(said.json.result);
      files.push(to);
    }
    const sent = await w.kessai(["rate", "report", ...files, ...w.signer(w.thief), "--json"]);
    expect(sent.exit, sent.out).to.equal(0);
    expect(await w.show()).to.deep.include({ reports: 3, quorum: 2, rate: null });
    const fix = ["rate", "fix", ...w.day, ...w.signer(w.thief), "--json"];
    const early = await w.kessai(fix);
    expect(early.json.error.code).to.equal("WindowStillOpen");
    await w.networkHelpers.time.increaseTo(windowOf(w, w.today).closes + 1);
    const fixed = await w.kessai(fix);
    expect(fixed.exit, fixed.out).to.equal(0);
    expect(await w.fixing.rateOf(TONA, w.today)).to.equal(2_500n);
    expect(await w.show()).to.deep.include({ rate: "2500" });
  });

  it("refuses a rate that is none, a report that was changed, and a key that reports nothing", async () => {
    const w = await ready();
    const bad = await w.sign(0, "0.25.1");
    expect(bad.said.json.error.name).to.equal("ArgumentRefused");
    const { to } = await w.sign(0, "0.25");
    const text = await readFile(to, "utf8");
    await writeFile(to, text.replace('"2500"', '"9900"'));
    const changed = await w.kessai(["rate", "report", to, ...w.signer(w.thief), "--json"]);
    expect(changed.exit).to.equal(2);
    await writeFile(to, "{}");
    const none = await w.kessai(["rate", "report", to, ...w.signer(w.thief), "--json"]);
    expect(none.json.error.name).to.equal("RateReportRefused");
  });
});
