import { rm } from "node:fs/promises";
import { expect } from "chai";
import { Wallet } from "ethers";
import { parseBundle } from "../../sdk/officers/bundle.ts";
import { relayBundle } from "../../sdk/officers/relayBundle.ts";
import { parseRequest } from "../../sdk/officers/request.ts";
import { readPassStatus } from "../../sdk/read/readPassStatus.ts";
import { csvOf, KEYS, officersDesk, walletOf } from "../support/officers.ts";
import { REASON, windowPasses } from "../support/passes.ts";
import { DAY } from "../support/world.ts";

const [ONE, TWO, THREE] = KEYS.officers as [string, string, string];
const address = (key: string) => new Wallet(key).address;
const COUNT = 120;

const HEADER = [
  "reference",
  "wallet",
  "residence",
  "tax class",
  "expiry",
  "screened until",
  "classes",
];
const GRANTS = [
  HEADER,
  ...Array.from({ length: COUNT }, (_, index) => [
    `C-${String(index + 1).padStart(4, "0")}`,
    walletOf(index),
    "JP",
    "0",
    "2032-03-31",
    "2028-03-31",
    "1",
  ]),
];

describe("The KYC officers' desk, from a table to the chain and back", function () {
  this.timeout(120_000);
  let desk: Awaited<ReturnType<typeof officersDesk>>;
  before(async () => {
    desk = await officersDesk();
    await desk.write("grants.csv", csvOf(GRANTS));
  });
  after(() => rm(desk.folder, { recursive: true }));

  const file = (name: string) => desk.path(name);
  const signed = (name: string, key: string) =>
    file(`${name}.${address(key).slice(2, 10)}.signature.json`);

  /** Prepares, has officers sign, collects and relays; answers what the relaying said. */
  async function through(verb: string, name: string, keys: readonly string[]) {
    const request = file(`${name}.request.json`);
    const prepared = await desk.on(["prepare", verb, file(`${name}.csv`)]);
    expect(prepared.code, prepared.said).to.equal(0);
    for (const key of keys) {
      const { code, said } = await desk.run(["sign", request, "--yes"], key);
      expect(code, said).to.equal(0);
    }
    const files = keys.map((key) => signed(name, key));
    const collected = await desk.on(["collect", request, ...files]);
    expect(collected.code, collected.said).to.equal(0);
    return await desk.on(["relay", file(`${name}.bundle.json`)], KEYS.relayer);
  }

  const statusOf = (wallet: string) =>
    readPassStatus(desk.w.ethers.provider, desk.w.platform.pass, wallet);

  it("prepares the same request from the same table, and says its SHA-256", async () => {
    const { code, said } = await desk.on(["prepare", "grant", file("grants.csv")]);
    expect(code, said).to.equal(0);
    expect(said).to.contain("grant a pass: 120 signatures for 120 rows");
    const first = await desk.text("grants.request.json");
    const again = await desk.on(["prepare", "grant", file("grants.csv")]);
    expect(again.said).to.equal(said);
    expect(await desk.text("grants.request.json")).to.equal(first);
    expect(parseRequest(first, "x").items).to.have.lengthOf(COUNT);
  });

  it("signs only after a yes, and only the request whose SHA-256 was told", async () => {
    const request = file("grants.request.json");
    const silent = await desk.run(["sign", request], ONE);
    expect(silent).to.include({ code: 1 });
    expect(silent.said).to.contain("Nobody can be asked here, so nothing was signed.");
    const other = await desk.run(["sign", request, "--yes", "--sha256", "0".repeat(64)], ONE);
    expect(other.said).to.contain("Nothing was signed.");
    const yes = await desk.run(["sign", request], ONE, "yes");
    expect(yes.code, yes.said).to.equal(0);
    expect(yes.said).to.contain(
      `C-0001  ${walletOf(0)}  residence JP (392), tax class 0, general investor; ` +
        "until 2032-03-31, screened until 2028-03-31; in classes 1",
    );
  });

  it("names a bad signature, and who can still sign", async () => {
    const request = file("grants.request.json");
    await desk.run(["sign", request, "--yes"], TWO);
    const [one, two] = [signed("grants", ONE), signed("grants", TWO)];
    const forged = JSON.parse(await desk.text(two.slice(desk.folder.length + 1)));
    forged.officer = address(THREE);
    await desk.write("forged.signature.json", JSON.stringify(forged));
    const { code, said } = await desk.on(["collect", request, one, file("forged.signature.json")]);
    expect(code).to.equal(1);
    expect(said).to.contain(
      `signature 1 (row C-0001) is by ${address(TWO)}, and the file says it is by ${address(THREE)}`,
    );
    expect(said).to.contain("1 of 2 officers have signed; missing 1 of officers 2, 3.");
    const good = await desk.on(["collect", request, one, file("forged.signature.json"), two]);
    expect(good.code, good.said).to.equal(0);
    expect(good.said).to.contain("2 good signatures, of officers 1, 2; 2 needed");
  });

  it("relays in batches, stopped between transactions, and sends the rest when run again", async () => {
    const { w } = desk;
    // Another desk was quicker with two of the wallets.
    for (const wallet of [walletOf(3), walletOf(77)]) {
      const { grant, attestations } = await w.signedGrant(wallet);
      await w.pass.grant(grant, attestations);
    }
    const bundle = parseBundle(await desk.text("grants.bundle.json"), "bundle");
    const relayer = new Wallet(KEYS.relayer, w.ethers.provider);
    const sentBefore = await relayer.getNonce();
    for await (const results of relayBundle({ relayer, bundle })) {
      if (results.some(({ outcome }) => outcome === "done")) break;
    }
    expect(await relayer.getNonce()).to.equal(sentBefore + 1);

    const { code, said } = await desk.on(["relay", file("grants.bundle.json")], KEYS.relayer);
    expect(code, said).to.equal(2);
    expect(said).to.contain("done 69, done before 49, refused 2, left out 0");
    expect(await relayer.getNonce(), "two more of 50 at most").to.equal(sentBefore + 3);
    const rows = await desk.table("grants.results.csv");
    expect(rows).to.have.lengthOf(COUNT);
    expect(rows[3]).to.include({ reference: "C-0004", result: "refused" });
    expect(rows[3]!.reason).to.match(
      /has a pass already.*veto window until .* for 23 h \d+ min more\./,
    );
    expect(rows[0]!["works from"]).to.match(/^2027-04-02 \d\d:\d\d JST$/);
    expect((await desk.text("grants.results.csv")).startsWith("\uFEFFreference,")).to.equal(true);

    const again = await desk.on(["relay", file("grants.bundle.json")], KEYS.relayer);
    expect(again.said).to.contain("done 0, done before 118, refused 2");
    expect(await relayer.getNonce(), "nothing more was sent").to.equal(sentBefore + 3);
    const granted = await w.pass.queryFilter(w.pass.filters.PassGranted());
    expect(granted, "each wallet once").to.have.lengthOf(COUNT);
    const ledger = (await desk.text("officers.ledger.jsonl")).trim().split("\n");
    expect(ledger).to.have.lengthOf(COUNT - 2);
  });

  it("suspends what a screening found, under Japanese headings, and reinstates it", async () => {
    await windowPasses(desk.w);
    const hits = [walletOf(5), walletOf(6), walletOf(500)];
    const rows = hits.map((wallet) => [wallet, "SCREENING-2027-04"]);
    await desk.write("hits.csv", csvOf([["ウォレット", "理由"], ...rows]));
    const { code, said } = await through("suspend", "hits", [TWO]);
    expect(code, said).to.equal(0);
    expect(said).to.contain("done 2, done before 0, refused 0");
    expect(await statusOf(walletOf(5))).to.equal("suspended");
    expect(await statusOf(walletOf(7))).to.equal("working");
    expect(said).to.contain("2 rows done\n");
    expect(said, "nothing begins to work").to.not.contain("work from");
    for (const row of await desk.table("hits.results.csv")) expect(row["works from"]).to.equal("");

    const cleared = [walletOf(5), walletOf(6)].map((wallet) => [wallet, "CLEARED-2027-04"]);
    await desk.write("cleared.csv", csvOf([["wallet", "reason"], ...cleared]));
    expect((await through("reinstate", "cleared", [ONE, THREE])).code).to.equal(0);
    expect(await statusOf(walletOf(5))).to.equal("working");
    const again = await desk.on(["relay", file("hits.bundle.json")], KEYS.relayer);
    expect(again.said, "an old list stops nothing again").to.contain("done 0, done before 2");
    expect(await statusOf(walletOf(5))).to.equal("working");
  });

  it("lists what a disowning leaves without a quorum, and attests it anew", async () => {
    const { w } = desk;
    const since = (await w.now()) - 2 * DAY;
    await w.pass.connect(w.guardian).disown(2, since, 10);
    expect(await statusOf(walletOf(0))).to.equal("unattested");
    const list = file("anew.csv");
    const options = ["--ledger", file("officers.ledger.jsonl"), "--reattest", list];
    const { said } = await desk.on(["ledger", ...options]);
    expect(said).to.contain("116 passes do not work until officers attest them anew:");
    expect(said).to.contain(
      `${walletOf(0)}  still good: officer 1 (1 of the 2 needed); disowned: officer 2; at least 1 more`,
    );
    expect(said).to.contain(`prepare reattest ${list} --deployments ${desk.folder}`);
    expect(said).to.match(/ --ledger \S+officers\.ledger\.jsonl$/);
    const listed = await desk.table("anew.csv");
    expect(listed).to.have.lengthOf(116);
    expect(listed).to.deep.include({ reference: "C-0001", wallet: walletOf(0) });
    const ja = await desk.on(["ledger", ...options.slice(0, 2), "--lang", "ja"]);
    expect(ja.said).to.contain("有効：KYC担当者 1（必要 2 名中 1 名）、否認：KYC担当者 2、");
    expect(ja.said, "beside the ledger").to.contain(`書込み先：${file("reattest.csv")}`);

    // Granted with keys of officers, and by nobody at the desk.
    const foreign = [walletOf(3), walletOf(77)];
    expect(said).to.contain("SUSPICIOUS: 2 passes that do not work were granted by nobody");
    expect(said).to.contain("do not attest; have a guardian revoke them.");
    for (const wallet of foreign) {
      expect(said).to.match(new RegExp(`\n${wallet}  grant by officers 1, 2, 0x`));
      expect(listed.map((row) => row.wallet)).to.not.include(wallet);
    }
    const alone = await desk.on(["ledger", "--reattest", file("alone.csv")]);
    expect(alone.said).to.contain("WARNING: without --ledger FILE");
    expect(await desk.table("alone.csv")).to.have.lengthOf(118);
    for (const wallet of foreign) await w.pass.connect(w.guardian).revoke(wallet, REASON);
    const after = await desk.on(["ledger", ...options]);
    expect(after.said).to.not.contain("SUSPICIOUS");

    await desk.write("mine.csv", "something else");
    const over = await desk.on(["ledger", ...options.slice(0, 2), "--reattest", file("mine.csv")]);
    expect(over.code).to.equal(1);
    expect(over.said).to.contain("name another file by --reattest. Nothing was written.");
    expect(await desk.text("mine.csv")).to.equal("something else");

    const prepared = await desk.on(["prepare", "reattest", list]);
    expect(prepared.said).to.contain("attest passes anew: 2 signatures for 116 rows");
    const request = file("anew.request.json");
    await desk.run(["sign", request, "--yes"], TWO);
    const byDisowned = await desk.on(["collect", request, signed("anew", TWO)]);
    expect(byDisowned.said).to.match(/officer 2 \(0x90F7.*\) is disowned since .* attests nothing/);
    expect(byDisowned.said).to.contain("missing 1 of officers 1, 3");

    const { code, said: relayed } = await through("reattest", "anew", [THREE]);
    expect(code, relayed).to.equal(0);
    expect(relayed).to.contain("done 116");
    expect(await statusOf(walletOf(0))).to.equal("working");
    expect((await desk.on(["ledger"])).said).to.contain("Every pass has enough good officers.");
  });

  it("says so where there is no passes contract", async () => {
    const { w, folder } = desk;
    const empty = walletOf(900);
    for (const pass of [empty, w.yen.target as string]) {
      const { code, said } = await desk.run(["ledger", "--pass", pass, "--deployments", folder]);
      expect(code).to.equal(1);
      expect(said).to.contain(`There is no passes contract at ${pass} on chain 31337.`);
    }
  });
});
