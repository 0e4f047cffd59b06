import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Holders } from "../../../sdk/register/Holder.ts";
import { importNames } from "../../../sdk/register/importNames.ts";
import {
  backupNames,
  createNames,
  readNames,
  restoreNames,
  writeNames,
} from "../../../sdk/register/nameFile.ts";
import { putName, removeName } from "../../../sdk/register/putName.ts";
import { HOLDERS, walletNumber } from "./support/sampleRegister.ts";

const PASSWORD = "正しい馬の電池ホチキス12";

async function failure(doing: Promise<unknown>): Promise<Error> {
  return await doing.then(
    () => new Error("nothing was refused"),
    (error) => error,
  );
}

describe("The file of names", function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kessai-names-"));
    path = join(folder, "names.json");
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("keeps names that only the password opens", async () => {
    await createNames(path, PASSWORD);
    expect((await readNames(path, PASSWORD)).size).to.equal(0);
    await writeNames(path, PASSWORD, HOLDERS);
    expect([...(await readNames(path, PASSWORD))].sort()).to.deep.equal([...HOLDERS].sort());
    expect(await readFile(path, "utf8")).to.not.match(/髙橋|東京都/);
    const wrong = await failure(readNames(path, `${PASSWORD}3`));
    expect(wrong.name).to.equal("WrongPassword");
    expect(wrong.message).to.include("restore the last backup");
  });

  it("seals the same names differently each time, and overwrites nothing when it is made", async () => {
    await writeNames(path, PASSWORD, HOLDERS);
    const first = await readFile(path, "utf8");
    await writeNames(path, PASSWORD, HOLDERS);
    expect(await readFile(path, "utf8")).to.not.equal(first);
    expect((await failure(createNames(path, PASSWORD))).name).to.equal("NameFileExists");
    const short = await failure(writeNames(path, "short", HOLDERS));
    expect(short.name).to.equal("PasswordTooShort");
  });

  it("says when the file is gone, cut short, of another form, or changed", async () => {
    expect((await failure(readNames(path, PASSWORD))).name).to.equal("FileNotFound");
    await writeNames(path, PASSWORD, HOLDERS);
    const text = await readFile(path, "utf8");
    const json = JSON.parse(text);
    const sealed = Buffer.from(json.sealed, "base64");
    sealed[3] = (sealed[3] ?? 0) ^ 1;
    const changes: [what: string, text: string, name: string][] = [
      ["cut short", text.slice(0, -20), "NameFileDamaged"],
      ["empty", "", "NameFileDamaged"],
      ["a later version", JSON.stringify({ ...json, apiVersion: 2 }), "NameFileDamaged"],
      ["less work for the key", JSON.stringify({ ...json, N: 1024 }), "NameFileDamaged"],
      ["a bit", JSON.stringify({ ...json, sealed: sealed.toString("base64") }), "WrongPassword"],
      ["a shorter tag", JSON.stringify({ ...json, tag: "AAAA" }), "WrongPassword"],
    ];
    for (const [what, changed, name] of changes) {
      await writeFile(path, changed);
      expect((await failure(readNames(path, PASSWORD))).name, what).to.equal(name);
    }
  });

  it("is backed up by a copy that was opened, and restored beside what was there", async () => {
    const backup = join(folder, "backup.json");
    await writeNames(path, PASSWORD, HOLDERS);
    expect((await failure(backupNames(path, "another password", backup))).name).to.equal(
      "WrongPassword",
    );
    expect(await backupNames(path, PASSWORD, backup)).to.equal(3);
    expect((await failure(backupNames(path, PASSWORD, backup))).name).to.equal("NameFileExists");
    await writeFile(path, "spoilt");
    expect((await failure(restoreNames(backup, "another password", path))).name).to.equal(
      "WrongPassword",
    );
    expect(await readFile(path, "utf8")).to.equal("spoilt");
    expect(await restoreNames(backup, PASSWORD, path)).to.equal(3);
    expect((await readNames(path, PASSWORD)).get("1")?.name).to.equal("髙橋 﨑子");
    expect(await readFile(`${path}.before`, "utf8")).to.equal("spoilt");
  });
});

describe("putName and removeName", () => {
  it("change one holder's, by number or wallet, and refuse what is neither", () => {
    const none: Holders = new Map();
    const one = putName(none, "7", { name: "山田", address: "東京都" });
    const two = putName(one, walletNumber(0xcc).toLowerCase(), { name: "銀行", address: "" });
    expect([...two.keys()]).to.deep.equal(["7", walletNumber(0xcc)]);
    expect(putName(two, "7", { name: "田中", address: "" }).get("7")?.name).to.equal("田中");
    expect([...removeName(two, "7").keys()]).to.deep.equal([walletNumber(0xcc)]);
    expect(none.size).to.equal(0);
    expect(() => removeName(none, "7")).to.throw("No name is kept for 7");
    for (const key of ["0", "07", "seven", "0x12", ""]) {
      expect(() => putName(none, key, { name: "", address: "" }), key).to.throw("is no holder");
    }
  });
});

describe("importNames", () => {
  const none: Holders = new Map();
  const utf8 = (text: string) => new TextEncoder().encode(text);

  it("reads UTF-8 with and without a byte order mark, digits of any width, and Japanese headers", () => {
    const text =
      "投資家番号,氏名又は名称,住所,信託財産\r\n１２,髙橋 﨑子,東京都,あり\r\n3,山田,大阪府,\r\n";
    for (const bytes of [utf8(text), utf8(`\uFEFF${text}`)]) {
      expect([...importNames(none, bytes, "names.csv")]).to.deep.equal([
        ["12", { name: "髙橋 﨑子", address: "東京都", trust: true }],
        ["3", { name: "山田", address: "大阪府" }],
      ]);
    }
  });

  it("reads CP932, with the letters that Windows added to it", () => {
    const header = utf8("investor,name,address\r\n5,");
    // 髙橋 in CP932.
    const bytes = Uint8Array.from([...header, 0xfb, 0xfc, 0x8b, 0xb4, ...utf8(",Tokyo\r\n")]);
    expect(importNames(none, bytes, "names.csv").get("5")?.name).to.equal("髙橋");
  });

  it("names every fault at its place, and takes nothing then", () => {
    const text = "investor,name,address,trust\nx,A,B,\n5,,B,\n5,C,D,perhaps\n";
    expect(() => importNames(none, utf8(text), "names.csv"))
      .to.throw()
      .with.property("findings")
      .that.satisfies((findings: { line: number; message: string }[]) => {
        expect(findings.map(({ line }) => line)).to.deep.equal([2, 3, 4, 4]);
        return true;
      });
    expect(() => importNames(none, utf8("number,name\n1,A\n"), "names.csv")).to.throw(
      "no column is called",
    );
    expect(() => importNames(none, utf8("investor,name\n1,A\n"), "names.csv")).to.throw("住所");
  });
});
