import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openChain } from "../../scripts/scenarios/chain.ts";
import { marketDay } from "../../scripts/scenarios/marketDay.ts";
import { readClassFile, readPlatformFile, settlementReportSchema } from "../../sdk/index.ts";

/** A small day: every way that a trade can take, with fewer trades on each. */
const SIZE = { morning: 60, afternoon: 60, clients: 45 };

describe("The market day", () => {
  it("plays every way that a trade can take, adds up, and writes its report (NET-1, DVP-1, DVP-2)", async function () {
    this.timeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), "market-day-"));
    const lines: string[] = [];
    try {
      const classPath = "examples/classes/real-estate-model.yaml";
      const report = await marketDay(await openChain(undefined), {
        platformFile: await readPlatformFile("examples/platform.yaml"),
        classFile: await readClassFile(classPath),
        ...{ classPath, lang: "ja", folder, size: SIZE, print: (line: string) => lines.push(line) },
      });
      const outcomes = new Set(report.outcomes.map(({ outcome }) => outcome));
      expect([...outcomes]).to.include.members([
        ...["settled-gross", "netted-in-cycle", "netted-by-id", "partly", "cancelled"],
      ]);
      const text = await readFile(join(folder, "report.json"), "utf8");
      expect(settlementReportSchema.safeParse(JSON.parse(text)).success).to.equal(true);
      expect(await readdir(folder)).to.include.members([
        ...["assets.csv", "outcomes.csv", "charges.csv", "reconciliation.csv", "report.json"],
        ...["payment.csv", "payment.xml"],
      ]);
      expect(lines.join("\n")).not.to.match(/undefined|\{\w+\}/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
