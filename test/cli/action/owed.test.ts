import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { fixture } from "../../support/fixture.ts";
import { linked, suspended } from "../../support/lists.ts";
import { bondDesk, DOCUMENT, paymentDesk } from "./actions.ts";

describe("kessai action claim and withdraw", () => {
  const load = fixture(paymentDesk);

  it("has what is owed paid once it can be, by anybody", async () => {
    const w = await load();
    const terms = await w.funded();
    await suspended(w, w.a);
    await w.kessai(["action", "run", "--distribution", terms, ...w.signer(w.relayer)]);
    const claim = ["action", "claim", terms, "--holder", "1", ...w.signer(w.relayer), "--json"];
    const refused = await w.kessai(claim);
    expect(refused.exit).to.equal(1);
    expect(refused.json.error.code).to.equal("PassNotWorking");
    const none = await w.kessai([
      ...["action", "claim", terms, "--holder", "99", ...w.signer(w.relayer), "--json"],
    ]);
    expect(none.json.error.code).to.equal("NothingOwed");
    const wrong = await w.kessai(["action", "claim", terms, "--holder", "A1", "--json"]);
    expect(wrong.json.error.name).to.equal("ArgumentRefused");
  });

  it("takes a payment back of which nobody is paid, and none after", async () => {
    const w = await load();
    const terms = await w.funded();
    const before = await w.yen.balanceOf(w.issuer);
    const withdraw = ["action", "withdraw", terms, ...w.signer(w.payingAgent), "--json"];
    const stranger = await w.kessai(["action", "withdraw", terms, ...w.signer(w.thief), "--json"]);
    expect(stranger.json.error.code).to.equal("NotTheAnnouncer");
    const said = await w.kessai(withdraw);
    expect(said.exit, said.out).to.equal(0);
    expect((await w.yen.balanceOf(w.issuer)) > before).to.equal(true);
    expect((await w.kessai(withdraw)).json.error.code).to.equal("WrongPhase");
  });
});

describe("kessai action return, payout and record --withdraw", () => {
  const load = fixture(paymentDesk);

  it("returns what nobody claimed once its time is over, and not before", async () => {
    const w = await load();
    const terms = await w.funded();
    const { owedUntil } = JSON.parse(await readFile(terms, "utf8")).terms;
    await suspended(w, w.a);
    await w.kessai(["action", "run", "--distribution", terms, ...w.signer(w.relayer)]);
    const back = ["action", "return", terms, ...w.signer(w.relayer), "--json"];
    const early = await w.kessai(back);
    expect(early.exit, early.out).to.equal(1);
    const before = await w.yen.balanceOf(w.issuer);
    await w.networkHelpers.time.increaseTo(owedUntil + 1);
    const said = await w.kessai(back);
    expect(said.exit, said.out).to.equal(0);
    expect((await w.yen.balanceOf(w.issuer)) > before).to.equal(true);
  });

  it("names another wallet of the investor to be paid, and nobody else's", async () => {
    const w = await load();
    await linked(w, w.a, [w.thief]);
    const payout = async (wallet: { address: string }) =>
      await w.kessai([
        ...["action", "payout", "--wallet", wallet.address, ...w.signer(w.a), "--json"],
      ]);
    const other = await payout(w.b);
    expect(other.exit, other.out).to.equal(1);
    const said = await payout(w.thief);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.distribution.payoutWalletOf(w.a)).to.equal(w.thief.address);
  });

  it("takes a record date back in time", async () => {
    const w = await load();
    const words = ["action", "record", "--class", "SBI-ST-1", "--date", "2027-06-30"];
    const rest = ["--document", DOCUMENT, ...w.signer(w.registrar), "--json"];
    const none = await w.kessai([...words, "--withdraw", ...rest]);
    expect(none.exit, none.out).to.equal(1);
    await w.kessai([...words, ...rest]);
    const said = await w.kessai([...words, "--withdraw", ...rest]);
    expect(said.exit, said.out).to.equal(0);
    const again = await w.kessai([...words, ...rest]);
    expect(again.exit, again.out).to.equal(0);
  });
});

describe("kessai action call, default and fix", () => {
  const load = fixture(() => bondDesk());

  it("say what the terms do not allow, and send nothing", async () => {
    const w = await load();
    const faults: [words: string[], code: string][] = [
      [["call", "--date", "2027-09-14", "--document", DOCUMENT], "NotCallable"],
      [["call", "--cancel"], "NoCall"],
      [["default"], "NotYet"],
      [["fix", "--period", "1"], "NotFloating"],
    ];
    for (const [[verb = "", ...rest], code] of faults) {
      const said = await w.kessai([
        ...["action", verb, "--class", "SBI-ST-1", ...rest, ...w.signer(w.registrar), "--json"],
      ]);
      expect(said.exit, verb).to.equal(1);
      expect(said.json.error.code, said.out).to.equal(code);
    }
    const without = await w.kessai(["action", "call", "--class", "SBI-ST-1", "--json"]);
    expect(without.json.error.message).to.include("--date");
  });
});
