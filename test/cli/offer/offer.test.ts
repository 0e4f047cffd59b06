import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { offerPlan } from "../../../cli/commands/offer/plan.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { type OfferingTerms, parseTermsFile } from "../../../sdk/index.ts";
import { CLASS_FILE, offered, subscribed } from "./offers.ts";

describe("kessai offer plan", () => {
  it("takes price, lot and document from the class file, and writes terms by their id", async () => {
    const w = await offered({ most: "２０" });
    const said = await w.kessai([
      ...["offer", "plan", w.plan, ...CLASS_FILE, "--out", w.file, "--json"],
    ]);
    expect(said.exit, said.out).to.equal(0);
    const result = offerPlan.result.parse(said.json.result) as Record<string, unknown>;
    expect(result).to.deep.include({ price: "100000", most: "20", proceeds: "2000000" });
    const file = parseTermsFile(await readFile(w.file, "utf8"), w.file);
    expect(await w.offering.idOf(file.terms as OfferingTerms)).to.equal(result.id);
    const ja = await w.kessai(["offer", "plan", w.plan, ...CLASS_FILE, "--lang", "ja"]);
    expect(ja.out).to.include("1 口 ¥100,000 で募集");
  });

  it("names every fault of a plan, and refuses another class's file", async () => {
    const w = await offered({ method: "by-lot", opens: "tomorrow" });
    const said = await w.kessai(["offer", "plan", w.plan, ...CLASS_FILE, "--json"]);
    expect(said.json.error.name).to.equal("TermsFileRefused");
    expect(said.json.error.message).to.include("method:").and.include("opens: expected a time");
    const good = await offered();
    const other = await good.kessai([
      ...["offer", "plan", good.plan, "--class-file", "examples/classes/nri-15.yaml", "--json"],
    ]);
    expect(other.json.error.name).to.equal("ArgumentRefused");
  });
});

describe("kessai offer, from opening to issue", () => {
  it("issues in proportion, each entry against its payment", async () => {
    const w = await subscribed();
    expect(await w.yen.heldOf(w.a)).to.equal(2_000_000n);
    expect(await w.status()).to.deep.include({ exit: 3, phase: "open" });
    await w.closed();
    const said = await w.offer("issue", w.relayer, "--most", "1");
    expect(said.exit, said.out).to.equal(0);
    expect(writtenSchema.parse(said.json.result).calls.length).to.equal(2);
    expect(said.json.result.result).to.deep.include({ phase: "issued", issued: "20" });
    expect(await w.bond.balanceOf(w.a)).to.equal(13n);
    expect(await w.bond.balanceOf(w.b)).to.equal(7n);
    expect(await w.yen.balanceOf(w.issuer)).to.equal(2_000_000n);
    expect(await w.yen.heldOf(w.a)).to.equal(0n);
    const status = await w.status();
    expect(status).to.deep.include({ exit: 0, phase: "issued", issued: "20", paid: "2000000" });
    const again = await w.offer("issue", w.relayer);
    expect(again.json.result).to.deep.include({ status: "nothing" });
  });

  it("allots by a table, which its own list of entries becomes", async () => {
    const w = await subscribed({ method: "by-file" });
    await w.closed();
    const csv = w.at("entries.csv");
    await w.kessai(["offer", "status", w.file, "--out", csv, "--lang", "ja"]);
    const listed = await readFile(csv, "utf8");
    expect(listed.split("\r\n")[0]).to.equal("\uFEFF申込番号,ウォレット,状態,申込数量,数量");
    await writeFile(csv, listed.replace(",20,0\r", ",20,12\r").replace(",10,0\r", ",10,5\r"));
    const early = await w.offer("issue", w.relayer);
    expect(early.json.error.code).to.equal("OfferingInPhase");
    const said = await w.offer("allot", w.registrar, "--table", csv, "--seal");
    expect(said.exit, said.out).to.equal(0);
    expect((await w.status()).entries.map(({ units }) => units)).to.deep.equal(["12", "5"]);
    await w.offer("issue", w.relayer);
    expect(await w.bond.totalSupply()).to.equal(17n);
  });

  it("refuses tables that are none: unknown columns, full-width digits, an entry twice", async () => {
    const w = await subscribed({ method: "by-file" });
    await w.closed();
    const csv = w.at("bad.csv");
    for (const [text, why] of [
      ["entry,units,colour\r\n0,1,red\r\n", "the nearest is"],
      ["entry,units\r\n0,１\r\n", "half-width digits: write 1"],
      ["entry,units\r\n0,1\r\n0,2\r\n", "in one row only"],
      ["entry\r\n0\r\n", "a column units (数量)"],
    ] as const) {
      await writeFile(csv, text);
      const said = await w.offer("allot", w.registrar, "--table", csv);
      expect(said.json.error.name).to.equal("FileRefused");
      expect(said.json.error.message).to.include(why);
    }
    const nothing = await w.offer("allot", w.registrar);
    expect(nothing.json.error.message).to.include("--seal");
    const cp932 = Buffer.concat([
      Buffer.from([0x90, 0x5c, 0x8d, 0x9e, 0x94, 0xd4, 0x8d, 0x86, 0x2c, 0x90, 0x94, 0x97, 0xca]),
      Buffer.from("\r\n1,3\r\n"),
    ]);
    await writeFile(csv, cp932);
    const said = await w.offer("allot", w.registrar, "--table", csv);
    expect(said.exit, said.out).to.equal(0);
    expect((await w.status()).entries[1]?.units).to.equal("3");
  });

  it("frees all yen of one that was called off, and an entry that was taken back", async () => {
    const w = await subscribed();
    const withdrawn = await w.offer("withdraw", w.b, "--entry", "1");
    expect(withdrawn.exit, withdrawn.out).to.equal(0);
    expect(await w.yen.heldOf(w.b)).to.equal(0n);
    const early = await w.offer("refund", w.relayer);
    expect(early.json.error.code).to.equal("OfferingNotFailed");
    const cancelled = await w.offer("cancel", w.registrar, "--reason", "MARKET-1");
    expect(cancelled.exit, cancelled.out).to.equal(0);
    const said = await w.offer("refund", w.relayer);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.yen.heldOf(w.a)).to.equal(0n);
    expect(await w.status()).to.deep.include({ exit: 2, phase: "refunded" });
  });

  it("refuses strangers' keys, other files, and what somebody else's entry is", async () => {
    const w = await subscribed();
    const thief = await w.offer("cancel", w.thief, "--reason", "MINE");
    expect(thief.json.error.code).to.equal("NotTheRegistrar");
    const notHis = await w.offer("withdraw", w.b, "--entry", "0");
    expect(notHis.json.error.code).to.equal("NotTheSubscriber");
    const noPass = await w.offer("subscribe", w.thief, "--units", "1");
    expect(noPass.exit).to.equal(1);
    const split = await w.kessai(["action", "split", w.file, ...w.signer(w.issuer), "--json"]);
    expect(split.json.error.message).to.include("of an offering, not of a split");
    const text = await readFile(w.file, "utf8");
    // The class named is another's, or not that of the terms.
    for (const [from, to] of [
      [/"classCode": "[^"]*"/, '"classCode": "OTHER-9"'],
      [new RegExp(await w.bond.getAddress(), "i"), w.platform.desk],
    ] as const) {
      expect(text).to.match(from);
      await writeFile(w.file, text.replace(from, to));
      const false_ = await w.offer("subscribe", w.a, "--units", "1");
      expect(false_.json.error).to.include({ name: "TermsFileRefused" });
    }
    await writeFile(w.file, text.replace('"most": "20"', '"most": "21"'));
    const changed = await w.offer("cancel", w.registrar, "--reason", "X");
    expect(changed.json.error).to.include({ name: "TermsFileRefused" });
  });
});

describe("kessai offer list and ask", () => {
  it("record persons by keyed hashes, and refuse those beyond the limit", async () => {
    const w = await offered();
    const opened = await w.kessai([
      ...["offer", "list", "--class", "SBI-ST-1", "--name", "BONDS", "--most", "2"],
      ...["--days", "93", ...w.signer(w.registrar), "--json"],
    ]);
    expect(opened.exit, opened.out).to.equal(0);
    const { list } = opened.json.result.result;
    const table = w.at("persons.csv");
    await writeFile(table, "顧客番号\r\nC-1\r\nC-2\r\n");
    const words = ["offer", "ask", table, "--list", list, "--secret", "SALT"];
    const ask = (SALT: string) =>
      w.kessai([...words, ...w.signer(w.registrar), "--json"], { env: { SALT } });
    const weak = await ask("short");
    expect(weak.json.error.message).to.include("SALT");
    const said = await ask("a secret of the desk");
    expect(said.json.result.result, said.out).to.deep.equal({ asked: "2", most: "2" });
    expect(await w.offering.solicitedOf(list)).to.equal(2n);
    // The same persons again count once.
    expect((await ask("a secret of the desk")).exit).to.equal(0);
    await writeFile(table, "person\r\nC-3\r\n");
    const third = await ask("a secret of the desk");
    expect(third.json.error.code).to.equal("TooManySolicited");
    const thief = await w.kessai([...words, ...w.signer(w.thief), "--json"], {
      env: { SALT: "a secret of the desk" },
    });
    expect(thief.exit).to.equal(1);
  });
});
