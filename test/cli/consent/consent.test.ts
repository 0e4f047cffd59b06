import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { consentSign } from "../../../cli/commands/consent/sign.ts";
import { applied, ready } from "./consents.ts";

describe("kessai consent", () => {
  it("is applied for and given, and then the units move, once", async () => {
    const w = await applied();
    const before = await w.transfer();
    expect(before.json.error.name).to.equal("TransferRefused");
    expect(await w.list()).to.have.length(1);
    const given = await w.consent("give", w.registrar, w.id);
    expect(given.exit, given.out).to.equal(0);
    expect((await w.list())[0]).to.deep.include({ state: "given", left: "4" });
    const moved = await w.transfer();
    expect(moved.exit, moved.out).to.equal(0);
    expect(await w.bond.balanceOf(w.b)).to.equal(4n);
    expect(await w.list()).to.deep.equal([]);
    const second = await w.consent("apply", w.a, ...w.what);
    expect(second.exit, second.out).to.equal(0);
    expect((await w.list("--all")).map(({ number }) => number)).to.deep.equal(["0", "1"]);
  });

  it("is rejected, withdrawn, or taken back", async () => {
    const w = await applied();
    const rejected = await w.consent("reject", w.registrar, w.id, "--reason", "DECLINED");
    expect(rejected.exit, rejected.out).to.equal(0);
    const late = await w.consent("give", w.registrar, w.id);
    expect(late.json.error.code).to.equal("ConsentNotOpen");
    const again = (await w.consent("apply", w.a, ...w.what)).json.result.result.id;
    const withdrawn = await w.consent("withdraw", w.a, again);
    expect(withdrawn.exit, withdrawn.out).to.equal(0);
    expect((await w.list("--all")).map(({ state }) => state)).to.deep.equal(["ended", "ended"]);
    const third = (await w.consent("apply", w.a, ...w.what)).json.result.result.id;
    await w.consent("give", w.registrar, third);
    const back = await w.consent("take-back", w.registrar, ...w.pair, "--reason", "MISTAKE");
    expect(back.exit, back.out).to.equal(0);
    expect((await w.transfer()).json.error.name).to.equal("TransferRefused");
    expect(await w.list()).to.deep.equal([]);
  });

  it("is signed beforehand and presented by whoever needs it", async () => {
    const w = await ready();
    const file = w.at("consent.json");
    const signed = await w.consent("sign", w.registrar, ...w.what, "--file", file);
    expect(signed.exit, signed.out).to.equal(0);
    consentSign.result.parse(signed.json.result);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"units": "4"', '"units": "9"'));
    const changed = await w.consent("present", w.a, file);
    expect(changed.json.error).to.include({ name: "ConsentFileRefused" });
    await writeFile(file, text);
    const presented = await w.consent("present", w.a, file);
    expect(presented.exit, presented.out).to.equal(0);
    expect((await w.transfer()).exit).to.equal(0);
  });

  it("is nobody else's to give, and no id that nobody applied for", async () => {
    const w = await applied();
    const thief = await w.consent("give", w.thief, w.id);
    expect(thief.json.error.code).to.equal("NotTheRegistrar");
    const notHis = await w.consent("withdraw", w.b, w.id);
    expect(notHis.json.error.code).to.equal("NotTheApplicant");
    const none = await w.consent("give", w.registrar, `0x${"11".repeat(32)}`);
    expect(none.json.error.message).to.include("consent list");
    const past = await w.consent("apply", w.a, ...w.what.slice(0, -1), "2020-01-01");
    expect(past.json.error.code).to.equal("ConsentLapsed");
  });
});
