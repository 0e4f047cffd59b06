import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { classCheck } from "../../../cli/commands/class/check.ts";
import { classExplain } from "../../../cli/commands/class/explain.ts";
import { classList } from "../../../cli/commands/class/list.ts";
import { classMetadata } from "../../../cli/commands/class/metadata.ts";
import { classShow } from "../../../cli/commands/class/show.ts";
import { parseJstDate } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { desk } from "../support/desk.ts";

const load = fixture(desk);
const CLASS = "examples/classes/sbi-st-1.yaml";
const HASH = `0x${"d0".repeat(32)}`;

async function ready() {
  const w = await load();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
  return w;
}

describe("kessai class check", () => {
  it("says what the file is, and with a document changed where it is wrong", async () => {
    const w = await load();
    const said = await w.kessai(["class", "check", CLASS, "--json"], { local: true });
    expect(said.exit, said.out).to.equal(0);
    expect(classCheck.result.parse(said.json.result)).to.include({ code: "SBI-ST-1", cap: "1000" });
    const text = await readFile(CLASS, "utf8");
    const file = w.at("class.yaml");
    await writeFile(file, text.replace("cap: 1000", "cap: -1"));
    const bad = await w.kessai(["class", "check", file, "--json"], { local: true });
    expect(bad.exit).to.equal(1);
    expect(bad.json.error.name).to.equal("FileRefused");
    expect(bad.json.error.message).to.match(/class\.yaml:\d+:\d+: supply\.cap/);
    const sjis = w.at("cp932.yaml");
    await writeFile(sjis, Buffer.from([0x6e, 0x3a, 0x20, 0x8a, 0x94, 0x8e, 0xae]));
    const undecoded = await w.kessai(["class", "check", sjis, "--json"], { local: true });
    expect(undecoded.json.error.name).to.equal("FileUnreadable");
    const none = await w.kessai(["class", "check", "none.yaml", "--json"], { local: true });
    expect(none.json.error.name).to.equal("FileNotFound");
  });
});

describe("kessai class list and show", () => {
  it("tell what the chain has", async () => {
    const w = await ready();
    const date = parseJstDate("2027-09-30");
    await w.desk.declareRecordDate(w.bond, date, HASH);
    await w.desk.setDocument(w.bond, encodeBytes32String("terms"), "https://example.jp/t", HASH);
    const list = await w.kessai(["class", "list", "--json"]);
    expect(list.exit, list.out).to.equal(0);
    expect(classList.result.parse(list.json.result)).to.have.length(1);
    expect(list.json.result[0]).to.include({ code: "SBI-ST-1", supply: "10", holders: 1 });
    const show = await w.kessai(["class", "show", "SBI-ST-1", "--json"]);
    expect(show.exit, show.out).to.equal(0);
    classShow.result.parse(show.json.result);
    expect(show.json.result).to.deep.include({
      ...{ cap: "1000", supply: "10", maxInvestors: 999, type: "bond", isPaused: false },
      recordDates: { over: [], coming: ["2027-09-30"] },
      contractURI: "",
    });
    expect(show.json.result.policy.residences).to.deep.equal(["JP"]);
    expect(show.json.result.documents[0]).to.include({ name: "terms", hash: HASH });
    const lines = await w.kessai(["class", "show", await w.bond.getAddress(), "--lang", "ja"]);
    expect(lines.out).to.include("基準日: 2027年9月30日");
    const people = await w.kessai(["class", "list"]);
    expect(people.out).to.include("SBIST1");
    const unknown = await w.kessai(["class", "show", "NO-1", "--json"]);
    expect(unknown.json.error.name).to.equal("ClassUnknown");
  });
});

describe("kessai class explain", () => {
  it("says yes, or every rule that refuses, with exit 2", async () => {
    const w = await ready();
    const words = (to: string, units: string) => [
      ...["class", "explain", "SBI-ST-1", "--from", w.a.address, "--to", to],
      ...["--units", units, "--json"],
    ];
    const goes = await w.kessai(words(w.b.address, "10"));
    expect(goes.exit, goes.out).to.equal(0);
    expect(classExplain.result.parse(goes.json.result)).to.include({ goes: true });
    const refused = await w.kessai([...words(w.thief.address, "１１"), "--lang", "ja"]);
    expect(refused.exit).to.equal(2);
    classExplain.result.parse(refused.json.result);
    const rules = refused.json.result.refusals.map(({ rule }: { rule: string }) => rule);
    expect(rules).to.include.members(["Balance", "TakerPass"]);
    expect(refused.json.result.refusals[0].reason).to.match(/[ぁ-ん]/);
    await w.desk.connect(w.pauser).pause(w.bond);
    const paused = await w.kessai(words(w.b.address, "1"));
    expect(paused.json.result.refusals[0].rule).to.equal("Paused");
    const bad = await w.kessai(words("0x12", "1"));
    expect(bad.json.error.name).to.equal("ArgumentRefused");
  });
});

describe("kessai class metadata", () => {
  it("makes ERC-7572 metadata and a token-list entry, and writes them once", async () => {
    const w = await load();
    const words = ["class", "metadata", CLASS, "--json"];
    const bare = await w.kessai(words, { local: true });
    expect(bare.exit, bare.out).to.equal(0);
    expect(classMetadata.result.parse(bare.json.result)).not.to.have.property("token");
    expect(bare.json.result.metadata).to.include({ symbol: "SBIST1" });
    const folder = w.at("metadata");
    const full = [...words, "--deployment", w.deployment, "--out", folder];
    const said = await w.kessai(full, { local: true });
    expect(said.exit, said.out).to.equal(0);
    classMetadata.result.parse(said.json.result);
    const token = JSON.parse(await readFile(`${folder}/SBI-ST-1.token.json`, "utf8"));
    expect(token).to.include({ address: await w.bond.getAddress(), chainId: 31_337, decimals: 0 });
    const again = await w.kessai(full, { local: true });
    expect(again.json.error.name).to.equal("FileTaken");
    const fund = ["class", "metadata", "examples/classes/fund-model.yaml", "--json"];
    const other = await w.kessai([...fund, "--deployment", w.deployment], { local: true });
    expect(other.json.error.name).to.equal("ClassUnknown");
  });
});

describe("kessai class, through the real binary", () => {
  it("checks a file, and says that no chain answers", async () => {
    const w = await ready();
    const show = await w.binary(["class", "show", "SBI-ST-1", "--json", ...w.onChain]);
    classShow.result.parse(show.json.result);
    const down = await w.binary(["class", "list", "--network", "http://127.0.0.1:1"]);
    expect(down.exit).to.equal(1);
    expect(down.err)
      .to.include("No chain answers")
      .and.not.match(/\n\s+at /);
  }).timeout(60_000);
});
