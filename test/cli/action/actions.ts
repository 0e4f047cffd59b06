import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { encodeBytes32String, MaxUint256 } from "ethers";
import {
  BondLifecycle__factory,
  formatDate,
  jstDateEnd,
  rulesWord,
  Split__factory,
} from "../../../sdk/index.ts";
import { DUES, NRI, periodsOf } from "../../securities/actions/support/bonds.ts";
import { DOCUMENT, ISSUE, life } from "../../securities/actions/support/life.ts";
import { world } from "../../support/world.ts";
import { deskOf } from "../support/desk.ts";

export { DOCUMENT };

/** The desk's folder outlives a test, and nothing is written over. */
let files = 0;

/** A desk whose class A, B and C have 10, 20 and 30 units of. */
export async function paymentDesk() {
  const w = await life();
  const w2 = await deskOf(w);

  /** A record date of today that is over, and a plan of a dividend for it in a file. */
  async function planned(changes: Readonly<Record<string, string>> = {}) {
    const record = formatDate(await w.today(), "en");
    await w.recorded();
    const fields = {
      ...{ apiVersion: "1", kind: "DistributionPlan", class: "SBI-ST-1" },
      ...{ payment: "bond-interest", recordDate: record },
      ...{ pays: formatDate(await w.today(), "en"), perUnit: "1,000.5" },
      ...{ taxTo: w.issuer.address, document: DOCUMENT, ...changes },
    };
    const file = w2.at("plan.yaml");
    const text = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
    await writeFile(file, text.join(""));
    return { file, terms: w2.at(`terms-${++files}.json`) };
  }

  /** Terms that were announced and funded by the desk itself. */
  async function funded(changes: Readonly<Record<string, string>> = {}) {
    const { file, terms } = await planned(changes);
    for (const words of [
      ["action", "plan", file, "--out", terms],
      ["action", "announce", terms, ...w2.signer(w.payingAgent)],
      ["action", "fund", terms, ...w2.signer(w.issuer)],
    ]) {
      const said = await w2.kessai(words);
      if (said.exit !== 0 && said.exit !== 2) throw new Error(said.err + said.out);
    }
    return terms;
  }
  return { ...w2, planned, funded };
}

/** A desk whose class is a bond with three periods, of which A has 1 unit, B 2 and C 3. */
export async function bondDesk(changes: object = {}) {
  const w = await life();
  const lifecycle = BondLifecycle__factory.connect(w.platform.bonds, w.registrar);
  const token = await w.openClass({ rules: rulesWord({ maturity: DUES.at(-1)! }) });
  const terms = { ...NRI, taxTo: w.issuer.address, ...changes };
  const periods = periodsOf(terms.interestFrom, DUES);
  await w.lent(token, lifecycle, await lifecycle.hashOf(token, terms, periods));
  await lifecycle.register(token, terms, periods);
  for (const [holder, units] of [
    [w.a, 1n],
    [w.b, 2n],
    [w.c, 3n],
  ] as const) {
    await w.desk.issue(token, holder, units, ISSUE);
  }
  await w.minted(w.issuer, 2_000_000_000n);
  await w.yen.connect(w.issuer).approve(w.distribution, 0);

  /** To ten in the morning of a date in Japan. */
  async function onDate(date: number) {
    const ten = jstDateEnd(date) - 86_400 + 10 * 3_600;
    if ((await w.now()) < ten) await w.networkHelpers.time.increaseTo(ten);
  }
  const w2 = await deskOf({ ...w, bond: token });
  return { ...w2, lifecycle, periods, onDate };
}

/** A desk whose class is a share of which A has 105, B 20 and C 7. */
export async function splitDesk() {
  const w = await life();
  const share = await w.openClass({ classType: 1, cap: 10_000n });
  for (const [holder, units] of [
    [w.a, 105n],
    [w.b, 20n],
    [w.c, 7n],
  ] as const) {
    await w.desk.issue(share, holder, units, encodeBytes32String("issue"));
  }
  await w.yen.connect(w.issuer).approve(w.distribution, MaxUint256);
  const w2 = await deskOf({ ...w, bond: share });
  const split = Split__factory.connect(w.platform.split, w.relayer);

  async function planned(changes: Readonly<Record<string, string>>) {
    const fields = {
      ...{ apiVersion: "1", kind: "SplitPlan", class: "SBI-ST-1" },
      ...{ effective: formatDate(await w.today(), "en"), taxTo: w.issuer.address },
      ...{ document: DOCUMENT, ...changes },
    };
    const file = w2.at("split.yaml");
    await writeFile(file, JSON.stringify(fields));
    return { file, terms: w2.at(`split-${++files}.json`) };
  }
  return { ...w2, share, split, planned };
}

/** A desk whose class has no terms yet, and the file of its bond. */
export async function termsDesk() {
  const w = await world();
  const w2 = await deskOf({ ...w, bond: await w.openClass() });
  // The example's bond, three years later.
  const text = (await readFile("examples/classes/nri-15.yaml", "utf8")).replaceAll(
    /\b(20\d\d)-(\d\d-\d\d)\b/g,
    (_, year: string, day: string) => `${Number(year) + 3}-${day}`,
  );
  const file = w2.at("bond.yaml");
  await mkdir(w2.at("documents"));
  await copyFile("examples/classes/documents/nri-15.md", w2.at("documents/nri-15.md"));
  await writeFile(file, text);
  return { ...w2, file, bonds: BondLifecycle__factory.connect(w.platform.bonds, w.relayer) };
}
