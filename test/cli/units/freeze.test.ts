import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { encodeBytes32String, ZeroHash } from "ethers";
import { proposalOf } from "../../../cli/desk/proposal.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { desk, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);
const HASH = `0x${"d0".repeat(32)}`;
const ORDER = ["--reason", "COURT-1", "--document", HASH];

async function ready() {
  const w = await load();
  await w.granted([w.a]);
  await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
  return w;
}

const words = (w: TestDesk, ...more: string[]) => [
  ...["units", "freeze", "--class", "SBI-ST-1", "--wallet", w.a.address, ...ORDER, ...more],
];

describe("kessai units freeze", () => {
  it("stops so many units of a wallet, and says in which transaction", async () => {
    const w = await ready();
    const said = await w.kessai(words(w, "--units", "４", ...w.signer(w.registrar), "--json"));
    expect(said.exit, said.out).to.equal(0);
    const written = writtenSchema.parse(said.json.result);
    expect(written.status).to.equal("sent");
    expect(written.calls[0]?.hash).to.match(/^0x[0-9a-f]{64}$/);
    expect(await w.bond.frozenOf(w.a)).to.equal(4n);
  });

  it("without --units stops the wallet", async () => {
    const w = await ready();
    const said = await w.kessai(words(w, ...w.signer(w.registrar)));
    expect(said.exit, said.err).to.equal(0);
    expect(said.out).to.include("sent in 0x");
    expect(await w.bond.isFrozen(w.a)).to.equal(true);
  });

  it("with --dry-run sends nothing, and says what it would cost", async () => {
    const w = await ready();
    const said = await w.kessai(
      words(w, "--units", "4", "--dry-run", ...w.signer(w.registrar), "--json"),
    );
    const written = writtenSchema.parse(said.json.result);
    expect(written.status).to.equal("dry-run");
    expect(BigInt(written.calls[0]?.gas ?? 0)).to.be.greaterThan(21_000n);
    expect(await w.bond.frozenOf(w.a)).to.equal(0n);
  });

  it("with --out writes a batch for a Safe, once", async () => {
    const w = await ready();
    const file = w.at("safe.json");
    const said = await w.kessai(words(w, "--units", "4", "--out", file, "--json"));
    expect(writtenSchema.parse(said.json.result).status).to.equal("safe-batch");
    const batch = JSON.parse(await readFile(file, "utf8"));
    expect(batch.chainId).to.equal("31337");
    expect(batch.transactions).to.deep.equal([
      {
        to: w.platform.desk,
        value: "0",
        data: w.desk.interface.encodeFunctionData("freezeUnits", [
          await w.bond.getAddress(),
          w.a.address,
          4n,
          encodeBytes32String("COURT-1"),
          HASH,
        ]),
        contractMethod: null,
        contractInputsValues: null,
      },
    ]);
    const again = await w.kessai(words(w, "--units", "4", "--out", file, "--json"));
    expect(again.json.error.name).to.equal("FileTaken");
  });

  it("with --propose writes it down for another key, which alone sends it (起案・承認)", async () => {
    const w = await ready();
    const file = w.at("freeze.proposal.json");
    const said = await w.kessai(
      words(w, "--units", "4", "--propose", file, ...w.signer(w.registrar)),
    );
    expect(said.exit, said.err).to.equal(0);
    expect(await w.bond.frozenOf(w.a)).to.equal(0n);
    const own = await w.kessai(["approve", file, ...w.signer(w.registrar), "--json"]);
    expect(own.json.error.name).to.equal("SignerNeeded");
    const changed = (await readFile(file, "utf8")).replace('"en": "freeze 4', '"en": "freeze 1');
    await writeFile(w.at("changed.json"), changed);
    const forged = await w.kessai([
      "approve",
      w.at("changed.json"),
      ...w.signer(w.secondRegistrar),
      "--json",
    ]);
    expect(forged.json.error.name).to.equal("ProposalRefused");
    const passed = ["approve", file, "--propose", w.at("passed.json"), "--json"];
    expect((await w.kessai(passed)).json.error.name).to.equal("ArgumentRefused");
    const other = await w.kessai(["approve", file, ...w.signer(w.secondRegistrar), "--json"]);
    expect(other.exit, other.out).to.equal(0);
    expect(await w.bond.frozenOf(w.a)).to.equal(4n);
  });

  it("shows what the bytes of a proposal do, whatever its maker says, and refuses what is none of the platform's", async () => {
    const w = await ready();
    const said = { en: "freeze 4 units", ja: "4口を凍結" };
    const proposal = (to: string, data: string) =>
      proposalOf({
        ...{ chainId: String(w.chainId), authority: w.platform.authority, title: said },
        ...{ maker: w.registrar.address, madeAt: "2027-04-01T00:00:00.000Z" },
        calls: [{ to, data, name: "freezeUnits", about: said, restricted: false }],
      });
    const file = w.at("forged.json");
    const approved = async (to: string, data: string) => {
      await writeFile(file, JSON.stringify(proposal(to, data)));
      return await w.kessai(["approve", file, "--dry-run"]);
    };
    const grant = w.authority.interface.encodeFunctionData("grantRole", [0, w.thief.address, 0]);
    const shown = await approved(w.platform.authority, grant);
    expect(shown.out).to.include(`authority.grantRole(roleId: 0, account: ${w.thief.address}`);
    const row = w.desk.interface.encodeFunctionData("issue", [
      ...([w.bond.target as string, w.thief.address, 9n, ZeroHash] as const),
    ]);
    const batch = w.desk.interface.encodeFunctionData("batch", [[row]]);
    const listed = await approved(w.platform.desk, batch);
    expect(listed.out).to.include(`[issue(token: ${w.bond.target}, to: ${w.thief.address}`);
    for (const [to, data] of [
      [w.thief.address, grant],
      [w.platform.authority, "0x12345678"],
      [w.platform.authority, `${grant}00`],
    ] as const) {
      const refused = await approved(to, data);
      expect(refused.exit).to.equal(1);
      expect(refused.err).to.include("no function of this platform's contracts");
    }
  });

  it("given a key without the power, says why and sends nothing", async () => {
    const w = await ready();
    const said = await w.kessai(words(w, "--units", "4", ...w.signer(w.thief), "--json"));
    expect(said.exit).to.equal(1);
    expect(said.json).to.deep.include({ ok: false });
    expect(said.json.error.code).to.equal("NotTheRegistrar");
    expect(await w.bond.frozenOf(w.a)).to.equal(0n);
  });

  it("given an unknown class, a bad number, no key, or words that mean nothing, says what to do", async () => {
    const w = await ready();
    const faults: [words: string[], name: string, says: string][] = [
      [
        ["units", "freeze", "--class", "NO-1", "--wallet", w.a.address, ...ORDER],
        "ClassUnknown",
        "SBI-ST-1",
      ],
      [words(w, "--units", "1.5"), "ArgumentRefused", "--units is a whole number"],
      [words(w, "--units", "0"), "ArgumentRefused", "more than nothing"],
      [words(w, "--units", "4"), "SignerNeeded", "--signer: env:NAME"],
      [
        words(w, "--units", "4", "--signer", `env:0x${"1f".repeat(32)}`),
        "SignerNeeded",
        "the name of a variable",
      ],
      [words(w, "--colour", "red"), "ArgumentRefused", "--colour"],
    ];
    for (const [given, name, says] of faults) {
      const said = await w.kessai([...given, "--json"]);
      expect(said.exit, given.join(" ")).to.equal(1);
      expect(said.json.error.name, said.out).to.equal(name);
      expect(said.json.error.message).to.include(says);
      expect(said.out).to.not.include("1f".repeat(8));
    }
  });

  it("prints no key, whatever is wrong with it, through the real binary", async () => {
    const w = await ready();
    const key = "ab".repeat(31);
    const env = { KEY: key };
    const said = await w.binary(
      [...words(w, "--units", "4", "--signer", "env:KEY"), ...w.onChain],
      { env },
    );
    expect(said.exit).to.equal(1);
    expect(said.err).to.include("64 hexadecimal digits");
    expect(said.out + said.err).not.to.include(key);
    expect(said.out + said.err).not.to.match(/\n\s+at /);
  });
});
