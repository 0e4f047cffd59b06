import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import {
  collectedSchema,
  officersSchema,
  preparedSchema,
  relayedSchema,
} from "../../../cli/desk/officers.ts";
import { fixture } from "../../support/fixture.ts";
import { KEYS, walletOf } from "../../support/officers.ts";
import { desk, inFolder, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);
const ENV = {
  ONE: KEYS.officers[0]!,
  TWO: KEYS.officers[1]!,
  STRANGER: KEYS.stranger,
  RELAYER: KEYS.relayer,
};
const HEADER = "reference,wallet,residence,tax class,expiry,screened until,classes";
const row = (number: number) =>
  `C-${number},${walletOf(number)},JP,0,2030-03-31,2029-03-31,SBI-ST-1`;

const ready = async () => await inFolder(await load());

async function table(w: TestDesk, content: string | Uint8Array, name = "grants.csv") {
  await writeFile(w.at(name), content);
  return w.at(name);
}

/** 整理番号,ウォレット,居住地,税区分,有効期限,審査期限 in CP932. */
const CP932 = Buffer.from(
  "90ae979d94d48d862c83458348838c836283672c8b8f8f5a926e2c90c58be695aa2c974c8cf88afa8cc02c90528db88afa8cc00a",
  "hex",
);

describe("kessai kyc grant, sign, collect, relay", () => {
  it("go from a table to passes, each step by whoever does it", async () => {
    const w = await ready();
    const path = await table(w, `\uFEFF${HEADER}\r\n${row(1)}\r\n${row(2)}\r\n`);
    const prepared = await w.kessai(["kyc", "grant", "--table", path, "--json"]);
    expect(prepared.exit, prepared.out).to.equal(0);
    const { status, prepared: what } = officersSchema.parse(prepared.json.result);
    expect(status).to.equal("request");
    expect(what.rows.map(({ reference }) => reference)).to.deep.equal(["C-1", "C-2"]);
    const request = w.at("grants.request.json");
    expect(what.request).to.equal(request);

    const sign = ["kyc", "sign", request, "--json", "--sha256", what.sha256, "--signer"];
    const files: string[] = [];
    for (const name of ["ONE", "TWO", "STRANGER"]) {
      const said = await w.kessai([...sign, `env:${name}`], { env: ENV, local: true });
      expect(said.exit, said.out).to.equal(0);
      files.push(said.json.result.file);
    }
    const wrong = await w.kessai(
      [...sign.slice(0, 4), "--sha256", "00".repeat(32), "--signer", "env:ONE"],
      {
        ...{ env: ENV, local: true },
      },
    );
    expect(wrong.json.error.name).to.equal("OtherRequest");

    const few = await w.kessai(["kyc", "collect", request, files[0]!, files[2]!, "--json"]);
    expect(few.exit).to.equal(1);
    expect(few.json.error.name).to.equal("SignaturesMissing");
    expect(few.json.error.message).to.include("is not an officer").and.include("officers 2, 3");
    const collected = await w.kessai(["kyc", "collect", request, ...files, "--json"]);
    expect(collected.exit, collected.out).to.equal(0);
    const bundle = collectedSchema.parse(collected.json.result);
    expect(bundle.officers).to.deep.equal([1, 2]);
    expect(bundle.faults.length).to.equal(1);

    const relay = ["kyc", "relay", bundle.bundle, "--json", "--signer", "env:RELAYER"];
    const dry = await w.kessai([...relay, "--dry-run"], { env: ENV });
    expect(dry.exit, dry.out).to.equal(0);
    expect(await w.pass.balanceOf(walletOf(1))).to.equal(0n);
    const relayed = await w.kessai(relay, { env: ENV });
    expect(relayed.exit, relayed.out).to.equal(0);
    expect(relayedSchema.parse(relayed.json.result).done).to.equal(2);
    expect(await w.pass.balanceOf(walletOf(2))).to.equal(1n);
    expect(await readFile(w.at("grants.results.csv"), "utf8")).to.include("C-2");
    const again = await w.kessai(relay, { env: ENV });
    expect(relayedSchema.parse(again.json.result).before).to.equal(2);
  });

  it("go in one command where the keys are at hand, for one wallet", async () => {
    const w = await ready();
    const words = [
      ...["kyc", "grant", "--reference", "C-1", "--wallet", walletOf(1), "--residence", "ＪＰ"],
      ...["--tax-class", "0", "--expiry", "2030-03-31", "--screened-until", "2029-03-31"],
      ...["--request", w.at("one.request.json"), "--officer", "env:ONE", "--officer", "env:TWO"],
      ...["--signer", "env:RELAYER", "--json"],
    ];
    const said = await w.kessai(words, { env: ENV });
    expect(said.exit, said.out).to.equal(0);
    const { status, relayed } = officersSchema.parse(said.json.result);
    expect(status).to.equal("relayed");
    expect(relayed?.done).to.equal(1);
    expect(await w.pass.balanceOf(walletOf(1))).to.equal(1n);
    expect(said.out).not.to.include(KEYS.officers[0]!.slice(2));
  });

  it("renew, reclassify, screen, link and recover it", async () => {
    const w = await ready();
    await w.granted([w.a]);
    const keys = ["--officer", "env:ONE", "--officer", "env:TWO", "--signer", "env:RELAYER"];
    const does = async (verb: string, ...more: string[]) => {
      const request = w.at(`${verb}.request.json`);
      const words = ["kyc", verb, ...more, "--request", request, ...keys, "--json"];
      const said = await w.kessai(words, { env: ENV });
      expect(said.exit, said.out).to.equal(0);
      expect(officersSchema.parse(said.json.result).relayed?.done).to.equal(1);
    };
    const wallet = ["--wallet", w.a.address];
    await does("renew", ...wallet, "--expiry", "2035-03-31", "--screened-until", "2028-03-31");
    const screened = await table(w, `wallet\n${w.a.address}\n`, "screened.csv");
    await does("screen", "--table", screened, "--until", "2029-03-31");
    await does("reclassify", ...wallet, ...["--residence", "JP", "--tax-class", "1"]);
    await does(
      "link",
      ...["--wallet", w.b.address, "--older", w.a.address],
      ...[
        ...["--reference", "C-9", "--residence", "JP", "--tax-class", "1"],
        ...["--expiry", "2035-03-31", "--screened-until", "2029-03-31"],
      ],
    );
    await w.networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);
    const status = await w.kessai(["kyc", "status", w.a.address, "--json"]);
    expect(status.exit, status.out).to.equal(0);
    expect(status.json.result.claims).to.deep.include({
      ...{ expiry: "2035-03-31", screenedUntil: "2029-03-31", residence: "JP", taxClass: 1 },
    });
    expect(status.json.result.otherWallets).to.deep.equal([w.b.address]);
    expect(
      status.json.result.officers.map(({ number }: { number: number }) => number),
    ).to.deep.equal([1, 2]);

    const units = await w.kessai([
      ...["units", "issue", "--class", "SBI-ST-1", "--to", w.a.address, "--units", "5"],
      ...w.signer(w.registrar),
    ]);
    expect(units.exit, units.err).to.equal(0);
    await does("recover", ...wallet, "--successor", w.b.address, "--reason", "LOST-1");
    const act = [
      ...["units", "recover", "--class", "SBI-ST-1", ...wallet, "--reason", "LOST-1"],
      ...["--document", `0x${"d0".repeat(32)}`, "--act", w.at("act.json"), "--json"],
      ...w.signer(w.registrar),
    ];
    const early = await w.kessai(act);
    expect(early.json.error.message).to.include("after the veto window");
    await w.networkHelpers.time.increase(w.platformFile.passes.vetoWindow + 1);
    const proposed = await w.kessai(act);
    expect(proposed.exit, proposed.out).to.equal(0);
    const approved = await w.kessai([
      ...["units", "approve", "--act", w.at("act.json"), ...w.signer(w.secondRegistrar)],
    ]);
    expect(approved.exit, approved.err).to.equal(0);
    expect(await w.bond.balanceOf(w.b)).to.equal(5n);
    const lost = await w.kessai(["kyc", "status", w.a.address, "--json"]);
    expect(lost.exit).to.equal(2);
    expect(lost.json.result.successor.wallet).to.equal(w.b.address);
  });

  it("with --dry-run write nothing; a bad table is refused with every fault at its place", async () => {
    const w = await ready();
    const path = await table(w, `${HEADER}\n${row(1)}\n`);
    const dry = await w.kessai(["kyc", "grant", "--table", path, "--dry-run", "--json"]);
    expect(officersSchema.parse(dry.json.result).status).to.equal("checked");
    expect(existsSync(w.at("grants.request.json"))).to.equal(false);
    for (const [content, says] of [
      [`${HEADER}\n${row(1).replace("JP,0", "JP,０")}\n`, "half-width digits: write 0"],
      [`${HEADER},colour\n${row(1)},red\n`, "a column of this file"],
      [`${HEADER}\n${row(1).replace("SBI-ST-1", "NO-1")}\n`, "grants.csv:2"],
    ] as const) {
      await table(w, content);
      const said = await w.kessai(["kyc", "grant", "--table", path, "--json"]);
      expect(said.exit).to.equal(1);
      expect(said.json.error.name, said.out).to.equal("FileRefused");
      expect(said.json.error.message).to.include(says);
    }
    for (const more of [
      [],
      ["--table", path, "--wallet", w.a.address],
      ["--table", path, "--out", "x"],
    ]) {
      const said = await w.kessai(["kyc", "grant", ...more, "--json"]);
      expect(said.exit, said.out).to.equal(1);
      expect(["ArgumentRefused", "FileRefused"]).to.include(said.json.error.name);
    }
    const changed = await table(w, "{}", "x.bundle.json");
    const relay = await w.kessai(["kyc", "relay", changed, "--json", "--signer", "env:RELAYER"], {
      env: ENV,
    });
    expect(relay.json.error.name).to.equal("RequestRefused");
  });
});

describe("kessai kyc import", () => {
  it("shows what a table would prepare, and writes nothing", async () => {
    const w = await ready();
    const english = await table(w, `${HEADER}\n${row(1)}\n`);
    const said = await w.kessai(["kyc", "import", english, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    expect(preparedSchema.parse(said.json.result).rows.length).to.equal(1);
    const path = await table(w, await readFile("examples/officers/grants-ja.csv"), "ja.csv");
    const text = await w.kessai(["kyc", "import", path, "--lang", "ja"]);
    expect(text.exit, text.err).to.equal(0);
    expect(text.out).to.include("パスの付与");
    expect(existsSync(w.at("ja.request.json"))).to.equal(false);
    const bad = await w.kessai(["kyc", "import", w.at("none.csv"), "--json"]);
    expect(bad.json.error.name).to.equal("FileNotFound");
  });

  it("reads CP932", async () => {
    const w = await ready();
    const line = `C-1,${walletOf(1)},JP,0,2030-03-31,2029-03-31\n`;
    const path = await table(w, Buffer.concat([CP932, Buffer.from(line)]));
    const said = await w.kessai(["kyc", "import", path, "--json"]);
    expect(said.exit, said.out).to.equal(0);
    expect(preparedSchema.parse(said.json.result).encoding).to.equal("CP932");
  });

  it("goes through the real binary", async () => {
    const w = await ready();
    const path = await table(w, `${HEADER}\n${row(1)}\n`);
    const said = await w.binary(
      [
        ...["kyc", "grant", "--table", path, "--officer", "env:ONE", "--officer", "env:TWO"],
        ...["--signer", "env:RELAYER", ...w.onChain],
      ],
      { env: ENV },
    );
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("done 1, done before 0");
    expect(said.out + said.err).not.to.include(KEYS.relayer.slice(2));
  }).timeout(60_000);
});
