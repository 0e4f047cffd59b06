import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bondLife, type PaymentTold } from "../../scripts/scenarios/bondLife.ts";
import {
  formatDate,
  type Lang,
  parseCsv,
  readClassFile,
  readPlatformFile,
  statementsSchema,
} from "../../sdk/index.ts";

const NRI = "examples/classes/nri-15.yaml";

async function played(classPath: string, lang: Lang) {
  const folder = await mkdtemp(join(tmpdir(), "bond-life-"));
  const lines: string[] = [];
  try {
    const told = await bondLife({
      platformFile: await readPlatformFile("examples/platform.yaml"),
      classFile: await readClassFile(classPath),
      ...{ classPath, lang, folder, print: (line: string) => lines.push(line) },
    });
    const read = async (name: string) => await readFile(join(folder, name), "utf8");
    return {
      ...{ told, text: lines.join("\n") },
      statements: await read("statements.json"),
      reconciliation: await read("reconciliation.csv"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("The life of a bond", () => {
  it("goes from offering to redemption, and accounts for every yen (PAY-1, COMPLETE-1)", async () => {
    const { told, text, statements, reconciliation } = await played(NRI, "ja");
    // By hand: a bond of ¥100,000,000 at 1.483 % earns ¥741,500 a half-year, 30 of them ¥22,245,000.
    const dates = told.map(({ paidOn }) => formatDate(paidOn, "en"));
    expect(dates).to.deep.equal([
      ...["2025-09-12", "2026-03-13", "2026-09-14", "2027-03-16", "2027-09-14"],
      ...["2028-03-14", "2028-03-14"],
    ]);
    const funded = told.map((each) => each.reconciliation.funded);
    expect(funded).to.deep.equal([...Array(6).fill(22_245_000n), 3_000_000_000n]);
    for (const { reconciliation: r } of told) {
      expect(r.paid + r.national + r.local + r.owed + r.returned, "PAY-1").to.equal(r.funded);
      expect(r.owed).to.equal(0n);
    }
    for (const { gross, units } of couponStatements(told)) expect(gross).to.equal(units * 741_500n);
    expect(statementsSchema.parse(JSON.parse(statements)).statements).to.have.lengthOf(7 * 6);
    expect(parseCsv(reconciliation.slice(1), "reconciliation.csv").rows).to.have.lengthOf(7);
    expect(text).not.to.match(/undefined|\{\w+\}/);
  }).timeout(120_000);
});

function couponStatements(told: readonly PaymentTold[]) {
  return told.slice(0, -1).flatMap(({ statements }) => statements);
}
