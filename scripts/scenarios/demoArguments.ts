import type { Lang } from "../../sdk/index.ts";

/** What `npm run demo --` was asked for. */
export interface DemoArguments {
  readonly platformPath: string;
  readonly classPath: string;
  /** A network of hardhat.config.ts; without it a chain of the demo's own. */
  readonly networkName: string | undefined;
  readonly lang: Lang;
  readonly help: boolean;
}

/** The command line makes no sense. */
export class ArgumentRefused extends Error {
  override readonly name = "ArgumentRefused";
}

export const DEMO_HELP = `npm run demo [-- options]

  --platform FILE   who holds which power (examples/platform.yaml)
  --class FILE      the terms of the class (examples/classes/sbi-st-1.yaml)
  --network NAME    a network of hardhat.config.ts, such as localhost (a chain of the demo's own)
  --lang en|ja      the language of the output (en)

  for example: npm run demo -- --lang ja`;

/**
 * The demo's command line.
 *
 * @param given the arguments after \`--\`
 * @throws ArgumentRefused naming the argument and what is expected
 */
export function demoArguments(given: readonly string[]): DemoArguments {
  const values = new Map<string, string>();
  const options = ["--platform", "--class", "--network", "--lang"];
  for (let index = 0; index < given.length; index += 2) {
    const option = given[index] ?? "";
    if (option === "--help" || option === "-h") return { ...from(values), help: true };
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
  return {
    platformPath: values.get("--platform") ?? "examples/platform.yaml",
    classPath: values.get("--class") ?? "examples/classes/sbi-st-1.yaml",
    networkName: values.get("--network"),
    lang,
    help: false,
  };
}
