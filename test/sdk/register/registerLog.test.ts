import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { appendLog, verifyLog } from "../../../sdk/register/registerLog.ts";

describe("The register's log", () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-log-"));
    path = join(folder, "log.jsonl");
    for (const what of ["register at block 1", "extract of investor 2", "verify"]) {
      await appendLog(path, { who: "registrar", what }, new Date("2027-04-01T00:00:00Z"));
    }
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const lines = async () => (await readFile(path, "utf8")).trimEnd().split("\n");
  const write = (all: readonly string[]) =>
    writeFile(path, all.map((line) => `${line}\n`).join(""));

  async function refusal(): Promise<{ name: string; line: number }> {
    return await verifyLog(path).then(
      () => ({ name: "none", line: 0 }),
      (error) => error,
    );
  }

  it("says who asked what, when", async () => {
    const entries = await verifyLog(path);
    expect(entries.map(({ number, who, what }) => [number, who, what])).to.deep.equal([
      [1, "registrar", "register at block 1"],
      [2, "registrar", "extract of investor 2"],
      [3, "registrar", "verify"],
    ]);
    expect(entries[0]?.time).to.equal("2027-04-01T00:00:00.000Z");
    expect(await verifyLog(join(folder, "none.jsonl"))).to.deep.equal([]);
  });

  it("shows a line that was taken away, changed, moved or cut short, and adds nothing to it", async () => {
    const [first = "", second = "", third = ""] = await lines();
    const changes: [what: string, changed: string[], line: number][] = [
      ["the first away", [second, third], 1],
      ["one away", [first, third], 2],
      ["changed", [first, second.replace("extract", "nothing"), third], 2],
      ["moved", [second, first, third], 1],
      ["twice", [first, first, second], 2],
      ["no JSON", [first, "x"], 2],
      ["no entry", [first, "{}"], 2],
    ];
    for (const [what, changed, line] of changes) {
      await write(changed);
      const { name, line: at } = await refusal();
      expect([name, at], what).to.deep.equal(["LogBroken", line]);
    }
    await writeFile(path, `${first}\n${second.slice(0, 30)}`);
    expect((await refusal()).line).to.equal(2);
    const refused = await appendLog(path, { who: "a", what: "b" }).catch((error) => error);
    expect(refused.name).to.equal("LogBroken");
  });

  it("shows what was cut from its end to one who kept the last hash", async () => {
    const last = (await verifyLog(path)).at(-1)?.hash;
    const [first = ""] = await lines();
    await write([first]);
    await verifyLog(path);
    const refused = await verifyLog(path, last).catch((error) => error);
    expect(refused.message).to.include("is missing");
  });
});
