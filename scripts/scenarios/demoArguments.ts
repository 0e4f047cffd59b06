import type { Lang } from "../../sdk/index.ts";
import { DEFAULT_PASSES, DRILL_NAMES, type DrillName } from "./drills/names.ts";

/** The stories that the demo tells. */
export const SCENARIO_NAMES = ["first-settlement", "market-day", "bond-life"] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** What `npm run demo --` was asked for. */
export interface DemoArguments {
  readonly scenario: ScenarioName;
  /** Where a scenario writes its files. */
  readonly folder: string;
  readonly platformPath: string;
  readonly classPath: string;
  /** A network of hardhat.config.ts; without it a chain of the demo's own. */
  readonly networkName: string | undefined;
  readonly lang: Lang;
  /** Drills to play in the place of the first settlement. */
  readonly drills: readonly DrillName[];
  /** Passes beside which the drills play whose cost could depend on it. */
  readonly passes: number;
  /** Write the drills' table into its page. */
  readonly write: boolean;
  readonly help: boolean;
}

/** The command line makes no sense. */
export class ArgumentRefused extends Error {
  override readonly name = "ArgumentRefused";
}

/** Where a scenario writes its files; one without a folder writes none. */
const DEFAULT_FOLDERS: Readonly<Partial<Record<ScenarioName, string>>> = {
  "market-day": "market-day-report",
  "bond-life": "bond-life-report",
};

const DEFAULT_CLASSES: Readonly<Record<ScenarioName, string>> = {
  "first-settlement": "examples/classes/sbi-st-1.yaml",
  "market-day": "examples/classes/real-estate-model.yaml",
  "bond-life": "examples/classes/nri-15.yaml",
};

export const DEMO_HELP = `npm run demo [-- options]

  --scenario NAME   ${SCENARIO_NAMES.join(", ")} (${SCENARIO_NAMES[0]})
  --out FOLDER      where market-day and bond-life write their files (NAME-report)
  --platform FILE   who holds which power (examples/platform.yaml)
  --class FILE      the terms of the class (${DEFAULT_CLASSES["first-settlement"]})
  --network NAME    a network of hardhat.config.ts, such as localhost (a chain of the demo's own)
  --lang en|ja      the language of the output (en)

  --drill NAME      a drill in its place: what stolen keys get a thief, and what stops him;
                    ${DRILL_NAMES.slice(0, 4).join(", ")},
                    ${DRILL_NAMES.slice(4).join(", ")} or all
  --passes N        how many other passes there are in officer-quorum and screening-hit (${DEFAULT_PASSES})
  --write           after all drills: writes their table into docs/threat-model.md

  for example: npm run demo -- --lang ja
               npm run demo -- --scenario market-day
               npm run demo -- --scenario bond-life
               npm run demo -- --drill officer-quorum`;

/**
 * The demo's command line.
 *
 * @param given the arguments after \`--\`
 * @throws ArgumentRefused naming the argument and what is expected
 */
export function demoArguments(given: readonly string[]): DemoArguments {
  const values = new Map<string, string>();
  const options = [
    "--scenario",
    "--out",
    "--platform",
    "--class",
    "--network",
    "--lang",
    "--drill",
    "--passes",
    "--write",
  ];
  for (let index = 0; index < given.length; index += 2) {
    const option = given[index] ?? "";
    if (option === "--help" || option === "-h") return { ...from(values), help: true };
    if (option === "--write") {
      values.set(option, "");
      index -= 1;
      continue;
    }
    if (!options.includes(option)) {
      throw new ArgumentRefused(
        `${option} is no option of the demo. There are ${options.join(", ")} and --help.`,
      );
    }
    const value = given[index + 1];
    if (value === undefined || value.startsWith("--")) {
      throw new ArgumentRefused(`${option} needs a value, such as in:\n\n${DEMO_HELP}`);
    }
    values.set(option, value);
  }
  return from(values);
}

function from(values: ReadonlyMap<string, string>): DemoArguments {
  const lang = values.get("--lang") ?? "en";
  if (lang !== "en" && lang !== "ja") {
    throw new ArgumentRefused(`--lang is en or ja, not ${lang}.`);
  }
  const scenario = scenarioOf(values);
  return {
    ...{ scenario, folder: values.get("--out") ?? DEFAULT_FOLDERS[scenario] ?? "" },
    platformPath: values.get("--platform") ?? "examples/platform.yaml",
    classPath: values.get("--class") ?? DEFAULT_CLASSES[scenario],
    networkName: values.get("--network"),
    lang,
    drills: drillsOf(values),
    passes: passesOf(values),
    write: values.has("--write"),
    help: false,
  };
}

function scenarioOf(values: ReadonlyMap<string, string>): ScenarioName {
  const name = values.get("--scenario") ?? SCENARIO_NAMES[0];
  const found = SCENARIO_NAMES.find((known) => known === name);
  if (found === undefined) {
    throw new ArgumentRefused(
      `There is no scenario ${name}. There are ${SCENARIO_NAMES.join(", ")}.`,
    );
  }
  if (values.has("--out") && DEFAULT_FOLDERS[found] === undefined) {
    throw new ArgumentRefused("--out goes with --scenario market-day or bond-life only.");
  }
  if (values.has("--network") && found === "bond-life") {
    throw new ArgumentRefused(
      "A bond's life takes years: bond-life plays on a chain of its own, whose clock it moves. Leave --network out.",
    );
  }
  return found;
}

const MOST_PASSES = 10_000;

function drillsOf(values: ReadonlyMap<string, string>): readonly DrillName[] {
  const name = values.get("--drill");
  if (name === undefined) {
    const stray = ["--passes", "--write"].find((option) => values.has(option));
    if (stray !== undefined) throw new ArgumentRefused(`${stray} goes with --drill only.`);
    return [];
  }
  const stray = ["--scenario", "--out", "--platform", "--class", "--network"].find((option) =>
    values.has(option),
  );
  if (stray !== undefined) {
    throw new ArgumentRefused(
      `A drill plays the example platform and two example classes on a chain of its own, whose clock it moves: leave ${stray} out.`,
    );
  }
  if (values.has("--write") && (name !== "all" || values.has("--passes"))) {
    throw new ArgumentRefused("--write goes with --drill all, without --passes.");
  }
  if (name === "all") return DRILL_NAMES;
  const found = DRILL_NAMES.find((known) => known === name);
  if (found === undefined) {
    throw new ArgumentRefused(
      `There is no drill ${name}. There are ${DRILL_NAMES.join(", ")} and all.`,
    );
  }
  return [found];
}

function passesOf(values: ReadonlyMap<string, string>): number {
  const given = values.get("--passes");
  if (given === undefined) return DEFAULT_PASSES;
  const count = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (count < DEFAULT_PASSES || count > MOST_PASSES) {
    throw new ArgumentRefused(
      `--passes is a number from ${DEFAULT_PASSES.toLocaleString("en-US")} to ${MOST_PASSES.toLocaleString("en-US")}, not ${given}.`,
    );
  }
  return count;
}
