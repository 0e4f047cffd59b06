import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { kycStatus } from "../../../cli/commands/kyc/status.ts";
import { officersSchema } from "../../../cli/desk/officers.ts";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { KEYS } from "../../support/officers.ts";
import { desk, inFolder, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);
const ENV = { ONE: KEYS.officers[0]!, TWO: KEYS.officers[1]!, RELAYER: KEYS.relayer };

async function ready() {
  const w = await inFolder(await load());
  await w.granted([w.a, w.b]);
  return w;
}

const does = (w: TestDesk, verb: string, key: { address: string }, ...more: string[]) =>
  w.kessai(["kyc", verb, ...more, "--json", ...w.signer(key)]);

async function statusOf(w: TestDesk, { address }: { address: string }) {
  const said = await w.kessai(["kyc", "status", address, "--json"]);
  const { status } = kycStatus.result.parse(said.json.result) as { status: string };
  expect(said.exit).to.equal(status === "working" ? 0 : 2);
  return status;
}

describe("kessai kyc, by one key", () => {
  it("suspend and revoke: a pass guardian at once", async () => {
    const w = await ready();
    for (const [verb, becomes] of [
      ["suspend", "suspended"],
      ["revoke", "revoked"],
    ] as const) {
      const words = ["--wallet", w.a.address, "--reason", "HIT-1"];
      const thief = await does(w, verb, w.thief, ...words);
      expect(thief.exit).to.equal(1);
      expect(thief.json.error.name).to.equal("PowerMissing");
      const said = await does(w, verb, w.guardian, ...words);
      expect(said.exit, said.out).to.equal(0);
      const { result } = writtenSchema.parse(said.json.result);
      expect(result).to.deep.equal({ wallet: w.a.address, status: becomes });
      expect(await statusOf(w, w.a)).to.equal(becomes);
    }
    const none = await does(w, "suspend", w.guardian, "--wallet", w.a.address);
    expect(none.json.error.message).to.include("--reason is needed");
  });

  it("suspend a list on one officer's signature, revoke one by a quorum, reinstate by a quorum", async () => {
    const w = await ready();
    const hits = w.at("hits.csv");
    await writeFile(
      hits,
      `wallet,reason\n${w.a.address},HIT-1\n${w.b.address},HIT-1\n${w.c.address},HIT-1\n`,
    );
    const one = ["--officer", "env:ONE", "--signer", "env:RELAYER", "--json"];
    const suspended = await w.kessai(["kyc", "screen", "--hits", hits, ...one], { env: ENV });
    expect(suspended.exit, suspended.out).to.equal(0);
    const { prepared, relayed } = officersSchema.parse(suspended.json.result);
    expect(relayed?.done).to.equal(2);
    // C has no pass.
    expect(prepared.notes.length).to.equal(1);
    expect(await statusOf(w, w.b)).to.equal("suspended");
    const free = [
      "--wallet",
      w.b.address,
      "--reason",
      "CLEARED",
      "--request",
      w.at("r.request.json"),
    ];
    const few = await w.kessai(["kyc", "reinstate", ...free, ...one], { env: ENV });
    expect(few.json.error.name).to.equal("SignaturesMissing");
    const two = await w.kessai(["kyc", "reinstate", ...free, "--officer", "env:TWO", ...one], {
      env: ENV,
    });
    expect(two.exit, two.out).to.equal(0);
    expect(await statusOf(w, w.b)).to.equal("working");
    const end = ["--wallet", w.b.address, "--reason", "FRAUD", "--request", w.at("e.request.json")];
    const revoked = await w.kessai(["kyc", "revoke", ...end, "--officer", "env:TWO", ...one], {
      env: ENV,
    });
    expect(revoked.exit, revoked.out).to.equal(0);
    expect(await statusOf(w, w.b)).to.equal("revoked");
  });

  it("veto: a guardian stops a new pass inside its window", async () => {
    const w = await ready();
    const { grant, attestations } = await w.signedGrant(w.c.address);
    await w.pass.grant(grant, attestations);
    const said = await does(w, "veto", w.guardian, "--wallet", w.c.address, "--reason", "UNKNOWN");
    expect(said.exit, said.out).to.equal(0);
    expect(await w.pass.balanceOf(w.c)).to.equal(0n);
    const late = await does(w, "veto", w.guardian, "--wallet", w.a.address, "--reason", "UNKNOWN");
    expect(late.exit).to.equal(1);
    expect(late.json.error.code).to.be.a("string");
  });

  it("disown and undo-disown: one guardian disowns an officer, another takes it back; attest mends a pass", async () => {
    const w = await ready();
    const words = ["--number", "1", "--since", "2027-04-01"];
    const said = await does(w, "disown", w.guardian, ...words);
    expect(said.exit, said.out).to.equal(0);
    const { result } = writtenSchema.parse(said.json.result);
    expect(result).to.deep.equal({ officer: 1, stopped: [w.a.address, w.b.address], untold: 0 });
    expect(await statusOf(w, w.a)).to.equal("unattested");
    const attested = await w.kessai(
      [
        ...["kyc", "attest", "--wallet", w.b.address, "--request", w.at("a.request.json")],
        ...["--officer", "env:THREE", "--signer", "env:RELAYER", "--json"],
      ],
      { env: { ...ENV, THREE: KEYS.officers[2]! } },
    );
    expect(attested.exit, attested.out).to.equal(0);
    expect(await statusOf(w, w.b)).to.equal("working");
    const own = await does(w, "undo-disown", w.guardian, "--number", "1");
    expect(own.exit).to.equal(1);
    const other = await does(w, "undo-disown", w.secondGuardian, "--number", "1");
    expect(other.exit, other.out).to.equal(0);
    expect(await statusOf(w, w.a)).to.equal("working");
    const nobody = await does(w, "disown", w.guardian, "--number", "9", "--since", "2027-04-01");
    expect(nobody.json.error.name).to.equal("OfficerUnknown");
    const admin = await does(w, "undo-disown", w.admin, "--number", "1", "--as-admin");
    expect([1, 3]).to.include(admin.exit);
  });

  it("status: says what a pass is, in words too, and refuses what is no wallet", async () => {
    const w = await ready();
    const said = await w.kessai(["kyc", "status", w.a.address, "--lang", "ja"]);
    expect(said.exit, said.err).to.equal(0);
    expect(said.out)
      .to.include("一般投資家")
      .and.include("居住地 JP")
      .and.include("証明: KYC担当者 1");
    expect(await statusOf(w, w.c)).to.equal("none");
    const bad = await w.kessai(["kyc", "status", "0x12", "--json"]);
    expect(bad.json.error.name).to.equal("ArgumentRefused");
  });
});
