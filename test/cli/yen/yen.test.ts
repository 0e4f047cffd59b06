import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { yenShow } from "../../../cli/commands/yen/show.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { parseBankStatement } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { desk, type TestDesk } from "../support/desk.ts";

const HASH = `0x${"d0".repeat(32)}`;
const ORDER = ["--reason", "COURT-1", "--document", HASH];

const load = fixture(async () => {
  const w = await desk();
  await w.granted([w.a, w.b]);
  return w;
});

async function attested(w: TestDesk) {
  const said = await w.kessai([
    ...["yen", "attest-reserve", "--amount", "10,000,000", ...w.signer(w.attestor), "--json"],
  ]);
  expect(said.exit, said.out).to.equal(0);
}

const deposit = (w: TestDesk, ...words: string[]) =>
  w.kessai(["yen", "deposit", ...words, ...w.signer(w.yenOperator), "--json"]);

describe("kessai yen deposit", () => {
  it("takes no mark behind an amount for one of its digits, typed or in a statement", async () => {
    const w = await load();
    for (const amount of ["1000¹", "1000①", "10²", "1e3"]) {
      const words = ["--to", w.a.address, "--amount", amount, "--reference", "D-9", "--json"];
      const said = await w.kessai(["yen", "deposit", ...words, ...w.signer(w.yenOperator)]);
      expect(said.json.error, amount).to.include({ name: "ArgumentRefused" });
      const text = `date,reference,name,amount,wallet\r\n2027-04-01,F-9,A,${amount},${w.a.address}\r\n`;
      expect(parseBankStatement(text, "bank.csv")[0]?.amount, amount).to.equal(undefined);
    }
  });

  it("mints for one deposit, once", async () => {
    const w = await load();
    const words = ["--to", w.a.address, "--amount", "１，０００", "--reference", "D-1"];
    const stale = await deposit(w, ...words);
    expect(stale.json.error.code, stale.out).to.equal("ReserveNotFresh");
    await attested(w);
    expect((await deposit(w, ...words)).exit).to.equal(0);
    expect(await w.yen.balanceOf(w.a)).to.equal(1_000n);
    const again = await deposit(w, ...words);
    expect(again.json.error.code).to.equal("DepositAlreadyMinted");
  });

  it("takes a statement in CP932, names duplicates in it and on the chain, and mints the rest", async () => {
    const w = await load();
    await attested(w);
    await deposit(w, "--to", w.a.address, "--amount", "5", "--reference", "R-0");
    const file = w.at("cp932.csv");
    // 日付,整理番号,振込人名,金額,ウォレット in CP932.
    const head = Buffer.from(
      "93fa95742c90ae979d94d48d862c90558d9e906c96bc2c8be08a7a2c8345" + "8348838c83628367",
      "hex",
    );
    const rows = [
      `2027/04/01,R-0,YAMADA,5,${w.a.address}`,
      `2027/04/01,R-1,YAMADA,"1,000",${w.a.address}`,
      `2027/04/01,R-1,YAMADA,"1,000",${w.a.address}`,
      `2027/4/2,R-2,SATO,2000,${w.b.address}`,
      `2027/04/02,R-3,SUZUKI,300,${w.thief.address}`,
      `2027/04/02,R-4,SUZUKI,many,0x12`,
    ];
    await writeFile(file, Buffer.concat([head, Buffer.from(`\r\n${rows.join("\r\n")}\r\n`)]));
    const dry = await deposit(w, "--statement", file, "--dry-run");
    expect(dry.exit, dry.out).to.equal(2);
    expect(writtenSchema.parse(dry.json.result).calls.length).to.equal(3);
    const said = await deposit(w, "--statement", file);
    expect(said.exit, said.out).to.equal(2);
    const written = writtenSchema.parse(said.json.result);
    const { rows: told } = written.result as {
      rows: { line: number; outcome: string; why?: string }[];
    };
    expect(told.map(({ outcome }) => outcome)).to.deep.equal([
      ...["minted-before", "minted", "refused", "minted", "refused", "refused"],
    ]);
    expect(told[0]?.why).to.include("in block");
    expect(told[2]?.why).to.include("on line 3 already");
    expect(told[4]?.why).to.include("pass");
    expect(told[5]?.why).to.include("many").and.include("0x12");
    expect(await w.yen.balanceOf(w.a)).to.equal(1_005n);
    expect(await w.yen.balanceOf(w.b)).to.equal(2_000n);
    const again = await deposit(w, "--statement", file);
    expect(again.exit).to.equal(2);
    expect(await w.yen.totalSupply()).to.equal(3_005n);
  });

  it("takes UTF-8 with a byte order mark, full-width digits, and accounts of a list", async () => {
    const w = await load();
    await attested(w);
    const [file, accounts] = [w.at("utf8.csv"), w.at("accounts.csv")];
    await writeFile(
      file,
      "\uFEFF取引日,照会番号,振込依頼人名,入金額,口座番号\r\n２０２７年４月１日,振込１,山田,¥１，５００,０１２３\r\n2027-04-01,F-2,佐藤,10,9999\r\n",
    );
    await writeFile(accounts, `account,wallet\n0123,${w.a.address}\n`);
    const said = await deposit(w, "--statement", file, "--accounts", accounts);
    expect(said.exit, said.out).to.equal(2);
    expect(await w.yen.balanceOf(w.a)).to.equal(1_500n);
    expect(said.json.result.result.rows[1].why).to.include("9999");
    await writeFile(accounts, "account,holder\n0123,x\n");
    const wrong = await deposit(w, "--statement", file, "--accounts", accounts);
    expect(wrong.json.error.message).to.include("give account and wallet");
  });

  it("refuses unknown columns, a file that is no text, and words that contradict each other", async () => {
    const w = await load();
    const file = w.at("bad.csv");
    await writeFile(file, "date,reference,name,amount,wallet,colour\n");
    const unknown = await deposit(w, "--statement", file);
    expect(unknown.json.error.name).to.equal("FileRefused");
    expect(unknown.json.error.message).to.include("colour");
    await writeFile(file, "date,reference\n2027-04-01,R\n");
    const lacks = await deposit(w, "--statement", file);
    expect(lacks.json.error.message).to.include("wallet or account");
    await writeFile(file, Buffer.from([0xff, 0xfe, 0x00, 0x41]));
    expect((await deposit(w, "--statement", file)).json.error.name).to.equal("FileUnreadable");
    const both = await deposit(w, "--statement", file, "--amount", "1");
    expect(both.json.error.message).to.include("leave --amount out");
    const none = await deposit(w, "--to", w.a.address, "--amount", "1");
    expect(none.json.error.message).to.include("--reference is needed");
  });
});

describe("kessai yen redeem, redeem-paid, show", () => {
  it("hold what is asked for until the bank has paid, or could not", async () => {
    const w = await load();
    await attested(w);
    await deposit(w, "--to", w.a.address, "--amount", "1000", "--reference", "D-1");
    for (const amount of ["400", "100"]) {
      const said = await w.kessai([
        ...["yen", "redeem", "--amount", amount, "--reference", `P-${amount}`, ...w.signer(w.a)],
      ]);
      expect(said.exit, said.err).to.equal(0);
    }
    const shown = await w.kessai(["yen", "show", "--wallet", w.a.address, "--json"]);
    expect(shown.exit, shown.out).to.equal(0);
    const state = yenShow.result.parse(shown.json.result) as {
      redemptions: { id: string; yen: string }[];
      wallet: object;
    };
    expect(state.wallet).to.include({ balance: "1000", held: "500", free: "500" });
    expect(state.redemptions.map(({ yen }) => yen)).to.deep.equal(["400", "100"]);
    const [paid, returned] = state.redemptions.map(({ id }) => id) as [string, string];
    const end = (...words: string[]) =>
      w.kessai(["yen", "redeem-paid", ...words, ...w.signer(w.yenOperator), "--json"]);
    expect((await end(paid)).exit).to.equal(0);
    expect((await end(returned, "--returned", "--reason", "CLOSED")).exit).to.equal(0);
    expect(await w.yen.totalSupply()).to.equal(600n);
    expect(await w.yen.heldOf(w.a)).to.equal(0n);
    const unknown = await end(paid);
    expect(unknown.json.error.message).to.include("yen show");
  });

  it("tell people in Japanese, through the real binary", async () => {
    const w = await load();
    const said = await w.binary(["yen", "show", "--lang", "ja", ...w.onChain]);
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("発行残高").and.include("準備資産");
  }).timeout(60_000);
});

describe("kessai yen freeze, unfreeze, pause, unpause", () => {
  it("stop yen and wallets at once, and free them after the admin's delay", async () => {
    const w = await load();
    await attested(w);
    await deposit(w, "--to", w.a.address, "--amount", "1000", "--reference", "D-1");
    const of_ = ["--wallet", w.a.address];
    const freeze = ["yen", "freeze", ...of_, ...ORDER];
    const thief = await w.kessai([...freeze, ...w.signer(w.thief), "--json"]);
    expect(thief.json.error.name).to.equal("PowerMissing");
    const some = await w.kessai([...freeze, "--amount", "300", ...w.signer(w.yenOperator)]);
    expect(some.exit, some.err).to.equal(0);
    expect(await w.yen.frozenOf(w.a)).to.equal(300n);
    expect((await w.kessai([...freeze, ...w.signer(w.yenOperator)])).exit).to.equal(0);
    expect(await w.yen.isFrozen(w.a)).to.equal(true);

    const free = ["yen", "unfreeze", ...of_, ...w.signer(w.admin), "--json"];
    const more = await w.kessai([...free, "--amount", "301"]);
    expect(more.json.error.message).to.include("¥300 are frozen");
    for (const words of [
      [...free, "--amount", "100"],
      [...free, ...ORDER],
    ]) {
      const announced = await w.kessai(words);
      expect(announced.exit, announced.out).to.equal(3);
      const { readyAt } = announced.json.result.calls[0];
      await w.networkHelpers.time.increaseTo(readyAt + 1);
      const done = await w.kessai(words);
      expect(done.exit, done.out).to.equal(0);
    }
    expect(await w.yen.frozenOf(w.a)).to.equal(200n);
    expect(await w.yen.isFrozen(w.a)).to.equal(false);
  });

  it("stop all yen, and let them move again after the delay", async () => {
    const w = await load();
    const stopped = await w.kessai(["yen", "pause", ...w.signer(w.pauser), "--json"]);
    expect(stopped.exit, stopped.out).to.equal(0);
    expect(await w.yen.isPaused()).to.equal(true);
    const words = ["yen", "unpause", ...w.signer(w.unpauser), "--json"];
    const announced = await w.kessai(words);
    if (announced.exit === 3) {
      await w.networkHelpers.time.increaseTo(announced.json.result.calls[0].readyAt + 1);
      expect((await w.kessai(words)).exit).to.equal(0);
    }
    expect(await w.yen.isPaused()).to.equal(false);
    const wrong = await w.kessai(["yen", "pause", ...w.signer(w.thief), "--json"]);
    expect(wrong.json.error.name).to.equal("PowerMissing");
  });
});
