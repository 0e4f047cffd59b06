import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { fixture } from "../../support/fixture.ts";
import { desk } from "../support/desk.ts";

const load = fixture(desk);

async function ready() {
  const w = await load();
  await w.granted([w.a, w.b]);
  await w.desk.issue(w.bond, w.a, 10n, encodeBytes32String("issue"));
  return w;
}

describe("kessai units transfer", () => {
  it("sends a holder's own units", async () => {
    const w = await ready();
    const said = await w.kessai([
      ...["units", "transfer", "--class", "SBI-ST-1", "--to", w.b.address, "--units", "4"],
      ...["--json", ...w.signer(w.a)],
    ]);
    expect(said.exit, said.out).to.equal(0);
    expect(writtenSchema.parse(said.json.result).status).to.equal("sent");
    expect(await w.bond.balanceOf(w.b)).to.equal(4n);
  });

  it("names every rule that would refuse it, and sends nothing", async () => {
    const w = await ready();
    const words = [
      ...["units", "transfer", "--class", "SBI-ST-1", "--to", w.c.address, "--units", "11"],
    ];
    for (const more of [w.signer(w.a), ["--from", w.a.address, "--dry-run"]]) {
      const said = await w.kessai([...words, "--json", ...more]);
      expect(said.exit).to.equal(1);
      expect(said.json.error.name, said.out).to.equal("TransferRefused");
      // Too many units, and a receiver without a pass.
      expect(said.json.error.message.split("\n").length).to.be.greaterThan(2);
    }
    const ja = await w.kessai([...words, "--lang", "ja", ...w.signer(w.a)]);
    expect(ja.err).to.include("次の理由で拒否される");
    const other = await w.kessai([
      ...["units", "transfer", "--class", "SBI-ST-1", "--to", w.b.address, "--units", "1"],
      ...["--from", w.a.address, "--json", ...w.signer(w.b)],
    ]);
    expect(other.json.error.name).to.equal("TransferRefused");
    expect(await w.bond.balanceOf(w.a)).to.equal(10n);
  });

  it("of another chain's deployment, or with no chain there, asks and sends nothing", async () => {
    const w = await ready();
    const words = ["units", "transfer", "--class", "SBI-ST-1", "--to", w.b.address, "--units", "1"];
    const other = join(w.folder, "1.json");
    const deployment = JSON.parse(await readFile(w.deployment, "utf8"));
    await writeFile(other, JSON.stringify({ ...deployment, chainId: 1 }));
    for (const [network, file, name] of [
      [w.server.url, other, "WrongChain"],
      ["http://127.0.0.1:1", w.deployment, "ChainUnreachable"],
    ] as const) {
      const said = await w.kessai(
        [...words, "--network", network, "--deployment", file, "--json", ...w.signer(w.a)],
        { local: true },
      );
      expect(said.exit).to.equal(1);
      expect(said.json.error.name, said.out).to.equal(name);
    }
  });
});
