import { readFile, writeFile } from "node:fs/promises";
import { expect } from "chai";
import { offerStatus } from "../../../cli/commands/offer/status.ts";
import { Offering__factory, type OfferingTerms, parseTermsFile } from "../../../sdk/index.ts";
import { fixture } from "../../support/fixture.ts";
import { DAY, world } from "../../support/world.ts";
import { deskOf, inFolder } from "../support/desk.ts";

export const CLASS_FILE = ["--class-file", "examples/classes/sbi-st-1.yaml"];
const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();

const load = fixture(async () => {
  const w = await world();
  await w.granted([w.issuer, w.a, w.b]);
  for (const investor of [w.a, w.b]) await w.minted(investor, 10_000_000n);
  const offering = Offering__factory.connect(w.platform.offering, w.relayer);
  return { ...(await deskOf(w)), offering };
});

export async function offered(changes: Readonly<Record<string, string | undefined>> = {}) {
  const w = await inFolder(await load());
  const now = await w.now();
  const fields = {
    ...{ apiVersion: "1", kind: "OfferingPlan", class: "SBI-ST-1", method: "pro-rata" },
    ...{ opens: iso(now), closes: iso(now + 10 * DAY), issueBy: iso(now + 20 * DAY) },
    ...{ proceedsTo: w.issuer.address, most: "20", ...changes },
  };
  const [plan, file] = [w.at("plan.yaml"), w.at("offer.json")];
  const lines = Object.entries(fields).map(([key, value]) => `${key}: "${value}"\n`);
  await writeFile(plan, lines.join(""));
  const offer = async (verb: string, key: { address: string }, ...more: readonly string[]) =>
    await w.kessai(["offer", verb, file, ...more, ...w.signer(key), "--json"]);
  return { ...w, plan, file, offer };
}

/** An offering that is open, of which A subscribed 20 units and B 10, for 100,000 yen each. */
export async function subscribed(changes: Readonly<Record<string, string>> = {}) {
  const w = await offered(changes);
  const planned = await w.kessai(["offer", "plan", w.plan, ...CLASS_FILE, "--out", w.file]);
  expect(planned.exit, planned.err).to.equal(0);
  const opened = await w.offer("open", w.registrar);
  expect(opened.exit, opened.out).to.equal(0);
  for (const [investor, units] of [
    [w.a, "20"],
    [w.b, "10"],
  ] as const) {
    const said = await w.offer("subscribe", investor, "--units", units);
    expect(said.exit, said.out).to.equal(0);
  }
  const { terms } = parseTermsFile(await readFile(w.file, "utf8"), w.file);
  const closed = async () =>
    await w.networkHelpers.time.increaseTo((terms as OfferingTerms).closes + 1);
  const status = async () => {
    const said = await w.kessai(["offer", "status", w.file, "--json"]);
    return { exit: said.exit, ...(offerStatus.result.parse(said.json.result) as Status) };
  };
  return { ...w, closed, status };
}

interface Status {
  phase: string;
  issued: string;
  paid: string;
  entries: { wallet: string; state: string; units: string }[];
}
