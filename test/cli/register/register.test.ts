import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { COMMANDS } from "../../../cli/commands/index.ts";
import { type Anvil, anvil } from "../../support/anvil.ts";
import { world } from "../../support/world.ts";
import { deskOf } from "../support/desk.ts";

const ISSUE = `0x${"11".repeat(32)}`;
const PASSWORD = { KESSAI_NAMES_PASSWORD: "a long enough password" };

/** What `--json` prints of a command is what its schema says. */
function schemaOf(path: string) {
  const command = COMMANDS.find((each) => each.path === path);
  if (command === undefined || command.kind === "write") throw new Error(path);
  return command.result;
}

describe("kessai register", function () {
  this.timeout(120_000);
  let node: Anvil | undefined;
  let w: Awaited<ReturnType<typeof deskOf<Awaited<ReturnType<typeof world>>>>>;

  before(async function () {
    // Only it answers with proofs of the state.
    node = await anvil(["--accounts", "20"]);
    if (node === undefined) return this.skip(); // anvil is optional
    w = await deskOf(await world({ url: node.url }));
    await w.granted([w.a, w.b], {}, [1]);
    await w.desk.issue(w.bond, w.a.address, 60n, ISSUE);
    await w.bond.connect(w.a).transfer(w.b, 20n);
  });
  after(() => {
    w?.server.close();
    node?.stop();
  });

  const words = (...more: string[]) => ["--log", w.at("log.jsonl"), "--by", "an officer", ...more];

  it("keeps names encrypted, also from a table in CP932, and gives them back from a copy", async () => {
    const names = w.at("names.sealed");
    const local = { env: PASSWORD, local: true };
    expect((await w.kessai(["register", "names-create", names], local)).exit).to.equal(0);
    // 髙 is a letter that only CP932 has.
    const table = Buffer.concat([
      Buffer.from("investor,name,address\n1,"),
      Buffer.from([0xfb, 0xfc, 0x8b, 0xb4]),
      Buffer.from(",Tokyo\n"),
    ]);
    await writeFile(w.at("holders.csv"), table);
    const imported = ["register", "names-import", names, w.at("holders.csv"), "--json"];
    const said = await w.kessai(imported, local);
    expect(said.exit, said.out).to.equal(0);
    const put = ["register", "names-put", names, "--holder", "2", "--name", "﨑山二郎"];
    await w.kessai([...put, "--address", "大阪府"], local);
    const list = await w.kessai(["register", "names-list", names, "--json"], local);
    schemaOf("register names-list").parse(list.json.result);
    expect(list.json.result.holders).to.deep.equal([
      { holder: "1", name: "髙橋", address: "Tokyo", trust: false },
      { holder: "2", name: "﨑山二郎", address: "大阪府", trust: false },
    ]);
    expect((await readFile(names)).includes("髙橋")).to.equal(false);
    await w.kessai(["register", "names-backup", names, w.at("names.backup")], local);
    await w.kessai(["register", "names-remove", names, "--holder", "2"], local);
    const back = ["register", "names-restore", names, w.at("names.backup"), "--json"];
    expect((await w.kessai(back, local)).json.result.holders).to.equal(2);
    const wrong = { env: { KESSAI_NAMES_PASSWORD: "another password" }, local: true };
    const refused = await w.kessai(["register", "names-list", names, "--json"], wrong);
    expect(refused.json.error.name).to.equal("WrongPassword");
    const none = await w.kessai(["register", "names-list", names, "--json"], { local: true });
    expect(none.json.error.message).to.include("KESSAI_NAMES_PASSWORD");
  });

  it("writes the law's book with names, and the chain's proofs, which a node and nobody verify", async () => {
    const out = w.at("books");
    const said = await w.kessai(
      [
        ...["register", "at", "--class", "SBI-ST-1", "--out", out, "--bundle", "--json"],
        ...["--file", "examples/classes/sbi-st-1.yaml", "--names", w.at("names.sealed")],
        ...words(),
      ],
      { env: PASSWORD },
    );
    expect(said.exit, said.out).to.equal(0);
    const { register, files } = schemaOf("register at").parse(said.json.result) as {
      register: { supply: string; block: number };
      files: string[];
    };
    expect(register.supply).to.equal("60");
    const csv = await readFile(files.find((each) => each.endsWith(".csv"))!, "utf8");
    expect(csv.startsWith("\ufeff")).to.equal(true);
    expect(csv).to.include("髙橋");
    const plain = files.find((each) => each.endsWith(".register.json"))!;
    const verified = await w.kessai(["register", "verify", plain, "--json"]);
    expect(verified.exit, verified.out).to.equal(0);
    schemaOf("register verify").parse(verified.json.result);
    expect(verified.json.result.proven).to.equal(2);
    const bundle = files.find((each) => each.endsWith(".bundle.json"))!;
    const offline = await w.binary(["register", "verify-bundle", bundle, "--json"]);
    expect(offline.exit, offline.out + offline.err).to.equal(0);
    expect(offline.json.result.proven).to.equal(2);
    const forged = (await readFile(bundle, "utf8")).replace('"units": "40"', '"units": "41"');
    await writeFile(w.at("forged.json"), forged);
    const denied = await w.kessai(["register", "verify-bundle", w.at("forged.json"), "--json"], {
      local: true,
    });
    expect(denied.exit).to.equal(1);
    expect(denied.json.error.name).to.equal("BundleDenied");
    await w.bond.connect(w.a).transfer(w.b, 5n);
    await w.kessai(["register", "at", "--class", "SBI-ST-1", "--out", w.at("later"), ...words()]);
    const again = await w.kessai(["register", "at", "--class", "SBI-ST-1", "--json", ...words()]);
    const later = w.at("later.json");
    await writeFile(later, JSON.stringify(again.json.result.register));
    const diff = await w.kessai(["register", "diff", plain, later, "--json"], { local: true });
    expect(diff.exit).to.equal(2);
    schemaOf("register diff").parse(diff.json.result);
    expect(diff.json.result.changes).to.deep.equal([
      { holder: "1", before: "40", after: "35", change: "-5" },
      { holder: "2", before: "20", after: "25", change: "5" },
    ]);
  });

  it("writes a holder's own extract, and keeps who asked what", async () => {
    const said = await w.kessai([
      ...["register", "extract", "--class", "SBI-ST-1", "--holder", "２", "--json", ...words()],
    ]);
    expect(said.exit, said.out).to.equal(0);
    schemaOf("register extract").parse(said.json.result);
    expect(said.out).not.to.include(w.a.address);
    const log = ["register", "log", "--log", w.at("log.jsonl"), "--json"];
    const kept = await w.kessai(log, { local: true });
    schemaOf("register log").parse(kept.json.result);
    const last = kept.json.result.entries.at(-1);
    expect(last.who).to.equal("an officer");
    expect(last.what).to.match(/^register extract SBI-ST-1, holder 2, block \d+$/);
    const lines = (await readFile(w.at("log.jsonl"), "utf8")).split("\n");
    await writeFile(w.at("log.jsonl"), lines.slice(1).join("\n"));
    const broken = await w.kessai(log, { local: true });
    expect(broken.json.error.name).to.equal("LogBroken");
  });

  it("refuses a day that is not over, an unknown holder, two moments and a file that is none", async () => {
    const at = ["register", "at", "--class", "SBI-ST-1", "--json", ...words()];
    const today = new Date((await w.now()) * 1_000).toISOString().slice(0, 10);
    const faults: [given: string[], name: string][] = [
      [[...at, "--date", "2099-01-01"], "DayNotOver"],
      [[...at, "--date", today, "--block", "3"], "ArgumentRefused"],
      [[...at, "--block", "x"], "ArgumentRefused"],
      [[...at, "--out", w.at("x"), "--format", "docx"], "ArgumentRefused"],
      [[...at, "--out", w.at("x"), "--format", "pdf", "--font", w.at("none")], "FontNeeded"],
      [
        ["register", "extract", "--class", "SBI-ST-1", "--holder", "99", "--json"],
        "HolderNotFound",
      ],
      [["register", "verify", "package.json", "--json"], "ArgumentRefused"],
    ];
    for (const [given, name] of faults) {
      const said = await w.kessai(given);
      expect(said.exit, given.join(" ")).to.equal(1);
      expect(said.json.error.name, said.out).to.equal(name);
    }
  });
});
