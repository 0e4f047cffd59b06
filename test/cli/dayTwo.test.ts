import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { fixture } from "../support/fixture.ts";
import { blocksOf } from "./support/blocksOf.ts";
import { desk } from "./support/desk.ts";
import { shellOf } from "./support/shellOf.ts";

const PAGE = "docs/day-two.md";
const load = fixture(desk);

/** What the quick start leaves in the reader's terminal: names of keys and wallets. */
async function namesOf(page: string): Promise<Map<string, string>> {
  const lines = (await blocksOf(page)).join("\n").split("\n");
  const names = lines.flatMap((line) => [...line.matchAll(/^([A-Z]+)=([^$]*)$/g)]);
  return new Map(names.map(([, name = "", value = ""]) => [name, value]));
}

/** A chain as the quick start leaves it: two passes, 90 units and 10, yen, and a register that was written. */
async function firstDay() {
  const w = await load();
  const names = await namesOf("docs/quick-start.md");
  const [alice, bob] = [names.get("ALICE"), names.get("BOB")].map((address) => ({
    address: address!,
  })) as [{ address: string }, { address: string }];
  await w.granted([alice, bob], {}, [1]);
  await w.desk.issue(w.bond, alice.address, 90n, encodeBytes32String("ISSUE-1"));
  await w.desk.issue(w.bond, bob.address, 10n, encodeBytes32String("ISSUE-1"));
  await w.minted(bob, 9_000_000n);
  const env = { KESSAI_NETWORK_LOCALHOST: w.server.url, KESSAI_DEPLOYMENTS: w.folder };
  const kessai = (words: readonly string[]) => w.kessai(words, { local: true, env });
  const written = await kessai([
    ...["register", "at", "--class", "SBI-ST-1", "--file", "examples/classes/sbi-st-1.yaml"],
    ...["--out", w.at("books"), "--log", w.at("log.jsonl")],
  ]);
  expect(written.exit, written.err).to.equal(0);
  return { ...w, names, alice, bob, kessai };
}

describe("The second day", () => {
  it("does what each user does then, command by command", async () => {
    const w = await firstDay();
    const blocks = await blocksOf(PAGE);
    expect(blocks).to.have.lengthOf(5);
    const script = [
      ...[...w.names].map(([name, value]) => `${name}=${value}`),
      blocks.join("\n").replaceAll("quick-start/", `${w.folder}/`),
    ].join("\n");
    const { exit, said } = await shellOf(w.folder, script, w.kessai);
    expect(exit, said).to.equal(0);
    // A suspended pass, a trade and a transfer that cannot be, a register that changed: "no" four times.
    expect(said.match(/^exit \d$/gm), said).to.deep.equal(Array(4).fill("exit 2"));
    expect(await w.bond.frozenOf(w.alice.address)).to.equal(0n);
    expect(await w.bond.balanceOf(w.alice.address)).to.equal(95n);
    expect(said).to.include("suspended");
    expect(said).to.include("working (it works)");
    expect(await w.yen.totalSupply()).to.equal(8_000_000n);
    expect(said).not.to.match(/\n\s+at .*:\d+:\d+/);
  }).timeout(180_000);

  it("has the same commands in both languages", async () => {
    expect(await blocksOf("docs/day-two.ja.md")).to.deep.equal(await blocksOf(PAGE));
  });
});
