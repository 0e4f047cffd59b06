import type { Mutant } from "./Mutant.ts";
import type { Fate, Outcome } from "./Outcome.ts";

/** A survivor that no test can kill, or that is not worth one. */
export interface Explained {
  /** As {@link Mutant.key}: file, function and the statement before and after. */
  readonly key: string;
  readonly why: string;
}

export interface Judged {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
}

export interface MutationReport {
  readonly ok: boolean;
  readonly text: string;
}

/** Of the mutants that compile and are not explained, so many in a hundred must be killed. */
const FLOOR = 90;

/** Counts by contract and in all, and names each survivor with its place and change. */
export function mutationReport(
  judged: readonly Judged[],
  explained: readonly Explained[],
): MutationReport {
  const known = new Set(explained.map(({ key }) => key));
  const countsOf = (group: readonly Judged[]) => counted(group, known);
  const byPath = [...Map.groupBy(judged, ({ mutant }) => mutant.site.path)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const all = countsOf(judged);
  const survivors = judged.filter(
    ({ mutant, outcome }) => outcome.fate === "survived" && !known.has(mutant.key),
  );
  const rows = [...byPath.map(([path, group]) => [path, countsOf(group)] as const)];
  const text = [
    row(["contract", "mutants", "killed", "timed out", "survived", "explained", "not compiling"]),
    ...rows.map(([path, counts]) => row([path.replace("contracts/", ""), ...cells(counts)])),
    row(["in all", ...cells(all)]),
    ...(survivors.length === 0 ? [] : ["", "no test kills these:"]),
    ...survivors.flatMap(shown),
    "",
    `${percent(all)} % killed of those that compile and are not explained; the floor is ${FLOOR} %`,
  ].join("\n");
  return { ok: all.judged > 0 && killedOf(all) * 100 >= FLOOR * all.judged, text };
}

interface Counts {
  readonly fates: Readonly<Record<Fate, number>>;
  readonly explained: number;
  readonly judged: number;
}

function counted(group: readonly Judged[], known: ReadonlySet<string>): Counts {
  const fates = { killed: 0, survived: 0, "timed out": 0, "not compiling": 0 };
  let explained = 0;
  for (const { mutant, outcome } of group) {
    if (outcome.fate === "survived" && known.has(mutant.key)) explained++;
    else fates[outcome.fate]++;
  }
  return { fates, explained, judged: fates.killed + fates["timed out"] + fates.survived };
}

/** A mutant that a test never ends on is told from the contract as well as by a failure. */
function killedOf({ fates }: Counts): number {
  return fates.killed + fates["timed out"];
}

function percent(counts: Counts): string {
  if (counts.judged === 0) return "0.0";
  const tenths = Math.floor((killedOf(counts) * 1_000) / counts.judged);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

function cells({ fates, explained }: Counts): string[] {
  const all = Object.values(fates).reduce((sum, count) => sum + count, explained);
  return [
    ...[all, fates.killed, fates["timed out"], fates.survived],
    ...[explained, fates["not compiling"]],
  ].map(String);
}

function row([name = "", ...numbers]: readonly string[]): string {
  return [name.padEnd(40), ...numbers.map((number) => number.padStart(10))].join(" ");
}

function shown({ mutant: { site, kind, from, to }, outcome }: Judged): string[] {
  const reach = outcome.tests === 0 ? "no test reaches it" : `${outcome.tests} tests ran it`;
  return [
    `${site.path}:${site.line} ${site.where}: ${kind} (${reach})`,
    `  - ${from}`,
    `  + ${to === "" ? "(nothing)" : to}`,
  ];
}
