import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { tradeCheck } from "../../../cli/commands/trade/check.ts";
import { tradeCompare } from "../../../cli/commands/trade/compare.ts";
import { tradeSign } from "../../../cli/commands/trade/sign.ts";
import { tradeStatus } from "../../../cli/commands/trade/status.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { PARTIES, tradeDesk } from "./trades.ts";

const load = fixture(tradeDesk);

describe("kessai trade new, sign, compare", () => {
  it("make one trade of two signed copies, without a chain", async () => {
    const w = await load();
    const file = await w.made();
    const theirs = `${file}.theirs`;
    const own = await w.sign(file, "SELLER");
    expect(tradeSign.result.parse(own.json.result)).to.include({ seller: "good", isReady: false });
    const other = await w.sign(file, "BUYER", "--to", theirs);
    expect(other.exit, other.out).to.equal(0);
    const both = await w.kessai(["trade", "compare", file, theirs, "--merged", file, "--json"], {
      local: true,
    });
    expect(both.exit, both.out).to.equal(0);
    expect(tradeCompare.result.parse(both.json.result)).to.include({ isReady: true });
    const trade = JSON.parse(await readFile(file, "utf8"));
    expect(Object.keys(trade.signatures)).to.deep.equal(["seller", "buyer"]);
    expect(trade.trade).to.include({ units: "10", amount: "500000" });
  });

  it("refuse a key that is no party, a wrong side, a broken file, and print no key", async () => {
    const w = await load();
    const file = await w.made();
    const thief = await w.sign(file, "THIEF");
    expect(thief.json.error.name).to.equal("SignerNoParty");
    const wrong = await w.sign(file, "SELLER", "--as", "buyer");
    expect(wrong.json.error.name).to.equal("SignerOtherSide");
    await writeFile(w.at("broken.json"), "{");
    const broken = await w.sign(w.at("broken.json"), "SELLER");
    expect(broken.json.error.name).to.equal("FileRefused");
    for (const { out } of [thief, wrong, broken])
      expect(out).not.to.include(PARTIES.THIEF.slice(2));
    const bad = await w.kessai([
      ...["trade", "new", "--class", "SBI-ST-1", "--seller", w.a.address, "--buyer", w.a.address],
      ...["--units", "1", "--amount", "1", "--until", "2027-04-30", "--out", w.at("x"), "--json"],
    ]);
    expect(bad.json.error.name).to.equal("TradeRefused");
  });

  it("name what differs field by field, and end with 2", async () => {
    const w = await load();
    const file = await w.made();
    const other = `${file}.other`;
    const text = await readFile(file, "utf8");
    await writeFile(other, text.replace('"amount": "500000"', '"amount": "5000000"'));
    const said = await w.kessai(["trade", "compare", file, other, "--lang", "ja", "--json"], {
      local: true,
    });
    expect(said.exit, said.out).to.equal(2);
    const [found] = said.json.result.differences;
    expect(found.field).to.equal("amount");
    expect(found.hints.join("")).to.include("10 倍");
    const checked = await w.kessai(["trade", "check", file, other, "--json"]);
    expect(checked.exit).to.equal(2);
    expect(checked.json.result.differences[0].field).to.equal("amount");
  });
});

describe("kessai trade check, settle, cancel, status", () => {
  it("say why it would not settle, then settle it, once", async () => {
    const w = await load();
    const file = await w.made();
    const missing = await w.kessai(["trade", "check", file, "--json"]);
    expect(missing.exit, missing.out).to.equal(2);
    const { reasons } = tradeCheck.result.parse(missing.json.result) as { reasons: string[] };
    expect(reasons.filter((each) => each.includes("not signed yet")).length).to.equal(2);
    const early = await w.kessai(["trade", "settle", file, ...w.signer(w.relayer), "--json"]);
    expect(early.json.error.message).to.include("lacks a signature");
    await w.sign(file, "SELLER");
    await w.sign(file, "BUYER");
    const poor = await w.kessai(["trade", "check", file, "--json"]);
    expect(poor.exit).to.equal(2);
    expect(poor.json.result.reasons, poor.out).to.have.length(2);
    const refused = await w.kessai(["trade", "settle", file, ...w.signer(w.relayer), "--json"]);
    expect(refused.exit).to.equal(1);
    await w.allowed(file);
    const yes = await w.kessai(["trade", "check", file]);
    expect(yes.exit, yes.out).to.equal(0);
    expect(yes.out).to.include("It would settle now.");

    const said = await w.kessai(["trade", "settle", file, ...w.signer(w.relayer), "--json"]);
    expect(said.exit, said.out).to.equal(0);
    writtenSchema.parse(said.json.result);
    expect(await w.bond.balanceOf(w.b)).to.equal(10n);
    expect(await w.yen.balanceOf(w.a)).to.equal(500_000n);
    const status = await w.kessai(["trade", "status", file, "--json"]);
    expect(status.exit).to.equal(0);
    expect(tradeStatus.result.parse(status.json.result)).to.include({ phase: "settled" });
    const again = await w.kessai(["trade", "settle", file, ...w.signer(w.relayer), "--json"]);
    expect(again.json.result).to.deep.include({ status: "nothing", result: { settled: true } });
  });

  it("match two instructions, settle a part and the rest", async () => {
    const w = await load();
    const file = await w.made("--partial");
    await w.allowed(file);
    for (const key of [w.a, w.b]) {
      const said = await w.kessai(["trade", "instruct", file, ...w.signer(key), "--json"]);
      expect(said.exit, said.out).to.equal(0);
    }
    const part = ["trade", "settle", file, "--units", "4", ...w.signer(w.a)];
    expect((await w.kessai(part)).exit).to.equal(0);
    const open = await w.kessai(["trade", "status", file, "--json"]);
    expect(open.exit).to.equal(3);
    expect(open.json.result).to.include({ phase: "matched", units: "6", amount: "300000" });
    expect((await w.kessai(["trade", "settle", file, ...w.signer(w.relayer)])).exit).to.equal(0);
    expect(await w.bond.balanceOf(w.b)).to.equal(10n);
  });

  it("hold a leg, and let a party out: by its number, by withdrawal, by consent of both", async () => {
    const w = await load();
    const number = await w.signed();
    expect((await w.kessai(["trade", "cancel", number, ...w.signer(w.a)])).exit).to.equal(0);
    const used = await w.kessai(["trade", "settle", number, ...w.signer(w.relayer), "--json"]);
    expect(used.json.error.code).to.equal("NonceUsed");

    const held = await w.made();
    await w.allowed(held);
    const one = ["trade", "instruct", held, "--held", ...w.signer(w.a)];
    const instructed = await w.kessai(one);
    expect(instructed.exit, instructed.err).to.equal(0);
    expect(await w.bond.heldOf(w.a)).to.equal(10n);
    expect((await w.kessai(["trade", "cancel", held, ...w.signer(w.a)])).exit).to.equal(0);
    expect(await w.bond.heldOf(w.a)).to.equal(0n);

    const both = await w.made();
    for (const key of [w.a, w.b]) await w.kessai(["trade", "instruct", both, ...w.signer(key)]);
    await w.kessai(["trade", "cancel", both, ...w.signer(w.a)]);
    expect((await w.kessai(["trade", "status", both])).exit).to.equal(3);
    await w.kessai(["trade", "cancel", both, ...w.signer(w.b)]);
    expect((await w.kessai(["trade", "status", both])).exit).to.equal(2);
    const late = await w.kessai(["trade", "cancel", both, ...w.signer(w.b), "--json"]);
    expect(late.json.error.message).to.include("ended");
  });

  it("refuse a trade of another chain, a stranger, and a dead node", async () => {
    const w = await load();
    const file = await w.made();
    const other = `${file}.elsewhere`;
    const text = await readFile(file, "utf8");
    await writeFile(other, text.replace('"chainId": 31337', '"chainId": 1'));
    const elsewhere = await w.kessai(["trade", "settle", other, "--json"]);
    expect(elsewhere.json.error.name).to.equal("TradeElsewhere");
    const stranger = await w.kessai(["trade", "instruct", file, ...w.signer(w.thief), "--json"]);
    expect(stranger.json.error.message).to.include("neither the seller");
    const down = await w.kessai(
      ["trade", "status", file, "--network", "http://127.0.0.1:1", "--json"],
      { local: true },
    );
    expect(down.json.error.name).to.equal("ChainUnreachable");
  });

  it("through the real binary, offline, sign and name what is missing", async () => {
    const w = await load();
    const file = await w.made();
    const said = await w.binary(["trade", "sign", file, "--signer", "env:SELLER", "--lang", "ja"], {
      env: { SELLER: PARTIES.SELLER },
    });
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("買方").and.include("署名がありません");
    expect(said.out + said.err).not.to.include(PARTIES.SELLER.slice(2));
  }).timeout(60_000);
});
