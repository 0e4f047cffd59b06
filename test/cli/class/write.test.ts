import { expect } from "chai";
import { writtenSchema } from "../../../cli/desk/written.ts";
import { policyOf } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY } from "../../support/world.ts";
import { desk, type TestDesk } from "../support/desk.ts";

const load = fixture(desk);
const HASH = `0x${"d0".repeat(32)}`;
const ON = ["--class", "SBI-ST-1"];

/** Announced at first, with exit 3; then, after the delay, done by the same words. */
async function afterDelay(w: TestDesk, words: readonly string[], delay: number) {
  const announced = await w.kessai(words);
  expect(announced.exit, announced.out).to.equal(3);
  expect(writtenSchema.parse(announced.json.result).calls[0]?.status).to.equal("announced");
  const waits = await w.kessai(words);
  expect(waits.exit, waits.out).to.equal(3);
  await w.networkHelpers.time.increase(delay + 1);
  const said = await w.kessai(words);
  expect(said.exit, said.out).to.equal(0);
  expect(writtenSchema.parse(said.json.result).status).to.equal("sent");
}

describe("kessai class pause, unpause, policy and close", () => {
  it("stop a class at once, and let it go on after the delay", async () => {
    const w = await load();
    const said = await w.kessai(["class", "pause", ...ON, "--json", ...w.signer(w.pauser)]);
    expect(said.exit, said.out).to.equal(0);
    expect(await w.bond.isPaused()).to.equal(true);
    const words = ["class", "unpause", ...ON, "--json", ...w.signer(w.unpauser)];
    await afterDelay(w, words, 3_600);
    expect(await w.bond.isPaused()).to.equal(false);
  });

  it("change who may hold, and end the class, after a day", async () => {
    const w = await load();
    const changer = w.signer({ address: w.platformFile.roles.ruleChanger.holders[0]! });
    const words = [
      "class",
      "policy",
      ...ON,
      "--categories",
      "qii,ｇｅｎｅｒａｌ",
      "--json",
      ...changer,
    ];
    await afterDelay(w, [...words, "--residences", "us,JP"], DAY);
    const { categories, residences } = policyOf(await w.bond.policy());
    expect(categories).to.have.members(["qii", "general"]);
    expect(residences).to.deep.equal([
      { alpha2: "JP", numeric: 392 },
      { alpha2: "US", numeric: 840 },
    ]);
    await afterDelay(w, ["class", "close", ...ON, "--document", HASH, "--json", ...changer], DAY);
    expect(await w.bond.isClosed()).to.equal(true);
  });

  it("refuse a key without the power, and words that mean nothing", async () => {
    const w = await load();
    const thief = w.signer(w.thief);
    const policy = ["class", "policy", ...ON, ...thief];
    const faults: [words: string[], name: string][] = [
      [["class", "pause", ...ON, ...thief], "PowerMissing"],
      [["class", "unpause", ...ON, ...thief], "PowerMissing"],
      [["class", "close", ...ON, "--document", HASH, ...thief], "PowerMissing"],
      [["class", "close", ...ON, "--document", "none.pdf", ...thief], "ArgumentRefused"],
      [["class", "pause", "--class", "NO-1", ...thief], "ClassUnknown"],
      [[...policy, "--categories", "rich", "--residences", "JP"], "ArgumentRefused"],
      [[...policy, "--categories", "qii", "--residences", "Japan"], "ArgumentRefused"],
      [[...policy, "--categories", "qii", "--residences", "any"], "PowerMissing"],
    ];
    for (const [words, name] of faults) {
      const said = await w.kessai([...words, "--json"]);
      expect(said.exit, said.out).to.equal(1);
      expect(said.json.error.name, said.out).to.equal(name);
    }
    expect(await w.bond.isPaused()).to.equal(false);
  });
});
