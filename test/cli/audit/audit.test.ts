import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { auditClass } from "../../../cli/commands/audit/class.ts";
import { auditCode } from "../../../cli/commands/audit/code.ts";
import { auditPowers } from "../../../cli/commands/audit/powers.ts";
import { auditPromises } from "../../../cli/commands/audit/promises.ts";
import { parseJstDate } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { desk } from "../support/desk.ts";

const load = fixture(desk);
const PLATFORM = "examples/platform.yaml";
const CLASS = "examples/classes/sbi-st-1.yaml";
const HASH = `0x${"d0".repeat(32)}`;

interface Drift {
  readonly path: string;
  readonly file: string | null;
  readonly chain: string | null;
}

describe("kessai audit powers", () => {
  it("finds a fresh platform as its file says", async () => {
    const w = await load();
    const said = await w.kessai(["audit", "powers", PLATFORM, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    const { powers, drifts } = said.json.result;
    auditPowers.result.parse(said.json.result);
    expect(drifts).to.deep.equal([]);
    expect(powers.length).to.be.greaterThan(15);
    const lines = await w.kessai(["audit", "powers", PLATFORM, "--lang", "ja"]);
    expect(lines.out).to.include("管理者").and.include("2日");
  });

  it("names every power, delay and setting that is another on the chain", async () => {
    const w = await load();
    const text = await readFile(PLATFORM, "utf8");
    const file = w.at("platform.yaml");
    await writeFile(
      file,
      text
        .replace("quorum: 2                      #", "quorum: 3                      #")
        .replace("delay: 48h", "delay: 72h")
        .replace("registrarActs: { delay: 72h }", "registrarActs: { delay: 96h }")
        .replace("classes: 40", "classes: 50"),
    );
    // Somebody whom no file names may stop classes, and issuing asks for another role.
    const grant = w.authority.interface.encodeFunctionData("grantRole", [2n, w.thief.address, 0]);
    await w.authority.schedule(w.platform.authority, grant, 0);
    await w.networkHelpers.time.increase(2 * DAY + 1);
    await w.authority.execute(w.platform.authority, grant);
    const said = await w.kessai(["audit", "powers", file, "--json"]);
    expect(said.exit, said.out).to.equal(2);
    const drifts: Drift[] = auditPowers.result.parse(said.json.result) && said.json.result.drifts;
    const [admin = ""] = w.platformFile.roles.admin.holders;
    expect(drifts).to.deep.include({
      ...{ path: `pauser ${w.thief.address}`, file: null, chain: "delay 0 s" },
    });
    expect(drifts).to.deep.include({
      ...{ path: `admin ${admin}`, file: "delay 259200 s", chain: "delay 172800 s" },
    });
    expect(drifts.map(({ path }) => path)).to.include.members([
      "passes.quorum",
      "registrarActs.delay",
      "issuers ISSUER-1 classes",
    ]);
    expect(drifts).to.have.length(6);
    const lines = await w.kessai(["audit", "powers", file]);
    expect(lines.out).to.include("6 differences");
    const none = await w.kessai(["audit", "powers", "none.yaml", "--json"]);
    expect(none.json.error.name).to.equal("FileNotFound");
  });

  it("names a function that asks for another role", async () => {
    const w = await load();
    const { selector } = w.desk.interface.getFunction("pause");
    const change = w.authority.interface.encodeFunctionData("setTargetFunctionRole", [
      w.platform.desk,
      [selector],
      4n,
    ]);
    await w.authority.schedule(w.platform.authority, change, 0);
    await w.networkHelpers.time.increase(2 * DAY + 1);
    await w.authority.execute(w.platform.authority, change);
    const said = await w.kessai(["audit", "powers", PLATFORM, "--json"]);
    expect(said.exit).to.equal(2);
    expect(said.json.result.drifts).to.deep.equal([
      { path: "desk.pause", file: "pauser", chain: "yen operator" },
    ]);
  });
});

describe("kessai audit code", () => {
  it("finds the built code everywhere, and names the address where it is not", async () => {
    const w = await load();
    const said = await w.kessai(["audit", "code", "--json"]);
    expect(said.exit, said.out).to.equal(0);
    expect(auditCode.result.parse(said.json.result)).to.have.length(23);
    await w.networkHelpers.setCode(w.platform.fixing, "0x00");
    const other = await w.kessai(["audit", "code", "--json"]);
    expect(other.exit).to.equal(2);
    const wrong = other.json.result.filter(({ code }: { code: string }) => code !== "same");
    expect(wrong.map(({ name }: { name: string }) => name)).to.deep.equal(["fixing"]);
    expect(wrong[0].isAsRecorded).to.equal(false);
    await w.networkHelpers.setCode(await w.bond.getAddress(), "0x");
    const lines = await w.kessai(["audit", "code"]);
    expect(lines.out).to.include("NO CODE").and.include("OTHER CODE");
  });
});

describe("kessai audit promises", () => {
  it("finds them kept, and names the one that is not", async () => {
    const w = await load();
    await w.granted([w.a, w.b]);
    await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
    await w.desk.declareRecordDate(w.bond, parseJstDate("2027-04-30"), HASH);
    await w.minted(w.a, 1_000n);
    await w.networkHelpers.time.increaseTo(Date.parse("2027-05-01T00:00:00+09:00") / 1_000);
    await w.bond.connect(w.a).transfer(w.b.address, 4n);
    const said = await w.kessai(["audit", "promises", "--json"]);
    expect(said.exit, said.out).to.equal(0);
    auditPromises.result.parse(said.json.result);
    const sums = said.json.result.filter(({ id }: { id: string }) => id === "SUM-1");
    expect(sums.map(({ found }: { found: string }) => found)).to.include.members([
      ...["10 = 10", "1000 = 1000"],
    ]);
    expect(sums.map(({ promise }: { promise: string }) => promise)).to.include(
      "supply = sum of balances at 2027-04-30",
    );
    // The bank says that it has less than it owes.
    await w.yen.connect(w.attestor).attestReserve(999n, await w.now());
    const broken = await w.kessai(["audit", "promises", "--json"]);
    expect(broken.exit).to.equal(2);
    const failed = broken.json.result.filter(({ isKept }: { isKept: boolean }) => !isKept);
    expect(failed).to.have.length(1);
    expect(failed[0]).to.include({ id: "YEN-1", found: "1000 / 999" });
    expect((await w.kessai(["audit", "promises", "--lang", "ja"])).out).to.include("違反");
  });
});

describe("kessai audit class", () => {
  it("finds a class as its file says, and names every difference", async () => {
    const w = await load();
    const same = await w.kessai(["audit", "class", "SBI-ST-1", CLASS, "--json"]);
    expect(same.exit, same.out).to.equal(0);
    auditClass.result.parse(same.json.result);
    expect(same.json.result.open[0]).to.match(/^disclosure: 0x2a10/);
    await w.desk.declareRecordDate(w.bond, parseJstDate("2027-04-30"), HASH);
    await w.desk.setDocument(w.bond, encodeBytes32String("other"), "https://example.jp", HASH);
    const fund = "examples/classes/fund-model.yaml";
    const said = await w.kessai(["audit", "class", "SBI-ST-1", fund, "--json"]);
    expect(said.exit).to.equal(2);
    auditClass.result.parse(said.json.result);
    expect(said.json.result.isOpenedSo).to.equal(false);
    const paths = said.json.result.drifts.map(({ path }: Drift) => path);
    expect(paths).to.include.members(["code", "symbol", "type", "legalKind", "schedule"]);
    expect(paths).to.include.members(["transfer.consent", "supply.cap", "disclosure"]);
    const lines = await w.kessai(["audit", "class", "SBI-ST-1", fund]);
    expect(lines.out).to.include("2027-04-30");
  });
});

describe("kessai audit, through the real binary", () => {
  it("compares code, and refuses the deployment of another chain", async () => {
    const w = await load();
    const said = await w.binary(["audit", "code", "--json", ...w.onChain]);
    expect(said.exit, said.out).to.equal(0);
    const other = w.at("1.json");
    const known = JSON.parse(await readFile(w.deployment, "utf8"));
    await writeFile(other, JSON.stringify({ ...known, chainId: 1 }));
    const words = ["audit", "promises", "--network", w.server.url, "--deployment", other];
    const wrong = await w.binary(words);
    expect(wrong.exit).to.equal(1);
    expect(wrong.err).to.include("on chain 1, but the connected chain is 31337");
  }).timeout(60_000);
});
