import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { issueRowsSchema } from "../../../cli/desk/issueRows.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { desk, inFolder, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);

async function ready() {
  const w = await load();
  await w.granted([w.a, w.b]);
  return await inFolder(w);
}

const words = (w: TestDesk, ...more: string[]) => [
  ...["units", "issue", "--class", "SBI-ST-1", ...more],
  ...w.signer(w.registrar),
];

async function file(w: TestDesk, name: string, content: string | Uint8Array) {
  await writeFile(w.at(name), content);
  return w.at(name);
}

/** "参照番号,ウォレット,数量" in CP932. */
const CP932 = Buffer.from([
  ...[0x8e, 0x51, 0x8f, 0xc6, 0x94, 0xd4, 0x8d, 0x86, 0x2c],
  ...[0x83, 0x45, 0x83, 0x48, 0x83, 0x8c, 0x83, 0x62, 0x83, 0x67, 0x2c],
  ...[0x90, 0x94, 0x97, 0xca, 0x0a],
]);

// biome-ignore lint/suspicious/noExplicitAny: what a command printed
function rowsOf(json: any) {
  return issueRowsSchema.parse(writtenSchema.parse(json.result).result).rows;
}

describe("kessai units issue", () => {
  it("issues to one account, locked up until a time if that is said", async () => {
    const w = await ready();
    const until = new Date(((await w.now()) + 86_400) * 1_000).toISOString().slice(0, 19);
    const one = await w.kessai(words(w, "--to", w.a.address, "--units", "１００", "--json"));
    expect(one.exit, one.out).to.equal(0);
    const locked = await w.kessai(
      words(w, "--to", w.a.address, "--units", "5", "--locked-until", `${until}Z`),
    );
    expect(locked.exit, locked.err).to.equal(0);
    expect(await w.bond.balanceOf(w.a)).to.equal(105n);
    expect(await w.bond.heldOf(w.a)).to.equal(5n);
  });

  it("issues a file's rows, each by itself, and says which were refused and why", async () => {
    const w = await ready();
    const path = await file(
      w,
      "rows.csv",
      `\uFEFFreference,wallet,units\r\nI-1,${w.a.address},10\r\nI-2,${w.c.address},5\r\nI-3,${w.b.address},7\r\n`,
    );
    const dry = await w.kessai(words(w, "--file", path, "--dry-run"));
    expect(dry.out).to.include("line 3, I-2: would be refused");
    const said = await w.kessai(words(w, "--file", path, "--json"));
    expect(said.exit, said.out).to.equal(2);
    const rows = rowsOf(said.json);
    expect(rows.map(({ outcome }) => outcome)).to.deep.equal(["issued", "refused", "issued"]);
    expect(rows[1]?.code).to.equal("PassNotWorking");
    expect(rows[0]?.hash).to.match(/^0x[0-9a-f]{64}$/);
    expect(await w.bond.balanceOf(w.a)).to.equal(10n);
    expect(await w.bond.balanceOf(w.b)).to.equal(7n);
  });

  it("run again, skips what is issued already, and sends the rest", async () => {
    const w = await ready();
    await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("I-1"));
    const path = await file(
      w,
      "rows.csv",
      Buffer.concat([CP932, Buffer.from(`I-1,${w.a.address},10\nI-2,${w.b.address},5\n`)]),
    );
    const said = await w.kessai(words(w, "--file", path, "--json"));
    expect(said.exit, said.out).to.equal(0);
    expect(rowsOf(said.json).map(({ outcome }) => outcome)).to.deep.equal([
      "issued-before",
      "issued",
    ]);
    const again = await w.kessai([
      ...["units", "issue", "--class", "SBI-ST-1", "--file", path, "--json"],
    ]);
    expect(again.exit, again.out).to.equal(0);
    expect(again.json.result.calls).to.deep.equal([]);
    expect(await w.bond.totalSupply()).to.equal(15n);
  });

  it("refuses a reference that was used for something else", async () => {
    const w = await ready();
    await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("I-1"));
    const path = await file(w, "rows.csv", `reference,wallet,units\nI-1,${w.a.address},11\n`);
    const said = await w.kessai(words(w, "--file", path, "--json"));
    expect(said.exit).to.equal(2);
    expect(rowsOf(said.json)[0]?.code).to.equal("ReferenceUsed");
    expect(await w.bond.totalSupply()).to.equal(10n);
  });

  it("sends as many transactions as it needs, and writes them for a Safe", async () => {
    const w = await ready();
    const lines = Array.from({ length: 60 }, (_, index) => `I-${index},${w.a.address},1\n`);
    const path = await file(w, "rows.csv", `reference,wallet,units\n${lines.join("")}`);
    const safe = await w.kessai(words(w, "--file", path, "--out", w.at("safe.json")));
    expect(safe.exit, safe.err).to.equal(0);
    expect(JSON.parse(await readFile(w.at("safe.json"), "utf8")).transactions.length).to.equal(2);
    const said = await w.kessai(words(w, "--file", path, "--json"));
    expect(said.exit, said.out).to.equal(0);
    expect(writtenSchema.parse(said.json.result).calls.length).to.equal(2);
    expect(await w.bond.totalSupply()).to.equal(60n);
  });

  it("given a wrong key or a bad file, sends nothing and says what is wrong where", async () => {
    const w = await ready();
    const path = await file(w, "rows.csv", `reference,wallet,units\nI-1,${w.a.address},11\n`);
    const thief = await w.kessai([
      ...["units", "issue", "--class", "SBI-ST-1", "--file", path, "--json"],
      ...w.signer(w.thief),
    ]);
    expect(thief.json.error.code, thief.out).to.equal("NotTheRegistrar");
    const faults: [string, string][] = [
      [`reference,wallet,units\nI-1,${w.a.address},１１\n`, "half-width digits: write 11"],
      [`reference,wallet,unit\nI-1,${w.a.address},11\n`, "the nearest is units"],
      [`reference,wallet,units\nI-1,0x12,11\n`, "rows.csv:2:5"],
      [
        `reference,wallet,units\nI-1,${w.a.address},1\nI-1,${w.b.address},1\n`,
        "found I-1 in lines 2 and 3",
      ],
      ["reference,wallet,units\n", "at least one row"],
      [`reference,wallet,units\n長い,${w.a.address},1.5\n`, "a whole number"],
    ];
    for (const [content, says] of faults) {
      await writeFile(path, content);
      const said = await w.kessai(words(w, "--file", path, "--json"));
      expect(said.exit).to.equal(1);
      expect(said.json.error.name, said.out).to.equal("FileRefused");
      expect(said.json.error.message).to.include(says);
    }
    const both = await w.kessai(words(w, "--file", path, "--units", "3", "--json"));
    expect(both.json.error.name).to.equal("ArgumentRefused");
    const none = await w.kessai(words(w, "--json"));
    expect(none.json.error.message).to.include("--to is needed");
    expect(await w.bond.totalSupply()).to.equal(0n);
  });

  it("goes through the real binary", async () => {
    const w = await ready();
    const path = await file(w, "rows.csv", `参照番号,ウォレット,数量\nI-1,${w.a.address},11\n`);
    const said = await w.binary([...words(w, "--file", path, "--lang", "ja"), ...w.onChain]);
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("発行 1、発行済み 0、拒否 0");
    expect(await w.bond.balanceOf(w.a)).to.equal(11n);
  }).timeout(60_000);
});
